import { setupCall } from "./parse-expression.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from "./syntax.ts";
import { attributesOf, boundBy, partsOf, targetsOf } from "./targets.ts";

export type Nodes = readonly (Statement | Expression)[];

/** What running a block may do to the names around it. */
export interface Touched {
  /** Names that it may bind where it stands. */
  readonly binds: ReadonlySet<string>;
  /** Names of the module that functions in it may bind. */
  readonly globals: ReadonlySet<string>;
  /** Names whose values it can get at. */
  readonly mentions: ReadonlySet<string>;
  /** Names of which it sets or deletes attributes. */
  readonly attributes: ReadonlySet<string>;
  /** Names that classes in it inherit from. */
  readonly bases: ReadonlySet<string>;
  /** Whether anything is called. */
  readonly calls: boolean;
  /** Whether it may bind any name of the module: `exec`, `from a import *`. */
  readonly everything: boolean;
  /** Whether functions or classes stand in it, which may be called later. */
  readonly defines: boolean;
  /** Whether a class in it runs something when another inherits from it. */
  readonly wild: boolean;
  /** How many nodes were looked at. */
  readonly size: number;
}

/**
 * When a block is looked at: as it `runs`, and the bodies of its functions only where their names are mentioned; as it
 * `runs` in the hands of something that calls `all`; or `later`, when its functions and classes are called.
 */
export type Moment = "runs" | "all" | "later";

/** What a block may bind, and the names that it mentions. */
export function touchedBy(nodes: Nodes, moment: Moment): Touched {
  const gathering = gather(nodes);
  return moment === "later" ? calledLater(gathering) : withCalled(gathering, moment === "all" || gathering.wild);
}

/** What calling a function may do: its own names do not matter. */
export function touchedByCall(called: FunctionDefinition, moment: Exclude<Moment, "later">): Touched {
  const inner = gather(called.body);
  const touched = withCalled(inner, moment === "all" || inner.wild);
  const isLocal = (name: string) =>
    !inner.declared.has(name) && (touched.binds.has(name) || called.parameters.some((own) => own.name === name));
  const outside = (names: ReadonlySet<string>) => new Set([...names].filter((name) => !isLocal(name)));
  const declared = (as: "global" | "nonlocal") => [...touched.binds].filter((name) => inner.declared.get(name) === as);
  return {
    ...touched,
    binds: new Set(declared("nonlocal")),
    globals: new Set([...touched.globals, ...declared("global")]),
    mentions: outside(touched.mentions),
    attributes: outside(touched.attributes),
    bases: outside(touched.bases),
  };
}

/** A function whose body runs when it is called, under one of these names. */
interface Deferred {
  readonly names: readonly string[];
  readonly definition: FunctionDefinition;
}

interface Gathering extends Touched {
  binds: Set<string>;
  globals: Set<string>;
  mentions: Set<string>;
  attributes: Set<string>;
  bases: Set<string>;
  calls: boolean;
  everything: boolean;
  defines: boolean;
  wild: boolean;
  size: number;
  readonly declared: Map<string, "global" | "nonlocal">;
  readonly deferred: Deferred[];
  /** What is mentioned where something may be called later: in a `lambda`, or in what is not read. */
  readonly laterMentions: Set<string>;
}

function nothing(): Gathering {
  return {
    binds: new Set(),
    globals: new Set(),
    mentions: new Set(),
    attributes: new Set(),
    bases: new Set(),
    calls: false,
    everything: false,
    defines: false,
    wild: false,
    size: 0,
    declared: new Map(),
    deferred: [],
    laterMentions: new Set(),
  };
}

/** All but the bodies of functions. */
function gather(nodes: Nodes): Gathering {
  const into = nothing();
  visit(into, nodes);
  return into;
}

function visit(into: Gathering, node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) {
      visit(into, item);
    }
  } else if (typeof node === "object" && node !== null) {
    into.size++;
    if ("kind" in node && note(into, node as Statement | Expression)) {
      return;
    }
    visit(into, Object.values(node));
  }
}

/** Notes what a node does by itself. Returns whether its parts have been visited as well. */
function note(into: Gathering, node: Statement | Expression): boolean {
  switch (node.kind) {
    case "name":
      into.mentions.add(node.name);
      return false;
    case "call":
      noteCall(into, node.callee, node.arguments.length);
      return false;
    case "function":
      noteFunction(into, node);
      return true;
    case "class":
      noteClass(into, node);
      return true;
    case "declaration":
      for (const name of node.names) {
        into.declared.set(name, node.scope);
      }
      return false;
    case "uncertain":
      addAll(into.binds, node.binds);
      return false;
    case "opaque":
      addAll(into.binds, node.binds);
      noteUnread(into, node.mentions);
      into.calls = true;
      return false;
    case "opaque-expression":
      addAll(into.binds, node.binds);
      noteUnread(into, node.mentions);
      into.calls ||= node.calls !== "never";
      return false;
    case "import-from":
      into.everything ||= node.names.length === 0;
      addAll(into.binds, boundBy(node));
      return false;
    default: {
      const targets = targetsOf(node);
      addAll(into.binds, boundBy(node));
      addAll(into.attributes, targets.flatMap(attributesOf));
      if (targets.length === 0 || node.kind === "update") {
        return false;
      }
      // A name that is set is not looked at.
      for (const [key, part] of Object.entries(node)) {
        visit(into, key === "target" || key === "targets" ? targets.flatMap(partsOf) : part);
      }
      return true;
    }
  }
}

