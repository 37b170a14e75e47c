/** Repositories before and after their edits, as real Nix evaluates them. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toSri } from "../../src/nix/sri.ts";
import { describeWith } from "../helpers/needs.ts";
import { anyRepository } from "./any-repository.ts";
import { type Bump, bump, commit, newHash, newPypiHash } from "./bumping.ts";
import { calls, type Evaluation, type Json, startEvaluation, strings, withoutPins } from "./evaluated.ts";
import { layouts } from "./layouts.ts";

describeWith("nix", "before and after", () => {
  let nix: Evaluation;

  beforeAll(async () => {
    nix = await startEvaluation();
  });

  afterAll(() => nix.close());

  function expectHash(found: Json | undefined, wanted: string): void {
    expect(toSri(String(found))).toBe(wanted);
  }

  function expectTarget(after: Json, { target }: Pick<Bump, "target">): void {
    const ref = target?.ref ?? "1.13.26";
    for (const source of calls(after, "fetchFromGitHub")) {
      if (source.owner !== "dagster-io") continue;
      expect([ref, `refs/tags/${ref}`, commit]).toContain(source.tag ?? source.rev);
      expectHash(source.hash ?? source.sha256 ?? source.outputHash, newHash);
    }
    for (const source of ["fetchurl", "fetchzip", "fetchTarball"].flatMap((name) => calls(after, name))) {
      expect(JSON.stringify(source.url ?? source.urls)).toContain(ref);
      expectHash(source.hash ?? source.sha256, newHash);
    }
    for (const built of calls(after, "buildPythonPackage")) {
      const { pname, version } = built;
      if (!String(pname).startsWith("dagster") || target?.keepPypi) continue;
      expect({ pname, version }).toEqual({ pname, version: pname === "dagster-postgres" ? "0.29.26" : "1.13.26" });
    }
    for (const source of calls(after, "fetchPypi")) {
      const ours = source.pname === "dagster_webserver" && !target?.keepPypi;
      if (ours) expectHash(source.hash, newPypiHash);
      if (ours) expect(source.version).toBe("1.13.26");
    }
  }

  /** Bumps, and holds every string that Nix sees against the one before: pins apart they are the same. */
  async function expectBumped(given: Bump): Promise<void> {
    const { repository, after } = bump(given);
    const [before, bumped] = [await nix.evaluate(repository.files), await nix.evaluate(after)];
    const [old, renewed] = [strings(before), strings(bumped)];
    expect([...renewed.keys()]).toEqual([...old.keys()]);
    expect(renewed).not.toEqual(old);
    const alike = (texts: ReadonlyMap<string, string>) => [...texts].map(([path, text]) => [path, withoutPins(text)]);
    expect(alike(renewed)).toEqual(alike(old));
    expectTarget(bumped, given);
  }

  test.each(layouts.map((layout) => [layout.title, layout] as const))("%s", async (_, layout) => {
    await expectBumped(layout);
  });

  test("an assertion that the edit of a package would break is not broken", async () => {
    const built = (name: string, before: string) =>
      `{ buildPythonPackage, dagster-src, dagster }:\n${before}\nbuildPythonPackage { pname = "${name}"; version = "1.12.1"; src = dagster-src; }\n`;
    const { repository, after } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": `{ fetchFromGitHub }:\nfetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${newHash}"; }\n`,
        ".flox/pkgs/dagster.nix": built("dagster", ""),
        ".flox/pkgs/dagster-webserver.nix": built("dagster-webserver", 'assert dagster.version == "1.12.1";'),
      },
    });
    const versions = async (files: ReadonlyMap<string, string>) =>
      calls(await nix.evaluate(files), "buildPythonPackage").map(({ version }) => version);
    expect(new Set(await versions(repository.files))).toEqual(new Set(["1.12.1"]));
    expect(new Set(await versions(after))).toEqual(new Set(["1.12.1", "1.13.26"]));
  });

  test("any layout", async () => {
    await fc.assert(
      fc.asyncProperty(anyRepository, async (files) => expectBumped({ files })),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
