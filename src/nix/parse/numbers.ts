/** Numbers of Nix: 64-bit integers, and floats that C's strtod reads without overflow or underflow. */
import { belongs, classes, code, codeAt, skipWhile } from "./characters.ts";

export interface NumberToken {
  readonly kind: "int" | "float";
  readonly to: number;
  /** Whether the number can be represented; Nix refuses the file otherwise. */
  readonly valid: boolean;
}

const largestInteger = String(2n ** 63n - 1n);
const smallestNormalFloat = 2 ** -1022;

/** The number that starts at `from`: `12`, `1.`, `1.5e-3`, `.5`, `0.5`. A float has no leading zeros: `00.5` is `00` and `.5`. */
export function numberAt(text: string, from: number): NumberToken | undefined {
  const whole = skipWhile(text, from, classes.digit);
  const point = codeAt(text, whole) === code.dot;
  const fraction = point ? skipWhile(text, whole + 1, classes.digit) : whole;
  const startsWithZero = codeAt(text, from) === code.zero;
  const isFloat = point && (whole > from && !startsWithZero ? true : whole <= from + 1 && fraction > whole + 1);
  if (isFloat) {
    const to = exponentEnd(text, fraction);
    return { kind: "float", to, valid: isRepresentable(text.slice(from, to)) };
  }
  if (whole === from) return undefined;
  return { kind: "int", to: whole, valid: isInteger(text, from, whole) };
}

function exponentEnd(text: string, at: number): number {
  if (text.charAt(at) !== "e" && text.charAt(at) !== "E") return at;
  const sign = text.charAt(at + 1);
  const digits = sign === "+" || sign === "-" ? at + 2 : at + 1;
  return belongs(codeAt(text, digits), classes.digit) ? skipWhile(text, digits, classes.digit) : at;
}

function isInteger(text: string, from: number, to: number): boolean {
  let significant = from;
  while (significant < to && codeAt(text, significant) === code.zero) significant++;
  const length = to - significant;
  if (length !== largestInteger.length) return length < largestInteger.length;
  return text.slice(significant, to) <= largestInteger;
}

function isRepresentable(number: string): boolean {
  const value = Number(number);
  if (value === 0) return !hasNonZeroDigit(number);
  return Number.isFinite(value) && value >= smallestNormalFloat;
}

function hasNonZeroDigit(number: string): boolean {
  for (const char of number) {
    if (char === "e" || char === "E") return false;
    if (char >= "1" && char <= "9") return true;
  }
  return false;
}
