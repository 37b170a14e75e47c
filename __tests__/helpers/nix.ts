/**
 * Real Nix for tests, in a store of its own: any user can run it, with or without a daemon, and nothing on the machine
 * is read or changed. There are no substituters and there is no sandbox, so builders may reach servers on loopback.
 */
import { Buffer } from "node:buffer";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** One temporary store, and the programs of Nix on it. They reject with what Nix wrote to stderr. */
export interface Nix {
  /** The environment in which programs of Nix use this store. */
  readonly environment: Readonly<Record<string, string>>;
  /** The value of an expression, evaluated strictly. */
  evalJson(expression: string): Promise<unknown>;
  /** As `evalJson`, of an attribute of a file, called with string arguments. */
  evalFile(file: string, attribute: string, args: Readonly<Record<string, string>>): Promise<unknown>;
  /** Builds an attribute of a file, called with string arguments; the store path of its first output. */
  build(file: string, attribute: string, args: Readonly<Record<string, string>>): Promise<string>;
  /** Whether `nix-instantiate --parse` accepts a text, and what it says: the syntax, or the error. */
  parse(source: string | Uint8Array): Promise<{ readonly accepted: boolean; readonly output: string }>;
  /** The SRI hash by `nix-prefetch-url`, with `unpack` of the tree as fetchzip makes it. The URL may be `file:`. */
  prefetch(url: string, options: { readonly unpack: boolean }): Promise<string>;
  /** The SRI hash of a file or folder's NAR. */
  hashPath(path: string): Promise<string>;
  /** Removes the store. */
  close(): Promise<void>;
}

