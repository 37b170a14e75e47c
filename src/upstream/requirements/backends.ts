import type { PythonVersion } from "../../flox/python-version.ts";
import type { BuildSystem } from "../metadata/model.ts";
import { nixpkgsName } from "./names.ts";
import { type Need, readNeeds } from "./needs.ts";

/** Build backends (PEP 517) by their module, and the project that each is from. */
const projects: ReadonlyMap<string, string> = new Map([
  ["flit.buildapi", "flit"],
  ["flit_core.buildapi", "flit-core"],
  ["flit_scm", "flit-scm"],
  ["hatchling.build", "hatchling"],
  ["hatchling.ouroboros", "hatchling"],
  ["jupyter_packaging.build_api", "jupyter-packaging"],
  ["maturin", "maturin"],
  ["mesonpy", "meson-python"],
  ["pbr.build", "pbr"],
  ["pdm.backend", "pdm-backend"],
  ["pdm.pep517.api", "pdm-pep517"],
  ["poetry.core.masonry.api", "poetry-core"],
  ["poetry.masonry.api", "poetry-core"],
  ["poetry_dynamic_versioning.backend", "poetry-dynamic-versioning"],
  ["scikit_build_core.build", "scikit-build-core"],
  ["scikit_build_core.setuptools.build_meta", "scikit-build-core"],
  ["setuptools.build_meta", "setuptools"],
  ["sipbuild.api", "sip"],
  ["uv_build", "uv-build"],
]);

/** Backends that need more than a name in `build-system`: a toolchain, or hooks of nixpkgs. */
const needsToolchain: ReadonlyMap<string, string> = new Map([
  ["maturin", "rustPlatform's cargoSetupHook and maturinBuildHook, and the vendored crates"],
  ["meson-python", "a C compiler's inputs, which pyproject.toml does not name"],
  ["scikit-build-core", "cmake and ninja with dontUseCmakeConfigure"],
]);

/** What every setuptools has in it, and nixpkgs does not ask for. */
const implied: ReadonlySet<string> = new Set(["wheel"]);

export interface Backend {
  /** The attribute in nixpkgs' Python set; undefined for a backend that is not known. */
  readonly name: string | undefined;
  /** What `build-system` has to hold, the backend first. */
  readonly names: readonly string[];
  /** Upstream's requirements by these names; a backend that it does not require is not among them. */
  readonly needs: ReadonlyMap<string, Need>;
  /** What it needs besides; undefined where the names will do. */
  readonly besides: string | undefined;
  readonly unresolved: readonly string[];
}

/** Whether an attribute is a build backend. */
export function isBackend(attribute: string): boolean {
  return backendNames.has(attribute);
}

const backendNames: ReadonlySet<string> = new Set(Array.from(projects.values(), nixpkgsName));

/** A package's `[build-system]`, or PEP 517's default, by the names of nixpkgs. */
export function readBackend(
  { backend, requires }: Pick<BuildSystem, "backend" | "requires">,
  python: PythonVersion,
): Backend {
  const [module = ""] = backend.split(":");
  const project = projects.get(module.trim());
  const { needed, unresolved } = readNeeds(requires, python);
  const name = project && nixpkgsName(project);
  const needs = new Map(
    [...needed]
      .map(([project, need]) => [nixpkgsName(project), need] as const)
      .filter(([required]) => !implied.has(required)),
  );
  // setuptools is asked for beside some backends that do not use it; it does no harm.
  const names = [...new Set([...(name === undefined ? [] : [name]), ...needs.keys()])];
  return { name, names, needs, besides: needsToolchain.get(name ?? ""), unresolved };
}
