/** Attributes that a package does not have yet. */
import { withNamespace } from "../evaluate/environment.ts";
import type { AttributeSet } from "../syntax.ts";
import { type AppendedItem, byName, operands } from "./appended.ts";
import { insertAttribute, type WrittenSet } from "./attributes.ts";
import { type Context, stretch } from "./context.ts";
import type { Insertion, Layout } from "./layout.ts";
import type { PythonCall } from "./packages.ts";
import { spotAt } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";
import type { Spot } from "./references.ts";

/** What a new list holds: packages, or names as strings. `pyproject` holds nothing and is `true`. */
export interface NewList {
  readonly kind: RequirementEditKind;
  /** Where its packages are written. */
  readonly spot: Spot;
  readonly packages: AppendedItem[];
  readonly names: string[];
}

/** In the order in which they are written where they go to one place. */
const order = ["pyproject", "build-system", "dependencies", "pythonRelaxDeps", "pythonRemoveDeps"];

/** What says how a package is built, and nothing else of it. */
const building: ReadonlySet<string> = new Set(["pyproject", "build-system"]);

/** Those of one package. */
export class NewAttributes {
  readonly #context: Context;
  readonly #call: PythonCall;
  readonly #set: WrittenSet | undefined;
  readonly #lists = new Map<string, NewList>();

  constructor(context: Context, call: PythonCall) {
    this.#context = context;
    this.#call = call;
    this.#set = context.bindings.setOf(call.derivation);
  }

  /**
   * One of them, to be filled; a sentence where it cannot be written.
   *
   * @param areBuiltAlike whether all of these packages are to be built with the same
   */
  list(
    name: string,
    kind: RequirementEditKind,
    areBuiltAlike: (attributes: readonly string[]) => boolean,
  ): NewList | string {
    if (this.#set === undefined) return "its attributes do not stand between braces";
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const users = this.#context.usersAt(stretch(this.#set.file, this.#set.set));
    if (users.length > 1 && !(building.has(name) && areBuiltAlike(users))) {
      return `its attributes are shared by ${users.join(" and ")}`;
    }
    const { spot } = openingIn(this.#set, this.#call, this.#context);
    const list: NewList = { kind, spot, packages: [], names: [] };
    this.#lists.set(name, list);
    return list;
  }

  edits(): readonly { readonly file: string; readonly kind: RequirementEditKind; readonly insertion: Insertion }[] {
    if (this.#set === undefined) return [];
    const { file, set } = this.#set;
    const layout = this.#context.layout(file);
    const { text: opening } = openingIn(this.#set, this.#call, this.#context);
    return order.flatMap((name) => {
      const list = this.#lists.get(name);
      if (list === undefined) return [];
      const value = name === "pyproject" ? "true" : listText(list, set, opening, layout);
      return { file, kind: list.kind, insertion: insertAttribute(set, name, value, layout) };
    });
  }
}

interface Opening {
  /** `with python313Packages; `, if the package's other lists begin so. */
  readonly text: string;
  readonly spot: Spot;
}

/** The lists of a package are written alike. */
function openingIn({ environment, file }: WrittenSet, call: PythonCall, context: Context): Opening {
  const layout = context.layout(file);
  for (const name of ["build-system", "dependencies", "propagatedBuildInputs", "nativeBuildInputs"]) {
    const value = context.bindings.of(call.derivation, name)?.binding.value;
    if (value?.kind !== "with" || !context.references.isPythonSet(value.namespace, environment)) continue;
    const namespace = context.reading.program.evaluator.delay(value.namespace, environment);
    const text = layout.text.slice(value.namespace.from, value.namespace.to);
    return { text: `with ${text}; `, spot: spotAt(withNamespace(environment, namespace), call, context) };
  }
  return { text: "", spot: spotAt(environment, call, context) };
}

function listText({ packages, names }: NewList, set: AttributeSet, opening: string, layout: Layout): string {
  const [first] = set.bindings;
  const indentation = first !== undefined && layout.startsLine(first.from) ? layout.indentation(first.from) : undefined;
  if (packages.length === 0)
    return brackets(
      names.toSorted().map((name) => `"${name}"`),
      indentation,
      layout,
    );
  const isPlain = ({ extra, condition }: AppendedItem) => extra === undefined && condition === undefined;
  const texts = packages
    .filter(isPlain)
    .toSorted(byName)
    .map(({ text }) => text);
  const others = packages.filter((item) => !isPlain(item)).toSorted(byName);
  const lists = texts.length === 0 ? [] : [brackets(texts, indentation, layout)];
  return `${opening}${[...lists, ...operands(others)].join(" ++ ")}`;
}

/** One item beside its brackets, several one to a line, as nixfmt has it. */
function brackets(texts: readonly string[], indentation: string | undefined, layout: Layout): string {
  if (texts.length === 0) return "[ ]";
  if (texts.length === 1 || indentation === undefined) return `[ ${texts.join(" ")} ]`;
  const inner = layout.deeper(indentation);
  const lines = texts.map((text) => `${layout.newline}${inner}${text}`).join("");
  return `[${lines}${layout.newline}${indentation}]`;
}
