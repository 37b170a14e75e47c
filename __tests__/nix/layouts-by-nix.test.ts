/** The layouts before and after their edits, as real Nix evaluates them. */
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { attributePath, discoverPackages } from "../../src/flox/discover.ts";
import { toBytes } from "../../src/nix/source.ts";
import { toSri } from "../../src/nix/sri.ts";
import { describeWith } from "../helpers/needs.ts";
import { type Nix, temporaryNix } from "../helpers/nix.ts";
import { bump, commit, newHash, newPypiHash, oldCommit, oldHash } from "./bumping.ts";
import { type Layout, layouts } from "./layouts.ts";

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Every string in a value, by where it stands. */
function strings(value: Json, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...strings(inner, `${path}/${name}`)]));
}

/** What is alike before and after a bump: versions, refs and hashes are all the same. */
function withoutPins(text: string): string {
  if (toSri(text) !== undefined) return "PIN";
  return text
    .replaceAll(/v?1[._]12[._]1(?![0-9])|v?1[._]13[._]26(-unstable-2026-11-02)?|0\.28\.1|0\.29\.26|1\.9\.11/g, "PIN")
    .replaceAll(new RegExp(`${commit}|${oldCommit}|master`, "g"), "PIN");
}

/** The calls of a function in an evaluated value. */
function calls(value: Json, maker: string): Record<string, Json>[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === `made by ${maker}` ? [inner as Record<string, Json>] : []),
    ...calls(inner, maker),
  ]);
}

describeWith("nix", "layouts before and after", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-layouts-")));
    await copyFile(join(import.meta.dirname, "stand-in.nix"), join(root, "stand-in.nix"));
    await writeFile(join(root, "nixpkgs.nix"), "_: (import ./stand-in.nix).base\n");
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  async function evaluate(name: string, files: ReadonlyMap<string, string>): Promise<Json> {
    const directory = join(root, name);
    for (const [path, text] of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), toBytes(text));
    }
    const packages = discoverPackages([...files.keys()]).packages.map(({ attribute, file }) => {
      const path = attributePath(attribute)
        .map((step) => JSON.stringify(step))
        .join(".");
      return `${path} = ${directory}/${file};`;
    });
    return (await nix.evalJson(`(import ${root}/stand-in.nix).evaluate { ${packages.join(" ")} }`)) as Json;
  }

  function rightHash(found: Json | undefined, wanted: string): void {
    expect(toSri(String(found))).toBe(wanted);
  }

  function expectTarget(after: Json, { target }: Layout): void {
    const ref = target?.ref ?? "1.13.26";
    for (const source of calls(after, "fetchFromGitHub")) {
      if (source.owner !== "dagster-io") continue;
      expect([ref, `refs/tags/${ref}`, commit]).toContain(source.tag ?? source.rev);
      rightHash(source.hash ?? source.sha256 ?? source.outputHash, newHash);
    }
    for (const source of ["fetchurl", "fetchzip", "fetchTarball"].flatMap((name) => calls(after, name))) {
      expect(JSON.stringify(source.url ?? source.urls)).toContain(ref);
      rightHash(source.hash ?? source.sha256, newHash);
    }
    for (const built of calls(after, "buildPythonPackage")) {
      const { pname, version } = built;
      if (!String(pname).startsWith("dagster") || target?.keepPypi) continue;
      expect({ pname, version }).toEqual({ pname, version: pname === "dagster-postgres" ? "0.29.26" : "1.13.26" });
    }
    for (const source of calls(after, "fetchPypi")) {
      const ours = source.pname === "dagster_webserver" && !target?.keepPypi;
      if (ours) rightHash(source.hash, newPypiHash);
      if (ours) expect(source.version).toBe("1.13.26");
    }
  }

  test.each(layouts.map((layout, index) => [layout.title, layout, index] as const))("%s", async (_, layout, index) => {
    const { repository, after } = bump(layout);
    const [before, bumped] = [
      await evaluate(`${index}-before`, repository.files),
      await evaluate(`${index}-after`, after),
    ];
    const [old, renewed] = [strings(before), strings(bumped)];
    expect([...renewed.keys()]).toEqual([...old.keys()]);
    for (const [path, text] of renewed)
      expect(`${path}: ${withoutPins(text)}`).toBe(`${path}: ${withoutPins(old.get(path) ?? "")}`);
    expectTarget(bumped, layout);
    expect(JSON.stringify(before)).toContain(layout.title.includes("encoding") ? "outputHash" : oldHash.slice(0, 6));
  });
});
