/** What the characters of a string mean: escapes, line ends and indentation. */
import { code, codeAt } from "./characters.ts";

/** Nix holds strings as C strings: what follows a NUL byte is not part of the value. */
function untilNul(value: string): string {
  const end = value.indexOf("\0");
  return end < 0 ? value : value.slice(0, end);
}

function escaped(char: string): string {
  switch (char) {
    case "n":
      return "\n";
    case "r":
      return "\r";
    case "t":
      return "\t";
    default:
      return char;
  }
}

/** The value of characters between `"` and `"`: `\n`, `\r`, `\t`, `\` before any other character; CRLF and CR are LF. */
export function unescapeQuoted(raw: string): string {
  if (!raw.includes("\\") && !raw.includes("\r")) return untilNul(raw);
  let value = "";
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char === "\\") value += escaped(raw.charAt(++i));
    else if (char === "\r") {
      value += "\n";
      if (raw.charAt(i + 1) === "\n") i++;
    } else value += char;
  }
  return untilNul(value);
}

/**
 * One lexical piece of an indented string. Escapes (and a lone `$` or `'`) are pieces of their own: they end the
 * indentation of their line and are not stripped with it.
 */
export interface IndentedPiece {
  readonly value: string;
  readonly plain: boolean;
}

/**
 * The length of the escape at `at` inside an indented string: `''$`, `'''`, `''\` and a character, or a `$` or `'` that
 * means itself. 0 where plain text, `${` or the closing `''` stands.
 */
export function indentedEscapeLength(text: string, at: number): number {
  const next = codeAt(text, at + 1);
  switch (codeAt(text, at)) {
    case code.dollar:
      return next === code.none || next === code.apostrophe ? 1 : 0;
    case code.apostrophe: {
      if (next !== code.apostrophe) return next === code.none || next === code.dollar ? 1 : 0;
      const third = codeAt(text, at + 2);
      if (third === code.dollar || third === code.apostrophe) return 3;
      return third === code.backslash && at + 3 < text.length ? 4 : 0;
    }
    default:
      return 0;
  }
}

/**
 * The length of the plain text unit at `at` inside an indented string: `$` and `'` bind the character that follows, so
 * that `$${` and `'x` are text. 0 where an escape, `${` or the closing `''` stands.
 */
export function indentedTextLength(text: string, at: number): number {
  const char = codeAt(text, at);
  if (char !== code.dollar && char !== code.apostrophe) return 1;
  const next = codeAt(text, at + 1);
  if (next === code.none || next === code.apostrophe) return 0;
  return next === (char === code.dollar ? code.open : code.dollar) ? 0 : 2;
}

function escapeValue(raw: string): string {
  if (raw.length === 4) return escaped(raw.charAt(3));
  if (raw.length === 3) return raw.endsWith("$") ? "$" : "''";
  return raw;
}

/** The pieces of the text between two interpolations (or the quotes) of an indented string. */
export function indentedPieces(raw: string): readonly IndentedPiece[] {
  const pieces: IndentedPiece[] = [];
  let from = 0;
  let at = 0;
  const flush = (): void => {
    if (at > from) pieces.push({ value: raw.slice(from, at), plain: true });
  };
  while (at < raw.length) {
    const length = indentedEscapeLength(raw, at);
    if (length === 0) {
      at += indentedTextLength(raw, at);
      continue;
    }
    flush();
    pieces.push({ value: escapeValue(raw.slice(at, at + length)), plain: false });
    at += length;
    from = at;
  }
  flush();
  return pieces;
}

/**
 * The values of an indented string's texts, in order; `undefined` stands for an interpolation, in and out. The
 * smallest indentation of the lines that are not blank is removed from all, and so is a blank last line.
 */
export function stripIndentation(
  parts: readonly (readonly IndentedPiece[] | undefined)[],
): readonly (string | undefined)[] {
  const indentation = commonIndentation(parts);
  const last = parts.at(-1)?.at(-1);
  let atLineStart = true;
  let dropped = 0;
  return parts.map((pieces) => {
    if (pieces === undefined) {
      atLineStart = false;
      dropped = 0;
      return undefined;
    }
    let value = "";
    for (const piece of pieces) {
      let stripped = "";
      for (const char of piece.value) {
        if (!atLineStart) {
          stripped += char;
          atLineStart = char === "\n";
        } else if (char === " ") {
          if (dropped++ >= indentation) stripped += char;
        } else {
          dropped = 0;
          stripped += char;
          atLineStart = char === "\n";
        }
      }
      value += untilNul(piece === last ? withoutBlankLastLine(stripped) : stripped);
    }
    return value;
  });
}

/** Only spaces indent; a tab is a character like any other. */
function commonIndentation(parts: readonly (readonly IndentedPiece[] | undefined)[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  let current = 0;
  let atLineStart = true;
  const endIndentation = (): void => {
    if (atLineStart && current < smallest) smallest = current;
    atLineStart = false;
  };
  for (const pieces of parts) {
    if (pieces === undefined) endIndentation();
    for (const piece of pieces ?? []) {
      if (!piece.plain) {
        endIndentation();
        continue;
      }
      for (const char of piece.value) {
        if (char === "\n") {
          atLineStart = true;
          current = 0;
        } else if (atLineStart && char === " ") current++;
        else endIndentation();
      }
    }
  }
  return smallest;
}

function withoutBlankLastLine(value: string): string {
  const lastLine = value.lastIndexOf("\n") + 1;
  if (lastLine === 0) return value;
  for (let i = lastLine; i < value.length; i++) if (value.charCodeAt(i) !== code.space) return value;
  return value.slice(0, lastLine);
}
