/** Strings, paths and attribute names: what is written with `${...}` in it. */
import type {
  AttributeName,
  AttributePath,
  Expression,
  Interpolation,
  PathExpression,
  StringExpression,
  StringPart,
  TextPart,
} from "../syntax.ts";
import type { Lexeme } from "./lexer.ts";
import { level, type Outcome, type Parsing } from "./parsing.ts";
import { indentedPieces, stripIndentation, unescapeQuoted } from "./strings.ts";

/*
 * What may hold an interpolation is either finished at once, and returned, or `then` is called with it once the
 * interpolations' expressions are there, and undefined is returned now. Most are finished at once.
 */

type Then<T> = (finished: T) => Outcome;

/** `${ expression }` */
function interpolation(p: Parsing, then: Then<Interpolation>): undefined {
  const { from } = p.next();
  return p.wait(level.expression, (expression) =>
    then({ kind: "interpolation", expression, from, to: p.expectClosing("}", from).to }),
  );
}

/** `"..."` or `''...''` */
export function string(p: Parsing, then: Then<StringExpression>): StringExpression | undefined {
  const opening = p.next();
  const parts: (Lexeme | Interpolation)[] = [];
  const read = (): StringExpression | undefined => {
    for (;;) {
      if (p.nextIs("text")) parts.push(p.next());
      else if (p.nextIs("${")) return interpolation(p, readOn);
      else if (p.nextIs(opening.symbol)) {
        const { to } = p.next();
        return opening.symbol === '"'
          ? { kind: "string", style: "quoted", parts: quotedParts(p, parts), from: opening.from, to }
          : { kind: "string", style: "indented", parts: indentedParts(p, parts), from: opening.from, to };
      } else p.unexpected(`the end of the string that starts at ${p.place(opening.from)}`);
    }
  };
  const readOn = (part: Interpolation): Outcome => {
    parts.push(part);
    const finished = read();
    return finished && then(finished);
  };
  return read();
}

function textPart(p: Parsing, { from, to }: Lexeme, value: string): TextPart {
  return { kind: "text", value, verbatim: value === p.text.slice(from, to), from, to };
}

function quotedParts(p: Parsing, parts: readonly (Lexeme | Interpolation)[]): StringPart[] {
  return parts.map((part) => ("expression" in part ? part : textPart(p, part, unescapeQuoted(p.textOf(part)))));
}

function indentedParts(p: Parsing, parts: readonly (Lexeme | Interpolation)[]): StringPart[] {
  const values = stripIndentation(
    parts.map((part) => ("expression" in part ? undefined : indentedPieces(p.textOf(part)))),
  );
  return parts.map((part, i) => ("expression" in part ? part : textPart(p, part, values[i] ?? "")));
}

/** `./a`, `/a/${b}.nix`, `~/a`: text and interpolations without a gap. */
export function path(p: Parsing, then: Then<PathExpression>): PathExpression | undefined {
  const start = p.next();
  const parts: StringPart[] = [textPart(p, start, p.textOf(start))];
  let to = start.to;
  const read = (): PathExpression | undefined => {
    while (p.nextIs("text") && p.token.from === to) {
      const text = p.next();
      to = text.to;
      appendText(p, parts, text);
    }
    if (p.nextIs("${") && p.token.from === to) return interpolation(p, readOn);
    // Nix takes `./a//b` for a path only if an interpolation follows.
    if (parts.length === 1 && to > start.to) p.fail("path has an empty segment", start.from);
    return { kind: "path", parts, from: start.from, to };
  };
  const readOn = (part: Interpolation): Outcome => {
    parts.push(part);
    to = part.to;
    const finished = read();
    return finished && then(finished);
  };
  return read();
}

/** A path's text may come in several tokens (`./a//b`); it is one part. */
function appendText(p: Parsing, parts: StringPart[], text: Lexeme): void {
  const last = parts.at(-1);
  if (last?.kind !== "text") parts.push(textPart(p, text, p.textOf(text)));
  else parts[parts.length - 1] = { ...last, value: last.value + p.textOf(text), to: text.to };
}

/** `a.b."c".${d}` */
export function attributePath(p: Parsing, then: Then<AttributePath>): AttributePath | undefined {
  const names: AttributeName[] = [];
  const read = (): AttributePath | undefined => {
    do {
      const name = attribute(p, readOn);
      if (name === undefined) return undefined;
      names.push(name);
    } while (p.skip("."));
    return names;
  };
  const readOn = (name: AttributeName): Outcome => {
    names.push(name);
    const finished = p.skip(".") ? read() : names;
    return finished && then(finished);
  };
  return read();
}

/** Whether the next token can start an attribute. */
export function startsAttribute(p: Parsing): boolean {
  const { symbol } = p.token;
  return symbol === "identifier" || symbol === '"' || symbol === "${" || symbol === "or";
}

/** One name of a path, or of `inherit`: `a`, `or`, `"a"`, `${a}`. An indented string cannot be a name. */
export function attribute(p: Parsing, then: Then<AttributeName>): AttributeName | undefined {
  const { symbol, from } = p.token;
  if (symbol === "identifier" || symbol === "or") {
    const token = p.next();
    return { kind: "name", name: p.textOf(token), expression: undefined, from, to: token.to };
  }
  if (symbol === '"') {
    const finished = string(p, (expression) => then(nameOf(p, expression, expression.from, expression.to)));
    return finished && nameOf(p, finished, finished.from, finished.to);
  }
  if (symbol === "${") return interpolation(p, ({ expression, to }) => then(nameOf(p, expression, from, to)));
  return p.unexpected("a name");
}

function nameOf(p: Parsing, expression: Expression, from: number, to: number): AttributeName {
  const name = constantString(p, expression);
  return { kind: "name", name, expression: name === undefined ? expression : undefined, from, to };
}

/**
 * The string that an expression is without evaluation, as Nix decides it when it parses: `${"a"}` and `${("a")}` are
 * the name `a`, but `"${"a"}"` is only known by evaluation.
 */
function constantString(p: Parsing, expression: Expression): string | undefined {
  let inner = expression;
  for (let within = wrapped(inner); within !== undefined; within = wrapped(inner)) inner = within;
  if (inner.kind === "uri") return inner.value;
  if (inner.kind !== "string") return undefined;
  const [part] = inner.parts;
  if (part === undefined) return "";
  if (inner.parts.length > 1 || part.kind !== "text") return undefined;
  if (inner.style === "indented" && indentedPieces(p.textOf(part)).length > 1) return undefined;
  return part.value;
}

/** What Nix's parser takes `( a )` and `''${a}''` for: `a`. */
function wrapped(expression: Expression): Expression | undefined {
  if (expression.kind === "parenthesised") return expression.inner;
  if (expression.kind !== "string" || expression.style !== "indented" || expression.parts.length !== 1)
    return undefined;
  const [part] = expression.parts;
  return part?.kind === "interpolation" ? part.expression : undefined;
}
