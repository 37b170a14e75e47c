/** What is put behind a list's expression with `++`. */
import type { Condition } from "./items.ts";
import type { Layout } from "./layout.ts";
import type { Tail } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";

/** One more item: a package, or what one of its extras stands for. */
export interface AppendedItem {
  /** What it is sorted by. */
  readonly name: string;
  /** How the package is written there. */
  readonly text: string;
  readonly extra: string | undefined;
  readonly condition: Condition | undefined;
}

/** All that goes behind one expression. */
export interface Appended {
  readonly tail: Tail;
  readonly kind: RequirementEditKind;
  readonly items: AppendedItem[];
}

/** Packages of one condition share brackets. */
export function operands(items: readonly AppendedItem[]): readonly string[] {
  const packages = items.filter(({ extra }) => extra === undefined);
  const groups = Map.groupBy(packages, ({ condition }) => condition?.text);
  const lists = [...groups].map(([condition, group]) => {
    const texts = group.toSorted(byName).map(({ text }) => text);
    return operand(`[ ${texts.join(" ")} ]`, condition);
  });
  const extras = items.flatMap(({ text, extra, condition }) =>
    extra === undefined ? [] : operand(`${text}.optional-dependencies.${extra}`, condition?.text),
  );
  return [...lists, ...extras];
}

export function byName(a: AppendedItem, b: AppendedItem): number {
  return a.name < b.name ? -1 : 1;
}

function operand(list: string, condition: string | undefined): string {
  return condition === undefined ? list : `lib.optionals ${condition} ${list}`;
}

/** Each on a line of its own where the list is on several. */
export function appendedText({ tail: { expression }, items }: Appended, layout: Layout): string {
  const operator =
    expression.kind === "binary" ? layout.find("++", expression.left.to, expression.right.from) : undefined;
  const onLines =
    operator === undefined ? layout.isBroken(expression.from, expression.to) : layout.startsLine(operator);
  const line = `${layout.newline}${layout.indentation(operator ?? expression.to)}`;
  return operands(items)
    .map((text) => `${onLines ? line : " "}++ ${text}`)
    .join("");
}
