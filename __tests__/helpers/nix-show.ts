/**
 * A tree as `nix-instantiate --parse` of Nix 2.8 shows it, to compare the two in full: structure, string values, merged
 * attribute sets. Nix shows what it desugars to: `a < b` as `(__lessThan a b)`, `''a''` as `"a"`, `./x` as its absolute path.
 */
import { posix } from "node:path";
import { indentedPieces } from "../../src/nix/parse/strings.ts";
import type {
  AttributeName,
  AttributePath,
  AttributeSet,
  Binary,
  Binding,
  Expression,
  Lambda,
  PathExpression,
  StringExpression,
  SyntaxTree,
} from "../../src/nix/syntax.ts";
import { descend } from "../../src/nix/walk.ts";

export interface ShowOptions {
  /** The folder of the file and the user's home. */
  readonly folder: string;
  readonly home: string;
  /** The place of a name in Nix's table of symbols: formals and `let` are shown in this order. */
  readonly rank: (name: string) => number;
}

export function show(tree: SyntaxTree, options: ShowOptions): string {
  return joinLiterals(new Shower(tree.text, options).expression(tree.root));
}

/** Nix keeps the pieces of an indented string apart, we do not: `"a" + "$"` and `"a$"` are compared as one. */
export function joinLiterals(shown: string): string {
  return shown.replaceAll('" + "', "");
}

/** Every name that a tree binds in a `let` or a pattern. */
export function boundNames(tree: SyntaxTree): string[] {
  return [...descend(tree.root)].flatMap((expression) => {
    if (expression.kind === "lambda") return (expression.formals?.entries ?? []).map((formal) => formal.name);
    if (expression.kind !== "let") return [];
    return expression.bindings.flatMap((binding) =>
      (binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1)).flatMap((name) => name.name ?? []),
    );
  });
}

/** What Nix's parser makes of an attribute set: nested paths are sets, and later definitions are merged into earlier. */
interface Attributes {
  readonly recursive: boolean;
  readonly named: Map<string, Attribute>;
  readonly dynamic: { readonly name: string; readonly value: Value }[];
}
type Value = Attributes | string;
interface Attribute {
  readonly inherited: boolean;
  readonly value: Value;
}

const calls: Partial<Record<Binary["operator"], { name: string; swapped: boolean; negated: boolean }>> = {
  "<": { name: "__lessThan", swapped: false, negated: false },
  ">": { name: "__lessThan", swapped: true, negated: false },
  "<=": { name: "__lessThan", swapped: true, negated: true },
  ">=": { name: "__lessThan", swapped: false, negated: true },
  "-": { name: "__sub", swapped: false, negated: false },
  "*": { name: "__mul", swapped: false, negated: false },
  "/": { name: "__div", swapped: false, negated: false },
};

class Shower {
  private readonly text: string;
  private readonly options: ShowOptions;

  constructor(text: string, options: ShowOptions) {
    this.text = text;
    this.options = options;
  }

  expression(e: Expression): string {
    const call = this.call(e);
    if (call !== undefined) return `(${call.join(" ")})`;
    switch (e.kind) {
      case "variable":
        return e.name;
      case "int":
        return BigInt(e.value).toString();
      case "float":
        return String(Number(e.value));
      case "uri":
        return literal(e.value);
      case "string":
        return this.string(e);
      case "path":
        return this.path(e);
      case "list":
        return `[ ${e.items.map((item) => `(${this.expression(item)}) `).join("")}]`;
      case "set":
        return this.set(e);
      case "let":
        return `(let ${this.let(e.bindings)}in ${this.expression(e.body)})`;
      case "with":
        return `(with ${this.expression(e.namespace)}; ${this.expression(e.body)})`;
      case "assert":
        return `assert ${this.expression(e.condition)}; ${this.expression(e.body)}`;
      case "if":
        return `(if ${[e.condition, e.consequent, e.alternative]
          .map((part, i) => ["", "then ", "else "][i] + this.expression(part))
          .join(" ")})`;
      case "lambda":
        return this.lambda(e);
      case "select": {
        const byDefault = e.default === undefined ? "" : ` or (${this.expression(e.default)})`;
        return `(${this.expression(e.subject)}).${this.attributePath(e.path)}${byDefault}`;
      }
      case "has":
        return `((${this.expression(e.subject)}) ? ${this.attributePath(e.path)})`;
      case "unary":
        return `(! ${this.expression(e.operand)})`;
      case "binary":
        return this.binary(e);
      case "parenthesised":
        return this.expression(e.inner);
      default:
        throw new TypeError(`not shown: ${e.kind}`);
    }
  }

