import { c as isProblem, o as Problem, r as quoteUntrusted } from "./refs.js";
import { B as argument, F as discoverPackages, I as parseNix, K as knownText, i as understand, n as noSuchPackage, r as readSituation, t as nixpkgsUrl, z as NixSyntaxError } from "./situation.js";
import { n as isProjectName, r as normalizeName } from "./names.js";
import { a as textOf, d as toSri, i as positionOf } from "./source.js";
import { O as readHashMismatches, a as holdsWhere, n as parseRequirement, s as ownPackages, t as isMalformed } from "./pep508.js";
import { c as object, d as string, i as array, l as record, n as unmetBoundSchema, t as resultSchema } from "./result.js";
import { a as closureSize, o as elapsed, r as printable, s as size } from "./text.js";
import { i as escapeMarkdown, n as codeSpan, r as escapeHtml, s as table, t as codeBlock } from "./markdown.js";
import { t as listed$1 } from "./sections.js";
import { n as printable$1 } from "./style.js";
import { t as presetFor } from "./presets.js";
import { t as compareVersions } from "./versions.js";
import { c as systems, i as matchesSpecifiers, t as comparePep440 } from "./pep440.js";
import { t as jsonText } from "./json.js";
import { a as upstreamName } from "./outside.js";
import { dirname, join, resolve } from "node:path/posix";

// src/flox/checks/expected.ts
function expectedOf(repository, lock, attribute, named) {
	const entry = repository.packages.find((candidate) => candidate.attribute === attribute);
	if (entry === void 0) return void 0;
	const built = (entry.role === "join" ? joined(entry, repository, /* @__PURE__ */ new Set()) : [entry]).filter(({ role }) => role === "built").toSorted((a, b) => a.attribute < b.attribute ? -1 : 1);
	return {
		role: entry.role,
		imports: [.../* @__PURE__ */ new Set([...named.get(attribute) ?? [], ...built.flatMap((part) => named.get(part.attribute) ?? importsOf(repository, part))])],
		projects: built.flatMap((part) => projectOf(repository, lock, part) ?? [])
	};
}
function joined(entry, repository, seen) {
	return [entry, ...repository.packages.filter(({ within }) => within === entry.attribute)].flatMap(({ uses }) => uses).filter((name) => !seen.has(name)).flatMap((name) => {
		seen.add(name);
		const used = repository.packages.find(({ attribute }) => attribute === name);
		if (used === void 0 || used.within !== void 0) return [];
		return used.role === "join" ? joined(used, repository, seen) : [used];
	});
}
function projectOf(repository, lock, entry) {
	const stated = entry.version?.value;
	const locked = lock?.packages[entry.attribute];
	const known = locked !== void 0 && locked.version === stated ? locked : void 0;
	const project = known?.project ?? entry.name;
	if (project === void 0 || project === null || !isProjectName(project)) return void 0;
	return {
		attribute: entry.attribute,
		project: normalizeName(project),
		version: known?.metadataVersion ?? (stated?.includes("unstable") ? void 0 : stated),
		requirements: known?.requirements ?? void 0,
		relaxed: namesOf(repository, entry, "pythonRelaxDeps"),
		removed: namesOf(repository, entry, "pythonRemoveDeps")
	};
}
function importsOf(repository, entry) {
	return listed(repository, entry, "pythonImportsCheck").filter((name) => /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name));
}
function namesOf(repository, entry, name) {
	const value = argumentOf(repository, entry, name);
	if (value?.kind === "boolean" && value.value) return "all";
	return new Set(listed(repository, entry, name).map(normalizeName));
}
function listed(repository, entry, name) {
	const value = argumentOf(repository, entry, name);
	return value?.kind === "list" ? value.items.flatMap((item) => knownText(item.force()) ?? []) : [];
}
function argumentOf({ reading }, { attribute }, name) {
	const node = [...reading.packages.keys()].find((candidate) => candidate.attribute === attribute);
	return argument(node?.derivation, name);
}

