/** This repository's packages in a folder that extends a Python set, needed by each other and by others. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { toBytes } from "../../../src/nix/source.ts";
import { describeWith } from "../../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../../helpers/nix.ts";
import { fix, fixesOf, own } from "./fixing.ts";
import { repositoryOf, source } from "./reading.ts";

const member = (
  name: string,
  formals = "click",
  list = "click",
) => `{ buildPythonPackage, setuptools, dagster-src, ${formals} }:
buildPythonPackage {
  pname = "${name}"; version = "1.12.1"; pyproject = true; src = dagster-src;
  build-system = [ setuptools ]; dependencies = [ ${list} ];
}
`;

const outside = (list: string) => `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "outside"; version = "1.12.1"; pyproject = true; src = dagster-src; dependencies = ${list};
}
`;

const files = {
  "python313Packages/alpha.nix": member("alpha"),
  "python313Packages/beta.nix": member("beta"),
  "qualified.nix": outside("[ python313Packages.click ]"),
  "with.nix": outside("with python313Packages; [ click ]"),
};

const expected = {
  ...files,
  "python313Packages/alpha.nix": member("alpha", "beta, click", "beta click"),
  "qualified.nix": outside("[ python313Packages.beta python313Packages.click ]"),
  "with.nix": outside("with python313Packages; [ beta click ]"),
};

const users = ["python313Packages.alpha", "qualified", "with"];

test("within the set the name is a formal, elsewhere it is the set's", () => {
  const fixes = users.flatMap((attribute) => fixesOf(attribute, [own("python313Packages.beta")]));
  const { after, refusals } = fix(repositoryOf(files), fixes);
  expect(refusals).toEqual([]);
  for (const [path, text] of Object.entries(expected)) expect(after.get(`.flox/pkgs/${path}`)).toBe(text);
});

test("another set's package is not written", () => {
  const other = { ...files, "python312Packages/gamma.nix": member("gamma") };
  const { refusals } = fix(repositoryOf(other), fixesOf("with", [own("python312Packages.gamma")]));
  expect(refusals).toEqual([
    "python312Packages.gamma: no name that can stand in dependencies means this repository's python312Packages.gamma there",
  ]);
});

describeWith("nix", "what was written, evaluated", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-members-")));
    for (const [path, text] of Object.entries({ "dagster-src.nix": source, ...expected })) {
      await mkdir(dirname(join(root, ".flox/pkgs", path)), { recursive: true });
      await writeFile(join(root, ".flox/pkgs", path), toBytes(text));
    }
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  test("each has this repository's package", async () => {
    const packages = await evaluatePackages(nix, root);
    expect(users.map((attribute) => packages[attribute]?.dependencies)).toEqual(users.map(() => ["beta", "click"]));
  });
});
