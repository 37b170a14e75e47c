import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { realWorld } from "../../src/world/real.ts";
import { startGitHub } from "../helpers/github-server.ts";
import { memoryLog } from "../helpers/log.ts";

describe("the world as it is", () => {
  test("has one client for a host and a token", async () => {
    const world = realWorld({ PATH: "/bin" }, { log: memoryLog() });
    const endpoint = { apiUrl: "http://127.0.0.1:1", token: "a", tokenInput: "token" } as const;
    expect(await world.github(endpoint)).toBe(await world.github({ ...endpoint }));
    expect(await world.github({ ...endpoint, token: "b" })).not.toBe(await world.github(endpoint));
  });

  test("sends each host its own token only", async () => {
    const [one, two] = [await startGitHub(), await startGitHub()];
    try {
      for (const [server, token] of [
        [one, "t-one"],
        [two, "t-two"],
      ] as const) {
        server.state.tokens.set(token, { permissions: {} });
        await server.state.addRepository("owner/repo");
      }
      const world = realWorld({}, { log: memoryLog() });
      await (await world.github({ apiUrl: one.apiUrl, token: "t-one", tokenInput: "token" })).releases("owner", "repo");
      await (await world.github({ apiUrl: `${two.apiUrl}/`, token: "t-two", tokenInput: "upstream-token" })).releases(
        "owner",
        "repo",
      );
      expect(one.traffic.requests.map(({ headers }) => headers.authorization)).toEqual(["token t-one"]);
      expect(two.traffic.requests.map(({ headers }) => headers.authorization)).toEqual(["token t-two"]);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  test("has the machine's clock and the environment that it was given", () => {
    const env = { PATH: "/bin" };
    const before = Date.now();
    const world = realWorld(env, { log: memoryLog() });
    const now = world.clock.now().getTime();
    expect(world.env).toBe(env);
    expect(now >= before && now <= Date.now()).toBe(true);
  });

  test("loads Octokit, execa and the Actions toolkit only where they are used", async () => {
    const file = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../src/world/${name}`, import.meta.url)));
    const script = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ resolve: (name, context, next) => { loaded.push(name); return next(name, context); } });
      const { realWorld } = await import(${file("real.ts")});
      const { terminalLog } = await import(${file("terminal-log.ts")});
      realWorld(process.env, { log: terminalLog(process.stderr, process.env) });
      console.log(JSON.stringify(loaded.filter((name) => /octokit|execa|@actions|cli-progress/.test(name))));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(JSON.parse(stdout)).toEqual(["cli-progress"]);
  });
});
