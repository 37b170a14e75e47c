import { o as Problem, r as quoteUntrusted } from "./refs.js";
import { p as toDotPath, t as resultSchema } from "./result.js";
import { a as upstreamName, r as repositoryApiUrl, s as lockFileName } from "./outside.js";
import { a as blobName, d as planOf, f as upstreamCommitOf, l as isOurs, o as branchName, s as commitMessage, t as toldVerdict, u as planDigest } from "./told.js";
import { t as bumpsOf } from "./open-bumps.js";
import { a as hasNews } from "./results.js";
import { t as bumpFileSchema } from "./bump.js";
import { join } from "node:path/posix";

// src/commands/asked-files.ts
function bumpFilePath({ inputs, runner }) {
	return inputs["bump-file"] ?? (runner && join(runner.temp, "flox-upstream", "bump.json"));
}
function resultsFolder({ inputs, runner }) {
	return inputs.results ?? (runner && join(runner.temp, "flox-upstream", "results"));
}

// src/review/lifecycle.ts
function decideBranch({ head, state, pullRequests, askedFor, proven, hasNews }) {
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
	if (proven && !askedFor && !hasNews) return {
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
async function readBranch(world, inputs, runner, goal, nixpkgs) {
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
	if (comparison !== void 0 && isOurs(comparison)) requireSameDirectory(branch, prefix, comparison);
	const all = await github.pullRequests(owner, repo, branch);
	const pullRequests = bumpsOf(all, upstreamName(inputs), directory);
	const open = pullRequests.filter(({ state }) => state === "open").flatMap(({ marked }) => marked ?? []);
	const decision = decideBranch({
		head,
		state: comparison,
		pullRequests: pullRequests.map(knownPullRequest),
		askedFor: inputs.tag !== void 0,
		proven: head !== void 0 && isOfGoal && (!isOurs(comparison) || open.every(({ commit }) => commit === head)) && await toldVerdict(github.review(owner, repo), inputs, directory, head) !== void 0,
		hasNews: head !== void 0 && open.some((marked) => hasNews(marked, head, inputs.requirements, nixpkgs))
	});
	return {
		github,
		owner,
		repo,
		branch,
		base,
		prefix,
		directory,
		existing: head === void 0 || comparison === void 0 ? void 0 : {
			commit: head,
			parent: comparison.mergeBase,
			plan: planOf(comparison.commits[0]?.message ?? "")
		},
		marks: pullRequests.flatMap(({ marked }) => marked ?? []),
		decision
	};
}
function requireSameDirectory(branch, prefix, { files }) {
	const isHere = files.some(({ path }) => path.startsWith(`${prefix}.flox/`) || path === prefix + "flox-upstream.lock.json");
	const [other] = files;
	if (isHere || other === void 0) return;
	throw new Problem(`the branch ${branch} holds a bump of another directory: it changes ${other.path}`, {
		kind: "blocked",
		hint: "Two directories of one repository cannot follow one upstream at once. Merge or close the other's pull request and delete its branch, or move one directory to a repository of its own."
	});
}
function knownPullRequest({ number, state, merged, head, marked }) {
	return {
		number,
		state,
		merged,
		head,
		superseded: marked?.supersededBy != null
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

// src/commands/report/read.ts
const largestResult = 2e7;
async function readBumpFile(world, request) {
	const path = bumpFilePath(request);
	const hint = "Hand over the file that bump wrote, as an artifact, and name it in the input bump-file.";
	if (path === void 0) throw new Problem("no bump.json was named", {
		kind: "usage",
		where: { input: "bump-file" },
		hint
	});
	const bytes = await world.files.read(path);
	const fail = (message) => new Problem(message, {
		kind: "input",
		where: { file: path },
		hint
	});
	if (bytes === void 0) throw fail("there is no such file");
	const parsed = bumpFileSchema.safeParse(json(bytes));
	if (!parsed.success) throw fail(`this is no bump.json of schema 1: ${oneLine(parsed.error)}`);
	return parsed.data;
}
async function readResults(world, request) {
	const folder = resultsFolder(request);
	if (folder === void 0) return [];
	const files = (await world.files.list(folder) ?? []).filter((path) => /(?:^|\/)result-[^/]*\.json$/.test(path));
	return Promise.all(files.map((file) => readResult(world, folder, file)));
}
async function readResult(world, folder, file) {
	const bytes = await world.files.read(join(folder, file)) ?? /* @__PURE__ */ new Uint8Array();
	if (bytes.byteLength > largestResult) return {
		file,
		unreadable: `it has ${bytes.byteLength} bytes`
	};
	const document = json(bytes);
	if (document === void 0) return {
		file,
		unreadable: "it is not JSON"
	};
	const parsed = resultSchema.safeParse(document);
	return parsed.success ? parsed.data : {
		file,
		unreadable: oneLine(parsed.error)
	};
}
function json(bytes) {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return;
	}
}
function oneLine(error) {
	const [issue] = error.issues;
	const path = toDotPath(issue?.path ?? []);
	return quoteUntrusted(`${path === "" ? "" : `${path}: `}${issue?.message ?? "unknown"}`, 200).slice(1, -1);
}

export { readBranch as a, superseded as c, resultsFolder as d, knownPullRequest as i, wantsDraft as l, readResults as n, decideIssue as o, commitBump as r, decideReport as s, readBumpFile as t, bumpFilePath as u };