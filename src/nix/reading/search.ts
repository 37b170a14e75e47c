/**
 * From the values of the packages to what they are made of: which sources a package is built from, which packages it
 * uses, and which packages stand inside of its file.
 */
import { knownText } from "../evaluate/text.ts";
import { type Derivation, type Origin, type StringValue, set, Thunk, unknown, type Value } from "../evaluate/value.ts";
import type { Program } from "./program.ts";

/** A package: one of `.flox/pkgs`, or one that is made inside of such a file. */
export interface Node {
  /** E.g. `dagster`; of a package inside another's file `dagster-complete/dagster`. */
  readonly attribute: string;
  /** The package of `.flox/pkgs` that it stands in, if it is not one itself. */
  readonly within: string | undefined;
  readonly value: Value;
  /** Undefined where the file's value is no derivation that is understood. */
  readonly derivation: Derivation | undefined;
  /** The package that this is another name of. */
  readonly aliasOf: string | undefined;
  readonly at: Origin;
  /** Fetchers that its source is, or that its arguments or scripts mention. */
  readonly sources: Set<Derivation>;
  /** Fetchers beside it that do not go into it, e.g. in `passthru`. */
  readonly bystanders: Set<Derivation>;
  /** What turns one tree into another on the way to it: `runCommand`, `applyPatches`. */
  readonly transforms: Set<Derivation>;
  /** Other packages that its source is taken from. */
  readonly sourcePackages: Set<Node>;
  readonly uses: Set<Node>;
  /** Those of them that it cannot be built without: not what only its own extras list. */
  readonly needs: Set<Node>;
  /** True where it is too large to be followed to its end. */
  cut: boolean;
}

interface Reached {
  readonly value: Value;
  /** True below `src`. */
  readonly asSource: boolean;
  /** False in `passthru`, which does not go into a package. */
  readonly mentioned: boolean;
}

export function search(program: Program): Node[] {
  return new Search(program).run();
}

class Search {
  readonly #program: Program;
  readonly #nodes: Node[] = [];
  readonly #byAttribute = new Map<string, Node>();
  readonly #inner = new Map<Derivation, Node>();
  readonly #queue: Node[] = [];

  constructor(program: Program) {
    this.#program = program;
  }

  run(): Node[] {
    for (const attribute of this.#program.values.keys()) this.#top(attribute);
    for (let node = this.#queue.shift(); node !== undefined; node = this.#queue.shift()) {
      this.#follow(node, true);
      const needed = { ...node, ...noneReached() };
      this.#follow(needed, false);
      for (const other of needed.uses) if (other !== node) node.needs.add(other);
    }
    return this.#nodes;
  }

  #top(attribute: string): Node {
    const known = this.#byAttribute.get(attribute);
    if (known !== undefined) return known;
    const value = this.#program.value(attribute);
    const derivation = value.kind === "set" ? value.derivation : undefined;
    const owner = derivation === undefined ? undefined : this.#program.owner(derivation);
    const at = derivation?.at ?? this.#program.values.get(attribute)?.origin ?? { file: "", from: 0 };
    const node = emptyNode({
      attribute,
      within: undefined,
      value,
      derivation,
      at,
      aliasOf: owner === attribute ? undefined : owner,
      cut: this.#program.evaluator.exhausted,
    });
    this.#byAttribute.set(attribute, node);
    this.#nodes.push(node);
    if (node.aliasOf === undefined) this.#queue.push(node);
    else {
      node.uses.add(this.#top(node.aliasOf));
      node.needs.add(this.#top(node.aliasOf));
    }
    return node;
  }

  #innerNode(derivation: Derivation, value: Value, user: Node): Node {
    const known = this.#inner.get(derivation);
    if (known !== undefined) return known;
    const within = user.within ?? user.attribute;
    const { attributes } = derivation.arguments;
    const named = knownText(attributes.get("pname")?.force()) ?? knownText(attributes.get("name")?.force());
    const wanted = `${within}/${named ?? derivation.function}`;
    let attribute = wanted;
    for (let count = 2; this.#byAttribute.has(attribute); count++) attribute = `${wanted}#${count}`;
    const node = emptyNode({ attribute, within, value, derivation, at: derivation.at, aliasOf: undefined, cut: false });
    this.#inner.set(derivation, node);
    this.#byAttribute.set(attribute, node);
    this.#nodes.push(node);
    this.#queue.push(node);
    return node;
  }

  #follow(node: Node, withExtras: boolean): void {
    this.#program.begin();
    const seen = new Set<object>();
    const pending: Reached[] = [];
    const push = (value: Value, asSource = false, mentioned = true) => pending.push({ value, asSource, mentioned });
    if (node.derivation === undefined) push(node.value);
    else if (node.derivation.maker === "fetcher") node.sources.add(node.derivation);
    else {
      seen.add(node.derivation);
      this.#arguments(node.derivation, false, true, pending, withExtras);
    }
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) this.#visit(node, next, seen, pending);
    if (this.#program.evaluator.exhausted) node.cut = true;
  }

  #arguments(
    derivation: Derivation,
    asSource: boolean,
    mentioned: boolean,
    pending: Reached[],
    withExtras = true,
  ): void {
    for (const [name, thunk] of derivation.arguments.attributes) {
      if (name === "meta" || (name === "optional-dependencies" && !withExtras)) continue;
      const isSource = asSource || name === "src" || name === "srcs";
      pending.push({ value: thunk.force(), asSource: isSource, mentioned: mentioned && name !== "passthru" });
    }
    for (const input of derivation.inputs) pending.push({ value: input.force(), asSource, mentioned });
    if (derivation.arguments.rest !== undefined)
      pending.push({ value: derivation.arguments.rest, asSource, mentioned });
  }

