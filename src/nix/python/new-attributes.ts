/** Attributes that a package does not have yet. */
import { withNamespace } from "../evaluate/environment.ts";
import { type AppendedItem, operands } from "./appended.ts";
import { insertAttribute, type WrittenSet } from "./attributes.ts";
import { type Context, stretch } from "./context.ts";
import type { Condition } from "./items.ts";
import type { Insertion, Layout } from "./layout.ts";
import type { Identity } from "./names.ts";
import type { PythonCall } from "./packages.ts";
import { spotAt } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";
import { lastName, type NewFormal, type Spot } from "./references.ts";

export interface NewPackage {
  readonly wanted: Identity;
  readonly extra: string | undefined;
  readonly condition: Condition | undefined;
}

/** What a new list holds: packages, or names as strings. `pyproject` holds nothing and is `true`. */
export interface NewList {
  readonly kind: RequirementEditKind;
  readonly packages: readonly NewPackage[];
  readonly names: readonly string[];
}

export interface Made {
  readonly edits: readonly {
    readonly file: string;
    readonly kind: RequirementEditKind;
    readonly insertion: Insertion;
  }[];
  /** Each with the list that is to name it. */
  readonly formals: readonly (NewFormal & { readonly list: string })[];
}

/** In the order in which they are written where they go to one place. */
const order = ["pyproject", "build-system", "dependencies", "pythonRelaxDeps", "pythonRemoveDeps"];

/** What says how a package is built, and nothing else of it. */
const building: ReadonlySet<string> = new Set(["pyproject", "build-system"]);

/** Why attributes cannot be written. */
export interface NotMade {
  readonly lists: readonly string[];
  readonly reason: string;
}

/**
 * Their text, or why some of them cannot be written.
 *
 * @param areBuiltAlike whether all of these packages are to be built with the same
 */
export function newAttributes(
  lists: ReadonlyMap<string, NewList>,
  call: PythonCall,
  context: Context,
  areBuiltAlike: (attributes: readonly string[]) => boolean,
): Made | NotMade {
  const all = [...lists.keys()];
  const set = context.bindings.setOf(call.derivation);
  if (set === undefined) return { lists: all, reason: "its attributes do not stand between braces" };
  const users = context.usersAt(stretch(set.file, set.set));
  const unshared = users.length > 1 ? all.filter((name) => !building.has(name) || !areBuiltAlike(users)) : [];
  if (unshared.length > 0) {
    return { lists: unshared, reason: `its attributes are shared by ${users.join(" and ")}` };
  }
  const layout = context.layout(set.file);
  const opening = withOpening(set, call, context);
  const formals: Made["formals"][number][] = [];
  const edits: Made["edits"][number][] = [];
  for (const name of order) {
    const list = lists.get(name);
    if (list === undefined) continue;
    const needed: NewFormal[] = [];
    const value = name === "pyproject" ? "true" : listText(list, set, opening, needed, layout, context);
    formals.push(...needed.map((formal) => ({ ...formal, list: name })));
    if (value === undefined) {
      return { lists: [name], reason: `no name that can stand in ${name} means what is missing there` };
    }
    edits.push({ file: set.file, kind: list.kind, insertion: insertAttribute(set.set, name, value, layout) });
  }
  return { edits, formals };
}

interface Opening {
  /** `with python313Packages; `, if the package's other lists begin so. */
  readonly text: string;
  readonly spot: Spot;
}

/** The lists of a package are written alike. */
function withOpening(set: WrittenSet, call: PythonCall, context: Context): Opening {
  const { environment, file } = set;
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

function listText(
  { packages, names }: NewList,
  { set }: WrittenSet,
  { text: opening, spot }: Opening,
  formals: NewFormal[],
  layout: Layout,
  context: Context,
): string | undefined {
  const [first] = set.bindings;
  const indentation = first !== undefined && layout.startsLine(first.from) ? layout.indentation(first.from) : undefined;
  if (packages.length === 0)
    return brackets(
      names.toSorted().map((name) => `"${name}"`),
      indentation,
      layout,
    );
  const always: string[] = [];
  const others: AppendedItem[] = [];
  for (const { wanted, extra, condition } of packages.toSorted(byName)) {
    const found = context.references.to(wanted, spot);
    if (found === undefined) return undefined;
    if (found.formal !== undefined) formals.push(found.formal);
    if (extra === undefined && condition === undefined) always.push(found.text);
    else others.push({ name: lastName(wanted), text: found.text, extra, condition });
  }
  const lists = always.length === 0 ? [] : [brackets(always, indentation, layout)];
  return `${opening}${[...lists, ...operands(others)].join(" ++ ")}`;
}

function byName(a: NewPackage, b: NewPackage): number {
  return lastName(a.wanted) < lastName(b.wanted) ? -1 : 1;
}

/** One item beside its brackets, several one to a line, as nixfmt has it. */
function brackets(texts: readonly string[], indentation: string | undefined, layout: Layout): string {
  if (texts.length === 0) return "[ ]";
  if (texts.length === 1 || indentation === undefined) return `[ ${texts.join(" ")} ]`;
  const inner = layout.deeper(indentation);
  const lines = texts.map((text) => `${layout.newline}${inner}${text}`).join("");
  return `[${lines}${layout.newline}${indentation}]`;
}
