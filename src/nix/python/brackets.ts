/** Items put into a list as it is written, and taken out of it. */
import type { Span } from "../syntax.ts";
import type { Insertion, Layout } from "./layout.ts";
import { type Member, placed } from "./sequence.ts";

/** An item between the brackets. */
export interface ListItem extends Member, Span {}

/** A list in a file: its brackets included. */
export interface WrittenList extends Span {
  readonly items: readonly ListItem[];
}

export interface NewItem extends Member {
  readonly text: string;
}

/**
 * New items, one to a line where the list has one to a line, else beside the others. Comments and blank lines stay with
 * the items that they are above or beside.
 */
export function insertItems(list: WrittenList, added: readonly NewItem[], layout: Layout): Insertion[] {
  if (list.items.length === 0) return fill(list, added, layout);
  return placed(list.items, added).map(({ after, member }) => insertion(list, after, member.text, layout));
}

/** An empty list. */
function fill({ from, to }: WrittenList, added: readonly NewItem[], layout: Layout): Insertion[] {
  const texts = placed([], added).map(({ member }) => member.text);
  const end = to - 1;
  if (!layout.isBroken(from, to)) {
    const blank = /^\[[ \t]/.test(layout.text.slice(from, to)) ? "" : " ";
    return texts.map((text, index) => at(from + 1, ` ${text}${index === texts.length - 1 ? blank : ""}`));
  }
  const indentation = layout.deeper(layout.indentation(end));
  const last = layout.endBefore(end);
  return texts.map((text) => at(last, `${layout.newline}${indentation}${text}`));
}

function insertion({ from, items }: WrittenList, after: number, text: string, layout: Layout): Insertion {
  const [first, second] = items;
  const previous = items[after];
  const start = first?.from ?? from;
  const onLines = items.every((item, index) => index === 0 || layout.startsLine(item.from));
  if (onLines && layout.startsLine(start)) {
    const line = `${layout.newline}${layout.indentation(previous?.from ?? start)}${text}`;
    const end = previous?.to ?? from + 1;
    return at(layout.endOfLine(end) ?? end, line);
  }
  if (onLines && second !== undefined) {
    // The first stands beside the bracket.
    const line = `${layout.newline}${layout.indentation(second.from)}`;
    if (previous === undefined) return at(start, `${text}${line}`);
    return at(layout.endOfLine(previous.to) ?? previous.to, `${line}${text}`);
  }
  return previous === undefined ? at(start, `${text} `) : at(previous.to, ` ${text}`);
}

/** Takes an item out, with the blanks before it where its line ends, else with those behind it: comments stay. */
export function removeItem({ from, to }: Span, layout: Layout): Insertion {
  if (layout.endOfLine(to) === to) return { from: layout.endBefore(from), to, text: "" };
  const blanks = /^[ \t]*/.exec(layout.text.slice(to))?.[0].length ?? 0;
  return { from, to: to + blanks, text: "" };
}

function at(offset: number, text: string): Insertion {
  return { from: offset, to: offset, text };
}
