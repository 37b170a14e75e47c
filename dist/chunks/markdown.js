// src/review/markdown.ts
/** Untrusted text as a code span that nothing in it can leave (CommonMark 0.31, "Code spans"). */
function codeSpan(text) {
	const flat = text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�");
	const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	const padding = /^$|^`|`$|^ .*[^ ].* $/.test(flat) ? " " : "";
	return fence + padding + flat + padding + fence;
}
/** A mark that keeps two characters from being read together, and is not seen. */
const apart = "​";
/**
* Text of ours with names from upstream in it, as plain text: what Markdown acts on is escaped. What GitHub acts on once
* Markdown is rendered (mentions, references to issues and commits, closing keywords, addresses) cannot be escaped; a
* zero-width space keeps it apart, as other bots do.
*/
function escapeMarkdown(text) {
	return text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�").replace(/[@#]/g, `$&${apart}`).replace(/GH-(?=\d)/gi, `$&${apart}`).replace(/:(?=\/\/)/g, `$&${apart}`).replace(/www(?=\.)/gi, `$&${apart}`).replace(/[\\`*_[\]#|<>~&$]|(?<=^ ?)[-+]|(?<=^ ?\d+)[.)](?= |$)/g, "\\$&").replaceAll(apart, "&#8203;");
}
/**
* A table of cells that are Markdown already. A bar that is not escaped would end its cell, in a code span too; one
* backslash before it is taken away when the table is read (GFM, "Tables").
*/
function table(head, rows) {
	const line = (cells) => `| ${cells.map(escapeBars).join(" | ")} |`;
	return [
		line(head),
		line(head.map(() => "---")),
		...rows.map(line)
	].join("\n");
}
function escapeBars(cell) {
	return cell.replace(/(\\*)\|/g, (found, backslashes) => backslashes.length % 2 === 0 ? `${backslashes}\\|` : found);
}

export { escapeMarkdown as n, table as r, codeSpan as t };