/**
 * What an expression is known to mean without running it: Nix values whose strings remember the literals they are made
 * of, and `unknown` for all that depends on nixpkgs or on the machine. Evaluation is lazy, as in Nix.
 */
import type { Expression, Lambda, Span } from "../syntax.ts";
import type { Environment } from "./environment.ts";

/** Where an expression stands. */
export interface Origin {
  readonly file: string;
  readonly from: number;
}

/** An expression as it is written, and what its names mean there. */
export interface Written {
  readonly expression: Expression;
  readonly environment: Environment;
}

/** Names that lead from the top level of nixpkgs to something in it: `python313Packages`, `click`. */
export type NixpkgsPath = readonly string[];

/** The characters of a literal, between its quotes and interpolations. */
export interface LiteralSite extends Span {
  readonly file: string;
}

/** A piece of a string. */
export type Part =
  /** It stands in a file just so. */
  | { readonly kind: "literal"; readonly text: string; readonly site: LiteralSite }
  /** Its text is known, but no literal has it just so; `sites` are the literals that it was computed from. */
  | { readonly kind: "derived"; readonly text: string; readonly sites: readonly LiteralSite[] }
  /** The store path of a derivation or of a path. */
  | { readonly kind: "reference"; readonly to: SetValue | PathValue }
  | { readonly kind: "unknown"; readonly mentions: readonly Thunk[] };

export interface StringValue {
  readonly kind: "string";
  readonly parts: readonly Part[];
}

export interface NumberValue {
  readonly kind: "number";
  readonly value: number;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullValue {
  readonly kind: "null";
}

/** `path` is relative to the repository, or undefined where it leads out of it or is not known. */
export interface PathValue {
  readonly kind: "path";
  readonly path: string | undefined;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Thunk[];
  /** False where there may be fewer items or others: what is in it may be mentioned, but not counted on. */
  readonly exact: boolean;
}

export interface SetValue {
  readonly kind: "set";
  readonly attributes: ReadonlyMap<string, Thunk>;
  /** Where it may have more attributes than these: what they come from. */
  readonly rest: Unknown | undefined;
  /** True where it may as well be empty, as `optionalAttrs` with an unknown condition. */
  readonly optional: boolean;
  /** How it was made, if it is a derivation. */
  readonly derivation: Derivation | undefined;
  /** True for the set of all packages, which a search does not enter. */
  readonly scope: boolean;
  /** Of arguments that are found by name: the set of packages in which they are. Nixpkgs manual, `callPackage`. */
  readonly foundIn: NixpkgsPath | undefined;
}

/**
 * What kind of function made a derivation: a `fetcher` gets a source from the network; a `builder` makes a package; a
 * `join` combines packages; a `transform` turns files into others and has no version of its own.
 */
export type Maker = "fetcher" | "builder" | "join" | "transform";

export interface Derivation {
  readonly maker: Maker;
  /** The function's name as nixpkgs knows it, e.g. `buildPythonPackage`. */
  readonly function: string;
  readonly arguments: SetValue;
  /** What else goes into it: a script, a list of packages. */
  readonly inputs: readonly Thunk[];
  readonly at: Origin;
  /** Where in nixpkgs its function is, if that is known. */
  readonly functionPath: NixpkgsPath | undefined;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly apply: (argument: Thunk, at: Origin) => Value;
  readonly lambda: { readonly expression: Lambda; readonly environment: Environment } | undefined;
  /** Its attribute `override`, where that is not the function itself again. */
  readonly override?: Value;
}

/** Anything. It remembers what went in, so that a source that is handed to an unknown function is still seen. */
export interface Unknown {
  readonly kind: "unknown";
  /** The last name by which it was reached, e.g. `buildGoModule`. */
  readonly label: string | undefined;
  readonly mentions: readonly Thunk[];
  /** Where in nixpkgs it is, if it was reached by names alone. */
  readonly path: NixpkgsPath | undefined;
}

export type Value =
  | StringValue
  | NumberValue
  | BooleanValue
  | NullValue
  | PathValue
  | ListValue
  | SetValue
  | FunctionValue
  | Unknown;

/** Values that are computed for one another, one inside the other, beyond which the stack would not do. */
const nestingLimit = 700;

/** A value that is computed when first asked for; a value that needs itself is unknown. */
export class Thunk {
  static #nesting = 0;
  #value: Value | undefined;
  #compute: (() => Value) | undefined;
  #running = false;
  readonly origin: Origin | undefined;
  /** The expression whose value it is; undefined for what no file has. */
  readonly written: Written | undefined;

  constructor(compute: () => Value, origin?: Origin, written?: Written) {
    this.#compute = compute;
    this.origin = origin;
    this.written = written;
  }

  static of(value: Value, origin?: Origin): Thunk {
    const thunk = new Thunk(() => value, origin);
    thunk.#value = value;
    thunk.#compute = undefined;
    return thunk;
  }

  force(): Value {
    if (this.#value !== undefined) return this.#value;
    if (this.#running || this.#compute === undefined || Thunk.#nesting >= nestingLimit) return unknown();
    this.#running = true;
    Thunk.#nesting++;
    try {
      this.#value = this.#compute();
      this.#compute = undefined;
      return this.#value;
    } finally {
      Thunk.#nesting--;
      this.#running = false;
    }
  }
}

export function unknown(mentions: readonly Thunk[] = [], label?: string, path?: NixpkgsPath): Unknown {
  return { kind: "unknown", label, mentions, path };
}

/** Something in nixpkgs of which nothing but its place is known. */
export function inNixpkgs(path: NixpkgsPath): Unknown {
  return unknown([], path.at(-1) ?? "pkgs", path);
}

export function boolean(value: boolean): BooleanValue {
  return { kind: "boolean", value };
}

export const nullValue: NullValue = { kind: "null" };

export function list(items: readonly Thunk[], exact = true): ListValue {
  return { kind: "list", items, exact };
}

export function set(attributes: ReadonlyMap<string, Thunk>, more: Partial<Omit<SetValue, "kind">> = {}): SetValue {
  const usual = { rest: undefined, optional: false, derivation: undefined, scope: false, foundIn: undefined };
  return { kind: "set", attributes, ...usual, ...more };
}

export function primitive(apply: (argument: Thunk, at: Origin) => Value): FunctionValue {
  return { kind: "function", apply, lambda: undefined };
}

/** A function of two arguments. */
export function primitive2(apply: (first: Thunk, second: Thunk, at: Origin) => Value): FunctionValue {
  return primitive((first) => primitive((second, at) => apply(first, second, at)));
}

/** A function of three arguments. */
export function primitive3(apply: (first: Thunk, second: Thunk, third: Thunk, at: Origin) => Value): FunctionValue {
  return primitive((first) => primitive2((second, third, at) => apply(first, second, third, at)));
}
