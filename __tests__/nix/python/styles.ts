/** Ways in which lists of Python packages are written, and how fixes are written into them. */
import { extraStyles } from "./extra-styles.ts";
import { add, backend, build, extra, own, relax, remove } from "./fixing.ts";
import { scopeStyles } from "./scope-styles.ts";
import { file, modern, type Style } from "./style.ts";
import { systemStyles } from "./system-styles.ts";

/** A package whose dependencies are a function's, which is `needed`. */
function listOf(needed: string, dependencies: string): string {
  return file(
    `${modern}  dependencies = ${dependencies};
`,
    "{ python313Packages, dagster-src }",
    `let needed = ${needed}; in\npython313Packages.buildPythonPackage`,
  );
}

/** A file as nixpkgs has them; without a backend it has a format. */
function sections(build: string, first: string, second: string, backend: string | undefined, more: string): string {
  const [alembic = "", rich = ""] = more.split(" ");
  return file(
    `${buildOf(backend)}  dependencies = [ ${alembic && `${alembic} `}click requests ${rich && `${rich} `}setuptools ];
`,
    `{
  lib,
  buildPythonPackage,
  dagster-src,

  # build-system
${build}  setuptools,

  # dependencies
${first}  click,
  requests,
${second}}`,
    "buildPythonPackage",
  );
}

function buildOf(backend: string | undefined): string {
  return backend === undefined
    ? '  format = "setuptools";\n'
    : `  pyproject = true;\n  build-system = [ ${backend} ];\n`;
}

/** A file whose formals are sorted, all in one; without a backend it has a format. */
function sortedFormals(formals: string, backend: string | undefined, dependencies: string, more = ""): string {
  return file(
    `${buildOf(backend)}  dependencies = [ ${dependencies} ];
${more}`,
    `{ buildPythonPackage, click, dagster-src, ${formals} }`,
    "buildPythonPackage",
  );
}

const checks = "  nativeCheckInputs = [ setuptools ];\n";

