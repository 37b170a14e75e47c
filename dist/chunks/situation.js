import { c as isProblem, o as Problem, r as quoteUntrusted } from "./refs.js";
import { c as systems } from "./pep440.js";
import { i as nearest } from "./parsers.js";
import { n as isProjectName, r as normalizeName } from "./names.js";
import { d as toSri, i as positionOf, l as parseHash, n as encode, r as fromBytes, t as display } from "./source.js";
import { c as readLock, s as lockFileName } from "./outside.js";
import { join } from "node:path/posix";

// src/nix/evaluate/text.ts
function string$1(parts) {
	return {
		kind: "string",
		parts
	};
}
function derived(text, sites = []) {
	return string$1([{
		kind: "derived",
		text,
		sites
	}]);
}
function knownText(value) {
	if (value?.kind !== "string") return void 0;
	let text = "";
	for (const part of value.parts) {
		if (part.kind !== "literal" && part.kind !== "derived") return void 0;
		text += part.text;
	}
	return text;
}
function rendered(value) {
	return value.parts.map((part) => part.kind === "literal" || part.kind === "derived" ? part.text : "\0").join("");
}
function sitesOf(value) {
	if (value.kind !== "string") return [];
	return value.parts.flatMap((part) => part.kind === "literal" ? [part.site] : part.kind === "derived" ? part.sites : []);
}
function slice(value, from, to) {
	const parts = [];
	let start = 0;
	for (const part of value.parts) {
		if (part.kind !== "literal" && part.kind !== "derived") break;
		const end = start + part.text.length;
		const first = Math.max(from, start) - start;
		const last = Math.min(to, end) - start;
		if (first < last || from === to && parts.length === 0 && from >= start && from <= end) {
			const text = part.text.slice(first, last);
			if (first === 0 && last === part.text.length) parts.push(part);
			else if (part.kind === "literal") {
				const site = {
					file: part.site.file,
					from: part.site.from + first,
					to: part.site.from + last
				};
				parts.push({
					kind: "literal",
					text,
					site
				});
			} else parts.push({
				kind: "derived",
				text,
				sites: part.sites
			});
		}
		start = end;
	}
	return string$1(parts);
}

// src/nix/evaluate/value.ts
const nestingLimit = 700;
var Thunk = class Thunk {
	static #nesting = 0;
	#value;
	#compute;
	#running = false;
	origin;
	written;
	constructor(compute, origin, written) {
		this.#compute = compute;
		this.origin = origin;
		this.written = written;
	}
	static of(value, origin) {
		const thunk = new Thunk(() => value, origin);
		thunk.#value = value;
		thunk.#compute = void 0;
		return thunk;
	}
	force() {
		if (this.#value !== void 0) return this.#value;
		if (this.#running || this.#compute === void 0 || Thunk.#nesting >= nestingLimit) return unknown();
		this.#running = true;
		Thunk.#nesting++;
		try {
			this.#value = this.#compute();
			this.#compute = void 0;
			return this.#value;
		} finally {
			Thunk.#nesting--;
			this.#running = false;
		}
	}
};
function unknown(mentions = [], label, path) {
	return {
		kind: "unknown",
		label,
		mentions,
		path
	};
}
function inNixpkgs(path) {
	return unknown([], path.at(-1) ?? "pkgs", path);
}
function boolean(value) {
	return {
		kind: "boolean",
		value
	};
}
const nullValue = { kind: "null" };
function list$1(items, exact = true) {
	return {
		kind: "list",
		items,
		exact
	};
}
function set(attributes, more = {}) {
	return {
		kind: "set",
		attributes,
		rest: void 0,
		optional: false,
		derivation: void 0,
		scope: false,
		foundIn: void 0,
		...more
	};
}
function primitive(apply) {
	return {
		kind: "function",
		apply,
		lambda: void 0
	};
}
function primitive2(apply) {
	return primitive((first) => primitive((second, at) => apply(first, second, at)));
}
function primitive3(apply) {
	return primitive((first) => primitive2((second, third, at) => apply(first, second, third, at)));
}

// src/nix/reading/search.ts
function search(program) {
	return new Search(program).run();
}
var Search = class {
	#program;
	#nodes = [];
	#byAttribute = /* @__PURE__ */ new Map();
	#inner = /* @__PURE__ */ new Map();
	#queue = [];
	constructor(program) {
		this.#program = program;
	}
	run() {
		for (const attribute of this.#program.values.keys()) this.#top(attribute);
		for (let node = this.#queue.shift(); node !== void 0; node = this.#queue.shift()) {
			this.#follow(node, true);
			const needed = {
				...node,
				...noneReached()
			};
			this.#follow(needed, false);
			for (const other of needed.uses) if (other !== node) node.needs.add(other);
		}
		return this.#nodes;
	}
	#top(attribute) {
		const known = this.#byAttribute.get(attribute);
		if (known !== void 0) return known;
		const value = this.#program.value(attribute);
		const derivation = value.kind === "set" ? value.derivation : void 0;
		const owner = derivation === void 0 ? void 0 : this.#program.owner(derivation);
		const node = emptyNode({
			attribute,
			within: void 0,
			value,
			derivation,
			at: derivation?.at ?? this.#program.values.get(attribute)?.origin ?? {
				file: "",
				from: 0
			},
			aliasOf: owner === attribute ? void 0 : owner,
			cut: this.#program.evaluator.exhausted
		});
		this.#byAttribute.set(attribute, node);
		this.#nodes.push(node);
		if (node.aliasOf === void 0) this.#queue.push(node);
		else {
			node.uses.add(this.#top(node.aliasOf));
			node.needs.add(this.#top(node.aliasOf));
		}
		return node;
	}
	#innerNode(derivation, value, user) {
		const known = this.#inner.get(derivation);
		if (known !== void 0) return known;
		const within = user.within ?? user.attribute;
		const { attributes } = derivation.arguments;
		const wanted = `${within}/${knownText(attributes.get("pname")?.force()) ?? knownText(attributes.get("name")?.force()) ?? derivation.function}`;
		let attribute = wanted;
		for (let count = 2; this.#byAttribute.has(attribute); count++) attribute = `${wanted}#${count}`;
		const node = emptyNode({
			attribute,
			within,
			value,
			derivation,
			at: derivation.at,
			aliasOf: void 0,
			cut: false
		});
		this.#inner.set(derivation, node);
		this.#byAttribute.set(attribute, node);
		this.#nodes.push(node);
		this.#queue.push(node);
		return node;
	}
	#follow(node, withExtras) {
		this.#program.begin();
		const seen = /* @__PURE__ */ new Set();
		const pending = [];
		const push = (value, asSource = false, mentioned = true) => pending.push({
			value,
			asSource,
			mentioned
		});
		if (node.derivation === void 0) push(node.value);
		else if (node.derivation.maker === "fetcher") node.sources.add(node.derivation);
		else {
			seen.add(node.derivation);
			this.#arguments(node.derivation, false, true, pending, withExtras);
		}
		for (let next = pending.pop(); next !== void 0; next = pending.pop()) this.#visit(node, next, seen, pending);
		if (this.#program.evaluator.exhausted) node.cut = true;
	}
	#arguments(derivation, asSource, mentioned, pending, withExtras = true) {
		for (const [name, thunk] of derivation.arguments.attributes) {
			if (name === "meta" || name === "optional-dependencies" && !withExtras) continue;
			const isSource = asSource || name === "src" || name === "srcs";
			pending.push({
				value: thunk.force(),
				asSource: isSource,
				mentioned: mentioned && name !== "passthru"
			});
		}
		for (const input of derivation.inputs) pending.push({
			value: input.force(),
			asSource,
			mentioned
		});
		if (derivation.arguments.rest !== void 0) pending.push({
			value: derivation.arguments.rest,
			asSource,
			mentioned
		});
	}
	#visit(node, { value, asSource, mentioned }, seen, pending) {
		const follow = (next) => pending.push({
			value: next,
			asSource,
			mentioned
		});
		if (value.kind === "string") {
			for (const part of value.parts) {
				if (part.kind === "reference") follow(part.to);
				if (part.kind === "unknown") for (const thunk of part.mentions) follow(thunk.force());
			}
			return;
		}
		if (value.kind === "set" && value.derivation !== void 0) {
			this.#meet(node, value.derivation, {
				value,
				asSource,
				mentioned
			}, seen, pending);
			return;
		}
		if (seen.has(value)) return;
		seen.add(value);
		if (value.kind === "list") for (const item of value.items) follow(item.force());
		if (value.kind === "unknown") for (const thunk of value.mentions) follow(thunk.force());
		if (value.kind === "set" && !value.scope) {
			for (const thunk of value.attributes.values()) follow(thunk.force());
			if (value.rest !== void 0) follow(value.rest);
		}
		if (value.kind === "function" && value.lambda !== void 0) follow(value.apply(Thunk.of(anything), {
			file: value.lambda.environment.file,
			from: 0
		}));
	}
	#meet(node, derivation, reached, seen, pending) {
		const { asSource, mentioned } = reached;
		const owner = this.#program.owner(derivation);
		if (owner !== void 0 && owner !== node.attribute && mentioned) node.uses.add(this.#top(owner));
		if (seen.has(derivation)) return;
		seen.add(derivation);
		if (derivation.maker === "fetcher") (mentioned ? node.sources : node.bystanders).add(derivation);
		else if (derivation.maker === "transform") {
			if (mentioned) node.transforms.add(derivation);
			this.#arguments(derivation, asSource, mentioned, pending);
		} else {
			const other = owner === void 0 ? this.#innerNode(derivation, reached.value, node) : this.#top(owner);
			if (other === node || !mentioned) return;
			node.uses.add(other);
			if (asSource) node.sourcePackages.add(other);
		}
	}
};
function fetchersIn(derivation) {
	const found = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set([derivation]);
	const pending = contents(derivation);
	for (let value = pending.pop(); value !== void 0; value = pending.pop()) {
		const inner = value.kind === "set" ? value.derivation : void 0;
		if (seen.has(inner ?? value)) continue;
		seen.add(inner ?? value);
		if (inner?.maker === "fetcher") found.add(inner);
		else if (inner?.maker === "transform") pending.push(...contents(inner));
		else if (inner === void 0) pending.push(...within$1(value));
	}
	return found;
}
function stringsIn(derivation) {
	const found = [];
	const seen = /* @__PURE__ */ new Set();
	const { rest } = derivation.arguments;
	const pending = [...contents(derivation), ...rest === void 0 ? [] : [rest]];
	for (let value = pending.pop(); value !== void 0; value = pending.pop()) {
		if (seen.has(value)) continue;
		seen.add(value);
		if (value.kind === "string") found.push(value);
		pending.push(...within$1(value));
	}
	return found;
}
function contents(derivation) {
	return [...derivation.arguments.attributes.values(), ...derivation.inputs].map((thunk) => thunk.force());
}
function within$1(value) {
	switch (value.kind) {
		case "string": return value.parts.flatMap((part) => part.kind === "reference" ? [part.to] : part.kind === "unknown" ? part.mentions.map((thunk) => thunk.force()) : []);
		case "list": return value.items.map((thunk) => thunk.force());
		case "unknown": return value.mentions.map((thunk) => thunk.force());
		case "set": return value.scope ? [] : [...value.attributes.values()].map((thunk) => thunk.force());
		default: return [];
	}
}
const anything = set(/* @__PURE__ */ new Map(), { rest: unknown() });
function emptyNode(of) {
	return {
		...of,
		...noneReached(),
		needs: /* @__PURE__ */ new Set()
	};
}
function noneReached() {
	return {
		sources: /* @__PURE__ */ new Set(),
		bystanders: /* @__PURE__ */ new Set(),
		transforms: /* @__PURE__ */ new Set(),
		sourcePackages: /* @__PURE__ */ new Set(),
		uses: /* @__PURE__ */ new Set()
	};
}
function argument(derivation, name) {
	const value = derivation?.arguments.attributes.get(name)?.force();
	return value === void 0 || value.kind === "null" ? void 0 : value;
}
function textArgument(derivation, name) {
	const value = argument(derivation, name);
	return value?.kind === "string" && knownText(value) !== void 0 ? value : void 0;
}

// src/nix/parse/error.ts
var NixSyntaxError = class extends Error {
	name = "NixSyntaxError";
	offset;
	line;
	column;
	constructor(message, text, offset) {
		super(message);
		this.offset = offset;
		const { line, column } = positionOf(text, offset);
		this.line = line;
		this.column = column;
	}
};

// src/nix/parse/characters.ts
const code = {
	nul: 0,
	tab: 9,
	newline: 10,
	return: 13,
	space: 32,
	bang: 33,
	quote: 34,
	hash: 35,
	dollar: 36,
	ampersand: 38,
	apostrophe: 39,
	star: 42,
	plus: 43,
	minus: 45,
	dot: 46,
	slash: 47,
	zero: 48,
	colon: 58,
	less: 60,
	equals: 61,
	greater: 62,
	backslash: 92,
	open: 123,
	bar: 124,
	close: 125,
	tilde: 126,
	none: 256
};
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const classes = {
	whitespace: 1,
	digit: 2,
	letter: 4,
	identifierStart: 8,
	identifier: 16,
	path: 32,
	uriScheme: 64,
	uri: 128
};
const table = new Uint8Array(code.none + 1);
function fill(members, added) {
	for (const member of members) {
		const char = member.charCodeAt(0);
		table[char] = (table[char] ?? 0) | added;
	}
}
fill(" 	\r\n", classes.whitespace);
fill(digits, classes.digit);
fill(letters, classes.letter);
fill(`${letters}_`, classes.identifierStart);
fill(`${letters}${digits}_'-`, classes.identifier);
fill(`${letters}${digits}._-+`, classes.path);
fill(`${letters}${digits}+-.`, classes.uriScheme);
fill(`${letters}${digits}%/?:@&=+$,-_.!~*'`, classes.uri);
function codeAt(text, at) {
	return at < text.length ? text.charCodeAt(at) : code.none;
}
function belongs$1(char, to) {
	return ((table[char] ?? 0) & to) !== 0;
}
function skipWhile(text, from, members) {
	let at = from;
	while (at < text.length && belongs$1(text.charCodeAt(at), members)) at++;
	return at;
}
var Run = class {
	members;
	end = 0;
	constructor(members) {
		this.members = members;
	}
	endFrom(text, from) {
		if (from >= this.end) this.end = skipWhile(text, from, this.members);
		return this.end;
	}
};

// src/nix/parse/numbers.ts
const largestInteger = String(2n ** 63n - 1n);
const smallestNormalFloat = 2 ** -1022;
function numberAt(text, from) {
	const whole = skipWhile(text, from, classes.digit);
	const point = codeAt(text, whole) === code.dot;
	const fraction = point ? skipWhile(text, whole + 1, classes.digit) : whole;
	const startsWithZero = codeAt(text, from) === code.zero;
	if (point && (whole > from && !startsWithZero ? true : whole <= from + 1 && fraction > whole + 1)) {
		const to = exponentEnd(text, fraction);
		return {
			kind: "float",
			to,
			valid: isRepresentable(text.slice(from, to))
		};
	}
	if (whole === from) return void 0;
	return {
		kind: "int",
		to: whole,
		valid: isInteger(text, from, whole)
	};
}
function exponentEnd(text, at) {
	if (text.charAt(at) !== "e" && text.charAt(at) !== "E") return at;
	const sign = text.charAt(at + 1);
	const digits = sign === "+" || sign === "-" ? at + 2 : at + 1;
	return belongs$1(codeAt(text, digits), classes.digit) ? skipWhile(text, digits, classes.digit) : at;
}
function isInteger(text, from, to) {
	let significant = from;
	while (significant < to && codeAt(text, significant) === code.zero) significant++;
	const length = to - significant;
	if (length !== largestInteger.length) return length < largestInteger.length;
	return text.slice(significant, to) <= largestInteger;
}
function isRepresentable(number) {
	const value = Number(number);
	if (value === 0) return !hasNonZeroDigit(number);
	return Number.isFinite(value) && value >= smallestNormalFloat;
}
function hasNonZeroDigit(number) {
	for (const char of number) {
		if (char === "e" || char === "E") return false;
		if (char >= "1" && char <= "9") return true;
	}
	return false;
}

// src/nix/parse/strings.ts
function untilNul(value) {
	const end = value.indexOf("\0");
	return end < 0 ? value : value.slice(0, end);
}
function escaped(char) {
	switch (char) {
		case "n": return "\n";
		case "r": return "\r";
		case "t": return "	";
		default: return char;
	}
}
function unescapeQuoted(raw) {
	if (!raw.includes("\\") && !raw.includes("\r")) return untilNul(raw);
	let value = "";
	for (let i = 0; i < raw.length; i++) {
		const char = raw.charAt(i);
		if (char === "\\") value += escaped(raw.charAt(++i));
		else if (char === "\r") {
			value += "\n";
			if (raw.charAt(i + 1) === "\n") i++;
		} else value += char;
	}
	return untilNul(value);
}
function indentedEscapeLength(text, at) {
	const next = codeAt(text, at + 1);
	switch (codeAt(text, at)) {
		case code.dollar: return next === code.none || next === code.apostrophe ? 1 : 0;
		case code.apostrophe: {
			if (next !== code.apostrophe) return next === code.none || next === code.dollar ? 1 : 0;
			const third = codeAt(text, at + 2);
			if (third === code.dollar || third === code.apostrophe) return 3;
			return third === code.backslash && at + 3 < text.length ? 4 : 0;
		}
		default: return 0;
	}
}
function indentedTextLength(text, at) {
	const char = codeAt(text, at);
	if (char !== code.dollar && char !== code.apostrophe) return 1;
	const next = codeAt(text, at + 1);
	if (next === code.none || next === code.apostrophe) return 0;
	return next === (char === code.dollar ? code.open : code.dollar) ? 0 : 2;
}
function escapeValue(raw) {
	if (raw.length === 4) return escaped(raw.charAt(3));
	if (raw.length === 3) return raw.endsWith("$") ? "$" : "''";
	return raw;
}
function indentedPieces(raw) {
	const pieces = [];
	let from = 0;
	let at = 0;
	const flush = () => {
		if (at > from) pieces.push({
			value: raw.slice(from, at),
			plain: true
		});
	};
	while (at < raw.length) {
		const length = indentedEscapeLength(raw, at);
		if (length === 0) {
			at += indentedTextLength(raw, at);
			continue;
		}
		flush();
		pieces.push({
			value: escapeValue(raw.slice(at, at + length)),
			plain: false
		});
		at += length;
		from = at;
	}
	flush();
	return pieces;
}
function stripIndentation(parts) {
	const indentation = commonIndentation(parts);
	const last = parts.at(-1)?.at(-1);
	let atLineStart = true;
	let dropped = 0;
	return parts.map((pieces) => {
		if (pieces === void 0) {
			atLineStart = false;
			dropped = 0;
			return;
		}
		let value = "";
		for (const piece of pieces) {
			let stripped = "";
			for (const char of piece.value) if (!atLineStart) {
				stripped += char;
				atLineStart = char === "\n";
			} else if (char === " ") {
				if (dropped++ >= indentation) stripped += char;
			} else {
				dropped = 0;
				stripped += char;
				atLineStart = char === "\n";
			}
			value += untilNul(piece === last ? withoutBlankLastLine(stripped) : stripped);
		}
		return value;
	});
}
function commonIndentation(parts) {
	let smallest = Number.POSITIVE_INFINITY;
	let current = 0;
	let atLineStart = true;
	const endIndentation = () => {
		if (atLineStart && current < smallest) smallest = current;
		atLineStart = false;
	};
	for (const pieces of parts) {
		if (pieces === void 0) endIndentation();
		for (const piece of pieces ?? []) {
			if (!piece.plain) {
				endIndentation();
				continue;
			}
			for (const char of piece.value) if (char === "\n") {
				atLineStart = true;
				current = 0;
			} else if (atLineStart && char === " ") current++;
			else endIndentation();
		}
	}
	return smallest;
}
function withoutBlankLastLine(value) {
	const lastLine = value.lastIndexOf("\n") + 1;
	if (lastLine === 0) return value;
	for (let i = lastLine; i < value.length; i++) if (value.charCodeAt(i) !== code.space) return value;
	return value.slice(0, lastLine);
}

