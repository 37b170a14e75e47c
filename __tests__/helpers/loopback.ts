import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A request as it came over the wire, and how it was answered. */
export interface RecordedRequest {
  /** Which of the stand-ins it went to, e.g. `api`. */
  readonly server: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
}

export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array | object;
}

/** What goes wrong: instead of the answer, or with it. */
export type Fault =
  | ({ readonly kind: "answer" } & Answer)
  /** The connection is closed before anything is said. */
  | { readonly kind: "disconnect" }
  /** Half of the body, then the connection is closed. */
  | { readonly kind: "truncate" }
  /** All bytes, some of them wrong. */
  | { readonly kind: "corrupt" }
  /** Half of the body, then nothing more. */
  | { readonly kind: "stall" }
  /** The body in pieces with pauses between them. */
  | { readonly kind: "slow"; readonly pauseMs: number };

interface PlannedFault {
  readonly where: RegExp;
  readonly fault: Fault;
  times: number;
  /** Requests that go well before. */
  spared: number;
}

/** Shared by the stand-ins of one test: what they were asked, and what they are to do wrong. */
export class Traffic {
  readonly requests: RecordedRequest[] = [];
  readonly #faults: PlannedFault[] = [];

  /** The next `times` requests whose `<server> <METHOD> <path>` matches `where` go wrong, after the first `spared`. */
  fail(where: RegExp, fault: Fault, times = 1, spared = 0): void {
    this.#faults.push({ where, fault, times, spared });
  }

  /** From here on everything goes well. */
  mend(): void {
    this.#faults.length = 0;
  }

  takeFault(line: string): Fault | undefined {
    const planned = this.#faults.find(({ where, times }) => times > 0 && where.test(line));
    if (planned === undefined) return undefined;
    if (planned.spared > 0) {
      planned.spared--;
      return undefined;
    }
    planned.times--;
    return planned.fault;
  }

  /** `<server> <METHOD> <path> <status>` of every request, in order. */
  get lines(): string[] {
    return this.requests.map(({ server, method, path, status }) => `${server} ${method} ${path} ${status}`);
  }
}

export interface LoopbackServer {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** An HTTP server on 127.0.0.1, at a port of its own. */
export async function listen(
  name: string,
  traffic: Traffic,
  handler: (request: IncomingRequest) => Promise<Answer>,
): Promise<LoopbackServer> {
  let url = "";
  const server = createServer((message, response) => {
    void respond(message, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String((error as Error).stack ?? error));
    });
  });

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const { method = "GET", url: path = "/" } = message;
    const request = {
      method,
      url: new URL(path, url),
      headers: Object.fromEntries(Object.entries(message.headers).map(([key, value]) => [key, String(value)])),
      body: Buffer.concat(chunks).toString("utf8"),
    };
    const fault = traffic.takeFault(`${name} ${method} ${path}`);
    const answer = fault?.kind === "answer" ? fault : await handler(request);
    const { headers, body } = request;
    traffic.requests.push({ server: name, method, path, headers, body, status: answer.status });
    await send(response, answer, method, fault);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(response: ServerResponse, answer: Answer, method: string, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === "disconnect") {
    response.destroy();
    return;
  }
  const { bytes, type } = encoded(answer.body);
  response.writeHead(answer.status, {
    ...(type === undefined ? {} : { "content-type": type }),
    ...(hasLength(answer) ? { "content-length": String(bytes.length) } : {}),
    ...answer.headers,
  });
  if (method === "HEAD") {
    response.end();
    return;
  }
  const half = Math.floor(bytes.length / 2);
  switch (fault?.kind) {
    case "truncate":
      response.write(bytes.subarray(0, half), () => response.destroy());
      return;
    case "stall":
      response.write(bytes.subarray(0, half));
      return;
    case "corrupt":
      response.end(Buffer.concat([bytes.subarray(0, half), bytes.subarray(half).map((byte) => byte ^ 0x55)]));
      return;
    case "slow": {
      const piece = Math.ceil(bytes.length / 4);
      for (let from = 0; from < bytes.length; from += piece) {
        response.write(bytes.subarray(from, from + piece));
        await wait(fault.pauseMs);
      }
      response.end();
      return;
    }
    default:
      response.end(bytes);
  }
}

function hasLength({ status, headers }: Answer): boolean {
  return status !== 204 && headers?.["transfer-encoding"] === undefined;
}

function encoded(body: Answer["body"]): { readonly bytes: Uint8Array; readonly type?: string } {
  if (body === undefined) return { bytes: new Uint8Array() };
  if (body instanceof Uint8Array) return { bytes: body, type: "application/octet-stream" };
  if (typeof body === "string") return { bytes: Buffer.from(body), type: "text/plain; charset=utf-8" };
  return { bytes: Buffer.from(JSON.stringify(body)), type: "application/json; charset=utf-8" };
}
