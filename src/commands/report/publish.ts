import type { BumpFile } from "../../documents/bump.ts";
import { Problem } from "../../errors.ts";
import type { Inputs } from "../../inputs/definitions.ts";
import { decideReport } from "../../review/lifecycle.ts";
import type { Verdict } from "../../review/verdict.ts";
import type { IssueInfo, NotCreated } from "../../world/review.ts";
import type { Runner } from "../../world/runner.ts";
import type { GitHub, PullRequestInfo, World } from "../../world/world.ts";
import { knownPullRequest } from "../branch.ts";
import { bumpsOf } from "../open-bumps.ts";
import { repositoryApiUrl } from "../outside.ts";
import { tellCommit } from "./checks.ts";
import { publishIssue } from "./issue.ts";
import { createPullRequest, updatePullRequest, updateResults, wantedOf } from "./pull-request.ts";
import { supersedeOlder, supersedeOlderIssues } from "./supersede.ts";

/** What was told to GitHub. */
export interface Published {
  readonly pullRequest: PullRequestInfo | undefined;
  /** In place of the pull request. */
  readonly issue?: Pick<IssueInfo, "number" | "url">;
  /** Where people can make the pull request themselves, where there is none. */
  readonly compareUrl: string | undefined;
  /** What was done, for people. */
  readonly lines: readonly string[];
}

/**
 * The results on GitHub: the pull request, then check runs, then what it supersedes, and last the check run for all,
 * which says that nothing is left to do. A run that is cut off anywhere is made good by the next.
 */
export async function publish(
  world: World,
  inputs: Inputs,
  runner: Runner,
  bump: BumpFile,
  verdict: Verdict,
): Promise<Published> {
  const { branch, commit } = bump;
  if (branch === null || commit === null) return { pullRequest: undefined, compareUrl: undefined, lines: [] };
  if (inputs.token === undefined) {
    throw new Problem("no token was given for the packaging repository", {
      kind: "input",
      where: { input: "token" },
      hint: "Pass token: ${{ github.token }} and grant the job pull-requests: write and checks: write.",
    });
  }
  const { owner, repo } = runner.repository;
  const github = await world.github({ apiUrl: repositoryApiUrl(world), token: inputs.token, tokenInput: "token" });
  const review = github.review(owner, repo);
  const published = await publishPullRequest({ world, github, inputs, runner, bump, verdict }, commit, branch);
  const telling = await tellCommit(review, inputs, bump, verdict, runner.runUrl, commit);
  await telling.details();
  const lines = [...published.lines];
  const made = published.pullRequest ?? published.issue;
  if (published.isOurs && made !== undefined) {
    const closed = [...(await supersedeOlder(github, owner, repo, bump, made.number))];
    if (published.issue !== undefined) {
      closed.push(...(await supersedeOlderIssues(github, owner, repo, bump, made.number)));
    }
    if (closed.length > 0) lines.push(`Superseded and closed: ${closed.map((number) => `#${number}`).join(", ")}.`);
  }
  await telling.overall();
  return { ...published, lines };
}

interface Reporting {
  readonly world: World;
  readonly github: GitHub;
  readonly inputs: Inputs;
  readonly runner: Runner;
  readonly bump: BumpFile;
  readonly verdict: Verdict;
}

async function publishPullRequest(
  { world, github, inputs, runner, bump, verdict }: Reporting,
  commit: string,
  branch: string,
): Promise<Published & { readonly isOurs: boolean }> {
  const { owner, repo } = runner.repository;
  const review = github.review(owner, repo);
  const base = runner.branch ?? (await review.defaultBranch());
  const compareUrl = `${runner.serverUrl}/${owner}/${repo}/compare/${base}...${branch}?expand=1`;
  const none = { pullRequest: undefined, compareUrl, isOurs: false };
  const pullRequests = bumpsOf(await github.pullRequests(owner, repo, branch), bump.upstream, bump.directory);
  const decision = decideReport({
    commit,
    held: bump.outcome === "held",
    askedFor: bump.asked,
    head: await github.branch(owner, repo, branch),
    pullRequests: pullRequests.map(knownPullRequest),
  });
  if (decision.kind === "leave") {
    return { ...none, compareUrl: undefined, lines: [`No pull request is touched: ${decision.reason}.`] };
  }
  const wanted = wantedOf(inputs, bump, verdict, commit, branch);
  if (decision.kind === "create") {
    if (inputs["on-update"] === "issue") {
      const { issue, line } = await publishIssue(review, inputs, world.log, wanted, compareUrl);
      return { ...none, lines: [line], ...(issue === undefined ? {} : { issue, isOurs: true }) };
    }
    if (inputs["on-update"] !== "pull-request") {
      return { ...none, lines: ["The branch is all that was asked for by the input on-update."] };
    }
    const made = await createPullRequest(review, inputs, world.log, base, wanted);
    if (typeof made !== "string") {
      return { pullRequest: made, compareUrl: undefined, lines: [`Made pull request #${made.number}.`], isOurs: true };
    }
    const line = notCreatedText(made);
    world.log.warning(`${line} Make it yourself: ${compareUrl}`);
    return { ...none, lines: [line] };
  }
  const pullRequest = pullRequests.find(({ number }) => number === decision.pullRequest);
  if (pullRequest === undefined) throw new Error(`pull request #${decision.pullRequest} is not in the list`);
  if (decision.kind === "results") {
    await updateResults(review, inputs, world.log, wanted, pullRequest);
    return { pullRequest, compareUrl: undefined, lines: ["Told the results of a person's commit."], isOurs: false };
  }
  await updatePullRequest(review, inputs, world.log, wanted, pullRequest);
  return {
    pullRequest,
    compareUrl: undefined,
    lines: [`Pull request #${pullRequest.number} is up to date.`],
    isOurs: true,
  };
}

function notCreatedText(reason: NotCreated): string {
  switch (reason) {
    case "not-permitted":
      return "GitHub does not permit workflows to make pull requests here: switch on Settings, Actions, General, Allow GitHub Actions to create and approve pull requests.";
    case "no-permission":
      return "The token may not make pull requests: grant the job pull-requests: write. In a fork it never may.";
    case "no-drafts":
      return "GitHub makes neither a draft nor a pull request here.";
  }
}
