/**
 * Evaluates Nix expressions as far as their files say: names, sets, strings, functions, `import`. What comes from
 * nixpkgs is either a function that is known here (`nixpkgs.ts`) or unknown.
 *
 * Language: Nix manual, "Nix Expression Language".
 */
import { commonNames } from "../../upstream/requirements/known.ts";
import type {
  Apply,
  AttributeName,
  AttributePath,
  Expression,
  HasAttribute,
  If,
  Lambda,
  Select,
  StringExpression,
  StringPart,
  SyntaxTree,
} from "../syntax.ts";
import { attributesOf } from "./bindings.ts";
import { globalNames } from "./builtins.ts";
import { applyUnknown, derivationAttribute } from "./derivations.ts";
import { type Environment, lexical, namespaces, withNames, withNamespace } from "./environment.ts";
import { below, knownFunctions, knownIn, knownOverride } from "./nixpkgs.ts";
import { binary, either } from "./operators.ts";
import { resolvePath } from "./paths.ts";
import { isPythonSet } from "./python-sets.ts";
import { knownText, string } from "./text.ts";
import {
  boolean,
  list,
  type NixpkgsPath,
  type Origin,
  type Part,
  primitive,
  Thunk,
  unknown,
  type Value,
} from "./value.ts";

/** What an evaluation may reach: parsed files by path, and the packages that files are called with. */
export interface Surroundings {
  /** The value of a file; undefined where the repository has no such file. */
  file(path: string): Thunk | undefined;
  /** Text of a file that is not Nix. */
  text(path: string): string | undefined;
  /** A package of the repository by its name. */
  package(name: string): Thunk | undefined;
  /** All packages: what `pkgs` is. */
  readonly all: Thunk;
}

/** `assert condition; ...` */
export interface Assertion {
  readonly at: Origin;
  readonly condition: Thunk;
}

/** Nesting beyond this is not followed: it keeps within the stack. */
const depthLimit = 600;