// src/nix/parse/scan.ts
function startsInterpolation(text, at) {
	return codeAt(text, at) === code.dollar && codeAt(text, at + 1) === code.open;
}
function lineEnd(text, from) {
	let at = from;
	while (at < text.length && codeAt(text, at) !== code.newline && codeAt(text, at) !== code.return) at++;
	return at;
}
function pathStartEnd(text, run) {
	if (codeAt(text, run) !== code.slash) return void 0;
	if (belongs$1(codeAt(text, run + 1), classes.path)) return segmentsEnd(text, run);
	return startsInterpolation(text, run + 1) ? run + 1 : void 0;
}
function homePathStartEnd(text, from) {
	return codeAt(text, from) === code.tilde ? pathStartEnd(text, from + 1) : void 0;
}
function pathTextEnd(text, from) {
	const run = skipWhile(text, from, classes.path);
	if (codeAt(text, run) !== code.slash) return run > from ? run : void 0;
	return belongs$1(codeAt(text, run + 1), classes.path) ? segmentsEnd(text, run) : run + 1;
}
function segmentsEnd(text, slash) {
	const end = wholeSegmentsEnd(text, slash);
	return codeAt(text, end) === code.slash ? end + 1 : end;
}
function wholeSegmentsEnd(text, slash) {
	let at = slash;
	while (codeAt(text, at) === code.slash && belongs$1(codeAt(text, at + 1), classes.path)) at = skipWhile(text, at + 1, classes.path);
	return at;
}
function searchPathEnd(text, from) {
	if (codeAt(text, from) !== code.less) return void 0;
	const first = skipWhile(text, from + 1, classes.path);
	if (first === from + 1) return void 0;
	const end = wholeSegmentsEnd(text, first);
	return codeAt(text, end) === code.greater ? end + 1 : void 0;
}
function uriEnd(text, run) {
	if (codeAt(text, run) !== code.colon || !belongs$1(codeAt(text, run + 1), classes.uri)) return void 0;
	return skipWhile(text, run + 1, classes.uri);
}
function indentedOpeningEnd(text, from) {
	let end = from + 2;
	while (codeAt(text, end) === code.space) end++;
	return codeAt(text, end) === code.newline ? end + 1 : from + 2;
}
function quotedTextEnd(text, from) {
	let at = from;
	while (at < text.length) {
		const char = codeAt(text, at);
		const next = codeAt(text, at + 1);
		if (char === code.quote || char === code.dollar && next === code.open) return at;
		const binds = char === code.backslash || char === code.dollar && next !== code.quote && next !== code.backslash;
		at += binds ? 2 : 1;
	}
	return text.length;
}
function indentedTextEnd(text, from) {
	let at = from;
	while (at < text.length) {
		const length = indentedTextLength(text, at) || indentedEscapeLength(text, at);
		if (length === 0) return at;
		at += length;
	}
	return text.length;
}
function punctuationAt(text, at) {
	const char = text.charAt(at);
	const next = text.charAt(at + 1);
	switch (char) {
		case "(":
		case ")":
		case "[":
		case "]":
		case ";":
		case ":":
		case ",":
		case "@":
		case "?":
		case "*": return char;
		case ".": return text.startsWith("...", at) ? "..." : ".";
		case "=": return next === "=" ? "==" : "=";
		case "!": return next === "=" ? "!=" : "!";
		case "<": return next === "=" ? "<=" : "<";
		case ">": return next === "=" ? ">=" : ">";
		case "-": return next === ">" ? "->" : "-";
		case "+": return next === "+" ? "++" : "+";
		case "/": return next === "/" ? "//" : "/";
		case "&": return next === "&" ? "&&" : void 0;
		case "|": return next === "|" ? "||" : void 0;
		default: return;
	}
}

// src/nix/parse/lexer.ts
function lex(text) {
	return new Lexer(text).run();
}
const keywords = /* @__PURE__ */ new Set([
	"if",
	"then",
	"else",
	"assert",
	"with",
	"let",
	"in",
	"rec",
	"inherit",
	"or"
]);
const longestKeyword = 7;
function isKeyword(word) {
	return keywords.has(word);
}
function isNixName(text) {
	return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(text) && !isKeyword(text);
}
var Lexer = class {
	text;
	tokens = [];
	lexemes = [];
	outer = [];
	mode = "file";
	pathRun = new Run(classes.path);
	schemeRun = new Run(classes.uriScheme);
	at = 0;
	failure;
	constructor(text) {
		this.text = text;
	}
	run() {
		while (this.at < this.text.length && this.failure === void 0) if (this.mode === "quoted") this.quoted();
		else if (this.mode === "indented") this.indented();
		else if (this.mode === "path") this.path();
		else if (this.char === code.nul) return this.end(this.at);
		else this.code();
		if (this.mode === "path" && this.failure === void 0) this.path();
		return this.end(this.tokens.at(-1)?.from ?? 0);
	}
	end(from) {
		const { text, tokens, lexemes, failure, at } = this;
		if (failure !== void 0) lexemes.push({
			kind: "unread",
			symbol: "failure",
			from: at,
			to: at
		});
		else {
			if (at < text.length) tokens.push({
				kind: "unread",
				from: at,
				to: text.length
			});
			lexemes.push({
				kind: "unread",
				symbol: "end",
				from,
				to: text.length
			});
		}
		return {
			tokens,
			lexemes,
			failure
		};
	}
	code() {
		const { text, at, char } = this;
		if (belongs$1(char, classes.whitespace)) this.skip("whitespace", skipWhile(text, at, classes.whitespace));
		else if (char === code.hash) this.skip("comment", lineEnd(text, at));
		else if (char === code.slash && codeAt(text, at + 1) === code.star) this.blockComment();
		else if (!this.pathStart() && !this.word() && !this.opening() && !this.closing()) this.fixed();
	}
	blockComment() {
		const end = this.text.indexOf("*/", this.at + 2);
		if (end < 0) this.failure = "a comment that starts here is not closed";
		else this.skip("comment", end + 2);
	}
	pathStart() {
		const { text, at } = this;
		const path = pathStartEnd(text, this.pathRun.endFrom(text, at));
		const home = path === void 0 ? homePathStartEnd(text, at) : void 0;
		if (path !== void 0) this.push("path", "path", path);
		else if (home !== void 0) this.push("home-path", "home-path", home);
		else return false;
		this.enter("path");
		return true;
	}
	path() {
		if (this.interpolation()) return;
		const end = pathTextEnd(this.text, this.at);
		if (end !== void 0) this.push("text", "text", end);
		else if (codeAt(this.text, this.at - 1) === code.slash) this.failure = "path has a trailing slash";
		else this.leave();
	}
	word() {
		const { text, at, char } = this;
		if (belongs$1(char, classes.digit) || char === code.dot) return this.number();
		if (!belongs$1(char, classes.identifierStart)) return false;
		const uri = belongs$1(char, classes.letter) ? uriEnd(text, this.schemeRun.endFrom(text, at)) : void 0;
		if (uri !== void 0) this.push("uri", "uri", uri);
		else {
			const end = skipWhile(text, at + 1, classes.identifier);
			const word = end - at <= longestKeyword ? text.slice(at, end) : "";
			if (isKeyword(word)) this.push("keyword", word, end);
			else this.push("identifier", "identifier", end);
		}
		return true;
	}
	number() {
		const { text, at } = this;
		const number = numberAt(text, at);
		if (number === void 0) return false;
		if (number.valid) this.push(number.kind, number.kind, number.to);
		else this.failure = `invalid ${number.kind === "int" ? "integer" : "float"} '${text.slice(at, number.to)}'`;
		return true;
	}
	opening() {
		const { text, at, char } = this;
		if (char === code.quote) {
			this.push("quote", "\"", at + 1);
			this.enter("quoted");
		} else if (char === code.apostrophe && codeAt(text, at + 1) === code.apostrophe) {
			this.push("quote", "''", indentedOpeningEnd(text, at));
			this.enter("indented");
		} else if (char === code.open) {
			this.push("punctuation", "{", at + 1);
			this.enter("braces");
		} else return this.interpolation();
		return true;
	}
	interpolation() {
		if (!startsInterpolation(this.text, this.at)) return false;
		this.push("interpolation", "${", this.at + 2);
		this.enter("interpolation");
		return true;
	}
	closing() {
		if (this.char !== code.close) return false;
		this.push(this.mode === "interpolation" ? "interpolation" : "punctuation", "}", this.at + 1);
		this.leave();
		return true;
	}
	fixed() {
		const { text, at } = this;
		const searchPath = searchPathEnd(text, at);
		const symbol = punctuationAt(text, at);
		if (searchPath !== void 0) this.push("search-path", "search-path", searchPath);
		else if (symbol !== void 0) this.push("punctuation", symbol, at + symbol.length);
		else this.failure = `unexpected character ${nameOf$1(text.charAt(at))}`;
	}
	quoted() {
		if (this.char === code.quote) {
			this.push("quote", "\"", this.at + 1);
			this.leave();
		} else if (!this.interpolation()) this.push("text", "text", quotedTextEnd(this.text, this.at));
	}
	indented() {
		if (this.interpolation()) return;
		const end = indentedTextEnd(this.text, this.at);
		if (end > this.at) this.push("text", "text", end);
		else {
			this.push("quote", "''", this.at + 2);
			this.leave();
		}
	}
	get char() {
		return codeAt(this.text, this.at);
	}
	skip(kind, to) {
		this.tokens.push({
			kind,
			from: this.at,
			to
		});
		this.at = to;
	}
	push(kind, symbol, to) {
		const lexeme = {
			kind,
			symbol,
			from: this.at,
			to
		};
		this.tokens.push(lexeme);
		this.lexemes.push(lexeme);
		this.at = to;
	}
	enter(mode) {
		this.outer.push(this.mode);
		this.mode = mode;
	}
	leave() {
		this.mode = this.outer.pop() ?? "file";
	}
};
function nameOf$1(char) {
	return char > " " && char < "" ? `'${char}'` : `0x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

// src/nix/parse/parsing.ts
const level = {
	expression: 0,
	implication: 1,
	or: 2,
	and: 3,
	equality: 4,
	comparison: 5,
	update: 6,
	not: 7,
	sum: 8,
	product: 9,
	concatenation: 10,
	has: 11,
	negation: 12,
	application: 13,
	select: 14,
	simple: 15
};
const deepest = 1e4;
var Parsing = class {
	text;
	definitions = /* @__PURE__ */ new Map();
	token;
	reached = level.expression;
	tokens;
	lexemes;
	failure;
	waiting = [];
	at = 0;
	constructor(text) {
		const { tokens, lexemes, failure } = lex(text);
		this.text = text;
		this.tokens = tokens;
		this.lexemes = lexemes;
		this.failure = failure;
		this.token = this.peek(0);
	}
	tree(root) {
		return {
			text: this.text,
			tokens: this.tokens,
			root
		};
	}
	peek(ahead) {
		const lexeme = this.lexemes[this.at + ahead] ?? this.lexemes.at(-1);
		if (lexeme === void 0) throw new RangeError("a list of tokens ends with its end");
		return lexeme;
	}
	next() {
		const { token } = this;
		this.at++;
		this.token = this.peek(0);
		return token;
	}
	nextIs(symbol) {
		return this.token.symbol === symbol;
	}
	skip(symbol) {
		return this.token.symbol === symbol ? this.next() : void 0;
	}
	expect(symbol) {
		return this.skip(symbol) ?? this.unexpected(symbol === "identifier" ? "a name" : `'${symbol}'`);
	}
	expectClosing(symbol, opening) {
		return this.skip(symbol) ?? this.unexpected(`'${symbol}' for the bracket at ${this.place(opening)}`);
	}
	textOf(token) {
		return this.text.slice(token.from, token.to);
	}
	unexpected(expected) {
		const { symbol, from } = this.token;
		if (symbol === "failure") this.fail(this.failure ?? "not Nix", from);
		const found = symbol === "end" ? "end of file" : `'${this.textOf(this.token)}'`;
		return this.fail(`unexpected ${found}${expected === void 0 ? "" : `, expected ${expected}`}`, from);
	}
	fail(message, offset) {
		throw new NixSyntaxError(message, this.text, offset);
	}
	place(offset) {
		const { line, column } = positionOf(this.text, offset);
		return `${line}:${column}`;
	}
	wait(wants, then) {
		if (this.waiting.length >= deepest) this.fail(`nested more than ${deepest} deep`, this.token.from);
		this.waiting.push({
			wants,
			then
		});
	}
	get wants() {
		return this.waiting.at(-1)?.wants ?? level.expression;
	}
	resume() {
		return this.waiting.pop()?.then;
	}
	finish(reached, expression) {
		this.reached = reached;
		return expression;
	}
};

// src/nix/parse/functions.ts
function startsFunction(p) {
	const second = p.peek(1).symbol;
	if (p.nextIs("identifier")) return second === ":" || second === "@";
	if (!p.nextIs("{")) return false;
	const third = p.peek(2).symbol;
	if (second === "}") return third === ":" || third === "@";
	return second === "..." || second === "identifier" && (third === "," || third === "?" || third === "}");
}
function lambda(p) {
	const { from } = p.token;
	const before = p.skip("identifier");
	const argument = before && p.textOf(before);
	if (before !== void 0 && !p.skip("@")) return body(p, from, argument, void 0);
	return formals(p, (pattern) => {
		if (before !== void 0 || !p.skip("@")) return body(p, from, argument, pattern);
		return body(p, from, p.textOf(p.expect("identifier")), pattern);
	});
}
function body(p, from, argument, formals) {
	p.expect(":");
	return p.wait(level.expression, (body) => {
		if (formals !== void 0) refuseDuplicates(p, formals, argument);
		return p.finish(level.expression, {
			kind: "lambda",
			argument,
			formals,
			body,
			from,
			to: body.to
		});
	});
}
function refuseDuplicates(p, { entries }, argument) {
	const names = /* @__PURE__ */ new Set([argument]);
	for (const { name, from } of entries) {
		if (names.has(name)) p.fail(`duplicate formal function argument '${name}'`, from);
		names.add(name);
	}
}
function formals(p, then) {
	const { from } = p.expect("{");
	const entries = [];
	const add = (name, byDefault) => {
		const to = byDefault?.to ?? name.to;
		entries.push({
			name: p.textOf({
				kind: "identifier",
				...name
			}),
			default: byDefault,
			from: name.from,
			to
		});
	};
	const close = (ellipsis) => {
		const { to } = p.expectClosing("}", from);
		return then({
			ellipsis,
			entries,
			from,
			to
		});
	};
	const read = () => {
		for (;;) {
			if (p.skip("...")) return close(true);
			const name = p.skip("identifier");
			if (name === void 0) return close(false);
			if (p.skip("?")) return p.wait(level.expression, (byDefault) => {
				add(name, byDefault);
				return p.skip(",") ? read() : close(false);
			});
			add(name, void 0);
			if (!p.skip(",")) return close(false);
		}
	};
	return read();
}

// src/nix/parse/text.ts
function interpolation(p, then) {
	const { from } = p.next();
	return p.wait(level.expression, (expression) => then({
		kind: "interpolation",
		expression,
		from,
		to: p.expectClosing("}", from).to
	}));
}
function string(p, then) {
	const opening = p.next();
	const parts = [];
	const read = () => {
		for (;;) if (p.nextIs("text")) parts.push(p.next());
		else if (p.nextIs("${")) return interpolation(p, readOn);
		else if (p.nextIs(opening.symbol)) {
			const { to } = p.next();
			return opening.symbol === "\"" ? {
				kind: "string",
				style: "quoted",
				parts: quotedParts(p, parts),
				from: opening.from,
				to
			} : {
				kind: "string",
				style: "indented",
				parts: indentedParts(p, parts),
				from: opening.from,
				to
			};
		} else p.unexpected(`the end of the string that starts at ${p.place(opening.from)}`);
	};
	const readOn = (part) => {
		parts.push(part);
		const finished = read();
		return finished && then(finished);
	};
	return read();
}
function textPart(p, { from, to }, value) {
	return {
		kind: "text",
		value,
		verbatim: value === p.text.slice(from, to),
		from,
		to
	};
}
function quotedParts(p, parts) {
	return parts.map((part) => "expression" in part ? part : textPart(p, part, unescapeQuoted(p.textOf(part))));
}
function indentedParts(p, parts) {
	const values = stripIndentation(parts.map((part) => "expression" in part ? void 0 : indentedPieces(p.textOf(part))));
	return parts.map((part, i) => "expression" in part ? part : textPart(p, part, values[i] ?? ""));
}
function path(p, then) {
	const start = p.next();
	const parts = [textPart(p, start, p.textOf(start))];
	let to = start.to;
	const read = () => {
		while (p.nextIs("text") && p.token.from === to) {
			const text = p.next();
			to = text.to;
			appendText(p, parts, text);
		}
		if (p.nextIs("${") && p.token.from === to) return interpolation(p, readOn);
		if (parts.length === 1 && to > start.to) p.fail("path has an empty segment", start.from);
		return {
			kind: "path",
			parts,
			from: start.from,
			to
		};
	};
	const readOn = (part) => {
		parts.push(part);
		to = part.to;
		const finished = read();
		return finished && then(finished);
	};
	return read();
}
function appendText(p, parts, text) {
	const last = parts.at(-1);
	if (last?.kind !== "text") parts.push(textPart(p, text, p.textOf(text)));
	else parts[parts.length - 1] = {
		...last,
		value: last.value + p.textOf(text),
		to: text.to
	};
}
function attributePath$1(p, then) {
	const names = [];
	const read = () => {
		do {
			const name = attribute$1(p, readOn);
			if (name === void 0) return void 0;
			names.push(name);
		} while (p.skip("."));
		return names;
	};
	const readOn = (name) => {
		names.push(name);
		const finished = p.skip(".") ? read() : names;
		return finished && then(finished);
	};
	return read();
}
function startsAttribute(p) {
	const { symbol } = p.token;
	return symbol === "identifier" || symbol === "\"" || symbol === "${" || symbol === "or";
}
function attribute$1(p, then) {
	const { symbol, from } = p.token;
	if (symbol === "identifier" || symbol === "or") {
		const token = p.next();
		return {
			kind: "name",
			name: p.textOf(token),
			expression: void 0,
			from,
			to: token.to
		};
	}
	if (symbol === "\"") {
		const finished = string(p, (expression) => then(nameOf(p, expression, expression.from, expression.to)));
		return finished && nameOf(p, finished, finished.from, finished.to);
	}
	if (symbol === "${") return interpolation(p, ({ expression, to }) => then(nameOf(p, expression, from, to)));
	return p.unexpected("a name");
}
function nameOf(p, expression, from, to) {
	const name = constantString(p, expression);
	return {
		kind: "name",
		name,
		expression: name === void 0 ? expression : void 0,
		from,
		to
	};
}
function constantString(p, expression) {
	let inner = expression;
	for (let within = wrapped(inner); within !== void 0; within = wrapped(inner)) inner = within;
	if (inner.kind === "uri") return inner.value;
	if (inner.kind !== "string") return void 0;
	const [part] = inner.parts;
	if (part === void 0) return "";
	if (inner.parts.length > 1 || part.kind !== "text") return void 0;
	if (inner.style === "indented" && indentedPieces(p.textOf(part)).length > 1) return void 0;
	return part.value;
}
function wrapped(expression) {
	if (expression.kind === "parenthesised") return expression.inner;
	if (expression.kind !== "string" || expression.style !== "indented" || expression.parts.length !== 1) return void 0;
	const [part] = expression.parts;
	return part?.kind === "interpolation" ? part.expression : void 0;
}

// src/nix/parse/operators.ts
const binaryOperators = {
	"->": {
		level: level.implication,
		associates: "right"
	},
	"||": {
		level: level.or,
		associates: "left"
	},
	"&&": {
		level: level.and,
		associates: "left"
	},
	"==": {
		level: level.equality,
		associates: "not"
	},
	"!=": {
		level: level.equality,
		associates: "not"
	},
	"<": {
		level: level.comparison,
		associates: "not"
	},
	"<=": {
		level: level.comparison,
		associates: "not"
	},
	">": {
		level: level.comparison,
		associates: "not"
	},
	">=": {
		level: level.comparison,
		associates: "not"
	},
	"//": {
		level: level.update,
		associates: "right"
	},
	"+": {
		level: level.sum,
		associates: "left"
	},
	"-": {
		level: level.sum,
		associates: "left"
	},
	"*": {
		level: level.product,
		associates: "left"
	},
	"/": {
		level: level.product,
		associates: "left"
	},
	"++": {
		level: level.concatenation,
		associates: "right"
	}
};
function isBinaryOperator(symbol) {
	return Object.hasOwn(binaryOperators, symbol);
}
const startsOfSimple = /* @__PURE__ */ new Set([
	"identifier",
	"int",
	"float",
	"uri",
	"path",
	"home-path",
	"search-path",
	"\"",
	"''",
	"(",
	"[",
	"{",
	"rec",
	"let"
]);
function startsSimple(p) {
	return startsOfSimple.has(p.token.symbol);
}
function unary(p) {
	const { symbol, from } = p.next();
	const operator = symbol === "!" ? "!" : "-";
	const reached = operator === "!" ? level.not : level.negation;
	return p.wait(tighter(reached), (operand) => p.finish(reached, {
		kind: "unary",
		operator,
		operand,
		from,
		to: operand.to
	}));
}
function tighter(than) {
	return than + 1;
}
function extend(p, expression) {
	let left = expression;
	if (p.reached === level.simple) left = select(p, left);
	if (left === void 0 || p.wants >= level.select) return left;
	if (p.reached >= level.application && startsSimple(p)) return apply(p, left);
	while (p.nextIs("?") && p.wants <= level.has) {
		left = hasAttribute(p, left);
		if (left === void 0) return void 0;
	}
	return binary$1(p, left);
}
function select(p, subject) {
	const { from } = subject;
	const or = p.skip("or");
	if (or !== void 0) {
		const argument = {
			kind: "variable",
			name: "or",
			from: or.from,
			to: or.to
		};
		return p.finish(level.select, {
			kind: "apply",
			function: subject,
			argument,
			from,
			to: or.to
		});
	}
	if (!p.skip(".")) return subject;
	const readDefault = (path) => {
		const to = path.at(-1)?.to ?? subject.to;
		if (!p.skip("or")) return p.finish(level.select, {
			kind: "select",
			subject,
			path,
			default: void 0,
			from,
			to
		});
		return p.wait(level.select, (byDefault) => p.finish(level.select, {
			kind: "select",
			subject,
			path,
			default: byDefault,
			from,
			to: byDefault.to
		}));
	};
	const path = attributePath$1(p, readDefault);
	return path && readDefault(path);
}
function apply(p, callee) {
	return p.wait(level.select, (argument) => p.finish(level.application, {
		kind: "apply",
		function: callee,
		argument,
		from: callee.from,
		to: argument.to
	}));
}
function hasAttribute(p, subject) {
	p.expect("?");
	const finish = (path) => p.finish(level.has, {
		kind: "has",
		subject,
		path,
		from: subject.from,
		to: path.at(-1)?.to ?? subject.to
	});
	const path = attributePath$1(p, finish);
	return path && finish(path);
}
function binary$1(p, left) {
	const { symbol } = p.token;
	if (!isBinaryOperator(symbol)) return left;
	const operator = binaryOperators[symbol];
	if (operator.level < p.wants) return left;
	if (operator.associates === "not" && p.reached === operator.level) p.fail(`'${symbol}' does not associate: one side needs parentheses`, p.token.from);
	p.next();
	const wanted = operator.associates === "right" ? operator.level : tighter(operator.level);
	return p.wait(wanted, (right) => p.finish(operator.level, {
		kind: "binary",
		operator: symbol,
		left,
		right,
		from: left.from,
		to: right.to
	}));
}

// src/nix/parse/definitions.ts
function define(set, path, from, nested) {
	let into = set;
	for (const [depth, { name }] of path.entries()) {
		const isLast = depth === path.length - 1;
		const known = name === void 0 ? void 0 : into.get(name);
		if (known === void 0) {
			const definition = {
				from,
				nested: isLast ? nested : /* @__PURE__ */ new Map()
			};
			if (name !== void 0) into.set(name, definition);
			if (definition.nested !== void 0) into = definition.nested;
			continue;
		}
		if (known.nested === void 0 || isLast && nested === void 0) return {
			name: path.map((part) => part.name ?? "${...}").join("."),
			from,
			first: known.from
		};
		if (isLast && nested !== void 0) return merge(known.nested, nested);
		into = known.nested;
	}
}
function merge(into, added) {
	for (const [name, definition] of added) {
		const known = into.get(name);
		if (known !== void 0) return {
			name,
			from: definition.from,
			first: known.from
		};
		into.set(name, definition);
	}
}

// src/nix/parse/sets.ts
function attributeSet(p, form) {
	const { from } = form === "plain" ? p.token : p.next();
	const opening = p.expect("{");
	const open = {
		bindings: [],
		definitions: /* @__PURE__ */ new Map(),
		close: () => {
			const set = {
				kind: "set",
				form,
				bindings: open.bindings,
				from,
				to: p.expectClosing("}", opening.from).to
			};
			p.definitions.set(set, open.definitions);
			return p.finish(level.simple, set);
		}
	};
	return bindings(p, open);
}
function letIn(p) {
	const { from } = p.next();
	const open = {
		bindings: [],
		definitions: /* @__PURE__ */ new Map(),
		close: () => {
			p.expect("in");
			return p.wait(level.expression, (body) => {
				refuseDynamicNames(p, open.bindings);
				return p.finish(level.expression, {
					kind: "let",
					bindings: open.bindings,
					body,
					from,
					to: body.to
				});
			});
		}
	};
	return bindings(p, open);
}
function refuseDynamicNames(p, bindings) {
	for (const binding of bindings) {
		const first = binding.kind === "binding" ? binding.path[0] : void 0;
		if (first?.expression !== void 0) p.fail("dynamic attributes not allowed in let", first.from);
	}
}
function bindings(p, open) {
	while (p.nextIs("inherit")) if (!inherit(p, open)) return void 0;
	return startsAttribute(p) ? binding(p, open) : open.close();
}
function binding(p, open) {
	const { from } = p.token;
	const readValue = (path) => {
		p.expect("=");
		return p.wait(level.expression, (value) => {
			const { to } = p.expect(";");
			open.bindings.push({
				kind: "binding",
				path,
				value,
				from,
				to
			});
			refuse(p, define(open.definitions, path, from, definitionsOf(p, value)));
			return bindings(p, open);
		});
	};
	const path = attributePath$1(p, readValue);
	return path && readValue(path);
}
function definitionsOf(p, value) {
	let inner = value;
	while (inner.kind === "parenthesised") inner = inner.inner;
	return inner.kind === "set" && inner.form !== "legacy-let" ? p.definitions.get(inner) : void 0;
}
function inherit(p, open) {
	const { from } = p.next();
	const names = [];
	const readNames = (source) => {
		const add = (name) => {
			if (name.name === void 0) p.fail("dynamic attributes not allowed in inherit", name.from);
			names.push(name);
		};
		while (startsAttribute(p)) {
			const name = attribute$1(p, (late) => {
				add(late);
				return readNames(source) ? bindings(p, open) : void 0;
			});
			if (name === void 0) return false;
			add(name);
		}
		const { to } = p.expect(";");
		open.bindings.push({
			kind: "inherit",
			source,
			names,
			from,
			to
		});
		for (const name of names) refuse(p, define(open.definitions, [name], name.from, void 0));
		return true;
	};
	const opening = p.skip("(");
	if (opening === void 0) return readNames(void 0);
	p.wait(level.expression, (source) => {
		p.expectClosing(")", opening.from);
		return readNames(source) ? bindings(p, open) : void 0;
	});
	return false;
}
function refuse(p, duplicate) {
	if (duplicate === void 0) return;
	p.fail(`attribute '${duplicate.name}' already defined at ${p.place(duplicate.first)}`, duplicate.from);
}

// src/nix/parse/begin.ts
function begin(p) {
	if (p.wants === level.expression && startsLoose(p)) return loose(p);
	if (p.wants <= level.application && (p.nextIs("-") || p.nextIs("!"))) return unary(p);
	return simple(p);
}
function startsLoose(p) {
	switch (p.token.symbol) {
		case "assert":
		case "with":
		case "if": return true;
		case "let": return p.peek(1).symbol !== "{";
		default: return startsFunction(p);
	}
}
function loose(p) {
	switch (p.token.symbol) {
		case "assert": return assertion(p);
		case "with": return withScope(p);
		case "if": return conditional(p);
		case "let": return letIn(p);
		default: return lambda(p);
	}
}
function assertion(p) {
	const { from } = p.next();
	return p.wait(level.expression, (condition) => {
		p.expect(";");
		return p.wait(level.expression, (body) => p.finish(level.expression, {
			kind: "assert",
			condition,
			body,
			from,
			to: body.to
		}));
	});
}
function withScope(p) {
	const { from } = p.next();
	return p.wait(level.expression, (namespace) => {
		p.expect(";");
		return p.wait(level.expression, (body) => p.finish(level.expression, {
			kind: "with",
			namespace,
			body,
			from,
			to: body.to
		}));
	});
}
function conditional(p) {
	const { from } = p.next();
	return p.wait(level.expression, (condition) => {
		p.expect("then");
		return p.wait(level.expression, (consequent) => {
			p.expect("else");
			return p.wait(level.expression, (alternative) => p.finish(level.expression, {
				kind: "if",
				condition,
				consequent,
				alternative,
				from,
				to: alternative.to
			}));
		});
	});
}
function simple(p) {
	const { symbol } = p.token;
	switch (symbol) {
		case "identifier": {
			const token = p.next();
			return finished(p, {
				kind: "variable",
				name: p.textOf(token),
				from: token.from,
				to: token.to
			});
		}
		case "int":
		case "float":
		case "uri":
		case "search-path": return literal(p, symbol);
		case "\"":
		case "''": return finished(p, string(p, (late) => finished(p, late)));
		case "path":
		case "home-path": return finished(p, path(p, (late) => finished(p, late)));
		case "(": return parenthesised(p);
		case "[": return list(p);
		case "{": return attributeSet(p, "plain");
		case "rec": return attributeSet(p, "rec");
		case "let": return attributeSet(p, "legacy-let");
		default: return p.unexpected("an expression");
	}
}
function finished(p, expression) {
	return expression && p.finish(level.simple, expression);
}
function literal(p, kind) {
	const token = p.next();
	return finished(p, {
		kind,
		value: p.textOf(token),
		from: token.from,
		to: token.to
	});
}
function parenthesised(p) {
	const { from } = p.next();
	return p.wait(level.expression, (inner) => finished(p, {
		kind: "parenthesised",
		inner,
		from,
		to: p.expectClosing(")", from).to
	}));
}
function list(p) {
	const { from } = p.next();
	const items = [];
	const readItem = () => {
		if (startsSimple(p)) return p.wait(level.select, add);
		return finished(p, {
			kind: "list",
			items,
			from,
			to: p.expectClosing("]", from).to
		});
	};
	const add = (item) => {
		items.push(item);
		return readItem();
	};
	return readItem();
}

// src/nix/parser.ts
function parseNix(text) {
	const p = new Parsing(text);
	for (;;) {
		let expression = begin(p);
		while (expression !== void 0) {
			expression = extend(p, expression);
			if (expression === void 0) break;
			const then = p.resume();
			if (then === void 0) {
				if (!p.nextIs("end")) p.unexpected("end of file");
				return p.tree(expression);
			}
			expression = then(expression);
		}
	}
}

// src/flox/discover.ts
const root = ".flox/pkgs";
function discoverPackages(paths, links = []) {
	const linked = links.filter((path) => path.endsWith(".nix") || mayBeFolderOfPackages(path));
	const top = folderOf([...paths, ...linked.filter((path) => path.endsWith("/default.nix"))]);
	const refusals = linked.map((file) => ({
		file,
		line: 1,
		reason: linkReason
	}));
	if (top.files.has("default.nix")) return {
		packages: [],
		refusals: [{
			file: `${root}/default.nix`,
			line: 1,
			reason: "a default.nix at the top of .flox/pkgs hides every package"
		}]
	};
	const packages = packagesIn(top, [], refusals).filter(({ file }) => !linked.includes(file));
	packages.sort((a, b) => a.attribute < b.attribute ? -1 : 1);
	return {
		packages,
		refusals
	};
}
const linkReason = "it is a symbolic link, which is not followed: what it leads to stays as it is";
const flakeReason = "Flox does not see it: it passes over every file whose name ends in flake.nix; rename it, or use a folder";
function mayBeFolderOfPackages(path) {
	return path.startsWith(`${root}/`) && !(path.split("/").at(-1) ?? "").includes(".");
}
function attributePath(attribute) {
	return (attribute.match(/"[^"]*"|[^."]+/g) ?? []).map((name) => name.replaceAll("\"", ""));
}
function folderOf(paths) {
	const top = {
		path: root,
		files: /* @__PURE__ */ new Set(),
		folders: /* @__PURE__ */ new Map()
	};
	for (const path of paths) {
		if (!path.startsWith(`${root}/`)) continue;
		const steps = path.slice(11).split("/");
		const file = steps.pop() ?? "";
		let folder = top;
		for (const step of steps) {
			const next = folder.folders.get(step) ?? {
				path: `${folder.path}/${step}`,
				files: /* @__PURE__ */ new Set(),
				folders: /* @__PURE__ */ new Map()
			};
			folder.folders.set(step, next);
			folder = next;
		}
		folder.files.add(file);
	}
	return top;
}
function packagesIn(folder, above, refusals) {
	const packages = [];
	const taken = /* @__PURE__ */ new Set();
	for (const [name, inner] of folder.folders) {
		const found = inner.files.has("default.nix") ? [{
			attribute: attribute([...above, name]),
			file: `${inner.path}/default.nix`
		}] : packagesIn(inner, [...above, name], refusals);
		if (found.length > 0) taken.add(name);
		if (found.length > 0 && !inner.files.has("default.nix") && isInterpreter(name)) {
			const reason = `the folder ${name} would extend ${name}, which is no package set: Flox cannot evaluate any package`;
			refusals.push({
				file: found[0]?.file ?? inner.path,
				line: 1,
				reason
			});
		}
		packages.push(...found);
	}
	for (const file of folder.files) {
		if (!file.endsWith(".nix") || file === "flake.nix" || file === ".nix") continue;
		const name = file.slice(0, -4);
		const path = `${folder.path}/${file}`;
		if (file.endsWith("flake.nix")) refusals.push({
			file: path,
			line: 1,
			reason: flakeReason
		});
		else if (!taken.has(name)) packages.push({
			attribute: attribute([...above, name]),
			file: path
		});
		else refusals.push({
			file: path,
			line: 1,
			reason: besideFolder(name, folder)
		});
	}
	return packages;
}
function besideFolder(name, { folders }) {
	if (folders.get(name)?.files.has("default.nix") !== true) return `Flox does not see it: the folder ${name}/ beside it wins`;
	return `which of it and ${name}/default.nix wins depends on Flox's version; here the folder does: keep one of them`;
}
function attribute(path) {
	return path.map((name) => name.includes(".") ? `"${name}"` : name).join(".");
}
function isInterpreter(name) {
	return /^(python|pypy)[0-9]*$/.test(name);
}

