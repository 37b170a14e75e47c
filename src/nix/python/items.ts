/** Lists as they are written: their items, through `++`, `with`, names and conditions, and the brackets they stand in. */
import { type System, systems } from "../../flox/systems.ts";
import { attributesOf } from "../evaluate/bindings.ts";
import { type Environment, lexical, namespaces, withNames, withNamespace } from "../evaluate/environment.ts";
import { inNixpkgs, type Origin, type Thunk, unknown, type Value, type Written } from "../evaluate/value.ts";
import type { Program } from "../reading/program.ts";
import { display } from "../source.ts";
import type { Apply, Expression, If, LetIn, ListExpression, Span, With } from "../syntax.ts";
import { both, systemsWhere, without } from "./platforms.ts";

/** Under which something is in a list. */
export interface Condition {
  /** As it is written, the inner behind the outer. */
  readonly text: string;
  /** The systems on which it holds; undefined where it asks for anything else than the system. */
  readonly on: readonly System[] | undefined;
}

/** Brackets in a file, with what stands between them. */
export interface ListPart {
  readonly list: ListExpression;
  readonly environment: Environment;
  /** Undefined for always. */
  readonly condition: Condition | undefined;
}

/** An expression whose items all go into a list: what is put behind it goes there as well. */
export interface Passage extends Written {
  readonly condition: Condition | undefined;
}

export interface Item {
  readonly value: Value;
  readonly at: Origin;
  /** The item itself, where it stands between brackets. */
  readonly written: { readonly part: ListPart; readonly span: Span } | undefined;
  readonly condition: Condition | undefined;
  /** `standard` where it stands for all of `value.optional-dependencies.standard`. */
  readonly extra: string | undefined;
}

export interface Items {
  /** In the order of the list. */
  readonly items: readonly Item[];
  readonly parts: readonly ListPart[];
  /** The expressions that were read on the way, brackets among them. */
  readonly passages: readonly Passage[];
  /** False where it may hold more than these. */
  readonly complete: boolean;
}

/** Names that lead to names, and lists in lists: more is not followed. */
const depthLimit = 60;

/** All that a list holds, read from its expression. */
export function readItems(thunk: Thunk, program: Program): Items {
  const reader = new Reader(program);
  if (thunk.written === undefined) reader.value(thunk, undefined, undefined);
  else reader.walk(thunk.written, undefined);
  return reader;
}

class Reader implements Items {
  readonly items: Item[] = [];
  readonly parts: ListPart[] = [];
  readonly passages: Passage[] = [];
  complete = true;
  readonly #program: Program;
  readonly #open = new Set<Expression>();

  constructor(program: Program) {
    this.#program = program;
  }

  walk(written: Written, condition: Condition | undefined): void {
    const { expression } = written;
    if (this.#open.has(expression) || this.#open.size >= depthLimit) {
      this.complete = false;
      return;
    }
    this.#open.add(expression);
    this.passages.push({ ...written, condition });
    this.#walk(written, condition);
    this.#open.delete(expression);
  }

