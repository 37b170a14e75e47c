import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { git, gitText } from "../git.ts";
import { readCommit } from "./commits.ts";
import type { Repository } from "./repository.ts";
import { payload, Refused, type Route, type Schemas } from "./router.ts";

interface NewTree {
  readonly base_tree: string;
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly type: string;
    readonly sha?: string | null;
    readonly content?: string;
  }[];
}

interface NewCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
}

/** Blobs, trees, commits and annotated tags. */
export const gitDataRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "git/blobs/:sha",
    permission: "contents=read",
    answer: async ({ repository, params }) => {
      const sha = await known(repository, params.sha, "blob");
      const content = await repository.ask(["cat-file", "blob", sha]);
      return {
        status: 200,
        body: { sha, size: content.length, encoding: "base64", content: content.toString("base64") },
      };
    },
  },
  {
    method: "POST",
    path: "git/blobs",
    permission: "contents=write",
    answer: async ({ repository, request }) => {
      const { content = "", encoding = "utf-8" } = payload<{ content: string; encoding: string }>(request);
      const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
      return { status: 201, body: { sha: await writeBlob(repository, bytes) } };
    },
  },
  {
    method: "GET",
    path: "git/trees/:sha",
    permission: "contents=read",
    answer: async ({ repository, params, request }) => {
      const sha = (await repository.object(`${params.sha}^{tree}`))?.sha;
      if (sha === undefined) throw new Refused(404, "Not Found");
      const entries = await listTree(repository, sha, request.url.searchParams.has("recursive"));
      const truncated = entries.length > repository.treeLimit;
      return { status: 200, body: { sha, tree: entries.slice(0, repository.treeLimit), truncated } };
    },
  },
  {
    method: "POST",
    path: "git/trees",
    permission: "contents=write",
    answer: async ({ repository, request }) => {
      const sha = await writeTree(repository, payload<NewTree>(request));
      return { status: 201, body: { sha, tree: await listTree(repository, sha, false), truncated: false } };
    },
  },
  {
    method: "GET",
    path: "git/commits/:sha",
    permission: "contents=read",
    answer: async ({ repository, params }) => {
      const { commit, ...rest } = await readCommit(repository, await known(repository, params.sha, "commit"));
      const verification = { verified: false, reason: "unsigned" };
      return { status: 200, body: { ...rest, ...commit, verification } };
    },
  },
  {
    method: "POST",
    path: "git/commits",
    permission: "contents=write",
    answer: async ({ repository, request }) => {
      const { message = "", tree, parents = [], author } = payload<NewCommit>(request);
      if (message === "") throw new Refused(422, 'Invalid request.\n\n"message" wasn\'t supplied.');
      const root = await known(repository, tree, "tree", 422);
      for (const parent of parents) await known(repository, parent, "commit", 422);
      const sha = await gitText(
        repository.gitDirectory,
        ["commit-tree", root, ...parents.flatMap((parent) => ["-p", parent]), "-F", "-"],
        {
          input: message,
          env: {
            GIT_AUTHOR_NAME: author?.name ?? "github-actions[bot]",
            GIT_AUTHOR_EMAIL: author?.email ?? "41898282+github-actions[bot]@users.noreply.github.com",
            GIT_COMMITTER_NAME: author?.name ?? "GitHub",
            GIT_COMMITTER_EMAIL: author?.email ?? "noreply@github.com",
          },
        },
      );
      const { commit, ...rest } = await readCommit(repository, sha);
      // GitHub signs what a token makes in nobody else's name.
      const verification = { verified: author === undefined, reason: author === undefined ? "valid" : "unsigned" };
      return { status: 201, body: { ...rest, ...commit, verification } };
    },
  },
  {
    method: "GET",
    path: "git/tags/:sha",
    permission: "contents=read",
    answer: async ({ repository, params }) => {
      const sha = await known(repository, params.sha, "tag");
      const text = `${await repository.ask(["cat-file", "tag", sha])}`.replace(/\n$/, "");
      const [head = "", ...message] = text.split("\n\n");
      const field = (name: string) =>
        head
          .split("\n")
          .find((line) => line.startsWith(`${name} `))
          ?.slice(name.length + 1) ?? "";
      return {
        status: 200,
        body: {
          sha,
          tag: field("tag"),
          message: message.join("\n\n"),
          object: { sha: field("object"), type: field("type") },
          verification: { verified: false, reason: "unsigned" },
        },
      };
    },
  },
];

async function known(repository: Repository, sha: string | undefined, type: string, status = 404): Promise<string> {
  if (sha !== undefined && /^[0-9a-f]{40}$/.test(sha) && (await repository.has(sha, type))) return sha;
  throw new Refused(status, status === 404 ? "Not Found" : `${type === "tree" ? "Tree" : "Parent"} SHA does not exist`);
}

function writeBlob(repository: Repository, content: string | Uint8Array): Promise<string> {
  return gitText(repository.gitDirectory, ["hash-object", "-w", "--stdin"], { input: content });
}

async function writeTree(repository: Repository, { base_tree: base, tree = [] }: Partial<NewTree>): Promise<string> {
  const index = join(repository.gitDirectory, `${randomUUID()}.index`);
  const env = { GIT_INDEX_FILE: index };
  try {
    if (base !== undefined) {
      if (!(await repository.has(base, "tree"))) throw new Refused(404, "Not Found");
      await git(repository.gitDirectory, ["read-tree", base], { env });
    }
    const lines: string[] = [];
    for (const { path, mode, sha, content } of tree) {
      if (sha !== undefined && sha !== null && !(await repository.has(sha, "blob"))) {
        throw new Refused(422, `tree.sha ${sha} is not a valid blob`);
      }
      // A name of nothing removes the entry.
      const blob = content === undefined ? (sha ?? "0".repeat(40)) : await writeBlob(repository, content);
      lines.push(`${sha === null ? "0" : mode} ${blob}\t${path}\0`);
    }
    await git(repository.gitDirectory, ["update-index", "-z", "--index-info"], { env, input: lines.join("") });
    return await gitText(repository.gitDirectory, ["write-tree"], { env });
  } finally {
    await rm(index, { force: true });
  }
}

type TreeEntry = Schemas["git-tree"]["tree"][number];

async function listTree(repository: Repository, sha: string, recursive: boolean): Promise<TreeEntry[]> {
  const listed = await repository.ask(["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), sha]);
  return listed
    .toString()
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", type = "", object = "", size = "-"] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), mode, type, sha: object, ...(size === "-" ? {} : { size: Number(size) }) };
    });
}
