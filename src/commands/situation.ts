import { join } from "node:path/posix";
import { type Lock, lockFileName, readLock } from "../documents/lock.ts";
import { Problem, type Where } from "../errors.ts";
import { discoverPackages, type PackageFile } from "../flox/discover.ts";
import { manifestPath } from "../flox/manifest.ts";
import type { Configuration } from "../inputs/configuration.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { nearest } from "../inputs/parsers.ts";
import type { Repository } from "../nix/model.ts";
import { readRepository } from "../nix/repository.ts";
import { encode, fromBytes } from "../nix/source.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import type { World } from "../world/world.ts";
import { located } from "./located.ts";

/** What stands in the directory that holds `.flox`. Paths are relative to it. */
export interface Situation {
  readonly directory: string;
  /** Nix files and documentation, as byte strings. */
  readonly files: ReadonlyMap<string, string>;
  /** Symbolic links, which are not followed. */
  readonly links: readonly string[];
  readonly lock: Lock | undefined;
  /** The lock file as it stands, as a byte string. */
  readonly lockText: string | undefined;
  readonly manifest: string | undefined;
  /** Attributes of packages that the configuration leaves alone. */
  readonly leftAlone: ReadonlySet<string>;
}

/** Documentation is read for what it still says of the old version; the largest that is looked at. */
const documentation = /\.(md|txt|rst|adoc)$/i;
const largestDocument = 1_000_000;

/**
 * Reads the Nix files, the documentation, the manifest and the lock file below a directory.
 *
 * @throws Problem of kind `input` where there is no `.flox/pkgs`, a file cannot be read, or the configuration names a
 * package that is not there.
 */
export async function readSituation(
  world: World,
  directory: string,
  configuration: Pick<Configuration, "packages">,
): Promise<Situation> {
  const [paths, links] = await Promise.all([world.files.list(directory), world.files.links(directory)]);
  if (!paths?.some((path) => path.startsWith(".flox/pkgs/"))) {
    throw new Problem("there is no package here", {
      kind: "input",
      where: { file: join(directory, ".flox/pkgs"), input: "directory" },
      hint: "Name the directory that holds .flox in the input directory.",
    });
  }
  checkConfigured(configuration, discoverPackages([...paths, ...links]).packages);
  const wanted = paths.filter((path) => path.endsWith(".nix") || documentation.test(path));
  const contents = await Promise.all(wanted.map((path) => world.files.read(join(directory, path))));
  const files = new Map<string, string>();
  for (const [index, path] of wanted.entries()) {
    const bytes = contents[index];
    if (bytes !== undefined && (path.endsWith(".nix") || bytes.byteLength <= largestDocument))
      files.set(path, fromBytes(bytes));
  }
  const [lock, manifest] = await Promise.all([
    readText(world, join(directory, lockFileName)),
    readText(world, join(directory, manifestPath)),
  ]);
  return {
    directory,
    files,
    links,
    manifest,
    lock: lock === undefined ? undefined : readLock(join(directory, lockFileName), lock),
    lockText: lock === undefined ? undefined : encode(lock),
    leftAlone: new Set([...configuration.packages].flatMap(([name, { follow }]) => (follow === false ? [name] : []))),
  };
}

/** Whatever stands for a package may be named: a join, a source, a link that is refused. */
function checkConfigured({ packages }: Pick<Configuration, "packages">, discovered: readonly PackageFile[]): void {
  const known = discovered.map(({ attribute }) => attribute);
  // Why Flox finds none at all is told as a refusal.
  if (known.length === 0) return;
  for (const [name, { where }] of packages) {
    // What is made inside a package's file is named after its derivation, which can change with every release.
    const [attribute = name] = name.split("/", 1);
    if (!known.includes(attribute)) throw noSuchPackage(name, known, where);
  }
}

/** For a name that is given and stands for no package. */
export function noSuchPackage(name: string, known: readonly string[], where: Where): Problem {
  return new Problem(`there is no package ${quoteUntrusted(name)}${nearest(name, known)}`, {
    kind: "input",
    where,
    hint: `Known: ${known.join(", ")}.`,
  });
}

async function readText(world: World, path: string): Promise<string | undefined> {
  const bytes = await world.files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** The nixpkgs that everything is built on; null where none is named, and Flox takes its own. */
export function nixpkgsUrl({ nixpkgs }: Pick<Inputs, "nixpkgs">, { lock }: Situation): string | null {
  return nixpkgs ?? lock?.nixpkgs?.url ?? null;
}

/**
 * Understands the Nix files.
 *
 * @param projects the upstream's PyPI projects, PEP 503 normalised; the lock file's where nothing newer is known
 * @throws Problem of kind `input`, with file, line and column, for a file that does not parse
 */
export function understand(
  situation: Situation,
  inputs: Pick<Inputs, "upstream" | "upstream-server-url">,
  projects = lockedProjects(situation.lock),
): Repository {
  const { directory, files, links, lock, leftAlone } = situation;
  return located(directory, () =>
    readRepository({
      files,
      links,
      upstream: inputs.upstream,
      serverUrl: inputs["upstream-server-url"],
      projects,
      releases: lockedReleases(lock),
      leftAlone,
    }),
  );
}

/**
 * What a join may bear beside the pinned release: a run that was cut off leaves joins at the release that the lock file,
 * which is written last, still records; and an untagged commit leaves them at the last release.
 */
function lockedReleases(lock: Lock | undefined): ReadonlySet<string> {
  if (lock === undefined) return new Set();
  const joins = Object.values(lock.packages).filter(({ project }) => project === null);
  return new Set([lock.version, ...joins.map(({ version }) => version)]);
}

function lockedProjects(lock: Lock | undefined): ReadonlySet<string> | undefined {
  const names = Object.values(lock?.packages ?? {}).flatMap(({ project }) => (project === null ? [] : [project]));
  return names.length === 0 ? undefined : new Set(names);
}
