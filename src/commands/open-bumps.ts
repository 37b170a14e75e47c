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

/** Pull requests of a branch without those that say that they are of another upstream or packaging. */
export function bumpsOf<T extends Pick<PullRequestInfo, "body">>(
  pullRequests: readonly T[],
  upstream: string,
  directory: string,
): readonly T[] {
  return pullRequests.filter(
    ({ body }) => readMark(body) === undefined || readMarkOf(body, upstream, directory) !== undefined,
  );
}

/** What a text of ours says about itself, where it is of that upstream and packaging. */
export function readMarkOf(body: string, upstream: string, directory: string): Marked | undefined {
  const marked = readMark(body);
  return marked?.upstream === upstream && marked.directory === directory ? marked : undefined;
}
