import type { SyntaxNode } from "@lezer/common";
import { parsePythonNumber, quotesOf, unescapePython } from "./literals.ts";
import type { Argument, Clause, Expression, Item } from "./syntax.ts";

export interface Source {
  readonly text: string;
  readonly lineAt: (offset: number) => number;
  /** How deep the statement or expression lies in others. */
  readonly depth: number;
}

/** Deeper than any hand-written file; the tree is walked by recursion. */
export const deepest = 100;

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") {
      children.push(child);
    }
  }
  return children;
}

/** The texts of all nodes of the named kinds in a tree. */
function mentionsOf(source: Source, node: SyntaxNode, kinds: readonly string[]): string[] {
  const texts = new Set<string>();
  node.cursor().iterate(({ name, from, to }) => {
    if (kinds.includes(name)) {
      texts.add(source.text.slice(from, to));
    }
  });
  return [...texts];
}

/** What an unread part of the tree mentions. */
export function mentionedNames(source: Source, node: SyntaxNode): string[] {
  const names = mentionsOf(source, node, ["VariableName"]);
  const callsSetup = /\bsetup\s*\(/.test(source.text.slice(node.from, node.to));
  return callsSetup ? [...names, setupCall] : names;
}

/** Stands among mentioned names for a call of `setup`; no name is written so. */
export const setupCall = "setup()";

/** Comma-separated expressions, each perhaps with a `*`. */
export function convertItems(source: Source, nodes: readonly SyntaxNode[]): { items: Item[]; comma: boolean } {
  const items: Item[] = [];
  nodes.forEach((node, index) => {
    if (!["*", ",", "(", ")", "[", "]", "{", "}"].includes(node.name)) {
      items.push({ splat: nodes[index - 1]?.name === "*", value: convertExpression(source, node) });
    }
  });
  return { items, comma: nodes.some(({ name }) => name === ",") };
}

/** What stands on one side of an assignment: `a`, or `a, b` as a tuple. */
export function joinItems({ items, comma }: { items: readonly Item[]; comma: boolean }, line: number): Expression {
  const [only] = items;
  return only !== undefined && !comma && !only.splat ? only.value : { kind: "tuple", items, line };
}

export function convertExpression(outer: Source, node: SyntaxNode): Expression {
  const source = { ...outer, depth: outer.depth + 1 };
  const line = source.lineAt(node.from);
  const opaque = (what: string) => opaqueExpression(source, node, what, line);
  if (source.depth > deepest) {
    return opaque("it is nested too deeply");
  }
  const text = source.text.slice(node.from, node.to);
  const convert = (child: SyntaxNode) => convertExpression(source, child);
  const children = childrenOf(node);
  const operands = children.filter(({ name }) => !isOperator(name));
  const [first, second, third] = operands;
  switch (node.name) {
    case "VariableName":
      return { kind: "name", name: text, line };
    case "Boolean":
      return { kind: "constant", value: text === "True", line };
    case "None":
      return { kind: "constant", value: null, line };
    case "Number": {
      const value = parsePythonNumber(text);
      return value === undefined
        ? opaque(`the number ${text.slice(0, 40)} is not read`)
        : { kind: "constant", value, line };
    }
    case "String":
    case "FormatString":
    case "ContinuedString":
      return convertString(source, node) ?? opaque("this string is not read");
    case "ParenthesizedExpression":
      return first !== undefined && !children.some(({ name }) => name === "*" || name === "YieldExpression")
        ? convert(first)
        : opaque("this is not read");
    case "TupleExpression":
      return { kind: "tuple", items: convertItems(source, children).items, line };
    case "ArrayExpression":
    case "SetExpression": {
      const { items } = convertItems(source, children);
      return { kind: "list", items, isSet: node.name === "SetExpression", line };
    }
    case "DictionaryExpression":
      return convertDictionary(source, children, line);
    case "ConditionalExpression":
      return first && second && third
        ? { kind: "conditional", consequent: convert(first), test: convert(second), alternative: convert(third), line }
        : opaque("this condition is not read");
    case "UnaryExpression":
      if (isLogical(source, node)) {
        return convertLogical(source, node, line);
      }
      return first
        ? { kind: "unary", operator: operatorOf(source, children), operand: convert(first), line }
        : opaque("this is not read");
    case "BinaryExpression":
      if (isLogical(source, node)) {
        return convertLogical(source, node, line);
      }
      if (first === undefined || second === undefined) {
        return opaque("this is not read");
      }
      return isChain(source, first, children)
        ? (convertChain(source, first, second, operatorOf(source, children), line) ??
            opaque("a chain of comparisons is not read"))
        : {
            kind: "binary",
            operator: operatorOf(source, children),
            left: convert(first),
            right: convert(second),
            line,
          };
    case "NamedExpression":
      return first?.name === "VariableName" && second
        ? { kind: "named", target: source.text.slice(first.from, first.to), value: convert(second), line }
        : opaque("this is not read");
    case "MemberExpression":
      return convertMember(source, children, line) ?? opaque("this subscript is not read");
    case "CallExpression":
      return convertCall(source, children, line) ?? opaque("this is not read");
    case "ArrayComprehensionExpression":
    case "SetComprehensionExpression":
    case "DictionaryComprehensionExpression":
    case "ComprehensionExpression":
      return convertComprehension(source, children, line) ?? opaque("this comprehension is not read");
    default:
      return opaque(`\`${node.name}\` is not read`);
  }
}

export function opaqueExpression(source: Source, node: SyntaxNode, what: string, line: number): Expression {
  const mentions = mentionedNames(source, node);
  const calls = mentionsOf(source, node, ["CallExpression", "ArgList", "AwaitExpression"]).length > 0;
  return {
    kind: "opaque-expression",
    what,
    calls: node.name === "LambdaExpression" ? "later" : calls ? "now" : "never",
    binds: source.text.slice(node.from, node.to).includes(":=") ? mentions : [],
    mentions,
    line,
  };
}

const keywords = new Set(["and", "or", "not", "in", "is", "if", "else", "(", ")"]);

function isOperator(name: string): boolean {
  return keywords.has(name) || name === "AssignOp" || name === "ArithOp" || name === "BitOp" || name === "CompareOp";
}

function operatorOf(source: Source, children: readonly SyntaxNode[]): string {
  return children
    .filter(({ name }) => isOperator(name))
    .map(({ from, to }) => source.text.slice(from, to))
    .join(" ");
}

const comparisons = new Set(["<", "<=", ">", ">=", "==", "!=", "in", "not in", "is", "is not"]);

/** `a < b < c` means `a < b and b < c`. */
function isChain(source: Source, left: SyntaxNode, children: readonly SyntaxNode[]): boolean {
  return (
    left.name === "BinaryExpression" &&
    comparisons.has(operatorOf(source, children)) &&
    comparisons.has(operatorOf(source, childrenOf(left)))
  );
}

/** Whether it is `not`, `and` or `or` of something. */
function isLogical(source: Source, node: SyntaxNode): boolean {
  return (
    (node.name === "UnaryExpression" || node.name === "BinaryExpression") &&
    ["not", "and", "or"].includes(operatorOf(source, childrenOf(node)))
  );
}

/**
 * `not a and b or c` is `((not a) and b) or c`: in lezer's tree a `not` reaches over all that comes after it, so that the
 * operators are put together here.
 */
function convertLogical(source: Source, node: SyntaxNode, line: number): Expression {
  const parts = logicalParts(source, node);
  if (parts === undefined) {
    return opaqueExpression(source, node, "it is nested too deeply", line);
  }
  const groups: Expression[][] = [[]];
  let nots = 0;
  for (const part of parts) {
    if (part === "or") {
      groups.push([]);
    } else if (part === "not") {
      nots++;
    } else if (part !== "and") {
      let operand = convertExpression(source, part);
      for (; nots > 0; nots--) {
        operand = { kind: "unary", operator: "not", operand, line: operand.line };
      }
      groups.at(-1)?.push(operand);
    }
  }
  const joined = (operator: string, operands: readonly Expression[]) =>
    operands.reduce((left, right): Expression => ({ kind: "binary", operator, left, right, line: left.line }));
  return joined(
    "or",
    groups.map((group) => joined("and", group)),
  );
}

type LogicalPart = SyntaxNode | "not" | "and" | "or";

/** The operators and what is between them, in their order; undefined where they are too many. */
function logicalParts(source: Source, node: SyntaxNode, depth = 0): LogicalPart[] | undefined {
  if (depth > deepest) {
    return undefined;
  }
  if (!isLogical(source, node)) {
    return [node];
  }
  const parts: LogicalPart[] = [];
  for (const child of childrenOf(node)) {
    const inner = ["not", "and", "or"].includes(child.name)
      ? [child.name as LogicalPart]
      : logicalParts(source, child, depth + 1);
    if (inner === undefined) {
      return undefined;
    }
    parts.push(...inner);
  }
  return parts;
}

/** `a < b < c` as `a < b and b < c`, unless evaluating `b` twice may not be the same as once. */
function convertChain(
  source: Source,
  first: SyntaxNode,
  second: SyntaxNode,
  operator: string,
  line: number,
): Expression | undefined {
  const before = convertExpression(source, first);
  const last = before.kind === "binary" && before.operator === "and" ? before.right : before;
  return last.kind === "binary" && mentionsOf(source, first, ["CallExpression", "NamedExpression"]).length === 0
    ? {
        kind: "binary",
        operator: "and",
        left: before,
        right: { kind: "binary", operator, left: last.right, right: convertExpression(source, second), line },
        line,
      }
    : undefined;
}

/** A literal, or adjacent ones, which Python concatenates. */
function convertString(source: Source, node: SyntaxNode): Expression | undefined {
  const literals = node.name === "ContinuedString" ? childrenOf(node) : [node];
  const parts: (string | Expression)[] = [];
  for (const literal of literals) {
    const read = convertLiteral(source, literal);
    if (read === undefined) {
      return undefined;
    }
    parts.push(...read);
  }
  const line = source.lineAt(node.from);
  return parts.every((part) => typeof part === "string")
    ? { kind: "constant", value: parts.join(""), line }
    : { kind: "format", parts, line };
}

/** Undefined for bytes, and for replacements with a conversion or a format of their own. */
function convertLiteral(source: Source, node: SyntaxNode): (string | Expression)[] | undefined {
  const quotes = quotesOf(source.text.slice(node.from, node.to));
  if (quotes === undefined || quotes.bytes) {
    return undefined;
  }
  const isFormat = node.name === "FormatString";
  const decode = (from: number, to: number) => {
    const text = source.text.slice(from, to);
    // In Python a backslash does not hide a brace, in lezer's tree it does; and `\N` goes on in what it takes for a name.
    if (isFormat && /\\[{}N]/.test(text)) {
      return undefined;
    }
    const plain = isFormat ? text.replace(/\{\{|\}\}/g, (pair) => pair.slice(1)) : text;
    return quotes.raw ? plain : unescapePython(plain);
  };
  const parts: (string | Expression | undefined)[] = [];
  let at = node.from + quotes.open;
  for (const replacement of node.getChildren("FormatReplacement")) {
    const inner = childrenOf(replacement);
    const [, expression, close] = inner;
    parts.push(decode(at, replacement.from));
    parts.push(expression && close?.name === "}" ? convertExpression(source, expression) : undefined);
    at = replacement.to;
  }
  parts.push(decode(at, node.to - quotes.close));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function convertDictionary(source: Source, children: readonly SyntaxNode[], line: number): Expression {
  const entries: { key: Expression | undefined; value: Expression }[] = [];
  children.forEach((child, index) => {
    const before = children[index - 1];
    if (before?.name === "**") {
      entries.push({ key: undefined, value: convertExpression(source, child) });
    } else if (before?.name === ":") {
      const key = children[index - 2];
      entries.push({ key: key && convertExpression(source, key), value: convertExpression(source, child) });
    }
  });
  return { kind: "dictionary", entries, line };
}

function convertMember(source: Source, children: readonly SyntaxNode[], line: number): Expression | undefined {
  const [object, punctuation, ...rest] = children;
  if (object === undefined) {
    return undefined;
  }
  const subject = convertExpression(source, object);
  if (punctuation?.name === ".") {
    const [property] = rest;
    const name = property && source.text.slice(property.from, property.to);
    return name === undefined ? undefined : { kind: "attribute", object: subject, name, line };
  }
  const inside = rest.slice(0, -1);
  const colons = inside.filter(({ name }) => name === ":").length;
  const [only] = inside;
  if (colons === 0 && inside.length === 1 && only !== undefined) {
    return { kind: "subscript", object: subject, index: convertExpression(source, only), line };
  }
  if (colons !== 1 || inside.some(({ name }) => name === ",")) {
    return undefined;
  }
  const colon = inside.findIndex(({ name }) => name === ":");
  const [from, to] = [inside[colon - 1], inside[colon + 1]];
  return {
    kind: "slice",
    object: subject,
    from: from && convertExpression(source, from),
    to: to && convertExpression(source, to),
    line,
  };
}

function convertCall(source: Source, children: readonly SyntaxNode[], line: number): Expression | undefined {
  const [callee, list] = children;
  return (
    callee && { kind: "call", callee: convertExpression(source, callee), arguments: argumentsOf(source, list), line }
  );
}

/** What stands between the parentheses of a call, or of a class. */
export function argumentsOf(source: Source, list: SyntaxNode | null | undefined): readonly Argument[] {
  const parts = list ? childrenOf(list) : [];
  const line = list ? source.lineAt(list.from) : 0;
  const generator = convertComprehension(source, parts, line);
  if (generator !== undefined) {
    return [{ splat: "", name: undefined, value: generator }];
  }
  const result: Argument[] = [];
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    const next = parts[index + 1];
    const isValue = !["(", ")", ",", "*", "**", "AssignOp"].includes(part.name) && next?.name !== "AssignOp";
    if (isValue) {
      const nameNode = before?.name === "AssignOp" ? parts[index - 2] : undefined;
      const name = nameNode && source.text.slice(nameNode.from, nameNode.to);
      const splat = before?.name === "*" || before?.name === "**" ? before.name : "";
      const value = convertExpression(source, part);
      if (name !== undefined && before && source.text.slice(before.from, before.to) === ":=") {
        result.push({ splat, name: undefined, value: { kind: "named", target: name, value, line } });
      } else {
        result.push({ splat, name, value });
      }
    }
  });
  return result;
}

