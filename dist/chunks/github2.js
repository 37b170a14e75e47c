import { r as isProblem, t as Problem } from "./errors.js";
import { Buffer, isUtf8 } from "node:buffer";

// src/world/github-commit.ts
/**
* Makes a commit through the Git Data API and answers with its name. No branch refers to it yet. Without an author
* GitHub signs it in the name of the token. A file keeps the mode that it has in the parent.
*/
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
/** Text can stand in the tree's request; that spares one request per file. */
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
/** The modes of those of the paths that are in the tree. */
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
/** The HTTP status of an error that Octokit throws; undefined for any other error. */
function statusOf(error) {
	const status = error?.status;
	return typeof status === "number" ? status : void 0;
}
/**
* What Octokit threw, in words: what could not be done, why, and what to do. Anything that is no failed request is
* handed back as it is.
*
* @param what completes "cannot ..."
*/
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
/** `contents=write; pull_requests=write` as `contents: write and pull_requests: write`; alternatives are separated by commas there. */
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

// src/world/octokit.ts
/** A service that asks for a longer pause, in seconds, is not waited for. */
const longestPause = 60;
/** A client for one host. Octokit takes its time to load, and only some commands need it. */
async function connect(endpoint, { log, secondMs, stallMs }) {
	const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
		import("./dist-src2.js"),
		import("./dist-bundle2.js"),
		import("./dist-bundle3.js")
	]);
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
/** The most that `compare` lists of changed files, all pages together. */
const mostCompared = 300;
/** One host's API, over Octokit. */
async function realGitHub(endpoint, options) {
	const octokit = await connect(endpoint, options);
	/** Turns what Octokit throws into a Problem; `what` completes "cannot ...". */
	async function asked(what, request) {
		try {
			return await request();
		} catch (error) {
			throw githubProblem(error, what, endpoint);
		}
	}
	/** The same, and undefined where GitHub says that there is none. The repository itself must be there. */
	async function sought(owner, repo, what, request) {
		try {
			return await request();
		} catch (error) {
			const status = statusOf(error);
			if (status === 422 || status === 409) return void 0;
			if (status !== 404) throw githubProblem(error, what, endpoint);
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
		release: (owner, repo, tag) => sought(owner, repo, `read the release ${tag} of ${owner}/${repo}`, async () => {
			const { data } = await octokit.rest.repos.getReleaseByTag({
				owner,
				repo,
				tag
			});
			return release(data);
		}),
		commit: (owner, repo, ref) => sought(owner, repo, `read the commit ${ref} of ${owner}/${repo}`, async () => {
			const { data } = await octokit.rest.repos.getCommit({
				owner,
				repo,
				ref,
				per_page: 1
			});
			return commitInfo(data);
		}),
		branch: (owner, repo, branch) => asked(`read the branch ${branch} of ${owner}/${repo}`, async () => {
			const { data } = await octokit.rest.git.listMatchingRefs({
				owner,
				repo,
				ref: `heads/${branch}`
			});
			return data.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha;
		}),
		compare: (owner, repo, base, head) => asked(`compare ${base} and ${head} of ${owner}/${repo}`, () => compare(octokit, owner, repo, base, head)),
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
			})).map((pull) => ({
				number: pull.number,
				state: pull.state === "open" ? "open" : "closed",
				merged: pull.merged_at !== null,
				url: pull.html_url,
				head: pull.head.sha
			}));
		})
	};
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
/** The same from the two trees, which have no such limit. A renamed file is one removed and one added. */
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