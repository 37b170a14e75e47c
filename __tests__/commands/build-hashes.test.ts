import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { standInFlox } from "../helpers/flox.ts";
import { gitText } from "../helpers/git.ts";
import { describeWith } from "../helpers/needs.ts";
import { type Nix, temporaryNix } from "../helpers/nix.ts";
import { startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

const wrong = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";

const source = (name: string, more: string) => `{ fetchFromGitHub }:
fetchFromGitHub {
  name = "${name}";
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "${wrong}";
  ${more}
}
`;

const dagster = `{ python313Packages, first-src, second-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = first-src;
  sourceRoot = "\${first-src.name}/python_modules/dagster";
  postUnpack = "ls \${second-src}";
  build-system = [ python313Packages.setuptools ];
}
`;

const files = {
  ".flox/env.json": "{}",
  ".flox/env/manifest.toml": "version = 1\n",
  ".flox/env/manifest.lock": JSON.stringify({
    "lockfile-version": 1,
    manifest: { version: 1, options: { systems: ["x86_64-linux", "aarch64-linux", "aarch64-darwin"] } },
    packages: [],
  }),
  ".flox/pkgs/first-src.nix": source("first", "fetchSubmodules = true;"),
  ".flox/pkgs/second-src.nix": source("second", 'sparseCheckout = [ "python_modules" ];'),
  ".flox/pkgs/dagster.nix": dagster,
};

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1", "1.13.26"] });
});
afterAll(() => upstream.close());

/** A program in the checkout's neighbourhood, on PATH before all others. */
async function onPath(checkout: string, name: string, script: string): Promise<{ PATH: string }> {
  const folder = join(checkout, "..", "bin");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), script);
  await chmod(join(folder, name), 0o755);
  return { PATH: `${folder}:${process.env.PATH}` };
}

const bump = ["bump", "--directory", "."];

describe("a source whose hash only a build can tell", () => {
  test("is refused in a job, which holds a token that may write", async () => {
    await using packaging = await startPackaging(upstream, { name: "someone/in-a-job", files });
    const run = await packaging.action({ directory: "." });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/fetchSubmodules/);
    expect(run.stdout).toMatch(/in a terminal/);
    expect(await packaging.repository.commit("heads/flox-upstream/dagster-1.13.26")).toBeUndefined();
  });

  test("and where Flox does not tell it, nothing is written", async () => {
    await using packaging = await startPackaging(upstream, { name: "someone/untold", files });
    const forged = `error: hash mismatch in fixed-output derivation '/nix/store/x-source.drv':\n specified: ${wrong}\n got: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n`;
    const path = await onPath(
      packaging.checkout,
      "flox",
      `#!/bin/sh\ncat >&2 <<'EOF'\n${forged}no luck today\nEOF\nexit 1\n`,
    );
    const run = await packaging.cli(bump, path);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(
      /first-src\.nix:2:1: flox build \S+ did not tell the hash of a source:[\s\S]*no luck today/,
    );
    expect(await gitText(packaging.checkout, ["status", "--porcelain"])).toBe("");
  });

  test("and where Flox is missing, that is said", async () => {
    await using packaging = await startPackaging(upstream, { name: "someone/without-flox", files });
    const run = await packaging.cli(bump);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/flox is not on PATH/);
  });
});

describeWith("builds", "a source whose hash only a build can tell", () => {
  let nix: Nix;
  beforeAll(async () => {
    nix = await temporaryNix();
  });
  afterAll(() => nix.close());

  test("gets it from Nix, each source its own, and the work tree has nothing else changed", async () => {
    await using packaging = await startPackaging(upstream, { name: "someone/built", files });
    await using flox = await standInFlox(nix);
    const run = await packaging.cli(bump, flox.env({ githubUrl: upstream.serverUrl }));
    expect(run).toMatchObject({ exitCode: 0 });

    const hash = await nix.prefetch(`${upstream.serverUrl}/dagster-io/dagster/archive/1.13.26.tar.gz`, {
      unpack: true,
    });
    for (const name of ["first-src", "second-src"]) {
      const file = `.flox/pkgs/${name}.nix`;
      const expected = files[file as keyof typeof files].replace("1.12.1", "1.13.26").replace(wrong, hash);
      expect(await readFile(join(packaging.checkout, file), "utf8")).toBe(expected);
    }
    const lock = JSON.parse(await readFile(join(packaging.checkout, "flox-upstream.lock.json"), "utf8"));
    expect(lock.sources).toHaveLength(2);
    const changed = (await gitText(packaging.checkout, ["status", "--porcelain"]))
      .split("\n")
      .map((line) => line.slice(3));
    expect(changed.toSorted()).toEqual([
      ".flox/pkgs/dagster.nix",
      ".flox/pkgs/first-src.nix",
      ".flox/pkgs/second-src.nix",
      "flox-upstream.lock.json",
    ]);
  });
});
