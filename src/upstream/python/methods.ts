import { joinPath, parentOf } from "../paths.ts";
import { contentOf, linesOf, openFile, pathOf, readFile } from "./files.ts";
import { allGiven, type Given } from "./given.ts";
import { amid, itemsOf, textsIn } from "./natives.ts";
import { display, isOneUnitEach, pathValue } from "./operators.ts";
import { boundedList, boundedSet, boundedText, charge, type Run, unknown } from "./run.ts";
import { abandon } from "./unread.ts";
import {
  boolean,
  type DictionaryValue,
  describe,
  type FileValue,
  forgetEntries,
  isUnknown,
  type ListValue,
  list,
  none,
  type Scope,
  text,
  type Value,
} from "./values.ts";

/** `object.name(...)`. What is not known here may have changed the object and what it is given. */
export function callMethod(run: Run, scope: Scope, object: Value, name: string, given: Given): Value {
  charge(run, object, ...given.positional, ...given.named.values());
  const takesNames =
    (object.kind === "dictionary" && name === "update") ||
    (object.kind === "text" && name === "format" && given.rest === undefined);
  const result = takesNames || isPlain(given) ? dispatch(run, scope, object, name, given) : undefined;
  if (result !== undefined) {
    return result;
  }
  const why = isUnknown(object)
    ? object
    : unknown(scope, given, `\`.${name}()\` of ${describe(object)} is not evaluated`);
  abandon(run, [object, ...allGiven(given)], why);
  return why;
}

/** Names that say how a file is read; any other named argument may mean something else. */
const harmlessNames: ReadonlySet<string> = new Set(["encoding", "mode", "errors"]);

function isPlain({ named, rest }: Given): boolean {
  return rest === undefined && [...named.keys()].every((name) => harmlessNames.has(name));
}

function dispatch(run: Run, scope: Scope, object: Value, name: string, given: Given): Value | undefined {
  switch (object.kind) {
    case "text":
      return ofText(run, scope, object.value, name, given);
    case "list":
      return object.tuple ? undefined : ofList(run, scope, object, name, given);
    case "dictionary":
      return ofDictionary(scope, object, name, given);
    case "path":
      return ofPath(run, scope, object.path, name, given);
    case "file":
      return ofFile(run, scope, object, name, given);
    default:
      return undefined;
  }
}

function ofText(run: Run, scope: Scope, value: string, name: string, given: Given): Value | undefined {
  const unknownArgument = given.positional.find(isUnknown);
  if (unknownArgument !== undefined) {
    return unknownArgument;
  }
  const texts = given.positional.map((argument) => (argument.kind === "text" ? argument.value : undefined));
  const [first, second] = texts;
  const count = given.positional.length;
  switch (name) {
    case "strip":
    case "lstrip":
    case "rstrip":
      return count === 0 || (first !== undefined && count === 1 && isOneUnitEach(value + first))
        ? text(strip(value, name, first))
        : undefined;
    case "lower":
      return text(value.toLowerCase());
    case "upper":
      return text(value.toUpperCase());
    case "startswith":
    case "endswith": {
      const ends = count === 1 ? textsIn(given.positional[0]) : undefined;
      return ends && boolean(ends.some((end) => (name === "startswith" ? value.startsWith(end) : value.endsWith(end))));
    }
    case "replace":
      return first && second !== undefined && count === 2
        ? boundedText(run, scope, given, value.split(first), second)
        : undefined;
    case "split": {
      const parts = split(value, given.positional);
      return parts && boundedList(run, scope, given, parts.map(text), false);
    }
    case "partition":
    case "rpartition":
      return first && count === 1 ? list(partition(value, first, name === "rpartition").map(text), true) : undefined;
    case "decode":
      // Of what was read as bytes.
      return count === 0 || /^utf-?8$/i.test(first ?? "") ? text(value) : undefined;
    case "splitlines":
      return count === 0 ? boundedList(run, scope, given, splitLines(value).map(text), false) : undefined;
    case "join":
      return joined(run, scope, value, given);
    case "format":
      return formatted(run, scope, value, given);
    default:
      return undefined;
  }
}

/** Python Standard Library, `str.splitlines`: more than line feeds end a line. */
function splitLines(value: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what Python splits at
  const found = value.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  return found.at(-1) === "" ? found.slice(0, -1) : found;
}

