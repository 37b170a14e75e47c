import { allGiven, type Given } from "./given.ts";
import { innerScope, limits, type Run, unknown } from "./run.ts";
import type { FunctionDefinition } from "./syntax.ts";
import { abandon } from "./unread.ts";
import { dictionary, type FunctionValue, list, none, type Scope, type Value } from "./values.ts";

export function defineFunction(run: Run, scope: Scope, definition: FunctionDefinition): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const { name, default: expression } of definition.parameters) {
    if (expression !== undefined) {
      defaults.set(name, run.evaluate(run, scope, expression));
    }
  }
  return { kind: "function", definition, defaults, definedIn: scope };
}

/** Calls a function that is written in the archive. */
export function callFunction(run: Run, scope: Scope, called: FunctionValue, given: Given): Value {
  const { definition, definedIn } = called;
  const locals = parametersOf(called, given);
  if (run.depth >= limits.depth || locals === undefined) {
    const why =
      locals === undefined
        ? unknown(scope, given, `what \`${definition.name}()\` is called with does not fit`)
        : unknown(scope, given, `\`${definition.name}()\` calls itself, or calls go too deep`);
    abandon(run, [called, ...allGiven(given)], why);
    return why;
  }
  run.depth++;
  const outcome = run.execute(run, innerScope(definedIn, locals), definition.body);
  run.depth--;
  return outcome?.kind === "return" ? outcome.value : outcome?.kind === "maybe" ? outcome.why : none;
}

/** A function's names as a call begins; undefined where the arguments do not fit the parameters. */
function parametersOf({ definition, defaults }: FunctionValue, given: Given): Map<string, Value> | undefined {
  const locals = new Map<string, Value>();
  const positional = [...given.positional];
  const named = new Map(given.named);
  // What a parameter is where only something unknown may have given it.
  let rest: Value | undefined = given.tail[0] ?? given.namedRest;
  for (const { name, splat } of definition.parameters) {
    if (splat === "*") {
      locals.set(name, list([...positional.splice(0), ...given.tail], true));
      // The parameters after it are given by name.
      rest = given.namedRest;
    } else if (splat === "**") {
      locals.set(name, { ...dictionary(named), rest: given.namedRest });
      named.clear();
    } else {
      const value = positional.shift() ?? named.get(name) ?? rest ?? defaults.get(name);
      if (value === undefined) {
        return undefined;
      }
      named.delete(name);
      locals.set(name, value);
    }
  }
  return positional.length === 0 && named.size === 0 ? locals : undefined;
}
