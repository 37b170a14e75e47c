import type { RestEndpointMethodTypes } from "@octokit/rest";
import { Problem } from "../errors.ts";
import type { CheckRun, CommitStatus } from "../review/model.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import { githubProblem, statusOf } from "./github-errors.ts";
import { mutations } from "./github-graphql.ts";
import { realIssues } from "./github-issues.ts";
import type { Octokit } from "./octokit.ts";
import type { NewPullRequest, NotCreated, Review } from "./review.ts";
import type { GitHubEndpoint, PullRequestInfo } from "./world.ts";

/** A repository's pull requests, issues, check runs and statuses, over Octokit. */
export function realReview(octokit: Octokit, owner: string, repo: string, endpoint: GitHubEndpoint): Review {
  const here = { owner, repo };
  const name = `${owner}/${repo}`;
  const { issues, pulls, checks, repos, git } = octokit.rest;
  const graphql = mutations(octokit);

  async function asked<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw githubProblem(error, what, endpoint);
    }
  }

  async function open(branch: string): Promise<PullRequestInfo | undefined> {
    const { data } = await pulls.list({ ...here, head: `${owner}:${branch}`, state: "open" });
    const [found] = data;
    return found === undefined ? undefined : pullRequestInfo(found, owner, repo);
  }

  return {
    ...realIssues(octokit, owner, repo, endpoint),

    defaultBranch: () => asked(`read ${name}`, async () => (await repos.get(here)).data.default_branch),

    openPullRequests: () =>
      asked(`list the pull requests of ${name}`, async () => {
        const found = await octokit.paginate(pulls.list, { ...here, state: "open", per_page: 100 });
        return found.map((pull) => pullRequestInfo(pull, owner, repo));
      }),

    createPullRequest: ({ branch, ...pullRequest }: NewPullRequest) =>
      asked(`make a pull request in ${name}`, async () => {
        try {
          const { data } = await pulls.create({ ...here, ...pullRequest, head: branch });
          return pullRequestInfo(data, owner, repo);
        } catch (error) {
          const reason = notCreated(error);
          if (reason !== undefined) return reason;
          // An earlier attempt, whose answer was lost, can have made it.
          const existing = statusOf(error) === 422 ? await open(branch) : undefined;
          if (existing === undefined) throw error;
          return existing;
        }
      }),

    updatePullRequest: (number, changes) =>
      asked(`change pull request #${number} of ${name}`, async () => {
        await pulls.update({ ...here, pull_number: number, ...changes });
      }),

    comment: (number, body) =>
      asked(`comment on #${number} of ${name}`, async () => {
        await issues.createComment({ ...here, issue_number: number, body });
      }),

    deleteBranch: (branch) =>
      asked(`delete the branch ${branch} of ${name}`, async () => {
        try {
          await git.deleteRef({ ...here, ref: `heads/${branch}` });
        } catch (error) {
          if (statusOf(error) !== 422) throw error;
        }
      }),

    addLabels: (number, labels) =>
      asked(`label #${number} of ${name}`, async () => {
        for (const label of labels) await ensureLabel(octokit, owner, repo, label);
        await issues.addLabels({ ...here, issue_number: number, labels: [...labels] });
      }),

    addAssignees: (number, assignees) =>
      asked(`assign #${number} of ${name}`, async () => {
        await issues.addAssignees({ ...here, issue_number: number, assignees: [...assignees] });
      }),

    requestReviewers: (number, { reviewers, teamReviewers }) =>
      asked(`ask for reviews of #${number} of ${name}`, async () => {
        const who = { reviewers: [...reviewers], team_reviewers: [...teamReviewers] };
        await pulls.requestReviewers({ ...here, pull_number: number, ...who });
      }),

    setMilestone: (number, title) =>
      asked(`set the milestone ${title} of #${number} of ${name}`, async () => {
        const all = await octokit.paginate(issues.listMilestones, { ...here, per_page: 100 });
        const found = all.find((milestone) => milestone.title === title);
        if (found === undefined) throw noMilestone(title);
        await issues.update({ ...here, issue_number: number, milestone: found.number });
      }),

    checkRuns: (commit) =>
      asked(`list the check runs of ${name}`, async () => {
        const found = await octokit.paginate(checks.listForRef, { ...here, ref: commit, filter: "all", per_page: 100 });
        return found.map(({ id, external_id, status, conclusion, output }) => ({
          id,
          externalId: external_id ?? "",
          completed: status === "completed",
          conclusion,
          title: output.title ?? "",
          summary: output.summary ?? "",
          text: output.text ?? "",
          annotations: output.annotations_count,
        }));
      }),

    createCheckRun: (commit, run) =>
      asked(`make a check run in ${name}`, async () => {
        await checks.create({ ...here, head_sha: commit, ...checkRunFields(run) });
      }),

    updateCheckRun: (id, run) =>
      asked(`update a check run of ${name}`, async () => {
        await checks.update({ ...here, check_run_id: id, ...checkRunFields(run) });
      }),

    statuses: (commit) =>
      asked(`read the statuses of ${name}`, async () => {
        const { data } = await repos.getCombinedStatusForRef({ ...here, ref: commit, per_page: 100 });
        return data.statuses.map(({ context, state, description }) => ({
          context,
          state: state as CommitStatus["state"],
          description: description ?? "",
        }));
      }),

    createStatus: (commit, status) =>
      asked(`set a status in ${name}`, async () => {
        await repos.createCommitStatus({ ...here, sha: commit, ...status });
      }),

    convertToDraft: (id) => asked("make a pull request a draft", () => graphql.convertToDraft(id)),
    markReady: (id) => asked("mark a pull request as ready", () => graphql.markReady(id)),
    enableAutoMerge: (id, commit, method) =>
      asked("switch on auto-merge", () => graphql.enableAutoMerge(id, commit, method)),
    disableAutoMerge: (id) => asked("switch off auto-merge", () => graphql.disableAutoMerge(id)),
  };
}

