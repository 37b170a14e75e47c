import { git, gitMaybe, gitText } from "../git.ts";
import type { Repository } from "./repository.ts";
import { payload, Refused, type Route, type Schemas } from "./router.ts";

type Ref = Pick<Schemas["git-ref"], "ref"> & { object: Pick<Schemas["git-ref"]["object"], "sha" | "type"> };

export const refRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "git/ref/*ref",
    permission: "contents=read",
    answer: async ({ repository, params }) => ({ status: 200, body: await existing(repository, `refs/${params.ref}`) }),
  },
  {
    method: "GET",
    path: "git/matching-refs/*ref",
    permission: "contents=read",
    answer: async ({ repository, params }) => {
      const listed = await gitText(repository.gitDirectory, ["for-each-ref", "--format=%(refname)"]);
      const names = listed.split("\n").filter((name) => name.startsWith(`refs/${params.ref}`));
      return { status: 200, body: await Promise.all(names.map((name) => existing(repository, name))) };
    },
  },
  {
    method: "POST",
    path: "git/refs",
    permission: "contents=write",
    answer: async ({ repository, request }) => {
      const { ref = "", sha = "" } = payload<{ ref: string; sha: string }>(request);
      if (
        !/^refs\/[^/]+\/./.test(ref) ||
        (await gitMaybe(repository.gitDirectory, ["check-ref-format", ref])) === undefined
      ) {
        throw new Refused(422, "Reference name must start with 'refs/' and contain at least two slashes.");
      }
      if (!(await repository.has(sha, "commit"))) throw new Refused(422, "Object does not exist");
      if ((await repository.object(ref)) !== undefined) throw new Refused(422, "Reference already exists");
      await git(repository.gitDirectory, ["update-ref", ref, sha]);
      return { status: 201, body: await existing(repository, ref) };
    },
  },
  {
    method: "PATCH",
    path: "git/refs/*ref",
    permission: "contents=write",
    answer: async ({ repository, params, request }) => {
      const ref = `refs/${params.ref}`;
      const { sha = "", force = false } = payload<{ sha: string; force: boolean }>(request);
      const current = await repository.object(ref);
      if (current === undefined) throw new Refused(422, "Reference does not exist");
      if (!(await repository.has(sha, "commit"))) throw new Refused(422, "Object does not exist");
      const forward = await gitMaybe(repository.gitDirectory, ["merge-base", "--is-ancestor", current.sha, sha]);
      if (forward === undefined && !force) throw new Refused(422, "Update is not a fast forward");
      await git(repository.gitDirectory, ["update-ref", ref, sha]);
      return { status: 200, body: await existing(repository, ref) };
    },
  },
  {
    method: "DELETE",
    path: "git/refs/*ref",
    permission: "contents=write",
    answer: async ({ repository, params }) => {
      const ref = `refs/${params.ref}`;
      if ((await repository.object(ref)) === undefined) throw new Refused(422, "Reference does not exist");
      if (ref.startsWith("refs/heads/")) await repository.deleteBranch(ref.slice("refs/heads/".length));
      else await git(repository.gitDirectory, ["update-ref", "-d", ref]);
      return { status: 204 };
    },
  },
];

async function existing(repository: Repository, ref: string): Promise<Ref> {
  const object = await repository.object(ref);
  if (object === undefined) throw new Refused(404, "Not Found");
  return { ref, object };
}
