import { describe, expect, test } from "@jest/globals";
import type { PythonPackage } from "../../../src/nix/python/model.ts";
import type { BuildSystem } from "../../../src/upstream/projects.ts";
import { readBackend } from "../../../src/upstream/requirements/backends.ts";
import { comparePackages, type PackageComparison } from "../../../src/upstream/requirements/compare.ts";
import type { PackageFacts, Surroundings } from "../../../src/upstream/requirements/facts.ts";
import { fixesFor } from "../../../src/upstream/requirements/fixes.ts";
import { facts, list, nixPackage, ownPackage, project, surroundings } from "./packages.ts";

const build = (backend: string, ...requires: string[]): BuildSystem => ({ backend, requires, stated: true });
const hatchling = build("hatchling.build", "hatchling>=1.19.0");

describe("backends by the names of nixpkgs", () => {
  test.each([
    [build("setuptools.build_meta:__legacy__", "setuptools>=40.8.0"), ["setuptools"]],
    [build("setuptools.build_meta", "setuptools", "wheel", "setuptools_scm>=8"), ["setuptools", "setuptools-scm"]],
    [hatchling, ["hatchling"]],
    [build("hatchling.build", "hatch-vcs", "hatchling"), ["hatchling", "hatch-vcs"]],
    [build("poetry.core.masonry.api", "poetry-core>=1"), ["poetry-core"]],
    [build("flit_core.buildapi", "flit_core<4"), ["flit-core"]],
    [build("pdm.backend", "pdm-backend"), ["pdm-backend"]],
    [build("uv_build", "uv_build"), ["uv-build"]],
    // What it is built with is there whether or not it is required.
    [build("hatchling.build"), ["hatchling"]],
    [build("setuptools.build_meta", "setuptools", "tomli; python_version < '3.11'"), ["setuptools"]],
  ])("%j", (system, expected) => {
    expect(readBackend(system, [3, 13])).toMatchObject({ names: expected, unresolved: [], besides: undefined });
  });

  test("one that needs a toolchain says so; one that is not known has no name", () => {
    expect(readBackend(build("maturin", "maturin>=1"), [3, 13]).besides).toContain("cargoSetupHook");
    expect(readBackend(build("backend", "hatchling"), [3, 13]).name).toBeUndefined();
    expect(readBackend(build("hatchling.build", "a b"), [3, 13]).unresolved).toHaveLength(1);
  });
});

function compare(
  buildSystem: BuildSystem,
  nix: Partial<PythonPackage>,
  file = "packages/app/pyproject.toml",
  around: Partial<Surroundings> = {},
  more: Partial<PackageFacts> = {},
): PackageComparison {
  const app = project("app", { buildSystem, file });
  const one = facts(app, nixPackage("app", "", nix), more);
  const [compared] = comparePackages([one], surroundings(new Map([["app", app]]), ["app"], around));
  if (compared === undefined) throw new Error("one package was given");
  return compared;
}

const inNix = (words: string, more: Partial<PythonPackage> = {}): Partial<PythonPackage> => ({
  buildSystem: list("build-system", words),
  ...more,
});
const setupPy = { format: "setuptools", buildSystem: undefined } as const;
const legacy = { requires: ["setuptools>=40.8.0"], backend: "setuptools.build_meta:__legacy__", stated: false };

