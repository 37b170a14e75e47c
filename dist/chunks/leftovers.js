import { s as matrix } from "./pep440.js";
import { B as argument, G as derived, H as textArgument, J as sitesOf, K as knownText, S as systemsOfManifest, a as located, b as occurrences, h as Lines, x as versionInRef, y as isCommit } from "./situation.js";
import { t as display } from "./source.js";
import { n as descend } from "./sections.js";

// src/commands/matrix.ts
function buildMatrix(inputs, { directory, manifest }) {
	const wanted = inputs.systems.length > 0 ? inputs.systems : located(directory, () => systemsOfManifest(manifest ?? ""));
	return matrix(wanted, inputs.runners);
}

// src/nix/reading/assertions.ts
const suffix = " assertion";
function assertionsOf(reading) {
	const { program } = reading;
	program.begin();
	const { assertions } = program.evaluator;
	const names = /* @__PURE__ */ new Map();
	const known = /* @__PURE__ */ new Map();
	for (let index = 0; index < assertions.length; index++) {
		const assertion = assertions[index];
		const condition = assertion?.condition.force();
		if (assertion === void 0 || condition?.kind !== "boolean") continue;
		const place = `${assertion.at.file}:${assertion.at.from}`;
		const named = names.get(place) ?? nameOf(assertion.at, reading);
		names.set(place, named);
		const before = known.get(named);
		known.set(named, {
			holds: condition.value && before?.holds !== false,
			sites: [...before?.sites ?? [], ...sitesIn(assertion, reading)]
		});
	}
	return Array.from(known, ([named, { holds, sites }]) => [named, derived(String(holds), sites)]);
}
function isAssertion(named) {
	return named.endsWith(suffix);
}
function assertionAt(named, reading) {
	return reading.program.evaluator.assertions.find(({ at }) => nameOf(at, reading) === named)?.at;
}
function nameOf({ file, from }, { program }) {
	const { root } = program.tree(file);
	return `${file}/assert-${[...descend(root)].flatMap((expression) => expression.kind === "assert" ? expression.from : []).filter((place) => place <= from).length}${suffix}`;
}
function sitesIn({ condition }, { program }) {
	const { written } = condition;
	if (written === void 0) return [];
	return [...descend(written.expression)].flatMap((expression) => expression.kind === "lambda" ? [] : sitesOf(program.evaluator.evaluate(expression, written.environment)));
}

// src/nix/reading/facts.ts
function factsOf(reading) {
	const facts = /* @__PURE__ */ new Map();
	for (const { node, name, pname, version } of reading.packages.values()) {
		const state = (what, value) => {
			if (value !== void 0) facts.set(fact(node.attribute, what), value);
		};
		if (node.aliasOf !== void 0) state("alias", derived(node.aliasOf));
		state("name", name);
		state("pname", pname);
		state("version", version?.text);
		state("sourceRoot", textArgument(node.derivation, "sourceRoot"));
		for (const [what, url] of metaUrls(node)) state(what, url);
		addFetched(node, facts);
	}
	for (const { id, source } of reading.sources) for (const [name, text] of stringArguments(source.derivation)) facts.set(fact(id, name), text);
	for (const [named, holds] of assertionsOf(reading)) facts.set(named, holds);
	return facts;
}
function fact(of, what) {
	return `${of} ${what}`;
}
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
function metaUrls(node) {
	const meta = argument(node.derivation, "meta");
	if (meta?.kind !== "set") return [];
	return [...meta.attributes].flatMap(([name, thunk]) => strings(`meta.${name}`, thunk.force())).filter(([, text]) => /^https?:\/\/\S+$/.test(knownText(text) ?? ""));
}
function strings(name, value) {
	if (value.kind === "string") return [[name, value]];
	if (value.kind !== "list") return [];
	return value.items.flatMap((item, index) => {
		const inner = item.force();
		return inner.kind === "string" ? [[`${name}.${index}`, inner]] : [];
	});
}

// src/nix/leftovers.ts
const generated = ["flox-upstream.lock.json", ".flox/env/manifest.lock"];
const lineLimit = 200;
function leftovers(repository) {
	return leftoversIn(repository, stated(repository), void 0);
}
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
function stated({ reading }) {
	const sources = reading.sources.filter(({ pin }) => pin?.belongs === true).map(({ source }) => source);
	const packages = [...reading.packages.values()].filter(({ belongs }) => belongs);
	return [...sources.flatMap(sourceSites), ...packages.flatMap(ownSites)];
}
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

export { factsOf as a, isAssertion as c, fact as i, buildMatrix as l, leftoversIn as n, metaUrls as o, statedBy as r, assertionAt as s, leftovers as t };