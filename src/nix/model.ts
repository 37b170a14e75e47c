/**
 * What a packaging repository says, and what is to be changed in it. Files are named by their path relative to the
 * directory that holds `.flox`, with `/`; lines and columns count from 1, columns in bytes.
 */
import type { Reading } from "./reading/reading.ts";
import type { Position } from "./source.ts";

/** The upstream whose sources are kept up to date, e.g. owner `dagster-io`, repo `dagster`. */
export interface UpstreamName {
  readonly owner: string;
  readonly repo: string;
}

/** A place in a Nix file. */
export interface Place extends Position {
  readonly file: string;
}

/** A string that stands in a file as (part of) one literal and can be replaced there: bytes `from` to `to`. */
export interface Site extends Place {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A string of the expression, and the literals that it is made of, in order; none when it is computed. */
export interface Traced {
  readonly value: string;
  readonly sites: readonly Site[];
}

export type Fetcher = "fetchFromGitHub" | "fetchPypi" | "fetchurl" | "fetchzip" | "fetchTarball";

/** How the hash is taken: of the unpacked tree (NAR), of the file, or only by a build, because arguments change the source. */
export type HashMode = "nar" | "flat" | "build";

/** A fetcher call: where it stands, what it pins, and what it fetches. */
export interface Pin extends Place {
  /** Unique and stable within one reading. */
  readonly id: string;
  readonly fetcher: Fetcher;
  /** True for a source of the upstream itself; a fetchPypi pin is `pypi` instead. */
  readonly origin: "upstream" | "pypi";
  /** Whether the upstream's releases decide about it; undefined for a PyPI project that may or may not be the upstream's. */
  readonly belongs: boolean | undefined;
  /** `fetchFromGitHub`: the argument that names the ref. For URLs the ref is read from the URL; PyPI has none. */
  readonly ref: (Traced & { readonly argument: "rev" | "tag" | "url" }) | undefined;
  /** What the ref is, by its form alone: 40 hexadecimal digits are a commit. */
  readonly refKind: "name" | "commit" | undefined;
  /** PyPI: the project's name (PEP 503 normalised) and the version that it fetches. */
  readonly pypi: { readonly project: string; readonly version: Traced; readonly format: "sdist" | "wheel" } | undefined;
  readonly hash:
    | (Traced & { readonly argument: string; readonly encoding: "sri" | "base32" | "hex" | "base64" })
    | undefined;
  readonly hashMode: HashMode;
  /** For `build`: the arguments that make it so, e.g. `fetchSubmodules`. */
  readonly hashModeReasons: readonly string[];
  /** For `nar`: whether one top-level entry is stripped. */
  readonly stripRoot: boolean;
  /** The URL that Nix fetches now (PyPI: undefined, it is the index's to say). */
  readonly url: string | undefined;
}

/** A package of `.flox/pkgs` as Flox finds it, e.g. attribute `dagster`, file `.flox/pkgs/dagster.nix`. */
export interface Package {
  /** Of a package that is made inside another's file `<that package>/<name>`. */
  readonly attribute: string;
  /** The package in whose file it is made, if it is not one of `.flox/pkgs` itself. */
  readonly within: string | undefined;
  /** The file that Flox finds; of a package inside another's, where it is made. */
  readonly file: string;
  /** `source`: fetches or holds the upstream's tree itself; `built`: built from it; `join`: combines others. */
  readonly role: "source" | "built" | "join";
  readonly belongs: boolean;
  /** Why it belongs, or does not, for people. */
  readonly because: string;
  /** The `pname` (or the part of `name` before the version). */
  readonly name: string | undefined;
  readonly version: (Traced & Place) | undefined;
  /** The directory in the source that it is built from, e.g. `python_modules/dagster`; undefined where nothing says it. */
  readonly sourceDirectory: string | undefined;
  /** The ids of the pins it is built from, and of those that stand in its `passthru`. */
  readonly pins: readonly string[];
  /** The attributes of the packages of this repository that it uses. */
  readonly uses: readonly string[];
}

export interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface Leftover {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Repository {
  /** Every file read, by path, as byte strings. */
  readonly files: ReadonlyMap<string, string>;
  readonly packages: readonly Package[];
  readonly pins: readonly Pin[];
  /** What cannot be understood surely, whatever the target is. */
  readonly refusals: readonly Refusal[];
  /** How all of this was understood, for planning. */
  readonly reading: Reading;
}

/** What the repository is to say after the bump. All strings are already checked against the allow-list. */
export interface Target {
  /** What `rev`/`tag`/URL name: a tag, or for an untagged commit the full commit. */
  readonly ref: string;
  readonly commit: string;
  /** The release's version, e.g. `1.13.26`, or nixpkgs' `1.13.26-unstable-2026-11-02`. */
  readonly version: string;
  /** PyPI pins are kept as they are (untagged commits). */
  readonly keepPypi: boolean;
  /** By pin id. A pin that is not here keeps its hash, and is refused where its ref would change. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Each package's own version at the target, by attribute. A package that belongs and is not here is refused. */
  readonly versions: ReadonlyMap<string, string>;
}

export type EditKind = "rev" | "tag" | "url" | "hash" | "version" | "name";

export interface Edit extends Place {
  /** The package whose meaning the edit changes first. */
  readonly attribute: string;
  readonly kind: EditKind;
  readonly from: string;
  readonly to: string;
  /** Byte offsets of `from` in the file as it was read. */
  readonly span: { readonly from: number; readonly to: number };
}

export interface Plan {
  /** By file and place. */
  readonly edits: readonly Edit[];
  readonly leftovers: readonly Leftover[];
  /** What this target asks for and cannot be done, beside the repository's own refusals; it is left as it is. */
  readonly refusals: readonly Refusal[];
  /** What the edited files state, by the name of each fact (`reading/facts.ts`): all of it is confirmed. */
  readonly expected: ReadonlyMap<string, string>;
}
