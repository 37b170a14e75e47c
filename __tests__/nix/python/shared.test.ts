/** What is written once for several packages: lists, and how they are built. */
import { describe, expect, test } from "@jest/globals";
import { display } from "../../../src/nix/source.ts";
import { add, backend, extra, type Fix, fix, fixesOf, relax } from "./fixing.ts";
import { repositoryOf } from "./reading.ts";

/** Two packages of one function, or of one set of attributes. */
const closure = (made: string, pipes: string, dagster: string) => `{ python313, dagster-src }:
let
  ps = python313.pkgs;
  ${made}
  pipes = ${pipes};
  dagster = ${dagster};
in
python313.withPackages (_: [ pipes dagster ])
`;

const byFunction = (how: string, list = "with ps; [ click ]") =>
  closure(
    `make = pname: dependencies: ps.buildPythonPackage {
    inherit pname dependencies;
    version = "1.12.1";
    src = dagster-src;
${how}  };`,
    'make "dagster-pipes" [ ]',
    `make "dagster" (${list})`,
  );

const bySet = (how: string, list = "with ps; [ click ]", own = "") =>
  closure(
    `common = { ${how} };`,
    `ps.buildPythonPackage (common // { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; ${own}})`,
    `ps.buildPythonPackage (common // { pname = "dagster"; version = "1.12.1"; src = dagster-src; ${own && `${own.replace("[ ps.", "with ps; [ ")}`}dependencies = ${list}; })`,
  );

function fixed(before: string, dagster: readonly Fix[], pipes: readonly Fix[]) {
  const fixes = [...fixesOf("all/dagster", dagster), ...fixesOf("all/dagster-pipes", pipes)];
  const { after, refusals } = fix(repositoryOf({ "all.nix": before }), fixes);
  return { text: display(after.get(".flox/pkgs/all.nix") ?? ""), refusals };
}

const hatchling = [backend("hatchling")];

describe("lists of another file", () => {
  const package_ = (name: string, list: string) => `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "${name}"; version = "1.12.1"; src = dagster-src;
  dependencies = ${list};
}
`;
  const needs = (list: string) => `{ python313Packages, ... }:\nwith python313Packages;\n[\n${list}]\n`;
  const imported = (folder: string) => `import ${folder}/needs.nix { inherit python313Packages; }`;

  function written(more: Readonly<Record<string, string>>) {
    const files = {
      "dagster/needs.nix": needs("  click\n"),
      "dagster/default.nix": package_("dagster", imported(".")),
      ...more,
    };
    const { after, refusals } = fix(repositoryOf(files), fixesOf("dagster", [add("rich"), add("alembic")]));
    expect(refusals).toEqual([]);
    return (path: string) => display(after.get(`.flox/pkgs/${path}`) ?? "");
  }

  test("are written there", () => {
    const text = written({});
    expect(text("dagster/needs.nix")).toBe(needs("  alembic\n  click\n  rich\n"));
    expect(text("dagster/default.nix")).toBe(package_("dagster", imported(".")));
  });

  test("stay as they are where another package has them as well", () => {
    const text = written({ "dagster-pipes.nix": package_("dagster-pipes", imported("./dagster")) });
    expect(text("dagster/needs.nix")).toBe(needs("  click\n"));
    expect(text("dagster/default.nix")).toBe(
      package_("dagster", `${imported(".")} ++ [ python313Packages.alembic python313Packages.rich ]`),
    );
  });
});

test("what is written beside a call of another file's function is of this file", () => {
  const called = (list: string) => `# ${"x".repeat(120)}
{ python313Packages, dagster-src }:
import ./make.nix { inherit python313Packages dagster-src; } "dagster" ${list}
`;
  const files = {
    "dagster/default.nix": called("[ ]"),
    "dagster/make.nix": `{ python313Packages, dagster-src }:
pname: dependencies: python313Packages.buildPythonPackage {
  inherit pname dependencies; version = "1.12.1"; src = dagster-src; pyproject = true;
}
`,
  };
  const { after, refusals } = fix(repositoryOf(files), fixesOf("dagster", [add("rich")]));
  expect(refusals).toEqual([]);
  expect(display(after.get(".flox/pkgs/dagster/default.nix") ?? "")).toBe(called("[ python313Packages.rich ]"));
});

