/** A whole bump whose upstream asks for what this repository packages itself, or seems to. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { inProcess } from "../helpers/in-process.ts";
import { describeWith } from "../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../helpers/nix.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { addRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const [old, goal] = ["2.0.0", "2.0.1"];

function pyproject(name: string, version: string, requirements: readonly string[], extras = ""): string {
  return `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "${name}"
version = "${version}"
dependencies = ${JSON.stringify(requirements)}
${extras}`;
}

const extras = '[project.optional-dependencies]\nfoo-bar = ["rich"]\nabsent = ["tqdm"]\n';

const upstreamFiles = {
  [old]: {
    "alpha/pyproject.toml": pyproject("alpha", old, ["click"]),
    "beta/pyproject.toml": pyproject("beta", old, [], extras),
    "gamma/pyproject.toml": pyproject("gamma", old, []),
    "copied/setup.py": `from setuptools import setup\nsetup(name="copied", version="${old}")\n`,
  },
  [goal]: {
    "alpha/pyproject.toml": pyproject("alpha", goal, [
      "click",
      "docker",
      "zeta",
      "gamma",
      `beta[Foo_Bar,absent]==${goal}`,
      "uvicorn[Standard]",
    ]),
    "beta/pyproject.toml": pyproject("beta", goal, ["alpha"], extras),
    "gamma/pyproject.toml": pyproject("gamma", goal, []),
    "copied/pyproject.toml": pyproject("copied", goal, []),
  },
};

const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "${old}";
  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
}
`;

interface Written {
  readonly formals?: string;
  readonly minor?: number;
  readonly more?: string;
}

/** A package of the upstream's as its file is written. */
function own(name: string, version: string, { formals = "", minor = 13, more = "" }: Written = {}): string {
  const set = `python3${minor}Packages`;
  return `{ ${set}, dagster-src${formals} }:
${set}.buildPythonPackage {
  pname = "${name}";
  version = "${version}";
  pyproject = true;
  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/${name}";
  build-system = [ ${set}.hatchling ];
${more}}
`;
}

const alpha = (version: string, formals: string, list: string) =>
  own("alpha", version, { formals, more: `  dependencies = with python313Packages; ${list};\n` });

const copied = `{ python313Packages, dagster-src, stdenv }:
python313Packages.buildPythonPackage {
  pname = "copied";
  version = "${old}";
  format = "setuptools";
  src = stdenv.mkDerivation {
    name = "copied-source";
    src = dagster-src;
    installPhase = "cp -r copied $out";
  };
}
`;

const files: Readonly<Record<string, string>> = {
  "dagster-src.nix": source,
  "alpha.nix": alpha(old, "", "[ click ]"),
  "beta-a.nix": own("beta", old, { more: "  optional-dependencies.foo-bar = [ python313Packages.rich ];\n" }),
  "beta-z.nix": own("beta", old, { minor: 12 }),
  "python313Packages/gamma.nix": `{ buildPythonPackage, hatchling, dagster-src }:
buildPythonPackage {
  pname = "gamma"; version = "${old}"; pyproject = true; build-system = [ hatchling ];
  src = dagster-src; sourceRoot = "\${dagster-src.name}/gamma";
}
`,
  "copied.nix": copied,
  // Of the name of a Python project, and no Python package.
  "docker.nix": '{ stdenv }: stdenv.mkDerivation { pname = "docker"; version = "1"; src = ./.; }\n',
  "zeta.nix": `{ python312Packages }:
python312Packages.buildPythonPackage { pname = "zeta"; version = "1"; pyproject = true; src = ./.; }
`,
};

let upstream: Upstream;
let packaging: Packaging;
let document: BumpDocument;

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1"] });
  for (const [version, tree] of Object.entries(upstreamFiles)) {
    await addRelease(upstream, version, tree);
  }
  const named = Object.entries(files).map(([path, text]) => [`dagster-build/.flox/pkgs/${path}`, text] as const);
  const environment = {
    "dagster-build/.flox/env.json": '{"name":"own","version":1}\n',
    "dagster-build/.flox/env/manifest.toml": 'version = 1\n[options]\nsystems = ["x86_64-linux"]\n',
  };
  packaging = await startPackaging(upstream, {
    name: "someone/own",
    files: { ...environment, ...Object.fromEntries(named) },
  });
  document = bumpSchema.parse((await inProcess(upstream, packaging).run("bump", { tag: goal })).document);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

const read = (name: string) => readFile(join(packaging.directory, ".flox/pkgs", name), "utf8");
const blockers = (attribute: string) => document.requirements[attribute]?.blockers.map(({ reason }) => reason);
const refused = (attribute: string) =>
  document.requirements[attribute]?.fixes.flatMap((one) => (one.refused === null ? [] : one.refused));

test("what is a Python package of the same Python is written, with the extras that it has", async () => {
  expect(await read("alpha.nix")).toBe(
    alpha(
      goal,
      ", beta-a",
      "[ beta-a click docker gamma uvicorn ] ++ beta-a.optional-dependencies.foo-bar ++ uvicorn.optional-dependencies.standard",
    ),
  );
  expect(refused("alpha")).toEqual([]);
  expect(document.requirements.alpha?.superfluous).toEqual([]);
});

test("what is for another Python, lacks the extra, or would close a circle is left, and said", async () => {
  expect(blockers("alpha")).toEqual([
    "beta-a has no optional-dependencies.absent here: add it there first.",
    "zeta is built for Python 3.12 and this package for 3.13: package it for 3.13 too.",
  ]);
  expect(refused("beta-a")).toEqual(["alpha is built from beta-a itself"]);
  expect(await read("beta-a.nix")).toBe(files["beta-a.nix"]?.replace(old, goal));
  expect(blockers("beta-z")).toEqual([
    "alpha is built for Python 3.13 and this package for 3.12: package it for 3.12 too.",
  ]);
});

test("a package that copies its directory out of the source is not switched to hatchling", async () => {
  expect(await read("copied.nix")).toBe(copied.replace(old, goal));
  expect(blockers("copied")).toEqual([expect.stringContaining('sourceRoot = "${dagster-src.name}/copied"')]);
});

describeWith("nix", "what was written, as Nix evaluates it", () => {
  let nix: Nix;

  beforeAll(async () => {
    nix = await temporaryNix();
  });

  afterAll(() => nix.close());

  test("every package evaluates, and has what upstream asks for", async () => {
    const packages = await evaluatePackages(nix, packaging.directory);
    const listed = ["beta", "click", "docker", "gamma", "uvicorn", "rich", "python-dotenv", "pyyaml"];
    expect(packages.alpha?.dependencies.toSorted()).toEqual(listed.toSorted());
    expect(packages["beta-z"]?.dependencies).toEqual([]);
  });
});
