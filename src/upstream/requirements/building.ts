import type { Blocker, Missing, UnresolvedRequirement } from "../../documents/requirements.ts";
import { systems } from "../../flox/systems.ts";
import type { PythonPackage } from "../../nix/python/model.ts";
import { quoteUntrusted } from "../refs.ts";
import { type Backend, isBackend, readBackend } from "./backends.ts";
import type { Comparing } from "./facts.ts";
import { type Need, onlyOn } from "./needs.ts";
import { isInDoubt, keptFault, origin, type Target, targetFault, targetOf } from "./targets.ts";

/** What a package's build needs. */
export interface BuildComparison {
  readonly missing: readonly Missing[];
  readonly unresolved: readonly UnresolvedRequirement[];
  readonly blockers: readonly Blocker[];
  /** Names that are not known to be in nixpkgs' Python set. */
  readonly unknown: readonly string[];
  /** What `build-system` is to hold, and why; undefined where the backend stays. */
  readonly backend: { readonly names: readonly string[]; readonly reason: string } | undefined;
}

const nothing: BuildComparison = { missing: [], unresolved: [], blockers: [], unknown: [], backend: undefined };

/** Upstream's build backend against how the Nix file builds the package. */
export function compareBuild(comparing: Comparing): BuildComparison {
  const { nix, project, python } = comparing;
  // A wheel is not built.
  if (nix === undefined || nix.format === "wheel") return nothing;
  const backend = readBackend(project.buildSystem, python);
  const unresolved = backend.unresolved.map((reason) => unresolvedBuild(nix, reason));
  if (backend.name === undefined) {
    const stated = quoteUntrusted(project.buildSystem.backend);
    return {
      ...nothing,
      unresolved: [...unresolved, unresolvedBuild(nix, `The build backend ${stated} is not known.`)],
    };
  }
  const listed = new Set(nix.buildSystem?.entries.map(({ name }) => name));
  const isPartial = nix.buildSystem?.complete === false;
  const isIgnored = (name: string) => comparing.ignore.has(backend.needs.get(name)?.normalizedName ?? name);
  const { name: builder } = backend;
  if (isIgnored(builder) && !comparing.known.has(builder)) return { ...nothing, unresolved };
  const inputs = backend.names
    .filter((name) => name === builder || !isIgnored(name))
    .map((name) => inputOf(name, backend, comparing));
  const isListed = ({ name, target }: BuildInput) => listed.has(name) || listed.has(target.name);
  const isThere = inputs.some((input) => input.name === backend.name && isListed(input));
  if (nix.format === "other" || (isPartial && !isThere)) {
    const how = nix.format === "other" ? "The package's format" : `A part of the list ${nix.buildSystem?.argument}`;
    const reason = `${how} is not understood: upstream builds with ${backend.names.join(", ")}.`;
    return { ...nothing, unresolved: [...unresolved, unresolvedBuild(nix, reason)] };
  }
  const reason = isThere && nix.format === "pyproject" ? undefined : whyBackend(nix, backend, comparing);
  const lacking = isPartial ? [] : inputs.filter((input) => !isListed(input));
  // A setup.py is built by setuptools whatever the list says; what it needs besides has to be there.
  const missing = nix.format === "setuptools" ? lacking.filter(({ name }) => name !== backend.name) : lacking;
  const blockers = buildBlockers(nix, backend, reason !== undefined, missing, comparing);
  return {
    missing: reason === undefined ? missing.map((input) => missingBuild(input, comparing)) : [],
    unresolved,
    blockers,
    unknown: missing.flatMap(({ target }) => (isInDoubt(target) ? target.name : [])),
    backend: reason === undefined || blockers.length > 0 ? undefined : newBackend(reason, inputs),
  };
}

/** Something that a build needs. */
interface BuildInput {
  /** In nixpkgs' Python set. */
  readonly name: string;
  /** Undefined for a backend that upstream uses without requiring it. */
  readonly need: Need | undefined;
  readonly target: Target;
}

