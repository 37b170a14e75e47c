/** Python packages that a scope of the repository's own makes: read and mended as Nix evaluates them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { display, toBytes } from "../../../src/nix/source.ts";
import { describeWith } from "../../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../../helpers/nix.ts";
import { bump } from "../bumping.ts";
import { add, type Fix, fix, fixesOf, own } from "./fixing.ts";
import { type Files, packageNamed, repositoryOf, source, words } from "./reading.ts";

const made = (name: string, formals: string, list: string) => `{ buildPythonPackage, dagster-src${formals} }:
buildPythonPackage {
  pname = "${name}"; version = "1.12.1"; pyproject = true; src = dagster-src;
  dependencies = [ ${list} ];
}
`;

/** A closure whose packages see each other by a scope, and how the files of these are called there. */
const closure = (scope: string) => ({
  "all/default.nix": `{ lib, pkgs, python312, dagster-src }:
let
${scope}
in
python312.withPackages (_: [ scope.dagster scope.dagster-pipes ])
`,
  "all/pipes.nix": made("dagster-pipes", ", rich", "rich"),
  "all/dagster.nix": made("dagster", ", click", "click"),
});

const members = (call: string) => `    inherit dagster-src;
    dagster-pipes = ${call} ./pipes.nix { };
    dagster = ${call} ./dagster.nix { };`;

const makeScope = closure(`  scope = lib.makeScope python312.pkgs.newScope (self: {
${members("self.callPackage")}
  });`);

const newScope = closure(`  call = python312.pkgs.newScope scope;
  scope = {
${members("call")}
  };`);

const overrideScope = {
  "all.nix": `{ python312, dagster-src }:
let
  scope = python312.pkgs.overrideScope (final: prev: {
    dagster-pipes = prev.buildPythonPackage {
      pname = "dagster-pipes"; version = "1.12.1"; pyproject = true; src = dagster-src;
      dependencies = [ final.rich ];
    };
    dagster = final.buildPythonPackage {
      pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src;
      dependencies = with final; [ click ];
    };
  });
in
python312.withPackages (_: [ scope.dagster scope.dagster-pipes ])
`,
};

/** Packages that ask the scope for each other by its name. */
const self = {
  "all.nix": `{ lib, newScope, python312, python312Packages, dagster-src }:
let
  scope = lib.makeScope newScope (self: {
    dagster-pipes = python312Packages.buildPythonPackage {
      pname = "dagster-pipes"; version = "1.12.1"; pyproject = true; src = dagster-src;
      dependencies = [ python312Packages.rich ];
    };
    dagster = python312Packages.buildPythonPackage {
      pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src;
      dependencies = with python312Packages; [ click ];
    };
  });
in
python312.withPackages (_: [ scope.dagster scope.dagster-pipes ])
`,
};

const callPackageWith = {
  "all/default.nix": `{ lib, pkgs, python312 }:
let
  callPackage = lib.callPackageWith (pkgs // scope);
  scope = {
    dagster-pipes = callPackage ./pipes.nix { };
    dagster = callPackage ./dagster.nix { };
  };
in
python312.withPackages (_: [ scope.dagster scope.dagster-pipes ])
`,
  "all/pipes.nix": `{ python312Packages, dagster-src }:
python312Packages.buildPythonPackage {
  pname = "dagster-pipes"; version = "1.12.1"; pyproject = true; src = dagster-src;
  dependencies = with python312Packages; [ rich ];
}
`,
  "all/dagster.nix": `{ python312Packages, dagster-src }:
python312Packages.buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src;
  dependencies = with python312Packages; [ click ];
}
`,
};

const fixes: readonly Fix[] = [add("docker"), own("all/dagster-pipes")];

const scopes: readonly [string, Files][] = [
  ["makeScope", makeScope],
  ["makeScope without callPackage", self],
  ["newScope", newScope],
  ["overrideScope", overrideScope],
  ["callPackageWith", callPackageWith],
];

describeWith("nix", "packages of a scope", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-scopes-")));
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  async function packages(name: string, files: ReadonlyMap<string, string>) {
    for (const [path, text] of files) {
      await mkdir(dirname(join(root, name, path)), { recursive: true });
      await writeFile(join(root, name, path), toBytes(text));
    }
    const { all } = await evaluatePackages(nix, join(root, name));
    return { joins: all?.joins.toSorted() ?? [] };
  }

  test.each(scopes)("%s", async (name, files) => {
    const repository = repositoryOf(files);
    expect(words(packageNamed(repository, "all/dagster").dependencies)).toBe("click");
    expect(packageNamed(repository, "all/dagster").python).toEqual([3, 12]);
    expect(words(packageNamed(repository, "all/dagster-pipes").dependencies)).toBe("rich");
    const before = await packages(`${name}-before`, repository.files);
    expect(before.joins).toEqual(["click", "dagster", "dagster-pipes", "rich"]);
    const fixed = fix(repository, fixesOf("all/dagster", fixes));
    expect(fixed.refusals).toEqual([]);
    const after = await packages(`${name}-after`, fixed.after);
    expect(after.joins).toEqual([...before.joins, "docker"].toSorted());
    const again = Object.entries(files).map(([path]) => [path, display(fixed.after.get(`.flox/pkgs/${path}`) ?? "")]);
    const { dependencies } = packageNamed(repositoryOf(Object.fromEntries(again)), "all/dagster");
    expect(words(dependencies).split(" ").toSorted()).toEqual(["./all/dagster-pipes", "click", "docker"]);
  });
});

test.each(scopes)("%s: every package moves with the source", (_, files) => {
  const all = Object.entries({ "dagster-src.nix": source, ...files });
  const { edits } = bump({ files: Object.fromEntries(all.map(([path, text]) => [`.flox/pkgs/${path}`, text])) });
  expect(edits.filter((edit) => edit.includes(" version 1.12.1 -> 1.13.26"))).toHaveLength(2);
});
