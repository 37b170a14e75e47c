/** Formals put into the pattern of a function as it is written. */
import type { Formals } from "../syntax.ts";
import type { Insertion, Layout } from "./layout.ts";
import { isSorted, type Member, placed } from "./sequence.ts";

/**
 * New formals: sorted in where the formals are sorted, else beside those that `beside` names, or behind all others.
 *
 * @param wanted the new ones, each with the one whose place it takes, if there is such a one
 * @param beside names that the new ones belong with
 */
export function insertFormals(
  formals: Formals,
  wanted: ReadonlyMap<string, string | undefined>,
  beside: ReadonlySet<string>,
  layout: Layout,
): Insertion[] {
  const exchanged = exchange(formals, wanted);
  const added = [...wanted.keys()].filter((name) => !exchanged.has(name));
  return [...exchanged.values(), ...insertNew(formals, added, beside, layout)];
}

/** Formals that take the place of others, where what is sorted stays sorted. */
function exchange({ entries }: Formals, wanted: ReadonlyMap<string, string | undefined>): Map<string, Insertion> {
  const members = entries.map(({ name }): Member => ({ key: name, group: "" }));
  const made = new Map<string, Insertion>();
  for (const [name, instead] of wanted) {
    const index = entries.findIndex((entry) => entry.name === instead);
    const entry = entries[index];
    if (entry === undefined) continue;
    const renewed = members.with(index, { key: name, group: "" });
    if (isSorted(members) && !isSorted(renewed)) continue;
    members.splice(0, members.length, ...renewed);
    made.set(name, { from: entry.from, to: entry.to, text: name });
  }
  return made;
}

function insertNew(
  formals: Formals,
  added: readonly string[],
  beside: ReadonlySet<string>,
  layout: Layout,
): Insertion[] {
  if (formals.entries.length === 0) return fill(formals, added, layout);
  const group = (name: string) => (beside.has(name) ? "beside" : "other");
  const members = formals.entries.map(({ name }): Member => ({ key: name, group: group(name) }));
  const wanted = added.map(
    (key): Member => ({ key, group: members.some((member) => member.group === "beside") ? "beside" : "none" }),
  );
  const places = placed(isSorted(members) ? members : groupedMembers(members), wanted);
  return places.flatMap(({ after, heads, member }, index) => {
    const follows = index > 0 && places[index - 1]?.after === after;
    return heads
      ? [before(formals, after + 1, member.key, layout)]
      : insertion(formals, after, member.key, follows, layout);
  });
}

/** Of formals that belong together, those of the longest run: others are strays. */
function groupedMembers(members: readonly Member[]): readonly Member[] {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let at = 0; at <= members.length; at++) {
    if (members[at]?.group === "beside") continue;
    if (at - from > best.to - best.from) best = { from, to: at };
    from = at + 1;
  }
  return members.map((member, index) =>
    member.group === "beside" && (index < best.from || index >= best.to) ? { ...member, group: "stray" } : member,
  );
}

/** `{ }:` and `{ ... }:` */
function fill({ from, to, ellipsis }: Formals, names: readonly string[], layout: Layout): Insertion[] {
  if (ellipsis) {
    const dots = layout.find("...", from, to) ?? to - 1;
    return names.map((name) => at(dots, `${name}, `));
  }
  const blank = /^\{[ \t]/.test(layout.text.slice(from, to)) ? "" : " ";
  return names.map((name, index) => {
    const end = index === names.length - 1 ? blank : "";
    return at(from + 1, `${index === 0 ? " " : ", "}${name}${end}`);
  });
}

/** Right before a formal, on a line of its own if that has one. */
function before({ entries, from, to }: Formals, index: number, name: string, layout: Layout): Insertion {
  const next = entries[index]?.from ?? to - 1;
  const comma = layout.find(",", entries[index - 1]?.to ?? from, next);
  if (comma !== undefined && comma > (entries[index - 1]?.to ?? from) && layout.startsLine(comma)) {
    return at(next, `${name}${layout.newline}${layout.indentation(comma)}, `);
  }
  return at(next, layout.startsLine(next) ? `${name},${layout.newline}${layout.indentation(next)}` : `${name}, `);
}

/** @param follows whether another new formal goes to the same place before this one */
function insertion(formals: Formals, after: number, name: string, follows: boolean, layout: Layout): Insertion[] {
  const { entries } = formals;
  const [first] = entries;
  const start = first?.from ?? formals.from;
  const previous = entries[after];
  const next = entries[after + 1];
  const isLines = entries.length > 0 && layout.isBroken(formals.from, formals.to);
  const leading = isLines && entries.length > 1 && commaLeads(formals, layout);
  if (previous === undefined) {
    if (leading) return [at(start, `${name}${layout.newline}${layout.indentation(start)}, `)];
    if (!isLines || !layout.startsLine(start)) return [at(start, `${name}, `)];
    const line = `${layout.newline}${layout.indentation(start)}${name},`;
    return [at(layout.endOfLine(formals.from + 1) ?? formals.from + 1, line)];
  }
  if (!isLines || !layout.startsLine(leading ? commaBefore(previous.from, formals, layout) : previous.from)) {
    return [at(previous.to, `, ${name}`)];
  }
  if (leading) {
    const line = `${layout.newline}${leadingIndentation(formals, layout)}, ${name}`;
    return [at(layout.endOfLine(previous.to) ?? previous.to, line)];
  }
  const line = `${layout.newline}${layout.indentation(previous.from)}`;
  const comma = layout.find(",", previous.to, next?.from ?? formals.to);
  if (comma !== undefined) return [at(layout.endOfLine(comma + 1) ?? comma + 1, `${line}${name},`)];
  // The last, without a comma of its own: a comment beside it stays beside it.
  const end = layout.endOfLine(previous.to) ?? previous.to;
  if (end === previous.to) return [at(end, `,${line}${name}`)];
  return follows ? [at(end, `,${line}${name}`)] : [at(previous.to, ","), at(end, `${line}${name}`)];
}

function commaLeads(formals: Formals, layout: Layout): boolean {
  const second = formals.entries[1];
  return second !== undefined && layout.startsLine(commaBefore(second.from, formals, layout));
}

/** The comma before a formal; the formal itself where there is none. */
function commaBefore(offset: number, { entries, from }: Formals, layout: Layout): number {
  const previous = entries.findLast((entry) => entry.to <= offset);
  return layout.find(",", previous?.to ?? from, offset) ?? offset;
}

function leadingIndentation(formals: Formals, layout: Layout): string {
  const second = formals.entries[1];
  return second === undefined ? "" : layout.indentation(commaBefore(second.from, formals, layout));
}

function at(offset: number, text: string): Insertion {
  return { from: offset, to: offset, text };
}
