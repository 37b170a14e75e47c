import type { Repository } from "../nix/model.ts";
import { normalizeName } from "../upstream/names.ts";

/**
 * Attributes by the normalised name of the project that each packages, in this repository, the upstream's or not.
 *
 * @param projects names of projects by attribute, where they are known otherwise than by the Nix file
 */
export function ownPackages(
  { packages }: Repository,
  projects: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    packages
      .filter(({ role }) => role === "built")
      // Of two of one project, the one that follows the upstream is meant.
      .toSorted((a, b) => Number(a.belongs) - Number(b.belongs))
      .map(({ attribute, name }) => [normalizeName(projects.get(attribute) ?? name ?? attribute), attribute]),
  );
}
