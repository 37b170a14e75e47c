import type { BumpFile } from "../../documents/bump.ts";
import { markSuperseded, readMark } from "../../review/body/marks.ts";
import { branchName, isOurs } from "../../review/commit.ts";
import { superseded } from "../../review/lifecycle.ts";
import { compareVersions } from "../../upstream/versions.ts";
import type { GitHub, PullRequestInfo } from "../../world/world.ts";

/**
 * Closes the open bumps to older versions and deletes their branches. One request closes and says why, so that it can
 * never be taken for a person's close; what a person has pushed to or reopened stays.
 */
export async function supersedeOlder(
  github: GitHub,
  owner: string,
  repo: string,
  bump: BumpFile,
  by: number,
): Promise<readonly number[]> {
  const review = github.review(owner, repo);
  const version = bump.candidate?.version ?? "";
  const others = [];
  for (const other of await review.openPullRequests()) {
    const marked = readMark(other.body);
    const isBump = marked?.upstream === bump.upstream && marked.directory === bump.directory;
    if (!isBump || other.number === by || other.branch === undefined) continue;
    const isOlder = compareVersions(bump.versioning, marked.version, version) === -1;
    const kept =
      marked.supersededBy !== null || (isOlder && !(await hasOurCommitAlone(github, owner, repo, bump, other)));
    others.push({ ...other, branch: other.branch, version: marked.version, kept });
  }
  const older = superseded(others, (one) => compareVersions(bump.versioning, one, version) === -1);
  for (const { number, branch } of older) {
    const known = others.find((one) => one.number === number);
    await review.updatePullRequest(number, {
      state: "closed",
      body: markSuperseded(known?.body ?? "", version, by),
    });
    await review.comment(number, supersededText(by, version));
    if ((await github.branch(owner, repo, branch)) === known?.head) await review.deleteBranch(branch);
  }
  return older.map(({ number }) => number);
}

/** The same of issues. */
export async function supersedeOlderIssues(
  github: GitHub,
  owner: string,
  repo: string,
  bump: BumpFile,
  by: number,
): Promise<readonly number[]> {
  const review = github.review(owner, repo);
  const version = bump.candidate?.version ?? "";
  const [, name = ""] = bump.upstream.split("/");
  const issues = await review.issues();
  const closed: number[] = [];
  for (const issue of typeof issues === "string" ? [] : issues) {
    const marked = readMark(issue.body);
    if (issue.state === "closed" || issue.number === by || marked === undefined || marked.supersededBy !== null)
      continue;
    if (marked.upstream !== bump.upstream || marked.directory !== bump.directory) continue;
    if (compareVersions(bump.versioning, marked.version, version) !== -1) continue;
    const branch = branchName(name, marked.version);
    const head = await github.branch(owner, repo, branch);
    if (head !== undefined && !(await hasOurCommitAlone(github, owner, repo, bump, { head }))) continue;
    await review.updateIssue(issue.number, { state: "closed", body: markSuperseded(issue.body, version, by) });
    await review.comment(issue.number, supersededText(by, version));
    if (head !== undefined) await review.deleteBranch(branch);
    closed.push(issue.number);
  }
  return closed;
}

function supersededText(by: number, version: string): string {
  return `Superseded by #${by}, which brings ${version}.`;
}

async function hasOurCommitAlone(
  github: GitHub,
  owner: string,
  repo: string,
  { base }: BumpFile,
  { head }: Pick<PullRequestInfo, "head">,
): Promise<boolean> {
  return base !== null && isOurs(await github.compare(owner, repo, base, head));
}
