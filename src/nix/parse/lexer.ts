/**
 * Nix's lexer: bytes to tokens. Where several readings are possible the longest wins, as in the lexer that Nix
 * generates with flex (Nix 2.8, libexpr/lexer.l): `a/b` is a path, `x:y` a URI, `a-b` a name, `1.` a float.
 */
import type { Token, TokenKind } from "../syntax.ts";
import { belongs, classes, code, codeAt, Run, skipWhile } from "./characters.ts";
import { numberAt } from "./numbers.ts";
import {
  homePathStartEnd,
  indentedOpeningEnd,
  indentedTextEnd,
  lineEnd,
  pathStartEnd,
  pathTextEnd,
  punctuationAt,
  quotedTextEnd,
  searchPathEnd,
  startsInterpolation,
  uriEnd,
} from "./scan.ts";

type Keyword = "if" | "then" | "else" | "assert" | "with" | "let" | "in" | "rec" | "inherit" | "or";

/** What the parser tells apart: fixed tokens by their text, others by their kind. */
export type TokenSymbol =
  | Keyword
  | ("{" | "}" | '"' | "''" | "${")
  | NonNullable<ReturnType<typeof punctuationAt>>
  | ("identifier" | "int" | "float" | "path" | "search-path" | "home-path" | "uri" | "text")
  | ("end" | "failure");

/** A token that means something: not white space, not a comment. The last one is the end of the file, or a failure. */
export interface Lexeme extends Token {
  readonly symbol: TokenSymbol;
}

export interface Lexed {
  /** All tokens. They partition the text, unless there is a failure. */
  readonly tokens: readonly Token[];
  readonly lexemes: readonly Lexeme[];
  /** Why no token starts where the last lexeme stands. The parser may find an error before it. */
  readonly failure: string | undefined;
}

export function lex(text: string): Lexed {
  return new Lexer(text).run();
}

/**
 * What is being read. `{` and `${` begin code, and its `}` goes back to what was read before, so that strings, paths
 * and code nest in each other.
 */
type Mode = "file" | "braces" | "interpolation" | "quoted" | "indented" | "path";

const keywords: ReadonlySet<string> = new Set<Keyword>(
  // biome-ignore format: one line of words
  ["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or"],
);
const longestKeyword = 7;

function isKeyword(word: string): word is Keyword {
  return keywords.has(word);
}

/** Whether Nix takes a text as a name without quotes. */
export function isNixName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(text) && !isKeyword(text);
}

class Lexer {
  private readonly text: string;
  private readonly tokens: Token[] = [];
  private readonly lexemes: Lexeme[] = [];
  /** What to go back to, innermost last; `mode` is what is being read now. */
  private readonly outer: Mode[] = [];
  private mode: Mode = "file";
  /** The characters that could lead up to the `/` of a path or the `:` of a URI, several tokens of them perhaps. */
  private readonly pathRun = new Run(classes.path);
  private readonly schemeRun = new Run(classes.uriScheme);
  private at = 0;
  private failure: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  run(): Lexed {
    while (this.at < this.text.length && this.failure === undefined) {
      if (this.mode === "quoted") this.quoted();
      else if (this.mode === "indented") this.indented();
      else if (this.mode === "path") this.path();
      else if (this.char === code.nul) return this.end(this.at);
      else this.code();
    }
    if (this.mode === "path" && this.failure === undefined) this.path();
    // At the end of the file Nix states the place of what it read last.
    return this.end(this.tokens.at(-1)?.from ?? 0);
  }

  private end(from: number): Lexed {
    const { text, tokens, lexemes, failure, at } = this;
    if (failure !== undefined) lexemes.push({ kind: "unread", symbol: "failure", from: at, to: at });
    else {
      if (at < text.length) tokens.push({ kind: "unread", from: at, to: text.length });
      lexemes.push({ kind: "unread", symbol: "end", from, to: text.length });
    }
    return { tokens, lexemes, failure };
  }

  /** One token, white space or comment outside strings and paths. */
  private code(): void {
    const { text, at, char } = this;
    if (belongs(char, classes.whitespace)) this.skip("whitespace", skipWhile(text, at, classes.whitespace));
    else if (char === code.hash) this.skip("comment", lineEnd(text, at));
    else if (char === code.slash && codeAt(text, at + 1) === code.star) this.blockComment();
    else if (!this.pathStart() && !this.word() && !this.opening() && !this.closing()) this.fixed();
  }

  private blockComment(): void {
    const end = this.text.indexOf("*/", this.at + 2);
    if (end < 0) this.failure = "a comment that starts here is not closed";
    else this.skip("comment", end + 2);
  }

