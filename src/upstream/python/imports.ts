import { joinPath, parentOf } from "../paths.ts";
import { readUnwritten } from "./files.ts";
import { nativeConstant, nativeModules } from "./natives.ts";
import { parsePython } from "./parse.ts";
import { limits, moduleScope, type Run, step, unknown } from "./run.ts";
import { bind } from "./scope.ts";
import type { Import, ImportFrom } from "./syntax.ts";
import { forgetNames } from "./unread.ts";
import { type Scope, text, type Value } from "./values.ts";

/** `import a.b`, `import a.b as c` */
export function bindImport(run: Run, scope: Scope, statement: Import): void {
  for (const { path, name } of statement.modules) {
    const [root = path] = path.split(".");
    if (name !== undefined) {
      bind(scope, name, moduleOf(run, scope, statement, path, 0));
    } else if (nativeModules.has(root) || root === path) {
      bind(scope, root, moduleOf(run, scope, statement, root, 0));
    } else {
      // `import a.b` binds a, which has b.
      const inner = moduleOf(run, scope, statement, path, 0);
      bind(scope, root, nested(path.split(".").slice(1), root, inner));
    }
  }
}

function nested(names: readonly string[], path: string, inner: Value): Value {
  const [first, ...rest] = names;
  return first === undefined
    ? inner
    : { kind: "module", path, globals: new Map([[first, nested(rest, `${path}.${first}`, inner)]]) };
}

/** `from a.b import c as d`, `from a import *` */
export function bindImportFrom(run: Run, scope: Scope, statement: ImportFrom): void {
  const { path, level, names } = statement;
  const module = moduleOf(run, scope, statement, path, level);
  if (names.length === 0) {
    if (module.kind === "unknown") {
      forgetNames(run, scope, module);
    }
    const all = module.kind === "module" ? module.globals : new Map<string, Value>();
    for (const [name, value] of all) {
      if (!name.startsWith("_")) {
        bind(scope, name, value);
      }
    }
  }
  for (const { name, as } of names) {
    bind(scope, as, memberOf(run, scope, statement, module, name));
  }
}

function memberOf(run: Run, scope: Scope, { path, level, line }: ImportFrom, module: Value, name: string): Value {
  if (module.kind === "native") {
    const full = `${module.name}.${name}`;
    return nativeConstant(run, full) ?? { kind: "native", name: full };
  }
  const member = module.kind === "module" ? module.globals.get(name) : undefined;
  if (member !== undefined) {
    return member;
  }
  // A name of a package may be a module in it.
  const inner = moduleOf(run, scope, { line }, [path, name].filter(Boolean).join("."), level);
  return inner.kind === "module" || module.kind === "unknown"
    ? inner.kind === "module"
      ? inner
      : module
    : missing(scope, line, path, name);
}

function missing(scope: Scope, line: number, path: string, name: string): Value {
  return unknown(scope, { line }, `\`${path}\` does not define \`${name}\``);
}

/** A module of the archive, read when it is first asked for; a native one; or why it is not known. */
function moduleOf(run: Run, scope: Scope, at: { readonly line: number }, path: string, level: number): Value {
  const [root = ""] = path.split(".");
  if (level === 0 && nativeModules.has(root)) {
    return { kind: "native", name: path };
  }
  const file = findModule(run, scope, path.replaceAll(".", "/"), level);
  if (file === undefined) {
    return unknown(scope, at, `the module \`${".".repeat(level)}${path}\` is not among the files that were read`);
  }
  const globals = readModule(run, file);
  return typeof globals === "string" ? unknown(scope, at, globals) : { kind: "module", path: file, globals };
}

/** Where Python would look when it runs the file: beside it, in `src`, or for a relative import from the importing file. */
function findModule(run: Run, scope: Scope, path: string, level: number): string | undefined {
  const upwards = level === 0 ? undefined : joinPath(parentOf(scope.file), "../".repeat(level - 1));
  const folders = level === 0 ? [run.directory, joinPath(run.directory, "src")] : [upwards];
  return folders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [`${path}.py`, `${path}/__init__.py`].map((name) => joinPath(folder, name)))
    .find((file) => file !== undefined && readUnwritten(run, file) !== undefined);
}

/** As it is imported from the folder, or its `src`. */
function moduleName({ directory }: Run, file: string): string {
  const inside = directory === "" ? file : file.slice(directory.length + 1);
  return inside
    .replace(/^src\//, "")
    .replace(/(\/__init__)?\.py$/, "")
    .replaceAll("/", ".");
}

/** A module's names, or why they are not known. */
function readModule(run: Run, file: string): Map<string, Value> | string {
  if (run.modules.has(file)) {
    return run.modules.get(file) ?? `\`${file}\` is imported in a circle`;
  }
  const content = run.read(file) ?? "";
  if (run.depth >= limits.depth || content.length > limits.text) {
    return `\`${file}\` is too long, or imports go too deep`;
  }
  step(run, content.length >> 4);
  const parsing = parsePython(content);
  if (parsing.kind === "malformed") {
    return `\`${file}\` line ${parsing.line}: ${parsing.why}`;
  }
  run.modules.set(file, undefined);
  const globals = new Map<string, Value>([
    ["__file__", { kind: "path", path: file }],
    ["__name__", text(moduleName(run, file))],
  ]);
  run.depth++;
  run.execute(run, moduleScope(file, globals), parsing.body);
  run.depth--;
  run.modules.set(file, globals);
  return globals;
}
