import { describe, expect, test } from "@jest/globals";
import { pythonPackages } from "../../../src/nix/python/packages.ts";
import { packageNamed, repositoryOf, words } from "./reading.ts";

/** A package whose `dependencies` are an expression, in a file that begins so. */
function dependencies(expression: string, formals = "python313Packages, lib, dagster-src, dagster-pipes", before = "") {
  const repository = repositoryOf({
    "dagster-pipes.nix": pipes,
    "dagster.nix": `{ ${formals} }:
${before}python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  dependencies = ${expression};
}
`,
  });
  return packageNamed(repository, "dagster").dependencies;
}

const pipes = `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; }
`;

const set = "python313Packages, dagster-src";

describe("what a list holds", () => {
  test.each<[string, string, string]>([
    ["names of a with", "with python313Packages; [ click pyyaml ]", "click pyyaml"],
    ["a lexical name before a with", "with python313Packages; [ click dagster-pipes ]", "click ./dagster-pipes"],
    ["qualified names", "[ python313Packages.click python313Packages.pyyaml ]", "click pyyaml"],
    ["lists together", "with python313Packages; [ click ] ++ [ dagster-pipes ] ++ [ ]", "click ./dagster-pipes"],
    ["parentheses", "(with python313Packages; ([ click ])) ++ ([ dagster-pipes ])", "click ./dagster-pipes"],
    ["an extra", "with python313Packages; [ gql ] ++ gql.optional-dependencies.requests", "gql gql[requests]"],
    ["an extra without with", "python313Packages.uvicorn.passthru.optional-dependencies.standard", "uvicorn[standard]"],
    ["this repository's extra", "dagster-pipes.optional-dependencies.test", "./dagster-pipes[test]"],
    ["a let around it", "let inherit (python313Packages) click; in [ click ]", "click"],
    [
      "a let-bound list",
      "let common = with python313Packages; [ click ]; in common ++ [ dagster-pipes ]",
      "click ./dagster-pipes",
    ],
    [
      "a condition that is not known",
      "with python313Packages; [ click ] ++ lib.optionals lib.x [ tomli ]",
      "click tomli?",
    ],
    ["one under a condition", "with python313Packages; lib.optional lib.x tomli", "tomli?"],
    ["a condition that holds", "with python313Packages; lib.optionals true [ tomli ]", "tomli"],
    ["a condition that does not hold", "with python313Packages; [ click ] ++ lib.optionals false [ tomli ]", "click"],
    ["either of two lists", "with python313Packages; if lib.x then [ click ] else [ tomli ]", "click? tomli?"],
    ["values of an inherited set", "builtins.attrValues { inherit (python313Packages) click pyyaml; }", "click pyyaml"],
    ["names mapped to packages", 'map (name: python313Packages.${name}) [ "click" "pyyaml" ]', "click pyyaml"],
    ["a function of the package set", "(ps: with ps; [ click ]) python313Packages", "click"],
    ["nothing", "[ ]", ""],
    ["null among others", "with python313Packages; [ click (if true then null else tomli) ]", "click"],
    [
      "a package that is changed",
      "[ (python313Packages.click.overridePythonAttrs (old: { doCheck = false; })) ]",
      "click",
    ],
    ["an unknown function's result", "python313Packages.requiredPythonModules [ ]", "..."],
    ["a part that is not known", "with python313Packages; [ click ] ++ lib.x", "click ..."],
    ["an item that is not known", "with python313Packages; [ click (lib.x click) ]", "click ..."],
    ["what may be filtered out", "lib.filter lib.x [ python313Packages.click ]", "click ..."],
    ["a list that is itself", "let all = all ++ [ ]; in all", "..."],
  ])("%s", (_, expression, expected) => {
    expect(words(dependencies(expression))).toBe(expected);
  });

  test.each<[string, string, string, string]>([
    [
      "the top level's package of the same name",
      `${set}, protobuf, docker`,
      "with python313Packages; [ protobuf docker click ]",
      "!protobuf !docker click",
    ],
    ["a package of the top level", `${set}, pkgs`, "[ pkgs.docker pkgs.python313Packages.docker ]", "!docker docker"],
    ["python312.pkgs", `${set}, python312`, "with python312.pkgs; [ click ]", "click"],
    ["the default of a formal", `${set}, ps ? python313Packages`, "with ps; [ click ]", "click"],
  ])("%s", (_, formals, expression, expected) => {
    expect(words(dependencies(expression, formals))).toBe(expected);
  });

  test("a condition is told as it is written, the inner after the outer", () => {
    const list = dependencies(
      "with python313Packages; lib.optionals lib.a ([ click ] ++ lib.optional (lib.b == 1) tomli) ++ (if lib.c then [ ] else [ six ])",
    );
    expect(list?.entries.map(({ name, condition }) => [name, condition])).toEqual([
      ["click", "lib.a"],
      ["tomli", "lib.a && (lib.b == 1)"],
      ["six", "!(lib.c)"],
    ]);
  });

  test("each entry has the place where it is named", () => {
    const list = dependencies("with python313Packages; [\n    click\n  ] ++ gql.optional-dependencies.requests");
    expect(list?.entries.map(({ file, line, column }) => [file, line, column])).toEqual([
      [".flox/pkgs/dagster.nix", 7, 5],
      [".flox/pkgs/dagster.nix", 8, 8],
    ]);
  });
});

