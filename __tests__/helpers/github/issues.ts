import { checkBody, existing } from "./pulls.ts";
import type { Repository, StoredIssue, StoredPullRequest } from "./repository.ts";
import { type Context, checkPermission, page, payload, Refused, type Route, type Schemas } from "./router.ts";

type Issue = Pick<Schemas["issue"], "number" | "state" | "title" | "body" | "html_url"> & {
  author_association: Schemas["author-association"];
  user: { login: string; type: string };
  labels: { name: string }[];
  assignees: { login: string }[];
  milestone: { title: string } | null;
  pull_request?: object;
};

interface Changes {
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly milestone: number;
}

const anyOf = "issues=write; pull_requests=write";

/** What GitHub does to issues, and to pull requests as issues: comments, labels, people, milestones. */
export const issueRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "issues",
    permission: "issues=read",
    answer: ({ github, repository, request }) => {
      const state = request.url.searchParams.get("state") ?? "open";
      const pulls = repository.pullRequests.map((pull) => shape(github.serverUrl, repository, pull));
      const found = [...repository.issues.map((issue) => shape(github.serverUrl, repository, issue)), ...pulls]
        .filter((issue) => state === "all" || issue.state === state)
        .toSorted((a, b) => b.number - a.number);
      const { items, headers } = page(request, found);
      return { status: 200, headers, body: items };
    },
  },
  {
    method: "POST",
    path: "issues",
    permission: "issues=write",
    answer: ({ github, repository, request }) => {
      if (!repository.hasIssues) throw new Refused(410, "Issues has been disabled in this repository.");
      const { title = "", body = "" } = payload<Changes>(request);
      if (title === "") throw new Refused(422, "Validation Failed: title is missing");
      checkBody(body);
      const issue: StoredIssue = {
        number: repository.nextNumber(),
        state: "open",
        title,
        body,
        author: { login: "github-actions[bot]", type: "Bot", association: "NONE" },
        labels: [],
        assignees: [],
        comments: [],
      };
      repository.issues.push(issue);
      return { status: 201, body: shape(github.serverUrl, repository, issue) };
    },
  },
  {
    method: "POST",
    path: "issues/:number/comments",
    permission: anyOf,
    answer: (context) => {
      const { body = "" } = payload<{ body: string }>(context.request);
      if (body === "") throw new Refused(422, "Validation Failed: body cannot be blank");
      checkBody(body);
      target(context).comments?.push(body);
      return { status: 201, body: { id: 1, body } };
    },
  },
  {
    method: "GET",
    path: "labels/:name",
    permission: "issues=read; pull_requests=read",
    answer: ({ repository, params }) => {
      if (!repository.labels.has(params.name ?? "")) throw new Refused(404, "Not Found");
      return { status: 200, body: { name: params.name } };
    },
  },
  {
    method: "POST",
    path: "labels",
    permission: anyOf,
    answer: ({ repository, request }) => {
      const { name = "" } = payload<{ name: string }>(request);
      if (repository.labels.has(name)) throw new Refused(422, "Validation Failed: already_exists");
      repository.labels.add(name);
      return { status: 201, body: { name } };
    },
  },
  {
    method: "POST",
    path: "issues/:number/labels",
    permission: anyOf,
    answer: (context) => {
      const { labels = [] } = payload<{ labels: string[] }>(context.request);
      const labelled = target(context);
      for (const label of labels) {
        context.repository.labels.add(label);
        if (!labelled.labels?.includes(label)) labelled.labels?.push(label);
      }
      return { status: 200, body: (labelled.labels ?? []).map((name) => ({ name })) };
    },
  },
  {
    method: "POST",
    path: "issues/:number/assignees",
    permission: anyOf,
    answer: (context) => {
      const { assignees = [] } = payload<{ assignees: string[] }>(context.request);
      target(context).assignees?.push(...assignees);
      return { status: 201, body: { assignees: assignees.map((login) => ({ login })) } };
    },
  },
  {
    method: "PATCH",
    path: "issues/:number",
    permission: anyOf,
    answer: (context) => {
      const { github, repository, request } = context;
      const changed = target(context);
      const { title, body, state, milestone } = payload<Changes>(request);
      checkBody(body);
      if (title === "") throw new Refused(422, "Validation Failed: title is missing");
      if (milestone !== undefined) {
        const name = repository.milestones[milestone - 1];
        if (name === undefined) throw new Refused(422, "Validation Failed: milestone is invalid");
        changed.milestone = name;
      }
      if (title !== undefined) changed.title = title;
      if (body !== undefined) changed.body = body;
      if (state !== undefined) changed.state = state;
      return { status: 200, body: shape(github.serverUrl, repository, changed) };
    },
  },
  {
    method: "GET",
    path: "milestones",
    permission: "issues=read; pull_requests=read",
    answer: ({ repository, request }) => {
      const all = repository.milestones.map((title, index) => ({ number: index + 1, title }));
      const { items, headers } = page(request, all);
      return { status: 200, headers, body: items };
    },
  },
];

/** The issue or pull request of the number; each takes its own permission. */
function target({ repository, params, access }: Context): StoredIssue | StoredPullRequest {
  const issue = repository.issues.find(({ number }) => String(number) === params.number);
  const found = issue ?? existing(repository, params.number);
  checkPermission(repository, issue === undefined ? "pull_requests=write" : "issues=write", access);
  if (issue !== undefined && !repository.hasIssues) {
    throw new Refused(410, "Issues has been disabled in this repository.");
  }
  return found;
}

function shape(serverUrl: string, repository: Repository, one: StoredIssue | StoredPullRequest): Issue {
  const { number, state, title = "", body = "", labels = [], assignees = [], milestone } = one;
  const author = "author" in one ? one.author : { login: "someone", type: "User", association: "OWNER" };
  return {
    number,
    state,
    title,
    body,
    html_url: `${serverUrl}/${repository.fullName}/${"author" in one ? "issues" : "pull"}/${number}`,
    author_association: author.association as Schemas["author-association"],
    user: { login: author.login, type: author.type },
    labels: labels.map((name) => ({ name })),
    assignees: assignees.map((login) => ({ login })),
    milestone: milestone === undefined ? null : { title: milestone },
    ...("author" in one ? {} : { pull_request: {} }),
  };
}
