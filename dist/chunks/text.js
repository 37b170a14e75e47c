// src/terminal/units.ts
/** Quantities as people read them. */
/** `12.3 MB`, in powers of ten. */
function size(bytes) {
	const units = [
		"kB",
		"MB",
		"GB",
		"TB"
	];
	if (bytes < 1e3) return `${bytes} B`;
	let value = bytes;
	let unit = -1;
	while (value >= 999.95 && unit < units.length - 1) {
		value /= 1e3;
		unit++;
	}
	return `${value.toFixed(1)} ${units[unit]}`;
}
/** `12 s`, `3 min 12 s`, `1 h 2 min`. */
function elapsed(ms) {
	const seconds = Math.round(ms / 1e3);
	if (seconds < 60) return `${ms < 1e4 ? (ms / 1e3).toFixed(1) : seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** A closure's size: `12.3 MB in 40 paths`. */
function closureSize(bytes, paths) {
	return paths === null ? size(bytes) : `${size(bytes)} in ${paths} ${paths === 1 ? "path" : "paths"}`;
}

// src/world/text.ts
/** Text of unknown origin, made fit for a terminal or a runner's log. Pure. */
const controls = /\u001b\[[0-9;]*m|\r\n|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const colour = /^\u001b\[[0-9;]*m$/;
/** Without control characters, except line feeds, tabs and colours; a carriage return ends a line. */
function printable(text) {
	return text.replace(controls, (found) => {
		if (colour.test(found)) return found;
		return found === "\r\n" || found === "\r" ? "\n" : "";
	});
}
/**
* Lines that the Actions runner does not take for commands. It takes a line that starts with `::` after white space,
* and `##[` anywhere in a line (actions/runner, ActionCommand.cs).
*/
function withoutCommands(text) {
	return printable(text).replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [");
}
/** Replaces secrets. Each line of a secret of several lines is one of its own. */
var Mask = class {
	#values = /* @__PURE__ */ new Set();
	add(value) {
		for (const part of [value, ...value.split(/\r?\n/)]) if (part.trim() !== "") this.#values.add(part);
	}
	apply(text) {
		return [...this.#values].sort((a, b) => b.length - a.length).reduce((masked, value) => masked.replaceAll(value, "***"), text);
	}
};
/** Characters of a line that is shown before its end has come. */
const longestLine = 16e3;
/** Gives a text that comes in pieces on as whole lines, without their ends: a secret or a command is not seen in halves. */
var LineBuffer = class {
	#give;
	#rest = "";
	constructor(give) {
		this.#give = give;
	}
	write(text) {
		const lines = (this.#rest + text).split("\n");
		this.#rest = lines.pop() ?? "";
		for (const line of lines) this.#give(line.replace(/\r$/, ""));
		while (this.#rest.length > longestLine) {
			this.#give(this.#rest.slice(0, longestLine));
			this.#rest = this.#rest.slice(longestLine);
		}
	}
	end() {
		if (this.#rest !== "") this.#give(this.#rest);
		this.#rest = "";
	}
};

export { closureSize as a, withoutCommands as i, Mask as n, elapsed as o, printable as r, size as s, LineBuffer as t };