import { r as quoteUntrusted } from "./refs.js";
import { n as systems } from "./systems.js";
import { n as normalizeName } from "./names.js";
import { i as matchesSpecifiers, o as parseSpecifiers } from "./pep440.js";

// src/flox/build-log.ts
const opening = /^error: hash mismatch in fixed-output derivation '(\/[^']+\.drv)':$/;
const specifiedLine = /^ +(?:specified|wanted): +(\S+)$/;
const gotLine = /^ +got: +(\S+)$/;
const hash = /^(sha(1|256|512)-[A-Za-z0-9+/]+=*|sha(1|256|512):[0-9a-z]+)$/;
function readHashMismatches(log) {
	const lines = log.split(/\r?\n/).map(withoutColours);
	return lines.flatMap((line, index) => {
		const derivation = opening.exec(line)?.[1];
		const specified = specifiedLine.exec(lines[index + 1] ?? "")?.[1];
		const got = gotLine.exec(lines[index + 2] ?? "")?.[1];
		if (derivation === void 0 || specified === void 0 || got === void 0) return [];
		return hash.test(specified) && hash.test(got) ? [{
			specified,
			got,
			derivation
		}] : [];
	});
}
function withoutColours(line) {
	return line.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
}

// src/upstream/requirements/markers.ts
function holdsOn(marker, python, extra = "") {
	const answers = systems.map((system) => [system, holds(marker, valuesOn(platforms[system], python, extra))]);
	const having = (wanted) => answers.flatMap(([system, answer]) => answer === wanted ? [system] : []);
	return {
		on: having(true),
		unknown: having(void 0)
	};
}
function holdsOnWindows(marker, python) {
	return holds(marker, valuesOn(windows, python, "")) !== false;
}
function holdsWhere(marker, reported) {
	return holds(marker, (name) => {
		if (name === "extra") return [""];
		const value = reported[name];
		return value === void 0 ? [] : [value];
	});
}
const linux = {
	os: "posix",
	sys: "linux",
	kernel: "Linux"
};
const darwin = {
	os: "posix",
	sys: "darwin",
	kernel: "Darwin"
};
const windows = {
	os: "nt",
	sys: "win32",
	kernel: "Windows",
	machine: "AMD64"
};
const platforms = {
	"x86_64-linux": {
		...linux,
		machine: "x86_64"
	},
	"aarch64-linux": {
		...linux,
		machine: "aarch64"
	},
	"x86_64-darwin": {
		...darwin,
		machine: "x86_64"
	},
	"aarch64-darwin": {
		...darwin,
		machine: "arm64"
	}
};
function holds(marker, environment) {
	if (marker === void 0) return true;
	if (marker.kind === "comparison") return compare(marker, environment);
	const decisive = marker.kind === "or";
	const answers = marker.terms.map((term) => holds(term, environment));
	if (answers.includes(decisive)) return decisive;
	return answers.includes(void 0) ? void 0 : !decisive;
}
function compare({ left, operator, right }, environment) {
	const key = variableOf(left) ?? variableOf(right);
	const lefts = values(left, key, environment);
	const rights = values(right, key, environment);
	const answers = new Set(lefts.flatMap((a) => rights.map((b) => comparison(a, operator, b, key))));
	const [answer] = answers;
	return answers.size === 1 ? answer : void 0;
}
function variableOf(operand) {
	return operand.kind === "variable" ? operand.name : void 0;
}
const mostPatches = 40;
function pythonPatches(python) {
	return Array.from({ length: mostPatches }, (_, patch) => `${python.join(".")}.${patch}`);
}
function values(operand, key, environment) {
	if (operand.kind === "text") return [key === "extra" ? normalizeName(operand.value) : operand.value];
	return environment(operand.name);
}
function valuesOn(platform, python, extra) {
	const version = python.join(".");
	return (name) => {
		switch (name) {
			case "python_version": return [version];
			case "python_full_version":
			case "implementation_version": return pythonPatches(python);
			case "os_name": return [platform.os];
			case "sys_platform": return [platform.sys];
			case "platform_system": return [platform.kernel];
			case "platform_machine": return [platform.machine];
			case "platform_python_implementation": return ["CPython"];
			case "implementation_name": return ["cpython"];
			case "extra": return [normalizeName(extra)];
			case "platform_release":
			case "platform_version": return [];
		}
	};
}
const versions = /* @__PURE__ */ new Set([
	"python_version",
	"python_full_version",
	"implementation_version",
	"platform_release"
]);
function comparison(left, operator, right, key) {
	const specifiers = key !== void 0 && versions.has(key) && !operator.endsWith("in") && !right.includes(",") ? parseSpecifiers(operator + right) : void 0;
	if (specifiers !== void 0) return matchesSpecifiers(left, specifiers);
	switch (operator) {
		case "in": return right.includes(left);
		case "not in": return !right.includes(left);
		case "!=": return left !== right;
		case "==":
		case "<=":
		case ">=": return left === right;
		case "<":
		case ">": return false;
		case "===":
		case "~=": return;
	}
}