describe("the backend in the Nix file", () => {
  test.each<[string, BuildSystem, Partial<PythonPackage>, readonly string[], string]>([
    ["stays", hatchling, inNix("hatchling"), [], "pyproject.toml"],
    ["is another", hatchling, inNix("setuptools"), ["hatchling"], "pyproject.toml"],
    ["is none", hatchling, inNix(""), ["hatchling"], "pyproject.toml"],
    ["is not listed at all", hatchling, { buildSystem: undefined }, ["hatchling"], "pyproject.toml"],
    ["is a setup.py's", hatchling, setupPy, ["hatchling"], "pyproject.toml"],
    ["stays a setup.py's", legacy, setupPy, [], "setup.py"],
    ["loses its setup.py", build("setuptools.build_meta", "setuptools"), setupPy, ["setuptools"], "pyproject.toml"],
    ["is not said", legacy, { format: undefined, buildSystem: undefined }, ["setuptools"], "setup.py"],
    ["is a wheel", hatchling, { format: "wheel", buildSystem: undefined }, [], "pyproject.toml"],
  ])("%s", (_, buildSystem, nix, names, file) => {
    const compared = compare(buildSystem, nix, `packages/app/${file}`);
    const expected = names.length === 0 ? [] : [{ kind: "backend", attribute: "app", names }];
    expect(fixesFor(compared).map(({ fix }) => fix)).toEqual(expected);
    expect(compared).toMatchObject({ missing: [], unresolved: [], blockers: [] });
  });

  test("why it is written anew", () => {
    expect(compare(legacy, { format: undefined }).backend?.reason).toBe(
      "The package has neither pyproject nor format; upstream states no build system, which means setuptools.",
    );
  });

  test("what the build requires besides is added", () => {
    const compared = compare(build("hatchling.build", "hatchling", "hatch-vcs"), inNix("hatchling"));
    expect(compared.missing).toMatchObject([{ name: "hatch-vcs", list: "build-system" }]);
    expect(fixesFor(compared).map(({ fix }) => fix)).toMatchObject([
      { kind: "add", list: "build-system", from: "python-set", name: "hatch-vcs" },
    ]);
  });

  test("a list that is computed in part is left alone where the backend is in it", () => {
    const nix = { buildSystem: list("nativeBuildInputs", "hatchling", { complete: false }) };
    const compared = compare(build("hatchling.build", "hatchling", "hatch-vcs"), nix);
    expect(compared).toMatchObject({ missing: [], unresolved: [], backend: undefined });
  });

  test("what it requires is not known: a blocker, and nothing is half done", () => {
    const compared = compare(build("hatchling.build", "hatchling", "hatch-rare"), inNix("setuptools"));
    expect(compared.blockers).toEqual([
      {
        name: "hatch-rare",
        reason: expect.stringMatching(
          /was not read: package it in \.flox\/pkgs, or name it in the configuration's ignore\.$/,
        ),
      },
    ]);
    expect(fixesFor(compared)).toEqual([]);
  });

  test("what the configuration ignores is neither asked for nor in the way", () => {
    const system = build("hatchling.build", "hatchling", "Hatch_Rare");
    const ignored = compare(system, inNix("setuptools"), undefined, {}, { ignore: new Set(["hatch-rare"]) });
    expect(ignored.blockers).toEqual([]);
    expect(fixesFor(ignored)).toMatchObject([{ fix: { kind: "backend", names: ["hatchling"] } }]);
    const there = compare(system, inNix("hatchling"), undefined, {}, { ignore: new Set(["hatch-rare"]) });
    expect(there.missing).toEqual([]);
  });

  test("a backend that is ignored and not known leaves the package as it is built; one that is known is written", () => {
    const rare = compare(
      build("uv_build", "uv_build"),
      inNix("setuptools"),
      undefined,
      {},
      { ignore: new Set(["uv-build"]) },
    );
    expect(rare.blockers).toEqual([]);
    expect(fixesFor(rare)).toEqual([]);
    const known = compare(hatchling, inNix("setuptools"), undefined, {}, { ignore: new Set(["hatchling"]) });
    expect(fixesFor(known)).toMatchObject([{ fix: { kind: "backend", names: ["hatchling"] } }]);
  });

  test("a toolchain is left to people", () => {
    const compared = compare(build("maturin", "maturin"), inNix("setuptools"));
    expect(compared.blockers.map(({ reason }) => reason)).toEqual([expect.stringContaining("cargoSetupHook")]);
    expect(fixesFor(compared)).toEqual([]);
  });

  test("a copied subdirectory that is built with hatchling already stays as it is", () => {
    expect(compare(hatchling, inNix("hatchling", { copiesSubdirectory: true })).blockers).toEqual([]);
    expect(compare(hatchling, inNix("setuptools", { copiesSubdirectory: true })).blockers).toHaveLength(1);
  });

  test.each<[string, BuildSystem, Partial<PythonPackage>, string]>([
    ["an unknown backend", build("own_backend"), inNix("setuptools"), 'The build backend "own_backend" is not known.'],
    [
      "another format",
      hatchling,
      { format: "other" },
      "The package's format is not understood: upstream builds with hatchling.",
    ],
    [
      "a computed list",
      hatchling,
      { buildSystem: list("nativeBuildInputs", "", { complete: false }) },
      "A part of the list nativeBuildInputs is not understood: upstream builds with hatchling.",
    ],
  ])("%s is not guessed", (_, buildSystem, nix, reason) => {
    const compared = compare(buildSystem, nix);
    expect(compared.unresolved).toEqual([{ what: "build-system", file: ".flox/pkgs/app.nix", line: 3, reason }]);
    expect(fixesFor(compared)).toEqual([]);
  });
});

