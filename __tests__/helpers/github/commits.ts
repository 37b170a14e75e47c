import { GitFailure, gitText } from "../git.ts";
import type { Repository } from "./repository.ts";
import { page, Refused, type Route, type Schemas } from "./router.ts";

type Person = Required<Pick<NonNullable<Schemas["commit"]["commit"]["author"]>, "name" | "email" | "date">>;
type FileStatus = Schemas["diff-entry"]["status"];
type File = Pick<Schemas["diff-entry"], "filename" | "status" | "sha">;
type Commit = Pick<Schemas["commit"], "sha"> & {
  parents: { sha: string }[];
  commit: { message: string; tree: { sha: string }; author: Person; committer: Person };
};

/** GitHub lists no more changed files than this in a comparison. */
const mostFiles = 300;

export const commitRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "commits/*ref",
    permission: "contents=read",
    answer: async ({ repository, params, request }) => {
      const ref = params.ref ?? "";
      const sha = await existing(repository, ref);
      const commit = await readCommit(repository, sha);
      const parent = commit.parents[0]?.sha;
      const { items, headers } = page(request, await changes(repository, parent, sha), mostFiles);
      return { status: 200, headers, body: { ...commit, files: items } };
    },
  },
  {
    method: "GET",
    path: "compare/*basehead",
    permission: "contents=read",
    answer: async ({ repository, params, request }) => {
      const [base = "", head = ""] = (params.basehead ?? "").split("...");
      const [from, to] = [await repository.commit(base), await repository.commit(head)];
      if (from === undefined || to === undefined) throw new Refused(404, "Not Found");
      const merge = await mergeBase(repository, from, to);
      if (merge === undefined) throw new Refused(404, `No common ancestor between ${base} and ${head}.`);
      const ahead = await revisions(repository, merge, to);
      const behind = await revisions(repository, merge, from);
      const { items, headers } = page(request, ahead);
      const first = (request.url.searchParams.get("page") ?? "1") === "1";
      return {
        status: 200,
        headers,
        body: {
          status: relation(ahead.length, behind.length),
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          base_commit: await readCommit(repository, from),
          merge_base_commit: await readCommit(repository, merge),
          commits: await Promise.all(items.map((sha) => readCommit(repository, sha))),
          ...(first ? { files: (await changes(repository, merge, to)).slice(0, mostFiles) } : {}),
        },
      };
    },
  },
];

/** The commit that a ref names, or GitHub's answer that there is none. */
async function existing(repository: Repository, ref: string): Promise<string> {
  if ((await gitText(repository.gitDirectory, ["for-each-ref", "--count=1"])) === "") {
    throw new Refused(409, "Git Repository is empty.");
  }
  const sha = await repository.commit(ref);
  if (sha === undefined) throw new Refused(422, `No commit found for SHA: ${ref}`);
  return sha;
}

async function mergeBase(repository: Repository, from: string, to: string): Promise<string | undefined> {
  try {
    return `${await repository.ask(["merge-base", from, to])}`.trim();
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

function relation(ahead: number, behind: number): Schemas["commit-comparison"]["status"] {
  if (ahead === 0) return behind === 0 ? "identical" : "behind";
  return behind === 0 ? "ahead" : "diverged";
}

async function revisions(repository: Repository, from: string, to: string): Promise<string[]> {
  const listed = `${await repository.ask(["rev-list", "--reverse", "--topo-order", `${from}..${to}`])}`;
  return listed === "" ? [] : listed.trim().split("\n");
}

export async function readCommit(repository: Repository, sha: string): Promise<Commit> {
  const format = "%H%n%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B";
  const text = `${await repository.ask(["show", "--no-patch", `--format=${format}`, sha])}`;
  const [name = "", tree = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", ...message] =
    text.split("\n");
  return {
    sha: name,
    parents: parents === "" ? [] : parents.split(" ").map((parent) => ({ sha: parent })),
    commit: {
      message: message.join("\n").replace(/\n+$/, ""),
      tree: { sha: tree },
      author: { name: an, email: ae, date: utc(ad) },
      committer: { name: cn, email: ce, date: utc(cd) },
    },
  };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace(".000Z", "Z");
}

async function changes(repository: Repository, from: string | undefined, to: string): Promise<File[]> {
  const trees = from === undefined ? ["--root", to] : [from, to];
  const raw = await repository.ask(["diff-tree", "--no-commit-id", "-r", "-z", "-M", "--abbrev=40", ...trees]);
  const fields = raw.toString("utf8").split("\0");
  const statuses: Record<string, FileStatus> = { A: "added", M: "modified", D: "removed", R: "renamed", T: "changed" };
  const files: File[] = [];
  for (let i = 0; i + 1 < fields.length; ) {
    // ":<mode> <mode> <sha> <sha> <status>", the path, and for renames the new path.
    const [, , before = "", after = "", letter = ""] = (fields[i] ?? "").split(" ");
    const renamed = letter.startsWith("R");
    const filename = fields[i + (renamed ? 2 : 1)] ?? "";
    files.push({ filename, status: statuses[letter.charAt(0)] ?? "changed", sha: letter === "D" ? before : after });
    i += renamed ? 3 : 2;
  }
  return files;
}
