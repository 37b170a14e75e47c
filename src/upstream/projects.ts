import type { PythonVersion } from "../flox/python-version.ts";
import { captureLimits, isManifest } from "./captures.ts";
import { fieldOf, otherArguments, unreadFields } from "./metadata/fields.ts";
import { fillDynamic, mergeSetup } from "./metadata/merge.ts";
import {
  type Archive,
  type BuildSystem,
  isRefused,
  nothingStated,
  type Project,
  type ProjectRefusal,
  type Refused,
  type Stated,
  type Unresolved,
} from "./metadata/model.ts";
import { defaultBuildSystem, type PyprojectReading, readPyproject } from "./metadata/pyproject.ts";
import { readSetupCfg } from "./metadata/setup-cfg.ts";
import { readSetupPy } from "./metadata/setup-py.ts";
import { isProjectName, normalizeName } from "./names.ts";
import { joinPath, parentOf } from "./paths.ts";
import { normalizePep440 } from "./pep440.ts";
import { quoteUntrusted } from "./refs.ts";

export type { BuildSystem, Project, ProjectRefusal, Unresolved } from "./metadata/model.ts";

export interface ProjectReading {
  /** Sorted by directory. Two of them may bear the same name. */
  readonly projects: readonly Project[];
  readonly refusals: readonly ProjectRefusal[];
}

export interface ReadingOptions {
  /** The packaging's Python, for what depends on `sys.version_info`. */
  readonly python?: PythonVersion;
  /** Manifests that were too large to be kept, with their sizes in bytes: their packages are refused. */
  readonly leftOut?: ReadonlyMap<string, number>;
}

/**
 * The Python packages of an archive, from the files that `isMetadataFile` picks, by path from the archive's root.
 * Nothing is executed. A package that cannot be read is refused by name; the others are read all the same.
 */
export function readProjects(files: ReadonlyMap<string, Uint8Array>, options: ReadingOptions = {}): ProjectReading {
  const archive: Archive = { read: textReader(files), python: options.python ?? [3, 12] };
  const kept = Array.from(files, ([path, bytes]) => [path, bytes.length] as const).filter(([path]) => isManifest(path));
  const sizes: Sizes = new Map([...(options.leftOut ?? []), ...kept]);
  const directories = Array.from(sizes.keys(), parentOf);
  const projects: Project[] = [];
  const refusals: ProjectRefusal[] = [];
  for (const directory of [...new Set(directories)].toSorted()) {
    const found = readProject(directory, sizes, archive);
    if (found !== undefined && "reason" in found) {
      refusals.push(found);
    } else if (found !== undefined) {
      projects.push(found);
    }
  }
  return { projects, refusals };
}

/** Texts by path, each decoded once, and no more Python in all than `captureLimits.allPython`. */
function textReader(files: ReadonlyMap<string, Uint8Array>): Archive["read"] {
  const texts = new Map<string, string>();
  let python = 0;
  return (path) => {
    const known = texts.get(path);
    const bytes = files.get(path);
    if (known !== undefined || bytes === undefined) {
      return known;
    }
    const isPython = path.endsWith(".py");
    if (bytes.length > (isPython ? captureLimits.python : captureLimits.text)) {
      return undefined;
    }
    python += isPython ? bytes.length : 0;
    if (python > captureLimits.allPython) {
      return undefined;
    }
    // A byte order mark is left out.
    const text = new TextDecoder().decode(bytes);
    texts.set(path, text);
    return text;
  };
}

/** Of the manifests, in bytes, by path. */
type Sizes = ReadonlyMap<string, number>;

/** Undefined for a directory that has no package, only tool configuration. */
function readProject(directory: string, sizes: Sizes, archive: Archive): Project | ProjectRefusal | undefined {
  const pyprojectFile = pathIn(directory, "pyproject.toml");
  const pyproject = withContent(sizes, archive, pyprojectFile, (content) =>
    readPyproject(directory, pyprojectFile, content, archive),
  );
  if (pyproject !== undefined && isRefused(pyproject)) {
    return refuse(directory, pyprojectFile, pyproject);
  }
  if (pyproject?.project !== undefined && !asksSetuptools(pyproject)) {
    const { buildSystem, project, dynamic } = pyproject;
    const why = `it is dynamic, and how ${buildSystem.backend.split(".", 1)[0]} fills it is not read`;
    const stated = fillDynamic(pyprojectFile, project, dynamic, nothingStated, why);
    return toProject(directory, pyprojectFile, buildSystem, stated);
  }
  const legacy = readLegacy(directory, sizes, archive);
  if (pyproject?.project !== undefined) {
    const { buildSystem, project, dynamic } = pyproject;
    const besides = legacy?.stated ?? nothingStated;
    const stated = isRefused(besides)
      ? fillDynamic(pyprojectFile, project, dynamic, nothingStated, `it is dynamic, and of setup.py: ${besides.why}`)
      : fillDynamic(pyprojectFile, project, dynamic, besides, "it is dynamic, and nothing that is read states it");
    return toProject(directory, pyprojectFile, buildSystem, stated);
  }
  if (legacy !== undefined) {
    return isRefused(legacy.stated)
      ? refuse(directory, legacy.file, legacy.stated)
      : toProject(directory, legacy.file, pyproject?.buildSystem ?? defaultBuildSystem, legacy.stated);
  }
  const why = `it has no [project], and how ${quoteUntrusted(pyproject?.buildSystem.backend ?? "")} states a package is not read`;
  return pyproject && refuse(directory, pyprojectFile, { line: undefined, why });
}

