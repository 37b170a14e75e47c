import { i as __toESM } from "./rolldown-runtime.js";
import { c as isProblem, o as Problem, r as quoteUntrusted } from "./refs.js";
import { Buffer, isUtf8 } from "node:buffer";

// src/world/github-commit.ts
async function createCommit(octokit, owner, repo, { parent, message, files }) {
	const { data: parentCommit } = await octokit.rest.git.getCommit({
		owner,
		repo,
		commit_sha: parent
	});
	const modeOf = await modes(octokit, owner, repo, parentCommit.tree.sha, [...files.keys()]);
	const entries = [];
	for (const [path, content] of files) {
		const entry = {
			path,
			type: "blob",
			mode: modeOf.get(path) ?? "100644"
		};
		if (isText(content)) entries.push({
			...entry,
			content: Buffer.from(content).toString("utf8")
		});
		else entries.push({
			...entry,
			sha: await blob(octokit, owner, repo, content)
		});
	}
	const { data: tree } = await octokit.rest.git.createTree({
		owner,
		repo,
		base_tree: parentCommit.tree.sha,
		tree: entries
	});
	const { data: commit } = await octokit.rest.git.createCommit({
		owner,
		repo,
		message,
		tree: tree.sha,
		parents: [parent]
	});
	return commit.sha;
}
function isText(content) {
	return isUtf8(content) && !content.includes(0);
}
async function blob(octokit, owner, repo, content) {
	const { data } = await octokit.rest.git.createBlob({
		owner,
		repo,
		content: Buffer.from(content).toString("base64"),
		encoding: "base64"
	});
	return data.sha;
}
async function modes(octokit, owner, repo, root, paths) {
	const { data } = await octokit.rest.git.getTree({
		owner,
		repo,
		tree_sha: root,
		recursive: "1"
	});
	if (!data.truncated) return fileModes(data.tree, paths, "");
	const found = /* @__PURE__ */ new Map();
	const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
	for (const folder of folders) {
		const names = folder.split("/").slice(0, -1);
		let tree = root;
		for (const name of names) {
			if (tree === void 0) break;
			const { data: level } = await octokit.rest.git.getTree({
				owner,
				repo,
				tree_sha: tree
			});
			tree = level.tree.find((entry) => entry.path === name && entry.type === "tree")?.sha;
		}
		if (tree === void 0) continue;
		const { data: level } = await octokit.rest.git.getTree({
			owner,
			repo,
			tree_sha: tree
		});
		for (const [path, mode] of fileModes(level.tree, paths, folder)) found.set(path, mode);
	}
	return found;
}
function fileModes(entries, paths, folder) {
	const wanted = new Set(paths);
	const found = /* @__PURE__ */ new Map();
	for (const { path, mode } of entries) {
		if (path === void 0 || !wanted.has(folder + path)) continue;
		if (mode !== "100644" && mode !== "100755") throw new Problem(`${folder}${path} is not a regular file in the repository (mode ${mode})`, {
			kind: "blocked",
			where: { file: folder + path },
			hint: "Replace the link by the file, or name the file that it leads to."
		});
		found.set(folder + path, mode);
	}
	return found;
}

