import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Scalar, type YAMLSeq } from "yaml";
import { Problem, type Where } from "../errors.ts";
import { isProjectName, normalizeName } from "../upstream/names.ts";
import { isPep440Version } from "../upstream/pep440.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import { definitionOf, type InputName, inputNames } from "./definitions.ts";
import { nearest } from "./parsers.ts";
import type { Given, GivenInputs } from "./read.ts";

/** What the configuration says of one package, by its attribute path. */
export interface PackageConfiguration {
  /** The project in the upstream's archive that the package is built from, where the Nix file does not say. */
  readonly project?: string;
  /** Bounds of upstream that are to be relaxed because the pinned nixpkgs does not meet them. */
  readonly relax?: readonly RelaxedBound[];
  /** Requirements that are not to be reported, PEP 503 normalised. */
  readonly ignore?: readonly string[];
  /** False for a package that stays at the release that it is at. */
  readonly follow?: boolean;
  /** The modules that are imported to check what was built, where `pythonImportsCheck` does not say. */
  readonly import?: readonly string[];
  /** The place in the file that names the package. */
  readonly where: Where;
}

export interface RelaxedBound {
  /** PEP 503 normalised. */
  readonly project: string;
  /** The version that nixpkgs has, where it is written: `coloredlogs==15.0.1`. */
  readonly has: string | undefined;
}

export interface Configuration {
  readonly inputs: GivenInputs;
  readonly packages: ReadonlyMap<string, PackageConfiguration>;
}

/** Inputs that a file cannot set: secrets, and what belongs to one run. */
const perRun: readonly InputName[] = [
  "command",
  "tag",
  "packages",
  "dry-run",
  "config",
  "bump-file",
  "commit",
  "results",
  "preview",
];

export const configurableInputs = inputNames.filter(
  (name) => !perRun.includes(name) && !definitionOf(name).secret && definitionOf(name).only === undefined,
);

const packageKeys = ["project", "relax", "ignore", "follow", "import"] as const;

/**
 * Reads a configuration file: YAML, its keys the inputs' names and `packages`, a map of attribute path to settings.
 * Values are taken as they are written, so that `1.10` stays a version and is not the number 1.1. One that is left
 * empty counts as not given.
 *
 * @throws Problem of kind `input`, with file, line and column, for YAML that does not parse, a key that is not known or
 * a value of the wrong shape.
 */
export function readConfiguration(file: string, text: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at: At = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const where = at(error.pos[0]);
    throw invalid(where, "the configuration is not valid YAML", error.message.split("\n", 1)[0] ?? "");
  }
  const inputs = new Map<InputName, Given>();
  const packages = new Map<string, PackageConfiguration>();
  for (const entry of entriesOf(document.contents, at, "the configuration", "Write `key: value` lines.")) {
    if (entry.key === "packages") {
      for (const [attribute, settings] of readPackages(entry, at)) packages.set(attribute, settings);
      continue;
    }
    const name = configurableInputs.find((candidate) => candidate === entry.key);
    if (name === undefined) throw unknownKey(entry, [...configurableInputs, "packages"]);
    inputs.set(name, { text: valueText(entry, at), from: "configuration", where: entry.where });
  }
  return { inputs, packages };
}

