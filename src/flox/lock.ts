import type { Lock, LockedPackage, LockedSource } from "../documents/lock.ts";
import type { Repository } from "../nix/model.ts";
import type { Project } from "../upstream/projects.ts";
import { statedBy } from "../upstream/requirements/stated.ts";

export interface LockFacts {
  /** owner/repo */
  readonly upstream: string;
  readonly tag: string | null;
  readonly commit: string;
  readonly version: string;
  readonly sources: readonly LockedSource[];
  /** The repository as the edits leave it. */
  readonly repository: Repository;
  /** By attribute; a join has none. */
  readonly projects: ReadonlyMap<string, Project>;
  readonly nixpkgs: Lock["nixpkgs"];
  /** Directories of the upstream's projects beside those that are packaged, by name; undefined where nobody looked. */
  readonly neighbours?: ReadonlyMap<string, string>;
}

/** What a bump found, as the lock file records it. The same facts give the same document. */
export function newLock(facts: LockFacts): Lock {
  const { upstream, tag, commit, version, sources, repository, projects, nixpkgs, neighbours } = facts;
  const packages = repository.packages
    .filter(({ belongs, version: stated }) => belongs && stated !== undefined)
    .map(
      (entry) => [entry.attribute, lockedPackage(entry.version?.value ?? "", projects.get(entry.attribute))] as const,
    );
  return {
    schema: 1,
    upstream,
    tag,
    commit,
    version,
    sources: sources.toSorted(byFileAndUrl),
    packages: Object.fromEntries(packages),
    projects: neighbours === undefined ? null : Object.fromEntries(neighbours),
    nixpkgs,
  };
}

function byFileAndUrl(a: LockedSource, b: LockedSource): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.url !== b.url) return a.url < b.url ? -1 : 1;
  return 0;
}

function lockedPackage(version: string, project: Project | undefined): LockedPackage {
  const stated = project && statedBy(project);
  const buildSystem = stated?.buildSystem;
  return {
    project: project?.normalizedName ?? null,
    directory: project?.directory ?? null,
    version,
    metadataVersion: stated?.version ?? null,
    requiresPython: stated?.requiresPython ?? null,
    buildSystem: buildSystem ? { requires: [...buildSystem.requires], backend: buildSystem.backend } : null,
    requirements: stated?.requirements ? [...stated.requirements] : null,
    scripts: stated?.scripts ? Object.fromEntries(stated.scripts) : null,
  };
}