export class Evaluator {
  readonly surroundings: Surroundings;
  /** How many more expressions may be evaluated before all becomes unknown. Set anew for each package. */
  budget = 0;
  /** True once something was left out because of a limit. */
  exhausted = false;
  /** The names that every expression sees: `builtins`, `map`, `import`. */
  readonly globals: ReadonlyMap<string, Thunk>;
  /** What is known of nixpkgs, by the name that it has there wherever it is found. */
  readonly known: ReadonlyMap<string, Thunk>;
  /** How the functions of files are called: by the set of packages that their arguments come from, or without one. */
  readonly callers = new Map<Lambda, Map<string, NixpkgsPath | undefined>>();
  /** Those that were met, each time. */
  readonly assertions: Assertion[] = [];
  #depth = 0;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.globals = globalNames(this);
    this.known = knownFunctions(this);
  }

  evaluate(expression: Expression, environment: Environment): Value {
    if (this.budget <= 0 || this.#depth >= depthLimit) {
      this.exhausted = true;
      return unknown();
    }
    this.budget--;
    this.#depth++;
    try {
      return this.#evaluate(expression, environment);
    } finally {
      this.#depth--;
    }
  }

  delay(expression: Expression, environment: Environment): Thunk {
    const origin = { file: environment.file, from: expression.from };
    return new Thunk(() => this.evaluate(expression, environment), origin, { expression, environment });
  }

  /** The value of a whole file, without the arguments that its function may want. */
  file(tree: SyntaxTree, environment: Environment): Thunk {
    return this.delay(tree.root, environment);
  }

  #evaluate(expression: Expression, environment: Environment): Value {
    switch (expression.kind) {
      case "variable":
        return this.variable(expression.name, environment);
      case "int":
        return { kind: "number", value: Number(expression.value) };
      case "float":
        return unknown();
      case "uri": {
        const site = { file: environment.file, from: expression.from, to: expression.to };
        return string([{ kind: "literal", text: expression.value, site }]);
      }
      case "search-path":
        return unknown([], expression.value);
      case "string":
        return this.#string(expression, environment);
      case "path": {
        const text = knownText(string(this.#parts(expression.parts, environment)));
        return { kind: "path", path: text === undefined ? undefined : resolvePath(environment.file, text) };
      }
      case "list":
        return list(expression.items.map((item) => this.delay(item, environment)));
      case "set": {
        const value = attributesOf(this, expression.bindings, environment, expression.form !== "plain");
        return expression.form === "legacy-let" ? this.select(value, "body") : value;
      }
      case "let": {
        const { attributes } = attributesOf(this, expression.bindings, environment, true);
        return this.evaluate(expression.body, withNames(environment, attributes));
      }
      case "with":
        return this.evaluate(
          expression.body,
          withNamespace(environment, this.delay(expression.namespace, environment)),
        );
      case "assert": {
        const at = { file: environment.file, from: expression.from };
        // Not looked at here: what it asks for may need the value that is being computed.
        this.assertions.push({ at, condition: this.delay(expression.condition, environment) });
        return this.evaluate(expression.body, environment);
      }
      case "if":
        return this.#if(expression, environment);
      case "lambda":
        return {
          kind: "function",
          apply: (argument) => this.call(expression, environment, argument),
          lambda: { expression, environment },
        };
      case "apply":
        return this.#apply(expression, environment);
      case "select":
        return this.#select(expression, environment);
      case "has":
        return this.#has(expression, environment);
      case "unary": {
        const operand = this.evaluate(expression.operand, environment);
        if (expression.operator === "!" && operand.kind === "boolean") return boolean(!operand.value);
        if (expression.operator === "-" && operand.kind === "number") return { kind: "number", value: -operand.value };
        return unknown();
      }
      case "binary":
        return binary(this, expression, environment);
      case "parenthesised":
        return this.evaluate(expression.inner, environment);
    }
  }

  /** What a name means where it stands. */
  variable(name: string, environment: Environment): Value {
    const found = lexical(environment, name);
    if (found !== undefined) return found.force();
    const global = this.globals.get(name);
    if (global !== undefined) return global.force();
    const around = namespaces(environment);
    for (const [index, namespace] of around.entries()) {
      const value = namespace.force();
      if (value.kind === "set" && value.rest === undefined && !value.attributes.has(name)) continue;
      // Of nixpkgs and a Python set outside of it, either may be the one that has a Python package's name.
      const outer = mayHave(value, name)
        ? around.slice(index + 1).find((one) => isPythonPackages(one.force()))
        : undefined;
      if (outer === undefined) return this.select(value, name);
      return knownIn(this, name, [name]) ?? unknown([namespace, outer], name);
    }
    return unknown([], name);
  }

  #string(expression: StringExpression, environment: Environment): Value {
    if (expression.parts.length > 0) return string(this.#parts(expression.parts, environment));
    const at = expression.from + (expression.style === "quoted" ? 1 : 2);
    return string([{ kind: "literal", text: "", site: { file: environment.file, from: at, to: at } }]);
  }

  #parts(parts: readonly StringPart[], environment: Environment): Part[] {
    return parts.flatMap((part): readonly Part[] => {
      if (part.kind === "interpolation") return this.coerce(this.delay(part.expression, environment));
      if (!part.verbatim) return [{ kind: "derived", text: part.value, sites: [] }];
      const site = { file: environment.file, from: part.from, to: part.to };
      return [{ kind: "literal", text: part.value, site }];
    });
  }

  /** The string that a value becomes inside another: a derivation becomes its store path. */
  coerce(thunk: Thunk): readonly Part[] {
    const value = thunk.force();
    switch (value.kind) {
      case "string":
        return value.parts;
      case "path":
        return [{ kind: "reference", to: value }];
      case "set": {
        if (value.derivation !== undefined) return [{ kind: "reference", to: value }];
        const outPath = value.attributes.get("outPath")?.force();
        return outPath?.kind === "string" ? outPath.parts : [{ kind: "unknown", mentions: [thunk] }];
      }
      default:
        return [{ kind: "unknown", mentions: [thunk] }];
    }
  }

  #if(expression: If, environment: Environment): Value {
    const condition = this.evaluate(expression.condition, environment);
    if (condition.kind === "boolean") {
      return this.evaluate(condition.value ? expression.consequent : expression.alternative, environment);
    }
    return either(this.delay(expression.consequent, environment), this.delay(expression.alternative, environment));
  }

  #apply(expression: Apply, environment: Environment): Value {
    const applied = this.evaluate(expression.function, environment);
    const at = { file: environment.file, from: expression.from };
    return this.apply(applied, this.delay(expression.argument, environment), at);
  }

  apply(applied: Value, argument: Thunk, at: Origin): Value {
    if (applied.kind === "function") return applied.apply(argument, at);
    if (applied.kind === "set") {
      const functor = applied.attributes.get("__functor")?.force();
      if (functor?.kind !== "function") return unknown([Thunk.of(applied), argument]);
      return this.apply(functor.apply(Thunk.of(applied), at), argument, at);
    }
    return applyUnknown(this, applied, argument, at);
  }

  /** Calls a function of a file. */
  call(lambda: Lambda, environment: Environment, argument: Thunk): Value {
    return this.evaluate(lambda.body, this.inside(lambda, environment, argument));
  }

  /** The names that a function's body sees; formals that the argument lacks take their defaults. */
  inside(lambda: Lambda, environment: Environment, argument: Thunk): Environment {
    const { argument: name, formals } = lambda;
    const names = new Map<string, Thunk>();
    const given = formals === undefined ? undefined : argument.force();
    const taken = given?.kind === "set" ? given : undefined;
    const inner = withNames(environment, names, formals && { lambda, given: taken });
    if (name !== undefined) names.set(name, argument);
    if (formals !== undefined && given !== undefined) {
      this.#noteCall(lambda, taken?.foundIn);
      for (const formal of formals.entries) {
        const fallback = formal.default === undefined ? undefined : this.delay(formal.default, inner);
        const found = given.kind === "set" ? given.attributes.get(formal.name) : undefined;
        const closed = given.kind === "set" && given.rest === undefined && !given.optional;
        if (found !== undefined && (closed || fallback === undefined)) names.set(formal.name, found);
        else if (fallback !== undefined) {
          names.set(formal.name, closed ? fallback : Thunk.of(unknown([argument, fallback], formal.name)));
        } else names.set(formal.name, new Thunk(() => this.select(given, formal.name)));
      }
    }
    return inner;
  }

  #noteCall(lambda: Lambda, foundIn: NixpkgsPath | undefined): void {
    const noted = this.callers.get(lambda) ?? new Map<string, NixpkgsPath | undefined>();
    this.callers.set(lambda, noted);
    noted.set(foundIn?.join(".") ?? "-", foundIn);
  }

  /** `value.name`, whatever the value is. */
  select(value: Value, name: string): Value {
    if (value.kind === "set") {
      const found = value.attributes.get(name);
      if (found !== undefined) return value.optional ? unknown([found], name) : found.force();
      const made = derivationAttribute(this, value, name);
      if (made !== undefined) return made;
      if (value.rest === undefined) return unknown([], name);
      const path = below(value.rest.path, name);
      return knownIn(this, name, path) ?? unknown([Thunk.of(value.rest)], name, path);
    }
    if (value.kind === "function") {
      // `buildPythonPackage.override { }` is the same function for us.
      return name === "override" ? (value.override ?? primitive(() => value)) : unknown([], name);
    }
    if (value.kind === "unknown") {
      const path = below(value.path, name);
      const known = knownIn(this, name, path) ?? knownOverride(this, value, name);
      return known ?? unknown([Thunk.of(value)], name, path);
    }
    return unknown([], name);
  }

  #select({ subject, path, default: fallback }: Select, environment: Environment): Value {
    let value = this.evaluate(subject, environment);
    for (const step of path) {
      const name = this.name(step, environment);
      if (fallback !== undefined && (name === undefined || this.has(value, name) !== true)) {
        const otherwise = this.delay(fallback, environment);
        if (name !== undefined && this.has(value, name) === false) return otherwise.force();
        return unknown([Thunk.of(name === undefined ? value : this.select(value, name)), otherwise], name);
      }
      value = name === undefined ? unknown([Thunk.of(value)]) : this.select(value, name);
    }
    return value;
  }

  /** Whether a set has an attribute; undefined where that is not known. */
  has(value: Value, name: string): boolean | undefined {
    if (value.kind === "unknown") return undefined;
    if (value.kind !== "set") return false;
    if (value.attributes.has(name)) return value.optional ? undefined : true;
    return value.rest === undefined && value.derivation === undefined ? false : undefined;
  }

  #has({ subject, path }: HasAttribute, environment: Environment): Value {
    let value = this.evaluate(subject, environment);
    for (const step of path) {
      const name = this.name(step, environment);
      const has = name === undefined ? undefined : this.has(value, name);
      if (name === undefined || has === undefined) return unknown();
      if (!has) return boolean(false);
      value = this.select(value, name);
    }
    return boolean(true);
  }

  /** An attribute's name; undefined where only a run could tell. */
  name(name: AttributeName, environment: Environment): string | undefined {
    if (name.name !== undefined || name.expression === undefined) return name.name;
    return knownText(this.evaluate(name.expression, environment));
  }

  names(path: AttributePath, environment: Environment): (string | undefined)[] {
    return path.map((name) => this.name(name, environment));
  }

  /** A function's argument as a set; a function of the final attributes gets them. */
  argumentSet(argument: Thunk): Value {
    const value = argument.force();
    if (value.kind !== "function") return value;
    const final: Thunk = new Thunk(() => {
      const result = value.apply(final, argument.origin ?? { file: "", from: 0 });
      return result.kind === "function" ? unknown([argument]) : result;
    }, argument.origin);
    return final.force();
  }
}

/** Whether a set is nixpkgs' own, and whether it has the name of a Python package is not known. */
function mayHave(value: Value, name: string): boolean {
  return commonNames.has(name) && value.kind === "set" && value.rest?.path?.length === 0 && !value.attributes.has(name);
}

function isPythonPackages(value: Value): boolean {
  return isPythonSet(value.kind === "set" ? value.rest?.path : value.kind === "unknown" ? value.path : undefined);
}
