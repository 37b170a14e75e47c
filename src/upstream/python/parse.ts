import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import {
  argumentsOf,
  childrenOf,
  convertExpression,
  convertItems,
  deepest,
  joinItems,
  mentionedNames,
  opaqueExpression,
  type Source,
} from "./parse-expression.ts";
import type { Argument, Block, Expression, Parameter, Statement } from "./syntax.ts";

export type Parsing =
  | { readonly kind: "parsed"; readonly body: Block }
  | { readonly kind: "malformed"; readonly line: number; readonly why: string };

/** Stops at the first mistake: going on after many of them would take long. */
const strictParser = parser.configure({ strict: true });

/** Reads a Python file; nothing in it is run. A file with a mistake anywhere is not used at all. */
export function parsePython(text: string): Parsing {
  const source = sourceOf(text);
  try {
    return { kind: "parsed", body: convertBlock(source, strictParser.parse(text).topNode) };
  } catch (error) {
    if (error instanceof SyntaxError) {
      const [offset = "0"] = /\d+$/.exec(error.message) ?? [];
      const line = source.lineAt(Math.min(Number(offset), text.length));
      return { kind: "malformed", line, why: "it is not Python that this program can read" };
    }
    throw error;
  }
}

function sourceOf(text: string): Source {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return { text, lineAt, depth: 0 };
}

/** The statements of a script, a body or a group (`a; b`). */
function convertBlock(outer: Source, node: SyntaxNode): Block {
  const source = { ...outer, depth: outer.depth + 1 };
  return childrenOf(node)
    .filter(({ name }) => name !== ":" && name !== ";")
    .flatMap((child) =>
      child.name === "StatementGroup" ? convertBlock(source, child) : convertStatement(source, child),
    );
}

function convertStatement(source: Source, node: SyntaxNode): Statement {
  const line = source.lineAt(node.from);
  if (source.depth > deepest) {
    return opaque(source, node, "it is nested too deeply", line);
  }
  const children = childrenOf(node);
  switch (node.name) {
    case "AssignStatement":
      return convertAssignment(source, node, children, line);
    case "UpdateStatement": {
      const at = children.findIndex(({ name }) => name === "UpdateOp");
      const target = joinItems(convertItems(source, children.slice(0, at)), line);
      const value = joinItems(convertItems(source, children.slice(at + 1)), line);
      return { kind: "update", target, operator: textOf(source, children[at]), value, line };
    }
    case "ExpressionStatement":
      return { kind: "expression", value: joinItems(convertItems(source, children), line), line };
    case "ReturnStatement": {
      const value = children.length > 1 ? joinItems(convertItems(source, children.slice(1)), line) : undefined;
      return { kind: "return", value, line };
    }
    case "BreakStatement":
      return { kind: "break", line };
    case "ContinueStatement":
      return { kind: "continue", line };
    case "DeleteStatement":
      return { kind: "delete", targets: convertItems(source, children.slice(1)).items.map(({ value }) => value), line };
    case "AssertStatement":
      return children[1]
        ? { kind: "expression", value: convertExpression(source, children[1]), line }
        : { kind: "pass", line };
    case "PassStatement":
    case "TypeDefinition":
    case "RaiseStatement":
      return { kind: "pass", line };
    case "ImportStatement":
      return convertImport(source, children, line);
    case "ScopeStatement":
      return {
        kind: "declaration",
        scope: textOf(source, children[0]) === "nonlocal" ? "nonlocal" : "global",
        names: children
          .slice(1)
          .filter(isName)
          .map((child) => textOf(source, child)),
        line,
      };
    case "IfStatement":
      return convertIf(source, children, line);
    case "ForStatement":
      return convertFor(source, node, children, line);
    case "TryStatement":
    case "WhileStatement":
      return uncertain(source, node, children, line);
    case "WithStatement":
      // After an error, the rest of the block is left out.
      return /^with\s[^:]*\bsuppress\s*\(/.test(textOf(source, node))
        ? uncertain(source, node, children, line)
        : convertWith(source, children, line);
    case "FunctionDefinition":
    case "ClassDefinition":
    case "DecoratedStatement":
      return convertDefinition(source, node, children, line) ?? opaque(source, node, "this is not read", line);
    default:
      return opaque(source, node, `\`${firstWord(source, node)}\` is not followed`, line);
  }
}

function convertAssignment(source: Source, node: SyntaxNode, all: readonly SyntaxNode[], line: number): Statement {
  const children = all.filter(({ name }) => name !== "TypeDef");
  const sides: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === "AssignOp") {
      sides.push([]);
    } else {
      sides.at(-1)?.push(child);
    }
  }
  const value = sides.pop() ?? [];
  if (sides.length === 0) {
    // `name: type` alone binds nothing.
    return { kind: "pass", line };
  }
  if (value[0]?.name === "YieldExpression") {
    return opaque(source, node, "`yield` is not followed", line);
  }
  const targets = sides.map((side) => joinItems(convertItems(source, side), line));
  return { kind: "assign", targets, value: joinItems(convertItems(source, value), line), line };
}

