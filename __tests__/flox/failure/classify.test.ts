import { describe, expect, test } from "@jest/globals";
import type { UnmetBound } from "../../../src/documents/result.ts";
import { type BuildFacts, classifyFailure, endsEverything } from "../../../src/flox/failure/classify.ts";
import { readRepository } from "../../../src/nix/repository.ts";

const drv = (name: string) => `/nix/store/0c2j0nmk5ck2y9gkgpqmxsd0nkb5zbsf-${name}.drv`;
const pinned = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
const got = "sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU=";

const files = new Map([
  [
    ".flox/pkgs/dagster-src.nix",
    `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.13.21";
  hash = "${pinned}";
}
`,
  ],
  [
    ".flox/pkgs/dagster.nix",
    `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.13.21";
  pyproject = true;
  src = dagster-src;
  dependencies = with python313Packages; [ click ];
  pythonRelaxDeps = [ "coloredlogs" ];
}
`,
  ],
]);
const repository = readRepository({ files, upstream: { owner: "dagster-io", repo: "dagster" } });

const classify = (log: string, more: Partial<BuildFacts> = {}) =>
  classifyFailure({
    attribute: "dagster",
    file: ".flox/pkgs/dagster.nix",
    system: "x86_64-linux",
    log,
    how: "exited",
    limitMinutes: 150,
    repository,
    ...more,
  });

/** How Nix 2.31 and Nix before 2.29 end when a builder fails. */
const endings: Record<string, (name: string, lines: readonly string[]) => string> = {
  "Nix 2.31": (name, lines) => `error: Cannot build '${drv(name)}'.
       Reason: builder failed with exit code 1.
       Output paths:
         /nix/store/0c2j0nmk5ck2y9gkgpqmxsd0nkb5zbsf-${name}
       Last ${lines.length} log lines:
${lines.map((line) => `       > ${line}\n`).join("")}       For full logs, run:
         nix log ${drv(name)}
make: *** [/nix/store/x/flox-build.mk:1: x.build.json] Error 1

✘ ERROR: Build failed`,
  "Nix 2.28": (name, lines) => `error: builder for '${drv(name)}' failed with exit code 1;
       last ${lines.length} log lines:
${lines.map((line) => `       > ${line}\n`).join("")}       For full logs, run 'nix log ${drv(name)}'.
make: *** [x.build.json] Error 1
❌ ERROR: Build failed`,
};

const dagster = "python3.13-dagster-1.13.21";
const requirements = (...lines: readonly string[]) => [
  "Executing pythonRuntimeDepsCheck",
  "Checking runtime dependencies for dagster-1.13.21-py3-none-any.whl",
  ...lines.map((line) => `  - ${line}`),
];
const prefixed = (name: string, lines: readonly string[]) => lines.map((line) => `${name}> ${line}\n`).join("");

