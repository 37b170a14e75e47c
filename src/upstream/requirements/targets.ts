import type { Missing, Satisfied } from "../../documents/requirements.ts";
import type { OwnPackage } from "../../flox/own.ts";
import { isSamePython, type PythonVersion } from "../../flox/python-version.ts";
import { isNixName } from "../../nix/parse/lexer.ts";
import type { ListedPackage, PackageList, PythonPackage } from "../../nix/python/model.ts";
import { isNamed, normalizeName, withExtra } from "../names.ts";
import { matchesSpecifiers } from "../pep440.ts";
import type { Comparing, Surroundings } from "./facts.ts";
import { isAnotherProject, nixpkgsName } from "./names.ts";
import { type Need, type Needs, needText } from "./needs.ts";

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
  const { projects, known, nix } = asking;
  const all = asking.own.get(normalizedName) ?? [];
  const own = meant(all, asking);
  if (own !== undefined) return { from: "own", name: own.attribute, known: true, renamed: false, own };
  const name = nixpkgsName(normalizedName);
  const listed = listedBy(nix);
  const possible = all.filter(({ certain }) => !certain);
  const there = possible.find(({ attribute }) => listed.some((one) => one.from === "own" && one.name === attribute));
  const [first] = possible;
  // Two copies of a module do not go together: beside what may be it, nothing is written.
  const perhaps = there ?? (listed.some((one) => one.from === "python-set" && one.name === name) ? undefined : first);
  if (perhaps !== undefined) {
    return { from: "own", name: perhaps.attribute, known: there !== undefined, renamed: false, own: perhaps };
  }
  const other = all.find(({ certain }) => certain);
  if (projects.has(normalizedName))
    return { from: "unpackaged", name: normalizedName, known: false, renamed: false, own: other };
  const renamed = isAnotherProject(normalizedName);
  return { from: "python-set", name, known: known.has(name), renamed, own: other };
}

/** Where what meets a requirement is from, as the document says it. */
export function origin({ from, known }: Target): Missing["from"] {
  return known && from !== "unpackaged" ? from : "unknown";
}

/** Whether nixpkgs' own list may know better. */
export function isInDoubt({ from, known }: Target): boolean {
  return from === "python-set" && !known;
}

/** Of several packages of one project: that of the same Python, and of these the one that is listed already. */
function meant(all: readonly OwnPackage[], asking: Asking): OwnPackage | undefined {
  const python = pythonFor(asking);
  const fitting = all.filter((one) => one.certain && isFor(one, python));
  const same = fitting.filter((one) => isSamePython(one.python, python));
  const listed = new Set(asking.nix?.dependencies?.entries.map(({ name }) => name));
  return [...same, ...fitting].find(({ attribute }) => listed.has(attribute)) ?? same[0] ?? fitting[0];
}

/** All that the lists of a package hold. */
export function listedBy(nix: PythonPackage | undefined): readonly ListedPackage[] {
  if (nix === undefined) return [];
  const lists = [nix.dependencies, nix.buildSystem, ...nix.optionalDependencies.values()];
  return lists.flatMap((list) => list?.entries ?? []);
}

/** The Python that a package is built for; undefined where it is not known. */
function pythonFor({ nix, own }: Pick<Asking, "nix" | "own">): PythonVersion | undefined {
  if (nix === undefined || nix.python !== undefined) return nix?.python;
  for (const packages of own.values()) {
    const itself = packages.find(({ attribute }) => attribute === nix.attribute);
    if (itself !== undefined) return itself.python;
  }
  return undefined;
}

/** Packages of different Pythons do not go together: nixpkgs refuses them. */
function isFor({ python }: OwnPackage, wanted: PythonVersion | undefined): boolean {
  return python === undefined || wanted === undefined || isSamePython(python, wanted);
}

/**
 * A package's lists; what is no Python package of the same Python is something else there, whatever its name. What only
 * may be a Python package is taken for one where its project is asked for.
 *
 * @param wanted the projects that the package requires, itself or with its extras: normalised names
 */
export function asListed(nix: PythonPackage, { own }: Surroundings, wanted: ReadonlySet<string>): PythonPackage {
  const python = pythonFor({ nix, own });
  const attributes = new Set(
    [...own].flatMap(([project, packages]) =>
      packages
        .filter((one) => (one.certain ? isFor(one, python) : wanted.has(project)))
        .map(({ attribute }) => attribute),
    ),
  );
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

/** What is listed and only may be the Python package that is required, as sentences. */
export function takenOnTrust(needs: Needs, asking: Asking): readonly Satisfied[] {
  return [...needs.needed.values()].flatMap((need) => {
    const { name, own, known } = targetOf(need.normalizedName, asking);
    if (own === undefined || own.certain || !known) return [];
    const reason = `${name} is taken for the Python package of ${need.name}: how it is made is not understood.`;
    return [{ requirement: needText(need), by: name, reason }];
  });
}

/**
 * Why a target cannot be written into a list, as a sentence; undefined where it can.
 *
 * @param without how a package does without it: a build of nixpkgs fails that lacks what the metadata names
 */
export function targetFault(
  target: Target,
  asking: Pick<Asking, "known" | "nix" | "own">,
  without = ", or, if the package works without it, name it in pythonRemoveDeps",
): string | undefined {
  const { from, name, known, own } = target;
  const { known: names } = asking;
  if (from === "own" && !known) {
    return `${name} of this repository may be it, but how it is made is not understood: list it by hand if it is.`;
  }
  const python = pythonFor(asking);
  if (!known && own?.python !== undefined && python !== undefined) {
    const [built, wanted] = [own.python.join("."), python.join(".")];
    return `${own.attribute} is built for Python ${built} and this package for ${wanted}: package it for ${wanted} too.`;
  }
  if (from === "unpackaged") {
    return `${name} is the upstream's own and is not packaged here: add a package for it to .flox/pkgs.`;
  }
  if (!known) {
    const where = names.complete
      ? "is not in the Python set of the pinned nixpkgs"
      : "is not among the names that are known, and the list of the pinned nixpkgs was not read";
    return `${name} ${where}: package it in .flox/pkgs${without}.`;
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
  if (isNamed(need.normalizedName, relaxed)) return undefined;
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
  return `${withExtra(name, extra)} is missing, and ${extra} is not a name that Nix takes without quotes: add it by hand.`;
}