  /** The function and its arguments, if Nix makes a call of it; `(f a) b` and `(a < b) c` become one call. */
  private call(e: Expression): string[] | undefined {
    switch (e.kind) {
      case "parenthesised":
        return this.call(e.inner);
      case "search-path":
        return ["__findFile", "__nixPath", literal(e.value.slice(1, -1))];
      case "apply": {
        const isVariableOr = e.argument.kind === "variable" && e.argument.name === "or";
        const callee = isVariableOr ? undefined : this.call(e.function);
        return [...(callee ?? [this.expression(e.function)]), this.expression(e.argument)];
      }
      case "unary":
        return e.operator === "-" ? ["__sub", "0", this.expression(e.operand)] : undefined;
      case "binary": {
        const operation = calls[e.operator];
        return operation === undefined || operation.negated ? undefined : this.operation(e, operation);
      }
      default:
        return undefined;
    }
  }

  private operation({ left, right }: Binary, { name, swapped }: { name: string; swapped: boolean }): string[] {
    const operands = [this.expression(left), this.expression(right)];
    return [name, ...(swapped ? operands.reverse() : operands)];
  }

  private binary(e: Binary): string {
    const operation = calls[e.operator];
    if (operation !== undefined) return `(! (${this.operation(e, operation).join(" ")}))`;
    return `(${this.expression(e.left)} ${e.operator} ${this.expression(e.right)})`;
  }

  private string(e: StringExpression): string {
    const parts = e.parts.map((part) =>
      part.kind === "text" ? literal(part.value) : this.expression(part.expression),
    );
    const [only] = e.parts;
    if (only === undefined) return '""';
    const isConstant =
      parts.length === 1 &&
      (e.style === "quoted"
        ? only.kind === "text"
        : only.kind === "text"
          ? indentedPieces(this.text.slice(only.from, only.to)).length === 1
          : (parts[0] ?? "").startsWith('"'));
    return isConstant ? parts.join("") : `(${parts.join(" + ")})`;
  }

  private path(e: PathExpression): string {
    const [first, ...rest] = e.parts;
    const written = first?.kind === "text" ? first.value : "";
    const shown = rest.map((part) => (part.kind === "text" ? literal(part.value) : this.expression(part.expression)));
    // Nix's first token of a path ends before a second slash.
    const emptySegment = written.indexOf("//");
    if (emptySegment < 0) shown.unshift(this.absolute(written));
    else shown.unshift(this.absolute(written.slice(0, emptySegment + 1)), literal(written.slice(emptySegment + 1)));
    return shown.length === 1 ? shown.join("") : `(${shown.join(" + ")})`;
  }

  private absolute(written: string): string {
    if (written.startsWith("~")) return this.options.home + written.slice(1);
    const absolute = posix.resolve(this.options.folder, written);
    return written.endsWith("/") && absolute !== "/" ? `${absolute}/` : absolute;
  }

  private lambda(e: Lambda): string {
    const formals = this.byRank((e.formals?.entries ?? []).map((formal) => [formal.name, formal] as const))
      .map(([name, formal]) => (formal.default === undefined ? name : `${name} ? ${this.expression(formal.default)}`))
      .concat(e.formals?.ellipsis ? ["..."] : [])
      .join(", ");
    const pattern = e.formals === undefined ? "" : `{ ${formals} }${e.argument === undefined ? "" : " @ "}`;
    return `(${pattern}${e.argument ?? ""}: ${this.expression(e.body)})`;
  }

