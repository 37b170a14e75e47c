/** The builtins that packages use to put strings, lists and sets together. Others are unknown functions. */
import type { Evaluator } from "./evaluator.ts";
import { fetcher, importFile } from "./nixpkgs.ts";
import { derived, knownText, sitesOf, string } from "./text.ts";
import {
  boolean,
  type LiteralSite,
  list,
  nullValue,
  type Part,
  primitive,
  primitive2,
  primitive3,
  set,
  Thunk,
  unknown,
  type Value,
} from "./value.ts";

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
    toString: primitive((argument) => toText(evaluator, argument)),
    readFile: primitive((argument) => readFile(evaluator, argument)),
    map: primitive2((mapped, over, at) => {
      const value = over.force();
      if (value.kind !== "list") return unknown([mapped, over]);
      const apply = (item: Thunk) => new Thunk(() => evaluator.apply(mapped.force(), item, at));
      return list(value.items.map(apply), value.exact);
    }),
    concatLists: primitive((lists) => flattened(lists)),
    concatMap: primitive2((mapped, over, at) => {
      const value = over.force();
      if (value.kind !== "list") return unknown([mapped, over]);
      const apply = (item: Thunk) => new Thunk(() => evaluator.apply(mapped.force(), item, at));
      return flattened(Thunk.of(list(value.items.map(apply), value.exact)));
    }),
    filter: primitive2((_, over) => {
      const value = over.force();
      return value.kind === "list" ? list(value.items, false) : unknown([over]);
    }),
    head: primitive((items) => exactly(items, ([first]) => first?.force())),
    tail: primitive((items) => exactly(items, ([, ...others]) => list(others))),
    elemAt: primitive2((items, index) => {
      const at = index.force();
      return exactly(items, (all) => (at.kind === "number" ? all[at.value]?.force() : undefined));
    }),
    attrValues: primitive((of) => {
      const value = of.force();
      if (value.kind !== "set" || value.scope) return unknown([of]);
      const sorted = [...value.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
      return list(
        sorted.map(([, thunk]) => thunk),
        value.rest === undefined && !value.optional,
      );
    }),
    attrNames: primitive((of) => {
      const value = of.force();
      if (value.kind !== "set" || value.rest !== undefined || value.optional || value.derivation) return unknown([of]);
      return list([...value.attributes.keys()].sort().map((name) => Thunk.of(derived(name))));
    }),
    getAttr: primitive2((name, of) => {
      const text = knownText(name.force());
      return text === undefined ? unknown([of]) : evaluator.select(of.force(), text);
    }),
    hasAttr: primitive2((name, of) => {
      const text = knownText(name.force());
      const has = text === undefined ? undefined : evaluator.has(of.force(), text);
      return has === undefined ? unknown() : boolean(has);
    }),
    removeAttrs: primitive2((of, names) => removeAttributes(of, names)),
    listToAttrs: primitive((of) => exactly(of, (items) => listToAttributes(evaluator, items))),
    mapAttrs: primitive2((mapped, of, at) => {
      const value = of.force();
      if (value.kind !== "set" || value.scope) return unknown([mapped, of]);
      const entries = [...value.attributes].map(([name, thunk]) => {
        const inner = new Thunk(() =>
          evaluator.apply(evaluator.apply(mapped.force(), Thunk.of(derived(name)), at), thunk, at),
        );
        return [name, inner] as const;
      });
      return set(new Map(entries), { rest: value.rest, optional: value.optional });
    }),
    "foldl'": primitive3((step, start, over, at) =>
      exactly(over, (items) => {
        const next = (sum: Thunk, item: Thunk) =>
          new Thunk(() => evaluator.apply(evaluator.apply(step.force(), sum, at), item, at));
        return items.reduce(next, start).force();
      }),
    ),
    replaceStrings: primitive3((from, to, of) => replaceStrings(from, to, of)),
    concatStringsSep: primitive2((separator, of) => concatStringsSep(evaluator, separator, of)),
    substring: primitive3((start, length, of) => {
      const [first, count] = [start.force(), length.force()];
      if (first.kind !== "number" || count.kind !== "number") return unknown([of]);
      return computed(of, (text) => text.slice(first.value, count.value < 0 ? undefined : first.value + count.value));
    }),
    stringLength: primitive((of) => {
      const text = knownText(of.force());
      return text === undefined ? unknown([of]) : { kind: "number", value: text.length };
    }),
    length: primitive((of) => exactly(of, (items) => ({ kind: "number", value: items.length }))),
    splitVersion: primitive((of) => splitVersion(of)),
    baseNameOf: primitive((of) => computed(of, (text) => text.slice(text.lastIndexOf("/") + 1))),
    isNull: primitive((of) => {
      const value = of.force();
      return value.kind === "unknown" ? unknown() : boolean(value.kind === "null");
    }),
    seq: primitive2((_, result) => result.force()),
    deepSeq: primitive2((_, result) => result.force()),
    trace: primitive2((_, result) => result.force()),
    unsafeDiscardStringContext: primitive((of) => of.force()),
  };
}

