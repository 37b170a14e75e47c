/** The files of a repository as one program: parsed when reached, packages called with each other. */
import { Problem } from "../../errors.ts";
import { attributePath, type PackageFile } from "../../flox/discover.ts";
import { fileEnvironment } from "../evaluate/environment.ts";
import { Evaluator, type Surroundings } from "../evaluate/evaluator.ts";
import { callWith, packageIn } from "../evaluate/nixpkgs.ts";
import {
  type Derivation,
  inNixpkgs,
  type LiteralSite,
  type NixpkgsPath,
  type Origin,
  type StringValue,
  set,
  Thunk,
  unknown,
  type Value,
} from "../evaluate/value.ts";
import { Lines } from "../lines.ts";
import type { Place, Site, Traced } from "../model.ts";
import { NixSyntaxError, parseNix } from "../parser.ts";
import { display } from "../source.ts";
import type { SyntaxTree } from "../syntax.ts";

/** Trees by the text that they were read from, so that an unchanged file is parsed once. */
export type Trees = Map<string, SyntaxTree>;

/** Expressions that one package may take to be understood; an ordinary one takes some hundreds. */
const budget = 400_000;

export class Program implements Surroundings {
  readonly all: Thunk;
  readonly evaluator: Evaluator;
  /** The value of each package, by attribute. */
  readonly values = new Map<string, Thunk>();
  /** The package that made a derivation. */
  readonly #owners = new Map<Derivation, string>();
  readonly #files: ReadonlyMap<string, string>;
  readonly #trees: Trees;
  readonly #fileValues = new Map<string, Thunk>();
  readonly #lines = new Map<string, Lines>();
  readonly #top: Map<string, Thunk>;

  constructor(files: ReadonlyMap<string, string>, packages: readonly PackageFile[], trees: Trees) {
    this.#files = files;
    this.#trees = trees;
    this.#top = this.#scope(packages);
    this.all = Thunk.of(set(this.#top, { rest: inNixpkgs([]), scope: true }));
    this.evaluator = new Evaluator(this);
  }

  /** @throws Problem of kind `input` where a package's file does not parse. */
  value(attribute: string): Value {
    this.begin();
    return this.values.get(attribute)?.force() ?? unknown();
  }

  /** Another package is looked at: the limits start anew. */
  begin(): void {
    this.evaluator.budget = budget;
    this.evaluator.exhausted = false;
  }

  owner(derivation: Derivation): string | undefined {
    return this.#owners.get(derivation);
  }

  package(name: string): Thunk | undefined {
    return this.#top.get(name);
  }

  text(path: string): string | undefined {
    return this.#files.get(path);
  }

  file(path: string): Thunk | undefined {
    const known = this.#fileValues.get(path);
    if (known !== undefined) return known;
    if (!this.#files.has(path)) return undefined;
    const tree = this.tree(path);
    const value = new Thunk(() => this.evaluator.evaluate(tree.root, fileEnvironment(path)), { file: path, from: 0 });
    this.#fileValues.set(path, value);
    return value;
  }

  /**
   * A file as a tree, parsed once.
   *
   * @throws Problem of kind `input`, with file, line and column, where it is not Nix.
   */
  tree(path: string): SyntaxTree {
    const text = this.#files.get(path) ?? "";
    const known = this.#trees.get(text);
    if (known !== undefined) return known;
    const tree = parseFile(path, text);
    this.#trees.set(text, tree);
    return tree;
  }

  place({ file, from }: Origin): Place {
    return { file, ...this.#linesOf(file).at(from) };
  }

  /** A string as the model states it. */
  traced(value: StringValue): Traced {
    let text = "";
    const sites: Site[] = [];
    let editable = true;
    for (const part of value.parts) {
      if (part.kind !== "literal" && part.kind !== "derived") continue;
      text += part.text;
      if (part.kind === "literal") sites.push(this.site(part.site));
      else editable = false;
    }
    return { value: text, sites: editable ? sites : [] };
  }

  site({ file, from, to }: LiteralSite): Site {
    const text = this.#files.get(file)?.slice(from, to) ?? "";
    return { ...this.place({ file, from }), from, to, text };
  }

  #linesOf(file: string): Lines {
    const known = this.#lines.get(file);
    if (known !== undefined) return known;
    const lines = new Lines(this.#files.get(file) ?? "");
    this.#lines.set(file, lines);
    return lines;
  }

  #scope(packages: readonly PackageFile[]): Map<string, Thunk> {
    const top = new Map<string, Thunk>();
    const sets = new Map<string, Map<string, Thunk>>([["", top]]);
    for (const { attribute, file } of packages) {
      const path = attributePath(attribute);
      const name = path.pop() ?? attribute;
      const siblings = this.#setAt(path, sets);
      const value = new Thunk(() => this.#package(attribute, name, file, siblings, path), { file, from: 0 });
      siblings.set(name, value);
      this.values.set(attribute, value);
    }
    return top;
  }

  /** A folder of packages extends the package set of its name. */
  #setAt(path: readonly string[], sets: Map<string, Map<string, Thunk>>): Map<string, Thunk> {
    const key = path.join("/");
    const known = sets.get(key);
    if (known !== undefined) return known;
    const members = new Map<string, Thunk>();
    sets.set(key, members);
    const name = path.at(-1) ?? "";
    const value = set(members, { rest: inNixpkgs(path), scope: true });
    this.#setAt(path.slice(0, -1), sets).set(name, Thunk.of(value));
    return members;
  }

  /** A package is its file's function, called with packages by name. Its own name means nixpkgs' package. */
  #package(
    attribute: string,
    name: string,
    file: string,
    siblings: ReadonlyMap<string, Thunk>,
    foundIn: NixpkgsPath,
  ): Value {
    const at = { file, from: 0 };
    const find = (wanted: string) => {
      if (wanted === name) return this.evaluator.known.get(wanted);
      return siblings.get(wanted) ?? packageIn(this.evaluator, wanted, foundIn);
    };
    let value = this.file(file)?.force() ?? unknown();
    for (let calls = 0; value.kind === "function" && calls < 3; calls++) {
      value = callWith(this.evaluator, value, find, set(new Map()), at, foundIn);
    }
    if (value.kind === "set" && value.derivation !== undefined && !this.#owners.has(value.derivation)) {
      this.#owners.set(value.derivation, attribute);
    }
    return value;
  }
}

export function parseFile(path: string, text: string): SyntaxTree {
  try {
    return parseNix(text);
  } catch (error) {
    if (!(error instanceof NixSyntaxError)) throw error;
    throw new Problem(`this is not Nix: ${display(error.message)}`, {
      kind: "input",
      where: { file: path, line: error.line, column: error.column },
      hint: "Mend the syntax; `nix-instantiate --parse` shows the same place.",
      cause: error,
    });
  }
}
