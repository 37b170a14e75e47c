import { isProblem, Problem, type ProblemOptions } from "../errors.ts";
import type { GitHubEndpoint } from "./world.ts";

interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data?: { readonly message?: string } | string;
  };
}

/** The HTTP status of an error that Octokit throws; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as Partial<RequestFailure> | undefined)?.status;
  return typeof status === "number" ? status : undefined;
}

/**
 * What Octokit threw, in words: what could not be done, why, and what to do. Anything that is no failed request is
 * handed back as it is.
 *
 * @param what completes "cannot ..."
 */
export function githubProblem(error: unknown, what: string, endpoint: GitHubEndpoint): unknown {
  const status = statusOf(error);
  if (isProblem(error) || status === undefined) return error;
  const failure = error as RequestFailure;
  const host = new URL(endpoint.apiUrl).host;
  const problem = (why: string, options: Omit<ProblemOptions, "cause">) =>
    // Octokit's error holds the whole request; its own copy of the token is redacted, but it is not carried on.
    new Problem(`cannot ${what}: ${why}`, { ...options, cause: causeOf(error) });

  if (failure.response === undefined) {
    return problem(`${host} cannot be reached: ${networkReason(error)}`, {
      kind: "outside",
      hint: "Check the network.",
    });
  }
  const { headers } = failure.response;
  const said = messageOf(failure);
  const where = { input: endpoint.tokenInput };

  if (status === 401) {
    return endpoint.token === undefined
      ? problem(`${host} wants a token (401: ${said})`, {
          kind: "input",
          where,
          hint: `Give one as \`${endpoint.tokenInput}\`.`,
        })
      : problem(`${host} does not accept the token (401: ${said})`, {
          kind: "input",
          where,
          hint: `Check the input \`${endpoint.tokenInput}\`: the token is wrong, expired, or another host's.`,
        });
  }
  const limit = status === 403 || status === 429 ? rateLimit(failure, said) : undefined;
  if (limit !== undefined) {
    return problem(`${host} ${limit}`, {
      kind: "outside",
      where,
      hint:
        endpoint.token === undefined ? "Wait until then, or give a token: it has a higher limit." : "Wait until then.",
    });
  }
  if (status === 403) {
    const accepted = headers["x-accepted-github-permissions"];
    return problem(`${host} refuses it (403: ${said})`, {
      kind: "input",
      where,
      hint:
        accepted === undefined || accepted === ""
          ? `Check what the token of the input \`${endpoint.tokenInput}\` may do.`
          : `The token of the input \`${endpoint.tokenInput}\` lacks a permission: it needs ${permissions(String(accepted))}.`,
    });
  }
  if (status === 404) {
    return problem(`${host} knows no such thing, or does not show it (404: ${said})`, {
      kind: "input",
      where,
      hint:
        endpoint.token === undefined
          ? `Check the name; a private repository needs the input \`${endpoint.tokenInput}\`.`
          : `Check the name, and that the token of the input \`${endpoint.tokenInput}\` may see the repository.`,
    });
  }
  return problem(`${host} answers ${status}: ${said}`, {
    kind: status === 409 || status === 422 ? "blocked" : "outside",
    hint: "Try again later.",
  });
}

/** `contents=write; pull_requests=write` as `contents: write and pull_requests: write`; alternatives are separated by commas there. */
function permissions(header: string): string {
  return header
    .split(";")
    .map((all) =>
      all
        .split(",")
        .map((one) => one.trim().replace("=", ": "))
        .join(" and "),
    )
    .join(", or ");
}

function rateLimit({ response }: RequestFailure, said: string): string | undefined {
  const headers = response?.headers ?? {};
  if (headers["x-ratelimit-remaining"] === "0") {
    const reset = Number(headers["x-ratelimit-reset"]);
    return `allows no more requests until ${reset > 0 ? new Date(reset * 1000).toISOString() : "later"} (rate limit)`;
  }
  const pause = headers["retry-after"];
  if (pause !== undefined) return `asks for a pause of ${pause} s (secondary rate limit: ${said})`;
  return /rate limit/i.test(said) ? `asks for a pause (${said})` : undefined;
}

function messageOf({ response, message }: RequestFailure): string {
  const data = response?.data;
  return (typeof data === "object" ? data.message : undefined) ?? message;
}

function causeOf(error: unknown): unknown {
  return (error as { cause?: unknown }).cause;
}

function networkReason(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  const deeper = (cause as { cause?: { code?: string } } | undefined)?.cause;
  return deeper?.code ?? cause?.code ?? cause?.message ?? message ?? "unknown reason";
}
