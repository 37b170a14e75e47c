import { styleText } from "node:util";
import Table from "cli-table3";

type Format = Parameters<typeof styleText>[0];

/** Text, or text with a colour. */
export type Cell = string | readonly [format: Format, text: string];

/** Colours where the terminal takes them, plain text elsewhere. */
export interface Style {
  paint(format: Format, text: string): string;
  /** Columns under a heading, without borders; long cells are left whole, and untrusted text is made printable. */
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

export function createStyle(colour: boolean): Style {
  const paint = (format: Format, text: string) => (colour ? styleText(format, text, { validateStream: false }) : text);
  const cellText = (cell: Cell) => (typeof cell === "string" ? printable(cell) : paint(cell[0], printable(cell[1])));
  return {
    paint,
    table(head, rows) {
      const table = new Table({
        head: head.map((title) => paint("dim", title)),
        chars: borderless,
        style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
      });
      table.push(...rows.map((row) => row.map((cell) => cellText(cell))));
      return trimLines(table.toString());
    },
  };
}

/**
 * Untrusted text for a terminal, whole and otherwise as it is: control and invisible formatting characters and line ends of any kind as escapes,
 * so that they cannot act. Tabs stay, they are part of a file's lines. A name within a sentence is marked off from it
 * and kept short by `quoteUntrusted` instead.
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