describe("packages that all get the same backend", () => {
  test.each([
    [
      "the list of a function",
      byFunction("    pyproject = true;\n    build-system = [ ps.setuptools ];\n"),
      byFunction("    pyproject = true;\n    build-system = [ ps.hatchling ];\n"),
    ],
    [
      "the format of a function",
      byFunction('    format = "setuptools";\n'),
      byFunction("    pyproject = true;\n    build-system = [ ps.hatchling ];\n"),
    ],
    [
      "neither, which",
      byFunction(""),
      byFunction("    build-system = [ ps.hatchling ];\n").replace('1";\n', '1";\n    pyproject = true;\n'),
    ],
    [
      "the list of a set",
      bySet("pyproject = true; build-system = with ps; [ setuptools wheel ];"),
      bySet("pyproject = true; build-system = with ps; [ hatchling ];"),
    ],
    [
      "the format of a set",
      bySet('format = "setuptools";'),
      bySet("pyproject = true;", "with ps; [ click ]", "build-system = [ ps.hatchling ]; "),
    ],
  ])("%s is written once", (_, before, after) => {
    expect(fixed(before, hatchling, hatchling)).toEqual({ text: after, refusals: [] });
  });

  test("what each needs besides is written as well", () => {
    const before = byFunction('    format = "setuptools";\n');
    const { text, refusals } = fixed(before, [...hatchling, add("rich")], hatchling);
    expect(refusals).toEqual([]);
    const after = "    pyproject = true;\n    build-system = [ ps.hatchling ];\n";
    expect(text).toBe(byFunction(after, "with ps; [ click rich ]"));
  });

  test("what only one of them needs is refused alone", () => {
    const before = byFunction('    format = "setuptools";\n');
    const { text, refusals } = fixed(before, [...hatchling, relax("click")], hatchling);
    expect(refusals).toEqual(["click: its attributes are shared by all/dagster and all/dagster-pipes"]);
    expect(text).toBe(byFunction("    pyproject = true;\n    build-system = [ ps.hatchling ];\n"));
  });
});

test.each([
  ["[ ps.click ]", "([ ps.click ps.rich ] ++ ps.gql.optional-dependencies.requests)"],
  ["(with ps; [ click ])", "(with ps; [ click rich ] ++ gql.optional-dependencies.requests)"],
  ["(common ++ [ ps.click ])", "(common ++ [ ps.click ps.rich ] ++ ps.gql.optional-dependencies.requests)"],
  ["common", "(common ++ [ ps.rich ] ++ ps.gql.optional-dependencies.requests)"],
])("what goes behind the list that a function is given stays its argument: %s", (list, expected) => {
  const file = (given: string) =>
    closure(
      `common = with ps; [ six ];
  make = pname: dependencies: ps.buildPythonPackage {
    inherit pname dependencies; version = "1.12.1"; src = dagster-src; pyproject = true;
  };`,
      'make "dagster-pipes" common',
      `make "dagster" ${given}`,
    );
  const { text, refusals } = fixed(file(list), [add("rich"), extra("gql", "requests")], []);
  expect(refusals).toEqual([]);
  expect(text).toBe(file(expected));
});

