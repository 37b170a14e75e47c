import { mayJump } from "./jumps.ts";
import { type Moment, type Nodes, type Touched, touchedBy, touchedByCall } from "./names.ts";
import { setupCall } from "./parse-expression.ts";
import { innerScope, type Outcome, type Run, step } from "./run.ts";
import { bind, lookUp } from "./scope.ts";
import type { Block, Expression } from "./syntax.ts";
import { type FunctionValue, forget, isShared, type Scope, type UnknownValue, type Value } from "./values.ts";

/**
 * For statements that may run or not: what they bind is unknown from here on, and so is the content of the lists and
 * dictionaries that they mention, also through the functions that they call.
 */
export function leaveUnread(run: Run, scope: Scope, block: Block, why: UnknownValue): Outcome | undefined {
  settle(run, why, (reaching) => touch(reaching, scope, block, "runs"));
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
    settle(run, why, (reaching) => touch(reaching, scope, expressions, "runs"));
  }
  return isLeft;
}

/**
 * For values that something which is not followed was given: it may change what is in them, and call them. Of modules it
 * may set names.
 */
export function abandon(run: Run, values: Iterable<Value>, why: UnknownValue): void {
  settle(run, why, ({ open }) => {
    for (const value of values) {
      open.push(value);
      if (value.kind === "module") {
        forgetAll(run, value.globals, why);
      }
    }
  });
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

/** What is found on the way through what may have run. */
interface Reaching {
  readonly run: Run;
  readonly why: UnknownValue;
  /** Values whose contents may have changed, and that may have been called. */
  readonly open: Value[];
  /** Names that may have been bound. They are bound when all is found: until then they lead to what they were. */
  readonly bindings: (() => void)[];
}

/** Forgets what values hold, and what may be changed by calling them. Not by recursion: calls may form long chains. */
function settle(run: Run, why: UnknownValue, begin: (reaching: Reaching) => void): void {
  const reaching: Reaching = { run, why, open: [], bindings: [] };
  const done = new Set<unknown>();
  begin(reaching);
  for (let value = reaching.open.pop(); value !== undefined; value = reaching.open.pop()) {
    const reached = forget(value, why);
    step(run, reached.size);
    for (const next of reached) {
      if (next.kind === "function" && !done.has(next.definition)) {
        done.add(next.definition);
        const scope = innerScope(next.definedIn, new Map());
        apply(reaching, scope, touchedByCall(next.definition, "runs"), undefined);
      } else if (next.kind === "unknown" && next.reach !== undefined && !done.has(next.reach.nodes)) {
        done.add(next.reach.nodes);
        touch(reaching, next.reach.scope, next.reach.nodes, "later");
      }
    }
  }
  for (const bindName of reaching.bindings) {
    bindName();
  }
}

function touch(reaching: Reaching, scope: Scope, nodes: Nodes, moment: Moment): void {
  const first = touchedBy(nodes, moment);
  const wild = first.wild || [...first.bases].some((name) => isWild(lookUp(scope, name)));
  const touched = wild && moment === "runs" ? touchedBy(nodes, "all") : first;
  if (wild) {
    reachNames(reaching, scope, touched.bases);
  }
  apply(reaching, scope, touched, touched.defines ? { scope, nodes, wild } : undefined);
}

function isWild(value: Value | undefined): boolean {
  return value?.kind === "unknown" && value.reach?.wild === true;
}

function apply(
  reaching: Reaching,
  scope: Scope,
  { binds, globals, mentions, attributes, everything, size }: Touched,
  reach: UnknownValue["reach"],
): void {
  const { run, why, bindings } = reaching;
  step(run, size >> 3);
  if (mentions.has(setupCall)) {
    run.setupCalls.push({ arguments: new Map(), rest: why, file: why.file, line: why.line });
  }
  reachNames(reaching, scope, mentions);
  const bound = reach ? { ...why, reach } : why;
  // It may also be what it was.
  const orElse = (old: Value | undefined) => (old && isShared(old) ? { ...bound, among: [old] } : bound);
  bindings.push(() => {
    if (everything) {
      forgetNames(run, scope, why);
    }
    for (const name of attributes) {
      const value = lookUp(scope, name);
      if (value?.kind === "module") {
        forgetAll(run, value.globals, why);
      }
    }
    for (const name of globals) {
      scope.globals.set(name, orElse(scope.globals.get(name)));
    }
    for (const name of binds) {
      bind(scope, name, orElse(lookUp(scope, name)));
    }
  });
}

function reachNames({ run, open }: Reaching, scope: Scope, names: ReadonlySet<string>): void {
  for (const name of names) {
    const value = lookUp(scope, name);
    step(run);
    if (value !== undefined) {
      open.push(value);
    }
  }
}
