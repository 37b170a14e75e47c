import { join } from "node:path/posix";
import type { FoundVersion } from "../documents/found.ts";
import { distinct, foundVersions, isPinned } from "../flox/found.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import type { World } from "../world/world.ts";
import { resultsFolder } from "./asked-files.ts";
import type { BranchWork } from "./branch.ts";
import { openBumps } from "./open-bumps.ts";
import { upstreamName } from "./outside.ts";
import { readResults } from "./report/read.ts";
import type { Request } from "./request.ts";

/**
 * What earlier builds found of the nixpkgs that is built on: as the results say that are handed in, and the open pull
 * requests of the upstream's other releases and of this one. What was built on another nixpkgs says nothing of it.
 *
 * @param nixpkgs its URL; null where Flox takes its own
 * @param branch undefined in a terminal, and with `dry-run`: no pull request is read
 */
export async function readEarlier(
  world: World,
  request: Request,
  nixpkgs: string | null,
  branch: BranchWork | undefined,
): Promise<readonly FoundVersion[]> {
  const handedIn = await readHandedIn(world, request);
  const [other, ...more] = new Set(handedIn.flatMap((one) => (one.nixpkgs === nixpkgs ? [] : [nameOf(one.nixpkgs)])));
  if (other !== undefined) {
    const names = more.length === 0 ? other : `${other} and ${more.length} more`;
    world.log.warning(`Results that were built on ${names} say nothing of ${nameOf(nixpkgs)}, which is built on now.`);
  }
  const told = branch === undefined || !isPinned(nixpkgs) ? [] : await readTold(branch, request);
  return distinct([...handedIn, ...told].filter((one) => one.nixpkgs === nixpkgs));
}

async function readHandedIn(world: World, request: Request): Promise<readonly FoundVersion[]> {
  const folder = resultsFolder(request);
  if (folder === undefined) return [];
  const results = await readResults(world, request);
  if (results.length === 0 && request.inputs.results !== undefined) {
    world.log.warning("This is no folder with a result-*.json: nothing is known of earlier builds.", {
      file: folder,
    });
  }
  return foundVersions(
    results.flatMap((result) => {
      if (!("unreadable" in result)) return [result];
      world.log.warning(`This is no result of a build: ${result.unreadable}`, {
        file: join(folder, quoteUntrusted(result.file).slice(1, -1)),
      });
      return [];
    }),
  );
}

async function readTold(
  { github, owner, repo, directory, marks }: BranchWork,
  { inputs }: Request,
): Promise<readonly FoundVersion[]> {
  const bumps = await openBumps(github.review(owner, repo), upstreamName(inputs), directory);
  const said = [...marks, ...bumps.map(({ marked }) => marked)];
  return said.flatMap((marked) => marked.found.map(({ tried: _, ...found }) => found));
}

function nameOf(nixpkgs: string | null): string {
  return nixpkgs ?? "a nixpkgs that Flox took by itself";
}
