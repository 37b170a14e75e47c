/** Where in the lists of a package something new can stand. */
import { type System, systems } from "../../flox/systems.ts";
import type { Environment } from "../evaluate/environment.ts";
import type { Written } from "../evaluate/value.ts";
import { isNixName } from "../parse/lexer.ts";
import type { Expression, Span } from "../syntax.ts";
import { descend } from "../walk.ts";
import type { ListItem } from "./brackets.ts";
import { type Context, qualifierOf, stretchOf } from "./context.ts";
import { type Items, inside, type ListPart, systemsOf } from "./items.ts";
import type { PythonCall, ReadList } from "./packages.ts";
import { isSameSystems } from "./platforms.ts";
import type { Spot } from "./references.ts";

/** Brackets that belong to one package alone. */
export interface ListPlace {
  readonly part: ListPart;
  readonly members: readonly ListItem[];
  readonly spot: Spot;
  /** Names that are written bare, as formals are. */
  readonly bare: readonly string[];
  bareAt(span: Span | undefined): string | undefined;
}

/**
 * The brackets of a list whose items are there on exactly these systems, or why none of them will do; neither where it
 * has none.
 *
 * @param mayShare whether brackets will do although these packages have them too
 */
export function placesIn(
  { items, parts }: Items,
  call: PythonCall,
  context: Context,
  on: readonly System[] = systems,
  mayShare: (users: readonly string[]) => boolean = () => false,
): { readonly places: readonly ListPlace[]; readonly reason: string | undefined } {
  // Brackets of a function that is called twice would get it twice.
  const isOnce = ({ list }: ListPart) => parts.filter((part) => part.list === list).length === 1;
  const fitting = parts.filter((part) => isOnce(part) && isSameSystems(systemsOf(part.condition), on));
  const isShared = (part: ListPart) => {
    const users = context.usersAt(stretchOf(part));
    return users.length > 1 && !mayShare(users);
  };
  const shared = fitting.find(isShared);
  const places = fitting.filter((part) => !isShared(part)).map((part) => placeIn(part, items, call, context));
  const reason =
    shared && places.length === 0 ? sharedReason(shared, context.usersAt(stretchOf(shared)), context) : undefined;
  return { places, reason };
}

/** @param by what else gets the same, in words */
export function sharedReason(part: ListPart, by: readonly string[], context: Context): string {
  const { file, line } = context.reading.program.place(stretchOf(part));
  return `the list at ${file}:${line} is shared by ${by.join(" and ")}`;
}

function placeIn(part: ListPart, items: Items["items"], call: PythonCall, context: Context): ListPlace {
  const own = items.filter(({ written }) => written?.part === part);
  const text = context.layout(part.environment.file).text;
  const members = part.list.items.map((item): ListItem => {
    const value = own.find(({ written }) => written?.span === item)?.value;
    const group = value && context.identities.of(value)?.from;
    return { from: item.from, to: item.to, key: keyOf(item, text), group: group ?? "other" };
  });
  const fromSet = part.list.items.filter((_, index) => members[index]?.group === "python-set");
  const qualifiers = fromSet.flatMap((item) => (item.kind === "select" ? (qualifierOf(item) ?? []) : []));
  const qualified = qualifiers.length > 0 && qualifiers.length === fromSet.length;
  return {
    part,
    members,
    spot: spotAt(part.environment, call, context, qualifiers, qualified),
    bare: part.list.items.flatMap((item) => (item.kind === "variable" ? item.name : [])),
    bareAt: (span) => {
      const item = part.list.items.find((one) => one === span);
      return item?.kind === "variable" ? item.name : undefined;
    },
  };
}

/** @param qualifiers that others are written with there */
export function spotAt(
  environment: Environment,
  call: PythonCall,
  context: Context,
  qualifiers: readonly Expression[] = [],
  qualified = false,
): Spot {
  // What stands in another file is not written there.
  const isHere = call.derivation.at.file === environment.file;
  const builder = isHere ? context.builderQualifier(call) : undefined;
  return {
    environment,
    qualifiers: builder === undefined ? qualifiers : [...qualifiers, builder],
    qualified,
    python: call.stated.python,
  };
}

/** What an item is sorted by: its name without what it is selected from, or a string's text. */
function keyOf(item: Expression, text: string): string {
  if (item.kind === "variable") return item.name;
  const last = item.kind === "select" ? item.path.at(-1)?.name : undefined;
  if (last !== undefined) return last;
  const written = text.slice(item.from, item.to);
  return item.kind === "string" ? written.replace(/^"|"$/g, "") : written;
}

/** The end of a list's expression, where `++` can follow, and what names mean there. */
export interface Tail extends Written {
  /** Whether it has to be in parentheses for that, as an argument has. */
  readonly isArgument: boolean;
}

/** Those of a list, the one that is behind all of it first; not what goes into it twice. */
export function tailsOf({ items: { passages } }: ReadList, context: Context): readonly Tail[] {
  const once = passages.filter(
    ({ expression }) => passages.filter((one) => one.expression === expression).length === 1,
  );
  const tails = once.flatMap((passage) => {
    const holder = passage.expression.kind === "parenthesised" ? "parentheses" : holderOf(passage, context);
    const end = holder && follow(passage, context);
    return end === undefined ? [] : { ...end, isArgument: holder === "call" };
  });
  return tails.filter((tail, index) => tails.findIndex(({ expression }) => expression === tail.expression) === index);
}

/** What an expression stands in, where that is a binding or a call. */
function holderOf({ expression, environment }: Written, context: Context): "binding" | "call" | undefined {
  for (const one of descend(context.reading.program.tree(environment.file).root)) {
    if (one.kind === "apply" && one.argument === expression) return "call";
    const bindings = "bindings" in one ? one.bindings : [];
    if (bindings.some((binding) => binding.kind === "binding" && binding.value === expression)) return "binding";
  }
  return undefined;
}

function follow({ expression, environment }: Written, context: Context): Written | undefined {
  switch (expression.kind) {
    case "parenthesised":
      return follow({ expression: expression.inner, environment }, context);
    case "assert":
      return follow({ expression: expression.body, environment }, context);
    case "with":
    case "let": {
      const inner = inside(expression, environment, context.reading.program);
      return follow({ expression: expression.body, environment: inner }, context);
    }
    case "binary":
      return expression.operator === "++" ? { expression, environment } : undefined;
    case "list":
    case "apply":
    case "variable":
    case "select":
      return { expression, environment };
    default:
      return undefined;
  }
}

/** Whether a name and an extra can be written without quotes. */
export function isWritable(name: string, extra: string | undefined): boolean {
  return isNixName(name) && (extra === undefined || isNixName(extra));
}
