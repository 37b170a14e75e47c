import { structuredPatch } from "diff";
import { display } from "../nix/source.ts";
import { printable, type Style } from "./style.ts";

/**
 * A unified diff of byte strings, three lines of context, coloured as git colours it. Line ends are compared but not
 * shown, and bytes that are not UTF-8 are shown as U+FFFD.
 *
 * @param before undefined for a new file
 */
export function unifiedDiff(style: Style, file: string, before: string | undefined, after: string): string {
  const [from, to] = [display(before ?? ""), display(after)];
  const { hunks } = structuredPatch(file, file, from, to, undefined, undefined, { context: 3 });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    style.paint("cyan", `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`),
    ...lines.map((line) => diffLine(style, line)),
  ]);
  const heading = [before === undefined ? "--- /dev/null" : `--- a/${file}`, `+++ b/${file}`].map((line) =>
    style.paint("bold", printable(line)),
  );
  return [...heading, ...lines].join("\n");
}

/** Of no lines, the line before them is named, as diff does. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function diffLine(style: Style, line: string): string {
  const text = line[0] + printable(line.slice(1).replace(/\r$/, ""));
  if (text.startsWith("+")) return style.paint("green", text);
  return text.startsWith("-") ? style.paint("red", text) : text;
}
