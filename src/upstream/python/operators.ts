import type { PythonVersion } from "../../flox/python-version.ts";
import { joinPath } from "../paths.ts";
import { onAllSystems } from "./platforms.ts";
import { boundedList, boundedSet, boundedText, charge, type Run, unknown } from "./run.ts";
import { boolean, describe, isUnknown, type ListValue, number, type Scope, type Value } from "./values.ts";

interface At {
  readonly line: number;
}

/** `left operator right` for everything but `and` and `or`. */
export function binary(run: Run, scope: Scope, at: At, operator: string, left: Value, right: Value): Value {
  if (operator === "+" && left.kind === "list") {
    return addLists(run, scope, at, left, right);
  }
  if (operator === "+" && isUnknown(left) && right.kind === "list") {
    return boundedList(run, scope, at, [left, ...right.items], right.tuple);
  }
  if (isUnknown(left) || isUnknown(right)) {
    return isUnknown(left) ? left : right;
  }
  if (
    left.kind === "list" &&
    right.kind === "list" &&
    left.isSet &&
    right.isSet &&
    (operator === "|" || operator === "-")
  ) {
    return ofSets(run, scope, at, operator, left, right);
  }
  charge(run, left, right);
  const compared = compare(operator, left, right, { stepsLeft: comparisonLimit });
  if (compared !== undefined) {
    return compared === "undecided" ? unknown(scope, at, "the comparison cannot be decided") : boolean(compared);
  }
  return arithmetic(run, scope, at, operator, left, right) ?? notDone(scope, at, operator, left, right);
}

function notDone(scope: Scope, at: At, operator: string, left: Value, right: Value): Value {
  return unknown(scope, at, `\`${operator}\` of ${describe(left)} and ${describe(right)} is not evaluated`);
}

/** What of a sum of lists is known stays known. */
function addLists(run: Run, scope: Scope, at: At, left: ListValue, right: Value): Value {
  const items = right.kind === "list" ? right.items : isUnknown(right) ? [right] : undefined;
  return items === undefined
    ? notDone(scope, at, "+", left, right)
    : boundedList(run, scope, at, [...left.items, ...items], left.tuple);
}

function ofSets(run: Run, scope: Scope, at: At, operator: "|" | "-", left: ListValue, right: ListValue): Value {
  if (operator === "|") {
    return boundedSet(run, scope, at, [...left.items, ...right.items]);
  }
  const texts = (set: ListValue) => set.items.flatMap((item) => (item.kind === "text" ? item.value : []));
  const gone = new Set(texts(right));
  return texts(left).length === left.items.length && gone.size === right.items.length
    ? boundedSet(
        run,
        scope,
        at,
        left.items.filter((item) => item.kind !== "text" || !gone.has(item.value)),
      )
    : notDone(scope, at, operator, left, right);
}

function arithmetic(run: Run, scope: Scope, at: At, operator: string, left: Value, right: Value): Value | undefined {
  if (left.kind === "text" && right.kind === "text" && operator === "+") {
    return boundedText(run, scope, at, [left.value, right.value]);
  }
  if (left.kind === "path" && right.kind === "text") {
    if (operator === "/") {
      return pathValue(scope, at, joinPath(left.path, right.value));
    }
    return operator === "+" ? appended(scope, at, left.path, right.value) : undefined;
  }
  if (left.kind === "number" && right.kind === "number") {
    const results: Readonly<Record<string, number>> = {
      "+": left.value + right.value,
      "-": left.value - right.value,
      "*": left.value * right.value,
    };
    const result = results[operator];
    return result !== undefined && Number.isSafeInteger(result) ? number(result) : undefined;
  }
  if (left.kind === "text" && operator === "%") {
    return percent(run, scope, at, left.value, right);
  }
  return undefined;
}

/** A folder that was taken as text, with more behind it: `folder + "/"` is gone on from. */
function appended(scope: Scope, at: At, path: string, more: string): Value {
  const joined = joinPath("", path + more);
  return pathValue(scope, at, more.endsWith("/") && joined !== undefined ? `${joined}/` : joined);
}

export function pathValue(scope: Scope, at: At, path: string | undefined): Value {
  return path === undefined ? unknown(scope, at, "the path is not one in the archive") : { kind: "path", path };
}

/** `"%s" % value`, `"%s-%d" % (a, b)` and `"%(a)s" % {"a": value}`; other conversions are not done. */
function percent(run: Run, scope: Scope, at: At, format: string, right: Value): Value | undefined {
  const names = right.kind === "dictionary" && right.rest === undefined ? right.entries : undefined;
  const values = right.kind === "list" && right.tuple ? [...right.items] : names ? [] : [right];
  const parts: string[] = [];
  for (const [piece, name, conversion] of format.matchAll(/%(?:\(([^()]*)\))?(.?)|[^%]+/gs)) {
    if (!piece.startsWith("%") || piece === "%%") {
      parts.push(piece === "%%" ? "%" : piece);
      continue;
    }
    const value = name === undefined ? values.shift() : names?.get(name);
    if (value !== undefined && isUnknown(value)) {
      return value;
    }
    const isDone = conversion === "s" || (conversion === "d" && value?.kind === "number");
    const shown = isDone && value ? display(value) : undefined;
    if (shown === undefined) {
      return undefined;
    }
    parts.push(shown);
  }
  return values.length === 0 ? boundedText(run, scope, at, parts) : undefined;
}

/**
 * Whether Python counts and orders the characters of a text as JavaScript does: not those that take two units, such as
 * emoji.
 */
export function isOneUnitEach(value: string): boolean {
  return !/[\ud800-\udfff]/.test(value);
}