describe("which packages are read, and how their names are found", () => {
  test("members of an extended Python set: formals are of that set", () => {
    const repository = repositoryOf({
      "python313Packages/dagster.nix": `{ buildPythonPackage, dagster-src, dagster-pipes, click, protobuf }:
buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; src = dagster-src; pyproject = true;
  dependencies = [ click dagster-pipes protobuf ];
}
`,
      "python313Packages/dagster-pipes.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; }
`,
    });
    const found = packageNamed(repository, "python313Packages.dagster");
    expect(words(found.dependencies)).toBe("click ./python313Packages.dagster-pipes protobuf");
    expect(found.python).toEqual([3, 13]);
  });

  test("callPackage of a Python set finds Python packages, the top level's does not", () => {
    const file = `{ buildPythonPackage, dagster-src, click, protobuf }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ click protobuf ]; }
`;
    const repository = repositoryOf({
      "a/default.nix": "{ python312Packages }: python312Packages.callPackage ./package.nix { }\n",
      "a/package.nix": file,
      "b/default.nix": `{ callPackage, python3Packages }:
callPackage ./package.nix { inherit (python3Packages) buildPythonPackage click; }
`,
      "b/package.nix": file,
    });
    expect(words(packageNamed(repository, "a").dependencies)).toBe("click protobuf");
    expect(packageNamed(repository, "a").python).toEqual([3, 12]);
    expect(words(packageNamed(repository, "b").dependencies)).toBe("click !protobuf");
    expect(packageNamed(repository, "b").python).toBeUndefined();
  });

  test("a whole closure in one file, one package by finalAttrs, one by an application", () => {
    const repository = repositoryOf({
      "all.nix": `{ pkgs, python3Packages, symlinkJoin, dagster-src }:
let
  antlr = python3Packages.buildPythonPackage { pname = "antlr4-python3-runtime"; version = "4"; src = ./antlr; };
  pipes = pkgs.python3Packages.buildPythonPackage (finalAttrs: {
    pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; format = "setuptools";
    propagatedBuildInputs = with pkgs.python3Packages; [ click ];
  });
  dagster = python3Packages.buildPythonApplication rec {
    pname = "dagster"; version = "1.12.1"; src = "\${dagster-src}/python_modules/\${pname}"; pyproject = true;
    nativeBuildInputs = with python3Packages; [ setuptools pkgs.makeWrapper ];
    propagatedBuildInputs = [ antlr pipes python3Packages.click ];
    pythonRelaxDeps = [ "coloredlogs" ];
    pythonRemoveDeps = true;
    optional-dependencies = { test = [ python3Packages.pytest ]; };
  };
in
symlinkJoin { name = "all-1.12.1"; paths = [ dagster ]; }
`,
    });
    const dagster = packageNamed(repository, "all/dagster");
    expect(
      pythonPackages(repository).map(({ attribute, format, copiesSubdirectory }) => [
        attribute,
        format,
        copiesSubdirectory,
      ]),
    ).toEqual([
      ["all/dagster", "pyproject", true],
      ["all/dagster-pipes", "setuptools", false],
    ]);
    expect(words(dagster.dependencies)).toBe("./all/antlr4-python3-runtime ./all/dagster-pipes click");
    expect(words(dagster.buildSystem)).toBe("setuptools !makeWrapper");
    expect(dagster.relaxed).toEqual(["coloredlogs"]);
    expect(dagster.removed).toBe("all");
    expect([...dagster.optionalDependencies].map(([extra, list]) => [extra, words(list)])).toEqual([
      ["test", "pytest"],
    ]);
    expect(words(packageNamed(repository, "all/dagster-pipes").dependencies)).toBe("click");
  });

  test("packages of an interpreter whose package set is extended", () => {
    const repository = repositoryOf({
      "all.nix": `{ python313, dagster-src }:
let
  python = python313.override {
    packageOverrides = self: super: {
      dagster-pipes = self.buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; };
      dagster = self.buildPythonPackage {
        pname = "dagster"; version = "1.12.1"; src = dagster-src;
        dependencies = [ self.dagster-pipes self.click super.six ];
      };
    };
  };
in
python.withPackages (ps: [ ps.dagster ])
`,
    });
    const found = packageNamed(repository, "all/dagster");
    expect(words(found.dependencies)).toBe("./all/dagster-pipes click six");
    expect(found.python).toEqual([3, 13]);
  });

  test.each([
    ["list: list ++ [ ps.click ]", "more (more [ ps.six ])", "six click click"],
    ["list: [ ps.click ] ++ list", "more [ ] ++ more [ ps.six ]", "click click six"],
    ["{ also ? [ ], ps }: [ ps.click ]", "more { inherit ps; }", "click"],
    ["list: more list", "more [ ps.six ]", "..."],
  ])("more = %s: %s", (more, list, expected) => {
    const repository = repositoryOf({
      "dagster.nix": `{ python313Packages, dagster-src }:
let ps = python313Packages; more = ${more}; in
ps.buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = ${list}; }
`,
    });
    expect(words(packageNamed(repository, "dagster").dependencies)).toBe(expected);
  });

  test("of nixpkgs and a Python set around it, either may have a Python package; a tool is nixpkgs' own", () => {
    const repository = repositoryOf({
      "dagster.nix": `{ pkgs, dagster-src }:
with pkgs.python313Packages;
buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; src = dagster-src;
  nativeBuildInputs = with pkgs; [ makeWrapper ];
  dependencies = with pkgs; [ click pkgs.python313Packages.six ];
}
`,
    });
    const { buildSystem, dependencies } = packageNamed(repository, "dagster");
    expect(words(buildSystem)).toBe("!makeWrapper");
    expect(words(dependencies)).toBe("six ...");
  });

  test("a default is for what the set that calls the file does not have", () => {
    const text = `{ buildPythonPackage, click ? null, mine ? null, six ? null, dagster-src }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; dependencies = [ click mine six ]; }
