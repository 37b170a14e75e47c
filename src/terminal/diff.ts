import { structuredPatch } from "diff";
import { display } from "../nix/source.ts";
import { printable, type Style } from "./style.ts";

/** A unified diff of byte strings, three lines of context, coloured as git colours it. */
export function unifiedDiff(style: Style, file: string, before: string, after: string): string {
  const { hunks } = structuredPatch(file, file, display(before), display(after), undefined, undefined, { context: 3 });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    style.paint("cyan", `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.map((line) => diffLine(style, line)),
  ]);
  const heading = [`--- a/${file}`, `+++ b/${file}`].map((line) => style.paint("bold", printable(line)));
  return [...heading, ...lines].join("\n");
}

function diffLine(style: Style, line: string): string {
  const text = line[0] + printable(line.slice(1).replace(/\r$/, ""));
  if (text.startsWith("+")) return style.paint("green", text);
  return text.startsWith("-") ? style.paint("red", text) : text;
}
