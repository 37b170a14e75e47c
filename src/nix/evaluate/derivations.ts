/** Derivations: what fetchers, builders and joins return, as far as other expressions look into them. */
import type { Evaluator } from "./evaluator.ts";
import { update } from "./operators.ts";
import { derived, string } from "./text.ts";
import {
  type Derivation,
  type Maker,
  type NixpkgsPath,
  type Origin,
  primitive,
  type SetValue,
  set,
  Thunk,
  unknown,
  type Value,
} from "./value.ts";

/** The derivation that a function of nixpkgs makes of its argument, which may be a function of the final attributes. */
export function makeDerivation(
  evaluator: Evaluator,
  maker: Maker,
  name: string,
  argument: Thunk,
  at: Origin,
  inputs: readonly Thunk[] = [],
  functionPath?: NixpkgsPath,
): SetValue {
  const given = evaluator.argumentSet(argument);
  const taken =
    given.kind === "set" && given.derivation === undefined ? given : set(new Map(), { rest: unknown([argument]) });
  return fromArguments({ maker, function: name, arguments: taken, inputs, at, functionPath });
}

function fromArguments(derivation: Derivation): SetValue {
  return set(derivation.arguments.attributes, { derivation, optional: false });
}

/** An attribute that a derivation has without being given it. */
export function derivationAttribute(evaluator: Evaluator, value: SetValue, name: string): Value | undefined {
  const { derivation } = value;
  if (derivation === undefined) return undefined;
  const argument = (attribute: string): Value | undefined => derivation.arguments.attributes.get(attribute)?.force();
  switch (name) {
    case "outPath":
    case "drvPath":
      return string([{ kind: "reference", to: value }]);
    case "out":
    case "finalPackage":
      return value;
    case "overrideAttrs":
    case "overridePythonAttrs":
      return primitive((changes, at) => changed(derivation, changes, at));
    case "override":
      return primitive((changes) => unknown([Thunk.of(value), changes], name));
    case "name":
      return packageName(evaluator, derivation, argument);
    case "rev": {
      const tag = derivation.function === "fetchFromGitHub" ? argument("tag") : undefined;
      return tag?.kind === "string" ? string([...derived("refs/tags/").parts, ...tag.parts]) : unknown();
    }
    default: {
      const passthru = argument("passthru");
      if (passthru?.kind === "set" && passthru.attributes.has(name)) return evaluator.select(passthru, name);
      return unknown([], name);
    }
  }
}

function packageName(
  evaluator: Evaluator,
  derivation: Derivation,
  argument: (attribute: string) => Value | undefined,
): Value {
  if (derivation.maker === "fetcher") {
    const named = derivation.function === "fetchFromGitHub" || derivation.function === "fetchzip";
    return named || derivation.function === "fetchTarball" ? derived("source") : unknown();
  }
  // Python's builders put the interpreter before it, others may as well.
  if (derivation.function !== "mkDerivation") return unknown();
  const { attributes } = derivation.arguments;
  const [pname, version] = [attributes.get("pname"), attributes.get("version")];
  if (pname === undefined || version === undefined || argument("pname")?.kind !== "string") return unknown();
  return string([...evaluator.coerce(pname), ...derived("-").parts, ...evaluator.coerce(version)]);
}

/** `overrideAttrs` and `overridePythonAttrs`: changes as a set, as a function of the old attributes, or of both. */
function changed(derivation: Derivation, changes: Thunk, at: Origin): SetValue {
  const old = Thunk.of(derivation.arguments);
  const final: Thunk = new Thunk(() => {
    const given = changes.force();
    if (given.kind !== "function") return update(derivation.arguments, given);
    const once = given.apply(old, at);
    const made = once.kind === "function" ? given.apply(final, at) : once;
    return update(derivation.arguments, made.kind === "function" ? made.apply(old, at) : made);
  }, at);
  const result = final.force();
  const taken = result.kind === "set" ? result : set(new Map(), { rest: unknown([changes]) });
  return fromArguments({ ...derivation, arguments: taken, at });
}

/** The same on a package of nixpkgs, of which nothing is known. */
export function unknownOverride(of: Value): Value {
  const base = set(new Map(), { rest: unknown([Thunk.of(of)]) });
  return primitive((changes, at) =>
    changed(
      { maker: "builder", function: "overrideAttrs", arguments: base, inputs: [], at, functionPath: undefined },
      changes,
      at,
    ),
  );
}

/**
 * A function that is not known, applied. If it is given what packages are made of, the result is taken for a package:
 * nixpkgs has a builder for every language.
 */
export function applyUnknown(evaluator: Evaluator, applied: Value, argument: Thunk, at: Origin): Value {
  const label = applied.kind === "unknown" ? applied.label : undefined;
  const mentions = [Thunk.of(applied), argument];
  const given = evaluator.argumentSet(argument);
  if (given.kind !== "set" || given.derivation !== undefined || given.scope) return unknown(mentions, label);
  const has = (name: string) => given.attributes.has(name);
  const isPackage = has("version") ? has("pname") || has("name") : (has("pname") || has("name")) && has("src");
  if (!isPackage && !has("src") && !has("hash") && !has("sha256") && !has("name")) return unknown(mentions, label);
  const maker = isPackage && !has("hash") && !has("sha256") ? "builder" : "transform";
  return fromArguments({
    maker,
    function: label ?? "an unknown function",
    arguments: given,
    inputs: [Thunk.of(applied)],
    at,
    functionPath: applied.kind === "unknown" ? applied.path : undefined,
  });
}