// src/upstream/requirements/pep508.ts
const markerVariables = [
	"python_version",
	"python_full_version",
	"os_name",
	"sys_platform",
	"platform_release",
	"platform_system",
	"platform_version",
	"platform_machine",
	"platform_python_implementation",
	"implementation_name",
	"implementation_version",
	"extra"
];
const formerVariables = {
	"os.name": "os_name",
	"sys.platform": "sys_platform",
	"platform.version": "platform_version",
	"platform.machine": "platform_machine",
	"platform.python_implementation": "platform_python_implementation",
	python_implementation: "platform_python_implementation"
};
const longest = 2e3;
const deepest = 32;
function isMalformed(parsed) {
	return "why" in parsed;
}
function parseRequirement(text) {
	if (text.length > longest) return { why: `has ${text.length} characters, more than any requirement needs` };
	try {
		return new Reader(text).requirement();
	} catch (error) {
		if (error instanceof Fault) return { why: error.why };
		throw error;
	}
}
var Fault = class {
	why;
	constructor(why) {
		this.why = why;
	}
};
var Reader = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	requirement() {
		const name = this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("a project's name");
		const extras = this.#take("[") ? this.#extras() : [];
		const url = this.#take("@") ? this.#url() : void 0;
		const specifiers = url === void 0 ? this.#specifiers() : [];
		this.#blank();
		const from = this.#at + 1;
		const marker = this.#take(";") ? this.#marker(0) : void 0;
		this.#blank();
		if (this.#at < this.#text.length) this.#fail(marker === void 0 ? "a bound or a marker" : "`and`, `or` or the end");
		const markerText = marker === void 0 ? "" : this.#text.slice(from).trim();
		return {
			name,
			normalizedName: normalizeName(name),
			extras,
			specifiers,
			url,
			marker,
			markerText
		};
	}
	#extras() {
		const extras = [];
		if (this.#take("]")) return extras;
		do
			extras.push(this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("the name of an extra"));
		while (this.#take(","));
		if (!this.#take("]")) this.#fail("`,` or `]`");
		return [...new Set(extras)];
	}
	#url() {
		return this.#match(/\S+/y) ?? this.#fail("a URL");
	}
	#specifiers() {
		const parenthesised = this.#take("(");
		const specifiers = [];
		for (;;) {
			const operator = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
			if (operator === void 0) break;
			const version = this.#match(operator === "===" ? /[^\s,;)]+/y : /[A-Za-z0-9._*+!-]+/y) ?? this.#fail("a version");
			const parsed = parseSpecifiers(operator + version);
			if (parsed === void 0) throw new Fault(`has the bound ${quoteUntrusted(operator + version)}, which is none by PEP 440`);
			specifiers.push(...parsed);
			if (!this.#take(",")) break;
		}
		if (parenthesised && !this.#take(")")) this.#fail("`)`");
		return specifiers;
	}
	#marker(depth) {
		return this.#operation("or", () => this.#operation("and", () => this.#term(depth)));
	}
	#operation(kind, operand) {
		const first = operand();
		const terms = [first];
		while (this.#word(kind)) terms.push(operand());
		return terms.length === 1 ? first : {
			kind,
			terms
		};
	}
	#term(depth) {
		if (this.#take("(")) {
			if (depth >= deepest) throw new Fault(`has a marker with more than ${deepest} parentheses in one another`);
			const marker = this.#marker(depth + 1);
			if (!this.#take(")")) this.#fail("`and`, `or` or `)`");
			return marker;
		}
		return {
			kind: "comparison",
			left: this.#operand(),
			operator: this.#operator(),
			right: this.#operand()
		};
	}
	#operand() {
		const quoted = this.#match(/'[^']*'|"[^"]*"/y);
		if (quoted !== void 0) return {
			kind: "text",
			value: quoted.slice(1, -1)
		};
		const word = this.#match(/[A-Za-z_.]+/y);
		if (word === void 0) this.#fail("a marker's variable or a text in quotes");
		const name = markerVariables.find((variable) => variable === word) ?? formerVariables[word];
		if (name === void 0) throw new Fault(`has a marker with the variable ${quoteUntrusted(word)}, which PEP 508 does not know`);
		return {
			kind: "variable",
			name
		};
	}
	#operator() {
		const symbol = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
		if (symbol !== void 0) return symbol;
		if (this.#word("in")) return "in";
		if (this.#word("not") && this.#word("in")) return "not in";
		return this.#fail("a comparison");
	}
	#blank() {
		while (this.#text[this.#at] === " " || this.#text[this.#at] === "	") this.#at++;
	}
	#take(character) {
		this.#blank();
		if (this.#text[this.#at] !== character) return false;
		this.#at++;
		return true;
	}
	#word(word) {
		this.#blank();
		const end = this.#at + word.length;
		if (!this.#text.startsWith(word, this.#at) || /\w/.test(this.#text[end] ?? "")) return false;
		this.#at = end;
		return true;
	}
	#match(pattern) {
		this.#blank();
		pattern.lastIndex = this.#at;
		const [found] = pattern.exec(this.#text) ?? [];
		this.#at += found?.length ?? 0;
		return found;
	}
	#fail(expected) {
		const rest = this.#text.slice(this.#at);
		const found = rest === "" ? "ends" : `has ${quoteUntrusted(rest, 30)}`;
		throw new Fault(`${found} where ${expected} is expected`);
	}
};

export { holdsWhere as a, holdsOnWindows as i, parseRequirement as n, pythonPatches as o, holdsOn as r, readHashMismatches as s, isMalformed as t };