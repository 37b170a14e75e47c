import { describe, expect, test } from "@jest/globals";
import { scanDocument } from "../../src/commands/scan.ts";
import { scanSchema } from "../../src/documents/scan.ts";
import type { Package } from "../../src/nix/model.ts";
import { filesAsPackages, readRepository } from "../../src/nix/repository.ts";
import { problemThrown } from "../helpers/problems.ts";
import { type Bump, oldCommit, oldHash, readFiles, upstream } from "./bumping.ts";

const source = `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }`;

/** A package `x.nix` beside `dagster-src.nix`. */
function packageOf(expression: string, given: Partial<Bump> = {}): Package {
  const files = { ".flox/pkgs/dagster-src.nix": source, ".flox/pkgs/x.nix": expression, ...given.files };
  const found = readFiles({ ...given, files }).packages.find(({ attribute }) => attribute === "x");
  if (found === undefined) throw new Error("x is a package");
  return found;
}

const build = (
  more: string,
) => `{ buildPythonPackage, dagster-src, runCommand, lib, fetchPypi, fetchFromGitHub, pkgs, ... }:
buildPythonPackage { pname = "x"; version = "1.12.1"; ${more} }`;

describe("what belongs to the upstream", () => {
  const cases: readonly (readonly [title: string, expression: string, belongs: boolean, because: RegExp])[] = [
    ["its source is", build("src = dagster-src;"), true, /made from a source of the upstream/],
    ["its source is inside", build(`src = "\${dagster-src}/python_modules/x";`), true, /made from/],
    ["its source is copied", build("src = runCommand \"x\" { } ''cp -r ${dagster-src}/x $out'';"), true, /made from/],
    [
      "its source is a let",
      `{ buildPythonPackage, pkgs }: let inherit (pkgs) dagster-src; s = dagster-src; in buildPythonPackage { src = s; }`,
      true,
      /made from/,
    ],
    ["an unknown function has its source", build("src = lib.somehow { inherit dagster-src; };"), true, /made from/],
    [
      "its script mentions a source",
      build(`src = ./.; postPatch = "cp \${dagster-src}/LICENSE .";`),
      true,
      /made from/,
    ],
    ["its sources", build("srcs = [ ./. dagster-src ];"), true, /made from/],
    [
      "another package's source",
      `{ buildPythonPackage, y }: buildPythonPackage { inherit (y) src; }`,
      true,
      /made from/,
    ],
    [
      "a source made by a package",
      `{ buildPythonPackage, y }: buildPythonPackage { src = y; }`,
      true,
      /its source is another package's/,
    ],
    [
      "a project of the upstream on PyPI",
      build(`src = fetchPypi { pname = "Dagster.Pipes"; version = "1.12.1"; hash = ""; };`),
      true,
      /dagster-pipes on PyPI/,
    ],
    [
      "someone else's on PyPI",
      build(`src = fetchPypi { pname = "x"; version = "1.12.1"; hash = ""; };`),
      false,
      /nothing of the upstream/,
    ],
    [
      "a dependency alone is not enough",
      `{ buildPythonPackage, y }: buildPythonPackage { pname = "x"; version = "1.12.1"; src = ./.; dependencies = [ y ]; }`,
      false,
      /nothing of the upstream/,
    ],
    [
      "tests in passthru are not enough",
      build("src = ./.; passthru.tests.x = dagster-src;"),
      false,
      /nothing of the upstream/,
    ],
    [
      "its metadata is not enough",
      build("src = ./.; meta = { inherit (dagster-src) name; };"),
      false,
      /nothing of the upstream/,
    ],
    [
      "another owner's",
      build(`src = fetchFromGitHub { owner = "x"; repo = "dagster"; rev = "1.12.1"; };`),
      false,
      /nothing/,
    ],
    ["a text with its path", '{ writeText, dagster-src }: writeText "x" "${dagster-src}"', true, /made from/],
    ["a set of packages", "{ dagster-src }: { inherit dagster-src; }", false, /it is a set, and no package/],
    ["another name of one", "{ y }: y", false, /it is y under another name/],
    [
      "a join at the release",
      `{ symlinkJoin, y }: symlinkJoin { name = "x-1.12.1"; paths = [ y ]; }`,
      true,
      /joins y and bears the pinned release, 1\.12\.1/,
    ],
    [
      "a join of joins",
      `{ buildEnv, y, python3 }: buildEnv { name = "x"; version = "1.12.1"; paths = [ (python3.withPackages (ps: [ y ])) ]; }`,
      true,
      /joins y/,
    ],
    [
      "Python's own join",
      `{ python3, y }: python3.buildEnv.override { extraLibs = [ y ]; name = "x-1.12.1"; }`,
      true,
      /joins y/,
    ],
    [
      "a join with its own version",
      `{ symlinkJoin, y }: symlinkJoin { name = "x-2.0"; paths = [ y ]; }`,
      false,
      /but its version 2\.0 is not the pinned release/,
    ],
    [
      "a join without a version",
      `{ symlinkJoin, y }: symlinkJoin { name = "x"; paths = [ y ]; }`,
      false,
      /joins y and has no version of its own/,
    ],
    [
      "a wrapper that bears the release and the upstream's name",
      `{ mkDerivation, y }: mkDerivation { pname = "dagster-wrapped"; version = "1.12.1"; dontUnpack = true; buildInputs = [ y ]; }`,
      true,
      /joins y and bears the pinned release, 1\.12\.1/,
    ],
    [
      "what uses one, has no source and bears the same version by chance",
      `{ mkDerivation, y }: mkDerivation { pname = "bridge"; version = "1.12.1"; dontUnpack = true; buildInputs = [ y ]; }`,
      false,
      /it uses y and bears version 1\.12\.1, but is no join, and its name does not begin with dagster/,
    ],
    [
      "a join of others",
      `{ symlinkJoin, hello }: symlinkJoin { name = "x-1.12.1"; paths = [ hello ]; }`,
      false,
      /nothing/,
    ],
  ];

  const other = {
    ".flox/pkgs/y.nix": `{ buildPythonPackage, dagster-src }: buildPythonPackage { pname = "y"; version = "1.12.1"; src = dagster-src; }`,
  };

  test.each(cases)("%s", (_, expression, belongs, because) => {
    const found = packageOf(expression, { files: other });
    expect({ belongs: found.belongs }).toEqual({ belongs });
    expect(found.because).toMatch(because);
  });

  test("from PyPI it is not known without the archive", () => {
    const found = packageOf(build(`src = fetchPypi { pname = "x"; version = "1"; hash = ""; };`), {
      projects: undefined,
    });
    expect(found).toMatchObject({
      belongs: false,
      because: expect.stringContaining("is not known without its archive"),
    });
  });

  test("a join that a run left behind is found by the release that a lock file records", () => {
    const files = { ...other, ".flox/pkgs/dagster-src.nix": source.replace("1.12.1", "1.13.26") };
    const join = `{ symlinkJoin, y }: symlinkJoin { name = "x-1.11.0"; paths = [ y ]; }`;
    expect(packageOf(join, { files }).belongs).toBe(false);
    expect(packageOf(join, { files, options: { releases: new Set(["1.11.0"]) } }).belongs).toBe(true);
  });
});