export const styles: readonly Style[] = [
  {
    title: "one to a line, sorted",
    fixes: [add("alembic"), add("rich"), add("tzdata"), add("pytz")],
    before: file(`${modern}  dependencies = with python313Packages; [
    click
    requests
    tqdm
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [
    alembic
    click
    pytz
    requests
    rich
    tqdm
    tzdata
  ];
`),
  },
  {
    title: "one to a line, not sorted",
    fixes: [add("rich"), add("alembic")],
    before: file(`${modern}  dependencies = with python313Packages; [
    requests
    click
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [
    requests
    click
    alembic
    rich
  ];
`),
  },
  {
    title: "beside each other",
    fixes: [add("alembic"), add("pytz"), add("tqdm")],
    before: file(`${modern}  dependencies = with python313Packages; [ click requests ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [ alembic click pytz requests tqdm ];
`),
  },
  {
    title: "without blanks inside the brackets",
    fixes: [add("alembic"), add("pytz"), add("tqdm")],
    before: file(`${modern}  dependencies = with python313Packages; [click requests];
`),
    after: file(`${modern}  dependencies = with python313Packages; [alembic click pytz requests tqdm];
`),
  },
  {
    title: "empty",
    fixes: [add("tqdm"), add("click")],
    before: file(`${modern}  dependencies = with python313Packages; [ ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [ click tqdm ];
`),
  },
  {
    title: "empty, without a blank",
    fixes: [add("tqdm"), add("click")],
    before: file(`${modern}  dependencies = with python313Packages; [];
`),
    after: file(`${modern}  dependencies = with python313Packages; [ click tqdm ];
`),
  },
  {
    title: "empty but for a comment",
    fixes: [add("tqdm"), add("click")],
    before: file(`${modern}  dependencies = with python313Packages; [
    # Nothing yet.
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [
    # Nothing yet.
    click
    tqdm
  ];
`),
  },
  {
    title: "several to a line",
    fixes: [add("coloredlogs"), add("tqdm")],
    before: file(`${modern}  dependencies = with python313Packages; [
    alembic click # the beginning
    requests rich
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [
    alembic click coloredlogs # the beginning
    requests rich tqdm
  ];
`),
  },
  {
    title: "the first beside the bracket",
    fixes: [add("alembic"), add("pytz"), add("tqdm")],
    before: file(`${modern}  dependencies = with python313Packages; [ click
    requests ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [ alembic
    click
    pytz
    requests
    tqdm ];
`),
  },
  {
    title: "comments and blank lines",
    fixes: [add("alembic"), add("coloredlogs"), add("pytz"), add("six")],
    before: file(`${modern}  dependencies = with python313Packages; [ # of the release
    # Command line.
    click # for dagster
    /* HTTP */ requests

    # Output.
    rich
    # tqdm is not needed.
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [ # of the release
    alembic
    # Command line.
    click # for dagster
    coloredlogs
    pytz
    /* HTTP */ requests

    # Output.
    rich
    six
    # tqdm is not needed.
  ];
`),
  },
  {
    title: "carriage returns",
    fixes: [add("alembic"), add("rich"), relax("click")],
    before: file(`${modern}  dependencies = with python313Packages; [
    click
  ];
`).replaceAll("\n", "\r\n"),
    after: file(`${modern}  dependencies = with python313Packages; [
    alembic
    click
    rich
  ];

  pythonRelaxDeps = [ "click" ];
`).replaceAll("\n", "\r\n"),
  },
  {
    title: "tabs",
    fixes: [add("rich")],
    before: file(`${modern}\tdependencies = with python313Packages; [
\t\tclick
\t];
`),
    after: file(`${modern}\tdependencies = with python313Packages; [
\t\tclick
\t\trich
\t];
`),
  },
  {
    title: "names that are sorted as people sort",
    fixes: [add("rich"), add("six")],
    before: file(`${modern}  dependencies = with python313Packages; [
    python-dotenv
    pytz
    pyyaml
    typing-extensions
    tzdata
  ];
`),
    after: file(`${modern}  dependencies = with python313Packages; [
    python-dotenv
    pytz
    pyyaml
    rich
    six
    typing-extensions
    tzdata
  ];
`),
  },
  {
    title: "qualified names",
    fixes: [add("pytz")],
    before: file(`${modern}  dependencies = [
    python313Packages.click
    python313Packages.requests
  ];
`),
    after: file(`${modern}  dependencies = [
    python313Packages.click
    python313Packages.pytz
    python313Packages.requests
  ];
`),
  },
  {
    title: "qualified names inside a with",
    fixes: [add("pytz")],
    before: file(
      `${modern}  dependencies = [ python313Packages.click ];
`,
      "{ python313Packages, dagster-src }",
      "with python313Packages; buildPythonPackage",
    ),
    after: file(
      `${modern}  dependencies = [ python313Packages.click python313Packages.pytz ];
`,
      "{ python313Packages, dagster-src }",
      "with python313Packages; buildPythonPackage",
    ),
  },
  {
    title: "a list for each kind",
    fixes: [own("dagster-shared"), add("rich")],
    before: file(
      `${modern}  dependencies = with python313Packages; [ click ] ++ [ dagster-pipes ];
`,
      "{ python313Packages, dagster-src, dagster-pipes, dagster-shared }",
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; [ click rich ] ++ [ dagster-pipes dagster-shared ];
`,
      "{ python313Packages, dagster-src, dagster-pipes, dagster-shared }",
    ),
  },
  {
    title: "first-party packages behind the others",
    fixes: [own("dagster-shared"), add("rich")],
    before: file(
      `${modern}  dependencies = with python313Packages; [
    requests
    click
    dagster-pipes
  ];
`,
      "{ python313Packages, dagster-src, dagster-pipes, dagster-shared }",
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; [
    requests
    click
    rich
    dagster-pipes
    dagster-shared
  ];
`,
      "{ python313Packages, dagster-src, dagster-pipes, dagster-shared }",
    ),
  },
  {
    title: "conditions",
    fixes: [add("rich")],
    before: file(
      `${modern}  dependencies = with python313Packages; [ click ] ++ lib.optionals stdenv.hostPlatform.isLinux [ psutil ];
`,
      "{ lib, stdenv, python313Packages, dagster-src }",
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; [ click rich ] ++ lib.optionals stdenv.hostPlatform.isLinux [ psutil ];
`,
      "{ lib, stdenv, python313Packages, dagster-src }",
    ),
  },
  {
    title: "nothing but conditions",
    fixes: [add("rich")],
    before: file(
      `${modern}  dependencies = with python313Packages; lib.optionals stdenv.hostPlatform.isLinux [ psutil ];
`,
      "{ lib, stdenv, python313Packages, dagster-src }",
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; lib.optionals stdenv.hostPlatform.isLinux [ psutil ] ++ [ rich ];
`,
      "{ lib, stdenv, python313Packages, dagster-src }",
    ),
  },
  {
    title: "values of a set",
    fixes: [add("rich")],
    before: file(`${modern}  dependencies = builtins.attrValues { inherit (python313Packages) click; };
`),
    after:
      file(`${modern}  dependencies = builtins.attrValues { inherit (python313Packages) click; } ++ [ python313Packages.rich ];
`),
  },
  {
    title: "a let-bound list that an extra has as well",
    fixes: [add("rich")],
    before: file(
      `${modern}  dependencies = common;
  optional-dependencies.x = common;
`,
      "{ python313Packages, dagster-src }",
      "let common = with python313Packages; [ click ]; in\npython313Packages.buildPythonPackage",
    ),
    after: file(
      `${modern}  dependencies = common ++ [ python313Packages.rich ];
  optional-dependencies.x = common;
`,
      "{ python313Packages, dagster-src }",
      "let common = with python313Packages; [ click ]; in\npython313Packages.buildPythonPackage",
    ),
  },
  {
    title: "the list of a function",
    fixes: [add("rich"), add("docker")],
    before: listOf("ps: with ps; [ click ]", "needed python313Packages"),
    after: listOf("ps: with ps; [ click docker rich ]", "needed python313Packages"),
  },
  {
    title: "the list of a function that is called twice",
    fixes: [add("rich")],
    before: listOf("ps: list: list ++ [ ps.click ]", "needed python313Packages [ ] ++ needed python313Packages [ ]"),
    after: listOf(
      "ps: list: list ++ [ ps.click ]",
      "needed python313Packages [ python313Packages.rich ] ++ needed python313Packages [ ]",
    ),
  },
  {
    title: "a let-bound list",
    fixes: [add("rich")],
    before: `{ python313Packages, dagster-src }:
let
  needed = with python313Packages; [ click ];
in
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = needed;
}
`,
    after: `{ python313Packages, dagster-src }:
let
  needed = with python313Packages; [ click rich ];
in
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = needed;
}
`,
  },
  {
    title: "a formal of the same name as a Python package",
    fixes: [add("protobuf"), add("docker"), add("rich")],
    before: file(
      `${modern}  dependencies = with python313Packages; [ click ];

  postInstall = "\${protobuf} \${docker}";
`,
      "{ python313Packages, dagster-src, protobuf, docker }",
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; [ click python313Packages.docker python313Packages.protobuf rich ];

  postInstall = "\${protobuf} \${docker}";
`,
      "{ python313Packages, dagster-src, protobuf, docker }",
    ),
  },
  {
    title: "a let of the same name as a Python package",
    fixes: [add("rich")],
    before: `{ python313Packages, dagster-src }:
let
  rich = null;
in
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = with python313Packages; [ click ];
}
`,
    after: `{ python313Packages, dagster-src }:
let
  rich = null;
in
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = with python313Packages; [ click python313Packages.rich ];
}
`,
  },
  {
    title: "formals beside each other",
    inSet: true,
    fixes: [add("rich"), add("alembic"), add("pytz")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click requests ];
`,
      "{ buildPythonPackage, dagster-src, setuptools, click, requests }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ alembic click pytz requests rich ];
`,
      "{ buildPythonPackage, dagster-src, setuptools, alembic, click, pytz, requests, rich }",
      "buildPythonPackage",
    ),
  },
  {
    title: "formals one to a line",
    inSet: true,
    fixes: [add("tqdm"), add("alembic"), add("pytz")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    click
    requests
  ];
`,
      `{
  lib,
  buildPythonPackage,
  dagster-src,

  # build-system
  setuptools,

  # dependencies
  click,
  requests, # for the API

  # tests
  ...
}`,
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    alembic
    click
    pytz
    requests
    tqdm
  ];
