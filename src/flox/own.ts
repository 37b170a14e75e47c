import type { Repository } from "../nix/model.ts";
import { type PythonModule, pythonModules } from "../nix/python/modules.ts";
import { normalizeName } from "../upstream/names.ts";

/** A package of this repository that can stand for a Python project. */
export interface OwnPackage extends PythonModule {
  readonly attribute: string;
  /** Whether it is the upstream's, as far as is known. */
  readonly belongs: boolean;
}

/** By the normalised name of the project that each packages; of several, the first is meant where nothing else says. */
export type OwnPackages = ReadonlyMap<string, readonly OwnPackage[]>;

/**
 * The Python packages of this repository, the upstream's or not, and what may be one. What only bears a project's name, as a tool called
 * `docker`, is none.
 *
 * @param projects names of Python projects by attribute, where they are known otherwise than by the Nix file
 */
export function ownPackages(repository: Repository, projects: ReadonlyMap<string, string>): OwnPackages {
  const modules = pythonModules(repository);
  const found = repository.packages.flatMap(({ attribute, name, role, belongs }) => {
    const known = projects.get(attribute);
    const read = modules.get(attribute);
    const module = known === undefined || read?.certain ? read : unknownModule;
    if (role !== "built" || module === undefined) return [];
    const project = normalizeName(known ?? name ?? attribute);
    return [{ project, own: { attribute, belongs, ...module } }];
  });
  // Of several of one project, the one that follows the upstream is meant, and of these the one that bears its name.
  const rank = ({ project, own }: (typeof found)[number]) =>
    (own.belongs ? 0 : 2) + (normalizeName(own.attribute) === project ? 0 : 1);
  const ranked = found.toSorted((a, b) => rank(a) - rank(b));
  const groups = Map.groupBy(ranked, ({ project }) => project);
  return new Map([...groups].map(([project, group]) => [project, group.map(({ own }) => own)] as const));
}

/** Of a Python project whose Nix file is not understood. */
const unknownModule: PythonModule = { python: undefined, extras: undefined, certain: true };
