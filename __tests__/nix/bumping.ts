/** A bump in a test: files in, the edits as lines, and the edited files. */

import { applyEdits, confirmEdits } from "../../src/nix/confirm.ts";
import { planEdits } from "../../src/nix/edits.ts";
import type { Plan, Repository, Target } from "../../src/nix/model.ts";
import { type RepositoryOptions, readRepository } from "../../src/nix/repository.ts";
import { encode } from "../../src/nix/source.ts";
import { formatHash, type HashEncoding } from "../../src/nix/sri.ts";

export const upstream = { owner: "dagster-io", repo: "dagster" };
export const commit = "0123456789abcdef0123456789abcdef01234567";
export const oldCommit = "89abcdef0123456789abcdef0123456789abcdef";

/** The upstream's PyPI projects, as its archive names them. */
export const projects = new Set([
  "dagster",
  "dagster-webserver",
  "dagster-postgres",
  "dagster-pipes",
  "dagster-shared",
]);

/** A hash that is easily told from others: all bytes of the digest are the same. */
export function hash(byte: number, encoding: HashEncoding = "sri"): string {
  return formatHash({ algorithm: "sha256", digest: new Uint8Array(32).fill(byte) }, encoding);
}

/** What a source has before the bump, and what the upstream's tree and PyPI's file have after it. */
export const oldHash = hash(0x11);
export const newHash = hash(0xaa);
export const newPypiHash = hash(0xbb);

export interface Bump {
  readonly files: Readonly<Record<string, string>>;
  readonly projects?: ReadonlySet<string> | undefined;
  /** Of packages by their name; libraries are at 0.29.26 and all others at 1.13.26. */
  readonly target?: Partial<Target>;
  readonly options?: Partial<RepositoryOptions>;
}

export interface Bumped {
  readonly repository: Repository;
  readonly plan: Plan;
  /** `file:line kind old -> new`, hashes by what they are. */
  readonly edits: readonly string[];
  readonly refusals: readonly string[];
  readonly leftovers: readonly string[];
  /** All files as they are afterwards, as byte strings. */
  readonly after: ReadonlyMap<string, string>;
}

const libraries = new Set(["dagster-postgres"]);

export function readFiles(bump: Bump): Repository {
  const files = new Map(Object.entries(bump.files).map(([path, text]) => [path, encode(text)]));
  return readRepository({ files, upstream, projects: "projects" in bump ? bump.projects : projects, ...bump.options });
}

export function targetFor(repository: Repository, target: Partial<Target> = {}): Target {
  const versions = repository.packages.flatMap(({ attribute, name, role, belongs }) =>
    belongs && role === "built" ? [[attribute, libraries.has(name ?? "") ? "0.29.26" : "1.13.26"] as const] : [],
  );
  const hashes = repository.pins.map(({ id, origin }) => [id, origin === "pypi" ? newPypiHash : newHash] as const);
  return {
    ref: "1.13.26",
    commit,
    version: "1.13.26",
    keepPypi: false,
    versions: new Map(versions),
    hashes: new Map(hashes),
    ...target,
  };
}

/** Reads, plans, edits and confirms. */
export function bump(given: Bump): Bumped {
  const repository = readFiles(given);
  const plan = planEdits(repository, targetFor(repository, given.target));
  const edited = applyEdits(repository, plan);
  confirmEdits(repository, plan, edited);
  const sites = [...repository.refusals, ...plan.refusals];
  return {
    repository,
    plan,
    edits: plan.edits.map(
      ({ file, line, kind, from, to }) => `${short(file)}:${line} ${kind} ${named(from)} -> ${named(to)}`,
    ),
    refusals: sites.map(({ file, line, reason }) => `${short(file)}:${line} ${reason}`),
    leftovers: plan.leftovers.map(({ file, line, text }) => `${short(file)}:${line} ${text}`),
    after: new Map([...repository.files, ...edited]),
  };
}

function short(file: string): string {
  return file.replace(".flox/pkgs/", "");
}

const names = new Map(
  (["sri", "base32", "base16", "base64"] as const).flatMap((encoding) => [
    [hash(0x11, encoding), "old"] as const,
    [hash(0xaa, encoding), `new ${encoding}`] as const,
    [hash(0xbb, encoding), `PyPI's ${encoding}`] as const,
  ]),
);

function named(text: string): string {
  return names.get(text) ?? (text === "" ? "(empty)" : text);
}
