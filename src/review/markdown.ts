/** Untrusted text as a code span that nothing in it can leave (CommonMark 0.31, "Code spans"). */
export function codeSpan(text: string): string {
  const flat = text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // One space on both sides is taken away again.
  const padding = /^$|^`|`$|^ .*[^ ].* $/.test(flat) ? " " : "";
  return fence + padding + flat + padding + fence;
}

/** A mark that keeps two characters from being read together, and is not seen. */
const apart = "\u200b";

/**
 * Text of ours with names from upstream in it, as plain text: what Markdown acts on is escaped. What GitHub acts on once
 * Markdown is rendered (mentions, references to issues and commits, closing keywords, addresses) cannot be escaped; a
 * zero-width space keeps it apart, as other bots do.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/\p{C}/gu, "�")
    .replace(/[@#]/g, `$&${apart}`)
    .replace(/GH-(?=\d)/gi, `$&${apart}`)
    .replace(/:(?=\/\/)/g, `$&${apart}`)
    .replace(/www(?=\.)/gi, `$&${apart}`)
    .replace(/[\\`*_[\]#|<>~&$]|(?<=^ ?)[-+]|(?<=^ ?\d+)[.)](?= |$)/g, "\\$&")
    .replaceAll(apart, "&#8203;");
}

/**
 * A table of cells that are Markdown already. A bar that is not escaped would end its cell, in a code span too; one
 * backslash before it is taken away when the table is read (GFM, "Tables").
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeBars).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function escapeBars(cell: string): string {
  return cell.replace(/(\\*)\|/g, (found, backslashes: string) =>
    backslashes.length % 2 === 0 ? `${backslashes}\\|` : found,
  );
}
