// src/review/markdown.ts
const apart = "​";
function codeSpan(text) {
	const flat = quiet(text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�"));
	const fence = "`".repeat(longestRun(flat) + 1);
	const padding = /^$|^`|`$|^ .*[^ ].* $/.test(flat) ? " " : "";
	return fence + padding + flat + padding + fence;
}
function escapeHtml(text) {
	return text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�").replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/@|(?<!&)#|GH-(?=\d)|:(?=\/\/)/gi, "$&&#8203;");
}
const drawn = [
	"mermaid",
	"geojson",
	"topojson",
	"stl",
	"math",
	"suggestion"
];
function codeBlock(text, language) {
	const lines = text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, "�").replace(/\n+$/, "");
	const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
	return `${fence}${/^[a-z][a-z0-9+#-]{0,19}$/i.test(language) && !drawn.includes(language.toLowerCase()) ? language : ""}\n${lines}\n${fence}`;
}
function longestRun(text) {
	let longest = 0;
	for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return longest;
}
function quiet(code) {
	return code.replace(/(?<![a-z0-9_])@(?=[a-z0-9])|#(?=\d)|\bgh-(?=\d)|\/(?:issues|pull)\/(?=\d)|<(?=!--)/gi, `$&${apart}`);
}
function readable(text) {
	return text.replace(/[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu, "");
}
function escapeMarkdown(text) {
	return text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�").replace(/[@#]/g, `$&${apart}`).replace(/GH-(?=\d)/gi, `$&${apart}`).replace(/\b[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, `$&${apart}`)).replace(/:(?=\/\/)/g, `$&${apart}`).replace(/www(?=\.)/gi, `$&${apart}`).replace(/[\\`*_[\]#|<>~&$]|(?<=^ ?)[-+]|(?<=^ ?\d+)[.)](?= |$)/g, "\\$&").replaceAll(apart, "&#8203;");
}
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

export { quiet as a, escapeMarkdown as i, codeSpan as n, readable as o, escapeHtml as r, table as s, codeBlock as t };