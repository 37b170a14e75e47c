import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { satisfies } from "@renovatebot/pep440";
import { temporaryFolder } from "../helpers/folders.ts";
import { describeWith } from "../helpers/needs.ts";
import {
  type EvaluatedPackage,
  evaluatePackages,
  type Nix,
  type NixpkgsOptions,
  temporaryNix,
} from "../helpers/nix.ts";

type Files = Readonly<Record<string, string>>;

let nix: Nix;

/** Evaluates packages, given as files of `.flox/pkgs`. */
async function evaluate(packages: Files, options: NixpkgsOptions = {}): Promise<Record<string, EvaluatedPackage>> {
  const files = Object.fromEntries(Object.entries(packages).map(([name, text]) => [`.flox/pkgs/${name}`, text]));
  await using folder = await temporaryFolder(files);
  return await evaluatePackages(nix, folder.path, options);
}

/** A Python package, `thing` 1.0, which evaluates unless `attributes` make it refuse. */
function thing(attributes: string, { pyproject = "pyproject = true;" } = {}): Files {
  return {
    "thing.nix": `{ python312Packages, python313Packages }: with python313Packages; buildPythonPackage {
      pname = "thing"; version = "1.0"; ${pyproject} ${attributes}
    }`,
  };
}

const requiring = (...requires: string[]): NixpkgsOptions => ({ metadata: { thing: { version: "1.0", requires } } });

interface Case {
  readonly packages: Files;
  readonly options?: NixpkgsOptions;
}