/** For a file that was named and does not exist; the default one need not. */
export function missingConfiguration(file: string): Problem {
  return invalid(
    { file, input: "config" },
    "there is no such configuration file",
    "Correct the input config, or leave it out.",
  );
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The place of an offset in the file. */
type At = (offset: number) => Where;

interface Entry {
  readonly key: string;
  /** With the keys above it, as people write it: `packages.dagster.project`. */
  readonly path: string;
  readonly value: unknown;
  readonly where: Where;
}

/** A map's entries; none for nothing. Aliases are not followed: nothing here is worth repeating. */
function entriesOf(node: unknown, at: At, what: string, hint: string, parent?: Entry): readonly Entry[] {
  if (isEmpty(node)) return [];
  if (!isMap(node)) throw invalid(parent?.where ?? at(offsetOf(node)), `${what} is not a map`, hint);
  return node.items.map(({ key, value }) => {
    const where = at(offsetOf(key));
    if (!isScalar(key)) throw invalid(where, `a key of ${what} is not a text`, hint);
    const name = scalarText(key);
    return { key: name, path: parent === undefined ? name : `${parent.path}.${name}`, value, where };
  });
}

function readPackages(packages: Entry, at: At): readonly (readonly [string, PackageConfiguration])[] {
  const hint = "Write the attribute path of a package as the key.";
  return entriesOf(packages.value, at, '"packages"', hint, packages).map((entry) => {
    const settings: Writable<PackageConfiguration> = { where: entry.where };
    const known = `Known keys: ${packageKeys.join(", ")}.`;
    for (const setting of entriesOf(entry.value, at, quoteUntrusted(entry.path), known, entry)) {
      const key = packageKeys.find((candidate) => candidate === setting.key);
      if (key === undefined) throw unknownKey(setting, packageKeys);
      if (isEmpty(setting.value)) continue;
      if (key === "project") settings.project = valueText(setting, at);
      else if (key === "relax") settings.relax = itemsOf(setting, at).map(relaxedBound);
      else if (key === "follow") settings.follow = trueOrFalse(setting, at);
      else if (key === "import") settings.import = itemsOf(setting, at).map(moduleName);
      else settings.ignore = itemsOf(setting, at).map((item) => projectName(item, item.text));
    }
    return [entry.key, settings] as const;
  });
}

/** A scalar as it is written; a list, where the input takes one, with commas. */
function valueText({ key, path, value, where }: Entry, at: At): string {
  const takesList = configurableInputs.some((name) => name === key && definitionOf(name).list);
  if (isScalar(value)) return scalarText(value);
  if (isEmpty(value)) return "";
  if (!isSeq(value) || !takesList) {
    const hint = takesList ? "Write a list of texts." : "Write one text, in quotes if need be.";
    throw invalid(where, `the value of ${quoteUntrusted(path)} is not ${takesList ? "a list" : "a text"}`, hint);
  }
  return sequence(value, at, path, where)
    .map(({ text }) => text)
    .join(",");
}

function trueOrFalse(entry: Entry, at: At): boolean {
  const text = valueText(entry, at);
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw invalid(entry.where, `the value of ${quoteUntrusted(entry.path)} is not a boolean`, "Write true or false.");
}

interface Item {
  readonly text: string;
  readonly where: Where;
}

/** A list's items, or the one that stands for a list. */
function itemsOf({ path, value, where }: Entry, at: At): readonly Item[] {
  if (isScalar(value)) return [{ text: scalarText(value), where: at(offsetOf(value)) }];
  if (isSeq(value)) return sequence(value, at, path, where);
  throw invalid(where, `the value of ${quoteUntrusted(path)} is not a list`, "Write a list of texts.");
}

function sequence({ items }: YAMLSeq, at: At, path: string, where: Where): readonly Item[] {
  return items.map((item) => {
    const text = isScalar(item) ? scalarText(item) : "";
    const place = isNode(item) ? at(offsetOf(item)) : where;
    if (text !== "" && !text.includes(",")) return { text, where: place };
    throw invalid(place, `an item of ${quoteUntrusted(path)} is not one text`, "Write one text an item, no commas.");
  });
}

/** As Python imports it, e.g. `dagster_webserver.app`. */
function moduleName({ text, where }: Item): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(text)) return text;
  const hint = "Write the name that Python imports, for example dagster_webserver.";
  throw invalid(where, `${quoteUntrusted(text)} is no name of a module`, hint);
}

/** `coloredlogs`, or `coloredlogs==15.0.1` with the version that nixpkgs has. */
function relaxedBound(item: Item): RelaxedBound {
  const [, name = item.text, version] = /^(.*?)\s*==\s*(.*)$/.exec(item.text) ?? [];
  const hint = "Write a name, or a name with the version that nixpkgs has: coloredlogs==15.0.1.";
  const project = projectName(item, name, hint);
  if (version === undefined || isPep440Version(version)) return { project, has: version };
  throw invalid(item.where, `${quoteUntrusted(version)} is not a version by PEP 440`, hint);
}

function projectName({ where }: Item, name: string, hint = "Write a name as upstream requires it."): string {
  if (isProjectName(name)) return normalizeName(name);
  throw invalid(where, `${quoteUntrusted(name)} is not a project's name`, hint);
}

function scalarText({ value, source }: Scalar): string {
  return value === null ? "" : (source ?? String(value));
}

function isEmpty(node: unknown): boolean {
  return node == null || (isScalar(node) && node.value === null);
}

function offsetOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
}

function unknownKey({ key, path, where }: Entry, known: readonly string[]): Problem {
  return invalid(where, `unknown key ${quoteUntrusted(path)}${nearest(key, known)}`, `Known: ${known.join(", ")}.`);
}

function invalid(where: Where, message: string, hint: string): Problem {
  return new Problem(message, { kind: "input", where, hint });
}
