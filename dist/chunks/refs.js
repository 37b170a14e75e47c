import { t as Problem } from "./errors.js";

// src/upstream/refs.ts
/**
* What of upstream's text may go into Nix code, URLs, commands and Markdown. Both lists are narrower than what git
* (git-check-ref-format) and PEP 440 allow: nothing in them has a meaning in any of those places.
*/
const safeRef = /^[A-Za-z0-9][A-Za-z0-9._+/-]*$/;
const safeVersion = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;
const longest = 200;
/** What is wrong with a tag, branch or commit, as the end of a sentence (`it …`); undefined where it is safe. */
function refFault(text) {
	if (!safeRef.test(text)) return characterFault(text, "/ . _ + -");
	if (text.length > longest) return `is longer than ${longest} characters`;
	if (text.includes("..") || text.includes("//") || text.includes("/.")) return "has `..`, `//` or `/.` in it";
	if (/[/.]$|\.lock(\/|$)/.test(text)) return "ends in `/`, `.` or `.lock`";
}
/** What is wrong with a version, as the end of a sentence (`it …`); undefined where it is safe. */
function versionFault(text) {
	if (!safeVersion.test(text)) return characterFault(text, ". _ + ! -");
	if (text.length > longest) return `is longer than ${longest} characters`;
	return text.includes("..") ? "has `..` in it" : void 0;
}
function characterFault(text, others) {
	return text === "" ? "is empty" : `does not consist of letters, digits and ${others} alone, starting with a letter or a digit`;
}
/** @throws Problem of kind `input` for a ref that is not safe to use */
function checkRef(text, input) {
	return check("ref", text, refFault(text), input);
}
/** @throws Problem of kind `input` for a version that is not safe to use */
function checkVersion(text, input) {
	return check("version", text, versionFault(text), input);
}
function check(what, text, fault, input) {
	if (fault !== void 0) throw new Problem(`The ${what} ${quoteUntrusted(text)} is not safe to use: it ${fault}.`, {
		kind: "input",
		where: input === void 0 ? {} : { input },
		hint: `Use a ${what} of plain letters and digits.`
	});
	return text;
}
/** Control, format (bidirectional overrides among them), surrogate, private and unassigned characters, other line ends and spaces. */
const invisible = /[\p{C}\p{Zl}\p{Zp}"\\]|(?! )\p{Zs}/gu;
/**
* Hostile text for a message: in double quotes, on one line, with what cannot be seen spelled out, at most `limit`
* characters of it.
*/
function quoteUntrusted(text, limit = 80) {
	const characters = Array.from(text.slice(0, limit * 2));
	const cut = characters.length > limit || text.length > limit * 2;
	return `"${characters.slice(0, limit).join("").replaceAll(invisible, escapeCharacter)}${cut ? "…" : ""}"`;
}
function escapeCharacter(character) {
	return {
		"\"": "\\\"",
		"\\": "\\\\",
		"\n": "\\n",
		"\r": "\\r",
		"	": "\\t"
	}[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

export { versionFault as a, refFault as i, checkVersion as n, quoteUntrusted as r, checkRef as t };