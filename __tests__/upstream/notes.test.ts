import { describe, expect, test } from "@jest/globals";
import type { Release } from "../../src/upstream/model.ts";
import { type NotesRange, releaseNotes } from "../../src/upstream/notes.ts";
import { bareVersion, parseTagPattern } from "../../src/upstream/tags.ts";

function release(tag: string, more: Partial<Release> = {}): Release {
  const publishedAt = "2026-11-02T10:00:00Z";
  return {
    tag,
    name: tag,
    draft: false,
    prerelease: false,
    publishedAt,
    body: `notes of ${tag}`,
    url: `u/${tag}`,
    ...more,
  };
}

const releases = [
  release("1.12.1"),
  release("1.12.2"),
  release("1.13.0"),
  release("1.12.10"),
  release("1.14.0"),
  release("1.13.1rc1", { prerelease: true }),
  release("1.12.3", { draft: true, publishedAt: null }),
  release("v1.12.5"),
  release("1.12.6/../x"),
  release("dagster-powerbi/1.12.7"),
  release("20261102"),
];

function tags(range: Partial<NotesRange>, of: readonly Release[] = releases): readonly string[] {
  return releaseNotes(of, {
    after: "1.12.1",
    upTo: "1.13.0",
    versioning: "pep440",
    tagPattern: bareVersion,
    ...range,
  }).map(({ tag }) => tag);
}

describe("the notes between two versions, newest first", () => {
  test.each<[string, Partial<NotesRange>, string[]]>([
    ["without the first and with the last", {}, ["1.13.0", "1.12.10", "1.12.2"]],
    ["of one step", { upTo: "1.12.2" }, ["1.12.2"]],
    ["of the same version", { upTo: "1.12.1" }, []],
    ["of a step back", { after: "1.13.0", upTo: "1.12.1" }, []],
    ["by value, not by text", { after: "1.12.2", upTo: "1.13" }, ["1.13.0", "1.12.10"]],
    ["a pre-release where it is the goal", { after: "1.13.0", upTo: "1.13.1rc1" }, ["1.13.1rc1"]],
    ["no pre-release on the way", { after: "1.13.0", upTo: "1.14.0" }, ["1.14.0"]],
    ["up to the last release before a commit", { upTo: "1.12.2-unstable-2026-11-02" }, ["1.12.2"]],
    ["after a commit", { after: "1.12.2-unstable-2026-10-01" }, ["1.13.0", "1.12.10"]],
    ["of versions without an order", { after: "main" }, []],
    ["of tags with a prefix", { tagPattern: parseTagPattern("v(.+)"), after: "1.12.1", upTo: "1.12.9" }, ["v1.12.5"]],
  ])("%s", (_, range, expected) => {
    expect(tags(range)).toEqual(expected);
    expect(tags(range, releases.toReversed())).toEqual(expected);
  });

  test("by semantic versions, where these are meant", () => {
    const of = ["1.0.0", "1.0.1", "1.1.0-rc.1", "1.1.0"].map((tag) => release(tag, { prerelease: tag.includes("rc") }));
    expect(tags({ versioning: "semver", after: "1.0.0", upTo: "1.1.0" }, of)).toEqual(["1.1.0", "1.0.1"]);
  });

  test("have all that is shown", () => {
    expect(
      releaseNotes([release("v1.2.0", { body: "" })], {
        after: "1",
        upTo: "2",
        versioning: "pep440",
        tagPattern: parseTagPattern("v(.+)"),
      }),
    ).toEqual([{ tag: "v1.2.0", version: "1.2.0", url: "u/v1.2.0", publishedAt: "2026-11-02T10:00:00Z", body: "" }]);
  });

  test("are cut where they are long, not in the middle of a character", () => {
    const range: NotesRange = { after: "1", upTo: "2", versioning: "pep440", tagPattern: bareVersion };
    const [note] = releaseNotes([release("1.5", { body: `x${"😀".repeat(40_000)}` })], range);
    expect(note?.body).toHaveLength(60_000);
    expect(note?.body.isWellFormed()).toBe(true);
  });
});