/** Functions that read or write a module's names as a whole. */
const ofAllNames: ReadonlySet<string> = new Set(["exec", "eval", "globals", "locals", "vars"]);

function noteCall(into: Gathering, callee: Expression, count: number): void {
  into.calls = true;
  const name = callee.kind === "name" || callee.kind === "attribute" ? callee.name : "";
  if (name === "setup") {
    into.mentions.add(setupCall);
  }
  // With names of its own, `exec` leaves those of the module alone.
  into.everything ||= callee.kind === "name" && ofAllNames.has(name) && (name !== "exec" || count < 2);
}

function noteUnread(into: Gathering, mentions: readonly string[]): void {
  addAll(into.mentions, mentions);
  addAll(into.laterMentions, mentions);
  into.defines = true;
  into.everything ||= mentions.some((name) => ofAllNames.has(name));
}

/** Decorators that only mark a method. */
const harmless: ReadonlySet<string> = new Set(["staticmethod", "classmethod", "property"]);

function noteFunction(into: Gathering, definition: FunctionDefinition): void {
  into.defines = true;
  into.binds.add(definition.name);
  visit(into, definition.decorators);
  visit(
    into,
    definition.parameters.map((parameter) => parameter.default),
  );
  into.deferred.push({ names: [definition.name], definition });
  if (definition.decorators.some((decorator) => decorator.kind !== "name" || !harmless.has(decorator.name))) {
    // A decorator may call it.
    into.calls = true;
    into.mentions.add(definition.name);
  }
}

/** The body of a class runs where it stands; its methods when the class, or something made of it, is called. */
function noteClass(into: Gathering, { name, decorators, bases, keywords, body }: ClassDefinition): void {
  const inner = gather(body);
  const isPlainName = (base: Expression): boolean =>
    base.kind === "name" || (base.kind === "attribute" && isPlainName(base.object));
  const computed = bases.filter((base) => !isPlainName(base));
  const methods = inner.deferred.flatMap(({ names }) => names);
  into.defines = true;
  into.binds.add(name);
  into.deferred.push(...inner.deferred.map(({ names, definition }) => ({ names: [...names, name], definition })));
  into.wild ||= inner.wild || keywords.length > 0 || methods.includes("__init_subclass__");
  into.everything ||= inner.everything;
  into.calls ||= inner.calls;
  into.size += inner.size;
  if (decorators.length > 0 || computed.length > 0) {
    // They may call it.
    into.calls = true;
    into.mentions.add(name);
  }
  visit(into, [decorators, computed, keywords]);
  for (const base of bases) {
    addAll(into.bases, gather([base]).mentions);
  }
  addAll(into.laterMentions, gather(keywords).mentions);
  for (const kind of ["globals", "mentions", "attributes", "bases", "laterMentions"] as const) {
    addAll(into[kind], inner[kind]);
  }
  for (const bound of inner.binds) {
    const declared = inner.declared.get(bound);
    if (declared !== undefined) {
      (declared === "global" ? into.globals : into.binds).add(bound);
    }
  }
}

/** Adds what the functions do that may be called: those that are mentioned, or all of them. */
function withCalled(gathering: Gathering, all: boolean): Touched {
  const byName = new Map<string, Deferred[]>();
  for (const deferred of gathering.deferred) {
    for (const name of deferred.names) {
      const others = byName.get(name);
      if (others === undefined) {
        byName.set(name, [deferred]);
      } else {
        others.push(deferred);
      }
    }
  }
  // Sets are walked in the order of insertion, also while they grow.
  const called = new Set(all ? gathering.deferred : []);
  const names = new Set(gathering.mentions);
  const callNamed = () => {
    for (const name of names) {
      addAll(called, byName.get(name) ?? []);
      byName.delete(name);
    }
    names.clear();
  };
  callNamed();
  for (const { definition } of called) {
    const touched = touchedByCall(definition, all ? "all" : "runs");
    add(gathering, touched);
    addAll(names, touched.mentions);
    callNamed();
  }
  return gathering;
}

function calledLater({ deferred, laterMentions, bases, wild, size }: Gathering): Touched {
  const later = nothing();
  for (const { definition } of deferred) {
    add(later, touchedByCall(definition, "all"));
  }
  // What it inherits is called with it.
  addAll(later.mentions, [...laterMentions, ...bases]);
  return { ...later, wild, size: later.size + size };
}

function add(into: Gathering, touched: Touched): void {
  for (const kind of ["binds", "globals", "mentions", "attributes", "bases"] as const) {
    addAll(into[kind], touched[kind]);
  }
  into.calls ||= touched.calls;
  into.everything ||= touched.everything;
  into.size += touched.size;
}

function addAll<T>(set: Set<T>, items: Iterable<T>): void {
  for (const item of items) {
    set.add(item);
  }
}
