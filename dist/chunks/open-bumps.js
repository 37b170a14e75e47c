import { i as escapeMarkdown, n as codeSpan, s as table } from "./markdown.js";
import { i as withExtra } from "./names.js";
import { a as boolean, c as object, i as array } from "./result.js";
import { d as clipped, n as resultsText } from "./results.js";
import { t as foundVersionSchema } from "./found.js";

// src/review/requirements.ts
const order = [
	"blocked",
	"missing",
	"not fixed",
	"would fix",
	"fix",
	"unresolved",
	"superfluous",
	"changed",
	"met"
];
const toBeSeen = new Set(order.slice(0, order.indexOf("superfluous")));
function requirementRows({ requirements, requirementEdits: { mode }, projects }) {
	const all = Object.entries(requirements).flatMap(([attribute, found]) => packageRows(found, mode).map((row) => ({
		...row,
		packages: [attribute]
	})));
	return [
		...[...Map.groupBy(all, ({ what, name, reason }) => JSON.stringify([
			what,
			name,
			reason
		])).values()].flatMap((group) => {
			const [first] = group;
			return first === void 0 ? [] : [{
				...first,
				packages: group.flatMap(({ packages }) => packages)
			}];
		}).toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what)),
		...projects.added.map(({ name, directory, packaged }) => {
			return {
				packages: [],
				what: "changed",
				name,
				reason: `Upstream added it in ${directory}; it is ${packaged ? "packaged here" : "not packaged here"}.`
			};
		}),
		...projects.dropped.map(({ name, packaged }) => {
			return {
				packages: [],
				what: "changed",
				name,
				reason: `Upstream no longer has it; ${packaged ? "it is packaged here" : "it is not packaged here"}.`
			};
		})
	];
}
function packageRows(found, mode) {
	const fixed = mode === "fix" ? "fix" : "would fix";
	return [
		...found.blockers.map(({ name, reason }) => ({
			what: "blocked",
			name,
			reason
		})),
		...found.missing.filter((missing) => !found.fixes.some((fix) => mends(fix, missing))).map(({ name, extra, reason }) => ({
			what: "missing",
			name: withExtra(name, extra),
			reason
		})),
		...found.fixes.map((fix) => {
			return {
				what: fix.refused === null ? fixed : "not fixed",
				name: fixName(fix),
				reason: fixReason(fix)
			};
		}),
		...found.unresolved.map(({ what, file, line, reason }) => ({
			what: "unresolved",
			name: what,
			reason: file === null ? reason : `${reason} See ${file}${line === null ? "" : `:${line}`}.`
		})),
		...found.superfluous.map(({ name, extra, reason }) => ({
			what: "superfluous",
			name: withExtra(name, extra),
			reason
		})),
		...found.changed.map(({ name, reason }) => ({
			what: "changed",
			name,
			reason
		})),
		...found.satisfied.map(({ requirement, reason }) => ({
			what: "met",
			name: requirement,
			reason
		}))
	];
}
function mends(fix, { name, extra, list }) {
	return fix.kind === "add" && fix.list === list && fix.extra === extra && fix.names.includes(name);
}
function fixName({ names, extra }) {
	return withExtra(names.join(", "), extra);
}
function fixReason({ list, reason, refused }) {
	return refused === null ? `For ${list}. ${reason}` : `${reason} Not written to ${list}: ${refused}.`;
}
function packagesText(packages) {
	if (packages.length === 0) return "(upstream)";
	if (packages.length <= 3) return packages.join(", ");
	return `${packages.slice(0, 2).join(", ")} and ${packages.length - 2} more`;
}

