import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { realGitHub } from "../../src/world/github.ts";
import type { GitHub } from "../../src/world/world.ts";
import { git, gitText } from "../helpers/git.ts";
import { type GitHubServer, type Repository, startGitHub } from "../helpers/github-server.ts";
import { memoryLog } from "../helpers/log.ts";
import { problemOf } from "../helpers/problems.ts";

let server: GitHubServer;
let repository: Repository;
let github: GitHub;
let parent: string;

beforeEach(async () => {
  server = await startGitHub();
  server.state.tokens.set("writer", { permissions: { contents: "write" } });
  repository = await server.state.addRepository("owner/repo");
  await repository.push("main", { ".flox/pkgs/a.nix": "old a", "run.sh": "#!/bin/sh\n", kept: "kept" }, "Begin");
  parent = await executable("run.sh");
  github = await realGitHub(
    { apiUrl: server.apiUrl, token: "writer", tokenInput: "token" },
    { log: memoryLog(), secondMs: 1, stallMs: 20_000 },
  );
});

afterEach(async () => {
  await server.close();
});

/** Gives a file of main another mode, in a commit of its own. */
async function executable(path: string, mode = "100755"): Promise<string> {
  const env = { GIT_INDEX_FILE: `${repository.gitDirectory}/mode.index` };
  await git(repository.gitDirectory, ["read-tree", "main"], { env });
  const blob = await gitText(repository.gitDirectory, ["rev-parse", `main:${path}`]);
  await git(repository.gitDirectory, ["update-index", "--cacheinfo", `${mode},${blob},${path}`], { env });
  const tree = await gitText(repository.gitDirectory, ["write-tree"], { env });
  const sha = await gitText(repository.gitDirectory, ["commit-tree", tree, "-p", "main", "-m", "Mode"]);
  await git(repository.gitDirectory, ["update-ref", "refs/heads/main", sha]);
  return sha;
}

async function treeOf(commit: string): Promise<string[]> {
  const listed = await gitText(repository.gitDirectory, ["ls-tree", "-r", "--format=%(objectmode) %(path)", commit]);
  return listed.split("\n");
}

const files = new Map<string, Uint8Array>([
  [".flox/pkgs/a.nix", Buffer.from("new a\r\nwith ü\n")],
  ["run.sh", Buffer.from("#!/bin/sh\ntrue\n")],
  ["flox-upstream.lock.json", Buffer.from("{}\n")],
  ["binary", Buffer.from([0, 255, 254, 10])],
]);
const edited = [
  "100644 .flox/pkgs/a.nix",
  "100644 binary",
  "100644 flox-upstream.lock.json",
  "100644 kept",
  "100755 run.sh",
];

describe("a commit through the API", () => {
  test("holds the files byte for byte, keeps modes and what else is there, and no branch moves", async () => {
    const sha = await github.createCommit("owner", "repo", { parent, message: "Bump\n\nTrailer: x\n", files });
    expect(await treeOf(sha)).toEqual(edited);
    for (const [path, content] of files) {
      expect(await git(repository.gitDirectory, ["cat-file", "blob", `${sha}:${path}`])).toEqual(Buffer.from(content));
    }
    expect(await gitText(repository.gitDirectory, ["rev-parse", `${sha}^`])).toBe(parent);
    expect(await gitText(repository.gitDirectory, ["show", "-s", "--format=%B", sha])).toBe("Bump\n\nTrailer: x\n");
    expect(await repository.commit("heads/main")).toBe(parent);
  });

  test("names no author, so that GitHub signs it, and needs one request for all text files", async () => {
    await github.createCommit("owner", "repo", { parent, message: "Bump", files });
    const made = server.traffic.requests.find(({ method, path }) => method === "POST" && path.endsWith("/git/commits"));
    expect(Object.keys(JSON.parse(made?.body ?? "{}")).toSorted()).toEqual(["message", "parents", "tree"]);
    expect(server.traffic.lines.map((line) => line.replace(/[0-9a-f]{40}/, "…"))).toEqual([
      "api GET /repos/owner/repo/git/commits/… 200",
      "api GET /repos/owner/repo/git/trees/…?recursive=1 200",
      "api POST /repos/owner/repo/git/blobs 201",
      "api POST /repos/owner/repo/git/trees 201",
      "api POST /repos/owner/repo/git/commits 201",
    ]);
  });

  test("keeps modes in a tree that is too large to be listed at once", async () => {
    repository.treeLimit = 2;
    await repository.push("main", { "z/deep/tool": "#!/bin/sh\n" }, "More");
    parent = await executable("z/deep/tool");
    repository.treeLimit = 4;
    const more = new Map(files)
      .set("z/deep/tool", Buffer.from("#!/bin/sh\ntrue\n"))
      .set("new/b.nix", Buffer.from("{ }"));
    const sha = await github.createCommit("owner", "repo", { parent, message: "Bump", files: more });
    expect(await treeOf(sha)).toEqual([
      "100644 .flox/pkgs/a.nix",
      "100644 binary",
      "100644 flox-upstream.lock.json",
      "100644 kept",
      "100644 new/b.nix",
      "100755 run.sh",
      "100755 z/deep/tool",
    ]);
    const walked = server.traffic.lines.filter((line) => line.includes("/git/trees/") && !line.includes("recursive"));
    expect(walked.length).toBeGreaterThan(0);
  });

  test("does not put a file in the place of a link", async () => {
    parent = await executable("kept", "120000");
    const wanted = new Map([["kept", Buffer.from("a file")]]);
    const problem = await problemOf(github.createCommit("owner", "repo", { parent, message: "Bump", files: wanted }));
    expect(problem).toMatchObject({ kind: "blocked", where: { file: "kept" } });
    expect(server.traffic.requests.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("on a parent that is not there is a Problem", async () => {
    const problem = await problemOf(
      github.createCommit("owner", "repo", { parent: "0".repeat(40), message: "Bump", files }),
    );
    expect(problem.message).toContain("cannot make a commit in owner/repo: ");
  });
});
