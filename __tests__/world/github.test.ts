import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { realGitHub } from "../../src/world/github.ts";
import type { GitHub, GitHubEndpoint } from "../../src/world/world.ts";
import { git, gitText } from "../helpers/git.ts";
import {
  type GitHubServer,
  primaryLimit,
  type Repository,
  secondaryLimit,
  startGitHub,
} from "../helpers/github-server.ts";
import { type MemoryLog, memoryLog } from "../helpers/log.ts";
import { listen } from "../helpers/loopback.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { problemOf } from "../helpers/problems.ts";

const token = "a-token";
let server: GitHubServer;
let repository: Repository;
let log: MemoryLog;

beforeEach(async () => {
  server = await startGitHub();
  server.state.tokens.set(token, { permissions: { contents: "write", pull_requests: "read" } });
  repository = await server.state.addRepository("owner/repo");
  log = memoryLog();
});

afterEach(async () => {
  await server.close();
});

function client(endpoint: Partial<GitHubEndpoint> = {}): Promise<GitHub> {
  return realGitHub(
    { apiUrl: server.apiUrl, token, tokenInput: "token", ...endpoint },
    { log, secondMs: 1, stallMs: 20_000 },
  );
}

describe("releases", () => {
  test("come from all pages, 100 at a time, as they are stated", async () => {
    const tags = Array.from({ length: 250 }, (_, n) => `1.0.${n}`);
    repository.releases.push(...releasesFor(tags), { tag: "draft", draft: true });
    const found = await (await client()).releases("owner", "repo");
    expect(found.map(({ tag }) => tag)).toEqual([...tags, "draft"]);
    expect(found.at(0)).toMatchObject({
      tag: "1.0.0",
      name: "1.0.0 (core) / 0.16.0 (libraries)",
      draft: false,
      prerelease: false,
      url: `${server.serverUrl}/owner/repo/releases/tag/1.0.0`,
    });
    expect(found.at(-1)).toMatchObject({ draft: true, publishedAt: null, body: "" });
    expect(server.traffic.lines).toEqual([
      "api GET /repos/owner/repo/releases?per_page=100 200",
      "api GET /repos/owner/repo/releases?per_page=100&page=2 200",
      "api GET /repos/owner/repo/releases?per_page=100&page=3 200",
    ]);
  });

  test("of a repository without any are none", async () => {
    expect(await (await client()).releases("owner", "repo")).toEqual([]);
  });
});

