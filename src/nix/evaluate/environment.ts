import type { Thunk } from "./value.ts";

/** The names that an expression sees: lexical ones, then those of `with`, innermost first. */
export interface Environment {
  readonly file: string;
  readonly parent: Environment | undefined;
  readonly names: ReadonlyMap<string, Thunk> | undefined;
  /** The set of a `with`. */
  readonly namespace: Thunk | undefined;
}

export function fileEnvironment(file: string): Environment {
  return { file, parent: undefined, names: undefined, namespace: undefined };
}

export function withNames(parent: Environment, names: ReadonlyMap<string, Thunk>): Environment {
  return { file: parent.file, parent, names, namespace: undefined };
}

export function withNamespace(parent: Environment, namespace: Thunk): Environment {
  return { file: parent.file, parent, names: undefined, namespace };
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
