import { t as __commonJSMin } from "./rolldown-runtime.js";
import { n as systems } from "./systems.js";
import { a as parseDuration, n as parseTagPattern, t as bareVersion } from "./tags.js";
import { r as quoteUntrusted } from "./refs.js";
import { t as Problem } from "./errors.js";

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
/** `input "tag"`, `--tag`, `"tag" in the configuration file`. */
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
/** YAML 1.2 core schema booleans, as GitHub's toolkit takes them. */
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
/** Separated by commas or line ends. */
const list = (value) => value.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== "");
function oneOf(...values) {
	return (value, origin) => {
		const found = values.find((candidate) => candidate === value);
		if (found !== void 0) return found;
		throw refuse(origin, `${quoteUntrusted(value)} is not known${nearest(value, values)}`, `Write one of: ${values.join(", ")}.`);
	};
}
/** `owner/repo`, by the characters that GitHub allows; managed users' names have an underscore. */
const repository = (value, origin) => {
	const [, owner, repo] = /^([A-Za-z0-9][A-Za-z0-9_-]{0,38})\/([A-Za-z0-9._-]{1,100})$/.exec(value) ?? [];
	if (owner === void 0 || repo === void 0 || repo === "." || repo === "..") throw refuse(origin, `${quoteUntrusted(value)} is not a repository`, "Write owner/repo, for example dagster-io/dagster.");
	return {
		owner,
		repo
	};
};
/** A URL without its last slash; https, or http on the loopback only. Paths are appended to it. */
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
/** ` (did you mean X?)` where the value begins a known name, or is two characters or a third of it off at most. */
function nearest(value, known, prefix = "") {
	if (value === "" || known.length === 0) return "";
	const begun = value.length < 3 ? void 0 : known.find((name) => name.startsWith(value));
	const candidate = begun ?? (0, import_fastest_levenshtein.closest)(value, known);
	const off = (0, import_fastest_levenshtein.distance)(value, candidate);
	return begun !== void 0 || off < value.length && off <= Math.max(2, candidate.length / 3) ? ` (did you mean ${prefix}${candidate}?)` : "";
}