/** A comma-separated part of an import: `a.b as c`. */
function importedNames(
  source: Source,
  children: readonly SyntaxNode[],
): readonly { path: string; as: string | undefined }[] {
  const text = children
    .filter(({ name }) => name !== "(" && name !== ")")
    .map((child) => textOf(source, child))
    .join(" ");
  return text
    .split(",")
    .map((part) => part.trim().split(" as "))
    .filter(([path]) => path !== "" && path !== undefined)
    .map(([path = "", as]) => ({ path: path.replaceAll(" ", ""), as }));
}

function convertImport(source: Source, children: readonly SyntaxNode[], line: number): Statement {
  if (children[0]?.name === "import") {
    const modules = importedNames(source, children.slice(1)).map(({ path, as }) => ({ path, name: as }));
    return { kind: "import", modules, line };
  }
  const at = children.findIndex(({ name }) => name === "import");
  const from = children
    .slice(1, at)
    .map((child) => textOf(source, child))
    .join("");
  const path = from.replace(/^\.+/, "");
  const names = importedNames(source, children.slice(at + 1)).filter((entry) => entry.path !== "*");
  return {
    kind: "import-from",
    level: from.length - path.length,
    path,
    names: names.map((entry) => ({ name: entry.path, as: entry.as ?? entry.path })),
    line,
  };
}

function convertIf(source: Source, children: readonly SyntaxNode[], line: number): Statement {
  const branches: { test: Expression; body: Block }[] = [];
  let otherwise: Block = [];
  let test: Expression | undefined;
  for (const child of children) {
    if (child.name !== "Body") {
      test = ["if", "elif", "else"].includes(child.name) ? undefined : convertExpression(source, child);
    } else if (test === undefined) {
      otherwise = convertBlock(source, child);
    } else {
      branches.push({ test, body: convertBlock(source, child) });
    }
  }
  return { kind: "if", branches, otherwise, line };
}

function convertFor(source: Source, node: SyntaxNode, children: readonly SyntaxNode[], line: number): Statement {
  const bodies = children.filter(({ name }) => name === "Body");
  const [body] = bodies;
  const at = children.findIndex(({ name }) => name === "in");
  if (body === undefined || bodies.length > 1 || children[0]?.name !== "for") {
    return uncertain(source, node, children, line);
  }
  return {
    kind: "for",
    target: joinItems(convertItems(source, children.slice(1, at)), line),
    iterable: joinItems(convertItems(source, children.slice(at + 1, children.indexOf(body))), line),
    body: convertBlock(source, body),
    line,
  };
}

/** What runs, how often and how far is not known. */
function uncertain(source: Source, node: SyntaxNode, children: readonly SyntaxNode[], line: number): Statement {
  const isLoop = node.name === "ForStatement" || node.name === "WhileStatement";
  const what = `\`${firstWord(source, node)}\` is not followed`;
  const blocks = children.filter(({ name }) => name === "Body").map((child) => convertBlock(source, child));
  const expressions = children
    .filter(({ name }) => name !== "Body" && /^[A-Z]/.test(name))
    .map((child) => ({ kind: "expression" as const, value: convertExpression(source, child), line }));
  // The names of a `for`, and those after `as`.
  const binds = children.filter(isName).map((child) => textOf(source, child));
  const [own = [], ...more] = isLoop ? blocks : [[], ...blocks];
  const loop: Statement = { kind: "uncertain", what, binds, body: [...expressions, ...own], isLoop, line };
  // What stands after a loop's `else` is not in the loop.
  return { kind: "uncertain", what, binds, body: [loop, ...more.flat()], isLoop: false, line };
}

function convertWith(source: Source, children: readonly SyntaxNode[], line: number): Statement {
  const items: { value: Expression; name: string | undefined }[] = [];
  let body: Block = [];
  children.forEach((child, index) => {
    if (child.name === "Body") {
      body = convertBlock(source, child);
    } else if (!["async", "with", "as", ","].includes(child.name) && children[index - 1]?.name !== "as") {
      const isNamed = children[index + 1]?.name === "as";
      const name = isNamed ? textOf(source, children[index + 2]) : undefined;
      items.push({ value: convertExpression(source, child), name });
    }
  });
  return { kind: "with", items, body, line };
}

