import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { systemsOfManifest } from "../../src/flox/manifest.ts";
import { matrix, runnerLabels, type System, systems } from "../../src/flox/systems.ts";
import { problemThrown } from "../helpers/problems.ts";

const implicit = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

describe("a manifest's systems", () => {
  test.each([
    [
      "listed",
      'version = 1\n[options]\nsystems = ["aarch64-darwin", "x86_64-linux"]\n',
      ["aarch64-darwin", "x86_64-linux"],
    ],
    ["all four", `[options]\nsystems = ${JSON.stringify(systems)}`, systems],
    ["not listed", "version = 1\n[install]\n[options]\n", implicit],
    ["no options", "version = 1\n", implicit],
    ["no manifest", "", implicit],
    ["with CRLF", 'version = 1\r\n[options]\r\nsystems = ["x86_64-linux"]\r\n', ["x86_64-linux"]],
  ])("%s", (_, manifest, expected) => expect(systemsOfManifest(manifest)).toEqual(expected));

  test("of this repository's own packaging are all four", async () => {
    const manifest = join(import.meta.dirname, "../../dagster-build/.flox/env/manifest.toml");
    expect(systemsOfManifest(await readFile(manifest, "utf8"))).toEqual(systems);
  });

  test.each([
    ["an unknown one", '[options]\nsystems = ["x86_64-linux", "riscv64-linux"]'],
    ["none", "[options]\nsystems = []"],
    ["a text", '[options]\nsystems = "x86_64-linux"'],
    ["a number", "[options]\nsystems = [1]"],
    ["a list in a list", '[options]\nsystems = [["x86_64-linux"]]'],
    ["options that are no table", "options = 3"],
    ["options that are a list", "options = []"],
  ])("%s: refused, with the file", (_, manifest) => {
    expect(problemThrown(() => systemsOfManifest(manifest))).toMatchObject({
      kind: "input",
      where: { file: ".flox/env/manifest.toml" },
      hint: expect.any(String),
    });
  });

  test.each([
    ["version = 1\n[options\nsystems = []", 2, 9],
    ["version = 1\n\nsystems = [", 3, 11],
    ["a = 1\na = 2", 2, 1],
  ])("what is not TOML has a line and a column: %j", (manifest, line, column) => {
    const problem = problemThrown(() => systemsOfManifest(manifest));
    expect(problem.message).toBe("the manifest is not valid TOML");
    expect(problem.where).toEqual({ file: ".flox/env/manifest.toml", line, column });
    expect(problem.cause).toBeDefined();
  });
});

describe("the matrix", () => {
  test("has GitHub's labels", () => {
    expect(matrix(systems, new Map())).toEqual([
      { system: "x86_64-linux", runner: "ubuntu-24.04" },
      { system: "aarch64-linux", runner: "ubuntu-24.04-arm" },
      { system: "x86_64-darwin", runner: "macos-15-intel" },
      { system: "aarch64-darwin", runner: "macos-15" },
    ]);
    expect(Object.keys(runnerLabels).toSorted()).toEqual([...systems].toSorted());
  });

  test("keeps the order asked for, each system once, with labels of one's own", () => {
    const wanted: System[] = ["aarch64-darwin", "x86_64-linux", "aarch64-darwin"];
    expect(
      matrix(
        wanted,
        new Map([
          ["x86_64-linux", "mine"],
          ["aarch64-linux", "unused"],
        ]),
      ),
    ).toEqual([
      { system: "aarch64-darwin", runner: "macos-15" },
      { system: "x86_64-linux", runner: "mine" },
    ]);
    expect(matrix([], new Map())).toEqual([]);
  });
});
