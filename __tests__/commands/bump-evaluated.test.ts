import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { bumpSchema } from "../../src/documents/bump.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { describeWith } from "../helpers/needs.ts";
import { buildPackage, buildSource, evaluatePackages, type Nix, temporaryNix } from "../helpers/nix.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

describeWith("nix", "what a bump writes, by real Nix and fetched from the stand-ins", () => {
  let upstream: Upstream;
  let packaging: Packaging;
  let nix: Nix;

  beforeAll(async () => {
    upstream = await startUpstream();
    packaging = await startPackaging(upstream);
    nix = await temporaryNix();
  });

  afterAll(async () => {
    await nix.close();
    await packaging[Symbol.asyncDispose]();
    await upstream.close();
  });

  beforeEach(() => packaging.restore());

  /** PyPI's files are at a host of their own. */
  const servers = () => ({ githubUrl: upstream.serverUrl, pypiUrl: upstream.pypi.filesUrl });

  async function bump(inputs: InputTexts = {}) {
    const { document } = await inProcess(upstream, packaging).run("bump", inputs);
    const { edits, candidate } = bumpSchema.parse(document);
    const hashOf = (attribute: string) =>
      edits.find((edit) => edit.attribute === attribute && edit.kind === "hash")?.to ?? "";
    return { candidate, edits, hashOf, packages: await evaluatePackages(nix, packaging.directory, servers()) };
  }

  test.each([
    ["1.12.0", "0.28.0"],
    ["1.13.26", "0.29.26"],
  ])("%s: every package's version, rev and hash, and every source under its hash", async (tag, library) => {
    const { packages, hashOf } = await bump({ tag });
    const versions = Object.fromEntries(Object.entries(packages).map(([name, { version }]) => [name, version]));
    expect(versions).toEqual({
      dagster: tag,
      "dagster-complete": tag,
      "dagster-graphql": tag,
      "dagster-pipes": tag,
      "dagster-postgres": library,
      "dagster-shared": tag,
      "dagster-src": null,
      "dagster-webserver": tag,
    });
    for (const [attribute, { source, sourceRoot }] of Object.entries(packages)) {
      if (attribute === "dagster-complete") continue;
      if (attribute === "dagster-webserver") {
        expect(source).toMatchObject({
          url: `https://files.pythonhosted.org/packages/source/d/dagster_webserver/dagster_webserver-${tag}.tar.gz`,
          outputHash: hashOf("dagster-webserver"),
          outputHashMode: "flat",
        });
      } else {
        expect(source).toMatchObject({
          name: `dagster-${tag}-source`,
          url: `https://github.com/dagster-io/dagster/archive/${tag}.tar.gz`,
          rev: tag,
          outputHash: hashOf("dagster-src"),
          outputHashMode: "recursive",
        });
        if (attribute !== "dagster-src")
          expect(sourceRoot).toMatch(new RegExp(`^dagster-${tag}-source/python_modules/`));
      }
    }
    const tree = await buildSource(nix, packaging.directory, "dagster-src", servers());
    expect(await readFile(join(tree, "CHANGES.md"), "utf8")).toContain(`## ${tag} (core)`);
    expect(await nix.hashPath(tree)).toBe(hashOf("dagster-src"));
    const file = await buildSource(nix, packaging.directory, "dagster-webserver", servers());
    expect(await nix.prefetch(`file://${file}`, { unpack: false })).toBe(hashOf("dagster-webserver"));
  });

  test("the folder that each package is built from is in the new release", async () => {
    await bump();
    for (const attribute of ["dagster", "dagster-postgres", "dagster-webserver"]) {
      const built = await buildPackage(nix, packaging.directory, attribute, servers());
      const module = attribute.replaceAll("-", "_");
      const stated = await readFile(join(built, "lib/python3.13/site-packages", module, "version.py"), "utf8");
      expect(stated).toBe(`__version__ = "${attribute === "dagster-postgres" ? "0.29.26" : "1.13.26"}"\n`);
    }
  });

  test("a branch: the commit's own archive under its hash, and nixpkgs' version", async () => {
    const { candidate, packages, hashOf } = await bump({ tag: "master" });
    expect(packages.dagster?.version).toBe(candidate?.version);
    expect(packages["dagster-src"]?.source).toMatchObject({
      rev: candidate?.commit,
      outputHash: hashOf("dagster-src"),
    });
    expect(packages["dagster-webserver"]?.version).toBe("1.12.1");
    const tree = await buildSource(nix, packaging.directory, "dagster-src", servers());
    expect(await readFile(join(tree, "python_modules/dagster/dagster/version.py"), "utf8")).toContain("1!0+dev");
  });

  test("Nix refuses both sources under any other hash", async () => {
    const { hashOf } = await bump();
    for (const [attribute, other] of [
      ["dagster-src", "dagster-webserver"],
      ["dagster-webserver", "dagster-src"],
    ] as const) {
      const path = join(packaging.directory, `.flox/pkgs/${attribute}.nix`);
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace(hashOf(attribute), hashOf(other)));
      // A hash of the right form, and of something else that is in the store already: under a name of its own.
      await expect(buildSource(nix, packaging.directory, attribute, servers())).rejects.toThrow(
        /hash mismatch in fixed-output derivation/,
      );
      await writeFile(path, text);
    }
  });
});
