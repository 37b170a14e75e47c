/** Attribute sets and `let`: the bindings, and the rule that a name is defined once. */
import type { AttributeName, AttributePath, AttributeSet, Binding, Expression } from "../syntax.ts";
import { type Definitions, type Duplicate, define } from "./definitions.ts";
import { level, type Outcome, type Parsing } from "./parsing.ts";
import { attribute, attributePath, startsAttribute } from "./text.ts";

/** The bindings of a set that is being read, and what to do behind the last one. */
interface OpenSet {
  readonly bindings: Binding[];
  readonly definitions: Definitions;
  readonly close: () => Outcome;
}

/** `{ ... }`, with the `rec` or `let` before it. */
export function attributeSet(p: Parsing, form: AttributeSet["form"]): Outcome {
  const { from } = form === "plain" ? p.token : p.next();
  const opening = p.expect("{");
  const open: OpenSet = {
    bindings: [],
    definitions: new Map(),
    close: () => {
      const set: AttributeSet = {
        kind: "set",
        form,
        bindings: open.bindings,
        from,
        to: p.expectClosing("}", opening.from).to,
      };
      p.definitions.set(set, open.definitions);
      return p.finish(level.simple, set);
    },
  };
  return bindings(p, open);
}

/** `let ... in body` */
export function letIn(p: Parsing): Outcome {
  const { from } = p.next();
  const open: OpenSet = {
    bindings: [],
    definitions: new Map(),
    close: () => {
      p.expect("in");
      return p.wait(level.expression, (body) => {
        refuseDynamicNames(p, open.bindings);
        return p.finish(level.expression, { kind: "let", bindings: open.bindings, body, from, to: body.to });
      });
    },
  };
  return bindings(p, open);
}

/** Only the first name of a path is defined by `let` itself; `let a.${b} = 1;` is allowed. */
function refuseDynamicNames(p: Parsing, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    const first = binding.kind === "binding" ? binding.path[0] : undefined;
    if (first?.expression !== undefined) p.fail("dynamic attributes not allowed in let", first.from);
  }
}

function bindings(p: Parsing, open: OpenSet): Outcome {
  while (p.nextIs("inherit")) if (!inherit(p, open)) return undefined;
  return startsAttribute(p) ? binding(p, open) : open.close();
}

/** `path = value;` */
function binding(p: Parsing, open: OpenSet): Outcome {
  const { from } = p.token;
  const readValue = (path: AttributePath): undefined => {
    p.expect("=");
    return p.wait(level.expression, (value) => {
      const { to } = p.expect(";");
      open.bindings.push({ kind: "binding", path, value, from, to });
      refuse(p, define(open.definitions, path, from, definitionsOf(p, value)));
      return bindings(p, open);
    });
  };
  const path = attributePath(p, readValue);
  return path && readValue(path);
}

/** What a value defines if it is a set, in parentheses or not: later bindings may add to it. */
function definitionsOf(p: Parsing, value: Expression): Definitions | undefined {
  let inner = value;
  while (inner.kind === "parenthesised") inner = inner.inner;
  return inner.kind === "set" && inner.form !== "legacy-let" ? p.definitions.get(inner) : undefined;
}

/** `inherit names;` or `inherit (source) names;`. False where it waits for an expression. */
function inherit(p: Parsing, open: OpenSet): boolean {
  const { from } = p.next();
  const names: AttributeName[] = [];
  const readNames = (source: Expression | undefined): boolean => {
    const add = (name: AttributeName): void => {
      if (name.name === undefined) p.fail("dynamic attributes not allowed in inherit", name.from);
      names.push(name);
    };
    while (startsAttribute(p)) {
      const name = attribute(p, (late) => {
        add(late);
        return readNames(source) ? bindings(p, open) : undefined;
      });
      if (name === undefined) return false;
      add(name);
    }
    const { to } = p.expect(";");
    open.bindings.push({ kind: "inherit", source, names, from, to });
    for (const name of names) refuse(p, define(open.definitions, [name], name.from, undefined));
    return true;
  };
  const opening = p.skip("(");
  if (opening === undefined) return readNames(undefined);
  p.wait(level.expression, (source) => {
    p.expectClosing(")", opening.from);
    return readNames(source) ? bindings(p, open) : undefined;
  });
  return false;
}

function refuse(p: Parsing, duplicate: Duplicate | undefined): void {
  if (duplicate === undefined) return;
  p.fail(`attribute '${duplicate.name}' already defined at ${p.place(duplicate.first)}`, duplicate.from);
}