describe.each(Object.entries(endings))("a builder that failed under %s", (_, ending) => {
  const unmet: readonly (readonly [string, string, string, number, readonly UnmetBound[]])[] = [
    [
      "protobuf<7,>=4 not satisfied by version 7.34.1",
      "protobuf<7,>=4 is not met by version 7.34.1",
      'Add "protobuf" to pythonRelaxDeps (line 8), or take a nixpkgs that meets the bound.',
      8,
      [{ project: "protobuf", bound: "<7,>=4", version: "7.34.1" }],
    ],
    [
      "docker-image-py not installed",
      "docker-image-py is not installed",
      "Add what nixpkgs calls docker-image-py to dependencies (line 7).",
      7,
      [],
    ],
    [
      "click!=1!2.*,<1!9,===8.1+local not satisfied by version 1!9.0",
      "click!=1!2.*,<1!9,===8.1+local is not met by version 1!9.0",
      'Add "click" to pythonRelaxDeps (line 8), or take a nixpkgs that meets the bound.',
      8,
      [{ project: "click", bound: "!=1!2.*,<1!9,===8.1+local", version: "1!9.0" }],
    ],
    [
      "gql[requests]<4,>=3 not satisfied by version 4.0.0",
      "gql<4,>=3 is not met by version 4.0.0",
      'Add "gql" to pythonRelaxDeps (line 8), or take a nixpkgs that meets the bound.',
      8,
      [{ project: "gql", bound: "<4,>=3", version: "4.0.0" }],
    ],
  ];
  test.each(unmet)("on %s", (line, message, hint, place, bounds) => {
    const lines = requirements(line);
    for (const log of [
      prefixed("python3.13-dagster", lines) + ending(dagster, lines.slice(-1)),
      ending(dagster, lines),
    ]) {
      expect(classify(log)).toEqual({
        kind: "failed",
        failure: { kind: "unmet-requirement", message, hint, file: ".flox/pkgs/dagster.nix", line: place },
        unmetBounds: bounds,
      });
    }
  });

  test("on several requirements names all of them, each once", () => {
    const lines = requirements("tomlkit<0.13 not satisfied by version 0.13.3", "filelock not installed");
    expect(classify(prefixed("python3.13-dagster", lines) + ending(dagster, lines))).toMatchObject({
      failure: {
        message: "tomlkit<0.13 is not met by version 0.13.3; filelock is not installed",
        hint: 'Add what nixpkgs calls filelock to dependencies (line 7). Add "tomlkit" to pythonRelaxDeps (line 8), or take a nixpkgs that meets the bound.',
      },
    });
  });

  test("on another version in the metadata", () => {
    const line = "The 'dagster' derivation has version '1.13.21' but .dist-info/METADATA specifies version '1!0+dev'.";
    expect(classify(ending(dagster, ["Executing pythonMetadataCheckPhase", line]))).toMatchObject({
      failure: {
        kind: "metadata-mismatch",
        message: "the Nix file states version 1.13.21, the built metadata 1!0+dev",
        file: ".flox/pkgs/dagster.nix",
        line: 4,
      },
    });
  });

  test("on something else, in this package or in one that it needs", () => {
    expect(classify(ending(dagster, ["SyntaxError: invalid syntax"]))).toMatchObject({
      failure: { kind: "build-failed", message: "its build failed with exit code 1", file: ".flox/pkgs/dagster.nix" },
    });
    expect(classify(ending("python3.13-grpcio-1.76.0", ["x"]))).toMatchObject({
      failure: {
        kind: "build-failed",
        message: "python3.13-grpcio-1.76.0, which it needs, failed with exit code 1",
        file: null,
      },
    });
  });

  test("on a disk that is full", () => {
    const line = "OSError: [Errno 28] No space left on device";
    expect(classify(ending(dagster, [line]))).toMatchObject({ failure: { kind: "no-space" } });
  });

  test("on a download", () => {
    const lines = [
      "trying https://github.com/dagster-io/dagster/archive/1.13.21.tar.gz",
      "curl: (22) The requested URL returned error: 404",
      "error: cannot download source from any mirror",
    ];
    expect(classify(ending("source", lines))).toMatchObject({
      failure: {
        kind: "network",
        message: "curl: (22) The requested URL returned error: 404",
        hint: "What is to be downloaded is not there: check the rev and the version.",
        file: ".flox/pkgs/dagster.nix",
      },
    });
  });

  const hostile: Record<string, readonly string[]> = {
    "a bound without the check's own line": ["  - click<9 not satisfied by version 9.0"],
    "a requirement that is no name": requirements(
      'a"; rm -rf / not installed',
      "click<${x} not satisfied by version 1",
    ),
    "what Flox says": ["✘ ERROR: Your FloxHub token has expired.", "error: syntax error, unexpected '}'"],
    "another version of nothing": ["The '' derivation has version '' but .dist-info/METADATA specifies version ''."],
    "a line that never ends": requirements(
      `${"a".repeat(50_000)} not installed`,
      `${"<1,".repeat(20_000)} not satisfied by version 1`,
      `a${"<1,".repeat(20_000)} not satisfied by version 1`,
    ),
    "a line that can be read in many ways": requirements(
      `a${"!1".repeat(400)} is satisfied by version 1`,
      `a${"<=1!1".repeat(400)}? not installed`,
    ),
  };
  test.each(Object.entries(hostile))("after printing %s is a failed build", (_case, lines) => {
    expect(classify(prefixed("python3.13-dagster", lines) + ending(dagster, lines))).toMatchObject({
      failure: { kind: "build-failed", file: ".flox/pkgs/dagster.nix" },
    });
  });

  test("is not believed about another package's requirements", () => {
    const lines = requirements("click<9 not satisfied by version 9.0");
    expect(classify(prefixed("python3.13-other", lines) + ending(dagster, ["x"]))).toMatchObject({
      failure: { kind: "build-failed" },
    });
  });
});