`,
      `{
  lib,
  buildPythonPackage,
  dagster-src,

  # build-system
  setuptools,

  # dependencies
  alembic,
  click,
  pytz,
  requests, # for the API
  tqdm,

  # tests
  ...
}`,
      "buildPythonPackage",
    ),
  },
  {
    title: "formals with the comma first",
    inSet: true,
    fixes: [add("tqdm"), add("pytz")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    click
    requests
  ];
`,
      `{ lib
, buildPythonPackage
, dagster-src
, setuptools
, click # for the command line
, requests
}`,
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    click
    pytz
    requests
    tqdm
  ];
`,
      `{ lib
, buildPythonPackage
, dagster-src
, setuptools
, click # for the command line
, pytz
, requests
, tqdm
}`,
      "buildPythonPackage",
    ),
  },
  {
    title: "formals without a comma at the end",
    inSet: true,
    fixes: [add("tqdm"), add("pytz")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    click
  ];
`,
      `{
  buildPythonPackage,
  dagster-src,
  setuptools,
  click # for the command line
}`,
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [
    click
    pytz
    tqdm
  ];
`,
      `{
  buildPythonPackage,
  dagster-src,
  setuptools,
  click, # for the command line
  pytz,
  tqdm
}`,
      "buildPythonPackage",
    ),
  },
  {
    title: "formals with defaults, and dots",
    inSet: true,
    fixes: [add("tqdm")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click ];
`,
      "{ buildPythonPackage, dagster-src, setuptools, click, x ? { a, b }: a, ... }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click tqdm ];
