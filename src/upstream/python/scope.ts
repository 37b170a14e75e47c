import type { Scope, Value } from "./values.ts";

/** Binds a name where a statement, or a `:=`, in that scope does: never in a comprehension. */
export function bind(scope: Scope, name: string, value: Value): void {
  if (scope.isComprehension && scope.enclosing !== undefined) {
    bind(scope.enclosing, name, value);
    return;
  }
  const declared = scope.declared.get(name);
  const owner = declared === "nonlocal" ? ownerOf(scope.enclosing, name) : declared === "global" ? undefined : scope;
  (owner?.locals ?? scope.globals).set(name, value);
}

/** The innermost function around that has a name. */
function ownerOf(scope: Scope | undefined, name: string): Scope | undefined {
  return scope === undefined || scope.locals?.has(name) ? scope : ownerOf(scope.enclosing, name);
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  if (scope.declared.get(name) === "global") {
    return scope.globals.get(name);
  }
  return ownerOf(scope, name)?.locals?.get(name) ?? scope.globals.get(name);
}