/** A class or a function, with what decorates it. */
function convertDefinition(
  source: Source,
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  line: number,
): Statement | undefined {
  const decorating = children.filter(({ name }) => name === "Decorator");
  const decorators = decorating.map((decorator) => convertDecorator(source, decorator));
  const definition = node.name === "DecoratedStatement" ? children.at(-1) : node;
  if (definition?.name === "ClassDefinition") {
    return convertClass(source, definition, decorators, line);
  }
  const unfollowed = decorating[0] && `\`${firstWord(source, decorating[0])}\` is not followed`;
  return definition && convertFunction(source, definition, decorators, unfollowed, line);
}

/** `@a.b(c)`: lezer gives the names and the arguments as one flat list. */
function convertDecorator(source: Source, node: SyntaxNode): Expression {
  const line = source.lineAt(node.from);
  const [only, ...others] = childrenOf(node).filter(({ name }) => name !== "At");
  return only !== undefined && others.length === 0
    ? convertExpression(source, only)
    : opaqueExpression(source, node, `\`${firstWord(source, node)}\` is not followed`, line);
}

function convertClass(
  source: Source,
  node: SyntaxNode,
  decorators: readonly Expression[],
  line: number,
): Statement | undefined {
  const body = node.getChild("Body");
  if (body === null) {
    return undefined;
  }
  const given = argumentsOf(source, node.getChild("ArgList"));
  const isBase = ({ splat, name }: Argument) => splat === "" && name === undefined;
  return {
    kind: "class",
    name: textOf(source, node.getChild("VariableName")),
    decorators,
    bases: given.filter(isBase).map(({ value }) => value),
    keywords: given.filter((argument) => !isBase(argument)).map(({ value }) => value),
    body: convertBlock(source, body),
    line,
  };
}

function convertFunction(
  source: Source,
  node: SyntaxNode,
  decorators: readonly Expression[],
  unfollowed: string | undefined,
  line: number,
): Statement | undefined {
  const list = node.getChild("ParamList");
  const body = node.getChild("Body");
  if (list === null || body === null) {
    return undefined;
  }
  const isAsync = node.firstChild?.name !== "def";
  const isGenerator = hasOwn(body, ["YieldStatement", "YieldExpression"], definitions);
  return {
    kind: "function",
    name: textOf(source, node.getChild("VariableName")),
    decorators,
    parameters: parametersOf(source, list),
    body: convertBlock(source, body),
    unfollowed:
      unfollowed ??
      (isAsync ? "an asynchronous function is not followed" : isGenerator ? "a generator is not followed" : undefined),
    line,
  };
}

function parametersOf(source: Source, list: SyntaxNode): readonly Parameter[] {
  const parameters: Parameter[] = [];
  const parts = childrenOf(list);
  parts.forEach((part, index) => {
    const before = parts[index - 1]?.name;
    if (isName(part) && before !== "AssignOp") {
      const splat = before === "*" || before === "**" ? before : "";
      const assign = parts.slice(index + 1).find((later) => later.name !== "TypeDef");
      const value = assign?.name === "AssignOp" ? parts[parts.indexOf(assign) + 1] : undefined;
      parameters.push({ name: textOf(source, part), splat, default: value && convertExpression(source, value) });
    }
  });
  return parameters;
}

const definitions = ["FunctionDefinition", "ClassDefinition", "LambdaExpression"];
const loops = ["ForStatement", "WhileStatement"];

/** Whether a node has one of such a kind in it that does not belong to another around it. */
function hasOwn(node: SyntaxNode, kinds: readonly string[], others: readonly string[]): boolean {
  let found = false;
  node.cursor().iterate(({ name }) => {
    found ||= kinds.includes(name);
    return !found && !others.includes(name);
  });
  return found;
}

function opaque(source: Source, node: SyntaxNode, what: string, line: number): Statement {
  const mentions = mentionedNames(source, node);
  // It may bind whatever it mentions.
  const binds = node.name === "PrintStatement" ? [] : mentions;
  const jumps =
    hasOwn(node, ["ReturnStatement"], definitions) ||
    hasOwn(node, ["BreakStatement", "ContinueStatement"], [...definitions, ...loops]);
  return { kind: "opaque", what, binds, mentions, jumps, line };
}

function isName({ name }: SyntaxNode): boolean {
  return name === "VariableName";
}

function firstWord(source: Source, node: SyntaxNode): string {
  return /^(@[\w.]+|\w+)/.exec(textOf(source, node))?.[0] ?? node.name;
}

function textOf(source: Source, node: SyntaxNode | null | undefined): string {
  return node ? source.text.slice(node.from, node.to) : "";
}
