import type { StoredPullRequest } from "./repository.ts";
import { type Context, page, type Route, type Schemas } from "./router.ts";

type Pull = Pick<Schemas["pull-request-simple"], "number" | "state" | "title" | "body" | "html_url" | "merged_at"> & {
  head: { ref: string; sha: string; label: string };
};

export const pullRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "pulls",
    permission: "pull_requests=read",
    answer: (context) => {
      const { searchParams } = context.request.url;
      const state = searchParams.get("state") ?? "open";
      const head = searchParams.get("head");
      const found = context.repository.pullRequests
        .filter((pull) => state === "all" || pull.state === state)
        .filter((pull) => head === null || head === `${context.repository.owner}:${pull.branch}`)
        .toSorted((a, b) => b.number - a.number);
      const { items, headers } = page(context.request, found);
      return { status: 200, headers, body: items.map((pull) => shape(context, pull)) };
    },
  },
];

function shape({ github, repository }: Context, pull: StoredPullRequest): Pull {
  const { number, state, merged, branch, head, title = branch, body = "" } = pull;
  return {
    number,
    state,
    title,
    body,
    merged_at: merged ? "2026-01-01T00:00:00Z" : null,
    html_url: `${github.serverUrl}/${repository.fullName}/pull/${number}`,
    head: { ref: branch, sha: head, label: `${repository.owner}:${branch}` },
  };
}
