import { expect, test } from "@jest/globals";
import { bareVersion, parseTagPattern, tagOfRef, versionOfTag } from "../../src/upstream/tags.ts";
import { problemOf } from "./problem.ts";

test.each([
  ["1.13.26", "1.13.26"],
  ["0.10", "0.10"],
  ["1.5.14rc0", "1.5.14rc0"],
  ["0.12.0.pre3", "0.12.0.pre3"],
  ["1!2.0", "1!2.0"],
  ["20190427", undefined],
  ["v0.7.0", undefined],
  ["v.0.6.0", undefined],
  ["dagster-powerbi/v0.0.8", undefined],
  ["1.0/2.0", undefined],
  ["1.0\n", undefined],
  ["", undefined],
])("the bare version of %j is %s", (tag, version) => {
  expect(versionOfTag(tag, bareVersion)).toBe(version);
});

test("a pattern is for the whole tag, and its first group is the version", () => {
  expect(versionOfTag("v1.2.3", parseTagPattern("v(.+)"))).toBe("1.2.3");
  expect(versionOfTag("xv1.2.3", parseTagPattern("v(.+)"))).toBeUndefined();
  expect(versionOfTag("1.2.3-x", parseTagPattern("\\d+\\.\\d+\\.\\d+"))).toBeUndefined();
  expect(versionOfTag("1.2.3", parseTagPattern("\\d+\\.\\d+\\.\\d+"))).toBe("1.2.3");
  expect(versionOfTag("b/2", parseTagPattern("a/1|b/(.)"))).toBe("2");
});

test("a pattern with state gives the same answer twice", () => {
  const pattern = /^(\d+\.\d+)/gy;
  expect([versionOfTag("1.0", pattern), versionOfTag("1.0", pattern)]).toEqual(["1.0", "1.0"]);
});

test("a pattern that is none names its input", () => {
  expect(problemOf(() => parseTagPattern("v("))).toMatchObject({ kind: "input", where: { input: "tag-pattern" } });
});

test.each([
  ["1.2.0", "1.2.0"],
  ["refs/tags/1.2.0", "1.2.0"],
  ["refs/tags/a/b", "a/b"],
  ["refs/heads/main", "refs/heads/main"],
  ["x/refs/tags/1", "x/refs/tags/1"],
])("the tag of the ref %s", (ref, tag) => expect(tagOfRef(ref)).toBe(tag));
