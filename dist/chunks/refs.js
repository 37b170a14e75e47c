// src/errors.ts
var Problem = class extends Error {
	name = "Problem";
	kind;
	where;
	hint;
	constructor(message, options) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.kind = options.kind;
		this.where = options.where ?? {};
		this.hint = options.hint;
	}
};
function isProblem(error) {
	return error instanceof Problem;
}
function location({ file, line, column }) {
	return [
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":");
}
const exitCodes = {
	blocked: 1,
	usage: 2,
	input: 2,
	outside: 3
};

// src/upstream/refs.ts
const safeRef = /^[A-Za-z0-9][A-Za-z0-9._+/-]*$/;
const safeVersion = /^[A-Za-z0-9][A-Za-z0-9._+!-]*$/;
const longest = 200;
function refFault(text) {
	if (!safeRef.test(text)) return characterFault(text, "/ . _ + -");
	if (text.length > longest) return `is longer than ${longest} characters`;
	if (text.includes("..") || text.includes("//") || text.includes("/.")) return "has `..`, `//` or `/.` in it";
	if (/[/.]$|\.lock(\/|$)/.test(text)) return "ends in `/`, `.` or `.lock`";
}
function versionFault(text) {
	if (!safeVersion.test(text)) return characterFault(text, ". _ + ! -");
	if (text.length > longest) return `is longer than ${longest} characters`;
	return text.includes("..") ? "has `..` in it" : void 0;
}
function characterFault(text, others) {
	return text === "" ? "is empty" : `does not consist of letters, digits and ${others} alone, starting with a letter or a digit`;
}
function checkRef(text, input) {
	return check("ref", text, refFault(text), input);
}
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
const invisible = /[\p{C}\p{Zl}\p{Zp}"\\]|(?! )\p{Zs}/gu;
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

export { versionFault as a, isProblem as c, refFault as i, location as l, checkVersion as n, Problem as o, quoteUntrusted as r, exitCodes as s, checkRef as t };