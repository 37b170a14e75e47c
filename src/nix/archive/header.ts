import type { Buffer } from "node:buffer";
import { damaged, quoted } from "./problems.ts";

export const blockBytes = 512;

/** One 512-byte tar header, as it stands: names may still be replaced by a PAX header or a GNU long name. */
export interface Header {
  /** A byte string. */
  readonly path: string;
  readonly linkPath: string;
  /** The type flag's character: `0`, `5`, `x` ... */
  readonly type: string;
  readonly size: number;
  /** The owner may execute it: all that NAR keeps of a mode. */
  readonly executable: boolean;
}

/**
 * Reads a header block that is not all zeros. Throws a Problem of kind `outside` where the checksum does not hold.
 *
 * Formats: POSIX.1-2018 pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar Format".
 */
export function parseHeader(block: Buffer): Header {
  if (!checksumHolds(block)) {
    throw damaged("a tar header's checksum does not hold");
  }
  const name = text(block, 0, 100);
  // GNU's own format ("ustar  ") keeps times where POSIX keeps the prefix.
  const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? text(block, 345, 155) : "";
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    linkPath: text(block, 157, 100),
    type: block.toString("latin1", 156, 157),
    size: number(block, 124, 12, name),
    executable: (number(block, 100, 8, name) & 0o100) !== 0,
  };
}

export function isZeroBlock(block: Buffer): boolean {
  for (let at = 0; at < blockBytes; at += 4) {
    if (block.readUInt32LE(at) !== 0) {
      return false;
    }
  }
  return true;
}

/** The sum of all bytes, with the checksum's own eight taken as spaces. Old tars summed signed bytes. */
function checksumHolds(block: Buffer): boolean {
  let unsigned = 8 * 0x20;
  let negative = 0;
  for (let at = 0; at < blockBytes; at++) {
    if (at < 148 || at >= 156) {
      const byte = block[at] ?? 0;
      unsigned += byte;
      negative += byte & 0x80;
    }
  }
  const stated = octal(text(block, 148, 8));
  return stated === unsigned || stated === unsigned - 2 * negative;
}

/** Up to the first NUL. */
function text(block: Buffer, from: number, length: number): string {
  const whole = block.toString("latin1", from, from + length);
  const end = whole.indexOf("\0");
  return end === -1 ? whole : whole.slice(0, end);
}

/** Octal digits between spaces, or where the first bit is set GNU's base 256. */
function number(block: Buffer, from: number, length: number, name: string): number {
  const value =
    (block[from] ?? 0) >= 0x80 ? base256(block.subarray(from, from + length)) : octal(text(block, from, length));
  if (value === undefined || !Number.isSafeInteger(value)) {
    throw damaged(`the tar header of ${quoted(name)} holds a number that cannot be read`);
  }
  return value;
}

function octal(digits: string): number | undefined {
  const trimmed = digits.trim();
  if (trimmed === "") {
    return 0;
  }
  return /^[0-7]+$/.test(trimmed) ? Number.parseInt(trimmed, 8) : undefined;
}

/** Undefined for a negative number. */
function base256(bytes: Buffer): number | undefined {
  const [first = 0, ...rest] = bytes;
  return first === 0x80 ? rest.reduce((value, byte) => value * 256 + byte, 0) : undefined;
}