type ApiPull = RestEndpointMethodTypes["pulls"]["list"]["response"]["data"][number];
type SomePull = Pick<
  ApiPull,
  "number" | "node_id" | "state" | "merged_at" | "draft" | "html_url" | "title" | "body" | "auto_merge"
> & {
  readonly labels: readonly { readonly name: string }[];
  readonly assignees?: readonly { readonly login: string }[] | null;
  readonly milestone: { readonly title: string } | null;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo?: { readonly full_name: string } | null;
  };
};

export function pullRequestInfo(pull: SomePull, owner: string, repo: string): PullRequestInfo {
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
    branch: from === `${owner}/${repo}`.toLowerCase() ? pull.head.ref : undefined,
    labels: pull.labels.map(({ name }) => name),
    assignees: (pull.assignees ?? []).map(({ login }) => login),
    milestone: pull.milestone?.title,
    autoMerge: pull.auto_merge !== null,
  };
}

function notCreated(error: unknown): NotCreated | undefined {
  const status = statusOf(error);
  const { message = "" } = error as { message?: string };
  if (status === 403 && /not permitted to create or approve pull requests/i.test(message)) return "not-permitted";
  if (status === 403 && /resource not accessible/i.test(message)) return "no-permission";
  return status === 422 && /draft pull requests are not supported/i.test(message) ? "no-drafts" : undefined;
}

/** Purple, as Flox is. */
const labelColour = "7c3aed";

async function ensureLabel(octokit: Octokit, owner: string, repo: string, name: string): Promise<void> {
  try {
    await octokit.rest.issues.getLabel({ owner, repo, name });
    return;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
  try {
    await octokit.rest.issues.createLabel({ owner, repo, name, color: labelColour });
  } catch (error) {
    // Made in the meantime.
    if (statusOf(error) !== 422) throw error;
  }
}

function noMilestone(title: string): Problem {
  return new Problem(`there is no open milestone ${quoteUntrusted(title)}`, {
    kind: "input",
    where: { input: "milestone" },
    hint: "Make it, or correct the input milestone.",
  });
}

function checkRunFields({ externalId, name, conclusion, title, summary, text, annotations }: CheckRun) {
  return {
    name,
    external_id: externalId,
    status: "completed" as const,
    conclusion,
    output: {
      title,
      summary,
      ...(text === "" ? {} : { text }),
      ...(annotations.length === 0
        ? {}
        : {
            annotations: annotations.map(({ path, line, title: heading, message }) => ({
              path,
              start_line: line,
              end_line: line,
              annotation_level: "failure" as const,
              title: heading,
              message,
            })),
          }),
    },
  };
}
