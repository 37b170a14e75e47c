import { joinPath, parentOf } from "../paths.ts";
import { parsePython } from "../python/parse.ts";
import { readPython } from "../python/read.ts";
import { isUnknown } from "../python/values.ts";
import { requirementLines } from "./lists.ts";
import type { Archive, Refused } from "./model.ts";

/** setuptools' `attr = "package.module.name"`: the name in that module, below the folder or its `src`. */
export function versionFromAttribute(
  directory: string,
  attribute: string,
  packageFolder: string | undefined,
  archive: Archive,
): string | Refused {
  const parts = attribute.trim().split(".");
  const name = parts.pop() ?? "";
  if (parts.length === 0 || !parts.every((part) => /^\w+$/.test(part))) {
    return { line: undefined, why: `the attribute ${JSON.stringify(attribute.slice(0, 80))} is not read` };
  }
  const folders = [packageFolder ?? "", "", "src"].map((folder) => joinPath(directory, folder));
  const files = folders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      [`${parts.join("/")}.py`, `${parts.join("/")}/__init__.py`].map((path) => joinPath(folder, path)),
    );
  const file = files.find((path) => path !== undefined && archive.read(path) !== undefined);
  return file === undefined
    ? { line: undefined, why: `the module \`${parts.join(".")}\` is not among the files that were read` }
    : (literalInModule(file, name, archive) ?? nameInModule(file, name, archive));
}

/** setuptools takes the first plain assignment if it is a literal, and only else what the module leaves. */
function literalInModule(file: string, name: string, archive: Archive): string | undefined {
  const parsing = parsePython(archive.read(file) ?? "");
  const body = parsing.kind === "parsed" ? parsing.body : [];
  const first = body.find(
    (statement) =>
      statement.kind === "assign" && statement.targets.some((target) => target.kind === "name" && target.name === name),
  );
  const value = first?.kind === "assign" && first.value.kind === "constant" ? first.value.value : undefined;
  return typeof value === "string" ? value : undefined;
}

/** hatchling's `path = "package/version.py"`: the first line that sets `__version__` or `VERSION`, whatever it is in. */
export function versionFromPath(directory: string, path: string, archive: Archive): string | Refused {
  const content = textOfFile(directory, path, archive);
  if (typeof content !== "string") {
    return content;
  }
  const [, , , version] = /^(__version__|VERSION)(?: ?: ?str)? *= *(['"])v?(.+?)\2/im.exec(content) ?? [];
  return version ?? { line: undefined, why: `\`${path}\` has no line that sets \`__version__\` to a text` };
}

/** hatchling's `source = "code"`: `__version__` as the module leaves it. */
export function versionFromCode(directory: string, path: string, archive: Archive): string | Refused {
  const file = joinPath(directory, path);
  return file === undefined ? notRead(path) : nameInModule(file, "__version__", archive);
}

/** setuptools' `file = "VERSION"`: all of the file. */
export function textOfFile(directory: string, path: string, archive: Archive): string | Refused {
  const file = joinPath(directory, path.trim());
  return (file === undefined ? undefined : archive.read(file)?.trim()) ?? notRead(path);
}

/** setuptools' `file = ["requirements.txt"]`: one requirement a line. */
export function requirementsFromFiles(
  directory: string,
  paths: readonly string[],
  archive: Archive,
): readonly string[] | Refused {
  const requirements: string[] = [];
  for (const path of paths) {
    const content = textOfFile(directory, path, archive);
    if (typeof content !== "string") {
      return content;
    }
    requirements.push(...requirementLines(content));
  }
  // An option of pip (`-r other.txt`) is not a requirement.
  const option = requirements.find((line) => line.startsWith("-"));
  return option === undefined
    ? requirements
    : { line: undefined, why: `${JSON.stringify(option.slice(0, 80))} is not read` };
}

function notRead(path: string): Refused {
  return {
    line: undefined,
    why: `the file ${JSON.stringify(path.slice(0, 200))} is not among the files that were read`,
  };
}

function nameInModule(file: string, name: string, archive: Archive): string | Refused {
  const content = archive.read(file);
  if (content === undefined) {
    return notRead(file);
  }
  const module = file.slice(file.lastIndexOf("/") + 1).replace(/\.py$/, "");
  const reading = readPython(file, content, parentOf(parentOf(file)), archive.python, archive.read, module);
  if ("why" in reading) {
    return { line: reading.line, why: `\`${file}\` line ${reading.line}: ${reading.why}` };
  }
  const value = reading.globals.get(name);
  if (value?.kind === "text") {
    return value.value;
  }
  return {
    line: undefined,
    why:
      value === undefined
        ? `\`${file}\` does not define \`${name}\``
        : `\`${name}\` in \`${file}\` is not a text${isUnknown(value) ? ` that can be read (line ${value.line}: ${value.why})` : ""}`,
  };
}
