import type { BumpFile } from "../documents/bump.ts";
import { attentionText, changesText, requirementsText } from "./body/changes.ts";
import { refusedText, reproduceText, steeringText } from "./body/closing.ts";
import { commitsText } from "./body/commits.ts";
import { type Marked, mark, markResults, replaceResults, withoutMarks } from "./body/marks.ts";
import { notesText, readNotes } from "./body/notes.ts";
import { provenanceText } from "./body/provenance.ts";
import { resultsText } from "./body/results.ts";
import { clipped, type Limits } from "./body/words.ts";
import { escapeMarkdown } from "./markdown.ts";
import type { Verdict } from "./verdict.ts";

/** GitHub's limit for the body of a pull request is 65,536 characters. Some are left for what is added when it is superseded. */
const longestBody = 65_000;

/** From all that people may want to see down to what they need. Logs are cut before lists are. */
const limits: readonly Limits[] = [
  { rows: 100, log: 4000 },
  { rows: 100, log: 1500 },
  { rows: 100, log: 500 },
  { rows: 100, log: 0 },
  { rows: 30, log: 0 },
  { rows: 8, log: 0 },
];

/**
 * The body of a pull request. The same facts give the same text. Commits are cut first, then notes, then logs, then lists, until it
 * fits GitHub's limit; it says what was cut.
 */
export function pullRequestBody(bump: BumpFile, verdict: Verdict, marked: Marked, longest = longestBody): string {
  for (const limit of limits) {
    const parts = bodyParts(bump, verdict, marked, limit);
    const fixed = assembled(marked, parts.results, [...parts.before, ...parts.after], cutText(limit, []));
    if (fixed.length > longest) continue;
    const roomFor = longest - fixed.length - 600;
    const notes = readNotes(bump.notes, longest);
    const { text, cut } = notesText(notes, roomFor);
    const all = withoutMarks(commitsText(bump));
    const isRoom = cut.length === 0 && text.length + all.length + 4 <= roomFor;
    const commits = isRoom ? all : "";
    const sections = [...parts.before, withoutMarks(text), commits, ...parts.after];
    return assembled(marked, parts.results, sections, cutText(limit, cut, commits !== all));
  }
  const { results } = bodyParts(bump, verdict, marked, { rows: 1, log: 0 });
  return assembled(marked, results, [], "*Everything else was cut to fit GitHub's limit.*");
}

/** The same text for an issue, with where to make the pull request of it. */
export function issueBody(bump: BumpFile, verdict: Verdict, marked: Marked, compareUrl: string): string {
  const link = `> There is no pull request of this yet: [make it](<${compareUrl}>).`;
  const body = pullRequestBody(bump, verdict, marked, longestBody - link.length);
  const first = body.indexOf("\n");
  return `${body.slice(0, first)}\n\n${link}\n${body.slice(first)}`;
}

/** The body with later results; as it was, where a person has taken our marks away. */
export function withResults(
  body: string,
  bump: BumpFile,
  verdict: Verdict,
  marked: Marked,
  longest = longestBody,
): string {
  for (const limit of limits) {
    const replaced = replaceResults(body, marked, withoutMarks(resultsOf(bump, verdict, marked, limit)));
    if (replaced === undefined) return body;
    if (replaced.length <= longest) return replaced;
  }
  return body;
}

interface Parts {
  readonly results: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function bodyParts(bump: BumpFile, verdict: Verdict, marked: Marked, limit: Limits): Parts {
  return {
    results: withoutMarks(resultsOf(bump, verdict, marked, limit)),
    before: [changesText, requirementsText, attentionText, provenanceText].map((part) =>
      withoutMarks(part(bump, limit)),
    ),
    after: [reproduceText(bump, verdict), steeringText(bump)].map(withoutMarks),
  };
}

function resultsOf(bump: BumpFile, verdict: Verdict, { refused, found }: Marked, limit: Limits): string {
  return [refusedText(refused), resultsText(bump, verdict, limit, found)].filter((part) => part !== "").join("\n\n");
}

function assembled(marked: Marked, results: string, sections: readonly string[], cut: string): string {
  return `${[mark(marked), markResults(results), ...sections, cut].filter((part) => part !== "").join("\n\n")}\n`;
}

/** At most 600 characters. */
function cutText({ rows, log }: Limits, cutNotes: readonly string[], withoutCommits = false): string {
  const named = cutNotes
    .slice(0, 5)
    .map((version) => escapeMarkdown(clipped(version, 30)))
    .join(", ");
  const what = [
    ...(withoutCommits ? ["commits"] : []),
    ...(cutNotes.length === 0
      ? []
      : [`notes of ${named}${cutNotes.length > 5 ? ` and ${cutNotes.length - 5} more` : ""}`]),
    ...(log === 0 ? ["logs"] : log < 4000 ? [`logs to their last ${log} characters`] : []),
    ...(rows < 100 ? [`lists to ${rows} lines`] : []),
  ];
  return what.length === 0 ? "" : `*Cut to fit GitHub's limit: ${what.join("; ")}.*`;
}
