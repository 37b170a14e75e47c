import { readFile } from "node:fs/promises";
import type { CommandName, InputName } from "../../src/inputs/definitions.ts";
import { runCommand } from "../../src/main.ts";
import { realWorld } from "../../src/world/real.ts";
import type { Runner } from "../../src/world/runner.ts";
import type { World } from "../../src/world/world.ts";
import { memoryLog } from "./log.ts";
import type { Packaging } from "./packaging.ts";
import { problemOf } from "./problems.ts";
import type { Upstream } from "./upstream.ts";

export type InputTexts = Partial<Record<InputName, string>>;

/**
 * Runs commands on a packaging repository inside this process: the real world, with pauses between attempts a
 * thousandth as long. What the built program does besides is for tests that start it.
 */
export function inProcess(upstream: Upstream, packaging: Packaging, instead?: World) {
  const log = memoryLog();
  const env = { PATH: process.env.PATH, HOME: packaging.checkout, GITHUB_API_URL: upstream.apiUrl };
  const world = instead ?? realWorld(env, { log, secondMs: 1 });

  async function run(command: CommandName, texts: InputTexts, runner?: Runner) {
    const all: InputTexts = {
      directory: packaging.directory,
      token: upstream.token,
      "upstream-api-url": upstream.apiUrl,
      "upstream-server-url": upstream.serverUrl,
      "pypi-url": upstream.pypiUrl,
      ...texts,
    };
    const given = new Map(
      Object.entries(all).map(([name, text]) => [name as InputName, { text, from: "option" }] as const),
    );
    return (await runCommand(world, command, given, [], runner)).result;
  }

  return {
    log,
    world,
    run,
    /** `bump` as the action runs it. */
    bumpAsAction: (texts: InputTexts = {}) => run("bump", texts, runnerOf(upstream, packaging)),
    /** The same, the Problem that it ends with. */
    actionProblem: (texts: InputTexts = {}) => problemOf(run("bump", texts, runnerOf(upstream, packaging))),
    /** The Problem that a command ends with; any other ending is the test's failure. */
    problem: (command: CommandName, texts: InputTexts = {}) => problemOf(run(command, texts)),
    read: (path: string) => readFile(`${packaging.directory}/${path}`, "latin1"),
  };
}

function runnerOf(upstream: Upstream, packaging: Packaging): Runner {
  return {
    repository: { owner: packaging.repository.owner, repo: packaging.repository.name },
    apiUrl: upstream.apiUrl,
    temp: `${packaging.checkout}/../runner`,
    output: () => undefined,
    summary: async () => undefined,
    fail: () => undefined,
  };
}
