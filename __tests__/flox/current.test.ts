import { describe, expect, test } from "@jest/globals";
import type { Lock, LockedPackage } from "../../src/documents/lock.ts";
import { type Reading, readCurrent, upstreamPins } from "../../src/flox/current.ts";
import { newLock } from "../../src/flox/lock.ts";
import { formatHash, parseHash } from "../../src/nix/sri.ts";
import { readProjects } from "../../src/upstream/projects.ts";
import { bareVersion, parseTagPattern } from "../../src/upstream/tags.ts";
import { type EngineOptions, readEngine, webHash, zeroHash } from "../helpers/engine.ts";
import { problemThrown } from "../helpers/problems.ts";

const reading: Reading = { versioning: "pep440", tagPattern: bareVersion };
const commit = "c".repeat(40);
const otherHash = `sha256-${"C".repeat(42)}A=`;

const { projects } = readProjects(
  new Map(
    Object.entries({ engine: "1.2.0", "engine-tools": "0.9.3", "engine-web": "1.2.0" }).map(([name, version]) => [
      `python/${name}/pyproject.toml`,
      new TextEncoder().encode(`[project]\nname = "${name}"\nversion = "${version}"\n`),
    ]),
  ),
);

/** The lock file that a bump to 1.2.0 leaves. */
const lock: Lock = newLock({
  upstream: "acme/engine",
  tag: "1.2.0",
  commit,
  version: "1.2.0",
  sources: [
    { file: ".flox/pkgs/engine-src.nix", url: "https://example.org/1.2.0.tar.gz", hash: zeroHash },
    { file: ".flox/pkgs/engine-web.nix", url: "https://example.org/engine_web-1.2.0.tar.gz", hash: webHash },
  ],
  repository: readEngine(),
  projects: new Map(projects.map((project) => [project.normalizedName, project] as const)),
  nixpkgs: null,
});

function current(options: EngineOptions = {}, witness: Lock | undefined = lock, how: Reading = reading) {
  return readCurrent(readEngine(options), witness, "acme/engine", how);
}

test("what agrees has nothing to say", () => {
  expect(current()).toEqual({ pins: [{ tag: "1.2.0", version: "1.2.0" }], disagreements: [] });
});

