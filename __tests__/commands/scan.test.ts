import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { scanSchema } from "../../src/documents/scan.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { dist } from "../helpers/packaging.ts";

const root = join(import.meta.dirname, "..", "..");

async function scan(cwd: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [join(dist, "cli.js"), "scan", ...args], {
    cwd,
    reject: false,
    env: { NO_COLOR: "1" },
  });
  return { exitCode, stdout, stderr };
}

describe("a directory", () => {
  test("dagster-build: every package, every pin with its place, nothing left over", async () => {
    const run = await scan(root, "--json", "--directory", "dagster-build");
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const document = scanSchema.parse(JSON.parse(run.stdout));
    expect(document.packages.map(({ attribute, role, version }) => `${attribute} ${role} ${version?.value}`)).toEqual([
      expect.stringMatching(/^dagster built /),
      expect.stringMatching(/^dagster-complete join /),
      expect.stringMatching(/^dagster-graphql built /),
      expect.stringMatching(/^dagster-pipes built /),
      expect.stringMatching(/^dagster-postgres built /),
      expect.stringMatching(/^dagster-shared built /),
      "dagster-src source undefined",
      expect.stringMatching(/^dagster-webserver built /),
    ]);
    expect(document.refusals).toEqual([]);

    // Each place is where the text stands.
    const at = async (file: string, line: number, column: number) =>
      (await readFile(join(root, "dagster-build", file), "latin1")).split("\n")[line - 1]?.slice(column - 1) ?? "";
    for (const { version } of document.packages) {
      if (version !== null) expect(await at(version.file, version.line, version.column)).toMatch(`${version.value}"`);
    }
    const pins = document.packages.flatMap((entry) => entry.pins);
    expect(new Set(pins.map(({ file, fetcher, origin }) => `${fetcher} ${origin} ${file}`))).toEqual(
      new Set([
        "fetchFromGitHub upstream .flox/pkgs/dagster-src.nix",
        "fetchPypi pypi .flox/pkgs/dagster-webserver.nix",
      ]),
    );
    for (const { file, line, column, fetcher } of pins) expect(await at(file, line, column)).toMatch(fetcher);
  });

  test("for people: the packages and the sources as tables", async () => {
    const { stdout, exitCode } = await scan(root, "--directory", "dagster-build");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Package +Role +Version +Followed +Because +Where$/m);
    expect(stdout).toMatch(
      /^fetchPypi +dagster-webserver \S+ +sha256-\S+ +\.flox\/pkgs\/dagster-webserver\.nix:16:9$/m,
    );
  });
});

describe("single files", () => {
  const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
}
`;

  test("are listed with their pins, wherever they are", async () => {
    await using folder = await temporaryFolder({ "a/src.nix": source, "b/default.nix": source });
    const run = await scan(folder.path, "--json", "a/src.nix", "b/default.nix");
    expect(run.exitCode).toBe(0);
    const { packages } = scanSchema.parse(JSON.parse(run.stdout));
    expect(packages.map(({ attribute, file }) => [attribute, file])).toEqual([
      ["src", "a/src.nix"],
      ["b", "b/default.nix"],
    ]);
    expect(packages[0]?.pins).toEqual([
      {
        file: "a/src.nix",
        line: 2,
        column: 1,
        fetcher: "fetchFromGitHub",
        origin: "upstream",
        ref: "1.12.1",
        project: null,
        version: null,
        hash: "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=",
        hashMode: "nar",
        url: "https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz",
      },
    ]);
  });

  test.each([
    ["a missing semicolon", "{\n  a = 1\n}\n", "3:1"],
    ["a string that does not end", '{ a = "x; }\n', "1:8"],
    ["a column in bytes after other characters", '{ a = "äö"; b = ; }\n', "1:19"],
    ["an empty file", "", "1:1"],
  ])("%s: exit code 2, with file, line and column, and nothing on standard output", async (_, text, place) => {
    await using folder = await temporaryFolder({ "bad.nix": text, "good.nix": source });
    const run = await scan(folder.path, "--json", "good.nix", "bad.nix");
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(`bad.nix:${place}: `);
  });

  test("one that is not there: exit code 2, by its name", async () => {
    await using folder = await temporaryFolder({ "good.nix": source });
    const run = await scan(folder.path, "good.nix", "nowhere.nix");
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain("nowhere.nix: there is no such file");
  });
});
