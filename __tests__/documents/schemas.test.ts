import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { bumpFileSchema, bumpOutcomes, bumpSchema } from "../../src/documents/bump.ts";
import { checkOutcomes, checkSchema } from "../../src/documents/check.ts";
import { hashSchema } from "../../src/documents/hash.ts";
import { lockSchema } from "../../src/documents/lock.ts";
import { reportSchema } from "../../src/documents/report.ts";
import { resultSchema } from "../../src/documents/result.ts";
import { scanSchema } from "../../src/documents/scan.ts";

const schemas: Readonly<Record<string, z.ZodType>> = {
  check: checkSchema,
  bump: bumpSchema,
  "bump-file": bumpFileSchema,
  scan: scanSchema,
  hash: hashSchema,
  lock: lockSchema,
  result: resultSchema,
  report: reportSchema,
};

const commit = "c".repeat(40);
const check = {
  schema: 1,
  outcome: "update",
  current: { tag: "1", version: "1" },
  candidate: { tag: "2", version: "2", commit, publishedAt: "2026-11-02T10:00:00Z" },
  reasons: ["r"],
  refused: [{ tag: "3", code: "prerelease", reason: "r" }],
};
const requirements = {
  missing: [
    {
      name: "b",
      extra: null,
      from: "python-set",
      list: "dependencies",
      requirement: "b>=1",
      systems: ["x86_64-linux"],
      reason: "r",
    },
  ],
  superfluous: [{ name: "b", extra: "e", list: "dependencies", file: "a.nix", line: 1, column: 1, reason: "r" }],
  satisfied: [{ requirement: "b", by: "c", reason: "r" }],
  changed: [{ what: "script", name: "b", from: null, to: "b:main", reason: "r" }],
  unresolved: [{ what: "dependencies", file: "setup.py", line: 1, reason: "r" }],
  blockers: [{ name: "b", reason: "r" }],
  fixes: [{ kind: "add", list: "dependencies", names: ["b"], extra: null, reason: "r", refused: null }],
};
const bump = {
  ...check,
  edits: [{ file: "a.nix", line: 1, column: 1, attribute: "a", kind: "rev", from: "1", to: "2" }],
  requirements: { a: requirements },
  requirementEdits: {
    mode: "fix",
    edits: [{ file: "a.nix", line: 1, column: 1, attribute: "a", kind: "requirement", from: "", to: " b" }],
  },
  projects: {
    added: [{ name: "b", directory: "packages/b", packaged: false }],
    dropped: [{ name: "c", directory: "packages/c", packaged: true }],
  },
  leftovers: [{ file: "a.nix", line: 1, text: "1" }],
  refusals: [{ file: "a.nix", line: 1, reason: "r" }],
  warnings: ["w"],
};
const foundVersion = { project: "b", version: "1.0", system: "x86_64-linux", nixpkgs: "https://x/nixpkgs?rev=1" };
const pin = {
  file: "a.nix",
  line: 1,
  column: 1,
  fetcher: "fetchurl",
  origin: "upstream",
  ref: "1",
  project: null,
  version: null,
  hash: null,
  hashMode: "flat",
  url: null,
};

