/** Lists beside which nothing says what others are to be written with: the names in scope do. */
import { add, extra } from "./fixing.ts";
import { file, type Style } from "./style.ts";

/** A package whose names a `let` inherits. */
const inheriting = (formals: string, from: string, list: string, more = "") => `{ ${formals} }:
let ${more}inherit (${from}) buildPythonPackage setuptools click; in
buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = [ setuptools ];
  dependencies = ${list};
}
`;

/** A package whose formals have defaults. */
const defaults = (list: string, more: string) =>
  file(
    `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = ${list};
`,
    `{ buildPythonPackage, dagster-src, setuptools, click ? null${more}, docker ? null }`,
    "buildPythonPackage",
  );

/** A package of which `protobuf` is the top level's, and that names the Python set by a path. */
const throughPkgs = (list: string) => `{ pkgs, dagster-src, protobuf }:
pkgs.python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = with pkgs.python313Packages; [ setuptools ];
  dependencies = with pkgs.python313Packages; ${list};
  nativeCheckInputs = [ protobuf ];
}
`;

const otherPython = (list: string) =>
  file(
    `  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = with python312Packages; ${list};
`,
    "{ python312Packages, python313Packages, dagster-src }",
  );

export const scopeStyles: readonly Style[] = [
  {
    title: "names that a let inherits",
    fixes: [add("docker"), add("uvicorn"), extra("uvicorn", "standard")],
    before: inheriting("python313Packages, dagster-src", "python313Packages", "[ click ]"),
    after: inheriting(
      "python313Packages, dagster-src",
      "python313Packages",
      "[ click python313Packages.docker python313Packages.uvicorn ] ++ python313Packages.uvicorn.optional-dependencies.standard",
    ),
  },
  {
    title: "names that a let inherits from an interpreter",
    fixes: [add("docker")],
    before: inheriting("python313, dagster-src", "python313.pkgs", "[ click ]"),
    after: inheriting("python313, dagster-src", "python313.pkgs", "[ click python313.pkgs.docker ]"),
  },
  {
    title: "names that a let inherits through a path",
    fixes: [add("docker"), extra("uvicorn", "standard")],
    before: inheriting("pkgs, dagster-src", "pkgs.python313Packages", "[ click ]"),
    after: inheriting(
      "pkgs, dagster-src",
      "pkgs.python313Packages",
      "[ click pkgs.python313Packages.docker ] ++ pkgs.python313Packages.uvicorn.optional-dependencies.standard",
    ),
  },
  {
    title: "several Pythons in scope, and one under another name",
    fixes: [add("docker")],
    before: inheriting(
      "python312Packages, python3Packages, python313, dagster-src",
      "py",
      "[ click ]",
      "py = python313.pkgs; ",
    ),
    after: inheriting(
      "python312Packages, python3Packages, python313, dagster-src",
      "py",
      "[ click py.docker ]",
      "py = python313.pkgs; ",
    ),
  },
  {
    title: "a path to the set, and a formal that beats with",
    fixes: [add("protobuf"), add("rich")],
    before: throughPkgs("[ click ]"),
    after: throughPkgs("[ click pkgs.python313Packages.protobuf rich ]"),
  },
  {
    title: "names that are another Python's",
    fixes: [add("docker")],
    before: otherPython("[ ]"),
    after: otherPython("[ python313Packages.docker ]"),
  },
  {
    title: "a list that a function is given",
    fixes: [add("docker"), add("click")],
    before: `{ python313Packages, dagster-src }:
let
  make = name: list: (with python313Packages; buildPythonPackage) {
    pname = name; version = "1.12.1"; src = dagster-src; pyproject = true;
    build-system = with python313Packages; [ setuptools ]; dependencies = list;
  };
in
make "dagster" [ ]
`,
    after: `{ python313Packages, dagster-src }:
let
  make = name: list: (with python313Packages; buildPythonPackage) {
    pname = name; version = "1.12.1"; src = dagster-src; pyproject = true;
    build-system = with python313Packages; [ setuptools ]; dependencies = list;
  };
in
make "dagster" [ python313Packages.click python313Packages.docker ]
`,
  },
  {
    title: "formals with defaults, which a set that has the package does not heed",
    inSet: true,
    fixes: [add("docker"), add("rich")],
    before: defaults("[ click ]", ""),
    after: defaults("[ click docker rich ]", ", rich"),
  },
];