// src/flox/failure/lines.ts
const ofBuild = /^(?:([A-Za-z0-9+._?=-]+)|\s+)>(?: (.*))?$/;
const failed$2 = /(?:builder for|Cannot build) '([^']+\.drv)'/;
const colours$1 = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
function logLines(log) {
	const own = [];
	const builds = [];
	let reported = "";
	for (const raw of log.split(/\r?\n/)) {
		const line = raw.replaceAll(colours$1, "");
		const found = ofBuild.exec(line);
		if (found === null) {
			own.push(line);
			reported = derivationName(failed$2.exec(line)?.[1] ?? reported);
		} else builds.push({
			derivation: found[1] ?? reported,
			text: found[2] ?? ""
		});
	}
	return {
		own,
		builds
	};
}
function oneLine(text, longest = 400) {
	const flat = text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�").trim();
	return flat.length <= longest ? flat : `${flat.slice(0, longest - 1)}…`;
}
function derivationName(path) {
	return path.replace(/^.*\//, "").replace(/^[a-z0-9]{32}-/, "").replace(/\.drv$/, "");
}

// src/flox/failure/places.ts
function packageOfDerivation({ packages }, derivation) {
	return packages.find(({ name, version, within }) => {
		if (name === void 0 || within !== void 0) return false;
		const own = derivation.replace(/^python3(\.\d+)?-/, "");
		return own === name || own === `${name}-${version?.value ?? ""}`;
	});
}
function pinWithHash({ pins }, specified) {
	const wanted = toSri(specified);
	const isEmpty = wanted === "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
	return pins.find(({ hash }) => {
		if (hash === void 0) return false;
		return hash.value === "" ? isEmpty : toSri(hash.value) === wanted;
	});
}
function lineOfAttribute({ files }, file, attribute) {
	try {
		const { text, tokens } = parseNix(files.get(file) ?? "");
		const token = tokens.find((found) => found.kind === "identifier" && textOf(text, found) === attribute);
		return token === void 0 ? void 0 : positionOf(text, token.from).line;
	} catch (error) {
		if (error instanceof NixSyntaxError) return void 0;
		throw error;
	}
}
const place = /(?:^|[/«])\.flox\/pkgs\/([^\s:»']+\.nix):(\d{1,7})/;
function placeIn(lines) {
	for (const line of lines) {
		const [, file, number] = place.exec(line) ?? [];
		if (file !== void 0) return {
			file: `.flox/pkgs/${file}`,
			line: Number(number)
		};
	}
}

// src/flox/failure/unmet.ts
const project = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?";
const bound = "[<>=!~]=?=?(?:[0-9]{1,10}!)?[A-Za-z0-9.*+]{1,60}";
const unmet = new RegExp(`^\\s*-?\\s*(${project})(?:\\[[A-Za-z0-9,._ -]{0,200}\\])?\\s?(${`(?:${bound}(?:,${bound}){0,19},?)?`}) (?:not satisfied by version ([A-Za-z0-9.+!]{1,80})|(not installed))$`);
function readUnmet(lines, isOf) {
	const found = /* @__PURE__ */ new Map();
	let reached = false;
	for (const { derivation, text } of lines) {
		if (!isOf(derivation)) continue;
		reached ||= /^Checking runtime dependencies for /.test(text);
		const [, name, bound = "", version, missing] = (reached ? unmet.exec(text) : null) ?? [];
		if (name === void 0 || version === void 0 && missing === void 0) continue;
		found.set(name.toLowerCase(), {
			name,
			bound: bound.replace(/,$/, ""),
			version
		});
	}
	return [...found.values()];
}
function unmetBounds(unmet) {
	const bounds = /* @__PURE__ */ new Map();
	for (const { name, bound, version } of unmet) {
		const { data } = unmetBoundSchema.safeParse({
			project: normalizeName(name),
			bound,
			version
		});
		if (data !== void 0) bounds.set(`${data.project} ${data.bound}`, data);
	}
	return [...bounds.values()].slice(0, 100);
}
function readMetadataMismatch(lines, isOf) {
	const pattern = /^The '[^']{1,200}' derivation has version '([^']{1,100})' but \.dist-info\/METADATA specifies version '([^']{1,100})'\.$/;
	for (const { derivation, text } of lines) {
		const [, stated, built] = (isOf(derivation) ? pattern.exec(text) : null) ?? [];
		if (stated !== void 0 && built !== void 0) return {
			stated,
			built
		};
	}
}

// src/flox/failure/classify.ts
function classifyFailure(facts) {
	if (facts.how === "stopped") return failed$1("cancelled", "the build was cancelled", null);
	if (facts.how === "time-limit") return failed$1("time-limit", `the build did not end within ${facts.limitMinutes} minutes`, "Give it more time with the input timeout-minutes, or find out what hangs.");
	const log = {
		...logLines(facts.log),
		text: facts.log
	};
	for (const read of readers) {
		const verdict = read(facts, log);
		if (verdict !== void 0) return verdict;
	}
	const said = log.own.findLast((line) => line.trim() !== "") ?? "it printed nothing";
	return failed$1("build-failed", `flox build failed: ${oneLine(said)}`, "Look at the end of the log.");
}
function endsEverything(kind) {
	return [
		"does-not-parse",
		"not-locked",
		"no-space",
		"login-needed",
		"flox-missing",
		"flox-too-old",
		"cancelled"
	].includes(kind);
}
const readers = [
	login,
	notLocked,
	untracked,
	tooOld,
	unsupported,
	notNix$1,
	hashMismatch,
	noSpace,
	unmetRequirement,
	metadataMismatch,
	network,
	builderFailed,
	evaluation
];
function failed$1(kind, message, hint, place = void 0, unmetBounds = []) {
	return {
		kind: "failed",
		failure: {
			kind,
			message,
			hint,
			file: place?.file ?? null,
			line: place?.line ?? null
		},
		unmetBounds
	};
}
function find({ own }, pattern) {
	for (const line of own) {
		const found = pattern.exec(line);
		if (found !== null) return found;
	}
}
function login(_, log) {
	const found = find(log, /^(?:✘|❌) ERROR: (.*(?:not logged in to FloxHub|FloxHub token has expired).*)$/);
	if (found === void 0) return void 0;
	return failed$1("login-needed", oneLine(found[1] ?? ""), "Commit a manifest.lock that is up to date: building from one needs no login. Else set FLOX_FLOXHUB_TOKEN.");
}
function notLocked({ system }, log) {
	if (find(log, /^(?:(?:✘|❌) ERROR: )?.*environment is not locked for your system/) === void 0) return void 0;
	return failed$1("not-locked", `the environment is not locked for ${system}`, `List ${system} in options.systems of the manifest, run \`flox upgrade\`, and commit manifest.lock.`, {
		file: ".flox/env/manifest.lock",
		line: null
	});
}
function untracked({ file }, log) {
	if (find(log, /^(?:✘|❌) ERROR: .*Nix expression for '[^']*' does not appear to be tracked by git/) === void 0) return void 0;
	return failed$1("untracked-file", `${file} is not tracked by git`, `Run \`git add ${file}\`.`, {
		file,
		line: null
	});
}
function tooOld(_, log) {
	if (find(log, /^(?:✘|❌) ERROR: .*`?--nixpkgs-url`? is not expected/) === void 0) return void 0;
	return failed$1("flox-too-old", "this Flox does not know --nixpkgs-url", "Install a newer Flox.");
}
function unsupported(_, log) {
	const found = find(log, /^\s*error: (Nixpkgs \S+ has dropped support for \S+?)\.?$/) ?? find(log, /^\s*error: (Package ‘[^’]+’ .*is not available on the requested hostPlatform)/) ?? find(log, /^\s*error: (Package ‘[^’]+’ is not available on ‘[^’]+’)/);
	return found === void 0 ? void 0 : {
		kind: "unsupported",
		because: oneLine(found[1] ?? "")
	};
}
function notNix$1(_, log) {
	const found = find(log, /^(?:(?:✘|❌) ERROR: failed to list [^:]*: )?\s*error: (syntax error, .*)$/);
	if (found === void 0) return void 0;
	const index = log.own.findIndex((line) => line.includes(found[1] ?? ""));
	const place = placeIn(log.own.slice(index));
	return failed$1("does-not-parse", oneLine((found[1] ?? "").replace(/, at \/?\S+$/, "")), "Mend the syntax: one such file hides every package.", place);
}
function hashMismatch({ repository }, log) {
	const known = readHashMismatches(log.text).map((mismatch) => ({
		...mismatch,
		pin: repository && pinWithHash(repository, mismatch.specified)
	}));
	const first = known.find(({ pin }) => pin !== void 0) ?? known[0];
	if (first === void 0) return void 0;
	const { pin, specified, got, derivation } = first;
	const more = known.length > 1 ? ` (${known.length} sources in all)` : "";
	return failed$1("hash-mismatch", `the hash of ${derivationName(derivation)} is ${toSri(got) ?? got}, not ${toSri(specified) ?? specified}${more}`, pin === void 0 ? "The hash stands in nixpkgs, not here: what it fetches has changed. Take another nixpkgs." : "Run `flox-upstream bump`, which computes it, or write the hash that was got, if you trust what was downloaded.", pin?.hash?.sites[0] ?? pin);
}
const full = /No space left on device/;
function noSpace(_, log) {
	const own = log.own.some((line) => /^\s*error: .*(No space left on device|disk full)/.test(line) || /^(?:✘|❌) ERROR: .*No space left on device/.test(line));
	const said = failedBuild(log) !== void 0 && log.builds.slice(-25).some(({ text }) => full.test(text) && /(\[Errno 28\] |: )No space left on device/.test(text));
	if (!own && !said) return void 0;
	return failed$1("no-space", "there is no space left on the disk", "Free some, or take a larger runner.");
}
function failedBuild({ own }) {
	for (const [index, line] of own.entries()) {
		const [, older, code] = /^\s*error: builder for '([^']+\.drv)' failed with exit code (\d+)/.exec(line) ?? [];
		if (older !== void 0 && code !== void 0) return {
			name: derivationName(older),
			code
		};
		const [, newer] = /^\s*error: Cannot build '([^']+\.drv)'\.?$/.exec(line) ?? [];
		const [, reason] = /^\s+Reason: builder failed with exit code (\d+)\.?$/.exec(own[index + 1] ?? "") ?? [];
		if (newer !== void 0 && reason !== void 0) return {
			name: derivationName(newer),
			code: reason
		};
	}
}
function failedPackage({ repository }, log) {
	const name = failedBuild(log)?.name;
	return name === void 0 || repository === void 0 ? void 0 : packageOfDerivation(repository, name);
}
function isBuildOf(repository, built) {
	return (derivation) => repository !== void 0 && packageOfDerivation(repository, derivation)?.attribute === built.attribute;
}
function unmetRequirement(facts, log) {
	const built = failedPackage(facts, log);
	if (built === void 0 || facts.repository === void 0) return void 0;
	const unmet = readUnmet(log.builds, isBuildOf(facts.repository, built));
	const [first] = unmet;
	if (first === void 0) return void 0;
	const missing = unmet.filter(({ version }) => version === void 0);
	const argument = missing.length > 0 ? "dependencies" : "pythonRelaxDeps";
	const line = lineOfAttribute(facts.repository, built.file, argument);
	const hints = [missing.length > 0 ? addHint(missing, line) : "", relaxHint(facts.repository, built, unmet)];
	const place = {
		file: built.file,
		line: line ?? built.version?.line ?? null
	};
	const hint = hints.filter((text) => text !== "").join(" ");
	return failed$1("unmet-requirement", unmet.map(unmetText).join("; "), hint, place, unmetBounds(unmet));
}
function unmetText({ name, bound, version }) {
	return version === void 0 ? `${name}${bound} is not installed` : `${name}${bound} is not met by version ${version}`;
}
function addHint(missing, line) {
	return `Add what nixpkgs calls ${missing.map(({ name }) => name).join(", ")} to dependencies${line === void 0 ? "" : ` (line ${line})`}.`;
}
function relaxHint(repository, { file }, unmet) {
	const names = unmet.filter(({ version }) => version !== void 0).map(({ name }) => `"${name}"`);
	if (names.length === 0) return "";
	const line = lineOfAttribute(repository, file, "pythonRelaxDeps");
	return line === void 0 ? `Add \`pythonRelaxDeps = [ ${names.join(" ")} ];\`, or take a nixpkgs that meets the bound.` : `Add ${names.join(" ")} to pythonRelaxDeps (line ${line}), or take a nixpkgs that meets the bound.`;
}
function metadataMismatch(facts, log) {
	const built = failedPackage(facts, log);
	const found = built && readMetadataMismatch(log.builds, isBuildOf(facts.repository, built));
	if (built === void 0 || found === void 0) return void 0;
	return failed$1("metadata-mismatch", `the Nix file states version ${oneLine(found.stated)}, the built metadata ${oneLine(found.built)}`, "Run `flox-upstream bump`: it reads the version at the pinned release.", {
		file: built.file,
		line: built.version?.line ?? null
	});
}
function network(facts, log) {
	const own = find(log, /^\s*error: (unable to download '.*)$/) ?? find(log, /^(?:✘|❌) ERROR: (.*(?:error sending request|[Cc]ould not resolve host|dns error|connection refused).*)$/);
	const fetched = log.builds.find(({ text }) => /^error: cannot download \S+ from any mirror$/.test(text));
	const curl = log.builds.find(({ text }) => /^curl: \(\d+\) /.test(text));
	const said = own?.[1] ?? (failedBuild(log) && fetched ? curl?.text ?? fetched.text : void 0);
	if (said === void 0) return void 0;
	const missing = /error: 404|HTTP error 404/.test(said);
	const hint = missing ? "What is to be downloaded is not there: check the rev and the version." : "Run again; if it stays, look at the network and at the server.";
	return failed$1("network", oneLine(said), hint, missing ? {
		file: facts.file,
		line: null
	} : void 0);
}
function builderFailed(facts, log) {
	const failure = failedBuild(log);
	if (failure === void 0) return void 0;
	const built = failedPackage(facts, log);
	const place = built && {
		file: built.file,
		line: null
	};
	return failed$1("build-failed", `${built?.attribute === facts.attribute ? "its build" : `${failure.name}, which it needs,`} failed with exit code ${failure.code}`, "Look at the end of the log.", place);
}
function evaluation(_, { own }) {
	const last = own.flatMap((line, index) => {
		const message = /^\s*error: (.+)$/.exec(line)?.[1];
		return message === void 0 || /^(?:build of|Build failed|\d+ dependenc)/.test(message) ? [] : [{
			message,
			index
		}];
	}).at(-1);
	if (last === void 0) return void 0;
	const place = placeIn(own.slice(last.index)) ?? placeIn(own.toReversed());
	return failed$1("evaluation-failed", oneLine(last.message), "Mend the Nix expression.", place);
}

// src/review/build-rows.ts
const buildColumns = [
	"Package",
	"Version",
	"Status",
	"Time",
	"Closure",
	"Checks"
];
function buildRow(built) {
	const { attribute, version, status, because, duration, closureBytes, closurePaths, checks } = built;
	return {
		attribute,
		version: version ?? "",
		status,
		because: because ?? "",
		time: duration === 0 ? "" : elapsed(duration),
		closure: closureBytes === null ? "" : closureSize(closureBytes, closurePaths),
		checks
	};
}
function failureRows({ attribute, failure, logTail, checks }) {
	const build = failure === null ? [] : [{
		attribute,
		kind: failure.kind,
		check: "",
		message: failure.message,
		place: placeOf(failure),
		hint: failure.hint ?? "",
		output: logTail
	}];
	const failed = checks.filter(({ status }) => status === "failed");
	return [...build, ...failed.map(({ name, note, output }) => {
		return {
			attribute,
			kind: "check",
			check: name,
			message: note,
			place: "",
			hint: "",
			output
		};
	})];
}
function placeOf({ file, line }) {
	if (file === null) return "";
	return line === null ? file : `${file}:${line}`;
}

// src/review/build-summary.ts
function buildSummary({ packages, nixpkgs, floxVersion, nixVersion }) {
	const failures = packages.flatMap(failureRows).map(failureCells);
	return [
		packages.length === 0 ? "" : table(buildColumns, packages.map(buildRow).map(packageCells)),
		failures.length === 0 ? "" : `### What failed\n\n${table([
			"Package",
			"What",
			"Where",
			"What to do"
		], failures)}`,
		...packages.filter(({ status }) => status === "failed").map(logSection),
		chart("Closure", packages.flatMap((built) => bar(built, built.closureBytes, size))),
		chart("Time", packages.flatMap((built) => bar(built, built.duration, elapsed))),
		facts(nixpkgs, floxVersion, nixVersion)
	].filter((text) => text !== "").join("\n\n");
}
function packageCells(row) {
	return [
		codeSpan(row.attribute),
		row.version === "" ? "" : codeSpan(row.version),
		row.because === "" ? row.status : `${row.status}: ${escapeMarkdown(row.because)}`,
		row.time,
		row.closure,
		row.checks.map(({ name, status, note }) => `${status === "passed" ? "" : "**failed** "}${name}${noted(note)}`).join(", ")
	];
}
function noted(note) {
	return note === "" ? "" : ` (${escapeMarkdown(note)})`;
}
function failureCells({ attribute, kind, check, message, place, hint }) {
	return [
		codeSpan(attribute),
		`${kind === "check" ? `check ${check}` : kind}: ${escapeMarkdown(message)}`,
		place === "" ? "" : codeSpan(place),
		escapeMarkdown(hint)
	];
}
function logSection(built) {
	const checks = failureRows(built).filter(({ kind }) => kind === "check");
	return [["the build", built.logTail], ...checks.map(({ check, output }) => [check, output])].filter(([, text]) => text.trim() !== "").map(([what, text]) => details(`${built.attribute}: the end of what ${what} printed`, text)).join("\n\n");
}
function details(title, text) {
	return `<details><summary>${escapeHtml(title)}</summary>\n\n${codeBlock(text, "text")}\n\n</details>`;
}
function bar({ attribute }, value, show) {
	return value === null || value === 0 ? [] : [{
		label: attribute,
		value,
		text: show(value)
	}];
}
const widest = 40;
function chart(title, bars) {
	if (bars.length < 2) return "";
	const most = Math.max(...bars.map(({ value }) => value));
	const width = Math.max(...bars.map(({ label }) => label.length));
	const lines = bars.map(({ label, value, text }) => {
		const length = Math.max(1, Math.round(value / most * widest));
		return `${label.padEnd(width)}  ${"█".repeat(length).padEnd(widest)}  ${text}`;
	});
	return `### ${title}\n\n${codeBlock(lines.join("\n"), "text")}`;
}
function facts(nixpkgs, flox, nix) {
	const parts = [
		...nixpkgs === null ? [] : [`nixpkgs ${codeSpan(nixpkgs)}`],
		...flox === null ? [] : [`Flox ${codeSpan(flox)}`],
		...nix === null ? [] : [`Nix ${codeSpan(nix)}`]
	];
	return parts.length === 0 ? "" : `Built on ${parts.join(", ")}.`;
}

// src/terminal/build.ts
const colours = {
	passed: "green",
	failed: "red",
	skipped: "yellow",
	unsupported: "yellow"
};
function buildText(style, document, path) {
	const { system, outcome, complete, nixpkgs, packages } = document;
	const title = `${style.paint([colours[outcome], "bold"], outcome)}  ${style.paint("bold", system)}${complete ? "" : "  (ended half-way)"}`;
	const facts = nixpkgs === null ? "" : `  on ${printable$1(nixpkgs)}`;
	return [
		facts === "" ? title : `${title}\n${facts}`,
		packages.length === 0 ? "" : style.table(buildColumns, packages.map(buildRow).map(cells)),
		...packages.flatMap(failureRows).map((row) => failureText$1(style, row)),
		listed$1(style, "Not built", packages.flatMap(({ attribute, because }) => because === null ? [] : [[attribute, because]])),
		`Written to ${printable$1(path)}.`
	].filter((section) => section !== "").join("\n\n");
}
function cells({ attribute, version, status, time, closure, checks }) {
	return [
		attribute,
		version,
		[colours[status], status],
		time,
		closure,
		checks.map((check) => check.status === "passed" ? check.name : `${check.name} FAILED`).join(", ")
	];
}
function failureText$1(style, { attribute, check, message, place, hint, output }) {
	const title = [...[
		attribute,
		check,
		place
	].filter((part) => part !== ""), message].join(": ");
	const last = output.trimEnd().split("\n").slice(-15);
	return [
		style.paint("bold", printable$1(title)),
		...hint === "" ? [] : [`  ${printable$1(hint)}`],
		...last.filter((line) => line !== "").map((line) => style.paint("dim", `  | ${printable$1(line)}`))
	].join("\n");
}

// src/flox/flox-version.ts
const oldestFlox = "1.8.4";
function readFloxVersion(text) {
	return /(?:^|\s)v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
}
function isTooOld(version) {
	return (compareVersions("semver", version, "1.8.4") ?? 0) < 0;
}

// src/commands/build/flox.ts
const environment = {
	FLOX_DISABLE_METRICS: "true",
	NO_COLOR: "1"
};
async function readTools(world) {
	const options = {
		timeoutMs: 6e4,
		env: environment
	};
	const [flox, nix] = await Promise.all([world.programs.run("flox", ["--version"], options), world.programs.run("nix", ["--version"], options)]);
	const floxVersion = readFloxVersion(flox?.stdout ?? "") ?? null;
	return {
		floxVersion,
		nixVersion: /(\d+\.\d[\w.+-]*)\s*$/.exec(nix?.stdout.trim() ?? "")?.[1] ?? null,
		failure: toolFailure(flox !== void 0, floxVersion)
	};
}
function toolFailure(isThere, version) {
	const failure = (kind, message, hint) => ({
		kind,
		message,
		hint,
		file: null,
		line: null
	});
	if (!isThere) return failure("flox-missing", "flox is not on PATH", "Install Flox (https://flox.dev/docs/install-flox), or use flox/install-flox-action before this step.");
	if (version === null || !isTooOld(version)) return void 0;
	return failure("flox-too-old", `this is Flox ${version}`, `Install Flox ${oldestFlox} or newer.`);
}
async function floxBuild(world, { directory, attribute, nixpkgs, timeoutMs, signal }) {
	const link = join(directory, `result-${attribute}`);
	await world.files.removeLink(link);
	const args = [
		"build",
		"-d",
		directory,
		...nixpkgs === null ? [] : ["--nixpkgs-url", nixpkgs],
		attribute
	];
	const stream = world.log.foreignStream();
	try {
		const started = await world.programs.start("flox", args, {
			timeoutMs,
			signal,
			env: environment,
			onOutput: (text) => stream.write(text)
		});
		if (started === void 0) return void 0;
		const ended = await started.ended;
		const target = ended.exitCode === 0 && ended.how === "exited" ? await world.files.realPath(link) : void 0;
		const storePath = target?.startsWith(`${resolve(directory)}/`) ? void 0 : target;
		return {
			...ended,
			storePath
		};
	} finally {
		stream.end();
	}
}

// src/commands/build/closure.ts
const atOnce = 500;
async function readClosure(world, storePath) {
	const paths = await query(world, ["--requisites", storePath]);
	if (paths === void 0) return void 0;
	let bytes = 0;
	for (let from = 0; from < paths.length; from += atOnce) {
		const sizes = await query(world, ["--size", ...paths.slice(from, from + atOnce)]);
		if (sizes === void 0 || !sizes.every((size) => /^\d+$/.test(size))) return void 0;
		bytes += sizes.reduce((sum, size) => sum + Number(size), 0);
	}
	return {
		bytes,
		paths: paths.length
	};
}
async function query(world, args) {
	const result = await world.programs.run("nix-store", ["--query", ...args], { timeoutMs: 12e4 });
	if (result === void 0 || result.exitCode !== 0) return void 0;
	return result.stdout.split("\n").filter((line) => line !== "");
}

// src/commands/build/package.ts
function unbuilt(plan, { attribute }) {
	return {
		attribute,
		version: versionOf(plan, attribute),
		status: "skipped",
		duration: 0,
		storePath: null,
		closureBytes: null,
		closurePaths: null,
		failure: null,
		because: null,
		logTail: "",
		checks: [],
		unmetBounds: []
	};
}
async function buildPackage(world, plan, step, { directory, timeoutMs, signal }) {
	const started = performance.now();
	const { attribute, file } = step;
	const build = await world.log.group(`flox build ${attribute}`, () => floxBuild(world, {
		directory,
		attribute,
		nixpkgs: plan.nixpkgs,
		timeoutMs,
		signal
	}));
	const duration = Math.round(performance.now() - started);
	const built = {
		...unbuilt(plan, step),
		duration
	};
	if (build?.storePath !== void 0) {
		const { bytes: closureBytes = null, paths: closurePaths = null } = await readClosure(world, build.storePath) ?? {};
		return {
			...built,
			status: "passed",
			storePath: build.storePath,
			closureBytes,
			closurePaths
		};
	}
	const { how = "exited", output = "" } = build ?? {};
	const verdict = classifyFailure({
		attribute,
		file,
		system: plan.system,
		log: output,
		how,
		limitMinutes: Math.round(timeoutMs / 6e3) / 10,
		repository: isProblem(plan.repository) ? void 0 : plan.repository
	});
	const logTail = tail$1(output);
	return verdict.kind === "unsupported" ? {
		...built,
		status: "unsupported",
		because: verdict.because,
		logTail
	} : {
		...built,
		status: "failed",
		failure: verdict.failure,
		logTail,
		unmetBounds: [...verdict.unmetBounds]
	};
}
function report(world, directory, built) {
	const { attribute, status, duration, because, failure, checks } = built;
	if (failure !== null) world.log.error(failureText(attribute, failure), {
		...failure.file === null ? {} : { file: join(directory, failure.file) },
		...failure.line === null ? {} : { line: failure.line }
	});
	else if (checks.some((check) => check.status === "failed")) {
		for (const { name, status: judged, note } of checks) if (judged === "failed") world.log.error(`${attribute}: built, and the check ${name} failed: ${note}`);
	} else if (because !== null) world.log.info(`${attribute}: ${status}, ${because}`);
	else {
		const names = checks.map(({ name }) => name).join(", ");
		world.log.info(`${attribute}: built in ${elapsed(duration)}${names === "" ? "" : `, checked: ${names}`}`);
	}
}
function reportCheck({ log }, { name, status, duration, note, output }) {
	log.info(`${name}: ${status} after ${elapsed(duration)}${note === "" ? "" : `: ${note}`}`);
	if (status === "failed" && output !== "") log.foreign(output);
}
function failureText(attribute, { message, hint }) {
	return `${attribute}: ${message}${hint === null ? "" : `\n${hint}`}`;
}
function versionOf({ repository }, attribute) {
	if (isProblem(repository)) return null;
	return repository.packages.find((entry) => entry.attribute === attribute)?.version?.value ?? null;
}
function tail$1(text) {
	return printable(text).trimEnd().split("\n").slice(-80).join("\n").slice(-8e3);
}

// src/flox/order.ts
function buildOrder(packages) {
	const top = packages.filter(({ within }) => within === void 0);
	const byName = new Map(top.map((entry) => [entry.attribute, entry]));
	const needs = new Map(top.map((entry) => [entry.attribute, needsOf(entry, packages, byName)]));
	const order = [];
	const seen = /* @__PURE__ */ new Set();
	const visit = (attribute) => {
		const entry = byName.get(attribute);
		if (entry === void 0 || seen.has(attribute)) return;
		seen.add(attribute);
		const needed = needs.get(attribute) ?? [];
		needed.forEach(visit);
		order.push({
			attribute,
			file: entry.file,
			needs: needed
		});
	};
	[...byName.keys()].sort().forEach(visit);
	return order;
}
function needsOf(entry, packages, top) {
	const used = [entry, ...packages.filter(({ within }) => within === entry.attribute)].flatMap(({ uses }) => uses);
	return [...new Set(used)].filter((name) => name !== entry.attribute && top.has(name)).sort();
}

// src/commands/build/plan.ts
async function planBuild(world, inputs, situation) {
	const system = systems.find((known) => known === world.system);
	if (system === void 0) throw new Problem(`Flox does not build on ${world.system}`, {
		kind: "usage",
		hint: `Run on one of ${systems.join(", ")}.`
	});
	const repository = read(situation, inputs);
	const nixpkgs = nixpkgsUrl(inputs, situation);
	if (nixpkgs === null) world.log.warning("No nixpkgs is named, by the input nixpkgs or by the lock file: Flox takes its own, and four systems may take four.");
	const { head, prefix, changed } = await world.git.checkout(inputs.directory);
	const edited = changed.filter((path) => path.startsWith(".flox/pkgs/") || path.endsWith(".nix"));
	if (edited.length > 0) world.log.warning(`Not as committed: ${edited.slice(0, 5).join(", ")}. The result names no commit.`);
	return {
		system,
		commit: edited.length > 0 ? null : head,
		prefix,
		nixpkgs,
		situation,
		steps: wanted(inputs, stepsOf(situation, repository)),
		repository
	};
}
function read(situation, inputs) {
	try {
		return understand(situation, inputs);
	} catch (error) {
		if (!isProblem(error) || error.where.line === void 0) throw error;
		return isProblem(error.cause) ? error.cause : error;
	}
}
function stepsOf(situation, repository) {
	if (!isProblem(repository)) return buildOrder(repository.packages);
	const { packages } = discoverPackages([...situation.files.keys()]);
	return packages.map(({ attribute, file }) => ({
		attribute,
		file,
		needs: []
	}));
}
function wanted({ packages }, steps) {
	const known = steps.map(({ attribute }) => attribute);
	for (const name of packages) if (!known.includes(name)) throw noSuchPackage(name, known, { input: "packages" });
	const dashed = known.find((name) => name.startsWith("-"));
	if (dashed !== void 0) throw new Problem(`the package ${quoteUntrusted(dashed)} has a name that Flox takes for an option`, {
		kind: "input",
		where: { file: steps.find(({ attribute }) => attribute === dashed)?.file ?? "" },
		hint: "Rename the file."
	});
	return packages.length === 0 ? steps : steps.filter(({ attribute }) => packages.includes(attribute));
}

// src/flox/outcome.ts
function resultOutcome(packages) {
	const has = (status) => packages.some((built) => built.status === status);
	if (has("failed") || has("skipped")) return "failed";
	return has("unsupported") && !has("passed") ? "unsupported" : "passed";
}

// src/commands/build/results.ts
async function openResults(world, path, head) {
	const packages = [];
	let complete = false;
	const document = () => ({
		schema: 1,
		...head,
		complete,
		outcome: complete ? resultOutcome(packages) : "failed",
		packages: [...packages]
	});
	const write = async () => {
		const text = jsonText(resultSchema.parse(document()));
		await world.files.writeAll(/* @__PURE__ */ new Map([[path, new TextEncoder().encode(text)]]));
	};
	await world.files.makeFolder(dirname(path));
	await write();
	return {
		path,
		document,
		async add(built) {
			packages.push(built);
			await write();
		},
		async finish() {
			complete = true;
			await write();
		}
	};
}
function resultPath(temp, directory, system) {
	return join(temp === void 0 ? directory : join(temp, "flox-upstream"), `result-${system}.json`);
}

// src/flox/checks/judge.ts
const passed = (note = "") => ({
	status: "passed",
	note
});
const failed = (note) => ({
	status: "failed",
	note
});
function judged(faults, note) {
	return faults.length === 0 ? passed(note) : failed(faults.join("; "));
}
function judgeVersions(projects, { distributions }) {
	return judged(projects.flatMap(({ project, version }) => {
		const built = distributions.get(project)?.version;
		if (built === void 0) return [`${project} is not there`];
		if (version === void 0 || isSame(built, version)) return [];
		return [`${project} reports ${oneLine(built, 80)}, not ${version}`];
	}), projects.map(({ project }) => `${project} ${oneLine(distributions.get(project)?.version ?? "", 80)}`).join(", "));
}
function isSame(built, expected) {
	return built === expected || comparePep440(built, expected) === 0;
}
function judgePage(answer) {
	if (answer === void 0) return failed("/ is not answered");
	if (answer.status !== 200) return failed(`/ is answered with ${answer.status}`);
	return /<!doctype html|<html/i.test(answer.body) ? passed() : failed("/ is answered with something that is no page");
}

// src/commands/checks/bench.ts
const usualLimits = {
	import: 18e4,
	version: 12e4,
	requirements: 12e4,
	command: 12e4,
	instance: 18e4,
	ui: 24e4,
	run: 42e4,
	reproducible: 36e5
};
async function check({ limits, left }, name, body) {
	const started = performance.now();
	const end = started + Math.min(limits[name], left());
	let outcome;
	try {
		outcome = await body(() => Math.max(1, end - performance.now()));
	} catch (error) {
		outcome = {
			judgement: failed(`it could not be run: ${error.message}`),
			output: ""
		};
	}
	const { judgement, output } = outcome;
	const duration = Math.round(performance.now() - started);
	return {
		name,
		status: judgement.status,
		duration,
		note: judgement.note,
		output: tail(output)
	};
}
function tail(text) {
	return printable(text).trimEnd().slice(-4e3);
}
async function withPlace({ world }, python, body) {
	const folder = await world.files.temporaryFolder();
	try {
		const [home, work, tmp] = [
			"home",
			"work",
			"tmp"
		].map((name) => join(folder.path, name));
		for (const path of [
			home,
			work,
			tmp
		]) await world.files.makeFolder(path);
		return await body({
			work,
			env: {
				PATH: "/usr/bin:/bin",
				HOME: home,
				TMPDIR: tmp,
				LANG: "C.UTF-8",
				NO_COLOR: "1",
				PYTHONDONTWRITEBYTECODE: "1",
				PYTHONNOUSERSITE: "1",
				...python.sites.length === 0 ? {} : { PYTHONPATH: python.sites.join(":") }
			}
		});
	} finally {
		await folder.remove();
	}
}
async function startIn({ world, signal }, { work, env }, program, args, timeoutMs) {
	const started = await world.programs.start(program, args, {
		cwd: work,
		env,
		inherit: false,
		timeoutMs,
		signal
	});
	if (started === void 0) throw new Error(`${program} is not there, or may not be run`);
	return started;
}
async function runIn(bench, place, program, args, timeoutMs) {
	return (await startIn(bench, place, program, args, timeoutMs)).ended;
}
function endFault({ how, exitCode }, timeoutMs) {
	if (how === "time-limit") return `did not end within ${Math.round(timeoutMs / 100) / 10} s`;
	if (how === "stopped") return "was cancelled";
	return exitCode === 0 ? void 0 : `ended with exit code ${exitCode}`;
}

// src/flox/checks/dagster.ts
const definitions = `from dagster import Definitions, asset
probe = asset(lambda: 1, name="probe")
defs = Definitions(assets=[probe])
`;
const instanceConfiguration = "telemetry:\n  enabled: false\n";
const workspaceQuery = `{
  workspaceOrError {
    __typename
    ... on Workspace {
      locationEntries {
        name
        loadStatus
        locationOrLoadError { __typename ... on PythonError { message } }
      }
    }
    ... on PythonError { message }
  }
}`;
const workspace = object({ data: object({ workspaceOrError: object({
	__typename: string(),
	message: string().optional(),
	locationEntries: array(object({
		loadStatus: string(),
		locationOrLoadError: object({
			__typename: string(),
			message: string().optional()
		}).nullable()
	})).optional()
}) }) });
function readWorkspace(body) {
	let value;
	try {
		value = JSON.parse(body);
	} catch {
		return { kind: "loading" };
	}
	const parsed = workspace.safeParse(value);
	if (!parsed.success) return { kind: "loading" };
	const { __typename, message, locationEntries = [] } = parsed.data.data.workspaceOrError;
	if (__typename === "PythonError") return {
		kind: "failed",
		message: oneLine(message ?? "")
	};
	for (const { loadStatus, locationOrLoadError: location } of locationEntries) {
		if (location?.__typename === "PythonError") return {
			kind: "failed",
			message: oneLine(location.message ?? "")
		};
		if (loadStatus !== "LOADED" || location === null) return { kind: "loading" };
	}
	return { kind: locationEntries.length === 0 ? "loading" : "loaded" };
}

// src/commands/checks/dagster-checks.ts
const pauseMs = 250;
const answerMs = 1e4;
function checkInstance(bench, python) {
	return check(bench, "instance", (deadline) => withInstance(bench, python, async (place) => {
		const limit = deadline();
		const ended = await runIn(bench, place, join(bench.storePath, "bin/dagster"), ["instance", "info"], limit);
		const fault = endFault(ended, limit);
		return {
			judgement: fault === void 0 ? passed() : failed(`dagster instance info ${fault}`),
			output: ended.output
		};
	}));
}
function checkUi(bench, python) {
	return check(bench, "ui", (deadline) => withInstance(bench, python, async (place) => {
		const port = await bench.world.loopback.freePort();
		const args = [
			"--empty-workspace",
			"-h",
			"127.0.0.1",
			"-p",
			String(port)
		];
		return await whileRunning(await startIn(bench, place, join(bench.storePath, "bin/dagster-webserver"), args, deadline()), "dagster-webserver", async (gone) => {
			if (await answered(bench, port, "/server_info", deadline, gone) === void 0) return failed("/server_info is not answered");
			return judgePage(await bench.world.loopback.request(port, "/", { timeoutMs: answerMs }));
		});
	}));
}
function checkRun(bench, python, hasWebserver) {
	return check(bench, "run", (deadline) => withInstance(bench, python, async (place) => {
		const file = join(place.work, "definitions.py");
		await bench.world.files.writeAll(/* @__PURE__ */ new Map([[file, new TextEncoder().encode(definitions)]]));
		const [program, first] = await dagsterProgram(bench);
		const limit = deadline();
		const materialise = [
			...first,
			"asset",
			"materialize",
			"-f",
			file,
			"--select",
			"probe"
		];
		const ended = await runIn(bench, place, program, materialise, limit);
		const fault = endFault(ended, limit);
		if (fault !== void 0) return {
			judgement: failed(`dagster asset materialize ${fault}`),
			output: ended.output
		};
		if (!hasWebserver) return {
			judgement: passed("an asset was materialised; without dagster-webserver there is no dagster dev"),
			output: ended.output
		};
		return await develop(bench, place, [program, [
			...first,
			"dev",
			"-f",
			file
		]], deadline);
	}));
}
async function dagsterProgram({ world, storePath }) {
	const program = join(storePath, "bin/dagster");
	if (await world.files.realPath(program) !== void 0) return [program, []];
	return [join(storePath, "bin/python3"), ["-m", "dagster"]];
}
async function develop(bench, place, [program, args], deadline) {
	const port = await bench.world.loopback.freePort();
	return await whileRunning(await startIn(bench, place, program, [
		...args,
		"-h",
		"127.0.0.1",
		"-p",
		String(port)
	], deadline()), "dagster dev", async (gone) => {
		if (await answered(bench, port, "/server_info", deadline, gone) === void 0) return failed("dagster dev serves nothing");
		const page = judgePage(await bench.world.loopback.request(port, "/", { timeoutMs: answerMs }));
		if (page.status === "failed") return failed(`dagster dev: ${page.note}`);
		while (deadline() > 1 && !gone() && !bench.signal.aborted) {
			const json = { query: workspaceQuery };
			const answer = await bench.world.loopback.request(port, "/graphql", {
				json,
				timeoutMs: answerMs
			});
			const loading = readWorkspace(answer?.body ?? "");
			if (loading.kind === "loaded") return passed("an asset was materialised, and dagster dev loaded its code");
			if (loading.kind === "failed") return failed(`dagster dev cannot load user code: ${loading.message}`);
			await bench.world.loopback.pause(pauseMs, bench.signal);
		}
		return failed("dagster dev did not load user code in time");
	});
}
async function whileRunning(started, what, judge) {
	let isGone = false;
	started.ended.then(() => {
		isGone = true;
	}, () => void 0);
	const judgement = await judge(() => isGone).catch((error) => failed(String(error)));
	const ended = await started.stop();
	if (ended.how !== "exited") return {
		judgement,
		output: ended.output
	};
	return {
		judgement: failed(`${what} ended with exit code ${ended.exitCode}`),
		output: ended.output
	};
}
async function answered({ world, signal }, port, path, deadline, gone) {
	while (deadline() > 1 && !gone() && !signal.aborted) {
		const answer = await world.loopback.request(port, path, { timeoutMs: Math.min(answerMs, deadline()) });
		if (answer?.status === 200) return answer;
		await world.loopback.pause(pauseMs, signal);
	}
}
function withInstance(bench, python, body) {
	return withPlace(bench, python, async (place) => {
		const home = join(place.env.HOME ?? place.work, "dagster");
		await bench.world.files.makeFolder(home);
		const configuration = new TextEncoder().encode(instanceConfiguration);
		await bench.world.files.writeAll(/* @__PURE__ */ new Map([[join(home, "dagster.yaml"), configuration]]));
		const { PYTHONPATH: _, ...env } = place.env;
		return await body({
			...place,
			env: {
				...env,
				DAGSTER_HOME: home
			}
		});
	});
}

// src/commands/checks/python.ts
const most = 5e3;
async function findPython(world, storePath) {
	const own = join(storePath, "bin/python3");
	if (await world.files.realPath(own) !== void 0) return {
		interpreter: own,
		sites: [],
		isOwn: true
	};
	const paths = await propagated(world, storePath);
	const version = await pythonOf(world, storePath);
	if (version === void 0) return void 0;
	for (const path of paths) {
		const interpreter = join(path, "bin", version);
		if (await world.files.realPath(interpreter) === void 0) continue;
		const candidates = paths.map((other) => join(other, "lib", version, "site-packages"));
		const there = await Promise.all(candidates.map((site) => world.files.realPath(site)));
		return {
			interpreter,
			sites: candidates.filter((_, index) => there[index] !== void 0),
			isOwn: false
		};
	}
}
async function pythonOf(world, storePath) {
	return (await world.files.names(join(storePath, "lib")) ?? []).find((name) => /^python3\.\d+$/.test(name));
}
async function propagated(world, storePath) {
	const store = dirname(storePath);
	const found = /* @__PURE__ */ new Set([storePath]);
	for (const path of found) {
		const bytes = await world.files.read(join(path, "nix-support/propagated-build-inputs"));
		for (const next of new TextDecoder().decode(bytes ?? /* @__PURE__ */ new Uint8Array()).split(/\s+/)) if (dirname(next) === store && found.size < most) found.add(next);
	}
	return [...found];
}

// src/flox/checks/inspect.ts
const inspectScript = `
import importlib.metadata, json, os, platform, sys
found = {}
for distribution in importlib.metadata.distributions():
    name = distribution.metadata["Name"]
    if name:
        scripts = [point.name for point in distribution.entry_points if point.group == "console_scripts"]
        found.setdefault(name, {"version": str(distribution.version), "scripts": scripts})
version = "{0.major}.{0.minor}.{0.micro}".format(sys.implementation.version)
markers = {
    "implementation_name": sys.implementation.name,
    "implementation_version": version,
    "os_name": os.name,
    "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(),
    "platform_release": platform.release(),
    "platform_system": platform.system(),
    "platform_version": platform.version(),
    "python_full_version": platform.python_version(),
    "python_version": ".".join(platform.python_version_tuple()[:2]),
    "sys_platform": sys.platform,
}
print("\\n" + json.dumps({"markers": markers, "distributions": found}))
`;
const inspection = object({
	markers: record(string(), string()),
	distributions: record(string(), object({
		version: string(),
		scripts: array(string())
	}))
});
function readInspection(stdout) {
	const line = stdout.trimEnd().split("\n").at(-1) ?? "";
	let value;
	try {
		value = JSON.parse(line);
	} catch {
		return;
	}
	const parsed = inspection.safeParse(value);
	if (!parsed.success) return void 0;
	const { markers, distributions } = parsed.data;
	return {
		markers,
		distributions: new Map(Object.entries(distributions).map(([name, entry]) => [normalizeName(name), entry]))
	};
}

// src/flox/checks/requirements.ts
function judgeRequirements(projects, inspection) {
	const findings = projects.flatMap((expected) => {
		const { project, requirements } = expected;
		return requirements === void 0 ? [{
			kind: "note",
			text: `what ${project} requires is not known`
		}] : requirements.flatMap((text) => judgeRequirement(expected, text, inspection));
	});
	const texts = (kind) => [...new Set(findings.flatMap((one) => one.kind === kind ? [one.text] : []))];
	return {
		judgement: judged(texts("fault"), texts("note").join("; ")),
		unmetBounds: unmetBounds(findings.flatMap(({ unmet }) => unmet ?? []))
	};
}
function judgeRequirement({ project, relaxed, removed }, text, { distributions, markers }) {
	const requirement = parseRequirement(text);
	if (isMalformed(requirement)) return [{
		kind: "note",
		text: `${oneLine(text, 80)} of ${project} is not understood`
	}];
	const { name, normalizedName, specifiers, marker } = requirement;
	const holds = holdsWhere(marker, markers);
	if (holds === false) return [];
	if (holds === void 0) return [{
		kind: "note",
		text: `whether ${project} needs ${name} here is not known`
	}];
	const version = distributions.get(normalizedName)?.version;
	if (version === void 0) return has(removed, normalizedName) ? [{
		kind: "note",
		text: `${name} is left out by pythonRemoveDeps`
	}] : [{
		kind: "fault",
		text: `${project} requires ${name}, which is not there`
	}];
	if (matchesSpecifiers(version, specifiers)) return [];
	const bound = boundsText(specifiers);
	const broken = `${name} is ${oneLine(version, 80)}, and ${project} requires ${bound}`;
	return [has(relaxed, normalizedName) ? {
		kind: "note",
		text: `${broken}: relaxed by pythonRelaxDeps`
	} : {
		kind: "fault",
		text: broken,
		unmet: {
			name,
			bound,
			version
		}
	}];
}
function has(names, name) {
	return names === "all" || names.has(name);
}
function boundsText(specifiers) {
	return specifiers.map(({ operator, version, prefix }) => `${operator}${version}${prefix ? ".*" : ""}`).join(",");
}

// src/commands/checks/python-checks.ts
const importScript = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)";
function checkImports(bench, python, modules) {
	return check(bench, "import", (deadline) => withPlace(bench, python, async (place) => {
		const limit = deadline();
		const ended = await runIn(bench, place, python.interpreter, [
			"-s",
			"-c",
			importScript,
			...modules
		], limit);
		const fault = endFault(ended, limit);
		const names = modules.join(", ");
		return {
			judgement: judged(fault === void 0 ? [] : [`importing ${names} ${fault}`], names),
			output: ended.output
		};
	}));
}
async function checkVersions(bench, python, projects) {
	let inspection;
	const result = await check(bench, "version", async (deadline) => {
		const inspected = await inspect(bench, python, deadline);
		if ("judgement" in inspected) return inspected;
		inspection = inspected.inspection;
		return {
			judgement: judgeVersions(projects, inspection),
			output: ""
		};
	});
	return {
		inspection,
		result
	};
}
async function inspect(bench, python, deadline) {
	return await withPlace(bench, python, async (place) => {
		const limit = deadline();
		const ended = await runIn(bench, place, python.interpreter, [
			"-s",
			"-c",
			inspectScript
		], limit);
		const inspection = readInspection(ended.stdout);
		const fault = endFault(ended, limit);
		if (fault === void 0 && inspection !== void 0) return { inspection };
		return {
			judgement: failed(`Python ${fault ?? "said nothing of its packages"}`),
			output: ended.output
		};
	});
}
async function checkRequirements(bench, projects, inspection) {
	let unmetBounds = [];
	const result = await check(bench, "requirements", async () => {
		const judged = judgeRequirements(projects, inspection);
		unmetBounds = judged.unmetBounds;
		return {
			judgement: judged.judgement,
			output: ""
		};
	});
	return {
		unmetBounds,
		result
	};
}
function checkCommands(bench, python, scripts) {
	return check(bench, "command", (deadline) => withPlace(bench, python, async (place) => {
		const faults = [];
		let output = "";
		for (const script of scripts) {
			const { fault, said } = await tryScript(bench, place, script, deadline);
			output += `$ ${script}\n${said}`;
			if (fault !== void 0) faults.push(fault);
		}
		return {
			judgement: judged(faults, scripts.join(", ")),
			output
		};
	}));
}
async function tryScript(bench, place, script, deadline) {
	const program = join(bench.storePath, "bin", script);
	if (await bench.world.files.realPath(program) === void 0) return {
		fault: `bin/${script} is not there`,
		said: ""
	};
	let said = "";
	let fault;
	for (const option of ["--version", "--help"]) {
		const limit = deadline();
		const { PYTHONPATH: _, ...env } = place.env;
		const ended = await runIn(bench, {
			...place,
			env
		}, program, [option], limit);
		said = ended.output;
		const end = endFault(ended, limit);
		if (end === void 0) return {
			fault: void 0,
			said
		};
		fault = `${script} ${option} ${end}`;
		if (ended.how !== "exited") break;
	}
	return {
		fault,
		said
	};
}
function scriptsOf(projects, { distributions }) {
	const names = projects.flatMap(({ project }) => distributions.get(project)?.scripts ?? []);
	return [...new Set(names)].filter((name) => /^[A-Za-z0-9][\w.+-]*$/.test(name)).sort();
}

// src/commands/checks/reproducible.ts
const different = 104;
function checkReproducible(bench) {
	return check(bench, "reproducible", async (deadline) => {
		const { world, storePath, signal } = bench;
		const found = await world.programs.run("nix-store", [
			"--query",
			"--deriver",
			storePath
		], { timeoutMs: deadline() });
		const deriver = found?.stdout.trim() ?? "";
		if (found === void 0 || !deriver.endsWith(".drv")) return {
			judgement: failed("Nix does not say what it was built from"),
			output: found?.stderr ?? ""
		};
		const limit = deadline();
		const ended = await (await world.programs.start("nix-store", [
			"--realise",
			"--check",
			deriver
		], {
			timeoutMs: limit,
			signal
		}))?.ended;
		if (ended === void 0) return {
			judgement: failed("nix-store is not on PATH"),
			output: ""
		};
		const { output, exitCode } = ended;
		if (exitCode === different) return {
			judgement: failed("a second build gave something else"),
			output
		};
		const fault = endFault(ended, limit);
		return {
			judgement: fault === void 0 ? passed() : failed(`the second build ${fault}`),
			output
		};
	});
}

// src/commands/checks.ts
async function runChecks(bench, { expected, preset, reproducible }) {
	const python = await findPython(bench.world, bench.storePath);
	const checks = [];
	let unmetBounds = [];
	if (python !== void 0 && expected !== void 0 && expected.role !== "source") {
		const checked = await pythonChecks(bench, python, expected);
		unmetBounds = checked.unmetBounds;
		checks.push(...checked.checks);
		if (preset?.programs === "dagster") checks.push(...await dagsterChecks(bench, python, expected));
	}
	if (reproducible) checks.push(await checkReproducible(bench));
	return {
		checks,
		unmetBounds
	};
}
async function pythonChecks(bench, python, { imports, projects }) {
	const checks = [];
	let unmetBounds = [];
	if (imports.length > 0) checks.push(await checkImports(bench, python, imports));
	if (projects.length === 0) return {
		checks,
		unmetBounds
	};
	const { inspection, result } = await checkVersions(bench, python, projects);
	checks.push(result);
	if (inspection === void 0) return {
		checks,
		unmetBounds
	};
	if (projects.some(({ requirements }) => requirements !== void 0)) {
		const judged = await checkRequirements(bench, projects, inspection);
		unmetBounds = judged.unmetBounds;
		checks.push(judged.result);
	}
	const scripts = scriptsOf(projects, inspection);
	if (scripts.length > 0) checks.push(await checkCommands(bench, python, scripts));
	return {
		checks,
		unmetBounds
	};
}
async function dagsterChecks(bench, python, { role, projects }) {
	const has = async (name) => await bench.world.files.realPath(join(bench.storePath, "bin", name)) !== void 0;
	const checks = [];
	const isDagster = await has("dagster");
	if (isDagster) checks.push(await checkInstance(bench, python));
	if (await has("dagster-webserver")) checks.push(await checkUi(bench, python));
	const holds = (name) => projects.some(({ project }) => project === name);
	if (python.isOwn && holds("dagster") || role === "join" && isDagster) checks.push(await checkRun(bench, python, holds("dagster-webserver")));
	return checks;
}

// src/commands/build.ts
async function buildCommand(world, request, limits = usualLimits) {
	const { inputs, configuration, runner } = request;
	const plan = await planBuild(world, inputs, await readSituation(world, inputs.directory, configuration));
	const { floxVersion, nixVersion, failure } = await readTools(world);
	const { system, commit, nixpkgs } = plan;
	const results = await openResults(world, resultPath(runner?.temp, inputs.directory, system), {
		system,
		commit,
		nixpkgs,
		floxVersion,
		nixVersion
	});
	await world.interruptible((signal) => buildAll(world, {
		request,
		limits,
		plan,
		results,
		noFlox: failure,
		signal
	}));
	return ending(results);
}
async function buildAll(world, work) {
	const { request, plan, results, noFlox, signal } = work;
	const { inputs } = request;
	const clock = deadline(inputs["timeout-minutes"]);
	const done = /* @__PURE__ */ new Map();
	const own = ownProjects(plan);
	let stop = notNix(plan);
	for (const [index, step] of plan.steps.entries()) {
		const known = knownFailure(plan, step, index, noFlox);
		const tried = await buildStep(world, inputs, plan, step, {
			stop,
			known,
			done,
			clock,
			signal
		});
		const ran = tried.storePath === null ? tried : await checked(world, work, tried, tried.storePath, clock);
		const built = {
			...ran,
			unmetBounds: ran.unmetBounds.filter(({ project }) => own?.has(project) === false)
		};
		report(world, request.runner === void 0 ? inputs.directory : plan.prefix, built);
		done.set(step.attribute, built);
		await results.add(built);
		stop ??= stopAfter(built, clock, inputs);
	}
	if (!signal.aborted) await results.finish();
}
function ownProjects({ repository, situation }) {
	if (isProblem(repository)) return void 0;
	const names = Object.entries(situation.lock?.packages ?? {}).flatMap(([attribute, { project }]) => project === null ? [] : [[attribute, project]]);
	return ownPackages(repository, new Map(names));
}
async function checked(world, { request, limits, plan, signal }, built, storePath, clock) {
	const { inputs, configuration } = request;
	const { repository, situation } = plan;
	const named = new Map([...configuration.packages].flatMap(([name, one]) => one.import ? [[name, one.import]] : []));
	const { checks, unmetBounds } = await world.log.group(`check ${built.attribute}`, async () => {
		const bench = {
			world,
			storePath,
			signal,
			limits,
			left: clock.left
		};
		const ran = await runChecks(bench, {
			expected: isProblem(repository) ? void 0 : expectedOf(repository, situation.lock, built.attribute, named),
			preset: presetFor(upstreamName(inputs)),
			reproducible: inputs.reproducible
		});
		for (const check of ran.checks) reportCheck(world, check);
		return ran;
	});
	const isGood = checks.every(({ status }) => status === "passed");
	return {
		...built,
		status: isGood ? "passed" : "failed",
		checks: [...checks],
		unmetBounds: [...unmetBounds]
	};
}
async function buildStep(world, inputs, plan, step, { stop, known, done, clock, signal }) {
	const nothing = unbuilt(plan, step);
	if (known !== void 0) return {
		...nothing,
		status: "failed",
		failure: known
	};
	if (stop !== void 0) return {
		...nothing,
		because: stop.because
	};
	const needed = neededButMissing(step, done);
	if (needed !== void 0) return {
		...nothing,
		...needed
	};
	return await buildPackage(world, plan, step, {
		directory: inputs.directory,
		timeoutMs: clock.next(),
		signal
	});
}
function knownFailure({ repository, steps }, { file }, index, noFlox) {
	if (noFlox !== void 0) return index === 0 ? noFlox : void 0;
	if (!isProblem(repository)) return void 0;
	const { where, message, hint = null } = repository;
	if (!(steps.some((step) => step.file === where.file) ? file === where.file : index === 0)) return void 0;
	return {
		kind: "does-not-parse",
		message,
		hint,
		file: where.file ?? null,
		line: where.line ?? null
	};
}
function notNix({ repository }) {
	if (!isProblem(repository)) return void 0;
	return { because: `Flox finds no package before ${repository.where.file} parses` };
}
function neededButMissing({ needs }, done) {
	for (const name of needs) {
		const needed = done.get(name);
		if (needed === void 0 || needed.storePath !== null) continue;
		return needed.status === "unsupported" ? {
			status: "unsupported",
			because: `it needs ${name}: ${needed.because}`
		} : {
			status: "skipped",
			because: `${name}, which it needs, was not built`
		};
	}
}
function stopAfter({ attribute, failure }, clock, inputs) {
	if (failure !== null && endsEverything(failure.kind)) return { because: `nothing can be built after what happened at ${attribute}: ${failure.message}` };
	return clock.isOver() ? { because: `the ${inputs["timeout-minutes"]} minutes for all packages are over` } : void 0;
}
function deadline(minutes) {
	const whole = minutes * 6e4;
	const end = performance.now() + whole;
	const left = () => end - performance.now();
	return {
		next: () => Math.max(1, Math.min(whole / 2, left())),
		left,
		isOver: () => left() <= 0
	};
}
function ending({ path, document: read }) {
	const document = read();
	return {
		document,
		exitCode: document.outcome === "failed" ? 1 : 0,
		text: (style) => buildText(style, document, path),
		outputs: {
			outcome: document.outcome,
			"result-file": path
		},
		headline: headline(document),
		summary: buildSummary(document)
	};
}
function headline({ system, outcome, complete, packages }) {
	const passed = packages.filter(({ status }) => status === "passed").length;
	const time = elapsed(packages.reduce((sum, { duration }) => sum + duration, 0));
	const end = complete ? "" : ", ended half-way";
	return `${system}: ${outcome}, ${passed} of ${packages.length} packages in ${time}${end}`;
}

export { buildCommand };