import { dirname, join } from "node:path/posix";
import type { World } from "../../world/world.ts";

/** The Python of a closure, and what it needs to see of it. */
export interface ClosurePython {
  readonly interpreter: string;
  /** Empty for a result with a Python of its own, which sees all that belongs to it. */
  readonly sites: readonly string[];
  readonly isOwn: boolean;
}

/** Store paths that one package may propagate; the largest have some hundreds. */
const most = 5000;

/**
 * The result's own `bin/python3`; else the Python among what it propagates, with all of their site-packages. Never the
 * machine's. Undefined for what is not Python's.
 */
export async function findPython(world: World, storePath: string): Promise<ClosurePython | undefined> {
  const own = join(storePath, "bin/python3");
  if ((await world.files.realPath(own)) !== undefined) return { interpreter: own, sites: [], isOwn: true };
  const paths = await propagated(world, storePath);
  const version = await pythonOf(world, storePath);
  if (version === undefined) return undefined;
  for (const path of paths) {
    const interpreter = join(path, "bin", version);
    if ((await world.files.realPath(interpreter)) === undefined) continue;
    const candidates = paths.map((other) => join(other, "lib", version, "site-packages"));
    const there = await Promise.all(candidates.map((site) => world.files.realPath(site)));
    return { interpreter, sites: candidates.filter((_, index) => there[index] !== undefined), isOwn: false };
  }
  return undefined;
}

/** `python3.13`, by the folder that the packages are in. */
async function pythonOf(world: World, storePath: string): Promise<string | undefined> {
  const names = (await world.files.names(join(storePath, "lib"))) ?? [];
  return names.find((name) => /^python3\.\d+$/.test(name));
}

/** The store path and, through `nix-support/propagated-build-inputs`, all that it brings along. */
async function propagated(world: World, storePath: string): Promise<readonly string[]> {
  const store = dirname(storePath);
  const found = new Set([storePath]);
  for (const path of found) {
    const bytes = await world.files.read(join(path, "nix-support/propagated-build-inputs"));
    for (const next of new TextDecoder().decode(bytes ?? new Uint8Array()).split(/\s+/)) {
      // The file is a build's work: nothing outside of the store is taken from it.
      if (dirname(next) === store && found.size < most) found.add(next);
    }
  }
  return [...found];
}
