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