describe("a build with this repository's own packages", () => {
  const plugin = build("hatchling.build", "hatchling", "Hatch_Rare");
  const around = (more = {}) => ({ own: new Map([["hatch-rare", [ownPackage("my-plugin", more)]]]) });
  const withOwn = (words: string, more = {}, system = plugin) =>
    compare(system, inNix(words), "packages/app/pyproject.toml", around(more));
  const written = (compared: PackageComparison) => fixesFor(compared).map(({ fix }) => fix);

  test("what is packaged here is added, and is there where it is listed", () => {
    const compared = withOwn("hatchling");
    expect(compared.missing).toMatchObject([{ name: "my-plugin", from: "own", list: "build-system" }]);
    expect([compared.blockers, compared.unknown]).toEqual([[], []]);
    expect(written(compared)).toMatchObject([{ kind: "add", list: "build-system", from: "own", name: "my-plugin" }]);
    const there = withOwn("hatchling ./my-plugin");
    expect([there.missing, there.blockers, there.backend]).toEqual([[], [], undefined]);
  });

  test.each([
    [
      { python: [3, 12] as const },
      {
        name: "hatch-rare",
        reason: "my-plugin is built for Python 3.12 and this package for 3.13: package it for 3.13 too.",
      },
    ],
    [
      { certain: false },
      {
        name: "my-plugin",
        reason:
          "my-plugin of this repository may be it, but how it is made is not understood: list it by hand if it is.",
      },
    ],
  ])("with %j it is a blocker", (more, blocker) => {
    const compared = withOwn("hatchling", more);
    expect(compared.blockers).toEqual([blocker]);
    expect(written(compared)).toEqual([]);
  });

  test("beside another backend it is written by hand, and stays where it is there", () => {
    const compared = withOwn("setuptools");
    expect(compared.blockers).toEqual([
      {
        name: "my-plugin",
        reason: "Upstream now builds with hatchling and this repository's own my-plugin: write build-system by hand.",
      },
    ]);
    expect(written(compared)).toEqual([]);
    expect(written(withOwn("setuptools ./my-plugin"))).toMatchObject([{ kind: "backend", names: ["hatchling"] }]);
  });

  test("one that stays at an older release than is required is a blocker", () => {
    const kept = new Map([["my-plugin", "0.1"]]);
    const system = build("hatchling.build", "hatchling", "hatch-rare>=2");
    const compared = compare(system, inNix("hatchling"), "packages/app/pyproject.toml", { ...around(), kept });
    expect(compared.blockers).toMatchObject([{ name: "my-plugin" }]);
    expect(written(compared)).toEqual([]);
  });

  test("no package is built with itself: nixpkgs' release of it is taken", () => {
    const own = new Map([["hatchling", [ownPackage("app")]]]);
    const compared = compare(hatchling, inNix(""), "packages/app/pyproject.toml", { own });
    expect(written(compared)).toMatchObject([{ kind: "backend", names: ["hatchling"] }]);
  });
});

describe("what the build needs on some systems only", () => {
  const system = build("hatchling.build", "hatchling", "cython; sys_platform == 'linux'");

  test("is to be written for them", () => {
    const compared = compare(system, inNix("hatchling"));
    const on = ["x86_64-linux", "aarch64-linux"];
    expect(compared.missing).toMatchObject([
      {
        name: "cython",
        systems: on,
        reason:
          "Upstream's build requires cython on x86_64-linux and aarch64-linux only (packages/app/pyproject.toml).",
      },
    ]);
    expect(fixesFor(compared).map(({ fix }) => fix)).toMatchObject([{ kind: "add", name: "cython", on }]);
  });

  test("is said where the backend is written anew with it", () => {
    expect(compare(system, inNix("setuptools")).backend).toEqual({
      names: ["hatchling", "cython"],
      reason:
        'The package is built with setuptools; upstream builds with "hatchling.build". ' +
        "Upstream needs cython on x86_64-linux and aarch64-linux only.",
    });
  });
});
