import type { Buffer } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import type { Readable } from "node:stream";
import { NarWriter } from "../nar.ts";
import { formatHash } from "../sri.ts";
import { Assembler, OutOfOrder } from "./assemble.ts";
import type { WantsFile } from "./capture.ts";
import { gunzip } from "./gunzip.ts";
import { Hold, type Spill } from "./hold.ts";
import { limits } from "./limits.ts";
import { TarReader } from "./tar.ts";

export interface ArchiveOptions {
  /** fetchzip's `stripRoot`: the one entry at the top is the tree. Default true. */
  readonly stripRoot?: boolean;
  /** Which files' bytes are wanted, by path relative to the root of the tree and size in bytes. */
  readonly capture?: WantsFile;
  /** How many bytes all captured files may have together; more is a Problem. Default 64 MB. */
  readonly capturedBytes?: number;
  /** Also the hash of the compressed bytes. Default false. */
  readonly flat?: boolean;
  /** Told how many compressed bytes came, chunk by chunk. */
  readonly onBytes?: (bytes: number) => void;
  /** How many bytes wait in memory for their place in the NAR. Default 32 MB. */
  readonly heldBytes?: number;
  /** Opens the temporary file for what that memory does not hold. Without it such an archive is a Problem. */
  readonly spill?: () => Spill;
  /** Nobody else reads the body's chunks, so that their memory can be given back at once. Default false. */
  readonly disposable?: boolean;
}

export interface ArchiveReading {
  /** SRI, of the tree that fetchzip and fetchFromGitHub make. */
  readonly narHash: string;
  /** SRI, of the bytes as they came; undefined unless `flat` asked for it. */
  readonly flatHash: string | undefined;
  /** The captured files, by path relative to the root of the tree. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Pairs of paths that are one path on Darwin, where case and Unicode form do not count; untrusted text. */
  readonly collisions: readonly string[];
  /** How many entries the archive has. */
  readonly entries: number;
  /** Of all files together. */
  readonly unpackedBytes: number;
}

/**
 * Reads a .tar.gz once, as it arrives: hashes the tree in it as Nix does, and keeps the files that are wanted.
 *
 * Throws Problems: `outside` for a truncated or damaged archive (fetch it again), `input` for one that holds what a
 * source tree cannot. Errors of the body itself pass through. For sources that can be opened again, `archiveReader`
 * is the better choice: it also copes with archives that change their order after their first megabytes.
 */
export function readArchive(body: Readable, options: ArchiveOptions = {}): Promise<ArchiveReading> {
  return readOnce(body, options, true);
}

/**
 * A reader for something that can be opened several times, such as a download that is tried again. Should an archive
 * turn out not to be in the order that it began in, that attempt ends in a Problem of kind `outside`, and the next
 * attempt of the same reader takes any order.
 */
export function archiveReader(options: ArchiveOptions = {}): (body: Readable) => Promise<ArchiveReading> {
  let stream = true;
  return async (body) => {
    try {
      return await readOnce(body, options, stream);
    } catch (error) {
      stream &&= !(error instanceof OutOfOrder);
      throw error;
    }
  };
}

async function readOnce(body: Readable, options: ArchiveOptions, stream: boolean): Promise<ArchiveReading> {
  const narHash = createHash("sha256");
  const flatHash = options.flat === true ? createHash("sha256") : undefined;
  const hold = new Hold(options.heldBytes ?? limits.heldBytes, options.spill);
  const assembler = new Assembler(new NarWriter(narHash), hold, {
    stripRoot: options.stripRoot ?? true,
    stream,
    capture: options.capture,
    capturedBytes: options.capturedBytes ?? limits.capturedBytes,
  });
  const tar = new TarReader(assembler);
  const watched = flatHash !== undefined || options.onBytes !== undefined;
  const onBytes = (bytes: Uint8Array): void => {
    flatHash?.update(bytes);
    options.onBytes?.(bytes.length);
  };
  try {
    await gunzip(
      body,
      { onBytes: watched ? onBytes : undefined, disposable: options.disposable ?? false },
      (piece: Buffer) => tar.push(piece),
    );
    tar.end();
    assembler.end();
  } finally {
    hold.close();
  }
  return {
    narHash: sri(narHash),
    flatHash: flatHash === undefined ? undefined : sri(flatHash),
    files: assembler.captures.files,
    collisions: assembler.collisions,
    entries: assembler.entries,
    unpackedBytes: assembler.unpackedBytes,
  };
}

function sri(hash: Hash): string {
  return formatHash({ algorithm: "sha256", digest: hash.digest() }, "sri");
}
