// src/errors.ts
/** What went wrong, where, and what to do about it: the one error that the program throws on purpose. */
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
/** `file:line:column`, as compilers and editors write it; the empty string where no file is known. */
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

export { location as i, exitCodes as n, isProblem as r, Problem as t };