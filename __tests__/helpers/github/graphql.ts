import type { Answer, IncomingRequest } from "../loopback.ts";
import type { Repository, StoredPullRequest } from "./repository.ts";
import { payload, Refused } from "./router.ts";
import type { GitHubState } from "./state.ts";

interface Asked {
  readonly query: string;
  readonly variables: { readonly input: Readonly<Record<string, string>> };
}

/** The mutations of pull requests, each with what GitHub refuses; nothing else is known here. */
export function graphql(github: GitHubState, request: IncomingRequest): Answer {
  const access = github.access(request);
  if (access === undefined || access === "unknown") return new Refused(401, "Bad credentials").answer;
  const { query = "", variables } = payload<Asked>(request);
  const mutation = /\{\s*(\w+)\(input: \$input\)/.exec(query)?.[1] ?? "";
  const { input = {} } = variables ?? {};
  const [, fullName = "", number = ""] = /^PR_(.+)_(\d+)$/.exec(input.pullRequestId ?? "") ?? [];
  const repository = github.repository(fullName);
  const pull = repository?.pullRequests.find((candidate) => String(candidate.number) === number);
  if (repository === undefined || pull === undefined) return failed("Could not resolve to a node with the global id.");
  // These want the one besides the other.
  if (
    access.permissions.pull_requests !== "write" ||
    access.permissions.contents !== "write" ||
    access.mutations === false
  ) {
    return failed("Resource not accessible by integration");
  }
  const refusal = change(repository, pull, mutation, input);
  return refusal === undefined
    ? { status: 200, body: { data: { [mutation]: { clientMutationId: null } } } }
    : failed(refusal);
}

function change(
  repository: Repository,
  pull: StoredPullRequest,
  mutation: string,
  input: Readonly<Record<string, string>>,
): string | undefined {
  switch (mutation) {
    case "convertPullRequestToDraft":
      if (!repository.hasDrafts) return "Draft pull requests are not supported in this repository.";
      pull.draft = true;
      return undefined;
    case "markPullRequestReadyForReview":
      pull.draft = false;
      return undefined;
    case "enablePullRequestAutoMerge":
      if (!repository.hasAutoMerge) return "Auto merge is not allowed for this repository";
      if (pull.draft) return "Pull request is in draft state";
      if (input.expectedHeadOid !== pull.head) return "Head sha didn't match expected head sha";
      pull.autoMerge = true;
      return undefined;
    case "disablePullRequestAutoMerge":
      if (!pull.autoMerge) return "Can't disable auto-merge for this pull request.";
      pull.autoMerge = false;
      return undefined;
    default:
      return `Field '${mutation}' doesn't exist on type 'Mutation'`;
  }
}

/** GraphQL answers errors with 200. */
function failed(message: string): Answer {
  return { status: 200, body: { data: null, errors: [{ type: "FORBIDDEN", message }] } };
}
