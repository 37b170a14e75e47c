import { execFile } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Problem } from "../../src/errors.ts";
import { realHttp } from "../../src/world/http.ts";
import { type MemoryLog, memoryLog } from "../helpers/log.ts";
import { type Answer, type IncomingRequest, type LoopbackServer, listen, Traffic } from "../helpers/loopback.ts";
import { problemOf } from "../helpers/problems.ts";

let traffic: Traffic;
let answers: Record<string, Answer | ((request: IncomingRequest) => Answer)>;
let first: LoopbackServer;
let second: LoopbackServer;
let log: MemoryLog;
let pauses: number[];

beforeEach(async () => {
  traffic = new Traffic();
  answers = {};
  log = memoryLog();
  pauses = [];
  const handler = async (request: IncomingRequest): Promise<Answer> => {
    const found = answers[request.url.pathname];
    if (found === undefined) return { status: 404, body: "no such thing" };
    return typeof found === "function" ? found(request) : found;
  };
  first = await listen("first", traffic, handler);
  second = await listen("second", traffic, handler);
});

afterEach(async () => {
  await Promise.all([first.close(), second.close()]);
});

function http(stallMs = 20_000) {
  return realHttp({
    log,
    stallMs,
    now: () => new Date("2026-11-20T12:00:00Z"),
    sleep: async (seconds) => {
      pauses.push(seconds);
    },
  });
}

async function bytesOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const options = { title: "the archive" };
const megabyte = Buffer.alloc(1_000_000, "0123456789");

