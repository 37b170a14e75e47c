/**
 * The functions of nixpkgs that matter here, known by their names: what fetches a source, makes a package, joins
 * packages, or calls another file.
 */
import { commonNames } from "../../upstream/requirements/known.ts";
import { makeDerivation, unknownOverride } from "./derivations.ts";
import type { Evaluator } from "./evaluator.ts";
import { library } from "./library.ts";
import { update } from "./operators.ts";
import { isPythonSet } from "./python-sets.ts";
import {
  type FunctionValue,
  inNixpkgs,
  type Maker,
  type NixpkgsPath,
  type Origin,
  primitive,
  primitive2,
  primitive3,
  set,
  Thunk,
  type Unknown,
  unknown,
  type Value,
} from "./value.ts";

const makers: Readonly<Record<string, Maker>> = {
  fetchFromGitHub: "fetcher",
  fetchPypi: "fetcher",
  fetchurl: "fetcher",
  fetchzip: "fetcher",
  fetchTarball: "fetcher",
  fetchgit: "fetcher",
  buildPythonPackage: "builder",
  buildPythonApplication: "builder",
  mkDerivation: "builder",
  symlinkJoin: "join",
};

export function knownFunctions(evaluator: Evaluator): ReadonlyMap<string, Thunk> {
  const known = new Map<string, Thunk>();
  const add = (name: string, value: Value) => known.set(name, Thunk.of(value));
  for (const [name, maker] of Object.entries(makers)) add(name, maker1(evaluator, maker, name));
  add("buildEnv", buildEnv(evaluator));
  add("withPackages", withPackages(evaluator, Thunk.of(unknown([], "ps"))));
  const runCommand = primitive3((name, env, script, at) => command(evaluator, name, env, script, at));
  for (const name of ["runCommand", "runCommandLocal", "runCommandCC", "runCommandNoCC"]) add(name, runCommand);
  const call = caller(evaluator, []);
  add("callPackage", call);
  add("callPackages", call);
  add("newScope", newScope(evaluator, []));
  const same = primitive((argument) => argument.force());
  for (const name of ["toPythonModule", "toPythonApplication", "makeOverridable"]) add(name, same);
  known.set("lib", new Thunk(() => library(evaluator, callPackageWith(evaluator))));
  return known;
}

/** The place of an attribute of something in nixpkgs. The Python sets are known by their names alone. */
export function below(path: NixpkgsPath | undefined, name: string): NixpkgsPath | undefined {
  if (path !== undefined) return [...path, name];
  return /^python3[0-9]*(Packages)?$/.test(name) ? [name] : undefined;
}

/** What is known under a name, as the set of packages has it in which it is found. */
export function knownIn(evaluator: Evaluator, name: string, path: NixpkgsPath | undefined): Value | undefined {
  if (path !== undefined && makers[name] === "builder") return maker1(evaluator, "builder", name, path);
  const around = path?.slice(0, -1);
  if (around !== undefined && (name === "callPackage" || name === "callPackages")) return caller(evaluator, around);
  if (around !== undefined && name === "newScope") return newScope(evaluator, around);
  if (around !== undefined && name === "overrideScope" && isPythonSet(around)) {
    return primitive((overlay, at) => extended(evaluator, overlay, around, at).force());
  }
  return evaluator.known.get(name)?.force();
}

function caller(evaluator: Evaluator, foundIn: NixpkgsPath): FunctionValue {
  return primitive2((called, given, at) => callPackage(evaluator, called, given, at, foundIn));
}

/** `newScope extra`: a callPackage that has more than the set of packages that it is of. */
function newScope(evaluator: Evaluator, foundIn: NixpkgsPath): FunctionValue {
  return primitive3((extra, called, given, at) => callPackage(evaluator, called, merged(extra, given), at, foundIn));
}

/** `lib.callPackageWith scope`: a callPackage that has what the scope has, and nothing else. */
function callPackageWith(evaluator: Evaluator): FunctionValue {
  return primitive3((scope, called, given, at) => {
    const value = scope.force();
    const [known, rest] = value.kind === "set" ? [{ ...value, rest: undefined }, value.rest] : [set(new Map()), value];
    const path = rest?.kind === "unknown" ? rest.path : undefined;
    return callPackage(evaluator, called, merged(Thunk.of(known), given), at, path, rest);
  });
}

function maker1(evaluator: Evaluator, maker: Maker, name: string, path?: NixpkgsPath): FunctionValue {
  return primitive((argument, at) => {
    const value = argument.force();
    // `fetchTarball "https://..."` and a URL's other short form.
    if (maker === "fetcher" && value.kind === "string") {
      const urlOnly = Thunk.of(set(new Map([["url", argument]])), argument.origin);
      return makeDerivation(evaluator, maker, name, urlOnly, at);
    }
    return makeDerivation(evaluator, maker, name, argument, at, [], path);
  });
}

/** A fetcher among the builtins. */
export function fetcher(evaluator: Evaluator, name: string): FunctionValue {
  return maker1(evaluator, "fetcher", name);
}

/** `buildEnv { paths }`, and Python's, which is `python.buildEnv.override { extraLibs }`. */
function buildEnv(evaluator: Evaluator): FunctionValue {
  return { ...maker1(evaluator, "join", "buildEnv"), override: maker1(evaluator, "join", "buildEnv") };
}

/** `python.withPackages (ps: [ ... ])` */
function withPackages(evaluator: Evaluator, packages: Thunk): FunctionValue {
  return primitive((choose, at) => {
    const paths = new Thunk(() => evaluator.apply(choose.force(), packages, at), at);
    return makeDerivation(evaluator, "join", "withPackages", Thunk.of(set(new Map([["paths", paths]]))), at);
  });
}

