import { join } from "node:path/posix";
import type { PackageCheck, UnmetBound } from "../documents/result.ts";
import type { Expected } from "../flox/checks/expected.ts";
import type { Preset } from "../upstream/presets.ts";
import type { Bench } from "./checks/bench.ts";
import { checkInstance, checkRun, checkUi } from "./checks/dagster-checks.ts";
import { type ClosurePython, findPython } from "./checks/python.ts";
import { checkCommands, checkImports, checkRequirements, checkVersions, scriptsOf } from "./checks/python-checks.ts";
import { checkReproducible } from "./checks/reproducible.ts";

export interface CheckOptions {
  readonly expected: Expected | undefined;
  readonly preset: Preset | undefined;
  readonly reproducible: boolean;
}

export interface CheckResults {
  readonly checks: readonly PackageCheck[];
  readonly unmetBounds: readonly UnmetBound[];
}

/** Runs what was built: with its own Python, in an empty folder, without anything of the job's environment. */
export async function runChecks(bench: Bench, { expected, preset, reproducible }: CheckOptions): Promise<CheckResults> {
  const python = await findPython(bench.world, bench.storePath);
  const checks: PackageCheck[] = [];
  let unmetBounds: readonly UnmetBound[] = [];
  if (python !== undefined && expected !== undefined && expected.role !== "source") {
    const checked = await pythonChecks(bench, python, expected);
    unmetBounds = checked.unmetBounds;
    checks.push(...checked.checks);
    if (preset?.programs === "dagster") checks.push(...(await dagsterChecks(bench, python, expected)));
  }
  if (reproducible) checks.push(await checkReproducible(bench));
  return { checks, unmetBounds };
}

async function pythonChecks(
  bench: Bench,
  python: ClosurePython,
  { imports, projects }: Expected,
): Promise<CheckResults> {
  const checks: PackageCheck[] = [];
  let unmetBounds: readonly UnmetBound[] = [];
  if (imports.length > 0) checks.push(await checkImports(bench, python, imports));
  if (projects.length === 0) return { checks, unmetBounds };
  const { inspection, result } = await checkVersions(bench, python, projects);
  checks.push(result);
  if (inspection === undefined) return { checks, unmetBounds };
  if (projects.some(({ requirements }) => requirements !== undefined)) {
    const judged = await checkRequirements(bench, projects, inspection);
    unmetBounds = judged.unmetBounds;
    checks.push(judged.result);
  }
  const scripts = scriptsOf(projects, inspection);
  if (scripts.length > 0) checks.push(await checkCommands(bench, python, scripts));
  return { checks, unmetBounds };
}

/** The programs of Dagster that are in it. Only a result with a Python of its own, or a join, is meant to run user code. */
async function dagsterChecks(
  bench: Bench,
  python: ClosurePython,
  { role, projects }: Expected,
): Promise<readonly PackageCheck[]> {
  const has = async (name: string) =>
    (await bench.world.files.realPath(join(bench.storePath, "bin", name))) !== undefined;
  const checks: PackageCheck[] = [];
  const isDagster = await has("dagster");
  if (isDagster) checks.push(await checkInstance(bench, python));
  if (await has("dagster-webserver")) checks.push(await checkUi(bench, python));
  const holds = (name: string) => projects.some(({ project }) => project === name);
  if ((python.isOwn && holds("dagster")) || (role === "join" && isDagster)) {
    checks.push(await checkRun(bench, python, holds("dagster-webserver")));
  }
  return checks;
}
