import { t as __commonJSMin } from "./rolldown-runtime.js";
import { o as Problem, r as quoteUntrusted } from "./refs.js";

// node_modules/fastest-levenshtein/mod.js
var require_fastest_levenshtein = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.__esModule = true;
	exports.distance = exports.closest = void 0;
	var peq = /* @__PURE__ */ new Uint32Array(65536);
	var myers_32 = function(a, b) {
		var n = a.length;
		var m = b.length;
		var lst = 1 << n - 1;
		var pv = -1;
		var mv = 0;
		var sc = n;
		var i = n;
		while (i--) peq[a.charCodeAt(i)] |= 1 << i;
		for (i = 0; i < m; i++) {
			var eq = peq[b.charCodeAt(i)];
			var xv = eq | mv;
			eq |= (eq & pv) + pv ^ pv;
			mv |= ~(eq | pv);
			pv &= eq;
			if (mv & lst) sc++;
			if (pv & lst) sc--;
			mv = mv << 1 | 1;
			pv = pv << 1 | ~(xv | mv);
			mv &= xv;
		}
		i = n;
		while (i--) peq[a.charCodeAt(i)] = 0;
		return sc;
	};
	var myers_x = function(b, a) {
		var n = a.length;
		var m = b.length;
		var mhc = [];
		var phc = [];
		var hsize = Math.ceil(n / 32);
		var vsize = Math.ceil(m / 32);
		for (var i = 0; i < hsize; i++) {
			phc[i] = -1;
			mhc[i] = 0;
		}
		var j = 0;
		for (; j < vsize - 1; j++) {
			var mv_1 = 0;
			var pv_1 = -1;
			var start_1 = j * 32;
			var vlen_1 = Math.min(32, m) + start_1;
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k;
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)];
				var pb = phc[i / 32 | 0] >>> i & 1;
				var mb = mhc[i / 32 | 0] >>> i & 1;
				var xv = eq | mv_1;
				var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
				var ph = mv_1 | ~(xh | pv_1);
				var mh = pv_1 & xh;
				if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
				if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
				ph = ph << 1 | pb;
				mh = mh << 1 | mb;
				pv_1 = mh | ~(xv | ph);
				mv_1 = ph & xv;
			}
			for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0;
		}
		var mv = 0;
		var pv = -1;
		var start = j * 32;
		var vlen = Math.min(32, m - start) + start;
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		var score = m;
		for (var i = 0; i < n; i++) {
			var eq = peq[a.charCodeAt(i)];
			var pb = phc[i / 32 | 0] >>> i & 1;
			var mb = mhc[i / 32 | 0] >>> i & 1;
			var xv = eq | mv;
			var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			var ph = mv | ~(xh | pv);
			var mh = pv & xh;
			score += ph >>> m - 1 & 1;
			score -= mh >>> m - 1 & 1;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
		return score;
	};
	var distance = function(a, b) {
		if (a.length < b.length) {
			var tmp = b;
			b = a;
			a = tmp;
		}
		if (b.length === 0) return a.length;
		if (a.length <= 32) return myers_32(a, b);
		return myers_x(a, b);
	};
	exports.distance = distance;
	var closest = function(str, arr) {
		var min_distance = Infinity;
		var min_index = 0;
		for (var i = 0; i < arr.length; i++) {
			var dist = distance(str, arr[i]);
			if (dist < min_distance) {
				min_distance = dist;
				min_index = i;
			}
		}
		return arr[min_index];
	};
	exports.closest = closest;
}));

// src/inputs/parsers.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function originText({ name, from }) {
	if (from === "option") return `--${name}`;
	return from === "configuration" ? `"${name}" in the configuration file` : `input "${name}"`;
}
function refuse(origin, message, hint, cause) {
	const where = {
		...origin.where,
		input: origin.name
	};
	return new Problem(`${originText(origin)}: ${message}`, {
		kind: "input",
		where,
		hint,
		cause
	});
}
const text = (value) => value;
const optionalText = (value) => value === "" ? void 0 : value;
const boolean = (value, origin) => {
	if ([
		"true",
		"True",
		"TRUE"
	].includes(value)) return true;
	if ([
		"false",
		"False",
		"FALSE"
	].includes(value)) return false;
	throw refuse(origin, `${quoteUntrusted(value)} is not a boolean`, "Write true or false.");
};
const list = (value) => value.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== "");
function oneOf(...values) {
	return (value, origin) => {
		const found = values.find((candidate) => candidate === value);
		if (found !== void 0) return found;
		throw refuse(origin, `${quoteUntrusted(value)} is not known${nearest(value, values)}`, `Write one of: ${values.join(", ")}.`);
	};
}
const repository = (value, origin) => {
	const [, owner, repo] = /^([A-Za-z0-9][A-Za-z0-9_-]{0,38})\/([A-Za-z0-9._-]{1,100})$/.exec(value) ?? [];
	if (owner === void 0 || repo === void 0 || repo === "." || repo === "..") throw refuse(origin, `${quoteUntrusted(value)} is not a repository`, "Write owner/repo, for example dagster-io/dagster.");
	return {
		owner,
		repo
	};
};
const url = (value, origin) => {
	const parsed = URL.canParse(value) ? new URL(value) : void 0;
	if (/^[^/]*\/*[^/]*@/.test(value)) throw refuse(origin, "the URL carries credentials", "Pass them as a token input.");
	const loopback = [
		"127.0.0.1",
		"localhost",
		"[::1]"
	].includes(parsed?.hostname ?? "");
	if (parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && loopback)) throw refuse(origin, `${quoteUntrusted(value)} is not an https URL`, "Write a whole URL, for example https://api.github.com.");
	if (/[?#]/.test(value)) throw refuse(origin, `${quoteUntrusted(value)} has a query or a fragment`, "Write the URL up to its path.");
	return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, "");
};
const positive = (value, origin) => {
	const number = /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
	if (number > 0) return number;
	throw refuse(origin, `${quoteUntrusted(value)} is not a number above zero`, "Write digits, for example 300.");
};
const nixpkgs = (value, origin) => {
	if (value === "") return void 0;
	if (/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/.test(value)) return value;
	throw refuse(origin, `${quoteUntrusted(value)} is not a URL`, "Write it as Flox takes it, for example https://github.com/flox/nixpkgs?rev=<commit>.");
};
const placeholders = [
	"name",
	"from",
	"to",
	"tag"
];
const messageTemplate = (value, origin) => {
	const hint = `Write one line, with ${placeholders.map((name) => `{${name}}`).join(", ")} in it.`;
	if (/[\p{C}]/u.test(value)) throw refuse(origin, "it is not one line of text", hint);
	for (const [written, name = ""] of value.matchAll(/\{([^{}]*)\}/g)) if (!placeholders.some((known) => known === name)) throw refuse(origin, `${quoteUntrusted(written)} is not known${nearest(name, placeholders)}`, hint);
	return value;
};
function nearest(value, known, prefix = "") {
	if (value === "" || known.length === 0) return "";
	const begun = value.length < 3 ? void 0 : known.find((name) => name.startsWith(value));
	const candidate = begun ?? (0, import_fastest_levenshtein.closest)(value, known);
	const off = (0, import_fastest_levenshtein.distance)(value, candidate);
	return begun !== void 0 || off < value.length && off <= Math.max(2, candidate.length / 3) ? ` (did you mean ${prefix}${candidate}?)` : "";
}

export { nixpkgs as a, originText as c, repository as d, text as f, nearest as i, positive as l, list as n, oneOf as o, url as p, messageTemplate as r, optionalText as s, boolean as t, refuse as u };