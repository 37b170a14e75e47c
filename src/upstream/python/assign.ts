import { itemsOf } from "./natives.ts";
import { type Run, unknown } from "./run.ts";
import { bind } from "./scope.ts";
import type { Expression } from "./syntax.ts";
import { forget, isUnknown, type Scope, type Value } from "./values.ts";

/** `del target` */
export function remove(run: Run, scope: Scope, target: Expression): void {
  const why = unknown(scope, target, "`del` is not followed");
  switch (target.kind) {
    case "tuple":
    case "list":
      for (const { value } of target.items) {
        remove(run, scope, value);
      }
      break;
    case "subscript": {
      const object = run.evaluate(run, scope, target.object);
      const index = run.evaluate(run, scope, target.index);
      if (object.kind === "dictionary" && index.kind === "text" && object.rest === undefined) {
        object.entries.delete(index.value);
      } else {
        forget(object, why);
      }
      break;
    }
    default:
      assign(run, scope, target, why);
  }
}

/** `target = value` */
export function assign(run: Run, scope: Scope, target: Expression, value: Value): void {
  switch (target.kind) {
    case "name":
      bind(scope, target.name, value);
      break;
    case "tuple":
    case "list":
      unpack(run, scope, target.items, value);
      break;
    case "subscript":
      assignItem(run, scope, target.object, target.index, value);
      break;
    case "attribute": {
      const object = run.evaluate(run, scope, target.object);
      if (object.kind === "module") {
        object.globals.set(target.name, value);
      } else {
        // It may be changed through what has it now.
        forget(value, unknown(scope, target, "it is kept in something that is not followed"));
      }
      break;
    }
    case "slice":
      forget(run.evaluate(run, scope, target.object), {
        ...unknown(scope, target, "a part of it is assigned"),
        among: [value],
      });
      break;
    default:
  }
}

function unpack(
  run: Run,
  scope: Scope,
  targets: readonly { readonly splat: boolean; readonly value: Expression }[],
  value: Value,
): void {
  const items = value.kind === "list" && !value.isSet ? itemsOf(run, scope, { line: 0 }, value) : undefined;
  const isExact = items?.length === targets.length && !items.some(isUnknown) && !targets.some(({ splat }) => splat);
  targets.forEach(({ value: target }, index) => {
    const cause = isUnknown(value)
      ? value
      : (items?.find(isUnknown) ?? unknown(scope, target, "what is unpacked does not fit"));
    assign(run, scope, target, (isExact ? items[index] : undefined) ?? { ...cause, among: [value] });
  });
}

function assignItem(run: Run, scope: Scope, target: Expression, indexExpression: Expression, value: Value): void {
  const object = run.evaluate(run, scope, target);
  const index = run.evaluate(run, scope, indexExpression);
  if (object.kind === "dictionary" && index.kind === "text") {
    object.entries.set(index.value, value);
  } else {
    const why = isUnknown(index) ? index : unknown(scope, target, "an item of it is assigned");
    forget(object, { ...why, among: [value] });
  }
}
