import type { PythonVersion } from "../../flox/python-version.ts";
import type { Block, Expression } from "./syntax.ts";
import { isUnknown, type ListValue, type Scope, text, type UnknownValue, unique, type Value } from "./values.ts";

/** One reading of one file, with all that it reaches. */
export interface Run {
  /** The text of a file of the archive, by its path from the root; undefined where it was not captured. */
  readonly read: (path: string) => string | undefined;
  /** The folder of the file that is read: where it is run, and where modules are looked for. */
  readonly directory: string;
  /** Where a relative path starts; undefined where it is not known. */
  workingDirectory: string | undefined;
  /** Python's version, e.g. [3, 12]. */
  readonly python: PythonVersion;
  /** Modules that were imported, by path; undefined while one is being read. */
  readonly modules: Map<string, Map<string, Value> | undefined>;
  /** Files that were opened for writing: what is in them from then on is not known. */
  readonly written: Set<string>;
  /** What `setup()` was called with. */
  readonly setupCalls: SetupCall[];
  /** What an expression comes to, as far as the archive says it. */
  readonly evaluate: (run: Run, scope: Scope, expression: Expression) => Value;
  /** Runs statements; how they end, or undefined where they go through to their end. */
  readonly execute: (run: Run, scope: Scope, block: Block) => Outcome | undefined;
  /** How many functions and modules are being run inside of each other. */
  depth: number;
  stepsLeft: number;
}

/** How a block ends before its last statement. `maybe`: it is not known whether it does, nor what ran of it. */
export type Outcome =
  | { readonly kind: "return"; readonly value: Value }
  | { readonly kind: "break" | "continue" }
  | { readonly kind: "maybe"; readonly why: UnknownValue };

export interface SetupCall {
  readonly arguments: Map<string, Value>;
  /** There where other arguments may be given as well. */
  readonly rest: UnknownValue | undefined;
  readonly file: string;
  readonly line: number;
}

/** A file that does more than metadata needs. Caught where the file's reading began. */
export class OutOfSteps extends Error {
  override readonly name = "OutOfSteps";
}

/** For one file with all that it reaches. A real `setup.py` takes one or two thousand steps. */
export const limits = { steps: 100_000, depth: 20, text: 200_000, items: 10_000 } as const;

/** A place for `unknown`: a node of the tree. */
interface At {
  readonly line: number;
}

export function step(run: Run, cost = 1): void {
  run.stepsLeft -= cost;
  if (run.stepsLeft < 0) {
    throw new OutOfSteps("The file takes too many steps to read.");
  }
}

export function unknown(scope: Scope, { line }: At, why: string): UnknownValue {
  return { kind: "unknown", why, file: scope.file, line };
}

/** The cost of looking at values as a whole. */
export function charge(run: Run, ...values: readonly Value[]): void {
  step(run, values.reduce((sum, value) => sum + sizeOf(value), 0) >> 3);
}

function sizeOf(value: Value): number {
  switch (value.kind) {
    case "text":
      return value.value.length >> 3;
    case "list":
      return value.items.length;
    case "dictionary":
      return value.entries.size;
    default:
      return 0;
  }
}

/** Texts one after another, unless that grows beyond what metadata has: then they are not put together at all. */
export function boundedText(run: Run, scope: Scope, at: At, parts: readonly string[], separator = ""): Value {
  const length = parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(parts.length - 1, 0));
  step(run, (Math.min(length, limits.text) >> 6) + (parts.length >> 3));
  return length <= limits.text ? text(parts.join(separator)) : unknown(scope, at, "the text grows too long");
}

export function boundedList(run: Run, scope: Scope, at: At, items: readonly Value[], tuple: boolean): Value {
  step(run, items.length >> 3);
  const value: ListValue = { kind: "list", tuple, items: [...items] };
  return items.length <= limits.items ? value : unknown(scope, at, "the list grows too long");
}

export function boundedSet(run: Run, scope: Scope, at: At, items: readonly Value[]): Value {
  const value = boundedList(run, scope, at, unique(items), false);
  return value.kind === "list" ? { ...value, isSet: true } : value;
}

/** The first of some values that is not known. */
export function firstUnknown(values: readonly Value[]): UnknownValue | undefined {
  return values.find(isUnknown);
}

export function moduleScope(file: string, globals: Map<string, Value>): Scope {
  return { file, globals, locals: undefined, enclosing: undefined, declared: new Map(), isComprehension: false };
}

/** A function's scope. */
export function innerScope(outer: Scope, locals: Map<string, Value>): Scope {
  const { file, globals } = outer;
  return { file, globals, locals, enclosing: outer, declared: new Map(), isComprehension: false };
}

/** @param locals the comprehension's own names */
export function comprehensionScope(outer: Scope, locals: Map<string, Value>): Scope {
  return { ...innerScope(outer, locals), isComprehension: true };
}
