import { expect, test } from "@jest/globals";
import type { UnmetBound } from "../../src/documents/result.ts";
import type { MarkedVersion } from "../../src/review/body/marks.ts";
import { markedVersions } from "../../src/review/found.ts";
import { judge } from "../../src/review/verdict.ts";
import { bumpFile, failedPackage, result } from "../helpers/results.ts";

const nixpkgs = "https://github.com/flox/nixpkgs?rev=b3d51a0365f6695e7dd5cdf3e180604530ed33b4";
const bump = bumpFile({ nixpkgs });
const unmet = (version: string, project = "protobuf"): UnmetBound => ({ project, bound: "<7", version });

/** What the first line says after each system's build has found these. */
function marked(found: readonly (readonly UnmetBound[])[], before: readonly MarkedVersion[] = [], of = nixpkgs) {
  const results = bump.systems.map(({ system }, index) =>
    result(system, {
      nixpkgs: of,
      outcome: "failed",
      packages: [failedPackage({ unmetBounds: [...(found[index] ?? [])] })],
    }),
  );
  return markedVersions(bump, judge(bump, results), before);
}

test("versions that differ are kept apart, and what systems agree on is said once", () => {
  const found = marked([[unmet("7.1")], [unmet("7.2")], [unmet("7.1")]]);
  expect(found.map(({ version, system }) => [version, system])).toEqual([
    ["7.1", bump.systems[0]?.system],
    ["7.2", bump.systems[1]?.system],
  ]);
});

test("a result that lies leaves room for what the others say, and the line for what was known before", () => {
  const before: MarkedVersion = { project: "rich", version: "14.0", system: "x86_64-linux", nixpkgs, tried: true };
  const many = Array.from({ length: 100 }, (_, index) => unmet(`7.${index}`));
  const found = marked([many, [unmet("1.0", "click")]], [before]);
  expect(found).toHaveLength(22);
  expect(found.map(({ project }) => project).slice(-2)).toEqual(["click", "rich"]);
});

test("the line holds no more than it has room for, and the newest comes first", () => {
  const before = Array.from({ length: 200 }, (_, index): MarkedVersion => {
    return { project: "rich", version: `14.${index}`, system: "x86_64-linux", nixpkgs, tried: true };
  });
  const found = marked([[unmet("7.1")]], before);
  expect(found).toHaveLength(80);
  expect(found[0]).toEqual({
    project: "protobuf",
    version: "7.1",
    system: bump.systems[0]?.system,
    nixpkgs,
    tried: false,
  });
});

test("what names another nixpkgs tells nothing", () => {
  expect(marked([[unmet("7.1")]], [], "<".repeat(300))).toEqual([]);
});
