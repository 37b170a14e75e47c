/** The packaging repository that is part of this project: what is understood of it, and its bump as real Nix sees it. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { applyEdits, confirmEdits } from "../../src/nix/confirm.ts";
import { planEdits } from "../../src/nix/edits.ts";
import type { Repository } from "../../src/nix/model.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { fromBytes, toBytes } from "../../src/nix/source.ts";
import { describeWith } from "../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../helpers/nix.ts";
import { newHash, newPypiHash, projects, targetFor, upstream } from "./bumping.ts";

const directory = join(import.meta.dirname, "../../dagster-build");

async function read(): Promise<Repository> {
  const files = new Map<string, string>();
  for (const name of await readdir(join(directory, ".flox/pkgs"))) {
    files.set(`.flox/pkgs/${name}`, fromBytes(await readFile(join(directory, ".flox/pkgs", name))));
  }
  return readRepository({ files, upstream, projects });
}

describe("dagster-build", () => {
  test("every package is understood", async () => {
    const { packages, pins, refusals } = await read();
    expect(refusals).toEqual([]);
    expect(pins.map(({ id, origin, hashMode }) => [id, origin, hashMode])).toEqual([
      [".flox/pkgs/dagster-src.nix#1", "upstream", "nar"],
      [".flox/pkgs/dagster-webserver.nix#1", "pypi", "flat"],
    ]);
    expect(
      packages.map(({ attribute, role, belongs, sourceDirectory }) => [attribute, role, belongs, sourceDirectory]),
    ).toEqual([
      ["dagster", "built", true, "python_modules/dagster"],
      ["dagster-complete", "join", true, undefined],
      ["dagster-graphql", "built", true, "python_modules/dagster-graphql"],
      ["dagster-pipes", "built", true, "python_modules/dagster-pipes"],
      ["dagster-postgres", "built", true, "python_modules/libraries/dagster-postgres"],
      ["dagster-shared", "built", true, "python_modules/libraries/dagster-shared"],
      ["dagster-src", "source", true, undefined],
      ["dagster-webserver", "built", true, undefined],
    ]);
  });
});

describeWith("nix", "dagster-build after a bump", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await mkdtemp(join(tmpdir(), "flox-upstream-bumped-"));
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  test("evaluates to the target, and to what it was in everything else", async () => {
    const repository = await read();
    const plan = planEdits(repository, targetFor(repository));
    const edited = applyEdits(repository, plan);
    confirmEdits(repository, plan, edited);
    await cp(directory, root, { recursive: true });
    for (const [path, text] of edited) await writeFile(join(root, path), toBytes(text));
    const [before, after] = [await evaluatePackages(nix, directory), await evaluatePackages(nix, root)];

    for (const [attribute, { version, source, name }] of Object.entries(after)) {
      const expected = attribute === "dagster-postgres" ? "0.29.26" : "1.13.26";
      if (attribute === "dagster-src") expect(name).toBe("dagster-1.13.26-source");
      else expect({ attribute, version }).toEqual({ attribute, version: expected });
      if (source === null) continue;
      const isPypi = attribute === "dagster-webserver";
      expect(source.outputHash).toBe(isPypi ? newPypiHash : newHash);
      expect(source.rev).toBe(isPypi ? null : "1.13.26");
    }
    const alike = (text: string) =>
      text.replaceAll(/1\.12\.1|1\.13\.26|0\.28\.1|0\.29\.26|sha256-[A-Za-z0-9+/=]+/g, "PIN");
    expect(alike(JSON.stringify(after))).toBe(alike(JSON.stringify(before)));
  });
});