// src/review/body/changes.ts
function changesText({ edits, reasons, refused }, limits) {
	const why = reasons.map((reason) => `- ${escapeMarkdown(clipped(reason))}`);
	const newer = refused.filter(({ code }) => code !== "not-newer");
	return [
		"### What changes",
		listed(editColumns, editRows(edits), limits),
		["**Why this release**", ...why].join("\n"),
		newer.length === 0 ? "" : folded(`${newer.length === 1 ? "A release that was" : `${newer.length} releases that were`} not taken`, listed(["Release", "Why"], newer.map(({ tag, reason }) => [codeSpan(clipped(tag)), escapeMarkdown(clipped(reason))]), limits))
	].filter((part) => part !== "").join("\n\n");
}
const editColumns = [
	"Package",
	"What",
	"From",
	"To",
	"Where"
];
function editRows(edits) {
	return edits.map(({ attribute, kind, from, to, file, line }) => [
		codeSpan(clipped(attribute)),
		kind,
		editText(from),
		editText(to),
		codeSpan(clipped(`${file}:${line}`))
	]);
}
function editText(text) {
	return text.trim() === "" ? "" : codeSpan(short(text.trim()));
}
function requirementEditsTitle({ mode }) {
	return mode === "fix" ? "Edits of requirements" : "Not written: what `requirements: fix` would edit";
}
function requirementsText(bump, limits) {
	const rows = requirementRows(bump).map(({ packages, what, name, reason }) => [
		escapeMarkdown(clipped(packagesText(packages))),
		what,
		codeSpan(clipped(name)),
		escapeMarkdown(clipped(reason))
	]);
	const edits = editRows(bump.requirementEdits.edits);
	return rows.length === 0 ? "" : [`### Requirements\n\n${listed([
		"Package",
		"What",
		"Requirement",
		"Why"
	], rows, limits)}`, section$1(requirementEditsTitle(bump.requirementEdits), editColumns, edits, limits)].filter((part) => part !== "").join("\n\n");
}
function attentionText({ refusals, leftovers, warnings }, limits) {
	const parts = [
		section$1("Refused, and left as it is", ["Where", "Why"], refusals.map(({ file, line, reason }) => [codeSpan(clipped(`${file}:${line}`)), escapeMarkdown(clipped(reason))]), limits),
		section$1("Still names the old version", ["Where", "Text"], leftovers.map(({ file, line, text }) => [codeSpan(clipped(`${file}:${line}`)), codeSpan(clipped(text.trim()))]), limits),
		warnings.length === 0 ? "" : ["**Warnings**", ...warnings.slice(0, limits.rows).map((text) => `- ${escapeMarkdown(clipped(text))}`)].join("\n")
	].filter((part) => part !== "");
	return parts.length === 0 ? "" : ["### Left to you", ...parts].join("\n\n");
}
function section$1(title, head, rows, limits) {
	return rows.length === 0 ? "" : `**${title}**\n\n${listed(head, rows, limits)}`;
}
function listed(head, rows, { rows: most }) {
	if (rows.length === 0) return "";
	const cut = rows.length > most ? `\n\n${rows.length - most} more are not shown.` : "";
	return table(head, rows.slice(0, most)) + cut;
}
function folded(summary, text) {
	return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}
function short(text) {
	return /^sha\d+-.{30,}$/.test(text) ? `${text.slice(0, 15)}…` : clipped(text, 100);
}

// src/review/summary.ts
const longestTable = 200;
function checkSummary(document) {
	return refused(document);
}
function bumpSummary(document) {
	const { edits, requirementEdits, leftovers, refusals, warnings } = document;
	return joined([
		section("Edits", editColumns, editRows(edits)),
		section("Requirements", [
			"Package",
			"What",
			"Requirement",
			"Why"
		], requirementRows(document).map(({ packages, what, name, reason }) => [
			escapeMarkdown(packagesText(packages)),
			what,
			codeSpan(clipped(name)),
			escapeMarkdown(clipped(reason))
		])),
		section(requirementEditsTitle(requirementEdits), editColumns, editRows(requirementEdits.edits)),
		section("Refused, and left as it is", ["Where", "Why"], refusals.map(({ file, line, reason }) => [codeSpan(`${file}:${line}`), escapeMarkdown(reason)])),
		section("Still names the old version", ["Where", "Text"], leftovers.map(({ file, line, text }) => [codeSpan(`${file}:${line}`), codeSpan(text.trim())])),
		section("Warnings", ["Warning"], warnings.map((warning) => [escapeMarkdown(warning)])),
		refused(document)
	]);
}
function reportSummary(bump, verdict, { done, pullRequest, issue, compareUrl }) {
	const limits = {
		rows: longestTable,
		log: 2e3
	};
	return joined([
		done.map((line) => `- ${escapeMarkdown(line)}`).join("\n"),
		pullRequest === null ? "" : `[Pull request #${pullRequest.number}](<${pullRequest.url}>)`,
		issue === null ? "" : `[Issue #${issue.number}](<${issue.url}>)`,
		compareUrl === null ? "" : `[Make the pull request yourself](<${compareUrl}>)`,
		resultsText(bump, verdict, limits),
		changesText(bump, limits),
		requirementsText(bump, limits),
		attentionText(bump, limits)
	]);
}
function refused({ refused: releases }) {
	return section("Releases that were not taken", [
		"Tag",
		"Code",
		"Reason"
	], releases.filter(({ code }) => code !== "not-newer").map(({ tag, code, reason }) => [
		codeSpan(tag),
		code,
		escapeMarkdown(reason)
	]));
}
function section(title, head, rows) {
	if (rows.length === 0) return "";
	const cut = rows.length > longestTable ? `\n\n${rows.length - longestTable} more are not shown.` : "";
	return `### ${title}\n\n${table(head, rows.slice(0, longestTable))}${cut}`;
}
function joined(sections) {
	return sections.filter((text) => text !== "").join("\n\n");
}

