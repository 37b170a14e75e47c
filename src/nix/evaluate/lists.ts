/** The builtins that make lists of lists, and other values of them. */
import type { Evaluator } from "./evaluator.ts";
import { list, primitive, primitive2, primitive3, Thunk, unknown, type Value } from "./value.ts";

/** Nix manual, "Built-in Functions", those of lists. */
export function listFunctions(evaluator: Evaluator): Record<string, Value> {
  return {
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
    "foldl'": primitive3((step, start, over, at) =>
      exactly(over, (items) => {
        const next = (sum: Thunk, item: Thunk) =>
          new Thunk(() => evaluator.apply(evaluator.apply(step.force(), sum, at), item, at));
        return items.reduce(next, start).force();
      }),
    ),
    length: primitive((of) => exactly(of, (items) => ({ kind: "number", value: items.length }))),
  };
}

/** What is made of a list, if all of its items are known to be there. */
export function exactly(of: Thunk, body: (items: readonly Thunk[]) => Value | undefined): Value {
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
