import type { PythonVersion } from "../../flox/python-version.ts";

/** A Python package of the archive, as it states itself. All text is upstream's. */
export interface Project {
  /** As written, e.g. `dagster_shared`. */
  readonly name: string;
  /** As PEP 503 normalises it, e.g. `dagster-shared`. */
  readonly normalizedName: string;
  /** From the archive's root, e.g. `python_modules/dagster`; empty for the root itself. */
  readonly directory: string;
  /** The file that the name stands in, from the archive's root. */
  readonly file: string;
  /** What the built metadata will report, in PEP 440's normal form, e.g. `1.13.26` or `1!0+dev`; undefined where unresolved. */
  readonly version: string | undefined;
  readonly buildSystem: BuildSystem;
  readonly requiresPython: string | undefined;
  /** PEP 508, as written. */
  readonly dependencies: readonly string[];
  /** By extra, as written. */
  readonly optionalDependencies: ReadonlyMap<string, readonly string[]>;
  /** Console scripts: what each name calls, `module:function`. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What is stated in a way that cannot be read surely. */
  readonly unresolved: readonly Unresolved[];
  /** The fields above that are not known wholly, for what is `unresolved`. */
  readonly unread: ReadonlySet<MetadataField>;
}

export type MetadataField = keyof Omit<Stated, "unresolved"> | "buildSystem";

/** https://peps.python.org/pep-0518/ and https://peps.python.org/pep-0517/ */
export interface BuildSystem {
  /** PEP 508, as written. */
  readonly requires: readonly string[];
  /** E.g. `hatchling.build`. */
  readonly backend: string;
  /** False where nothing is stated, and the default of PEP 517 is meant. */
  readonly stated: boolean;
}

export interface Unresolved {
  /** The field, e.g. `install_requires`. */
  readonly what: string;
  readonly file: string;
  readonly line: number | undefined;
  /** As the rest of a sentence that begins with the field. */
  readonly why: string;
}

/** A directory whose package cannot be read at all. */
export interface ProjectRefusal {
  readonly directory: string;
  readonly file: string;
  readonly line: number | undefined;
  /** A sentence, with the file and the line. */
  readonly reason: string;
}

/** What one file states. A field that is there and cannot be read is undefined, and named in `unresolved`. */
export interface Stated {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly requiresPython: string | undefined;
  readonly dependencies: readonly string[] | undefined;
  readonly optionalDependencies: ReadonlyMap<string, readonly string[]> | undefined;
  readonly scripts: ReadonlyMap<string, string> | undefined;
  readonly unresolved: readonly Unresolved[];
}

/** What `setup()` is called with. */
export interface SetupStated extends Stated {
  /** What `extras_require` states under a marker alone: the package itself requires it, besides its `dependencies`. */
  readonly conditional: readonly string[];
  /** What it is called with, be there anything of use in it or not: none of these are empty. */
  readonly given: ReadonlySet<keyof Omit<Stated, "unresolved">>;
}

/** What the readers know of the rest of the archive. */
export interface Archive {
  /** The text of a file, by its path from the root; undefined where it was not captured or is longer than is read. */
  readonly read: (path: string) => string | undefined;
  /** The packaging's Python, e.g. [3, 12]. */
  readonly python: PythonVersion;
}

export const nothingStated: Stated = {
  name: undefined,
  version: undefined,
  requiresPython: undefined,
  dependencies: undefined,
  optionalDependencies: undefined,
  scripts: undefined,
  unresolved: [],
};

/** Why a file cannot be read at all. */
export interface Refused {
  readonly line: number | undefined;
  readonly why: string;
}

export function isRefused(value: object): value is Refused {
  return "why" in value;
}
