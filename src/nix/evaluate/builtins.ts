/** The builtins that packages use to put strings, lists and sets together. Others are unknown functions. */
import type { Evaluator } from "./evaluator.ts";
import { listFunctions } from "./lists.ts";
import { fetcher, importFile } from "./nixpkgs.ts";
import { setFunctions } from "./sets.ts";
import { stringFunctions } from "./strings.ts";
import { derived } from "./text.ts";
import { boolean, nullValue, primitive, primitive2, set, Thunk, unknown, type Value } from "./value.ts";

/** The names of the outermost scope. Nix manual, "Built-in Functions". */
export function globalNames(evaluator: Evaluator): ReadonlyMap<string, Thunk> {
  const all = new Map<string, Thunk>();
  for (const [name, value] of Object.entries(functions(evaluator))) all.set(name, Thunk.of(value));
  const toplevel = [
    "true",
    "false",
    "null",
    "import",
    "map",
    "toString",
    "removeAttrs",
    "baseNameOf",
    "dirOf",
    "isNull",
  ];
  const names = new Map(all);
  for (const name of all.keys()) {
    if (!toplevel.includes(name) && name !== "fetchTarball" && name !== "fetchGit") names.delete(name);
  }
  for (const name of ["throw", "abort", "derivation", "placeholder", "scopedImport", "fetchTree", "fromTOML"]) {
    names.set(name, Thunk.of(unknown([], name)));
  }
  names.set("builtins", Thunk.of(set(all, { rest: unknown([], "builtins"), scope: true })));
  return names;
}

function functions(evaluator: Evaluator): Record<string, Value> {
  return {
    ...listFunctions(evaluator),
    ...setFunctions(evaluator),
    ...stringFunctions(evaluator),
    true: boolean(true),
    false: boolean(false),
    null: nullValue,
    import: primitive((argument) => {
      const value = argument.force();
      return value.kind === "path" ? importFile(evaluator, value.path, argument) : unknown([argument], "import");
    }),
    fetchTarball: fetcher(evaluator, "fetchTarball"),
    fetchurl: fetcher(evaluator, "fetchurl"),
    fetchGit: fetcher(evaluator, "fetchGit"),
    fetchTree: fetcher(evaluator, "fetchTree"),
    readFile: primitive((argument) => readFile(evaluator, argument)),
    isNull: primitive((of) => {
      const value = of.force();
      return value.kind === "unknown" ? unknown() : boolean(value.kind === "null");
    }),
    seq: primitive2((_, result) => result.force()),
    deepSeq: primitive2((_, result) => result.force()),
    trace: primitive2((_, result) => result.force()),
  };
}

/** A file's text is known, but it is no literal of a Nix file. */
function readFile(evaluator: Evaluator, argument: Thunk): Value {
  const value = argument.force();
  const text = value.kind === "path" && value.path !== undefined ? evaluator.surroundings.text(value.path) : undefined;
  return text === undefined ? unknown([argument], "readFile") : derived(text);
}
