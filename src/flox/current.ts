import type { Lock } from "../documents/lock.ts";
import { location, Problem } from "../errors.ts";
import type { Pin, Repository } from "../nix/model.ts";
import { toSri } from "../nix/sri.ts";
import type { PinnedVersion } from "../upstream/choose.ts";
import type { Versioning } from "../upstream/model.ts";
import { tagOfRef, versionOfTag } from "../upstream/tags.ts";
import { compareVersions, orderedPart } from "../upstream/versions.ts";

/** What a repository is pinned at now. */
export interface Current {
  /** One for each source of the upstream; at least one. */
  readonly pins: readonly PinnedVersion[];
  /** Sentences, one for each thing that does not agree: a run that was cut off, an edit by hand, or no evidence at all. */
  readonly disagreements: readonly string[];
}

/** How a tag is read and how versions are ordered. */
export interface Reading {
  readonly versioning: Versioning;
  readonly tagPattern: RegExp;
}

/**
 * Reads the present state out of the pins, with the lock file as a witness.
 *
 * @throws Problem of kind `input` where nothing in the repository is a source of the upstream.
 */
export function readCurrent(
  repository: Repository,
  lock: Lock | undefined,
  upstream: string,
  reading: Reading,
): Current {
  const sources = upstreamPins(repository);
  if (sources.length === 0) {
    const refused = repository.refusals.map((refusal) => `${location(refusal)}: ${refusal.reason}`);
    const but = refused.length === 0 ? "" : ` that is understood (${refused.slice(0, 3).join("; ")})`;
    throw new Problem(`no Nix file of this repository has a source of ${upstream}${but}`, {
      kind: "input",
      where: { file: ".flox/pkgs" },
      hint: "Name the right repository in the input upstream, or the right directory in the input directory.",
    });
  }
  const pins = sources.map((pin) => pinned(pin, repository, reading));
  const tags = [...new Set(pins.map(({ tag }) => tag))];
  const [tag] = tags;
  if (tags.length > 1) {
    const named = tags.map((name) => name ?? "a branch or commit").join(", ");
    return { pins, disagreements: [`The sources are pinned at different tags: ${named}.`] };
  }
  return { pins, disagreements: tag == null ? [] : staleness(repository, lock, upstream, tag) };
}

export function upstreamPins(repository: Repository): readonly Pin[] {
  return repository.pins.filter((pin) => pin.origin === "upstream" && pin.ref !== undefined);
}

function pinned(pin: Pin, repository: Repository, reading: Reading): PinnedVersion {
  const tag = tagOfRef(pin.ref?.value ?? "");
  const version = pin.refKind === "commit" ? undefined : versionOfTag(tag, reading.tagPattern);
  return version === undefined ? { tag: null, version: label(repository, reading) } : { tag, version };
}

/** The highest version of a package that belongs: taking a lower one for what a branch holds could end in a downgrade. */
function label(repository: Repository, { versioning }: Reading): string {
  const versions = repository.packages.flatMap(({ belongs, version }) => (belongs && version ? [version.value] : []));
  const order = (a: string, b: string) => compareVersions(versioning, orderedPart(a), orderedPart(b)) ?? 0;
  return versions.toSorted(order).at(-1) ?? "0";
}

function staleness(repository: Repository, lock: Lock | undefined, upstream: string, tag: string): readonly string[] {
  if (lock === undefined) return [`No lock file records what ${tag} was found to hold.`];
  if (lock.upstream !== upstream) return [`The lock file is about ${lock.upstream}.`];
  if (lock.tag !== tag)
    return [`The lock file is about ${lock.tag ?? "an untagged commit"}, the Nix files name ${tag}.`];
  if (lock.commit === null) return [`The lock file does not record the commit of ${tag}.`];
  return [...staleHashes(repository, lock), ...staleVersions(repository, lock, tag)];
}

/** A hash that only a build can tell is not recorded by a bump, and nothing can be said of it here. */
function staleHashes(repository: Repository, lock: Lock): readonly string[] {
  const locked = new Set(lock.sources.map(({ file, hash }) => `${file} ${hash}`));
  return repository.pins
    .filter(({ belongs, hashMode }) => belongs === true && hashMode !== "build")
    .filter((pin) => !locked.has(`${pin.file} ${sriOf(pin)}`))
    .map((pin) => `The hash at ${location(pin.hash?.sites[0] ?? pin)} is not the one that the lock file records.`);
}

function sriOf({ hash }: Pin): string | undefined {
  return hash === undefined ? undefined : toSri(hash.value);
}

function staleVersions(repository: Repository, lock: Lock, tag: string): readonly string[] {
  const stated = new Map(
    repository.packages.flatMap(({ attribute, belongs, role, version }) =>
      belongs && version !== undefined ? [[attribute, { role, version: version.value }] as const] : [],
    ),
  );
  const recorded = new Map(Object.entries(lock.packages));
  const differing = [...stated].flatMap(([attribute, { role, version }]) => {
    const before = recorded.get(attribute);
    if (before === undefined) return [`The lock file does not know package ${attribute}.`];
    if (before.version !== version) {
      return [`Package ${attribute} states version ${version}, and the lock file records ${before.version}.`];
    }
    // A bump that had to leave a version as it was has recorded both, or that it knew none.
    const { project, metadataVersion: upstreams } = before;
    if (role === "built" && project === null) {
      return [`Package ${attribute} states version ${version}, and what upstream states at ${tag} is not known.`];
    }
    return upstreams === null || upstreams === version
      ? []
      : [`Package ${attribute} states version ${version}, and at ${tag} upstream states ${upstreams}.`];
  });
  const present = new Set(repository.packages.map(({ attribute }) => attribute));
  const gone = [...recorded.keys()].filter((attribute) => !present.has(attribute));
  return [...differing, ...gone.map((attribute) => `The lock file records package ${attribute}, which is not here.`)];
}