describe("where a format is what a source is fetched by, it stays", () => {
  const wrong = "hatchling: what is written for it means something else there";
  const fetched = `src = fetchPypi { inherit pname version format; hash = ""; }; `;
  const webserver = `{ python313Packages, fetchPypi }:
python313Packages.buildPythonPackage rec {
  pname = "dagster-webserver"; version = "1.12.1"; format = "setuptools";
  ${fetched}dependencies = with python313Packages; [ click ];
}
`;

  test("and what others need and share is written", () => {
    const repository = repositoryOf({
      "all.nix": byFunction('    format = "setuptools";\n'),
      "dagster-webserver.nix": webserver,
    });
    const fixes = ["dagster-webserver", "all/dagster", "all/dagster-pipes"].flatMap((name) => fixesOf(name, hatchling));
    const { after, refusals } = fix(repository, [...fixes, ...fixesOf("dagster-webserver", [add("rich")])]);
    expect(refusals).toEqual([wrong]);
    const text = (path: string) => display(after.get(`.flox/pkgs/${path}`) ?? "");
    expect(text("all.nix")).toBe(byFunction("    pyproject = true;\n    build-system = [ ps.hatchling ];\n"));
    expect(text("dagster-webserver.nix")).toBe(webserver.replace("[ click ]", "[ click rich ]"));
  });

  test("also where several share it", () => {
    const how = `format = "setuptools"; }; fetched = pname: fetchPypi { inherit pname; inherit (common) format; version = "1.12.1"; hash = ""; `;
    const before = bySet(how)
      .replace("dagster-src }", "dagster-src, fetchPypi }")
      .replace("src = dagster-src; });", 'src = fetched "dagster-pipes"; });');
    const { text, refusals } = fixed(before, [...hatchling, add("rich")], hatchling);
    expect(refusals).toEqual([wrong, "hatchling: its format is shared by all/dagster and all/dagster-pipes"]);
    expect(text).toBe(before.replace("[ click ]", "[ click rich ]"));
  });
});

describe("packages of which one keeps its backend, or gets another", () => {
  test.each<[string, readonly Fix[]]>([
    ["one keeps it", []],
    ["one gets another", [backend("flit-core")]],
    ["one gets more", [backend("hatchling", "hatch-vcs")]],
  ])("%s: the list is refused, and what is sure is written", (_, pipes) => {
    const before = byFunction("    pyproject = true;\n    build-system = [ ps.setuptools ];\n");
    const { text, refusals } = fixed(before, [...hatchling, add("rich")], pipes);
    expect(refusals).toContain(
      "hatchling: the list at .flox/pkgs/all.nix:9 is shared by all/dagster and all/dagster-pipes",
    );
    expect(refusals).toHaveLength(1 + pipes.length);
    expect(text).toBe(before.replace("[ click ]", "[ click rich ]"));
  });

  test.each([
    ["of a function", byFunction('    format = "setuptools";\n')],
    ["of a set", bySet('format = "setuptools";')],
    ["of a set beside a list", bySet('format = "setuptools"; build-system = with ps; [ setuptools ];')],
  ])("the format %s is refused by who has it, and what is sure is written", (_, before) => {
    const { text, refusals } = fixed(before, [...hatchling, add("rich")], []);
    expect(refusals).toEqual(["hatchling: its format is shared by all/dagster and all/dagster-pipes"]);
    expect(text).toBe(before.replace("[ click ]", "[ click rich ]"));
  });

  test("what goes with the old backend stays in the brackets that others have as well", () => {
    const how = "build-system = with ps; [ setuptools ] ++ common.tools; pyproject = true; ";
    const before = closure(
      "common = { tools = with ps; [ wheel ]; };",
      `ps.buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; ${how} }`,
      `ps.buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; ${how} }`,
    );
    const { text, refusals } = fixed(before, hatchling, []);
    expect(refusals).toEqual([]);
    const [pipes = "", dagster = ""] = before.split("  dagster = ");
    expect(text).toBe(`${pipes}  dagster = ${dagster.replace("setuptools", "hatchling")}`);
  });

  test("attributes that others do not get are refused, and what is sure is written", () => {
    const before = byFunction("    pyproject = true;\n");
    const { text, refusals } = fixed(before, [...hatchling, relax("click"), add("rich")], []);
    const reason = "its attributes are shared by all/dagster and all/dagster-pipes";
    expect(refusals.toSorted()).toEqual([`click: ${reason}`, `hatchling: ${reason}`]);
    expect(text).toBe(before.replace("[ click ]", "[ click rich ]"));
  });
});
