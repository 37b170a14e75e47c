/** Where an expression begins. */
import type { Expression, Literal } from "../syntax.ts";
import { lambda, startsFunction } from "./functions.ts";
import { startsSimple, unary } from "./operators.ts";
import { level, type Outcome, type Parsing } from "./parsing.ts";
import { attributeSet, letIn } from "./sets.ts";
import { path, string } from "./text.ts";

/** Reads the beginning of an expression; undefined where an expression inside comes first. */
export function begin(p: Parsing): Outcome {
  if (p.wants === level.expression && startsLoose(p)) return loose(p);
  if (p.wants <= level.application && (p.nextIs("-") || p.nextIs("!"))) return unary(p);
  return simple(p);
}

// Constructs that reach as far to the right as they can: not operands, unless in parentheses

function startsLoose(p: Parsing): boolean {
  switch (p.token.symbol) {
    case "assert":
    case "with":
    case "if":
      return true;
    case "let":
      return p.peek(1).symbol !== "{";
    default:
      return startsFunction(p);
  }
}

function loose(p: Parsing): Outcome {
  switch (p.token.symbol) {
    case "assert":
      return assertion(p);
    case "with":
      return withScope(p);
    case "if":
      return conditional(p);
    case "let":
      return letIn(p);
    default:
      return lambda(p);
  }
}

/** `assert condition; body` */
function assertion(p: Parsing): undefined {
  const { from } = p.next();
  return p.wait(level.expression, (condition) => {
    p.expect(";");
    return p.wait(level.expression, (body) =>
      p.finish(level.expression, { kind: "assert", condition, body, from, to: body.to }),
    );
  });
}

/** `with namespace; body` */
function withScope(p: Parsing): undefined {
  const { from } = p.next();
  return p.wait(level.expression, (namespace) => {
    p.expect(";");
    return p.wait(level.expression, (body) =>
      p.finish(level.expression, { kind: "with", namespace, body, from, to: body.to }),
    );
  });
}

/** `if condition then consequent else alternative` */
function conditional(p: Parsing): undefined {
  const { from } = p.next();
  return p.wait(level.expression, (condition) => {
    p.expect("then");
    return p.wait(level.expression, (consequent) => {
      p.expect("else");
      return p.wait(level.expression, (alternative) =>
        p.finish(level.expression, { kind: "if", condition, consequent, alternative, from, to: alternative.to }),
      );
    });
  });
}

// Operands

function simple(p: Parsing): Outcome {
  const { symbol } = p.token;
  switch (symbol) {
    case "identifier": {
      const token = p.next();
      return finished(p, { kind: "variable", name: p.textOf(token), from: token.from, to: token.to });
    }
    case "int":
    case "float":
    case "uri":
    case "search-path":
      return literal(p, symbol);
    case '"':
    case "''":
      return finished(
        p,
        string(p, (late) => finished(p, late)),
      );
    case "path":
    case "home-path":
      return finished(
        p,
        path(p, (late) => finished(p, late)),
      );
    case "(":
      return parenthesised(p);
    case "[":
      return list(p);
    case "{":
      return attributeSet(p, "plain");
    case "rec":
      return attributeSet(p, "rec");
    case "let":
      return attributeSet(p, "legacy-let");
    default:
      return p.unexpected("an expression");
  }
}

function finished(p: Parsing, expression: Outcome): Outcome {
  return expression && p.finish(level.simple, expression);
}

function literal(p: Parsing, kind: Literal["kind"]): Outcome {
  const token = p.next();
  return finished(p, { kind, value: p.textOf(token), from: token.from, to: token.to });
}

/** `( inner )` */
function parenthesised(p: Parsing): undefined {
  const { from } = p.next();
  return p.wait(level.expression, (inner) =>
    finished(p, { kind: "parenthesised", inner, from, to: p.expectClosing(")", from).to }),
  );
}

/** `[ a (f b) c ]`: items are no applications and no operations, unless in parentheses. */
function list(p: Parsing): Outcome {
  const { from } = p.next();
  const items: Expression[] = [];
  const readItem = (): Outcome => {
    if (startsSimple(p)) return p.wait(level.select, add);
    return finished(p, { kind: "list", items, from, to: p.expectClosing("]", from).to });
  };
  const add = (item: Expression): Outcome => {
    items.push(item);
    return readItem();
  };
  return readItem();
}