// src/nix/evaluate/python-sets.ts
const setNames = /^python3([0-9]*)Packages$/;
const interpreterNames = /^python3([0-9]*)(?:Full|Minimal|FreeThreading)?$/;
function pythonSetIn(path) {
	let found;
	for (const [index, name] of path.entries()) {
		const minor = setNames.exec(name)?.[1] ?? interpreterNames.exec(path[index + 1] === "pkgs" ? name : "")?.[1];
		if (minor !== void 0) found = {
			length: setNames.test(name) ? index + 1 : index + 2,
			python: minor === "" ? void 0 : [3, Number(minor)]
		};
		else if (found !== void 0 && name === "python" && path[index + 1] === "pkgs" && index === found.length) found = {
			...found,
			length: index + 2
		};
	}
	return found;
}
function isPythonSet(path) {
	return path !== void 0 && pythonSetIn(path)?.length === path.length;
}
function pythonOf(path) {
	return path && pythonSetIn(path)?.python;
}

// src/nix/evaluate/environment.ts
function fileEnvironment(file) {
	return {
		file,
		parent: void 0,
		names: void 0,
		namespace: void 0,
		call: void 0
	};
}
function withNames(parent, names, call) {
	return {
		file: parent.file,
		parent,
		names,
		namespace: void 0,
		call
	};
}
function withNamespace(parent, namespace) {
	return {
		file: parent.file,
		parent,
		names: void 0,
		namespace,
		call: void 0
	};
}
function lexical(environment, name) {
	for (let at = environment; at !== void 0; at = at.parent) {
		const found = at.names?.get(name);
		if (found !== void 0) return found;
	}
}
function namespaces(environment) {
	const found = [];
	for (let at = environment; at !== void 0; at = at.parent) if (at.namespace !== void 0) found.push(at.namespace);
	return found;
}

// src/nix/reading/directory.ts
function sourceDirectory(node) {
	const src = argument(node.derivation, "src");
	const base = src === void 0 ? void 0 : fromSource(src);
	const root = argument(node.derivation, "sourceRoot");
	if (root?.kind !== "string") return base;
	const below = belowTop(root.parts);
	if (below === void 0) return void 0;
	return base === void 0 ? below : [base, below].filter((path) => path !== "").join("/");
}
const opaque = "\0";
function belowTop(parts) {
	const text = parts.map((part) => part.kind === "literal" || part.kind === "derived" ? part.text : "\0").join("");
	const slash = text.indexOf("/");
	return slash < 0 ? "" : clean(text.slice(slash + 1));
}
function clean(path) {
	if (path.includes("\0")) return void 0;
	const steps = path.split("/").filter((step) => step !== "" && step !== ".");
	return steps.includes("..") ? void 0 : steps.join("/");
}
function fromSource(src) {
	if (src.kind === "string") return single(afterReferences(src, false));
	if (src.kind !== "set" || src.derivation === void 0 || src.derivation.maker === "fetcher") return void 0;
	return single(scriptsOf(src.derivation));
}
function scriptsOf(derivation) {
	return [...derivation.arguments.attributes.values(), ...derivation.inputs].map((thunk) => thunk.force()).flatMap((value) => value.kind === "string" ? afterReferences(value, true) : []);
}
function single(paths) {
	const [path, ...others] = new Set(paths);
	return others.length === 0 ? path : void 0;
}
function afterReferences(value, script) {
	const found = [];
	for (const [index, part] of value.parts.entries()) {
		if (part.kind !== "reference" || part.to.kind !== "set") continue;
		const next = value.parts[index + 1];
		if (next === void 0) {
			if (!script) found.push("");
			continue;
		}
		if (next.kind !== "literal" && next.kind !== "derived") continue;
		const word = script ? /^\/[^\s"';&|)$`*]*/.exec(next.text)?.[0] ?? "" : next.text;
		const ended = word.length < next.text.length || index + 2 >= value.parts.length;
		found.push(ended ? clean(word) : void 0);
	}
	return found;
}

// src/nix/evaluate/bindings.ts
function attributesOf(evaluator, bindings, environment, recursive) {
	const attributes = /* @__PURE__ */ new Map();
	const variables = hasDynamicName(bindings) ? /* @__PURE__ */ new Map() : attributes;
	const inner = recursive ? withNames(environment, variables) : environment;
	const entries = [];
	for (const binding of bindings) {
		if (binding.kind === "binding") {
			entries.push({
				path: binding.path,
				value: binding.value
			});
			continue;
		}
		const source = binding.source === void 0 ? void 0 : evaluator.delay(binding.source, inner);
		for (const inherited of binding.names) {
			const { name, from } = inherited;
			if (name === void 0) continue;
			const compute = source === void 0 ? () => evaluator.variable(name, environment) : () => evaluator.select(source.force(), name);
			const written = {
				expression: inheritedAs(inherited, name, binding),
				environment: source ? inner : environment
			};
			attributes.set(name, new Thunk(compute, {
				file: environment.file,
				from
			}, written));
		}
	}
	const rest = addEntries(evaluator, entries, inner, attributes);
	if (variables !== attributes) for (const name of staticNames(bindings)) variables.set(name, attributes.get(name) ?? Thunk.of(unknown()));
	return set(attributes, { rest });
}
function inheritedAs(inherited, name, { source }) {
	const { from, to } = inherited;
	return source === void 0 ? {
		kind: "variable",
		name,
		from,
		to
	} : {
		kind: "select",
		subject: source,
		path: [inherited],
		default: void 0,
		from,
		to
	};
}
function hasDynamicName(bindings) {
	return bindings.some((binding) => binding.kind === "binding" && binding.path[0]?.name === void 0);
}
function staticNames(bindings) {
	return bindings.flatMap((binding) => binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1)).flatMap(({ name }) => name ?? []);
}
function addEntries(evaluator, entries, environment, attributes) {
	const nested = /* @__PURE__ */ new Map();
	const unnamed = [];
	for (const { path, value } of entries) {
		const [first, ...below] = path;
		if (first === void 0) continue;
		const name = evaluator.name(first, environment);
		if (name === void 0) unnamed.push(evaluator.delay(value, environment));
		else if (below.length === 0) attributes.set(name, evaluator.delay(value, environment));
		else nested.set(name, [...nested.get(name) ?? [], {
			path: below,
			value
		}]);
	}
	for (const [name, below] of nested) {
		const whole = attributes.get(name);
		attributes.set(name, new Thunk(() => nestedSet(evaluator, below, environment, whole), whole?.origin));
	}
	return unnamed.length === 0 ? void 0 : unknown(unnamed);
}
function nestedSet(evaluator, entries, environment, whole) {
	const base = whole?.force();
	const attributes = new Map(base?.kind === "set" ? base.attributes : []);
	const rest = addEntries(evaluator, entries, environment, attributes);
	return set(attributes, { rest: rest ?? (base?.kind === "set" ? base.rest : void 0) });
}

