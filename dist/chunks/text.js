// src/terminal/units.ts
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
function elapsed(ms) {
	const seconds = Math.round(ms / 1e3);
	if (seconds < 60) return `${ms < 1e4 ? (ms / 1e3).toFixed(1) : seconds} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
function closureSize(bytes, paths) {
	return paths === null ? size(bytes) : `${size(bytes)} in ${paths} ${paths === 1 ? "path" : "paths"}`;
}

// src/world/text.ts
const controls = /\u001b\[[0-9;]*m|\r\n|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const colour = /^\u001b\[[0-9;]*m$/;
function printable(text) {
	return text.replace(controls, (found) => {
		if (colour.test(found)) return found;
		return found === "\r\n" || found === "\r" ? "\n" : "";
	});
}
function withoutCommands(text) {
	return printable(text).replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [");
}
var Mask = class {
	#values = /* @__PURE__ */ new Set();
	add(value) {
		for (const part of [value, ...value.split(/\r?\n/)]) if (part.trim() !== "") this.#values.add(part);
	}
	apply(text) {
		return [...this.#values].sort((a, b) => b.length - a.length).reduce((masked, value) => masked.replaceAll(value, "***"), text);
	}
};
const longestLine = 16e3;
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