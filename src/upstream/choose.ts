import { formatDuration } from "./durations.ts";
import type { Candidate, ChoosingOptions, RefusalCode, RefusedRelease, Release } from "./model.ts";
import { quoteUntrusted, refFault, versionFault } from "./refs.ts";
import { versionOfTag } from "./tags.ts";
import { compareVersions, isPrerelease, isVersion, orderedPart } from "./versions.ts";

/** What one pin of the packaging stands at. */
export interface PinnedVersion {
  /** Null where the pin is a branch or a commit: its version only labels it. */
  readonly tag: string | null;
  readonly version: string;
}

export interface ChoosingFacts {
  /** At least one. The lowest counts as the current version; the highest is never gone below. */
  readonly pins: readonly PinnedVersion[];
  readonly now: Date;
  /** Tags whose build is known to fail, each with the reason as a sentence. */
  readonly knownFailing?: ReadonlyMap<string, string>;
}

/** Releases that may be taken, newest first, and the others, each with the reason. Independent of the list's order. */
export interface Ranking {
  readonly ranked: readonly Candidate[];
  readonly refused: readonly RefusedRelease[];
}

/** Judges every release by what is known without a further question. */
export function rankReleases(releases: readonly Release[], facts: ChoosingFacts, options: ChoosingOptions): Ranking {
  const { versioning } = options;
  const judged = withoutRepeats(releases).map((release) => judge(release, { facts, options }));
  const kept = judged
    .filter((entry) => "release" in entry)
    .toSorted((a, b) => compareVersions(versioning, b.version, a.version) || byText(a.tag, b.tag));
  const { ranked, refused: ambiguous } = splitAmbiguous(kept, options);
  return { ranked, refused: sortRefused([...judged.filter((entry) => "code" in entry), ...ambiguous], options) };
}

interface Ground {
  readonly facts: ChoosingFacts;
  readonly options: ChoosingOptions;
}

type Refused = readonly [code: RefusalCode, reason: string];

function judge(release: Release, ground: Ground): Candidate | RefusedRelease {
  const { tag, publishedAt } = release;
  const reading = readVersion(release, ground);
  if (typeof reading !== "string") {
    return refuse(tag, reading);
  }
  for (const rule of rules) {
    const refused = rule(release, reading, ground);
    if (refused !== undefined) {
      return refuse(tag, refused);
    }
  }
  return { tag, version: reading, publishedAt, release };
}

function refuse(tag: string, [code, reason]: Refused): RefusedRelease {
  return { tag, code, reason };
}

/** The release's version, or why it has none that can be used. */
function readVersion({ tag, draft }: Release, { options }: Ground): string | Refused {
  if (draft) {
    return ["draft", "It is a draft: nobody has released it yet."];
  }
  const fault = refFault(tag);
  if (fault !== undefined) {
    return ["unsafe", `Its tag ${quoteUntrusted(tag)} is not safe to use: it ${fault}.`];
  }
  const version = versionOfTag(tag, options.tagPattern);
  if (version === undefined) {
    return ["pattern", `Its tag ${tag} does not look like a release of this upstream (tag pattern).`];
  }
  const versionProblem = versionFault(version);
  if (versionProblem !== undefined) {
    return ["unsafe", `Its version ${quoteUntrusted(version)} is not safe to use: it ${versionProblem}.`];
  }
  if (!isVersion(options.versioning, version)) {
    const scheme = options.versioning === "pep440" ? "PEP 440" : "semantic versioning";
    return ["unclear-order", `${version} is not a version that ${scheme} puts in an order.`];
  }
  return version;
}

type Rule = (release: Release, version: string, ground: Ground) => Refused | undefined;

/** In the order in which a person would want to hear of them; the two that make a release wait come last. */
const rules: readonly Rule[] = [
  function prerelease(release, version, { options }) {
    if (options.prerelease) {
      return undefined;
    }
    if (release.prerelease) {
      return ["prerelease", "Upstream marks it as a pre-release."];
    }
    return isPrerelease(options.versioning, version)
      ? ["prerelease", `${version} is a pre-release by its version.`]
      : undefined;
  },

  function notNewer(_release, version, { facts, options }) {
    return refuseUnlessNewer(version, facts.pins, options);
  },

  function ignored(_release, version, { options }) {
    const match = options.ignore.find((constraint) => constraint.allows(version));
    return match && ["ignored", `${version} is ignored by ${quoteUntrusted(match.text)}.`];
  },

  function outsideConstraint(_release, version, { options: { constraint } }) {
    return constraint === undefined || constraint.allows(version)
      ? undefined
      : ["constraint", `${version} is outside of the constraint ${quoteUntrusted(constraint.text)}.`];
  },

  function knownFailing({ tag }, _version, { facts }) {
    const reason = facts.knownFailing?.get(tag);
    return reason === undefined ? undefined : ["known-failing", reason];
  },

  function yankedByItsText(release) {
    return yankedMark.test(release.name) || yankedMark.test(firstHeading(release.body))
      ? ["yanked", "Upstream's release notes mark it as yanked."]
      : undefined;
  },

  function tooYoung({ publishedAt }, _version, { facts, options }) {
    const minimum = options.minimumReleaseAge;
    if (minimum <= 0) {
      return undefined;
    }
    const age = facts.now.getTime() - Date.parse(publishedAt ?? "");
    if (Number.isNaN(age)) {
      return ["too-young", `It does not say when it was published; a release is to be ${formatDuration(minimum)} old.`];
    }
    const published = age < 0 ? "will be published in the future" : `was published ${formatDuration(age)} ago`;
    return age < minimum
      ? ["too-young", `It ${published}; a release is to be ${formatDuration(minimum)} old.`]
      : undefined;
  },
];

