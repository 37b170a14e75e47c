import { describe, expect, test } from "@jest/globals";
import { isCommit, occurrences, versionInRef } from "../../src/nix/reading/refs.ts";
import { oldCommit } from "./bumping.ts";

describe("a version as a whole word", () => {
  test.each([
    ["1.12.1", 1],
    ["v1.12.1", 1],
    ["/v1.12.1/", 1],
    ["dagster-1.12.1.tar.gz", 1],
    ["dagster_ui-1.12.1-py3-none-any.whl", 1],
    ["REL_1.12.1", 1],
    [`"1.12.1",(1.12.1)`, 2],
    ["1.12.1.", 1],
    ["1.12.1, then 1.12.1", 2],
    ["==1.12.1", 1],
    ["1.12.10", 0],
    ["11.12.1", 0],
    ["0.1.12.1", 0],
    ["1.12.1.1", 0],
    ["1!1.12.1", 0],
    ["1.12.1rc1", 0],
    ["1.12.1.post1", 0],
    ["1.12.1.dev3", 0],
    ["1.12.1-rc2", 0],
    ["1.12.1b", 0],
    ["x1.12.1", 0],
    ["rev1.12.1", 0],
    ["1.12.1_1", 0],
    ["1x12x1", 0],
    ["", 0],
  ])("%j: %i", (text, count) => {
    expect(occurrences(text, "1.12.1")).toHaveLength(count);
  });

  test("offsets, and tokens that are no versions", () => {
    expect(occurrences("a 1.2 b 1.2", "1.2")).toEqual([
      { from: 2, to: 5 },
      { from: 8, to: 11 },
    ]);
    expect(occurrences("v1.2 xv1.2", "v1.2")).toEqual([{ from: 0, to: 4 }]);
    expect(occurrences("anything", "")).toEqual([]);
  });
});

test.each([
  ["1.12.1", "1.12.1"],
  ["v1.12.1", "1.12.1"],
  ["v.0.6.0", "0.6.0"],
  ["refs/tags/v1.12.1", "1.12.1"],
  ["dagster-powerbi/v0.0.8", "0.0.8"],
  ["REL_1_12_1", "1_12_1"],
  ["1.12.1rc0", "1.12.1rc0"],
  ["0.12.0.pre3", "0.12.0.pre3"],
  ["release-1.12", "1.12"],
  ["v5", "5"],
  ["20260102", "20260102"],
  ["master", undefined],
  ["refs/heads/main", undefined],
  ["feature-2", undefined],
  [oldCommit, undefined],
])("the version in %s is %s", (ref, version) => {
  expect(versionInRef(ref)).toBe(version);
});

test("a commit has 40 hexadecimal digits", () => {
  expect([oldCommit, oldCommit.toUpperCase(), oldCommit.slice(1), `${oldCommit}0`, "master"].map(isCommit)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
