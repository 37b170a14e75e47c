import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { ScanDocument } from "../src/documents/scan.ts";
import { exitCodes, isProblem, location, Problem, type ProblemOptions } from "../src/errors.ts";
import type { CommandName, InputName } from "../src/inputs/definitions.ts";
import type { GivenInputs } from "../src/inputs/read.ts";
import { problemText, runCommand, unforeseen } from "../src/main.ts";
import { realWorld } from "../src/world/real.ts";
import type { Runner } from "../src/world/runner.ts";
import { engineFiles } from "./helpers/engine.ts";
import { temporaryFolder } from "./helpers/folders.ts";
import { memoryLog } from "./helpers/log.ts";
import { problemOf } from "./helpers/problems.ts";
import { tgz } from "./helpers/tar.ts";

describe("a problem as text", () => {
  const text = (message: string, options: Partial<ProblemOptions>) =>
    problemText(new Problem(message, { kind: "input", ...options }));

  test.each<[string, Partial<ProblemOptions>, string]>([
    ["it is bad", {}, "it is bad"],
    ["it is bad", { hint: "Mend it." }, "it is bad\nMend it."],
    ["it is bad", { where: { file: "a.nix", line: 3, column: 7 }, hint: "Mend it." }, "a.nix:3:7: it is bad\nMend it."],
    ["it is bad", { where: { file: "a.nix" } }, "a.nix: it is bad"],
    ["a.nix cannot be written", { where: { file: "a.nix" } }, "a.nix cannot be written"],
    ["it is bad", { where: { file: "a.nix", input: "config" } }, "a.nix: it is bad"],
    ['"x" is not a set', { where: { input: "constraint" } }, 'constraint: "x" is not a set'],
    ['input "tag": bad', { where: { input: "tag" } }, 'input "tag": bad'],
  ])("%s %j", (message, options, expected) => expect(text(message, options)).toBe(expected));

  test("names a file once", async () => {
    await using folder = await temporaryFolder({ file: "" });
    const { files } = realWorld({}, { log: memoryLog() });
    const missing = join(folder.path, "missing");
    const below = join(folder.path, "file/below");
    const said = await Promise.all(
      [files.open(missing), files.open(folder.path), files.read(folder.path), files.makeFolder(below)].map(
        async (attempt) => problemText(await problemOf(attempt)),
      ),
    );
    expect(said).toEqual([
      `${missing}: there is no such file`,
      `${folder.path} is a folder, not a file`,
      `${folder.path} cannot be read: EISDIR`,
      `${below} cannot be made: ENOTDIR\nName another place, or make it writable.`,
    ]);
  });
});

test.each([
  [{}, ""],
  [{ input: "tag" }, ""],
  [{ file: "a" }, "a"],
  [{ file: "a", line: 1 }, "a:1"],
  [{ file: "a", line: 1, column: 2 }, "a:1:2"],
])("the location of %j", (where, text) => expect(location(where)).toBe(text));

test("problems keep what they were given, and are told from other errors", () => {
  const cause = new Error("cause");
  const problem = new Problem("m", { kind: "outside", where: { file: "f" }, hint: "h", cause });
  expect(problem).toMatchObject({
    name: "Problem",
    message: "m",
    kind: "outside",
    where: { file: "f" },
    hint: "h",
    cause,
  });
  expect(new Problem("m", { kind: "usage" })).toMatchObject({ where: {}, hint: undefined });
  expect(new Problem("m", { kind: "usage" })).not.toHaveProperty("cause");
  expect([problem, cause, undefined, { kind: "usage" }].map(isProblem)).toEqual([true, false, false, false]);
  expect(exitCodes).toEqual({ blocked: 1, usage: 2, input: 2, outside: 3 });
});

test.each([
  [new TypeError("x is not a function"), /please report it: TypeError: x is not a function\n +at /],
  ["a text", /please report it: a text$/],
  [undefined, /please report it: undefined$/],
  [null, /please report it: null$/],
])("what nobody foresaw: %s", (error, text) => expect(unforeseen(error)).toMatch(text));