const refused: Record<string, Case & { readonly because: string | RegExp }> = {
  "neither `pyproject` nor `format`": {
    packages: thing("", { pyproject: "" }),
    because: "thing-1.0 does not configure a `format`",
  },
  "`pyproject` and `format`": {
    packages: thing(`format = "setuptools";`),
    because: "sets `pyproject` and `format`",
  },
  "a dependency for another Python": {
    packages: thing("dependencies = [ python312Packages.click ];"),
    because: "Python version mismatch in 'thing-1.0': dependencies has 'python3.12-click'",
  },
  "a build backend for another Python": {
    packages: thing("build-system = [ python312Packages.setuptools ];"),
    because: "Python version mismatch in 'thing-1.0': build-system has 'python3.12-setuptools'",
  },
  "a package of the same directory for another Python": {
    packages: {
      ...thing(""),
      "user.nix": `{ python312Packages, thing }: python312Packages.buildPythonPackage {
        pname = "user"; version = "1.0"; pyproject = true; dependencies = [ thing ]; }`,
    },
    because: "Python version mismatch in 'user-1.0'",
  },
  "a requirement that is missing": {
    packages: thing("dependencies = [ click ];"),
    options: requiring("click", "PyYAML>=5.1"),
    because: "pyyaml not installed",
  },
  "a bound that does not hold": {
    packages: thing("dependencies = [ coloredlogs ];"),
    options: requiring("coloredlogs>=6.1,<=14.0"),
    because: "coloredlogs>=6.1,<=14.0 not satisfied by version 15.0.1",
  },
  "a bound that another nixpkgs breaks": {
    packages: thing("dependencies = [ protobuf ];"),
    options: { ...requiring("protobuf>=4,<7"), versions: { protobuf: "7.34.1" } },
    because: "protobuf>=4,<7 not satisfied by version 7.34.1",
  },
  "a first-party pin at another version": {
    packages: {
      ...thing(""),
      "user.nix": `{ python313Packages, thing }: python313Packages.buildPythonPackage {
        pname = "user"; version = "1.1"; pyproject = true; dependencies = [ thing ]; }`,
    },
    options: { metadata: { user: { version: "1.1", requires: ["thing==1.1"] } } },
    because: "thing==1.1 not satisfied by version 1.0",
  },
  "metadata of another version": {
    packages: thing(""),
    options: { metadata: { thing: { version: "1.0.1", requires: [] } } },
    because: "thing-1.0: the built metadata says version 1.0.1",
  },
  "a Python package that nixpkgs does not have": {
    packages: thing("dependencies = [ docker-image-py ];"),
    because: "undefined variable 'docker-image-py'",
  },
  "an argument that nothing provides": {
    packages: { "thing.nix": "{ docker-image-py }: docker-image-py" },
    because: /without required argument 'docker-image-py'/,
  },
  "a system that the package is not for": {
    packages: thing("meta.platforms = [ ];"),
    because: "is not available on",
  },
  "a join without a name": {
    packages: { "thing.nix": "{ symlinkJoin }: symlinkJoin { paths = [ ]; }" },
    because: "symlinkJoin needs a `name`",
  },
  "an argument that no builder can be given": {
    packages: thing("src = { };"),
    because: "cannot coerce a set to a string",
  },
  "a source with rev and tag": {
    packages: {
      "thing.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "o"; repo = "r"; rev = "1"; tag = "1"; hash = ""; }`,
    },
    because: "either `rev` or `tag`",
  },
  "a source without a hash": {
    packages: { "thing.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "o"; repo = "r"; rev = "1"; }` },
    because: "without a hash",
  },
};

const accepted: Record<string, Case> = {
  "a package of nothing but itself": { packages: thing("") },
  "`format` instead of `pyproject`, whose requirements nothing checks": {
    packages: thing(`format = "setuptools";`, { pyproject: "" }),
    options: requiring("click"),
  },
  "a bound that is relaxed": {
    packages: thing(`dependencies = [ coloredlogs ]; pythonRelaxDeps = [ "coloredlogs" ];`),
    options: requiring("coloredlogs<=14.0"),
  },
  "all bounds relaxed": {
    packages: thing("dependencies = [ coloredlogs ]; pythonRelaxDeps = true;"),
    options: requiring("coloredlogs<=14.0"),
  },
  "a requirement that is left out": {
    packages: thing(`pythonRemoveDeps = [ "psycopg2-binary" ];`),
    options: requiring("psycopg2_binary"),
  },
  "a requirement that a dependency brings": {
    packages: {
      ...thing("dependencies = [ click ];"),
      "user.nix": `{ python313Packages, thing }: python313Packages.buildPythonPackage {
        pname = "user"; version = "1.0"; pyproject = true; dependencies = [ thing ]; }`,
    },
    options: { metadata: { user: { version: "1.0", requires: ["thing", "click<9"] } } },
  },
  "metadata of another version where the version is unstable": {
    packages: {
      "thing.nix": `{ python313Packages }: python313Packages.buildPythonPackage {
        pname = "thing"; version = "1.0-unstable-2026-11-02"; pyproject = true; }`,
    },
    options: { metadata: { thing: { version: "1!0+dev", requires: [] } } },
  },
};

describeWith("nix", "the stand-in nixpkgs", () => {
  beforeAll(async () => {
    nix = await temporaryNix();
  });
  afterAll(() => nix.close());

  test.each(Object.entries(refused))("refuses %s", async (_, { packages, options, because }) => {
    await expect(evaluate(packages, options)).rejects.toThrow(because);
  });

  test.each(Object.entries(accepted))("accepts %s", async (_, { packages, options }) => {
    expect(Object.keys(await evaluate(packages, options))).toContain("thing");
  });

  test("takes a package as a function of its final attributes", async () => {
    const { thing } = await evaluate({
      "thing.nix": `{ fetchPypi, python313Packages }: python313Packages.buildPythonPackage (finalAttrs: {
        pname = "thing"; version = "1.0"; pyproject = true;
        src = fetchPypi { inherit (finalAttrs) pname version; hash = ""; };
      })`,
    });
    expect(thing?.source?.name).toBe("thing-1.0.tar.gz");
  });

  test("has the functions that write files", async () => {
    const packages = await evaluate({
      "notes.nix": `{ writeText }: writeText "notes" "Hello"`,
      "start.nix": `{ stdenv, writeShellScriptBin }: writeShellScriptBin "start" "echo \${stdenv.hostPlatform.system}"`,
    });
    expect(Object.keys(packages)).toEqual(["notes", "start"]);
  });

  test("leaves packages of another Python out of an environment, as nixpkgs does", async () => {
    const { complete } = await evaluate({
      "complete.nix": `{ python313, python312Packages, python313Packages, symlinkJoin }: symlinkJoin {
        name = "complete";
        paths = [ (python313.withPackages (_: [ python312Packages.click python313Packages.rich ])) ];
      }`,
    });
    expect(complete?.joins).toEqual(["rich"]);
  });

  const bounds: readonly (readonly [string, string])[] = [
    ["<=14.0", "15.0.1"],
    ["<=14.0", "14.0"],
    ["<=14.0", "14"],
    [">=6.1,<=14.0", "6.1.0"],
    ["==1.12.1", "1.12.1"],
    ["==1.12.1", "1.12.10"],
    ["==1.12.*", "1.12.10"],
    ["==1.12.*", "1.120"],
    ["!=1.6.3,!=1.7.0", "1.7"],
    ["!=1.6.3,!=1.7.0", "1.16.4"],
    ["~=1.4.2", "1.4.10"],
    ["~=1.4.2", "1.5"],
    [">1.9", "1.10"],
    ["<7", "7.0.0"],
    ["", "0.1"],
  ];
  test.each(bounds)("reads the bound %p for version %p as PEP 440 does", async (bound, version) => {
    const file = join(import.meta.dirname, "..", "helpers", "nixpkgs");
    const holds = await nix.evalJson(`
      let
        lib = import ${file}/lib.nix;
        requirement = import ${file}/requirement.nix { inherit lib; };
      in
      requirement.holds (requirement.parse "a_Name[extra] ${bound}") "${version}"`);
    expect(holds).toBe(bound === "" || satisfies(version, bound));
  });
});

describeWith("nix", "packages are found by Flox's rules", () => {
  const aPackage = (name: string) => `{ runCommand }: runCommand "${name}" { } ""`;

  beforeAll(async () => {
    nix = await temporaryNix();
  });
  afterAll(() => nix.close());

  const layouts: Record<string, { files: Files; names: Readonly<Record<string, string>> }> = {
    "a file": { files: { "foo.nix": aPackage("foo") }, names: { foo: "foo" } },
    "a folder with a default.nix": {
      files: { "foo/default.nix": aPackage("foo"), "foo/other.nix": "not Nix" },
      names: { foo: "foo" },
    },
    "a folder of packages": {
      files: { "a/b.nix": aPackage("b"), "a/c/default.nix": aPackage("c") },
      names: { "a.b": "b", "a.c": "c" },
    },
    "a folder beside a file of its name": {
      files: { "foo.nix": aPackage("file"), "foo/bar.nix": aPackage("folder") },
      names: { "foo.bar": "folder" },
    },
    "files that are no packages": {
      files: { "foo.nix": aPackage("foo"), "flake.nix": "{ }", "my-flake.nix": "{ }", "notes.md": "", "a/b.txt": "" },
      names: { foo: "foo" },
    },
    "an addition to a package set, with arguments from that set": {
      files: {
        "python313Packages/thing.nix": `{ buildPythonPackage, click }: buildPythonPackage {
          pname = "thing"; version = "1.0"; pyproject = true; dependencies = [ click ]; }`,
      },
      names: { "python313Packages.thing": "python3.13-thing-1.0" },
    },
    "a package that uses another of the directory": {
      files: {
        "one.nix": aPackage("one"),
        "two.nix": `{ runCommand, one }: runCommand "two-of-\${one.name}" { } ""`,
      },
      names: { one: "one", two: "two-of-one" },
    },
    "a package that asks for its own name, which is nixpkgs'": {
      files: { "python313.nix": `{ python313, runCommand }: runCommand "wrapped-\${python313.name}" { } ""` },
      names: { python313: "wrapped-python3-3.13" },
    },
  };
  test.each(Object.entries(layouts))("%s", async (_, { files, names }) => {
    const found = Object.entries(await evaluate(files)).map(([attribute, { name }]) => [attribute, name]);
    expect(Object.fromEntries(found)).toEqual(names);
  });

  test("a folder named like something that is no package set breaks every package that uses it", async () => {
    const files = { "python313/foo.nix": aPackage("foo"), ...thing("") };
    await expect(evaluate(files)).rejects.toThrow("Cannot extend 'python313', since it is not a package set");
  });

  test("a package that asks for its own name, which nixpkgs does not have, depends on itself", async () => {
    const files = { "foo.nix": `{ foo, runCommand }: runCommand "more-\${foo.name}" { } ""` };
    await expect(evaluate(files)).rejects.toThrow("The package 'foo' depends on itself");
  });
});