// src/world/github-errors.ts
function statusOf(error) {
	const status = error?.status;
	return typeof status === "number" ? status : void 0;
}
function githubProblem(error, what, endpoint) {
	const status = statusOf(error);
	if (isProblem(error) || status === void 0) return error;
	const failure = error;
	const host = new URL(endpoint.apiUrl).host;
	const problem = (why, options) => new Problem(`cannot ${what}: ${why}`, {
		...options,
		cause: causeOf(error)
	});
	if (failure.response === void 0) return problem(`${host} cannot be reached: ${networkReason(error)}`, {
		kind: "outside",
		hint: "Check the network."
	});
	const { headers } = failure.response;
	const said = messageOf(failure);
	const where = { input: endpoint.tokenInput };
	if (status === 401) return endpoint.token === void 0 ? problem(`${host} wants a token (401: ${said})`, {
		kind: "input",
		where,
		hint: `Give one as \`${endpoint.tokenInput}\`.`
	}) : problem(`${host} does not accept the token (401: ${said})`, {
		kind: "input",
		where,
		hint: `Check the input \`${endpoint.tokenInput}\`: the token is wrong, expired, or another host's.`
	});
	const limit = status === 403 || status === 429 ? rateLimit(failure, said) : void 0;
	if (limit !== void 0) return problem(`${host} ${limit}`, {
		kind: "outside",
		where,
		hint: endpoint.token === void 0 ? "Wait until then, or give a token: it has a higher limit." : "Wait until then."
	});
	if (status === 403) {
		const accepted = headers["x-accepted-github-permissions"];
		return problem(`${host} refuses it (403: ${said})`, {
			kind: "input",
			where,
			hint: accepted === void 0 || accepted === "" ? `Check what the token of the input \`${endpoint.tokenInput}\` may do.` : `The token of the input \`${endpoint.tokenInput}\` lacks a permission: it needs ${permissions(String(accepted))}.`
		});
	}
	if (status === 404) return problem(`${host} knows no such thing, or does not show it (404: ${said})`, {
		kind: "input",
		where,
		hint: endpoint.token === void 0 ? `Check the name; a private repository needs the input \`${endpoint.tokenInput}\`.` : `Check the name, and that the token of the input \`${endpoint.tokenInput}\` may see the repository.`
	});
	return problem(`${host} answers ${status}: ${said}`, {
		kind: status === 409 || status === 422 ? "blocked" : "outside",
		hint: "Try again later."
	});
}
function permissions(header) {
	return header.split(";").map((all) => all.split(",").map((one) => one.trim().replace("=", ": ")).join(" and ")).join(", or ");
}
function rateLimit({ response }, said) {
	const headers = response?.headers ?? {};
	if (headers["x-ratelimit-remaining"] === "0") {
		const reset = Number(headers["x-ratelimit-reset"]);
		return `allows no more requests until ${reset > 0 ? (/* @__PURE__ */ new Date(reset * 1e3)).toISOString() : "later"} (rate limit)`;
	}
	const pause = headers["retry-after"];
	if (pause !== void 0) return `asks for a pause of ${pause} s (secondary rate limit: ${said})`;
	return /rate limit/i.test(said) ? `asks for a pause (${said})` : void 0;
}
function messageOf({ response, message }) {
	const data = response?.data;
	return (typeof data === "object" ? data.message : void 0) ?? message;
}
function causeOf(error) {
	return error.cause;
}
function networkReason(error) {
	const { message, cause } = error;
	return (cause?.cause)?.code ?? cause?.code ?? cause?.message ?? message ?? "unknown reason";
}

// src/world/github-graphql.ts
function mutations(octokit) {
	async function mutate(mutation, input) {
		const query = `mutation ($input: ${`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`}!) { ${mutation}(input: $input) { clientMutationId } }`;
		try {
			await octokit.graphql(query, { input });
			return true;
		} catch (error) {
			if (isRefusal(error)) return false;
			throw error;
		}
	}
	return {
		convertToDraft: (pullRequestId) => mutate("convertPullRequestToDraft", { pullRequestId }),
		markReady: (pullRequestId) => mutate("markPullRequestReadyForReview", { pullRequestId }),
		enableAutoMerge: (pullRequestId, expectedHeadOid, method) => mutate("enablePullRequestAutoMerge", {
			pullRequestId,
			expectedHeadOid,
			mergeMethod: method.toUpperCase()
		}),
		disableAutoMerge: (pullRequestId) => mutate("disablePullRequestAutoMerge", { pullRequestId })
	};
}
function isRefusal(error) {
	const { name } = error ?? {};
	return name === "GraphqlResponseError" || [403, 404].includes(statusOf(error) ?? 0);
}