/** `split()`, `split(separator)` and `split(separator, most)` */
function split(value: string, [separator, most]: readonly Value[]): readonly string[] | undefined {
  if (separator === undefined) {
    return value.split(blanks).filter(Boolean);
  }
  if (separator.kind !== "text" || separator.value === "" || (most !== undefined && most.kind !== "number")) {
    return undefined;
  }
  const parts = value.split(separator.value);
  const cut = most === undefined || most.value < 0 ? parts.length : most.value;
  return cut >= parts.length ? parts : [...parts.slice(0, cut), parts.slice(cut).join(separator.value)];
}

/** What comes before the first separator, or the last, it, and what comes after it. */
function partition(value: string, separator: string, isLast: boolean): readonly string[] {
  const at = isLast ? value.lastIndexOf(separator) : value.indexOf(separator);
  if (at === -1) {
    return isLast ? ["", "", value] : [value, "", ""];
  }
  return [value.slice(0, at), separator, value.slice(at + separator.length)];
}

/** What Python takes for white space (https://docs.python.org/3/library/stdtypes.html#str.isspace). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are white space to Python
const blanks = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function strip(value: string, name: string, characters: string | undefined): string {
  const isStripped = (character: string) =>
    characters === undefined ? blanks.test(character) : characters.includes(character);
  let [start, end] = [0, value.length];
  while (name !== "rstrip" && start < end && isStripped(value.charAt(start))) {
    start++;
  }
  while (name !== "lstrip" && end > start && isStripped(value.charAt(end - 1))) {
    end--;
  }
  return value.slice(start, end);
}

function joined(run: Run, scope: Scope, separator: string, given: Given): Value | undefined {
  const [items] = given.positional;
  const values = items && itemsOf(run, scope, given, items);
  const isInOrder = items?.kind !== "list" || !items.isSet || items.items.length < 2;
  const texts = values?.flatMap((item) => (item.kind === "text" ? item.value : []));
  if (values === undefined || !isInOrder || texts?.length !== values.length) {
    return isInOrder ? values?.find(isUnknown) : undefined;
  }
  return boundedText(run, scope, given, texts, separator);
}

/** `"{} {0} {name}".format(...)`, without conversions and formats. */
function formatted(run: Run, scope: Scope, format: string, given: Given): Value | undefined {
  let next = 0;
  const parts: string[] = [];
  for (const [piece, field] of format.matchAll(/\{\{|\}\}|\{(\w*)\}|[{}]|[^{}]+/g)) {
    if (field === undefined) {
      if (piece === "{" || piece === "}") {
        return undefined;
      }
      parts.push(piece === "{{" || piece === "}}" ? piece.slice(1) : piece);
      continue;
    }
    const argument = /^\d*$/.test(field)
      ? given.positional[field === "" ? next++ : Number(field)]
      : given.named.get(field);
    if (argument !== undefined && isUnknown(argument)) {
      return argument;
    }
    const shown = argument && display(argument);
    if (shown === undefined) {
      return undefined;
    }
    parts.push(shown);
  }
  return boundedText(run, scope, given, parts);
}

function ofList(run: Run, scope: Scope, object: ListValue, name: string, given: Given): Value | undefined {
  const [first] = given.positional;
  if (object.isSet) {
    return ofSet(run, scope, object, name, given);
  }
  switch (name) {
    case "append":
      return first && extend(run, scope, object, given, [first]);
    case "extend": {
      const items = first && itemsOf(run, scope, given, first);
      return items && extend(run, scope, object, given, items);
    }
    case "copy":
      return list(object.items);
    default:
      return undefined;
  }
}

function ofSet(run: Run, scope: Scope, object: ListValue, name: string, given: Given): Value | undefined {
  const [first] = given.positional;
  switch (name) {
    case "add":
      return first && extend(run, scope, object, given, [first]);
    case "update":
    case "union": {
      const added = given.positional.map((other) => itemsOf(run, scope, given, other));
      const items = added.every((other) => other !== undefined) ? added.flat() : undefined;
      return name === "update"
        ? items && extend(run, scope, object, given, items)
        : items && boundedSet(run, scope, given, [...object.items, ...items]);
    }
    case "copy":
      return boundedSet(run, scope, given, object.items);
    default:
      return undefined;
  }
}

/** Adds to a list or a set where it stands, for all names that it has. */
export function extend(
  run: Run,
  scope: Scope,
  object: ListValue,
  at: { readonly line: number },
  items: readonly Value[],
): Value {
  const all = [...object.items, ...items];
  const bounded = object.isSet ? boundedSet(run, scope, at, all) : boundedList(run, scope, at, all, false);
  object.items = bounded.kind === "list" ? bounded.items : [bounded];
  return none;
}

