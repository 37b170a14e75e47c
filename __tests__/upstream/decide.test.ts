import { describe, expect, test } from "@jest/globals";
import type { PinnedVersion } from "../../src/upstream/choose.ts";
import { type CheckFacts, decideCheck, lowestPin } from "../../src/upstream/decide.ts";
import type { Candidate, RefusalCode, RefusedRelease, Release } from "../../src/upstream/model.ts";

function release(tag: string): Release {
  return { tag, name: tag, draft: false, prerelease: false, publishedAt: "2026-10-01T00:00:00Z", body: "", url: "" };
}

function candidate(tag: string): Candidate {
  return { tag, version: tag, publishedAt: "2026-10-01T00:00:00Z", release: release(tag) };
}

function pin(tag: string): PinnedVersion {
  return { tag, version: tag };
}

function refused(tag: string, code: RefusalCode): RefusedRelease {
  return { tag, code, reason: `Because of ${code}.` };
}

function target(tag: string) {
  return { tag, version: tag, publishedAt: "2026-10-01T00:00:00Z" };
}

const disagreement = "dagster.nix says 1.12.0 where its source is 1.12.1.";
const moved = { tag: "1.12.1", recorded: "a".repeat(40), found: "b".repeat(40) };

const facts: CheckFacts = {
  versioning: "pep440",
  pins: [pin("1.12.1")],
  releases: [release("1.12.1"), release("1.13.26")],
  candidate: null,
  refused: [],
  disagreements: [],
  moved: [],
  asked: undefined,
};

