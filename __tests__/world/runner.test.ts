import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { githubRunner } from "../../src/world/runner.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { problemOf } from "../helpers/problems.ts";

const module = pathToFileURL(join(import.meta.dirname, "../../src/world/runner.ts")).href;

/** Runs statements with `runner` at hand in a process of their own, as a job on a runner has it. */
async function onRunner(statements: string, variables: Readonly<Record<string, string>> = {}) {
  await using folder = await temporaryFolder({ output: "", summary: "" });
  const script = `import { githubRunner } from ${JSON.stringify(module)}; const runner = await githubRunner(process.env); ${statements}`;
  const { stdout, exitCode } = await execa(process.execPath, ["--input-type=module", "--eval", script], {
    extendEnv: false,
    env: {
      PATH: process.env.PATH ?? "",
      GITHUB_REPOSITORY: "someone/packaging",
      GITHUB_API_URL: "https://ghe.example.org/api/v3",
      RUNNER_TEMP: folder.path,
      GITHUB_OUTPUT: join(folder.path, "output"),
      GITHUB_STEP_SUMMARY: join(folder.path, "summary"),
      ...variables,
    },
    reject: false,
  });
  const read = (name: string) => readFile(join(folder.path, name), "utf8");
  return { stdout, exitCode, output: await read("output"), summary: await read("summary"), temp: folder.path };
}

test("repository, API and temporary folder are the runner's", async () => {
  const { stdout, temp } = await onRunner(
    "const { repository, apiUrl, temp } = runner; console.log(JSON.stringify({ repository, apiUrl, temp }));",
  );
  expect(JSON.parse(stdout)).toEqual({
    repository: { owner: "someone", repo: "packaging" },
    apiUrl: "https://ghe.example.org/api/v3",
    temp,
  });
});

describe("outputs", () => {
  test("are written between delimiters that the value cannot know", async () => {
    const value = "a\nghadelimiter_x\noutcome=forged";
    const { output } = await onRunner(`runner.output("tag", ${JSON.stringify(value)});`);
    const [, delimiter = ""] = /^tag<<(ghadelimiter_[0-9a-f-]{36})\n/.exec(output) ?? [];
    expect(output).toBe(`tag<<${delimiter}\n${value}\n${delimiter}\n`);
  });
});

describe("the summary", () => {
  test("is added to", async () => {
    const { summary } = await onRunner('await runner.summary("# a"); await runner.summary("b");');
    expect(summary).toBe("# a\nb\n");
  });

  test("is left out where a runner has none", async () => {
    const run = await onRunner('await runner.summary("# a"); console.log("on");', { GITHUB_STEP_SUMMARY: "" });
    expect(run).toMatchObject({ stdout: "on", exitCode: 0, summary: "" });
  });
});

test("a summary that cannot be written is a warning: what it tells of is done", async () => {
  const run = await onRunner('await runner.summary("# a"); console.log("on");', { GITHUB_STEP_SUMMARY: "/none/here" });
  expect(run.exitCode).toBe(0);
  const [warning, ...rest] = run.stdout.split("\n");
  expect(warning).toMatch(/^::warning title=flox-upstream::the job summary cannot be written: .*\/none\/here/);
  expect(rest).toEqual(["on"]);
});

describe("a failure", () => {
  test("is an annotation with its place, and the process goes on to end with 1", async () => {
    const run = await onRunner(
      'runner.fail("bad: 100 %\\n::warning::x", { file: "a.nix", line: 3, column: 7 }); console.log("on");',
    );
    expect(run.exitCode).toBe(1);
    expect(run.stdout.split("\n")).toEqual([
      "::error title=flox-upstream,file=a.nix,line=3,col=7::bad: 100 %25%0A::warning::x",
      "on",
    ]);
  });

  test("without a place names none", async () => {
    expect((await onRunner('runner.fail("bad");')).stdout).toBe("::error title=flox-upstream::bad");
  });
});

test.each([
  ["nothing", {}],
  ["no repository", { RUNNER_TEMP: "/tmp" }],
  ["no temporary folder", { GITHUB_REPOSITORY: "o/r" }],
])("without a runner's variables there is none: %s", async (_, env) => {
  expect(await problemOf(githubRunner(env))).toMatchObject({
    kind: "usage",
    hint: "In a terminal, run flox-upstream.",
  });
});
