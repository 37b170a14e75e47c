import type { Run } from "./run.ts";
import type { Scope, UnknownValue, Value } from "./values.ts";

/** A call as its arguments came out. */
export interface Given {
  /** Those whose place is known. */
  readonly positional: readonly Value[];
  /** What comes after them, where the first is unknown and stands for any number of arguments. */
  readonly tail: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** There where more may be given by name than is known. */
  readonly namedRest: UnknownValue | undefined;
  /** There where more may be given than is known. */
  readonly rest: UnknownValue | undefined;
  readonly line: number;
}

/** A function of Python's own. */
export type Native = (run: Run, scope: Scope, given: Given) => Value;

/** All that a call can get at. */
export function allGiven({ positional, tail, named }: Given): readonly Value[] {
  return [...positional, ...tail, ...named.values()];
}
