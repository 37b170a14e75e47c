import { contentOf, fileNatives, linesOf } from "./files.ts";
import { allGiven, type Given, type Native } from "./given.ts";
import { display, isOneUnitEach, versionInfo } from "./operators.ts";
import { parsePython } from "./parse.ts";
import { onAllSystems, systemStarts } from "./platforms.ts";
import {
  boundedList,
  boundedSet,
  charge,
  firstUnknown,
  innerScope,
  limits,
  moduleScope,
  type Run,
  step,
  unknown,
} from "./run.ts";
import { abandon, forgetNames } from "./unread.ts";
import {
  boolean,
  type DictionaryValue,
  dictionary,
  isUnknown,
  none,
  number,
  once,
  type Scope,
  snapshot,
  text,
  truth,
  type Value,
} from "./values.ts";

/** Python's own names that metadata is written with. */
export const builtins: ReadonlySet<string> = new Set([
  ...["open", "exec", "compile", "str", "list", "tuple", "set", "dict", "sorted", "len", "print"],
  ...["int", "bool", "any", "all", "zip", "enumerate", "range", "filter", "map", "isinstance", "getattr"],
  ...["setattr", "sum", "globals", "locals", "vars"],
]);

/** Modules that are never looked for in the archive. */
export const nativeModules: ReadonlySet<string> = new Set([
  ...["sys", "os", "io", "codecs", "pathlib", "re", "platform", "setuptools", "distutils", "typing", "subprocess"],
  "itertools",
]);

/** `setuptools.setup()`, and a call of something unknown with that last name: what a fallback import leaves. */
export const callSetup: Native = (run, scope, given) => {
  const rest = given.rest ?? given.positional[0];
  run.setupCalls.push({
    arguments: snapshot(given.named),
    rest: rest && (isUnknown(rest) ? rest : unknown(scope, given, "arguments without a name are not read")),
    file: scope.file,
    line: given.line,
  });
  return none;
};

/** `exec(source, globals)`: how a version is taken from `version.py`. */
const exec: Native = (run, scope, given) => {
  const [source, target, locals] = given.positional;
  if (target !== undefined && target.kind !== "dictionary") {
    const why = unknown(scope, given, "`exec` with these globals is not followed");
    forgetNames(run, scope, why);
    return why;
  }
  const parsing = source?.kind === "text" ? parsePython(source.value) : undefined;
  if (source?.kind !== "text" || parsing?.kind !== "parsed" || run.depth >= limits.depth) {
    const cause =
      source && isUnknown(source)
        ? source
        : unknown(scope, given, "what `exec` is given is not Python that this program can read");
    if (target === undefined) {
      forgetNames(run, scope, cause);
    } else {
      abandon(run, [target], cause);
    }
    return none;
  }
  step(run, source.value.length >> 4);
  const globals = target?.entries ?? scope.globals;
  if (locals !== undefined && !(locals.kind === "dictionary" && locals.entries === globals)) {
    // Names are bound there, not in the globals.
    const why = unknown(scope, given, "`exec` with these names is not followed");
    abandon(run, target === undefined ? [locals] : [target, locals], why);
    return none;
  }
  const file = source.origin ?? scope.file;
  const isInFunction = target === undefined && scope.locals !== undefined;
  const within = isInFunction
    ? // What it binds is gone with the call.
      { ...innerScope(scope, new Map()), file }
    : moduleScope(file, globals);
  run.depth++;
  run.execute(run, within, parsing.body);
  run.depth--;
  return none;
};

const toText: Native = (_run, scope, given) => {
  const [value] = given.positional;
  if (value === undefined) {
    return text("");
  }
  const shown = display(value);
  // A path stays one, so that it can be joined and opened.
  return value.kind === "path" || isUnknown(value)
    ? value
    : shown === undefined
      ? unknown(scope, given, "`str` of this is not evaluated")
      : text(shown);
};

const toList =
  (kind: "list" | "tuple" | "set"): Native =>
  (run, scope, given) => {
    const [value] = given.positional;
    const items = value === undefined ? [] : itemsOf(run, scope, given, value);
    return items === undefined
      ? unknown(scope, given, "a list of this is not evaluated")
      : kind === "set"
        ? boundedSet(run, scope, given, items)
        : boundedList(run, scope, given, items, kind === "tuple");
  };