function command(evaluator: Evaluator, name: Thunk, env: Thunk, script: Thunk, at: Origin): Value {
  const own = set(new Map([["name", name]]));
  const given = new Thunk(() => update(evaluator.argumentSet(env), own), env.origin);
  return makeDerivation(evaluator, "transform", "runCommand", given, at, [script]);
}

function merged(first: Thunk, second: Thunk): Thunk {
  return new Thunk(() => update(first.force(), second.force()));
}

/**
 * `callPackage file { }`: the function's arguments come from the given set, then from all packages, then from its own
 * defaults. Nixpkgs manual, `lib.customisation.callPackageWith`.
 */
export function callPackage(
  evaluator: Evaluator,
  called: Thunk,
  given: Thunk,
  at: Origin,
  foundIn: NixpkgsPath | undefined,
  rest?: Value,
): Value {
  const value = called.force();
  const callable = value.kind === "path" ? importFile(evaluator, value.path, called) : value;
  const more = given.force();
  const find = (name: string): Thunk | undefined =>
    (more.kind === "set" ? more.attributes.get(name) : undefined) ?? (foundIn && packageIn(evaluator, name, foundIn));
  return callWith(evaluator, callable, find, more, at, foundIn, rest);
}

/**
 * Applies a file's function to arguments found by name. A function without a pattern gets all packages.
 *
 * @param foundIn the set of packages that has the names; undefined where it is no set of nixpkgs
 * @param rest what has them then
 */
export function callWith(
  evaluator: Evaluator,
  callable: Value,
  find: (name: string) => Thunk | undefined,
  more: Value,
  at: Origin,
  foundIn: NixpkgsPath | undefined,
  rest?: Value,
): Value {
  if (callable.kind !== "function")
    return callable.kind === "unknown" ? unknown([Thunk.of(callable), Thunk.of(more)]) : callable;
  const formals = callable.lambda?.expression.formals;
  if (formals === undefined) {
    const all = more.kind === "set" ? update(evaluator.surroundings.all.force(), more) : more;
    return callable.apply(Thunk.of(all), at);
  }
  const values = new Map(more.kind === "set" ? more.attributes : []);
  for (const { name, default: fallback } of formals.entries) {
    const found = find(name);
    if (found !== undefined) values.set(name, found);
    // A default is for what the set does not have.
    else if (foundIn !== undefined && (fallback === undefined || isUsual(name, foundIn)))
      values.set(name, Thunk.of(inNixpkgs([...foundIn, name])));
  }
  const others = foundIn === undefined && rest?.kind === "unknown" ? rest : undefined;
  return callable.apply(Thunk.of(set(values, { foundIn, rest: others })), at);
}

/** Whether a set of packages is known to have a name, whatever nixpkgs it is of. */
function isUsual(name: string, foundIn: NixpkgsPath): boolean {
  return isPythonSet(foundIn) && commonNames.has(name);
}

/** What a name means in a set of packages: a package of the repository, or what nixpkgs is known to have there. */
export function packageIn(evaluator: Evaluator, name: string, foundIn: NixpkgsPath): Thunk | undefined {
  if (name === "pkgs") return evaluator.surroundings.all;
  const own = evaluator.surroundings.package(name);
  const known = own === undefined ? knownIn(evaluator, name, [...foundIn, name]) : undefined;
  return own ?? (known && Thunk.of(known));
}

/** The value of a file of the repository; a folder means its `default.nix`. */
export function importFile(evaluator: Evaluator, path: string | undefined, mention: Thunk): Value {
  if (path === undefined) return unknown([mention]);
  const { surroundings } = evaluator;
  const inFolder = path === "" ? "default.nix" : `${path}/default.nix`;
  return (surroundings.file(path) ?? surroundings.file(inFolder))?.force() ?? unknown([mention]);
}

/** Methods that packages of nixpkgs have, of which nothing else is known. */
export function knownOverride(evaluator: Evaluator, of: Unknown, name: string): Value | undefined {
  if (name === "overrideAttrs" || name === "overridePythonAttrs") return unknownOverride(of);
  if (name !== "override") return undefined;
  return primitive((changes, at) => {
    const given = changes.force();
    const overrides = given.kind === "set" ? given.attributes.get("packageOverrides") : undefined;
    if (overrides === undefined) return unknown([Thunk.of(of), changes], of.label, of.path);
    return pythonWith(evaluator, of, overrides, changes, at);
  });
}

/** `python3.override { packageOverrides = self: super: { ... }; }`: an interpreter whose package set is extended. */
function pythonWith(evaluator: Evaluator, base: Unknown, overrides: Thunk, changes: Thunk, at: Origin): Value {
  const packages = extended(evaluator, overrides, below(base.path, "pkgs"), at);
  const attributes = new Map([
    ["pkgs", packages],
    ["withPackages", Thunk.of(withPackages(evaluator, packages))],
  ]);
  return set(attributes, { rest: unknown([Thunk.of(base), changes], base.label) });
}

/** The Python set at a path, with what `final: prev: { ... }` adds to it and changes in it. */
function extended(evaluator: Evaluator, overlay: Thunk, path: NixpkgsPath | undefined, at: Origin): Thunk {
  const superPackages = Thunk.of(unknown([], "super", path));
  const packages: Thunk = new Thunk(() => {
    const changes = evaluator.apply(evaluator.apply(overlay.force(), packages, at), superPackages, at);
    return update(unknown([], "pythonPackages", path), changes);
  });
  return packages;
}
