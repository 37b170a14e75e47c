import type { World } from "../../world/world.ts";

export interface Closure {
  readonly bytes: number;
  readonly paths: number;
}

/** Store paths a call: their arguments have to fit into one. */
const atOnce = 500;

/** All that a store path needs at run time, itself included. Undefined where Nix does not tell. */
export async function readClosure(world: World, storePath: string): Promise<Closure | undefined> {
  const paths = await query(world, ["--requisites", storePath]);
  if (paths === undefined) return undefined;
  let bytes = 0;
  for (let from = 0; from < paths.length; from += atOnce) {
    const sizes = await query(world, ["--size", ...paths.slice(from, from + atOnce)]);
    if (sizes === undefined || !sizes.every((size) => /^\d+$/.test(size))) return undefined;
    bytes += sizes.reduce((sum, size) => sum + Number(size), 0);
  }
  return { bytes, paths: paths.length };
}

async function query(world: World, args: readonly string[]): Promise<readonly string[] | undefined> {
  const result = await world.programs.run("nix-store", ["--query", ...args], { timeoutMs: 120_000 });
  if (result === undefined || result.exitCode !== 0) return undefined;
  return result.stdout.split("\n").filter((line) => line !== "");
}
