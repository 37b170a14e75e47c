import { parse, TomlError } from "smol-toml";
import {
  requirementsFromFiles,
  textOfFile,
  versionFromAttribute,
  versionFromCode,
  versionFromPath,
} from "./dynamic.ts";
import { parseEntryPoints } from "./lists.ts";
import { type Archive, type BuildSystem, isRefused, type Refused, type Stated, type Unresolved } from "./model.ts";

export interface PyprojectReading {
  readonly buildSystem: BuildSystem;
  /** Undefined without a `[project]` table. */
  readonly project: Stated | undefined;
  /** Fields that a build backend fills in. */
  readonly dynamic: ReadonlySet<string>;
}

/** https://peps.python.org/pep-0517/#source-trees */
export const defaultBuildSystem: BuildSystem = {
  requires: ["setuptools>=40.8.0"],
  backend: "setuptools.build_meta:__legacy__",
  stated: false,
};

/** The fields of `[project]`: https://packaging.python.org/en/latest/specifications/pyproject-toml/ */
const fields: ReadonlySet<string> = new Set([
  ...[
    "name",
    "version",
    "description",
    "readme",
    "requires-python",
    "license",
    "license-files",
    "authors",
    "maintainers",
  ],
  ...[
    "keywords",
    "classifiers",
    "urls",
    "scripts",
    "gui-scripts",
    "entry-points",
    "dependencies",
    "optional-dependencies",
  ],
  ...["dynamic", "import-names", "import-namespaces"],
]);

/** What a `pyproject.toml` states; undefined where it only configures tools. */
export function readPyproject(
  directory: string,
  file: string,
  content: string,
  archive: Archive,
): PyprojectReading | Refused | undefined {
  let document: Table;
  try {
    document = new Map(Object.entries(parse(content)));
  } catch (error) {
    if (error instanceof TomlError) {
      return { line: error.line, why: `it is not TOML (${error.message.split("\n")[0]})` };
    }
    throw error;
  }
  const odd = ["project", "build-system"].find((key) => document.has(key) && tableIn(document, key) === undefined);
  if (odd !== undefined) {
    return { line: undefined, why: `\`${odd}\` is not a table` };
  }
  const [system, project] = [tableIn(document, "build-system"), tableIn(document, "project")];
  if (system === undefined && project === undefined) {
    return undefined;
  }
  const reader = new Reader(file, content);
  const buildSystem = readBuildSystem(reader, system);
  const dynamic = new Set(project === undefined ? [] : (reader.texts("project", project, "dynamic") ?? []));
  return {
    buildSystem,
    dynamic,
    project:
      project &&
      readProject(reader, project, dynamic, {
        version: () => readVersion(directory, document, buildSystem, archive),
        dependencies: () => readDependencies(directory, dynamicOf(document, buildSystem), archive),
        optionalDependencies: () => readOptionalDependencies(directory, dynamicOf(document, buildSystem), archive),
        scripts: () => readScripts(directory, dynamicOf(document, buildSystem), archive),
      }),
  };
}

type Table = ReadonlyMap<string, unknown>;

function tableIn(table: Table | undefined, ...path: string[]): Table | undefined {
  let current = table;
  for (const key of path) {
    const value = current?.get(key);
    current = isPlainTable(value) ? new Map(Object.entries(value)) : undefined;
  }
  return current;
}

