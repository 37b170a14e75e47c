/** Packaging repositories of small Python packages, built by `build` with the stand-in Flox and real Nix. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildCommand } from "../../src/commands/build.ts";
import { type Limits, usualLimits } from "../../src/commands/checks/bench.ts";
import { type Lock, lockFileName } from "../../src/documents/lock.ts";
import type { ResultDocument } from "../../src/documents/result.ts";
import { readConfiguration } from "../../src/inputs/configuration.ts";
import type { InputName } from "../../src/inputs/definitions.ts";
import { readInputs } from "../../src/inputs/read.ts";
import { realWorld } from "../../src/world/real.ts";
import type { World } from "../../src/world/world.ts";
import type { Flox, FloxOptions } from "./flox.ts";
import { temporaryFolder } from "./folders.ts";
import { git } from "./git.ts";
import { type MemoryLog, memoryLog } from "./log.ts";

export type Files = Readonly<Record<string, string>>;

const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"];

/** What every packaging repository has beside its packages. */
export const environmentFiles: Files = {
  ".flox/env/manifest.toml": `version = 1\n[options]\nsystems = ${JSON.stringify(systems)}\n`,
  ".flox/env/manifest.lock": JSON.stringify({
    "lockfile-version": 1,
    manifest: { options: { systems } },
    packages: [],
  }),
  ".gitignore": "result\nresult-*\n",
};

export interface Thing {
  readonly name?: string;
  readonly version?: string;
  /** What the project states, where that is another version than the Nix file's. */
  readonly built?: string;
  readonly requires?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** More files of the project, by path in it. */
  readonly files?: Files;
  /** More attributes of the Nix expression. */
  readonly nix?: string;
  /** Names of arguments of the Nix file beside `python313Packages`. */
  readonly uses?: readonly string[];
}

/** A Python project and its package. */
export function thing(options: Thing = {}): Files {
  const {
    name = "thing",
    version = "1.0",
    built = version,
    requires = [],
    scripts = {},
    files = {},
    nix = "",
  } = options;
  const module = name.replaceAll("-", "_");
  const project = [
    "[project]",
    `name = ${JSON.stringify(name)}`,
    `version = ${JSON.stringify(built)}`,
    `dependencies = ${JSON.stringify(requires)}`,
    "[project.scripts]",
    ...Object.entries(scripts).map(([script, target]) => `${script} = "${target}"`),
  ];
  return {
    [`src/${name}/pyproject.toml`]: `${project.join("\n")}\n`,
    [`src/${name}/${module}/__init__.py`]: "",
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${name}/${path}`, text])),
    [`.flox/pkgs/${name}.nix`]: `{ ${["python313Packages", ...(options.uses ?? [])].join(", ")} }:

python313Packages.buildPythonPackage {
  pname = "${name}";
  version = "${version}";
  pyproject = true;
  src = ../../src/${name};
  build-system = with python313Packages; [ setuptools ];
${nix}
}
`,
  };
}

export interface Building extends AsyncDisposable {
  readonly path: string;
  readonly world: World;
  readonly log: MemoryLog;
  /** The document that `build` prints, which is also what it wrote. */
  build(
    inputs?: Partial<Record<InputName, string>>,
    how?: { readonly world?: World; readonly limits?: Limits },
  ): Promise<ResultDocument>;
}

export interface BuildingOptions extends FloxOptions {
  readonly lock?: Partial<Lock>;
  /** Files that git does not know. */
  readonly untracked?: Files;
  readonly env?: Readonly<Record<string, string>>;
}

/** A committed packaging repository with these files, and a world with a Flox in it. */
export async function building(flox: Flox, files: Files, options: BuildingOptions = {}): Promise<Building> {
  const { lock, untracked = {}, env = {}, ...floxOptions } = options;
  const folder = await temporaryFolder({
    ...environmentFiles,
    ...files,
    ...(lock === undefined ? {} : { [lockFileName]: JSON.stringify({ ...emptyLock, ...lock }) }),
  });
  await git(folder.path, ["init", "--quiet"]);
  await git(folder.path, ["add", "--all"]);
  await git(folder.path, ["commit", "--quiet", "--message", "Package"]);
  for (const [path, text] of Object.entries(untracked)) await write(join(folder.path, path), text);
  const log = memoryLog();
  const own = realWorld({ ...flox.env(floxOptions), ...env }, { log });
  return {
    path: folder.path,
    world: own,
    log,
    async build(texts = {}, { world = own, limits = usualLimits } = {}) {
      const given = new Map(
        Object.entries({ directory: folder.path, ...texts }).map(
          ([name, text]) => [name as InputName, { text, from: "option" }] as const,
        ),
      );
      const configuration = readConfiguration("config", files[".github/flox-upstream.yml"] ?? "");
      const inputs = readInputs(given, configuration.inputs, {});
      const request = { command: "build", inputs, configuration, operands: [], runner: undefined } as const;
      const result = await buildCommand(world, request, limits);
      const document = result.document as ResultDocument;
      const written = JSON.parse(await readFile(result.outputs["result-file"] ?? "", "utf8"));
      assert.deepEqual(written, document);
      return document;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const emptyLock: Lock = {
  schema: 1,
  upstream: "dagster-io/dagster",
  tag: "1.0",
  commit: null,
  version: "1.0",
  sources: [],
  packages: {},
  projects: null,
  nixpkgs: {
    url: "https://github.com/flox/nixpkgs?rev=b3d51a0365f6695e7dd5cdf3e180604530ed33b4",
    rev: "b3d51a0365f6695e7dd5cdf3e180604530ed33b4",
  },
};

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
