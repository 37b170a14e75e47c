import { describe, expect, test } from "@jest/globals";
import {
  compareVersions,
  isPrerelease,
  isVersion,
  orderedPart,
  parseConstraint,
  parseIgnore,
} from "../../src/upstream/versions.ts";
import { problemOf } from "./problem.ts";

describe("semantic versions", () => {
  test.each([
    ["1.2.3", "1.2.10", -1],
    ["v2.0.0", "1.9.9", 1],
    ["1.0.0-rc.1", "1.0.0", -1],
    ["1.0.0+a", "1.0.0+b", 0],
    ["1.2", "1.2.0", undefined],
    ["1.2.3", "latest", undefined],
  ])("%s against %s: %s", (a, b, order) => {
    expect(compareVersions("semver", a, b)).toBe(order);
  });

  test("pre-releases", () => {
    expect(isPrerelease("semver", "1.0.0-beta.1")).toBe(true);
    expect(isPrerelease("semver", "1.0.0")).toBe(false);
  });

  test("a constraint is a range", () => {
    const constraint = parseConstraint("semver", "^1.2.0 || >=3");
    expect(["1.2.5", "2.0.0", "3.1.0", "1.3.0-rc.1"].map((version) => constraint.allows(version))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

test("the scheme decides what a version is", () => {
  expect([isVersion("pep440", "1.12.1rc1"), isVersion("semver", "1.12.1rc1")]).toEqual([true, false]);
  expect([isVersion("pep440", "1.12.1-nightly.3"), isVersion("semver", "1.12.1-nightly.3")]).toEqual([false, true]);
  expect(compareVersions("pep440", "1.12.1.dev1", "1.12.1")).toBe(-1);
  expect(isPrerelease("pep440", "1.12.1.dev1")).toBe(true);
});

test.each([
  ["1.13.26-unstable-2026-11-02", "1.13.26"],
  ["0-unstable-2024-01-01", "0"],
  ["1.13.26", "1.13.26"],
  ["unstable-2024-01-01", "unstable-2024-01-01"],
])("%s is ordered by %s", (version, expected) => {
  expect(orderedPart(version)).toBe(expected);
});

describe("a constraint that cannot be read names its input", () => {
  test.each([
    ["pep440", ">=1.12 <2", /">=1.12 <2" is not a PEP 440 specifier set/],
    ["pep440", "newest", /"newest" is not a PEP 440 specifier set/],
    ["pep440", " ", /" " is not a PEP 440 specifier set/],
    ["semver", ">=x.y.z.w", /is not a range of semantic versions/],
  ] as const)("%s %j", (versioning, text, message) => {
    const problem = problemOf(() => parseConstraint(versioning, text));
    expect(problem).toMatchObject({ kind: "input", where: { input: "constraint" } });
    expect(problem.message).toMatch(message);
    expect(problem.hint).toMatch(/^Write for example `>=1\.12/);
  });

  test("as does what is to be ignored", () => {
    expect(problemOf(() => parseIgnore("pep440", ["1.0", "soon"]))).toMatchObject({ where: { input: "ignore" } });
  });
});

test("what is ignored is a version, in any of its spellings, or a constraint", () => {
  const [version, series] = parseIgnore("pep440", ["1.12", "==1.13.*"]);
  expect([version?.allows("1.12.0"), version?.allows("1.12.1")]).toEqual([true, false]);
  expect([series?.allows("1.13.4"), series?.allows("1.14.0")]).toEqual([true, false]);
});