function isPlainTable(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Reads fields by their type; what is of another one is reported. */
class Reader {
  readonly unresolved: Unresolved[] = [];
  readonly #file: string;
  readonly #lines: readonly string[];

  constructor(file: string, content: string) {
    this.#file = file;
    this.#lines = content.split("\n");
  }

  report(table: string, key: string, why: string): void {
    // Looking for the line takes long in a long file: only for as many as anybody reads.
    const line = this.unresolved.length < 50 ? this.#lineOf(table, key) : undefined;
    this.unresolved.push({ what: `${table}.${key}`, file: this.#file, line, why });
  }

  text(table: string, from: Table, key: string): string | undefined {
    const value = from.get(key);
    return value === undefined || typeof value === "string"
      ? value
      : void this.report(table, key, "it is not a string");
  }

  texts(table: string, from: Table, key: string): readonly string[] | undefined {
    const value = from.get(key);
    return value === undefined || isTexts(value) ? value : void this.report(table, key, "it is not a list of strings");
  }

  /** A table of which every value is of one type. */
  entries<T>(
    table: string,
    from: Table,
    key: string,
    read: (name: string, inner: Table) => T | undefined,
  ): Map<string, T> | undefined {
    const value = from.get(key);
    const inner = tableIn(from, key);
    if (inner === undefined) {
      return value === undefined ? undefined : void this.report(table, key, "it is not a table");
    }
    return new Map(
      Array.from(inner.keys(), (name) => [name, read(name, inner)] as const).filter(
        (entry): entry is readonly [string, T & {}] => entry[1] !== undefined,
      ),
    );
  }

  /** Where the key is set below its heading, as most people write it. */
  #lineOf(table: string, key: string): number | undefined {
    const heading = this.#lines.findIndex((line) => line.trim() === `[${table}]`);
    const offset = this.#lines.slice(heading + 1).findIndex(
      (line) =>
        line
          .trim()
          .split(/[\s=.]/, 1)[0]
          ?.replaceAll(/["']/g, "") === key,
    );
    return heading === -1 || offset === -1 ? undefined : heading + offset + 2;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function readBuildSystem(reader: Reader, system: Table | undefined): BuildSystem {
  if (system === undefined) {
    return defaultBuildSystem;
  }
  return {
    requires: reader.texts("build-system", system, "requires") ?? [],
    backend: reader.text("build-system", system, "build-backend") ?? defaultBuildSystem.backend,
    stated: true,
  };
}

function readProject(
  reader: Reader,
  project: Table,
  dynamic: ReadonlySet<string>,
  elsewhere: {
    version: () => string | Refused | undefined;
    dependencies: () => readonly string[] | Refused | undefined;
    optionalDependencies: () => ReadonlyMap<string, readonly string[]> | Refused | undefined;
    scripts: () => ReadonlyMap<string, string> | Refused | undefined;
  },
): Stated {
  for (const key of project.keys()) {
    if (!fields.has(key)) {
      reader.report("project", key, "it is not a field of [project]; it may be a misspelled one");
    } else if (dynamic.has(key)) {
      reader.report("project", key, "it is set and listed as dynamic");
    }
  }
  const version = dynamic.has("version") ? elsewhere.version() : reader.text("project", project, "version");
  if (typeof version === "object") {
    reader.report("project", "version", version.why);
  }
  const known = <T extends object>(key: string, value: T | Refused | undefined): T | undefined =>
    value !== undefined && isRefused(value) ? void reader.report("project", key, value.why) : value;
  return {
    name: reader.text("project", project, "name"),
    version: typeof version === "object" ? undefined : version,
    requiresPython: reader.text("project", project, "requires-python"),
    dependencies: dynamic.has("dependencies")
      ? known("dependencies", elsewhere.dependencies())
      : reader.texts("project", project, "dependencies"),
    optionalDependencies: dynamic.has("optional-dependencies")
      ? known("optional-dependencies", elsewhere.optionalDependencies())
      : reader.entries("project", project, "optional-dependencies", (name, inner) =>
          reader.texts("project.optional-dependencies", inner, name),
        ),
    scripts: dynamic.has("scripts")
      ? known("scripts", elsewhere.scripts())
      : reader.entries("project", project, "scripts", (name, inner) => reader.text("project.scripts", inner, name)),
    unresolved: reader.unresolved,
  };
}

/**
 * Where the backend takes the version from: hatchling's `[tool.hatch.version]`, setuptools' `[tool.setuptools.dynamic]`;
 * undefined where setuptools is not told.
 */
function readVersion(
  directory: string,
  document: Table,
  { backend }: BuildSystem,
  archive: Archive,
): string | Refused | undefined {
  const hatch = tableIn(document, "tool", "hatch", "version");
  const setuptools = tableIn(document, "tool", "setuptools", "dynamic", "version");
  const path = hatch?.get("path");
  if (backend.startsWith("hatchling") && typeof path === "string") {
    const other = ["pattern", "expression"].find((key) => hatch?.has(key));
    const source = hatch?.get("source") ?? "regex";
    const read = source === "regex" ? versionFromPath : source === "code" ? versionFromCode : undefined;
    return other === undefined && read !== undefined
      ? read(directory, path, archive)
      : { line: undefined, why: `it is taken from ${path} in a way of its own, which is not read` };
  }
  const [attribute, file] = [setuptools?.get("attr"), setuptools?.get("file")];
  if (backend.startsWith("setuptools") && typeof attribute === "string") {
    const folder = tableIn(document, "tool", "setuptools", "package-dir")?.get("");
    return versionFromAttribute(directory, attribute, typeof folder === "string" ? folder : undefined, archive);
  }
  const [only] = isTexts(file) && file.length === 1 ? file : [file];
  if (backend.startsWith("setuptools") && typeof only === "string") {
    return textOfFile(directory, only, archive);
  }
  if (backend.startsWith("setuptools") && setuptools === undefined) {
    return undefined;
  }
  return { line: undefined, why: `it is dynamic, and where ${backend} takes it from is not known` };
}

/** `[tool.setuptools.dynamic]`, where setuptools is what builds. */
function dynamicOf(document: Table, { backend }: BuildSystem): Table | undefined {
  return backend.startsWith("setuptools") ? tableIn(document, "tool", "setuptools", "dynamic") : undefined;
}

/** The paths of `{ file = "a.txt" }` and `{ file = ["a.txt", "b.txt"] }`. */
function filesIn(table: Table | undefined): readonly string[] | undefined {
  const file = table?.get("file");
  return typeof file === "string" ? [file] : isTexts(file) ? file : undefined;
}

/** `dependencies = { file = [...] }`; undefined where it is not set. */
function readDependencies(
  directory: string,
  dynamic: Table | undefined,
  archive: Archive,
): readonly string[] | Refused | undefined {
  const files = filesIn(tableIn(dynamic, "dependencies"));
  return files && requirementsFromFiles(directory, files, archive);
}

/** `optional-dependencies.extra = { file = [...] }`; undefined where it is not set. */
function readOptionalDependencies(
  directory: string,
  dynamic: Table | undefined,
  archive: Archive,
): ReadonlyMap<string, readonly string[]> | Refused | undefined {
  const stated = tableIn(dynamic, "optional-dependencies");
  const extras = new Map<string, readonly string[]>();
  for (const extra of stated?.keys() ?? []) {
    const files = filesIn(tableIn(stated, extra));
    const found = files && requirementsFromFiles(directory, files, archive);
    if (found === undefined || isRefused(found)) {
      return found ?? { line: undefined, why: `what is dynamic of its ${JSON.stringify(extra)} is not read` };
    }
    extras.set(extra, found);
  }
  return stated && extras;
}

/** `entry-points = { file = "entry-points.txt" }`; undefined where it is not set. */
function readScripts(
  directory: string,
  dynamic: Table | undefined,
  archive: Archive,
): ReadonlyMap<string, string> | Refused | undefined {
  const texts = filesIn(tableIn(dynamic, "entry-points"))?.map((path) => textOfFile(directory, path, archive));
  const refused = texts?.find((text) => typeof text !== "string");
  return refused ?? (texts && parseEntryPoints(texts.join("\n")));
}
