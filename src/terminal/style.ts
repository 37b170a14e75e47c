import { stripVTControlCharacters, styleText } from "node:util";
import Table from "cli-table3";

type Format = Parameters<typeof styleText>[0];

/** Text, or text with a colour. */
export type Cell = string | readonly [format: Format, text: string];

/** Colours where the terminal takes them, plain text elsewhere. */
export interface Style {
  paint(format: Format, text: string): string;
  /**
   * Columns under a heading, without borders. Untrusted text is made printable, and no cell is cut; the last one of a row
   * that is wider than the terminal is folded between words.
   */
  table(head: readonly string[], rows: readonly (readonly Cell[])[]): string;
}

const borderless = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** @param columns of the terminal; without them nothing is folded */
export function createStyle(colour: boolean, columns = Number.POSITIVE_INFINITY): Style {
  const paint = (format: Format, text: string) => (colour ? styleText(format, text, { validateStream: false }) : text);
  const painted = (cell: Cell, shaped: (text: string) => string = (text) => text) =>
    typeof cell === "string" ? shaped(printable(cell)) : paint(cell[0], shaped(printable(cell[1])));
  return {
    paint,
    table(head, rows) {
      const title = head.map((text): Cell => ["dim", text]);
      const all = head.length === 0 ? rows : [title, ...rows];
      const begins = aligned(all.map((row) => row.slice(0, -1).map((cell) => painted(cell))));
      const lines = all.map((row, index) => {
        const begin = begins[index] ?? "";
        const last = painted(row.at(-1) ?? "", (text) => folded(text, widthOf(begin), columns));
        return (stripVTControlCharacters(last).startsWith("\n") ? begin.trimEnd() : begin) + last;
      });
      return trimLines(lines.join("\n"));
    },
  };
}

/** Rows of one line each, padded to their columns. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.every((row) => row.length === 0)) return [];
  const table = new Table({
    chars: borderless,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => `${line}  `);
}

/** Fewer characters a line than these are not read with ease. */
const narrowest = 30;

/** A row's last cell: beside the others where it can be, else between words in its column, else below them. */
function folded(text: string, start: number, columns: number): string {
  const room = columns - start;
  if (text.length <= room) return text;
  const words = text.split(" ");
  const isBeside = room >= narrowest && words.every(({ length }) => length <= room);
  const indent = isBeside ? start : 4;
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns - indent) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return (isBeside ? "" : "\n    ") + lines.join(`\n${" ".repeat(indent)}`);
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

/**
 * Untrusted text for a terminal, whole and otherwise as it is: control characters, invisible formatting and line ends
 * of any kind as escapes, so that they cannot act. Tabs stay, they are part of a file's lines. A name within a sentence
 * is marked off from it and kept short by `quoteUntrusted` instead.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\t]|[\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

function trimLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
