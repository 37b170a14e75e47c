import { checkBody, existing } from "./pulls.ts";
import { page, payload, Refused, type Route } from "./router.ts";

/** What GitHub does to pull requests as issues: comments, labels, people, milestones. */
export const issueRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "issues/:number/comments",
    permission: "pull_requests=write",
    answer: ({ repository, params, request }) => {
      const { body = "" } = payload<{ body: string }>(request);
      if (body === "") throw new Refused(422, "Validation Failed: body cannot be blank");
      checkBody(body);
      existing(repository, params.number).comments?.push(body);
      return { status: 201, body: { id: 1, body } };
    },
  },
  {
    method: "GET",
    path: "labels/:name",
    permission: "pull_requests=read",
    answer: ({ repository, params }) => {
      if (!repository.labels.has(params.name ?? "")) throw new Refused(404, "Not Found");
      return { status: 200, body: { name: params.name } };
    },
  },
  {
    method: "POST",
    path: "labels",
    permission: "pull_requests=write",
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
    permission: "pull_requests=write",
    answer: ({ repository, params, request }) => {
      const { labels = [] } = payload<{ labels: string[] }>(request);
      const pull = existing(repository, params.number);
      for (const label of labels) {
        repository.labels.add(label);
        if (!pull.labels?.includes(label)) pull.labels?.push(label);
      }
      return { status: 200, body: (pull.labels ?? []).map((name) => ({ name })) };
    },
  },
  {
    method: "POST",
    path: "issues/:number/assignees",
    permission: "pull_requests=write",
    answer: ({ repository, params, request }) => {
      const { assignees = [] } = payload<{ assignees: string[] }>(request);
      existing(repository, params.number).assignees?.push(...assignees);
      return { status: 201, body: { assignees: assignees.map((login) => ({ login })) } };
    },
  },
  {
    method: "PATCH",
    path: "issues/:number",
    permission: "pull_requests=write",
    answer: ({ repository, params, request }) => {
      const { milestone = 0 } = payload<{ milestone: number }>(request);
      const title = repository.milestones[milestone - 1];
      if (title === undefined) throw new Refused(422, "Validation Failed: milestone is invalid");
      existing(repository, params.number).milestone = title;
      return { status: 200, body: { number: Number(params.number) } };
    },
  },
  {
    method: "GET",
    path: "milestones",
    permission: "pull_requests=read",
    answer: ({ repository, request }) => {
      const all = repository.milestones.map((title, index) => ({ number: index + 1, title }));
      const { items, headers } = page(request, all);
      return { status: 200, headers, body: items };
    },
  },
];
