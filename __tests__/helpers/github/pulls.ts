import { gitText } from "../git.ts";
import type { Repository, StoredPullRequest } from "./repository.ts";
import { type Context, page, payload, Refused, type Route, type Schemas } from "./router.ts";

type Pull = Pick<
  Schemas["pull-request-simple"],
  "number" | "node_id" | "state" | "title" | "body" | "html_url" | "merged_at" | "draft"
> & {
  head: { ref: string; sha: string; label: string; repo: { full_name: string } };
  base: { ref: string };
  labels: { name: string }[];
  assignees: { login: string }[];
  milestone: { title: string } | null;
  auto_merge: object | null;
};

interface NewPull {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

export const pullRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "pulls",
    permission: "pull_requests=read",
    answer: async (context) => {
      const { searchParams } = context.request.url;
      const state = searchParams.get("state") ?? "open";
      const head = searchParams.get("head");
      const found = context.repository.pullRequests
        .filter((pull) => state === "all" || pull.state === state)
        .filter((pull) => head === null || head === `${ownerOf(context.repository, pull)}:${pull.branch}`)
        .toSorted((a, b) => b.number - a.number);
      const { items, headers } = page(context.request, found);
      return { status: 200, headers, body: await Promise.all(items.map((pull) => shape(context, pull))) };
    },
  },
  {
    method: "POST",
    path: "pulls",
    permission: "pull_requests=write",
    answer: async (context) => {
      const { repository, request } = context;
      const asked = payload<NewPull>(request);
      await checkNew(repository, asked);
      const pull: StoredPullRequest = {
        number: repository.nextNumber(),
        head: "",
        branch: asked.head ?? "",
        base: asked.base ?? repository.defaultBranch,
        state: "open",
        merged: false,
        title: asked.title ?? "",
        body: asked.body ?? "",
        draft: asked.draft ?? false,
        labels: [],
        assignees: [],
        reviewers: [],
        comments: [],
      };
      repository.pullRequests.push(pull);
      return { status: 201, body: await shape(context, pull) };
    },
  },
  {
    method: "PATCH",
    path: "pulls/:number",
    permission: "pull_requests=write",
    answer: async (context) => {
      const { repository, params, request } = context;
      const pull = await repository.follow(existing(repository, params.number));
      const { title, body, state } = payload<{ title: string; body: string; state: "open" | "closed" }>(request);
      checkBody(body);
      if (state === "open" && pull.merged) throw new Refused(422, "Validation Failed: a merged pull request is closed");
      if (title !== undefined) pull.title = title;
      if (body !== undefined) pull.body = body;
      if (state !== undefined) pull.state = state;
      return { status: 200, body: await shape(context, pull) };
    },
  },
  {
    method: "POST",
    path: "pulls/:number/requested_reviewers",
    permission: "pull_requests=write",
    answer: async (context) => {
      const { repository, params, request, access } = context;
      const pull = existing(repository, params.number);
      const { reviewers = [], team_reviewers: teams = [] } = payload<{ reviewers: string[]; team_reviewers: string[] }>(
        request,
      );
      if (teams.length > 0 && access?.teams !== true) {
        throw new Refused(422, "Could not resolve to a node with the global id of 'T_1'.");
      }
      pull.reviewers?.push(...reviewers, ...teams.map((team) => `team:${team}`));
      return { status: 201, body: await shape(context, pull) };
    },
  },
];

export function existing(repository: Repository, number: string | undefined): StoredPullRequest {
  const pull = repository.pullRequests.find((candidate) => String(candidate.number) === number);
  if (pull === undefined) throw new Refused(404, "Not Found");
  return pull;
}

export function checkBody(body: string | undefined): void {
  if (body !== undefined && [...body].length > 65_536) {
    throw new Refused(422, "Validation Failed: body is too long (maximum is 65536 characters)");
  }
}

async function checkNew(repository: Repository, { title, body, head = "", base = "", draft }: Partial<NewPull>) {
  if (!repository.permitsPullRequests) {
    throw new Refused(403, "GitHub Actions is not permitted to create or approve pull requests.");
  }
  if (title === undefined || title === "") throw new Refused(422, "Validation Failed: title is missing");
  checkBody(body);
  if (draft && !repository.hasDrafts) {
    throw new Refused(422, "Draft pull requests are not supported in this repository.");
  }
  const [from, onto] = [await repository.commit(`heads/${head}`), await repository.commit(`heads/${base}`)];
  if (from === undefined) throw new Refused(422, "Validation Failed: head is invalid");
  if (onto === undefined) throw new Refused(422, "Validation Failed: base is invalid");
  const ahead = await gitText(repository.gitDirectory, ["rev-list", "--count", `${onto}..${from}`]);
  if (ahead === "0") throw new Refused(422, `Validation Failed: No commits between ${base} and ${head}`);
  if (repository.pullRequests.some((pull) => pull.state === "open" && pull.branch === head)) {
    throw new Refused(422, `Validation Failed: A pull request already exists for ${repository.owner}:${head}.`);
  }
}

/** Of the repository that the branch is in. */
function ownerOf({ owner }: Repository, { fork }: StoredPullRequest): string {
  return fork?.split("/")[0] ?? owner;
}

async function shape({ github, repository }: Context, pull: StoredPullRequest): Promise<Pull> {
  const { number, state, merged, branch, head, title = branch, body = "" } = await repository.follow(pull);
  const { fork = repository.fullName } = pull;
  return {
    number,
    node_id: `PR_${repository.fullName}_${number}`,
    state,
    title,
    body,
    draft: pull.draft ?? false,
    merged_at: merged ? "2026-01-01T00:00:00Z" : null,
    html_url: `${github.serverUrl}/${repository.fullName}/pull/${number}`,
    head: { ref: branch, sha: head, label: `${ownerOf(repository, pull)}:${branch}`, repo: { full_name: fork } },
    base: { ref: pull.base ?? repository.defaultBranch },
    labels: (pull.labels ?? []).map((name) => ({ name })),
    assignees: (pull.assignees ?? []).map((login) => ({ login })),
    milestone: pull.milestone === undefined ? null : { title: pull.milestone },
    auto_merge: pull.autoMerge ? { merge_method: "squash" } : null,
  };
}
