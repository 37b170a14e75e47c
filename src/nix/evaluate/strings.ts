/** The builtins that make strings of values and of other strings. */
import type { Evaluator } from "./evaluator.ts";
import { derived, knownText, sitesOf, string } from "./text.ts";
import {
  type LiteralSite,
  list,
  type Part,
  primitive,
  primitive2,
  primitive3,
  Thunk,
  unknown,
  type Value,
} from "./value.ts";

/** Nix manual, "Built-in Functions", those of strings. */
export function stringFunctions(evaluator: Evaluator): Record<string, Value> {
  return {
    toString: primitive((argument) => toText(evaluator, argument)),
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
    splitVersion: primitive((of) => splitVersion(of)),
    baseNameOf: primitive((of) => computed(of, (text) => text.slice(text.lastIndexOf("/") + 1))),
    unsafeDiscardStringContext: primitive((of) => of.force()),
  };
}

function toText(evaluator: Evaluator, argument: Thunk): Value {
  const value = argument.force();
  if (value.kind === "number") return derived(String(value.value));
  if (value.kind === "path" && value.path !== undefined) return string([{ kind: "reference", to: value }]);
  return string(evaluator.coerce(argument));
}

/** A string computed from another: unknown where that is, and else it knows what it came from. */
export function computed(of: Thunk, compute: (text: string) => string | undefined): Value {
  const value = of.force();
  const text = knownText(value);
  const result = text === undefined ? undefined : compute(text);
  return result === undefined ? unknown([of]) : derived(result, sitesOf(value));
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