function pathIn(directory: string, name: string): string {
  return joinPath(directory, name) ?? name;
}

function withContent<T>(
  sizes: Sizes,
  archive: Archive,
  file: string,
  read: (content: string) => T,
): T | Refused | undefined {
  const size = sizes.get(file);
  if (size === undefined) {
    return undefined;
  }
  const content = archive.read(file);
  return content === undefined
    ? {
        line: undefined,
        why: `it has ${Math.ceil(size / 1024)} KiB, more than is read of such a file or of all such files`,
      }
    : read(content);
}

/** Dynamic fields, other than a version found already, that setuptools takes from `setup.py` and `setup.cfg`. */
function asksSetuptools({ buildSystem, dynamic, project }: PyprojectReading): boolean {
  return (
    buildSystem.backend.startsWith("setuptools") &&
    [...dynamic].some((field) => field !== "version" || project?.version === undefined)
  );
}

interface Legacy {
  readonly file: string;
  readonly stated: Stated | Refused;
}

/** `setup.py` and `setup.cfg` together; what `setup()` is called with wins, as in setuptools. */
function readLegacy(directory: string, sizes: Sizes, archive: Archive): Legacy | undefined {
  const setupPyFile = pathIn(directory, "setup.py");
  const setupCfgFile = pathIn(directory, "setup.cfg");
  const py = withContent(sizes, archive, setupPyFile, (content) =>
    readSetupPy(directory, setupPyFile, content, archive),
  );
  const cfg = withContent(sizes, archive, setupCfgFile, (content) =>
    readSetupCfg(directory, setupCfgFile, content, archive),
  );
  if (py !== undefined && isRefused(py)) {
    return { file: setupPyFile, stated: py };
  }
  if (cfg !== undefined && isRefused(cfg)) {
    return { file: setupCfgFile, stated: cfg };
  }
  if (py === undefined && cfg?.name === undefined) {
    return undefined;
  }
  const stated = mergeSetup(py ?? { ...nothingStated, conditional: [], given: new Set() }, cfg ?? nothingStated);
  return { file: py?.name === undefined && cfg?.name !== undefined ? setupCfgFile : setupPyFile, stated };
}

function toProject(
  directory: string,
  file: string,
  buildSystem: BuildSystem,
  stated: Stated,
): Project | ProjectRefusal {
  const { name } = stated;
  const cause = (field: "name" | "version") =>
    stated.unresolved.find(({ what }) => fieldOf(what) === field) ??
    stated.unresolved.find(({ what }) => what === otherArguments);
  if (name === undefined || !isProjectName(name)) {
    const unread = cause("name");
    const why =
      name === undefined
        ? `it states no name${unread ? ` that can be read: ${unread.why}` : ""}`
        : `${quoteUntrusted(name)} is not a project's name`;
    return refuse(directory, file, { line: unread?.line, why });
  }
  const version = stated.version === undefined ? undefined : normalizePep440(stated.version.trim());
  const unresolved = [...stated.unresolved];
  if (version === undefined && !unresolved.some(({ what }) => fieldOf(what) === "version")) {
    const why =
      stated.version === undefined
        ? (cause("version")?.why ?? "it is not stated")
        : `${quoteUntrusted(stated.version)} is not a version by PEP 440`;
    unresolved.push({ what: "version", file, line: undefined, why });
  }
  return {
    name,
    normalizedName: normalizeName(name),
    directory,
    file,
    version,
    buildSystem,
    requiresPython: stated.requiresPython,
    dependencies: stated.dependencies ?? [],
    optionalDependencies: stated.optionalDependencies ?? new Map(),
    scripts: stated.scripts ?? new Map(),
    unresolved: bounded(unresolved, file),
    unread: unreadFields(stated),
  };
}

/** More than a person reads. */
const mostUnresolved = 50;

function bounded(unresolved: readonly Unresolved[], file: string): readonly Unresolved[] {
  const others = unresolved.length - mostUnresolved;
  return others <= 0
    ? unresolved
    : [
        ...unresolved.slice(0, mostUnresolved),
        { what: `${others} more places`, file, line: undefined, why: "they cannot be read either" },
      ];
}

function refuse(directory: string, file: string, { line, why }: Refused): ProjectRefusal {
  const place = `${quoteUntrusted(file).slice(1, -1)}${line === undefined ? "" : `, line ${line}`}`;
  return { directory, file, line, reason: `${place}: ${why}.` };
}
