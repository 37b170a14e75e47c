/** The stand-in `flox` on a PATH of its own, and what a program needs around it. */
import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { type Nix, type NixpkgsOptions, ownSystem } from "./nix.ts";

export interface FloxOptions extends NixpkgsOptions {
  /** `flox --version`; 1.16.0 unless said otherwise. */
  readonly version?: string;
  /** An error that it ends every build with. */
  readonly says?: string;
  /** Whether it does not know `--nixpkgs-url`. */
  readonly withoutNixpkgsUrl?: boolean;
}

export interface Flox extends AsyncDisposable {
  /** PATH, Nix's store, and the settings: an environment in which `flox` builds. */
  env(options?: FloxOptions): Record<string, string>;
}

/** Packages are built with the machine's own Python, which has to be 3.11 or newer. */
export async function standInFlox(nix: Nix): Promise<Flox> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-flox-")));
  const program = join(import.meta.dirname, "flox", "flox.mjs");
  await writeFile(join(folder, "flox"), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(join(folder, "flox"), 0o755);
  const machinePython = findPython();
  return {
    env({ githubUrl, pypiUrl, metadata = {}, versions = {}, metadataCheck = false, system, ...flox } = {}) {
      const mirrors = { "https://github.com": githubUrl, "https://files.pythonhosted.org": pypiUrl };
      const settings = {
        flox,
        machinePython,
        metadata,
        metadataCheck,
        mirrors: Object.fromEntries(Object.entries(mirrors).filter(([, url]) => url !== undefined)),
        node: process.execPath,
        path: process.env.PATH ?? "",
        system: system ?? ownSystem(),
        versions,
      };
      return {
        ...nix.environment,
        PATH: [folder, process.env.PATH ?? ""].join(delimiter),
        FLOX_STAND_IN: JSON.stringify(settings),
      };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What of the machine's programs is needed and not there. */
export async function missingForBuilds(): Promise<readonly string[]> {
  const needed: readonly (readonly [string, readonly string[]])[] = [
    ["Nix", ["nix", "--version"]],
    ["Python 3.11 or newer", ["python3", "-c", "import tomllib"]],
  ];
  const isThere = await Promise.all(
    needed.map(async ([, [program = "", ...args]]) => (await execa(program, args, { reject: false })).exitCode === 0),
  );
  return needed.flatMap(([name], index) => (isThere[index] ? [] : [name]));
}

/** The interpreter itself: what is on the PATH may be a script that looks for one. */
function findPython(): string {
  const code = "import os, sys; assert sys.version_info >= (3, 11); print(os.path.realpath(sys.executable))";
  return execFileSync("python3", ["-c", code], { encoding: "utf8" }).trim();
}
