/** A mark that keeps two characters from being read together, and is not seen. */
const apart = "\u200b";

/** Untrusted text as a code span that nothing in it can leave (CommonMark 0.31, "Code spans"), and that is `quiet`. */
export function codeSpan(text: string): string {
  const flat = quiet(text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�"));
  const fence = "`".repeat(longestRun(flat) + 1);
  // One space on both sides is taken away again.
  const padding = /^$|^`|`$|^ .*[^ ].* $/.test(flat) ? " " : "";
  return fence + padding + flat + padding + fence;
}

/** Untrusted text of one line between tags of ours, where Markdown is not read and GitHub's links are made all the same. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/\p{C}/gu, "�")
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@|(?<!&)#|GH-(?=\d)|:(?=\/\/)/gi, "$&&#8203;");
}

/** What GitHub draws or offers to apply, instead of showing it as it is written. */
const drawn = ["mermaid", "geojson", "topojson", "stl", "math", "suggestion"];

/** Untrusted text of several lines as a code block that nothing in it can leave. */
export function codeBlock(text: string, language: string): string {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n\t]/gu, "�")
    .replace(/\n+$/, "");
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  const known = /^[a-z][a-z0-9+#-]{0,19}$/i.test(language) && !drawn.includes(language.toLowerCase());
  return `${fence}${known ? language : ""}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/**
 * Code that says nothing to whoever reads the source as plain text: where a pull request is squashed, its body can
 * become a commit message, in which GitHub knows no code and no comment.
 */
export function quiet(code: string): string {
  return code.replace(
    /(?<![a-z0-9_])@(?=[a-z0-9])|#(?=\d)|\bgh-(?=\d)|\/(?:issues|pull)\/(?=\d)|<(?=!--)/gi,
    `$&${apart}`,
  );
}

/** Without the marks that join or part characters and are not seen themselves. */
export function readable(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu, "");
}

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
    .replace(/\b[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, `$&${apart}`))
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
