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
    const marked = readMark(pullRequest.body);
    const isBump = marked?.upstream === upstream && marked.directory === directory;
    return isBump && branch !== undefined ? [{ ...pullRequest, branch, marked }] : [];
  });
}
