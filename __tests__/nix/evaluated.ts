/** What real Nix makes of a repository, against a stand-in for nixpkgs in which every function returns what it is given. */
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { attributePath, discoverPackages } from "../../src/flox/discover.ts";
import { toBytes } from "../../src/nix/source.ts";
import { toSri } from "../../src/nix/sri.ts";
import { temporaryNix } from "../helpers/nix.ts";
import { commit, oldCommit } from "./bumping.ts";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Every string in a value, by where it stands. */
export function strings(value: Json, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...strings(inner, `${path}/${name}`)]));
}

/** What is alike before and after a bump: versions, refs and hashes are all the same. */
export function withoutPins(text: string): string {
  if (toSri(text) !== undefined) return "PIN";
  return text
    .replaceAll(
      /v?1[._]12[._]1(?![0-9])|v?1[._]13[._]26(-unstable-2026-11-02)?|0\.28\.1|0\.29\.26|1\.9\.11|1\.11\.0/g,
      "PIN",
    )
    .replaceAll(new RegExp(`${commit}|${oldCommit}|master`, "g"), "PIN");
}

/** The calls of a function in an evaluated value. */
export function calls(value: Json, maker: string): Record<string, Json>[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === `made by ${maker}` ? [inner as Record<string, Json>] : []),
    ...calls(inner, maker),
  ]);
}

export interface Evaluation {
  /** The value of every package. */
  evaluate(files: ReadonlyMap<string, string>): Promise<Json>;
  close(): Promise<void>;
}

export async function startEvaluation(): Promise<Evaluation> {
  const nix = await temporaryNix();
  const root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-layouts-")));
  await copyFile(join(import.meta.dirname, "stand-in.nix"), join(root, "stand-in.nix"));
  await writeFile(join(root, "nixpkgs.nix"), "_: (import ./stand-in.nix).base\n");
  let count = 0;
  return {
    async evaluate(files) {
      const directory = join(root, String(count++));
      for (const [path, text] of files) {
        await mkdir(dirname(join(directory, path)), { recursive: true });
        await writeFile(join(directory, path), toBytes(text));
      }
      const packages = discoverPackages([...files.keys()]).packages.map(({ attribute, file }) => {
        const path = attributePath(attribute).map((step) => JSON.stringify(step));
        return `${path.join(".")} = ${directory}/${file};`;
      });
      return (await nix.evalJson(`(import ${root}/stand-in.nix).evaluate { ${packages.join(" ")} }`)) as Json;
    },
    async close() {
      await nix.close();
      await rm(root, { recursive: true });
    },
  };
}
