/** From strings that are to become others to the characters of literals that are to be exchanged. */
import type { LiteralSite, Part, StringValue } from "../evaluate/value.ts";
import { type Piece, replaced } from "../pins.ts";
import type { Want } from "./wants.ts";

/** Characters of one literal and what stands there instead. */
export interface Change extends LiteralSite {
  readonly old: string;
  readonly text: string;
  /** Why: what needs it, the one whose own literal it is first. */
  readonly wants: readonly Want[];
}

export interface Conflict {
  readonly site: LiteralSite;
  readonly wants: readonly Want[];
}

export interface Resolution {
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Wants that no literal of their own meets; an edit of what they are computed from may. */
  readonly open: readonly Want[];
}

/**
 * Each want that concerns one literal changes that literal. A want of several literals (`"v${version}"`) is met by what
 * others change, or by the one literal whose change alone meets it.
 */
export function resolve(wants: readonly Want[]): Resolution {
  const changes = new Changes();
  const spread: Want[] = [];
  for (const want of wants) {
    const sites = want.pieces.map((piece) => literalOf(want.text, piece));
    if (sites.every((site) => site !== undefined)) {
      for (const [index, site] of sites.entries()) changes.add(site, want.pieces[index]?.text ?? "", want);
    } else spread.push(want);
  }
  const open: Want[] = [];
  for (const want of spread) {
    const now = changes.textOf(want.text);
    if (now === want.wanted) continue;
    const sole = now === undefined ? undefined : soleLiteral(want, changes);
    if (sole === undefined) open.push(want);
    else changes.add(sole.site, sole.text, want);
  }
  return { changes: changes.list(), conflicts: changes.conflicts(), open };
}

interface Literal extends LiteralSite {
  readonly old: string;
}

/** The characters of a piece in the file, if all of them stand in one literal. */
function literalOf(text: StringValue, { from, to }: Piece): Literal | undefined {
  let start = 0;
  for (const part of text.parts) {
    if (part.kind !== "literal" && part.kind !== "derived") return undefined;
    const end = start + part.text.length;
    const holds = from < to ? from >= start && to <= end && from < end : from === start && start === end;
    if (holds) return part.kind === "literal" ? within(part, from - start, to - start) : undefined;
    start = end;
  }
  return undefined;
}

function within({ site, text }: Extract<Part, { kind: "literal" }>, first: number, last: number): Literal {
  return { file: site.file, from: site.from + first, to: site.from + last, old: text.slice(first, last) };
}

/** The one literal of a string whose exchange alone makes the whole as wanted. */
function soleLiteral(want: Want, changes: Changes): { readonly site: Literal; readonly text: string } | undefined {
  const parts = want.text.parts.map((part) => ({ part, now: changes.textOfPart(part) ?? "" }));
  const found = parts.flatMap(({ part, now }, index) => {
    if (part.kind !== "literal" || changes.touches(part.site)) return [];
    const before = parts
      .slice(0, index)
      .map((other) => other.now)
      .join("");
    const after = parts
      .slice(index + 1)
      .map((other) => other.now)
      .join("");
    const { wanted } = want;
    const fits = wanted.startsWith(before) && wanted.endsWith(after) && wanted.length >= before.length + after.length;
    return fits
      ? [
          {
            site: { ...part.site, old: part.text },
            text: wanted.slice(before.length, wanted.length - after.length),
            now,
          },
        ]
      : [];
  });
  // `v` before a version fits as well if nothing but letters is exchanged: the version is what changes.
  const versions = found.filter(({ now }) => /[0-9]/.test(now));
  const [only, ...others] = versions.length > 0 ? versions : found;
  return others.length === 0 ? only : undefined;
}

class Changes {
  readonly #byFile = new Map<string, Map<string, Change>>();
  readonly #conflicts = new Map<string, Conflict>();

  add({ file, from, to, old }: Literal, text: string, want: Want): void {
    const inFile = this.#byFile.get(file) ?? new Map<string, Change>();
    this.#byFile.set(file, inFile);
    const key = `${from}:${to}`;
    const known = inFile.get(key);
    if (known === undefined) inFile.set(key, { file, from, to, old, text, wants: [want] });
    else if (known.text === text) inFile.set(key, { ...known, wants: [...known.wants, want] });
    else {
      const before = this.#conflicts.get(`${file}:${key}`)?.wants ?? known.wants;
      this.#conflicts.set(`${file}:${key}`, { site: known, wants: [...before, want] });
    }
  }

  touches(site: LiteralSite): boolean {
    return this.#inside(site).length > 0;
  }

  /** A string's text after the changes; undefined where some of it is computed. */
  textOf(value: StringValue): string | undefined {
    const texts = value.parts.map((part) => this.textOfPart(part));
    return texts.every((text) => text !== undefined) ? texts.join("") : undefined;
  }

  textOfPart(part: Part): string | undefined {
    if (part.kind !== "literal") return undefined;
    const start = part.site.from;
    const pieces = this.#inside(part.site).map(({ from, to, text }) => ({ from: from - start, to: to - start, text }));
    return replaced(part.text, pieces);
  }

  #inside({ file, from, to }: LiteralSite): Change[] {
    const inFile = [...(this.#byFile.get(file)?.values() ?? [])];
    return inFile.filter((change) => change.from >= from && change.to <= to);
  }

  /** By file and place, without those that change nothing. */
  list(): Change[] {
    return this.#sorted().filter(({ old, text }) => old !== text);
  }

  #sorted(): Change[] {
    return [...this.#byFile.values()]
      .flatMap((inFile) => [...inFile.values()])
      .sort((a, b) => (a.file === b.file ? a.from - b.from || a.to - b.to : a.file < b.file ? -1 : 1));
  }

  /** Literals with two meanings that part, and changes that overlap without being the same. */
  conflicts(): Conflict[] {
    const sorted = this.#sorted();
    const overlaps = sorted.flatMap((change, index): Conflict[] => {
      const next = sorted[index + 1];
      const overlap = next !== undefined && next.file === change.file && next.from < change.to;
      return overlap ? [{ site: change, wants: [...change.wants, ...next.wants] }] : [];
    });
    return [...this.#conflicts.values(), ...overlaps];
  }
}
