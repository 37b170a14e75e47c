import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Lock, lockFileName, readLock, writeLock } from "../../src/documents/lock.ts";
import { newLock } from "../../src/flox/lock.ts";
import { readProjects } from "../../src/upstream/projects.ts";
import { readEngine, webHash, zeroHash } from "../helpers/engine.ts";
import { problemThrown } from "../helpers/problems.ts";

const commit = "c".repeat(40);

const { projects } = readProjects(
  new Map(
    Object.entries({
      "python/engine/pyproject.toml":
        '[build-system]\nrequires = ["hatchling>=1"]\nbuild-backend = "hatchling.build"\n[project]\nname = "Engine"\nversion = "1!0+dev"\nrequires-python = ">=3.10"\ndependencies = ["click>=5.0,<9.0", "tomli<3; python_version < \'3.11\'"]\n',
      "python/tools/setup.py": 'from setuptools import setup\nsetup(name="engine_tools", version="0.9.3")\n',
    }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  ),
);

const facts = {
  upstream: "acme/engine",
  tag: "1.2.0",
  commit,
  version: "1.2.0",
  sources: [
    { file: "b.nix", url: "https://example.org/b", hash: webHash },
    { file: "a.nix", url: "https://example.org/z", hash: zeroHash },
    { file: "a.nix", url: "https://example.org/y", hash: zeroHash },
  ],
  repository: readEngine(),
  projects: new Map(projects.map((project) => [project.normalizedName, project] as const)),
  nixpkgs: { url: "https://example.org/nixpkgs", rev: commit },
};

const lock: Lock = newLock(facts);

describe("what a bump found", () => {
  test("is recorded of every package that belongs and states a version", () => {
    expect(Object.keys(lock.packages).toSorted()).toEqual(["all", "engine", "engine-tools", "engine-web"]);
    expect(lock.packages.engine).toEqual({
      project: "engine",
      directory: "python/engine",
      version: "1.2.0",
      metadataVersion: "1!0+dev",
      requiresPython: ">=3.10",
      buildSystem: { requires: ["hatchling>=1"], backend: "hatchling.build" },
      requirements: ["click>=5.0,<9.0", "tomli<3; python_version < '3.11'"],
      scripts: {},
    });
    expect(lock.packages["engine-tools"]).toMatchObject({
      version: "0.9.3",
      requiresPython: "",
      buildSystem: { backend: "setuptools.build_meta:__legacy__" },
      requirements: [],
    });
    expect(lock.packages.all).toEqual({
      project: null,
      directory: null,
      version: "1.2.0",
      metadataVersion: null,
      requiresPython: null,
      buildSystem: null,
      requirements: null,
      scripts: null,
    });
  });

  test("is null where it is not known wholly", () => {
    const [engine] = projects;
    if (engine === undefined) throw new Error("it was read");
    const unread = new Set(["dependencies", "requiresPython", "scripts", "buildSystem"] as const);
    const known = newLock({ ...facts, projects: new Map([["engine", { ...engine, unread }]]) });
    const nothing = { requiresPython: null, buildSystem: null, requirements: null, scripts: null };
    expect(known.packages.engine).toMatchObject({ project: "engine", metadataVersion: "1!0+dev", ...nothing });
    expect(readLock("l", writeLock(known))).toEqual(known);
  });

  test("has its sources in the order of files and URLs", () => {
    expect(lock.sources.map(({ file, url }) => `${file} ${url.at(-1)}`)).toEqual(["a.nix y", "a.nix z", "b.nix b"]);
    expect(newLock({ ...facts, sources: facts.sources.toReversed() })).toEqual(lock);
  });

  test("comes back as it was written, in the same bytes", () => {
    const text = writeLock(lock);
    expect(readLock("l", text)).toEqual(lock);
    expect(writeLock(readLock("l", text))).toBe(text);
    const packages = Object.fromEntries(Object.entries(lock.packages).toReversed());
    expect(writeLock({ ...lock, packages })).toBe(text);
    expect(text).toMatch(/^\{\n {2}"schema": 1,\n {2}"upstream": "acme\/engine",\n[\s\S]*\n\}\n$/);
  });

  test("is not written where it could not be read", () => {
    expect(() => writeLock({ ...lock, commit: "main" })).toThrow();
  });
});

test("one of an earlier version, which recorded less, is read: what it lacks is null", () => {
  const { projects: _, packages, ...rest } = lock;
  const entries = Object.entries(packages).map(([attribute, { scripts: __, ...entry }]) => [attribute, entry] as const);
  const earlier = readLock("l", JSON.stringify({ ...rest, packages: Object.fromEntries(entries) }));
  expect(earlier).toEqual({
    ...lock,
    projects: null,
    packages: Object.fromEntries(entries.map(([attribute, entry]) => [attribute, { ...entry, scripts: null }])),
  });
});

test("this repository's own packaging has one that can be read", async () => {
  const file = join(import.meta.dirname, "../../dagster-build", lockFileName);
  expect(readLock(file, await readFile(file, "utf8"))).toMatchObject({
    upstream: "dagster-io/dagster",
    version: "1.12.1",
  });
});

describe("what is not a lock file is refused, with the file and what to do", () => {
  const text = (change: object) => JSON.stringify({ ...lock, ...change });
  const { commit: _, ...incomplete } = lock;
  const { engine } = lock.packages;
  test.each([
    ["", "the lock file is not JSON"],
    ["{", "the lock file is not JSON"],
    ["<<<<<<< HEAD\n{}", "the lock file is not JSON"],
    ["null", "the lock file is not of schema 1: "],
    ["[]", "the lock file is not of schema 1: "],
    [text({ schema: 2 }), 'the lock file is not of schema 1: "schema": '],
    [text({ extra: 1 }), "the lock file is not of schema 1: "],
    [JSON.stringify(incomplete), 'the lock file is not of schema 1: "commit": '],
    [text({ commit: "main" }), 'the lock file is not of schema 1: "commit": '],
    [text({ commit: commit.toUpperCase() }), 'the lock file is not of schema 1: "commit": '],
    [text({ tag: 1 }), 'the lock file is not of schema 1: "tag": '],
    [text({ sources: [{ file: "a", url: "b", hash: "x" }] }), 'the lock file is not of schema 1: "sources.0.hash": '],
    [text({ sources: [{ file: "a", url: "b", hash: `md5-${zeroHash}` }] }), '"sources.0.hash": '],
    [text({ packages: { engine: { ...engine, version: 1 } } }), '"packages.engine.version": '],
    [text({ packages: { engine: { ...engine, more: 1 } } }), '"packages.engine": '],
    [text({ packages: { "\u001b[2J\n": {} } }), '"packages.\\u{1b}[2J\\n.project": '],
    [text({ nixpkgs: { url: "x" } }), '"nixpkgs.rev": '],
  ])("%s", (written, message) => {
    const problem = problemThrown(() => readLock("some/flox-upstream.lock.json", written));
    expect(problem).toMatchObject({ kind: "input", where: { file: "some/flox-upstream.lock.json" } });
    expect(problem.message).toContain(message);
    expect(problem.message).not.toMatch(/\p{Cc}/u);
    expect(problem.hint).toContain("delete it");
    expect(problem.cause).toBeDefined();
  });
});