// node_modules/smol-toml/dist/error.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function getLineColFromPtr(string, ptr) {
	let lines = string.slice(0, ptr).split(/\r?\n/);
	return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
	let lines = string.split(/\r?\n/);
	let codeblock = "";
	let numberLen = (Math.log10(line + 1) | 0) + 1;
	for (let i = line - 1; i <= line + 1; i++) {
		let l = lines[i - 1];
		if (!l) continue;
		codeblock += i.toString().padEnd(numberLen, " ");
		codeblock += ":  ";
		codeblock += l;
		codeblock += "\n";
		if (i === line) {
			codeblock += " ".repeat(numberLen + column + 2);
			codeblock += "^\n";
		}
	}
	return codeblock;
}
var TomlError = class TomlError extends Error {
	line;
	column;
	codeblock;
	constructor(message, options) {
		const [line, column] = getLineColFromPtr(options.toml, options.ptr);
		const codeblock = makeCodeBlock(options.toml, line, column);
		super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
		this.line = line;
		this.column = column;
		this.codeblock = codeblock;
	}
	static x(message, ctx, ptr) {
		throw new TomlError(message, {
			toml: ctx.s,
			ptr: ptr ?? ctx.p
		});
	}
};

// node_modules/smol-toml/dist/primitive.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseString(ctx) {
	let startPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p++);
	let first = c;
	let isLiteral = c === 39;
	let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
	if (isMultiline) {
		if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10) ctx.p++;
		else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) ctx.p += 2;
	}
	let parsed = "";
	let sliceStart = ctx.p;
	let state = 0;
	for (; ctx.p < ctx.s.length; ctx.p++) {
		c = ctx.s.charCodeAt(ctx.p);
		if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) state = state && 3;
		else if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in strings", ctx);
		else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
			if (isMultiline) {
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
			}
			if (!state) {
				let s = ctx.s.slice(sliceStart, ctx.p);
				parsed = parsed ? parsed + s : s;
			}
			ctx.p += isMultiline ? 3 : 1;
			return parsed;
		} else if (!state) {
			if (!isLiteral && c === 92) {
				parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
				state = 1;
			}
		} else if (state === 1) {
			if (c === 120 || c === 117 || c === 85) {
				let errPtr = ctx.p++ - 1;
				let value = 0;
				let len = c === 120 ? 2 : c === 117 ? 4 : 8;
				for (let j = 0; j < len; j++, ctx.p++) {
					let hex = ctx.s.charCodeAt(ctx.p);
					let digit = hex >= 48 && hex <= 57 ? hex - 48 : hex >= 65 && hex <= 70 ? hex - 65 + 10 : hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1;
					if (digit < 0) TomlError.x("invalid non-hex character in unicode escape", ctx);
					value = value << 4 | digit;
				}
				if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) TomlError.x("invalid unicode escape", ctx, errPtr);
				parsed += String.fromCodePoint(value);
				sliceStart = ctx.p--;
				state = 0;
			} else if (isMultiline && (c === 32 || c === 9)) state = 2;
			else {
				if (c === 98) parsed += "\b";
				else if (c === 116) parsed += "	";
				else if (c === 110) parsed += "\n";
				else if (c === 102) parsed += "\f";
				else if (c === 114) parsed += "\r";
				else if (c === 101) parsed += "\x1B";
				else if (c === 34) parsed += "\"";
				else if (c === 92) parsed += "\\";
				else TomlError.x("unrecognised escape sequence", ctx);
				sliceStart = ctx.p + 1;
				state = 0;
			}
		} else if (c !== 32 && c !== 9) {
			if (state === 2) TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
			state = !isLiteral && c === 92 ? 1 : 0;
			sliceStart = ctx.p;
		}
	}
	TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class TomlDate extends Date {
	#hasDate = false;
	#hasTime = false;
	#offset = null;
	constructor(date, fasttype, unsafeDelim) {
		let hasDate = true;
		let hasTime = true;
		let offset = "Z";
		let c;
		if (typeof date === "string") {
			if (fasttype) prep: {
				if (fasttype < 3) {
					if (+date.slice(11, 13) > 23) {
						date = "";
						break prep;
					}
					if (fasttype === 2) {
						offset = null;
						date += "Z";
					} else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) offset = date.slice(date.length - 6);
					if (unsafeDelim) date = date.slice(0, 10) + "T" + date.slice(11);
				} else if (fasttype === 4) date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
				hasDate = fasttype !== 4;
				hasTime = fasttype !== 3;
			}
			else {
				let match = date.match(DATE_TIME_RE);
				if (match) {
					if (!match[1]) {
						hasDate = false;
						date = `0000-01-01T${date}`;
					}
					hasTime = !!match[2];
					hasTime && date[10] === " " && (date = date.replace(" ", "T"));
					if (match[2] && +match[2] > 23) date = "";
					else {
						offset = match[3] || null;
						if (!offset && hasTime) date += "Z";
					}
				} else date = "";
			}
		}
		super(date);
		if (!isNaN(this.getTime())) {
			this.#hasDate = hasDate;
			this.#hasTime = hasTime;
			this.#offset = offset;
		}
	}
	isDateTime() {
		return this.#hasDate && this.#hasTime;
	}
	isLocal() {
		return !this.#hasDate || !this.#hasTime || !this.#offset;
	}
	isDate() {
		return this.#hasDate && !this.#hasTime;
	}
	isTime() {
		return this.#hasTime && !this.#hasDate;
	}
	isValid() {
		return this.#hasDate || this.#hasTime;
	}
	toISOString() {
		let iso = super.toISOString();
		if (this.isDate()) return iso.slice(0, 10);
		if (this.isTime()) return iso.slice(11, 23);
		if (this.#offset === null) return iso.slice(0, -1);
		if (this.#offset === "Z" || this.#offset === "z") return iso;
		let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
		offset = this.#offset[0] === "-" ? offset : -offset;
		return (/* @__PURE__ */ new Date(this.getTime() - offset * 6e4)).toISOString().slice(0, -1) + this.#offset;
	}
	static wrapAsOffsetDateTime(jsDate, offset = "Z") {
		let date = new TomlDate(jsDate);
		date.#offset = offset;
		return date;
	}
	static wrapAsLocalDateTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#offset = null;
		return date;
	}
	static wrapAsLocalDate(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasTime = false;
		date.#offset = null;
		return date;
	}
	static wrapAsLocalTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasDate = false;
		date.#offset = null;
		return date;
	}
};

// node_modules/smol-toml/dist/extract.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function isDigit(char, base = 10) {
	return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
	return char === 32 || char === 9 || char === 10 || char === 13 || delim && (char === delim || char === 44) || char === 35;
}
function extractValue(ctx, end) {
	let errPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p);
	if (c === 91 || c === 123) {
		ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
		let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
		ctx.d++;
		return value;
	}
	if (c === 34 || c === 39) return parseString(ctx);
	if (c === 116) {
		if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, true;
	}
	if (c === 102) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, false;
	}
	if (c === 43 || c === 45) return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
	if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) return parseDate(ctx, c, end);
	if (ctx.s.charCodeAt(ctx.p + 2) === 58) return parseTime(ctx, c, end);
	return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
	let c = startChr;
	let state = 0;
	let hasUnderscores = false;
	if (c === 105) {
		if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, (sign || 1) / 0;
	}
	if (c === 110) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, NaN;
	}
	if (c === 48) {
		if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr)) return ctx.bi === true ? 0n : 0;
		if (!sign) {
			if (c === 120) return parseIntegerBaseN(ctx, startPtr, 16, endChr);
			else if (c === 98) return parseIntegerBaseN(ctx, startPtr, 2, endChr);
			else if (c === 111) return parseIntegerBaseN(ctx, startPtr, 8, endChr);
		}
		if (c === 46) state = 2;
		else if (c === 101 || c === 69) state = 4;
		else TomlError.x("illegal leading zero", ctx, startPtr);
	} else if (!isDigit(c)) TomlError.x("invalid value", ctx, startPtr);
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
		if (!state) state = 1;
		if (c === 95) {
			if (!(state & 1)) TomlError.x("illegal underscore", ctx);
			state += 11;
			hasUnderscores = true;
		} else if (state === 1 && c === 46) state = 2;
		else if ((state === 1 || state === 3) && (c === 101 || c === 69)) state = 4;
		else if (state === 4 && (c === 43 || c === 45)) state = 6;
		else if (!isDigit(c)) TomlError.x(`illegal character in numeric literal`, ctx);
		else if (state > 9) state -= 11;
		else if (!(state & 1)) state++;
	}
	if (!state) {
		let val = (startChr - 48) * (sign || 1);
		return ctx.bi === true ? BigInt(val) : val;
	}
	if (!(state & 1)) TomlError.x("unfinished numeric value", ctx, startPtr);
	let str = ctx.s.slice(startPtr, ctx.p);
	if (hasUnderscores) str = str.replaceAll("_", "");
	return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
	let c, underscore = 1;
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) if (c === 95) {
		if (underscore & 1) TomlError.x("illegal underscore", ctx);
		underscore = 3;
	} else if (!isDigit(c, base)) TomlError.x(`illegal character in numeric literal`, ctx);
	else if (underscore & 1) underscore--;
	if (underscore & 1) TomlError.x("unfinished numeric value", ctx);
	let str = ctx.s.slice(startPtr + 2, ctx.p);
	if (underscore) str = str.replaceAll("_", "");
	return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
	if (ctx.bi !== true) int: {
		let val = parseInt(str, base);
		if (!Number.isSafeInteger(val)) {
			if (ctx.bi) break int;
			TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
		}
		return val;
	}
	return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
	let startPtr = ctx.p++, unsafeSeparator;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
	ctx.p += 5;
	if (!isDigit(ctx.s.charCodeAt(ctx.p++))) TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
	if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 3, false, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) !== 58) TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	if (c = ctx.s.charCodeAt(ctx.p)) {
		if (c === 90 || c === 122) return readDate(ctx, ctx.s.slice(startPtr, ++ctx.p), 1, unsafeSeparator, startPtr, "[+00:00]");
		if (c === 43 || c === 45) return readDate(ctx, ctx.s.slice(startPtr, ctx.p += 6), 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
	}
	return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
	let start = ctx.p;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) return parseNumber(ctx, --ctx.p, c, 0, endChr);
	if (ctx.s.charCodeAt(ctx.p += 4) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	return readDate(ctx, ctx.s.slice(start, ctx.p), 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
	if (ctx.ld) {
		let date = new TomlDate(str, type, unsafeDelim);
		if (!date.isValid()) TomlError.x("invalid date", ctx, errPtr);
		return date;
	}
	try {
		if (temporalSuffix) str += temporalSuffix;
		switch (type) {
			case 1: return Temporal.ZonedDateTime.from(str);
			case 2: return Temporal.PlainDateTime.from(str);
			case 3: return Temporal.PlainDate.from(str);
			case 4: return Temporal.PlainTime.from(str);
		}
	} catch (e) {
		TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
	}
}

// node_modules/smol-toml/dist/util.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function skipComment(ctx) {
	for (; ctx.p < ctx.s.length; ctx.p++) {
		let c = ctx.s.charCodeAt(ctx.p);
		if (c === 10) break;
		if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
			ctx.p++;
			break;
		}
		if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in comments", ctx);
	}
}
function skipVoid(ctx, banNewLines, banComments) {
	let c;
	while (ctx.p < ctx.s.length) {
		while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))) ctx.p++;
		if (banComments || c !== 35) break;
		skipComment(ctx);
	}
}