describe("the directory that a package is built from", () => {
  const cases: readonly (readonly [more: string, directory: string | undefined])[] = [
    [`src = dagster-src; sourceRoot = "\${dagster-src.name}/python_modules/dagster";`, "python_modules/dagster"],
    [`src = dagster-src; sourceRoot = "source/python_modules/dagster/";`, "python_modules/dagster"],
    [`src = dagster-src; sourceRoot = "\${dagster-src.unknown}/a/b";`, "a/b"],
    [`src = dagster-src; sourceRoot = "source";`, ""],
    [`src = dagster-src; sourceRoot = ".";`, ""],
    [`src = dagster-src; sourceRoot = "source/\${lib.somewhere}";`, undefined],
    [`src = dagster-src; sourceRoot = "source/../x";`, undefined],
    [`src = "\${dagster-src}/python_modules/dagster";`, "python_modules/dagster"],
    [`src = dagster-src + "/python_modules/dagster";`, "python_modules/dagster"],
    [`src = "\${dagster-src.outPath}/a/./b//";`, "a/b"],
    [`src = "\${dagster-src}/a"; sourceRoot = "a/b";`, "a/b"],
    [
      "src = runCommand \"x\" { } ''\n  cp -r ${dagster-src}/python_modules/dagster $out\n  chmod -R +w $out\n'';",
      "python_modules/dagster",
    ],
    ["src = runCommand \"x\" { } ''cp -r \"${dagster-src}/a/b\"/. $out; ls ${dagster-src}/a/b'';", "a/b"],
    ["src = runCommand \"x\" { } ''cp -r ${dagster-src}/a $out; cp ${dagster-src}/b $out'';", undefined],
    ["src = dagster-src;", undefined],
  ];

  test.each(cases)("%s", (more, directory) => {
    expect(packageOf(build(more)).sourceDirectory).toBe(directory);
  });
});