`,
      "{ buildPythonPackage, dagster-src, setuptools, click, tqdm, x ? { a, b }: a, ... }",
      "buildPythonPackage",
    ),
  },
  {
    title: "a first-party package is one more formal",
    fixes: [own("dagster-pipes")],
    before: file(
      `${modern}  dependencies = with python313Packages; [ click ];
`,
      `{
  python313Packages,
  dagster-src,
}`,
    ),
    after: file(
      `${modern}  dependencies = with python313Packages; [ click dagster-pipes ];
`,
      `{
  python313Packages,
  dagster-src,
  dagster-pipes,
}`,
    ),
  },
  {
    title: "this repository's packages through pkgs",
    fixes: [own("dagster-pipes"), add("rich")],
    before: `{ pkgs, python313Packages, ... }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = pkgs.dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = [ pkgs.python313Packages.click ];
}
`,
    after: `{ dagster-pipes, pkgs, python313Packages, ... }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = pkgs.dagster-src;
  pyproject = true;
  build-system = [ python313Packages.setuptools ];
  dependencies = [ pkgs.python313Packages.click dagster-pipes pkgs.python313Packages.rich ];
}
`,
  },
  {
    title: "no dependencies yet",
    fixes: [add("rich")],
    before: file(`
  pyproject = true;

  build-system = with python313Packages; [ setuptools ];

  pythonImportsCheck = [ ];
`),
    after: file(`
  pyproject = true;

  build-system = with python313Packages; [ setuptools ];

  dependencies = with python313Packages; [ rich ];

  pythonImportsCheck = [ ];
`),
  },
  {
    title: "no dependencies yet, several and an extra",
    fixes: [add("uvicorn"), extra("uvicorn", "standard"), own("dagster-pipes")],
    before: file(`${modern}  pythonImportsCheck = [ ]; # none
`),
    after: file(
      `${modern}  dependencies = [
    dagster-pipes
    python313Packages.uvicorn
  ] ++ python313Packages.uvicorn.optional-dependencies.standard;
  pythonImportsCheck = [ ]; # none
`,
      "{ python313Packages, dagster-src, dagster-pipes }",
    ),
  },
  {
    title: "no lists at all, on one line",
    fixes: [build("setuptools"), add("rich")],
    before: `{ python313Packages, dagster-src }: python313Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src; }
`,
    after: `{ python313Packages, dagster-src }: python313Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src; build-system = [ python313Packages.setuptools ]; dependencies = [ python313Packages.rich ]; }
