/** Attribute sets from their bindings: paths, `inherit`, `rec`, dynamic names. */
import type { AttributeName, Binding, Expression, Inherit } from "../syntax.ts";
import { type Environment, withNames } from "./environment.ts";
import type { Evaluator } from "./evaluator.ts";
import { type SetValue, set, Thunk, type Unknown, unknown } from "./value.ts";

interface Entry {
  readonly path: readonly AttributeName[];
  readonly value: Expression;
}

/** The set that bindings make; `recursive` for `rec` and `let`, whose bindings see each other. */
export function attributesOf(
  evaluator: Evaluator,
  bindings: readonly Binding[],
  environment: Environment,
  recursive: boolean,
): SetValue {
  const attributes = new Map<string, Thunk>();
  // Names that are only known by evaluation are attributes, but no variables.
  const variables = hasDynamicName(bindings) ? new Map<string, Thunk>() : attributes;
  const inner = recursive ? withNames(environment, variables) : environment;
  const entries: Entry[] = [];
  for (const binding of bindings) {
    if (binding.kind === "binding") {
      entries.push({ path: binding.path, value: binding.value });
      continue;
    }
    const source = binding.source === undefined ? undefined : evaluator.delay(binding.source, inner);
    for (const inherited of binding.names) {
      const { name, from } = inherited;
      if (name === undefined) continue;
      const compute =
        source === undefined
          ? () => evaluator.variable(name, environment)
          : () => evaluator.select(source.force(), name);
      const written = { expression: inheritedAs(inherited, name, binding), environment: source ? inner : environment };
      attributes.set(name, new Thunk(compute, { file: environment.file, from }, written));
    }
  }
  const rest = addEntries(evaluator, entries, inner, attributes);
  if (variables !== attributes) {
    for (const name of staticNames(bindings)) variables.set(name, attributes.get(name) ?? Thunk.of(unknown()));
  }
  return set(attributes, { rest });
}

/** `inherit x;` is `x = x;`, and `inherit (y) x;` is `x = y.x;`. */
function inheritedAs(inherited: AttributeName, name: string, { source }: Inherit): Expression {
  const { from, to } = inherited;
  return source === undefined
    ? { kind: "variable", name, from, to }
    : { kind: "select", subject: source, path: [inherited], default: undefined, from, to };
}

function hasDynamicName(bindings: readonly Binding[]): boolean {
  return bindings.some((binding) => binding.kind === "binding" && binding.path[0]?.name === undefined);
}

function staticNames(bindings: readonly Binding[]): string[] {
  const names = bindings.flatMap((binding) => (binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1)));
  return names.flatMap(({ name }) => name ?? []);
}

/** Adds `a.b.c = value` entries; what is returned stands for attributes whose names are not known. */
function addEntries(
  evaluator: Evaluator,
  entries: readonly Entry[],
  environment: Environment,
  attributes: Map<string, Thunk>,
): Unknown | undefined {
  const nested = new Map<string, Entry[]>();
  const unnamed: Thunk[] = [];
  for (const { path, value } of entries) {
    const [first, ...below] = path;
    if (first === undefined) continue;
    const name = evaluator.name(first, environment);
    if (name === undefined) unnamed.push(evaluator.delay(value, environment));
    else if (below.length === 0) attributes.set(name, evaluator.delay(value, environment));
    else nested.set(name, [...(nested.get(name) ?? []), { path: below, value }]);
  }
  for (const [name, below] of nested) {
    const whole = attributes.get(name);
    attributes.set(name, new Thunk(() => nestedSet(evaluator, below, environment, whole), whole?.origin));
  }
  return unnamed.length === 0 ? undefined : unknown(unnamed);
}

/** `a.b = 1; a.c = 2;`, also beside `a = { d = 3; };`. */
function nestedSet(
  evaluator: Evaluator,
  entries: readonly Entry[],
  environment: Environment,
  whole: Thunk | undefined,
): SetValue {
  const base = whole?.force();
  const attributes = new Map(base?.kind === "set" ? base.attributes : []);
  const rest = addEntries(evaluator, entries, environment, attributes);
  return set(attributes, { rest: rest ?? (base?.kind === "set" ? base.rest : undefined) });
}
