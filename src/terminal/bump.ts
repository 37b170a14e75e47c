import type { BumpDocument } from "../documents/bump.ts";
import { outcomeText, refusedText } from "./check.ts";
import { unifiedDiff } from "./diff.ts";
import type { Style } from "./style.ts";

/** A file before and after, as byte strings. */
interface Change {
  readonly before: string | undefined;
  readonly after: string;
}

/** What `bump` prints for people: why this release, a table of the edits, the diff, and what is left to them. */
export function bumpText(
  style: Style,
  document: BumpDocument,
  name: string,
  changes: ReadonlyMap<string, Change>,
  dryRun: boolean,
): string {
  const { edits, leftovers, refusals, warnings } = document;
  const sections = [
    outcomeText(style, document, name),
    refusedText(style, document),
    edits.length === 0
      ? ""
      : style.table(
          ["Package", "What", "From", "To", "Where"],
          edits.map(({ attribute, kind, from, to, file, line, column }) => [
            attribute,
            kind,
            ["red", from],
            ["green", to],
            `${file}:${line}:${column}`,
          ]),
        ),
    ...[...changes].map(([file, { before, after }]) => unifiedDiff(style, file, before ?? "", after)),
    listed(
      style,
      "Refused, and left as it is",
      refusals.map(({ file, line, reason }) => [`${file}:${line}`, reason]),
    ),
    listed(
      style,
      "Still names the old version, and is left to you",
      leftovers.map(({ file, line, text }) => [`${file}:${line}`, text.trim()]),
    ),
    listed(
      style,
      "Warnings",
      warnings.map((warning) => ["", warning]),
    ),
    changes.size === 0 ? "" : closing(dryRun, changes.size),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function listed(style: Style, title: string, rows: readonly (readonly [string, string])[]): string {
  return rows.length === 0 ? "" : `${style.paint("bold", title)}\n${style.table([], rows)}`;
}

function closing(dryRun: boolean, files: number): string {
  if (dryRun) return "Dry run: nothing was written.";
  return `${files} files were written. Look at them with git diff, and build before you commit.`;
}
