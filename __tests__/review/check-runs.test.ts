import { describe, expect, test } from "@jest/globals";
import type { ResultDocument } from "../../src/documents/result.ts";
import { commitStatuses, overallCheckRun, overallId, systemCheckRuns } from "../../src/review/check-runs.ts";
import { judge } from "../../src/review/verdict.ts";
import { builtPackage, bumpFile, failedPackage, mixedResults, result } from "../helpers/results.ts";

const bump = bumpFile();
const runs = (results: readonly ResultDocument[], runUrl?: string) => {
  const verdict = judge(bump, results);
  return [...systemCheckRuns(bump, verdict, runUrl), overallCheckRun(bump, verdict, runUrl)];
};
const all = (change: Partial<ResultDocument>) => bump.systems.map(({ system }) => result(system, change));

describe("check runs", () => {
  test("one for each system, and one for all, found again by ids of our own", () => {
    expect(
      runs(mixedResults()).map(({ externalId, name, conclusion, title }) => [externalId, name, conclusion, title]),
    ).toEqual([
      [
        "flox-upstream/dagster-io/dagster/dagster-build:x86_64-linux",
        "flox-upstream (x86_64-linux)",
        "success",
        "1.13.26: 2 of 2 packages build and pass their checks",
      ],
      [
        "flox-upstream/dagster-io/dagster/dagster-build:aarch64-linux",
        "flox-upstream (aarch64-linux)",
        "success",
        "1.13.26: 2 of 2 packages build and pass their checks",
      ],
      [
        "flox-upstream/dagster-io/dagster/dagster-build:x86_64-darwin",
        "flox-upstream (x86_64-darwin)",
        "neutral",
        "1.13.26: not supported on this system",
      ],
      [
        "flox-upstream/dagster-io/dagster/dagster-build:aarch64-darwin",
        "flox-upstream (aarch64-darwin)",
        "failure",
        "1.13.26: 1 of 2 packages fail",
      ],
      [
        "flox-upstream/dagster-io/dagster/dagster-build",
        "flox-upstream",
        "failure",
        "1.13.26 fails on 1 of 4 systems, passes on 2",
      ],
    ]);
    expect(overallId("a/b", "")).toBe("flox-upstream/a/b");
  });

  test("a system tells of itself, and the run that built it is linked", () => {
    const [first, , , failing] = runs(mixedResults(), "https://github.com/o/r/actions/runs/1");
    expect(first?.summary).toContain("| Package | x86_64-linux |");
    expect(first?.summary).toContain("[The run that built this](<https://github.com/o/r/actions/runs/1>)");
    expect(failing?.summary).toContain("- antlr4-python3-runtime not installed");
    expect(failing?.annotations).toEqual([
      {
        path: "dagster-build/.flox/pkgs/dagster.nix",
        line: 20,
        title: "dagster on aarch64-darwin: unmet requirement",
        message: "dagster 1.13.26 needs antlr4-python3-runtime, which is not there",
      },
    ]);
  });

  test("what has not reported is neither green nor final", () => {
    expect(runs([]).map(({ conclusion }) => conclusion)).toEqual(Array(5).fill("cancelled"));
    expect(runs(mixedResults().slice(0, 1)).at(-1)).toMatchObject({ conclusion: "cancelled" });
  });

  test.each(["/etc/passwd", "../../.github/workflows/x.yml", "../../outside.nix"])("%s is not annotated", (file) => {
    const failure = { kind: "build-failed" as const, message: "x", file, line: 1, hint: null };
    const found = runs(all({ outcome: "failed", packages: [failedPackage({ failure })] }));
    expect(found.flatMap(({ annotations }) => annotations)).toEqual([]);
  });

  test("stay within GitHub's limits, whatever the results", () => {
    const packages = Array.from({ length: 400 }, (_, index) =>
      failedPackage({ attribute: `p${index}`.padEnd(300, "é"), logTail: "日本語\n".repeat(3000) }),
    );
    for (const run of runs(all({ outcome: "failed", packages }))) {
      expect(Buffer.byteLength(run.summary)).toBeLessThanOrEqual(65_535);
      expect(run.annotations.length).toBeLessThanOrEqual(50);
      expect(run.summary).toContain("not shown");
    }
  });
});

describe("commit statuses", () => {
  test("say the same, the one for all last", () => {
    const statuses = commitStatuses(bump, judge(bump, mixedResults()));
    expect(statuses.map(({ state }) => state)).toEqual(["success", "success", "success", "failure", "failure"]);
    expect(statuses.at(-1)).toEqual({
      context: "flox-upstream/dagster-io/dagster/dagster-build",
      state: "failure",
      description: "1.13.26 fails on 1 of 4 systems, passes on 2",
    });
    expect(commitStatuses(bump, judge(bump, [])).map(({ state }) => state)).toEqual(Array(5).fill("error"));
  });

  test("have descriptions of at most 140 characters", () => {
    const [candidate] = [bump.candidate];
    const long = { ...bump, candidate: candidate && { ...candidate, version: "1".repeat(200) } };
    for (const { description } of commitStatuses(long, judge(bump, all({ packages: [builtPackage()] })))) {
      expect(description.length).toBeLessThanOrEqual(140);
    }
  });
});
