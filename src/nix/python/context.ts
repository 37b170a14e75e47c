/** A repository's Python packages, with all that fixes are planned from. */

import type { Reading } from "../reading/reading.ts";
import type { Expression, Select, Span } from "../syntax.ts";
import { descend } from "../walk.ts";
import { Bindings } from "./attributes.ts";
import { type Condition, type Items, type ListPart, readItems } from "./items.ts";
import { Layout } from "./layout.ts";
import { Identities } from "./names.ts";
import { allPythonCalls, type PythonCall } from "./packages.ts";
import { type NewFormal, References } from "./references.ts";

/** A part of a file. */
export interface Stretch extends Span {
  readonly file: string;
}

/** What a part of a file makes: the list of a package, or its attributes. */
export interface Use {
  readonly attribute: string;
  /** E.g. `dependencies` also for `propagatedBuildInputs`, `pythonRelaxDeps`, `format`; undefined for all attributes. */
  readonly list: string | undefined;
  /** Under which the list holds what stands there. */
  readonly condition: Condition | undefined;
}

export class Context {
  readonly reading: Reading;
  readonly identities: Identities;
  readonly references: References;
  readonly bindings: Bindings;
  /** All of the repository, whether they belong or not. */
  readonly calls: readonly PythonCall[];
  /** Whether nothing in the repository reads a package's extras, as far as its files are written plainly. */
  readonly areExtrasUnread: boolean;
  readonly #uses = new Map<string, Use[]>();
  readonly #layouts = new Map<string, Layout>();
  #attributes: ReadonlySet<string> | undefined;

  constructor(reading: Reading) {
    this.reading = reading;
    this.identities = new Identities(reading);
    this.references = new References(reading, this.identities);
    this.bindings = new Bindings(reading);
    this.areExtrasUnread = [...reading.options.files.values()].every((text) => !readsExtras.test(text));
    this.calls = allPythonCalls(reading, this.identities);
    for (const call of this.calls) {
      for (const { holds, items } of [...call.lists.values(), ...call.extras.values()])
        this.#useList(call, holds, items);
      for (const name of ["pythonRelaxDeps", "pythonRemoveDeps"]) {
        const thunk = call.derivation.arguments.attributes.get(name);
        if (thunk !== undefined) this.#useList(call, name, readItems(thunk, reading.program));
      }
      for (const name of ["pyproject", "format"]) {
        const found = this.bindings.of(call.derivation, name);
        if (found !== undefined) this.#use(stretch(found.file, found.binding), call, name, undefined);
      }
      const set = this.bindings.setOf(call.derivation);
      if (set !== undefined) this.#use(stretch(set.file, set.set), call, undefined, undefined);
    }
  }

  /** What a part of a file makes; more than one list where it is shared. */
  usesAt({ file, from, to }: Stretch): readonly Use[] {
    return this.#uses.get(`${file}:${from}:${to}`) ?? [];
  }

  /** The packages that a part of a file makes. */
  usersAt(part: Stretch): readonly string[] {
    return [...new Set(this.usesAt(part).map(({ attribute }) => attribute))];
  }

  layout(file: string): Layout {
    const known = this.#layouts.get(file);
    if (known !== undefined) return known;
    const layout = new Layout(this.reading.program.tree(file));
    this.#layouts.set(file, layout);
    return layout;
  }

  /**
   * The attributes of the packages that lead from one to another, each built from the next; undefined where none do.
   * Nix evaluates a package's extras only where they are read: those that nothing reads close no circle.
   *
   * @param withExtra whether an extra of the first goes in as well
   * @param planned what packages are to be built from besides, by attribute
   */
  way(
    from: string,
    to: string,
    planned: ReadonlyMap<string, ReadonlySet<string>>,
    withExtra: boolean,
  ): readonly string[] | undefined {
    // What is planned may read the extras of what it gets.
    const read = new Set([...(withExtra ? [from] : []), ...[...planned.values()].flatMap((names) => [...names])]);
    const nodes = new Map([...this.reading.packages.keys()].map((node) => [node.attribute, node] as const));
    const pending: (readonly string[])[] = [[from]];
    const seen = new Set<string>();
    for (let steps = pending.shift(); steps !== undefined; steps = pending.shift()) {
      const last = steps.at(-1) ?? from;
      if (last === to) return steps;
      if (seen.has(last)) continue;
      seen.add(last);
      const node = nodes.get(last);
      const uses = [...((read.has(last) ? node?.uses : node?.needs) ?? [])].map(({ attribute }) => attribute);
      for (const next of [...uses, ...(planned.get(last) ?? [])]) pending.push([...steps, next]);
    }
    return undefined;
  }

