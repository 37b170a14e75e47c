/** Character codes and the character classes of Nix's lexer. Codes are bytes; beyond the end of a text they are NaN. */
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
} as const;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";

function classOf(members: string): (char: number) => boolean {
  const table = new Uint8Array(256);
  for (const member of members) table[member.charCodeAt(0)] = 1;
  return (char) => table[char] === 1;
}

export const isWhitespace = classOf(" \t\r\n");
export const isDigit = classOf(digits);
export const isLetter = classOf(letters);
export const startsIdentifier = classOf(`${letters}_`);
export const isIdentifierPart = classOf(`${letters}${digits}_'-`);
export const isPathPart = classOf(`${letters}${digits}._-+`);
export const isUriScheme = classOf(`${letters}${digits}+-.`);
export const isUriPart = classOf(`${letters}${digits}%/?:@&=+$,-_.!~*'`);

/** The offset behind the run of characters of a class that starts at `from`. */
export function skipWhile(text: string, from: number, belongs: (char: number) => boolean): number {
  let at = from;
  while (belongs(text.charCodeAt(at))) at++;
  return at;
}