describe("what does not agree is said in a sentence", () => {
  const { engine: _, ...others } = lock.packages;
  test.each<[string, EngineOptions, Lock | undefined, string[]]>([
    ["no lock file", {}, undefined, ["No lock file records what 1.2.0 was found to hold."]],
    ["another upstream's lock file", {}, { ...lock, upstream: "acme/motor" }, ["The lock file is about acme/motor."]],
    [
      "a lock file of another tag, as a kill before it is written leaves it",
      { replace: { 'rev = "1.2.0"': 'rev = "1.3.0"' } },
      lock,
      ["The lock file is about 1.2.0, the Nix files name 1.3.0."],
    ],
    [
      "a lock file of a commit",
      {},
      { ...lock, tag: null },
      ["The lock file is about an untagged commit, the Nix files name 1.2.0."],
    ],
    [
      "a commit that is not known",
      {},
      { ...lock, commit: null },
      ["The lock file does not record the commit of 1.2.0."],
    ],
    [
      "a version that a bump had to leave as it was",
      {},
      {
        ...lock,
        packages: {
          ...lock.packages,
          "engine-tools": { ...(lock.packages["engine-tools"] as LockedPackage), metadataVersion: "0.9.4" },
        },
      },
      ["Package engine-tools states version 0.9.3, and at 1.2.0 upstream states 0.9.4."],
    ],
    [
      "a package whose project a bump did not find",
      {},
      {
        ...lock,
        packages: {
          ...lock.packages,
          "engine-tools": {
            ...(lock.packages["engine-tools"] as LockedPackage),
            project: null,
            metadataVersion: null,
          },
        },
      },
      ["Package engine-tools states version 0.9.3, and what upstream states at 1.2.0 is not known."],
    ],
    [
      "a hash that was edited",
      { replace: { [zeroHash]: webHash } },
      lock,
      ["The hash at .flox/pkgs/engine-src.nix:6:11 is not the one that the lock file records."],
    ],
    [
      "a hash that was emptied",
      { replace: { [webHash]: "" } },
      lock,
      ["The hash at .flox/pkgs/engine-web.nix:7:13 is not the one that the lock file records."],
    ],
    [
      "each hash changed, one to the other's",
      { replace: { [zeroHash]: otherHash, [webHash]: zeroHash } },
      lock,
      [
        "The hash at .flox/pkgs/engine-src.nix:6:11 is not the one that the lock file records.",
        "The hash at .flox/pkgs/engine-web.nix:7:13 is not the one that the lock file records.",
      ],
    ],
    [
      "a version that was edited",
      { replace: { '"0.9.3"': '"0.9.4"' } },
      lock,
      ["Package engine-tools states version 0.9.4, and the lock file records 0.9.3."],
    ],
    ["a package that is new", {}, { ...lock, packages: others }, ["The lock file does not know package engine."]],
    [
      "a package that is gone",
      { files: { "all.nix": null, "engine-tools.nix": null } },
      lock,
      [
        "The lock file records package all, which is not here.",
        "The lock file records package engine-tools, which is not here.",
      ],
    ],
    [
      "sources at different tags, as a kill between two files leaves them",
      {
        files: {
          "more.nix":
            '{ fetchFromGitHub }: fetchFromGitHub { owner = "acme"; repo = "engine"; tag = "1.3.0"; hash = ""; }',
        },
      },
      lock,
      ["The sources are pinned at different tags: 1.2.0, 1.3.0."],
    ],
    [
      "a tag and a branch",
      {
        files: {
          "more.nix":
            '{ fetchFromGitHub }: fetchFromGitHub { owner = "acme"; repo = "engine"; rev = "main"; hash = ""; }',
        },
      },
      lock,
      ["The sources are pinned at different tags: 1.2.0, a branch or commit."],
    ],
  ])("%s", (_, options, witness, sentences) => {
    const { disagreements } = readCurrent(readEngine(options), witness, "acme/engine", reading);
    expect(disagreements).toEqual(sentences);
    for (const sentence of disagreements) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe("what agrees although it is written in another way", () => {
  const sri = parseHash(zeroHash);
  test.each<[string, EngineOptions]>([
    ["a tag as a full ref", { replace: { 'rev = "1.2.0"': 'rev = "refs/tags/1.2.0"' } }],
    ["the argument tag", { replace: { 'rev = "1.2.0"': 'tag = "1.2.0"' } }],
    ["a hash in base 32", { replace: { [`hash = "${zeroHash}"`]: `sha256 = "${formatHash(sri, "base32")}"` } }],
    ["a hash in base 16", { replace: { [`hash = "${zeroHash}"`]: `sha256 = "${formatHash(sri, "base16")}"` } }],
    [
      "a source that only a build can hash",
      { replace: { [`hash = "${zeroHash}"`]: `fetchSubmodules = true; hash = "${webHash}"` } },
    ],
    [
      "a package of somebody else",
      { files: { "other.nix": '{ stdenv }: stdenv.mkDerivation { pname = "other"; version = "9"; }' } },
    ],
  ])("%s", (_, options) =>
    expect(current(options)).toEqual({ pins: [{ tag: "1.2.0", version: "1.2.0" }], disagreements: [] }),
  );
});

describe("pins of no tag are labelled with the highest version of what belongs", () => {
  const at = (rev: string) => ({ 'rev = "1.2.0"': `rev = "${rev}"` });
  test.each<[string, EngineOptions, string]>([
    ["a branch", { replace: at("main") }, "1.2.0"],
    ["a commit", { replace: at("0123456789abcdef0123456789abcdef01234567") }, "1.2.0"],
    ["a commit of digits", { replace: at("1".repeat(40)) }, "1.2.0"],
    ["a tag of another form", { replace: at("v1.2.0") }, "1.2.0"],
    [
      "a version of nixpkgs' form",
      { replace: { ...at("main"), "1.2.0": "1.10.0-unstable-2026-11-02" } },
      "1.10.0-unstable-2026-11-02",
    ],
    ["versions that disagree", { replace: { ...at("main"), '"0.9.3"': '"1.11"' } }, "1.11"],
    [
      "a higher version of somebody else",
      {
        replace: at("main"),
        files: { "other.nix": '{ stdenv }: stdenv.mkDerivation { pname = "other"; version = "9"; }' },
      },
      "1.2.0",
    ],
  ])("%s", (_, options, version) => {
    expect(current(options)).toEqual({ pins: [{ tag: null, version }], disagreements: [] });
  });

  test("without any version it is 0", () => {
    const files = { "engine.nix": null, "engine-tools.nix": null, "engine-web.nix": null, "all.nix": null };
    expect(current({ files, replace: at("main") }).pins).toEqual([{ tag: null, version: "0" }]);
  });
});

test("a tag pattern says where the version is", () => {
  const options = { replace: { 'rev = "1.2.0"': 'rev = "release-1.2.0"' } };
  const how: Reading = { versioning: "pep440", tagPattern: parseTagPattern("release-(.+)") };
  expect(current(options, { ...lock, tag: "release-1.2.0" }, how)).toEqual({
    pins: [{ tag: "release-1.2.0", version: "1.2.0" }],
    disagreements: [],
  });
});

test("without a source of the upstream there is nothing to follow", () => {
  const problem = problemThrown(() =>
    current({
      files: {
        "engine-src.nix":
          '{ fetchFromGitHub }: fetchFromGitHub { owner = "acme"; repo = "motor"; rev = "1.2.0"; hash = ""; }',
      },
    }),
  );
  expect(problem).toMatchObject({
    kind: "input",
    message: "no Nix file of this repository has a source of acme/engine",
    where: { file: ".flox/pkgs" },
    hint: expect.stringContaining("upstream"),
  });
});

test("where a source may be the upstream's, what stands in the way is said", () => {
  const pin = "{ fetchFromGitHub, lib }: fetchFromGitHub (lib.importJSON ./pin.json)";
  expect(problemThrown(() => current({ files: { "engine-src.nix": pin } })).message).toBe(
    "no Nix file of this repository has a source of acme/engine that is understood (.flox/pkgs/engine-src.nix:1: " +
      "fetchFromGitHub that may be the upstream's is not understood: its owner or repo is not known without a run of Nix)",
  );
});

test("PyPI's pins are not sources of the upstream", () => {
  expect(upstreamPins(readEngine()).map(({ file }) => file)).toEqual([".flox/pkgs/engine-src.nix"]);
});
