import type { BumpFile } from "../../documents/bump.ts";
import { codeSpan, escapeMarkdown } from "../markdown.ts";
import { folded } from "./changes.ts";

/** The commits between the two releases, folded; the link to all of them stands under the provenance. */
export function commitsText({ commits }: BumpFile): string {
  if (commits === null || commits.first.length === 0) return "";
  const { total, first } = commits;
  const lines = first.map(({ sha, title }) => `- ${codeSpan(sha.slice(0, 12))} ${escapeMarkdown(title)}`);
  const more = total > first.length ? `\n\n${total - first.length} later ones are not shown.` : "";
  return `### Commits\n\n${folded(`${total} between the releases`, lines.join("\n") + more)}`;
}
