import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";

/** What a generated source tree is like. */
export interface TreeShape {
  readonly bytes: number;
  /** The path of the nth file. */
  path(index: number): string;
  /** The nth file's size in bytes, from a random number between 0 and 1. */
  size(random: number): number;
}

export const megabyte = 1_000_000;

/** A thousand folders: some nine files in each of the small tree's. */
export function folderOf(index: number): string {
  return `module${index % 40}/part${Math.floor(index / 40) % 25}`;
}

/** Thousands of small files, as in a source tree. */
export const manyFiles: TreeShape = {
  bytes: 80 * megabyte,
  path: (index) => `${folderOf(index)}/file_${index}.py`,
  size: (random) => random ** 3 * 35_000,
};

export interface GeneratedArchive {
  readonly file: string;
  readonly files: number;
  readonly unpackedBytes: number;
  readonly packedBytes: number;
}

/** Numerical Recipes' generator: the same numbers everywhere, from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A few megabytes of text that repeats itself about as program text does: words in idioms, idioms in lines. */
function sourceText(random: () => number): Buffer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() ** 2 * from.length)] as T;
  const letters = [..."etaoinshrdlucmfwypvbgkjqxz_"];
  const words = Array.from({ length: 1500 }, () =>
    Array.from({ length: 3 + Math.floor(random() * 8) }, () => pick(letters)).join(""),
  );
  const idioms = Array.from({ length: 900 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(words)).join(pick([" ", ".", "(", ", ", " = "])),
  );
  const lines: string[] = [];
  for (let length = 0; length < 4_000_000; length += lines.at(-1)?.length ?? 0) {
    const indent = "    ".repeat(Math.floor(random() * 4));
    lines.push(`${indent}${pick(idioms)}${pick([": ", "(", " = ", ", "])}${pick(idioms)} ${pick(words)}\n`);
  }
  return Buffer.from(lines.join(""));
}

/** A generated tree's files, the same on every call. */
export function* generatedFiles(shape: TreeShape): Generator<{ readonly path: string; readonly content: Buffer }> {
  const random = randomNumbers(1);
  const text = sourceText(random);
  for (let index = 0, bytes = 0; bytes < shape.bytes; index++) {
    const size = Math.floor(shape.size(random()));
    const from = Math.floor(random() * (text.length - size));
    const content = Buffer.concat([Buffer.from(`# file ${index}\n`), text.subarray(from, from + size)]);
    yield { path: shape.path(index), content };
    bytes += content.length;
  }
}

/** Makes a tree as one commit in a git repository below `folder`, and lets `git archive` pack it. */
export async function gitArchive(folder: string, name: string, shape: TreeShape): Promise<GeneratedArchive> {
  const repository = join(folder, `${name}.git`);
  await mkdir(repository, { recursive: true });
  const git = ["-C", repository, "-c", "core.compression=0", "-c", "tar.tar.gz.command=gzip -cn"];
  await feed([...git, "init", "--quiet", "--bare"]);
  let files = 0;
  let unpackedBytes = 0;
  await feed([...git, "fast-import", "--quiet"], async (input) => {
    await write(input, "commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 0\n");
    for (const { path, content } of generatedFiles(shape)) {
      await write(input, `M 100644 inline ${path}\ndata ${content.length}\n`);
      await write(input, content);
      files++;
      unpackedBytes += content.length;
    }
  });
  const file = join(folder, `${name}.tar.gz`);
  await feed([...git, "archive", `--prefix=${name}-1/`, `--output=${file}`, "main"]);
  return { file, files, unpackedBytes, packedBytes: (await stat(file)).size };
}

async function write(stream: Writable, bytes: string | Buffer): Promise<void> {
  if (!stream.write(bytes)) await once(stream, "drain");
}

async function feed(args: readonly string[], input?: (stream: Writable) => Promise<void>): Promise<void> {
  const child = spawn("git", args, { stdio: ["pipe", "ignore", "inherit"] });
  const ended = once(child, "close");
  await input?.(child.stdin);
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}`);
}
