import { parentOf } from "../paths.ts";
import { comprehension } from "./comprehension.ts";
import { decide } from "./decide.ts";
import { callFunction } from "./functions.ts";
import type { Given } from "./given.ts";
import { callMethod, merge, setEntry } from "./methods.ts";
import { builtins, callNative, callSetup, isDefinedHere, itemsOf, nativeConstant } from "./natives.ts";
import { binary, display, isOneUnitEach, isVersionInfo } from "./operators.ts";
import { boundedList, boundedSet, boundedText, charge, type Run, step, unknown } from "./run.ts";
import { bind, lookUp } from "./scope.ts";
import type {
  Argument,
  Binary,
  Call,
  Dictionary,
  Expression,
  FormatString,
  List,
  OpaqueExpression,
  Slice,
} from "./syntax.ts";
import { abandon, leaveExpressionsUnread } from "./unread.ts";
import {
  boolean,
  type DictionaryValue,
  describe,
  dictionary,
  isUnknown,
  none,
  number,
  type Scope,
  text,
  truth,
  type UnknownValue,
  type Value,
} from "./values.ts";

/** What an expression comes to, as far as the archive says it. */
export function evaluate(run: Run, scope: Scope, expression: Expression): Value {
  step(run);
  switch (expression.kind) {
    case "name":
      return nameOf(scope, expression.name) ?? unknown(scope, expression, `\`${expression.name}\` is not defined here`);
    case "constant":
      return constant(expression.value);
    case "format":
      return formatString(run, scope, expression);
    case "list":
    case "tuple":
      return listOf(run, scope, expression);
    case "dictionary":
      return dictionaryOf(run, scope, expression);
    case "binary":
      return binaryOf(run, scope, expression);
    case "unary":
      return unaryOf(scope, expression, expression.operator, evaluate(run, scope, expression.operand));
    case "conditional": {
      const taken = decide(run, scope, evaluate(run, scope, expression.test), expression, [
        expression.consequent,
        expression.alternative,
      ]);
      return typeof taken === "boolean"
        ? evaluate(run, scope, taken ? expression.consequent : expression.alternative)
        : taken;
    }
    case "named": {
      const value = evaluate(run, scope, expression.value);
      bind(scope, expression.target, value);
      return value;
    }
    case "attribute":
      return attribute(run, scope, expression, evaluate(run, scope, expression.object), expression.name);
    case "subscript":
      return subscript(run, scope, expression, evaluate(run, scope, expression.object), expression.index);
    case "slice":
      return slice(run, scope, expression);
    case "call":
      return call(run, scope, expression);
    case "comprehension":
      return comprehension(run, scope, expression);
    case "opaque-expression":
      return leaveOpaque(run, scope, expression);
  }
}

/** What is not read may call something now, or later, when it is called itself. */
function leaveOpaque(run: Run, scope: Scope, expression: OpaqueExpression): UnknownValue {
  const why = unknown(scope, expression, expression.what);
  if (expression.calls !== "later") {
    leaveExpressionsUnread(run, scope, [expression], why);
  }
  return { ...why, reach: { scope, nodes: [expression], wild: false } };
}

function nameOf(scope: Scope, name: string): Value | undefined {
  return lookUp(scope, name) ?? (builtins.has(name) ? { kind: "native", name } : undefined);
}

function constant(value: string | number | boolean | null): Value {
  switch (typeof value) {
    case "string":
      return text(value);
    case "number":
      return number(value);
    case "boolean":
      return boolean(value);
    default:
      return none;
  }
}

function formatString(run: Run, scope: Scope, expression: FormatString): Value {
  const values = expression.parts
    .filter((part) => part !== "")
    .map((part) => (typeof part === "string" ? text(part) : evaluate(run, scope, part)));
  const [first, ...others] = values;
  const cause = values.find(isUnknown);
  if (cause !== undefined) {
    return cause;
  }
  const shown = (first?.kind === "path" ? others : values).map(display);
  if (!shown.every((part) => part !== undefined)) {
    return unknown(scope, expression, "a part of the f-string is neither text nor a number");
  }
  const joined = boundedText(run, scope, expression, shown);
  return first?.kind === "path" ? binary(run, scope, expression, "+", first, joined) : joined;
}

