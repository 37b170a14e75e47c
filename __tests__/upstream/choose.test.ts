import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ChoosingFacts, type Ranking, rankReleases, settle } from "../../src/upstream/choose.ts";
import type { ChoosingOptions, RefusalCode, Release } from "../../src/upstream/model.ts";
import { bareVersion, parseTagPattern } from "../../src/upstream/tags.ts";
import { parseConstraint, parseIgnore } from "../../src/upstream/versions.ts";

const now = new Date("2026-11-10T12:00:00Z");

const defaults: ChoosingOptions = {
  versioning: "pep440",
  tagPattern: bareVersion,
  constraint: undefined,
  ignore: [],
  prerelease: false,
  minimumReleaseAge: 0,
};

const within = (text: string) => parseConstraint("pep440", text);
const never = (...texts: string[]) => parseIgnore("pep440", texts);

function release(tag: string, rest: Partial<Release> = {}): Release {
  return {
    tag,
    name: tag,
    draft: false,
    prerelease: false,
    publishedAt: "2026-10-01T00:00:00Z",
    body: `## ${tag}\n\nSomething new.\n`,
    url: `https://example.org/releases/${tag}`,
    ...rest,
  };
}

function at(...versions: string[]): ChoosingFacts {
  return { pins: versions.map((version) => ({ tag: version, version })), now };
}

function codes({ refused }: Pick<Ranking, "refused">): Record<string, RefusalCode> {
  return Object.fromEntries(refused.map(({ tag, code }) => [tag, code]));
}

