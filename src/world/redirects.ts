import { Problem } from "../errors.ts";

const mostRedirects = 10;

export interface UrlRequest {
  readonly title: string;
  readonly token?: string;
  readonly accept?: string;
  /** The bytes as they are stored: no content encoding. */
  readonly raw: boolean;
  readonly signal: AbortSignal;
}

/** A URL as it may be shown: queries and user parts can hold secrets. */
export function shown(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/**
 * Sends a GET and follows redirects by hand: once they leave the first URL's origin, the token stays behind. Throws a
 * Problem for what is not to be followed, and what `fetch` throws where the network fails.
 */
export async function openUrl(address: string, request: UrlRequest): Promise<Response> {
  let url = checked(request.title, address);
  const { origin } = url;
  let token = request.token;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const response = await fetch(url, {
      redirect: "manual",
      signal: request.signal,
      headers: {
        "user-agent": "flox-upstream",
        accept: request.accept ?? "*/*",
        ...(request.raw ? { "accept-encoding": "identity" } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    const target = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(response.status) || target === null) return response;
    await response.body?.cancel();
    url = nextHop(request.title, url, target);
    if (url.origin !== origin) token = undefined;
  }
  throw new Problem(`${request.title}: ${shown(address)} redirects more than ${mostRedirects} times`, {
    kind: "outside",
  });
}

function checked(title: string, address: string): URL {
  const url = URL.parse(address);
  if (url === null) throw new Problem(`${title}: not a URL: ${address}`, { kind: "input" });
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Problem(`${title}: ${url.protocol} is not followed, only https and http are`, { kind: "input" });
  }
  if (url.username !== "" || url.password !== "") {
    throw new Problem(`${title}: ${shown(url)} was given with a user or password in it`, {
      kind: "input",
      hint: "Leave them out; a token has its own input.",
    });
  }
  return url;
}

/** Where a redirect leads. Never from https to http, where anyone on the way could change what comes. */
export function nextHop(title: string, from: URL, target: string): URL {
  const next = URL.parse(target, from.href);
  if (next === null) {
    throw new Problem(`${title}: ${shown(from)} redirects to what is not a URL`, { kind: "outside" });
  }
  const url = checked(title, next.href);
  if (from.protocol === "https:" && url.protocol === "http:") {
    throw new Problem(`${title}: ${shown(from)} redirects from https to http, to ${shown(url)}`, { kind: "outside" });
  }
  return url;
}
