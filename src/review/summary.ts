import type { BumpDocument, BumpFile } from "../documents/bump.ts";
import type { CheckDocument } from "../documents/check.ts";
import type { ReportDocument } from "../documents/report.ts";
import {
  attentionText,
  changesText,
  editColumns,
  editRows,
  requirementEditsTitle,
  requirementsText,
} from "./body/changes.ts";
import { resultsText } from "./body/results.ts";
import { clipped } from "./body/words.ts";
import { codeSpan, escapeMarkdown, table } from "./markdown.ts";
import { packagesText, requirementRows } from "./requirements.ts";
import type { Verdict } from "./verdict.ts";

/** Rows of a table in a job summary, which may hold 1 MiB in all. */
const longestTable = 200;

/** The job summary of a check, below its headline, which has the reasons. */
export function checkSummary(document: CheckDocument): string {
  return refused(document);
}

/** The job summary of a bump, below its headline, which has the reasons. */
export function bumpSummary(document: BumpDocument): string {
  const { edits, requirementEdits, leftovers, refusals, warnings } = document;
  return joined([
    section("Edits", editColumns, editRows(edits)),
    section(
      "Requirements",
      ["Package", "What", "Requirement", "Why"],
      requirementRows(document).map(({ packages, what, name, reason }) => [
        escapeMarkdown(packagesText(packages)),
        what,
        codeSpan(clipped(name)),
        escapeMarkdown(clipped(reason)),
      ]),
    ),
    section(requirementEditsTitle(requirementEdits), editColumns, editRows(requirementEdits.edits)),
    section(
      "Refused, and left as it is",
      ["Where", "Why"],
      refusals.map(({ file, line, reason }) => [codeSpan(`${file}:${line}`), escapeMarkdown(reason)]),
    ),
    section(
      "Still names the old version",
      ["Where", "Text"],
      leftovers.map(({ file, line, text }) => [codeSpan(`${file}:${line}`), codeSpan(text.trim())]),
    ),
    section(
      "Warnings",
      ["Warning"],
      warnings.map((warning) => [escapeMarkdown(warning)]),
    ),
    refused(document),
  ]);
}

/** The job summary of a report, below its headline. */
export function reportSummary(
  bump: BumpFile,
  verdict: Verdict,
  { done, pullRequest, issue, compareUrl }: ReportDocument,
): string {
  const limits = { rows: longestTable, log: 2000 };
  return joined([
    done.map((line) => `- ${escapeMarkdown(line)}`).join("\n"),
    pullRequest === null ? "" : `[Pull request #${pullRequest.number}](<${pullRequest.url}>)`,
    issue === null ? "" : `[Issue #${issue.number}](<${issue.url}>)`,
    compareUrl === null ? "" : `[Make the pull request yourself](<${compareUrl}>)`,
    resultsText(bump, verdict, limits),
    changesText(bump, limits),
    requirementsText(bump, limits),
    attentionText(bump, limits),
  ]);
}

function refused({ refused: releases }: Pick<CheckDocument, "refused">): string {
  const newer = releases.filter(({ code }) => code !== "not-newer");
  return section(
    "Releases that were not taken",
    ["Tag", "Code", "Reason"],
    newer.map(({ tag, code, reason }) => [codeSpan(tag), code, escapeMarkdown(reason)]),
  );
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const cut = rows.length > longestTable ? `\n\n${rows.length - longestTable} more are not shown.` : "";
  return `### ${title}\n\n${table(head, rows.slice(0, longestTable))}${cut}`;
}

function joined(sections: readonly string[]): string {
  return sections.filter((text) => text !== "").join("\n\n");
}
