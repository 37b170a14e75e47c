import type { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { isProblem } from "../../errors.ts";
import { damaged, refused } from "./problems.ts";

export interface GunzipOptions {
  /** Told of the compressed bytes as they come. */
  readonly onBytes: ((bytes: Uint8Array) => void) | undefined;
  /** Nobody else reads the body's chunks. */
  readonly disposable: boolean;
}

/** Large, so that handing over between the unpacking thread and ours takes little; small beside what is held. */
const pieceBytes = 1024 * 1024;
/** Unpacking is ahead of hashing by so many pieces. */
const piecesAhead = 2;

/** What a file is that is not gzip, by its first bytes. */
const otherFormats: readonly [magic: string, name: string][] = [
  ["PK", "a zip file"],
  ["\xfd7zXZ", "an xz file"],
  ["BZh", "a bzip2 file"],
  ["\x28\xb5\x2f\xfd", "a zstd file"],
];

/**
 * Unpacks gzip, several members included, and hands the pieces to `use`, valid during the call. Zeros after the end
 * are padding; anything else there is an error, as are a wrong checksum and an early end: Problems of kind `outside`.
 */
export async function gunzip(body: Readable, options: GunzipOptions, use: (piece: Buffer) => void): Promise<void> {
  let head = "";
  let received = 0;
  let lastByte = 0;
  async function* watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (head.length < 6) {
        head += chunk.toString("latin1", 0, 6);
      }
      lastByte = lastNonZero(chunk, received, lastByte);
      received += chunk.length;
      options.onBytes?.(chunk);
      yield chunk;
      if (options.disposable && chunk.byteLength === chunk.buffer.byteLength) {
        giveBack(chunk.buffer);
      }
    }
  }
  // One byte of room on the writing side: `watch` goes on when a chunk has been read to its end. Object mode on the
  // reading side: pieces come one by one and are not joined into a copy.
  const unzip = createGunzip({
    chunkSize: pieceBytes,
    ...{ writableHighWaterMark: 1, readableObjectMode: true, readableHighWaterMark: piecesAhead },
  });
  try {
    await pipeline(body, watch, unzip, async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        use(piece);
        // The pieces of one buffer come in order: with the last of them all have been used.
        if (piece.byteOffset + piece.byteLength === piece.buffer.byteLength) {
          giveBack(piece.buffer);
        }
      }
    });
  } catch (error) {
    throw explained(error, head, unzip.bytesWritten);
  }
  if (lastByte > unzip.bytesWritten) {
    throw damaged("other bytes follow the end of its gzip data");
  }
}

/** How many bytes have come up to the last that is not zero. */
function lastNonZero(chunk: Buffer, before: number, last: number): number {
  for (let at = chunk.length; at > 0; at--) {
    if (chunk[at - 1] !== 0) {
      return before + at;
    }
  }
  return last;
}

/** Frees the memory now instead of at a later collection: gigabytes of short-lived pieces would raise the peak. */
function giveBack(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) {
    buffer.transfer(0);
  }
}

function explained(error: unknown, head: string, read: number): unknown {
  const code = Error.isError(error) ? (error as NodeJS.ErrnoException).code : undefined;
  if (isProblem(error) || code === undefined || !code.startsWith("Z_")) {
    return error;
  }
  if (head.length === 0) {
    return damaged("it is empty", error);
  }
  if (!"\x1f\x8b".startsWith(head.slice(0, 2))) {
    const format = otherFormats.find(([magic]) => head.startsWith(magic));
    return format === undefined
      ? damaged("it does not start as a gzip file does", error)
      : refused(`it is ${format[1]}, and only .tar.gz is read`, "Use --flat for the hash of the file itself.");
  }
  if (code === "Z_BUF_ERROR") {
    return damaged(`it is truncated after ${read} bytes`, error);
  }
  return damaged(`its gzip data is corrupt (${(error as Error).message}) near byte ${read}`, error);
}
