import type { BumpFile } from "../../documents/bump.ts";
import { escapeHtml, escapeMarkdown } from "../markdown.ts";
import { safeLink } from "../untrusted/links.ts";
import { disarm } from "../untrusted.ts";
import { folded } from "./changes.ts";

/** A release's notes, made harmless and cut into blocks. */
export interface Note {
  readonly version: string;
  readonly publishedAt: string | null;
  /** For between `(<` and `>)`; undefined where it is not an address that can be linked. */
  readonly link: string | undefined;
  readonly blocks: readonly string[];
}

/** Reads notes until there is more than can ever be shown. */
export function readNotes(notes: BumpFile["notes"], most: number): readonly Note[] {
  let length = 0;
  return notes.map(({ version, publishedAt, url, body }) => {
    const blocks = length > most ? [] : disarm(body);
    length += blocks.reduce((sum, block) => sum + block.length, 0);
    return { version, publishedAt, link: safeLink(url)?.destination, blocks };
  });
}

/** Notes that fit, and how much did not. */
export interface FittedNotes {
  readonly text: string;
  /** Versions whose notes are not there, or not whole. */
  readonly cut: readonly string[];
}

/** Newest first, each release folded. What does not fit is named with its link, as long as that fits. */
export function notesText(notes: readonly Note[], most: number): FittedNotes {
  if (notes.length === 0) return { text: "", cut: [] };
  const title = `### Release notes`;
  const parts: string[] = [];
  const cut: string[] = [];
  const later: string[] = [];
  // What is cut is to be named: kept free until it is known that nothing is.
  let left = most - title.length - Math.min(notes.length * 120, most / 4);
  for (const note of notes) {
    const whole = noteSection(note, note.blocks.length);
    const count = whole.length + 2 <= left ? note.blocks.length : fitting(note, left);
    if (count === 0 && note.blocks.length > 0) {
      cut.push(note.version);
      later.push(note.link === undefined ? escapeMarkdown(note.version) : reference(note));
      continue;
    }
    if (count < note.blocks.length) cut.push(note.version);
    const section = noteSection(note, count);
    parts.push(section);
    left -= section.length + 2;
  }
  const text = [title, ...parts].join("\n\n");
  let rest = "";
  for (const [index, link] of later.entries()) {
    const next = `${rest}${index === 0 ? "\n\nNot shown here: " : ", "}${link}`;
    if (text.length + next.length > most) break;
    rest = next;
  }
  const shown = text + rest;
  return shown.length <= most ? { text: shown, cut } : { text: "", cut: notes.map(({ version }) => version) };
}

/** How many of a note's blocks fit. */
function fitting(note: Note, most: number): number {
  let count = note.blocks.length;
  while (count > 0 && noteSection(note, count).length + 2 > most) count--;
  return count;
}

function reference({ version, link }: Note): string {
  return `[${escapeMarkdown(version)}](<${link}>)`;
}

function noteSection(note: Note, count: number): string {
  const { version, publishedAt, link, blocks } = note;
  const date = publishedAt === null ? "" : ` (${escapeHtml(publishedAt.slice(0, 10))})`;
  const more = count < blocks.length ? ["*The rest does not fit here.*"] : [];
  const empty = blocks.length === 0 ? ["*No notes.*"] : [];
  const source = link === undefined ? [] : [`[Release page](<${link}>)`];
  return folded(
    `${escapeHtml(version)}${date}`,
    [...blocks.slice(0, count), ...empty, ...more, ...source].join("\n\n"),
  );
}
