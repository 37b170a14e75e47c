import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse as parseToml } from "smol-toml";
import { lockFileName, readLock, writeLock } from "../../src/documents/lock.ts";

const directory = join(import.meta.dirname, "..", "..", "dagster-build");
const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"];
const nixpkgs = "b3d51a0365f6695e7dd5cdf3e180604530ed33b4";

function read(path: string): Promise<string> {
  return readFile(join(directory, path), "utf8");
}

describe("dagster-build is laid out as Flox wants it", () => {
  test("an environment of version 1", async () => {
    expect(JSON.parse(await read(".flox/env.json"))).toEqual({ name: "dagster-build", version: 1 });
  });

  test("a manifest with the four systems and no package", async () => {
    expect(parseToml(await read(".flox/env/manifest.toml"))).toEqual({ version: 1, options: { systems } });
  });

  test("a lock of that manifest: without it every activation would ask for one", async () => {
    expect(JSON.parse(await read(".flox/env/manifest.lock"))).toEqual({
      "lockfile-version": 1,
      manifest: parseToml(await read(".flox/env/manifest.toml")),
      packages: [],
    });
  });

  test("Flox's own files and results are ignored, the environment is not", async () => {
    expect(await read(".flox/.gitignore")).toBe("run/\ncache/\nlib/\nlog/\n!env/\n");
    expect(await read(".gitignore")).toBe("result\nresult-*\n");
    expect(await read(".flox/.gitattributes")).toBe(
      "env/manifest.lock linguist-generated=true linguist-language=JSON\n",
    );
  });

  test("every file of .flox/pkgs is a package of its own name", async () => {
    expect((await readdir(join(directory, ".flox/pkgs"))).sort()).toEqual([
      "dagster-complete.nix",
      "dagster-graphql.nix",
      "dagster-pipes.nix",
      "dagster-postgres.nix",
      "dagster-shared.nix",
      "dagster-src.nix",
      "dagster-webserver.nix",
      "dagster.nix",
    ]);
  });

  test("nixpkgs is pinned where the environment cannot pin it", async () => {
    const lock = readLock(lockFileName, await read(lockFileName));
    expect(lock.nixpkgs).toEqual({ url: `https://github.com/flox/nixpkgs?rev=${nixpkgs}`, rev: nixpkgs });
  });

  test("the lock file is as a bump would write it, and says what the Nix files say", async () => {
    const text = await read(lockFileName);
    const lock = readLock(lockFileName, text);
    expect(writeLock(lock)).toBe(text);
    expect(lock).toMatchObject({ upstream: "dagster-io/dagster", tag: "1.12.1", version: "1.12.1" });
    expect(lock.sources.map(({ file }) => file)).toEqual([
      ".flox/pkgs/dagster-src.nix",
      ".flox/pkgs/dagster-webserver.nix",
    ]);
    for (const { file, hash } of lock.sources) expect(await read(file)).toContain(`hash = "${hash}";`);
  });
});