function listOf(run: Run, scope: Scope, expression: List): Value {
  const items = expression.items.flatMap(({ splat, value: item }) => {
    const value = evaluate(run, scope, item);
    charge(run, ...(splat ? [value] : []));
    return splat
      ? (itemsOf(run, scope, item, value) ?? [unknown(scope, item, `\`*\` of ${describe(value)}`)])
      : [value];
  });
  return expression.isSet
    ? boundedSet(run, scope, expression, items)
    : boundedList(run, scope, expression, items, expression.kind === "tuple");
}

function dictionaryOf(run: Run, scope: Scope, expression: Dictionary): Value {
  const result: DictionaryValue = dictionary();
  for (const { key, value: item } of expression.entries) {
    const value = evaluate(run, scope, item);
    const name = key && evaluate(run, scope, key);
    charge(run, value);
    if (name === undefined) {
      merge(scope, item, result, value);
    } else {
      setEntry(scope, item, result, name, value);
    }
  }
  return result;
}

function binaryOf(run: Run, scope: Scope, expression: Binary): Value {
  const left = evaluate(run, scope, expression.left);
  if (expression.operator === "and" || expression.operator === "or") {
    const taken = decide(run, scope, left, expression, [expression.right]);
    if (typeof taken !== "boolean") {
      return taken;
    }
    return taken === (expression.operator === "or") ? left : evaluate(run, scope, expression.right);
  }
  const right = evaluate(run, scope, expression.right);
  const operands = [left, right];
  abandon(run, operands.filter(isDefinedHere), unknown(scope, expression, "the operator is not followed"));
  if (expression.operator === "|" && left.kind === "dictionary") {
    const both: DictionaryValue = { kind: "dictionary", entries: new Map(left.entries), rest: left.rest };
    merge(scope, expression, both, right);
    return both;
  }
  return binary(run, scope, expression, expression.operator, left, right);
}

function unaryOf(scope: Scope, at: Expression, operator: string, operand: Value): Value {
  if (isUnknown(operand)) {
    return operand;
  }
  if (operator === "not") {
    const value = truth(operand);
    return value === undefined ? unknown(scope, at, "the condition is not known") : boolean(!value);
  }
  return operator === "-" && operand.kind === "number"
    ? number(-operand.value)
    : unknown(scope, at, `\`${operator}\` of ${describe(operand)} is not evaluated`);
}

function attribute(run: Run, scope: Scope, at: Expression, object: Value, name: string): Value {
  switch (object.kind) {
    case "unknown":
      return object;
    case "module":
      return object.globals.get(name) ?? unknown(scope, at, `\`${object.path}\` does not define \`${name}\``);
    case "native": {
      const full = `${object.name}.${name}`;
      return nativeConstant(run, full) ?? { kind: "native", name: full };
    }
    case "path":
      if (name === "parent") {
        return { kind: "path", path: parentOf(object.path) };
      }
      return name === "name"
        ? text(object.path.slice(object.path.lastIndexOf("/") + 1))
        : { kind: "method", object, name };
    case "list": {
      const part = isVersionInfo(object) ? ["major", "minor"].indexOf(name) : -1;
      return object.items[part] ?? { kind: "method", object, name };
    }
    default:
      return { kind: "method", object, name };
  }
}

function subscript(run: Run, scope: Scope, at: Expression, object: Value, indexExpression: Expression): Value {
  const index = evaluate(run, scope, indexExpression);
  charge(run, object);
  const cause = [object, index].find(isUnknown);
  if (cause !== undefined) {
    return { ...cause, among: [object] };
  }
  if (object.kind === "dictionary" && index.kind === "text") {
    return (
      object.entries.get(index.value) ??
      object.rest ??
      unknown(scope, at, `there is no key ${JSON.stringify(index.value)}`)
    );
  }
  if (object.kind === "text" && index.kind === "number" && isOneUnitEach(object.value)) {
    const character = object.value.at(index.value);
    return character === undefined ? unknown(scope, at, "there is no such character") : text(character);
  }
  if (object.kind === "list" && index.kind === "number" && !object.isSet) {
    const position = index.value < 0 ? object.items.length + index.value : index.value;
    const counted = index.value < 0 ? object.items.slice(position) : object.items.slice(0, position + 1);
    return counted.find(isUnknown) ?? object.items[position] ?? unknown(scope, at, "there is no such item");
  }
  return unknown(scope, at, `an item of ${describe(object)} is not evaluated`);
}

