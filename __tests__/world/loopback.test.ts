import { createServer } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { realLoopback, systemOf } from "../../src/world/loopback.ts";

describe("a server on this machine", () => {
  test("answers, and is not followed elsewhere", async () => {
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      if (request.url === "/moved") response.writeHead(302, { location: "/" });
      else response.writeHead(200, { "content-type": "text/plain" });
      response.end(`${request.method} ${request.headers["content-type"] ?? "nothing"} ${body}`);
    });
    const port = await realLoopback.freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const ask = (path: string, json?: unknown) => realLoopback.request(port, path, { json, timeoutMs: 10_000 });
    expect(await ask("/")).toEqual({ status: 200, type: "text/plain", body: "GET nothing " });
    expect((await ask("/", { a: 1 }))?.body).toBe('POST application/json {"a":1}');
    expect((await ask("/moved"))?.status).toBe(302);
    await new Promise((resolve) => server.close(resolve));
    expect(await ask("/")).toBeUndefined();
  });

  test("that does not answer in time gives nothing", async () => {
    const server = createServer(() => undefined);
    const port = await realLoopback.freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    expect(await realLoopback.request(port, "/", { timeoutMs: 50 })).toBeUndefined();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("that answers without end is read in part", async () => {
    const server = createServer((_, response) => response.end("x".repeat(1_000_000)));
    const port = await realLoopback.freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const answer = await realLoopback.request(port, "/", { timeoutMs: 10_000 });
    expect(answer?.body).toBe("x".repeat(200_000));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

test("a pause ends early when it is told to", async () => {
  const controller = new AbortController();
  const paused = realLoopback.pause(1_000_000, controller.signal);
  controller.abort();
  await paused;
  expect(controller.signal.aborted).toBe(true);
  await realLoopback.pause(1);
});

test.each([
  ["x64", "linux", "x86_64-linux"],
  ["arm64", "darwin", "aarch64-darwin"],
  ["riscv64", "linux", "riscv64-linux"],
])("%s on %s is %s", (architecture, platform, system) => expect(systemOf(architecture, platform)).toBe(system));