/** What `str()` makes of a value; undefined where it is not text, a number, a truth value or None. */
export function display(value: Value): string | undefined {
  switch (value.kind) {
    case "text":
      return value.value;
    case "number":
      return Number.isSafeInteger(value.value) ? String(value.value) : undefined;
    case "boolean":
      return value.value ? "True" : "False";
    case "none":
      return "None";
    default:
      return undefined;
  }
}

/** Lists can hold themselves, and each other many times: a comparison looks at so many items and gives up. */
const comparisonLimit = 10_000;

interface Effort {
  stepsLeft: number;
}

/** Undefined for operators that compare nothing. */
function compare(operator: string, left: Value, right: Value, effort: Effort): boolean | "undecided" | undefined {
  switch (operator) {
    case "==":
      return equal(left, right, effort);
    case "!=":
      return negate(equal(left, right, effort));
    case "is":
      return identical(left, right, effort);
    case "is not":
      return negate(identical(left, right, effort));
    case "in":
      return contains(right, left, effort);
    case "not in":
      return negate(contains(right, left, effort));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, order(left, right, effort));
    default:
      return undefined;
  }
}

function negate(result: boolean | "undecided"): boolean | "undecided" {
  return result === "undecided" ? result : !result;
}

function equal(left: Value, right: Value, effort: Effort): boolean | "undecided" {
  const comparable = ["text", "number", "boolean", "none"];
  if (comparable.includes(left.kind) && comparable.includes(right.kind)) {
    const [a, b] = [left, right].map((value) => ("value" in value ? value.value : null));
    // Python's True is 1; the two are not compared here.
    return left.kind !== right.kind && (left.kind === "boolean" || right.kind === "boolean") ? "undecided" : a === b;
  }
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const isSame = other.kind === "text" ? onAllSystems(one, (name) => name === other.value) : undefined;
    if (isSame !== undefined) {
      return isSame;
    }
  }
  if (left.kind === "list" && right.kind === "list") {
    const result = order(left, right, effort);
    return result === undefined ? "undecided" : result === 0;
  }
  const isOneNone = left.kind !== right.kind && (left.kind === "none" || right.kind === "none");
  return isOneNone && hasOneKind(left) && hasOneKind(right) ? false : "undecided";
}

/** Only None, True and False are sure to be there once. */
function identical(left: Value, right: Value, effort: Effort): boolean | "undecided" {
  const isUnique = ({ kind }: Value) => kind === "none" || kind === "boolean";
  if (!isUnique(left) && !isUnique(right)) {
    return "undecided";
  }
  if (left.kind === right.kind) {
    return equal(left, right, effort);
  }
  return hasOneKind(left) && hasOneKind(right) ? false : "undecided";
}

/** Whether a value is surely of the kind that it is here. */
function hasOneKind({ kind }: Value): boolean {
  return !["unknown", "native", "method"].includes(kind);
}

function contains(container: Value, item: Value, effort: Effort): boolean | "undecided" {
  if (container.kind === "text" && item.kind === "text") {
    return container.value.includes(item.value);
  }
  if (container.kind === "dictionary" && item.kind === "text") {
    return container.entries.has(item.value) || (container.rest === undefined ? false : "undecided");
  }
  if (container.kind === "list" && !container.isOnce) {
    const results = container.items.map((other) => (isUnknown(other) ? "undecided" : equal(other, item, effort)));
    return results.includes(true) || (results.includes("undecided") ? "undecided" : false);
  }
  return "undecided";
}

function ordered(operator: string, result: number | undefined): boolean | "undecided" {
  if (result === undefined) {
    return "undecided";
  }
  return operator.startsWith("<")
    ? result < 0 || (result === 0 && operator === "<=")
    : result > 0 || (result === 0 && operator === ">=");
}

function comparePlainly<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : Number(left > right);
}

/** Numbers by size, texts by code point, lists and tuples item by item until one is unknown. */
function order(left: Value, right: Value, effort: Effort, depth = 0): number | undefined {
  if (--effort.stepsLeft < 0 || depth > 20) {
    return undefined;
  }
  if (left.kind === "text" && right.kind === "text") {
    const isOrdered = left.value === right.value || (isOneUnitEach(left.value) && isOneUnitEach(right.value));
    return isOrdered ? comparePlainly(left.value, right.value) : undefined;
  }
  if (left.kind === "number" && right.kind === "number") {
    return comparePlainly(left.value, right.value);
  }
  if (
    left.kind !== "list" ||
    right.kind !== "list" ||
    left.tuple !== right.tuple ||
    [left, right].some((one) => one.isSet || one.isOnce)
  ) {
    return undefined;
  }
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) {
      // An unknown item may be none at all; but `sys.version_info` certainly goes on.
      return isUnknown(item) && item !== versionTail ? undefined : 1;
    }
    const result = isUnknown(item) || isUnknown(other) ? undefined : order(item, other, effort, depth + 1);
    if (result !== 0) {
      return result;
    }
  }
  const next = right.items[left.items.length];
  return next === undefined ? 0 : isUnknown(next) && next !== versionTail ? undefined : -1;
}

/** Python's micro version and release level: the packaging does not say them, and no requirement should hang on them. */
const versionTail: Value = {
  kind: "unknown",
  why: "only Python's major and minor version are known",
  file: "sys",
  line: 0,
};

export function versionInfo([major, minor]: PythonVersion): ListValue {
  return { kind: "list", tuple: true, items: [number(major), number(minor), versionTail] };
}

export function isVersionInfo({ items }: ListValue): boolean {
  return items[2] === versionTail;
}
