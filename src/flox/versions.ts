import type { Package, Refusal, Repository } from "../nix/model.ts";
import { fieldOf } from "../upstream/metadata/fields.ts";
import { normalizeName } from "../upstream/names.ts";
import type { Project, ProjectRefusal } from "../upstream/projects.ts";
import { quoteUntrusted, versionFault } from "../upstream/refs.ts";
import { orderedPart } from "../upstream/versions.ts";

export interface VersionFacts {
  readonly repository: Repository;
  /** The Python projects of the upstream's tree at the goal. */
  readonly projects: readonly Project[];
  /** Directories whose project cannot be read. */
  readonly unreadable: readonly ProjectRefusal[];
  /** The same as the package's own Python has them, by attribute, where that may be another. */
  readonly byPackage: ReadonlyMap<string, Pick<VersionFacts, "projects" | "unreadable">>;
  /** The version that the release bears: `1.13.26`, or `1.13.26-unstable-2026-11-02`. */
  readonly version: string;
  /** Whether the goal is a tag; else PyPI has nothing of it, and what comes from there keeps its pin. */
  readonly tagged: boolean;
  /** The version that was pinned. */
  readonly current: string;
  /** Projects named by the configuration, by attribute. */
  readonly named: ReadonlyMap<string, string>;
}

export interface PackageVersions {
  /** The new version of each package that belongs, by attribute. */
  readonly versions: ReadonlyMap<string, string>;
  readonly projects: ReadonlyMap<string, Project>;
  /** Packages whose version cannot be known surely. */
  readonly refusals: readonly Refusal[];
  /** Attributes that keep their pin because PyPI has nothing of an untagged commit. */
  readonly kept: readonly string[];
}

/** Each package's new version: what upstream states in the package's directory; a join takes the release's. */
export function packageVersions(facts: VersionFacts): PackageVersions {
  const versions = new Map<string, string>();
  const projects = new Map<string, Project>();
  const refusals: Refusal[] = [];
  const kept = facts.tagged ? [] : keptPackages(facts.repository);
  for (const entry of facts.repository.packages.filter(({ belongs }) => belongs)) {
    if (kept.includes(entry.attribute)) {
      if (entry.version !== undefined) versions.set(entry.attribute, entry.version.value);
    } else if (entry.role !== "built") {
      versions.set(entry.attribute, facts.version);
    } else {
      const found = findProject(entry, facts);
      if (typeof found === "string") {
        // What states no version has none to be wrong.
        if (entry.version !== undefined) refusals.push({ file: entry.file, line: entry.version.line, reason: found });
      } else {
        projects.set(entry.attribute, found);
        versions.set(entry.attribute, newVersion(entry, found, facts));
      }
    }
  }
  return { versions, projects, refusals, kept };
}

/** What is fetched from PyPI, and the joins that hold such a package. */
function keptPackages({ packages: all, pins }: Repository): readonly string[] {
  const packages = all.filter(({ belongs }) => belongs);
  const pypi = new Set(pins.flatMap(({ id, origin }) => (origin === "pypi" ? [id] : [])));
  const kept = new Set(
    packages.filter((entry) => entry.pins.some((id) => pypi.has(id))).map(({ attribute }) => attribute),
  );
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const { attribute, role, uses } of packages) {
      if (role === "join" && uses.some((used) => kept.has(used))) kept.add(attribute);
    }
  }
  return [...kept];
}

/** The project that a package is built from, or why it cannot be told. */
function findProject(entry: Package, facts: VersionFacts): Project | string {
  const { how, matches } = search(entry, facts);
  const { projects, unreadable: refusals } = facts.byPackage.get(entry.attribute) ?? facts;
  const found = projects.filter(matches);
  const [project] = found;
  if (project === undefined) {
    const unreadable = refusals.find(({ directory }) => directory === entry.sourceDirectory);
    return unreadable?.reason ?? `The upstream's archive has no Python project ${how} for ${entry.attribute}.`;
  }
  if (found.length > 1) {
    const directories = found.map(({ directory }) => quoteUntrusted(directory)).join(" and ");
    return `The upstream's archive has more than one Python project ${how} for ${entry.attribute}: ${directories}.`;
  }
  if (project.version === undefined) {
    const cause = project.unresolved.find(({ what }) => fieldOf(what) === "version");
    const where = `${quoteUntrusted(project.name)} in ${quoteUntrusted(project.file)}`;
    return `The version of ${where} cannot be told: ${cause?.why ?? "it is not stated"}.`;
  }
  const fault = versionFault(project.version);
  if (fault === undefined) return project;
  return `The version ${quoteUntrusted(project.version)} of ${quoteUntrusted(project.name)} is not safe to use: it ${fault}.`;
}

/** By the configured name, PyPI's, the directory or the package's own name: the first that is there decides. */
function search(
  entry: Package,
  { repository, named }: VersionFacts,
): { readonly how: string; readonly matches: (project: Project) => boolean } {
  const { sourceDirectory } = entry;
  const stated = named.get(entry.attribute) ?? pypiProject(entry, repository);
  if (stated === undefined && sourceDirectory !== undefined) {
    return { how: `in ${quoteUntrusted(sourceDirectory)}`, matches: ({ directory }) => directory === sourceDirectory };
  }
  const name = normalizeName(stated ?? entry.name ?? entry.attribute);
  return { how: `named ${quoteUntrusted(name)}`, matches: ({ normalizedName }) => normalizedName === name };
}

function pypiProject(entry: Package, { pins }: Repository): string | undefined {
  return pins.find(({ id, pypi }) => pypi !== undefined && entry.pins.includes(id))?.pypi?.project;
}

/** Of an untagged commit, each package is labelled with its own last version and the commit's day. */
function newVersion(entry: Package, project: Project, { tagged, version, current }: VersionFacts): string {
  if (tagged) return project.version ?? version;
  const own = orderedPart(entry.version?.value ?? version);
  return own === orderedPart(current) ? version : `${own}${version.slice(orderedPart(version).length)}`;
}