describe("a commit", () => {
  test("is read by tag, branch and name in one request; annotated tags are peeled", async () => {
    const first = await repository.push("main", { a: "1" }, "First\n\nWith a body");
    const second = await repository.push("main", { a: "2" }, "Second");
    await repository.tag("1.0", first);
    await repository.tag("light", first, "lightweight");
    const github = await client();
    const info = await github.commit("owner", "repo", "tags/1.0");
    expect(info).toEqual({
      sha: first,
      tree: await gitText(repository.gitDirectory, ["rev-parse", `${first}^{tree}`]),
      parents: [],
      message: "First\n\nWith a body",
      committedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(server.traffic.requests).toHaveLength(1);
    expect((await github.commit("owner", "repo", "tags/light"))?.sha).toBe(first);
    expect((await github.commit("owner", "repo", first))?.sha).toBe(first);
    expect(await github.commit("owner", "repo", "heads/main")).toMatchObject({ sha: second, parents: [first] });
  });

  test("that is not there is undefined; an empty repository has none; a missing repository is a Problem", async () => {
    const github = await client();
    expect(await github.commit("owner", "repo", "tags/1.0")).toBeUndefined();
    await repository.push("main", { a: "1" }, "First");
    expect(await github.commit("owner", "repo", "tags/1.0")).toBeUndefined();
    expect(await github.commit("owner", "repo", "heads/main/../../x")).toBeUndefined();
    const problem = await problemOf(github.commit("owner", "nothing", "tags/1.0"));
    expect(problem).toMatchObject({ kind: "input", where: { input: "token" } });
    expect(problem.message).toContain("cannot find the repository owner/nothing: ");
  });
});

describe("a comparison", () => {
  test("has what the head's branch has and the base's has not", async () => {
    const base = await repository.push("main", { a: "1", b: "1", c: "1" }, "Base");
    await git(repository.gitDirectory, ["branch", "topic", base]);
    const one = await repository.push("topic", { a: "2" }, "One");
    const two = await repository.push("topic", { d: "new" }, "Two");
    await repository.push("main", { c: "elsewhere" }, "Meanwhile");
    const { mergeBase, commits, files } = await (await client()).compare("owner", "repo", "main", "topic");
    expect(mergeBase).toBe(base);
    expect(commits.map(({ sha }) => sha)).toEqual([one, two]);
    expect(files).toEqual([
      { path: "a", status: "modified", blob: await gitText(repository.gitDirectory, ["rev-parse", "topic:a"]) },
      { path: "d", status: "added", blob: await gitText(repository.gitDirectory, ["rev-parse", "topic:d"]) },
    ]);
  });

  test("has all commits, and more files than GitHub lists in it", async () => {
    const base = await repository.push("main", { a: "1", "gone/x": "1" }, "Base");
    await git(repository.gitDirectory, ["branch", "topic", base]);
    const many = Object.fromEntries(Array.from({ length: 310 }, (_, n) => [`many/${n}`, String(n)]));
    const shas: string[] = [];
    for (let n = 0; n < 3; n++)
      shas.push(await repository.push("topic", n === 0 ? many : { a: `${n}` }, `Commit ${n}`));
    const { commits, files } = await (await client()).compare("owner", "repo", base, "topic");
    expect(commits.map(({ sha }) => sha)).toEqual(shas);
    expect(files).toHaveLength(311);
    expect(files.filter(({ status }) => status === "modified").map(({ path }) => path)).toEqual(["a"]);
  });

  test("lists the first hundred commits in one request, and counts them all", async () => {
    const base = await repository.push("main", { a: "1" }, "Base");
    await git(repository.gitDirectory, ["branch", "topic", base]);
    const first = await repository.push("topic", { a: "2" }, "One");
    for (let n = 0; n < 101; n++) await repository.push("topic", { a: `more ${n}` }, `More ${n}`);
    const github = await client();
    const from = server.traffic.requests.length;
    const { total, commits } = await github.firstCommits("owner", "repo", "main", "topic");
    expect(server.traffic.requests).toHaveLength(from + 1);
    expect(total).toBe(102);
    expect(commits).toHaveLength(100);
    expect(commits[0]).toMatchObject({ sha: first, message: expect.stringContaining("One") });
  });

  test("of branches without a common commit is a Problem", async () => {
    await repository.push("main", { a: "1" }, "One");
    await repository.push("other", { a: "2" }, "Two");
    const problem = await problemOf((await client()).compare("owner", "repo", "main", "other"));
    expect(problem.message).toContain("No common ancestor");
  });
});

describe("a branch", () => {
  test("is read whole, made once, moved by force", async () => {
    const first = await repository.push("main", { a: "1" }, "First");
    const second = await repository.push("other", { a: "2" }, "Second");
    const github = await client();
    const name = "flox-upstream/1.13.2";
    expect(await github.branch("owner", "repo", name)).toBeUndefined();
    await github.createBranch("owner", "repo", `${name}6`, first);
    expect(await github.branch("owner", "repo", name)).toBeUndefined();
    expect(await github.branch("owner", "repo", `${name}6`)).toBe(first);
    // A second attempt whose first was done, and one that finds another's branch.
    await github.createBranch("owner", "repo", `${name}6`, first);
    const problem = await problemOf(github.createBranch("owner", "repo", `${name}6`, second));
    expect(problem.kind).toBe("blocked");
    expect(problem.message).toContain("Reference already exists");
    await github.moveBranch("owner", "repo", `${name}6`, second);
    expect(await github.branch("owner", "repo", `${name}6`)).toBe(second);
  });

  test("of a repository that is not shown is a Problem", async () => {
    const problem = await problemOf((await client({ token: undefined })).branch("owner", "nothing", "main"));
    expect(problem.hint).toContain("a private repository needs the input `token`");
  });
});

test("pull requests are those of the branch, open and closed", async () => {
  const head = await repository.push("topic", { a: "1" }, "First");
  repository.pullRequests.push(
    { number: 1, branch: "topic", head, state: "closed", merged: true },
    { number: 2, branch: "other", head, state: "open", merged: false },
    { number: 3, branch: "topic", head, state: "open", merged: false, draft: true, labels: ["x"], milestone: "Next" },
  );
  const shared = { branch: "topic", head, title: "topic", body: "", assignees: [], autoMerge: false };
  expect(await (await client()).pullRequests("owner", "repo", "topic")).toEqual([
    {
      ...shared,
      number: 3,
      nodeId: "PR_owner/repo_3",
      state: "open",
      merged: false,
      draft: true,
      url: `${server.serverUrl}/owner/repo/pull/3`,
      labels: ["x"],
      milestone: "Next",
    },
    {
      ...shared,
      number: 1,
      nodeId: "PR_owner/repo_1",
      state: "closed",
      merged: true,
      draft: false,
      url: `${server.serverUrl}/owner/repo/pull/1`,
      labels: [],
      milestone: undefined,
    },
  ]);
});

describe("what goes wrong", () => {
  const releases = async (endpoint: Partial<GitHubEndpoint> = {}) =>
    problemOf((await client(endpoint)).releases("owner", "repo"));

  test("a wrong token: the input that it came from is named, the token is not", async () => {
    const problem = await releases({ token: "ghp_wrong", tokenInput: "upstream-token" });
    expect(problem).toMatchObject({ kind: "input", where: { input: "upstream-token" } });
    expect(problem.message).toContain("does not accept the token (401: Bad credentials)");
    expect(problem.hint).toContain("Check the input `upstream-token`");
    expect(`${problem.stack} ${JSON.stringify(problem)} ${log.lines.join("\n")}`).not.toContain("ghp_wrong");
  });

  test("no token where one is needed", async () => {
    const problem = await problemOf(
      (await client({ token: undefined })).createBranch("owner", "repo", "x", "0".repeat(40)),
    );
    expect(problem.message).toContain("wants a token (401: Requires authentication)");
  });

  test("a missing permission: it is named", async () => {
    server.state.tokens.set("reader", { permissions: { contents: "read" } });
    const github = await client({ token: "reader" });
    const problem = await problemOf(github.createBranch("owner", "repo", "x", "0".repeat(40)));
    expect(problem.kind).toBe("input");
    expect(problem.message).toContain("cannot make the branch x in owner/repo: ");
    expect(problem.hint).toBe("The token of the input `token` lacks a permission: it needs contents: write.");
    expect(server.traffic.requests).toHaveLength(1);
  });

  test("a private repository that the token does not see", async () => {
    const hidden = await server.state.addRepository("owner/hidden", { private: true });
    await hidden.push("main", { a: "1" }, "First");
    server.state.tokens.set("other", { permissions: { contents: "write" }, repositories: ["owner/repo"] });
    const problem = await problemOf((await client({ token: "other" })).releases("owner", "hidden"));
    expect(problem.message).toContain("knows no such thing, or does not show it (404: Not Found)");
    expect(await (await client()).commit("owner", "hidden", "heads/main")).toBeDefined();
  });

  test("the primary rate limit: its end is named, and nothing is asked again", async () => {
    server.traffic.fail(/^api/, primaryLimit(new Date("2026-11-20T13:14:15Z")), 5);
    const problem = await releases();
    expect(problem.kind).toBe("outside");
    expect(problem.message).toContain("allows no more requests until 2026-11-20T13:14:15.000Z (rate limit)");
    expect(server.traffic.requests).toHaveLength(1);
  });

  test("the secondary rate limit: short pauses are made, twice", async () => {
    server.traffic.fail(/^api/, secondaryLimit(30), 2);
    expect(await (await client()).releases("owner", "repo")).toEqual([]);
    expect(server.traffic.requests).toHaveLength(3);
    expect(log.lines.filter((line) => line.includes("asks for a pause of 30 s"))).toHaveLength(2);
    server.traffic.fail(/^api/, secondaryLimit(30), 5);
    expect((await releases()).message).toContain("asks for a pause of 30 s (secondary rate limit: ");
    expect(server.traffic.requests).toHaveLength(6);
  });

  test("the secondary rate limit with a long pause is not waited for", async () => {
    server.traffic.fail(/^api/, secondaryLimit(900), 5);
    expect((await releases()).message).toContain("asks for a pause of 900 s");
    expect(server.traffic.requests).toHaveLength(1);
  });

  test("a failing server is asked three more times", async () => {
    server.traffic.fail(/^api/, { kind: "answer", status: 502, body: { message: "Bad Gateway" } }, 2);
    expect(await (await client()).releases("owner", "repo")).toEqual([]);
    server.traffic.fail(/^api/, { kind: "answer", status: 502, body: { message: "Bad Gateway" } }, 9);
    const problem = await releases();
    expect(problem.kind).toBe("outside");
    expect(problem.message).toContain("answers 502: Bad Gateway");
    expect(server.traffic.requests).toHaveLength(3 + 4);
  });

  test("a server that is not there", async () => {
    const gone = await listen("gone", server.traffic, async () => ({ status: 200 }));
    await gone.close();
    const problem = await releases({ apiUrl: gone.url });
    expect(problem.kind).toBe("outside");
    expect(problem.message).toBe(
      `cannot list the releases of owner/repo: ${new URL(gone.url).host} cannot be reached: ECONNREFUSED`,
    );
  });

  test("an address that is not the API's", async () => {
    const page = await listen("page", server.traffic, async () => ({ status: 200, body: "<html>" }));
    const problem = await releases({ apiUrl: page.url });
    await page.close();
    expect(problem).toMatchObject({ kind: "input" });
    expect(problem.message).toContain("does not answer as GitHub's API does");
  });
});
