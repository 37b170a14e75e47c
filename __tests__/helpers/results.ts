import type { BumpFile } from "../../src/documents/bump.ts";
import type { BuiltPackage, ResultDocument } from "../../src/documents/result.ts";
import type { System } from "../../src/flox/systems.ts";

export const commit = "c".repeat(40);
export const base = "b".repeat(40);

export function builtPackage(overrides: Partial<BuiltPackage> = {}): BuiltPackage {
  return {
    attribute: "dagster",
    version: "1.13.26",
    status: "passed",
    duration: 92_000,
    storePath: "/nix/store/00000000000000000000000000000000-dagster-1.13.26",
    closureBytes: 431_000_000,
    closurePaths: 210,
    failure: null,
    because: null,
    logTail: "",
    checks: [
      { name: "import", status: "passed", duration: 800, note: "", output: "" },
      { name: "version", status: "passed", duration: 120, note: "", output: "" },
    ],
    unmetBounds: [],
    ...overrides,
  };
}

/** A package that did not build. */
export function failedPackage(overrides: Partial<BuiltPackage> = {}): BuiltPackage {
  return builtPackage({
    status: "failed",
    storePath: null,
    closureBytes: null,
    closurePaths: null,
    failure: {
      kind: "unmet-requirement",
      message: "dagster 1.13.26 needs antlr4-python3-runtime, which is not there",
      file: ".flox/pkgs/dagster.nix",
      line: 20,
      hint: "Add antlr4-python3-runtime to dependencies.",
    },
    logTail: "Checking runtime dependencies\n  - antlr4-python3-runtime not installed\n",
    checks: [],
    ...overrides,
  });
}

export function result(system: System, overrides: Partial<ResultDocument> = {}): ResultDocument {
  return {
    schema: 1,
    system,
    commit,
    nixpkgs: "github:NixOS/nixpkgs/0123456789012345678901234567890123456789",
    floxVersion: "1.9.0",
    nixVersion: "2.31.2",
    complete: true,
    outcome: "passed",
    packages: [builtPackage()],
    ...overrides,
  };
}

export function systemsOf(...names: readonly System[]): BumpFile["systems"] {
  return names.map((system) => ({ system, runner: "ubuntu-24.04" }));
}

export const upstreamCommit = "a".repeat(40);

/** A bump of two packages, with something of everything that a pull request tells. */
export function bumpFile(overrides: Partial<BumpFile> = {}): BumpFile {
  const file = ".flox/pkgs/dagster-src.nix";
  const hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  return {
    schema: 1,
    outcome: "update",
    current: { tag: "1.12.1", version: "1.12.1" },
    candidate: { tag: "1.13.26", version: "1.13.26", commit: upstreamCommit, publishedAt: "2026-10-08T16:00:00Z" },
    reasons: ["1.13.26 is the newest release that may be taken."],
    refused: [{ tag: "1.13.27rc0", code: "prerelease", reason: "1.13.27rc0 is a pre-release by its version." }],
    edits: [
      { file, line: 10, column: 12, attribute: "dagster-src", kind: "rev", from: "1.12.1", to: "1.13.26" },
      { file, line: 11, column: 13, attribute: "dagster-src", kind: "hash", from: hash, to: hash.replace("AA", "BB") },
      {
        file: ".flox/pkgs/dagster.nix",
        line: 5,
        column: 14,
        attribute: "dagster",
        kind: "version",
        from: "1.12.1",
        to: "1.13.26",
      },
    ],
    requirements: {
      dagster: {
        missing: [],
        superfluous: [],
        satisfied: [],
        unresolved: [],
        blockers: [],
        changed: [
          {
            what: "requirement",
            name: "antlr4",
            from: null,
            to: "antlr4-python3-runtime",
            reason: "Upstream needs it now.",
          },
        ],
        fixes: [
          {
            kind: "add",
            list: "dependencies",
            names: ["antlr4-python3-runtime"],
            extra: null,
            reason: "Upstream asks for antlr4-python3-runtime.",
            refused: null,
          },
        ],
      },
    },
    requirementEdits: {
      mode: "fix",
      edits: [
        {
          file: ".flox/pkgs/dagster.nix",
          line: 30,
          column: 5,
          attribute: "dagster",
          kind: "requirement",
          from: "",
          to: "antlr4-python3-runtime",
        },
      ],
    },
    projects: { added: [], dropped: [] },
    leftovers: [{ file: "README.md", line: 3, text: "Dagster 1.12.1, packaged for Flox." }],
    refusals: [],
    warnings: [],
    upstream: "dagster-io/dagster",
    upstreamUrl: "https://github.com/dagster-io/dagster",
    directory: "dagster-build",
    versioning: "pep440",
    asked: false,
    checkedAt: "2026-11-20T06:17:00.000Z",
    base,
    branch: "flox-upstream/dagster-1.13.26",
    title: "dagster: 1.12.1 -> 1.13.26",
    commit,
    systems: systemsOf("x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"),
    nixpkgs: "github:NixOS/nixpkgs/0123456789012345678901234567890123456789",
    foundVersions: [],
    provenance: {
      tag: "1.13.26",
      commit: upstreamCommit,
      publishedAt: "2026-10-08T16:00:00Z",
      signatures: { tag: true, commit: false },
      pinnedTag: "unmoved",
      sources: [{ file, url: "https://github.com/dagster-io/dagster/archive/1.13.26.tar.gz", hash }],
    },
    commits: {
      total: 1204,
      first: [
        { sha: "d".repeat(40), title: "Fix a thing for @octocat (#12)" },
        { sha: "e".repeat(40), title: "fixes dagster-io/dagster#13 </details>" },
      ],
    },
    notes: [
      {
        tag: "1.13.26",
        version: "1.13.26",
        url: "https://github.com/dagster-io/dagster/releases/tag/1.13.26",
        publishedAt: "2026-10-08T16:00:00Z",
        body: "## Bug fixes\n\n- Fixed a thing (thanks [@octocat](https://github.com/octocat)!) #12\n- Another, `@asset` too",
      },
      {
        tag: "1.13.25",
        version: "1.13.25",
        url: "https://github.com/dagster-io/dagster/releases/tag/1.13.25",
        publishedAt: "2026-10-01T16:00:00Z",
        body: "| a | b |\n|---|---|\n| 1 | 2 |\n\n<details><summary>More</summary>\n\n```python\nx = 1\n",
      },
    ],
    ...overrides,
  };
}

/** Four systems: two pass, one fails, one does not support it. */
export function mixedResults(): ResultDocument[] {
  const src = builtPackage({ attribute: "dagster-src", duration: 4_000, closureBytes: 90_000_000, checks: [] });
  const slow = (duration: number) => builtPackage({ duration, checks: builtPackage().checks });
  return [
    result("x86_64-linux", { packages: [src, slow(184_000)] }),
    result("aarch64-linux", { packages: [src, slow(391_000)] }),
    result("x86_64-darwin", {
      outcome: "unsupported",
      packages: [
        builtPackage({ attribute: "dagster-src", status: "unsupported", duration: 0 }),
        builtPackage({ status: "unsupported", duration: 0 }),
      ],
    }),
    result("aarch64-darwin", { outcome: "failed", packages: [src, failedPackage()] }),
  ];
}
