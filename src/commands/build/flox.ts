import { join, resolve } from "node:path/posix";
import type { BuildFailure } from "../../documents/result.ts";
import { isTooOld, oldestFlox, readFloxVersion } from "../../flox/flox-version.ts";
import type { Ended, World } from "../../world/world.ts";

export interface Tools {
  readonly floxVersion: string | null;
  readonly nixVersion: string | null;
  /** Why nothing can be built with this Flox. */
  readonly failure: BuildFailure | undefined;
}

const environment = { FLOX_DISABLE_METRICS: "true", NO_COLOR: "1" };

export async function readTools(world: World): Promise<Tools> {
  const options = { timeoutMs: 60_000, env: environment };
  const [flox, nix] = await Promise.all([
    world.programs.run("flox", ["--version"], options),
    world.programs.run("nix", ["--version"], options),
  ]);
  const floxVersion = readFloxVersion(flox?.stdout ?? "") ?? null;
  const nixVersion = /(\d+\.\d[\w.+-]*)\s*$/.exec(nix?.stdout.trim() ?? "")?.[1] ?? null;
  return { floxVersion, nixVersion, failure: toolFailure(flox !== undefined, floxVersion) };
}

function toolFailure(isThere: boolean, version: string | null): BuildFailure | undefined {
  const failure = (kind: "flox-missing" | "flox-too-old", message: string, hint: string) => ({
    kind,
    message,
    hint,
    file: null,
    line: null,
  });
  if (!isThere) {
    const hint = "Install Flox (https://flox.dev/docs/install-flox), or use flox/install-flox-action before this step.";
    return failure("flox-missing", "flox is not on PATH", hint);
  }
  if (version === null || !isTooOld(version)) return undefined;
  return failure("flox-too-old", `this is Flox ${version}`, `Install Flox ${oldestFlox} or newer.`);
}

export interface FloxBuild extends Ended {
  /** Where the result link leads; undefined where it was not built. */
  readonly storePath: string | undefined;
}

export interface FloxBuildOptions {
  readonly directory: string;
  readonly attribute: string;
  readonly nixpkgs: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * One `flox build` of one package, since Flox stops at the first that fails. Success is its exit code and a result link
 * that was not there before; what Flox prints about it changes between versions.
 */
export async function floxBuild(
  world: World,
  { directory, attribute, nixpkgs, timeoutMs, signal }: FloxBuildOptions,
): Promise<FloxBuild | undefined> {
  const link = join(directory, `result-${attribute}`);
  await world.files.removeLink(link);
  const args = ["build", "-d", directory, ...(nixpkgs === null ? [] : ["--nixpkgs-url", nixpkgs]), attribute];
  const stream = world.log.foreignStream();
  try {
    const started = await world.programs.start("flox", args, {
      timeoutMs,
      signal,
      env: environment,
      onOutput: (text) => stream.write(text),
    });
    if (started === undefined) return undefined;
    const ended = await started.ended;
    const target = ended.exitCode === 0 && ended.how === "exited" ? await world.files.realPath(link) : undefined;
    // A link that leads back into the directory is none of Nix's.
    const storePath = target?.startsWith(`${resolve(directory)}/`) ? undefined : target;
    return { ...ended, storePath };
  } finally {
    stream.end();
  }
}
