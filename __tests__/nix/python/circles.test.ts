/** Packages of this repository that upstream makes need each other: Nix cannot build the one without the other. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequirementFix } from "../../../src/nix/python/model.ts";
import { toBytes } from "../../../src/nix/source.ts";
import { describeWith } from "../../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../../helpers/nix.ts";
import { add, fix, fixesOf, into, own } from "./fixing.ts";
import { repositoryOf, source } from "./reading.ts";

const made = (name: string, formals = "", more = "") => `{ python313Packages, dagster-src${formals} }:
python313Packages.buildPythonPackage {
  pname = "${name}";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;${more}
}
`;

const plain = (...names: string[]) => Object.fromEntries(names.map((name) => [`${name}.nix`, made(name)]));

describe("what would close a circle is refused by name", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly RequirementFix[], readonly string[]]>([
    [
      "of two that need each other",
      plain("alpha", "beta"),
      [...fixesOf("alpha", [add("click"), own("beta")]), ...fixesOf("beta", [own("alpha"), add("rich")])],
      ["alpha: alpha is built from beta itself"],
    ],
    [
      "through others",
      { ...plain("alpha", "delta", "gamma"), "beta.nix": made("beta", ", gamma", "\n  dependencies = [ gamma ];") },
      [...fixesOf("alpha", [own("beta")]), ...fixesOf("gamma", [own("delta")]), ...fixesOf("delta", [own("alpha")])],
      ["alpha: alpha is built from delta itself, through beta and gamma"],
    ],
    [
      "of a build and an extra",
      { ...plain("alpha"), "beta.nix": made("beta", "", "\n  optional-dependencies.all = [ ];") },
      [
        ...fixesOf("alpha", [{ ...own("beta"), list: "build-system" }]),
        ...fixesOf("beta", [into("all", own("alpha"))]),
      ],
      ["alpha: alpha is built from beta itself"],
    ],
    [
      "of one that needs itself",
      plain("alpha"),
      fixesOf("alpha", [own("alpha")]),
      ["alpha: alpha is built from alpha itself"],
    ],
    [
      "and what was refused for another reason closes none",
      { "alpha.nix": made("alpha", ", lib", "\n  dependencies = lib.x;"), ...plain("beta") },
      [...fixesOf("alpha", [own("beta")]), ...fixesOf("beta", [own("alpha")])],
      ["beta: a part of dependencies is computed, and beta may be in it"],
    ],
  ])("%s", (_, files, fixes, refusals) => {
    expect(fix(repositoryOf(files), fixes).refusals).toEqual(refusals);
  });
});

const extra = (value: string) => `\n  optional-dependencies.all = ${value};`;

describe("an extra that nothing reads closes no circle", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly RequirementFix[], readonly string[]]>([
    [
      "a package that is built from the one that offers it",
      {
        "alpha.nix": made("alpha", "", extra("[ ]")),
        "beta.nix": made("beta", ", alpha", "\n  dependencies = [ alpha ];"),
      },
      fixesOf("alpha", [into("all", own("beta"))]),
      [],
    ],
    [
      "the one that it lists",
      { ...plain("alpha"), "beta.nix": made("beta", ", alpha", extra("[ alpha ]")) },
      fixesOf("alpha", [own("beta")]),
      [],
    ],
    [
      "but one that is to be read does",
      { ...plain("alpha"), "beta.nix": made("beta", ", alpha", extra("[ alpha ]")) },
      fixesOf("alpha", [{ ...own("beta"), extra: "all" }]),
      ["beta: beta is built from alpha itself"],
    ],
    [
      "and one that another is to read",
      { ...plain("alpha", "gamma"), "beta.nix": made("beta", ", alpha", extra("[ alpha ]")) },
      [...fixesOf("gamma", [{ ...own("beta"), extra: "all" }]), ...fixesOf("alpha", [own("gamma")])],
      ["gamma: gamma is built from alpha itself, through beta"],
    ],
    [
      "and one that is read",
      {
        "alpha.nix": made("alpha", "", `\n  nativeCheckInputs = optional-dependencies.all;${extra("[ ]")}`).replace(
          "Package {",
          "Package rec {",
        ),
        "beta.nix": made("beta", ", alpha", "\n  dependencies = [ alpha ];"),
      },
      fixesOf("alpha", [into("all", own("beta"))]),
      ["beta: beta is built from alpha itself"],
    ],
    [
      "and one that stands in another list as well",
      {
        "alpha.nix": made("alpha", "", `${extra("all")}\n  nativeCheckInputs = all;`).replace(
          "python313Packages.build",
          "let all = [ ]; in\npython313Packages.build",
        ),
        "beta.nix": made("beta", ", alpha", "\n  dependencies = [ alpha ];"),
      },
      fixesOf("alpha", [into("all", own("beta"))]),
      ["beta: beta is built from alpha itself"],
    ],
    [
      "and one whose list another list holds",
      {
        ...plain("alpha"),
        "beta.nix": made("beta", ", alpha", `${extra("[ alpha ]")}\n  nativeCheckInputs = [ alpha ];`),
      },
      fixesOf("alpha", [own("beta")]),
      ["beta: beta is built from alpha itself"],
    ],
  ])("%s", (_, files, fixes, refusals) => {
    expect(fix(repositoryOf(files), fixes).refusals).toEqual(refusals);
  });
});

describeWith("nix", "two that need each other, as Nix evaluates them", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-circles-")));
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  async function evaluated(name: string, files: Readonly<Record<string, string | Uint8Array>>) {
    await mkdir(join(root, name, ".flox/pkgs"), { recursive: true });
    for (const [path, text] of Object.entries({ "dagster-src.nix": source, ...files })) {
      await writeFile(join(root, name, ".flox/pkgs", path), text);
    }
    return await evaluatePackages(nix, join(root, name));
  }

  test("both written recurse without end, and what we write does not", async () => {
    const both = {
      "alpha.nix": made("alpha", ", beta", "\n  dependencies = [ beta ];"),
      "beta.nix": made("beta", ", alpha", "\n  dependencies = [ alpha ];"),
    };
    await expect(evaluated("both", both)).rejects.toThrow("infinite recursion");
    const fixes = [...fixesOf("alpha", [own("beta")]), ...fixesOf("beta", [own("alpha"), add("rich")])];
    const { after } = fix(repositoryOf(plain("alpha", "beta")), fixes);
    const text = (name: string) => toBytes(after.get(`.flox/pkgs/${name}`) ?? "");
    const packages = await evaluated("ours", { "alpha.nix": text("alpha.nix"), "beta.nix": text("beta.nix") });
    expect([packages.alpha?.dependencies, packages.beta?.dependencies]).toEqual([["beta"], ["rich"]]);
  });

  test("extras that nothing reads evaluate, whatever they list", async () => {
    const files = {
      "alpha.nix": made("alpha", "", extra("[ ]")),
      "beta.nix": made("beta", ", alpha", "\n  dependencies = [ alpha ];"),
      "delta.nix": made("delta"),
      "gamma.nix": made("gamma", ", delta", extra("[ delta ]")),
    };
    const fixes = [...fixesOf("alpha", [into("all", own("beta"))]), ...fixesOf("delta", [own("gamma")])];
    const { after } = fix(repositoryOf(files), fixes);
    const written = Object.keys(files).map((name) => [name, toBytes(after.get(`.flox/pkgs/${name}`) ?? "")] as const);
    const { alpha, delta } = await evaluated("extras", Object.fromEntries(written));
    expect([alpha?.optionalDependencies, delta?.dependencies]).toEqual([{ all: ["beta"] }, ["gamma"]]);
  });
});
