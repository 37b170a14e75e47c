/** How a package is to be written at a place, so that Nix takes the name for that package there. */
import { isSamePython, type PythonVersion } from "../../flox/python-version.ts";
import { type Environment, lexical, namespaces } from "../evaluate/environment.ts";
import { packageIn } from "../evaluate/nixpkgs.ts";
import { isPythonSet, pythonOf } from "../evaluate/python-sets.ts";
import { inNixpkgs, type NixpkgsPath, type Thunk, type Value } from "../evaluate/value.ts";
import { isNixName } from "../parse/lexer.ts";
import type { Reading } from "../reading/reading.ts";
import type { Expression, Lambda } from "../syntax.ts";
import type { Identities, Identity } from "./names.ts";

/** A function whose formals are to have one more. */
export interface NewFormal {
  readonly file: string;
  readonly lambda: Lambda;
  readonly name: string;
}

export interface Reference {
  readonly text: string;
  /** What has to be added for the text to mean that. */
  readonly formal: NewFormal | undefined;
}

/** Where a name is to be written. */
export interface Spot {
  readonly environment: Environment;
  /** Expressions that others are written with there: `python313Packages` of `python313Packages.click`. */
  readonly qualifiers: readonly Expression[];
  /** Whether the others are all written with such a qualifier. */
  readonly qualified: boolean;
  /** Of the package whose list it is. */
  readonly python: PythonVersion | undefined;
}

export class References {
  readonly #reading: Reading;
  readonly #identities: Identities;

  constructor(reading: Reading, identities: Identities) {
    this.#reading = reading;
    this.#identities = identities;
  }

  /** Undefined where no way of writing it means it there. */
  to(wanted: Identity, spot: Spot): Reference | undefined {
    const { environment } = spot;
    const name = lastName(wanted);
    if (!isNixName(name)) return undefined;
    const qualified = () => this.#qualified(name, wanted, spot);
    const bare = () =>
      this.#is(this.#evaluate(variable(name), environment), wanted, spot)
        ? { text: name, formal: undefined }
        : undefined;
    const first = spot.qualified ? [qualified, bare] : [bare];
    return (
      firstOf(first) ??
      this.#alias(wanted, environment) ??
      this.#formal(name, wanted, spot) ??
      qualified() ??
      this.#inScope(name, wanted, spot) ??
      this.#member(name, wanted, spot)
    );
  }

