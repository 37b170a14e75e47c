import type { OwnPackage } from "../../../src/flox/own.ts";
import { systems } from "../../../src/flox/systems.ts";
import type { ListedPackage, PackageList, PythonPackage } from "../../../src/nix/python/model.ts";
import { type Project, readProjects } from "../../../src/upstream/projects.ts";
import type { PackageFacts, Surroundings } from "../../../src/upstream/requirements/facts.ts";
import { knownNames } from "../../../src/upstream/requirements/names.ts";
import { treeAt } from "../../helpers/monorepo/tree.ts";

/** The upstream's projects at a version, by normalised name, read from the synthetic monorepo. */
export function projectsAt(core: string, python: readonly [number, number] = [3, 13]): ReadonlyMap<string, Project> {
  const files = treeAt(core)
    .filter(({ mode }) => mode !== "120000")
    .map(({ path, content }) => [path, new TextEncoder().encode(content)] as const);
  const { projects, refusals } = readProjects(new Map(files), { python });
  if (refusals.length > 0) throw new Error(refusals.map(({ reason }) => reason).join("; "));
  return new Map(projects.map((project) => [project.normalizedName, project]));
}

export function projectNamed(projects: ReadonlyMap<string, Project>, name: string): Project {
  const project = projects.get(name);
  if (project === undefined) throw new Error(`no project ${name}`);
  return project;
}

/**
 * A list of a Nix file, an entry a word: `click` is of the Python set, `./dagster` is this repository's, `!protobuf` is
 * something else, `uvicorn[standard]` is one of the extras.
 */
export function list(argument: string, words: string, more: Partial<PackageList> = {}): PackageList {
  const entries = words
    .split(/\s+/)
    .filter(Boolean)
    .map((word, index): ListedPackage => {
      const [, mark, name = "", extra] = /^(\.\/|!)?([^[]+)(?:\[(.+)\])?$/.exec(word) ?? [];
      const from = mark === "./" ? "own" : mark === "!" ? "other" : "python-set";
      return { from, name, extra, condition: undefined, on: systems, file: "package.nix", line: 10 + index, column: 5 };
    });
  return { argument, entries, complete: true, ...more };
}

export function nixPackage(attribute: string, dependencies: string, more: Partial<PythonPackage> = {}): PythonPackage {
  return {
    attribute,
    file: `.flox/pkgs/${attribute}.nix`,
    line: 3,
    column: 1,
    python: [3, 13],
    dependencies: list("dependencies", dependencies),
    buildSystem: list("build-system", "setuptools"),
    optionalDependencies: new Map(),
    relaxed: [],
    removed: [],
    format: "pyproject",
    copiesSubdirectory: false,
    copiedFrom: undefined,
    ...more,
  };
}

export function facts(
  project: Project,
  nix: PythonPackage | undefined,
  more: Partial<PackageFacts> = {},
): PackageFacts {
  const attribute = nix?.attribute ?? project.normalizedName;
  return { attribute, project, nix, before: undefined, broken: [], ignore: new Set(), ...more };
}

/** A package of this repository as others see it. */
export function ownPackage(attribute: string, more: Partial<OwnPackage> = {}): OwnPackage {
  return { attribute, belongs: true, python: [3, 13], extras: undefined, certain: true, ...more };
}

export function surroundings(
  projects: ReadonlyMap<string, Project>,
  own: readonly string[],
  more: Partial<Surroundings> = {},
): Surroundings {
  const packages = new Map(own.map((name) => [name, [ownPackage(name)]] as const));
  return { python: [3, 13], own: packages, kept: new Map(), projects, known: knownNames(), ...more };
}

/** A project out of nothing but what a test is about. */
export function project(name: string, more: Partial<Project> = {}): Project {
  return {
    name,
    normalizedName: name.toLowerCase().replaceAll("_", "-"),
    directory: `packages/${name}`,
    file: `packages/${name}/pyproject.toml`,
    version: "2.0.0",
    buildSystem: { requires: ["setuptools"], backend: "setuptools.build_meta", stated: true },
    requiresPython: undefined,
    dependencies: [],
    optionalDependencies: new Map(),
    scripts: new Map(),
    unresolved: [],
    unread: new Set(),
    ...more,
  };
}
