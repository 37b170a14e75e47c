/** The Python packages of a repository and their lists. */
import { pythonOf } from "../evaluate/python-sets.ts";
import { knownText } from "../evaluate/text.ts";
import type { Derivation, Thunk, Value } from "../evaluate/value.ts";
import type { Repository } from "../model.ts";
import { copiedFrom, copiesSubdirectory } from "../reading/copies.ts";
import type { Reading } from "../reading/reading.ts";
import { argument, type Node } from "../reading/search.ts";
import { type Item, type Items, readItems, systemsOf } from "./items.ts";
import {
  extraOf,
  isOfExtra,
  type ListedPackage,
  type PackageList,
  type PythonPackage,
  type RequirementList,
} from "./model.ts";
import { Identities } from "./names.ts";

/** A list of packages with the way it is written. */
export interface ReadList {
  readonly argument: string;
  /** Which of the package's requirements it holds. */
  readonly holds: RequirementList;
  /** The argument's value. */
  readonly thunk: Thunk;
  readonly items: Items;
  readonly list: PackageList;
}

/** A Python package with the way it is written. */
export interface PythonCall {
  readonly node: Node;
  readonly derivation: Derivation;
  readonly stated: PythonPackage;
  /** Those that it has: `dependencies`, `propagatedBuildInputs`, `build-system`, `nativeBuildInputs`. */
  readonly lists: ReadonlyMap<string, ReadList>;
  /** By extra. */
  readonly extras: ReadonlyMap<string, ReadList>;
}

/** The arguments that hold what a package requires, the newer first. */
export const argumentsOf: Readonly<Record<"dependencies" | "build-system", readonly string[]>> = {
  dependencies: ["dependencies", "propagatedBuildInputs"],
  "build-system": ["build-system", "nativeBuildInputs"],
};

/** All that is listed for such requirements, by whatever arguments. */
export function listedIn({ stated, extras }: PythonCall, list: RequirementList): PackageList | undefined {
  if (isOfExtra(list)) return extras.get(extraOf(list))?.list;
  return list === "dependencies" ? stated.dependencies : stated.buildSystem;
}

/** Whether extras stand in two places, of which one hides the other. */
export function offersTwice({ derivation }: PythonCall): boolean {
  return argument(derivation, "optional-dependencies") !== undefined && passedExtras(derivation) !== undefined;
}

/** Every package that belongs and is made by `buildPythonPackage` or `buildPythonApplication`, in the order of reading. */
export function pythonPackages({ reading }: Repository): PythonPackage[] {
  const identities = new Identities(reading);
  return [...reading.packages.values()].flatMap(({ node, belongs }) =>
    belongs && isPythonCall(node.derivation) ? [readCall(node, node.derivation, reading, identities).stated] : [],
  );
}

/** The Python packages that do not belong as well. */
export function allPythonCalls(reading: Reading, identities: Identities): PythonCall[] {
  return [...reading.packages.keys()].flatMap((node) =>
    isPythonCall(node.derivation) && node.aliasOf === undefined
      ? [readCall(node, node.derivation, reading, identities)]
      : [],
  );
}

/** Whether a derivation is made by one of nixpkgs' two functions for Python packages. */
export function isPythonCall(derivation: Derivation | undefined): derivation is Derivation {
  return derivation?.function === "buildPythonPackage" || derivation?.function === "buildPythonApplication";
}

function readCall(node: Node, derivation: Derivation, reading: Reading, identities: Identities): PythonCall {
  const { program } = reading;
  program.begin();
  const lists = new Map<string, ReadList>();
  for (const holds of ["dependencies", "build-system"] as const) {
    for (const name of argumentsOf[holds]) {
      const thunk = derivation.arguments.attributes.get(name);
      if (thunk === undefined || thunk.force().kind === "null") continue;
      lists.set(name, readList(name, holds, thunk, reading, identities));
    }
  }
  const extras = extrasOf(derivation, reading, identities);
  const both = ([first = "", second = ""]: readonly string[]) =>
    joined(lists.get(first)?.list, lists.get(second)?.list);
  const copies = copiesSubdirectory(node);
  const stated: PythonPackage = {
    attribute: node.attribute,
    ...program.place(node.at),
    python: pythonOf(derivation.functionPath),
    dependencies: both(argumentsOf.dependencies),
    buildSystem: both(argumentsOf["build-system"]),
    optionalDependencies: new Map([...extras].map(([extra, { list }]) => [extra, list])),
    relaxed: namesIn(derivation, "pythonRelaxDeps", reading),
    removed: namesIn(derivation, "pythonRemoveDeps", reading),
    format: formatOf(derivation),
    copiesSubdirectory: copies,
    copiedFrom: copies ? copiedFrom(node, program) : undefined,
  };
  return { node, derivation, stated, lists, extras };
}

function readList(
  name: string,
  holds: RequirementList,
  thunk: Thunk,
  reading: Reading,
  identities: Identities,
): ReadList {
  const items = readItems(thunk, reading.program);
  const entries: ListedPackage[] = [];
  let { complete } = items;
  for (const item of items.items) {
    if (item.value.kind === "null") continue;
    const entry = entryOf(item, reading, identities);
    if (entry === undefined) complete = false;
    else entries.push(entry);
  }
  return { argument: name, holds, thunk, items, list: { argument: name, entries, complete } };
}

function entryOf(
  { value, at, condition, extra }: Item,
  reading: Reading,
  identities: Identities,
): ListedPackage | undefined {
  const identity = identities.of(value);
  const where = { condition: condition?.text, on: systemsOf(condition) };
  return identity && { ...identity, extra, ...where, ...reading.program.place(at) };
}

/** What two arguments hold together, under the name of the first that is there. */
function joined(first: PackageList | undefined, second: PackageList | undefined): PackageList | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return {
    argument: first.argument,
    entries: [...first.entries, ...second.entries],
    complete: first.complete && second.complete,
  };
}

function extrasOf(derivation: Derivation, reading: Reading, identities: Identities): ReadonlyMap<string, ReadList> {
  const found = argument(derivation, "optional-dependencies") ?? passedExtras(derivation);
  if (found?.kind !== "set") return new Map();
  const lists = [...found.attributes].flatMap(([extra, thunk]) => {
    const name = `optional-dependencies.${extra}` as const;
    if (thunk.force().kind === "null") return [];
    return [[extra, readList(name, name, thunk, reading, identities)] as const];
  });
  return new Map(lists);
}

function passedExtras(derivation: Derivation): Value | undefined {
  const passed = argument(derivation, "passthru");
  return passed?.kind === "set" ? passed.attributes.get("optional-dependencies")?.force() : undefined;
}

function namesIn(derivation: Derivation, name: string, { program }: Reading): readonly string[] | "all" {
  const thunk = derivation.arguments.attributes.get(name);
  const value = thunk?.force();
  if (thunk === undefined || value === undefined) return [];
  if (value.kind === "boolean") return value.value ? "all" : [];
  return readItems(thunk, program).items.flatMap((item) => knownText(item.value) ?? []);
}

function formatOf(derivation: Derivation): PythonPackage["format"] {
  const pyproject = argument(derivation, "pyproject");
  if (pyproject !== undefined) return isTrue(pyproject) ? "pyproject" : "other";
  const format = argument(derivation, "format");
  if (format === undefined) return derivation.arguments.rest === undefined ? undefined : "other";
  const text = knownText(format);
  return text === "setuptools" || text === "wheel" || text === "pyproject" ? text : "other";
}

function isTrue(value: Value): boolean {
  return value.kind === "boolean" && value.value;
}
