import { Readable } from "node:stream";
import { isProblem, Problem } from "../errors.ts";
import { size } from "../terminal/units.ts";
import { openUrl, shown } from "./redirects.ts";
import type { DownloadOptions, Http, Log } from "./world.ts";

export interface HttpOptions {
  readonly log: Log;
  readonly now: () => Date;
  /** Waits, in seconds. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** Milliseconds without a byte after which a transfer is given up. */
  readonly stallMs: number;
}

const attempts = 3;
/** Seconds before the second and the third attempt. */
const backoff = [1, 4];
/** A service that asks for a longer pause, in seconds, is not waited for. */
const longestPause = 60;
/** Bytes of a JSON document: PyPI's longest is a few MB. */
const largestJson = 100_000_000;

/** What another attempt may mend; `pause` is what the service asks for, in seconds. */
class Passing extends Error {
  readonly problem: Problem;
  readonly pause: number | undefined;

  constructor(problem: Problem, pause?: number) {
    super(problem.message);
    this.problem = problem;
    this.pause = pause;
  }
}

export function realHttp(options: HttpOptions): Http {
  const { log, sleep } = options;

  async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        if (n === attempts) throw error.problem;
        const seconds = error.pause ?? backoff[n - 1] ?? 0;
        log.info(`${error.message}; trying again in ${seconds} s (attempt ${n + 1} of ${attempts})`);
        await sleep(seconds);
      }
    }
  }

  async function once<T>(
    url: string,
    request: DownloadOptions & { raw: boolean; found: (response: Response) => Promise<T> },
  ): Promise<T | undefined> {
    const connection = new AbortController();
    const timer = stallTimer(options.stallMs, () => connection.abort());
    let response: Response;
    try {
      timer.start();
      response = await openUrl(url, { ...request, signal: connection.signal });
    } catch (error) {
      if (isProblem(error)) throw error;
      throw new Passing(unreachable(request.title, url, error, connection.signal.aborted));
    } finally {
      timer.stop();
    }
    if (response.ok) return await request.found(response);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return undefined;
    throw refused(request, url, response, options.now());
  }

  async function body<T>(
    url: string,
    { title }: DownloadOptions,
    response: Response,
    add: (bytes: number) => void,
    read: (body: Readable) => Promise<T>,
  ): Promise<T> {
    const expected = contentLength(response);
    let failure: Problem | undefined;
    const fail = (message: string, cause?: unknown) => {
      failure = new Problem(`${title}: ${message} (${shown(url)})`, {
        kind: "outside",
        cause,
        hint: "Try again later.",
      });
      return failure;
    };

    async function* chunks(): AsyncGenerator<Uint8Array> {
      if (response.body === null) return;
      const reader = response.body.getReader();
      let stalled = false;
      const timer = stallTimer(options.stallMs, () => {
        stalled = true;
        void reader.cancel();
      });
      let received = 0;
      try {
        while (true) {
          timer.start();
          const { done, value } = await reader.read().catch((error: unknown) => {
            throw fail(`the transfer broke off after ${progressed(received, expected)}`, error);
          });
          timer.stop();
          if (stalled)
            throw fail(`no byte came for ${options.stallMs / 1000} s after ${progressed(received, expected)}`);
          if (done) break;
          received += value.byteLength;
          add(value.byteLength);
          yield value;
        }
        if (expected !== undefined && received !== expected) {
          throw fail(`the transfer ended after ${progressed(received, expected)}`);
        }
      } finally {
        timer.stop();
        // Ends the transfer where the reader wanted no more of it.
        await reader.cancel().catch(() => undefined);
      }
    }

    const stream = Readable.from(chunks(), { objectMode: false });
    // A reader that gives up first no longer listens.
    stream.on("error", () => undefined);
    try {
      return await read(stream);
    } catch (error) {
      if (failure !== undefined) throw new Passing(failure);
      if (isProblem(error) && error.kind === "outside") throw new Passing(error);
      throw error;
    } finally {
      stream.destroy();
    }
  }

  return {
    download: (url, request, read) =>
      retrying(() =>
        once(url, {
          ...request,
          raw: true,
          found: async (response) => {
            refuseEncoding(request.title, url, response);
            const progress = log.progress(request.title, contentLength(response));
            try {
              return await body(url, request, response, progress.add, read);
            } finally {
              progress.done();
            }
          },
        }),
      ),
    json: (url, request) =>
      retrying(() =>
        once<unknown>(url, {
          accept: "application/json",
          ...request,
          raw: false,
          found: (response) =>
            body(
              url,
              request,
              response,
              () => undefined,
              (stream) => parsed(request.title, url, stream),
            ),
        }),
      ),
  };
}