// src/review/body/marks.ts
const markedVersion = object({
	...foundVersionSchema.shape,
	tried: boolean()
});
const name = "flox-upstream";
const opening = `<!-- ${name} `;
const closing = " -->";
const resultsStart = `<!-- ${name}:results -->`;
const resultsEnd = `<!-- ${name}:results-end -->`;
function mark(marked) {
	const { upstream, directory, version, commit, verdict, draft, refused, supersededBy, found } = marked;
	return `${opening}${JSON.stringify({
		upstream,
		directory,
		version,
		commit,
		verdict,
		draft,
		refused,
		supersededBy,
		found
	}).replace(/[<>]|-(?=-)/g, escaped)}${closing}`;
}
function escaped(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function readMark(body) {
	const [line = ""] = body.split(/\r?\n/, 1);
	if (!line.startsWith(opening) || !line.endsWith(closing)) return void 0;
	try {
		const fields = JSON.parse(line.slice(opening.length, -4));
		const { upstream, directory, version, commit, verdict, draft, refused, supersededBy } = fields;
		if (![
			upstream,
			directory,
			version,
			commit,
			verdict
		].every((text) => typeof text === "string") || typeof draft !== "boolean" || !Array.isArray(refused)) return void 0;
		return {
			...fields,
			supersededBy: typeof supersededBy === "string" ? supersededBy : null,
			found: array(markedVersion).safeParse(fields.found).data ?? []
		};
	} catch {
		return;
	}
}
function markResults(results) {
	return `${resultsStart}\n${results}\n${resultsEnd}`;
}
function replaceResults(body, marked, results) {
	const [start, end] = [body.indexOf(resultsStart), body.indexOf(resultsEnd)];
	if (readMark(body) === void 0 || start < 0 || end < start) return void 0;
	const rest = body.slice(body.indexOf("\n"), start) + markResults(results) + body.slice(end + resultsEnd.length);
	return mark(marked) + rest;
}
function markSuperseded(body, version, pullRequest) {
	const marked = readMark(body);
	if (marked === void 0) return body;
	const rest = body.slice(body.indexOf("\n") + 1);
	return `${mark({
		...marked,
		supersededBy: version
	})}\n\n> **Superseded by #${pullRequest}**, which brings ${version}.\n\n${rest.trimStart()}`;
}
function withoutMarks(markdown) {
	return markdown.replaceAll(`<!-- ${name}`, `<\u200b!-- ${name}`);
}

// src/commands/open-bumps.ts
async function openBumps(review, upstream, directory) {
	return (await review.openPullRequests()).flatMap(({ branch, ...pullRequest }) => {
		const marked = readMarkOf(pullRequest.body, upstream, directory);
		return marked === void 0 || branch === void 0 ? [] : [{
			...pullRequest,
			branch,
			marked
		}];
	});
}
function bumpsOf(pullRequests, upstream, directory) {
	return pullRequests.map((pullRequest) => ({
		...pullRequest,
		marked: readMark(pullRequest.body)
	})).filter(({ marked }) => marked === void 0 || isOf(marked, upstream, directory));
}
function readMarkOf(body, upstream, directory) {
	const marked = readMark(body);
	return marked && isOf(marked, upstream, directory) ? marked : void 0;
}
function isOf(marked, upstream, directory) {
	return marked.upstream === upstream && marked.directory === directory;
}

export { packagesText as _, markResults as a, replaceResults as c, checkSummary as d, reportSummary as f, requirementsText as g, folded as h, mark as i, withoutMarks as l, changesText as m, openBumps as n, markSuperseded as o, attentionText as p, readMarkOf as r, readMark as s, bumpsOf as t, bumpSummary as u, requirementRows as v, toBeSeen as y };