// node_modules/smol-toml/dist/struct.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function parseKey(ctx, end = 61) {
	let startPtr;
	let state = 0;
	let parsed = [];
	let sliceStart;
	let c = ctx.s.charCodeAt(startPtr = ctx.p);
	do
		if (c === end) {
			if (!state) TomlError.x("unexpected end of key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			return ctx.p++, parsed;
		} else if (c === 46) {
			if (!state) TomlError.x("illegal empty bare key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			state = 0;
		} else if (!state && (c === 34 || c === 39)) {
			if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2)) TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
			parsed.push(parseString(ctx));
			state = 2;
			ctx.p--;
		} else if (c === 32 || c === 9) {
			if (state === 1) {
				parsed.push(ctx.s.slice(sliceStart, ctx.p));
				state = 2;
			}
		} else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) TomlError.x("illegal character in key", ctx);
		else if (!state) {
			state = 1;
			sliceStart = ctx.p;
		}
	while (c = ctx.s.charCodeAt(++ctx.p));
	TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
	let startPtr = ctx.p++;
	let res = Object.create(null);
	let seen = /* @__PURE__ */ new Set();
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
			ctx.p++;
			return res;
		}
		let k;
		let t = res;
		let hasOwn = false;
		let errPtr = ctx.p;
		let key = parseKey(ctx);
		for (let i = 0; i < key.length; i++) {
			if (i) t = hasOwn ? t[k] : t[k] = Object.create(null);
			k = key[i];
			if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) {
				t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
				break;
			}
			if (!hasOwn && unsafe) Object.defineProperty(t, k, {
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		if (hasOwn) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
		skipVoid(ctx, true, true);
		let value = extractValue(ctx, 125);
		if (t && typeof (t[k] = value) === "object") seen.add(value);
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
	let startPtr = ctx.p++;
	let res = [];
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
			ctx.p++;
			return res;
		}
		res.push(extractValue(ctx, 93));
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
function peekTable(ctx, key, table, meta, type) {
	let t = table;
	let m = meta;
	let k;
	let hasOwn = false;
	let state;
	for (let i = 0; i < key.length; i++) {
		if (i) {
			t = hasOwn ? t[k] : t[k] = Object.create(null);
			m = (state = m[k]).c;
			if (type === 0 && (state.t === 1 || state.t === 2)) return null;
			if (state.t === 2) {
				let l = t.length - 1;
				t = t[l];
				m = m[l].c;
			}
		}
		k = key[i];
		if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) return null;
		if (!hasOwn) {
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) return false;
			if (unsafe) {
				Object.defineProperty(t, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
				Object.defineProperty(m, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
			}
			m[k] = {
				t: i < key.length - 1 && type === 2 ? 3 : type,
				d: false,
				i: 0,
				c: Object.create(null)
			};
		}
	}
	state = m[k];
	if (state.t !== type && !(type === 1 && state.t === 3)) return null;
	if (type === 2) {
		if (!state.d) {
			state.d = true;
			t[k] = [];
		}
		t[k].push(t = Object.create(null));
		state.c[state.i++] = state = {
			t: 1,
			d: false,
			i: 0,
			c: Object.create(null)
		};
	}
	if (state.d) return null;
	state.d = true;
	if (type === 1) t = hasOwn ? t[k] : t[k] = Object.create(null);
	else if (type === 0 && hasOwn) return null;
	return [
		k,
		t,
		state.c
	];
}
function validateTablePeek(ctx, peek, ptr) {
	if (peek === null || ctx.uk === 2) TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
	let ctx = {
		s: toml,
		p: 0,
		d: options.maxDepth ?? 1e3,
		bi: options.integersAsBigInt ?? false,
		ld: options.useLegacyDate ?? true,
		uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
	};
	let res = Object.create(null);
	let meta = Object.create(null);
	let tmp;
	let skipping = false;
	let tbl = res;
	let m = meta;
	if (toml.charCodeAt(0) === 65279) ctx.p++;
	skipVoid(ctx);
	while (ctx.p < toml.length) {
		if (toml.charCodeAt(ctx.p) === 91) {
			let isTableArray = toml.charCodeAt(++ctx.p) === 91;
			tmp = ctx.p += +isTableArray;
			skipping = false;
			let k = parseKey(ctx, 93);
			if (isTableArray) {
				if (toml.charCodeAt(ctx.p) !== 93) TomlError.x("expected end of table array declaration", ctx);
				ctx.p++;
			}
			let p = peekTable(ctx, k, res, meta, isTableArray ? 2 : 1);
			if (!p) {
				validateTablePeek(ctx, p, tmp);
				skipping = true;
			} else {
				m = p[2];
				tbl = p[1];
			}
		} else {
			tmp = ctx.p;
			let p = peekTable(ctx, parseKey(ctx), tbl, m, 0);
			if (!p && !skipping) validateTablePeek(ctx, p, tmp);
			skipVoid(ctx, true, true);
			let v = extractValue(ctx, void 0);
			if (p && !skipping) p[1][p[0]] = v;
		}
		skipVoid(ctx, true);
		if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
		skipVoid(ctx);
	}
	return res;
}

// node_modules/smol-toml/dist/stringify.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
let HAS_WELLFORMED = !!"".isWellFormed;

// node_modules/smol-toml/dist/index.js
/*!
* Copyright (c) Squirrel Chat et al., All rights reserved.
* SPDX-License-Identifier: BSD-3-Clause
*
* Redistribution and use in source and binary forms, with or without
* modification, are permitted provided that the following conditions are met:
*
* 1. Redistributions of source code must retain the above copyright notice, this
*    list of conditions and the following disclaimer.
* 2. Redistributions in binary form must reproduce the above copyright notice,
*    this list of conditions and the following disclaimer in the
*    documentation and/or other materials provided with the distribution.
* 3. Neither the name of the copyright holder nor the names of its contributors
*    may be used to endorse or promote products derived from this software without
*    specific prior written permission.
*
* THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
* ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
* WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
* DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
* FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
* DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
* SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
* CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
* OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
* OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/

// src/flox/manifest.ts
const manifestPath = ".flox/env/manifest.toml";
const implicitSystems = [
	"x86_64-linux",
	"aarch64-linux",
	"aarch64-darwin"
];
function isSystem(name) {
	return systems.some((system) => system === name);
}
function systemsOfManifest(manifest) {
	const named = optionsOf(manifest).systems;
	if (named === void 0) return implicitSystems;
	if (Array.isArray(named) && named.length > 0 && named.every(isSystem)) return named;
	throw new Problem(`options.systems is not a list of some of ${systems.join(", ")}`, {
		kind: "input",
		where: { file: manifestPath },
		hint: "Correct the list, or pass the input systems."
	});
}
function optionsOf(manifest) {
	const { options = {} } = parseManifest(manifest);
	if (typeof options === "object" && !Array.isArray(options)) return { ...options };
	throw new Problem("options is not a table", {
		kind: "input",
		where: { file: manifestPath },
		hint: "Write its keys below a line [options]."
	});
}
function parseManifest(manifest) {
	try {
		return parse(manifest);
	} catch (cause) {
		const { line, column } = cause;
		throw new Problem("the manifest is not valid TOML", {
			kind: "input",
			where: {
				file: manifestPath,
				...line && { line },
				...column && { column }
			},
			hint: "Correct it; `flox edit` checks it as you save.",
			cause
		});
	}
}

// src/nix/reading/refs.ts
function isCommit(ref) {
	return /^[0-9a-f]{40}$/i.test(ref);
}
function versionInRef(ref) {
	if (isCommit(ref)) return void 0;
	const tag = ref.replace(/^refs\/(tags|heads)\//, "");
	const found = /(?:^|[^0-9A-Za-z.])v?\.?([0-9]+(?:[._][0-9A-Za-z]+)*(?:[-+!][0-9A-Za-z.]+)*)$/.exec(tag)?.[1];
	return found !== void 0 && (/[._]/.test(found) || /^v?[0-9]+$/.test(tag)) ? found : void 0;
}
function occurrences(text, token) {
	const found = [];
	if (token === "") return found;
	for (let from = text.indexOf(token); from >= 0; from = text.indexOf(token, from + 1)) {
		const to = from + token.length;
		if (startsToken(text, from, token) && endsToken(text, to)) found.push({
			from,
			to
		});
	}
	return found;
}
function startsToken(text, from, token) {
	const before = text.slice(Math.max(0, from - 2), from);
	if (/[0-9A-Za-z][.!]$/.test(before)) return false;
	return /^[0-9]/.test(token) && /(^|[^0-9A-Za-z])v$/.test(before) || !/[0-9A-Za-z]$/.test(before);
}
function endsToken(text, to) {
	const after = text.slice(to, to + 12);
	if (/^[0-9]/.test(after) || /^[._!][0-9]/.test(after)) return false;
	return !/^[._-]?(a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[0-9]/i.test(after) && !/^[A-Za-z]/.test(after);
}

// src/nix/reading/packages.ts
function understand$1(facts) {
	const asSource = new Set(facts.nodes.flatMap((node) => [...node.sourcePackages]));
	const all = new Map(facts.nodes.map((node) => [node, describe(node, facts, asSource.has(node))]));
	for (const entry of all.values()) decideAlone(entry, facts);
	const releases = pinnedReleases([...all.values()], facts.releases, facts.repo);
	for (const entry of all.values()) if (entry.role === "join" && !entry.belongs && !isLeftAlone(entry.node, facts.leftAlone)) decideJoin(entry, all, releases, facts.repo);
	return all;
}
function describe(node, facts, isSource) {
	const sources = facts.sourcesOf(node);
	const derivation = node.derivation?.maker === "fetcher" ? void 0 : node.derivation;
	const name = textArgument(derivation, "name");
	const pname = textArgument(derivation, "pname");
	const stated = argument(derivation, "version");
	const version = textArgument(derivation, "version");
	const at = node.derivation?.arguments.attributes.get("version")?.origin ?? node.at;
	const inName = version === void 0 && stated === void 0 ? versionInName(name) : void 0;
	return {
		node,
		role: roleOf(node, sources, isSource),
		belongs: false,
		because: "",
		pname: pname ?? (name && nameWithoutVersion(name)),
		name,
		version: version ? {
			text: version,
			at,
			inName: false
		} : inName && {
			text: inName,
			at: node.derivation?.arguments.attributes.get("name")?.origin ?? at,
			inName: true
		},
		versionUnknown: stated !== void 0 && version === void 0,
		sources
	};
}
function roleOf(node, sources, isSource) {
	const { derivation } = node;
	if (derivation?.maker === "join") return "join";
	if (derivation?.maker === "fetcher" || isSource) return "source";
	const ours = sources.some(({ origin }) => origin === "upstream");
	if (derivation?.maker === "transform") return ours ? "source" : "join";
	if (derivation === void 0 && ours) return "source";
	const hasSource = argument(derivation, "src") !== void 0 || argument(derivation, "srcs") !== void 0;
	return derivation !== void 0 && !hasSource && sources.length === 0 && node.uses.size > 0 ? "join" : "built";
}
function versionStart(name) {
	const found = /-(?=[^A-Za-z])/.exec(name);
	return found === null ? void 0 : found.index + 1;
}
function versionInName(name) {
	const text = knownText(name);
	const start = text === void 0 ? void 0 : versionStart(text);
	return name === void 0 || text === void 0 || start === void 0 ? void 0 : slice(name, start, text.length);
}
function nameWithoutVersion(name) {
	const start = versionStart(knownText(name) ?? "");
	return start === void 0 ? name : slice(name, 0, start - 1);
}
function isLeftAlone({ attribute, within }, leftAlone) {
	return leftAlone.has(attribute) || within !== void 0 && leftAlone.has(within);
}
function decideAlone(entry, { projects, leftAlone }) {
	const { node, sources } = entry;
	const own = [...node.sources].length > 0;
	const say = (belongs, because) => Object.assign(entry, {
		belongs,
		because
	});
	if (isLeftAlone(node, leftAlone)) return void say(false, "the configuration leaves it alone");
	if (node.aliasOf !== void 0) return void say(false, `it is ${node.aliasOf} under another name`);
	if (node.value.kind === "set" && node.derivation === void 0) return void say(false, "it is a set, and no package");
	if (sources.some(({ origin }) => origin === "upstream")) {
		if (node.derivation?.maker === "fetcher") return void say(true, "it is a source of the upstream");
		say(true, own ? "it is made from a source of the upstream" : "its source is another package's");
		return;
	}
	const pypi = sources.flatMap((source) => source.pypi ? [normalizeName(knownText(source.pypi.project) ?? "")] : []);
	const ours = pypi.find((project) => projects?.has(project));
	if (ours !== void 0) return void say(true, `${ours} on PyPI is a project of the upstream`);
	const [project] = pypi;
	if (project !== void 0 && projects === void 0) {
		say(false, `whether ${project} on PyPI is a project of the upstream is not known without its archive`);
		return;
	}
	say(false, "nothing of the upstream is in it");
}
function pinnedReleases(entries, releases, repo) {
	const found = new Set(releases);
	for (const { sources } of entries) for (const { origin, ref } of sources) {
		const version = origin === "upstream" ? versionInRef(knownText(ref?.text) ?? "") : void 0;
		if (version !== void 0) found.add(version);
	}
	const label = releaseLabel(entries, repo);
	if (label !== void 0) found.add(label);
	return found;
}
function releaseLabel(entries, repo) {
	const counts = /* @__PURE__ */ new Map();
	for (const { belongs, role, version, pname } of entries) {
		const text = knownText(version?.text);
		if (!belongs || role === "join" || text === void 0) continue;
		if (normalizeName(knownText(pname) ?? "") === normalizeName(repo)) return text;
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
function decideJoin(entry, all, releases, repo) {
	const member = joined$1(entry.node, all, /* @__PURE__ */ new Set());
	if (member === void 0) return;
	const version = knownText(entry.version?.text);
	if (entry.versionUnknown) Object.assign(entry, {
		belongs: true,
		because: `it joins ${member}, and its version is not known`
	});
	else if (version === void 0) entry.because = `it joins ${member} and has no version of its own`;
	else if (!releases.has(version)) entry.because = `it joins ${member}, but its version ${version} is not the pinned release`;
	else if (entry.node.derivation?.maker !== "join" && !isNamedAfter(entry, repo)) entry.because = `it uses ${member} and bears version ${version}, but is no join, and its name does not begin with ${repo}`;
	else Object.assign(entry, {
		belongs: true,
		because: `it joins ${member} and bears the pinned release, ${version}`
	});
}
function isNamedAfter({ pname }, repo) {
	return `${normalizeName(knownText(pname) ?? "")}-`.startsWith(`${normalizeName(repo)}-`);
}
function joined$1(node, all, seen) {
	seen.add(node);
	for (const used of node.uses) {
		const entry = all.get(used);
		if (entry === void 0 || seen.has(used)) continue;
		if (entry.belongs && entry.role !== "join") return used.attribute;
		const inner = entry.role === "join" || used.aliasOf !== void 0 ? joined$1(used, all, seen) : void 0;
		if (inner !== void 0) return inner;
	}
}

// src/upstream/requirements/known.ts
const commonNames = /* @__PURE__ */ new Set([
	"alembic",
	"antlr4-python3-runtime",
	"boto3",
	"click",
	"coloredlogs",
	"cython",
	"docker",
	"docstring-parser",
	"duckdb",
	"filelock",
	"flit-core",
	"github3-py",
	"google-auth",
	"gql",
	"graphene",
	"grpcio",
	"grpcio-health-checking",
	"hatch-vcs",
	"hatchling",
	"jinja2",
	"kubernetes",
	"packaging",
	"pdm-backend",
	"platformdirs",
	"poetry-core",
	"protobuf",
	"psutil",
	"psycopg2",
	"pydantic",
	"python-dotenv",
	"pytz",
	"pyyaml",
	"requests",
	"requests-toolbelt",
	"rich",
	"setuptools",
	"setuptools-scm",
	"six",
	"sqlalchemy",
	"starlette",
	"structlog",
	"tabulate",
	"tomli",
	"tomlkit",
	"toposort",
	"tqdm",
	"typing-extensions",
	"tzdata",
	"universal-pathlib",
	"uvicorn",
	"watchdog",
	"wheel"
]);

// src/nix/evaluate/lists.ts
function listFunctions(evaluator) {
	return {
		map: primitive2((mapped, over, at) => {
			const value = over.force();
			if (value.kind !== "list") return unknown([mapped, over]);
			const apply = (item) => new Thunk(() => evaluator.apply(mapped.force(), item, at));
			return list$1(value.items.map(apply), value.exact);
		}),
		concatLists: primitive((lists) => flattened(lists)),
		concatMap: primitive2((mapped, over, at) => {
			const value = over.force();
			if (value.kind !== "list") return unknown([mapped, over]);
			const apply = (item) => new Thunk(() => evaluator.apply(mapped.force(), item, at));
			return flattened(Thunk.of(list$1(value.items.map(apply), value.exact)));
		}),
		filter: primitive2((_, over) => {
			const value = over.force();
			return value.kind === "list" ? list$1(value.items, false) : unknown([over]);
		}),
		head: primitive((items) => exactly(items, ([first]) => first?.force())),
		tail: primitive((items) => exactly(items, ([, ...others]) => list$1(others))),
		elemAt: primitive2((items, index) => {
			const at = index.force();
			return exactly(items, (all) => at.kind === "number" ? all[at.value]?.force() : void 0);
		}),
		"foldl'": primitive3((step, start, over, at) => exactly(over, (items) => {
			const next = (sum, item) => new Thunk(() => evaluator.apply(evaluator.apply(step.force(), sum, at), item, at));
			return items.reduce(next, start).force();
		})),
		length: primitive((of) => exactly(of, (items) => ({
			kind: "number",
			value: items.length
		})))
	};
}
function exactly(of, body) {
	const value = of.force();
	return (value.kind === "list" && value.exact ? body(value.items) : void 0) ?? unknown([of]);
}
function flattened(of) {
	const value = of.force();
	if (value.kind !== "list") return unknown([of]);
	const inner = value.items.map((item) => ({
		item,
		list: item.force()
	}));
	const items = inner.flatMap(({ item, list: found }) => found.kind === "list" ? found.items : [item]);
	return list$1(items, value.exact && inner.every(({ list: found }) => found.kind === "list" && found.exact));
}

// src/nix/evaluate/paths.ts
function resolvePath(file, text) {
	if (text.startsWith("/") || text.startsWith("~")) return void 0;
	return normalise([...file.split("/").slice(0, -1), ...text.split("/")]);
}
function appendPath(path, text) {
	return normalise(`${path}${text}`.split("/"));
}
function normalise(steps) {
	const path = [];
	for (const step of steps) {
		if (step === "" || step === ".") continue;
		if (step !== "..") path.push(step);
		else if (path.pop() === void 0) return void 0;
	}
	return path.join("/");
}

// src/nix/evaluate/operators.ts
function binary(evaluator, expression, environment) {
	const left = evaluator.delay(expression.left, environment);
	const right = evaluator.delay(expression.right, environment);
	switch (expression.operator) {
		case "+": return plus(evaluator, left, right);
		case "++": return concatenate(left, right);
		case "//": return update(left.force(), right.force());
		case "==": return equal(left.force(), right.force());
		case "!=": {
			const same = equal(left.force(), right.force());
			return same.kind === "boolean" ? boolean(!same.value) : same;
		}
		case "&&": return logical(left, right, false);
		case "||": return logical(left, right, true);
		case "->": {
			const condition = left.force();
			if (condition.kind === "boolean" && !condition.value) return boolean(true);
			return condition.kind === "boolean" ? right.force() : unknown();
		}
		default: return arithmetic(expression.operator, left.force(), right.force());
	}
}
function either(first, second) {
	const [one, other] = [first.force(), second.force()];
	if (one.kind === "set" && other.kind === "set" && isPlain(one) && isPlain(other)) {
		const attributes = new Map(one.attributes);
		for (const [name, thunk] of other.attributes) {
			const twin = attributes.get(name);
			attributes.set(name, twin === void 0 ? thunk : Thunk.of(unknown([twin, thunk], name)));
		}
		return set(attributes, { optional: true });
	}
	if (one.kind === "list" && other.kind === "list") return list$1([...one.items, ...other.items], false);
	return unknown([first, second]);
}
function isPlain(value) {
	return value.rest === void 0 && value.derivation === void 0 && !value.scope;
}
function plus(evaluator, left, right) {
	const first = left.force();
	const second = right.force();
	if (first.kind === "number" && second.kind === "number") return {
		kind: "number",
		value: first.value + second.value
	};
	if (first.kind === "path") {
		const text = knownText(second);
		return {
			kind: "path",
			path: first.path === void 0 || text === void 0 ? void 0 : appendPath(first.path, text)
		};
	}
	const isText = (value) => value.kind === "string" || value.kind === "set" && value.derivation !== void 0;
	if (!isText(first) && !isText(second)) return unknown([left, right]);
	return string$1([...evaluator.coerce(left), ...evaluator.coerce(right)]);
}
function concatenate(left, right) {
	const [first, second] = [left.force(), right.force()];
	const items = (value, thunk) => value.kind === "list" ? value.items : [thunk];
	const exact = first.kind === "list" && second.kind === "list" && first.exact && second.exact;
	return list$1([...items(first, left), ...items(second, right)], exact);
}
function update(left, right) {
	if (right.kind !== "set") {
		if (left.kind !== "set") return unknown([Thunk.of(left), Thunk.of(right)]);
		return set(uncertain(left), {
			rest: unknown([Thunk.of(right)]),
			derivation: left.derivation
		});
	}
	if (left.kind !== "set") {
		if (right.optional) return unknown([Thunk.of(left), Thunk.of(right)]);
		const rest = left.kind === "unknown" ? left : unknown([Thunk.of(left)]);
		return set(right.attributes, {
			rest,
			derivation: right.derivation
		});
	}
	const attributes = right.rest || right.derivation ? uncertain(left) : new Map(left.attributes);
	const rests = [left.rest, right.rest].flatMap((rest) => rest === void 0 ? [] : [Thunk.of(rest)]);
	for (const [name, thunk] of right.attributes) {
		const replaced = attributes.get(name);
		if (!right.optional) attributes.set(name, thunk);
		else if (replaced !== void 0) attributes.set(name, Thunk.of(unknown([replaced, thunk], name), thunk.origin));
		else rests.push(thunk);
	}
	return set(attributes, {
		rest: joined(rests),
		optional: left.optional,
		derivation: right.derivation ?? left.derivation,
		scope: left.scope || right.scope
	});
}
function joined(rests) {
	const [first, ...others] = rests;
	if (first === void 0) return void 0;
	const only = others.length === 0 ? first.force() : void 0;
	return only?.kind === "unknown" ? only : unknown(rests);
}
function uncertain({ attributes }) {
	return new Map([...attributes].map(([name, thunk]) => [name, Thunk.of(unknown([thunk], name), thunk.origin)]));
}
function equal(left, right) {
	if (left.kind === "unknown" || right.kind === "unknown") return unknown();
	const [first, second] = [knownText(left), knownText(right)];
	if (first !== void 0 && second !== void 0) return boolean(first === second);
	if (left.kind === "null" || right.kind === "null") return boolean(left.kind === right.kind);
	if (left.kind === "boolean" && right.kind === "boolean") return boolean(left.value === right.value);
	if (left.kind === "number" && right.kind === "number") return boolean(left.value === right.value);
	return unknown();
}
function logical(left, right, decisive) {
	const first = left.force();
	if (first.kind === "boolean") return first.value === decisive ? first : right.force();
	const second = right.force();
	return second.kind === "boolean" && second.value === decisive ? second : unknown();
}
function arithmetic(operator, left, right) {
	if (left.kind !== "number" || right.kind !== "number") return unknown();
	const [a, b] = [left.value, right.value];
	switch (operator) {
		case "-": return {
			kind: "number",
			value: a - b
		};
		case "*": return {
			kind: "number",
			value: a * b
		};
		case "<": return boolean(a < b);
		case "<=": return boolean(a <= b);
		case ">": return boolean(a > b);
		case ">=": return boolean(a >= b);
		default: return unknown();
	}
}

// src/nix/evaluate/derivations.ts
function makeDerivation(evaluator, maker, name, argument, at, inputs = [], functionPath) {
	const given = evaluator.argumentSet(argument);
	return fromArguments({
		maker,
		function: name,
		arguments: given.kind === "set" && given.derivation === void 0 ? given : set(/* @__PURE__ */ new Map(), { rest: unknown([argument]) }),
		inputs,
		at,
		functionPath
	});
}
function fromArguments(derivation) {
	return set(derivation.arguments.attributes, {
		derivation,
		optional: false
	});
}
function derivationAttribute(evaluator, value, name) {
	const { derivation } = value;
	if (derivation === void 0) return void 0;
	const argument = (attribute) => derivation.arguments.attributes.get(attribute)?.force();
	switch (name) {
		case "outPath":
		case "drvPath": return string$1([{
			kind: "reference",
			to: value
		}]);
		case "out":
		case "finalPackage": return value;
		case "overrideAttrs":
		case "overridePythonAttrs": return primitive((changes, at) => changed(derivation, changes, at));
		case "override": return primitive((changes) => unknown([Thunk.of(value), changes], name));
		case "name": return packageName(evaluator, derivation, argument);
		case "rev": {
			const tag = derivation.function === "fetchFromGitHub" ? argument("tag") : void 0;
			return tag?.kind === "string" ? string$1([...derived("refs/tags/").parts, ...tag.parts]) : unknown();
		}
		default: {
			const passthru = argument("passthru");
			if (passthru?.kind === "set" && passthru.attributes.has(name)) return evaluator.select(passthru, name);
			return unknown([], name);
		}
	}
}
function packageName(evaluator, derivation, argument) {
	if (derivation.maker === "fetcher") return derivation.function === "fetchFromGitHub" || derivation.function === "fetchzip" || derivation.function === "fetchTarball" ? derived("source") : unknown();
	if (derivation.function !== "mkDerivation") return unknown();
	const { attributes } = derivation.arguments;
	const [pname, version] = [attributes.get("pname"), attributes.get("version")];
	if (pname === void 0 || version === void 0 || argument("pname")?.kind !== "string") return unknown();
	return string$1([
		...evaluator.coerce(pname),
		...derived("-").parts,
		...evaluator.coerce(version)
	]);
}
function changed(derivation, changes, at) {
	const old = Thunk.of(derivation.arguments);
	const final = new Thunk(() => {
		const given = changes.force();
		if (given.kind !== "function") return update(derivation.arguments, given);
		const once = given.apply(old, at);
		const made = once.kind === "function" ? given.apply(final, at) : once;
		return update(derivation.arguments, made.kind === "function" ? made.apply(old, at) : made);
	}, at);
	const result = final.force();
	const taken = result.kind === "set" ? result : set(/* @__PURE__ */ new Map(), { rest: unknown([changes]) });
	return fromArguments({
		...derivation,
		arguments: taken,
		at
	});
}
function unknownOverride(of) {
	const base = set(/* @__PURE__ */ new Map(), { rest: unknown([Thunk.of(of)]) });
	return primitive((changes, at) => changed({
		maker: "builder",
		function: "overrideAttrs",
		arguments: base,
		inputs: [],
		at,
		functionPath: void 0
	}, changes, at));
}
function applyUnknown(evaluator, applied, argument, at) {
	const label = applied.kind === "unknown" ? applied.label : void 0;
	const mentions = [Thunk.of(applied), argument];
	const given = evaluator.argumentSet(argument);
	if (given.kind !== "set" || given.derivation !== void 0 || given.scope) return unknown(mentions, label);
	const has = (name) => given.attributes.has(name);
	const isPackage = has("version") ? has("pname") || has("name") : (has("pname") || has("name")) && has("src");
	if (!isPackage && !has("src") && !has("hash") && !has("sha256") && !has("name")) return unknown(mentions, label);
	return fromArguments({
		maker: isPackage && !has("hash") && !has("sha256") ? "builder" : "transform",
		function: label ?? "an unknown function",
		arguments: given,
		inputs: [Thunk.of(applied)],
		at,
		functionPath: applied.kind === "unknown" ? applied.path : void 0
	});
}

// src/nix/evaluate/strings.ts
function stringFunctions(evaluator) {
	return {
		toString: primitive((argument) => toText(evaluator, argument)),
		replaceStrings: primitive3((from, to, of) => replaceStrings(from, to, of)),
		concatStringsSep: primitive2((separator, of) => concatStringsSep(evaluator, separator, of)),
		substring: primitive3((start, length, of) => {
			const [first, count] = [start.force(), length.force()];
			if (first.kind !== "number" || count.kind !== "number") return unknown([of]);
			return computed(of, (text) => text.slice(first.value, count.value < 0 ? void 0 : first.value + count.value));
		}),
		stringLength: primitive((of) => {
			const text = knownText(of.force());
			return text === void 0 ? unknown([of]) : {
				kind: "number",
				value: text.length
			};
		}),
		splitVersion: primitive((of) => splitVersion(of)),
		baseNameOf: primitive((of) => computed(of, (text) => text.slice(text.lastIndexOf("/") + 1))),
		unsafeDiscardStringContext: primitive((of) => of.force())
	};
}
function toText(evaluator, argument) {
	const value = argument.force();
	if (value.kind === "number") return derived(String(value.value));
	if (value.kind === "path" && value.path !== void 0) return string$1([{
		kind: "reference",
		to: value
	}]);
	return string$1(evaluator.coerce(argument));
}
function computed(of, compute) {
	const value = of.force();
	const text = knownText(value);
	const result = text === void 0 ? void 0 : compute(text);
	return result === void 0 ? unknown([of]) : derived(result, sitesOf(value));
}
function texts(of) {
	const value = of.force();
	if (value.kind !== "list" || !value.exact) return void 0;
	const found = [];
	const sites = [];
	for (const item of value.items) {
		const text = knownText(item.force());
		if (text === void 0) return void 0;
		found.push(text);
		sites.push(...sitesOf(item.force()));
	}
	return {
		texts: found,
		sites
	};
}
function replaceStrings(from, to, of) {
	const searched = texts(from)?.texts;
	const replacements = texts(to)?.texts;
	if (searched === void 0 || replacements === void 0) return unknown([of]);
	return computed(of, (text) => {
		let result = "";
		let at = 0;
		while (at <= text.length) {
			const found = searched.findIndex((search) => text.startsWith(search, at));
			if (found >= 0) result += replacements[found] ?? "";
			const length = found < 0 ? 0 : searched[found]?.length ?? 0;
			if (length === 0) result += text.slice(at, at + 1);
			at += Math.max(length, 1);
		}
		return result;
	});
}
function concatStringsSep(evaluator, separator, of) {
	const items = of.force();
	if (items.kind !== "list" || !items.exact) return unknown([of]);
	const between = evaluator.coerce(separator);
	const parts = [];
	for (const [index, item] of items.items.entries()) {
		if (index > 0) parts.push(...between);
		parts.push(...evaluator.coerce(item));
	}
	return string$1(parts);
}
function splitVersion(of) {
	const value = of.force();
	const text = knownText(value);
	if (text === void 0) return unknown([of]);
	const components = text.match(/[0-9]+|[^0-9.-]+/g) ?? [];
	return list$1(components.map((component) => Thunk.of(derived(component, sitesOf(value)))));
}

// src/nix/evaluate/library.ts
const fromBuiltins = [
	"map",
	"filter",
	"head",
	"tail",
	"elemAt",
	"attrValues",
	"attrNames",
	"getAttr",
	"hasAttr",
	"removeAttrs",
	"listToAttrs",
	"mapAttrs",
	"foldl'",
	"concatLists",
	"concatMap",
	"replaceStrings",
	"concatStringsSep",
	"substring",
	"stringLength",
	"length",
	"splitVersion",
	"toString"
];
function library(evaluator, callPackageWith) {
	const builtins = evaluator.globals.get("builtins")?.force();
	const attributes = /* @__PURE__ */ new Map();
	for (const name of fromBuiltins) {
		const found = builtins?.kind === "set" ? builtins.attributes.get(name) : void 0;
		if (found !== void 0) attributes.set(name, found);
	}
	for (const [name, value] of Object.entries(functions$1(evaluator, callPackageWith))) attributes.set(name, Thunk.of(value));
	const flat = set(new Map(attributes), {
		rest: unknown([], "lib"),
		scope: true
	});
	for (const part of [
		"strings",
		"lists",
		"attrsets",
		"trivial",
		"asserts",
		"fixedPoints",
		"customisation"
	]) attributes.set(part, Thunk.of(flat));
	attributes.set("versions", Thunk.of(versions()));
	return set(attributes, {
		rest: unknown([], "lib"),
		scope: true
	});
}
function functions$1(evaluator, callPackageWith) {
	const same = primitive((argument) => argument.force());
	return {
		removePrefix: primitive2((prefix, of) => {
			const text = knownText(prefix.force());
			return computed(of, (whole) => text === void 0 ? void 0 : whole.startsWith(text) ? whole.slice(text.length) : whole);
		}),
		removeSuffix: primitive2((suffix, of) => {
			const text = knownText(suffix.force());
			return computed(of, (whole) => text === void 0 ? void 0 : whole.endsWith(text) ? whole.slice(0, whole.length - text.length) : whole);
		}),
		hasPrefix: primitive2((prefix, of) => question(prefix, of, (text, whole) => whole.startsWith(text))),
		hasSuffix: primitive2((suffix, of) => question(suffix, of, (text, whole) => whole.endsWith(text))),
		toLower: primitive((of) => computed(of, (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))),
		toUpper: primitive((of) => computed(of, (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()))),
		concatStrings: primitive((of) => concatStringsSep(evaluator, Thunk.of(string$1([])), of)),
		getVersion: primitive((of) => of.force().kind === "set" ? evaluator.select(of.force(), "version") : unknown([of])),
		optional: primitive2((condition, item) => whether(condition, Thunk.of(list$1([item])))),
		optionals: primitive2((condition, items) => whether(condition, items)),
		optionalString: primitive2((condition, text) => {
			const decided = condition.force();
			if (decided.kind !== "boolean") return string$1([{
				kind: "unknown",
				mentions: [text]
			}]);
			return decided.value ? text.force() : derived("");
		}),
		optionalAttrs: primitive2((condition, attributes) => {
			const decided = condition.force();
			if (decided.kind === "boolean") return decided.value ? attributes.force() : set(/* @__PURE__ */ new Map());
			const value = attributes.force();
			return value.kind === "set" && value.rest === void 0 ? {
				...value,
				optional: true
			} : unknown([attributes]);
		}),
		assertMsg: primitive2((condition) => condition.force()),
		flatten: primitive((of) => flatten(of, 0)),
		id: same,
		hiPrio: same,
		lowPrio: same,
		makeOverridable: same,
		fix: primitive((of, at) => {
			const fixed = new Thunk(() => evaluator.apply(of.force(), fixed, at));
			return fixed.force();
		}),
		makeScope: primitive2((newScope, of, at) => {
			const scope = new Thunk(() => {
				const outer = newScope.force().kind === "function" ? newScope : evaluator.known.get("newScope");
				const call = outer && new Thunk(() => evaluator.apply(outer.force(), scope, at));
				return update(set(new Map(call && [["callPackage", call]])), evaluator.apply(of.force(), scope, at));
			});
			return scope.force();
		}),
		callPackageWith,
		callPackagesWith: callPackageWith,
		recursiveUpdate: primitive2((left, right) => update(left.force(), right.force())),
		genAttrs: primitive2((names, make, at) => genAttributes(evaluator, names, make, at)),
		fakeHash: derived("sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
		fakeSha256: derived("0".repeat(64))
	};
}
function whether(condition, items) {
	const decided = condition.force();
	if (decided.kind === "boolean") return decided.value ? items.force() : list$1([]);
	const value = items.force();
	return value.kind === "list" ? list$1(value.items, false) : unknown([items]);
}
function flatten(of, depth) {
	const value = of.force();
	if (value.kind !== "list" || depth > 100) return list$1([of], value.kind !== "unknown" && value.kind !== "list");
	const inner = value.items.map((item) => flatten(item, depth + 1));
	const items = inner.flatMap((found) => found.kind === "list" ? found.items : []);
	return list$1(items, value.exact && inner.every((found) => found.kind === "list" && found.exact));
}
function question(part, of, holds) {
	const [text, whole] = [knownText(part.force()), knownText(of.force())];
	return text === void 0 || whole === void 0 ? unknown() : boolean(holds(text, whole));
}
function genAttributes(evaluator, names, make, at) {
	const items = names.force();
	if (items.kind !== "list" || !items.exact) return unknown([names, make]);
	const attributes = /* @__PURE__ */ new Map();
	for (const item of items.items) {
		const name = knownText(item.force());
		if (name === void 0) return unknown([names, make]);
		attributes.set(name, new Thunk(() => evaluator.apply(make.force(), item, at)));
	}
	return set(attributes);
}
function versions() {
	const component = (index) => primitive((of) => {
		const split = splitVersion(of);
		return split.kind === "list" ? split.items[index]?.force() ?? unknown([of]) : split;
	});
	const upTo = (count) => primitive((of) => computed(of, (text) => text.split(".").slice(0, count).join(".")));
	const attributes = /* @__PURE__ */ new Map([
		["major", Thunk.of(component(0))],
		["minor", Thunk.of(component(1))],
		["patch", Thunk.of(component(2))],
		["majorMinor", Thunk.of(upTo(2))],
		["splitVersion", Thunk.of(primitive((of) => splitVersion(of)))]
	]);
	return set(attributes, { rest: unknown([], "versions") });
}

// src/nix/evaluate/nixpkgs.ts
const makers = {
	fetchFromGitHub: "fetcher",
	fetchPypi: "fetcher",
	fetchurl: "fetcher",
	fetchzip: "fetcher",
	fetchTarball: "fetcher",
	fetchgit: "fetcher",
	buildPythonPackage: "builder",
	buildPythonApplication: "builder",
	mkDerivation: "builder",
	symlinkJoin: "join"
};
function knownFunctions(evaluator) {
	const known = /* @__PURE__ */ new Map();
	const add = (name, value) => known.set(name, Thunk.of(value));
	for (const [name, maker] of Object.entries(makers)) add(name, maker1(evaluator, maker, name));
	add("buildEnv", buildEnv(evaluator));
	add("withPackages", withPackages(evaluator, Thunk.of(unknown([], "ps"))));
	const runCommand = primitive3((name, env, script, at) => command(evaluator, name, env, script, at));
	for (const name of [
		"runCommand",
		"runCommandLocal",
		"runCommandCC",
		"runCommandNoCC"
	]) add(name, runCommand);
	const call = caller(evaluator, []);
	add("callPackage", call);
	add("callPackages", call);
	add("newScope", newScope(evaluator, []));
	const same = primitive((argument) => argument.force());
	for (const name of [
		"toPythonModule",
		"toPythonApplication",
		"makeOverridable"
	]) add(name, same);
	known.set("lib", new Thunk(() => library(evaluator, callPackageWith(evaluator))));
	return known;
}
function below(path, name) {
	if (path !== void 0) return [...path, name];
	return /^python3[0-9]*(Packages)?$/.test(name) ? [name] : void 0;
}
function knownIn(evaluator, name, path) {
	if (path !== void 0 && makers[name] === "builder") return maker1(evaluator, "builder", name, path);
	const around = path?.slice(0, -1);
	if (around !== void 0 && (name === "callPackage" || name === "callPackages")) return caller(evaluator, around);
	if (around !== void 0 && name === "newScope") return newScope(evaluator, around);
	if (around !== void 0 && name === "overrideScope" && isPythonSet(around)) return primitive((overlay, at) => extended(evaluator, overlay, around, at).force());
	return evaluator.known.get(name)?.force();
}
function caller(evaluator, foundIn) {
	return primitive2((called, given, at) => callPackage(evaluator, called, given, at, foundIn));
}
function newScope(evaluator, foundIn) {
	return primitive3((extra, called, given, at) => callPackage(evaluator, called, merged(extra, given), at, foundIn));
}
function callPackageWith(evaluator) {
	return primitive3((scope, called, given, at) => {
		const value = scope.force();
		const [known, rest] = value.kind === "set" ? [{
			...value,
			rest: void 0
		}, value.rest] : [set(/* @__PURE__ */ new Map()), value];
		const path = rest?.kind === "unknown" ? rest.path : void 0;
		return callPackage(evaluator, called, merged(Thunk.of(known), given), at, path, rest);
	});
}
function maker1(evaluator, maker, name, path) {
	return primitive((argument, at) => {
		const value = argument.force();
		if (maker === "fetcher" && value.kind === "string") {
			const urlOnly = Thunk.of(set(/* @__PURE__ */ new Map([["url", argument]])), argument.origin);
			return makeDerivation(evaluator, maker, name, urlOnly, at);
		}
		return makeDerivation(evaluator, maker, name, argument, at, [], path);
	});
}
function fetcher(evaluator, name) {
	return maker1(evaluator, "fetcher", name);
}
function buildEnv(evaluator) {
	return {
		...maker1(evaluator, "join", "buildEnv"),
		override: maker1(evaluator, "join", "buildEnv")
	};
}
function withPackages(evaluator, packages) {
	return primitive((choose, at) => {
		const paths = new Thunk(() => evaluator.apply(choose.force(), packages, at), at);
		return makeDerivation(evaluator, "join", "withPackages", Thunk.of(set(/* @__PURE__ */ new Map([["paths", paths]]))), at);
	});
}
function command(evaluator, name, env, script, at) {
	const own = set(/* @__PURE__ */ new Map([["name", name]]));
	const given = new Thunk(() => update(evaluator.argumentSet(env), own), env.origin);
	return makeDerivation(evaluator, "transform", "runCommand", given, at, [script]);
}
function merged(first, second) {
	return new Thunk(() => update(first.force(), second.force()));
}
function callPackage(evaluator, called, given, at, foundIn, rest) {
	const value = called.force();
	const callable = value.kind === "path" ? importFile(evaluator, value.path, called) : value;
	const more = given.force();
	const find = (name) => (more.kind === "set" ? more.attributes.get(name) : void 0) ?? (foundIn && packageIn(evaluator, name, foundIn));
	return callWith(evaluator, callable, find, more, at, foundIn, rest);
}
function callWith(evaluator, callable, find, more, at, foundIn, rest) {
	if (callable.kind !== "function") return callable.kind === "unknown" ? unknown([Thunk.of(callable), Thunk.of(more)]) : callable;
	const formals = callable.lambda?.expression.formals;
	if (formals === void 0) {
		const all = more.kind === "set" ? update(evaluator.surroundings.all.force(), more) : more;
		return callable.apply(Thunk.of(all), at);
	}
	const values = new Map(more.kind === "set" ? more.attributes : []);
	for (const { name, default: fallback } of formals.entries) {
		const found = find(name);
		if (found !== void 0) values.set(name, found);
		else if (foundIn !== void 0 && (fallback === void 0 || isUsual(name, foundIn))) values.set(name, Thunk.of(inNixpkgs([...foundIn, name])));
	}
	const others = foundIn === void 0 && rest?.kind === "unknown" ? rest : void 0;
	return callable.apply(Thunk.of(set(values, {
		foundIn,
		rest: others
	})), at);
}
function isUsual(name, foundIn) {
	return isPythonSet(foundIn) && commonNames.has(name);
}
function packageIn(evaluator, name, foundIn) {
	if (name === "pkgs") return evaluator.surroundings.all;
	const own = evaluator.surroundings.package(name);
	const known = own === void 0 ? knownIn(evaluator, name, [...foundIn, name]) : void 0;
	return own ?? (known && Thunk.of(known));
}
function importFile(evaluator, path, mention) {
	if (path === void 0) return unknown([mention]);
	const { surroundings } = evaluator;
	const inFolder = path === "" ? "default.nix" : `${path}/default.nix`;
	return (surroundings.file(path) ?? surroundings.file(inFolder))?.force() ?? unknown([mention]);
}
function knownOverride(evaluator, of, name) {
	if (name === "overrideAttrs" || name === "overridePythonAttrs") return unknownOverride(of);
	if (name !== "override") return void 0;
	return primitive((changes, at) => {
		const given = changes.force();
		const overrides = given.kind === "set" ? given.attributes.get("packageOverrides") : void 0;
		if (overrides === void 0) return unknown([Thunk.of(of), changes], of.label, of.path);
		return pythonWith(evaluator, of, overrides, changes, at);
	});
}
function pythonWith(evaluator, base, overrides, changes, at) {
	const packages = extended(evaluator, overrides, below(base.path, "pkgs"), at);
	const attributes = /* @__PURE__ */ new Map([["pkgs", packages], ["withPackages", Thunk.of(withPackages(evaluator, packages))]]);
	return set(attributes, { rest: unknown([Thunk.of(base), changes], base.label) });
}
function extended(evaluator, overlay, path, at) {
	const superPackages = Thunk.of(unknown([], "super", path));
	const packages = new Thunk(() => {
		const changes = evaluator.apply(evaluator.apply(overlay.force(), packages, at), superPackages, at);
		return update(unknown([], "pythonPackages", path), changes);
	});
	return packages;
}

// src/nix/evaluate/sets.ts
function setFunctions(evaluator) {
	return {
		attrValues: primitive((of) => {
			const value = of.force();
			if (value.kind !== "set" || value.scope) return unknown([of]);
			const sorted = [...value.attributes].sort(([a], [b]) => a < b ? -1 : 1);
			return list$1(sorted.map(([, thunk]) => thunk), value.rest === void 0 && !value.optional);
		}),
		attrNames: primitive((of) => {
			const value = of.force();
			if (value.kind !== "set" || value.rest !== void 0 || value.optional || value.derivation) return unknown([of]);
			return list$1([...value.attributes.keys()].sort().map((name) => Thunk.of(derived(name))));
		}),
		getAttr: primitive2((name, of) => {
			const text = knownText(name.force());
			return text === void 0 ? unknown([of]) : evaluator.select(of.force(), text);
		}),
		hasAttr: primitive2((name, of) => {
			const text = knownText(name.force());
			const has = text === void 0 ? void 0 : evaluator.has(of.force(), text);
			return has === void 0 ? unknown() : boolean(has);
		}),
		removeAttrs: primitive2((of, names) => removeAttributes(of, names)),
		listToAttrs: primitive((of) => exactly(of, (items) => listToAttributes(evaluator, items))),
		mapAttrs: primitive2((mapped, of, at) => {
			const value = of.force();
			if (value.kind !== "set" || value.scope) return unknown([mapped, of]);
			const entries = [...value.attributes].map(([name, thunk]) => {
				return [name, new Thunk(() => evaluator.apply(evaluator.apply(mapped.force(), Thunk.of(derived(name)), at), thunk, at))];
			});
			return set(new Map(entries), {
				rest: value.rest,
				optional: value.optional
			});
		})
	};
}
function removeAttributes(of, names) {
	const value = of.force();
	const listed = names.force();
	if (value.kind !== "set" || listed.kind !== "list") return unknown([of]);
	const attributes = new Map(value.attributes);
	for (const name of listed.items) {
		const text = knownText(name.force());
		if (text === void 0) return unknown([of]);
		attributes.delete(text);
	}
	return {
		...value,
		attributes
	};
}
function listToAttributes(evaluator, items) {
	const attributes = /* @__PURE__ */ new Map();
	for (const item of items) {
		const entry = item.force();
		const name = knownText(evaluator.select(entry, "name"));
		if (name === void 0) return void 0;
		if (!attributes.has(name)) attributes.set(name, new Thunk(() => evaluator.select(entry, "value")));
	}
	return set(attributes);
}

// src/nix/evaluate/builtins.ts
function globalNames(evaluator) {
	const all = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(functions(evaluator))) all.set(name, Thunk.of(value));
	const toplevel = [
		"true",
		"false",
		"null",
		"import",
		"map",
		"toString",
		"removeAttrs",
		"baseNameOf",
		"dirOf",
		"isNull"
	];
	const names = new Map(all);
	for (const name of all.keys()) if (!toplevel.includes(name) && name !== "fetchTarball" && name !== "fetchGit") names.delete(name);
	for (const name of [
		"throw",
		"abort",
		"derivation",
		"placeholder",
		"scopedImport",
		"fetchTree",
		"fromTOML"
	]) names.set(name, Thunk.of(unknown([], name)));
	names.set("builtins", Thunk.of(set(all, {
		rest: unknown([], "builtins"),
		scope: true
	})));
	return names;
}
function functions(evaluator) {
	return {
		...listFunctions(evaluator),
		...setFunctions(evaluator),
		...stringFunctions(evaluator),
		true: boolean(true),
		false: boolean(false),
		null: nullValue,
		import: primitive((argument) => {
			const value = argument.force();
			return value.kind === "path" ? importFile(evaluator, value.path, argument) : unknown([argument], "import");
		}),
		fetchTarball: fetcher(evaluator, "fetchTarball"),
		fetchurl: fetcher(evaluator, "fetchurl"),
		fetchGit: fetcher(evaluator, "fetchGit"),
		fetchTree: fetcher(evaluator, "fetchTree"),
		readFile: primitive((argument) => readFile(evaluator, argument)),
		isNull: primitive((of) => {
			const value = of.force();
			return value.kind === "unknown" ? unknown() : boolean(value.kind === "null");
		}),
		seq: primitive2((_, result) => result.force()),
		deepSeq: primitive2((_, result) => result.force()),
		trace: primitive2((_, result) => result.force())
	};
}
function readFile(evaluator, argument) {
	const value = argument.force();
	const text = value.kind === "path" && value.path !== void 0 ? evaluator.surroundings.text(value.path) : void 0;
	return text === void 0 ? unknown([argument], "readFile") : derived(text);
}

// src/nix/evaluate/evaluator.ts
const depthLimit = 600;
var Evaluator = class {
	surroundings;
	budget = 0;
	exhausted = false;
	globals;
	known;
	callers = /* @__PURE__ */ new Map();
	assertions = [];
	#depth = 0;
	constructor(surroundings) {
		this.surroundings = surroundings;
		this.globals = globalNames(this);
		this.known = knownFunctions(this);
	}
	evaluate(expression, environment) {
		if (this.budget <= 0 || this.#depth >= depthLimit) {
			this.exhausted = true;
			return unknown();
		}
		this.budget--;
		this.#depth++;
		try {
			return this.#evaluate(expression, environment);
		} finally {
			this.#depth--;
		}
	}
	delay(expression, environment) {
		const origin = {
			file: environment.file,
			from: expression.from
		};
		return new Thunk(() => this.evaluate(expression, environment), origin, {
			expression,
			environment
		});
	}
	file(tree, environment) {
		return this.delay(tree.root, environment);
	}
	#evaluate(expression, environment) {
		switch (expression.kind) {
			case "variable": return this.variable(expression.name, environment);
			case "int": return {
				kind: "number",
				value: Number(expression.value)
			};
			case "float": return unknown();
			case "uri": {
				const site = {
					file: environment.file,
					from: expression.from,
					to: expression.to
				};
				return string$1([{
					kind: "literal",
					text: expression.value,
					site
				}]);
			}
			case "search-path": return unknown([], expression.value);
			case "string": return this.#string(expression, environment);
			case "path": {
				const text = knownText(string$1(this.#parts(expression.parts, environment)));
				return {
					kind: "path",
					path: text === void 0 ? void 0 : resolvePath(environment.file, text)
				};
			}
			case "list": return list$1(expression.items.map((item) => this.delay(item, environment)));
			case "set": {
				const value = attributesOf(this, expression.bindings, environment, expression.form !== "plain");
				return expression.form === "legacy-let" ? this.select(value, "body") : value;
			}
			case "let": {
				const { attributes } = attributesOf(this, expression.bindings, environment, true);
				return this.evaluate(expression.body, withNames(environment, attributes));
			}
			case "with": return this.evaluate(expression.body, withNamespace(environment, this.delay(expression.namespace, environment)));
			case "assert": {
				const at = {
					file: environment.file,
					from: expression.from
				};
				this.assertions.push({
					at,
					condition: this.delay(expression.condition, environment)
				});
				return this.evaluate(expression.body, environment);
			}
			case "if": return this.#if(expression, environment);
			case "lambda": return {
				kind: "function",
				apply: (argument) => this.call(expression, environment, argument),
				lambda: {
					expression,
					environment
				}
			};
			case "apply": return this.#apply(expression, environment);
			case "select": return this.#select(expression, environment);
			case "has": return this.#has(expression, environment);
			case "unary": {
				const operand = this.evaluate(expression.operand, environment);
				if (expression.operator === "!" && operand.kind === "boolean") return boolean(!operand.value);
				if (expression.operator === "-" && operand.kind === "number") return {
					kind: "number",
					value: -operand.value
				};
				return unknown();
			}
			case "binary": return binary(this, expression, environment);
			case "parenthesised": return this.evaluate(expression.inner, environment);
		}
	}
	variable(name, environment) {
		const found = lexical(environment, name);
		if (found !== void 0) return found.force();
		const global = this.globals.get(name);
		if (global !== void 0) return global.force();
		const around = namespaces(environment);
		for (const [index, namespace] of around.entries()) {
			const value = namespace.force();
			if (value.kind === "set" && value.rest === void 0 && !value.attributes.has(name)) continue;
			const outer = mayHave(value, name) ? around.slice(index + 1).find((one) => isPythonPackages(one.force())) : void 0;
			if (outer === void 0) return this.select(value, name);
			return knownIn(this, name, [name]) ?? unknown([namespace, outer], name);
		}
		return unknown([], name);
	}
	#string(expression, environment) {
		if (expression.parts.length > 0) return string$1(this.#parts(expression.parts, environment));
		const at = expression.from + (expression.style === "quoted" ? 1 : 2);
		return string$1([{
			kind: "literal",
			text: "",
			site: {
				file: environment.file,
				from: at,
				to: at
			}
		}]);
	}
	#parts(parts, environment) {
		return parts.flatMap((part) => {
			if (part.kind === "interpolation") return this.coerce(this.delay(part.expression, environment));
			if (!part.verbatim) return [{
				kind: "derived",
				text: part.value,
				sites: []
			}];
			const site = {
				file: environment.file,
				from: part.from,
				to: part.to
			};
			return [{
				kind: "literal",
				text: part.value,
				site
			}];
		});
	}
	coerce(thunk) {
		const value = thunk.force();
		switch (value.kind) {
			case "string": return value.parts;
			case "path": return [{
				kind: "reference",
				to: value
			}];
			case "set": {
				if (value.derivation !== void 0) return [{
					kind: "reference",
					to: value
				}];
				const outPath = value.attributes.get("outPath")?.force();
				return outPath?.kind === "string" ? outPath.parts : [{
					kind: "unknown",
					mentions: [thunk]
				}];
			}
			default: return [{
				kind: "unknown",
				mentions: [thunk]
			}];
		}
	}
	#if(expression, environment) {
		const condition = this.evaluate(expression.condition, environment);
		if (condition.kind === "boolean") return this.evaluate(condition.value ? expression.consequent : expression.alternative, environment);
		return either(this.delay(expression.consequent, environment), this.delay(expression.alternative, environment));
	}
	#apply(expression, environment) {
		const applied = this.evaluate(expression.function, environment);
		const at = {
			file: environment.file,
			from: expression.from
		};
		return this.apply(applied, this.delay(expression.argument, environment), at);
	}
	apply(applied, argument, at) {
		if (applied.kind === "function") return applied.apply(argument, at);
		if (applied.kind === "set") {
			const functor = applied.attributes.get("__functor")?.force();
			if (functor?.kind !== "function") return unknown([Thunk.of(applied), argument]);
			return this.apply(functor.apply(Thunk.of(applied), at), argument, at);
		}
		return applyUnknown(this, applied, argument, at);
	}
	call(lambda, environment, argument) {
		return this.evaluate(lambda.body, this.inside(lambda, environment, argument));
	}
	inside(lambda, environment, argument) {
		const { argument: name, formals } = lambda;
		const names = /* @__PURE__ */ new Map();
		const given = formals === void 0 ? void 0 : argument.force();
		const taken = given?.kind === "set" ? given : void 0;
		const inner = withNames(environment, names, formals && {
			lambda,
			given: taken
		});
		if (name !== void 0) names.set(name, argument);
		if (formals !== void 0 && given !== void 0) {
			this.#noteCall(lambda, taken?.foundIn);
			for (const formal of formals.entries) {
				const fallback = formal.default === void 0 ? void 0 : this.delay(formal.default, inner);
				const found = given.kind === "set" ? given.attributes.get(formal.name) : void 0;
				const closed = given.kind === "set" && given.rest === void 0 && !given.optional;
				if (found !== void 0 && (closed || fallback === void 0)) names.set(formal.name, found);
				else if (fallback !== void 0) names.set(formal.name, closed ? fallback : Thunk.of(unknown([argument, fallback], formal.name)));
				else names.set(formal.name, new Thunk(() => this.select(given, formal.name)));
			}
		}
		return inner;
	}
	#noteCall(lambda, foundIn) {
		const noted = this.callers.get(lambda) ?? /* @__PURE__ */ new Map();
		this.callers.set(lambda, noted);
		noted.set(foundIn?.join(".") ?? "-", foundIn);
	}
	select(value, name) {
		if (value.kind === "set") {
			const found = value.attributes.get(name);
			if (found !== void 0) return value.optional ? unknown([found], name) : found.force();
			const made = derivationAttribute(this, value, name);
			if (made !== void 0) return made;
			if (value.rest === void 0) return unknown([], name);
			const path = below(value.rest.path, name);
			return knownIn(this, name, path) ?? unknown([Thunk.of(value.rest)], name, path);
		}
		if (value.kind === "function") return name === "override" ? value.override ?? primitive(() => value) : unknown([], name);
		if (value.kind === "unknown") {
			const path = below(value.path, name);
			return knownIn(this, name, path) ?? knownOverride(this, value, name) ?? unknown([Thunk.of(value)], name, path);
		}
		return unknown([], name);
	}
	#select({ subject, path, default: fallback }, environment) {
		let value = this.evaluate(subject, environment);
		for (const step of path) {
			const name = this.name(step, environment);
			if (fallback !== void 0 && (name === void 0 || this.has(value, name) !== true)) {
				const otherwise = this.delay(fallback, environment);
				if (name !== void 0 && this.has(value, name) === false) return otherwise.force();
				return unknown([Thunk.of(name === void 0 ? value : this.select(value, name)), otherwise], name);
			}
			value = name === void 0 ? unknown([Thunk.of(value)]) : this.select(value, name);
		}
		return value;
	}
	has(value, name) {
		if (value.kind === "unknown") return void 0;
		if (value.kind !== "set") return false;
		if (value.attributes.has(name)) return value.optional ? void 0 : true;
		return value.rest === void 0 && value.derivation === void 0 ? false : void 0;
	}
	#has({ subject, path }, environment) {
		let value = this.evaluate(subject, environment);
		for (const step of path) {
			const name = this.name(step, environment);
			const has = name === void 0 ? void 0 : this.has(value, name);
			if (name === void 0 || has === void 0) return unknown();
			if (!has) return boolean(false);
			value = this.select(value, name);
		}
		return boolean(true);
	}
	name(name, environment) {
		if (name.name !== void 0 || name.expression === void 0) return name.name;
		return knownText(this.evaluate(name.expression, environment));
	}
	names(path, environment) {
		return path.map((name) => this.name(name, environment));
	}
	argumentSet(argument) {
		const value = argument.force();
		if (value.kind !== "function") return value;
		const final = new Thunk(() => {
			const result = value.apply(final, argument.origin ?? {
				file: "",
				from: 0
			});
			return result.kind === "function" ? unknown([argument]) : result;
		}, argument.origin);
		return final.force();
	}
};
function mayHave(value, name) {
	return commonNames.has(name) && value.kind === "set" && value.rest?.path?.length === 0 && !value.attributes.has(name);
}
function isPythonPackages(value) {
	return isPythonSet(value.kind === "set" ? value.rest?.path : value.kind === "unknown" ? value.path : void 0);
}