async function parsed(title: string, url: string, stream: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > largestJson) throw new Problem(`${title}: ${shown(url)} is longer than 100 MB`, { kind: "input" });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    throw new Problem(`${title}: ${shown(url)} did not answer with JSON`, { kind: "outside", cause: error });
  }
}

/** `fetch` decodes encoded bodies, and their length says nothing then. */
function contentLength(response: Response): number | undefined {
  const text = response.headers.get("content-length");
  if (text === null || !/^\d+$/.test(text) || response.headers.has("content-encoding")) return undefined;
  return Number(text);
}

/** A file that is hashed must come as it is stored. */
function refuseEncoding(title: string, url: string, response: Response): void {
  const encoding = response.headers.get("content-encoding");
  if (encoding === null || encoding === "identity") return;
  void response.body?.cancel();
  throw new Problem(`${title}: ${shown(url)} answers with content-encoding ${encoding}, not with the file as it is`, {
    kind: "outside",
    hint: "Use another mirror, or download the file and give its path.",
  });
}

function progressed(received: number, expected: number | undefined): string {
  return expected === undefined ? size(received) : `${size(received)} of ${size(expected)}`;
}

function stallTimer(ms: number, stalled: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      timer = setTimeout(stalled, ms);
    },
    stop: () => clearTimeout(timer),
  };
}

function unreachable(title: string, url: string, error: unknown, stalled: boolean): Problem {
  const why = stalled ? "no answer in time" : reason(error);
  return new Problem(`${title}: ${new URL(url).host} cannot be reached: ${why}`, {
    kind: "outside",
    cause: error,
    hint: "Check the network, and the URL if it was given by hand.",
  });
}

/** `fetch` says only "fetch failed"; the cause has the reason. */
function reason(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}

/** Any other answer than success and "not found". Throws what may pass as Passing, and the rest for good. */
function refused({ title, token }: DownloadOptions, url: string, { status, headers }: Response, now: Date): Error {
  const pause = retryAfter(headers, now);
  const limited =
    status === 429 || (status === 403 && (headers.get("x-ratelimit-remaining") === "0" || pause !== undefined));
  if (limited) {
    const problem = new Problem(
      `${title}: ${shown(url)} answers ${status}, the rate limit is used up${until(headers, pause, now)}`,
      {
        kind: "outside",
        hint: token === undefined ? "Wait until then, or give a token." : "Wait until then.",
      },
    );
    return pause !== undefined && pause <= longestPause ? new Passing(problem, pause) : problem;
  }
  if (status === 401 || status === 403) {
    return new Problem(`${title}: ${shown(url)} answers ${status}, access is refused`, {
      kind: "input",
      hint: token === undefined ? "It needs a token." : "Check that the token is valid and may read this.",
    });
  }
  const problem = new Problem(`${title}: ${shown(url)} answers ${status}`, {
    kind: "outside",
    hint: "Try again later.",
  });
  if (status < 500) return problem;
  return new Passing(problem, pause !== undefined && pause <= longestPause ? pause : undefined);
}

/** Seconds; the header has a number of them or a date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers, now: Date): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

function until(headers: Headers, pause: number | undefined, now: Date): string {
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  if (reset > 0) return ` until ${new Date(reset * 1000).toISOString()}`;
  return pause === undefined ? "" : ` until ${new Date(now.getTime() + pause * 1000).toISOString()}`;
}
