import type { Octokit as PlainOctokit } from "@octokit/rest";
import { Problem } from "../errors.ts";
import type { GitHubEndpoint, Log } from "./world.ts";

export type Octokit = PlainOctokit;

export interface OctokitOptions {
  readonly log: Log;
  /** Milliseconds that a second of waiting lasts; tests shorten it. */
  readonly secondMs: number;
  /** Milliseconds after which a request without an answer is given up. */
  readonly stallMs: number;
}

/** A service that asks for a longer pause, in seconds, is not waited for. */
const longestPause = 60;

/** A client for one host. Octokit takes its time to load, and only some commands need it. */
export async function connect(endpoint: GitHubEndpoint, { log, secondMs, stallMs }: OctokitOptions): Promise<Octokit> {
  const [{ Octokit }, { retry }, { throttling }, { default: Bottleneck }] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
    import("bottleneck/light.js"),
  ]);
  /** As the plugin has them, but for how long a second lasts. */
  const paced = (seconds: number) => new Bottleneck.Group({ maxConcurrent: 1, minTime: seconds * secondMs });
  const Client = Octokit.plugin(retry, throttling);
  const debug = (message: unknown) => log.debug(String(message));
  const client = new Client({
    baseUrl: endpoint.apiUrl.replace(/\/+$/, ""),
    userAgent: "flox-upstream",
    log: { debug, info: debug, warn: debug, error: debug },
    request: {
      fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(stallMs) }),
    },
    // Conflicts and limits do not pass by asking again at once; limits are the throttling plugin's.
    retry: { retryAfterBaseValue: secondMs, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    throttle: {
      // Limits are a client's own: another token, or another host, has others.
      id: `${endpoint.apiUrl} ${endpoint.tokenInput}`,
      retryAfterBaseValue: secondMs,
      // GitHub asks for a second between two writes (its documentation, "Best practices for using the REST API").
      write: paced(1),
      notifications: paced(3),
      onRateLimit: () => false,
      onSecondaryRateLimit: (retryAfter, _request, _octokit, retryCount) => {
        const again = retryAfter <= longestPause && retryCount < 2;
        if (again) log.info(`${endpoint.apiUrl} asks for a pause of ${retryAfter} s (secondary rate limit)`);
        return again;
      },
    },
    ...(endpoint.token === undefined ? {} : { auth: endpoint.token }),
  });
  client.hook.after("request", (response) => {
    // A proxy's or a login page: success, and not the API.
    if (typeof response.data !== "string" || response.data === "") return;
    throw new Problem(`${endpoint.apiUrl} does not answer as GitHub's API does`, {
      kind: "input",
      hint: "Check the API's address; a GitHub Enterprise Server has it at https://<host>/api/v3.",
    });
  });
  return client;
}