describe("the outcome", () => {
  const table: {
    readonly name: string;
    readonly facts: Partial<CheckFacts>;
    readonly outcome: string;
    readonly to?: string;
    readonly reason: RegExp;
  }[] = [
    {
      name: "a newer release",
      facts: { candidate: candidate("1.13.26") },
      outcome: "update",
      to: "1.13.26",
      reason: /1\.13\.26 is the newest release to take; "1\.12\.1" is pinned/,
    },
    { name: "nothing newer", facts: {}, outcome: "up-to-date", reason: /newer than "1\.12\.1"/ },
    { name: "no release at all", facts: { releases: [] }, outcome: "up-to-date", reason: /has no releases/ },
    {
      name: "a newer release beside one that is not published",
      facts: { candidate: candidate("1.13.25"), refused: [refused("1.13.26", "unpublished")] },
      outcome: "update",
      to: "1.13.25",
      reason: /1\.13\.25/,
    },
    {
      name: "the only newer one is not published",
      facts: { refused: [refused("1.13.26", "unpublished"), refused("1.12.1", "not-newer")] },
      outcome: "waiting",
      reason: /"1\.13\.26" is there, but not to be taken yet\. Because of unpublished\./,
    },
    {
      name: "the only newer one is too young",
      facts: { refused: [refused("1.13.26", "too-young")] },
      outcome: "waiting",
      reason: /too-young/,
    },
    {
      name: "no tag of the form that is asked for",
      facts: { refused: [refused("v1.14.0", "draft"), refused("v1.13.26", "pattern"), refused("v1.12.1", "pattern")] },
      outcome: "blocked",
      reason: /the first is "v1\.13\.26"\. Describe them in the input tag-pattern/,
    },
    {
      name: "some tags of another form",
      facts: { refused: [refused("a/v1", "pattern"), refused("1.12.1", "not-newer")] },
      outcome: "up-to-date",
      reason: /No release to take/,
    },
    {
      name: "the only newer one is yanked",
      facts: { refused: [refused("1.13.26", "yanked")] },
      outcome: "up-to-date",
      reason: /No release to take/,
    },
    {
      name: "a disagreement with nothing newer is repaired",
      facts: { disagreements: [disagreement] },
      outcome: "update",
      to: "1.12.1",
      reason: /needs a repair\. dagster\.nix says/,
    },
    {
      name: "a disagreement with something newer goes there",
      facts: { disagreements: [disagreement], candidate: candidate("1.13.26") },
      outcome: "update",
      to: "1.13.26",
      reason: /dagster\.nix says/,
    },
    {
      name: "pins that disagree go up to the highest",
      facts: { pins: [pin("1.12.1"), pin("1.13.26")], disagreements: [disagreement] },
      outcome: "update",
      to: "1.13.26",
      reason: /repair/,
    },
    {
      name: "a repair to what is not published waits",
      facts: {
        pins: [pin("1.12.1"), pin("1.13.26")],
        disagreements: [disagreement],
        refused: [refused("1.13.26", "unpublished")],
      },
      outcome: "waiting",
      reason: /1\.13\.26 would repair it/,
    },
    {
      name: "a repair between commits cannot be decided",
      facts: { pins: [{ tag: null, version: "1.12.1" }], disagreements: [disagreement] },
      outcome: "blocked",
      reason: /ask for one as `tag`/,
    },
    {
      name: "a repair between versions without an order cannot be decided",
      facts: { pins: [pin("1.12.1"), { tag: "odd", version: "odd" }], disagreements: [disagreement] },
      outcome: "blocked",
      reason: /Which release is meant is unclear/,
    },
    {
      name: "a moved tag",
      facts: { moved: [moved] },
      outcome: "blocked",
      reason: /"1\.12\.1" has moved: it named commit a{40} .* names b{40} now/,
    },
    {
      name: "a moved tag, whatever is newer",
      facts: { moved: [moved], candidate: candidate("1.13.26") },
      outcome: "blocked",
      reason: /has moved/,
    },
    {
      name: "an older tag that was asked for",
      facts: { asked: { ref: "1.12.0", target: target("1.12.0"), pinned: false, missing: [] } },
      outcome: "update",
      to: "1.12.0",
      reason: /1\.12\.0 was asked for/,
    },
    {
      name: "the pinned tag, asked for",
      facts: { asked: { ref: "1.12.1", target: target("1.12.1"), pinned: true, missing: [] } },
      outcome: "up-to-date",
      reason: /pinned already/,
    },
    {
      name: "the pinned tag, asked for, to be repaired",
      facts: {
        asked: { ref: "1.12.1", target: target("1.12.1"), pinned: true, missing: [] },
        disagreements: [disagreement],
      },
      outcome: "update",
      to: "1.12.1",
      reason: /dagster\.nix says/,
    },
    {
      name: "a tag that was asked for and is not published",
      facts: { asked: { ref: "1.13.26", target: target("1.13.26"), pinned: false, missing: ["the sdist of x"] } },
      outcome: "waiting",
      reason: /not published yet: the sdist of x/,
    },
    {
      name: "a moved tag, and it was asked for",
      facts: { moved: [moved], asked: { ref: "1.12.1", target: target("1.12.1"), pinned: true, missing: [] } },
      outcome: "blocked",
      reason: /has moved/,
    },
    {
      name: "a moved tag, and another was asked for",
      facts: { moved: [moved], asked: { ref: "1.13.26", target: target("1.13.26"), pinned: false, missing: [] } },
      outcome: "update",
      to: "1.13.26",
      reason: /asked for/,
    },
  ];

  test.each(table)("$name: $outcome", ({ facts: given, outcome, to, reason }) => {
    const decision = decideCheck({ ...facts, ...given });
    expect(decision.outcome).toBe(outcome);
    expect(decision.target).toEqual(to === undefined ? null : target(to));
    expect(decision.reason).toMatch(reason);
  });
});

test("a target without a release has no date", () => {
  const decision = decideCheck({ ...facts, pins: [pin("1.1.12")], disagreements: [disagreement] });
  expect(decision.target).toEqual({ tag: "1.1.12", version: "1.1.12", publishedAt: null });
});

test("the lowest pin is the current one", () => {
  const pins = [pin("1.13.0"), pin("1.2.10"), { tag: null, version: "1.12.0-unstable-2026-01-01" }];
  expect(lowestPin(pins, "pep440")).toEqual(pin("1.2.10"));
  expect(lowestPin([pin("odd"), pin("1.0")], "pep440")).toEqual(pin("odd"));
});
