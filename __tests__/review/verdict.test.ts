import { describe, expect, test } from "@jest/globals";
import type { System } from "../../src/flox/systems.ts";
import { type FoundResult, judge, verdictLine } from "../../src/review/verdict.ts";
import { base, builtPackage, commit, failedPackage, result, systemsOf } from "../helpers/results.ts";

const linux: System = "x86_64-linux";
const arm: System = "aarch64-linux";
const mac: System = "aarch64-darwin";
const on = (systems: readonly System[], results: readonly FoundResult[]) =>
  judge({ systems: systemsOf(...systems), commit, base }, results);

const failedCheck = { name: "import" as const, status: "failed" as const, duration: 1, note: "", output: "" };
const unsupported = { outcome: "unsupported" as const, packages: [builtPackage({ status: "unsupported" })] };

describe("the verdict on all systems", () => {
  test.each<[string, readonly System[], readonly FoundResult[], string, readonly string[], string]>([
    ["all pass", [linux, arm], [result(linux), result(arm)], "passed", ["passed", "passed"], "passes on all 2 systems"],
    ["one system", [linux], [result(linux)], "passed", ["passed"], "passes on its one system"],
    ["nothing at all", [linux, arm], [], "not-built", ["missing", "missing"], "not built"],
    ["no system asked for", [], [], "not-built", [], "not built"],
    [
      "a job that never reported",
      [linux, arm],
      [result(linux)],
      "missing",
      ["passed", "missing"],
      "not proven: 1 of 2 systems did not report",
    ],
    [
      "a package that fails",
      [linux, arm],
      [result(linux), result(arm, { outcome: "failed", packages: [failedPackage()] })],
      "failed",
      ["passed", "failed"],
      "fails on 1 of 2 systems, passes on 1",
    ],
    [
      "a failure weighs more than what is missing",
      [linux, arm],
      [result(linux, { outcome: "failed", packages: [failedPackage()] })],
      "failed",
      ["failed", "missing"],
      "fails on 1 of 2 systems, passes on 0",
    ],
    [
      "a failed check of a package that says it passed",
      [linux],
      [result(linux, { packages: [builtPackage({ checks: [failedCheck] })] })],
      "failed",
      ["failed"],
      "fails on 1 of 1 systems, passes on 0",
    ],
    [
      "a result that says it passed, with a failed package",
      [linux],
      [result(linux, { outcome: "passed", packages: [failedPackage()] })],
      "failed",
      ["failed"],
      "fails on 1 of 1 systems, passes on 0",
    ],
    [
      "a job that failed before it built",
      [linux],
      [result(linux, { outcome: "failed", packages: [] })],
      "failed",
      ["failed"],
      "fails on 1 of 1 systems, passes on 0",
    ],
    [
      "a job that ended half-way",
      [linux],
      [result(linux, { complete: false })],
      "missing",
      ["missing"],
      "not proven: 1 of 1 systems did not report",
    ],
    [
      "a system that nixpkgs has dropped",
      [linux, mac],
      [result(linux), result(mac, unsupported)],
      "passed",
      ["passed", "unsupported"],
      "passes on the one system that supports it",
    ],
    [
      "a system that nothing supports",
      [mac],
      [result(mac, unsupported)],
      "missing",
      ["unsupported"],
      "not proven: no system supports it",
    ],
    [
      "a skipped package beside one that passed",
      [linux],
      [result(linux, { packages: [builtPackage(), builtPackage({ attribute: "other", status: "skipped" })] })],
      "passed",
      ["passed"],
      "passes on its one system",
    ],
    [
      "nothing but skipped packages",
      [linux],
      [result(linux, { packages: [builtPackage({ status: "skipped" })] })],
      "missing",
      ["missing"],
      "not proven: 1 of 1 systems did not report",
    ],
    [
      "no package at all",
      [linux],
      [result(linux, { packages: [] })],
      "missing",
      ["missing"],
      "not proven: 1 of 1 systems did not report",
    ],
    [
      "a package that another system has and this one does not name",
      [linux, arm],
      [result(linux), result(arm, { packages: [builtPackage(), builtPackage({ attribute: "other" })] })],
      "missing",
      ["missing", "passed"],
      "not proven: 1 of 2 systems did not report",
    ],
    [
      "two results of one system",
      [linux],
      [result(linux), result(linux)],
      "failed",
      ["failed"],
      "fails on 1 of 1 systems, passes on 0",
    ],
    [
      "a result of another commit",
      [linux],
      [result(linux), result(linux, { commit: "d".repeat(40) })],
      "failed",
      ["passed"],
      "the results do not hold",
    ],
    [
      "a result of no commit alone",
      [linux],
      [result(linux, { commit: null })],
      "failed",
      ["missing"],
      "the results do not hold",
    ],
    [
      "a system that nobody asked for",
      [linux],
      [result(linux), result(mac)],
      "failed",
      ["passed"],
      "the results do not hold",
    ],
    [
      "different nixpkgs",
      [linux, arm],
      [result(linux), result(arm, { nixpkgs: "github:NixOS/nixpkgs/other" })],
      "failed",
      ["passed", "passed"],
      "the results do not hold",
    ],
    [
      "a file that is no result",
      [linux],
      [result(linux), { file: "result-x.json", unreadable: "it is not JSON" }],
      "failed",
      ["passed"],
      "the results do not hold",
    ],
    ["only results of the base", [linux], [result(linux, { commit: base })], "not-built", ["missing"], "not built"],
  ])("%s", (_, systems, results, overall, verdicts, line) => {
    const verdict = on(systems, results);
    expect(verdict.overall).toBe(overall);
    expect(verdict.systems.map((one) => one.verdict)).toEqual(verdicts);
    expect(verdictLine(verdict)).toBe(line);
    expect(on(systems, results.toReversed())).toMatchObject({ overall });
  });

  test("problems are told", () => {
    const { problems } = on(
      [linux, arm],
      [
        result(linux),
        result(arm, { nixpkgs: null }),
        result(mac),
        result(linux, { commit: "d".repeat(40) }),
        { file: "a.json", unreadable: "it is not JSON" },
      ],
    );
    expect(problems).toEqual([
      "a.json is no result: it is not JSON",
      "A result of aarch64-darwin was handed in, which nobody asked for.",
      `The result of x86_64-linux is of another commit (${"d".repeat(40)}).`,
      "The systems were not built on one nixpkgs: an unknown one, github:NixOS/nixpkgs/0123456789012345678901234567890123456789.",
    ]);
  });
});

