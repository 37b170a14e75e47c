/** What is taken for a condition on the system, and what it means, against real Nix. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type System, systems } from "../../../src/flox/systems.ts";
import { describeWith } from "../../helpers/needs.ts";
import { type Nix, nixpkgsSettings, temporaryNix } from "../../helpers/nix.ts";
import { darwin, linux } from "./fixing.ts";
import { packageNamed, repositoryOf } from "./reading.ts";

const standIn = join(import.meta.dirname, "../../helpers/nixpkgs");

/** Where an item under a condition is there. */
function systemsIf(condition: string, formals = "pkgs, lib, stdenv, python313Packages, dagster-src") {
  const repository = repositoryOf({
    "dagster.nix": `{ ${formals} }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  dependencies = lib.optionals (${condition}) [ python313Packages.click ];
}
`,
  });
  const list = packageNamed(repository, "dagster").dependencies;
  expect(list?.complete).toBe(true);
  return list?.entries[0]?.on;
}

describe("where a condition holds", () => {
  test.each<[string, readonly System[]]>([
    ["stdenv.hostPlatform.isLinux", linux],
    ["stdenv.hostPlatform.isDarwin", darwin],
    ["stdenv.isLinux", linux],
    ["stdenv.isDarwin", darwin],
    ["pkgs.stdenv.isDarwin", darwin],
    ["stdenv.hostPlatform.isx86_64", ["x86_64-linux", "x86_64-darwin"]],
    ["stdenv.isAarch64", ["aarch64-linux", "aarch64-darwin"]],
    ["!stdenv.isLinux", darwin],
    ["(!(stdenv.isLinux))", darwin],
    ["stdenv.isLinux && stdenv.isx86_64", ["x86_64-linux"]],
    ["stdenv.isDarwin && !stdenv.isx86_64", ["aarch64-darwin"]],
    ["stdenv.isLinux || stdenv.isx86_64", ["x86_64-linux", "aarch64-linux", "x86_64-darwin"]],
    ["stdenv.isLinux && stdenv.isDarwin", []],
    ["true && stdenv.isLinux", linux],
  ])("%s", (condition, on) => {
    expect(systemsIf(condition)).toEqual(on);
  });

  test.each([
    "stdenv.targetPlatform.isLinux",
    "stdenv.buildPlatform.isLinux",
    "stdenv.hostPlatform.isMusl",
    "stdenv.hostPlatform.isLinux.x",
    "stdenv.hostPlatform",
    "stdenv.cc.isClang",
    "lib.x.isLinux",
    "pkgs.pkgsCross.mingw32.stdenv.isLinux",
    'stdenv.system == "x86_64-linux"',
    "stdenv.isLinux && lib.x",
    "stdenv.isLinux -> stdenv.isx86_64",
    "!lib.x",
    "stdenv.isLinux or false",
    "let here = stdenv; in here.isLinux",
    "with stdenv; isLinux",
  ])("%s is not understood", (condition) => {
    expect(systemsIf(condition)).toBeUndefined();
  });

  test("by another name", () => {
    expect(systemsIf("here", "lib, stdenv, python313Packages, dagster-src, here ? stdenv.isLinux")).toEqual(linux);
  });

  test("a package that has such an attribute is another matter", () => {
    expect(systemsIf("own.isLinux", "lib, python313Packages, dagster-src, own")).toBeUndefined();
  });

  test("more operators than are followed", () => {
    expect(systemsIf(`${"!".repeat(100)}stdenv.isLinux`)).toBeUndefined();
  });
});

const predicate = fc.constantFrom("isLinux", "isDarwin", "isx86_64", "isAarch64");
const asked = fc.tuple(fc.constantFrom("stdenv", "stdenv.hostPlatform"), predicate).map((names) => names.join("."));
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    asked,
    tie("condition").map((inner) => `!(${inner})`),
    tie("condition").map((inner) => `(${inner})`),
    fc.tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition")).map((parts) => parts.join(" ")),
  ),
}));

describeWith("nix", "any condition", () => {
  let nix: Nix;

  beforeAll(async () => {
    nix = await temporaryNix();
  });

  afterAll(() => nix.close());

  test("holds where Nix says", async () => {
    const conditions = fc.sample(condition, 150);
    const holding = new Map<System, readonly boolean[]>();
    for (const system of systems) {
      const settings = JSON.stringify(JSON.stringify({ ...nixpkgsSettings({ system }) })).replaceAll("${", "\\${");
      const expression = `let inherit (import ${standIn} (builtins.fromJSON ${settings})) stdenv; in [ ${conditions.map((one) => `(${one})`).join(" ")} ]`;
      holding.set(system, (await nix.evalJson(expression)) as boolean[]);
    }
    for (const [index, one] of conditions.entries()) {
      const where = systems.filter((system) => holding.get(system)?.[index]);
      expect([one, systemsIf(one)]).toEqual([one, where]);
    }
  });
});
