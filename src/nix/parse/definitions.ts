/** The names that an attribute set defines: Nix refuses a file that defines one twice. */
import type { AttributePath } from "../syntax.ts";

export interface Definition {
  /** Offset of the attribute path or inherited name that defines it first. */
  readonly from: number;
  /** What a set defines in turn; other values are undefined, and so nothing can be added to them. */
  readonly nested: Definitions | undefined;
}

export type Definitions = Map<string, Definition>;

/** A name that was defined before, at `first`. */
export interface Duplicate {
  readonly name: string;
  /** Offset of the second definition. */
  readonly from: number;
  readonly first: number;
}

/**
 * Adds `path = value;` to what a set defines; `nested` is what the value defines if it is a set itself. `a.b = 1;
 * a.c = 2;` and `a = { b = 1; }; a = { c = 2; };` define one set `a`. Names known only by evaluation collide with none.
 */
export function define(
  set: Definitions,
  path: AttributePath,
  from: number,
  nested: Definitions | undefined,
): Duplicate | undefined {
  let into = set;
  for (const [depth, { name }] of path.entries()) {
    const isLast = depth === path.length - 1;
    const known = name === undefined ? undefined : into.get(name);
    if (known === undefined) {
      const definition: Definition = { from, nested: isLast ? nested : new Map() };
      if (name !== undefined) into.set(name, definition);
      if (definition.nested !== undefined) into = definition.nested;
      continue;
    }
    if (known.nested === undefined || (isLast && nested === undefined)) {
      return { name: path.map((part) => part.name ?? "${...}").join("."), from, first: known.from };
    }
    if (isLast && nested !== undefined) return merge(known.nested, nested);
    into = known.nested;
  }
  return undefined;
}

function merge(into: Definitions, added: Definitions): Duplicate | undefined {
  for (const [name, definition] of added) {
    const known = into.get(name);
    if (known !== undefined) return { name, from: definition.from, first: known.from };
    into.set(name, definition);
  }
  return undefined;
}