describe("a run", () => {
  async function run(
    command: CommandName,
    options: Partial<Record<InputName, string>>,
    { env = {}, operands = [], runner }: { env?: Record<string, string>; operands?: string[]; runner?: Runner } = {},
  ) {
    const log = memoryLog();
    const given: GivenInputs = new Map(
      Object.entries(options).map(([name, text]) => [name as InputName, { text, from: "option" }] as const),
    );
    const { inputs, result } = await runCommand(realWorld(env, { log }), command, given, operands, runner);
    return { inputs, document: result.document as ScanDocument, secrets: log.secrets };
  }

  const inFolder = (folder: string) =>
    Object.fromEntries(Object.entries(engineFiles).map(([path, text]) => [join(folder, path), text]));

  test("takes what the configuration file sets, and options before it", async () => {
    const config = "directory: NAME/one\nupstream: acme/engine\n";
    await using folder = await temporaryFolder({ ...inFolder("one"), ...inFolder("two") });
    await using other = await temporaryFolder({ "c.yml": config.replace("NAME", folder.path) });
    const file = join(other.path, "c.yml");
    const configured = await run("scan", { config: file });
    expect(configured.inputs.directory).toBe(join(folder.path, "one"));
    expect(configured.document.packages.map(({ attribute }) => attribute)).toContain("engine-tools");
    const overridden = await run("scan", { config: file, directory: join(folder.path, "two") });
    expect(overridden.inputs).toMatchObject({ directory: join(folder.path, "two"), upstream: { owner: "acme" } });
  });

  test("tells what is wrong in the configuration file with its place", async () => {
    await using folder = await temporaryFolder({
      "c.yml": "directory: x\nversioning: calver\n",
      "d.yml": "drectory: x",
    });
    const problem = await problemOf(run("scan", { config: join(folder.path, "c.yml") }));
    expect(problemText(problem)).toBe(
      `${join(folder.path, "c.yml")}:2:1: "versioning" in the configuration file: "calver" is not known\nWrite one of: pep440, semver.`,
    );
    expect((await problemOf(run("scan", { config: join(folder.path, "d.yml") }))).message).toContain(
      "did you mean directory?",
    );
  });

  test("needs a configuration file only where one is named", async () => {
    await using folder = await temporaryFolder(engineFiles);
    const there = { directory: folder.path, upstream: "acme/engine" };
    expect((await run("scan", there)).inputs.config).toBe(".github/flox-upstream.yml");
    expect((await run("scan", { ...there, config: "" })).document.packages).toHaveLength(5);
    const problem = await problemOf(run("scan", { ...there, config: join(folder.path, "none.yml") }));
    expect(problem).toMatchObject({ kind: "input", where: { file: join(folder.path, "none.yml"), input: "config" } });
  });

  test("does not read it for a command that has no use for it", async () => {
    await using folder = await temporaryFolder({ "c.yml": "[", "a.tgz": tgz({ path: "x" }) });
    const { document } = await run(
      "hash",
      { config: join(folder.path, "c.yml") },
      { operands: [join(folder.path, "a.tgz")] },
    );
    expect(document).toMatchObject({ schema: 1 });
  });

  test("masks secrets wherever they come from, before the command runs", async () => {
    await using folder = await temporaryFolder(engineFiles);
    const there = { directory: folder.path, upstream: "acme/engine" };
    const env = { GITHUB_TOKEN: "from-environment" };
    expect((await run("scan", there, { env })).secrets).toEqual(["from-environment"]);
    const given = await run("scan", { ...there, token: "given", "upstream-token": "other" }, { env });
    expect([...given.secrets].toSorted()).toEqual(["given", "other"]);
    const log = memoryLog();
    const failing = runCommand(
      realWorld({}, { log }),
      "scan",
      new Map([
        ["token", { text: "given", from: "option" }],
        ["directory", { text: "/nowhere", from: "option" }],
      ]),
      [],
      undefined,
    );
    await problemOf(failing);
    expect(log.secrets).toEqual(["given"]);
  });

  test("of the action takes no token from the environment: it is an input there", async () => {
    await using folder = await temporaryFolder(engineFiles);
    const there = { directory: folder.path, upstream: "acme/engine" };
    const runner: Runner = {
      repository: { owner: "o", repo: "r" },
      apiUrl: "https://api.example.org",
      serverUrl: "https://example.org",
      branch: "main",
      runUrl: undefined,
      temp: folder.path,
      output: () => undefined,
      summary: async () => undefined,
      fail: () => undefined,
    };
    const env = { GITHUB_TOKEN: "from-environment", GH_TOKEN: "too" };
    expect((await run("scan", there, { env, runner })).inputs.token).toBeUndefined();
    expect((await run("scan", there, { env })).inputs.token).toBe("from-environment");
  });
});
