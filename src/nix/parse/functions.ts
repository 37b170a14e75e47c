/** Functions: `x: body`, and patterns with formals. */
import type { Expression, Formal, Formals } from "../syntax.ts";
import { level, type Outcome, type Parsing } from "./parsing.ts";

/** Whether a function starts at the next token, rather than a name or a set. */
export function startsFunction(p: Parsing): boolean {
  const second = p.peek(1).symbol;
  if (p.nextIs("identifier")) return second === ":" || second === "@";
  if (!p.nextIs("{")) return false;
  const third = p.peek(2).symbol;
  if (second === "}") return third === ":" || third === "@";
  return second === "..." || (second === "identifier" && (third === "," || third === "?" || third === "}"));
}

/** `x: body`, `pattern: body`, `x@pattern: body`, `pattern@x: body` */
export function lambda(p: Parsing): Outcome {
  const { from } = p.token;
  const before = p.skip("identifier");
  const argument = before && p.textOf(before);
  if (before !== undefined && !p.skip("@")) return body(p, from, argument, undefined);
  return formals(p, (pattern) => {
    if (before !== undefined || !p.skip("@")) return body(p, from, argument, pattern);
    return body(p, from, p.textOf(p.expect("identifier")), pattern);
  });
}

function body(p: Parsing, from: number, argument: string | undefined, formals: Formals | undefined): undefined {
  p.expect(":");
  return p.wait(level.expression, (body) => {
    if (formals !== undefined) refuseDuplicates(p, formals, argument);
    return p.finish(level.expression, { kind: "lambda", argument, formals, body, from, to: body.to });
  });
}

function refuseDuplicates(p: Parsing, { entries }: Formals, argument: string | undefined): void {
  const names = new Set([argument]);
  for (const { name, from } of entries) {
    if (names.has(name)) p.fail(`duplicate formal function argument '${name}'`, from);
    names.add(name);
  }
}

/** `{ a, b ? c, ... }`; a comma may stand behind the last formal, but not behind `...`. */
function formals(p: Parsing, then: (formals: Formals) => Outcome): Outcome {
  const { from } = p.expect("{");
  const entries: Formal[] = [];
  const add = (name: { from: number; to: number }, byDefault: Expression | undefined): void => {
    const to = byDefault?.to ?? name.to;
    entries.push({ name: p.textOf({ kind: "identifier", ...name }), default: byDefault, from: name.from, to });
  };
  const close = (ellipsis: boolean): Outcome => {
    const { to } = p.expectClosing("}", from);
    return then({ ellipsis, entries, from, to });
  };
  const read = (): Outcome => {
    for (;;) {
      if (p.skip("...")) return close(true);
      const name = p.skip("identifier");
      if (name === undefined) return close(false);
      if (p.skip("?")) {
        return p.wait(level.expression, (byDefault) => {
          add(name, byDefault);
          return p.skip(",") ? read() : close(false);
        });
      }
      add(name, undefined);
      if (!p.skip(",")) return close(false);
    }
  };
  return read();
}
