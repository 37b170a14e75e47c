import { normalizeName } from "../names.ts";
import { matchesSpecifiers } from "../pep440.ts";
import type { Comparing, Surroundings } from "./facts.ts";
import { isAnotherProject, isNixName, nixpkgsName } from "./names.ts";
import { type Need, needText } from "./needs.ts";

/** What meets a requirement in Nix. */
export interface Target {
  /** `unpackaged`: a project of the upstream that this repository does not package. */
  readonly from: "python-set" | "own" | "unpackaged";
  readonly name: string;
  /** Whether `name` is there, as far as is known. */
  readonly known: boolean;
  /** Whether the metadata goes on naming a project that is not installed. */
  readonly renamed: boolean;
}

/** @param normalizedName of a project, as PEP 503 has it */
export function targetOf(normalizedName: string, { own, projects, known }: Surroundings): Target {
  const attribute = own.get(normalizedName);
  if (attribute !== undefined) return { from: "own", name: attribute, known: true, renamed: false };
  if (projects.has(normalizedName)) return { from: "unpackaged", name: normalizedName, known: false, renamed: false };
  const name = nixpkgsName(normalizedName);
  return { from: "python-set", name, known: known.has(name), renamed: isAnotherProject(normalizedName) };
}

/** Why a target cannot be written into a list, as a sentence; undefined where it can. */
export function targetFault({ from, name, known }: Target, { known: names }: Surroundings): string | undefined {
  if (from === "unpackaged") {
    return `${name} is the upstream's own and is not packaged here: add a package for it to .flox/pkgs.`;
  }
  if (!known) {
    const where = names.complete
      ? "is not in the Python set of the pinned nixpkgs"
      : "is not among the names that are known, and the list of the pinned nixpkgs was not read";
    return `${name} ${where}: package it in .flox/pkgs, or name it in the configuration's ignore.`;
  }
  return isNixName(name) ? undefined : `${name} is not a name that Nix takes without quotes: add it by hand.`;
}

/** Why a package of this repository does not meet a requirement, being left at an older version; undefined where it does. */
export function keptFault(need: Need, { from, name }: Target, { kept, nix }: Comparing): string | undefined {
  const version = from === "own" ? kept.get(name) : undefined;
  if (version === undefined || need.bounds.every(({ specifiers }) => matchesSpecifiers(version, specifiers))) {
    return undefined;
  }
  const relaxed = nix?.relaxed ?? [];
  if (relaxed === "all" || relaxed.some((one) => normalizeName(one) === need.normalizedName)) return undefined;
  return `Upstream requires ${needText(need)}, and ${name} stays at ${version} here: bring it to the release first.`;
}

/** Extras are compared as PEP 685 has it. */
export function sameExtra(a: string | undefined, b: string | undefined): boolean {
  return (a && normalizeName(a)) === (b && normalizeName(b));
}