// src/nix/lines.ts
var Lines = class {
	#text;
	#starts = [0];
	constructor(text) {
		this.#text = text;
		for (let i = 0; i < text.length; i++) {
			const char = text.charCodeAt(i);
			if (char === 10 || char === 13 && text.charCodeAt(i + 1) !== 10) this.#starts.push(i + 1);
		}
	}
	at(offset) {
		let low = 0;
		let high = this.#starts.length;
		while (high - low > 1) {
			const middle = low + high >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle;
			else high = middle;
		}
		return {
			line: low + 1,
			column: offset - (this.#starts[low] ?? 0) + 1
		};
	}
	text(line) {
		return this.#text.slice(this.#starts[line - 1] ?? this.#text.length, this.#starts[line]);
	}
};

// src/nix/reading/program.ts
const budget = 4e5;
var Program = class {
	all;
	evaluator;
	values = /* @__PURE__ */ new Map();
	#owners = /* @__PURE__ */ new Map();
	#files;
	#trees;
	#fileValues = /* @__PURE__ */ new Map();
	#lines = /* @__PURE__ */ new Map();
	#top;
	constructor(files, packages, trees) {
		this.#files = files;
		this.#trees = trees;
		this.#top = this.#scope(packages);
		this.all = Thunk.of(set(this.#top, {
			rest: inNixpkgs([]),
			scope: true
		}));
		this.evaluator = new Evaluator(this);
	}
	value(attribute) {
		this.begin();
		return this.values.get(attribute)?.force() ?? unknown();
	}
	begin() {
		this.evaluator.budget = budget;
		this.evaluator.exhausted = false;
	}
	owner(derivation) {
		return this.#owners.get(derivation);
	}
	package(name) {
		return this.#top.get(name);
	}
	text(path) {
		return this.#files.get(path);
	}
	file(path) {
		const known = this.#fileValues.get(path);
		if (known !== void 0) return known;
		if (!this.#files.has(path)) return void 0;
		const tree = this.tree(path);
		const value = new Thunk(() => this.evaluator.evaluate(tree.root, fileEnvironment(path)), {
			file: path,
			from: 0
		});
		this.#fileValues.set(path, value);
		return value;
	}
	tree(path) {
		const text = this.#files.get(path) ?? "";
		const known = this.#trees.get(text);
		if (known !== void 0) return known;
		const tree = parseFile(path, text);
		this.#trees.set(text, tree);
		return tree;
	}
	place({ file, from }) {
		return {
			file,
			...this.#linesOf(file).at(from)
		};
	}
	traced(value) {
		let text = "";
		const sites = [];
		let editable = true;
		for (const part of value.parts) {
			if (part.kind !== "literal" && part.kind !== "derived") continue;
			text += part.text;
			if (part.kind === "literal") sites.push(this.site(part.site));
			else editable = false;
		}
		return {
			value: text,
			sites: editable ? sites : []
		};
	}
	site({ file, from, to }) {
		const text = this.#files.get(file)?.slice(from, to) ?? "";
		return {
			...this.place({
				file,
				from
			}),
			from,
			to,
			text
		};
	}
	#linesOf(file) {
		const known = this.#lines.get(file);
		if (known !== void 0) return known;
		const lines = new Lines(this.#files.get(file) ?? "");
		this.#lines.set(file, lines);
		return lines;
	}
	#scope(packages) {
		const top = /* @__PURE__ */ new Map();
		const sets = /* @__PURE__ */ new Map([["", top]]);
		for (const { attribute, file } of packages) {
			const path = attributePath(attribute);
			const name = path.pop() ?? attribute;
			const siblings = this.#setAt(path, sets);
			const value = new Thunk(() => this.#package(attribute, name, file, siblings, path), {
				file,
				from: 0
			});
			siblings.set(name, value);
			this.values.set(attribute, value);
		}
		return top;
	}
	#setAt(path, sets) {
		const key = path.join("/");
		const known = sets.get(key);
		if (known !== void 0) return known;
		const members = /* @__PURE__ */ new Map();
		sets.set(key, members);
		const name = path.at(-1) ?? "";
		const value = set(members, {
			rest: inNixpkgs(path),
			scope: true
		});
		this.#setAt(path.slice(0, -1), sets).set(name, Thunk.of(value));
		return members;
	}
	#package(attribute, name, file, siblings, foundIn) {
		const at = {
			file,
			from: 0
		};
		const find = (wanted) => {
			if (wanted === name) return this.evaluator.known.get(wanted);
			return siblings.get(wanted) ?? packageIn(this.evaluator, wanted, foundIn);
		};
		let value = this.file(file)?.force() ?? unknown();
		for (let calls = 0; value.kind === "function" && calls < 3; calls++) value = callWith(this.evaluator, value, find, set(/* @__PURE__ */ new Map()), at, foundIn);
		if (value.kind === "set" && value.derivation !== void 0 && !this.#owners.has(value.derivation)) this.#owners.set(value.derivation, attribute);
		return value;
	}
};
function parseFile(path, text) {
	try {
		return parseNix(text);
	} catch (error) {
		if (!(error instanceof NixSyntaxError)) throw error;
		throw new Problem(`this is not Nix: ${display(error.message)}`, {
			kind: "input",
			where: {
				file: path,
				line: error.line,
				column: error.column
			},
			hint: "Mend the syntax; `nix-instantiate --parse` shows the same place.",
			cause: error
		});
	}
}

