/** Paths of the archive and the files there, as Python's functions give them. */
import { joinPath, parentOf } from "../paths.ts";
import type { Native } from "./given.ts";
import { binary, pathValue } from "./operators.ts";
import { limits, type Run, step, unknown } from "./run.ts";
import { type FileValue, isUnknown, none, type Scope, text, type Value } from "./values.ts";

/** A path that a call was given: relative to the folder that the file is run in. */
export function pathOf(run: Run, scope: Scope, given: { readonly line: number }, value: Value | undefined): Value {
  if (value === undefined || value.kind === "path" || isUnknown(value)) {
    return value ?? unknown(scope, given, "a path is missing");
  }
  if (run.workingDirectory === undefined && !(value.kind === "text" && value.value.startsWith("/"))) {
    return unknown(scope, given, "the folder that it runs in is not known after `os.chdir()`");
  }
  return pathValue(scope, given, value.kind === "text" ? joinPath(run.workingDirectory ?? "", value.value) : undefined);
}

/** `os.chdir(path)` */
const changeDirectory: Native = (run, scope, given) => {
  const path = withoutSlash(pathOf(run, scope, given, given.positional[0]));
  run.workingDirectory = path.kind === "path" ? path.path : undefined;
  return none;
};

const open: Native = (run, scope, given) => {
  const path = pathOf(run, scope, given, given.positional[0] ?? given.named.get("file"));
  return path.kind === "path" ? openFile(run, path.path, given.positional[1] ?? given.named.get("mode")) : path;
};

export function openFile(run: Run, path: string, mode: Value | undefined): Value {
  if (mode !== undefined && (mode.kind !== "text" || /[wax+]/.test(mode.value))) {
    run.written.add(path);
  }
  return { kind: "file", path, isRead: false };
}

export function readFile(run: Run, scope: Scope, at: { readonly line: number }, path: string): Value {
  const value = readUnwritten(run, path);
  if (value === undefined) {
    const why = run.written.has(path) ? "may have been written before" : "is not among the files that were read";
    return unknown(scope, at, `\`${path}\` ${why}`);
  }
  step(run, value.length >> 6);
  // Python opens files with universal newlines.
  return value.length > limits.text
    ? unknown(scope, at, `\`${path}\` is too long`)
    : { ...text(value.replace(/\r\n?/g, "\n")), origin: path };
}

/** The text of a file as it is in the archive, where nothing that was followed has opened it for writing. */
export function readUnwritten(run: Run, path: string): string | undefined {
  return run.written.has(path) ? undefined : run.read(path);
}

/** What an open file still has. */
export function contentOf(run: Run, scope: Scope, at: { readonly line: number }, file: FileValue): Value {
  if (file.isRead) {
    return unknown(scope, at, `\`${file.path}\` was read before`);
  }
  file.isRead = true;
  return readFile(run, scope, at, file.path);
}

/** The lines of a file's text, each with its end. */
export function linesOf(value: string): readonly string[] {
  return value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const join: Native = (run, scope, given) => {
  const [first, ...others] = given.positional;
  return others.reduce<Value>(
    (path, part) => (part.kind === "path" ? part : binary(run, scope, given, "/", path, part)),
    pathOf(run, scope, given, first),
  );
};

const samePath: Native = (run, scope, given) => withoutSlash(pathOf(run, scope, given, given.positional[0]));

const toPath: Native = (run, scope, given) => withoutSlash(join(run, scope, given));

/** `folder/` is the folder. */
function withoutSlash(value: Value): Value {
  return value.kind === "path" ? { kind: "path", path: value.path.replace(/\/$/, "") } : value;
}

const dirname: Native = (run, scope, given) => {
  const path = pathOf(run, scope, given, given.positional[0]);
  return path.kind === "path" ? { kind: "path", path: parentOf(path.path) } : path;
};

/** By the names that they have in Python. */
export const fileNatives: readonly (readonly [string, Native])[] = [
  ...["open", "io.open", "codecs.open"].map((name) => [name, open] as const),
  ["pathlib.Path", toPath],
  ["pathlib.PurePath", toPath],
  ["os.path.join", join],
  ["os.path.dirname", dirname],
  ...["abspath", "realpath", "normpath", "expanduser"].map((name) => [`os.path.${name}`, samePath] as const),
  ["os.fspath", samePath],
  ["os.getcwd", (run, scope, given) => pathOf(run, scope, given, text("."))],
  ["os.chdir", changeDirectory],
];
