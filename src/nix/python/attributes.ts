/** The set of attributes that a package is made of, as it is written, and new attributes in it. */
import type { Environment } from "../evaluate/environment.ts";
import type { Derivation, Written } from "../evaluate/value.ts";
import type { Reading } from "../reading/reading.ts";
import type { AttributeBinding, AttributeSet, Expression, SyntaxTree } from "../syntax.ts";
import { descend } from "../walk.ts";
import type { Insertion, Layout } from "./layout.ts";

/** The braces of a package's attributes. */
export interface WrittenSet {
  readonly file: string;
  readonly set: AttributeSet;
  /** What names mean between the braces. */
  readonly environment: Environment;
}

/** The order of nixpkgs' own packages, as far as a place for something new is concerned. */
const order = [
  "pname",
  "name",
  "version",
  "pyproject",
  "format",
  "disabled",
  "outputs",
  "src",
  "srcs",
  "sourceRoot",
  "patches",
  "postPatch",
  "prePatch",
  "build-system",
  "nativeBuildInputs",
  "buildInputs",
  "dependencies",
  "propagatedBuildInputs",
  "pythonRelaxDeps",
  "pythonRemoveDeps",
];

interface Bound {
  readonly set: AttributeSet;
  readonly binding: AttributeBinding;
  readonly file: string;
}

/** Which bindings the values of expressions are. */
export class Bindings {
  readonly #reading: Reading;
  readonly #byValue = new Map<SyntaxTree, ReadonlyMap<Expression, { set: AttributeSet; binding: AttributeBinding }>>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The binding of an attribute of a package, where it is one binding with one name. */
  of(derivation: Derivation, attribute: string): Bound | undefined {
    const written = derivation.arguments.attributes.get(attribute)?.written;
    const found = written && this.at(written);
    return found?.binding.path.length === 1 && found.binding.path[0]?.name === attribute ? found : undefined;
  }

  /** The binding whose value an expression is. */
  at({ expression, environment: { file } }: Written): Bound | undefined {
    const found = this.#index(file).get(expression);
    return found && { ...found, file };
  }

  /** The braces in which a package's name, version or source stand. */
  setOf(derivation: Derivation): WrittenSet | undefined {
    for (const name of ["pname", "src", "version", "name", ...derivation.arguments.attributes.keys()]) {
      const written = derivation.arguments.attributes.get(name)?.written;
      const found = this.of(derivation, name);
      if (written !== undefined && found !== undefined) {
        return { file: found.file, set: found.set, environment: written.environment };
      }
    }
    return undefined;
  }

  #index(file: string): ReadonlyMap<Expression, { set: AttributeSet; binding: AttributeBinding }> {
    const tree = this.#reading.program.tree(file);
    const known = this.#byValue.get(tree);
    if (known !== undefined) return known;
    const index = new Map<Expression, { set: AttributeSet; binding: AttributeBinding }>();
    for (const set of descend(tree.root)) {
      if (set.kind !== "set") continue;
      for (const binding of set.bindings) if (binding.kind === "binding") index.set(binding.value, { set, binding });
    }
    this.#byValue.set(tree, index);
    return index;
  }
}

/** A new attribute, behind all of those that nixpkgs writes before it. */
export function insertAttribute(set: AttributeSet, name: string, value: string, layout: Layout): Insertion {
  const rank = order.indexOf(name);
  const last = set.bindings.findLastIndex((binding) => {
    const names = binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1);
    return names.some((named) => order.indexOf(named.name ?? "") >= 0 && order.indexOf(named.name ?? "") < rank);
  });
  const anchor = set.bindings[last];
  const text = `${name} = ${value};`;
  if (anchor === undefined) {
    const open = layout.find("{", set.from, set.to) ?? set.from;
    const [first] = set.bindings;
    if (first !== undefined && layout.startsLine(first.from)) {
      return at(layout.endOfLine(open + 1) ?? open + 1, `${layout.newline}${layout.indentation(first.from)}${text}`);
    }
    return at(open + 1, ` ${text}`);
  }
  if (!layout.startsLine(anchor.from)) return at(anchor.to, ` ${text}`);
  const end = layout.endOfLine(anchor.to) ?? anchor.to;
  const next = set.bindings[last + 1];
  const apart = name !== "pyproject" && layout.hasBlankLine(end, next?.from ?? set.to);
  const previous = set.bindings[last - 1];
  const alone = name !== "pyproject" && previous !== undefined && layout.hasBlankLine(previous.to, anchor.from);
  const blank = apart || alone ? layout.newline : "";
  return at(end, `${blank}${layout.newline}${layout.indentation(anchor.from)}${text}`);
}

function at(offset: number, text: string): Insertion {
  return { from: offset, to: offset, text };
}