/** `item for target in iterable if condition`, with more of `for` and `if`, between brackets of any kind. */
function convertComprehension(source: Source, all: readonly SyntaxNode[], line: number): Expression | undefined {
  const children = all.slice(1, -1);
  const start = children.findIndex(({ name }) => name === "for");
  const [first, colon, second] = children.slice(0, start);
  const clauses = convertClauses(source, children.slice(start), line);
  const isEntry = start === 3 && colon?.name === ":";
  const item = isEntry ? second : first;
  if (first === undefined || item === undefined || clauses === undefined || !(start === 1 || isEntry)) {
    return undefined;
  }
  const key = isEntry ? convertExpression(source, first) : undefined;
  const isSet = key === undefined && all[0]?.name === "{";
  const isGenerator = all[0]?.name === "(";
  return { kind: "comprehension", key, item: convertExpression(source, item), clauses, isSet, isGenerator, line };
}

function convertClauses(source: Source, children: readonly SyntaxNode[], line: number): Clause[] | undefined {
  const clauses: Clause[] = [];
  for (let at = 0; at < children.length; ) {
    const end = children.findIndex(({ name }, index) => index > at && name === "in");
    const iterable = children[end + 1];
    if (children[at]?.name !== "for" || end === -1 || iterable === undefined) {
      return undefined;
    }
    const target = joinItems(convertItems(source, children.slice(at + 1, end)), line);
    const conditions: Expression[] = [];
    for (at = end + 2; children[at]?.name === "if"; at += 2) {
      const condition = children[at + 1];
      if (condition === undefined) {
        return undefined;
      }
      conditions.push(convertExpression(source, condition));
    }
    clauses.push({ target, iterable: convertExpression(source, iterable), conditions });
  }
  return clauses;
}
