/**
 * The shape of parsed Nix: a lossless list of tokens and an expression tree over it.
 *
 * Text is a *byte string*: one character per byte (latin1), so that offsets are bytes, columns are what Nix reports,
 * and a file that is not valid UTF-8 comes out as it went in. `source.ts` converts at the edge.
 *
 * Grammar: Nix 2.8 manual, "Nix Expression Language", and the lexer and parser that `nix-instantiate --parse` runs.
 */

/** A half-open range of byte offsets. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Tokens partition the file: each starts where the one before it ends, and the last ends with the file. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

export type TokenKind =
  | "whitespace"
  | "comment"
  | "identifier"
  | "keyword"
  | "punctuation"
  | "int"
  | "float"
  | "path"
  | "search-path"
  | "home-path"
  | "uri"
  /** `"` or `''`, opening or closing. The opening `''` has the blank rest of its line, which is not part of the string. */
  | "quote"
  /** A run of characters inside a string or a path, escapes included. */
  | "text"
  /** `${` and its `}`. */
  | "interpolation"
  /** Nix stops reading at a NUL byte between tokens: that byte and everything behind it. */
  | "unread";

export interface SyntaxTree {
  /** The file as it stands, as a byte string. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly root: Expression;
}

export type Expression =
  | Variable
  | Literal
  | StringExpression
  | PathExpression
  | ListExpression
  | AttributeSet
  | LetIn
  | With
  | Assert
  | If
  | Lambda
  | Apply
  | Select
  | HasAttribute
  | Unary
  | Binary
  | Parenthesised;

export interface Variable extends Span {
  readonly kind: "variable";
  readonly name: string;
}

/** `value` is the number's text; a `uri` is an unquoted URL and evaluates to a string. */
export interface Literal extends Span {
  readonly kind: "int" | "float" | "uri" | "search-path";
  readonly value: string;
}

/** `"..."` or `''...''`. */
export interface StringExpression extends Span {
  readonly kind: "string";
  readonly style: "quoted" | "indented";
  readonly parts: readonly StringPart[];
}

export type StringPart = TextPart | Interpolation;

/** Characters between two interpolations (or the quotes). */
export interface TextPart extends Span {
  readonly kind: "text";
  /** What the characters mean: escapes undone and, in an indented string, the common indentation removed. */
  readonly value: string;
  /** True where `value` is exactly the source text of this part: only such a part can be edited in place. */
  readonly verbatim: boolean;
}

/** `${ expression }`; the span includes the braces. */
export interface Interpolation extends Span {
  readonly kind: "interpolation";
  readonly expression: Expression;
}

/** `./x`, `/x`, `~/x`, with or without interpolation. */
export interface PathExpression extends Span {
  readonly kind: "path";
  readonly parts: readonly StringPart[];
}

export interface ListExpression extends Span {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

/** `{ }`, `rec { }`, and the legacy `let { }`, which means its own `body` attribute. */
export interface AttributeSet extends Span {
  readonly kind: "set";
  readonly form: "plain" | "rec" | "legacy-let";
  readonly bindings: readonly Binding[];
}

export type Binding = AttributeBinding | Inherit;

/** `a.b."c".${d} = value;` */
export interface AttributeBinding extends Span {
  readonly kind: "binding";
  readonly path: AttributePath;
  readonly value: Expression;
}

/** `inherit a b;` and `inherit (source) a b;` */
export interface Inherit extends Span {
  readonly kind: "inherit";
  readonly source: Expression | undefined;
  readonly names: readonly AttributeName[];
}

export type AttributePath = readonly AttributeName[];

/** One name of a path: `name` is undefined where it is only known by evaluation (`expression` then holds it). */
export interface AttributeName extends Span {
  readonly kind: "name";
  readonly name: string | undefined;
  readonly expression: Expression | undefined;
}

export interface LetIn extends Span {
  readonly kind: "let";
  readonly bindings: readonly Binding[];
  readonly body: Expression;
}

export interface With extends Span {
  readonly kind: "with";
  readonly namespace: Expression;
  readonly body: Expression;
}

export interface Assert extends Span {
  readonly kind: "assert";
  readonly condition: Expression;
  readonly body: Expression;
}

export interface If extends Span {
  readonly kind: "if";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternative: Expression;
}

/** `x: body`, `{ a, b ? c, ... }: body`, with `name@` before or `@name` after. */
export interface Lambda extends Span {
  readonly kind: "lambda";
  /** The one argument's name, or the `@` name of a pattern. */
  readonly argument: string | undefined;
  readonly formals: Formals | undefined;
  readonly body: Expression;
}

export interface Formals extends Span {
  readonly ellipsis: boolean;
  readonly entries: readonly Formal[];
}

export interface Formal extends Span {
  readonly name: string;
  readonly default: Expression | undefined;
}

/** `function argument`: one argument each, so that `f a b` is two of them. */
export interface Apply extends Span {
  readonly kind: "apply";
  readonly function: Expression;
  readonly argument: Expression;
}

/** `subject.path`, with `or default`. */
export interface Select extends Span {
  readonly kind: "select";
  readonly subject: Expression;
  readonly path: AttributePath;
  readonly default: Expression | undefined;
}

/** `subject ? path` */
export interface HasAttribute extends Span {
  readonly kind: "has";
  readonly subject: Expression;
  readonly path: AttributePath;
}

export interface Unary extends Span {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly operand: Expression;
}

export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: "++" | "*" | "/" | "+" | "-" | "//" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&&" | "||" | "->";
  readonly left: Expression;
  readonly right: Expression;
}

export interface Parenthesised extends Span {
  readonly kind: "parenthesised";
  readonly inner: Expression;
}