  private pathStart(): boolean {
    const { text, at } = this;
    const path = pathStartEnd(text, this.pathRun.endFrom(text, at));
    const home = path === undefined ? homePathStartEnd(text, at) : undefined;
    if (path !== undefined) this.push("path", "path", path);
    else if (home !== undefined) this.push("home-path", "home-path", home);
    else return false;
    this.enter("path");
    return true;
  }

  /** What continues a path: more path characters, or an interpolation. */
  private path(): void {
    if (this.interpolation()) return;
    const end = pathTextEnd(this.text, this.at);
    if (end !== undefined) this.push("text", "text", end);
    else if (codeAt(this.text, this.at - 1) === code.slash) this.failure = "path has a trailing slash";
    else this.leave();
  }

  /** URIs, names, keywords, numbers. */
  private word(): boolean {
    const { text, at, char } = this;
    if (belongs(char, classes.digit) || char === code.dot) return this.number();
    if (!belongs(char, classes.identifierStart)) return false;
    const uri = belongs(char, classes.letter) ? uriEnd(text, this.schemeRun.endFrom(text, at)) : undefined;
    if (uri !== undefined) this.push("uri", "uri", uri);
    else {
      const end = skipWhile(text, at + 1, classes.identifier);
      const word = end - at <= longestKeyword ? text.slice(at, end) : "";
      if (isKeyword(word)) this.push("keyword", word, end);
      else this.push("identifier", "identifier", end);
    }
    return true;
  }

  private number(): boolean {
    const { text, at } = this;
    const number = numberAt(text, at);
    if (number === undefined) return false;
    if (number.valid) this.push(number.kind, number.kind, number.to);
    else this.failure = `invalid ${number.kind === "int" ? "integer" : "float"} '${text.slice(at, number.to)}'`;
    return true;
  }

  private opening(): boolean {
    const { text, at, char } = this;
    if (char === code.quote) {
      this.push("quote", '"', at + 1);
      this.enter("quoted");
    } else if (char === code.apostrophe && codeAt(text, at + 1) === code.apostrophe) {
      this.push("quote", "''", indentedOpeningEnd(text, at));
      this.enter("indented");
    } else if (char === code.open) {
      this.push("punctuation", "{", at + 1);
      this.enter("braces");
    } else return this.interpolation();
    return true;
  }

  private interpolation(): boolean {
    if (!startsInterpolation(this.text, this.at)) return false;
    this.push("interpolation", "${", this.at + 2);
    this.enter("interpolation");
    return true;
  }

  private closing(): boolean {
    if (this.char !== code.close) return false;
    this.push(this.mode === "interpolation" ? "interpolation" : "punctuation", "}", this.at + 1);
    this.leave();
    return true;
  }

  private fixed(): void {
    const { text, at } = this;
    const searchPath = searchPathEnd(text, at);
    const symbol = punctuationAt(text, at);
    if (searchPath !== undefined) this.push("search-path", "search-path", searchPath);
    else if (symbol !== undefined) this.push("punctuation", symbol, at + symbol.length);
    else this.failure = `unexpected character ${nameOf(text.charAt(at))}`;
  }

  private quoted(): void {
    if (this.char === code.quote) {
      this.push("quote", '"', this.at + 1);
      this.leave();
    } else if (!this.interpolation()) this.push("text", "text", quotedTextEnd(this.text, this.at));
  }

  private indented(): void {
    if (this.interpolation()) return;
    const end = indentedTextEnd(this.text, this.at);
    if (end > this.at) this.push("text", "text", end);
    else {
      this.push("quote", "''", this.at + 2);
      this.leave();
    }
  }

  private get char(): number {
    return codeAt(this.text, this.at);
  }

  private skip(kind: TokenKind, to: number): void {
    this.tokens.push({ kind, from: this.at, to });
    this.at = to;
  }

  private push(kind: TokenKind, symbol: TokenSymbol, to: number): void {
    const lexeme: Lexeme = { kind, symbol, from: this.at, to };
    this.tokens.push(lexeme);
    this.lexemes.push(lexeme);
    this.at = to;
  }

  private enter(mode: Mode): void {
    this.outer.push(this.mode);
    this.mode = mode;
  }

  /** Behind the last `}` of a file that closes nothing, the file goes on, to the parser's error. */
  private leave(): void {
    this.mode = this.outer.pop() ?? "file";
  }
}

function nameOf(char: string): string {
  return char > " " && char < "\x7f" ? `'${char}'` : `0x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