describe("names, versions, uses", () => {
  test("a version is where its literal stands, also as a part of a name or of another package", () => {
    expect(packageOf(`{ stdenv }:\nstdenv.mkDerivation { name = "foo-bar-1.2"; }`)).toMatchObject({
      name: "foo-bar",
      version: { value: "1.2", file: ".flox/pkgs/x.nix", line: 2, column: 39 },
    });
    const follows = packageOf('{ stdenv, y }: stdenv.mkDerivation { pname = "x"; inherit (y) version; }', {
      files: { ".flox/pkgs/y.nix": `{ stdenv }:\nstdenv.mkDerivation { pname = "y"; version = "3"; }` },
    });
    expect(follows).toMatchObject({ version: { value: "3", file: ".flox/pkgs/y.nix", line: 2 }, uses: [] });
  });

  test("packages inside of a file have names below its own", () => {
    const files = {
      ".flox/pkgs/all.nix": `{ buildPythonPackage, dagster-src, buildEnv }:
let
  a = buildPythonPackage { pname = "a"; version = "1.12.1"; src = dagster-src; };
  twin = python: buildPythonPackage { pname = "b"; version = "1.12.1"; src = dagster-src; dependencies = [ a python ]; };
in buildEnv { name = "all-1.12.1"; paths = [ (twin 1) (twin 2) ]; }`,
      ".flox/pkgs/dagster-src.nix": source,
    };
    const { packages } = readFiles({ files });
    expect(packages.map(({ attribute, within, uses }) => [attribute, within, uses.toSorted()])).toEqual([
      ["all", undefined, ["all/b", "all/b#2"]],
      ["dagster-src", undefined, []],
      ["all/b", "all", ["all/a", "dagster-src"]],
      ["all/b#2", "all", ["all/a", "dagster-src"]],
      ["all/a", "all", ["dagster-src"]],
    ]);
  });

  test("a package that asks for its own name gets nixpkgs'", () => {
    expect(packageOf('{ x }: x.overrideAttrs { version = "2"; }')).toMatchObject({ version: { value: "2" }, uses: [] });
  });
});

describe("files that cannot be read", () => {
  test("a package, or a file that one reaches, with where it stops being Nix", () => {
    const broken = "{ }:\n{ a = ; }";
    const where = { line: 2, column: 7 };
    expect(problemThrown(() => packageOf(broken))).toMatchObject({
      kind: "input",
      where: { file: ".flox/pkgs/x.nix", ...where },
    });
    const reached = () => packageOf("{ callPackage }: callPackage ../../b.nix { }", { files: { "b.nix": broken } });
    expect(problemThrown(reached)).toMatchObject({ kind: "input", where: { file: "b.nix", ...where } });
  });

  test("what no package reaches need not be Nix", () => {
    expect(readFiles({ files: { ".flox/pkgs/a.nix": "{ }: { }", "broken.nix": "{" } }).refusals).toEqual([]);
  });

  test("nothing at all is an empty repository", () => {
    expect(readFiles({ files: { "README.md": "1.12.1" } })).toMatchObject({ packages: [], pins: [], refusals: [] });
  });
});

describe("expressions without an end, and very large ones", () => {
  test.each([
    ["a value that is itself", "let x = x; in x"],
    [
      "a set that has itself",
      "let x = { inherit x; pname = x.pname; }; in { buildPythonPackage }: buildPythonPackage x",
    ],
    ["a function that calls itself", "let f = n: f (n + 1); in { }: f 1"],
    ["a file that imports itself", "import ./x.nix"],
    ["two files that import each other", "import ./y.nix"],
    ["deep nesting", `{ }: ${"[".repeat(3000)}${"]".repeat(3000)}`],
    ["a long sum", `{ }: ${"1 + ".repeat(5000)}1`],
    [
      "a long chain of lets",
      `{ }: ${Array.from({ length: 3000 }, (_, i) => `let a${i} = ${i === 0 ? 1 : `a${i - 1}`}; in `).join("")}a2999`,
    ],
    [
      "exponential growth",
      `{ f }: let ${Array.from({ length: 60 }, (_, i) => `a${i + 1} = [ a${i} a${i} ];`).join(" ")} a0 = [ ]; in f a60`,
    ],
    ["a set that is its own path", 'let x = { outPath = x; }; in { f }: f "${x}"'],
    [
      "a fold over many sets",
      `{ lib, f }: f (builtins.foldl' lib.recursiveUpdate { } (map (x: { a = x; }) [ ${"1 ".repeat(9000)} ]))`,
    ],
    ["lists in lists", `{ lib, f }: f (lib.flatten ${"[".repeat(9000)}${"]".repeat(9000)})`],
    ["a long list of functions", `{ f }: f (builtins.foldl' (a: g: g a) 1 [ ${"(x: x) ".repeat(9000)} ])`],
    ["exponential calls", `{ f }: let d = g: x: g (g x); in d d d d d d f 1`],
  ])("%s is cut off", (_, expression) => {
    const files = { ".flox/pkgs/y.nix": "import ./x.nix" };
    expect(packageOf(expression, { files })).toMatchObject({ belongs: false, version: undefined });
  });
});

