/** What a package is expected to be, by its Nix file and the lock file: what was built is held against it. */
import type { Lock } from "../../documents/lock.ts";
import { knownText } from "../../nix/evaluate/text.ts";
import type { Package, Repository } from "../../nix/model.ts";
import { argument } from "../../nix/reading/search.ts";
import { isProjectName, normalizeName } from "../../upstream/names.ts";

/** Names that a Nix list states; `all` where it is `true`. */
export type Names = ReadonlySet<string> | "all";

/** A Python project that has to be in what was built. */
export interface ExpectedProject {
  readonly attribute: string;
  /** PEP 503 normalised. */
  readonly project: string;
  /** What the built metadata has to report; undefined where nothing says it. */
  readonly version: string | undefined;
  /** PEP 508, as upstream states them; undefined where the lock file does not know. */
  readonly requirements: readonly string[] | undefined;
  readonly relaxed: Names;
  readonly removed: Names;
}

export interface Expected {
  readonly role: Package["role"];
  /** Names of modules, each once. */
  readonly imports: readonly string[];
  /** Of a join, the packages in it. */
  readonly projects: readonly ExpectedProject[];
}

/**
 * @param named modules by attribute, where the configuration names them
 */
export function expectedOf(
  repository: Repository,
  lock: Lock | undefined,
  attribute: string,
  named: ReadonlyMap<string, readonly string[]>,
): Expected | undefined {
  const entry = repository.packages.find((candidate) => candidate.attribute === attribute);
  if (entry === undefined) return undefined;
  const parts = entry.role === "join" ? joined(entry, repository, new Set()) : [entry];
  const built = parts.filter(({ role }) => role === "built").toSorted((a, b) => (a.attribute < b.attribute ? -1 : 1));
  return {
    role: entry.role,
    imports: [
      ...new Set([
        ...(named.get(attribute) ?? []),
        ...built.flatMap((part) => named.get(part.attribute) ?? importsOf(repository, part)),
      ]),
    ],
    projects: built.flatMap((part) => projectOf(repository, lock, part) ?? []),
  };
}

/** The packages that a join combines, itself or through other joins. */
function joined(entry: Package, repository: Repository, seen: Set<string>): Package[] {
  const inside = repository.packages.filter(({ within }) => within === entry.attribute);
  const names = [entry, ...inside].flatMap(({ uses }) => uses).filter((name) => !seen.has(name));
  return names.flatMap((name) => {
    seen.add(name);
    const used = repository.packages.find(({ attribute }) => attribute === name);
    if (used === undefined || used.within !== undefined) return [];
    return used.role === "join" ? joined(used, repository, seen) : [used];
  });
}

function projectOf(repository: Repository, lock: Lock | undefined, entry: Package): ExpectedProject | undefined {
  const stated = entry.version?.value;
  // What was edited by hand since the lock file was written is not what it knows.
  const locked = lock?.packages[entry.attribute];
  const known = locked !== undefined && locked.version === stated ? locked : undefined;
  const project = known?.project ?? entry.name;
  if (project === undefined || project === null || !isProjectName(project)) return undefined;
  return {
    attribute: entry.attribute,
    project: normalizeName(project),
    // nixpkgs' form for what is between two releases is no version of the project's.
    version: known?.metadataVersion ?? (stated?.includes("unstable") ? undefined : stated),
    requirements: known?.requirements ?? undefined,
    relaxed: namesOf(repository, entry, "pythonRelaxDeps"),
    removed: namesOf(repository, entry, "pythonRemoveDeps"),
  };
}

function importsOf(repository: Repository, entry: Package): readonly string[] {
  const names = listed(repository, entry, "pythonImportsCheck");
  return names.filter((name) => /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name));
}

function namesOf(repository: Repository, entry: Package, name: string): Names {
  const value = argumentOf(repository, entry, name);
  if (value?.kind === "boolean" && value.value) return "all";
  return new Set(listed(repository, entry, name).map(normalizeName));
}

/** The texts of a list; what is not known of it is left out. */
function listed(repository: Repository, entry: Package, name: string): readonly string[] {
  const value = argumentOf(repository, entry, name);
  return value?.kind === "list" ? value.items.flatMap((item) => knownText(item.force()) ?? []) : [];
}

function argumentOf({ reading }: Repository, { attribute }: Package, name: string) {
  const node = [...reading.packages.keys()].find((candidate) => candidate.attribute === attribute);
  return argument(node?.derivation, name);
}
