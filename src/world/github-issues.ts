import { githubProblem, statusOf } from "./github-errors.ts";
import type { Octokit } from "./octokit.ts";
import type { IssueInfo, Issues, NoIssues } from "./review.ts";
import type { GitHubEndpoint } from "./world.ts";

/** Who may write to the repository. The token's own user is not to be asked for: a workflow's token has none. */
const trusted = ["OWNER", "MEMBER", "COLLABORATOR"];

/** A repository's issues, over Octokit. */
export function realIssues(octokit: Octokit, owner: string, repo: string, endpoint: GitHubEndpoint): Issues {
  const here = { owner, repo };
  const name = `${owner}/${repo}`;
  const { issues } = octokit.rest;

  async function unless<T>(what: string, request: () => Promise<T>): Promise<T | NoIssues> {
    try {
      return await request();
    } catch (error) {
      const reason = noIssues(error);
      if (reason === undefined) throw githubProblem(error, what, endpoint);
      return reason;
    }
  }

  return {
    issues: () =>
      unless(`list the issues of ${name}`, async () => {
        const found = await octokit.paginate(issues.listForRepo, { ...here, state: "all", per_page: 100 });
        // GitHub lists pull requests as issues too; and anybody can open an issue that looks like one of ours.
        const own = found.filter((issue) => issue.pull_request == null && isTrusted(issue));
        return own.map(issueInfo);
      }),

    createIssue: (issue) =>
      unless(`make an issue in ${name}`, async () => {
        // Not asked again: where only the answer was lost, there would be two.
        const { data } = await issues.create({ ...here, ...issue, request: { retries: 0 } });
        return issueInfo(data);
      }),

    updateIssue: (number, changes) =>
      unless(`change issue #${number} of ${name}`, async () => {
        await issues.update({ ...here, issue_number: number, ...changes });
        return undefined;
      }),
  };
}

interface SomeIssue {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body?: string | null;
  readonly html_url: string;
  readonly labels: readonly (string | { readonly name?: string })[];
  readonly assignees?: readonly { readonly login: string }[] | null;
  readonly milestone: { readonly title: string } | null;
}

function issueInfo(issue: SomeIssue): IssueInfo {
  return {
    number: issue.number,
    state: issue.state === "open" ? "open" : "closed",
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? "",
    labels: issue.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
    milestone: issue.milestone?.title,
  };
}

/** An App's bot opens issues only where the App is installed. */
function isTrusted(issue: { readonly user: { readonly type: string } | null; readonly author_association?: string }) {
  return issue.user?.type === "Bot" || trusted.includes(issue.author_association ?? "");
}

function noIssues(error: unknown): NoIssues | undefined {
  const status = statusOf(error);
  const { message = "" } = error as { message?: string };
  if (status === 403 && /resource not accessible/i.test(message)) return "no-permission";
  return status === 410 ? "switched-off" : undefined;
}
