import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BumpFile } from "../../src/documents/bump.ts";
import type { ResultDocument } from "../../src/documents/result.ts";
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
  const world = instead ?? askingNixOnce(realWorld(env, { log, secondMs: 1 }));

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
    /** `report` as the action runs it, with these results. */
    async reportAsAction(results: readonly ResultDocument[], texts: InputTexts = {}) {
      const runner = runnerOf(upstream, packaging);
      const folder = join(runner.temp, "flox-upstream", "results");
      await rm(folder, { recursive: true, force: true });
      for (const document of results) {
        const file = join(folder, document.system, `result-${document.system}.json`);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, JSON.stringify(document));
      }
      return run("report", texts, runner);
    },
    /** `scan` as the action runs it, of the packaging as it is checked out. */
    scanAsAction: (texts: InputTexts = {}) => run("scan", texts, runnerOf(upstream, packaging)),
    /** What bump hands over to the jobs that follow. */
    bumpFile: async (): Promise<BumpFile> =>
      JSON.parse(await readFile(join(runnerOf(upstream, packaging).temp, "flox-upstream", "bump.json"), "utf8")),
    /** The same, the Problem that it ends with. */
    actionProblem: (texts: InputTexts = {}) => problemOf(run("bump", texts, runnerOf(upstream, packaging))),
    /** The Problem that a command ends with; any other ending is the test's failure. */
    problem: (command: CommandName, texts: InputTexts = {}) => problemOf(run(command, texts)),
    read: (path: string) => readFile(`${packaging.directory}/${path}`, "latin1"),
  };
}

const parsed = new Map<string, ReturnType<World["programs"]["run"]>>();

/** Nix parses a text as it did before: many tests write the same. */
function askingNixOnce(world: World): World {
  const run: World["programs"]["run"] = (program, args, options) => {
    const key = JSON.stringify([program, args, options?.input]);
    const known = parsed.get(key) ?? world.programs.run(program, args, options);
    if (program === "nix-instantiate") parsed.set(key, known);
    return known;
  };
  return { ...world, programs: { ...world.programs, run } };
}

function runnerOf(upstream: Upstream, packaging: Packaging): Runner {
  return {
    repository: { owner: packaging.repository.owner, repo: packaging.repository.name },
    apiUrl: upstream.apiUrl,
    serverUrl: upstream.serverUrl,
    branch: "main",
    runUrl: undefined,
    temp: `${packaging.checkout}/../runner`,
    output: () => undefined,
    summary: async () => undefined,
    fail: () => undefined,
  };
}
