import { describe, expect, test } from "@jest/globals";
import { display } from "../../../src/nix/source.ts";
import { add, backend, extra, type Fix, fix, fixesOf, into, linux, only, own, relax, remove } from "./fixing.ts";
import { type Files, repositoryOf } from "./reading.ts";

const set = "python313Packages, dagster-src, lib";

function file(attributes: string, formals = `{ ${set} }`, before = "") {
  return `${formals}:
${before}python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  ${attributes}
}
`;
}

const pipes = `{ python313Packages, dagster-src, dagster }:
python313Packages.buildPythonPackage {
  pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; dependencies = [ dagster ];
}
`;

function refused(files: Files, fixes: readonly Fix[], attribute = "dagster") {
  const repository = repositoryOf(files);
  const { refusals, after, plan } = fix(repository, fixesOf(attribute, fixes));
  return { refusals, unchanged: [...after].every(([path, text]) => repository.files.get(path) === text), plan };
}

describe("what cannot be done surely is refused by name and reason, and nothing is written", () => {
  test.each<[string, Files, Fix, string]>([
    [
      "a part of the list is not known",
      { "dagster.nix": file("dependencies = [ python313Packages.click ] ++ lib.x;") },
      add("rich"),
      "rich: a part of dependencies is computed, and rich may be in it",
    ],
    [
      "it is there under a condition",
      { "dagster.nix": file("dependencies = with python313Packages; lib.optionals lib.x [ rich ];") },
      add("rich"),
      "rich: rich is there already, if lib.x",
    ],
    [
      "no list",
      { "dagster.nix": file("dependencies = null;") },
      add("rich"),
      "rich: its dependencies is null: write a list",
    ],
    [
      "no list of what builds it",
      { "dagster.nix": file('format = "setuptools"; build-system = null;') },
      backend("hatchling"),
      "hatchling: its build-system is null: write a list",
    ],
    [
      "a backend that only some systems have",
      {
        "dagster.nix": file(
          "pyproject = true; build-system = with python313Packages; [ setuptools ] ++ lib.optionals lib.x [ hatchling ];",
        ),
      },
      backend("hatchling"),
      "hatchling: hatchling is there already, if lib.x",
    ],
    [
      "no list of names",
      { "dagster.nix": file("pythonRelaxDeps = null;") },
      relax("rich"),
      "rich: its pythonRelaxDeps is null: write a list",
    ],
    [
      "not relaxed, in so many words",
      { "dagster.nix": file("pythonRelaxDeps = false;") },
      relax("rich"),
      "rich: its pythonRelaxDeps is false: write a list",
    ],
    [
      "nothing removed, in so many words",
      { "dagster.nix": file("pythonRemoveDeps = false;") },
      remove("rich"),
      "rich: its pythonRemoveDeps is false: write a list",
    ],
    [
      "a list of two packages",
      {
        "dagster.nix": `{ ${set}, symlinkJoin }:
let
  common = with python313Packages; [ click ];
  build = pname: python313Packages.buildPythonPackage {
    inherit pname; version = "1.12.1"; src = dagster-src; dependencies = common;
  };
in
symlinkJoin { name = "all-1.12.1"; paths = [ (build "dagster") (build "dagster-shared") ]; }
`,
      },
      add("rich"),
      "rich: the list at .flox/pkgs/dagster.nix:3 is shared by dagster/dagster-shared and dagster/dagster",
    ],
    [
      "what would stand behind a list of two packages",
      {
        "dagster.nix": `{ ${set}, symlinkJoin }:
let
  build = pname: python313Packages.buildPythonPackage {
    inherit pname; version = "1.12.1"; src = dagster-src;
    dependencies = python313Packages.gql.optional-dependencies.requests;
  };
in
symlinkJoin { name = "all-1.12.1"; paths = [ (build "dagster") (build "dagster-shared") ]; }
`,
      },
      extra("uvicorn", "standard"),
      "uvicorn: dependencies is shared by dagster/dagster-shared and dagster/dagster",
    ],
    [
      "names of two packages",
      {
        "dagster.nix": `{ ${set}, symlinkJoin }:
let
  relaxed = [ "click" ];
  dagster = python313Packages.buildPythonPackage {
    pname = "dagster"; version = "1.12.1"; src = dagster-src; pythonRelaxDeps = relaxed;
  };
  shared = python313Packages.buildPythonPackage {
    pname = "shared"; version = "1.12.1"; src = dagster-src; pythonRelaxDeps = relaxed;
  };
in
symlinkJoin { name = "all-1.12.1"; paths = [ dagster shared ]; }
`,
      },
      relax("rich"),
      "rich: the list at .flox/pkgs/dagster.nix:3 is shared by dagster/shared and dagster/dagster",
    ],
    [
      "the attributes of two packages",
      {
        "dagster.nix": `{ ${set}, symlinkJoin }:
let
  build = pname: python313Packages.buildPythonPackage { inherit pname; version = "1.12.1"; src = dagster-src; };
in
symlinkJoin { name = "all-1.12.1"; paths = [ (build "dagster") (build "dagster-shared") ]; }
`,
      },
      add("rich"),
      "rich: its attributes are shared by dagster/dagster-shared and dagster/dagster",
    ],
    [
      "a package that needs this one",
      { "dagster.nix": file("dependencies = [ ];"), "dagster-pipes.nix": pipes },
      own("dagster-pipes"),
      "dagster-pipes: dagster-pipes is built from dagster itself",
    ],
    [
      "no name means it there",
      {
        "dagster/default.nix": `{ callPackage, python313Packages }:
callPackage ./package.nix { inherit (python313Packages) buildPythonPackage click; }
`,
        "dagster/package.nix": `{ buildPythonPackage, dagster-src, click }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ click ]; }
`,
      },
      add("rich"),
      "rich: no name that can stand in dependencies means the Python set's rich there: pass it as click is passed, and name it among the formals",
    ],
    [
      "a function that is called with a set of its own",
      {
        "dagster/default.nix": `{ python313Packages, dagster-src }:
import ./package.nix { inherit (python313Packages) buildPythonPackage click; inherit dagster-src; }
`,
        "dagster/package.nix": `{ buildPythonPackage, dagster-src, click }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ click ]; }
`,
      },
      add("rich"),
      "rich: no name that can stand in dependencies means the Python set's rich there: pass it as click is passed, and name it among the formals",
    ],
    [
      "a function that is called in two ways",
      {
        "dagster/default.nix": "{ python313Packages }: python313Packages.callPackage ./package.nix { }\n",
        "dagster/package.nix": `{ buildPythonPackage, dagster-src, click }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ click ]; }
`,
        "other.nix": `{ python313Packages, runCommand }:
let
  dagster = import ./dagster/package.nix { inherit (python313Packages) buildPythonPackage click; dagster-src = null; };
in
runCommand "other" { } "echo \${dagster.pname} > $out"
`,
      },
      add("rich"),
      "rich: no name that can stand in dependencies means the Python set's rich there",
    ],
    [
      "a name that is bound to something else, and no set at hand",
      {
        "python313Packages/dagster.nix": `{ buildPythonPackage, dagster-src }:
let rich = null; in
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ ]; }
`,
      },
      add("rich"),
      "rich: no name that can stand in dependencies means the Python set's rich there",
    ],
    [
      "a name that Nix does not take",
      { "dagster.nix": file("dependencies = [ ];") },
      add("github3.py"),
      "github3.py: github3.py is not a name that Nix takes without quotes",
    ],
    [
      "code in a name",
      { "dagster.nix": file("dependencies = [ ];") },
      add("x ]; y = [ z"),
      "x ]; y = [ z: x ]; y = [ z is not a name that Nix takes without quotes",
    ],
    [
      "code in an extra",
      { "dagster.nix": file("dependencies = [ ];") },
      extra("uvicorn", "x; y"),
      "uvicorn: uvicorn[x; y] is not a name that Nix takes without quotes",
    ],
    [
      "code in a string",
      { "dagster.nix": file("dependencies = [ ];") },
      relax('x" (abort "y") "'),
      'x" (abort "y") ": "x\\" (abort \\"y\\") \\"" is no project\'s name',
    ],
    [
      "a computed list of names",
      { "dagster.nix": file('pythonRemoveDeps = [ "x" ] ++ lib.x;') },
      remove("y"),
      "y: its pythonRemoveDeps is computed",
    ],
    [
      "a wheel",
      { "dagster.nix": file('format = "wheel";') },
      backend("hatchling"),
      "hatchling: it is a wheel, which is not built",
    ],
    [
      "a computed format",
      { "dagster.nix": file("format = lib.x;") },
      backend("hatchling"),
      "hatchling: its format is not a plain string",
    ],
    [
      "a format that the source is fetched by",
      {
        "dagster.nix": `{ python313Packages, fetchPypi }:
python313Packages.buildPythonPackage rec {
  pname = "dagster"; version = "1.12.1"; format = "setuptools";
  src = fetchPypi { inherit pname version format; hash = ""; };
}
`,
      },
      backend("hatchling"),
      "hatchling: what is written for it means something else there",
    ],
    [
      "an extra that the file does not offer",
      { "dagster.nix": file("optional-dependencies.docker = [ ];") },
      into("dockers", add("rich")),
      "rich: it offers no optional-dependencies.dockers",
    ],
    [
      "an extra that is nothing",
      { "dagster.nix": file("optional-dependencies.docker = null;") },
      into("docker", add("rich")),
      "rich: it offers no optional-dependencies.docker",
    ],
    [
      "an extra that is computed",
      { "dagster.nix": file("optional-dependencies.docker = [ ] ++ lib.x;") },
      into("docker", add("rich")),
      "rich: a part of optional-dependencies.docker is computed, and rich may be in it",
    ],
    [
      "extras in two places",
      { "dagster.nix": file("optional-dependencies.x = [ ]; passthru.optional-dependencies.x = [ ];") },
      into("x", add("rich")),
      "rich: it has optional-dependencies beside those in passthru",
    ],
    [
      "an extra that another one holds, which is not to have it",
      {
        "dagster.nix": file(`optional-dependencies = rec {
    api = with python313Packages; [ click ];
    all = api;
  };`),
      },
      into("api", add("rich")),
      "rich: the list at .flox/pkgs/dagster.nix:7 is shared by optional-dependencies.api and optional-dependencies.all",
    ],
    [
      "what would go behind an extra that another one holds",
      {
        "dagster.nix": file(`optional-dependencies = rec {
    api = with python313Packages; [ gql ];
    all = api;
  };`),
      },
      into("api", extra("gql", "requests")),
      "gql: what is put behind optional-dependencies.api would go to optional-dependencies.all as well",
    ],
    [
      "an extra that another one holds under a condition",
      {
        "dagster.nix": file(`optional-dependencies = rec {
    api = with python313Packages; [ click ];
    all = lib.optionals lib.x api;
  };`),
      },
      into("api", add("rich")),
      "rich: the list at .flox/pkgs/dagster.nix:7 is shared by optional-dependencies.api and optional-dependencies.all",
    ],
    [
      "nixpkgs is asked before the Python set: who has a name is not known",
      {
        "dagster.nix": file("dependencies = [ click ];", "{ python313Packages, dagster-src, pkgs }").replace(
          "[ click ]",
          "with python313Packages; with pkgs; [ click ]",
        ),
      },
      add("rich"),
      "rich: a part of dependencies is computed, and rich may be in it",
    ],
    [
      "neither lib nor stdenv is there",
      { "dagster.nix": file("dependencies = [ python313Packages.click ];", "{ python313Packages, dagster-src }") },
      only(linux, add("psutil")),
      "psutil: lib and stdenv are not among the names there, or are other ones",
    ],
    [
      "stdenv is there by a with alone",
      {
        "dagster.nix": file(
          "dependencies = [ python313Packages.click ];",
          "{ python313Packages, dagster-src, lib, pkgs }",
          "with pkgs; ",
        ),
      },
      only(linux, add("psutil")),
      "psutil: lib and stdenv are not among the names there, or are other ones",
    ],
    [
      "stdenv is another one",
      {
        "dagster.nix": file(
          "dependencies = [ python313Packages.click ];",
          "{ python313Packages, dagster-src, lib, pkgs }",
          "let stdenv = pkgs.pkgsCross.mingw32.stdenv; in ",
        ),
      },
      only(linux, add("psutil")),
      "psutil: lib and stdenv are not among the names there, or are other ones",
    ],
    [
      "lib is another one",
      {
        "dagster.nix": file(
          "dependencies = [ python313Packages.click ];",
          "{ python313Packages, dagster-src, stdenv, pkgs }",
          "let lib = { optionals = a: b: b; }; in ",
        ),
      },
      only(linux, add("psutil")),
      "psutil: lib and stdenv are not among the names there, or are other ones",
    ],
    [
      "no list yet, and no stdenv",
      { "dagster.nix": file("") },
      only(linux, add("psutil")),
      "psutil: lib and stdenv are not among the names there, or are other ones",
    ],
    [
      "systems that no plain condition stands for",
      { "dagster.nix": file("dependencies = [ ];", `{ ${set}, stdenv }`) },
      only(["x86_64-linux", "aarch64-darwin"], add("psutil")),
      "psutil: no plain condition stands for x86_64-linux and aarch64-darwin",
    ],
    [
      "three of the systems",
      { "dagster.nix": file("dependencies = [ ];", `{ ${set}, stdenv }`) },
      only([...linux, "aarch64-darwin"], add("psutil")),
      "psutil: no plain condition stands for x86_64-linux and aarch64-linux and aarch64-darwin",
    ],
    [
      "it is there for some of these systems",
      {
        "dagster.nix": file(
          "dependencies = with python313Packages; lib.optionals stdenv.isAarch64 [ psutil ];",
          `{ ${set}, stdenv }`,
        ),
      },
      only(linux, add("psutil")),
      "psutil: psutil is there already, if stdenv.isAarch64",
    ],
    [
      "it is there, and nobody knows on which systems",
      {
        "dagster.nix": file(
          "dependencies = with python313Packages; lib.optionals lib.x [ psutil ];",
          `{ ${set}, stdenv }`,
        ),
      },
      only(linux, add("psutil")),
      "psutil: psutil is there already, if lib.x",
    ],
    [
      "either of two lists, with no end to put anything behind",
      {
        "dagster.nix": file(
          "dependencies = with python313Packages; if lib.x then [ click ] else [ six ];",
          `{ ${set}, stdenv }`,
        ),
      },
      only(linux, add("psutil")),
      "psutil: dependencies is computed in a way that nothing can be put behind",
    ],
    [
      "a package that is no Python package",
      { "dagster.nix": `{ stdenv, dagster-src }: stdenv.mkDerivation { name = "dagster-1.12.1"; src = dagster-src; }` },
      add("rich"),
      "rich: dagster is no Python package that is understood",
    ],
  ])("%s", (_, files, one, reason) => {
    const attribute = Object.keys(files).some((path) => path.startsWith("python313Packages"))
      ? "python313Packages.dagster"
      : reason.includes("shared by dagster")
        ? "dagster/dagster"
        : "dagster";
    const { refusals, unchanged, plan } = refused(files, [one], attribute);
    expect(refusals).toEqual([reason]);
    expect(unchanged).toBe(true);
    expect(plan.edits).toEqual([]);
  });

  test("the place of a refusal is the package's", () => {
    const { plan } = refused({ "dagster.nix": file("dependencies = lib.x;") }, [add("rich")]);
    expect(plan.refusals.map(({ file: path, line, fix: { kind } }) => [path, line, kind])).toEqual([
      [".flox/pkgs/dagster.nix", 2, "add"],
    ]);
  });

  test("what can be done is done, beside what cannot", () => {
    const repository = repositoryOf({ "dagster.nix": file("dependencies = [ python313Packages.click ];") });
    const { refusals, after } = fix(
      repository,
      fixesOf("dagster", [add("a.b"), add("rich"), add("rich"), relax("rich"), relax("rich")]),
    );
    expect(refusals).toEqual(["a.b: a.b is not a name that Nix takes without quotes"]);
    expect(display(after.get(".flox/pkgs/dagster.nix") ?? "")).toBe(
      file(`dependencies = [ python313Packages.click python313Packages.rich ];
  pythonRelaxDeps = [ "rich" ];`),
    );
  });

  test("what is there already is no edit", () => {
    const files = {
      "dagster.nix": file(
        `pyproject = true; build-system = [ python313Packages.setuptools ]; pythonRelaxDeps = true;
  dependencies = with python313Packages; [ uvicorn ] ++ uvicorn.optional-dependencies.standard;`,
      ),
    };
    const there = [add("uvicorn"), add("uvicorn"), extra("uvicorn", "standard"), backend("setuptools"), relax("x")];
    expect(refused(files, there)).toMatchObject({ refusals: [], unchanged: true });
  });

  test("a name is not taken out of the metadata where what stands in for it cannot be added", () => {
    const fixes = [only(linux, add("psycopg2")), remove("psycopg2-binary", "psycopg2"), relax("x")];
    const { refusals, plan } = refused({ "dagster.nix": file("dependencies = [ ];") }, fixes);
    expect(refusals).toEqual([
      "psycopg2: lib and stdenv are not among the names there, or are other ones",
      "psycopg2-binary: psycopg2 is not written",
    ]);
    expect(plan.edits.map(({ kind }) => kind)).toEqual(["relax"]);
  });

  test("nothing asked for is nothing done", () => {
    expect(refused({ "dagster.nix": file("") }, [])).toMatchObject({ refusals: [], unchanged: true });
  });
});

