/** Sources that are a part of another source: a build sees nothing of what stood above it. */
import { lexical } from "../evaluate/environment.ts";
import type { Derivation, StringValue, Value, Written } from "../evaluate/value.ts";
import { display } from "../source.ts";
import { descend } from "../walk.ts";
import { copiesAllToOut, isHarmless, isStorePath, unpacksAll } from "./copy-scripts.ts";
import { afterReferences } from "./directory.ts";
import type { Program } from "./program.ts";
import { argument, fetchersIn, type Node } from "./search.ts";

/**
 * Whether a package's source is a copy of one directory of another source, or made of it in a way that may leave
 * something out. A fetcher's result is none, nor is what is known to hold the whole of it.
 */
export function copiesSubdirectory({ derivation }: Node): boolean {
  const src = argument(derivation, "src");
  if (src !== undefined && isPart(src)) return true;
  const unpack = argument(derivation, "unpackPhase");
  return unpack?.kind === "string" && !unpacksAll(unpack);
}

/** Names that lead to names: more is not followed. */
const stepLimit = 10;

/** What the whole source is called where a package copies a part of it; undefined where it has no name there. */
export function copiedFrom({ derivation }: Node, program: Program): string | undefined {
  const src = derivation?.arguments.attributes.get("src")?.written;
  return src && wholeIn(src, program, 0);
}

function wholeIn({ expression: root, environment }: Written, program: Program, step: number): string | undefined {
  const text = program.text(environment.file) ?? "";
  for (const expression of descend(root)) {
    if (expression.kind !== "variable" && expression.kind !== "select") continue;
    const value = program.evaluator.evaluate(expression, environment);
    const name = display(text.slice(expression.from, expression.to));
    const isWhole = value.kind === "set" && holdsSource(value) && !isPart(value);
    if (isWhole && /^[\w'.-]+$/.test(name)) return name;
    const meant = expression.kind === "variable" ? lexical(environment, expression.name)?.written : undefined;
    const isHere = meant?.environment.file === environment.file && step < stepLimit;
    const found = isHere ? wholeIn(meant, program, step + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Functions whose result is all of their source. */
const keepers: ReadonlySet<string | undefined> = new Set(["applyPatches", "cleanSource", "srcOnly"]);

function isPart(value: Value): boolean {
  switch (value.kind) {
    case "string":
      return afterReferences(value, false).some((path) => path !== "") || inner(value).some(isPart);
    case "unknown": {
      const mentions = value.mentions.map((thunk) => thunk.force());
      // Without a name it is one of several values; with one a function made it, or something was selected from it.
      const isKept = value.label === undefined || keepers.has(value.label);
      return isKept ? mentions.some(isPart) : mentions.some(holdsSource);
    }
    case "set": {
      if (value.derivation !== undefined) return isPartial(value.derivation);
      const path = value.attributes.get("outPath")?.force();
      return path !== undefined && isPart(path);
    }
    default:
      return false;
  }
}

function isPartial(derivation: Derivation): boolean {
  if (derivation.maker === "fetcher") return argument(derivation, "rootDir") !== undefined;
  const src = argument(derivation, "src");
  if (!holdsSource(src) && fetchersIn(derivation).size === 0) return false;
  if (src !== undefined && isPart(src)) return true;
  // What else goes into it is a source, or a script.
  const isOfPart = (value: Value) => (value.kind === "string" ? inner(value).some(isPart) : isPart(value));
  if (given(derivation).some((value) => value.kind !== "unknown" && isOfPart(value))) return true;
  if (keepers.has(derivation.function)) return !isUnchangedBeside(derivation, inert);
  return !isCopiedWhole(derivation);
}

/** Whether a source is in it, whatever was done to it. */
function holdsSource(value: Value | undefined): boolean {
  if (value?.kind === "string") return inner(value).some(holdsSource);
  if (value?.kind === "unknown") return value.mentions.some((thunk) => holdsSource(thunk.force()));
  if (value?.kind !== "set" || value.derivation === undefined) return false;
  const { derivation } = value;
  return derivation.maker === "fetcher" || fetchersIn(derivation).size > 0 || holdsSource(argument(derivation, "src"));
}

/** What a string's references and unknown parts stand for. */
function inner({ parts }: StringValue): readonly Value[] {
  return parts.flatMap((part) => {
    if (part.kind === "reference") return part.to;
    return part.kind === "unknown" ? part.mentions.map((thunk) => thunk.force()) : [];
  });
}

function given({ arguments: { attributes }, inputs }: Derivation): readonly Value[] {
  return [...attributes.values(), ...inputs].map((thunk) => thunk.force());
}

/** Arguments that neither run anything nor say where a script runs. */
const inert = new Set(
  [
    ["name", "pname", "version", "src", "meta", "passthru", "patches", "preferLocalBuild", "allowSubstitutes"],
    ["strictDeps", "doCheck", "dontUnpack", "dontPatch", "dontConfigure", "dontBuild", "dontFixup", "dontStrip"],
    ["dontPatchShebangs", "dontPatchELF"],
  ].flat(),
);

/** `cp -r ${source} $out`, `cp -r $src/. $out`; where the source was unpacked also `cp -r . $out`. */
function isCopiedWhole(derivation: Derivation): boolean {
  if (derivation.arguments.rest !== undefined || derivation.arguments.optional) return false;
  const names = variables(derivation);
  const command = argument(derivation, "buildCommand");
  if (derivation.function !== "mkDerivation" || command !== undefined) {
    // A command is run in place of all phases.
    const scripts = [...derivation.inputs.map((thunk) => thunk.force()), ...(command === undefined ? [] : [command])];
    const [script] = scripts;
    return scripts.length === 1 && script?.kind === "string" && copiesAllToOut(script, names, false);
  }
  const script = argument(derivation, "installPhase");
  const isInside = argument(derivation, "dontUnpack") === undefined;
  const isQuiet = isUnchangedBeside(derivation, new Set([...inert, ...names, "installPhase"]));
  return isQuiet && script?.kind === "string" && copiesAllToOut(script, names, isInside);
}

const phase = /^(?:pre|post)[A-Z]\w*$|^\w+Phase$/;

/** Whether all arguments but some are phases that leave the files where they are. */
function isUnchangedBeside({ arguments: { attributes } }: Derivation, some: ReadonlySet<string>): boolean {
  return [...attributes].every(([name, thunk]) => {
    if (some.has(name)) return true;
    const value = thunk.force();
    return value.kind === "null" || (phase.test(name) && value.kind === "string" && isHarmless(value));
  });
}

/** The arguments that a script sees as variables that hold a source's store path. */
function variables({ arguments: { attributes } }: Derivation): readonly string[] {
  return [...attributes].flatMap(([name, thunk]) => {
    if (phase.test(name) || !/^[A-Za-z_]\w*$/.test(name)) return [];
    const value = thunk.force();
    const isPath = value.kind === "string" ? isStorePath(value) : holdsSource(value);
    return isPath ? name : [];
  });
}
