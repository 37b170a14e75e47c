import { itemsOf } from "./natives.ts";
import { type Run, unknown } from "./run.ts";
import type { Expression } from "./syntax.ts";
import { forget, isUnknown, type Scope, type Value } from "./values.ts";

export function bind(scope: Scope, name: string, value: Value): void {
  const declared = scope.declared.get(name);
  const owner = declared === "nonlocal" ? ownerOf(scope.enclosing, name) : declared === "global" ? undefined : scope;
  (owner?.locals ?? scope.globals).set(name, value);
}

/** The innermost function around that has a name. */
function ownerOf(scope: Scope | undefined, name: string): Scope | undefined {
  return scope === undefined || scope.locals?.has(name) ? scope : ownerOf(scope.enclosing, name);
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  return ownerOf(scope, name)?.locals?.get(name) ?? scope.globals.get(name);
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
    case "attribute":
    case "slice": {
      const object = run.evaluate(run, scope, target.object);
      forget(object, unknown(scope, target, "a part of it is assigned"));
      break;
    }
    default:
  }
}

function unpack(
  run: Run,
  scope: Scope,
  targets: readonly { readonly splat: boolean; readonly value: Expression }[],
  value: Value,
): void {
  const items = value.kind === "list" ? itemsOf(run, scope, { line: 0 }, value) : undefined;
  const isExact = items?.length === targets.length && !items.some(isUnknown) && !targets.some(({ splat }) => splat);
  targets.forEach(({ value: target }, index) => {
    const cause = isUnknown(value)
      ? value
      : (items?.find(isUnknown) ?? unknown(scope, target, "what is unpacked does not fit"));
    assign(run, scope, target, (isExact ? items[index] : undefined) ?? cause);
  });
}

function assignItem(run: Run, scope: Scope, target: Expression, indexExpression: Expression, value: Value): void {
  const object = run.evaluate(run, scope, target);
  const index = run.evaluate(run, scope, indexExpression);
  if (object.kind === "dictionary" && index.kind === "text") {
    object.entries.set(index.value, value);
  } else {
    forget(object, isUnknown(index) ? index : unknown(scope, target, "an item of it is assigned"));
  }
}
