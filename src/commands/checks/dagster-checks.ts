import { join } from "node:path/posix";
import type { PackageCheck } from "../../documents/result.ts";
import { definitions, instanceConfiguration, readWorkspace, workspaceQuery } from "../../flox/checks/dagster.ts";
import { failed, judgePage, passed } from "../../flox/checks/judge.ts";
import type { Answer, Started } from "../../world/world.ts";
import {
  type Bench,
  check,
  type Deadline,
  endFault,
  type Outcome,
  type Place,
  runIn,
  startIn,
  withPlace,
} from "./bench.ts";
import type { ClosurePython } from "./python.ts";

/** Milliseconds between two questions to a server that starts, and for each answer. */
const pauseMs = 250;
const answerMs = 10_000;

/** `dagster instance info`, in an instance that is made for it. */
export function checkInstance(bench: Bench, python: ClosurePython): Promise<PackageCheck> {
  return check(bench, "instance", (deadline) =>
    withInstance(bench, python, async (place) => {
      const limit = deadline();
      const ended = await runIn(bench, place, join(bench.storePath, "bin/dagster"), ["instance", "info"], limit);
      const fault = endFault(ended, limit);
      const judgement = fault === undefined ? passed() : failed(`dagster instance info ${fault}`);
      return { judgement, output: ended.output };
    }),
  );
}

/** The web server without any user code: its page is served. The page is in upstream's release and not in git. */
export function checkUi(bench: Bench, python: ClosurePython): Promise<PackageCheck> {
  return check(bench, "ui", (deadline) =>
    withInstance(bench, python, async (place) => {
      const port = await bench.world.loopback.freePort();
      const args = ["--empty-workspace", "-h", "127.0.0.1", "-p", String(port)];
      const started = await startIn(bench, place, join(bench.storePath, "bin/dagster-webserver"), args, deadline());
      return await whileRunning(started, "dagster-webserver", async (gone) => {
        const info = await answered(bench, port, "/server_info", deadline, gone);
        if (info === undefined) return failed("/server_info is not answered");
        return judgePage(await bench.world.loopback.request(port, "/", { timeoutMs: answerMs }));
      });
    }),
  );
}

/** What users do: materialise an asset of their own, and have `dagster dev` load their code. */
export function checkRun(bench: Bench, python: ClosurePython, hasWebserver: boolean): Promise<PackageCheck> {
  return check(bench, "run", (deadline) =>
    withInstance(bench, python, async (place) => {
      const file = join(place.work, "definitions.py");
      await bench.world.files.writeAll(new Map([[file, new TextEncoder().encode(definitions)]]));
      const [program, first] = await dagsterProgram(bench);
      const limit = deadline();
      const materialise = [...first, "asset", "materialize", "-f", file, "--select", "probe"];
      const ended = await runIn(bench, place, program, materialise, limit);
      const fault = endFault(ended, limit);
      if (fault !== undefined) {
        return { judgement: failed(`dagster asset materialize ${fault}`), output: ended.output };
      }
      if (!hasWebserver) {
        const note = "an asset was materialised; without dagster-webserver there is no dagster dev";
        return { judgement: passed(note), output: ended.output };
      }
      return await develop(bench, place, [program, [...first, "dev", "-f", file]], deadline);
    }),
  );
}

/** The result's own `dagster`, or its Python with the module. */
async function dagsterProgram({ world, storePath }: Bench): Promise<readonly [string, readonly string[]]> {
  const program = join(storePath, "bin/dagster");
  if ((await world.files.realPath(program)) !== undefined) return [program, []];
  return [join(storePath, "bin/python3"), ["-m", "dagster"]];
}

async function develop(
  bench: Bench,
  place: Place,
  [program, args]: readonly [string, readonly string[]],
  deadline: Deadline,
): Promise<Outcome> {
  const port = await bench.world.loopback.freePort();
  const started = await startIn(bench, place, program, [...args, "-h", "127.0.0.1", "-p", String(port)], deadline());
  return await whileRunning(started, "dagster dev", async (gone) => {
    const info = await answered(bench, port, "/server_info", deadline, gone);
    if (info === undefined) return failed("dagster dev serves nothing");
    const page = judgePage(await bench.world.loopback.request(port, "/", { timeoutMs: answerMs }));
    if (page.status === "failed") return failed(`dagster dev: ${page.note}`);
    while (deadline() > 1 && !gone() && !bench.signal.aborted) {
      const json = { query: workspaceQuery };
      const answer = await bench.world.loopback.request(port, "/graphql", { json, timeoutMs: answerMs });
      const loading = readWorkspace(answer?.body ?? "");
      if (loading.kind === "loaded") return passed("an asset was materialised, and dagster dev loaded its code");
      if (loading.kind === "failed") return failed(`dagster dev cannot load user code: ${loading.message}`);
      await bench.world.loopback.pause(pauseMs, bench.signal);
    }
    return failed("dagster dev did not load user code in time");
  });
}

/** Judges a server while it runs, and ends it. One that ends by itself is at fault whatever was seen. */
async function whileRunning(
  started: Started,
  what: string,
  judge: (gone: () => boolean) => Promise<Outcome["judgement"]>,
): Promise<Outcome> {
  let isGone = false;
  started.ended.then(
    () => {
      isGone = true;
    },
    () => undefined,
  );
  const judgement = await judge(() => isGone).catch((error: unknown) => failed(String(error)));
  const ended = await started.stop();
  if (ended.how !== "exited") return { judgement, output: ended.output };
  return { judgement: failed(`${what} ended with exit code ${ended.exitCode}`), output: ended.output };
}

/** The first answer with 200; undefined where none comes in time. */
async function answered(
  { world, signal }: Bench,
  port: number,
  path: string,
  deadline: Deadline,
  gone: () => boolean,
): Promise<Answer | undefined> {
  while (deadline() > 1 && !gone() && !signal.aborted) {
    const answer = await world.loopback.request(port, path, { timeoutMs: Math.min(answerMs, deadline()) });
    if (answer?.status === 200) return answer;
    await world.loopback.pause(pauseMs, signal);
  }
  return undefined;
}

function withInstance<T>(bench: Bench, python: ClosurePython, body: (place: Place) => Promise<T>): Promise<T> {
  return withPlace(bench, python, async (place) => {
    const home = join(place.env.HOME ?? place.work, "dagster");
    await bench.world.files.makeFolder(home);
    const configuration = new TextEncoder().encode(instanceConfiguration);
    await bench.world.files.writeAll(new Map([[join(home, "dagster.yaml"), configuration]]));
    const { PYTHONPATH: _, ...env } = place.env;
    return await body({ ...place, env: { ...env, DAGSTER_HOME: home } });
  });
}
