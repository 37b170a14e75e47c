import type { Expression, FunctionDefinition, Statement } from "./syntax.ts";

/** What an expression comes to. Texts, numbers and the like never change; lists and dictionaries are shared, as in Python. */
export type Value =
  | TextValue
  | NumberValue
  | BooleanValue
  | NoneValue
  | ListValue
  | DictionaryValue
  | PathValue
  | FileValue
  | ModuleValue
  | FunctionValue
  | MethodValue
  | NativeValue
  | UnknownValue;

export interface TextValue {
  readonly kind: "text";
  readonly value: string;
  /** The file of the archive that it is the whole of. */
  readonly origin?: string;
}

export interface NumberValue {
  readonly kind: "number";
  readonly value: number;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NoneValue {
  readonly kind: "none";
}

/** An unknown item stands for any number of items, and says that others may stand in another order. */
export interface ListValue {
  readonly kind: "list";
  readonly tuple: boolean;
  /** Of which the order says nothing. A list that is made of it has some order. */
  readonly isSet?: boolean;
  /** What a generator, `map` and the like give: it is gone through once, and is true also where it is empty. */
  readonly isOnce?: boolean;
  items: Value[];
}

/** Keys are texts; `rest` is there where others may be as well, and what is known may be overridden. */
export interface DictionaryValue {
  readonly kind: "dictionary";
  entries: Map<string, Value>;
  rest: UnknownValue | undefined;
  /** The names of a module, as `globals()` gives them: the entries are the names themselves. */
  readonly isModule?: boolean;
}

/** A place in the archive, from its root, without a leading `/`; a trailing one only where text is to go behind it. */
export interface PathValue {
  readonly kind: "path";
  readonly path: string;
}

/** An opened file of the archive. */
export interface FileValue {
  readonly kind: "file";
  readonly path: string;
  /** Whether it was read: then there is nothing more in it. */
  isRead: boolean;
}

export interface ModuleValue {
  readonly kind: "module";
  readonly path: string;
  readonly globals: Map<string, Value>;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly definition: FunctionDefinition;
  /** What the parameters' defaults were when it was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  readonly definedIn: Scope;
}

/** `value.name`, waiting to be called. */
export interface MethodValue {
  readonly kind: "method";
  readonly object: Value;
  readonly name: string;
}

/** What is not written in the archive, by its full name, e.g. `os.path.join`. */
export interface NativeValue {
  readonly kind: "native";
  readonly name: string;
}

/** Where and why the reading stopped. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly why: string;
  readonly file: string;
  readonly line: number;
  /** What may run when it is called: it is a function or a class that was not followed. */
  readonly reach?: Reach;
  /** Values that it may be, or be a part of: what changes it may change them. */
  readonly among?: readonly Value[];
}

/** Where functions and classes are defined that may be called later. */
export interface Reach {
  readonly scope: Scope;
  readonly nodes: readonly (Statement | Expression)[];
  /** Whether inheriting from it runs something. */
  readonly wild: boolean;
}

export interface Scope {
  readonly file: string;
  readonly globals: Map<string, Value>;
  /** Inside of a function. */
  readonly locals: Map<string, Value> | undefined;
  /** The function around a function. */
  readonly enclosing: Scope | undefined;
  /** Names that a function declared to be of outside. */
  readonly declared: Map<string, "global" | "nonlocal">;
  /** A comprehension's: what `:=` binds in it is bound around it. */
  readonly isComprehension: boolean;
}

export const none: NoneValue = { kind: "none" };

export function text(value: string): TextValue {
  return { kind: "text", value };
}

export function number(value: number): NumberValue {
  return { kind: "number", value };
}

export function boolean(value: boolean): BooleanValue {
  return { kind: "boolean", value };
}

/**
 * Copies that later changes do not reach. Lists inside of lists are not followed deeper than metadata has them, and what
 * stands in many places is copied once.
 */
export function snapshot(values: ReadonlyMap<string, Value>): Map<string, Value> {
  const copies = Array.from({ length: 4 }, () => new Map<Value, Value>());
  const copyAll = (entries: ReadonlyMap<string, Value>, depth: number) =>
    new Map(Array.from(entries, ([key, item]) => [key, copy(item, depth)] as const));
  const copy = (value: Value, depth: number): Value => {
    const known = copies[depth]?.get(value);
    if (known !== undefined || depth === 0 || (value.kind !== "list" && value.kind !== "dictionary")) {
      return known ?? value;
    }
    const made: Value =
      value.kind === "list"
        ? { ...value, items: value.items.map((item) => copy(item, depth - 1)) }
        : { kind: "dictionary", entries: copyAll(value.entries, depth - 1), rest: value.rest };
    copies[depth]?.set(value, made);
    return made;
  };
  return copyAll(values, copies.length - 1);
}

export function list(items: readonly Value[], tuple = false): ListValue {
  return { kind: "list", tuple, items: [...items] };
}

/** The same, to be gone through once. */
export function once(value: Value): Value {
  return value.kind === "list" ? { ...value, isOnce: true } : value;
}

export function dictionary(entries: Iterable<readonly [string, Value]> = []): DictionaryValue {
  return { kind: "dictionary", entries: new Map(entries), rest: undefined };
}

export function isUnknown(value: Value): value is UnknownValue {
  return value.kind === "unknown";
}

/** Python's truth of a value; undefined where it is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "text":
      return value.value !== "";
    case "number":
      return value.value !== 0;
    case "boolean":
      return value.value;
    case "none":
      return false;
    case "list":
      return value.isOnce || value.items.some((item) => !isUnknown(item))
        ? true
        : value.items.length === 0
          ? false
          : undefined;
    case "dictionary":
      return value.entries.size > 0 ? true : value.rest === undefined ? false : undefined;
    case "unknown":
    case "native":
      return undefined;
    default:
      return true;
  }
}

/**
 * Forgets what is in a list or a dictionary, and in those inside of it: something that was not followed may have
 * changed it. Returns the values that were looked at.
 */
export function forget(value: Value, why: UnknownValue): ReadonlySet<Value> {
  // A set is walked in the order of insertion, also while it grows; lists may hold themselves.
  const reached = new Set([value]);
  for (const next of reached) {
    switch (next.kind) {
      case "list":
        addAll(reached, next.items);
        next.items = next.tuple ? next.items : [why];
        break;
      case "dictionary":
        addAll(reached, next.entries.values());
        addAll(reached, next.rest ? [next.rest] : []);
        forgetEntries(next, why);
        break;
      case "file":
        next.isRead = true;
        break;
      case "unknown":
        addAll(reached, next.among ?? []);
        break;
      case "method":
        reached.add(next.object);
        break;
      case "function":
        addAll(reached, next.defaults.values());
        break;
      case "module":
        addAll(reached, next.globals.values());
        break;
      default:
    }
  }
  return reached;
}

/** Forgets what a dictionary holds, and not what is in that: it may still be changed through the dictionary. */
export function forgetEntries(dictionary: DictionaryValue, why: UnknownValue): void {
  const held = [...dictionary.entries.values(), ...(dictionary.rest ? [dictionary.rest] : [])].filter(isShared);
  if (dictionary.isModule) {
    for (const name of dictionary.entries.keys()) {
      dictionary.entries.set(name, why);
    }
  } else {
    dictionary.entries = new Map();
  }
  dictionary.rest = held.length === 0 ? why : { ...why, among: [...(why.among ?? []), ...held] };
}

/** Whether a value can change, or change others when it is called. */
export function isShared(value: Value): boolean {
  return isUnknown(value)
    ? value.among !== undefined || value.reach !== undefined
    : !["text", "number", "boolean", "none", "path", "native"].includes(value.kind);
}

function addAll<T>(set: Set<T>, items: Iterable<T>): void {
  for (const item of items) {
    set.add(item);
  }
}

/** Of the items of a set: each text once. */
export function unique(items: readonly Value[]): readonly Value[] {
  const texts = new Set<string>();
  return items.filter((item) => {
    const isNew = item.kind !== "text" || !texts.has(item.value);
    if (item.kind === "text") {
      texts.add(item.value);
    }
    return isNew;
  });
}

/** For people: what sort of thing a value is. */
export function describe(value: Value): string {
  switch (value.kind) {
    case "list":
      return value.isSet ? "a set" : value.tuple ? "a tuple" : "a list";
    case "native":
      return `\`${value.name}\``;
    case "none":
      return "None";
    case "unknown":
      return "something unknown";
    default:
      return `a ${value.kind}`;
  }
}
