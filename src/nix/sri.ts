import { Buffer } from "node:buffer";
import { Problem } from "../errors.ts";

/**
 * Hashes as Nix reads and writes them.
 *
 * Source: Nix 2.8, `src/libutil/hash.cc`; the Subresource Integrity recommendation of the W3C.
 */

/** Digest lengths in bytes. */
const digestBytes = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;

export type HashAlgorithm = keyof typeof digestBytes;

/** `sri` is `sha256-<base64>`; the others may stand alone or after `sha256:`. */
export type HashEncoding = "sri" | "base32" | "base16" | "base64";

export interface Hash {
  readonly algorithm: HashAlgorithm;
  readonly digest: Uint8Array;
}

/** A hash as it stood in a text, with all that is needed to write another one in the same way. */
export interface WrittenHash extends Hash {
  readonly encoding: HashEncoding;
  /** Whether the algorithm stands before it, as in `sha256:0abc...`. */
  readonly prefixed: boolean;
}

/** Nix leaves out e, o, t and u. */
const base32Digits = "0123456789abcdfghijklmnpqrsvwxyz";

/**
 * Reads a hash in any of Nix's forms. `algorithm` is what is assumed where the text does not say it (the attribute's
 * name does, as in `sha256 = "..."`). Throws a Problem for everything that Nix would not take as that hash.
 */
export function parseHash(text: string, algorithm: HashAlgorithm = "sha256"): WrittenHash {
  const [, stated, separator, rest = text] = /^([a-z0-9]+)([-:])(.*)$/s.exec(text) ?? [];
  if (stated !== undefined && !isAlgorithm(stated)) {
    throw invalid(text, `the algorithm is not one of ${Object.keys(digestBytes).join(", ")}`);
  }
  const used = stated ?? algorithm;
  const length = digestBytes[used];
  const encoding = separator === "-" ? "sri" : encodingOf(rest, length);
  const digest = encoding === undefined ? undefined : decode(rest, encoding, length);
  if (encoding === undefined || digest === undefined) {
    throw invalid(text, `it is not a ${used} digest of ${length} bytes in SRI, base 64, base 32 or base 16`);
  }
  return { algorithm: used, digest, encoding, prefixed: separator === ":" };
}

/** Writes a hash. Base 16, 32 and 64 are bare unless `prefixed`. */
export function formatHash({ algorithm, digest }: Hash, encoding: HashEncoding, prefixed = false): string {
  const prefix = prefixed ? `${algorithm}:` : "";
  switch (encoding) {
    case "sri":
      return `${algorithm}-${Buffer.from(digest).toString("base64")}`;
    case "base64":
      return prefix + Buffer.from(digest).toString("base64");
    case "base16":
      return prefix + Buffer.from(digest).toString("hex");
    case "base32":
      return prefix + encodeBase32(digest);
  }
}

/**
 * The new hash in the way that the old one is written. An empty old hash, which asks Nix for the right one, becomes SRI,
 * as does one that cannot be read.
 */
export function formatLike(old: string, hash: Hash): string {
  const written = tryParse(old, hash.algorithm);
  return written === undefined || written.algorithm !== hash.algorithm
    ? formatHash(hash, "sri")
    : formatHash(hash, written.encoding, written.prefixed);
}

/** The same hash as SRI; undefined where the text is not a hash. */
export function toSri(text: string, algorithm: HashAlgorithm = "sha256"): string | undefined {
  const written = tryParse(text, algorithm);
  return written === undefined ? undefined : formatHash(written, "sri");
}

/** SRI of a digest in hexadecimal digits, as PyPI states it. Throws a Problem where it is not one. */
export function sriOfHex(algorithm: HashAlgorithm, hex: string): string {
  const digest = decode(hex.toLowerCase(), "base16", digestBytes[algorithm]);
  if (digest === undefined) {
    throw invalid(hex, `it is not a ${algorithm} digest in hexadecimal digits`);
  }
  return formatHash({ algorithm, digest }, "sri");
}

function tryParse(text: string, algorithm?: HashAlgorithm): WrittenHash | undefined {
  try {
    return parseHash(text, algorithm);
  } catch {
    return undefined;
  }
}

function isAlgorithm(name: string): name is HashAlgorithm {
  return Object.hasOwn(digestBytes, name);
}

function encodingOf(digits: string, length: number): HashEncoding | undefined {
  switch (digits.length) {
    case length * 2:
      return "base16";
    case base32Length(length):
      return "base32";
    case base64Length(length):
      return "base64";
    default:
      return undefined;
  }
}

function base32Length(bytes: number): number {
  return Math.ceil((bytes * 8) / 5);
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

/** Undefined unless the text is that digest and nothing else, in its one form. */
function decode(text: string, encoding: HashEncoding, length: number): Uint8Array | undefined {
  switch (encoding) {
    case "base16":
      return /^[0-9a-fA-F]*$/.test(text) && text.length === length * 2 ? Buffer.from(text, "hex") : undefined;
    case "base32":
      return decodeBase32(text, length);
    case "sri":
    case "base64": {
      const digest = Buffer.from(text, "base64");
      return digest.length === length && digest.toString("base64") === text ? digest : undefined;
    }
  }
}

/** Nix's base 32 counts from the end: the first digit holds the last bits. */
function encodeBase32(digest: Uint8Array): string {
  let text = "";
  for (let digit = base32Length(digest.length) - 1; digit >= 0; digit--) {
    const byte = Math.floor((digit * 5) / 8);
    const shift = (digit * 5) % 8;
    const bits = ((digest[byte] ?? 0) >> shift) | ((digest[byte + 1] ?? 0) << (8 - shift));
    text += base32Digits[bits & 0x1f];
  }
  return text;
}

function decodeBase32(text: string, length: number): Uint8Array | undefined {
  if (text.length !== base32Length(length)) {
    return undefined;
  }
  const digest = new Uint8Array(length);
  for (const [index, char] of [...text].entries()) {
    const value = base32Digits.indexOf(char);
    const digit = text.length - 1 - index;
    const byte = Math.floor((digit * 5) / 8);
    const shift = (digit * 5) % 8;
    const over = value >> (8 - shift);
    if (value === -1 || (byte + 1 >= length && over !== 0)) {
      return undefined;
    }
    digest[byte] = (digest[byte] ?? 0) | (value << shift);
    if (byte + 1 < length) {
      digest[byte + 1] = (digest[byte + 1] ?? 0) | over;
    }
  }
  return digest;
}

function invalid(text: string, why: string): Problem {
  return new Problem(`${JSON.stringify(text.slice(0, 120))} is not a hash: ${why}.`, { kind: "input" });
}
