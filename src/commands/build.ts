import type { BuildFailure, BuiltPackage, ResultDocument } from "../documents/result.ts";
import { isProblem } from "../errors.ts";
import { expectedOf } from "../flox/checks/expected.ts";
import { endsEverything } from "../flox/failure/classify.ts";
import type { BuildStep } from "../flox/order.ts";
import { type OwnPackages, ownPackages } from "../flox/own.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { buildSummary } from "../review/build-summary.ts";
import { buildText } from "../terminal/build.ts";
import { elapsed } from "../terminal/units.ts";
import { presetFor } from "../upstream/presets.ts";
import type { World } from "../world/world.ts";
import { readTools } from "./build/flox.ts";
import { buildPackage, report, reportCheck, unbuilt } from "./build/package.ts";
import { type BuildPlan, planBuild } from "./build/plan.ts";
import { openResults, type Results, resultPath } from "./build/results.ts";
import { type Limits, usualLimits } from "./checks/bench.ts";
import { runChecks } from "./checks.ts";
import { upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";
import { readSituation } from "./situation.ts";

/** Builds and checks every package on this system, one after the other, and writes down what came of it. */
export async function buildCommand(
  world: World,
  request: Request,
  limits: Limits = usualLimits,
): Promise<CommandResult> {
  const { inputs, configuration, runner } = request;
  const plan = await planBuild(world, inputs, await readSituation(world, inputs.directory, configuration));
  const { floxVersion, nixVersion, failure } = await readTools(world);
  const { system, commit, nixpkgs } = plan;
  const results = await openResults(world, resultPath(runner?.temp, inputs.directory, system), {
    system,
    commit,
    nixpkgs,
    floxVersion,
    nixVersion,
  });
  await world.interruptible((signal) => buildAll(world, { request, limits, plan, results, noFlox: failure, signal }));
  return ending(results);
}

/** Why nothing more is built. */
interface Stop {
  readonly because: string;
}

interface Work {
  readonly request: Request;
  readonly limits: Limits;
  readonly plan: BuildPlan;
  readonly results: Results;
  /** Why there is no Flox to build with. */
  readonly noFlox: BuildFailure | undefined;
  readonly signal: AbortSignal;
}

async function buildAll(world: World, work: Work): Promise<void> {
  const { request, plan, results, noFlox, signal } = work;
  const { inputs } = request;
  const clock = deadline(inputs["timeout-minutes"]);
  const done = new Map<string, BuiltPackage>();
  const own = ownProjects(plan);
  let stop = notNix(plan);
  for (const [index, step] of plan.steps.entries()) {
    const known = knownFailure(plan, step, index, noFlox);
    const tried = await buildStep(world, inputs, plan, step, { stop, known, done, clock, signal });
    const ran = tried.storePath === null ? tried : await checked(world, work, tried, tried.storePath, clock);
    const built = { ...ran, unmetBounds: ran.unmetBounds.filter(({ project }) => own?.has(project) === false) };
    // An annotation is found by its path in the repository, wherever that is checked out.
    report(world, request.runner === undefined ? inputs.directory : plan.prefix, built);
    done.set(step.attribute, built);
    await results.add(built);
    stop ??= stopAfter(built, clock, inputs);
  }
  if (!signal.aborted) await results.finish();
}

/** What this repository packages: its versions are no matter of nixpkgs. Undefined where that is not known. */
function ownProjects({ repository, situation }: BuildPlan): OwnPackages | undefined {
  if (isProblem(repository)) return undefined;
  const locked = Object.entries(situation.lock?.packages ?? {});
  const names = locked.flatMap(([attribute, { project }]) => (project === null ? [] : [[attribute, project] as const]));
  return ownPackages(repository, new Map(names));
}

/** A package that was built, with what came of running it. */
async function checked(
  world: World,
  { request, limits, plan, signal }: Work,
  built: BuiltPackage,
  storePath: string,
  clock: Deadline,
): Promise<BuiltPackage> {
  const { inputs, configuration } = request;
  const { repository, situation } = plan;
  const named = new Map([...configuration.packages].flatMap(([name, one]) => (one.import ? [[name, one.import]] : [])));
  const { checks, unmetBounds } = await world.log.group(`check ${built.attribute}`, async () => {
    const bench = { world, storePath, signal, limits, left: clock.left };
    const ran = await runChecks(bench, {
      expected: isProblem(repository) ? undefined : expectedOf(repository, situation.lock, built.attribute, named),
      preset: presetFor(upstreamName(inputs)),
      reproducible: inputs.reproducible,
    });
    for (const check of ran.checks) reportCheck(world, check);
    return ran;
  });
  const isGood = checks.every(({ status }) => status === "passed");
  return { ...built, status: isGood ? "passed" : "failed", checks: [...checks], unmetBounds: [...unmetBounds] };
}

interface Progress {
  readonly stop: Stop | undefined;
  readonly known: BuildFailure | undefined;
  readonly done: ReadonlyMap<string, BuiltPackage>;
  readonly clock: Deadline;
  readonly signal: AbortSignal;
}

async function buildStep(
  world: World,
  inputs: Inputs,
  plan: BuildPlan,
  step: BuildStep,
  { stop, known, done, clock, signal }: Progress,
): Promise<BuiltPackage> {
  const nothing = unbuilt(plan, step);
  if (known !== undefined) return { ...nothing, status: "failed", failure: known };
  if (stop !== undefined) return { ...nothing, because: stop.because };
  const needed = neededButMissing(step, done);
  if (needed !== undefined) return { ...nothing, ...needed };
  return await buildPackage(world, plan, step, { directory: inputs.directory, timeoutMs: clock.next(), signal });
}

/** What is known to fail before anything is tried: there is no Flox, or a file that does not parse hides every package. */
function knownFailure(
  { repository, steps }: BuildPlan,
  { file }: BuildStep,
  index: number,
  noFlox: BuildFailure | undefined,
): BuildFailure | undefined {
  if (noFlox !== undefined) return index === 0 ? noFlox : undefined;
  if (!isProblem(repository)) return undefined;
  const { where, message, hint = null } = repository;
  // The file may be one that a package only imports.
  const blamed = steps.some((step) => step.file === where.file) ? file === where.file : index === 0;
  if (!blamed) return undefined;
  return { kind: "does-not-parse", message, hint, file: where.file ?? null, line: where.line ?? null };
}

function notNix({ repository }: BuildPlan): Stop | undefined {
  if (!isProblem(repository)) return undefined;
  return { because: `Flox finds no package before ${repository.where.file} parses` };
}

/** Of the packages that it needs, the first that is not there. */
function neededButMissing(
  { needs }: BuildStep,
  done: ReadonlyMap<string, BuiltPackage>,
): Pick<BuiltPackage, "status" | "because"> | undefined {
  for (const name of needs) {
    const needed = done.get(name);
    if (needed === undefined || needed.storePath !== null) continue;
    return needed.status === "unsupported"
      ? { status: "unsupported", because: `it needs ${name}: ${needed.because}` }
      : { status: "skipped", because: `${name}, which it needs, was not built` };
  }
  return undefined;
}

function stopAfter({ attribute, failure }: BuiltPackage, clock: Deadline, inputs: Inputs): Stop | undefined {
  if (failure !== null && endsEverything(failure.kind)) {
    return { because: `nothing can be built after what happened at ${attribute}: ${failure.message}` };
  }
  return clock.isOver() ? { because: `the ${inputs["timeout-minutes"]} minutes for all packages are over` } : undefined;
}

interface Deadline {
  /** Milliseconds that the next package may take: half of the whole, or what is left of it. */
  next(): number;
  left(): number;
  isOver(): boolean;
}

function deadline(minutes: number): Deadline {
  const whole = minutes * 60_000;
  const end = performance.now() + whole;
  const left = () => end - performance.now();
  return { next: () => Math.max(1, Math.min(whole / 2, left())), left, isOver: () => left() <= 0 };
}

function ending({ path, document: read }: Results): CommandResult {
  const document = read();
  return {
    document,
    exitCode: document.outcome === "failed" ? 1 : 0,
    text: (style) => buildText(style, document, path),
    outputs: { outcome: document.outcome, "result-file": path },
    headline: headline(document),
    summary: buildSummary(document),
  };
}

function headline({ system, outcome, complete, packages }: ResultDocument): string {
  const passed = packages.filter(({ status }) => status === "passed").length;
  const time = elapsed(packages.reduce((sum, { duration }) => sum + duration, 0));
  const end = complete ? "" : ", ended half-way";
  return `${system}: ${outcome}, ${passed} of ${packages.length} packages in ${time}${end}`;
}