const yankedMark = /\(yanked\)|\[yanked\]/i;

function firstHeading(markdown: string): string {
  return /^ {0,3}#{1,6}[ \t].*$/m.exec(markdown)?.[0] ?? "";
}

/**
 * Newer than the lowest pin (not older, where that is a branch or a commit), and older than none: a packaging whose
 * pins disagree goes up to its highest, never down from it.
 */
function refuseUnlessNewer(
  version: string,
  pins: readonly PinnedVersion[],
  { versioning }: ChoosingOptions,
): Refused | undefined {
  let advances = false;
  for (const pin of pins) {
    const order = compareVersions(versioning, version, orderedPart(pin.version));
    const pinned = quoteUntrusted(pin.version);
    if (order === undefined) {
      return [
        "unclear-order",
        `Whether ${version} is newer than the pinned ${pinned} is unclear. Ask for it as \`tag\`.`,
      ];
    }
    if (order < 0) {
      return ["not-newer", `${version} is older than ${pinned}, which is pinned.`];
    }
    advances ||= order > 0 || pin.tag === null;
  }
  return advances ? undefined : ["not-newer", `${version} is what is pinned already.`];
}

/** A list read page by page while releases come in has some of them twice. */
function withoutRepeats(releases: readonly Release[]): readonly Release[] {
  const byTag = new Map<string, Release>();
  for (const release of releases) {
    const key = `${release.draft ? "draft" : "released"} ${release.tag}`;
    const other = byTag.get(key);
    // Whichever comes first in the list, the same one stays.
    if (other === undefined || JSON.stringify(release) < JSON.stringify(other)) {
      byTag.set(key, release);
    }
  }
  return [...byTag.values()];
}

/**
 * Two tags for one version (`1.12` and `1.12.0`): which of them is the release cannot be known.
 * @param sorted by version, so that equal ones are neighbours
 */
function splitAmbiguous(sorted: readonly Candidate[], { versioning }: ChoosingOptions): Ranking {
  const ranked: Candidate[] = [];
  const refused: RefusedRelease[] = [];
  const isTwin = (candidate: Candidate, other: Candidate | undefined): other is Candidate =>
    other !== undefined && compareVersions(versioning, other.version, candidate.version) === 0;
  sorted.forEach((candidate, index) => {
    const twin = [sorted[index - 1], sorted[index + 1]].find((other) => isTwin(candidate, other));
    if (twin === undefined) {
      ranked.push(candidate);
    } else {
      const reason = `Its version is also that of the tag ${twin.tag}: which is meant is unclear. Ask for one as \`tag\`.`;
      refused.push({ tag: candidate.tag, code: "unclear-order", reason });
    }
  });
  return { ranked, refused };
}

/** Newest first, then those without a version, by their text. */
function sortRefused(refused: readonly RefusedRelease[], options: ChoosingOptions): readonly RefusedRelease[] {
  const version = ({ tag }: RefusedRelease) => {
    const text = versionOfTag(tag, options.tagPattern) ?? "";
    return isVersion(options.versioning, text) ? text : undefined;
  };
  return refused
    .map((entry) => ({ entry, version: version(entry) }))
    .toSorted((a, b) => {
      if (a.version !== undefined && b.version !== undefined) {
        return compareVersions(options.versioning, b.version, a.version) || byText(a.entry.tag, b.entry.tag);
      }
      return Number(a.version === undefined) - Number(b.version === undefined) || byText(a.entry.tag, b.entry.tag);
    })
    .map(({ entry }) => entry);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What the package indexes say of one release's sources. */
export interface SourceStatus {
  readonly yanked: boolean;
  /** The sources that are not published yet, for people, e.g. `the sdist of dagster_webserver 1.13.26`. */
  readonly missing: readonly string[];
}

/** Either a question to the package indexes, or the choice with all that was refused. */
export type Settlement =
  | { readonly kind: "ask"; readonly candidate: Candidate }
  | { readonly kind: "settled"; readonly candidate: Candidate | null; readonly refused: readonly RefusedRelease[] };

/**
 * The newest candidate whose sources are all published and not yanked. To be called again with each answer added, so
 * that only as many releases are looked up as are needed. What is known of older ones is told too.
 */
export function settle(ranking: Ranking, statuses: ReadonlyMap<string, SourceStatus>): Settlement {
  const refused: RefusedRelease[] = [];
  let chosen: Candidate | null = null;
  for (const candidate of ranking.ranked) {
    const status = statuses.get(candidate.tag);
    if (status === undefined) {
      if (chosen === null) return { kind: "ask", candidate };
      continue;
    }
    const reason = refuseByStatus(candidate, status);
    if (reason !== undefined) refused.push(refuse(candidate.tag, reason));
    else chosen ??= candidate;
  }
  return { kind: "settled", candidate: chosen, refused: [...refused, ...ranking.refused] };
}

function refuseByStatus({ version }: Candidate, { yanked, missing }: SourceStatus): Refused | undefined {
  if (yanked) {
    return ["yanked", `${version} was yanked from PyPI.`];
  }
  return missing.length === 0 ? undefined : ["unpublished", `Not published yet: ${missing.join(", ")}.`];
}