  #walk(written: Written, condition: Condition | undefined): void {
    const { expression, environment } = written;
    const onward = this.#onward(written);
    if (onward !== undefined) {
      for (const next of onward) this.walk(next, condition);
    } else if (expression.kind === "list") this.#brackets({ list: expression, environment, condition });
    else if (expression.kind === "if") this.#if(expression, environment, condition);
    else if (!this.#extra(written, condition) && !this.#optional(written, condition)) {
      const thunk = this.#program.evaluator.delay(expression, environment);
      this.value(thunk, { file: environment.file, from: expression.from }, condition);
    }
  }

  /** The expressions that an expression hands on to, one after the other. */
  #onward({ expression, environment }: Written): readonly Written[] | undefined {
    switch (expression.kind) {
      case "parenthesised":
        return [{ expression: expression.inner, environment }];
      case "assert":
        return [{ expression: expression.body, environment }];
      case "with":
      case "let":
        return [{ expression: expression.body, environment: inside(expression, environment, this.#program) }];
      case "binary": {
        const { operator, left, right } = expression;
        return operator === "++" ? [left, right].map((side) => ({ expression: side, environment })) : undefined;
      }
      case "variable":
      case "select": {
        const meant = this.#meant(expression, environment)?.written;
        return meant && [meant];
      }
      case "apply":
        return this.#body(expression, environment);
      default:
        return undefined;
    }
  }

  /** The body of a function of a file, as of `import ./dependencies.nix python313Packages`. */
  #body({ function: called, argument }: Apply, environment: Environment): readonly Written[] | undefined {
    const { evaluator } = this.#program;
    const applied = evaluator.evaluate(called, environment);
    if (applied.kind !== "function" || applied.lambda === undefined) return undefined;
    const { expression, environment: outer } = applied.lambda;
    // Inside itself it is what it evaluates to.
    if (this.#open.has(expression.body)) return undefined;
    const inner = evaluator.inside(expression, outer, evaluator.delay(argument, environment));
    return [{ expression: expression.body, environment: inner }];
  }

  /** What an expression evaluates to, whatever way it does. */
  value(thunk: Thunk, place: Origin | undefined, condition: Condition | undefined): void {
    const value = thunk.force();
    const at = thunk.origin ?? place ?? { file: "", from: 0 };
    if (value.kind === "list") {
      if (!value.exact) this.complete = false;
      for (const item of value.items) {
        const itemAt = item.origin ?? at;
        this.items.push({ value: item.force(), at: itemAt, written: undefined, condition, extra: undefined });
      }
      return;
    }
    const path = value.kind === "unknown" ? value.path : undefined;
    if (path !== undefined && isExtra(path)) {
      this.items.push({ value: inNixpkgs(path.slice(0, -2)), at, written: undefined, condition, extra: path.at(-1) });
    } else if (value.kind !== "null") this.complete = false;
  }

  #brackets(part: ListPart): void {
    const { list, environment, condition } = part;
    this.parts.push(part);
    for (const item of list.items) {
      this.items.push({
        value: this.#program.evaluator.evaluate(item, environment),
        at: { file: environment.file, from: item.from },
        written: { part, span: item },
        condition,
        extra: undefined,
      });
    }
  }

  #if({ condition, consequent, alternative }: If, environment: Environment, outer: Condition | undefined): void {
    const decided = this.#program.evaluator.evaluate(condition, environment);
    if (decided.kind !== "boolean") {
      const met = this.#condition(condition, environment);
      const unmet = { text: `!(${met.text})`, on: met.on && without(met.on) };
      this.walk({ expression: consequent, environment }, and(outer, met));
      this.walk({ expression: alternative, environment }, and(outer, unmet));
    } else this.walk({ expression: decided.value ? consequent : alternative, environment }, outer);
  }

  /** `lib.optionals condition list` and `lib.optional condition item`. */
  #optional({ expression, environment }: Written, outer: Condition | undefined): boolean {
    const inner = expression.kind === "apply" ? expression.function : undefined;
    if (expression.kind !== "apply" || inner?.kind !== "apply") return false;
    const { evaluator } = this.#program;
    const applied = evaluator.evaluate(inner.function, environment);
    const lib = evaluator.known.get("lib")?.force();
    const known = (name: string) => (lib?.kind === "set" ? lib.attributes.get(name)?.force() : undefined);
    const single = applied === known("optional");
    if (!single && applied !== known("optionals")) return false;
    const decided = evaluator.evaluate(inner.argument, environment);
    if (decided.kind === "boolean" && !decided.value) return true;
    const condition = decided.kind === "boolean" ? outer : and(outer, this.#condition(inner.argument, environment));
    if (!single) this.walk({ expression: expression.argument, environment }, condition);
    else {
      const value = evaluator.evaluate(expression.argument, environment);
      const at = { file: environment.file, from: expression.argument.from };
      this.items.push({ value, at, written: undefined, condition, extra: undefined });
    }
    return true;
  }

  /** `package.optional-dependencies.extra`, also where the package is this repository's own. */
  #extra({ expression, environment }: Written, condition: Condition | undefined): boolean {
    if (expression.kind !== "select") return false;
    const { evaluator } = this.#program;
    const names = evaluator.names(expression.path, environment);
    const extra = names.at(-1);
    if (!isExtra(names) || extra === undefined) return false;
    const owner = names.slice(0, names.at(-3) === "passthru" ? -3 : -2);
    const value = owner.reduce<Value>(
      (of, name) => (name === undefined ? unknown() : evaluator.select(of, name)),
      evaluator.evaluate(expression.subject, environment),
    );
    const at = { file: environment.file, from: expression.from };
    this.items.push({ value, at, written: undefined, condition, extra });
    return true;
  }

  /** The expression that a name or an attribute stands for. */
  #meant(expression: Expression, environment: Environment): Thunk | undefined {
    const { evaluator } = this.#program;
    if (expression.kind === "variable") {
      const found = lexical(environment, expression.name);
      if (found !== undefined) return found;
      for (const namespace of namespaces(environment)) {
        const value = namespace.force();
        if (value.kind !== "set") return undefined;
        const member = value.optional ? undefined : value.attributes.get(expression.name);
        if (member !== undefined || value.rest !== undefined) return member;
      }
      return undefined;
    }
    if (expression.kind !== "select" || expression.default !== undefined) return undefined;
    let value = evaluator.evaluate(expression.subject, environment);
    const names = evaluator.names(expression.path, environment);
    if (isExtra(names)) return undefined;
    for (const name of names.slice(0, -1)) value = name === undefined ? value : evaluator.select(value, name);
    const last = names.at(-1);
    if (value.kind !== "set" || value.optional || last === undefined || names.includes(undefined)) return undefined;
    return value.attributes.get(last);
  }

  #condition(expression: Expression, environment: Environment): Condition {
    const text = this.#program.text(environment.file)?.slice(expression.from, expression.to) ?? "";
    return { text: display(text), on: systemsWhere(expression, environment, this.#program) };
  }
}

/** The names that the body of a `with` or `let` sees. */
export function inside(expression: With | LetIn, environment: Environment, { evaluator }: Program): Environment {
  if (expression.kind === "with") {
    return withNamespace(environment, evaluator.delay(expression.namespace, environment));
  }
  const { attributes } = attributesOf(evaluator, expression.bindings, environment, true);
  return withNames(environment, attributes);
}

function isExtra(names: readonly (string | undefined)[]): boolean {
  return names.at(-2) === "optional-dependencies";
}

/** The systems on which it holds: all, where there is no condition. */
export function systemsOf(condition: Condition | undefined): readonly System[] | undefined {
  return condition === undefined ? systems : condition.on;
}

export function and(outer: Condition | undefined, inner: Condition): Condition {
  if (outer === undefined) return inner;
  return {
    text: `${outer.text} && ${inner.text}`,
    on: outer.on && inner.on && both(outer.on, inner.on),
  };
}
