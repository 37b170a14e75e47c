/** What parsing has got to: the next token, and the constructs that have begun and wait for an expression. */

import { positionOf } from "../source.ts";
import type { Expression, SyntaxTree, Token } from "../syntax.ts";
import type { Definitions } from "./definitions.ts";
import { NixSyntaxError } from "./error.ts";
import { type Lexeme, lex, type TokenSymbol } from "./lexer.ts";

/**
 * How tightly an expression holds together, loosest first. A construct says which level it wants (`1 + x: x` is an
 * error: the operand of `+` must be tighter than a function), and each expression says which level it has reached.
 */
export const level = {
  expression: 0,
  implication: 1,
  or: 2,
  and: 3,
  equality: 4,
  comparison: 5,
  update: 6,
  not: 7,
  sum: 8,
  product: 9,
  concatenation: 10,
  has: 11,
  negation: 12,
  application: 13,
  select: 14,
  simple: 15,
} as const;

export type Level = (typeof level)[keyof typeof level];

/** A finished expression, or undefined where something has begun that waits for an expression of its own. */
export type Outcome = Expression | undefined;

/** What a construct does with an expression that it waited for. */
export type Continuation = (expression: Expression) => Outcome;

interface Waiting {
  readonly wants: Level;
  readonly then: Continuation;
}

/** The depth of Nix's own parser stack; Nix reports "memory exhausted" at or before it. */
const deepest = 10_000;

export class Parsing {
  readonly text: string;
  /** What each attribute set defines. */
  readonly definitions = new Map<Expression, Definitions>();
  /** The next token. */
  token: Lexeme;
  /** The level that the expression which was finished last has reached. */
  reached: Level = level.expression;
  private readonly tokens: readonly Token[];
  private readonly lexemes: readonly Lexeme[];
  private readonly failure: string | undefined;
  private readonly waiting: Waiting[] = [];
  private at = 0;

  constructor(text: string) {
    const { tokens, lexemes, failure } = lex(text);
    this.text = text;
    this.tokens = tokens;
    this.lexemes = lexemes;
    this.failure = failure;
    this.token = this.peek(0);
  }

  tree(root: Expression): SyntaxTree {
    return { text: this.text, tokens: this.tokens, root };
  }

  // Tokens

  /** The token `ahead` of the next one; the last one stays the last. */
  peek(ahead: number): Lexeme {
    const lexeme = this.lexemes[this.at + ahead] ?? this.lexemes.at(-1);
    if (lexeme === undefined) throw new RangeError("a list of tokens ends with its end");
    return lexeme;
  }

  next(): Lexeme {
    const { token } = this;
    this.at++;
    this.token = this.peek(0);
    return token;
  }

  nextIs(symbol: TokenSymbol): boolean {
    return this.token.symbol === symbol;
  }

  /** Takes the next token if it is this one. */
  skip(symbol: TokenSymbol): Lexeme | undefined {
    return this.token.symbol === symbol ? this.next() : undefined;
  }

  expect(symbol: TokenSymbol): Lexeme {
    return this.skip(symbol) ?? this.unexpected(symbol === "identifier" ? "a name" : `'${symbol}'`);
  }

  /** Expects what closes the bracket that was opened at `opening`. */
  expectClosing(symbol: "}" | "]" | ")", opening: number): Lexeme {
    return this.skip(symbol) ?? this.unexpected(`'${symbol}' for the bracket at ${this.place(opening)}`);
  }

  textOf(token: Token): string {
    return this.text.slice(token.from, token.to);
  }

  // Errors

  /** The next token cannot stand here. */
  unexpected(expected?: string): never {
    const { symbol, from } = this.token;
    if (symbol === "failure") this.fail(this.failure ?? "not Nix", from);
    const found = symbol === "end" ? "end of file" : `'${this.textOf(this.token)}'`;
    return this.fail(`unexpected ${found}${expected === undefined ? "" : `, expected ${expected}`}`, from);
  }

  fail(message: string, offset: number): never {
    throw new NixSyntaxError(message, this.text, offset);
  }

  /** `line:column`, to name a second place in a message. */
  place(offset: number): string {
    const { line, column } = positionOf(this.text, offset);
    return `${line}:${column}`;
  }

  // Constructs that wait

  /** Leaves `then` to be done with the next expression that is at least as tight as `wants`. */
  wait(wants: Level, then: Continuation): undefined {
    if (this.waiting.length >= deepest) this.fail(`nested more than ${deepest} deep`, this.token.from);
    this.waiting.push({ wants, then });
    return undefined;
  }

  /** The level that the innermost construct wants; what waits for nothing is the end of the file. */
  get wants(): Level {
    return this.waiting.at(-1)?.wants ?? level.expression;
  }

  resume(): Continuation | undefined {
    return this.waiting.pop()?.then;
  }

  finish<E extends Expression>(reached: Level, expression: E): E {
    this.reached = reached;
    return expression;
  }
}
