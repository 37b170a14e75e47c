import { t as matrix } from "./systems.js";
import { B as sitesOf, C as versionInRef, F as textArgument, P as argument, R as knownText, S as occurrences, T as systemsOfManifest, p as Lines, r as located, x as isCommit } from "./situation.js";
import { t as display } from "./source.js";

// src/commands/matrix.ts
/** The systems to build on: those asked for, else the manifest's. */
function buildMatrix(inputs, { directory, manifest }) {
	const wanted = inputs.systems.length > 0 ? inputs.systems : located(directory, () => systemsOfManifest(manifest ?? ""));
	return matrix(wanted, inputs.runners);
}

// src/nix/reading/facts.ts
/** What a repository states, by names that stay the same when it is edited: compared before and after. */
/** The names, versions and URLs of all packages, and the arguments of all sources, whoever they are from. */
function factsOf(reading) {
	const facts = /* @__PURE__ */ new Map();
	for (const { node, name, pname, version } of reading.packages.values()) {
		const state = (what, value) => {
			if (value !== void 0) facts.set(fact(node.attribute, what), value);
		};
		state("name", name);
		state("pname", pname);
		state("version", version?.text);
		state("sourceRoot", textArgument(node.derivation, "sourceRoot"));
		for (const [what, url] of metaUrls(node)) state(what, url);
		addFetched(node, facts);
	}
	for (const { id, source } of reading.sources) for (const [name, text] of stringArguments(source.derivation)) facts.set(fact(id, name), text);
	return facts;
}
/** @param of a package's attribute or a source's id */
function fact(of, what) {
	return `${of} ${what}`;
}
/** What other fetchers get, which have a hash of their own and nothing of a source in them. */
function addFetched(node, facts) {
	for (const [index, derivation] of [...node.transforms].entries()) {
		const hash = [
			"hash",
			"sha256",
			"outputHash"
		].some((name) => argument(derivation, name) !== void 0);
		const strings = stringArguments(derivation);
		const closed = strings.every(([, text]) => text.parts.every(({ kind }) => kind !== "reference"));
		if (!hash || !closed || argument(derivation, "src") !== void 0) continue;
		const id = `${node.attribute}#${derivation.function}#${index + 1}`;
		for (const [name, text] of strings) facts.set(fact(id, name), text);
	}
}
function stringArguments(derivation) {
	return [...derivation.arguments.attributes].flatMap(([name, thunk]) => name === "meta" || name === "passthru" ? [] : strings(name, thunk.force()));
}
/** The URLs in `meta`: `meta.changelog`, `meta.homepage.0`. */
function metaUrls(node) {
	const meta = argument(node.derivation, "meta");
	if (meta?.kind !== "set") return [];
	return [...meta.attributes].flatMap(([name, thunk]) => strings(`meta.${name}`, thunk.force())).filter(([, text]) => /^https?:\/\/\S+$/.test(knownText(text) ?? ""));
}
/** A string, or the strings of a list. */
function strings(name, value) {
	if (value.kind === "string") return [[name, value]];
	if (value.kind !== "list") return [];
	return value.items.flatMap((item, index) => {
		const inner = item.force();
		return inner.kind === "string" ? [[`${name}.${index}`, inner]] : [];
	});
}

// src/nix/leftovers.ts
/** Written by programs. */
const generated = ["flox-upstream.lock.json", ".flox/env/manifest.lock"];
/** Longer lines are cut for people. */
const lineLimit = 200;
/** Lines that name the pinned versions or tags beside what is known to state them: comments, documentation, scripts. */
function leftovers(repository) {
	return leftoversIn(repository, stated(repository), void 0);
}
/**
* Lines that name an old version or tag outside of what is `covered`.
*
* @param target versions that stay as they are are not old
*/
function leftoversIn(repository, covered, target) {
	const old = oldTexts(repository, target);
	const byFile = Map.groupBy(new Map(covered.map((span) => [`${span.file}:${span.from}:${span.to}`, span])).values(), ({ file }) => file);
	const found = [];
	for (const [file, text] of [...repository.files].sort(([a], [b]) => a < b ? -1 : 1)) {
		if (generated.includes(file) || !file.endsWith(".nix") && text.includes("\0")) continue;
		const spans = byFile.get(file) ?? [];
		const places = old.flatMap((token) => occurrences(text, token)).filter(({ from, to }) => !spans.some((span) => span.from < to && from < span.to));
		if (places.length > 0) found.push(...lines(file, text, places.map(({ from }) => from)));
	}
	return found;
}
function lines(file, text, offsets) {
	const index = new Lines(text);
	return [...new Set(offsets.map((offset) => index.at(offset).line))].sort((a, b) => a - b).map((line) => ({
		file,
		line,
		text: display(index.text(line)).trim().slice(0, lineLimit)
	}));
}
/** The tags, commits and versions that are pinned; a branch's name says nothing. */
function oldTexts({ reading }, target) {
	const texts = /* @__PURE__ */ new Set();
	for (const { source } of reading.sources) {
		const ref = source.origin === "upstream" ? knownText(source.ref?.text)?.replace(/^refs\/tags\//, "") : void 0;
		if (ref === void 0) continue;
		if (isCommit(ref)) texts.add(ref);
		const version = versionInRef(ref);
		if (version !== void 0) texts.add(ref).add(version);
	}
	for (const { node, belongs, version } of reading.packages.values()) {
		const text = belongs ? knownText(version?.text) : void 0;
		if (text !== void 0 && text !== target?.versions.get(node.attribute)) texts.add(text);
	}
	for (const text of [
		target?.ref,
		target?.commit,
		target?.version
	]) if (text !== void 0) texts.delete(text);
	return [...texts];
}
/** The literals that say what is pinned, in packages and sources that belong. */
function stated({ reading }) {
	const sources = reading.sources.filter(({ pin }) => pin?.belongs === true).map(({ source }) => source);
	const packages = [...reading.packages.values()].filter(({ belongs }) => belongs);
	return [...sources.flatMap(sourceSites), ...packages.flatMap(ownSites)];
}
/** The literals that say what a package and its sources are pinned at. */
function statedBy(entry) {
	return [...ownSites(entry), ...entry.sources.flatMap(sourceSites)];
}
function ownSites({ node, version, name }) {
	return [
		version?.text,
		name,
		...metaUrls(node).map(([, url]) => url)
	].flatMap((value) => value === void 0 ? [] : sitesOf(value));
}
function sourceSites({ ref, url, hash, name, pypi }) {
	return [
		ref?.text,
		url?.text,
		hash?.text,
		name,
		pypi?.version
	].flatMap((value) => value === void 0 ? [] : sitesOf(value));
}

export { factsOf as a, fact as i, leftoversIn as n, metaUrls as o, statedBy as r, buildMatrix as s, leftovers as t };