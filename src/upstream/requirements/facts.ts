import type { OwnPackages } from "../../flox/own.ts";
import type { PythonVersion } from "../../flox/python-version.ts";
import type { PythonPackage } from "../../nix/python/model.ts";
import type { Project } from "../metadata/model.ts";
import type { KnownNames } from "./names.ts";
import type { Needs } from "./needs.ts";
import type { Stated } from "./stated.ts";

/** A bound of upstream that the pinned nixpkgs does not meet. */
export interface BrokenBound {
  /** The project, PEP 503 normalised. */
  readonly project: string;
  /** The version that nixpkgs has; undefined where nobody says. */
  readonly has: string | undefined;
  /** Who says so, as the begin of a sentence: `the configuration says that the pinned nixpkgs has`. */
  readonly source: string;
}

/** One package, on both sides. */
export interface PackageFacts {
  readonly attribute: string;
  readonly project: Project;
  /** At the pinned release; undefined where it is not known. */
  readonly before: Stated | undefined;
  /** Undefined where the Nix file is not read, or calls neither `buildPythonPackage` nor `buildPythonApplication`. */
  readonly nix: PythonPackage | undefined;
  readonly broken: readonly BrokenBound[];
  /** Projects that are not to be reported, PEP 503 normalised. */
  readonly ignore: ReadonlySet<string>;
}

/** What all packages have in common. */
export interface Surroundings {
  /** Where a package does not say its own. */
  readonly python: PythonVersion;
  /** This repository's Python packages, by the normalised name of the project that each packages. */
  readonly own: OwnPackages;
  /** Versions that packages of this repository keep although the release may have another, by attribute. */
  readonly kept: ReadonlyMap<string, string>;
  /** The upstream's projects at the goal, by normalised name. */
  readonly projects: ReadonlyMap<string, Project>;
  /** The same as another Python has them, where that may differ. */
  readonly projectsFor?: (python: PythonVersion) => ReadonlyMap<string, Project>;
  readonly known: KnownNames;
}

/** One package's facts, with what follows from them at once. */
export interface Comparing extends PackageFacts, Surroundings {
  readonly needs: Needs;
  /** What was needed at the pinned release; undefined where it is not known. */
  readonly needsBefore: Needs | undefined;
  /** Of another of the upstream's projects. */
  needsOf(project: Project): Needs;
}
