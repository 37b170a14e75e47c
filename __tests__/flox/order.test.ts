import { expect, test } from "@jest/globals";
import { isTooOld, readFloxVersion } from "../../src/flox/flox-version.ts";
import { buildOrder } from "../../src/flox/order.ts";
import { resultOutcome } from "../../src/flox/outcome.ts";
import { readRepository } from "../../src/nix/repository.ts";

function orderOf(files: Readonly<Record<string, string>>): readonly (readonly [string, readonly string[]])[] {
  const { packages } = readRepository({
    files: new Map(Object.entries(files).map(([name, text]) => [`.flox/pkgs/${name}.nix`, text])),
    upstream: { owner: "dagster-io", repo: "dagster" },
  });
  return buildOrder(packages).map(({ attribute, needs }) => [attribute, needs] as const);
}

const using = (name: string, ...used: readonly string[]) =>
  `{ runCommand, ${used.join(", ")} }: runCommand "${name}" { inputs = [ ${used.join(" ")} ]; } ""`;

test("each package comes after those that it uses, and else by name", () => {
  expect(orderOf({ a: using("a", "c"), b: using("b"), c: using("c", "b"), d: using("d") })).toEqual([
    ["b", []],
    ["c", ["b"]],
    // What makes one text of others brings along what they are made from.
    ["a", ["b", "c"]],
    ["d", []],
  ]);
});

test("what is made inside a file needs what the file needs", () => {
  const inner = `{ buildEnv, python313, b }: buildEnv { name = "all-1.0"; paths = [ (python313.withPackages (_: [ b ])) ]; }`;
  expect(orderOf({ all: inner, b: using("b") })).toEqual([
    ["b", []],
    ["all", ["b"]],
  ]);
});

test("packages that need each other are all there, once", () => {
  expect(orderOf({ a: using("a", "b"), b: using("b", "a") }).map(([name]) => name)).toEqual(["b", "a"]);
});

test.each([
  [["passed", "passed"], "passed"],
  [["passed", "unsupported"], "passed"],
  [["unsupported", "unsupported"], "unsupported"],
  [["passed", "failed"], "failed"],
  [["unsupported", "failed"], "failed"],
  [["passed", "skipped"], "failed"],
  [[], "passed"],
] as const)("packages that are %j are %s together", (statuses, outcome) => {
  expect(resultOutcome(statuses.map((status) => ({ status })))).toBe(outcome);
});

test.each([
  ["1.16.0\n", "1.16.0", false],
  ["flox 1.8.4", "1.8.4", false],
  ["v1.8.3-gabc", "1.8.3", true],
  ["1.10.0", "1.10.0", false],
  ["0.3.5", "0.3.5", true],
])("%j is Flox %s", (text, version, tooOld) => {
  expect([readFloxVersion(text), isTooOld(version)]).toEqual([version, tooOld]);
});

test("what is no version of Flox is none", () => expect(readFloxVersion("usage: flox")).toBeUndefined());