function ofDictionary(scope: Scope, object: DictionaryValue, name: string, given: Given): Value | undefined {
  const [first, second] = given.positional;
  const key = first?.kind === "text" ? first.value : undefined;
  const maybe = object.rest && { ...object.rest, among: second ? [object.rest, second] : [object.rest] };
  const found = key === undefined ? undefined : (object.entries.get(key) ?? maybe);
  switch (name) {
    case "get":
      return key === undefined ? undefined : (found ?? second ?? none);
    case "pop":
      if (key === undefined || (found ?? second) === undefined) {
        return undefined;
      }
      object.entries.delete(key);
      return found ?? second;
    case "setdefault":
      return key === undefined ? undefined : (found ?? setDefault(object, key, second ?? none));
    case "keys":
      return object.rest ? undefined : list(Array.from(object.entries.keys(), text));
    case "values":
      return list(amid(object, [...object.entries.values()]));
    case "items":
      return list(
        amid(
          object,
          Array.from(object.entries, ([entry, value]) => list([text(entry), value], true)),
        ),
      );
    case "copy":
      return { kind: "dictionary", entries: new Map(object.entries), rest: object.rest };
    case "update":
      return given.tail.length > 0 ? undefined : update(scope, object, given);
    default:
      return undefined;
  }
}

function setDefault(object: DictionaryValue, key: string, value: Value): Value {
  object.entries.set(key, value);
  return value;
}

/** `object.update(other, name=value, **more)` */
function update(scope: Scope, object: DictionaryValue, { positional, named, namedRest, line }: Given): Value {
  for (const other of [...positional, ...(namedRest ? [namedRest] : [])]) {
    merge(scope, { line }, object, other);
  }
  for (const [name, value] of named) {
    object.entries.set(name, value);
  }
  return none;
}

/** `object.update(other)` and `{**other}` */
export function merge(scope: Scope, at: { readonly line: number }, object: DictionaryValue, other: Value): void {
  if (other.kind !== "dictionary" || other.rest !== undefined) {
    const why =
      other.kind === "dictionary" && other.rest !== undefined
        ? other.rest
        : isUnknown(other)
          ? other
          : unknown(scope, at, `${describe(other)} is not a dictionary`);
    // What was known may be overridden by what is not.
    forgetEntries(object, why);
  }
  if (other.kind === "dictionary") {
    for (const [key, value] of other.entries) {
      object.entries.set(key, value);
    }
  }
}

/** `{name: value}` */
export function setEntry(
  scope: Scope,
  at: { readonly line: number },
  entries: DictionaryValue,
  name: Value,
  value: Value,
): void {
  if (name.kind === "text") {
    entries.entries.set(name.value, value);
  } else {
    const why = isUnknown(name) ? name : unknown(scope, at, "a key is not text");
    merge(scope, at, entries, { ...why, among: [value] });
  }
}

function ofPath(run: Run, scope: Scope, path: string, name: string, given: Given): Value | undefined {
  switch (name) {
    case "resolve":
    case "absolute":
    case "expanduser":
      return { kind: "path", path };
    case "joinpath":
      return given.positional.reduce<Value>(
        (folder, part) => {
          const next = folder.kind === "path" && part.kind === "text" ? joinPath(folder.path, part.value) : undefined;
          return pathValue(scope, given, next);
        },
        { kind: "path", path },
      );
    case "read_text":
      return readFile(run, scope, given, path);
    case "open":
      return openFile(run, path, given.positional[0] ?? given.named.get("mode"));
    case "write_text":
    case "write_bytes":
      run.written.add(path);
      return undefined;
    case "with_name": {
      const [sibling] = given.positional;
      return sibling?.kind === "text"
        ? pathOf(run, scope, given, text(`/${parentOf(path)}/${sibling.value}`))
        : undefined;
    }
    default:
      return undefined;
  }
}

function ofFile(run: Run, scope: Scope, file: FileValue, name: string, given: Given): Value | undefined {
  switch (name) {
    case "read":
      return given.positional.length === 0 ? contentOf(run, scope, given, file) : undefined;
    case "readlines": {
      const content = contentOf(run, scope, given, file);
      return content.kind === "text"
        ? boundedList(run, scope, given, linesOf(content.value).map(text), false)
        : content;
    }
    case "close":
      return none;
    default:
      // It may read on, or go back.
      file.isRead = true;
      return undefined;
  }
}
