import { LineCounter, parseDocument } from "yaml";
import { Problem, type Where } from "../errors.ts";
import { definitionOf, type InputName, inputNames } from "./definitions.ts";
import { nearest } from "./parsers.ts";
import type { Given, GivenInputs } from "./read.ts";

/** What the configuration says of one package, by its attribute path. */
export interface PackageConfiguration {
  /** The project in the upstream's archive that the package is built from, where the Nix file does not say. */
  readonly project?: string;
}

export interface Configuration {
  readonly inputs: GivenInputs;
  readonly packages: ReadonlyMap<string, PackageConfiguration>;
}

export const noConfiguration: Configuration = { inputs: new Map(), packages: new Map() };

/** Inputs that a file cannot set: secrets, and what belongs to one run. */
const perRun: readonly InputName[] = ["command", "tag", "dry-run", "config", "bump-file"];

export const configurableInputs = inputNames.filter(
  (name) => !perRun.includes(name) && !definitionOf(name).secret && definitionOf(name).only === undefined,
);

const packageKeys = ["project"] as const;

/**
 * Reads a configuration file: YAML, its keys the inputs' names and `packages`, a map of attribute path to settings.
 *
 * @throws Problem of kind `input`, with file, line and column, for YAML that does not parse, a key that is not known or
 * a value of the wrong shape.
 */
export function readConfiguration(file: string, text: string): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw invalid(
      { file, line, column: col },
      "the configuration is not valid YAML",
      error.message.split("\n", 1)[0] ?? "",
    );
  }
  const content: unknown = document.toJS() ?? {};
  if (!isRecord(content)) throw invalid({ file }, "the configuration is not a map", "Write `key: value` lines.");

  const known: readonly string[] = [...configurableInputs, "packages"];
  const inputs = new Map<InputName, Given>();
  const packages = new Map<string, PackageConfiguration>();
  for (const [key, value] of Object.entries(content)) {
    if (key === "packages") {
      for (const [attribute, settings] of readPackages(file, value)) packages.set(attribute, settings);
      continue;
    }
    const name = configurableInputs.find((candidate) => candidate === key);
    if (name === undefined) throw unknownKey(file, key, known);
    inputs.set(name, { text: scalarText(file, key, value), from: "configuration" });
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

function readPackages(file: string, value: unknown): readonly (readonly [string, PackageConfiguration])[] {
  if (!isRecord(value))
    throw invalid({ file }, '"packages" is not a map', "Write the attribute path of a package as the key.");
  return Object.entries(value).map(([attribute, settings]) => {
    if (!isRecord(settings))
      throw invalid({ file }, `"packages.${attribute}" is not a map`, `Known keys: ${packageKeys.join(", ")}.`);
    for (const key of Object.keys(settings)) {
      if (!packageKeys.some((known) => known === key))
        throw unknownKey(file, key, packageKeys, `packages.${attribute}.`);
    }
    const { project } = settings;
    if (project === undefined) return [attribute, {}] as const;
    return [attribute, { project: scalarText(file, `packages.${attribute}.project`, project) }] as const;
  });
}

function scalarText(file: string, key: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map((item) => scalarText(file, key, item)).join(",");
  throw invalid({ file }, `"${key}" is neither a text nor a list of texts`, "Quote the value.");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownKey(file: string, key: string, known: readonly string[], prefix = ""): Problem {
  return invalid({ file }, `unknown key "${prefix}${key}"${nearest(key, known)}`, `Known: ${known.join(", ")}.`);
}

function invalid(where: Where, message: string, hint: string): Problem {
  return new Problem(message, { kind: "input", where, hint });
}
