import type { Binary } from "../syntax.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluator.ts";
import { appendPath } from "./paths.ts";
import { knownText, string } from "./text.ts";
import { boolean, list, type SetValue, set, Thunk, type Unknown, unknown, type Value } from "./value.ts";

export function binary(evaluator: Evaluator, expression: Binary, environment: Environment): Value {
  const left = evaluator.delay(expression.left, environment);
  const right = evaluator.delay(expression.right, environment);
  switch (expression.operator) {
    case "+":
      return plus(evaluator, left, right);
    case "++":
      return concatenate(left, right);
    case "//":
      return update(left.force(), right.force());
    case "==":
      return equal(left.force(), right.force());
    case "!=": {
      const same = equal(left.force(), right.force());
      return same.kind === "boolean" ? boolean(!same.value) : same;
    }
    case "&&":
      return logical(left, right, false);
    case "||":
      return logical(left, right, true);
    case "->": {
      const condition = left.force();
      if (condition.kind === "boolean" && !condition.value) return boolean(true);
      return condition.kind === "boolean" ? right.force() : unknown();
    }
    default:
      return arithmetic(expression.operator, left.force(), right.force());
  }
}

/** One of two values, and it is not known which. */
export function either(first: Thunk, second: Thunk): Value {
  const [one, other] = [first.force(), second.force()];
  if (one.kind === "set" && other.kind === "set" && isPlain(one) && isPlain(other)) {
    const attributes = new Map(one.attributes);
    for (const [name, thunk] of other.attributes) {
      const twin = attributes.get(name);
      attributes.set(name, twin === undefined ? thunk : Thunk.of(unknown([twin, thunk], name)));
    }
    return set(attributes, { optional: true });
  }
  if (one.kind === "list" && other.kind === "list") return list([...one.items, ...other.items], false);
  return unknown([first, second]);
}

function isPlain(value: SetValue): boolean {
  return value.rest === undefined && value.derivation === undefined && !value.scope;
}

function plus(evaluator: Evaluator, left: Thunk, right: Thunk): Value {
  const first = left.force();
  const second = right.force();
  if (first.kind === "number" && second.kind === "number") return { kind: "number", value: first.value + second.value };
  if (first.kind === "path") {
    const text = knownText(second);
    return {
      kind: "path",
      path: first.path === undefined || text === undefined ? undefined : appendPath(first.path, text),
    };
  }
  const isText = (value: Value) => value.kind === "string" || (value.kind === "set" && value.derivation !== undefined);
  if (!isText(first) && !isText(second)) return unknown([left, right]);
  return string([...evaluator.coerce(left), ...evaluator.coerce(right)]);
}

/** `++`: the items of both; what is not a list stands for items that are not known. */
function concatenate(left: Thunk, right: Thunk): Value {
  const [first, second] = [left.force(), right.force()];
  const items = (value: Value, thunk: Thunk) => (value.kind === "list" ? value.items : [thunk]);
  const exact = first.kind === "list" && second.kind === "list" && first.exact && second.exact;
  return list([...items(first, left), ...items(second, right)], exact);
}

/** `//` */
export function update(left: Value, right: Value): Value {
  if (right.kind !== "set") {
    if (left.kind !== "set") return unknown([Thunk.of(left), Thunk.of(right)]);
    return set(uncertain(left), { rest: unknown([Thunk.of(right)]), derivation: left.derivation });
  }
  if (left.kind !== "set") {
    if (right.optional) return unknown([Thunk.of(left), Thunk.of(right)]);
    const rest = left.kind === "unknown" ? left : unknown([Thunk.of(left)]);
    return set(right.attributes, { rest, derivation: right.derivation });
  }
  const attributes = right.rest || right.derivation ? uncertain(left) : new Map(left.attributes);
  const rests = [left.rest, right.rest].flatMap((rest) => (rest === undefined ? [] : [Thunk.of(rest)]));
  for (const [name, thunk] of right.attributes) {
    const replaced = attributes.get(name);
    if (!right.optional) attributes.set(name, thunk);
    else if (replaced !== undefined) attributes.set(name, Thunk.of(unknown([replaced, thunk], name), thunk.origin));
    else rests.push(thunk);
  }
  return set(attributes, {
    rest: joined(rests),
    optional: left.optional,
    // What is merged into a derivation leaves it what it is; a derivation merged into a set is one.
    derivation: right.derivation ?? left.derivation,
    scope: left.scope || right.scope,
  });
}

/** Several things of which nothing is known; one stays what it is. */
function joined(rests: readonly Thunk[]): Unknown | undefined {
  const [first, ...others] = rests;
  if (first === undefined) return undefined;
  const only = others.length === 0 ? first.force() : undefined;
  return only?.kind === "unknown" ? only : unknown(rests);
}

/** Whatever is merged into a set may replace any of its attributes, if it is not known which it has. */
function uncertain({ attributes }: SetValue): Map<string, Thunk> {
  return new Map([...attributes].map(([name, thunk]) => [name, Thunk.of(unknown([thunk], name), thunk.origin)]));
}

function equal(left: Value, right: Value): Value {
  if (left.kind === "unknown" || right.kind === "unknown") return unknown();
  const [first, second] = [knownText(left), knownText(right)];
  if (first !== undefined && second !== undefined) return boolean(first === second);
  if (left.kind === "null" || right.kind === "null") return boolean(left.kind === right.kind);
  if (left.kind === "boolean" && right.kind === "boolean") return boolean(left.value === right.value);
  if (left.kind === "number" && right.kind === "number") return boolean(left.value === right.value);
  return unknown();
}

/** `&&` and `||`: `decisive` is the value of the left that decides alone. */
function logical(left: Thunk, right: Thunk, decisive: boolean): Value {
  const first = left.force();
  if (first.kind === "boolean") return first.value === decisive ? first : right.force();
  const second = right.force();
  return second.kind === "boolean" && second.value === decisive ? second : unknown();
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (left.kind !== "number" || right.kind !== "number") return unknown();
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case "-":
      return { kind: "number", value: a - b };
    case "*":
      return { kind: "number", value: a * b };
    case "<":
      return boolean(a < b);
    case "<=":
      return boolean(a <= b);
    case ">":
      return boolean(a > b);
    case ">=":
      return boolean(a >= b);
    default:
      return unknown();
  }
}
