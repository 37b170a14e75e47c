import type { Release } from "../upstream/model.ts";
import { createCommit } from "./github-commit.ts";
import { githubProblem, statusOf } from "./github-errors.ts";
import { pullRequestInfo, realReview } from "./github-review.ts";
import { connect, type Octokit, type OctokitOptions } from "./octokit.ts";
import type { ChangedFile, CommitInfo, GitHub, GitHubEndpoint } from "./world.ts";

/** The most that `compare` lists of changed files, all pages together. */
const mostCompared = 300;

/** One host's API, over Octokit. */
export async function realGitHub(endpoint: GitHubEndpoint, options: OctokitOptions): Promise<GitHub> {
  const octokit = await connect(endpoint, options);

  /** Turns what Octokit throws into a Problem; `what` completes "cannot ...". */
  async function asked<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw githubProblem(error, what, endpoint);
    }
  }

  /** The same, and undefined where GitHub says that there is none. The repository itself must be there. */
  async function commit(owner: string, repo: string, ref: string): Promise<CommitInfo | undefined> {
    try {
      const { data } = await octokit.rest.repos.getCommit({ owner, repo, ref, per_page: 1 });
      return commitInfo(data);
    } catch (error) {
      const status = statusOf(error);
      // 422: no such commit; 409: the repository is empty.
      if (status === 422 || status === 409) return undefined;
      if (status !== 404) throw githubProblem(error, `read the commit ${ref} of ${owner}/${repo}`, endpoint);
    }
    await asked(`find the repository ${owner}/${repo}`, () => octokit.rest.repos.get({ owner, repo }));
    return undefined;
  }

  return {
    releases: (owner, repo) =>
      asked(`list the releases of ${owner}/${repo}`, async () => {
        const found = await octokit.paginate(octokit.rest.repos.listReleases, { owner, repo, per_page: 100 });
        return found.map(release);
      }),

    commit,

    branch: (owner, repo, branch) =>
      asked(`read the branch ${branch} of ${owner}/${repo}`, async () => {
        // Answers with a list, so that a missing branch is no 404, which is for repositories that cannot be seen.
        const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref: `heads/${branch}` });
        return data.find(({ ref }) => ref === `refs/heads/${branch}`)?.object.sha;
      }),

    compare: (owner, repo, base, head) =>
      asked(`compare ${base} and ${head} of ${owner}/${repo}`, () => compare(octokit, owner, repo, base, head)),

    firstCommits: (owner, repo, base, head) =>
      asked(`compare ${base} and ${head} of ${owner}/${repo}`, async () => {
        const basehead = `${base}...${head}`;
        const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 100 });
        return { total: data.total_commits, commits: data.commits.slice(0, 100).map(commitInfo) };
      }),

    createCommit: (owner, repo, commit) =>
      asked(`make a commit in ${owner}/${repo}`, () => createCommit(octokit, owner, repo, commit)),

    createBranch: (owner, repo, branch, commit) =>
      asked(`make the branch ${branch} in ${owner}/${repo}`, async () => {
        try {
          await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: commit });
        } catch (error) {
          if (statusOf(error) !== 422) throw error;
          // An earlier attempt, whose answer was lost, can have made it.
          const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }).catch(() => {
            throw error;
          });
          if (data.object.sha !== commit) throw error;
        }
      }),

    moveBranch: (owner, repo, branch, commit) =>
      asked(`move the branch ${branch} in ${owner}/${repo}`, async () => {
        await octokit.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: commit, force: true });
      }),

    pullRequests: (owner, repo, branch) =>
      asked(`list the pull requests of ${owner}/${repo}`, async () => {
        const found = await octokit.paginate(octokit.rest.pulls.list, {
          owner,
          repo,
          head: `${owner}:${branch}`,
          state: "all",
          per_page: 100,
        });
        return found.map((pull) => pullRequestInfo(pull, owner, repo));
      }),

    signatures: (owner, repo, tag, commit) =>
      asked(`read the signatures of ${owner}/${repo}`, async () => {
        const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: commit });
        return {
          commit: data.verification?.verified ?? false,
          tag: tag === null ? null : await tagSignature(octokit, owner, repo, tag),
        };
      }),

    review: (owner, repo) => realReview(octokit, owner, repo, endpoint),
  };
}

/** A lightweight tag is no object that could be signed. */
async function tagSignature(octokit: Octokit, owner: string, repo: string, tag: string): Promise<boolean | null> {
  const { data: ref } = await octokit.rest.git.getRef({ owner, repo, ref: `tags/${tag}` });
  if (ref.object.type !== "tag") return null;
  const { data } = await octokit.rest.git.getTag({ owner, repo, tag_sha: ref.object.sha });
  return data.verification?.verified ?? false;
}

async function compare(octokit: Octokit, owner: string, repo: string, base: string, head: string) {
  const ask = async (page: number) => {
    const basehead = `${base}...${head}`;
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead,
      per_page: 100,
      page,
    });
    return data;
  };
  const first = await ask(1);
  // Only the first page has files. GitHub's types allow a file without a blob, its answers have none.
  const files: ChangedFile[] = (first.files ?? []).map(({ filename, status, sha }) => {
    return { path: filename, status, blob: sha ?? "" };
  });
  const mergeBase = first.merge_base_commit.sha;
  const commits: CommitInfo[] = first.commits.map(commitInfo);
  for (let page = 2; commits.length < first.total_commits; page++) {
    const { commits: more } = await ask(page);
    if (more.length === 0) break;
    commits.push(...more.map(commitInfo));
  }
  const newest = commits.at(-1);
  if (files.length < mostCompared || newest === undefined) return { mergeBase, commits, files };
  const { tree } = commitInfo(first.merge_base_commit);
  return { mergeBase, commits, files: await comparedTrees(octokit, owner, repo, tree, newest.tree) };
}

/** The same from the two trees, which have no such limit. A renamed file is one removed and one added. */
async function comparedTrees(octokit: Octokit, owner: string, repo: string, before: string, after: string) {
  const list = async (tree_sha: string) => {
    const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha, recursive: "1" });
    return new Map(data.tree.filter(({ type }) => type !== "tree").map(({ path, sha }) => [path, sha]));
  };
  const [old, current] = [await list(before), await list(after)];
  const files: ChangedFile[] = [];
  for (const [path, blob] of current) {
    const was = old.get(path);
    if (was !== blob) files.push({ path, status: was === undefined ? "added" : "modified", blob });
  }
  for (const [path, blob] of old) {
    if (!current.has(path)) files.push({ path, status: "removed", blob });
  }
  return files;
}

interface ApiRelease {
  readonly tag_name: string;
  readonly name: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly published_at: string | null;
  readonly body?: string | null;
  readonly html_url: string;
}

function release(data: ApiRelease): Release {
  return {
    tag: data.tag_name,
    name: data.name ?? "",
    draft: data.draft,
    prerelease: data.prerelease,
    publishedAt: data.published_at,
    body: data.body ?? "",
    url: data.html_url,
  };
}

interface ApiCommit {
  readonly sha: string;
  readonly parents: readonly { readonly sha: string }[];
  readonly commit: {
    readonly message: string;
    readonly tree: { readonly sha: string };
    readonly committer: { readonly date?: string } | null;
  };
}

function commitInfo({ sha, parents, commit }: ApiCommit): CommitInfo {
  return {
    sha,
    tree: commit.tree.sha,
    parents: parents.map((parent) => parent.sha),
    message: commit.message,
    committedAt: commit.committer?.date ?? "",
  };
}
