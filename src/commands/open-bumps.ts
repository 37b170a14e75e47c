import { type Marked, readMark } from "../review/body/marks.ts";
import type { Review } from "../world/review.ts";
import type { PullRequestInfo } from "../world/world.ts";

/** An open pull request that says that it is a bump of ours. */
export interface OpenBump extends PullRequestInfo {
  readonly branch: string;
  readonly marked: Marked;
}

/**
 * The open bumps of one upstream in one directory. What comes from a fork is none: anybody can write our first line.
 *
 * @param directory from the top of the repository, without a slash at its end; empty for the top itself
 */
export async function openBumps(review: Review, upstream: string, directory: string): Promise<readonly OpenBump[]> {
  const open = await review.openPullRequests();
  return open.flatMap(({ branch, ...pullRequest }) => {
    const marked = readMarkOf(pullRequest.body, upstream, directory);
    return marked === undefined || branch === undefined ? [] : [{ ...pullRequest, branch, marked }];
  });
}

/** A pull request of a branch of ours, with what it says about itself; undefined where a person has taken that away. */
export interface BranchBump extends PullRequestInfo {
  readonly marked: Marked | undefined;
}

/** Pull requests of a branch without those that say that they are of another upstream or packaging. */
export function bumpsOf(
  pullRequests: readonly PullRequestInfo[],
  upstream: string,
  directory: string,
): readonly BranchBump[] {
  return pullRequests
    .map((pullRequest) => ({ ...pullRequest, marked: readMark(pullRequest.body) }))
    .filter(({ marked }) => marked === undefined || isOf(marked, upstream, directory));
}

/** What a text of ours says about itself, where it is of that upstream and packaging. */
export function readMarkOf(body: string, upstream: string, directory: string): Marked | undefined {
  const marked = readMark(body);
  return marked && isOf(marked, upstream, directory) ? marked : undefined;
}

function isOf(marked: Marked, upstream: string, directory: string): boolean {
  return marked.upstream === upstream && marked.directory === directory;
}