// src/world/github-issues.ts
const trusted = [
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
];
function realIssues(octokit, owner, repo, endpoint) {
	const here = {
		owner,
		repo
	};
	const name = `${owner}/${repo}`;
	const { issues } = octokit.rest;
	async function unless(what, request) {
		try {
			return await request();
		} catch (error) {
			const reason = noIssues(error);
			if (reason === void 0) throw githubProblem(error, what, endpoint);
			return reason;
		}
	}
	return {
		issues: () => unless(`list the issues of ${name}`, async () => {
			return (await octokit.paginate(issues.listForRepo, {
				...here,
				state: "all",
				per_page: 100
			})).filter((issue) => issue.pull_request == null && isTrusted(issue)).map(issueInfo);
		}),
		createIssue: (issue) => unless(`make an issue in ${name}`, async () => {
			const { data } = await issues.create({
				...here,
				...issue,
				request: { retries: 0 }
			});
			return issueInfo(data);
		}),
		updateIssue: (number, changes) => unless(`change issue #${number} of ${name}`, async () => {
			await issues.update({
				...here,
				issue_number: number,
				...changes
			});
		})
	};
}
function issueInfo(issue) {
	return {
		number: issue.number,
		state: issue.state === "open" ? "open" : "closed",
		url: issue.html_url,
		title: issue.title,
		body: issue.body ?? "",
		labels: issue.labels.map((label) => typeof label === "string" ? label : label.name ?? ""),
		assignees: (issue.assignees ?? []).map(({ login }) => login),
		milestone: issue.milestone?.title
	};
}
function isTrusted(issue) {
	return issue.user?.type === "Bot" || trusted.includes(issue.author_association ?? "");
}
function noIssues(error) {
	const status = statusOf(error);
	const { message = "" } = error;
	if (status === 403 && /resource not accessible/i.test(message)) return "no-permission";
	return status === 410 ? "switched-off" : void 0;
}