const sorted: Native = (run, scope, given) => {
  const [value] = given.positional;
  const items = value && itemsOf(run, scope, given, value);
  const known = items?.filter((item) => item.kind === "text").map((item) => item.value) ?? [];
  const others = items?.filter((item) => item.kind !== "text") ?? [];
  if (items === undefined || given.named.size > 0 || !others.every(isUnknown) || !known.every(isOneUnitEach)) {
    return unknown(scope, given, "`sorted` of this is not evaluated");
  }
  // What is not known may come to stand before, between and after what is: one of it stands for any number.
  const inOrder = known
    .toSorted()
    .flatMap((item, index) => [...(index === 0 ? others : others.slice(0, 1)), text(item)]);
  return boundedList(run, scope, given, [...inOrder, ...others], false);
};

const toDictionary: Native = (_run, scope, given) => {
  const [value] = given.positional;
  const copied = value === undefined ? dictionary() : value;
  if (copied.kind !== "dictionary" || given.tail.length > 0) {
    return unknown(scope, given, "`dict` of this is not evaluated");
  }
  // What is given by name wins, and so may what is not known.
  const entries = given.namedRest === undefined ? copied.entries : [];
  return { kind: "dictionary", entries: new Map([...entries, ...given.named]), rest: given.namedRest ?? copied.rest };
};

const length: Native = (run, scope, given) => {
  const [value] = given.positional;
  const items = value && itemsOf(run, scope, given, value);
  const mayBeFewer = value?.kind === "list" && value.isSet && items?.some(({ kind }) => kind !== "text");
  return items === undefined || firstUnknown(items) || mayBeFewer
    ? unknown(scope, given, "a length is not known")
    : number(items.length);
};

/** `itertools.chain(*lists)`, and `chain.from_iterable(lists)` */
const chain =
  (isOne: boolean): Native =>
  (run, scope, given) => {
    const [first] = given.positional;
    const lists = isOne ? first && itemsOf(run, scope, given, first) : given.positional;
    charge(run, ...(lists ?? []));
    const items = lists?.map((one) => itemsOf(run, scope, given, one));
    return items?.every((one) => one !== undefined)
      ? once(boundedList(run, scope, given, items.flat(), true))
      : unknown(scope, given, "`chain` of this is not evaluated");
  };

/** `filter(None, items)` */
const filter: Native = (run, scope, given) => {
  const [test, value] = given.positional;
  const items = value && itemsOf(run, scope, given, value);
  return items === undefined || test?.kind !== "none"
    ? unknown(scope, given, "`filter` of this is not evaluated")
    : once(
        boundedList(
          run,
          scope,
          given,
          items.filter((item) => truth(item) !== false),
          true,
        ),
      );
};

/** `map(str, items)` */
const map: Native = (run, scope, given) => {
  const [applied, value] = given.positional;
  const isText = applied?.kind === "native" && applied.name === "str" && given.positional.length === 2;
  const items = value && isText ? itemsOf(run, scope, given, value) : undefined;
  return items === undefined
    ? unknown(scope, given, "`map` of this is not evaluated")
    : once(
        boundedList(
          run,
          scope,
          given,
          items.map((item) => toText(run, scope, { ...given, positional: [item] })),
          true,
        ),
      );
};

/** `sum(lists, [])` */
const sum: Native = (run, scope, given) => {
  const [value, start] = given.positional;
  const lists = value && itemsOf(run, scope, given, value);
  charge(run, ...(lists ?? []));
  if (
    lists === undefined ||
    start?.kind !== "list" ||
    !lists.every(({ kind }) => kind === "list" || kind === "unknown")
  ) {
    return unknown(scope, given, "`sum` of this is not evaluated");
  }
  const items = lists.flatMap((one) => (one.kind === "list" ? one.items : [one]));
  return boundedList(run, scope, given, [...start.items, ...items], start.tuple);
};

const toBoolean: Native = (_run, scope, given) => {
  const [value] = given.positional;
  return value?.kind === "boolean" ? value : unknown(scope, given, "`bool` of this is not evaluated");
};

/** `globals()`, and `locals()` or `vars()` outside of functions. */
const names =
  (name: string): Native =>
  (_run, scope, given) =>
    given.positional.length === 0 && (name === "globals" || scope.locals === undefined)
      ? { kind: "dictionary", entries: scope.globals, rest: undefined, isModule: true }
      : unknown(scope, given, `\`${name}()\` is not evaluated`);

/** `sys.platform.startswith("win")` */
const systemStartsWith =
  (name: string): Native =>
  (_run, scope, given) => {
    const starts = given.positional.length === 1 ? textsIn(given.positional[0]) : undefined;
    const answer =
      starts && onAllSystems({ kind: "native", name }, (system) => starts.some((start) => system.startsWith(start)));
    return answer === undefined ? unknown(scope, given, `\`${name}\` differs between the systems`) : boolean(answer);
  };

