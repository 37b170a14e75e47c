import type {
  Blocker,
  Changed,
  Missing,
  Satisfied,
  Superfluous,
  UnresolvedRequirement,
} from "../../documents/requirements.ts";
import type { Project } from "../metadata/model.ts";
import { matchesSpecifiers, parseSpecifiers, type Specifier } from "../pep440.ts";
import { quoteUntrusted } from "../refs.ts";
import { type BuildComparison, compareBuild } from "./building.ts";
import { changesOf } from "./changes.ts";
import { extraNeeds } from "./extras.ts";
import type { Comparing, PackageFacts, Surroundings } from "./facts.ts";
import { compareList, type ListComparison } from "./lists.ts";
import { pythonPatches } from "./markers.ts";
import { type Needs, readNeeds } from "./needs.ts";
import { asListed, takenOnTrust } from "./targets.ts";

/** One package compared three ways: upstream before with now, upstream with the Nix lists, and these with each other. */
export interface PackageComparison {
  readonly comparing: Comparing;
  readonly missing: readonly Missing[];
  readonly superfluous: readonly Superfluous[];
  readonly satisfied: readonly Satisfied[];
  readonly changed: readonly Changed[];
  readonly unresolved: readonly UnresolvedRequirement[];
  readonly blockers: readonly Blocker[];
  /** Names that are not known to be in nixpkgs' Python set: its list may know better. */
  readonly unknown: readonly string[];
  readonly backend: BuildComparison["backend"];
}

/** Compares packages; each stands for itself, and what cannot be told of one does not keep the others. */
export function comparePackages(
  packages: readonly PackageFacts[],
  surroundings: Surroundings,
): readonly PackageComparison[] {
  const read = new Map<string, Needs>();
  return packages.map((facts) => {
    const python = facts.nix?.python ?? surroundings.python;
    const needsOf = (project: Project) => {
      const key = `${python} ${project.normalizedName}`;
      const needs = read.get(key) ?? readNeeds(project.dependencies, python);
      read.set(key, needs);
      return needs;
    };
    const needsBefore = facts.before?.requirements && readNeeds(facts.before.requirements, python);
    const needs = readNeeds(facts.project.dependencies, python);
    const nix = facts.nix && asListed(facts.nix, surroundings, requiredBy(facts, needs, python));
    const projects = surroundings.projectsFor?.(python) ?? surroundings.projects;
    return compare({ ...surroundings, projects, ...facts, nix, python, needs, needsBefore, needsOf });
  });
}

/** The projects that a package requires, itself or with the extras that its Nix file offers: normalised names. */
function requiredBy({ project, nix }: PackageFacts, needs: Needs, python: Comparing["python"]): ReadonlySet<string> {
  const extras = [...(nix?.optionalDependencies.keys() ?? [])].map((extra) => extraNeeds(project, extra, python));
  return new Set([needs, ...extras].flatMap(({ needed }) => [...needed.keys()]));
}

function compare(comparing: Comparing): PackageComparison {
  const { nix, needs } = comparing;
  const lists =
    nix === undefined
      ? []
      : [compareList("dependencies", nix.dependencies, needs, comparing), ...extraLists(comparing)];
  const build = compareBuild(comparing);
  const all = <Key extends keyof ListComparison>(key: Key) =>
    lists.flatMap((list) => list[key] as ListComparison[Key][number][]);
  return {
    comparing,
    missing: [...all("missing"), ...build.missing],
    superfluous: all("superfluous"),
    satisfied: [...all("satisfied"), ...takenOnTrust(needs, comparing)],
    changed: changesOf(comparing),
    unresolved: [...unread(comparing), ...all("unresolved"), ...build.unresolved],
    blockers: [...all("blockers"), ...build.blockers, ...pythonBlockers(comparing)],
    unknown: [...all("unknown"), ...build.unknown],
    backend: build.backend,
  };
}

/** The extras that the Nix file offers; what upstream offers besides need not be. */
function extraLists(comparing: Comparing): readonly ListComparison[] {
  const { nix, project, python } = comparing;
  return [...(nix?.optionalDependencies ?? [])].map(([extra, listed]) => {
    const list = `optional-dependencies.${extra}`;
    const needs = extraNeeds(project, extra, python);
    const compared = compareList(list, listed, needs, comparing);
    return { ...compared, unresolved: [...unreadIn(list, needs, project), ...compared.unresolved] };
  });
}

function unreadIn(list: string, { unresolved }: Needs, { file }: Project): readonly UnresolvedRequirement[] {
  return unresolved.map((reason) => ({ what: list, file, line: null, reason }));
}

function unread({ project, before, needs, nix, attribute }: Comparing): readonly UnresolvedRequirement[] {
  const unresolved: UnresolvedRequirement[] = project.unresolved.map(({ what, file, line, why }) => ({
    what,
    file,
    line: line ?? null,
    reason: `${quoteUntrusted(what)}: ${quoteUntrusted(why, 300).slice(1, -1)}.`,
  }));
  unresolved.push(...unreadIn("dependencies", needs, project));
  if (before !== undefined && before.requirements === undefined) {
    const since = before.version ?? "the pinned release";
    const reason = `What changed in the requirements since ${since} cannot be told: those of then cannot be read wholly.`;
    unresolved.push({ what: "dependencies", file: null, line: null, reason });
  }
  if (pythonSpecifiers(project) === undefined) {
    const stated = quoteUntrusted(project.requiresPython ?? "");
    const reason = `Which Python upstream requires cannot be told: ${stated} is not a specifier set by PEP 440.`;
    unresolved.push({ what: "requires-python", file: project.file, line: null, reason });
  }
  if (nix === undefined) {
    const reason = `${attribute} has no call of buildPythonPackage that is understood: its lists are not compared.`;
    unresolved.push({ what: "lists", file: null, line: null, reason });
  }
  return unresolved;
}

function pythonBlockers({ project, python }: Comparing): readonly Blocker[] {
  const specifiers = pythonSpecifiers(project);
  if (specifiers === undefined || pythonPatches(python).some((version) => matchesSpecifiers(version, specifiers)))
    return [];
  const stated = quoteUntrusted(project.requiresPython ?? "");
  const reason = `Upstream requires Python ${stated}, and the package is built for ${python.join(".")}.`;
  return [{ name: "python", reason }];
}

/** Undefined where it is not understood. */
function pythonSpecifiers({ requiresPython }: Project): readonly Specifier[] | undefined {
  return requiresPython === undefined ? [] : parseSpecifiers(requiresPython);
}
