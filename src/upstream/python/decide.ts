import { type Run, unknown } from "./run.ts";
import type { Expression } from "./syntax.ts";
import { leaveExpressionsUnread } from "./unread.ts";
import { isUnknown, type Scope, truth, type UnknownValue, type Value } from "./values.ts";

/**
 * Whether a condition holds; or the reason why that is not known, and then what hangs on it is left unread: calls in it
 * may have changed lists.
 */
export function decide(
  run: Run,
  scope: Scope,
  condition: Value,
  at: Expression,
  dependent: readonly Expression[],
): boolean | UnknownValue {
  const taken = truth(condition);
  if (taken !== undefined) {
    return taken;
  }
  const why = isUnknown(condition) ? condition : unknown(scope, at, "the condition is not known");
  const isLeft = leaveExpressionsUnread(run, scope, dependent, why);
  // It may be any of them, and change under another name.
  return isLeft ? why : { ...why, among: [condition, ...dependent.map((one) => run.evaluate(run, scope, one))] };
}
