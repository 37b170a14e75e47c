/** Formals put into the pattern of a function as it is written. */
import type { Formals } from "../syntax.ts";
import type { Insertion, Layout } from "./layout.ts";
import { isSorted, type Member, placed } from "./sequence.ts";

export interface WantedFormal {
  readonly name: string;
  /** The one whose place it takes, if there is such a one. */
  readonly instead: string | undefined;
  /** Those that it belongs with. */
  readonly beside: ReadonlySet<string>;
}

/** New formals: sorted in where the formals are sorted, else beside those that they belong with, or behind all others. */
export function insertFormals(formals: Formals, wanted: readonly WantedFormal[], layout: Layout): Insertion[] {
  const { exchanged, names } = exchange(formals, wanted);
  const added = wanted.filter(({ name }) => !exchanged.has(name));
  return [...exchanged.values(), ...insertNew(formals, names, added, layout)];
}

interface Exchange {
  readonly exchanged: ReadonlyMap<string, Insertion>;
  /** What the formals are called then, in their order. */
  readonly names: readonly string[];
}

/** Formals that take the place of others, where what is sorted stays sorted. */
function exchange({ entries }: Formals, wanted: readonly WantedFormal[]): Exchange {
  const members = entries.map(({ name }): Member => ({ key: name, group: "" }));
  const made = new Map<string, Insertion>();
  for (const { name, instead } of wanted) {
    const index = entries.findIndex((entry) => entry.name === instead);
    const entry = entries[index];
    if (entry === undefined) continue;
    const renewed = members.with(index, { key: name, group: "" });
    if (isSorted(members) && !isSorted(renewed)) continue;
    members.splice(0, members.length, ...renewed);
    made.set(name, { from: entry.from, to: entry.to, text: name });
  }
  return { exchanged: made, names: members.map(({ key }) => key) };
}

/** @param names what the formals are called by then */
function insertNew(
  formals: Formals,
  names: readonly string[],
  added: readonly WantedFormal[],
  layout: Layout,
): Insertion[] {
  if (formals.entries.length === 0) return fill(formals, added.map(({ name }) => name).toSorted(), layout);
  const places = isSorted(names.map((key) => ({ key, group: "" })))
    ? placesOf(formals, names, added, layout)
    : [...Map.groupBy(added, ({ beside }) => [...beside].toSorted().join(" ")).values()]
        .flatMap((group) => placesOf(formals, names, group, layout))
        .sort((a, b) => a.after - b.after);
  return places.flatMap(({ after, heads, member: { key } }, index) => {
    if (heads) return [before(formals, after + 1, key, layout)];
    const follows = places.slice(0, index).some((other) => other.after === after && !other.heads);
    return insertion(formals, after, key, follows, layout);
  });
}

/** Where formals go that belong with the same others, or that are all sorted. */
function placesOf(
  { entries }: Formals,
  names: readonly string[],
  added: readonly WantedFormal[],
  layout: Layout,
): ReturnType<typeof placed> {
  const beside = added[0]?.beside;
  const members = entries.map(
    ({ name }, index): Member => ({ key: names[index] ?? name, group: beside?.has(name) ? "beside" : "other" }),
  );
  const group = members.some((member) => member.group === "beside") ? "beside" : "none";
  const isApart = (index: number) => layout.hasBlankLine(entries[index - 1]?.to ?? 0, entries[index]?.from ?? 0);
  return placed(
    isSorted(members) ? members : groupedMembers(members, isApart),
    added.map(({ name }) => ({ key: name, group })),
  );
}

/** Of formals that belong together, those of the longest run: others are strays. */
function groupedMembers(members: readonly Member[], isApart: (index: number) => boolean): readonly Member[] {
  const whole = longestRun(members, () => false);
  // Formals in sections may be sorted in each.
  const { from, to } = isSorted(members.slice(whole.from, whole.to)) ? whole : longestRun(members, isApart);
  return members.map((member, index) =>
    member.group === "beside" && (index < from || index >= to) ? { ...member, group: "stray" } : member,
  );
}

function longestRun(members: readonly Member[], isApart: (index: number) => boolean): { from: number; to: number } {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let at = 0; at <= members.length; at++) {
    const isIn = members[at]?.group === "beside";
    if (isIn && !isApart(at)) continue;
    if (at - from > best.to - best.from) best = { from, to: at };
    from = isIn ? at : at + 1;
  }
  return best;
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
