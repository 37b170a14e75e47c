import type { StoredRelease } from "./repository.ts";
import type { Context, Route, Schemas } from "./router.ts";
import { page, Refused } from "./router.ts";

type Release = Pick<
  Schemas["release"],
  | "id"
  | "tag_name"
  | "target_commitish"
  | "name"
  | "body"
  | "draft"
  | "prerelease"
  | "created_at"
  | "published_at"
  | "html_url"
  | "tarball_url"
>;

export const releaseRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "releases",
    permission: "contents=read",
    answer: (context) => {
      const { items, headers } = page(context.request, visible(context));
      return { status: 200, headers, body: items.map((release) => shape(context, release)) };
    },
  },
  {
    method: "GET",
    path: "releases/latest",
    permission: "contents=read",
    answer: (context) => {
      const newest = visible(context)
        .filter(({ draft, prerelease }) => !draft && !prerelease)
        .toSorted((a, b) => (a.publishedAt ?? "").localeCompare(b.publishedAt ?? ""))
        .at(-1);
      if (newest === undefined) throw new Refused(404, "Not Found");
      return { status: 200, body: shape(context, newest) };
    },
  },
];

/** Drafts are shown only to those who may push. */
function visible({ repository, access }: Context): readonly StoredRelease[] {
  const all = access?.permissions.contents === "write";
  return repository.releases.filter(({ draft }) => all || !draft);
}

function shape({ github, repository }: Context, release: StoredRelease): Release {
  const { tag, name = tag, body = "", draft = false, prerelease = false } = release;
  const publishedAt = draft ? null : (release.publishedAt ?? "2026-01-01T00:00:00Z");
  return {
    id: repository.releases.indexOf(release) + 1,
    tag_name: tag,
    // Says where a tag would be made if it were missing: not where it is.
    target_commitish: repository.defaultBranch,
    name,
    body,
    draft,
    prerelease,
    created_at: publishedAt ?? "2026-01-01T00:00:00Z",
    published_at: publishedAt,
    html_url: `${github.serverUrl}/${repository.fullName}/releases/tag/${encodeURIComponent(tag)}`,
    tarball_url: `${github.apiUrl}/repos/${repository.fullName}/tarball/${encodeURIComponent(tag)}`,
  };
}
