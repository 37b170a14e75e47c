/** Sources that are a part of another source: a build sees nothing of what stood above it. */
import type { Derivation, StringValue, Value } from "../evaluate/value.ts";
import { afterReferences, clean, opaque } from "./directory.ts";
import { argument, fetchersIn, type Node } from "./search.ts";

/**
 * Whether a package's source is a copy of one directory of another source, or made of it in a way that may leave
 * something out. A fetcher's result is none, nor is what is known to hold the whole of it.
 */
export function copiesSubdirectory({ derivation }: Node): boolean {
  const src = argument(derivation, "src");
  if (src !== undefined && isPart(src)) return true;
  const unpack = argument(derivation, "unpackPhase");
  return unpack?.kind === "string" && (hasPath(unpack) || variablePaths(unpack, ["src"]).some((path) => path !== ""));
}

/** Functions whose result is all of their source. */
const keepers: ReadonlySet<string | undefined> = new Set(["applyPatches", "cleanSource"]);

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
  if (keepers.has(derivation.function)) return argument(derivation, "sourceRoot") !== undefined;
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

/** A character that no script has, for a store path. */
const reference = "\u0001";

/** `cp -r ${source} $out`, `cp -r $src/. $out`; behind an `unpackPhase` also `cp -r . $out`. */
function isCopiedWhole(derivation: Derivation): boolean {
  const scripts = given(derivation).filter((value) => value.kind === "string");
  if (scripts.some(hasPath)) return false;
  const names = variables(derivation);
  if (scripts.some((script) => variablePaths(script, names).some((path) => path !== ""))) return false;
  const isUnpacked = derivation.function === "mkDerivation" && argument(derivation, "sourceRoot") === undefined;
  const whole = [
    reference,
    ...names.flatMap((name) => [`\\$${name}`, `\\$\\{${name}\\}`]),
    ...(isUnpacked ? ["\\."] : []),
  ];
  const copy = new RegExp(`(?:^|[\\s"';&|(])(?:${whole.join("|")})(?:/\\.?)?["']?\\s+["']?\\$(?:out|\\{out\\})(?!\\w)`);
  return scripts.map(textOf).some((text) => {
    const found = copy.exec(text);
    return found !== null && !/(?:^|[\s;&|(])cd\s/.test(text.slice(0, found.index));
  });
}

/** The arguments that a script sees as variables that hold a store path. */
function variables({ arguments: { attributes } }: Derivation): readonly string[] {
  return [...attributes].flatMap(([name, thunk]) => {
    const value = thunk.force();
    const isPath = value.kind === "string" ? textOf(value) === reference : holdsSource(value);
    return isPath && /^[A-Za-z_]\w*$/.test(name) ? name : [];
  });
}

/** The paths that follow variables in a script: `$src/alpha`. */
function variablePaths(script: StringValue, names: readonly string[]): readonly (string | undefined)[] {
  if (names.length === 0) return [];
  const variable = new RegExp(
    `\\$(?:(?:${names.join("|")})(?!\\w)|\\{(?:${names.join("|")})\\})["']?(/[^\\s"';&|)\`*]*)?`,
    "g",
  );
  return [...textOf(script).matchAll(variable)].map(([, path = ""]) => (path.includes("$") ? undefined : clean(path)));
}

function hasPath(script: StringValue): boolean {
  return afterReferences(script, true).some((path) => path !== "");
}

function textOf({ parts }: StringValue): string {
  return parts
    .map((part) => {
      if (part.kind === "literal" || part.kind === "derived") return part.text;
      return part.kind === "reference" ? reference : opaque;
    })
    .join("");
}