  /**
   * `python313Packages` of the `python313Packages.buildPythonPackage` that makes a package, or of the `inherit` that its
   * file has it from.
   */
  builderQualifier({ derivation: { at, function: name } }: PythonCall): Expression | undefined {
    const { root } = this.reading.program.tree(at.file);
    for (const expression of descend(root)) {
      if (expression.kind !== "apply" || expression.from !== at.from) continue;
      const called = expression.function;
      if (called.kind === "select" && called.path.at(-1)?.name === name) return qualifierOf(called);
      if (called.kind === "variable" && called.name === name) return inheritedFrom(root, name);
    }
    return undefined;
  }

  /**
   * How often a function's body and defaults name one of its formals; undefined where they may have it otherwise, or a
   * caller may pass it by hand: Nix takes no argument that is not among the formals.
   */
  uses({ file, lambda }: NewFormal, name: string): number | undefined {
    const formal = lambda.formals?.entries.find((entry) => entry.name === name);
    if (formal === undefined || formal.default !== undefined || lambda.argument !== undefined) return undefined;
    this.#attributes ??= namesInSets(this.reading);
    if (this.#attributes.has(name)) return undefined;
    const { tokens, text } = this.reading.program.tree(file);
    const named = tokens.filter(({ kind, from, to }) => kind === "identifier" && text.slice(from, to) === name);
    return named.filter(({ from, to }) => from >= lambda.from && to <= lambda.to && from !== formal.from).length;
  }

  #useList(call: PythonCall, list: string, { passages }: Items): void {
    for (const { expression, environment, condition } of passages) {
      this.#use(stretch(environment.file, expression), call, list, condition);
    }
  }

  #use({ file, from, to }: Stretch, { node }: PythonCall, list: Use["list"], condition: Use["condition"]): void {
    const key = `${file}:${from}:${to}`;
    const uses = this.#uses.get(key) ?? [];
    uses.push({ attribute: node.attribute, list, condition });
    this.#uses.set(key, uses);
  }
}

/** Any `optional-dependencies` but those that a set or one of its lists is bound to: `optional-dependencies.all = `. */
const readsExtras = /optional-dependencies(?!\s*=\s*(?:rec\s*)?\{|\s*\.\s*"?[\w-]+"?\s*=[^=])/;

export function stretch(file: string, { from, to }: Span): Stretch {
  return { file, from, to };
}

export function stretchOf({ list, environment }: ListPart): Stretch {
  return stretch(environment.file, list);
}

/** The names of all attributes in sets of the files that were read. */
function namesInSets({ trees }: Reading): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { root } of trees.values()) {
    for (const expression of descend(root)) {
      if (expression.kind !== "set") continue;
      const names = expression.bindings.flatMap((one) => (one.kind === "inherit" ? one.names : one.path.slice(0, 1)));
      for (const { name } of names) if (name !== undefined) found.add(name);
    }
  }
  return found;
}

/** What a `let` inherits a name from, where the file has one such. */
function inheritedFrom(root: Expression, name: string): Expression | undefined {
  const bindings = [...descend(root)].flatMap((expression) => (expression.kind === "let" ? expression.bindings : []));
  const inherits = bindings.flatMap((binding) => (binding.kind === "inherit" ? binding : []));
  const [found, ...others] = inherits.filter(({ names }) => names.some((one) => one.name === name));
  return others.length === 0 ? found?.source : undefined;
}

/** What a name is selected from, as it stands before the last dot. */
export function qualifierOf({ subject, path, default: fallback, from }: Select): Expression | undefined {
  if (fallback !== undefined) return undefined;
  const before = path.slice(0, -1);
  const last = before.at(-1);
  return last === undefined
    ? subject
    : { kind: "select", subject, path: before, default: undefined, from, to: last.to };
}