describe("packages in one file", () => {
  const closure = (dagster: string, pipes: string) => `{ python3Packages, symlinkJoin, dagster-src }:
let
  antlr = python3Packages.buildPythonPackage { pname = "antlr4-python3-runtime"; version = "4"; src = ./antlr; };
  dagster-pipes = python3Packages.buildPythonPackage {
    pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src;
    dependencies = [${pipes} ];
  };
  dagster = python3Packages.buildPythonPackage {
    pname = "dagster"; version = "1.12.1"; src = dagster-src;
    propagatedBuildInputs = with python3Packages; [${dagster} ];
  };
in
symlinkJoin { name = "all-1.12.1"; paths = [ antlr dagster dagster-pipes ]; }
`;

  test("each has its own list, and names of the file are found by what they are", () => {
    const repository = repositoryOf({ "all.nix": closure(" click", "") });
    const { refusals, after } = fix(repository, [
      ...fixesOf("all/dagster", [own("all/dagster-pipes"), own("all/antlr4-python3-runtime"), add("rich")]),
      ...fixesOf("all/dagster-pipes", [add("rich")]),
    ]);
    expect(refusals).toEqual([]);
    expect(display(after.get(".flox/pkgs/all.nix") ?? "")).toBe(
      closure(" antlr click dagster-pipes rich", " python3Packages.rich"),
    );
  });
});

test("what has no name there does not keep others out of a new list", () => {
  const before = `{ buildPythonPackage, dagster-src }:
let rich = null; in
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; }
`;
  const path = "python313Packages/dagster.nix";
  const { after, refusals } = fix(
    repositoryOf({ [path]: before }),
    fixesOf("python313Packages.dagster", [add("rich"), add("click")]),
  );
  expect(refusals).toEqual(["rich: no name that can stand in dependencies means the Python set's rich there"]);
  expect(display(after.get(`.flox/pkgs/${path}`) ?? "")).toBe(
    before
      .replace("dagster-src }", "click, dagster-src }")
      .replace("dagster-src; }", "dagster-src; dependencies = [ click ]; }"),
  );
});