function slice(run: Run, scope: Scope, expression: Slice): Value {
  const object = evaluate(run, scope, expression.object);
  charge(run, object);
  const [from, to] = [expression.from, expression.to].map((bound) => bound && evaluate(run, scope, bound));
  if (isUnknown(object)) {
    return object;
  }
  const [start, end] = [from ?? number(0), to];
  if (start.kind !== "number" || (end !== undefined && end.kind !== "number")) {
    return unknown(scope, expression, "the bounds of a slice are not known");
  }
  if (object.kind === "text" && isOneUnitEach(object.value)) {
    return text(object.value.slice(start.value, end?.value));
  }
  if (object.kind !== "list" || object.isSet) {
    return unknown(scope, expression, `a slice of ${describe(object)} is not evaluated`);
  }
  // What comes before an unknown item can be counted from the front.
  const countable = object.items.findIndex(isUnknown);
  const last = end?.value ?? Number.POSITIVE_INFINITY;
  return countable === -1 || (start.value >= 0 && last >= 0 && last <= countable)
    ? boundedList(run, scope, expression, object.items.slice(start.value, end?.value), object.tuple)
    : unknown(scope, expression, "a slice of a list that is not wholly known");
}

function call(run: Run, scope: Scope, expression: Call): Value {
  const { callee } = expression;
  const target = evaluate(run, scope, callee);
  const given = argumentsOf(run, scope, expression);
  switch (target.kind) {
    case "native":
      return callNative(run, scope, target.name, given);
    case "method":
      return callMethod(run, scope, target.object, target.name, given);
    case "function":
      return callFunction(run, scope, target, given);
    default: {
      const name = callee.kind === "name" || callee.kind === "attribute" ? callee.name : "";
      return name === "setup" && isUnknown(target)
        ? callSetup(run, scope, given)
        : callMethod(run, scope, target, "__call__", given);
    }
  }
}

function argumentsOf(run: Run, scope: Scope, { arguments: args, line }: Call): Given {
  let inOrder: Value[] = [];
  // Where the first stands of which it is not known how many it is.
  let many = Number.POSITIVE_INFINITY;
  const named = new Map<string, Value>();
  let namedRest: UnknownValue | undefined;
  for (const argument of args) {
    const value = evaluate(run, scope, argument.value);
    charge(run, value);
    if (argument.splat === "*") {
      const items = itemsOf(run, scope, argument.value, value) ?? [splatProblem(scope, argument, value)];
      const at = items.findIndex(isUnknown);
      many = Math.min(many, at === -1 ? many : inOrder.length + at);
      inOrder = [...inOrder, ...items];
      step(run, inOrder.length >> 3);
    } else if (argument.splat === "**") {
      const given = value.kind === "dictionary" ? value : undefined;
      for (const [key, item] of given?.entries ?? []) {
        named.set(key, item);
      }
      namedRest ??= given ? given.rest : splatProblem(scope, argument, value);
    } else if (argument.name !== undefined) {
      named.set(argument.name, value);
    } else {
      inOrder.push(value);
    }
  }
  const [positional, tail] = [inOrder.slice(0, many), inOrder.slice(many)];
  return { positional, tail, named, namedRest, rest: tail.find(isUnknown) ?? namedRest, line };
}

function splatProblem(scope: Scope, { splat, value: at }: Argument, value: Value): UnknownValue {
  return isUnknown(value) ? value : unknown(scope, at, `\`${splat}\` of ${describe(value)} in a call is not read`);
}
