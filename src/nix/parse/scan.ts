/** Where the tokens that start at an offset end: each function reads one kind, `undefined` where none starts there. */
import { belongs, classes, code, codeAt, skipWhile } from "./characters.ts";
import { indentedEscapeLength, indentedTextLength } from "./strings.ts";

export function startsInterpolation(text: string, at: number): boolean {
  return codeAt(text, at) === code.dollar && codeAt(text, at + 1) === code.open;
}

/** `# ...` to the end of the line, which is LF or CR. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && codeAt(text, at) !== code.newline && codeAt(text, at) !== code.return) at++;
  return at;
}

/**
 * The start of a path: path characters with at least one `/`, and a path character or `${` behind the first `/`, which
 * is at `run` if there is one.
 */
export function pathStartEnd(text: string, run: number): number | undefined {
  if (codeAt(text, run) !== code.slash) return undefined;
  if (belongs(codeAt(text, run + 1), classes.path)) return segmentsEnd(text, run);
  return startsInterpolation(text, run + 1) ? run + 1 : undefined;
}

/** The same behind `~`, where the `/` comes at once. */
export function homePathStartEnd(text: string, from: number): number | undefined {
  return codeAt(text, from) === code.tilde ? pathStartEnd(text, from + 1) : undefined;
}

/** More of a path, behind its start or an interpolation. */
export function pathTextEnd(text: string, from: number): number | undefined {
  const run = skipWhile(text, from, classes.path);
  if (codeAt(text, run) !== code.slash) return run > from ? run : undefined;
  return belongs(codeAt(text, run + 1), classes.path) ? segmentsEnd(text, run) : run + 1;
}

/** The end of `/a/b`, with one `/` behind it if there is one. */
function segmentsEnd(text: string, slash: number): number {
  const end = wholeSegmentsEnd(text, slash);
  return codeAt(text, end) === code.slash ? end + 1 : end;
}

function wholeSegmentsEnd(text: string, slash: number): number {
  let at = slash;
  while (codeAt(text, at) === code.slash && belongs(codeAt(text, at + 1), classes.path)) {
    at = skipWhile(text, at + 1, classes.path);
  }
  return at;
}

/** `<a/b>` */
export function searchPathEnd(text: string, from: number): number | undefined {
  if (codeAt(text, from) !== code.less) return undefined;
  const first = skipWhile(text, from + 1, classes.path);
  if (first === from + 1) return undefined;
  const end = wholeSegmentsEnd(text, first);
  return codeAt(text, end) === code.greater ? end + 1 : undefined;
}

/** `scheme:rest`, with something behind the colon, which is at `run` if there is one. */
export function uriEnd(text: string, run: number): number | undefined {
  if (codeAt(text, run) !== code.colon || !belongs(codeAt(text, run + 1), classes.uri)) return undefined;
  return skipWhile(text, run + 1, classes.uri);
}

/** Behind `''`, and behind the rest of its line if that is blank. */
export function indentedOpeningEnd(text: string, from: number): number {
  let end = from + 2;
  while (codeAt(text, end) === code.space) end++;
  return codeAt(text, end) === code.newline ? end + 1 : from + 2;
}

/** The text of a quoted string up to its closing quote, `${` or the end of the file. */
export function quotedTextEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = codeAt(text, at);
    const next = codeAt(text, at + 1);
    if (char === code.quote || (char === code.dollar && next === code.open)) return at;
    // `$` binds the character behind it, so that `$${` is text, but not a quote or an escape.
    const binds = char === code.backslash || (char === code.dollar && next !== code.quote && next !== code.backslash);
    at += binds ? 2 : 1;
  }
  return text.length;
}

/** The text of an indented string up to its closing `''`, `${` or the end of the file. */
export function indentedTextEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const length = indentedTextLength(text, at) || indentedEscapeLength(text, at);
    if (length === 0) return at;
    at += length;
  }
  return text.length;
}

type Punctuation =
  | ("(" | ")" | "[" | "]" | ";" | ":" | "," | "@" | "?" | "." | "..." | "=")
  | ("*" | "==" | "!" | "!=" | "<" | "<=" | ">" | ">=" | "-" | "->" | "+" | "++" | "/" | "//" | "&&" | "||");

/** The operator or mark at an offset; braces change what is read and are the lexer's. */
export function punctuationAt(text: string, at: number): Punctuation | undefined {
  const char = text.charAt(at);
  const next = text.charAt(at + 1);
  switch (char) {
    case "(":
    case ")":
    case "[":
    case "]":
    case ";":
    case ":":
    case ",":
    case "@":
    case "?":
    case "*":
      return char;
    case ".":
      return text.startsWith("...", at) ? "..." : ".";
    case "=":
      return next === "=" ? "==" : "=";
    case "!":
      return next === "=" ? "!=" : "!";
    case "<":
      return next === "=" ? "<=" : "<";
    case ">":
      return next === "=" ? ">=" : ">";
    case "-":
      return next === ">" ? "->" : "-";
    case "+":
      return next === "+" ? "++" : "+";
    case "/":
      return next === "/" ? "//" : "/";
    case "&":
      return next === "&" ? "&&" : undefined;
    case "|":
      return next === "|" ? "||" : undefined;
    default:
      return undefined;
  }
}