// src/nix/reading/build-arguments.ts
const defaults = {
	postFetch: isEmpty,
	extraPostFetch: isEmpty,
	fetchSubmodules: isFalse$1,
	leaveDotGit: isFalse$1,
	deepClone: isFalse$1,
	sparseCheckout: isEmpty,
	forceFetchGit: isFalse$1,
	fetchLFS: isFalse$1,
	fetchTags: isFalse$1,
	rootDir: isEmpty,
	postCheckout: isEmpty,
	private: isFalse$1,
	githubBase: (value) => knownText(value) === "github.com",
	stripRoot: (value) => value.kind === "boolean" && value.value,
	recursiveHash: isFalse$1,
	executable: isFalse$1,
	downloadToTemp: isFalse$1
};
function buildArguments(derivation) {
	return Object.entries(defaults).flatMap(([name, isDefault]) => {
		const value = argument(derivation, name);
		return value === void 0 || isDefault(value) ? [] : [name];
	});
}
function isFalse$1(value) {
	return value.kind === "boolean" && !value.value;
}
function isEmpty(value) {
	return value.kind === "list" ? value.items.length === 0 : knownText(value) === "";
}

// src/nix/reading/urls.ts
function readUpstreamUrl(url, upstream, hosts) {
	const name = `${literally(upstream.owner)}/${literally(upstream.repo)}`;
	const host = hosts.map(literally).join("|");
	const forms = [
		["archive", `^https?://(?:www\\.)?(?:${host})/${name}(?:\\.git)?/archive/(.+?)\\.(?:tar\\.gz|tgz|zip)$`],
		["archive", `^https?://(?:${host})/${name}/(?:tar|zip)ball/(.+)$`],
		["archive", `^https?://(?:codeload\\.github\\.com)/${name}/(?:legacy\\.)?(?:tar\\.gz|zip)/(.+)$`],
		["archive", `^https?://api\\.github\\.com/repos/${name}/(?:tar|zip)ball/(.+)$`],
		["asset", `^https?://(?:${host})/${name}/releases/download/([^/]+(?:/v[^/]+)?)/[^/]+$`],
		["file", `^https?://raw\\.githubusercontent\\.com/${name}/(refs/(?:tags|heads)/[^/]+|[^/]+)/.+$`]
	];
	for (const [kind, form] of forms) {
		const found = new RegExp(form, "di").exec(url)?.indices?.[1];
		if (found !== void 0) return {
			from: found[0],
			to: found[1],
			rest: found[1],
			kind
		};
	}
}
function namesUpstream(url, upstream, hosts) {
	const name = `${literally(upstream.owner)}/${literally(upstream.repo)}`;
	return new RegExp(`(?:${hosts.map(literally).join("|")})[/:]${name}(?:\\.git)?(?:$|[/?#])`, "i").test(url);
}
function literally(text) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// src/nix/reading/sources.ts
function readSource(derivation, upstream) {
	const hash = readHash(derivation);
	const common = {
		derivation,
		hash: hash.found,
		name: textArgument(derivation, "name")
	};
	const other = {
		...common,
		ref: void 0,
		url: void 0,
		pypi: void 0,
		doubts: []
	};
	const doubts = [...hash.doubts];
	if (derivation.arguments.rest !== void 0) doubts.push("not all of its arguments can be seen");
	switch (derivation.function) {
		case "fetchFromGitHub": {
			const whose = whoseRepository(derivation, upstream);
			if (whose === "unknown") return {
				...other,
				origin: "unsupported",
				doubts: ["its owner or repo is not known without a run of Nix"]
			};
			if (whose === "other") return {
				...other,
				origin: "other"
			};
			const named = argument(derivation, "tag") === void 0 ? "rev" : "tag";
			const text = textArgument(derivation, named);
			if (text === void 0) doubts.push(`its ${named} is not known without a run of Nix`);
			const ref = text === void 0 ? void 0 : {
				text,
				argument: named
			};
			return {
				...common,
				origin: "upstream",
				ref,
				url: void 0,
				pypi: void 0,
				doubts
			};
		}
		case "fetchPypi": {
			const project = textArgument(derivation, "pname");
			const version = textArgument(derivation, "version");
			if (project === void 0 || version === void 0) return {
				...other,
				origin: "other"
			};
			return {
				...common,
				origin: "pypi",
				ref: void 0,
				url: void 0,
				pypi: {
					project,
					version
				},
				doubts
			};
		}
		case "fetchurl":
		case "fetchzip":
		case "fetchTarball": return byUrl(derivation, upstream, common, doubts);
		default: {
			const url = urlsOf(derivation)[0];
			const text = knownText(url);
			const ours = text !== void 0 && namesUpstream(text, upstream.name, hosts(upstream));
			return {
				...other,
				origin: ours ? "unsupported" : "other"
			};
		}
	}
}
function byUrl(derivation, upstream, common, doubts) {
	const all = urlsOf(derivation);
	const [text] = all;
	if (text === void 0 || knownText(text) === void 0) {
		const ours = (text === void 0 ? stringsIn(derivation) : [text]).some((one) => namesUpstream(rendered(one), upstream.name, hosts(upstream)));
		const url = "its URL is not known without a run of Nix";
		const origin = ours ? "unsupported" : "other";
		return {
			...common,
			origin,
			ref: void 0,
			url: void 0,
			pypi: void 0,
			doubts: [url]
		};
	}
	const url = knownText(text);
	const found = url === void 0 ? void 0 : readUpstreamUrl(url, upstream.name, hosts(upstream));
	if (found === void 0) return {
		...common,
		origin: "other",
		ref: void 0,
		url: void 0,
		pypi: void 0,
		doubts: []
	};
	if (all.length > 1) doubts.push("it has several URLs, which may not all be changed in the same way");
	const ref = {
		text: slice(text, found.from, found.to),
		argument: "url"
	};
	const named = argument(derivation, "url") === void 0 ? "urls.0" : "url";
	return {
		...common,
		origin: "upstream",
		ref,
		url: {
			text,
			found,
			argument: named
		},
		pypi: void 0,
		doubts
	};
}
function urlsOf(derivation) {
	const single = argument(derivation, "url");
	if (single?.kind === "string") return [single];
	const several = argument(derivation, "urls");
	if (several?.kind !== "list") return [];
	return several.items.map((item) => item.force()).filter((value) => value.kind === "string");
}
function whoseRepository(derivation, upstream) {
	const base = knownText(argument(derivation, "githubBase")) ?? "github.com";
	if (!hosts(upstream).includes(base)) return "other";
	const named = ["owner", "repo"].map((part) => {
		const value = argument(derivation, part);
		const text = knownText(value);
		if (text === void 0) return value === void 0 && derivation.arguments.rest === void 0 ? "other" : "unknown";
		return text.toLowerCase() === upstream.name[part].toLowerCase() ? "upstream" : "other";
	});
	if (named.includes("other")) return "other";
	return named.includes("unknown") ? "unknown" : "upstream";
}
function hosts({ serverUrl }) {
	return [.../* @__PURE__ */ new Set(["github.com", new URL(serverUrl).host])];
}
const hashArguments = [
	"hash",
	"sha256",
	"outputHash",
	"sha512",
	"sha1"
];
function readHash(derivation) {
	const named = hashArguments.filter((name) => argument(derivation, name) !== void 0);
	const [first] = named;
	if (first === void 0) return {
		found: void 0,
		doubts: derivation.function === "fetchTarball" ? [] : ["it has no hash"]
	};
	if (named.length > 1) return {
		found: void 0,
		doubts: [`it has several hashes: ${named.join(", ")}`]
	};
	const whole = textArgument(derivation, first);
	if (whole === void 0) return {
		found: void 0,
		doubts: [`its ${first} is not known without a run of Nix`]
	};
	const algorithm = knownText(argument(derivation, "outputHashAlgo")) ?? "sha256";
	const text = knownText(whole) ?? "";
	if (first === "sha512" || first === "sha1" || first === "outputHash" && algorithm !== "sha256") return {
		found: void 0,
		doubts: [`its ${first} is not a SHA-256 hash`]
	};
	if (text === "") return {
		found: {
			text: whole,
			argument: first,
			encoding: "sri"
		},
		doubts: []
	};
	if (toSri(text) === void 0) return {
		found: void 0,
		doubts: [`its ${first} has no form that is known`]
	};
	const { encoding } = parseHash(text);
	return {
		found: {
			text: whole,
			argument: first,
			encoding: encoding === "base16" ? "hex" : encoding
		},
		doubts: []
	};
}
function toPin(source, program, upstream, id, belongs) {
	const { derivation, ref, hash, pypi } = source;
	if (source.origin !== "upstream" && source.origin !== "pypi") return void 0;
	const fetcher = derivation.function;
	const reasons = buildArguments(derivation);
	const refText = ref && knownText(ref.text);
	return {
		id,
		...program.place(derivation.at),
		fetcher,
		origin: source.origin,
		belongs,
		ref: ref && {
			...program.traced(ref.text),
			argument: ref.argument
		},
		refKind: refText === void 0 ? void 0 : isCommit(refText) ? "commit" : "name",
		pypi: pypi && readPypi(derivation, pypi, program),
		hash: hash && {
			...program.traced(hash.text),
			argument: hash.argument,
			encoding: hash.encoding
		},
		hashMode: reasons.length > 0 ? "build" : plainMode(fetcher),
		hashModeReasons: reasons,
		stripRoot: fetcher !== "fetchurl" && fetcher !== "fetchPypi" && !isFalse(argument(derivation, "stripRoot")),
		url: fetchedUrl(source, upstream)
	};
}
function readPypi(derivation, pypi, program) {
	const project = knownText(pypi.project) ?? "";
	const format = knownText(argument(derivation, "format")) === "wheel" ? "wheel" : "sdist";
	return {
		project: normalizeName(project),
		version: program.traced(pypi.version),
		format
	};
}
function plainMode(fetcher) {
	return fetcher === "fetchurl" || fetcher === "fetchPypi" ? "flat" : "nar";
}
function isFalse(value) {
	return value?.kind === "boolean" && !value.value;
}
function fetchedUrl({ ref, url, derivation }, upstream) {
	if (url !== void 0) return onServer(knownText(url.text) ?? "", upstream);
	const text = ref && knownText(ref.text);
	return text === void 0 ? void 0 : archiveUrl(derivation, text, upstream);
}
function archiveUrl(derivation, ref, { serverUrl, name }) {
	const full = argument(derivation, "tag") === void 0 ? ref : `refs/tags/${ref}`;
	return `${serverUrl}/${name.owner}/${name.repo}/archive/${full}.tar.gz`;
}
function onServer(url, { serverUrl }) {
	return url.replace(/^https?:\/\/(www\.)?github\.com(?=\/)/, serverUrl);
}

