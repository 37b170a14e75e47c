import { join } from "node:path/posix";
import type { PackageCheck, UnmetBound } from "../../documents/result.ts";
import type { ExpectedProject } from "../../flox/checks/expected.ts";
import { type Inspection, inspectScript, readInspection } from "../../flox/checks/inspect.ts";
import { failed, judged, judgeVersions } from "../../flox/checks/judge.ts";
import { judgeRequirements } from "../../flox/checks/requirements.ts";
import { type Bench, check, type Deadline, endFault, type Outcome, type Place, runIn, withPlace } from "./bench.ts";
import type { ClosurePython } from "./python.ts";

const importScript = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)";

export function checkImports(bench: Bench, python: ClosurePython, modules: readonly string[]): Promise<PackageCheck> {
  return check(bench, "import", (deadline) =>
    withPlace(bench, python, async (place) => {
      const limit = deadline();
      const ended = await runIn(bench, place, python.interpreter, ["-s", "-c", importScript, ...modules], limit);
      const fault = endFault(ended, limit);
      const names = modules.join(", ");
      return {
        judgement: judged(fault === undefined ? [] : [`importing ${names} ${fault}`], names),
        output: ended.output,
      };
    }),
  );
}

/** What the closure's Python sees of itself, and the check of the versions that rests on it. */
export async function checkVersions(
  bench: Bench,
  python: ClosurePython,
  projects: readonly ExpectedProject[],
): Promise<{ readonly inspection: Inspection | undefined; readonly result: PackageCheck }> {
  let inspection: Inspection | undefined;
  const result = await check(bench, "version", async (deadline) => {
    const inspected = await inspect(bench, python, deadline);
    if ("judgement" in inspected) return inspected;
    inspection = inspected.inspection;
    return { judgement: judgeVersions(projects, inspection), output: "" };
  });
  return { inspection, result };
}

async function inspect(
  bench: Bench,
  python: ClosurePython,
  deadline: Deadline,
): Promise<{ readonly inspection: Inspection } | Outcome> {
  return await withPlace(bench, python, async (place) => {
    const limit = deadline();
    const ended = await runIn(bench, place, python.interpreter, ["-s", "-c", inspectScript], limit);
    const inspection = readInspection(ended.stdout);
    const fault = endFault(ended, limit);
    if (fault === undefined && inspection !== undefined) return { inspection };
    return { judgement: failed(`Python ${fault ?? "said nothing of its packages"}`), output: ended.output };
  });
}

/** Upstream's bounds, where the lock file knows them. */
export async function checkRequirements(
  bench: Bench,
  projects: readonly ExpectedProject[],
  inspection: Inspection,
): Promise<{ readonly unmetBounds: readonly UnmetBound[]; readonly result: PackageCheck }> {
  let unmetBounds: readonly UnmetBound[] = [];
  const result = await check(bench, "requirements", async () => {
    const judged = judgeRequirements(projects, inspection);
    unmetBounds = judged.unmetBounds;
    return { judgement: judged.judgement, output: "" };
  });
  return { unmetBounds, result };
}

/** Every console script of the projects, by `--version` or else `--help`. */
export function checkCommands(bench: Bench, python: ClosurePython, scripts: readonly string[]): Promise<PackageCheck> {
  return check(bench, "command", (deadline) =>
    withPlace(bench, python, async (place) => {
      const faults: string[] = [];
      let output = "";
      for (const script of scripts) {
        const { fault, said } = await tryScript(bench, place, script, deadline);
        output += `$ ${script}\n${said}`;
        if (fault !== undefined) faults.push(fault);
      }
      return { judgement: judged(faults, scripts.join(", ")), output };
    }),
  );
}

async function tryScript(
  bench: Bench,
  place: Place,
  script: string,
  deadline: Deadline,
): Promise<{ readonly fault: string | undefined; readonly said: string }> {
  const program = join(bench.storePath, "bin", script);
  if ((await bench.world.files.realPath(program)) === undefined) {
    return { fault: `bin/${script} is not there`, said: "" };
  }
  let said = "";
  let fault: string | undefined;
  for (const option of ["--version", "--help"]) {
    const limit = deadline();
    // A script runs with the Python that it was built for, and finds its packages itself.
    const { PYTHONPATH: _, ...env } = place.env;
    const ended = await runIn(bench, { ...place, env }, program, [option], limit);
    said = ended.output;
    const end = endFault(ended, limit);
    if (end === undefined) return { fault: undefined, said };
    fault = `${script} ${option} ${end}`;
    if (ended.how !== "exited") break;
  }
  return { fault, said };
}

/** The console scripts of projects, as their metadata names them; those whose name is none of a file are left out. */
export function scriptsOf(projects: readonly ExpectedProject[], { distributions }: Inspection): readonly string[] {
  const names = projects.flatMap(({ project }) => distributions.get(project)?.scripts ?? []);
  return [...new Set(names)].filter((name) => /^[A-Za-z0-9][\w.+-]*$/.test(name)).sort();
}
