import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type GitHubServer, type Repository, startGitHub } from "./github-server.ts";

/** The stand-in's pull requests and check runs are only worth something if it refuses what GitHub refuses. */

let server: GitHubServer;
let repository: Repository;

beforeEach(async () => {
  server = await startGitHub();
  server.state.tokens.set("writer", { permissions: { contents: "write", pull_requests: "write", checks: "write" } });
  server.state.tokens.set("reader", { permissions: { contents: "read", pull_requests: "read" } });
  repository = await server.state.addRepository("owner/repo");
  await repository.push("main", { a: "1" }, "First");
  await repository.push("topic", { b: "2" }, "Topic");
  await repository.push("topic", { c: "3" }, "More");
});

afterEach(() => server.close());

async function ask(method: string, path: string, body?: object, token = "writer") {
  const response = await fetch(`${server.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
  return { status: response.status, data: (text === "" ? undefined : JSON.parse(text)) as any };
}

const pulls = "/repos/owner/repo/pulls";
const pull = { title: "t", body: "b", head: "topic", base: "main" };

/** `main` and `topic` share nothing so far. */
async function withHistory(): Promise<void> {
  await repository.deleteBranch("topic");
  const main = await repository.commit("heads/main");
  await ask("POST", "/repos/owner/repo/git/refs", { ref: "refs/heads/topic", sha: main });
  await repository.push("topic", { b: "2" }, "Topic");
}

describe("pull requests", () => {
  beforeEach(withHistory);

  test("are made, listed, changed and closed", async () => {
    const made = await ask("POST", pulls, { ...pull, draft: true });
    expect(made).toMatchObject({ status: 201, data: { number: 1, state: "open", draft: true, auto_merge: null } });
    expect((await ask("GET", `${pulls}?head=owner:topic&state=open`)).data).toHaveLength(1);
    await ask("PATCH", `${pulls}/1`, { title: "u", state: "closed" });
    expect((await ask("GET", `${pulls}?state=all`)).data).toMatchObject([{ title: "u", state: "closed" }]);
    expect((await ask("GET", pulls)).data).toEqual([]);
  });

  test.each([
    ["a body that is too long", { body: "x".repeat(65_537) }, "body is too long (maximum is 65536 characters)"],
    ["no title", { title: "" }, "title is missing"],
    ["a head that is not there", { head: "nowhere" }, "head is invalid"],
    ["nothing between head and base", { head: "main" }, "No commits between"],
  ])("%s is a 422", async (_, change, message) => {
    expect(await ask("POST", pulls, { ...pull, ...change })).toMatchObject({
      status: 422,
      data: { message: expect.stringContaining(message) },
    });
  });

  test("a second of a branch is a 422, and so is a draft where there are none", async () => {
    await ask("POST", pulls, pull);
    expect((await ask("POST", pulls, pull)).data.message).toContain("A pull request already exists for owner:topic");
    repository.hasDrafts = false;
    expect(await ask("POST", pulls, { ...pull, draft: true })).toMatchObject({ status: 422 });
  });

  test("the setting and the permission are a 403 each", async () => {
    expect((await ask("POST", pulls, pull, "reader")).data.message).toContain("not accessible by integration");
    repository.permitsPullRequests = false;
    expect(await ask("POST", pulls, pull)).toMatchObject({
      status: 403,
      data: { message: "GitHub Actions is not permitted to create or approve pull requests." },
    });
  });

  test("follow their branch, and are closed when it goes", async () => {
    await ask("POST", pulls, pull);
    const head = await repository.push("topic", { d: "4" }, "Still more");
    expect((await ask("GET", pulls)).data).toMatchObject([{ head: { sha: head } }]);
    await ask("DELETE", "/repos/owner/repo/git/refs/heads/topic");
    expect((await ask("GET", `${pulls}?state=all`)).data).toMatchObject([{ state: "closed", head: { sha: head } }]);
  });

  test("teams are not for a workflow's own token", async () => {
    await ask("POST", pulls, pull);
    const asked = await ask("POST", `${pulls}/1/requested_reviewers`, { reviewers: [], team_reviewers: ["core"] });
    expect(asked.status).toBe(422);
  });

  test("labels, people and milestones", async () => {
    await ask("POST", pulls, pull);
    expect((await ask("GET", "/repos/owner/repo/labels/x")).status).toBe(404);
    expect((await ask("POST", "/repos/owner/repo/labels", { name: "x" })).status).toBe(201);
    expect((await ask("POST", "/repos/owner/repo/labels", { name: "x" })).status).toBe(422);
    await ask("POST", "/repos/owner/repo/issues/1/labels", { labels: ["x"] });
    await ask("POST", "/repos/owner/repo/issues/1/assignees", { assignees: ["ann"] });
    expect((await ask("PATCH", "/repos/owner/repo/issues/1", { milestone: 1 })).status).toBe(422);
    repository.milestones.push("Next");
    expect((await ask("PATCH", "/repos/owner/repo/issues/1", { milestone: 1 })).status).toBe(200);
    expect((await ask("GET", pulls)).data).toMatchObject([
      { labels: [{ name: "x" }], assignees: [{ login: "ann" }], milestone: { title: "Next" } },
    ]);
    expect((await ask("POST", "/repos/owner/repo/issues/1/comments", { body: "" })).status).toBe(422);
    expect((await ask("POST", "/repos/owner/repo/issues/9/comments", { body: "x" })).status).toBe(404);
  });
});

describe("check runs and statuses", () => {
  test("are of commits that are there, within limits, and annotations add up", async () => {
    const sha = await repository.commit("heads/main");
    const runs = "/repos/owner/repo/check-runs";
    const output = { title: "t", summary: "s", annotations: [{ path: "a", start_line: 1 }] };
    const run = { name: "n", head_sha: sha, external_id: "e", status: "completed", conclusion: "success", output };
    expect((await ask("POST", runs, { ...run, head_sha: "0".repeat(40) })).status).toBe(422);
    expect((await ask("POST", runs, { ...run, output: { ...output, summary: "x".repeat(65_536) } })).status).toBe(422);
    const many = Array.from({ length: 51 }, () => ({ path: "a", start_line: 1 }));
    expect((await ask("POST", runs, { ...run, output: { ...output, annotations: many } })).status).toBe(422);
    expect((await ask("POST", runs, run, "reader")).status).toBe(403);
    expect((await ask("POST", runs, run)).status).toBe(201);
    expect((await ask("PATCH", `${runs}/1`, { conclusion: "failure", output })).status).toBe(200);
    expect((await ask("GET", `/repos/owner/repo/commits/${sha}/check-runs`)).data).toMatchObject({
      total_count: 1,
      check_runs: [{ external_id: "e", conclusion: "failure", output: { annotations_count: 2 } }],
    });
    expect((await ask("POST", `/repos/owner/repo/statuses/${sha}`, { state: "success" })).status).toBe(403);
  });
});

describe("GraphQL", () => {
  const mutate = (mutation: string, input: object, token = "writer") =>
    ask(
      "POST",
      "/graphql",
      { query: `mutation ($input: X!) { ${mutation}(input: $input) { id } }`, variables: { input } },
      token,
    );

  test("has four mutations, and answers what it refuses with 200", async () => {
    await withHistory();
    const { data } = await ask("POST", pulls, pull);
    const pullRequestId = data.node_id;
    await mutate("convertPullRequestToDraft", { pullRequestId });
    expect(repository.pullRequests[0]?.draft).toBe(true);
    const merge = { pullRequestId, expectedHeadOid: data.head.sha };
    expect((await mutate("enablePullRequestAutoMerge", merge)).data.errors[0].message).toContain("draft state");
    await mutate("markPullRequestReadyForReview", { pullRequestId });
    const other = await mutate("enablePullRequestAutoMerge", { ...merge, expectedHeadOid: "0".repeat(40) });
    expect(other.data.errors[0].message).toContain("expected head sha");
    expect((await mutate("enablePullRequestAutoMerge", merge)).data.errors).toBeUndefined();
    expect((await mutate("disablePullRequestAutoMerge", { pullRequestId }, "reader")).data.errors).toHaveLength(1);
    expect((await mutate("disablePullRequestAutoMerge", { pullRequestId })).data.errors).toBeUndefined();
    expect(repository.pullRequests[0]?.autoMerge).toBe(false);
    const again = await mutate("disablePullRequestAutoMerge", { pullRequestId });
    expect(again.data.errors[0].message).toContain("Can't disable auto-merge");
    const refused = await mutate("convertPullRequestToDraft", { pullRequestId }, "reader");
    expect(refused).toMatchObject({
      status: 200,
      data: { errors: [{ message: "Resource not accessible by integration" }] },
    });
    expect((await mutate("deleteEverything", { pullRequestId })).data.errors).toHaveLength(1);
    expect((await mutate("convertPullRequestToDraft", { pullRequestId }, "guessed")).status).toBe(401);
  });
});
