import { Buffer, isUtf8 } from "node:buffer";
import { Problem } from "../errors.ts";
import type { Octokit } from "./octokit.ts";
import type { NewCommit } from "./world.ts";

type Mode = "100644" | "100755";

/**
 * Makes a commit through the Git Data API and answers with its name. No branch refers to it yet. Without an author
 * GitHub signs it in the name of the token. A file keeps the mode that it has in the parent.
 */
export async function createCommit(
  octokit: Octokit,
  owner: string,
  repo: string,
  { parent, message, files }: NewCommit,
): Promise<string> {
  const { data: parentCommit } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: parent });
  const modeOf = await modes(octokit, owner, repo, parentCommit.tree.sha, [...files.keys()]);
  const entries = [];
  for (const [path, content] of files) {
    const entry = { path, type: "blob" as const, mode: modeOf.get(path) ?? "100644" };
    if (isText(content)) entries.push({ ...entry, content: Buffer.from(content).toString("utf8") });
    else entries.push({ ...entry, sha: await blob(octokit, owner, repo, content) });
  }
  const { data: tree } = await octokit.rest.git.createTree({
    owner,
    repo,
    base_tree: parentCommit.tree.sha,
    tree: entries,
  });
  const { data: commit } = await octokit.rest.git.createCommit({
    owner,
    repo,
    message,
    tree: tree.sha,
    parents: [parent],
  });
  return commit.sha;
}

/** Text can stand in the tree's request; that spares one request per file. */
function isText(content: Uint8Array): boolean {
  return isUtf8(content) && !content.includes(0);
}

async function blob(octokit: Octokit, owner: string, repo: string, content: Uint8Array): Promise<string> {
  const { data } = await octokit.rest.git.createBlob({
    owner,
    repo,
    content: Buffer.from(content).toString("base64"),
    encoding: "base64",
  });
  return data.sha;
}

/** The modes of those of the paths that are in the tree. */
async function modes(
  octokit: Octokit,
  owner: string,
  repo: string,
  root: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Mode>> {
  const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: root, recursive: "1" });
  if (!data.truncated) return fileModes(data.tree, paths, "");
  // The tree is too large for one answer: go down to the folders of the files, one by one.
  const found = new Map<string, Mode>();
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  for (const folder of folders) {
    const names = folder.split("/").slice(0, -1);
    let tree: string | undefined = root;
    for (const name of names) {
      if (tree === undefined) break;
      const { data: level }: TreeAnswer = await octokit.rest.git.getTree({ owner, repo, tree_sha: tree });
      tree = level.tree.find((entry) => entry.path === name && entry.type === "tree")?.sha;
    }
    if (tree === undefined) continue;
    const { data: level } = await octokit.rest.git.getTree({ owner, repo, tree_sha: tree });
    for (const [path, mode] of fileModes(level.tree, paths, folder)) found.set(path, mode);
  }
  return found;
}

type TreeAnswer = Awaited<ReturnType<Octokit["rest"]["git"]["getTree"]>>;

function fileModes(
  entries: readonly { readonly path?: string; readonly mode?: string }[],
  paths: readonly string[],
  folder: string,
): Map<string, Mode> {
  const wanted = new Set(paths);
  const found = new Map<string, Mode>();
  for (const { path, mode } of entries) {
    if (path === undefined || !wanted.has(folder + path)) continue;
    if (mode !== "100644" && mode !== "100755") {
      throw new Problem(`${folder}${path} is not a regular file in the repository (mode ${mode})`, {
        kind: "blocked",
        where: { file: folder + path },
        hint: "Replace the link by the file, or name the file that it leads to.",
      });
    }
    found.set(folder + path, mode);
  }
  return found;
}