const natives: ReadonlyMap<string, Native> = new Map<string, Native>([
  ...fileNatives,
  ...["setuptools.setup", "distutils.core.setup"].map((name) => [name, callSetup] as const),
  ["exec", exec],
  // What is compiled is run by `exec`.
  ["compile", (_run, scope, given) => given.positional[0] ?? unknown(scope, given, "there is nothing to compile")],
  ["platform.system", () => ({ kind: "native", name: "platform.system()" })],
  ...systemStarts.map((name) => [name, systemStartsWith(name.replace(/\.startswith$/, ""))] as const),
  ["str", toText],
  ["list", toList("list")],
  ["set", toList("set")],
  ["tuple", toList("tuple")],
  ["sorted", sorted],
  ["dict", toDictionary],
  ...["globals", "locals", "vars"].map((name) => [name, names(name)] as const),
  ["len", length],
  ["sum", sum],
  ["filter", filter],
  ["map", map],
  ["itertools.chain", chain(false)],
  ["itertools.chain.from_iterable", chain(true)],
  ["bool", toBoolean],
  ["print", () => none],
  ["setuptools.find_packages", (_run, scope, given) => unknown(scope, given, "packages are not looked for")],
  ["isinstance", (_run, scope, given) => unknown(scope, given, "`isinstance` is not evaluated")],
]);

/** Those that make something of arguments that are not all known. */
const takesMore: ReadonlySet<string> = new Set(["setuptools.setup", "distutils.core.setup", "dict", "print"]);

/** Calls what is not written in the archive. What is not known here may change the lists that it is given. */
export function callNative(run: Run, scope: Scope, name: string, given: Given): Value {
  charge(run, ...given.positional, ...given.named.values());
  const native = natives.get(name);
  if (native !== undefined && (given.rest === undefined || takesMore.has(name))) {
    const result = native(run, scope, given);
    // `filter(function, items)` calls the function, which may change what it is given and more.
    const isCalled = isUnknown(result) && allGiven(given).some(({ kind }) => kind === "function" || kind === "method");
    const reached = isCalled ? allGiven(given) : given.positional.filter(isDefinedHere);
    abandon(run, reached, unknown(scope, given, `\`${name}()\` of it is not evaluated`));
    return result;
  }
  const result = native && given.rest ? given.rest : unknown(scope, given, `\`${name}()\` is not evaluated`);
  if (name === "exec") {
    forgetNames(run, scope, result);
  }
  abandon(run, allGiven(given), result);
  return result;
}

/** Something made of a class of the archive: `str()` and the like call its methods. */
export function isDefinedHere(value: Value): boolean {
  return value.kind === "unknown" && value.reach !== undefined;
}

/** What a loop goes over; undefined where it is not known at all. */
export function itemsOf(
  run: Run,
  scope: Scope,
  at: { readonly line: number },
  value: Value,
): readonly Value[] | undefined {
  switch (value.kind) {
    case "list": {
      const { items } = value;
      if (value.isOnce) {
        value.items = [unknown(scope, at, "it was gone through before")];
      }
      return items;
    }
    case "dictionary":
      return amid(value, Array.from(value.entries.keys(), text));
    case "file": {
      const content = contentOf(run, scope, at, value);
      return content.kind === "text" ? linesOf(content.value).map(text) : [content];
    }
    case "unknown":
      return [value];
    default:
      return undefined;
  }
}

/** What is known of a dictionary's keys or the like, amid what is not. */
export function amid({ rest }: DictionaryValue, known: readonly Value[]): readonly Value[] {
  return rest === undefined ? known : [rest, ...known, rest];
}

/** One text, or each of a tuple. */
export function textsIn(value: Value | undefined): readonly string[] | undefined {
  const items = value?.kind === "list" && value.tuple ? value.items : value ? [value] : [];
  const texts = items.flatMap((item) => (item.kind === "text" ? item.value : []));
  return texts.length === items.length ? texts : undefined;
}

/** Constants of native modules. */
export function nativeConstant(run: Run, name: string): Value | undefined {
  switch (name) {
    case "sys.version_info":
      return versionInfo(run.python);
    case "typing.TYPE_CHECKING":
      return boolean(false);
    case "os.sep":
      return text("/");
    case "os.name":
      return text("posix");
    default:
      return undefined;
  }
}