`;
    const repository = repositoryOf({
      "python313Packages/dagster.nix": text,
      "given.nix":
        "{ python313Packages }: python313Packages.callPackage ./python313Packages/dagster.nix { six = null; }\n",
      "dagster.nix": text
        .replace("{ buildP", "{ python313Packages, buildP")
        .replace("\nbuildP", "\npython313Packages.buildP"),
    });
    expect(words(packageNamed(repository, "python313Packages.dagster").dependencies)).toBe("click six");
    expect(words(packageNamed(repository, "given").dependencies)).toBe("click");
    // What nixpkgs has of these names at the top level is no Python package, if anything.
    expect(words(packageNamed(repository, "dagster").dependencies)).toBe("");
  });

  test.each<[string, string | undefined]>([
    ["pyproject = true;", "pyproject"],
    ['format = "pyproject";', "pyproject"],
    ['format = "setuptools";', "setuptools"],
    ['format = "wheel";', "wheel"],
    ['format = "egg";', "other"],
    ["pyproject = false;", "other"],
    ["format = lib.x;", "other"],
    ["pyproject = null; format = null;", undefined],
    ["", undefined],
  ])("%s", (attributes, format) => {
    const repository = repositoryOf({
      "dagster.nix": `{ lib, python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; ${attributes} }
`,
    });
    expect(packageNamed(repository, "dagster").format).toBe(format);
  });
});
