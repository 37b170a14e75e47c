/** How packages are built, written once for several of them. */
import { describe, expect, test } from "@jest/globals";
import { display } from "../../../src/nix/source.ts";
import { add, backend, type Fix, fix, fixesOf, relax } from "./fixing.ts";
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

  test("attributes that others do not get are refused, and what is sure is written", () => {
    const before = byFunction("    pyproject = true;\n");
    const { text, refusals } = fixed(before, [...hatchling, relax("click"), add("rich")], []);
    const reason = "its attributes are shared by all/dagster and all/dagster-pipes";
    expect(refusals.toSorted()).toEqual([`click: ${reason}`, `hatchling: ${reason}`]);
    expect(text).toBe(before.replace("[ click ]", "[ click rich ]"));
  });
});