/** What is made of a list, if all of its items are known to be there. */
function exactly(of: Thunk, body: (items: readonly Thunk[]) => Value | undefined): Value {
  const value = of.force();
  return (value.kind === "list" && value.exact ? body(value.items) : undefined) ?? unknown([of]);
}

/** The items of lists in a list. */
function flattened(of: Thunk): Value {
  const value = of.force();
  if (value.kind !== "list") return unknown([of]);
  const inner = value.items.map((item) => ({ item, list: item.force() }));
  const items = inner.flatMap(({ item, list: found }) => (found.kind === "list" ? found.items : [item]));
  return list(items, value.exact && inner.every(({ list: found }) => found.kind === "list" && found.exact));
}

function toText(evaluator: Evaluator, argument: Thunk): Value {
  const value = argument.force();
  if (value.kind === "number") return derived(String(value.value));
  if (value.kind === "path" && value.path !== undefined) return string([{ kind: "reference", to: value }]);
  return string(evaluator.coerce(argument));
}

/** A file's text is known, but it is no literal of a Nix file. */
function readFile(evaluator: Evaluator, argument: Thunk): Value {
  const value = argument.force();
  const text = value.kind === "path" && value.path !== undefined ? evaluator.surroundings.text(value.path) : undefined;
  return text === undefined ? unknown([argument], "readFile") : derived(text);
}

/** A string computed from another: unknown where that is, and else it knows what it came from. */
export function computed(of: Thunk, compute: (text: string) => string | undefined): Value {
  const value = of.force();
  const text = knownText(value);
  const result = text === undefined ? undefined : compute(text);
  return result === undefined ? unknown([of]) : derived(result, sitesOf(value));
}

function removeAttributes(of: Thunk, names: Thunk): Value {
  const value = of.force();
  const listed = names.force();
  if (value.kind !== "set" || listed.kind !== "list") return unknown([of]);
  const attributes = new Map(value.attributes);
  for (const name of listed.items) {
    const text = knownText(name.force());
    if (text === undefined) return unknown([of]);
    attributes.delete(text);
  }
  return { ...value, attributes };
}

function listToAttributes(evaluator: Evaluator, items: readonly Thunk[]): Value | undefined {
  const attributes = new Map<string, Thunk>();
  for (const item of items) {
    const entry = item.force();
    const name = knownText(evaluator.select(entry, "name"));
    if (name === undefined) return undefined;
    if (!attributes.has(name)) attributes.set(name, new Thunk(() => evaluator.select(entry, "value")));
  }
  return set(attributes);
}

function texts(of: Thunk): { readonly texts: readonly string[]; readonly sites: readonly LiteralSite[] } | undefined {
  const value = of.force();
  if (value.kind !== "list" || !value.exact) return undefined;
  const found: string[] = [];
  const sites: LiteralSite[] = [];
  for (const item of value.items) {
    const text = knownText(item.force());
    if (text === undefined) return undefined;
    found.push(text);
    sites.push(...sitesOf(item.force()));
  }
  return { texts: found, sites };
}

/** At each place the first of `from` that matches is replaced; the empty string matches everywhere, once. */
function replaceStrings(from: Thunk, to: Thunk, of: Thunk): Value {
  const searched = texts(from)?.texts;
  const replacements = texts(to)?.texts;
  if (searched === undefined || replacements === undefined) return unknown([of]);
  return computed(of, (text) => {
    let result = "";
    let at = 0;
    while (at <= text.length) {
      const found = searched.findIndex((search) => text.startsWith(search, at));
      if (found >= 0) result += replacements[found] ?? "";
      const length = found < 0 ? 0 : (searched[found]?.length ?? 0);
      if (length === 0) result += text.slice(at, at + 1);
      at += Math.max(length, 1);
    }
    return result;
  });
}

/** `separator` between strings, each of which keeps where it stands. */
export function concatStringsSep(evaluator: Evaluator, separator: Thunk, of: Thunk): Value {
  const items = of.force();
  if (items.kind !== "list" || !items.exact) return unknown([of]);
  const between = evaluator.coerce(separator);
  const parts: Part[] = [];
  for (const [index, item] of items.items.entries()) {
    if (index > 0) parts.push(...between);
    parts.push(...evaluator.coerce(item));
  }
  return string(parts);
}

/** The components of a version; each is computed. Nix manual, `builtins.splitVersion`. */
export function splitVersion(of: Thunk): Value {
  const value = of.force();
  const text = knownText(value);
  if (text === undefined) return unknown([of]);
  const components = text.match(/[0-9]+|[^0-9.-]+/g) ?? [];
  return list(components.map((component) => Thunk.of(derived(component, sitesOf(value)))));
}
