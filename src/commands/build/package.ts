import { join } from "node:path/posix";
import type { BuildFailure, BuiltPackage, PackageCheck } from "../../documents/result.ts";
import { isProblem } from "../../errors.ts";
import { classifyFailure } from "../../flox/failure/classify.ts";
import type { BuildStep } from "../../flox/order.ts";
import { elapsed } from "../../terminal/units.ts";
import { printable } from "../../world/text.ts";
import type { World } from "../../world/world.ts";
import { readClosure } from "./closure.ts";
import { floxBuild } from "./flox.ts";
import type { BuildPlan } from "./plan.ts";

export interface BuildOptions {
  readonly directory: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What is known of a package that is not built. */
export function unbuilt(plan: BuildPlan, { attribute }: BuildStep): BuiltPackage {
  return {
    attribute,
    version: versionOf(plan, attribute),
    status: "skipped",
    duration: 0,
    storePath: null,
    closureBytes: null,
    closurePaths: null,
    failure: null,
    because: null,
    logTail: "",
    checks: [],
    unmetBounds: [],
  };
}

/** Builds one package; its checks are another matter. */
export async function buildPackage(
  world: World,
  plan: BuildPlan,
  step: BuildStep,
  { directory, timeoutMs, signal }: BuildOptions,
): Promise<BuiltPackage> {
  const started = performance.now();
  const { attribute, file } = step;
  const build = await world.log.group(`flox build ${attribute}`, () =>
    floxBuild(world, { directory, attribute, nixpkgs: plan.nixpkgs, timeoutMs, signal }),
  );
  const duration = Math.round(performance.now() - started);
  const built = { ...unbuilt(plan, step), duration };
  if (build?.storePath !== undefined) {
    const closure = await readClosure(world, build.storePath);
    const { bytes: closureBytes = null, paths: closurePaths = null } = closure ?? {};
    return { ...built, status: "passed", storePath: build.storePath, closureBytes, closurePaths };
  }
  const { how = "exited", output = "" } = build ?? {};
  const verdict = classifyFailure({
    attribute,
    file,
    system: plan.system,
    log: output,
    how,
    limitMinutes: Math.round(timeoutMs / 6000) / 10,
    repository: isProblem(plan.repository) ? undefined : plan.repository,
  });
  const logTail = tail(output);
  return verdict.kind === "unsupported"
    ? { ...built, status: "unsupported", because: verdict.because, logTail }
    : { ...built, status: "failed", failure: verdict.failure, logTail, unmetBounds: [...verdict.unmetBounds] };
}

/** What people read of it while it goes on; a failure becomes an annotation at its place. */
export function report(world: World, directory: string, built: BuiltPackage): void {
  const { attribute, status, duration, because, failure, checks } = built;
  if (failure !== null) {
    world.log.error(failureText(attribute, failure), {
      ...(failure.file === null ? {} : { file: join(directory, failure.file) }),
      ...(failure.line === null ? {} : { line: failure.line }),
    });
  } else if (checks.some((check) => check.status === "failed")) {
    for (const { name, status: judged, note } of checks) {
      if (judged === "failed") world.log.error(`${attribute}: built, and the check ${name} failed: ${note}`);
    }
  } else if (because !== null) {
    world.log.info(`${attribute}: ${status}, ${because}`);
  } else {
    const names = checks.map(({ name }) => name).join(", ");
    world.log.info(`${attribute}: built in ${elapsed(duration)}${names === "" ? "" : `, checked: ${names}`}`);
  }
}

/** One line for each check, and what a failed one printed. */
export function reportCheck({ log }: World, { name, status, duration, note, output }: PackageCheck): void {
  log.info(`${name}: ${status} after ${elapsed(duration)}${note === "" ? "" : `: ${note}`}`);
  if (status === "failed" && output !== "") log.foreign(output);
}

function failureText(attribute: string, { message, hint }: BuildFailure): string {
  return `${attribute}: ${message}${hint === null ? "" : `\n${hint}`}`;
}

function versionOf({ repository }: BuildPlan, attribute: string): string | null {
  if (isProblem(repository)) return null;
  return repository.packages.find((entry) => entry.attribute === attribute)?.version?.value ?? null;
}

/** Lines and characters of a log that are kept. */
const keptLines = 80;
const keptCharacters = 8000;

export function tail(text: string): string {
  return printable(text).trimEnd().split("\n").slice(-keptLines).join("\n").slice(-keptCharacters);
}
