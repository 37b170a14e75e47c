import type { PinnedVersion } from "./choose.ts";
import type { Candidate, RefusedRelease, Release, Versioning } from "./model.ts";
import { quoteUntrusted } from "./refs.ts";
import { compareVersions, orderedPart } from "./versions.ts";

export type CheckOutcome = "update" | "up-to-date" | "waiting" | "blocked";

/** A tag that the lock file recorded with another commit than it names now. */
export interface MovedTag {
  readonly tag: string;
  readonly recorded: string;
  readonly found: string;
}

/** A release, tag, commit or branch that a person asked for by name. */
export interface AskedFor {
  readonly ref: string;
  readonly target: Target;
  /** Whether every pin is there already, and that is enough. */
  readonly pinned: boolean;
  /** The sources that are not published, for people. */
  readonly missing: readonly string[];
}

export interface Target {
  readonly tag: string;
  readonly version: string;
  readonly publishedAt: string | null;
}

export interface CheckFacts {
  readonly versioning: Versioning;
  /** At least one. */
  readonly pins: readonly PinnedVersion[];
  readonly releases: readonly Release[];
  readonly candidate: Candidate | null;
  readonly refused: readonly RefusedRelease[];
  /** What does not agree with its tag or with the other pins, each as a sentence. */
  readonly disagreements: readonly string[];
  readonly moved: readonly MovedTag[];
  readonly asked: AskedFor | undefined;
}

export interface CheckDecision {
  readonly outcome: CheckOutcome;
  /** What the pins are to be at: only for `update`. */
  readonly target: Target | null;
  /** For people, one or more sentences. */
  readonly reason: string;
}

/** What a check comes to. A tag that was asked for by name is the only way down. */
export function decideCheck(facts: CheckFacts): CheckDecision {
  const { asked, candidate, disagreements } = facts;
  // Somebody who asks for another tag by name leaves the moved one behind.
  const moved = facts.moved.filter(({ tag }) => asked === undefined || tag === asked.ref);
  if (moved.length > 0) {
    return without("blocked", moved.map(movedReason).join(" "));
  }
  if (asked !== undefined) {
    return decideAsked(asked, disagreements);
  }
  if (candidate !== null) {
    const current = lowestPin(facts.pins, facts.versioning);
    const { tag, version, publishedAt } = candidate;
    return update({ tag, version, publishedAt }, [
      `${version} is the newest release to take; ${quoteUntrusted(current.version)} is pinned.`,
      ...disagreements,
    ]);
  }
  return disagreements.length > 0 ? decideRepair(facts) : decideNothingNewer(facts);
}

function decideAsked({ ref, target, pinned, missing }: AskedFor, disagreements: readonly string[]): CheckDecision {
  if (missing.length > 0) {
    return without("waiting", `${ref} was asked for; not published yet: ${missing.join(", ")}.`);
  }
  return pinned && disagreements.length === 0
    ? without("up-to-date", `${ref} was asked for and is pinned already.`)
    : update(target, [`${ref} was asked for.`, ...disagreements]);
}

/** Nothing newer, but the pins do not agree: they are brought to the highest of them. */
function decideRepair({ pins, versioning, releases, refused, disagreements }: CheckFacts): CheckDecision {
  const highest = extremePin(pins, versioning, "highest");
  if (highest === undefined || highest.tag === null) {
    return without(
      "blocked",
      `${disagreements.join(" ")} Which release is meant is unclear: ask for one as \`tag\`, and everything is brought to it.`,
    );
  }
  const { tag, version } = highest;
  const unpublished = refused.find((entry) => entry.tag === tag && entry.code === "unpublished");
  if (unpublished !== undefined) {
    return without("waiting", `${disagreements.join(" ")} ${tag} would repair it. ${unpublished.reason}`);
  }
  const publishedAt = releases.find((release) => release.tag === tag && !release.draft)?.publishedAt ?? null;
  return update({ tag, version, publishedAt }, [`Nothing newer than ${tag}, but it needs a repair.`, ...disagreements]);
}

function decideNothingNewer({ pins, versioning, releases, refused }: CheckFacts): CheckDecision {
  const waiting = refused.find(({ code }) => code === "unpublished" || code === "too-young");
  if (waiting !== undefined) {
    return without("waiting", `${quoteUntrusted(waiting.tag)} is there, but not to be taken yet. ${waiting.reason}`);
  }
  if (releases.length === 0) {
    return without("up-to-date", "The upstream has no releases.");
  }
  const published = refused.filter(({ code }) => code !== "draft");
  const [other] = published;
  if (other !== undefined && published.every(({ code }) => code === "pattern")) {
    return without(
      "blocked",
      `None of the upstream's releases has a tag that looks like a release (tag pattern): the first is ${quoteUntrusted(other.tag)}. Describe them in the input tag-pattern, for example \`v(.+)\`.`,
    );
  }
  const current = quoteUntrusted(lowestPin(pins, versioning).version);
  return without("up-to-date", `No release to take is newer than ${current}, which is pinned.`);
}

function movedReason({ tag, recorded, found }: MovedTag): string {
  return (
    `The tag ${quoteUntrusted(tag)} has moved: it named commit ${recorded} when it was pinned and names ${found} now. ` +
    "Compare the two; if the new one is right, remove the lock file and run again."
  );
}

/** The pin that counts as current. Where the order is unclear, the first pin. */
export function lowestPin(pins: readonly PinnedVersion[], versioning: Versioning): PinnedVersion {
  const pin = extremePin(pins, versioning, "lowest") ?? pins[0];
  if (pin === undefined) {
    throw new Error("A check needs at least one pin.");
  }
  return pin;
}

/** Undefined where the order is unclear. */
function extremePin(
  pins: readonly PinnedVersion[],
  versioning: Versioning,
  end: "lowest" | "highest",
): PinnedVersion | undefined {
  const sign = end === "lowest" ? 1 : -1;
  return pins.find((pin) =>
    pins.every((other) => {
      const order = compareVersions(versioning, orderedPart(other.version), orderedPart(pin.version));
      return order !== undefined && order * sign >= 0;
    }),
  );
}

function update(target: Target, reasons: readonly string[]): CheckDecision {
  return { outcome: "update", target, reason: reasons.join(" ") };
}

function without(outcome: CheckOutcome, reason: string): CheckDecision {
  return { outcome, target: null, reason };
}
