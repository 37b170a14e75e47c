import { type Moment, mayJump, type Nodes, type Touched, touchedBy, touchedByCall } from "./names.ts";
import { setupCall } from "./parse-expression.ts";
import { innerScope, type Outcome, type Run, step } from "./run.ts";
import { bind, lookUp } from "./scope.ts";
import type { Block, Expression } from "./syntax.ts";
import { type FunctionValue, forget, type Scope, type UnknownValue, type Value } from "./values.ts";

/**
 * For statements that may run or not: what they bind is unknown from here on, and so is the content of the lists and
 * dictionaries that they mention, also through the functions that they call.
 */
export function leaveUnread(run: Run, scope: Scope, block: Block, why: UnknownValue): Outcome | undefined {
  touch(run, scope, block, why, "runs", new Set());
  return mayJump(block) ? { kind: "maybe", why } : undefined;
}

/** The same for expressions, where only calls and `:=` change anything. Returns whether there are any. */
export function leaveExpressionsUnread(
  run: Run,
  scope: Scope,
  expressions: readonly Expression[],
  why: UnknownValue,
): boolean {
  const { binds, calls, size } = touchedBy(expressions, "runs");
  step(run, size >> 3);
  const isLeft = calls || binds.size > 0;
  if (isLeft) {
    touch(run, scope, expressions, why, "runs", new Set());
  }
  return isLeft;
}

/**
 * For values that something which is not followed was given: it may change what is in them, and call them. Of modules it
 * may set names.
 */
export function abandon(run: Run, values: Iterable<Value>, why: UnknownValue): void {
  const done = new Set<unknown>();
  for (const value of values) {
    reachInto(run, value, why, done);
    if (value.kind === "module") {
      forgetAll(run, value.globals, why);
    }
  }
}

/** Something that was not followed may have bound any name of the module. */
export function forgetNames(run: Run, { globals }: Scope, why: UnknownValue): void {
  forgetAll(run, globals, why);
}

function forgetAll(run: Run, globals: Map<string, Value>, why: UnknownValue): void {
  for (const [name, value] of globals) {
    step(run, forget(value, why).size);
    const reach = value.kind === "function" ? reachOf(value) : value.kind === "unknown" ? value.reach : undefined;
    globals.set(name, reach ? { ...why, reach } : why);
  }
}

function reachOf({ definedIn, definition }: FunctionValue): UnknownValue["reach"] {
  return { scope: definedIn, nodes: [definition], wild: false };
}

/** Forgets what a value holds, and what may be changed by calling it. */
function reachInto(run: Run, value: Value, why: UnknownValue, done: Set<unknown>): void {
  const reached = forget(value, why);
  step(run, reached.size);
  for (const next of reached) {
    if (next.kind === "function" && !done.has(next.definition)) {
      done.add(next.definition);
      const touched = touchedByCall(next.definition, "runs");
      apply(run, innerScope(next.definedIn, new Map()), touched, why, undefined, done);
    } else if (next.kind === "unknown" && next.reach !== undefined && !done.has(next.reach.nodes)) {
      done.add(next.reach.nodes);
      touch(run, next.reach.scope, next.reach.nodes, why, "later", done);
    }
  }
}

function touch(run: Run, scope: Scope, nodes: Nodes, why: UnknownValue, moment: Moment, done: Set<unknown>): void {
  const first = touchedBy(nodes, moment);
  const wild = first.wild || [...first.bases].some((name) => isWild(lookUp(scope, name)));
  const touched = wild && moment === "runs" ? touchedBy(nodes, "all") : first;
  if (wild) {
    for (const name of touched.bases) {
      reachName(run, scope, name, why, done);
    }
  }
  apply(run, scope, touched, why, touched.defines ? { scope, nodes, wild } : undefined, done);
}

function isWild(value: Value | undefined): boolean {
  return value?.kind === "unknown" && value.reach?.wild === true;
}

function apply(
  run: Run,
  scope: Scope,
  { binds, globals, mentions, attributes, everything, size }: Touched,
  why: UnknownValue,
  reach: UnknownValue["reach"],
  done: Set<unknown>,
): void {
  step(run, size >> 3);
  if (mentions.has(setupCall)) {
    run.setupCalls.push({ arguments: new Map(), rest: why, file: why.file, line: why.line });
  }
  if (everything) {
    forgetNames(run, scope, why);
  }
  for (const name of attributes) {
    const value = lookUp(scope, name);
    if (value?.kind === "module") {
      forgetAll(run, value.globals, why);
    }
  }
  for (const name of mentions) {
    step(run);
    reachName(run, scope, name, why, done);
  }
  const bound = reach ? { ...why, reach } : why;
  for (const name of globals) {
    scope.globals.set(name, bound);
  }
  for (const name of binds) {
    bind(scope, name, bound);
  }
}

function reachName(run: Run, scope: Scope, name: string, why: UnknownValue, done: Set<unknown>): void {
  const value = lookUp(scope, name);
  if (value !== undefined) {
    reachInto(run, value, why, done);
  }
}
