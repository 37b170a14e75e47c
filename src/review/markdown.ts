/** Untrusted text as a code span that nothing in it can leave (CommonMark 0.31, "Code spans"). */
export function codeSpan(text: string): string {
  const flat = text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = flat.startsWith("`") || flat.endsWith("`") || flat === "" ? " " : "";
  return fence + padding + flat + padding + fence;
}

/** Text of ours with names from upstream in it: what Markdown and GitHub would act on is escaped. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/\p{C}/gu, "�")
    .replace(/[\\`*_{}[\]()#+!|<>~&-]/g, "\\$&")
    .replaceAll("@", "&#64;")
    .replaceAll("://", ":&#47;/");
}

/** A table of cells that are Markdown already; a bar in a code span would end its cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
