/** Ways in which lists say what some systems need, and how fixes are written into them. */
import { add, darwin, extra, into, linux, only, own } from "./fixing.ts";
import { file, modern, type Style } from "./style.ts";

const pkgs = "python313Packages";
const formals = `{ lib, stdenv, ${pkgs}, dagster-src }`;
const host = "stdenv.hostPlatform";

/** A package whose dependencies are an expression. */
function with_(dependencies: string, others = formals, more = ""): string {
  return file(`${modern}${more}  dependencies = ${dependencies};\n`, others);
}

/** A list that a `let` has, and an extra that inherits it. */
function inherited(list: string): string {
  const attributes = `${modern}  optional-dependencies = { inherit docker; };\n`;
  return file(attributes, formals, `let docker = ${list}; in\n${pkgs}.buildPythonPackage`);
}

export const systemStyles: readonly Style[] = [
  {
    title: "Linux, behind a list that an extra inherits",
    fixes: [into("docker", only(linux, add("psutil"))), into("docker", extra("gql", "requests"))],
    before: inherited(`with ${pkgs}; [ click ]`),
    after: inherited(
      `with ${pkgs}; [ click ] ++ lib.optionals ${host}.isLinux [ psutil ] ++ gql.optional-dependencies.requests`,
    ),
  },
  {
    title: "Linux, behind a list",
    fixes: [only(linux, add("tzdata")), only(linux, add("psutil")), add("six")],
    before: with_(`with ${pkgs}; [ click ]`),
    after: with_(`with ${pkgs}; [ click six ] ++ lib.optionals ${host}.isLinux [ psutil tzdata ]`),
  },
  {
    title: "Darwin, behind a list one to a line",
    fixes: [only(darwin, add("watchdog"))],
    before: with_(`with ${pkgs}; [
    click
  ]`),
    after: with_(`with ${pkgs}; [
    click
  ]
  ++ lib.optionals ${host}.isDarwin [ watchdog ]`),
  },
  {
    title: "each system by itself",
    fixes: [
      only(["x86_64-linux"], add("six")),
      only(["aarch64-linux"], add("rich")),
      only(["x86_64-darwin"], add("pytz")),
      only(["aarch64-darwin"], add("tqdm")),
      only(["aarch64-darwin"], add("tabulate")),
    ],
    before: with_(`[ ${pkgs}.click ]`),
    after: with_(
      `[ ${pkgs}.click ]` +
        ` ++ lib.optionals (${host}.isLinux && ${host}.isx86_64) [ ${pkgs}.six ]` +
        ` ++ lib.optionals (${host}.isLinux && ${host}.isAarch64) [ ${pkgs}.rich ]` +
        ` ++ lib.optionals (${host}.isDarwin && ${host}.isx86_64) [ ${pkgs}.pytz ]` +
        ` ++ lib.optionals (${host}.isDarwin && ${host}.isAarch64) [ ${pkgs}.tabulate ${pkgs}.tqdm ]`,
    ),
  },
  {
    title: "an architecture on both kernels",
    fixes: [
      only(["x86_64-linux", "x86_64-darwin"], add("six")),
      only(["aarch64-linux", "aarch64-darwin"], add("rich")),
    ],
    before: with_(`[ ${pkgs}.click ]`),
    after: with_(
      `[ ${pkgs}.click ]` +
        ` ++ lib.optionals ${host}.isx86_64 [ ${pkgs}.six ]` +
        ` ++ lib.optionals ${host}.isAarch64 [ ${pkgs}.rich ]`,
    ),
  },
  {
    title: "a part of these systems is there",
    fixes: [only(linux, add("six")), only(darwin, add("pytz")), add("rich")],
    before: with_(
      `with ${pkgs}; [ click ] ++ lib.optionals ${host}.isLinux [ psutil ] ++ lib.optionals stdenv.isDarwin [ ]`,
    ),
    after: with_(
      `with ${pkgs}; [ click rich ] ++ lib.optionals ${host}.isLinux [ psutil six ] ++ lib.optionals stdenv.isDarwin [ pytz ]`,
    ),
  },
  {
    title: "a part of these systems, by other words",
    fixes: [
      only(linux, add("six")),
      only(["aarch64-darwin"], add("pytz")),
      only(["x86_64-linux", "x86_64-darwin"], add("rich")),
    ],
    before: with_(
      `with ${pkgs};
    [ click ]
    ++ lib.optionals (!stdenv.isDarwin) [
      psutil
      tqdm
    ]
    ++ lib.optionals (!(stdenv.isx86_64 || stdenv.isLinux)) [ watchdog ]
    ++ lib.optionals onIntel [ tomli ]`,
      `{ lib, stdenv, ${pkgs}, dagster-src, onIntel ? ${host}.isx86_64 }`,
    ),
    after: with_(
      `with ${pkgs};
    [ click ]
    ++ lib.optionals (!stdenv.isDarwin) [
      psutil
      six
      tqdm
    ]
    ++ lib.optionals (!(stdenv.isx86_64 || stdenv.isLinux)) [ pytz watchdog ]
    ++ lib.optionals onIntel [ rich tomli ]`,
      `{ lib, stdenv, ${pkgs}, dagster-src, onIntel ? ${host}.isx86_64 }`,
    ),
  },
  {
    title: "nested parts and either of two",
    fixes: [only(["aarch64-linux"], add("six")), only(darwin, add("pytz"))],
    before: with_(
      `with ${pkgs}; (if stdenv.isLinux then [ click ] ++ lib.optionals stdenv.isAarch64 [ psutil ] else [ watchdog ])`,
    ),
    after: with_(
      `with ${pkgs}; (if stdenv.isLinux then [ click ] ++ lib.optionals stdenv.isAarch64 [ psutil six ] else [ pytz watchdog ])`,
    ),
  },
  {
    title: "the part of another system is left alone",
    fixes: [only(darwin, add("six"))],
    before: with_(`with ${pkgs}; [ click ] ++ lib.optionals stdenv.isLinux [ psutil ]`),
    after: with_(
      `with ${pkgs}; [ click ] ++ lib.optionals stdenv.isLinux [ psutil ] ++ lib.optionals ${host}.isDarwin [ six ]`,
    ),
  },
  {
    title: "there for the other system already",
    fixes: [only(darwin, add("psutil"))],
    before: with_(`with ${pkgs}; [ click ] ++ lib.optionals stdenv.isLinux [ psutil ]`),
    after: with_(
      `with ${pkgs}; [ click ] ++ lib.optionals stdenv.isLinux [ psutil ] ++ lib.optionals ${host}.isDarwin [ psutil ]`,
    ),
  },
  {
    title: "in parentheses, inside the with",
    fixes: [only(linux, add("psutil"))],
    before: with_(`(with ${pkgs}; [ click ])`),
    after: with_(`(with ${pkgs}; [ click ] ++ lib.optionals ${host}.isLinux [ psutil ])`),
  },
  {
    title: "behind lists in parentheses, outside of their with",
    fixes: [only(linux, add("psutil"))],
    before: with_(`(with ${pkgs}; [ click ]) ++ (with ${pkgs}; [ six ])`),
    after: with_(
      `(with ${pkgs}; [ click ]) ++ (with ${pkgs}; [ six ]) ++ lib.optionals ${host}.isLinux [ ${pkgs}.psutil ]`,
    ),
  },
  {
    title: "behind a let-bound list, and under a let",
    fixes: [only(linux, add("psutil"))],
    before: with_(`let common = [ ${pkgs}.click ]; in common`),
    after: with_(`let common = [ ${pkgs}.click ]; in common ++ lib.optionals ${host}.isLinux [ ${pkgs}.psutil ]`),
  },
  {
    title: "lib and stdenv of a let",
    fixes: [only(linux, add("psutil"))],
    before: with_(`let inherit (pkgs) lib stdenv; in [ pkgs.${pkgs}.click ]`, `{ pkgs, ${pkgs}, dagster-src }`),
    after: with_(
      `let inherit (pkgs) lib stdenv; in [ pkgs.${pkgs}.click ] ++ lib.optionals ${host}.isLinux [ ${pkgs}.psutil ]`,
      `{ pkgs, ${pkgs}, dagster-src }`,
    ),
  },
  {
    title: "an extra of a package",
    fixes: [only(linux, add("uvicorn")), only(linux, extra("uvicorn", "standard"))],
    before: with_(`with ${pkgs}; [ click ]`),
    after: with_(
      `with ${pkgs}; [ click ] ++ lib.optionals ${host}.isLinux [ uvicorn ]` +
        ` ++ lib.optionals ${host}.isLinux uvicorn.optional-dependencies.standard`,
    ),
  },
  {
    title: "into the list of an extra",
    fixes: [into("docker", only(linux, add("psutil"))), into("test", only(darwin, add("six")))],
    before: file(
      `${modern}  optional-dependencies = with ${pkgs}; {
    docker = [ click ] ++ lib.optionals stdenv.isLinux [ pytz ];
    test = [ ];
  };
`,
      formals,
    ),
    after: file(
      `${modern}  optional-dependencies = with ${pkgs}; {
    docker = [ click ] ++ lib.optionals stdenv.isLinux [ psutil pytz ];
    test = [ ] ++ lib.optionals ${host}.isDarwin [ six ];
  };
`,
      formals,
    ),
  },
  {
    title: "no dependencies yet, some for some systems",
    fixes: [only(linux, add("psutil")), only(darwin, own("dagster-pipes")), only(linux, add("click"))],
    before: file(
      `  pyproject = true;
  build-system = with ${pkgs}; [ setuptools ];
`,
      `{ lib, stdenv, ${pkgs}, dagster-src, dagster-pipes }`,
    ),
    after: file(
      `  pyproject = true;
  build-system = with ${pkgs}; [ setuptools ];
  dependencies = with ${pkgs}; lib.optionals ${host}.isLinux [ click psutil ] ++ lib.optionals ${host}.isDarwin [ dagster-pipes ];
`,
      `{ lib, stdenv, ${pkgs}, dagster-src, dagster-pipes }`,
    ),
  },
  {
    title: "by formals of a Python set",
    inSet: true,
    fixes: [only(linux, add("psutil")), add("rich")],
    before: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click ];
`,
      "{ lib, stdenv, buildPythonPackage, dagster-src, setuptools, click }",
      "buildPythonPackage",
    ),
    after: file(
      `  pyproject = true;
  build-system = [ setuptools ];
  dependencies = [ click rich ] ++ lib.optionals ${host}.isLinux [ psutil ];
`,
      "{ lib, stdenv, buildPythonPackage, dagster-src, setuptools, click, psutil, rich }",
      "buildPythonPackage",
    ),
  },
  {
    title: "carriage returns and comments",
    fixes: [only(linux, add("psutil"))],
    before: with_(`with ${pkgs};
    # What it needs.
    [
      click # of course
    ]`).replaceAll("\n", "\r\n"),
    after: with_(`with ${pkgs};
    # What it needs.
    [
      click # of course
    ]
    ++ lib.optionals ${host}.isLinux [ psutil ]`).replaceAll("\n", "\r\n"),
  },
];
