import type { Answer, IncomingRequest } from "../loopback.ts";
import { fileAt } from "./contents.ts";
import type { Repository } from "./repository.ts";
import type { Route } from "./router.ts";
import type { GitHubState } from "./state.ts";

/** Stands in the query of private archives' addresses, as GitHub's short-lived tokens do. */
const archiveToken = "A-SHORT-LIVED-TOKEN";

/** The API's way to an archive, which takes a token. */
export const archiveRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "tarball/*ref",
    permission: "contents=read",
    answer: ({ github, repository, params }) => redirect(github, repository, "legacy.tar.gz", params.ref ?? ""),
  },
];

/** The host of the web pages: `/{owner}/{repo}/archive/…`, releases' assets, and single files. */
export async function web(github: GitHubState, { url, headers, ...request }: IncomingRequest): Promise<Answer> {
  const [, owner, name, area, ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const repository = github.repository(`${owner}/${name}`);
  const access = github.access({ url, headers, ...request });
  if (repository === undefined || !github.mayRead(repository, access === "unknown" ? undefined : access))
    return notFound;
  const target = rest.join("/");
  if (area === "archive" && target.endsWith(".tar.gz")) {
    return redirect(github, repository, "tar.gz", target.slice(0, -".tar.gz".length));
  }
  if (area === "releases" && rest[0] === "download") {
    const content = repository.assets.get(rest.slice(1).join("/"));
    return content === undefined ? notFound : { status: 200, body: content };
  }
  if (area === "raw") {
    const [ref = "", ...path] = rest;
    const file = await fileAt(repository, ref, path.join("/"));
    return file === undefined ? notFound : { status: 200, body: file.content };
  }
  return notFound;
}

/** The host of the archives: `/{owner}/{repo}/{tar.gz|legacy.tar.gz}/{ref}`. */
export async function archives(github: GitHubState, { url }: IncomingRequest): Promise<Answer> {
  const [, owner, name, form, ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const repository = github.repository(`${owner}/${name}`);
  if (repository === undefined) return notFound;
  if (repository.private && url.searchParams.get("token") !== archiveToken) return notFound;
  const ref = rest.join("/");
  const commit = await repository.commit(ref);
  if (commit === undefined) return notFound;
  const top =
    form === "legacy.tar.gz" ? `${owner}-${name}-${commit.slice(0, 7)}` : `${repository.name}-${folderName(ref)}`;
  // GitHub packs archives as it sends them: their length is not known before.
  const body = await repository.ask(["archive", "--format=tar.gz", `--prefix=${top}/`, commit]);
  return { status: 200, headers: { "content-type": "application/x-gzip", "transfer-encoding": "chunked" }, body };
}

/** The top folder's name after `<repo>-`: a tag's `v` before a number is left out, and `/` becomes `-`. */
function folderName(ref: string): string {
  return ref
    .replace(/^refs\/(tags|heads)\//, "")
    .replace(/^v(?=\d)/, "")
    .replaceAll("/", "-");
}

function redirect(github: GitHubState, { fullName, private: secret }: Repository, form: string, ref: string): Answer {
  const path = ref.split("/").map(encodeURIComponent).join("/");
  const query = secret ? `?token=${archiveToken}` : "";
  return { status: 302, headers: { location: `${github.archivesUrl}/${fullName}/${form}/${path}${query}` } };
}

const notFound: Answer = { status: 404, body: "Not Found" };
