import { o as Problem } from "./refs.js";
import { r as repositoryApiUrl } from "./outside.js";
import { a as blobName, d as planOf, f as upstreamCommitOf, l as isOurs, o as branchName, s as commitMessage, t as toldVerdict, u as planDigest } from "./told.js";
import { i as readMark } from "./marks.js";
import { join } from "node:path/posix";

// src/commands/asked-files.ts
function bumpFilePath({ inputs, runner }) {
	return inputs["bump-file"] ?? (runner && join(runner.temp, "flox-upstream", "bump.json"));
}
function resultsFolder({ inputs, runner }) {
	return inputs.results ?? (runner && join(runner.temp, "flox-upstream", "results"));
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
function decideIssue({ askedFor, issues }) {
	const byAge = issues.toSorted((a, b) => a.number - b.number);
	const open = byAge.find(({ state }) => state === "open");
	if (open !== void 0) return {
		kind: "update",
		issue: open.number
	};
	const newest = byAge.at(-1);
	if (newest === void 0) return { kind: "create" };
	if (newest.superseded || askedFor) return {
		kind: "update",
		issue: newest.number
	};
	return {
		kind: "leave",
		reason: `issue #${newest.number} was closed`
	};
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
		where: { file: join(inputs.directory, changed[0] ?? "") },
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
		proven: head !== void 0 && isOfGoal && await toldVerdict(github.review(owner, repo), inputs, directory, head) !== void 0
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

export { decideReport as a, bumpFilePath as c, decideIssue as i, resultsFolder as l, knownPullRequest as n, superseded as o, readBranch as r, wantsDraft as s, commitBump as t };