describe("a package's verdict", () => {
  test("is missing where its system says nothing of it", () => {
    const { systems } = on([linux, arm], [result(linux)]);
    expect(systems.map(({ packages }) => packages.map(({ verdict }) => verdict))).toEqual([["passed"], ["missing"]]);
    expect(systems[1]?.reasons).toEqual(["Its job has reported nothing."]);
  });

  test.each([
    ["failing before too", [result(linux, { commit: base, packages: [failedPackage()] })], true],
    ["newly failing", [result(linux, { commit: base })], false],
    ["not known", [], undefined],
    ["not known of this system", [result(arm, { commit: base })], undefined],
  ])("%s", (_, before, failsOnBase) => {
    const { systems, overall } = on([linux], [result(linux, { packages: [failedPackage()] }), ...before]);
    expect(overall).toBe("failed");
    expect(systems[0]?.packages[0]).toMatchObject({ verdict: "failed", failsOnBase });
  });

  const sized = (closureBytes: number | null) => ({ packages: [builtPackage({ closureBytes })] });
  test.each([
    ["more than on the base", 500, 430, 70],
    ["less than on the base", 430, 500, -70],
    ["not known now", null, 430, undefined],
    ["not known of the base", 500, null, undefined],
  ])("its closure: %s", (_, now, then, closureGrowth) => {
    const { systems } = on([linux], [result(linux, sized(now)), result(linux, { commit: base, ...sized(then) })]);
    expect(systems[0]?.packages[0]).toMatchObject({ closureGrowth });
  });

  test("reasons say what the packages do not", () => {
    const reasons = (...results: FoundResult[]) => on([linux], results).systems[0]?.reasons;
    expect(reasons(result(linux))).toEqual([]);
    expect(reasons(result(linux, { complete: false }))).toEqual(["Its job ended half-way."]);
    expect(reasons(result(linux, { outcome: "failed", packages: [] }))).toEqual([
      "The job failed before it built anything.",
    ]);
    expect(reasons(result(linux), result(linux))).toEqual(["Two results were handed in, which cannot be."]);
  });
});
