import type { Readable } from "node:stream";
import type { HashDocument } from "../documents/hash.ts";
import { Problem, type ProblemKind, type Where } from "../errors.ts";
import { ArchiveProblem, type ArchiveReading, archiveReader, flatHash, OutOfOrder } from "../nix/archive.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import type { World } from "../world/world.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";

export interface HashOptions {
  /** Files and URLs of http and https. */
  readonly targets: readonly string[];
  /** The hash of the file itself, instead of the tree in it. */
  readonly flat: boolean;
  /** fetchzip's `stripRoot`: the one entry at the top of the archive is the tree. */
  readonly stripRoot: boolean;
}

export type HashReport = HashDocument;

export async function hashCommand(world: World, { inputs, operands }: Request): Promise<CommandResult> {
  const options = { targets: operands, flat: inputs.flat, stripRoot: !inputs["no-strip-root"] };
  const report = await hash(world, options);
  return {
    document: report,
    exitCode: 0,
    text: () => hashText(report),
    outputs: {},
    headline: `Hashed ${report.hashes.length === 1 ? "one file" : `${report.hashes.length} files`}.`,
    summary: "",
  };
}

/**
 * The SRI hash of each target, as Nix computes it: of the tree in a .tar.gz, or of the file itself. Nothing is unpacked
 * to the disk. Throws a Problem at the first target that has no hash: kind `input` for a file, which trying again does
 * not mend, and `outside` for a URL.
 */
export async function hash(world: World, { targets, flat, stripRoot }: HashOptions): Promise<HashReport> {
  if (targets.length === 0) {
    throw new Problem("hash needs a file or URL.", {
      kind: "usage",
      hint: "Name one: flox-upstream hash source.tar.gz",
    });
  }
  const mode = flat ? "flat" : "nar";
  const hashes: HashDocument["hashes"] = [];
  for (const target of targets) {
    const value = flat ? await flatHashOf(world, target) : await treeHashOf(world, target, stripRoot);
    hashes.push({ target, hash: value, mode });
  }
  return { schema: 1, hashes };
}

/** One hash alone, or as checksum programs do, each with its name. */
function hashText({ hashes }: HashReport): string {
  const [first] = hashes;
  return hashes.length === 1 && first !== undefined
    ? first.hash
    : hashes.map(({ hash, target }) => `${hash}  ${target}`).join("\n");
}

async function flatHashOf(world: World, target: string): Promise<string> {
  return isUrl(target) ? await download(world, target, flatHash) : await flatHash(await world.files.open(target));
}

async function treeHashOf(world: World, target: string, stripRoot: boolean): Promise<string> {
  const reading = await (isUrl(target) ? readUrl(world, target, stripRoot) : readFile(world, target, stripRoot));
  for (const names of reading.collisions) {
    world.log.warning(`On Darwin these names of ${target} are one file: ${quoteUntrusted(names)}.`);
  }
  return reading.narHash;
}

async function readUrl(world: World, url: string, stripRoot: boolean): Promise<ArchiveReading> {
  try {
    return await download(world, url, archiveReader({ stripRoot, spill: world.files.spill, disposable: true }));
  } catch (error) {
    throw error instanceof ArchiveProblem
      ? told(error, error.kind, `${quoteUntrusted(url, 300)}: ${error.message}`, {})
      : error;
  }
}

async function readFile(world: World, file: string, stripRoot: boolean): Promise<ArchiveReading> {
  const read = archiveReader({ stripRoot, spill: world.files.spill, disposable: true });
  const attempt = async () => await read(await world.files.open(file));
  try {
    return await attempt().catch((error: unknown) => {
      if (error instanceof OutOfOrder) {
        return attempt();
      }
      throw error;
    });
  } catch (error) {
    throw error instanceof ArchiveProblem ? told(error, "input", error.message, { file }) : error;
  }
}

async function download<T>(world: World, url: string, read: (body: Readable) => Promise<T>): Promise<T> {
  const found = await world.http.download(url, { title: quoteUntrusted(url) }, read);
  if (found === undefined) {
    throw new Problem(`There is nothing at ${quoteUntrusted(url, 300)}.`, { kind: "outside", hint: "Check the URL." });
  }
  return found;
}

function told({ hint, cause }: Problem, kind: ProblemKind, message: string, where: Where): Problem {
  return new Problem(message, { kind, where, cause, ...(hint === undefined ? {} : { hint }) });
}

function isUrl(target: string): boolean {
  return /^https?:\/\//i.test(target);
}
