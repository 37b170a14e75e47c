import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { formatHash } from "./sri.ts";

export { OutOfOrder } from "./archive/assemble.ts";
export type { WantsFile } from "./archive/capture.ts";
export type { Spill } from "./archive/hold.ts";
export { ArchiveProblem } from "./archive/problems.ts";
export { type ArchiveOptions, type ArchiveReading, archiveReader, readArchive } from "./archive/read.ts";

/** The SRI hash of a file's bytes as they come: what fetchurl and fetchPypi want. Errors of the body pass through. */
export async function flatHash(body: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of body) {
    hash.update(chunk);
  }
  return formatHash({ algorithm: "sha256", digest: hash.digest() }, "sri");
}
