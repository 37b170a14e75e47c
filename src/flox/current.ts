import type { Lock } from "../documents/lock.ts";
import { Problem } from "../errors.ts";
import type { Pin, Repository } from "../nix/model.ts";
import { toSri } from "../nix/sri.ts";

/** What a repository is pinned at now. */
export interface Current {
  /** The lowest of the pins' tags; null where a branch or a commit is pinned. */
  readonly tag: string | null;
  /** The tag's version; for a branch or commit the label that the packages bear, or null. */
  readonly version: string | null;
  /** Sentences, one for each thing that does not agree: a run that was cut off, an edit by hand, or no evidence at all. */
  readonly repairs: readonly string[];
}

/** How a tag is read and how versions are ordered. */
export interface Reading {
  /** A tag's version, or undefined for what is not a release's tag. */
  versionOf(tag: string): string | undefined;
  /** As a sort function's result; 0 where the order is unclear. */
  compare(a: string, b: string): number;
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
  const pins = upstreamPins(repository);
  const [first] = pins;
  if (first === undefined) {
    throw new Problem(`no Nix file of this repository has a source of ${upstream}`, {
      kind: "input",
      where: { file: ".flox/pkgs" },
      hint: "Name the right repository in the input upstream, or the right directory in the input directory.",
    });
  }
  const tags = pins.map((pin) => releaseTag(pin, reading));
  const released = tags
    .filter((found) => found !== undefined)
    .toSorted((a, b) => reading.compare(a.version, b.version));
  const [lowest] = released;
  if (lowest === undefined || released.length < pins.length) {
    return { tag: null, version: label(repository, reading), repairs: [] };
  }
  const repairs = [...disagreements(pins), ...staleness(repository, lock, upstream, lowest.tag)];
  return { tag: lowest.tag, version: lowest.version, repairs };
}

export function upstreamPins(repository: Repository): readonly Pin[] {
  return repository.pins.filter((pin) => pin.origin === "upstream" && pin.ref !== undefined);
}

function releaseTag(pin: Pin, reading: Reading): { tag: string; version: string } | undefined {
  if (pin.ref === undefined || pin.refKind === "commit") return undefined;
  const tag = pin.ref.value.replace(/^refs\/tags\//, "");
  const version = reading.versionOf(tag);
  return version === undefined ? undefined : { tag, version };
}

/** The highest version of a package that belongs: taking a lower one for what a branch holds could end in a downgrade. */
function label(repository: Repository, reading: Reading): string | null {
  const versions = repository.packages.flatMap(({ belongs, version }) => (belongs && version ? [version.value] : []));
  return versions.toSorted(reading.compare).at(-1) ?? null;
}

function disagreements(pins: readonly Pin[]): readonly string[] {
  const refs = new Set(pins.map((pin) => pin.ref?.value.replace(/^refs\/tags\//, "")));
  return refs.size > 1 ? [`the sources are pinned at different tags: ${[...refs].join(", ")}`] : [];
}

function staleness(repository: Repository, lock: Lock | undefined, upstream: string, tag: string): readonly string[] {
  if (lock === undefined) return [`no lock file records what ${tag} was found to hold`];
  if (lock.upstream !== upstream) return [`the lock file is about ${lock.upstream}`];
  if (lock.tag !== tag)
    return [`the lock file is about ${lock.tag ?? "an untagged commit"}, the Nix files name ${tag}`];
  if (lock.commit === null) return [`the lock file does not record the commit of ${tag}`];
  return [...staleHashes(repository, lock), ...staleVersions(repository, lock)];
}

function staleHashes(repository: Repository, lock: Lock): readonly string[] {
  const locked = new Set(lock.sources.map(({ file, hash }) => `${file} ${hash}`));
  const used = new Set(repository.packages.filter(({ belongs }) => belongs).flatMap(({ pins }) => pins));
  return repository.pins
    .filter((pin) => used.has(pin.id) && !locked.has(`${pin.file} ${sriOf(pin)}`))
    .map((pin) => `the hash at ${pin.file}:${pin.line} is not the one that the lock file records`);
}

function sriOf({ hash }: Pin): string | undefined {
  return hash === undefined ? undefined : toSri(hash.value);
}

function staleVersions(repository: Repository, lock: Lock): readonly string[] {
  return repository.packages
    .filter(({ belongs, version }) => belongs && version !== undefined)
    .filter(({ attribute, version }) => lock.packages[attribute]?.version !== version?.value)
    .map(({ attribute, version }) => {
      const recorded = lock.packages[attribute]?.version;
      return recorded === undefined
        ? `the lock file does not know ${attribute}`
        : `${attribute} states version ${version?.value}, the lock file records ${recorded}`;
    });
}
