/** The functions of nixpkgs' `lib` that packages use around versions, sources and lists. The rest is unknown. */
import type { Evaluator } from "./evaluator.ts";
import { update } from "./operators.ts";
import { computed, concatStringsSep, splitVersion } from "./strings.ts";
import { derived, knownText, string } from "./text.ts";
import { boolean, list, primitive, primitive2, type SetValue, set, Thunk, unknown, type Value } from "./value.ts";

const fromBuiltins = [
  "map",
  "filter",
  "head",
  "tail",
  "elemAt",
  "attrValues",
  "attrNames",
  "getAttr",
  "hasAttr",
  "removeAttrs",
  "listToAttrs",
  "mapAttrs",
  "foldl'",
  "concatLists",
  "concatMap",
  "replaceStrings",
  "concatStringsSep",
  "substring",
  "stringLength",
  "length",
  "splitVersion",
  "toString",
];

/** Nixpkgs manual, "Nixpkgs Library Functions". */
export function library(evaluator: Evaluator, callPackageWith: Value): SetValue {
  const builtins = evaluator.globals.get("builtins")?.force();
  const attributes = new Map<string, Thunk>();
  for (const name of fromBuiltins) {
    const found = builtins?.kind === "set" ? builtins.attributes.get(name) : undefined;
    if (found !== undefined) attributes.set(name, found);
  }
  for (const [name, value] of Object.entries(functions(evaluator, callPackageWith)))
    attributes.set(name, Thunk.of(value));
  // `lib.strings.x` and `lib.x` are the same.
  const flat = set(new Map(attributes), { rest: unknown([], "lib"), scope: true });
  for (const part of ["strings", "lists", "attrsets", "trivial", "asserts", "fixedPoints", "customisation"]) {
    attributes.set(part, Thunk.of(flat));
  }
  attributes.set("versions", Thunk.of(versions()));
  return set(attributes, { rest: unknown([], "lib"), scope: true });
}

function functions(evaluator: Evaluator, callPackageWith: Value): Record<string, Value> {
  const same = primitive((argument) => argument.force());
  return {
    removePrefix: primitive2((prefix, of) => {
      const text = knownText(prefix.force());
      return computed(of, (whole) =>
        text === undefined ? undefined : whole.startsWith(text) ? whole.slice(text.length) : whole,
      );
    }),
    removeSuffix: primitive2((suffix, of) => {
      const text = knownText(suffix.force());
      return computed(of, (whole) =>
        text === undefined ? undefined : whole.endsWith(text) ? whole.slice(0, whole.length - text.length) : whole,
      );
    }),
    hasPrefix: primitive2((prefix, of) => question(prefix, of, (text, whole) => whole.startsWith(text))),
    hasSuffix: primitive2((suffix, of) => question(suffix, of, (text, whole) => whole.endsWith(text))),
    toLower: primitive((of) => computed(of, (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))),
    toUpper: primitive((of) => computed(of, (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()))),
    concatStrings: primitive((of) => concatStringsSep(evaluator, Thunk.of(string([])), of)),
    getVersion: primitive((of) =>
      of.force().kind === "set" ? evaluator.select(of.force(), "version") : unknown([of]),
    ),
    optional: primitive2((condition, item) => whether(condition, Thunk.of(list([item])))),
    optionals: primitive2((condition, items) => whether(condition, items)),
    optionalString: primitive2((condition, text) => {
      const decided = condition.force();
      if (decided.kind !== "boolean") return string([{ kind: "unknown", mentions: [text] }]);
      return decided.value ? text.force() : derived("");
    }),
    optionalAttrs: primitive2((condition, attributes) => {
      const decided = condition.force();
      if (decided.kind === "boolean") return decided.value ? attributes.force() : set(new Map());
      const value = attributes.force();
      return value.kind === "set" && value.rest === undefined ? { ...value, optional: true } : unknown([attributes]);
    }),
    assertMsg: primitive2((condition) => condition.force()),
    flatten: primitive((of) => flatten(of, 0)),
    id: same,
    hiPrio: same,
    lowPrio: same,
    makeOverridable: same,
    fix: primitive((of, at) => {
      const fixed: Thunk = new Thunk(() => evaluator.apply(of.force(), fixed, at));
      return fixed.force();
    }),
    makeScope: primitive2((newScope, of, at) => {
      const scope: Thunk = new Thunk(() => {
        // What is not known to be another one is taken for that of all packages.
        const outer = newScope.force().kind === "function" ? newScope : evaluator.known.get("newScope");
        const call = outer && new Thunk(() => evaluator.apply(outer.force(), scope, at));
        return update(set(new Map(call && [["callPackage", call]])), evaluator.apply(of.force(), scope, at));
      });
      return scope.force();
    }),
    callPackageWith,
    callPackagesWith: callPackageWith,
    recursiveUpdate: primitive2((left, right) => update(left.force(), right.force())),
    genAttrs: primitive2((names, make, at) => genAttributes(evaluator, names, make, at)),
    fakeHash: derived("sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    fakeSha256: derived("0".repeat(64)),
  };
}

/** A list, or an empty one; where the condition is not known, its items may be there. */
function whether(condition: Thunk, items: Thunk): Value {
  const decided = condition.force();
  if (decided.kind === "boolean") return decided.value ? items.force() : list([]);
  const value = items.force();
  return value.kind === "list" ? list(value.items, false) : unknown([items]);
}

function flatten(of: Thunk, depth: number): Value {
  const value = of.force();
  if (value.kind !== "list" || depth > 100) return list([of], value.kind !== "unknown" && value.kind !== "list");
  const inner = value.items.map((item) => flatten(item, depth + 1));
  const items = inner.flatMap((found) => (found.kind === "list" ? found.items : []));
  return list(items, value.exact && inner.every((found) => found.kind === "list" && found.exact));
}

function question(part: Thunk, of: Thunk, holds: (text: string, whole: string) => boolean): Value {
  const [text, whole] = [knownText(part.force()), knownText(of.force())];
  return text === undefined || whole === undefined ? unknown() : boolean(holds(text, whole));
}

function genAttributes(evaluator: Evaluator, names: Thunk, make: Thunk, at: { file: string; from: number }): Value {
  const items = names.force();
  if (items.kind !== "list" || !items.exact) return unknown([names, make]);
  const attributes = new Map<string, Thunk>();
  for (const item of items.items) {
    const name = knownText(item.force());
    if (name === undefined) return unknown([names, make]);
    attributes.set(name, new Thunk(() => evaluator.apply(make.force(), item, at)));
  }
  return set(attributes);
}

function versions(): SetValue {
  const component = (index: number) =>
    primitive((of) => {
      const split = splitVersion(of);
      return split.kind === "list" ? (split.items[index]?.force() ?? unknown([of])) : split;
    });
  const upTo = (count: number) => primitive((of) => computed(of, (text) => text.split(".").slice(0, count).join(".")));
  const attributes = new Map<string, Thunk>([
    ["major", Thunk.of(component(0))],
    ["minor", Thunk.of(component(1))],
    ["patch", Thunk.of(component(2))],
    ["majorMinor", Thunk.of(upTo(2))],
    ["splitVersion", Thunk.of(primitive((of) => splitVersion(of)))],
  ]);
  return set(attributes, { rest: unknown([], "versions") });
}