`,
  },
  {
    title: "no lists at all, by formals",
    inSet: true,
    fixes: [build("setuptools"), add("rich")],
    before: file(
      `  pyproject = true;
`,
      "{ buildPythonPackage, dagster-src }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ rich ];
`,
      "{ buildPythonPackage, dagster-src, rich, setuptools }",
      "buildPythonPackage",
    ),
  },
  {
    title: "propagatedBuildInputs and nativeBuildInputs",
    fixes: [add("rich"), build("packaging")],
    before: file(`  pyproject = true;
  nativeBuildInputs = with python313Packages; [ setuptools ];
  propagatedBuildInputs = with python313Packages; [ click ];
`),
    after: file(`  pyproject = true;
  nativeBuildInputs = with python313Packages; [ packaging setuptools ];
  propagatedBuildInputs = with python313Packages; [ click rich ];
`),
  },
  {
    title: "extras",
    fixes: [extra("gql", "requests"), extra("uvicorn", "standard")],
    before: file(`${modern}  dependencies = with python313Packages; [ gql uvicorn ];
`),
    after:
      file(`${modern}  dependencies = with python313Packages; [ gql uvicorn ] ++ gql.optional-dependencies.requests ++ uvicorn.optional-dependencies.standard;
`),
  },
  {
    title: "extras, one to a line",
    fixes: [extra("uvicorn", "standard"), add("rich")],
    before: file(`${modern}  dependencies =
    with python313Packages;
    [
      gql
      uvicorn
    ]
    # Upstream asks for gql[requests].
    ++ gql.optional-dependencies.requests;
`),
    after: file(`${modern}  dependencies =
    with python313Packages;
    [
      gql
      rich
      uvicorn
    ]
    # Upstream asks for gql[requests].
    ++ gql.optional-dependencies.requests
    ++ uvicorn.optional-dependencies.standard;
`),
  },
  {
    title: "extras behind a list one to a line",
    fixes: [extra("uvicorn", "standard")],
    before: file(`${modern}  dependencies = (with python313Packages; [
    uvicorn
  ]);
`),
    after: file(`${modern}  dependencies = (with python313Packages; [
    uvicorn
  ]
  ++ uvicorn.optional-dependencies.standard);
`),
  },
  {
    title: "rec, finalAttrs",
    fixes: [add("rich"), relax("rich")],
    before: `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage (finalAttrs: {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;
  build-system = [ python313Packages.setuptools ];
})
`,
    after: `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage (finalAttrs: {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;
  build-system = [ python313Packages.setuptools ];
  dependencies = [ python313Packages.rich ];
  pythonRelaxDeps = [ "rich" ];
})
`,
  },
  {
    title: "pythonRelaxDeps, new and extended",
    fixes: [relax("protobuf"), relax("alembic"), remove("psycopg2-binary")],
    before: file(`${modern}  pythonRelaxDeps = [
    # nixpkgs has 15.0.1.
    "coloredlogs"
  ];
`),
    after: file(`${modern}  pythonRelaxDeps = [
    "alembic"
    # nixpkgs has 15.0.1.
    "coloredlogs"
    "protobuf"
  ];
  pythonRemoveDeps = [ "psycopg2-binary" ];
`),
  },
  {
    title: "pythonRemoveDeps, extended",
    fixes: [remove("a"), remove("B_c"), relax("y"), relax("x")],
    before: file(`${modern}  dependencies = [ ];

  pythonRemoveDeps = [ "b" ];
`),
    after: file(`${modern}  dependencies = [ ];

  pythonRelaxDeps = [
    "x"
    "y"
  ];

  pythonRemoveDeps = [ "B_c" "a" "b" ];
`),
  },
  {
    title: "format becomes pyproject",
    fixes: [backend("hatchling")],
    before: file(`  format = "setuptools";
  propagatedBuildInputs = with python313Packages; [ click ];
`),
    after: file(`  pyproject = true;
  build-system = with python313Packages; [ hatchling ];
  propagatedBuildInputs = with python313Packages; [ click ];
`),
  },
  {
    title: "format becomes pyproject, nativeBuildInputs",
    fixes: [backend("hatchling")],
    before: file(`  format = "setuptools"; # setup.py

  nativeBuildInputs = with python313Packages; [ packaging setuptools ];
`),
    after: file(`  pyproject = true; # setup.py

  nativeBuildInputs = with python313Packages; [ hatchling packaging ];
`),
  },
  {
    title: "neither format nor pyproject",
    fixes: [backend("setuptools")],
    before: file(``),
    after: `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;
  build-system = [ python313Packages.setuptools ];
}
`,
  },
  {
    title: "neither format nor pyproject, with a list",
    fixes: [backend("setuptools")],
    before: file(`
  build-system = with python313Packages; [ setuptools ];
`),
    after: `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;

  build-system = with python313Packages; [ setuptools ];
}
`,
  },
  {
    title: "another backend",
    fixes: [backend("hatchling")],
    before: file(`${modern}`),
    after: file(`  pyproject = true;
  build-system = [ python313Packages.hatchling ];
`),
  },
  {
    title: "another backend, extra entries are kept",
    fixes: [backend("hatchling")],
    before: file(`  pyproject = true;
  build-system = with python313Packages; [
    packaging
    # The backend.
    setuptools
    six # for setup.py
  ];
`),
    after: file(`  pyproject = true;
  build-system = with python313Packages; [
    hatchling
    packaging
    # The backend.
    six # for setup.py
  ];
`),
  },
  {
    title: "another backend by formals",
    inSet: true,
    fixes: [backend("hatchling")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
`,
      "{ buildPythonPackage, dagster-src, setuptools }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ hatchling ];
`,
      "{ buildPythonPackage, dagster-src, hatchling }",
      "buildPythonPackage",
    ),
  },
  {
    title: "another backend by formals, and the old one as a dependency",
    inSet: true,
    fixes: [backend("hatchling"), add("setuptools")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click ];
`,
      "{ buildPythonPackage, dagster-src, click, setuptools }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ hatchling ];
  dependencies = [ click setuptools ];
`,
      "{ buildPythonPackage, dagster-src, click, hatchling, setuptools }",
      "buildPythonPackage",
    ),
  },
  {
    title: "formals in sections, with one that stands for both",
    inSet: true,
    fixes: [backend("hatchling"), add("rich"), add("alembic")],
    before: sections("", "", "", "setuptools", ""),
    after: sections("  hatchling,\n", "  alembic,\n", "  rich,\n", "hatchling", "alembic rich "),
  },
  {
    title: "formals in sections, and a format",
    inSet: true,
    fixes: [backend("hatchling"), add("rich"), add("alembic")],
    before: sections("", "", "", undefined, ""),
    after: sections("  hatchling,\n", "  alembic,\n", "  rich,\n", "hatchling", "alembic rich "),
  },
  {
    title: "sorted formals, where a backend takes another one's place among what is new",
    inSet: true,
    fixes: [add("rich"), backend("hatchling"), add("grpcio")],
    before: sortedFormals("setuptools", "setuptools", "click"),
    after: sortedFormals("grpcio, hatchling, rich", "hatchling", "click grpcio rich"),
  },
  {
    title: "sorted formals, with a backend that is kept for something else",
    inSet: true,
    fixes: [add("rich"), backend("hatchling"), add("grpcio")],
    before: sortedFormals("setuptools", undefined, "click", checks),
    after: sortedFormals("grpcio, hatchling, rich, setuptools", "hatchling", "click grpcio rich", checks),
  },
  {
    title: "everything at once",
    fixes: [
      backend("hatchling"),
      add("rich"),
      own("dagster-pipes"),
      extra("uvicorn", "standard"),
      add("uvicorn"),
      relax("click"),
    ],
    before: file(`  format = "setuptools";

  dependencies = with python313Packages; [
    click
  ];
`),
    after: file(
      `  pyproject = true;

  build-system = with python313Packages; [ hatchling ];

  dependencies = with python313Packages; [
    click
    dagster-pipes
    rich
    uvicorn
  ]
  ++ uvicorn.optional-dependencies.standard;

  pythonRelaxDeps = [ "click" ];
`,
      "{ python313Packages, dagster-src, dagster-pipes }",
    ),
  },
  ...extraStyles,
  ...scopeStyles,
  ...systemStyles,
];
