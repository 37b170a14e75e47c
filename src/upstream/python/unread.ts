import { bind, lookUp } from "./assign.ts";
import { mayReturn, touchedBy } from "./names.ts";
import { setupCall } from "./parse-expression.ts";
import { innerScope, type Run, step } from "./run.ts";
import type { Block, Expression } from "./syntax.ts";
import { forget, type Scope, type UnknownValue, type Value } from "./values.ts";

/**
 * For statements that may run or not: what they bind is unknown from here on, and so is the content of the lists and
 * dictionaries that they mention, also through the functions that they call. Returns the reason where they may return.
 */
export function leaveUnread(run: Run, scope: Scope, block: Block, why: UnknownValue): Value | undefined {
  touch(run, scope, block, why, new Set());
  return mayReturn(block) ? why : undefined;
}

/** The same for expressions, where only calls and `:=` change anything. */
export function leaveExpressionsUnread(
  run: Run,
  scope: Scope,
  expressions: readonly Expression[],
  why: UnknownValue,
): void {
  const { binds, calls } = touchedBy(expressions);
  if (calls || binds.size > 0) {
    touch(run, scope, expressions, why, new Set());
  }
}

function touch(
  run: Run,
  scope: Scope,
  nodes: Parameters<typeof touchedBy>[0],
  why: UnknownValue,
  functions: Set<string>,
): void {
  const { binds, mentions, size } = touchedBy(nodes);
  step(run, size >> 3);
  if (mentions.has(setupCall)) {
    run.setupCalls.push({ arguments: new Map(), rest: why, file: why.file, line: why.line });
  }
  for (const name of mentions) {
    const value = lookUp(scope, name);
    step(run);
    if (value?.kind === "function" && !functions.has(name)) {
      functions.add(name);
      touchOutside(run, value.definedIn, value.definition.body, why, functions);
    } else if (value !== undefined) {
      step(run, forget(value, why));
    }
  }
  for (const name of binds) {
    bind(scope, name, why);
  }
}

/** A function that may have been called: its own names do not matter, those that it declares to be of outside do. */
function touchOutside(run: Run, definedIn: Scope, body: Block, why: UnknownValue, functions: Set<string>): void {
  const scope = innerScope(definedIn, new Map());
  for (const statement of body) {
    if (statement.kind === "declaration") {
      for (const name of statement.names) {
        scope.declared.set(name, statement.scope);
      }
    }
  }
  touch(run, scope, body, why, functions);
}
