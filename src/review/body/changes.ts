import type { BumpFile } from "../../documents/bump.ts";
import { codeSpan, escapeMarkdown, table } from "../markdown.ts";
import { packagesText, requirementRows } from "../requirements.ts";
import { clipped, type Limits } from "./words.ts";

/** What changes and why this release. */
export function changesText({ edits, reasons, refused }: BumpFile, limits: Limits): string {
  const why = reasons.map((reason) => `- ${escapeMarkdown(clipped(reason))}`);
  const newer = refused.filter(({ code }) => code !== "not-newer");
  return [
    "### What changes",
    listed(editColumns, editRows(edits), limits),
    ["**Why this release**", ...why].join("\n"),
    newer.length === 0
      ? ""
      : folded(
          `${newer.length === 1 ? "A release that was" : `${newer.length} releases that were`} not taken`,
          listed(
            ["Release", "Why"],
            newer.map(({ tag, reason }) => [codeSpan(clipped(tag)), escapeMarkdown(clipped(reason))]),
            limits,
          ),
        ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

export const editColumns = ["Package", "What", "From", "To", "Where"] as const;

/** Edits as rows of Markdown. */
export function editRows(edits: BumpFile["edits"] | BumpFile["requirementEdits"]["edits"]): string[][] {
  return edits.map(({ attribute, kind, from, to, file, line }) => [
    codeSpan(clipped(attribute)),
    kind,
    editText(from),
    editText(to),
    codeSpan(clipped(`${file}:${line}`)),
  ]);
}

/** What is put between has nothing before it, and brings its line ends and indentation. */
function editText(text: string): string {
  return text.trim() === "" ? "" : codeSpan(short(text.trim()));
}

/** The title above the edits of requirements: they are no edits of the release. */
export function requirementEditsTitle({ mode }: BumpFile["requirementEdits"]): string {
  return mode === "fix" ? "Edits of requirements" : "Not written: what `requirements: fix` would edit";
}

/** What was found of the packages' requirements, and the edits for them. Empty where nothing was. */
export function requirementsText(bump: BumpFile, limits: Limits): string {
  const rows = requirementRows(bump).map(({ packages, what, name, reason }) => [
    escapeMarkdown(clipped(packagesText(packages))),
    what,
    codeSpan(clipped(name)),
    escapeMarkdown(clipped(reason)),
  ]);
  const edits = editRows(bump.requirementEdits.edits);
  return rows.length === 0
    ? ""
    : [
        `### Requirements\n\n${listed(["Package", "What", "Requirement", "Why"], rows, limits)}`,
        section(requirementEditsTitle(bump.requirementEdits), editColumns, edits, limits),
      ]
        .filter((part) => part !== "")
        .join("\n\n");
}

/** What a person has to look at: refused edits, warnings, and what still names the old version. */
export function attentionText({ refusals, leftovers, warnings }: BumpFile, limits: Limits): string {
  const parts = [
    section(
      "Refused, and left as it is",
      ["Where", "Why"],
      refusals.map(({ file, line, reason }) => [codeSpan(clipped(`${file}:${line}`)), escapeMarkdown(clipped(reason))]),
      limits,
    ),
    section(
      "Still names the old version",
      ["Where", "Text"],
      leftovers.map(({ file, line, text }) => [codeSpan(clipped(`${file}:${line}`)), codeSpan(clipped(text.trim()))]),
      limits,
    ),
    warnings.length === 0
      ? ""
      : ["**Warnings**", ...warnings.slice(0, limits.rows).map((text) => `- ${escapeMarkdown(clipped(text))}`)].join(
          "\n",
        ),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ["### Left to you", ...parts].join("\n\n");
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[], limits: Limits): string {
  return rows.length === 0 ? "" : `**${title}**\n\n${listed(head, rows, limits)}`;
}

function listed(head: readonly string[], rows: readonly (readonly string[])[], { rows: most }: Limits): string {
  if (rows.length === 0) return "";
  const cut = rows.length > most ? `\n\n${rows.length - most} more are not shown.` : "";
  return table(head, rows.slice(0, most)) + cut;
}

export function folded(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

/** Of a hash, what tells it from another; it stands whole under the provenance. */
function short(text: string): string {
  return /^sha\d+-.{30,}$/.test(text) ? `${text.slice(0, 15)}…` : clipped(text, 100);
}
