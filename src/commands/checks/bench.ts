import { join } from "node:path/posix";
import type { CheckName, PackageCheck } from "../../documents/result.ts";
import { failed, type Judgement } from "../../flox/checks/judge.ts";
import { printable } from "../../world/text.ts";
import type { Ended, Started, World } from "../../world/world.ts";
import type { ClosurePython } from "./python.ts";

/** Milliseconds that each check may take. */
export type Limits = Readonly<Record<CheckName, number>>;

/** A cold import of a large package on a slow machine takes a minute; a build has no limit but the package's. */
export const usualLimits: Limits = {
  import: 180_000,
  version: 120_000,
  requirements: 120_000,
  command: 120_000,
  instance: 180_000,
  ui: 240_000,
  run: 420_000,
  reproducible: 3_600_000,
};

/** Where checks run: an empty folder, nothing of the job's environment, and no longer than is left. */
export interface Bench {
  readonly world: World;
  readonly storePath: string;
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Milliseconds until everything has to be done. */
  left(): number;
}

/** A check as it is run: what came of it, and what was printed. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly output: string;
}

export type Deadline = () => number;

const keptOutput = 4000;

/** Runs one check. Whatever goes wrong in it is a failed check, and no failed run. */
export async function check(
  { limits, left }: Bench,
  name: CheckName,
  body: (deadline: Deadline) => Promise<Outcome>,
): Promise<PackageCheck> {
  const started = performance.now();
  const end = started + Math.min(limits[name], left());
  let outcome: Outcome;
  try {
    outcome = await body(() => Math.max(1, end - performance.now()));
  } catch (error) {
    outcome = { judgement: failed(`it could not be run: ${(error as Error).message}`), output: "" };
  }
  const { judgement, output } = outcome;
  const duration = Math.round(performance.now() - started);
  return { name, status: judgement.status, duration, note: judgement.note, output: tail(output) };
}

function tail(text: string): string {
  return printable(text).trimEnd().slice(-keptOutput);
}

/** A temporary folder with an empty home and an empty place to work in. */
export interface Place {
  readonly work: string;
  readonly env: Readonly<Record<string, string>>;
}

export async function withPlace<T>(
  { world }: Bench,
  python: ClosurePython,
  body: (place: Place) => Promise<T>,
): Promise<T> {
  const folder = await world.files.temporaryFolder();
  try {
    const [home, work, tmp] = ["home", "work", "tmp"].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [home, work, tmp]) await world.files.makeFolder(path);
    const env = {
      PATH: "/usr/bin:/bin",
      HOME: home,
      TMPDIR: tmp,
      LANG: "C.UTF-8",
      NO_COLOR: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONNOUSERSITE: "1",
      ...(python.sites.length === 0 ? {} : { PYTHONPATH: python.sites.join(":") }),
    };
    return await body({ work, env });
  } finally {
    await folder.remove();
  }
}

export async function startIn(
  { world, signal }: Bench,
  { work, env }: Place,
  program: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<Started> {
  const started = await world.programs.start(program, args, { cwd: work, env, inherit: false, timeoutMs, signal });
  if (started === undefined) throw new Error(`${program} is not there, or may not be run`);
  return started;
}

export async function runIn(
  bench: Bench,
  place: Place,
  program: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<Ended> {
  return (await startIn(bench, place, program, args, timeoutMs)).ended;
}

/** What is wrong with how a program ended, as the rest of a sentence; undefined where nothing is. */
export function endFault({ how, exitCode }: Ended, timeoutMs: number): string | undefined {
  if (how === "time-limit") return `did not end within ${Math.round(timeoutMs / 100) / 10} s`;
  if (how === "stopped") return "was cancelled";
  return exitCode === 0 ? undefined : `ended with exit code ${exitCode}`;
}
