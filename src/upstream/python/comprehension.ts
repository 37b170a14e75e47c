import { assign } from "./assign.ts";
import { decide } from "./decide.ts";
import { merge, setEntry } from "./methods.ts";
import { itemsOf } from "./natives.ts";
import { boundedList, boundedSet, comprehensionScope, innerScope, type Run, step, unknown } from "./run.ts";
import type { Comprehension, Expression } from "./syntax.ts";
import { leaveExpressionsUnread } from "./unread.ts";
import { describe, dictionary, isUnknown, once, type Scope, type UnknownValue, type Value } from "./values.ts";

/** `[item for target in iterable if condition]` and the like. */
export function comprehension(run: Run, scope: Scope, expression: Comprehension): Value {
  const { key, item, clauses, isSet } = expression;
  const results: Value[] = [];
  const entries = dictionary();
  const addUnknown = (why: UnknownValue) =>
    key === undefined ? results.push(why) : merge(scope, expression, entries, why);
  const inside = (around: Scope, depth: number): void => {
    const clause = clauses[depth];
    if (clause === undefined) {
      if (key === undefined) {
        results.push(run.evaluate(run, around, item));
      } else {
        setEntry(scope, expression, entries, run.evaluate(run, around, key), run.evaluate(run, around, item));
      }
      return;
    }
    // What may run for each item.
    const inner = clauses.slice(depth + 1).flatMap(({ iterable, conditions }) => [iterable, ...conditions]);
    const dependent = [...inner, ...(key ? [key] : []), item];
    const leave = (why: UnknownValue, expressions: readonly Expression[]) => {
      leaveExpressionsUnread(run, around, expressions, why);
      addUnknown(why);
    };
    const iterable = run.evaluate(run, around, clause.iterable);
    const found = itemsOf(run, scope, expression, iterable) ?? [
      unknown(scope, expression, `a loop over ${describe(iterable)} is not followed`),
    ];
    for (const value of [...found]) {
      step(run);
      if (isUnknown(value)) {
        leave(value, [...clause.conditions, ...dependent]);
        continue;
      }
      const locals = new Map<string, Value>();
      assign(run, innerScope(around, locals), clause.target, value);
      const within = comprehensionScope(around, locals);
      const taken = allHold(run, within, clause.conditions, dependent);
      if (taken === true) {
        inside(within, depth + 1);
      } else if (taken !== false) {
        addUnknown(taken);
      }
    }
  };
  inside(scope, 0);
  if (key !== undefined) {
    return entries;
  }
  if (isSet) {
    return boundedSet(run, scope, expression, results);
  }
  const all = boundedList(run, scope, expression, results, false);
  return expression.isGenerator ? once(all) : all;
}

/** Whether all conditions hold, or why that is not known. */
function allHold(
  run: Run,
  scope: Scope,
  conditions: readonly Expression[],
  dependent: readonly Expression[],
): boolean | UnknownValue {
  for (const [index, condition] of conditions.entries()) {
    const others = [...conditions.slice(index + 1), ...dependent];
    const taken = decide(run, scope, run.evaluate(run, scope, condition), condition, others);
    if (taken !== true) {
      return taken;
    }
  }
  return true;
}
