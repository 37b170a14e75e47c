import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveRoutes, archives, web } from "./github/archives.ts";
import { checkRoutes, statusRoutes } from "./github/checks.ts";
import { commitRoutes } from "./github/commits.ts";
import { contentRoutes } from "./github/contents.ts";
import { gitDataRoutes } from "./github/git-data.ts";
import { graphql } from "./github/graphql.ts";
import { issueRoutes } from "./github/issues.ts";
import { pullRoutes } from "./github/pulls.ts";
import { refRoutes } from "./github/refs.ts";
import { releaseRoutes } from "./github/releases.ts";
import { type Route, route } from "./github/router.ts";
import { GitHubState } from "./github/state.ts";
import { type Answer, type Fault, listen, Traffic } from "./loopback.ts";

export type {
  Repository,
  RepositoryOptions,
  StoredCheckRun,
  StoredIssue,
  StoredPullRequest,
  StoredRelease,
} from "./github/repository.ts";

const routes: readonly Route[] = [
  ...checkRoutes,
  ...statusRoutes,
  ...contentRoutes,
  ...releaseRoutes,
  ...commitRoutes,
  ...gitDataRoutes,
  ...refRoutes,
  ...pullRoutes,
  ...issueRoutes,
  ...archiveRoutes,
];

/** A GitHub on loopback: the API, the web host and the archives' host are three origins, as they are three hosts there. */
export interface GitHubServer {
  readonly state: GitHubState;
  readonly traffic: Traffic;
  readonly apiUrl: string;
  readonly serverUrl: string;
  close(): Promise<void>;
}

export async function startGitHub(traffic: Traffic = new Traffic()): Promise<GitHubServer> {
  const folder = await mkdtemp(join(tmpdir(), "flox-upstream-github-"));
  const state = new GitHubState(folder);
  const api = await listen("api", traffic, async (request) =>
    limits(request.url.pathname === "/graphql" ? graphql(state, request) : await route(state, routes, request)),
  );
  const server = await listen("web", traffic, (request) => web(state, request));
  const codeload = await listen("archives", traffic, (request) => archives(state, request));
  state.apiUrl = api.url;
  state.serverUrl = server.url;
  state.archivesUrl = codeload.url;
  return {
    state,
    traffic,
    apiUrl: api.url,
    serverUrl: server.url,
    async close() {
      await Promise.all([api.close(), server.close(), codeload.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function limits(answer: Answer): Answer {
  const headers = { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "4999", ...answer.headers };
  return { ...answer, headers };
}

/** GitHub's answer when a token's requests of the hour are used up. */
export function primaryLimit(reset: Date): Fault {
  return {
    kind: "answer",
    status: 403,
    headers: {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.floor(reset.getTime() / 1000)),
    },
    body: { message: "API rate limit exceeded for installation ID 1." },
  };
}

/** GitHub's answer when requests come too fast; seconds. */
export function secondaryLimit(retryAfter: number): Fault {
  return {
    kind: "answer",
    status: 403,
    headers: { "retry-after": String(retryAfter), "x-ratelimit-remaining": "4000" },
    body: { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
  };
}
