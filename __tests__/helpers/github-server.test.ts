import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { extract } from "tar-stream";
import { git, gitText } from "./git.ts";
import { type GitHubServer, primaryLimit, type Repository, secondaryLimit, startGitHub } from "./github-server.ts";

/** The stand-in is only worth something if it refuses what GitHub refuses. */

let server: GitHubServer;
let repository: Repository;

beforeEach(async () => {
  server = await startGitHub();
  server.state.tokens.set("writer", { permissions: { contents: "write" } });
  server.state.tokens.set("reader", { permissions: { contents: "read", pull_requests: "read" } });
  repository = await server.state.addRepository("owner/repo");
});

afterEach(async () => {
  await server.close();
});

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
  readonly data: any;
}

async function ask(method: string, path: string, token?: string, body?: object): Promise<Reply> {
  const response = await fetch(`${server.apiUrl}${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, data: text === "" ? undefined : JSON.parse(text) };
}

describe("access", () => {
  test("an unknown route is a 404 and is remembered", async () => {
    expect(await ask("GET", "/repos/owner/repo/no/such")).toMatchObject({
      status: 404,
      data: { message: "Not Found" },
    });
    expect(await ask("GET", "/nothing")).toMatchObject({ status: 404 });
    expect(server.state.unknownRequests).toEqual(["GET /repos/owner/repo/no/such", "GET /nothing"]);
  });

  test("an unknown token is a 401, even for what anyone may read", async () => {
    expect(await ask("GET", "/repos/owner/repo/releases", "guessed")).toMatchObject({
      status: 401,
      data: { message: "Bad credentials" },
    });
  });

  test("writing wants a token, and one that may", async () => {
    const sha = await repository.push("main", { a: "1" }, "First");
    const ref = { ref: "refs/heads/topic", sha };
    expect((await ask("POST", "/repos/owner/repo/git/refs", undefined, ref)).status).toBe(401);
    const refused = await ask("POST", "/repos/owner/repo/git/refs", "reader", ref);
    expect(refused).toMatchObject({ status: 403, data: { message: "Resource not accessible by integration" } });
    expect(refused.headers.get("x-accepted-github-permissions")).toBe("contents=write");
    expect((await ask("POST", "/repos/owner/repo/git/refs", "writer", ref)).status).toBe(201);
  });

  test("a private repository is a 404 without a token that sees it", async () => {
    await server.state.addRepository("owner/hidden", { private: true });
    server.state.tokens.set("elsewhere", { permissions: { contents: "read" }, repositories: ["owner/repo"] });
    expect((await ask("GET", "/repos/owner/hidden/releases")).status).toBe(404);
    expect((await ask("GET", "/repos/owner/hidden/releases", "elsewhere")).status).toBe(404);
    expect((await ask("GET", "/repos/owner/hidden/releases", "reader")).status).toBe(200);
  });

  test("rate limits come when they are ordered", async () => {
    server.traffic.fail(/releases/, primaryLimit(new Date(1_795_183_200_000)));
    server.traffic.fail(/releases/, secondaryLimit(5));
    const primary = await ask("GET", "/repos/owner/repo/releases");
    expect([primary.status, primary.headers.get("x-ratelimit-reset")]).toEqual([403, "1795183200"]);
    const secondary = await ask("GET", "/repos/owner/repo/releases");
    expect([secondary.status, secondary.headers.get("retry-after")]).toEqual([403, "5"]);
    expect((await ask("GET", "/repos/owner/repo/releases")).status).toBe(200);
  });
});

describe("lists", () => {
  test("come in pages of at most 100, with links to the others", async () => {
    for (let n = 0; n < 205; n++) repository.releases.push({ tag: `${n}` });
    expect((await ask("GET", "/repos/owner/repo/releases")).data).toHaveLength(30);
    const middle = await ask("GET", "/repos/owner/repo/releases?per_page=500&page=2");
    expect(middle.data).toHaveLength(100);
    const links = middle.headers.get("link") ?? "";
    expect([...links.matchAll(/[?&]page=(\d+)>; rel="(\w+)"/g)].map(([, page, rel]) => [rel, page])).toEqual([
      ["next", "3"],
      ["last", "3"],
      ["prev", "1"],
      ["first", "1"],
    ]);
  });

  test("of releases have drafts only for those who may push, and the latest goes by date", async () => {
    repository.releases.push(
      { tag: "1.0.9", publishedAt: "2026-01-01T00:00:00Z" },
      { tag: "0.15.10", publishedAt: "2026-01-01T01:00:00Z" },
      { tag: "2.0.0rc1", prerelease: true, publishedAt: "2026-02-01T00:00:00Z" },
      { tag: "2.0.0", draft: true },
    );
    expect((await ask("GET", "/repos/owner/repo/releases", "reader")).data).toHaveLength(3);
    expect((await ask("GET", "/repos/owner/repo/releases", "writer")).data).toHaveLength(4);
    expect((await ask("GET", "/repos/owner/repo/releases/latest")).data.tag_name).toBe("0.15.10");
  });
});

describe("git data", () => {
  test("refs: made once, moved forward, back only by force, removed", async () => {
    const first = await repository.push("main", { a: "1" }, "First");
    const second = await repository.push("main", { a: "2" }, "Second");
    const refs = "/repos/owner/repo/git/refs";
    const make = (ref: string, sha: string) => ask("POST", refs, "writer", { ref, sha });
    expect((await make("refs/heads/x", second)).status).toBe(201);
    expect(await make("refs/heads/x", second)).toMatchObject({
      status: 422,
      data: { message: "Reference already exists" },
    });
    expect(await make("refs/heads/y", "0".repeat(40))).toMatchObject({
      status: 422,
      data: { message: "Object does not exist" },
    });
    for (const bad of ["heads/y", "refs/y", "refs/heads/a..b"]) expect((await make(bad, first)).status).toBe(422);
    const move = (sha: string, force: boolean) => ask("PATCH", `${refs}/heads/x`, "writer", { sha, force });
    expect(await move(first, false)).toMatchObject({ status: 422, data: { message: "Update is not a fast forward" } });
    expect((await move(first, true)).data.object.sha).toBe(first);
    expect((await move(second, false)).data.object.sha).toBe(second);
    expect((await ask("DELETE", `${refs}/heads/x`, "writer")).status).toBe(204);
    expect((await ask("GET", "/repos/owner/repo/git/ref/heads/x")).status).toBe(404);
    expect((await ask("PATCH", `${refs}/heads/x`, "writer", { sha: first })).status).toBe(422);
  });

  test("tags: annotated ones are objects of their own, commits peel them, and a tag can move", async () => {
    const first = await repository.push("main", { a: "1" }, "First");
    const second = await repository.push("main", { a: "2" }, "Second");
    await repository.tag("1.0", first);
    const { data: ref } = await ask("GET", "/repos/owner/repo/git/ref/tags/1.0");
    expect(ref.object.type).toBe("tag");
    const { data: tag } = await ask("GET", `/repos/owner/repo/git/tags/${ref.object.sha}`);
    expect(tag).toMatchObject({ tag: "1.0", message: "1.0", object: { sha: first, type: "commit" } });
    expect((await ask("GET", "/repos/owner/repo/commits/tags%2F1.0")).data.sha).toBe(first);
    await repository.tag("1.0", second);
    expect((await ask("GET", "/repos/owner/repo/commits/1.0")).data.sha).toBe(second);
  });

  test("trees: entries are added, replaced and removed on top of a base; what is not there is refused", async () => {
    await repository.push("main", { a: "1", "b/c": "2", d: "3" }, "First");
    const base = await gitText(repository.gitDirectory, ["rev-parse", "main^{tree}"]);
    const blob = await ask("POST", "/repos/owner/repo/git/blobs", "writer", { content: "AP8=", encoding: "base64" });
    const tree = [
      { path: "a", mode: "100755", type: "blob", sha: blob.data.sha },
      { path: "b/e", mode: "100644", type: "blob", content: "new" },
      { path: "d", mode: "100644", type: "blob", sha: null },
    ];
    const made = await ask("POST", "/repos/owner/repo/git/trees", "writer", { base_tree: base, tree });
    expect(made.status).toBe(201);
    const listed = await ask("GET", `/repos/owner/repo/git/trees/${made.data.sha}?recursive=1`);
    expect(listed.data.tree.map(({ path, mode }: { path: string; mode: string }) => `${mode} ${path}`)).toEqual([
      "100755 a",
      "040000 b",
      "100644 b/c",
      "100644 b/e",
    ]);
    const read = await ask("GET", `/repos/owner/repo/git/blobs/${blob.data.sha}`);
    expect(read.data).toMatchObject({ content: "AP8=", size: 2 });
    const missing = [{ path: "a", mode: "100644", type: "blob", sha: "0".repeat(40) }];
    expect(
      (await ask("POST", "/repos/owner/repo/git/trees", "writer", { base_tree: base, tree: missing })).status,
    ).toBe(422);
  });

  test("commits: signed only without an author", async () => {
    await repository.push("main", { a: "1" }, "First");
    const tree = await gitText(repository.gitDirectory, ["rev-parse", "main^{tree}"]);
    const make = (more: object) =>
      ask("POST", "/repos/owner/repo/git/commits", "writer", { message: "x", tree, parents: [], ...more });
    expect((await make({})).data.verification.verified).toBe(true);
    expect((await make({ author: { name: "A", email: "a@b" } })).data.verification.verified).toBe(false);
    expect((await make({ parents: ["0".repeat(40)] })).status).toBe(422);
    expect((await make({ tree: "0".repeat(40) })).status).toBe(422);
  });

  test("a commit that is not there is a 422, an empty repository a 409", async () => {
    expect((await ask("GET", "/repos/owner/repo/commits/main")).status).toBe(409);
    await repository.push("main", { a: "1" }, "First");
    expect(await ask("GET", "/repos/owner/repo/commits/tags%2F9")).toMatchObject({
      status: 422,
      data: { message: "No commit found for SHA: tags/9" },
    });
  });

  test("a comparison tells how branches relate", async () => {
    const base = await repository.push("main", { a: "1", b: "x".repeat(100) }, "First");
    await git(repository.gitDirectory, ["branch", "topic", base]);
    await repository.push("topic", { a: "2" }, "Second");
    const compared = async (basehead: string) => (await ask("GET", `/repos/owner/repo/compare/${basehead}`)).data;
    expect(await compared("main...topic")).toMatchObject({
      status: "ahead",
      ahead_by: 1,
      behind_by: 0,
      total_commits: 1,
    });
    expect(await compared("topic...main")).toMatchObject({ status: "behind", ahead_by: 0, behind_by: 1 });
    expect(await compared("main...main")).toMatchObject({ status: "identical" });
    await repository.push("main", { c: "3" }, "Third");
    expect(await compared("main...topic")).toMatchObject({ status: "diverged", merge_base_commit: { sha: base } });
  });

  test("files are read as JSON and raw", async () => {
    await repository.push("main", { "dir/a": "content" }, "First");
    const { data } = await ask("GET", "/repos/owner/repo/contents/dir/a?ref=main");
    expect(Buffer.from(data.content, "base64").toString()).toBe("content");
    const headers = { accept: "application/vnd.github.raw+json" };
    expect(await (await fetch(`${server.apiUrl}/repos/owner/repo/contents/dir/a`, { headers })).text()).toBe("content");
    expect(await (await fetch(`${server.serverUrl}/owner/repo/raw/main/dir/a`)).text()).toBe("content");
    expect((await ask("GET", "/repos/owner/repo/contents/nothing")).status).toBe(404);
  });
});

describe("archives", () => {
  /** The names in an archive, in its order. */
  async function names(bytes: Uint8Array): Promise<string[]> {
    const found: string[] = [];
    const entries = extract();
    entries.end(gunzipSync(bytes));
    for await (const entry of entries) {
      found.push(entry.header.name);
      entry.resume();
    }
    return found;
  }

  test.each([
    ["archive/v1.2.tar.gz", "repo-1.2/"],
    ["archive/refs/tags/v1.2.tar.gz", "repo-1.2/"],
    ["archive/dagster-powerbi/v0.0.8.tar.gz", "repo-dagster-powerbi-v0.0.8/"],
    ["archive/vanilla.tar.gz", "repo-vanilla/"],
    ["archive/refs/heads/main.tar.gz", "repo-main/"],
  ])("%s redirects to another host and holds %s", async (path, top) => {
    const sha = await repository.push("main", { a: "1" }, "First");
    for (const tag of ["v1.2", "dagster-powerbi/v0.0.8", "vanilla"]) await repository.tag(tag, sha);
    const url = `${server.serverUrl}/owner/repo/${path}`;
    const redirect = await fetch(url, { redirect: "manual" });
    expect(redirect.status).toBe(302);
    expect(new URL(redirect.headers.get("location") ?? "").origin).toBe(server.state.archivesUrl);
    expect(await names(await (await fetch(url)).bytes())).toEqual([top, `${top}a`]);
  });

  test("of a commit are named by it, those of the API by its first digits", async () => {
    const sha = await repository.push("main", { a: "1" }, "First");
    const plain = await fetch(`${server.serverUrl}/owner/repo/archive/${sha}.tar.gz`);
    expect((await names(await plain.bytes()))[0]).toBe(`repo-${sha}/`);
    const api = await fetch(`${server.apiUrl}/repos/owner/repo/tarball/${sha}`);
    expect((await names(await api.bytes()))[0]).toBe(`owner-repo-${sha.slice(0, 7)}/`);
  });

  test("of a private repository need a token, which the archives' host does not get", async () => {
    const hidden = await server.state.addRepository("owner/hidden", { private: true });
    await hidden.push("main", { a: "1" }, "First");
    expect((await fetch(`${server.serverUrl}/owner/hidden/archive/main.tar.gz`)).status).toBe(404);
    expect((await fetch(`${server.state.archivesUrl}/owner/hidden/tar.gz/main`)).status).toBe(404);
    const headers = { authorization: "token reader" };
    const api = await fetch(`${server.apiUrl}/repos/owner/hidden/tarball/main`, { headers });
    expect(api.status).toBe(200);
    expect(server.traffic.requests.at(-1)).toMatchObject({ server: "archives" });
    expect(server.traffic.requests.at(-1)?.headers).not.toHaveProperty("authorization");
  });

  test("that are not there are a 404", async () => {
    expect((await fetch(`${server.serverUrl}/owner/repo/archive/9.9.tar.gz`)).status).toBe(404);
    expect((await fetch(`${server.serverUrl}/owner/nothing/archive/9.9.tar.gz`)).status).toBe(404);
  });

  test("can be cut or corrupt", async () => {
    await repository.push("main", { a: "1".repeat(1000) }, "First");
    const url = `${server.serverUrl}/owner/repo/archive/main.tar.gz`;
    server.traffic.fail(/^archives/, { kind: "truncate" });
    await expect(fetch(url).then((response) => response.bytes())).rejects.toThrow("terminated");
    server.traffic.fail(/^archives/, { kind: "corrupt" });
    const bytes = await (await fetch(url)).bytes();
    expect(() => gunzipSync(bytes)).toThrow();
    expect((await names(await (await fetch(url)).bytes())).length).toBe(2);
  });
});