function inputOf(name: string, { needs }: Backend, comparing: Comparing): BuildInput {
  const need = needs.get(name);
  const target = targetOf(need?.normalizedName ?? name, comparing);
  const { from, own } = target;
  // A package is not built with itself, and with a release of nixpkgs where its own is not packaged.
  const isNixpkgs = comparing.known.has(name) && (from === "unpackaged" || own?.attribute === comparing.attribute);
  return { name, need, target: isNixpkgs ? { from: "python-set", name, known: true, renamed: false } : target };
}

/** What the list is to hold of nixpkgs; this repository's own, which is there already, stays. */
function newBackend(reason: string, inputs: readonly BuildInput[]): BuildComparison["backend"] {
  const written = inputs.filter(({ target }) => target.from === "python-set");
  const partly = written.filter(({ need }) => need !== undefined && need.on.length < systems.length);
  const sentences = partly.map(({ name, need }) => `Upstream needs ${name}${onlyOn(need?.on ?? [])}.`);
  return { names: written.map(({ name }) => name), reason: [reason, ...sentences].join(" ") };
}

/** Why the backend has to be written anew; undefined where it need not. */
function whyBackend(nix: PythonPackage, { name }: Backend, { project }: Comparing): string | undefined {
  const stated = project.buildSystem.stated
    ? `upstream builds with ${quoteUntrusted(project.buildSystem.backend)}`
    : "upstream states no build system, which means setuptools";
  if (nix.format === undefined) return `The package has neither pyproject nor format; ${stated}.`;
  if (nix.format === "setuptools") {
    if (name !== "setuptools") return `The package is built as a setup.py; ${stated}.`;
    return project.file.endsWith("setup.py")
      ? undefined
      : `The package is built as a setup.py, which upstream no longer has; ${stated}.`;
  }
  const listed = nix.buildSystem?.entries.map((entry) => entry.name) ?? [];
  if (listed.includes(name ?? "")) return undefined;
  const others = listed.filter(isBackend);
  return others.length === 0
    ? `The package names no build backend; ${stated}.`
    : `The package is built with ${others.join(", ")}; ${stated}.`;
}

function buildBlockers(
  nix: PythonPackage,
  { name = "", besides }: Backend,
  changes: boolean,
  missing: readonly BuildInput[],
  comparing: Comparing,
): readonly Blocker[] {
  const isByHand = changes && besides !== undefined;
  const blockers: Blocker[] = missing.flatMap((input) => {
    const { need, target } = input;
    // How it comes to the build by hand is another matter than a name in the Python set.
    if (isByHand && input.name === name) return [];
    const fault =
      targetFault(target, comparing, ", or name it in the configuration's ignore") ??
      (need && keptFault(need, target, comparing)) ??
      (changes && target.from === "own" ? byHand(name, target) : undefined);
    return fault === undefined ? [] : [{ name: target.name, reason: fault }];
  });
  if (changes && name === "hatchling" && nix.copiesSubdirectory) {
    blockers.push({ name, reason: copiedSource(nix, comparing) });
  }
  if (isByHand) {
    blockers.push({ name, reason: `Upstream now builds with ${name}, which needs ${besides}: write it by hand.` });
  }
  return blockers;
}

/** hatchling leaves out what the upstream's `.gitignore` names, and does not see that file above a copied directory. */
function copiedSource({ copiedFrom = "<the source>" }: PythonPackage, { project }: Comparing): string {
  const directory = quoteUntrusted(project.directory).slice(1, -1);
  return (
    "Upstream now builds with hatchling, which reads the .gitignore at the top of the source, and the package copies " +
    `its directory out of it. Write src = ${copiedFrom}; and sourceRoot = "\${${copiedFrom}.name}/${directory}"; in ` +
    "place of the copy, then build-system = [ hatchling ]."
  );
}

function byHand(backend: string, { name }: Target): string {
  return `Upstream now builds with ${backend} and this repository's own ${name}: write build-system by hand.`;
}

function missingBuild({ need, target }: BuildInput, { project }: Comparing): Missing {
  const { name } = target;
  const on = need?.on ?? systems;
  return {
    name,
    extra: null,
    from: origin(target),
    list: "build-system",
    requirement: name,
    systems: [...on],
    reason: `Upstream's build requires ${name}${onlyOn(on)} (${project.file}).`,
  };
}

function unresolvedBuild({ file, line }: PythonPackage, reason: string): UnresolvedRequirement {
  return { what: "build-system", file, line, reason };
}
