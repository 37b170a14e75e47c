import { readPython } from "../python/read.ts";
import type { SetupCall } from "../python/run.ts";
import {
  type DictionaryValue,
  describe,
  isUnknown,
  type ListValue,
  truth,
  type UnknownValue,
  type Value,
} from "../python/values.ts";
import { fieldNames, otherArguments, type StatedField } from "./fields.ts";
import { parseEntryPoints, requirementLines, withMarker } from "./lists.ts";
import type { Archive, Refused, SetupStated, Unresolved } from "./model.ts";

/** What `setup()` is called with in a `setup.py`, read as a syntax tree. */
export function readSetupPy(directory: string, file: string, content: string, archive: Archive): SetupStated | Refused {
  const reading = readPython(file, content, directory, archive.python, archive.read);
  if ("why" in reading) {
    return reading;
  }
  const [call, second] = reading.setupCalls;
  if (call === undefined) {
    return { line: undefined, why: "it has no call of setup() that can be followed" };
  }
  if (second !== undefined) {
    return { line: second.line, why: "it may call setup() more than once" };
  }
  return stated(call);
}

function stated(call: SetupCall): SetupStated {
  const unresolved = new Map<string, Unresolved>();
  const report = (what: string, { file, line, why }: Pick<UnknownValue, "file" | "line" | "why">) => {
    // One cause may stand in many places of a list.
    unresolved.set(`${what} ${file}:${line} ${why}`, { what, file, line, why });
  };
  const read = <T>(what: string, reader: (value: Value, report: Report) => T | undefined): T | undefined => {
    const value = call.arguments.get(what);
    return value === undefined || value.kind === "none"
      ? undefined
      : reader(value, (cause) => report(what, { ...call, ...cause }));
  };
  const budget: Budget = { left: mostCharacters };
  const extras = read("extras_require", (value, inExtra) =>
    extrasOf(value, inExtra, (cause) => report("install_requires", { ...call, ...cause }), budget),
  );
  const result = {
    name: read("name", textOf),
    version: read("version", textOf),
    requiresPython: read("python_requires", textOf),
    scripts: read("entry_points", (value, inScripts) => scriptsOf(value, inScripts, budget)),
    dependencies: read("install_requires", (value, inList) => requirementsOf(value, inList, budget)),
    conditional: extras?.always ?? [],
    given: new Set(
      (Object.keys(fieldNames) as StatedField[]).filter((field) => {
        const value = call.arguments.get(fieldNames[field].setup);
        return value !== undefined && truth(value) === true;
      }),
    ),
    optionalDependencies: extras?.extras,
  };
  if (call.rest !== undefined) {
    report(otherArguments, call.rest);
  }
  return { ...result, unresolved: [...unresolved.values()] };
}

/** How many characters are still read: a list, or a text, may stand in many places. */
interface Budget {
  left: number;
}

/** Of all lists of one `setup()`; the longest that anybody states have some thousands. */
const mostCharacters = 1_000_000;

function isWithin(budget: Budget, length: number, report: Report): boolean {
  budget.left -= length;
  if (budget.left < 0) {
    report({ why: "it states more than is read" });
  }
  return budget.left >= 0;
}

type Report = (cause: { readonly why: string; readonly file?: string; readonly line?: number }) => void;

/** For what is of no use there: it is not known, or something else than is asked for. */
function refuse(value: Value, report: Report): undefined {
  report(isUnknown(value) ? value : { why: `it is ${describe(value)}` });
}

function textOf(value: Value, report: Report): string | undefined {
  return value.kind === "text" ? value.value : refuse(value, report);
}

/** A list, or a text with one requirement a line. */
function requirementsOf(value: Value, report: Report, budget: Budget): readonly string[] | undefined {
  if (value.kind !== "text" && value.kind !== "list") {
    return refuse(value, report);
  }
  if (value.kind === "list" && !isWithin(budget, value.items.length, report)) {
    return undefined;
  }
  const texts = value.kind === "text" ? [value.value] : textsOf(value, report);
  // setuptools reads each item as it reads a file: a list may be the lines of one.
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return isWithin(budget, length, report) ? requirementLines(texts.join("\n")) : undefined;
}

/** What of a list is known; what is not is reported, each once. */
function textsOf({ items }: ListValue, report: Report): readonly string[] {
  return items.flatMap((item) => textOf(item, report) ?? []);
}

interface Extras {
  readonly always: readonly string[];
  readonly extras: ReadonlyMap<string, readonly string[]>;
}

/**
 * setuptools reads a key `extra:marker`; without an extra it is a requirement of the package itself.
 *
 * @param inAlways for what cannot be read of such a requirement
 */
function extrasOf(value: Value, inExtra: Report, inAlways: Report, budget: Budget): Extras | undefined {
  if (value.kind !== "dictionary") {
    return refuse(value, inExtra);
  }
  const always: string[] = [];
  const extras = new Map<string, readonly string[]>();
  for (const [key, list] of entriesOf(value, inExtra)) {
    const colon = key.indexOf(":");
    const extra = colon === -1 ? key : key.slice(0, colon);
    const report = extra === "" ? inAlways : inExtra;
    const read = requirementsOf(list, report, budget) ?? [];
    const requirements = isWithin(budget, key.length * (read.length + 1), report) ? read : [];
    const marked = colon === -1 ? requirements : requirements.map((entry) => withMarker(entry, key.slice(colon + 1)));
    if (extra === "") {
      always.push(...marked);
    } else {
      extras.set(extra, [...(extras.get(extra) ?? []), ...marked]);
    }
  }
  return { always, extras };
}

function entriesOf(value: DictionaryValue, report: Report): Iterable<readonly [string, Value]> {
  if (value.rest !== undefined) {
    report(value.rest);
  }
  return value.entries;
}

/** `{"console_scripts": ["name = module:function"]}`, or the same as an INI file's text. */
function scriptsOf(value: Value, report: Report, budget: Budget): ReadonlyMap<string, string> | undefined {
  if (value.kind === "text") {
    return parseEntryPoints(value.value);
  }
  if (value.kind !== "dictionary") {
    return refuse(value, report);
  }
  const entries = new Map(entriesOf(value, report));
  const scripts = entries.get("console_scripts");
  const lines = scripts === undefined ? [] : requirementsOf(scripts, report, budget);
  return parseEntryPoints(["[console_scripts]", ...(lines ?? [])].join("\n"));
}