// src/world/github-review.ts
function realReview(octokit, owner, repo, endpoint) {
	const here = {
		owner,
		repo
	};
	const name = `${owner}/${repo}`;
	const { issues, pulls, checks, repos, git } = octokit.rest;
	const graphql = mutations(octokit);
	async function asked(what, request) {
		try {
			return await request();
		} catch (error) {
			throw githubProblem(error, what, endpoint);
		}
	}
	async function open(branch) {
		const { data } = await pulls.list({
			...here,
			head: `${owner}:${branch}`,
			state: "open"
		});
		const [found] = data;
		return found === void 0 ? void 0 : pullRequestInfo(found, owner, repo);
	}
	return {
		...realIssues(octokit, owner, repo, endpoint),
		defaultBranch: () => asked(`read ${name}`, async () => (await repos.get(here)).data.default_branch),
		openPullRequests: () => asked(`list the pull requests of ${name}`, async () => {
			return (await octokit.paginate(pulls.list, {
				...here,
				state: "open",
				per_page: 100
			})).map((pull) => pullRequestInfo(pull, owner, repo));
		}),
		createPullRequest: ({ branch, ...pullRequest }) => asked(`make a pull request in ${name}`, async () => {
			try {
				const { data } = await pulls.create({
					...here,
					...pullRequest,
					head: branch
				});
				return pullRequestInfo(data, owner, repo);
			} catch (error) {
				const reason = notCreated(error);
				if (reason !== void 0) return reason;
				const existing = statusOf(error) === 422 ? await open(branch) : void 0;
				if (existing === void 0) throw error;
				return existing;
			}
		}),
		updatePullRequest: (number, changes) => asked(`change pull request #${number} of ${name}`, async () => {
			await pulls.update({
				...here,
				pull_number: number,
				...changes
			});
		}),
		comment: (number, body) => asked(`comment on #${number} of ${name}`, async () => {
			await issues.createComment({
				...here,
				issue_number: number,
				body
			});
		}),
		deleteBranch: (branch) => asked(`delete the branch ${branch} of ${name}`, async () => {
			try {
				await git.deleteRef({
					...here,
					ref: `heads/${branch}`
				});
			} catch (error) {
				if (statusOf(error) !== 422) throw error;
			}
		}),
		addLabels: (number, labels) => asked(`label #${number} of ${name}`, async () => {
			for (const label of labels) await ensureLabel(octokit, owner, repo, label);
			await issues.addLabels({
				...here,
				issue_number: number,
				labels: [...labels]
			});
		}),
		addAssignees: (number, assignees) => asked(`assign #${number} of ${name}`, async () => {
			await issues.addAssignees({
				...here,
				issue_number: number,
				assignees: [...assignees]
			});
		}),
		requestReviewers: (number, { reviewers, teamReviewers }) => asked(`ask for reviews of #${number} of ${name}`, async () => {
			const who = {
				reviewers: [...reviewers],
				team_reviewers: [...teamReviewers]
			};
			await pulls.requestReviewers({
				...here,
				pull_number: number,
				...who
			});
		}),
		setMilestone: (number, title) => asked(`set the milestone ${title} of #${number} of ${name}`, async () => {
			const found = (await octokit.paginate(issues.listMilestones, {
				...here,
				per_page: 100
			})).find((milestone) => milestone.title === title);
			if (found === void 0) throw noMilestone(title);
			await issues.update({
				...here,
				issue_number: number,
				milestone: found.number
			});
		}),
		checkRuns: (commit) => asked(`list the check runs of ${name}`, async () => {
			return (await octokit.paginate(checks.listForRef, {
				...here,
				ref: commit,
				filter: "all",
				per_page: 100
			})).map(({ id, external_id, status, conclusion, output }) => ({
				id,
				externalId: external_id ?? "",
				completed: status === "completed",
				conclusion,
				title: output.title ?? "",
				summary: output.summary ?? "",
				text: output.text ?? "",
				annotations: output.annotations_count
			}));
		}),
		createCheckRun: (commit, run) => asked(`make a check run in ${name}`, async () => {
			await checks.create({
				...here,
				head_sha: commit,
				...checkRunFields(run)
			});
		}),
		updateCheckRun: (id, run) => asked(`update a check run of ${name}`, async () => {
			await checks.update({
				...here,
				check_run_id: id,
				...checkRunFields(run)
			});
		}),
		statuses: (commit) => asked(`read the statuses of ${name}`, async () => {
			const { data } = await repos.getCombinedStatusForRef({
				...here,
				ref: commit,
				per_page: 100
			});
			return data.statuses.map(({ context, state, description }) => ({
				context,
				state,
				description: description ?? ""
			}));
		}),
		createStatus: (commit, status) => asked(`set a status in ${name}`, async () => {
			await repos.createCommitStatus({
				...here,
				sha: commit,
				...status
			});
		}),
		convertToDraft: (id) => asked("make a pull request a draft", () => graphql.convertToDraft(id)),
		markReady: (id) => asked("mark a pull request as ready", () => graphql.markReady(id)),
		enableAutoMerge: (id, commit, method) => asked("switch on auto-merge", () => graphql.enableAutoMerge(id, commit, method)),
		disableAutoMerge: (id) => asked("switch off auto-merge", () => graphql.disableAutoMerge(id))
	};
}
function pullRequestInfo(pull, owner, repo) {
	const from = pull.head.repo?.full_name.toLowerCase();
	return {
		number: pull.number,
		nodeId: pull.node_id,
		state: pull.state === "open" ? "open" : "closed",
		merged: pull.merged_at !== null,
		draft: pull.draft ?? false,
		url: pull.html_url,
		title: pull.title,
		body: pull.body ?? "",
		head: pull.head.sha,
		branch: from === `${owner}/${repo}`.toLowerCase() ? pull.head.ref : void 0,
		labels: pull.labels.map(({ name }) => name),
		assignees: (pull.assignees ?? []).map(({ login }) => login),
		milestone: pull.milestone?.title,
		autoMerge: pull.auto_merge !== null
	};
}
function notCreated(error) {
	const status = statusOf(error);
	const { message = "" } = error;
	if (status === 403 && /not permitted to create or approve pull requests/i.test(message)) return "not-permitted";
	if (status === 403 && /resource not accessible/i.test(message)) return "no-permission";
	return status === 422 && /draft pull requests are not supported/i.test(message) ? "no-drafts" : void 0;
}
const labelColour = "7c3aed";
async function ensureLabel(octokit, owner, repo, name) {
	try {
		await octokit.rest.issues.getLabel({
			owner,
			repo,
			name
		});
		return;
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
	}
	try {
		await octokit.rest.issues.createLabel({
			owner,
			repo,
			name,
			color: labelColour
		});
	} catch (error) {
		if (statusOf(error) !== 422) throw error;
	}
}
function noMilestone(title) {
	return new Problem(`there is no open milestone ${quoteUntrusted(title)}`, {
		kind: "input",
		where: { input: "milestone" },
		hint: "Make it, or correct the input milestone."
	});
}
function checkRunFields({ externalId, name, conclusion, title, summary, text, annotations }) {
	return {
		name,
		external_id: externalId,
		status: "completed",
		conclusion,
		output: {
			title,
			summary,
			...text === "" ? {} : { text },
			...annotations.length === 0 ? {} : { annotations: annotations.map(({ path, line, title: heading, message }) => ({
				path,
				start_line: line,
				end_line: line,
				annotation_level: "failure",
				title: heading,
				message
			})) }
		}
	};
}

