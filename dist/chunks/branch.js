import { c as isProblem, o as Problem } from "./refs.js";
import { a as upstreamName, r as repositoryApiUrl } from "./outside.js";
import { b as failureText, i as readMark, p as verdictLine, u as proof, v as clipped } from "./marks.js";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { posix } from "node:path";
import { join as join$1 } from "node:path/posix";

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

// src/commands/asked-files.ts
function bumpFilePath({ inputs, runner }) {
	return inputs["bump-file"] ?? (runner && join$1(runner.temp, "flox-upstream", "bump.json"));
}
function resultsFolder({ inputs, runner }) {
	return inputs.results ?? (runner && join$1(runner.temp, "flox-upstream", "results"));
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

// src/review/lifecycle.ts
function decideBranch({ head, state, pullRequests, askedFor, proven }) {
	const closed = closedByPerson(pullRequests);
	if (closed !== void 0 && !askedFor) return {
		kind: "closed",
		pullRequest: closed,
		reason: `Pull request #${closed} was closed without a merge: the version is skipped until it is asked for with the input tag.`
	};
	if (head === void 0 || state === void 0 || state.commits.length === 0) return { kind: "write" };
	if (!isOurs(state)) {
		const what = "A commit on the branch is not ours: nothing is written";
		return {
			kind: "held",
			commit: head,
			build: !proven,
			reason: proven ? `${what}, and its check runs are complete.` : `${what}, and it is built as it is.`
		};
	}
	if (proven && !askedFor) return {
		kind: "unchanged",
		commit: head,
		reason: "The bump is on its branch, and its check runs are complete."
	};
	return { kind: "write" };
}
function closedByPerson(pullRequests) {
	const newest = pullRequests.toSorted((a, b) => b.number - a.number)[0];
	if (newest === void 0 || newest.merged || newest.superseded) return void 0;
	return pullRequests.some(({ state }) => state === "open") ? void 0 : newest.number;
}
function decideReport({ commit, held, askedFor, head, pullRequests }) {
	if (head !== commit) return {
		kind: "leave",
		reason: `${head === void 0 ? "the branch is gone" : "the branch has moved on since the build began"}: the next run tells of it`
	};
	const open = pullRequests.find(({ state }) => state === "open");
	if (open !== void 0) return {
		kind: held ? "results" : "update",
		pullRequest: open.number
	};
	if (held) return {
		kind: "leave",
		reason: "the branch is a person's, and nobody has opened a pull request of it"
	};
	const merged = pullRequests.find((one) => one.merged && one.head === commit);
	if (merged !== void 0) return {
		kind: "leave",
		reason: `pull request #${merged.number} is merged`
	};
	const closed = closedByPerson(pullRequests);
	if (closed !== void 0 && !askedFor) return {
		kind: "leave",
		reason: `pull request #${closed} was closed without a merge`
	};
	return { kind: "create" };
}
function superseded(others, isOlder) {
	return others.filter(({ version, kept }) => !kept && isOlder(version));
}
function wantsDraft(rule, passed, released) {
	return rule === "auto" ? !passed || !released : rule === "always";
}

// src/commands/branch.ts
async function readBranch(world, inputs, runner, goal) {
	const { head: base, prefix, changed } = await world.git.checkout(inputs.directory);
	if (changed.length > 0) throw new Problem(`the checkout has changes that are not committed: ${changed.slice(0, 5).join(", ")}`, {
		kind: "input",
		where: { file: join$1(inputs.directory, changed[0] ?? "") },
		hint: "Run the action right after actions/checkout, or commit the changes first."
	});
	if (inputs.token === void 0) throw new Problem("no token was given for the packaging repository", {
		kind: "input",
		where: { input: "token" },
		hint: "Pass token: ${{ github.token }} and grant the job contents: write."
	});
	const { owner, repo } = runner.repository;
	const github = await world.github({
		apiUrl: repositoryApiUrl(world),
		token: inputs.token,
		tokenInput: "token"
	});
	const branch = branchName(inputs.upstream.repo, goal.version);
	const head = await github.branch(owner, repo, branch);
	const comparison = head === void 0 ? void 0 : await github.compare(owner, repo, base, head);
	const directory = prefix.replace(/\/$/, "");
	const isOfGoal = comparison !== void 0 && (!isOurs(comparison) || comparison.mergeBase === base && upstreamCommitOf(comparison.commits[0]?.message ?? "") === goal.commit);
	const decision = decideBranch({
		head,
		state: comparison,
		pullRequests: (await github.pullRequests(owner, repo, branch)).map(knownPullRequest),
		askedFor: inputs.tag !== void 0,
		proven: head !== void 0 && isOfGoal && await isProven(github.review(owner, repo), inputs, directory, head)
	});
	return {
		github,
		owner,
		repo,
		branch,
		base,
		prefix,
		existing: head === void 0 || comparison === void 0 ? void 0 : {
			commit: head,
			parent: comparison.mergeBase,
			plan: planOf(comparison.commits[0]?.message ?? "")
		},
		decision
	};
}
function knownPullRequest({ number, state, merged, head, body }) {
	return {
		number,
		state,
		merged,
		head,
		superseded: readMark(body)?.supersededBy != null
	};
}
async function isProven(review, inputs, directory, commit) {
	const id = overallId(upstreamName(inputs), directory);
	try {
		if (inputs.status === "commit-status") return (await review.statuses(commit)).some(({ context, state }) => context === id && isFinal(state));
		return (await review.checkRuns(commit)).some(({ externalId, completed, conclusion }) => externalId === id && completed && isFinal(conclusion ?? ""));
	} catch (error) {
		if (isProblem(error) && error.kind === "input") return false;
		throw error;
	}
}
function isFinal(conclusion) {
	return conclusion === "success" || conclusion === "failure";
}
async function commitBump({ github, owner, repo, branch, base, prefix, existing }, contents, facts) {
	const files = new Map([...contents].map(([path, content]) => [prefix + path, content]));
	const committed = [...files].map(([path, content]) => ({
		path,
		blob: blobName(content)
	}));
	if (existing !== void 0 && existing.parent === base && existing.plan === planDigest(committed)) return existing.commit;
	const commit = await github.createCommit(owner, repo, {
		parent: base,
		message: commitMessage({
			...facts,
			files: committed
		}),
		files
	});
	if (existing === void 0) await github.createBranch(owner, repo, branch, commit);
	else {
		if (await github.branch(owner, repo, branch) !== existing.commit) throw new Problem(`the branch ${branch} moved while the bump was made`, {
			kind: "outside",
			hint: "Nothing was lost and nothing was written. Run again."
		});
		await github.moveBranch(owner, repo, branch, commit);
	}
	return commit;
}

export { superseded as a, overallCheckRun as c, resultsFolder as d, commitTitle as f, decideReport as i, systemCheckRuns as l, knownPullRequest as n, wantsDraft as o, isOurs as p, readBranch as r, commitStatuses as s, commitBump as t, bumpFilePath as u };