import type { components } from "@octokit/openapi-types";
import type { Answer, IncomingRequest } from "../loopback.ts";
import type { Repository } from "./repository.ts";
import type { Access, GitHubState } from "./state.ts";

export type Schemas = components["schemas"];

/** What a request may use: the repository is there and may be seen, the permission is given. */
export interface Context {
  readonly github: GitHubState;
  readonly repository: Repository;
  readonly request: IncomingRequest;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly access: Access | undefined;
}

/** E.g. `contents=write`, or one of several, as GitHub names them in `x-accepted-github-permissions`. */
export type Permission = `${string}=${"read" | "write"}`;

export interface Route {
  readonly method: string;
  /** Below `/repos/:owner/:repo`; `:name` is one segment, `*name` the rest. */
  readonly path: string;
  readonly permission: Permission;
  readonly answer: (context: Context) => Promise<Answer> | Answer;
}

/** An answer that is thrown. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.answer = {
      status,
      headers,
      body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
    };
  }
}

/** The API: finds the route, checks what GitHub checks before it answers. */
export async function route(github: GitHubState, routes: readonly Route[], request: IncomingRequest): Promise<Answer> {
  try {
    return await find(github, routes, request);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

async function find(github: GitHubState, routes: readonly Route[], request: IncomingRequest): Promise<Answer> {
  const access = github.access(request);
  if (access === "unknown") throw new Refused(401, "Bad credentials");
  const [, repos, owner, name, ...rest] = request.url.pathname.split("/");
  const repository = repos === "repos" ? github.repository(`${decode(owner)}/${decode(name)}`) : undefined;
  for (const candidate of routes) {
    if (repos !== "repos" || candidate.method !== request.method) continue;
    const params = match(candidate.path, rest);
    if (params === undefined) continue;
    if (repository === undefined || !github.mayRead(repository, access)) throw new Refused(404, "Not Found");
    checkPermission(repository, candidate.permission, access);
    return await candidate.answer({ github, repository, request, params, access });
  }
  github.unknownRequests.push(`${request.method} ${request.url.pathname}`);
  throw new Refused(404, "Not Found");
}

export function checkPermission(repository: Repository, permission: Permission, access: Access | undefined): void {
  for (const one of permission.split("; ")) {
    const [subject = "", level] = one.split("=");
    if (level === "read" && !repository.private) return;
    if (access === undefined) throw new Refused(401, "Requires authentication");
    const granted = access.permissions[subject];
    if (granted === "write" || granted === level) return;
  }
  throw new Refused(403, "Resource not accessible by integration", { "x-accepted-github-permissions": permission });
}

function match(pattern: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = pattern === "" ? [] : pattern.split("/");
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.startsWith("*")) {
      const rest = segments.slice(index).map(decode).join("/");
      if (rest === "") return undefined;
      params[part.slice(1)] = rest;
      return params;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith(":")) params[part.slice(1)] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return segments.length === parts.length ? params : undefined;
}

function decode(segment: string | undefined): string {
  return decodeURIComponent(segment ?? "");
}

/** One page of a list, with GitHub's Link header. */
export function page<T>(
  request: IncomingRequest,
  items: readonly T[],
  most = 100,
): { items: readonly T[]; headers: Record<string, string> } {
  const { searchParams } = request.url;
  const size = Math.min(Number(searchParams.get("per_page") ?? 30), most);
  const number = Number(searchParams.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (target: number, rel: string) => {
    const url = new URL(request.url);
    url.searchParams.set("page", String(target));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(number < last ? [link(number + 1, "next"), link(last, "last")] : []),
    ...(number > 1 ? [link(number - 1, "prev"), link(1, "first")] : []),
  ];
  return {
    items: items.slice((number - 1) * size, number * size),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}

/** The request's JSON. */
export function payload<T>(request: IncomingRequest): Partial<T> {
  try {
    return JSON.parse(request.body) as Partial<T>;
  } catch {
    throw new Refused(400, "Problems parsing JSON");
  }
}
