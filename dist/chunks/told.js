import { c as isProblem } from "./refs.js";
import { a as upstreamName } from "./outside.js";
import { d as clipped, i as verdictLine, p as failureText, t as proof } from "./results.js";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { posix } from "node:path";

// src/review/commit.ts
const planTrailer = "Flox-Upstream-Plan";
function blobName(content) {
	return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}
function planDigest(files) {
	const lines = files.map(({ path, blob }) => `${blob} ${path}\0`).sort();
	return createHash("sha256").update(Buffer.from(lines.join(""), "utf8")).digest("hex");
}
function planOf(message) {
	return (message.trimEnd().split(/\n\n+/).at(-1) ?? "").split("\n").map((line) => new RegExp(`^${planTrailer}: ([0-9a-f]{64})$`).exec(line)?.[1]).findLast((digest) => digest !== void 0);
}
function isOurs({ commits, files }) {
	const [commit] = commits;
	if (commit === void 0 || commits.length !== 1) return false;
	return files.every(({ status }) => status === "modified" || status === "added") && planOf(commit.message) === planDigest(files);
}
function commitTitle(template, { name, from, to, tag }) {
	const repaired = from === to ? template.replace("{from} -> {to}", "repair {to}") : template;
	const values = {
		name,
		from,
		to,
		tag: tag ?? to
	};
	return repaired.replace(/\{([a-z]+)\}/g, (written, key) => values[key] ?? written);
}
function commitMessage(facts) {
	return [
		facts.title,
		"",
		`Source: ${facts.upstream} ${facts.ref}`,
		`Commit: ${facts.upstreamCommit}`,
		...facts.sources.map(({ file, hash }) => `Hash: ${hash} (${file})`),
		"",
		`${planTrailer}: ${planDigest(facts.files)}`,
		""
	].join("\n");
}
function upstreamCommitOf(message) {
	return /^Commit: ([0-9a-f]{40})$/m.exec(message)?.[1];
}
function branchName(name, version) {
	return `flox-upstream/${`${name}-${version}`.replaceAll("!", "-").replace(/\.{2,}/g, ".").replace(/^\./, "").replace(/\.(?=(lock)?$)/, "-")}`;
}

// src/review/check-runs.ts
const longestSummary = 65535;
const mostAnnotations = 50;
function overallId(upstream, directory) {
	return `flox-upstream/${upstream}${directory === "" ? "" : `/${directory}`}`;
}
const conclusions = {
	passed: "success",
	failed: "failure",
	unsupported: "neutral",
	missing: "cancelled",
	"not-built": "cancelled"
};
const limits = [
	{
		rows: 100,
		log: 4e3
	},
	{
		rows: 100,
		log: 1e3
	},
	{
		rows: 100,
		log: 0
	},
	{
		rows: 20,
		log: 0
	},
	{
		rows: 4,
		log: 0
	}
];
function systemCheckRuns(bump, verdict, runUrl) {
	return verdict.systems.map((judged) => {
		const { system } = judged;
		const alone = {
			overall: verdict.overall,
			problems: [],
			systems: [judged]
		};
		return {
			externalId: `${overallId(bump.upstream, bump.directory)}:${system}`,
			name: `flox-upstream (${system})`,
			conclusion: conclusions[judged.verdict],
			title: systemTitle(bump, judged),
			summary: fitting(alone, runUrl),
			text: "",
			annotations: annotationsOf(bump, judged).slice(0, mostAnnotations)
		};
	});
}
function overallCheckRun(bump, verdict, runUrl) {
	return {
		externalId: overallId(bump.upstream, bump.directory),
		name: "flox-upstream",
		conclusion: conclusions[verdict.overall],
		title: overallTitle(bump, verdict),
		summary: fitting(verdict, runUrl),
		text: "",
		annotations: []
	};
}
function commitStatuses(bump, verdict) {
	const states = {
		success: "success",
		failure: "failure",
		neutral: "success",
		cancelled: "error"
	};
	const id = overallId(bump.upstream, bump.directory);
	return [...verdict.systems.map((judged) => ({
		context: `${id}:${judged.system}`,
		state: states[conclusions[judged.verdict]],
		description: clipped(systemTitle(bump, judged), 139)
	})), {
		context: id,
		state: states[conclusions[verdict.overall]],
		description: clipped(overallTitle(bump, verdict), 139)
	}];
}
function overallTitle({ candidate }, verdict) {
	return `${candidate?.version ?? ""} ${verdictLine(verdict)}`;
}
function systemTitle({ candidate }, { verdict, packages }) {
	const count = packages.filter((one) => one.verdict === "passed").length;
	const version = candidate?.version ?? "";
	switch (verdict) {
		case "passed": return `${version}: ${count} of ${packages.length} packages build and pass their checks`;
		case "failed": return `${version}: ${packages.filter((one) => one.verdict === "failed").length} of ${packages.length} packages fail`;
		case "unsupported": return `${version}: not supported on this system`;
		case "missing": return `${version}: the job has not reported everything`;
	}
}
function fitting(verdict, runUrl) {
	const source = runUrl === void 0 ? "" : `\n\n[The run that built this](<${runUrl}>)`;
	return limits.map((limit) => (proof(verdict, limit).join("\n\n") || "No build has reported anything.") + source).find((text) => Buffer.byteLength(text) <= longestSummary) ?? "Too much to be shown here.";
}
function annotationsOf({ directory }, { packages, system }) {
	return packages.flatMap(({ verdict, built }) => {
		const { file = null, line = null, message = "" } = built?.failure ?? {};
		if (verdict !== "failed" || built === void 0 || file === null) return [];
		const path = posix.normalize(posix.join(directory, file));
		if (posix.isAbsolute(file) || path.startsWith("..")) return [];
		const title = clipped(`${built.attribute} on ${system}: ${failureText(built)}`, 255);
		return [{
			path,
			line: line ?? 1,
			title,
			message: clipped(message, 2e3)
		}];
	});
}

// src/commands/told.ts
async function toldVerdict(review, inputs, directory, commit) {
	const id = overallId(upstreamName(inputs), directory);
	try {
		if (inputs.status === "commit-status") return verdictOf((await review.statuses(commit)).find(({ context }) => context === id)?.state);
		const newest = (await review.checkRuns(commit)).filter(({ externalId }) => externalId === id).toSorted((a, b) => b.id - a.id)[0];
		return newest?.completed ? verdictOf(newest.conclusion) : void 0;
	} catch (error) {
		if (isProblem(error) && error.kind === "input") return void 0;
		throw error;
	}
}
function verdictOf(conclusion) {
	if (conclusion === "success") return "passed";
	return conclusion === "failure" ? "failed" : void 0;
}

export { blobName as a, commitTitle as c, planOf as d, upstreamCommitOf as f, systemCheckRuns as i, isOurs as l, commitStatuses as n, branchName as o, overallCheckRun as r, commitMessage as s, toldVerdict as t, planDigest as u };