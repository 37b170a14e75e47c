import type { OwnPackage } from "../../flox/own.ts";
import type { PackageList, PythonPackage } from "../../nix/python/model.ts";
import { normalizeName } from "../names.ts";
import { matchesSpecifiers } from "../pep440.ts";
import type { Comparing, Surroundings } from "./facts.ts";
import { isAnotherProject, isNixName, nixpkgsName } from "./names.ts";
import { type Need, needText } from "./needs.ts";

/** What meets a requirement in Nix. */
export interface Target {
  /** `unpackaged`: a project of the upstream that this repository does not package for the Python that asks. */
  readonly from: "python-set" | "own" | "unpackaged";
  readonly name: string;
  /** Whether `name` is there, as far as is known. */
  readonly known: boolean;
  /** Whether the metadata goes on naming a project that is not installed. */
  readonly renamed: boolean;
  /** The package of this repository that it is; of what is not `own`, one for another Python. */
  readonly own?: OwnPackage | undefined;
}

type Asking = Pick<Comparing, "own" | "projects" | "known" | "nix">;

/** @param normalizedName of a project, as PEP 503 has it */
export function targetOf(normalizedName: string, asking: Asking): Target {
  const { projects, known } = asking;
  const all = asking.own.get(normalizedName) ?? [];
  const own = meant(all, asking);
  if (own !== undefined) return { from: "own", name: own.attribute, known: true, renamed: false, own };
  const [other] = all;
  if (projects.has(normalizedName))
    return { from: "unpackaged", name: normalizedName, known: false, renamed: false, own: other };
  const name = nixpkgsName(normalizedName);
  const renamed = isAnotherProject(normalizedName);
  return { from: "python-set", name, known: known.has(name), renamed, own: other };
}

/** Of several packages of one project: that of the same Python, and of these the one that is listed already. */
function meant(all: readonly OwnPackage[], { nix }: Asking): OwnPackage | undefined {
  const fitting = all.filter((one) => isFor(one, nix));
  const same = fitting.filter(({ python }) => `${python}` === `${nix?.python}`);
  const listed = new Set(nix?.dependencies?.entries.map(({ name }) => name));
  return [...same, ...fitting].find(({ attribute }) => listed.has(attribute)) ?? same[0] ?? fitting[0];
}

/** Packages of different Pythons do not go together: nixpkgs refuses them. */
function isFor({ python }: OwnPackage, nix: PythonPackage | undefined): boolean {
  return python === undefined || nix?.python === undefined || `${python}` === `${nix.python}`;
}

/** A package's lists; what is no Python package of the same Python is something else there, whatever its name. */
export function asListed(nix: PythonPackage, { own }: Surroundings): PythonPackage {
  const fitting = [...own.values()].flat().filter((one) => isFor(one, nix));
  const attributes = new Set(fitting.map(({ attribute }) => attribute));
  const read = (list: PackageList): PackageList => ({
    ...list,
    entries: list.entries.map((entry) =>
      entry.from === "own" && !attributes.has(entry.name) ? { ...entry, from: "other" } : entry,
    ),
  });
  return {
    ...nix,
    dependencies: nix.dependencies && read(nix.dependencies),
    optionalDependencies: new Map([...nix.optionalDependencies].map(([extra, list]) => [extra, read(list)] as const)),
  };
}

/** Why a target cannot be written into a list, as a sentence; undefined where it can. */
export function targetFault(target: Target, { known: names, nix }: Pick<Asking, "known" | "nix">): string | undefined {
  const { from, name, known, own } = target;
  if (!known && own?.python !== undefined && nix?.python !== undefined) {
    const [built, wanted] = [own.python.join("."), nix.python.join(".")];
    return `${own.attribute} is built for Python ${built} and this package for ${wanted}: package it for ${wanted} too.`;
  }
  if (from === "unpackaged") {
    return `${name} is the upstream's own and is not packaged here: add a package for it to .flox/pkgs.`;
  }
  if (!known) {
    const where = names.complete
      ? "is not in the Python set of the pinned nixpkgs"
      : "is not among the names that are known, and the list of the pinned nixpkgs was not read";
    return `${name} ${where}: package it in .flox/pkgs, or name it in the configuration's ignore.`;
  }
  // How this repository's own is reached depends on the place: the plan of the edit tells.
  return from === "own" || isNixName(name)
    ? undefined
    : `${name} is not a name that Nix takes without quotes: add it by hand.`;
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

/** An extra as it is spelled in Nix: as the package of this repository has it, and by nixpkgs as PEP 685 has it. */
export function extraName(extra: string, { own }: Target): string {
  return own?.extras?.find((one) => sameExtra(one, extra)) ?? normalizeName(extra);
}

/** Why an extra cannot be written, as a sentence; undefined where it can. */
export function extraFault(extra: string, { from, name, own }: Target): string | undefined {
  if (from === "own" && own?.extras?.every((one) => !sameExtra(one, extra))) {
    return `${name} has no optional-dependencies.${extra} here: add it there first.`;
  }
  if (isNixName(extra)) return undefined;
  return `${name}[${extra}] is missing, and ${extra} is not a name that Nix takes without quotes: add it by hand.`;
}