  #evaluate(expression: Expression, environment: Environment): Value {
    return this.#reading.program.evaluator.evaluate(expression, environment);
  }

  #is(value: Value, wanted: Identity, { python }: Spot): boolean {
    const found = this.#identities.of(value);
    if (found?.from !== wanted.from || found.name !== wanted.name) return false;
    const other = value.kind === "unknown" ? pythonOf(value.path) : undefined;
    return other === undefined || python === undefined || isSamePython(other, python);
  }

  /** `python313Packages.click`, by what the others are written with. */
  #qualified(name: string, wanted: Identity, spot: Spot): Reference | undefined {
    const { environment } = spot;
    const around = namespaces(environment).flatMap(({ written }) =>
      written?.environment.file === environment.file ? written.expression : [],
    );
    for (const subject of [...spot.qualifiers, ...around]) {
      const text = this.#plainText(subject, environment.file);
      if (text === undefined) continue;
      const value = this.#reading.program.evaluator.select(this.#evaluate(subject, environment), name);
      if (this.#is(value, wanted, spot)) return { text: `${text}.${name}`, formal: undefined };
    }
    return undefined;
  }

  /** `python313Packages.click`, by a name in scope that means the Python set there, or `python313.pkgs.click`. */
  #inScope(name: string, wanted: Identity, spot: Spot): Reference | undefined {
    const { evaluator } = this.#reading.program;
    for (const [key, thunk] of namesIn(spot.environment)) {
      const value = thunk.force();
      for (const [text, set] of [[key, value] as const, [`${key}.pkgs`, evaluator.select(value, "pkgs")] as const]) {
        const path = pathOf(set);
        // Of several Pythons the package's own is meant, also where another would do as far as is known.
        if (!isPythonSet(path) || !isSamePython(pythonOf(path), spot.python)) continue;
        if (this.#is(evaluator.select(set, name), wanted, spot)) return { text: `${text}.${name}`, formal: undefined };
      }
    }
    return undefined;
  }

  /** `pkgs.dagster`, `self.dagster`; the outermost that has it, so that of `self: super:` it is `self`. */
  #member(name: string, wanted: Identity, spot: Spot): Reference | undefined {
    if (wanted.from !== "own") return undefined;
    const { evaluator } = this.#reading.program;
    const found = namesIn(spot.environment).findLast(([, thunk]) =>
      this.#is(evaluator.select(thunk.force(), name), wanted, spot),
    );
    return found && { text: `${found[0]}.${name}`, formal: undefined };
  }

  /** A package that is made in the same file may have another name there. */
  #alias({ from, name }: Identity, environment: Environment): Reference | undefined {
    if (from !== "own" || !name.includes("/")) return undefined;
    for (const [key, thunk] of namesIn(environment)) {
      const found = this.#identities.of(thunk.force());
      if (found?.from === "own" && found.name === name) return { text: key, formal: undefined };
    }
    return undefined;
  }

  /** One more formal of the file's function, where callPackage gives it the package. */
  #formal(name: string, wanted: Identity, spot: Spot): Reference | undefined {
    const { environment } = spot;
    if (lexical(environment, name) !== undefined) return undefined;
    for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
      const { call } = at;
      if (call?.lambda.formals === undefined || call.given?.foundIn === undefined) continue;
      const callers = [...(this.#reading.program.evaluator.callers.get(call.lambda)?.values() ?? [])];
      // What the scope has beside the set of packages, as `newScope extra` does, comes first.
      const extra = call.given.attributes.get(name);
      const gives = callers.every(
        (foundIn) => foundIn !== undefined && this.#is(extra?.force() ?? this.#found(name, foundIn), wanted, spot),
      );
      if (!gives) return undefined;
      return { text: name, formal: { file: at.file, lambda: call.lambda, name } };
    }
    return undefined;
  }

  /** A Python package that a function around gets from its caller and callPackage would not find. */
  givenByHand(environment: Environment): string | undefined {
    for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
      const { lambda, given } = at.call ?? {};
      if (given === undefined || isPythonSet(given.foundIn)) continue;
      const formals = lambda?.formals?.entries.map(({ name }) => name) ?? [];
      const found = formals.find((name) => {
        const value = given.attributes.get(name)?.force();
        return value?.kind === "unknown" && this.#identities.of(value)?.from === "python-set";
      });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What callPackage finds under a name. */
  #found(name: string, foundIn: NixpkgsPath): Value {
    const { evaluator, values } = this.#reading.program;
    const member = foundIn.length === 0 ? undefined : values.get([...foundIn, name].join("."));
    return (member ?? packageIn(evaluator, name, foundIn))?.force() ?? inNixpkgs([...foundIn, name]);
  }

  /** A name, or names with dots, as they stand. */
  #plainText({ from, to, kind }: Expression, file: string): string | undefined {
    const text = this.#reading.program.text(file)?.slice(from, to);
    return (kind === "variable" || kind === "select") && text !== undefined && /^[\w'.-]+$/.test(text)
      ? text
      : undefined;
  }

  /** Whether an expression is a Python set where it stands. */
  isPythonSet(expression: Expression, environment: Environment): boolean {
    return isPythonSet(pathOf(this.#evaluate(expression, environment)));
  }
}

/** The names that can be written at a place, with what they mean, the innermost first. */
function namesIn(environment: Environment): (readonly [string, Thunk])[] {
  const found = new Map<string, Thunk>();
  for (let at: Environment | undefined = environment; at !== undefined; at = at.parent) {
    for (const [name, thunk] of at.names ?? []) if (isNixName(name) && !found.has(name)) found.set(name, thunk);
  }
  return [...found];
}

/** Where in nixpkgs something is, or what it extends. */
function pathOf(value: Value): NixpkgsPath | undefined {
  if (value.kind === "unknown") return value.path;
  return value.kind === "set" ? value.rest?.path : undefined;
}

function firstOf(candidates: readonly (() => Reference | undefined)[]): Reference | undefined {
  for (const candidate of candidates) {
    const found = candidate();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name under which a package is found: the last of an attribute path, or of `<file>/<package>`. */
export function lastName({ from, name }: Identity): string {
  return from === "own" ? (name.split(/[./]/).at(-1) ?? name) : name;
}

function variable(name: string): Expression {
  return { kind: "variable", name, from: 0, to: 0 };
}