  // Attribute sets

  private set(e: AttributeSet): string {
    const shown = this.attributes(this.build(e.bindings, e.form !== "plain"));
    return e.form === "legacy-let" ? `(${shown}).body` : shown;
  }

  private let(bindings: readonly Binding[]): string {
    const { named } = this.build(bindings, false);
    return this.byRank([...named])
      .map(([name, attribute]) => this.attribute(name, attribute, ""))
      .join("");
  }

  private attributes({ recursive, named, dynamic }: Attributes): string {
    const sorted = [...named].sort(([a], [b]) => (a < b ? -1 : 1));
    const shown = sorted.map(([name, attribute]) => this.attribute(name, attribute, " "));
    const dynamics = dynamic.map(({ name, value }) => `"\${${name}}" = ${this.value(value)}; `);
    return `${recursive ? "rec " : ""}{ ${[...shown, ...dynamics].join("")}}`;
  }

  private attribute(name: string, { inherited, value }: Attribute, gap: string): string {
    return inherited ? `inherit ${symbol(name)}${gap}; ` : `${symbol(name)} = ${this.value(value)}; `;
  }

  private value(value: Value): string {
    return typeof value === "string" ? value : this.attributes(value);
  }

  private build(bindings: readonly Binding[], recursive: boolean): Attributes {
    const attributes: Attributes = { recursive, named: new Map(), dynamic: [] };
    for (const binding of bindings) {
      if (binding.kind === "binding") this.define(attributes, binding.path, binding.value);
      else {
        for (const { name = "" } of binding.names) {
          const { source } = binding;
          const value = source === undefined ? name : `(${this.expression(source)}).${symbol(name)}`;
          attributes.named.set(name, { inherited: source === undefined, value });
        }
      }
    }
    return attributes;
  }

  private define(set: Attributes, path: AttributePath, value: Expression): void {
    let into = set;
    for (const name of path.slice(0, -1)) into = this.nested(into, name);
    const last = path.at(-1);
    const made = this.made(value);
    if (last?.name === undefined) {
      into.dynamic.push({ name: last?.expression ? this.expression(last.expression) : "", value: made });
      return;
    }
    const known = into.named.get(last.name)?.value;
    // Nix 2.8 forgets the dynamic attributes of what it merges.
    if (typeof known === "object" && typeof made === "object") for (const [k, v] of made.named) known.named.set(k, v);
    else into.named.set(last.name, { inherited: false, value: made });
  }

  private nested(into: Attributes, { name, expression }: AttributeName): Attributes {
    const known = name === undefined ? undefined : into.named.get(name)?.value;
    if (typeof known === "object") return known;
    const value: Attributes = { recursive: false, named: new Map(), dynamic: [] };
    if (name !== undefined) into.named.set(name, { inherited: false, value });
    else if (expression !== undefined) into.dynamic.push({ name: this.expression(expression), value });
    return value;
  }

  private made(value: Expression): Value {
    if (value.kind === "parenthesised") return this.made(value.inner);
    if (value.kind !== "set" || value.form === "legacy-let") return this.expression(value);
    return this.build(value.bindings, value.form === "rec");
  }

  private attributePath(path: AttributePath): string {
    return path
      .map(({ name, expression }) =>
        expression === undefined ? symbol(name ?? "") : `"\${${this.expression(expression)}}"`,
      )
      .join(".");
  }

  private byRank<T>(named: (readonly [string, T])[]): (readonly [string, T])[] {
    return named.sort(([a], [b]) => this.options.rank(a) - this.options.rank(b));
  }
}

function literal(value: string): string {
  const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${value.replace(/["\\$]/g, "\\$&").replace(/[\n\r\t]/g, (char) => escapes[char] ?? char)}"`;
}

/** Nix quotes what is not a name, and of the keywords only `if`. */
function symbol(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && name !== "if" ? name : literal(name);
}