// src/nix/reading/reading.ts
function read(options, trees = /* @__PURE__ */ new Map()) {
	const program = new Program(options.files, options.packages, trees);
	const nodes = search(program);
	const isFollowed = followedSources(nodes, options.leftAlone);
	const sourceOf = /* @__PURE__ */ new Map();
	for (const { sources, bystanders } of nodes) for (const derivation of [...sources, ...bystanders]) {
		if (sourceOf.has(derivation)) continue;
		const source = readSource(derivation, options.upstream);
		sourceOf.set(derivation, isFollowed(derivation) ? source : {
			...source,
			origin: "other",
			doubts: []
		});
	}
	const packages = understand$1({
		nodes,
		sourcesOf: (node) => sourcesOf(node, /* @__PURE__ */ new Set()).flatMap((derivation) => sourceOf.get(derivation) ?? []),
		projects: options.projects,
		releases: options.releases,
		leftAlone: options.leftAlone,
		repo: options.upstream.name.repo
	});
	const { sources, entryOf } = enumerate(sourceOf, program, options);
	return {
		options,
		trees,
		program,
		packages,
		sources,
		entryOf
	};
}
function followedSources(nodes, leftAlone) {
	if (leftAlone.size === 0) return () => true;
	const followed = new Set(nodes.filter((node) => !isLeftAlone(node, leftAlone)).flatMap((node) => [...sourcesOf(node, /* @__PURE__ */ new Set()), ...node.bystanders].map(identity)));
	return (derivation) => followed.has(identity(derivation));
}
function sourcesOf(node, seen) {
	if (seen.has(node)) return [];
	seen.add(node);
	const further = [...node.sourcePackages].flatMap((used) => sourcesOf(used, seen));
	return [.../* @__PURE__ */ new Set([...node.sources, ...further])];
}
function enumerate(sourceOf, program, { projects, upstream }) {
	const ordered = [...sourceOf].sort(([a], [b]) => a.at.file === b.at.file ? a.at.from - b.at.from : a.at.file < b.at.file ? -1 : 1);
	const counts = /* @__PURE__ */ new Map();
	const byKey = /* @__PURE__ */ new Map();
	const entryOf = /* @__PURE__ */ new Map();
	for (const [derivation, source] of ordered) {
		const key = identity(derivation);
		const known = byKey.get(key);
		if (known !== void 0) {
			entryOf.set(derivation, known);
			continue;
		}
		const count = (counts.get(derivation.at.file) ?? 0) + 1;
		counts.set(derivation.at.file, count);
		const id = `${derivation.at.file}#${count}`;
		const entry = {
			id,
			source,
			pin: toPin(source, program, upstream, id, belongs(source, projects))
		};
		byKey.set(key, entry);
		entryOf.set(derivation, entry);
	}
	return {
		sources: [...byKey.values()],
		entryOf
	};
}
function belongs({ pypi }, projects) {
	return pypi === void 0 ? true : projects?.has(normalizeName(knownText(pypi.project) ?? ""));
}
function identity({ at, arguments: given }) {
	const texts = [...given.attributes].map(([name, thunk]) => `${name}=${knownText(thunk.force()) ?? "?"}`);
	return [
		at.file,
		at.from,
		...texts.sort()
	].join("\n");
}

// src/nix/reading/idioms.ts
function* idiomsIn({ options: { projects }, sources, packages }) {
	if (projects === void 0) return;
	for (const { source } of sources) {
		const project = source.origin === "other" ? projectByUrl(source) : void 0;
		if (project === void 0 || !projects.has(normalizeName(project))) continue;
		const reason = `${source.derivation.function} gets ${project} by a URL of PyPI, which is not followed: ${instead(project)}`;
		yield {
			at: source.derivation.at,
			reason
		};
	}
	for (const entry of packages.values()) {
		const project = overridden(entry);
		if (entry.belongs || project === void 0 || !projects.has(normalizeName(project))) continue;
		const reason = `${entry.node.attribute} is nixpkgs' own ${project} with another version, which is not followed: call buildPythonPackage, or override src as a whole, and ${instead(project)}`;
		yield {
			at: entry.node.at,
			reason
		};
	}
}
function instead(project) {
	return `use fetchPypi { pname = "${project}"; version = ...; hash = ...; }`;
}
function projectByUrl(source) {
	for (const url of urlsOf(source.derivation)) {
		const path = /^mirror:\/\/pypi\/(.*)$/.exec(rendered(url))?.[1] ?? /^https?:\/\/(?:files\.pythonhosted\.org|pypi\.(?:io|org|python\.org))\/packages\/(?:source\/)?(.*)$/.exec(rendered(url))?.[1];
		if (path === void 0) continue;
		const project = /^[A-Za-z0-9]\/([^/]+)\//.exec(path)?.[1] ?? /(?:^|\/)([^/]+?)-[0-9][^/]*$/.exec(path)?.[1];
		if (project !== void 0 && isProjectName(project)) return project;
	}
}
function overridden({ node: { derivation } }) {
	if (derivation?.function !== "overrideAttrs") return void 0;
	const { attributes, rest } = derivation.arguments;
	if (!attributes.has("version") && !attributes.has("src")) return void 0;
	const base = rest?.mentions[0]?.force();
	return base?.kind === "unknown" ? base.label : void 0;
}

// src/nix/reading/refusals.ts
function refusalsOf(reading) {
	const found = [];
	const refuse = ({ file, from }, reason) => {
		found.push({
			file,
			line: reading.program.place({
				file,
				from
			}).line,
			reason
		});
	};
	for (const entry of reading.sources) for (const reason of sourceDoubts(entry)) refuse(entry.source.derivation.at, reason);
	for (const entry of reading.packages.values()) {
		const { node } = entry;
		if (node.cut) refuse(node.at, `${node.attribute} is too large to be understood`);
		if (!entry.belongs) continue;
		if (entry.versionUnknown) refuse(node.at, `the version of ${node.attribute} is not known without a run of Nix`);
		for (const hash of dependentHashes(entry)) refuse(hash.at, `${hash.name} of ${node.attribute} depends on the source: only a build can tell the new one`);
		const mismatch = rootMismatch(entry);
		if (mismatch !== void 0) refuse(mismatch.at, mismatch.reason);
	}
	for (const { at, reason } of idiomsIn(reading)) refuse(at, reason);
	return [...new Map(found.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}
function sourceDoubts({ source, pin }) {
	const name = source.derivation.function;
	if (source.origin === "unsupported") {
		const [doubt = "use fetchFromGitHub"] = source.doubts;
		return [`${name} ${name === "fetchFromGitHub" ? "that may be the upstream's" : "of the upstream"} is not understood: ${doubt}`];
	}
	if (pin === void 0 || pin.belongs === false) return [];
	return source.doubts.map((doubt) => `${name}: ${doubt}`);
}
const hashName = /^(hash|sha1|sha256|sha512|outputHash|.+(Hash|Sha256|Sha512))$/;
function dependentHashes({ node, sources }) {
	const upstreams = new Set(sources.flatMap(({ origin, derivation }) => origin === "upstream" ? [derivation] : []));
	if (upstreams.size === 0 || node.derivation?.maker === "fetcher") return [];
	const own = node.derivation === void 0 ? [] : hashesOf(node.derivation);
	const made = [...node.transforms].filter((derivation) => derivation !== node.derivation).flatMap((derivation) => {
		const hashes = hashesOf(derivation);
		return hashes.length > 0 && [...fetchersIn(derivation)].some((fetcher) => upstreams.has(fetcher)) ? hashes : [];
	});
	return [...own, ...made];
}
function hashesOf(derivation) {
	return [...derivation.arguments.attributes].flatMap(([name, thunk]) => {
		const value = thunk.force();
		return hashName.test(name) && value.kind === "string" && knownText(value) !== "" ? [{
			name,
			at: thunk.origin ?? derivation.at
		}] : [];
	});
}
function rootMismatch({ node }) {
	const root = node.derivation?.arguments.attributes.get("sourceRoot");
	const value = root?.force();
	const [first] = value?.kind === "string" ? value.parts : [];
	const src = argument(node.derivation, "src");
	if (root === void 0 || first?.kind !== "literal" || src?.kind !== "set" || src.derivation?.maker !== "fetcher") return void 0;
	const top = first.text.split("/")[0] ?? "";
	const name = src.derivation.function === "fetchFromGitHub" ? knownText(argument(src.derivation, "name")) ?? "source" : void 0;
	const whole = first.text.includes("/") || value?.kind === "string" && value.parts.length === 1;
	if (name === void 0 || !whole || top === "." || top === name) return void 0;
	return {
		at: root.origin ?? node.at,
		reason: `sourceRoot of ${node.attribute} begins with ${top}, but its source is named ${name}`
	};
}

// src/nix/repository.ts
function readRepository(options) {
	const serverUrl = (options.serverUrl ?? "https://github.com").replace(/\/+$/, "");
	const discovery = options.packages === void 0 ? discoverPackages([...options.files.keys()], options.links) : void 0;
	const reading = read({
		files: options.files,
		packages: options.packages ?? discovery?.packages ?? [],
		upstream: {
			name: options.upstream,
			serverUrl
		},
		projects: options.projects,
		releases: options.releases ?? /* @__PURE__ */ new Set(),
		leftAlone: options.leftAlone ?? /* @__PURE__ */ new Set()
	});
	return {
		files: options.files,
		packages: [...reading.packages.values()].filter(({ node }) => isListed(node, reading)).map((entry) => toPackage(entry, reading)),
		pins: reading.sources.flatMap(({ pin }) => pin ?? []),
		refusals: [...discovery?.refusals ?? [], ...refusalsOf(reading)],
		reading
	};
}
function filesAsPackages(paths) {
	return paths.map((file) => {
		const steps = file.replace(/\.nix$/, "").split("/");
		const last = steps.pop() ?? file;
		return {
			attribute: last === "default" ? steps.pop() ?? last : last,
			file
		};
	});
}
function toPackage(entry, reading) {
	const { node, role, belongs, because, version } = entry;
	const { program, entryOf } = reading;
	const traced = version && program.traced(version.text);
	const parts = within(node, reading, /* @__PURE__ */ new Set());
	const pins = parts.flatMap(({ sources, bystanders }) => [...sources, ...bystanders].flatMap((source) => entryOf.get(source)?.pin?.id ?? []));
	const uses = parts.flatMap((part) => [...part.uses].filter((used) => isListed(used, reading)));
	return {
		attribute: node.attribute,
		within: node.within,
		file: program.values.get(node.attribute)?.origin?.file ?? node.at.file,
		role,
		belongs,
		because,
		name: knownText(entry.pname),
		version: version && traced && {
			...traced,
			...placeOf(traced.sites[0] ?? program.place(version.at))
		},
		sourceDirectory: sourceDirectory(node),
		pins: [...new Set(pins)],
		uses: [...new Set(uses.map(({ attribute }) => attribute))]
	};
}
function isListed(node, { packages }) {
	return node.within === void 0 || packages.get(node)?.version !== void 0 || packages.get(node)?.belongs === true;
}
function within(node, reading, seen) {
	seen.add(node);
	return [node, ...[...node.uses].filter((used) => !seen.has(used) && !isListed(used, reading)).flatMap((part) => within(part, reading, seen))];
}
function placeOf({ file, line, column }) {
	return {
		file,
		line,
		column
	};
}

// src/commands/located.ts
function located(directory, action) {
	try {
		return action();
	} catch (error) {
		if (!isProblem(error) || error.where.file === void 0) throw error;
		const { kind, where, hint } = error;
		throw new Problem(error.message, {
			kind,
			where: {
				...where,
				file: join(directory, error.where.file)
			},
			...hint === void 0 ? {} : { hint },
			cause: error
		});
	}
}

// src/commands/situation.ts
const documentation = /\.(md|txt|rst|adoc)$/i;
const largestDocument = 1e6;
async function readSituation(world, directory, configuration) {
	const [paths, links] = await Promise.all([world.files.list(directory), world.files.links(directory)]);
	if (!paths?.some((path) => path.startsWith(".flox/pkgs/"))) throw new Problem("there is no package here", {
		kind: "input",
		where: {
			file: join(directory, ".flox/pkgs"),
			input: "directory"
		},
		hint: "Name the directory that holds .flox in the input directory."
	});
	checkConfigured(configuration, discoverPackages([...paths, ...links]).packages);
	const wanted = paths.filter((path) => path.endsWith(".nix") || documentation.test(path));
	const contents = await Promise.all(wanted.map((path) => world.files.read(join(directory, path))));
	const files = /* @__PURE__ */ new Map();
	for (const [index, path] of wanted.entries()) {
		const bytes = contents[index];
		if (bytes !== void 0 && (path.endsWith(".nix") || bytes.byteLength <= largestDocument)) files.set(path, fromBytes(bytes));
	}
	const [lock, manifest] = await Promise.all([readText(world, join(directory, lockFileName)), readText(world, join(directory, manifestPath))]);
	return {
		directory,
		files,
		links,
		manifest,
		lock: lock === void 0 ? void 0 : readLock(join(directory, lockFileName), lock),
		lockText: lock === void 0 ? void 0 : encode(lock),
		leftAlone: new Set([...configuration.packages].flatMap(([name, { follow }]) => follow === false ? [name] : []))
	};
}
function checkConfigured({ packages }, discovered) {
	const known = discovered.map(({ attribute }) => attribute);
	if (known.length === 0) return;
	for (const [name, { where }] of packages) {
		const [attribute = name] = name.split("/", 1);
		if (!known.includes(attribute)) throw noSuchPackage(name, known, where);
	}
}
function noSuchPackage(name, known, where) {
	return new Problem(`there is no package ${quoteUntrusted(name)}${nearest(name, known)}`, {
		kind: "input",
		where,
		hint: `Known: ${known.join(", ")}.`
	});
}
async function readText(world, path) {
	const bytes = await world.files.read(path);
	return bytes === void 0 ? void 0 : new TextDecoder().decode(bytes);
}
function nixpkgsUrl({ nixpkgs }, { lock }) {
	return nixpkgs ?? lock?.nixpkgs?.url ?? null;
}
function understand(situation, inputs, projects = lockedProjects(situation.lock)) {
	const { directory, files, links, lock, leftAlone } = situation;
	return located(directory, () => readRepository({
		files,
		links,
		upstream: inputs.upstream,
		serverUrl: inputs["upstream-server-url"],
		projects,
		releases: lockedReleases(lock),
		leftAlone
	}));
}
function lockedReleases(lock) {
	if (lock === void 0) return /* @__PURE__ */ new Set();
	const joins = Object.values(lock.packages).filter(({ project }) => project === null);
	return /* @__PURE__ */ new Set([lock.version, ...joins.map(({ version }) => version)]);
}
function lockedProjects(lock) {
	const names = Object.values(lock?.packages ?? {}).flatMap(({ project }) => project === null ? [] : [project]);
	return names.length === 0 ? void 0 : new Set(names);
}

export { withNamespace as A, argument as B, parse as C, lexical as D, afterReferences as E, discoverPackages as F, derived as G, textArgument as H, parseNix as I, sitesOf as J, knownText as K, isNixName as L, pythonOf as M, pythonSetIn as N, namespaces as O, attributePath as P, lex as R, systemsOfManifest as S, attributesOf as T, inNixpkgs as U, fetchersIn as V, unknown as W, commonNames as _, located as a, occurrences as b, dependentHashes as c, archiveUrl as d, onServer as f, packageIn as g, Lines as h, understand as i, isPythonSet as j, withNames as k, sourceDoubts as l, parseFile as m, noSuchPackage as n, filesAsPackages as o, namesUpstream as p, rendered as q, readSituation as r, readRepository as s, nixpkgsUrl as t, read as u, pinnedReleases as v, TomlError as w, versionInRef as x, isCommit as y, NixSyntaxError as z };