import type { Repository, StoredCheckRun } from "./repository.ts";
import { page, payload, Refused, type Route, type Schemas } from "./router.ts";

type CheckRun = Pick<Schemas["check-run"], "id" | "name" | "external_id" | "head_sha" | "conclusion"> & {
  status: string;
  output: { title: string; summary: string; text: string | null; annotations_count: number };
};

interface Asked {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly status: string;
  readonly conclusion: string;
  readonly output: {
    readonly title: string;
    readonly summary: string;
    readonly text?: string;
    readonly annotations?: readonly { readonly path: string; readonly start_line: number }[];
  };
}

export const checkRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "commits/:ref/check-runs",
    permission: "checks=read",
    answer: async ({ repository, params, request }) => {
      const commit = await repository.commit(params.ref ?? "");
      const found = repository.checkRuns.filter((run) => run.commit === commit);
      const { items, headers } = page(request, found);
      return { status: 200, headers, body: { total_count: found.length, check_runs: items.map(shape) } };
    },
  },
  {
    method: "POST",
    path: "check-runs",
    permission: "checks=write",
    answer: async ({ repository, request }) => {
      const asked = payload<Asked>(request);
      const commit = asked.head_sha ?? "";
      if (!(await repository.has(commit, "commit"))) throw new Refused(422, `No commit found for SHA: ${commit}`);
      if (asked.name === undefined) throw new Refused(422, "Invalid request: name is missing");
      const run: StoredCheckRun = {
        id: repository.checkRuns.length + 1,
        commit,
        name: asked.name,
        externalId: asked.external_id ?? "",
        status: "queued",
        conclusion: null,
        title: "",
        summary: "",
        text: null,
        annotations: [],
      };
      apply(run, asked);
      repository.checkRuns.push(run);
      return { status: 201, body: shape(run) };
    },
  },
  {
    method: "PATCH",
    path: "check-runs/:id",
    permission: "checks=write",
    answer: ({ repository, params, request }) => {
      const run = repository.checkRuns.find(({ id }) => String(id) === params.id);
      if (run === undefined) throw new Refused(404, "Not Found");
      apply(run, payload<Asked>(request));
      return { status: 200, body: shape(run) };
    },
  },
];

/** Annotations are added to those that are there. */
function apply(run: StoredCheckRun, { status, conclusion, output }: Partial<Asked>): void {
  const annotations = output?.annotations ?? [];
  if (annotations.length > 50) throw new Refused(422, "Invalid request: only 50 annotations are allowed");
  for (const text of [output?.summary ?? "", output?.text ?? ""]) {
    if (Buffer.byteLength(text) > 65_535) {
      throw new Refused(422, `Only 65535 characters are allowed; ${Buffer.byteLength(text)} were supplied.`);
    }
  }
  if (annotations.some(({ path, start_line: line }) => path === "" || path.startsWith("/") || line < 1)) {
    throw new Refused(422, "Invalid request: an annotation has no place");
  }
  if (status === "completed" && conclusion === undefined) throw new Refused(422, "Invalid request: no conclusion");
  run.status = status ?? run.status;
  run.conclusion = conclusion ?? run.conclusion;
  run.title = output?.title ?? run.title;
  run.summary = output?.summary ?? run.summary;
  run.text = output?.text ?? run.text;
  run.annotations.push(...annotations);
}

function shape(run: StoredCheckRun): CheckRun {
  return {
    id: run.id,
    name: run.name,
    external_id: run.externalId,
    head_sha: run.commit,
    status: run.status,
    conclusion: run.conclusion as CheckRun["conclusion"],
    output: { title: run.title, summary: run.summary, text: run.text, annotations_count: run.annotations.length },
  };
}

export const statusRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "commits/:ref/status",
    permission: "statuses=read",
    answer: async ({ repository, params }) => {
      const commit = await repository.commit(params.ref ?? "");
      return { status: 200, body: { state: "pending", statuses: newest(repository, commit) } };
    },
  },
  {
    method: "POST",
    path: "statuses/:sha",
    permission: "statuses=write",
    answer: async ({ repository, params, request }) => {
      const commit = params.sha ?? "";
      if (!(await repository.has(commit, "commit"))) throw new Refused(422, `No commit found for SHA: ${commit}`);
      const { state = "", context = "default", description = "" } = payload<Record<string, string>>(request);
      if (!["success", "failure", "error", "pending"].includes(state)) throw new Refused(422, "Validation Failed");
      if (description.length > 140) throw new Refused(422, "Validation Failed: description is too long");
      repository.statuses.push({ commit, context, state, description });
      return { status: 201, body: { state, context, description } };
    },
  },
];

/** The last of each context. */
function newest(repository: Repository, commit: string | undefined): readonly object[] {
  const byContext = new Map(
    repository.statuses
      .filter((status) => status.commit === commit)
      .map(({ context, state, description }) => [context, { context, state, description }]),
  );
  return [...byContext.values()];
}
