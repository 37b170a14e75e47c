/** Escapes of string literals: The Python Language Reference, "Escape sequences". */
const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escapePattern =
  /\\(\r?\n|[\\'"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]{0,100}\})/g;

/**
 * What the characters between the quotes mean. An escape that Python does not know stays as it is, as in Python.
 * Undefined for a named character (`\N{...}`) or a number beyond Unicode.
 */
export function unescapePython(text: string): string | undefined {
  let known = true;
  const value = text.replace(escapePattern, (_, code: string) => {
    const simple = simpleEscapes[code.replace("\r", "")];
    if (simple !== undefined) {
      return simple;
    }
    const point = /^[0-7]/.test(code) ? Number.parseInt(code, 8) : Number.parseInt(code.slice(1), 16);
    if (code.startsWith("N") || point > 0x10ffff) {
      known = false;
      return "";
    }
    return String.fromCodePoint(point);
  });
  return known ? value : undefined;
}

export interface Quotes {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** Characters before the text, and after it. */
  readonly open: number;
  readonly close: number;
}

/** The prefix and the quotes of a literal; undefined where it does not end. */
export function quotesOf(literal: string): Quotes | undefined {
  const [, prefix = "", quote] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
  if (quote === undefined || literal.length < prefix.length + 2 * quote.length || !literal.endsWith(quote)) {
    return undefined;
  }
  return { raw: /r/i.test(prefix), bytes: /b/i.test(prefix), open: prefix.length + quote.length, close: quote.length };
}

/** An integer that is held exactly; undefined for others, and for fractions, which Python shows in a way of its own. */
export function parsePythonNumber(text: string): number | undefined {
  const digits = text.replaceAll("_", "");
  const value = /^(\d+|0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits) ? Number(digits) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
