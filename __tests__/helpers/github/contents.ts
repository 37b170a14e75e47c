import type { Repository } from "./repository.ts";
import { Refused, type Route } from "./router.ts";

export const contentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "",
    permission: "metadata=read",
    answer: ({ github, repository }) => ({
      status: 200,
      body: {
        name: repository.name,
        full_name: repository.fullName,
        private: repository.private,
        default_branch: repository.defaultBranch,
        html_url: `${github.serverUrl}/${repository.fullName}`,
      },
    }),
  },
  {
    method: "GET",
    path: "contents/*path",
    permission: "contents=read",
    answer: async ({ repository, params, request }) => {
      const path = params.path ?? "";
      const file = await fileAt(repository, request.url.searchParams.get("ref") ?? repository.defaultBranch, path);
      if (file === undefined) throw new Refused(404, "Not Found");
      if (/\braw\b/.test(request.headers.accept ?? "")) return { status: 200, body: file.content };
      return {
        status: 200,
        body: {
          type: "file",
          path,
          sha: file.sha,
          size: file.content.length,
          encoding: "base64",
          content: file.content.toString("base64"),
        },
      };
    },
  },
];

/** A file of a commit. */
export async function fileAt(
  repository: Repository,
  ref: string,
  path: string,
): Promise<{ sha: string; content: Buffer } | undefined> {
  const commit = await repository.commit(ref);
  if (commit === undefined) return undefined;
  const found = await repository.object(`${commit}:${path}`);
  if (found?.type !== "blob") return undefined;
  return { sha: found.sha, content: await repository.ask(["cat-file", "blob", found.sha]) };
}
