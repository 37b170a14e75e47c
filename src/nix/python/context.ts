/** A repository's Python packages, with all that fixes are planned from. */

import type { Origin } from "../evaluate/value.ts";
import type { Reading } from "../reading/reading.ts";
import type { Node } from "../reading/search.ts";
import type { Expression, Select } from "../syntax.ts";
import { descend } from "../walk.ts";
import { Bindings } from "./attributes.ts";
import { type ListPart, readItems } from "./items.ts";
import { Layout } from "./layout.ts";
import { Identities } from "./names.ts";
import { allPythonCalls, type PythonCall } from "./packages.ts";
import { type NewFormal, References } from "./references.ts";

export class Context {
  readonly reading: Reading;
  readonly identities: Identities;
  readonly references: References;
  readonly bindings: Bindings;
  /** All of the repository, whether they belong or not. */
  readonly calls: readonly PythonCall[];
  /** What is made of brackets or braces, by their place. */
  readonly #users = new Map<string, Set<string>>();
  readonly #layouts = new Map<string, Layout>();

  constructor(reading: Reading) {
    this.reading = reading;
    this.identities = new Identities(reading);
    this.references = new References(reading, this.identities);
    this.bindings = new Bindings(reading);
    this.calls = allPythonCalls(reading, this.identities);
    for (const call of this.calls) {
      const named = ["pythonRelaxDeps", "pythonRemoveDeps"].flatMap(
        (name) => call.derivation.arguments.attributes.get(name) ?? [],
      );
      const read = named.map((thunk) => readItems(thunk, reading.program));
      const lists = [...Array.from(call.lists.values(), ({ items }) => items), ...read];
      for (const { parts } of lists) for (const part of parts) this.#use(originOf(part), call);
      const set = this.bindings.setOf(call.derivation);
      if (set !== undefined) this.#use({ file: set.file, from: set.set.from }, call);
    }
  }

  /** The packages that a part of a file makes; more than one where it is shared. */
  usersAt({ file, from }: Origin): readonly string[] {
    return [...(this.#users.get(`${file}:${from}`) ?? [])];
  }

  layout(file: string): Layout {
    const known = this.#layouts.get(file);
    if (known !== undefined) return known;
    const { program, options } = this.reading;
    const layout = new Layout(program.tree(file, options.files.get(file) ?? ""));
    this.#layouts.set(file, layout);
    return layout;
  }

  /** Whether a package is built from another, through others as well. */
  needs(attribute: string, other: Node): boolean {
    const nodes = [...this.reading.packages.keys()];
    const pending = nodes.filter((node) => node.attribute === attribute);
    const seen = new Set<Node>();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node === other) return true;
      if (seen.has(node)) continue;
      seen.add(node);
      pending.push(...node.uses);
    }
    return false;
  }

  /** `python313Packages` of the `python313Packages.buildPythonPackage` that makes a package. */
  builderQualifier({ derivation: { at, function: name } }: PythonCall): Expression | undefined {
    const { program, options } = this.reading;
    const { root } = program.tree(at.file, options.files.get(at.file) ?? "");
    for (const expression of descend(root)) {
      if (expression.kind !== "apply" || expression.from !== at.from) continue;
      const called = expression.function;
      if (called.kind === "select" && called.path.at(-1)?.name === name) return qualifierOf(called);
    }
    return undefined;
  }

  /** How often a function's body and defaults name one of its formals; undefined where they may have it otherwise. */
  uses({ file, lambda }: NewFormal, name: string): number | undefined {
    const formal = lambda.formals?.entries.find((entry) => entry.name === name);
    if (formal === undefined || formal.default !== undefined || lambda.argument !== undefined) return undefined;
    const { tokens, text } = this.reading.program.tree(file, this.reading.options.files.get(file) ?? "");
    const named = tokens.filter(({ kind, from, to }) => kind === "identifier" && text.slice(from, to) === name);
    return named.filter(({ from, to }) => from >= lambda.from && to <= lambda.to && from !== formal.from).length;
  }

  #use({ file, from }: Origin, { node }: PythonCall): void {
    const key = `${file}:${from}`;
    const users = this.#users.get(key) ?? new Set();
    this.#users.set(key, users.add(node.attribute));
  }
}

export function originOf({ list, environment }: ListPart): Origin {
  return { file: environment.file, from: list.from };
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
