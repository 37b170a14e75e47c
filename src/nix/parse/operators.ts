/** What may follow an expression: `.path`, arguments, operators. */
import type { AttributePath, Binary, Expression } from "../syntax.ts";
import type { TokenSymbol } from "./lexer.ts";
import { type Level, level, type Outcome, type Parsing } from "./parsing.ts";
import { attributePath } from "./text.ts";

interface BinaryOperator {
  readonly level: Level;
  readonly associates: "left" | "right" | "not";
}

/** Nix's operators, loosest first. `!` stands between `//` and `+`, `?` between `++` and the unary `-`. */
const binaryOperators: Readonly<Record<Binary["operator"], BinaryOperator>> = {
  "->": { level: level.implication, associates: "right" },
  "||": { level: level.or, associates: "left" },
  "&&": { level: level.and, associates: "left" },
  "==": { level: level.equality, associates: "not" },
  "!=": { level: level.equality, associates: "not" },
  "<": { level: level.comparison, associates: "not" },
  "<=": { level: level.comparison, associates: "not" },
  ">": { level: level.comparison, associates: "not" },
  ">=": { level: level.comparison, associates: "not" },
  "//": { level: level.update, associates: "right" },
  "+": { level: level.sum, associates: "left" },
  "-": { level: level.sum, associates: "left" },
  "*": { level: level.product, associates: "left" },
  "/": { level: level.product, associates: "left" },
  "++": { level: level.concatenation, associates: "right" },
};

function isBinaryOperator(symbol: TokenSymbol): symbol is Binary["operator"] {
  return Object.hasOwn(binaryOperators, symbol);
}

const startsOfSimple: ReadonlySet<TokenSymbol> = new Set<TokenSymbol>([
  // biome-ignore format: one line of tokens
  "identifier",
  "int",
  "float",
  "uri",
  "path",
  "home-path",
  "search-path",
  '"',
  "''",
  "(",
  "[",
  "{",
  "rec",
  "let",
]);

/** Whether an operand starts at the next token, rather than an operator or the end of a construct. */
export function startsSimple(p: Parsing): boolean {
  return startsOfSimple.has(p.token.symbol);
}

/** `!operand` and `-operand`: the operand takes in all tighter operators, so that `!a + b` is `!(a + b)`. */
export function unary(p: Parsing): undefined {
  const { symbol, from } = p.next();
  const operator = symbol === "!" ? "!" : "-";
  const reached = operator === "!" ? level.not : level.negation;
  return p.wait(tighter(reached), (operand) =>
    p.finish(reached, { kind: "unary", operator, operand, from, to: operand.to }),
  );
}

function tighter(than: Level): Level {
  return (than + 1) as Level;
}

/**
 * Extends an expression by what follows, as far as the construct around it wants: undefined where that waits for an
 * expression of its own.
 */
export function extend(p: Parsing, expression: Expression): Outcome {
  let left: Outcome = expression;
  if (p.reached === level.simple) left = select(p, left);
  if (left === undefined || p.wants >= level.select) return left;
  if (p.reached >= level.application && startsSimple(p)) return apply(p, left);
  while (p.nextIs("?") && p.wants <= level.has) {
    left = hasAttribute(p, left);
    if (left === undefined) return undefined;
  }
  return binary(p, left);
}

/** `subject.path`, `subject.path or default`; `subject or` applies the subject to a variable that is called `or`. */
function select(p: Parsing, subject: Expression): Outcome {
  const { from } = subject;
  const or = p.skip("or");
  if (or !== undefined) {
    const argument: Expression = { kind: "variable", name: "or", from: or.from, to: or.to };
    return p.finish(level.select, { kind: "apply", function: subject, argument, from, to: or.to });
  }
  if (!p.skip(".")) return subject;
  const readDefault = (path: AttributePath): Outcome => {
    const to = path.at(-1)?.to ?? subject.to;
    if (!p.skip("or")) return p.finish(level.select, { kind: "select", subject, path, default: undefined, from, to });
    return p.wait(level.select, (byDefault) =>
      p.finish(level.select, { kind: "select", subject, path, default: byDefault, from, to: byDefault.to }),
    );
  };
  const path = attributePath(p, readDefault);
  return path && readDefault(path);
}

function apply(p: Parsing, callee: Expression): undefined {
  return p.wait(level.select, (argument) =>
    p.finish(level.application, { kind: "apply", function: callee, argument, from: callee.from, to: argument.to }),
  );
}

function hasAttribute(p: Parsing, subject: Expression): Outcome {
  p.expect("?");
  const finish = (path: AttributePath): Expression =>
    p.finish(level.has, { kind: "has", subject, path, from: subject.from, to: path.at(-1)?.to ?? subject.to });
  const path = attributePath(p, finish);
  return path && finish(path);
}

function binary(p: Parsing, left: Expression): Outcome {
  const { symbol } = p.token;
  if (!isBinaryOperator(symbol)) return left;
  const operator = binaryOperators[symbol];
  if (operator.level < p.wants) return left;
  if (operator.associates === "not" && p.reached === operator.level) {
    p.fail(`'${symbol}' does not associate: one side needs parentheses`, p.token.from);
  }
  p.next();
  const wanted = operator.associates === "right" ? operator.level : tighter(operator.level);
  return p.wait(wanted, (right) =>
    p.finish(operator.level, { kind: "binary", operator: symbol, left, right, from: left.from, to: right.to }),
  );
}