describe("the scan document", () => {
  test("has the shape that its schema says", () => {
    const repository = readFiles({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/x.nix": `# 1.12.1\n${build(`src = dagster-src; vendorHash = "${oldHash}";`)}`,
        "README.md": `Größe: v1.12.1 and ${oldCommit}\n`,
      },
    });
    const document = scanDocument(repository);
    expect(scanSchema.parse(document)).toEqual(document);
    expect(document.packages[1]).toEqual({
      attribute: "x",
      file: ".flox/pkgs/x.nix",
      name: "x",
      role: "built",
      belongs: true,
      because: "it is made from a source of the upstream",
      version: { value: "1.12.1", file: ".flox/pkgs/x.nix", line: 3, column: 46 },
      sourceDirectory: null,
      uses: ["dagster-src"],
      pins: [
        {
          file: ".flox/pkgs/dagster-src.nix",
          line: 1,
          column: 22,
          fetcher: "fetchFromGitHub",
          origin: "upstream",
          ref: "1.12.1",
          project: null,
          version: null,
          hash: oldHash,
          hashMode: "nar",
          url: "https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz",
        },
      ],
    });
    expect(document.leftovers).toEqual([
      { file: ".flox/pkgs/x.nix", line: 1, text: "# 1.12.1" },
      { file: "README.md", line: 1, text: `Größe: v1.12.1 and ${oldCommit}` },
    ]);
    expect(document.refusals).toEqual([
      {
        file: ".flox/pkgs/x.nix",
        line: 3,
        reason: "vendorHash of x depends on the source: only a build can tell the new one",
      },
    ]);
  });

  test("takes single files as packages of their name", () => {
    const paths = ["some/where/dagster.nix", "dagster-pipes/default.nix"];
    expect(filesAsPackages(paths).map(({ attribute }) => attribute)).toEqual(["dagster", "dagster-pipes"]);
    const files = new Map([
      ["some/where/dagster.nix", build(`src = ${source.replace("{ fetchFromGitHub }: ", "")};`)],
      ["dagster-pipes/default.nix", '{ dagster, buildEnv }: buildEnv { name = "p-1.12.1"; paths = [ dagster ]; }'],
    ]);
    const { packages } = readRepository({ files, packages: filesAsPackages(paths), upstream });
    expect(packages.map(({ attribute, belongs }) => [attribute, belongs])).toEqual([
      ["dagster", true],
      ["dagster-pipes", true],
    ]);
  });
});

describe("a package that is left alone", () => {
  const fetched = source.replace("{ fetchFromGitHub }: ", "");
  const files = new Map([
    [".flox/pkgs/dagster-src.nix", source],
    [
      ".flox/pkgs/new.nix",
      `{ dagster-src, stdenv }: stdenv.mkDerivation { pname = "new"; version = "1.12.1"; src = dagster-src; }`,
    ],
    [
      ".flox/pkgs/old.nix",
      `{ dagster-src, stdenv }: stdenv.mkDerivation { pname = "old"; version = "1.12.1"; src = dagster-src; }`,
    ],
    [
      ".flox/pkgs/own.nix",
      `{ fetchFromGitHub, stdenv }: stdenv.mkDerivation { pname = "own"; version = "1.12.1"; src = ${fetched}; }`,
    ],
    [".flox/pkgs/all.nix", `{ own, buildEnv }: buildEnv { name = "all-1.12.1"; paths = [ own ]; }`],
  ]);
  const read = (...leftAlone: string[]) => readRepository({ files, upstream, leftAlone: new Set(leftAlone) });
  const followed = ({ packages, pins }: ReturnType<typeof read>) => ({
    packages: packages.flatMap(({ attribute, belongs }) => (belongs ? [attribute] : [])),
    pins: pins.map(({ file }) => file.replace(".flox/pkgs/", "")),
  });

  test("does not follow, nor do its own source and what joins nothing else", () => {
    expect(followed(read())).toEqual({
      packages: ["all", "dagster-src", "new", "old", "own"],
      pins: ["dagster-src.nix", "own.nix"],
    });
    const repository = read("own");
    expect(followed(repository)).toEqual({ packages: ["dagster-src", "new", "old"], pins: ["dagster-src.nix"] });
    expect(repository.packages.find(({ attribute }) => attribute === "own")?.because).toBe(
      "the configuration leaves it alone",
    );
  });

  test("keeps no source that another package has too, until that is left alone as well", () => {
    expect(followed(read("old", "dagster-src"))).toMatchObject({
      packages: ["all", "new", "own"],
      pins: ["dagster-src.nix", "own.nix"],
    });
    expect(followed(read("old", "new", "dagster-src")).pins).toEqual(["own.nix"]);
  });

  test("may be a join", () => {
    expect(followed(read("all")).packages).toEqual(["dagster-src", "new", "old", "own"]);
  });
});
