import type { Buffer } from "node:buffer";
import { damaged, quoted } from "./problems.ts";

export const blockBytes = 512;
const checksumAt = 148;
const checksumBytes = 8;

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
  const stated = octal(block, checksumAt, checksumBytes);
  let sum = checksumBytes * 0x20;
  for (let at = 0; at < checksumAt; at++) {
    sum += block[at] ?? 0;
  }
  for (let at = checksumAt + checksumBytes; at < blockBytes; at++) {
    sum += block[at] ?? 0;
  }
  return stated === sum || stated === sum - 256 * bytesAbove127(block);
}

function bytesAbove127(block: Buffer): number {
  return block.filter((byte, at) => byte > 127 && (at < checksumAt || at >= checksumAt + checksumBytes)).length;
}

/** Up to the first NUL. */
function text(block: Buffer, from: number, length: number): string {
  let end = from;
  while (end < from + length && block[end] !== 0) {
    end++;
  }
  return end === from ? "" : block.toString("latin1", from, end);
}

/** Octal digits between spaces, or where the first bit is set GNU's base 256. */
function number(block: Buffer, from: number, length: number, name: string): number {
  const binary = (block[from] ?? 0) >= 0x80;
  const value = binary ? base256(block.subarray(from, from + length)) : octal(block, from, length);
  if (value === undefined || !Number.isSafeInteger(value)) {
    throw damaged(`the tar header of ${quoted(name)} holds a number that cannot be read`);
  }
  return value;
}

const nul = 0;
const space = 0x20;
const zero = 0x30;
const seven = 0x37;

/** Undefined where something else than spaces and NUL surrounds the digits. No digits are zero. */
function octal(block: Buffer, from: number, length: number): number | undefined {
  const end = from + length;
  let at = from;
  while (at < end && block[at] === space) {
    at++;
  }
  let value = 0;
  for (let byte = block[at] ?? 0; at < end && byte >= zero && byte <= seven; byte = block[at] ?? 0) {
    value = value * 8 + byte - zero;
    at++;
  }
  while (at < end && block[at] === space) {
    at++;
  }
  return at === end || block[at] === nul ? value : undefined;
}

/** Undefined for a negative number. */
function base256(bytes: Buffer): number | undefined {
  const [first = 0, ...rest] = bytes;
  return first === 0x80 ? rest.reduce((value, byte) => value * 256 + byte, 0) : undefined;
}
