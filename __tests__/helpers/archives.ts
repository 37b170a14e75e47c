import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { isProblem, type Problem } from "../../src/errors.ts";
import { type ArchiveOptions, type ArchiveReading, readArchive } from "../../src/nix/archive.ts";
import { openSpill } from "../../src/world/spill.ts";

/** A stream of these bytes in pieces of at most `size`. */
export function inPieces(bytes: Uint8Array, size: number): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(Buffer.from(bytes.subarray(at, at + size)));
  }
  return Readable.from(pieces, { objectMode: false });
}

export function read(archive: Uint8Array, options: ArchiveOptions = {}): Promise<ArchiveReading> {
  return readArchive(inPieces(archive, 64 * 1024), { spill: openSpill, ...options });
}

/** The Problem that reading ends in; a reading that succeeds is a failure of the test. */
export async function problemOf(reading: Promise<unknown>): Promise<Problem> {
  try {
    await reading;
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("It was read.");
}
