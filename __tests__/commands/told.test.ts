import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ResultDocument } from "../../src/documents/result.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { failedPackage, result } from "../helpers/results.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

let upstream: Upstream;
let packaging: Packaging;
let here: ReturnType<typeof inProcess>;

beforeEach(async () => {
  upstream = await startUpstream({ versions: ["1.12.1", "1.13.21"], releases: ["1.12.1", "1.13.21"] });
  packaging = await startPackaging(upstream);
  here = inProcess(upstream, packaging);
});

afterEach(async () => {
  expect(upstream.github.state.unknownRequests).toEqual([]);
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

const oneSystem: InputTexts = { systems: "x86_64-linux" };
const matrix = JSON.stringify([{ system: "x86_64-linux", runner: "ubuntu-24.04" }]);

/** A bump that was built, and told of; its commit. */
async function told(change: Partial<ResultDocument>, texts: InputTexts = {}): Promise<string> {
  const { outputs } = await here.bumpAsAction({ ...oneSystem, ...texts });
  const commit = outputs.commit ?? "";
  await here.reportAsAction([result("x86_64-linux", { commit, ...change })], texts);
  return commit;
}

async function scanned(commit: string, texts: InputTexts = {}) {
  const { outputs, headline, exitCode } = await here.scanAsAction({ ...oneSystem, ...texts, commit });
  expect(exitCode).toBe(0);
  return { ...outputs, headline };
}

const failing: Partial<ResultDocument> = { outcome: "failed", packages: [failedPackage()] };

describe("of a commit that was built where it was made, a scan repeats the verdict", () => {
  test.each([
    ["passed", {}, {}],
    ["failed", failing, {}],
    ["passed", {}, { status: "commit-status" }],
    ["failed", failing, { status: "commit-status" }],
  ])("%s", async (verdict, change, texts) => {
    const commit = await told(change, texts);
    expect(await scanned(commit, texts)).toEqual({
      verdict,
      systems: "[]",
      headline: `${commit} was built and checked already, and ${verdict}`,
    });
  });
});

describe("a bump of which there is no verdict is waited for, and not built again", () => {
  const missing = { verdict: "missing", systems: "[]" };

  test("nobody told of it", async () => {
    const { outputs } = await here.bumpAsAction(oneSystem);
    expect(await scanned(outputs.commit ?? "")).toMatchObject(missing);
  });

  test("a job has not reported", async () => {
    const { outputs } = await here.bumpAsAction(oneSystem);
    await here.reportAsAction([]);
    expect(packaging.repository.checkRuns.map(({ conclusion }) => conclusion)).toContain("cancelled");
    expect(await scanned(outputs.commit ?? "")).toMatchObject(missing);
  });

  test("a newer check run is not done yet", async () => {
    const commit = await told({});
    const runs = packaging.repository.checkRuns;
    const overall = runs.find(({ name }) => name === "flox-upstream");
    if (overall === undefined) throw new Error("no check run for all");
    runs.push({ ...overall, id: runs.length + 1, status: "in_progress", conclusion: null });
    expect(await scanned(commit)).toMatchObject(missing);
  });

  test("a check run only bears our name, and not our mark", async () => {
    const commit = await told({});
    for (const run of packaging.repository.checkRuns) run.externalId = "";
    expect(await scanned(commit)).toMatchObject(missing);
  });

  test("it is told of another upstream", async () => {
    const commit = await told({});
    expect(await scanned(commit, { upstream: "someone/else" })).toMatchObject(missing);
  });
});

describe("it is built where there is nothing to repeat", () => {
  const toBuild = { verdict: "", systems: matrix };

  test("a commit of a person", async () => {
    await told({});
    const commit = await packaging.repository.push("main", { "dagster-build/notes.txt": "x" }, "Notes");
    expect(await scanned(commit)).toMatchObject(toBuild);
  });

  test("a person's commit on top of a bump", async () => {
    const { outputs } = await here.bumpAsAction(oneSystem);
    const commit = await packaging.repository.push(outputs.branch ?? "", { "dagster-build/x.txt": "x" }, "Mine");
    expect(await scanned(commit)).toMatchObject(toBuild);
  });

  test("no commit is named: nobody is asked", async () => {
    await told({});
    const before = upstream.requests.length;
    expect(await scanned("")).toMatchObject(toBuild);
    expect(upstream.requests).toHaveLength(before);
  });
});