describe("a download", () => {
  test("hands over the bytes as they are stored, with progress", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    expect((await http().download(`${first.url}/a`, options, bytesOf))?.equals(megabyte)).toBe(true);
    expect(log.lines).toEqual(["progress: the archive 1000000 of 1000000"]);
    expect(traffic.requests[0]?.headers).toMatchObject({
      "user-agent": "flox-upstream",
      "accept-encoding": "identity",
      accept: "*/*",
    });
    expect(traffic.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("sends the token and what is to be accepted", async () => {
    answers["/a"] = { status: 200, body: "x" };
    await http().download(`${first.url}/a`, { ...options, token: "s3cret", accept: "application/x" }, bytesOf);
    expect(traffic.requests[0]?.headers).toMatchObject({ authorization: "Bearer s3cret", accept: "application/x" });
  });

  test("may be left before its end", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    const head = await http().download(`${first.url}/a`, options, async (body) => {
      for await (const chunk of body) return (chunk as Buffer).subarray(0, 10).toString();
      return "";
    });
    expect(head).toBe("0123456789");
  });

  test("leaves no timer behind that keeps the process alive", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    const file = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../src/world/${name}`, import.meta.url)));
    const script = `
      const { realWorld } = await import(${file("real.ts")});
      const { terminalLog } = await import(${file("terminal-log.ts")});
      const { http } = realWorld({}, { log: terminalLog(process.stderr, {}), stallMs: 3_600_000 });
      const url = ${JSON.stringify(`${first.url}/a`)};
      await http.download(url, { title: "it" }, async (body) => { for await (const _ of body); });
      await http.download(url, { title: "it" }, async () => "unread");
      console.log("done");`;
    // It ends by itself, or this test hangs.
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout).toBe("done\n");
  });

  test("that its server encodes in spite of us is refused: the file's bytes are not known", async () => {
    answers["/a"] = { status: 200, headers: { "content-encoding": "gzip" }, body: Buffer.alloc(10) };
    const problem = await problemOf(http().download(`${first.url}/a`, options, bytesOf));
    expect(problem.message).toContain("content-encoding gzip");
  });
});

describe("another attempt", () => {
  test.each([
    ["a closed connection", { kind: "disconnect" }],
    ["a 500", { kind: "answer", status: 500 }],
    ["a 503", { kind: "answer", status: 503, headers: { "retry-after": "7" } }],
    ["a 429 with a short pause", { kind: "answer", status: 429, headers: { "retry-after": "7" } }],
    ["a cut body", { kind: "truncate" }],
  ] as const)("follows %s", async (_, fault) => {
    answers["/a"] = { status: 200, body: megabyte };
    traffic.fail(/ \/a$/, fault, 2);
    expect((await http().download(`${first.url}/a`, options, bytesOf))?.length).toBe(1_000_000);
    expect(traffic.requests).toHaveLength(3);
    expect(pauses).toEqual("headers" in fault ? [7, 7] : [1, 4]);
    expect(log.lines.filter((line) => line.includes("trying again"))).toHaveLength(2);
  });

  test("follows a body of unknown length that is cut", async () => {
    answers["/a"] = { status: 200, headers: { "transfer-encoding": "chunked" }, body: megabyte };
    traffic.fail(/ \/a$/, { kind: "truncate" });
    expect((await http().download(`${first.url}/a`, options, bytesOf))?.length).toBe(1_000_000);
    expect(traffic.requests).toHaveLength(2);
  });

  test("follows what the reader calls a failure of the outside", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    traffic.fail(/ \/a$/, { kind: "corrupt" });
    const read = async (body: Readable) => {
      const bytes = await bytesOf(body);
      if (!bytes.equals(megabyte)) throw new Problem("the archive is corrupt", { kind: "outside" });
      return bytes.length;
    };
    expect(await http().download(`${first.url}/a`, options, read)).toBe(1_000_000);
    expect(traffic.requests).toHaveLength(2);
  });

  test("is the last at the third, and the cut body a Problem without a result", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    traffic.fail(/ \/a$/, { kind: "truncate" }, 3);
    const problem = await problemOf(http().download(`${first.url}/a`, options, bytesOf));
    expect(problem.kind).toBe("outside");
    expect(problem.message).toBe(`the archive: the transfer broke off after 500.0 kB of 1.0 MB (${first.url}/a)`);
    expect(traffic.requests).toHaveLength(3);
  });

  test("is given up where no byte comes", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    traffic.fail(/ \/a$/, { kind: "stall" }, 3);
    const problem = await problemOf(http(300).download(`${first.url}/a`, options, bytesOf));
    expect(problem.kind).toBe("outside");
    expect(problem.message).toContain("no byte came for 0.3 s after 500.0 kB of 1.0 MB");
  });

  test("is not made for slow bodies", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    traffic.fail(/ \/a$/, { kind: "slow", pauseMs: 30 });
    expect((await http().download(`${first.url}/a`, options, bytesOf))?.length).toBe(1_000_000);
    expect(traffic.requests).toHaveLength(1);
  });

  test("is not made for a mistake of the reader's", async () => {
    answers["/a"] = { status: 200, body: megabyte };
    const mistake = new Error("a mistake");
    const read = async () => {
      throw mistake;
    };
    await expect(http().download(`${first.url}/a`, options, read)).rejects.toBe(mistake);
    expect(traffic.requests).toHaveLength(1);
  });
});

describe("an answer that is no success", () => {
  test.each([
    [401, {}, "input", /answers 401, access is refused/],
    [403, {}, "input", /answers 403, access is refused/],
    [418, {}, "outside", /answers 418/],
    [429, { "retry-after": "3600" }, "outside", /rate limit is used up until 2026-11-20T13:00:00.000Z/],
    [429, { "retry-after": "Fri, 20 Nov 2026 14:00:00 GMT" }, "outside", /until 2026-11-20T14:00:00.000Z/],
    [
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795183200" },
      "outside",
      /rate limit is used up until 2026-11-20T14:00:00.000Z/,
    ],
  ] as const)("%i %j is said at once, as a Problem", async (status, headers, kind, message) => {
    answers["/a"] = { status, headers, body: "" };
    const problem = await problemOf(http().download(`${first.url}/a`, { ...options, token: "s3cret" }, bytesOf));
    expect(problem.kind).toBe(kind);
    expect(problem.message).toMatch(message);
    expect(`${problem.message} ${problem.hint}`).not.toContain("s3cret");
    expect(traffic.requests).toHaveLength(1);
  });

  test.each([404, 410])("%i says that there is none, and is no Problem", async (status) => {
    answers["/a"] = { status, body: "a page" };
    expect(await http().download(`${first.url}/a`, options, bytesOf)).toBeUndefined();
    expect(traffic.requests).toHaveLength(1);
  });

  test("a server that is not there is named with the reason", async () => {
    const gone = await listen("gone", traffic, async () => ({ status: 200 }));
    await gone.close();
    const problem = await problemOf(http().download(`${gone.url}/a`, options, bytesOf));
    expect(problem.kind).toBe("outside");
    expect(problem.message).toBe(`the archive: ${new URL(gone.url).host} cannot be reached: ECONNREFUSED`);
  });

  test.each([
    ["not a url", "not a URL"],
    ["file:///etc/passwd", "file: is not followed"],
    ["http://user:pass@127.0.0.1/x", "user or password"],
  ])("%s is not asked for", async (url, message) => {
    const problem = await problemOf(http().download(url, options, bytesOf));
    expect(problem.kind).toBe("input");
    expect(problem.message).toContain(message);
    expect(problem.message).not.toContain("pass@");
  });
});

describe("a redirect", () => {
  test("within a host keeps the token, one to another host leaves it behind for good", async () => {
    answers["/a"] = { status: 302, headers: { location: "/b" } };
    answers["/b"] = { status: 307, headers: { location: `${second.url}/c` } };
    answers["/c"] = { status: 301, headers: { location: `${first.url}/d` } };
    answers["/d"] = { status: 200, body: "here" };
    const body = await http().download(`${first.url}/a`, { ...options, token: "s3cret" }, bytesOf);
    expect(body?.toString()).toBe("here");
    expect(traffic.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/a", "Bearer s3cret"],
      ["/b", "Bearer s3cret"],
      ["/c", undefined],
      ["/d", undefined],
    ]);
  });

  test("in a circle ends", async () => {
    answers["/a"] = { status: 302, headers: { location: "/a" } };
    const problem = await problemOf(http().download(`${first.url}/a`, options, bytesOf));
    expect(problem.message).toContain("redirects more than 10 times");
  });

  test("has its query kept out of messages: it can hold a token", async () => {
    answers["/a"] = { status: 302, headers: { location: "/b?token=s3cret" } };
    answers["/b"] = { status: 200, body: megabyte };
    traffic.fail(/ \/b/, { kind: "truncate" }, 3);
    const problem = await problemOf(http().download(`${first.url}/a?token=s3cret`, options, bytesOf));
    expect(`${problem.message} ${log.lines.join("\n")}`).not.toContain("s3cret");
  });
});

describe("JSON", () => {
  test("is parsed, encoded or not, and is no line of progress", async () => {
    answers["/a"] = { status: 200, body: { some: ["thing"] } };
    expect(await http().json(`${first.url}/a`, options)).toEqual({ some: ["thing"] });
    expect(traffic.requests[0]?.headers.accept).toBe("application/json");
    expect(log.lines).toEqual([]);
  });

  test("that comes compressed is understood", async () => {
    const body = gzipSync(JSON.stringify({ some: "thing" }));
    answers["/a"] = { status: 200, headers: { "content-encoding": "gzip" }, body };
    expect(await http().json(`${first.url}/a`, options)).toEqual({ some: "thing" });
  });

  test("that is not there is undefined", async () => {
    expect(await http().json(`${first.url}/nothing`, options)).toBeUndefined();
  });

  test("that is something else is asked for again, then a Problem", async () => {
    answers["/a"] = { status: 200, body: "<html>" };
    const problem = await problemOf(http().json(`${first.url}/a`, options));
    expect(problem.kind).toBe("outside");
    expect(problem.message).toBe(`the archive: ${first.url}/a did not answer with JSON`);
    expect(traffic.requests).toHaveLength(3);
  });
});
