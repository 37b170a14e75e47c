import type { MergeMethod } from "../review/model.ts";
import { statusOf } from "./github-errors.ts";
import type { Octokit } from "./octokit.ts";

/**
 * What GitHub offers by GraphQL alone (GitHub's documentation, "Mutations"). Each needs `contents: write` besides
 * `pull-requests: write`, and some tokens and plans have none of them: a refusal is an answer.
 */
export function mutations(octokit: Octokit) {
  async function mutate(mutation: string, input: Readonly<Record<string, string>>): Promise<boolean> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { clientMutationId } }`;
    try {
      await octokit.graphql(query, { input });
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  return {
    convertToDraft: (pullRequestId: string) => mutate("convertPullRequestToDraft", { pullRequestId }),
    markReady: (pullRequestId: string) => mutate("markPullRequestReadyForReview", { pullRequestId }),
    /** For this commit and no later one. */
    enableAutoMerge: (pullRequestId: string, expectedHeadOid: string, method: MergeMethod) =>
      mutate("enablePullRequestAutoMerge", { pullRequestId, expectedHeadOid, mergeMethod: method.toUpperCase() }),
    /** GitHub refuses it where auto-merge is not on. */
    disableAutoMerge: (pullRequestId: string) => mutate("disablePullRequestAutoMerge", { pullRequestId }),
  };
}

/** GraphQL answers 200 with errors in it; a server without it answers 404. */
function isRefusal(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: string };
  return name === "GraphqlResponseError" || [403, 404].includes(statusOf(error) ?? 0);
}
