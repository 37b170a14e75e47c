import type { BumpDocument } from "../documents/bump.ts";
import { outcomeText, refusedText } from "./check.ts";
import { unifiedDiff } from "./diff.ts";
import { requirementsText } from "./requirements.ts";
import { listed } from "./sections.ts";
import { printable, type Style } from "./style.ts";

/** A file before and after, as byte strings. */
interface Change {
  readonly before: string | undefined;
  readonly after: string;
}

export interface BumpChanges {
  /** By file. */
  readonly changes: ReadonlyMap<string, Change>;
  /** What the fixes of requirements would change besides, where they are only reported. */
  readonly proposed: ReadonlyMap<string, Change>;
  readonly dryRun: boolean;
}

/** What `bump` prints for people: why this release, a table of the edits, the diff, and what is left to them. */
export function bumpText(
  style: Style,
  document: BumpDocument,
  name: string,
  { changes, proposed, dryRun }: BumpChanges,
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
            ["red", short(from)],
            ["green", short(to)],
            `${file}:${line}:${column}`,
          ]),
        ),
    requirementsText(style, document),
    ...[...changes].map(([file, change]) => diffText(style, file, change)),
    proposed.size === 0 ? "" : style.paint("bold", "With requirements: fix, besides:"),
    ...[...proposed].map(([file, change]) => diffText(style, file, change)),
    listed(
      style,
      "Refused, and left as it is",
      refusals.map(({ file, line, reason }) => [`${file}:${line}`, reason]),
    ),
    listed(
      style,
      "Still names the old version, and is left to you",
      leftovers.map(({ file, line, text }) => [`${file}:${line}`, text]),
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

/** A hash is shown whole in the diff; the table shows what tells one from another. */
function short(text: string): string {
  return /^sha\d+-.{30,}$/.test(text) ? `${text.slice(0, 15)}…` : text;
}

/** A diff of more lines than a person reads is counted instead, the lock file's. Those of Nix files are what is to be read. */
const longestDiff = 60;

function diffText(style: Style, file: string, { before, after }: Change): string {
  const diff = unifiedDiff(style, file, before, after);
  const lines = diff.split("\n").length;
  return lines <= longestDiff || file.endsWith(".nix")
    ? diff
    : `${style.paint("bold", printable(file))}  ${before === undefined ? "new, " : ""}${lines} lines of diff`;
}

function closing(dryRun: boolean, files: number): string {
  if (dryRun) return "Dry run: nothing was written.";
  const written = files === 1 ? "1 file was written. Look at it" : `${files} files were written. Look at them`;
  return `${written} with git diff, and build before you commit.`;
}