/** A document of each kind that says all there is to say. */
const documents: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  check,
  bump,
  "bump-file": {
    ...bump,
    upstream: "o/r",
    upstreamUrl: "https://github.com/o/r",
    directory: "",
    versioning: "pep440",
    asked: false,
    checkedAt: "2026-11-20T00:00:00.000Z",
    base: commit,
    branch: "b",
    title: "r: 1 -> 2",
    commit,
    systems: [{ system: "x86_64-linux", runner: "ubuntu-24.04" }],
    nixpkgs: null,
    foundVersions: [foundVersion],
    provenance: {
      tag: "2",
      commit,
      publishedAt: null,
      signatures: { tag: null, commit: true },
      pinnedTag: "unmoved",
      sources: [{ file: "a.nix", url: "u", hash: "h" }],
    },
    commits: { total: 2, first: [{ sha: "d".repeat(40), title: "t" }] },
    notes: [{ tag: "2", version: "2", url: "u", publishedAt: null, body: "b" }],
  },
  scan: {
    schema: 1,
    packages: [
      {
        attribute: "a",
        file: "a.nix",
        name: null,
        role: "join",
        belongs: true,
        because: "b",
        version: { value: "1", file: "a.nix", line: 1, column: 1 },
        sourceDirectory: null,
        uses: ["b"],
        pins: [pin],
      },
    ],
    leftovers: bump.leftovers,
    refusals: bump.refusals,
  },
  result: {
    schema: 1,
    system: "x86_64-linux",
    commit,
    nixpkgs: "https://github.com/flox/nixpkgs?rev=x",
    floxVersion: "1.16.0",
    nixVersion: "2.31.1",
    complete: true,
    outcome: "failed",
    packages: [
      {
        attribute: "a",
        version: "1",
        status: "failed",
        duration: 1,
        storePath: "/nix/store/x-a",
        closureBytes: 1,
        closurePaths: 1,
        failure: { kind: "build-failed", message: "m", file: "a.nix", line: 1, hint: "h" },
        because: "b",
        logTail: "l",
        checks: [{ name: "import", status: "failed", duration: 1, note: "n", output: "o" }],
        unmetBounds: [{ project: "b", bound: "<1", version: "1.0" }],
      },
    ],
  },
  report: {
    schema: 1,
    outcome: "failed",
    verdict: "missing",
    title: "r: 1 -> 2",
    commit,
    systems: [
      {
        system: "x86_64-linux",
        verdict: "missing",
        reasons: ["r"],
        packages: [{ attribute: "a", verdict: "missing", failsOnBase: null }],
      },
    ],
    problems: ["p"],
    pullRequest: { number: 1, url: "u" },
    issue: { number: 2, url: "u" },
    compareUrl: null,
    done: ["d"],
  },
  hash: { schema: 1, hashes: [{ target: "a.tgz", hash: "sha256-x", mode: "nar" }] },
  lock: {
    schema: 1,
    upstream: "o/r",
    tag: null,
    commit: null,
    version: "1",
    sources: [],
    packages: {
      a: {
        project: null,
        directory: null,
        version: "1",
        metadataVersion: null,
        requiresPython: null,
        buildSystem: { requires: [], backend: "b" },
        requirements: [],
        scripts: { a: "a:main" },
      },
    },
    projects: null,
    nixpkgs: null,
  },
};

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly title?: string;
  readonly const?: unknown;
  readonly [key: string]: unknown;
}

/** Every object schema within a schema. */
function objects(schema: unknown): readonly JsonSchema[] {
  if (Array.isArray(schema)) return schema.flatMap(objects);
  if (typeof schema !== "object" || schema === null) return [];
  const below = Object.values(schema).flatMap(objects);
  return "properties" in schema && "type" in schema ? [schema as JsonSchema, ...below] : below;
}

describe.each(Object.keys(schemas))("the document %s", (name) => {
  const schema = schemas[name] ?? z.never();
  const document = documents[name] ?? {};
  // The lock file is read as earlier versions wrote it, too.
  const notInEarlier = name === "lock" ? ["projects"] : [];

  test("is taken, and refused with a key more or less in any of its objects", () => {
    expect(schema.parse(document)).toEqual(document);
    expect(schema.safeParse({ ...document, more: 1 }).success).toBe(false);
    for (const key of Object.keys(document).filter((one) => !notInEarlier.includes(one))) {
      const { [key]: _, ...less } = document;
      expect(schema.safeParse(less).success).toBe(false);
    }
  });

  test("is described by the file in schema/", async () => {
    const file = join(import.meta.dirname, "../../schema", `${name}.json`);
    const described = JSON.parse(await readFile(file, "utf8")) as JsonSchema;
    expect(described).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(schema))));
    expect(described.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(described.title).toMatch(/^flox-upstream|^bump\.json$|^result-<system>\.json$/);
    expect(described.properties?.schema?.const).toBe(1);
    for (const object of objects(described)) {
      expect(object.additionalProperties).toBe(false);
      expect([...(object.required ?? [])].toSorted()).toEqual(Object.keys(object.properties ?? {}).toSorted());
    }
  });
});

test("schema/ holds nothing else", async () => {
  const files = await readdir(join(import.meta.dirname, "../../schema"));
  expect(files.toSorted()).toEqual(
    Object.keys(schemas)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
});

test("outcomes: bump has check's, and those of a branch", () => {
  expect(checkOutcomes).toEqual(["update", "up-to-date", "waiting", "blocked"]);
  expect(bumpOutcomes).toEqual([...checkOutcomes, "unchanged", "held", "closed"]);
});

test.each([
  ["an outcome of a bump", checkSchema, { ...check, outcome: "held" }],
  ["an outcome of nobody", bumpSchema, { ...bump, outcome: "done" }],
  ["a line 0", bumpSchema, { ...bump, leftovers: [{ file: "a", line: 0, text: "" }] }],
  ["half a column", bumpSchema, { ...bump, edits: [{ ...bump.edits[0], column: 1.5 }] }],
  [
    "a system that Flox does not know",
    bumpFileSchema,
    { ...documents["bump-file"], systems: [{ system: "z", runner: "r" }] },
  ],
  ["a hash of another mode", hashSchema, { schema: 1, hashes: [{ target: "a", hash: "b", mode: "tree" }] }],
  ["schema 2", scanSchema, { ...documents.scan, schema: 2 }],
])("%s is refused", (_, schema, document) => expect(schema.safeParse(document).success).toBe(false));
