import type { Given } from "./natives.ts";
import { limits, type Run, step, unknown } from "./run.ts";
import { dictionary, type FunctionValue, list, none, type Scope, type Value } from "./values.ts";

/** Calls a function that is written in the archive. */
export function callFunction(run: Run, scope: Scope, called: FunctionValue, given: Given): Value {
  const { definition, module } = called;
  step(run, (module.locals?.size ?? 0) >> 3);
  if (run.depth >= limits.depth) {
    return unknown(scope, given, `\`${definition.name}()\` calls itself, or calls go too deep`);
  }
  const locals = parametersOf(run, called, given);
  if (locals === undefined) {
    return unknown(scope, given, `what \`${definition.name}()\` is called with does not fit`);
  }
  run.depth++;
  const result = run.execute(run, { ...module, locals, declaredGlobal: new Set() }, definition.body);
  run.depth--;
  return result ?? none;
}

/** A function's names as a call begins; undefined where the arguments do not fit the parameters. */
function parametersOf(run: Run, { definition, module }: FunctionValue, given: Given): Map<string, Value> | undefined {
  const locals = new Map<string, Value>(module.locals ?? []);
  const positional = [...given.positional];
  const named = new Map(given.named);
  for (const { name, splat, default: fallback } of definition.parameters) {
    if (splat === "*") {
      locals.set(name, list(positional.splice(0), true));
    } else if (splat === "**") {
      locals.set(name, dictionary(named));
      named.clear();
    } else {
      const value =
        positional.shift() ?? named.get(name) ?? given.rest ?? (fallback && run.evaluate(run, module, fallback));
      if (value === undefined) {
        return undefined;
      }
      named.delete(name);
      locals.set(name, value);
    }
  }
  return positional.length === 0 && named.size === 0 ? locals : undefined;
}
