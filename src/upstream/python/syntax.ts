/**
 * The part of Python that states a package's metadata, as a tree. What is outside of it stays in the tree as `opaque`,
 * with the names that it touches, so that nothing which it may have changed is taken for known.
 *
 * Grammar: The Python Language Reference, "Full Grammar specification".
 */

interface Node {
  /** From 1. */
  readonly line: number;
}

export interface Name extends Node {
  readonly kind: "name";
  readonly name: string;
}

export interface Constant extends Node {
  readonly kind: "constant";
  readonly value: string | number | boolean | null;
}

/** An f-string, and any concatenation of literals that has one in it. */
export interface FormatString extends Node {
  readonly kind: "format";
  readonly parts: readonly (string | Expression)[];
}

export interface Item {
  /** `*` before it (in a dictionary `**`). */
  readonly splat: boolean;
  readonly value: Expression;
}

export interface List extends Node {
  readonly kind: "list" | "tuple";
  readonly items: readonly Item[];
  readonly isSet?: boolean;
}

export interface Dictionary extends Node {
  readonly kind: "dictionary";
  /** Without a key: `**value`. */
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}

export interface Binary extends Node {
  readonly kind: "binary";
  /** As written; `not in` and `is not` with one space. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
}

export interface Conditional extends Node {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternative: Expression;
}

export interface Attribute extends Node {
  readonly kind: "attribute";
  readonly object: Expression;
  readonly name: string;
}

export interface Subscript extends Node {
  readonly kind: "subscript";
  readonly object: Expression;
  readonly index: Expression;
}

/** `object[from:to]` */
export interface Slice extends Node {
  readonly kind: "slice";
  readonly object: Expression;
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
}

export interface Argument {
  readonly splat: "" | "*" | "**";
  readonly name: string | undefined;
  readonly value: Expression;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}

/** `target := value` */
export interface Named extends Node {
  readonly kind: "named";
  readonly target: string;
  readonly value: Expression;
}

/** `[item for target in iterable if condition]`, and with a key `{key: item for ...}`. */
export interface Comprehension extends Node {
  readonly kind: "comprehension";
  readonly key: Expression | undefined;
  readonly item: Expression;
  /** Each inside of the one before. */
  readonly clauses: readonly Clause[];
  readonly isSet?: boolean;
  /** `(item for target in iterable)` */
  readonly isGenerator?: boolean;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

/** What is not read: `what` names it for people. */
export interface OpaqueExpression extends Node {
  readonly kind: "opaque-expression";
  readonly what: string;
  /** Whether something in it is called: where it stands, or when what it comes to is called (`lambda`). */
  readonly calls: "now" | "later" | "never";
  /** Of a `:=` in it. */
  readonly binds: readonly string[];
  /** Names, and `setup()` where that is called. */
  readonly mentions: readonly string[];
}

export type Expression =
  | Name
  | Constant
  | FormatString
  | List
  | Dictionary
  | Binary
  | Unary
  | Conditional
  | Attribute
  | Subscript
  | Slice
  | Call
  | Named
  | Comprehension
  | OpaqueExpression;

/** `a = b = value` has two targets. */
export interface Assignment extends Node {
  readonly kind: "assign";
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

/** `target += value` */
export interface Update extends Node {
  readonly kind: "update";
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}

export interface ExpressionStatement extends Node {
  readonly kind: "expression";
  readonly value: Expression;
}

export interface If extends Node {
  readonly kind: "if";
  readonly branches: readonly { readonly test: Expression; readonly body: Block }[];
  readonly otherwise: Block;
}

export interface For extends Node {
  readonly kind: "for";
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: Block;
}

export interface With extends Node {
  readonly kind: "with";
  readonly items: readonly { readonly value: Expression; readonly name: string | undefined }[];
  readonly body: Block;
}

export interface Parameter {
  readonly name: string;
  readonly splat: "" | "*" | "**";
  readonly default: Expression | undefined;
}

export interface FunctionDefinition extends Node {
  readonly kind: "function";
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly parameters: readonly Parameter[];
  readonly body: Block;
  /** Why calls of it are not followed: it is decorated, asynchronous or a generator. */
  readonly unfollowed: string | undefined;
}

export interface ClassDefinition extends Node {
  readonly kind: "class";
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly bases: readonly Expression[];
  /** `metaclass=value` and the like. */
  readonly keywords: readonly Expression[];
  readonly body: Block;
}

export interface Return extends Node {
  readonly kind: "return";
  readonly value: Expression | undefined;
}

/** `import a.b as c`: `name` is undefined without `as`. */
export interface Import extends Node {
  readonly kind: "import";
  readonly modules: readonly { readonly path: string; readonly name: string | undefined }[];
}

/** `from ..a.b import c as d`: level 2, path `a.b`. */
export interface ImportFrom extends Node {
  readonly kind: "import-from";
  readonly level: number;
  readonly path: string;
  /** Empty for `*`. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
}

/** `global a`, `nonlocal a` */
export interface Declaration extends Node {
  readonly kind: "declaration";
  readonly scope: "global" | "nonlocal";
  readonly names: readonly string[];
}

export interface Pass extends Node {
  readonly kind: "pass";
}

/** `break`, `continue` */
export interface Jump extends Node {
  readonly kind: "break" | "continue";
}

/** `del a, b[c]` */
export interface Delete extends Node {
  readonly kind: "delete";
  readonly targets: readonly Expression[];
}

/** Statements that run or not, in an order that is not known: `try`, `while`. */
export interface Uncertain extends Node {
  readonly kind: "uncertain";
  readonly what: string;
  readonly binds: readonly string[];
  readonly body: Block;
  /** Whether a `break` or `continue` in it is its own. */
  readonly isLoop: boolean;
}

/** What is not followed: it may bind and change all the names that it mentions. */
export interface OpaqueStatement extends Node {
  readonly kind: "opaque";
  readonly what: string;
  readonly binds: readonly string[];
  /** Names, and `setup()` where that is called. */
  readonly mentions: readonly string[];
  /** Whether it may end the function, or the turn of the loop, that it is in. */
  readonly jumps: boolean;
}

export type Statement =
  | Assignment
  | Update
  | ExpressionStatement
  | If
  | For
  | With
  | FunctionDefinition
  | ClassDefinition
  | Return
  | Import
  | ImportFrom
  | Declaration
  | Pass
  | Jump
  | Delete
  | Uncertain
  | OpaqueStatement;

export type Block = readonly Statement[];
