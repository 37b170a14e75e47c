import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { packagingPython, pythonsByPackage } from "../../src/flox/python.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { fromBytes } from "../../src/nix/source.ts";
import { type EngineOptions, readEngine } from "../helpers/engine.ts";

describe("the packaging's Python", () => {
  test.each<[string, EngineOptions, [number, number]]>([
    ["is what the packages name", {}, [3, 13]],
    ["is another", { replace: { python313Packages: "python311Packages" } }, [3, 11]],
    ["of one digit", { replace: { python313Packages: "python39Packages" } }, [3, 9]],
    [
      "by the interpreter's name",
      { replace: { "{ python313Packages": "{ python312", "python313Packages.": "python312.pkgs." } },
      [3, 12],
    ],
    ["is nixpkgs' own where no version is named", { replace: { python313Packages: "python3Packages" } }, [3, 13]],
    [
      "is what most name",
      {
        files: {
          "engine-web.nix":
            '{ python311Packages, engine-src }: python311Packages.buildPythonPackage { pname = "engine-web"; version = "1"; src = engine-src; }',
        },
      },
      [3, 13],
    ],
    [
      "does not go by comments and strings",
      {
        replace: { 'pname = "engine"': '# python310Packages python310Packages python310Packages\n  pname = "engine"' },
      },
      [3, 13],
    ],
    [
      "does not go by other packages",
      {
        replace: { python313Packages: "python3Packages" },
        files: {
          "other.nix": '{ python311Packages }: python311Packages.buildPythonPackage { pname = "o"; version = "9"; }',
        },
      },
      [3, 13],
    ],
  ])("%s", (_, options, expected) => expect(packagingPython(readEngine(options))).toEqual(expected));

  test("is each package's own where it names one", () => {
    const call = 'pname = "engine-web"; version = "1"; src = engine-src;';
    const repository = readEngine({
      files: {
        "engine-web.nix": `{ python311Packages, engine-src }: python311Packages.buildPythonPackage { ${call} }`,
        "engine-tools.nix": `{ python3Packages, engine-src }: python3Packages.buildPythonPackage { ${call.replace("web", "tools")} }`,
      },
    });
    const pythons = pythonsByPackage(repository);
    expect(["engine", "engine-web", "engine-tools"].map((attribute) => pythons.get(attribute))).toEqual([
      [3, 13],
      [3, 11],
      [3, 13],
    ]);
  });

  test("of this repository's own packaging is 3.13", async () => {
    const folder = join(import.meta.dirname, "../../dagster-build/.flox/pkgs");
    const names = await readdir(folder);
    const files = await Promise.all(
      names.map(async (name) => [`.flox/pkgs/${name}`, fromBytes(await readFile(join(folder, name)))] as const),
    );
    const repository = readRepository({ files: new Map(files), upstream: { owner: "dagster-io", repo: "dagster" } });
    expect(packagingPython(repository)).toEqual([3, 13]);
  });
});
