import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, lstat, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { Problem } from "../errors.ts";
import { codeOf, isMissing } from "./system-errors.ts";

/** `.dagster.nix.flox-upstream-4711-0123456789abcdef.tmp`, beside `dagster.nix`, of the process 4711. */
const temporary = /^\..+\.flox-upstream-([1-9][0-9]*)-[0-9a-f]{16}\.tmp$/;

/** The temporary files of this process: in a container, one that was killed may have had the same id. */
const own = new Set<string>();

interface Target {
  /** As the caller named it. */
  readonly path: string;
  /** The file itself, links resolved. */
  readonly real: string;
  readonly content: Uint8Array;
  /** What stands there now; undefined for a new file. */
  readonly before: { readonly mode: number; readonly content: Uint8Array } | undefined;
}

/**
 * Writes all files or none. Everything that can fail is done before the first rename; should a rename fail even so, the
 * files that were renamed get their old contents back.
 */
export async function writeAll(
  contents: ReadonlyMap<string, Uint8Array>,
  within?: string,
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  const targets: Target[] = [];
  for (const [path, content] of contents) targets.push(await examined(path, content, within));

  const folders = new Set(targets.map((target) => dirname(target.real)));
  for (const folder of folders) await removeLeftovers(folder);

  const written = new Map<Target, string>();
  const renamed: Target[] = [];
  try {
    for (const target of targets) {
      const beside = besides(target.real);
      written.set(target, beside);
      await attempt(target.path, () => write(beside, target.content, target.before?.mode));
    }
    for (const [target, beside] of written) {
      await attempt(target.path, () => move(beside, target.real), vanished);
      renamed.push(target);
    }
  } catch (error) {
    for (const beside of written.values()) await rm(beside, { force: true });
    for (const target of renamed) await restore(target);
    throw error;
  }
  for (const folder of folders) await syncFolder(folder);
}

/** Finds out all that would keep a file from being written. */
async function examined(path: string, content: Uint8Array, within: string | undefined): Promise<Target> {
  const real = await attempt(path, () => resolved(path, within));
  const folder = dirname(real);
  if (!(await attempt(path, () => stat(folder))).isDirectory()) throw refusal(path, "ENOTDIR");
  await attempt(path, () => writable(folder));
  let mode: number;
  try {
    const found = await stat(real);
    if (!found.isFile()) throw refusal(path, "it is not a regular file");
    mode = found.mode & 0o7777;
  } catch (error) {
    if (isMissing(error)) return { path, real, content, before: undefined };
    throw error;
  }
  await attempt(path, () => writable(real));
  return { path, real, content, before: { mode, content: await attempt(path, () => readFile(real)) } };
}

/** The file that a path means. Only inside `within` may links lead elsewhere than the path says. */
async function resolved(path: string, within: string | undefined): Promise<string> {
  const folder = await realpath(dirname(path));
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  const real = isLink ? await realpath(path) : join(folder, basename(path));
  if (within === undefined) {
    if (isLink) throw refusal(path, `it is a symbolic link, to ${real}`);
    return real;
  }
  const below = relative(await realpath(within), real);
  if (below === ".." || below.startsWith("../")) {
    throw refusal(path, `it leads to ${real}, which is outside of ${within}`);
  }
  return real;
}

/** A mark "read-only" counts for the superuser too, who could write in spite of it. */
async function writable(path: string): Promise<void> {
  await access(path, constants.W_OK);
  if (((await stat(path)).mode & 0o222) === 0) {
    throw Object.assign(new Error("read-only"), { code: "EACCES" });
  }
}

function besides(real: string): string {
  const name = `.${basename(real)}.flox-upstream-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
  own.add(name);
  return join(dirname(real), name);
}

async function write(path: string, content: Uint8Array, mode: number | undefined): Promise<void> {
  const handle = await open(path, "wx", mode ?? 0o666);
  try {
    await handle.writeFile(content);
    // The umask has taken bits from the mode that `open` was given.
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function restore({ real, before }: Target): Promise<void> {
  if (before === undefined) {
    await rm(real, { force: true });
    return;
  }
  const beside = besides(real);
  await write(beside, before.content, before.mode);
  await rename(beside, real);
}

/** What a run that was killed has left; one that still writes keeps its files. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, id] = temporary.exec(name) ?? [];
    if (id === undefined || own.has(name)) continue;
    if (Number(id) === process.pid || !isRunning(Number(id))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    return codeOf(error) !== "ESRCH";
  }
}

/** So that the renames themselves outlive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const usual = "Make it writable, or leave it out.";
/** Both the file that was written beside it and the folder were there a moment ago. */
const vanished = "Something else changes this folder, perhaps another run: run it again when that is done.";

/** @param missing what to do where something that was there is gone */
async function attempt<T>(path: string, action: () => Promise<T>, missing = usual): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw refusal(path, codeOf(error) ?? String(error), error, isMissing(error) ? missing : usual);
  }
}

function refusal(path: string, why: string, cause?: unknown, hint = usual): Problem {
  return new Problem(`${path} cannot be written: ${why}; no file was changed`, {
    kind: "input",
    where: { file: path },
    cause,
    hint,
  });
}
