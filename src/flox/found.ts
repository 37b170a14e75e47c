import { type FoundVersion, longestUrl } from "../documents/found.ts";
import type { ResultDocument } from "../documents/result.ts";

/** No result hands on more than that: one that lies cannot push out what the others say. */
const mostOfOne = 20;

/** What builds found nixpkgs to have where a bound of upstream's does not admit it, each once. */
export function foundVersions(results: readonly ResultDocument[]): readonly FoundVersion[] {
  const told = results.filter(({ nixpkgs }) => nixpkgs === null || nixpkgs.length <= longestUrl);
  return distinct(
    told.flatMap(({ system, nixpkgs, packages }) =>
      distinct(
        packages.flatMap(({ unmetBounds }) =>
          unmetBounds.map(({ project, version }) => ({ project, version, system, nixpkgs })),
        ),
      ).slice(0, mostOfOne),
    ),
  );
}

/**
 * Whether a URL of a nixpkgs names its commit. What a branch names, or Flox takes by itself, is another nixpkgs every so
 * often, and what was found of it one week says nothing of the next.
 */
export function isPinned(nixpkgs: string | null): nixpkgs is string {
  return nixpkgs !== null && /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/.test(nixpkgs);
}

/** The first of those that say the same, whatever system they are of. */
export function distinct<T extends FoundVersion>(found: readonly T[]): readonly T[] {
  const known = new Map<string, T>();
  for (const one of found) {
    const key = keyOf(one);
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

export function isAmong(found: readonly FoundVersion[], one: FoundVersion): boolean {
  const key = keyOf(one);
  return found.some((other) => keyOf(other) === key);
}

function keyOf({ project, version, nixpkgs }: FoundVersion): string {
  return JSON.stringify([project, version, nixpkgs]);
}