  #visit(node: Node, { value, asSource, mentioned }: Reached, seen: Set<object>, pending: Reached[]): void {
    const follow = (next: Value) => pending.push({ value: next, asSource, mentioned });
    if (value.kind === "string") {
      for (const part of value.parts) {
        if (part.kind === "reference") follow(part.to);
        if (part.kind === "unknown") for (const thunk of part.mentions) follow(thunk.force());
      }
      return;
    }
    if (value.kind === "set" && value.derivation !== undefined) {
      this.#meet(node, value.derivation, { value, asSource, mentioned }, seen, pending);
      return;
    }
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === "list") for (const item of value.items) follow(item.force());
    if (value.kind === "unknown") for (const thunk of value.mentions) follow(thunk.force());
    if (value.kind === "set" && !value.scope) {
      for (const thunk of value.attributes.values()) follow(thunk.force());
      if (value.rest !== undefined) follow(value.rest);
    }
    if (value.kind === "function" && value.lambda !== undefined) {
      // What an unknown function does with it is not known; what its body mentions, it mentions.
      follow(value.apply(Thunk.of(anything), { file: value.lambda.environment.file, from: 0 }));
    }
  }

  #meet(node: Node, derivation: Derivation, reached: Reached, seen: Set<object>, pending: Reached[]): void {
    const { asSource, mentioned } = reached;
    const owner = this.#program.owner(derivation);
    if (owner !== undefined && owner !== node.attribute && mentioned) node.uses.add(this.#top(owner));
    if (seen.has(derivation)) return;
    seen.add(derivation);
    if (derivation.maker === "fetcher") {
      (mentioned ? node.sources : node.bystanders).add(derivation);
    } else if (derivation.maker === "transform") {
      if (mentioned) node.transforms.add(derivation);
      this.#arguments(derivation, asSource, mentioned, pending);
    } else {
      const other = owner === undefined ? this.#innerNode(derivation, reached.value, node) : this.#top(owner);
      if (other === node || !mentioned) return;
      node.uses.add(other);
      if (asSource) node.sourcePackages.add(other);
    }
  }
}

/** The fetchers that go into a derivation, itself or through others that are no packages. */
export function fetchersIn(derivation: Derivation): Set<Derivation> {
  const found = new Set<Derivation>();
  const seen = new Set<object>([derivation]);
  const pending = contents(derivation);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const inner = value.kind === "set" ? value.derivation : undefined;
    if (seen.has(inner ?? value)) continue;
    seen.add(inner ?? value);
    if (inner?.maker === "fetcher") found.add(inner);
    else if (inner?.maker === "transform") pending.push(...contents(inner));
    else if (inner === undefined) pending.push(...within(value));
  }
  return found;
}

/** The strings in what a derivation is given, also in what it is chosen from in a way that is not known. */
export function stringsIn(derivation: Derivation): StringValue[] {
  const found: StringValue[] = [];
  const seen = new Set<Value>();
  const { rest } = derivation.arguments;
  const pending = [...contents(derivation), ...(rest === undefined ? [] : [rest])];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (value.kind === "string") found.push(value);
    pending.push(...within(value));
  }
  return found;
}

function contents(derivation: Derivation): Value[] {
  return [...derivation.arguments.attributes.values(), ...derivation.inputs].map((thunk) => thunk.force());
}

/** The values that a value is made of, apart from functions. */
function within(value: Value): Value[] {
  switch (value.kind) {
    case "string":
      return value.parts.flatMap((part) =>
        part.kind === "reference"
          ? [part.to]
          : part.kind === "unknown"
            ? part.mentions.map((thunk) => thunk.force())
            : [],
      );
    case "list":
      return value.items.map((thunk) => thunk.force());
    case "unknown":
      return value.mentions.map((thunk) => thunk.force());
    case "set":
      return value.scope ? [] : [...value.attributes.values()].map((thunk) => thunk.force());
    default:
      return [];
  }
}

/** What a function is given to see what it mentions. */
const anything: Value = set(new Map(), { rest: unknown() });

function emptyNode(of: Pick<Node, "attribute" | "within" | "value" | "derivation" | "at" | "aliasOf" | "cut">): Node {
  return { ...of, ...noneReached(), needs: new Set() };
}

function noneReached(): Pick<Node, "sources" | "bystanders" | "transforms" | "sourcePackages" | "uses"> {
  return {
    sources: new Set(),
    bystanders: new Set(),
    transforms: new Set(),
    sourcePackages: new Set(),
    uses: new Set(),
  };
}

/** An argument of a package or fetcher; undefined where it has none, or `null`. */
export function argument(derivation: Derivation | undefined, name: string): Value | undefined {
  const value = derivation?.arguments.attributes.get(name)?.force();
  return value === undefined || value.kind === "null" ? undefined : value;
}

/** A string argument whose text is known. */
export function textArgument(derivation: Derivation | undefined, name: string): StringValue | undefined {
  const value = argument(derivation, name);
  return value?.kind === "string" && knownText(value) !== undefined ? value : undefined;
}
