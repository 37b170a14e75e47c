/** What the Nix files say of a Python package's requirements, and what is to be added to them. */
import type { PythonVersion } from "../../flox/python-version.ts";
import type { System } from "../../flox/systems.ts";
import type { Place } from "../model.ts";

/** One entry of a list of packages, by what it resolves to. */
export interface ListedPackage extends Place {
  /**
   * `python-set`: `name` is nixpkgs' attribute in the Python set, e.g. `pyyaml`. `own`: `name` is the attribute of a
   * package of this repository. `other`: anything else, e.g. nixpkgs' own `protobuf`, which is no Python package.
   */
  readonly from: "python-set" | "own" | "other";
  readonly name: string;
  /** `standard` of `uvicorn.optional-dependencies.standard`. */
  readonly extra: string | undefined;
  /** The text of the condition of a `lib.optionals`; undefined where it is always there. */
  readonly condition: string | undefined;
  /**
   * The systems on which it is there: all without a condition; undefined where the condition asks for anything else
   * than the system.
   */
  readonly on: readonly System[] | undefined;
}

export interface PackageList {
  /** The attribute that holds it, e.g. `dependencies`, `propagatedBuildInputs`, `build-system`. */
  readonly argument: string;
  readonly entries: readonly ListedPackage[];
  /** False where a part of the list cannot be understood: something may stand there that is not among the entries. */
  readonly complete: boolean;
}

/** A call of `buildPythonPackage` or `buildPythonApplication` that belongs to the upstream. */
export interface PythonPackage extends Place {
  readonly attribute: string;
  /** Of the Python set that it is built with, e.g. `[3, 13]`; undefined for `python3Packages` and what is not known. */
  readonly python: PythonVersion | undefined;
  readonly dependencies: PackageList | undefined;
  readonly buildSystem: PackageList | undefined;
  /** By extra. */
  readonly optionalDependencies: ReadonlyMap<string, PackageList>;
  /** Names in `pythonRelaxDeps`; `all` for `true`. */
  readonly relaxed: readonly string[] | "all";
  /** Names in `pythonRemoveDeps`; `all` for `true`. */
  readonly removed: readonly string[] | "all";
  /** `pyproject = true`, a `format`, or neither. */
  readonly format: "pyproject" | "setuptools" | "wheel" | "other" | undefined;
  /** Whether its `src` is a copy of a subdirectory, where a build backend does not see the upstream's `.gitignore`. */
  readonly copiesSubdirectory: boolean;
  /** What the source that it copies from is called there, e.g. `dagster-src`; undefined where it has no name. */
  readonly copiedFrom: string | undefined;
}

/** A list of a package's requirements; an extra is spelled as the Nix file has it. */
export type RequirementList = "dependencies" | "build-system" | `optional-dependencies.${string}`;

const ofExtra = "optional-dependencies.";

/** Whether a list is what an extra stands for. */
export function isOfExtra(list: RequirementList): list is `optional-dependencies.${string}` {
  return list.startsWith(ofExtra);
}

/** The extra that a list is of. */
export function extraOf(list: `optional-dependencies.${string}`): string {
  return list.slice(ofExtra.length);
}

export function isRequirementList(name: string | undefined): name is RequirementList {
  return name === "dependencies" || name === "build-system" || name?.startsWith(ofExtra) === true;
}

/** What is to be written for a requirement to be met. */
export type RequirementFix =
  | {
      readonly kind: "add";
      readonly attribute: string;
      readonly list: RequirementList;
      /** Where the name is to resolve: in nixpkgs' Python set, or among the packages of this repository. */
      readonly from: "python-set" | "own";
      readonly name: string;
      readonly extra: string | undefined;
      /** The systems on which it is needed, in the order of `systems`. */
      readonly on: readonly System[];
    }
  /**
   * The build backend's packages replace those of the old one; `pyproject = true` takes the place of a `format`. Names
   * are of nixpkgs' Python set.
   */
  | { readonly kind: "backend"; readonly attribute: string; readonly names: readonly string[] }
  /**
   * A name for `pythonRelaxDeps` or `pythonRemoveDeps`, spelled as the built metadata has it, which may have capitals and
   * underscores: nixpkgs' hook looks for it literally.
   */
  | { readonly kind: "relax"; readonly attribute: string; readonly name: string }
  | {
      readonly kind: "remove";
      readonly attribute: string;
      readonly name: string;
      /** The package in the Python set that takes its place. Where that is to be added too, both are written or neither. */
      readonly instead: string;
    };
