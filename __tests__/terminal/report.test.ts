import { describe, expect, test } from "@jest/globals";
import type { BumpFile } from "../../src/documents/bump.ts";
import type { ReportDocument } from "../../src/documents/report.ts";
import { judge } from "../../src/review/verdict.ts";
import { reportText } from "../../src/terminal/report.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { bumpFile, mixedResults, result } from "../helpers/results.ts";

function textOf(bump: BumpFile, results = mixedResults(), colour = false): string {
  const document = { done: ["Made pull request #1."] } as unknown as ReportDocument;
  return reportText(createStyle(colour), bump, judge(bump, results), document);
}

describe("a report", () => {
  test("has the verdict, a table, and what was done", () => {
    expect(textOf(bumpFile()).split("\n")).toEqual([
      "failed  dagster: 1.12.1 -> 1.13.26 fails on 1 of 4 systems, passes on 2",
      "",
      "Package      x86_64-linux               aarch64-linux               x86_64-darwin  aarch64-darwin",
      "dagster      passed, 3 min 4 s, 431 MB  passed, 6 min 31 s, 431 MB  unsupported    failed: unmet requirement",
      "dagster-src  passed, 4 s, 90 MB         passed, 4 s, 90 MB          unsupported    passed, 4 s, 90 MB",
      "             passed                     passed                      unsupported    failed",
      "",
      "Made pull request #1.",
    ]);
  });

  test("says what is missing and what does not hold, in colours where they are wanted", () => {
    const text = textOf(bumpFile(), [result("x86_64-linux", { commit: "d".repeat(40) })]);
    expect(text).toContain("x86_64-linux: Its job has reported nothing.");
    expect(text).toContain("The result of x86_64-linux is of another commit");
    expect(textOf(bumpFile(), mixedResults(), true)).toContain("\u001b[31m");
  });

  test("shows nothing of an untrusted name that could act", () => {
    const text = textOf(bumpFile({ title: "a\u001b[2Jb" }));
    expect(text).toContain("a\\u{1b}[2Jb");
  });

  test("has nothing to say of a bump that is not built", () => {
    expect(textOf(bumpFile({ outcome: "unchanged", systems: [] }), [])).toBe(
      "dagster: 1.12.1 -> 1.13.26  nothing to report (unchanged)",
    );
  });
});
