/** Character codes and the character classes of Nix's lexer. Codes are bytes. */
export const code = {
  nul: 0x00,
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  bang: 0x21,
  quote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  ampersand: 0x26,
  apostrophe: 0x27,
  star: 0x2a,
  plus: 0x2b,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  colon: 0x3a,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  backslash: 0x5c,
  open: 0x7b,
  bar: 0x7c,
  close: 0x7d,
  tilde: 0x7e,
  none: 0x100,
} as const;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";

/** Character classes, as bits. */
export const classes = {
  whitespace: 1,
  digit: 2,
  letter: 4,
  identifierStart: 8,
  identifier: 16,
  path: 32,
  uriScheme: 64,
  uri: 128,
} as const;

type CharacterClass = (typeof classes)[keyof typeof classes];

const table = new Uint8Array(code.none + 1);

function fill(members: string, added: CharacterClass): void {
  for (const member of members) {
    const char = member.charCodeAt(0);
    table[char] = (table[char] ?? 0) | added;
  }
}

fill(" \t\r\n", classes.whitespace);
fill(digits, classes.digit);
fill(letters, classes.letter);
fill(`${letters}_`, classes.identifierStart);
fill(`${letters}${digits}_'-`, classes.identifier);
fill(`${letters}${digits}._-+`, classes.path);
fill(`${letters}${digits}+-.`, classes.uriScheme);
fill(`${letters}${digits}%/?:@&=+$,-_.!~*'`, classes.uri);

/** The character code at an offset; `code.none` behind the end. */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : code.none;
}

export function belongs(char: number, to: CharacterClass): boolean {
  return ((table[char] ?? 0) & to) !== 0;
}

/** The offset behind the run of characters of a class that starts at `from`. */
export function skipWhile(text: string, from: number, members: CharacterClass): number {
  let at = from;
  while (at < text.length && belongs(text.charCodeAt(at), members)) at++;
  return at;
}

/**
 * A run of characters of a class, which is read once though several tokens start in it: `a+b+c` is asked at `a`, `+`, `b`
 * and so on whether it leads up to the `/` of a path.
 */
export class Run {
  private readonly members: CharacterClass;
  private end = 0;

  constructor(members: CharacterClass) {
    this.members = members;
  }

  /** The end of the run that holds `from`. Offsets must be asked for in ascending order. */
  endFrom(text: string, from: number): number {
    if (from >= this.end) this.end = skipWhile(text, from, this.members);
    return this.end;
  }
}
