import { join } from "node:path/posix";
import type { Readable } from "node:stream";
import { isProblem, Problem } from "../errors.ts";
import { NixSyntaxError } from "../nix/parser.ts";
import { type NixpkgsSource, pythonSetUrl, readPythonSet } from "../upstream/requirements/nixpkgs.ts";
import type { World } from "../world/world.ts";

/** Bytes; nixpkgs' list has about 0.7 million. */
const largest = 16_000_000;

/**
 * The attributes of the Python set of the pinned nixpkgs: one request, and none where an earlier run kept the answer.
 * Undefined, with a warning, where it cannot be had: a bump goes on without it.
 *
 * @param keep whether the answer may be written to the cache
 */
export async function readPinnedPythonSet(
  world: World,
  nixpkgs: NixpkgsSource | undefined,
  keep: boolean,
): Promise<ReadonlySet<string> | undefined> {
  const url = nixpkgs && pythonSetUrl(nixpkgs);
  if (nixpkgs === undefined || url === undefined) {
    world.log.warning(
      "Which names nixpkgs has is not known: neither the input nixpkgs nor the lock file names a commit of it on a GitHub.",
    );
    return undefined;
  }
  const folder = cacheFolder(world);
  const file = folder && join(folder, `python-set-${nixpkgs.rev}.txt`);
  const cached = file && (await readCache(world, file));
  if (cached) return cached;
  try {
    const names = await world.http.download(url, { title: "Reading the names of nixpkgs' Python set" }, readNames);
    if (names === undefined) throw new Problem(`there is nothing at ${url}`, { kind: "outside" });
    if (folder !== undefined && file !== undefined && keep) await writeCache(world, folder, file, names);
    return names;
  } catch (error) {
    if (!isProblem(error)) throw error;
    world.log.warning(`Which names nixpkgs has is not known: ${error.message}.`);
    return undefined;
  }
}

async function readNames(body: Readable): Promise<ReadonlySet<string>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > largest) throw new Problem("nixpkgs' list of Python packages is too large", { kind: "outside" });
  }
  try {
    return readPythonSet(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    if (!(cause instanceof NixSyntaxError)) throw cause;
    throw new Problem("nixpkgs' list of Python packages is not Nix", { kind: "outside", cause });
  }
}

/** The runner's folder, or the user's (XDG Base Directory Specification). */
function cacheFolder({ env }: World): string | undefined {
  const user = env.XDG_CACHE_HOME || (env.HOME && join(env.HOME, ".cache"));
  const base = env.RUNNER_TEMP || user;
  return base ? join(base, "flox-upstream") : undefined;
}

async function readCache(world: World, file: string): Promise<ReadonlySet<string> | undefined> {
  const bytes = await world.files.read(file).catch(() => undefined);
  return bytes && new Set(new TextDecoder().decode(bytes).split("\n").filter(Boolean));
}

/** A cache that cannot be written is done without. */
async function writeCache(world: World, folder: string, file: string, names: ReadonlySet<string>): Promise<void> {
  try {
    await world.files.makeFolder(folder);
    await world.files.writeAll(new Map([[file, new TextEncoder().encode(`${[...names].join("\n")}\n`)]]));
  } catch (error) {
    if (!isProblem(error)) throw error;
    world.log.debug(error.message);
  }
}