describe("the releases of dagster", () => {
  const tags = readFileSync(new URL("../fixtures/dagster-tags.txt", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const releases = tags.map((tag) => release(tag));

  test("1.13.26 is taken from 1.12.1, and every other one is older or refused with a reason", () => {
    const ranking = rankReleases(releases, at("1.12.1"), defaults);
    expect(ranking.ranked.slice(0, 3).map(({ version }) => version)).toEqual(["1.13.26", "1.13.25", "1.13.24"]);
    expect(ranking.ranked.length + ranking.refused.length).toBe(tags.length);
    expect(ranking.refused.every(({ reason }) => /^[A-Z0-9].*\.$/.test(reason))).toBe(true);
    const statuses = new Map([["1.13.26", { yanked: false, missing: [] }]]);
    expect(settle(ranking, statuses)).toMatchObject({ kind: "settled", candidate: { tag: "1.13.26" } });
  });

  test.each([
    ["1.10.18rc0", "prerelease"],
    ["0.12.0.pre3", "prerelease"],
    // A post-release comes after its release and is final by PEP 440: this one is only too old.
    ["0.11.0.post0", "not-newer"],
    ["20190427", "pattern"],
    ["v0.7.0", "pattern"],
    ["v.0.6.0", "pattern"],
    ["dagster-powerbi/v0.0.8", "pattern"],
    ["0.15.10", "not-newer"],
    ["0.10", "not-newer"],
    ["1.12.1", "not-newer"],
  ])("%s is refused: %s", (tag, code) => {
    expect(codes(rankReleases(releases, at("1.12.1"), defaults))[tag]).toBe(code);
  });

  test("1.12.16 is refused where its notes, its name or PyPI say that it was yanked", () => {
    const marked = [
      { body: "## 1.12.16 (core) / 0.28.16 (libraries) (YANKED)\n\n- More.\n" },
      { name: "1.12.16 (core) / 0.28.16 (libraries) (YANKED)" },
      { name: "1.12.16 [yanked]" },
    ];
    for (const mark of marked) {
      const list = releases.map((entry) => (entry.tag === "1.12.16" ? { ...entry, ...mark } : entry));
      const options = { ...defaults, constraint: within("<=1.12.16") };
      const ranking = rankReleases(list, at("1.12.1"), options);
      expect(codes(ranking)["1.12.16"]).toBe("yanked");
      expect(ranking.ranked[0]?.tag).toBe("1.12.15");
    }
    const ranking = rankReleases(releases, at("1.12.1"), { ...defaults, constraint: within("<=1.12.16") });
    expect(ranking.ranked[0]?.tag).toBe("1.12.16");
    const statuses = new Map([
      ["1.12.16", { yanked: true, missing: [] }],
      ["1.12.15", { yanked: false, missing: [] }],
    ]);
    const settled = settle(ranking, statuses);
    expect(settled).toMatchObject({ kind: "settled", candidate: { tag: "1.12.15" } });
    expect(settled.kind === "settled" && codes(settled)["1.12.16"]).toBe("yanked");
  });

  test("the order of the list does not matter", () => {
    const expected = rankReleases(releases, at("1.12.1"), defaults);
    fc.assert(
      fc.property(fc.shuffledSubarray(releases, { minLength: releases.length }), (shuffled) => {
        expect(rankReleases(shuffled, at("1.12.1"), defaults)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test("the day of publication does not matter: a backport is not newer for being later", () => {
    const backport = [
      release("1.0.9", { publishedAt: "2022-09-15T10:00:00Z" }),
      release("0.15.10", { publishedAt: "2022-09-15T11:00:00Z" }),
    ];
    expect(rankReleases(backport, at("0.15.9"), defaults).ranked.map(({ tag }) => tag)).toEqual(["1.0.9", "0.15.10"]);
  });
});

describe("each reason", () => {
  const table: {
    readonly name: string;
    readonly release: Release;
    readonly code: RefusalCode | undefined;
    readonly reason?: RegExp;
    readonly options?: Partial<ChoosingOptions>;
    readonly facts?: Partial<ChoosingFacts>;
  }[] = [
    { name: "a newer one is kept", release: release("1.13.0"), code: undefined },
    { name: "a draft", release: release("1.13.0", { draft: true, publishedAt: null }), code: "draft" },
    {
      name: "the flag",
      release: release("1.13.0", { prerelease: true }),
      code: "prerelease",
      reason: /Upstream marks/,
    },
    { name: "an rc", release: release("1.13.0rc0"), code: "prerelease", reason: /by its version/ },
    { name: "a beta", release: release("1.12.2b1"), code: "prerelease" },
    { name: "a development release", release: release("1.13.0.dev3"), code: "prerelease" },
    { name: "a development release after a post-release", release: release("1.13.0.post1.dev3"), code: "prerelease" },
    { name: "a wanted rc", release: release("1.13.0rc0"), code: undefined, options: { prerelease: true } },
    {
      name: "a wanted flag",
      release: release("1.13.0", { prerelease: true }),
      code: undefined,
      options: { prerelease: true },
    },
    { name: "a post-release", release: release("1.12.1.post1"), code: undefined },
    { name: "another component", release: release("arch-1.0"), code: "pattern" },
    { name: "a hostile tag", release: release('1.0";x="${builtins.currentTime}'), code: "unsafe", reason: /1\.0\\";x/ },
    { name: "a tag with a line end", release: release("1.13.0\n"), code: "unsafe", reason: /"1\.13\.0\\n"/ },
    { name: "a tag that climbs", release: release("../1.13.0"), code: "unsafe" },
    { name: "a tag that looks like an option", release: release("-1.13.0"), code: "unsafe" },
    { name: "an epoch in a tag", release: release("1!1.0"), code: "unsafe" },
    { name: "a version without order", release: release("1.13.x"), code: "unclear-order", reason: /PEP 440/ },
    { name: "the same", release: release("1.12.1"), code: "not-newer", reason: /pinned already/ },
    { name: "the same, spelled otherwise", release: release("1.12.1.0"), code: "not-newer" },
    { name: "an older one", release: release("1.12.0"), code: "not-newer", reason: /older than "1\.12\.1"/ },
    { name: "an ignored one", release: release("1.13.0"), code: "ignored", options: { ignore: never("1.13") } },
    {
      name: "an ignored series",
      release: release("1.13.4"),
      code: "ignored",
      options: { ignore: never("9", "==1.13.*") },
    },
    {
      name: "outside of the constraint",
      release: release("1.13.0"),
      code: "constraint",
      reason: /"<1\.13"/,
      options: { constraint: within("<1.13") },
    },
    {
      name: "known to fail",
      release: release("1.13.0"),
      code: "known-failing",
      reason: /^Its build fails/,
      facts: { knownFailing: new Map([["1.13.0", "Its build fails on aarch64-darwin."]]) },
    },
    {
      name: "too young",
      release: release("1.13.0", { publishedAt: "2026-11-10T06:00:00Z" }),
      code: "too-young",
      reason: /published 6 hours ago; a release is to be 3 days old/,
      options: { minimumReleaseAge: 3 * 86_400_000 },
    },
    {
      name: "old enough to the millisecond",
      release: release("1.13.0", { publishedAt: "2026-11-07T12:00:00Z" }),
      code: undefined,
      options: { minimumReleaseAge: 3 * 86_400_000 },
    },
    {
      name: "without a date",
      release: release("1.13.0", { publishedAt: null }),
      code: "too-young",
      options: { minimumReleaseAge: 1 },
    },
    {
      name: "from the future",
      release: release("1.13.0", { publishedAt: "2027-01-01T00:00:00Z" }),
      code: "too-young",
      options: { minimumReleaseAge: 1 },
    },
    {
      name: "without a date, where age is no matter",
      release: release("1.13.0", { publishedAt: null }),
      code: undefined,
    },
    {
      name: "a later heading that names a yanked version",
      release: release("1.13.0", { body: "# 1.13.0\n\n## Since 1.12.16 (YANKED)\n" }),
      code: undefined,
    },
    {
      name: "a body with CRLF",
      release: release("1.13.0", { body: "\r\n## 1.13.0 (YANKED)\r\n" }),
      code: "yanked",
    },
    {
      name: "a tag pattern with a prefix",
      release: release("v1.13.0"),
      code: undefined,
      options: { tagPattern: parseTagPattern("v(.+)") },
    },
    {
      name: "another scheme",
      release: release("1.13.0rc1"),
      code: "unclear-order",
      reason: /semantic versioning/,
      options: { versioning: "semver" },
    },
  ];

  test.each(table)("$name: $code", ({ release: entry, code, reason, options, facts }) => {
    const ranking = rankReleases([entry], { ...at("1.12.1"), ...facts }, { ...defaults, ...options });
    expect(ranking.refused.map((refused) => refused.code)).toEqual(code === undefined ? [] : [code]);
    expect(ranking.ranked.map(({ tag }) => tag)).toEqual(code === undefined ? [entry.tag] : []);
    expect(ranking.refused[0]?.reason ?? "").toMatch(reason ?? /^/);
  });

  test("two tags for one version: neither is taken", () => {
    const ranking = rankReleases([release("1.13"), release("1.13.0"), release("1.13.1")], at("1.12.1"), defaults);
    expect(ranking.ranked.map(({ tag }) => tag)).toEqual(["1.13.1"]);
    expect(codes(ranking)).toEqual({ "1.13": "unclear-order", "1.13.0": "unclear-order" });
    expect(ranking.refused[0]?.reason).toContain("also that of the tag 1.13.0");
  });

  test("one release listed twice, on two pages, is one; a draft beside it is another", () => {
    const twice = [release("1.13.0"), release("1.13.0"), release("1.13.0", { draft: true })];
    const ranking = rankReleases(twice, at("1.12.1"), defaults);
    expect(ranking.ranked.map(({ tag }) => tag)).toEqual(["1.13.0"]);
    expect(ranking.refused.map(({ code }) => code)).toEqual(["draft"]);
  });
});

describe("what is pinned", () => {
  const releases = ["1.12.0", "1.12.1", "1.12.2", "1.13.0"].map((tag) => release(tag));
  const taken = (facts: ChoosingFacts) => rankReleases(releases, facts, defaults).ranked.map(({ tag }) => tag);

  test("the lowest pin counts, and none goes down", () => {
    expect(taken(at("1.12.2", "1.12.0"))).toEqual(["1.13.0", "1.12.2"]);
    expect(taken(at("1.13.0", "1.12.0"))).toEqual(["1.13.0"]);
    expect(taken(at("1.13.0"))).toEqual([]);
    expect(taken(at("1.14.0", "1.12.0"))).toEqual([]);
  });

  test("a branch or a commit takes every release that is not older than its label", () => {
    const pins = (version: string) => ({ pins: [{ tag: null, version }], now });
    expect(taken(pins("1.12.2"))).toEqual(["1.13.0", "1.12.2"]);
    expect(taken(pins("1.12.2-unstable-2026-11-02"))).toEqual(["1.13.0", "1.12.2"]);
    expect(taken(pins("1!0+dev"))).toEqual([]);
  });

  test("a label without an order refuses all, and says what to do", () => {
    const ranking = rankReleases(releases, { pins: [{ tag: null, version: "${x}\n" }], now }, defaults);
    expect(ranking.ranked).toEqual([]);
    expect(new Set(ranking.refused.map(({ code }) => code))).toEqual(new Set(["unclear-order"]));
    expect(ranking.refused[0]?.reason).toContain('newer than the pinned "${x}\\n" is unclear. Ask for it as `tag`.');
  });
});

describe("sources", () => {
  const ranking = rankReleases([release("1.13.0"), release("1.13.1"), release("1.13.2")], at("1.12.1"), defaults);
  const fine = { yanked: false, missing: [] };
  const missing = { yanked: false, missing: ["the sdist of dagster_webserver 1.13.2"] };

  test("one release is asked for at a time, newest first, until one can be taken", () => {
    expect(settle(ranking, new Map())).toMatchObject({ kind: "ask", candidate: { tag: "1.13.2" } });
    expect(settle(ranking, new Map([["1.13.2", missing]]))).toMatchObject({
      kind: "ask",
      candidate: { tag: "1.13.1" },
    });
    const settled = settle(
      ranking,
      new Map([
        ["1.13.2", missing],
        ["1.13.1", fine],
      ]),
    );
    expect(settled).toMatchObject({ kind: "settled", candidate: { tag: "1.13.1" } });
    expect(settled.kind === "settled" && settled.refused[0]).toEqual({
      tag: "1.13.2",
      code: "unpublished",
      reason: "Not published yet: the sdist of dagster_webserver 1.13.2.",
    });
  });

  test("none is left", () => {
    const statuses = new Map(ranking.ranked.map(({ tag }) => [tag, { yanked: true, missing: ["x"] }]));
    const settled = settle(ranking, statuses);
    expect(settled).toMatchObject({ kind: "settled", candidate: null });
    expect(settled.kind === "settled" && codes(settled)).toEqual({
      "1.13.2": "yanked",
      "1.13.1": "yanked",
      "1.13.0": "yanked",
    });
  });

  test("nothing to choose from", () => {
    expect(settle({ ranked: [], refused: [] }, new Map())).toEqual({ kind: "settled", candidate: null, refused: [] });
  });
});