export async function temporaryNix(): Promise<Nix> {
  // Nix refuses a store below a symbolic link, as /tmp is one on macOS.
  const root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-nix-")));
  const environment = environmentIn(root);
  await Promise.all([environment.NIX_CONF_DIR, environment.TMPDIR].map((folder) => mkdir(folder, { recursive: true })));

  async function run(program: string, args: readonly string[], input: string | Uint8Array = ""): Promise<string> {
    const result = await execa(program, args, { env: environment, extendEnv: false, cwd: root, input, reject: false });
    if (result.exitCode !== 0) throw new Error(result.stderr || result.shortMessage || `${program} failed`);
    return result.stdout;
  }

  async function toSri(hash: string): Promise<string> {
    const hex = await run("nix-hash", ["--type", "sha256", "--to-base16", hash]);
    return `sha256-${Buffer.from(hex.trim(), "hex").toString("base64")}`;
  }

  return {
    environment,
    evalJson: async (expression) =>
      JSON.parse(await run("nix-instantiate", ["--eval", "--strict", "--json", "--expr", expression])),
    evalFile: async (file, attribute, args) =>
      JSON.parse(
        await run("nix-instantiate", [file, "--eval", "--strict", "--json", "-A", attribute, ...strings(args)]),
      ),
    build: async (file, attribute, args) =>
      (await run("nix-build", [file, "--no-out-link", "-A", attribute, ...strings(args)])).trim(),
    parse: async (source) => {
      const result = await execa("nix-instantiate", ["--parse", "-"], {
        env: environment,
        extendEnv: false,
        cwd: root,
        input: source,
        reject: false,
      });
      const accepted = result.exitCode === 0;
      return { accepted, output: accepted ? result.stdout : result.stderr };
    },
    prefetch: async (url, { unpack }) =>
      toSri((await run("nix-prefetch-url", [...(unpack ? ["--unpack"] : []), url])).trim()),
    hashPath: async (path) => toSri((await run("nix-hash", ["--type", "sha256", path])).trim()),
    close: async () => {
      // Folders of a store are read-only, which stops anyone but root from emptying them.
      await execa("chmod", ["-R", "u+w", root]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

function environmentIn(root: string) {
  return {
    PATH: process.env.PATH ?? "",
    HOME: root,
    // Where Nix builds. On the store's file system, so that builders can rename into it.
    TMPDIR: join(root, "tmp"),
    NIX_REMOTE: "",
    NIX_STORE_DIR: join(root, "store"),
    NIX_STATE_DIR: join(root, "state"),
    NIX_LOG_DIR: join(root, "log"),
    NIX_CONF_DIR: join(root, "conf"),
    NIX_USER_CONF_FILES: "",
    NIX_CONFIG: [
      "substituters =",
      "sandbox = false",
      "filter-syscalls = false",
      // Builds run as whoever runs the tests, root included.
      "build-users-group =",
    ].join("\n"),
  };
}

function strings(args: Readonly<Record<string, string>>): string[] {
  return Object.entries(args).flatMap(([name, value]) => ["--argstr", name, value]);
}

/** What a project's built metadata says, by the project's normalised name. Requirements have no markers. */
export type Metadata = Readonly<Record<string, { readonly version: string; readonly requires: readonly string[] }>>;

export interface NixpkgsOptions {
  /** The server that stands for https://github.com: `<githubUrl>/<owner>/<repo>/archive/<ref>.tar.gz`. */
  readonly githubUrl?: string;
  /** The server that stands for https://files.pythonhosted.org: `<pypiUrl>/packages/source/d/<project>/<file>`. */
  readonly pypiUrl?: string;
  /** What the stand-in holds the packages' versions and requirements against; a project that is not here is not checked. */
  readonly metadata?: Metadata;
  /** Versions of nixpkgs' Python packages other than the usual ones, e.g. `{ protobuf: "7.34.1" }`. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Whether the built metadata is held against the derivation's version, as nixpkgs does since June 2026. */
  readonly metadataCheck?: boolean;
  /** The machine's own by default; another one can be evaluated but not built. */
  readonly system?: string;
}

/** A package as it evaluates against the stand-in nixpkgs. Lists of packages are lists of their `pname`s. */
export interface EvaluatedPackage {
  readonly name: string;
  readonly pname: string | null;
  readonly version: string | null;
  /** The source that it is built from, or that it is. `url` is the real one, whatever server stands for it. */
  readonly source: {
    readonly name: string;
    readonly url: string;
    readonly rev: string | null;
    readonly tag: string | null;
    readonly outputHash: string;
    readonly outputHashMode: "recursive" | "flat";
  } | null;
  readonly sourceRoot: string | null;
  /** The version of the Python that it is for, e.g. `3.13`. */
  readonly python: string | null;
  readonly pyproject: boolean | null;
  readonly buildSystem: readonly string[];
  readonly dependencies: readonly string[];
  /** By extra. */
  readonly optionalDependencies: Readonly<Record<string, readonly string[]>>;
  readonly pythonRelaxDeps: readonly string[];
  readonly pythonRemoveDeps: readonly string[];
  readonly pythonImportsCheck: readonly string[];
  /** For a join: everything in it, through the environments that it joins. */
  readonly joins: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
}

const packagesFile = join(import.meta.dirname, "nixpkgs", "packages.nix");

/**
 * All packages of the packaging repository in `directory` (which holds `.flox`), by attribute path, as Flox would
 * find and evaluate them, but against the stand-in nixpkgs: this proves that they evaluate and how they are wired, not
 * that nixpkgs builds them. Rejects with Nix's text if any of them does not evaluate.
 */
export async function evaluatePackages(
  nix: Nix,
  directory: string,
  options: NixpkgsOptions = {},
): Promise<Record<string, EvaluatedPackage>> {
  const evaluated = await nix.evalFile(packagesFile, "description", await settings(directory, options));
  return evaluated as Record<string, EvaluatedPackage>;
}

/** Fetches a package's source, from the servers that the options name. Rejects with Nix's text if its hash is wrong. */
export async function buildSource(
  nix: Nix,
  directory: string,
  attribute: string,
  options: NixpkgsOptions = {},
): Promise<string> {
  return await nix.build(packagesFile, `sources."${attribute}"`, await settings(directory, options));
}

/**
 * Builds a Python package as far as the stand-in does: its source is fetched and unpacked, and what can be imported is
 * copied, with the package's own phases around it. No Python runs.
 */
export async function buildPackage(
  nix: Nix,
  directory: string,
  attribute: string,
  options: NixpkgsOptions = {},
): Promise<string> {
  return await nix.build(packagesFile, `packages."${attribute}"`, await settings(directory, options));
}

async function settings(directory: string, options: NixpkgsOptions): Promise<{ settings: string }> {
  return { settings: JSON.stringify({ directory: await realpath(directory), ...nixpkgsSettings(options) }) };
}

/** What packages.nix takes beside the directory. */
export function nixpkgsSettings(options: NixpkgsOptions): object {
  const mirrors = {
    "https://github.com": options.githubUrl,
    "https://files.pythonhosted.org": options.pypiUrl,
  };
  const { metadata = {}, versions = {}, system = ownSystem() } = options;
  return {
    mirrors: Object.fromEntries(Object.entries(mirrors).filter(([, url]) => url !== undefined)),
    metadata,
    versions,
    system,
    node: process.execPath,
    path: process.env.PATH ?? "",
  };
}

/** As Nix names it. */
export function ownSystem(): string {
  const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: "x86_64", arm64: "aarch64" };
  return `${architectures[process.arch] ?? process.arch}-${process.platform}`;
}
