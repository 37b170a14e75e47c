/** The builtins that look into sets and make others of them. */
import type { Evaluator } from "./evaluator.ts";
import { exactly } from "./lists.ts";
import { derived, knownText } from "./text.ts";
import { boolean, list, primitive, primitive2, set, Thunk, unknown, type Value } from "./value.ts";

/** Nix manual, "Built-in Functions", those of sets. */
export function setFunctions(evaluator: Evaluator): Record<string, Value> {
  return {
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
  };
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