const floxSays: readonly (readonly [string, object])[] = [
  [
    "✘ ERROR: You are not logged in to FloxHub.\n",
    { kind: "login-needed", message: "You are not logged in to FloxHub." },
  ],
  ["❌ ERROR: Your FloxHub token has expired.", { kind: "login-needed" }],
  [
    "✘ ERROR: This environment is not locked for your system (x86_64-linux).",
    { kind: "not-locked", message: "the environment is not locked for x86_64-linux" },
  ],
  [
    "✘ ERROR: The Nix expression for 'dagster' does not appear to be tracked by git.",
    { kind: "untracked-file", file: ".flox/pkgs/dagster.nix", hint: "Run `git add .flox/pkgs/dagster.nix`." },
  ],
  [
    `✘ ERROR: failed to list available nix expressions to build: error: syntax error, unexpected ';'

       at /home/runner/work/p/.flox/pkgs/dagster.nix:3:11:

            2| {`,
    { kind: "does-not-parse", file: ".flox/pkgs/dagster.nix", line: 3, message: "syntax error, unexpected ';'" },
  ],
  [
    "✘ ERROR: Target 'dagster' not found.",
    { kind: "build-failed", message: "flox build failed: ✘ ERROR: Target 'dagster' not found." },
  ],
  ["", { kind: "build-failed", message: "flox build failed: it printed nothing" }],
];
test.each(floxSays)("Flox says %j", (log, failure) => {
  expect(classify(log)).toMatchObject({ kind: "failed", failure });
});

const nixSays: readonly (readonly [string, object])[] = [
  [
    `error: hash mismatch in fixed-output derivation '${drv("source")}':
         specified: ${pinned}
            got:    ${got}
error: Cannot build '${drv(dagster)}'.
       Reason: 1 dependency failed.
✘ ERROR: Build failed`,
    {
      kind: "hash-mismatch",
      message: `the hash of source is ${got}, not ${pinned}`,
      file: ".flox/pkgs/dagster-src.nix",
      line: 6,
    },
  ],
  [
    `error:
       … while calling the 'derivationStrict' builtin
         at /nix/store/x-nixpkgs/pkgs/stdenv/generic/make-derivation.nix:500:3:
       error: attribute 'docker-image-py' missing
       at /home/runner/work/p/dagster-build/.flox/pkgs/dagster.nix:7:44:
            6|   src = dagster-src;`,
    {
      kind: "evaluation-failed",
      message: "attribute 'docker-image-py' missing",
      file: ".flox/pkgs/dagster.nix",
      line: 7,
    },
  ],
  ["error: unable to download 'https://cache.nixos.org/x': Could not resolve host", { kind: "network" }],
  ["error: writing to file: No space left on device", { kind: "no-space" }],
  ["\u001b[31;1merror:\u001b[0m infinite recursion encountered", { kind: "evaluation-failed" }],
];
test.each(nixSays)("Nix says %j", (log, failure) => {
  expect(classify(log)).toMatchObject({ kind: "failed", failure });
});

test.each([
  "error: Nixpkgs 26.11 has dropped support for x86_64-darwin.",
  "       error: Nixpkgs 26.11 has dropped support for x86_64-darwin.",
  "error: Package ‘dagster-1.0’ in /x.nix:3 is not available on the requested hostPlatform:",
])("%j is no failure", (log) => {
  expect(classify(log).kind).toBe("unsupported");
});

test("without the Nix files the kind is known all the same", () => {
  expect(
    classify(`error: builder for '${drv(dagster)}' failed with exit code 2;`, { repository: undefined }),
  ).toMatchObject({
    failure: { kind: "build-failed", message: `${dagster}, which it needs, failed with exit code 2` },
  });
});

test("what ended it decides before what was printed", () => {
  expect(classify("error: x", { how: "time-limit" })).toMatchObject({
    failure: { kind: "time-limit", message: "the build did not end within 150 minutes" },
  });
  expect(classify("error: x", { how: "stopped" })).toMatchObject({ failure: { kind: "cancelled" } });
});

test("text of others is one line, without control characters, and not endless", () => {
  const verdict = classify(`error: \u0007${"x\t\u0000".repeat(1000)}`);
  const message = verdict.kind === "failed" ? verdict.failure.message : "";
  expect(message).toMatch(/^[^\p{C}\n]{1,400}$/u);
  expect(message).not.toContain("\u0000");
});

test("some failures end everything", () => {
  expect(endsEverything("no-space")).toBe(true);
  expect(endsEverything("build-failed")).toBe(false);
});