// src/inputs/definitions.ts
const commandNames = [
	"check",
	"bump",
	"scan",
	"hash"
];
/** What the action runs; the others are for the terminal. */
const actionCommands = ["check", "bump"];
const define = (definition) => definition;
const choosing = ["check", "bump"];
/**
* Every input of the action and option of the command line, in the order of the documentation. action.yml, `--help`
* and the README's tables are generated from it.
*/
const definitions = {
	command: define({
		description: "What to do: `check` polls and chooses, `bump` also edits and commits.",
		default: "bump",
		placeholder: "NAME",
		commands: actionCommands,
		only: "input",
		parse: oneOf(...actionCommands)
	}),
	directory: define({
		description: "The directory that holds `.flox`.",
		default: ".",
		placeholder: "DIR",
		commands: [
			"check",
			"bump",
			"scan"
		],
		parse: text
	}),
	upstream: define({
		description: "The repository on GitHub whose releases are followed.",
		default: "dagster-io/dagster",
		placeholder: "OWNER/REPO",
		commands: [
			"check",
			"bump",
			"scan"
		],
		parse: repository
	}),
	tag: define({
		description: "Take this release, tag, commit or branch instead of choosing the newest release.",
		default: "",
		defaultText: "the newest release",
		placeholder: "REF",
		commands: choosing,
		parse: optionalText
	}),
	constraint: define({
		description: "Versions that may be taken: a PEP 440 specifier set such as `>=1.12,<2` (or a semver range).",
		default: "",
		defaultText: "any",
		placeholder: "SPEC",
		commands: choosing,
		parse: optionalText
	}),
	ignore: define({
		description: "Versions that are never taken, separated by commas.",
		default: "",
		defaultText: "none",
		placeholder: "LIST",
		commands: choosing,
		list: true,
		parse: list
	}),
	prerelease: define({
		description: "Take pre-releases too.",
		default: "false",
		commands: choosing,
		parse: boolean
	}),
	"minimum-release-age": define({
		description: "How old a release must be: minutes, hours, days or weeks.",
		default: "0 days",
		placeholder: "AGE",
		commands: choosing,
		parse: (value, { name }) => parseDuration(value, name)
	}),
	versioning: define({
		description: "How versions are ordered: `pep440` or `semver`.",
		default: "pep440",
		placeholder: "SCHEME",
		commands: choosing,
		parse: oneOf("pep440", "semver")
	}),
	"tag-pattern": define({
		description: "A regular expression that a release's whole tag must match; its first group, where it has one, is the version.",
		default: "",
		defaultText: "a bare version",
		placeholder: "REGEX",
		commands: choosing,
		parse: (value, { name }) => value === "" ? bareVersion : parseTagPattern(value, name)
	}),
	requirements: define({
		description: "What upstream requires and the Nix lists lack: `fix` adds what is sure, `report` shows what fix would do, `off` does not look.",
		default: "fix",
		placeholder: "MODE",
		commands: ["bump"],
		parse: oneOf("fix", "report", "off")
	}),
	systems: define({
		description: "The systems to build on afterwards, separated by commas.",
		default: "",
		defaultText: "the manifest's",
		placeholder: "LIST",
		commands: ["bump"],
		list: true,
		parse: (value, origin) => {
			return list(value, origin).map((name) => oneOf(...systems)(name, origin));
		}
	}),
	runners: define({
		description: "The runner label of a system, as `system=label` separated by commas, where it is not GitHub's own.",
		default: "",
		defaultText: "GitHub's labels",
		placeholder: "LIST",
		commands: ["bump"],
		list: true,
		parse: (value, origin) => {
			const entries = list(value, origin).map((entry) => {
				const [, system = entry, label = ""] = /^([^=]*)=(.*)$/.exec(entry) ?? [];
				if (label.trim() === "") throw refuse(origin, `${quoteUntrusted(entry)} names no label`, "Write x86_64-linux=my-runner.");
				return [oneOf(...systems)(system.trim(), origin), label.trim()];
			});
			return new Map(entries);
		}
	}),
	"bump-file": define({
		description: "Where `bump.json`, which the following jobs read, is written.",
		default: "",
		defaultText: "`$RUNNER_TEMP/flox-upstream/bump.json`",
		commands: ["bump"],
		only: "input",
		parse: optionalText
	}),
	token: define({
		description: "For the packaging repository: `contents: write` for bump's commit, `pull-requests: read` to respect a closed pull request.",
		default: "",
		defaultText: "`github.token`; `GITHUB_TOKEN` or `GH_TOKEN` in a terminal",
		placeholder: "TOKEN",
		commands: choosing,
		secret: true,
		environment: ["GITHUB_TOKEN", "GH_TOKEN"],
		parse: optionalText
	}),
	"upstream-token": define({
		description: "For the upstream, read only.",
		default: "",
		defaultText: "`token` where both are on one API host, else none",
		placeholder: "TOKEN",
		commands: choosing,
		secret: true,
		parse: optionalText
	}),
	"upstream-api-url": define({
		description: "The API of the GitHub that the upstream is on.",
		default: "https://api.github.com",
		placeholder: "URL",
		commands: choosing,
		parse: url
	}),
	"upstream-server-url": define({
		description: "The GitHub that the upstream's archives are fetched from.",
		default: "https://github.com",
		placeholder: "URL",
		commands: [...choosing, "scan"],
		parse: url
	}),
	"pypi-url": define({
		description: "The Python package index.",
		default: "https://pypi.org",
		placeholder: "URL",
		commands: choosing,
		parse: url
	}),
	config: define({
		description: "A YAML file that sets these inputs and names what the Nix files leave open; inputs win.",
		default: ".github/flox-upstream.yml",
		defaultText: "`.github/flox-upstream.yml`, where it exists",
		placeholder: "FILE",
		commands: [
			"check",
			"bump",
			"scan"
		],
		parse: text
	}),
	"dry-run": define({
		description: "Write nothing anywhere: no file, no commit, no branch.",
		default: "false",
		commands: ["bump"],
		parse: boolean
	}),
	"exit-code": define({
		description: "Exit with 1 when an update is at hand.",
		default: "false",
		commands: ["check"],
		only: "option",
		parse: boolean
	}),
	flat: define({
		description: "The hash of the file itself, as fetchurl and fetchPypi want it, instead of the tree in it.",
		default: "false",
		commands: ["hash"],
		only: "option",
		parse: boolean
	}),
	"no-strip-root": define({
		description: "Keep the archive's top-level entries, as `stripRoot = false` does.",
		default: "false",
		commands: ["hash"],
		only: "option",
		parse: boolean
	}),
	json: define({
		description: "Print one JSON document on standard output and nothing else there.",
		default: "false",
		commands: commandNames,
		only: "option",
		parse: boolean
	})
};
const inputNames = Object.keys(definitions);
function isBoolean(name) {
	return definitions[name].parse === boolean;
}
/** The names that a command takes, through one of the two doors. */
function namesFor(command, door) {
	return inputNames.filter((name) => {
		const { commands, only } = definitions[name];
		return commands.includes(command) && (only === void 0 || only === door);
	});
}
function definitionOf(name) {
	return definitions[name];
}

export { isBoolean as a, oneOf as c, inputNames as i, originText as l, commandNames as n, namesFor as o, definitionOf as r, nearest as s, actionCommands as t, refuse as u };