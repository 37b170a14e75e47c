import type { BumpFile } from "../../documents/bump.ts";
import { type Marked, markSuperseded } from "../../review/body/marks.ts";
import { branchName, isOurs } from "../../review/commit.ts";
import { superseded } from "../../review/lifecycle.ts";
import { compareVersions } from "../../upstream/versions.ts";
import type { GitHub } from "../../world/world.ts";
import { openBumps, readMarkOf } from "../open-bumps.ts";

/** What stands for a bump and says so in its first line: a pull request, or an issue. */
interface Standing {
  readonly number: number;
  readonly body: string;
  readonly marked: Marked;
  readonly branch: string;
  /** The commit that it is about, as its branch has it; undefined where there is no branch. */
  head(): Promise<string | undefined>;
  /** Closes it and says why in one request, so that it can never be taken for a person's close. */
  close(body: string): Promise<unknown>;
}

/** Closes the open pull requests of older versions and deletes their branches. */
export async function supersedeOlder(
  github: GitHub,
  owner: string,
  repo: string,
  bump: BumpFile,
  by: number,
): Promise<readonly number[]> {
  const review = github.review(owner, repo);
  const standing = (await openBumps(review, bump.upstream, bump.directory)).map(({ head, ...one }): Standing => {
    const close = (body: string) => review.updatePullRequest(one.number, { state: "closed", body });
    return { ...one, head: async () => head, close };
  });
  return supersede(github, owner, repo, bump, by, standing);
}

/** The same of issues; the branch that one tells of is known by its name. */
export async function supersedeOlderIssues(
  github: GitHub,
  owner: string,
  repo: string,
  bump: BumpFile,
  by: number,
): Promise<readonly number[]> {
  const review = github.review(owner, repo);
  const [, name = ""] = bump.upstream.split("/");
  const issues = await review.issues();
  const open = typeof issues === "string" ? [] : issues.filter(({ state }) => state === "open");
  const standing = open.flatMap(({ number, body }): Standing[] => {
    const marked = readMarkOf(body, bump.upstream, bump.directory);
    if (marked === undefined) return [];
    const branch = branchName(name, marked.version);
    const close = (text: string) => review.updateIssue(number, { state: "closed", body: text });
    return [{ number, body, marked, branch, head: () => github.branch(owner, repo, branch), close }];
  });
  return supersede(github, owner, repo, bump, by, standing);
}

/** What a person has pushed to or opened again stays. */
async function supersede(
  github: GitHub,
  owner: string,
  repo: string,
  bump: BumpFile,
  by: number,
  standing: readonly Standing[],
): Promise<readonly number[]> {
  const review = github.review(owner, repo);
  const version = bump.candidate?.version ?? "";
  const isOlder = (one: string) => compareVersions(bump.versioning, one, version) === -1;
  const others = [];
  for (const one of standing.filter(({ number }) => number !== by)) {
    const { version: its, supersededBy } = one.marked;
    const isReopened = supersededBy !== null;
    // Only of an older one it is worth a request.
    const head = isReopened || !isOlder(its) ? undefined : await one.head();
    const isPersons = head !== undefined && !(await hasOurCommitAlone(github, owner, repo, bump, head));
    others.push({ ...one, version: its, commit: head, kept: isReopened || isPersons });
  }
  const older = superseded(others, isOlder);
  for (const { number, body, branch, commit, close } of older) {
    await close(markSuperseded(body, version, by));
    await review.comment(number, `Superseded by #${by}, which brings ${version}.`);
    const isStill = commit !== undefined && (await github.branch(owner, repo, branch)) === commit;
    if (isStill) await review.deleteBranch(branch);
  }
  return older.map(({ number }) => number);
}

async function hasOurCommitAlone(
  github: GitHub,
  owner: string,
  repo: string,
  { base }: BumpFile,
  head: string,
): Promise<boolean> {
  return base !== null && isOurs(await github.compare(owner, repo, base, head));
}
