import { describe, expect, test } from "@jest/globals";
import { readWorkspace } from "../../../src/flox/checks/dagster.ts";
import { expectedOf } from "../../../src/flox/checks/expected.ts";
import { readInspection } from "../../../src/flox/checks/inspect.ts";
import { judgePage, judgeVersions } from "../../../src/flox/checks/judge.ts";
import { readRepository } from "../../../src/nix/repository.ts";

const inspection = (versions: Readonly<Record<string, string>>) => ({
  markers: {},
  distributions: new Map(Object.entries(versions).map(([name, version]) => [name, { version, scripts: [] }] as const)),
});
const project = (name: string, version: string | undefined) => ({
  attribute: name,
  project: name,
  version,
  requirements: undefined,
  relaxed: new Set<string>(),
  removed: new Set<string>(),
});

test.each([
  ["1.13.26", "1.13.26", "passed", "dagster 1.13.26"],
  ["1.13.26.0", "1.13.26", "passed", "dagster 1.13.26.0"],
  ["1!0+dev", "1!0+dev", "passed", "dagster 1!0+dev"],
  ["1.12.1", "1.13.26", "failed", "dagster reports 1.12.1, not 1.13.26"],
  ["1!0+dev", "1.13.26", "failed", "dagster reports 1!0+dev, not 1.13.26"],
  ["", "1.13.26", "failed", "dagster reports , not 1.13.26"],
  ["anything", undefined, "passed", "dagster anything"],
] as const)("a built version %j against %j", (built, expected, status, note) => {
  expect(judgeVersions([project("dagster", expected)], inspection({ dagster: built }))).toEqual({ status, note });
});

test("a project that is not there has no version", () => {
  const projects = [project("dagster", "1.0"), project("dagster-pipes", "1.0")];
  expect(judgeVersions(projects, inspection({ dagster: "1.0" }))).toEqual({
    status: "failed",
    note: "dagster-pipes is not there",
  });
});

test.each([
  [undefined, "failed", "/ is not answered"],
  [{ status: 500, body: "<html>" }, "failed", "/ is answered with 500"],
  [{ status: 200, body: "Can't find webapp files" }, "failed", "/ is answered with something that is no page"],
  [{ status: 200, body: "<!DOCTYPE html>\n<p>" }, "passed", ""],
] as const)("the page %j", (answer, status, note) => {
  expect(judgePage(answer)).toEqual({ status, note });
});

const entry = (loadStatus: string, location: object | null) => ({
  name: "x",
  loadStatus,
  locationOrLoadError: location,
});
const workspace = (...locationEntries: readonly object[]) =>
  JSON.stringify({ data: { workspaceOrError: { __typename: "Workspace", locationEntries } } });

test.each([
  [workspace(entry("LOADED", { __typename: "RepositoryLocation" })), { kind: "loaded" }],
  [workspace(entry("LOADING", null)), { kind: "loading" }],
  [workspace(), { kind: "loading" }],
  [
    workspace(
      entry("LOADED", { __typename: "PythonError", message: "ModuleNotFoundError: No module\n named 'dagster'" }),
    ),
    { kind: "failed", message: "ModuleNotFoundError: No module named 'dagster'" },
  ],
  [
    JSON.stringify({ data: { workspaceOrError: { __typename: "PythonError", message: "no" } } }),
    { kind: "failed", message: "no" },
  ],
  ["", { kind: "loading" }],
  ["<html>", { kind: "loading" }],
  ["[]", { kind: "loading" }],
])("what the web server answers: %j", (body, loading) => {
  expect(readWorkspace(body)).toEqual(loading);
});

describe("what the closure's Python prints", () => {
  const said = {
    markers: { python_version: "3.13" },
    distributions: { Dagster_Shared: { version: "1", scripts: ["x"] } },
  };

  test("is read from the last line, by normalised names", () => {
    const read = readInspection(`noise of a .pth file\n\n${JSON.stringify(said)}\n`);
    expect(read?.markers).toEqual({ python_version: "3.13" });
    expect(read?.distributions).toEqual(new Map([["dagster-shared", { version: "1", scripts: ["x"] }]]));
  });

  test.each(["", "{}", "null", '{"markers": {}, "distributions": {"x": {"version": 1, "scripts": []}}}', "Traceback"])(
    "is nothing where it is %j",
    (text) => expect(readInspection(text)).toBeUndefined(),
  );
});

describe("what is expected", () => {
  const files = new Map(
    Object.entries({
      "one.nix": `{ python313Packages, fetchFromGitHub }: python313Packages.buildPythonPackage rec {
        pname = "One_Project"; version = "1.0"; pyproject = true; pythonImportsCheck = [ "one" "one.two" "bad name" ];
        src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = version; hash = ""; };
        pythonRelaxDeps = [ "Some.Thing" ]; pythonRemoveDeps = true; }`,
      "all.nix": `{ python313, symlinkJoin, one }: symlinkJoin {
        name = "all-1.0"; paths = [ (python313.withPackages (_: [ one ])) ]; }`,
      "unstable.nix": `{ python313Packages, fetchurl }: python313Packages.buildPythonPackage {
        pname = "unstable"; version = "1.0-unstable-2026-01-01"; src = fetchurl { url = "https://x/y"; hash = ""; }; }`,
    }).map(([name, text]) => [`.flox/pkgs/${name}`, text]),
  );
  const repository = readRepository({ files, upstream: { owner: "dagster-io", repo: "dagster" } });
  const expected = (attribute: string, named = new Map<string, readonly string[]>()) =>
    expectedOf(repository, undefined, attribute, named);

  test("of a package stands in its Nix file", () => {
    expect(expected("one")).toEqual({
      role: "built",
      imports: ["one", "one.two"],
      projects: [
        {
          attribute: "one",
          project: "one-project",
          version: "1.0",
          requirements: undefined,
          relaxed: new Set(["some-thing"]),
          removed: "all",
        },
      ],
    });
  });

  test("of a join is what is expected of its packages", () => {
    expect(expected("all")).toMatchObject({
      role: "join",
      imports: ["one", "one.two"],
      projects: [{ project: "one-project" }],
    });
  });

  test("of what is between two releases is no version, and what the configuration names is imported", () => {
    expect(expected("unstable", new Map([["unstable", ["this"]]]))).toMatchObject({
      imports: ["this"],
      projects: [{ version: undefined }],
    });
  });

  test("of what is not there is nothing", () => expect(expected("none")).toBeUndefined());
});
