import type { Lambda } from "../syntax.ts";
import type { SetValue, Thunk } from "./value.ts";

/** A call of a function with a pattern, whose formals are names of an environment. */
export interface Call {
  readonly lambda: Lambda;
  readonly given: SetValue | undefined;
}

/** The names that an expression sees: lexical ones, then those of `with`, innermost first. */
export interface Environment {
  readonly file: string;
  readonly parent: Environment | undefined;
  readonly names: ReadonlyMap<string, Thunk> | undefined;
  /** The set of a `with`. */
  readonly namespace: Thunk | undefined;
  /** Whose formals the names are. */
  readonly call: Call | undefined;
}

export function fileEnvironment(file: string): Environment {
  return { file, parent: undefined, names: undefined, namespace: undefined, call: undefined };
}

export function withNames(parent: Environment, names: ReadonlyMap<string, Thunk>, call?: Call): Environment {
  return { file: parent.file, parent, names, namespace: undefined, call };
}

export function withNamespace(parent: Environment, namespace: Thunk): Environment {
  return { file: parent.file, parent, names: undefined, namespace, call: undefined };
}

export function lexical(environment: Environment, name: string): Thunk | undefined {
  for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
    const found = at.names?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The sets of the `with`s around an expression, innermost first. */
export function namespaces(environment: Environment): Thunk[] {
  const found: Thunk[] = [];
  for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
    if (at.namespace !== undefined) found.push(at.namespace);
  }
  return found;
}