// src/world/octokit.ts
const longestPause = 60;
async function connect(endpoint, { log, secondMs, stallMs }) {
	const [{ Octokit }, { retry }, { throttling }, { default: Bottleneck }] = await Promise.all([
		import("./dist-src2.js"),
		import("./dist-bundle2.js"),
		import("./dist-bundle3.js"),
		import("./light.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1))
	]);
	const paced = (seconds) => new Bottleneck.Group({
		maxConcurrent: 1,
		minTime: seconds * secondMs
	});
	const Client = Octokit.plugin(retry, throttling);
	const debug = (message) => log.debug(String(message));
	const client = new Client({
		baseUrl: endpoint.apiUrl.replace(/\/+$/, ""),
		userAgent: "flox-upstream",
		log: {
			debug,
			info: debug,
			warn: debug,
			error: debug
		},
		request: { fetch: (url, init) => fetch(url, {
			...init,
			signal: AbortSignal.timeout(stallMs)
		}) },
		retry: {
			retryAfterBaseValue: secondMs,
			doNotRetry: [
				400,
				401,
				403,
				404,
				409,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			id: `${endpoint.apiUrl} ${endpoint.tokenInput}`,
			retryAfterBaseValue: secondMs,
			write: paced(1),
			notifications: paced(3),
			onRateLimit: () => false,
			onSecondaryRateLimit: (retryAfter, _request, _octokit, retryCount) => {
				const again = retryAfter <= longestPause && retryCount < 2;
				if (again) log.info(`${endpoint.apiUrl} asks for a pause of ${retryAfter} s (secondary rate limit)`);
				return again;
			}
		},
		...endpoint.token === void 0 ? {} : { auth: endpoint.token }
	});
	client.hook.after("request", (response) => {
		if (typeof response.data !== "string" || response.data === "") return;
		throw new Problem(`${endpoint.apiUrl} does not answer as GitHub's API does`, {
			kind: "input",
			hint: "Check the API's address; a GitHub Enterprise Server has it at https://<host>/api/v3."
		});
	});
	return client;
}

// src/world/github.ts
const mostCompared = 300;
async function realGitHub(endpoint, options) {
	const octokit = await connect(endpoint, options);
	async function asked(what, request) {
		try {
			return await request();
		} catch (error) {
			throw githubProblem(error, what, endpoint);
		}
	}
	async function commit(owner, repo, ref) {
		try {
			const { data } = await octokit.rest.repos.getCommit({
				owner,
				repo,
				ref,
				per_page: 1
			});
			return commitInfo(data);
		} catch (error) {
			const status = statusOf(error);
			if (status === 422 || status === 409) return void 0;
			if (status !== 404) throw githubProblem(error, `read the commit ${ref} of ${owner}/${repo}`, endpoint);
		}
		await asked(`find the repository ${owner}/${repo}`, () => octokit.rest.repos.get({
			owner,
			repo
		}));
	}
	return {
		releases: (owner, repo) => asked(`list the releases of ${owner}/${repo}`, async () => {
			return (await octokit.paginate(octokit.rest.repos.listReleases, {
				owner,
				repo,
				per_page: 100
			})).map(release);
		}),
		commit,
		branch: (owner, repo, branch) => asked(`read the branch ${branch} of ${owner}/${repo}`, async () => {
			const { data } = await octokit.rest.git.listMatchingRefs({
				owner,
				repo,
				ref: `heads/${branch}`
			});
			return data.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha;
		}),
		compare: (owner, repo, base, head) => asked(`compare ${base} and ${head} of ${owner}/${repo}`, () => compare(octokit, owner, repo, base, head)),
		firstCommits: (owner, repo, base, head) => asked(`compare ${base} and ${head} of ${owner}/${repo}`, async () => {
			const basehead = `${base}...${head}`;
			const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
				owner,
				repo,
				basehead,
				per_page: 100
			});
			return {
				total: data.total_commits,
				commits: data.commits.slice(0, 100).map(commitInfo)
			};
		}),
		createCommit: (owner, repo, commit) => asked(`make a commit in ${owner}/${repo}`, () => createCommit(octokit, owner, repo, commit)),
		createBranch: (owner, repo, branch, commit) => asked(`make the branch ${branch} in ${owner}/${repo}`, async () => {
			try {
				await octokit.rest.git.createRef({
					owner,
					repo,
					ref: `refs/heads/${branch}`,
					sha: commit
				});
			} catch (error) {
				if (statusOf(error) !== 422) throw error;
				const { data } = await octokit.rest.git.getRef({
					owner,
					repo,
					ref: `heads/${branch}`
				}).catch(() => {
					throw error;
				});
				if (data.object.sha !== commit) throw error;
			}
		}),
		moveBranch: (owner, repo, branch, commit) => asked(`move the branch ${branch} in ${owner}/${repo}`, async () => {
			await octokit.rest.git.updateRef({
				owner,
				repo,
				ref: `heads/${branch}`,
				sha: commit,
				force: true
			});
		}),
		pullRequests: (owner, repo, branch) => asked(`list the pull requests of ${owner}/${repo}`, async () => {
			return (await octokit.paginate(octokit.rest.pulls.list, {
				owner,
				repo,
				head: `${owner}:${branch}`,
				state: "all",
				per_page: 100
			})).map((pull) => pullRequestInfo(pull, owner, repo));
		}),
		signatures: (owner, repo, tag, commit) => asked(`read the signatures of ${owner}/${repo}`, async () => {
			const { data } = await octokit.rest.git.getCommit({
				owner,
				repo,
				commit_sha: commit
			});
			return {
				commit: data.verification?.verified ?? false,
				tag: tag === null ? null : await tagSignature(octokit, owner, repo, tag)
			};
		}),
		review: (owner, repo) => realReview(octokit, owner, repo, endpoint)
	};
}
async function tagSignature(octokit, owner, repo, tag) {
	const { data: ref } = await octokit.rest.git.getRef({
		owner,
		repo,
		ref: `tags/${tag}`
	});
	if (ref.object.type !== "tag") return null;
	const { data } = await octokit.rest.git.getTag({
		owner,
		repo,
		tag_sha: ref.object.sha
	});
	return data.verification?.verified ?? false;
}
async function compare(octokit, owner, repo, base, head) {
	const ask = async (page) => {
		const basehead = `${base}...${head}`;
		const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
			owner,
			repo,
			basehead,
			per_page: 100,
			page
		});
		return data;
	};
	const first = await ask(1);
	const files = (first.files ?? []).map(({ filename, status, sha }) => {
		return {
			path: filename,
			status,
			blob: sha ?? ""
		};
	});
	const mergeBase = first.merge_base_commit.sha;
	const commits = first.commits.map(commitInfo);
	for (let page = 2; commits.length < first.total_commits; page++) {
		const { commits: more } = await ask(page);
		if (more.length === 0) break;
		commits.push(...more.map(commitInfo));
	}
	const newest = commits.at(-1);
	if (files.length < mostCompared || newest === void 0) return {
		mergeBase,
		commits,
		files
	};
	const { tree } = commitInfo(first.merge_base_commit);
	return {
		mergeBase,
		commits,
		files: await comparedTrees(octokit, owner, repo, tree, newest.tree)
	};
}
async function comparedTrees(octokit, owner, repo, before, after) {
	const list = async (tree_sha) => {
		const { data } = await octokit.rest.git.getTree({
			owner,
			repo,
			tree_sha,
			recursive: "1"
		});
		return new Map(data.tree.filter(({ type }) => type !== "tree").map(({ path, sha }) => [path, sha]));
	};
	const [old, current] = [await list(before), await list(after)];
	const files = [];
	for (const [path, blob] of current) {
		const was = old.get(path);
		if (was !== blob) files.push({
			path,
			status: was === void 0 ? "added" : "modified",
			blob
		});
	}
	for (const [path, blob] of old) if (!current.has(path)) files.push({
		path,
		status: "removed",
		blob
	});
	return files;
}
function release(data) {
	return {
		tag: data.tag_name,
		name: data.name ?? "",
		draft: data.draft,
		prerelease: data.prerelease,
		publishedAt: data.published_at,
		body: data.body ?? "",
		url: data.html_url
	};
}
function commitInfo({ sha, parents, commit }) {
	return {
		sha,
		tree: commit.tree.sha,
		parents: parents.map((parent) => parent.sha),
		message: commit.message,
		committedAt: commit.committer?.date ?? ""
	};
}

export { realGitHub };