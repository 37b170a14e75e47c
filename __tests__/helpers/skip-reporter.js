/**
 * Says at the end of a run how many tests were skipped, which and why, and, under FLOX_UPSTREAM_REQUIRE, turns a
 * skip into a failure. A suite that needs a program names it in its title as `(needs nix)`, see needs.ts.
 */
export default class SkipReporter {
  /** @param {unknown} _contexts @param {import("@jest/reporters").AggregatedResult} results */
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((suite) =>
      suite.testResults.filter((test) => test.status === "pending").map((test) => test.fullName),
    );
    this.required = (process.env.FLOX_UPSTREAM_REQUIRE ?? "").split(",").filter(Boolean);
    this.skipped = skipped.length;
    if (skipped.length === 0) return;
    const byProgram = Map.groupBy(
      skipped,
      (name) => name.match(/\(needs ([a-z]+)\)/)?.[1] ?? "nothing: no reason given",
    );
    process.stderr.write("\n");
    for (const [program, names] of byProgram) {
      const suites = new Set(names.map((name) => name.split(` (needs ${program})`)[0]));
      process.stderr.write(
        `Skipped ${names.length} tests that need ${program}, which is not on PATH: ${[...suites].join("; ")}\n`,
      );
    }
  }

  getLastError() {
    if (this.required?.length && this.skipped) {
      return new Error(
        `${this.skipped} tests were skipped, and FLOX_UPSTREAM_REQUIRE=${this.required.join(",")} allows none`,
      );
    }
  }
}
