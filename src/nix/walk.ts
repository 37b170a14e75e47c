import type { AttributePath, Binding, Expression, StringPart } from "./syntax.ts";

/** The expressions that stand directly inside an expression, in the order of the text. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "variable":
    case "int":
    case "float":
    case "uri":
    case "search-path":
      return [];
    case "string":
    case "path":
      return interpolated(expression.parts);
    case "list":
      return expression.items;
    case "set":
      return expression.bindings.flatMap(inBinding);
    case "let":
      return [...expression.bindings.flatMap(inBinding), expression.body];
    case "with":
      return [expression.namespace, expression.body];
    case "assert":
      return [expression.condition, expression.body];
    case "if":
      return [expression.condition, expression.consequent, expression.alternative];
    case "lambda": {
      const defaults = (expression.formals?.entries ?? []).flatMap((formal) => formal.default ?? []);
      return [...defaults, expression.body];
    }
    case "apply":
      return [expression.function, expression.argument];
    case "select":
      return [expression.subject, ...inPath(expression.path), ...(expression.default ? [expression.default] : [])];
    case "has":
      return [expression.subject, ...inPath(expression.path)];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "parenthesised":
      return [expression.inner];
  }
}

/** An expression and all that stand inside it, each before its children; not recursive, so that depth does not matter. */
export function* descend(root: Expression): Generator<Expression, void> {
  const pending: Expression[] = [root];
  for (let expression = pending.pop(); expression !== undefined; expression = pending.pop()) {
    yield expression;
    for (const child of children(expression).toReversed()) pending.push(child);
  }
}

function interpolated(parts: readonly StringPart[]): Expression[] {
  return parts.flatMap((part) => (part.kind === "interpolation" ? part.expression : []));
}

function inBinding(binding: Binding): readonly Expression[] {
  if (binding.kind === "inherit") return binding.source === undefined ? [] : [binding.source];
  return [...inPath(binding.path), binding.value];
}

function inPath(path: AttributePath): Expression[] {
  return path.flatMap((name) => name.expression ?? []);
}
