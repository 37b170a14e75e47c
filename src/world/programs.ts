import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { constants as osConstants } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { Problem } from "../errors.ts";
import { startProcess } from "./processes.ts";
import type { ProgramResult, Programs } from "./world.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Bytes kept of each stream. */
const keptOutput = 10_000_000;

/** Without what is worth stealing: other people's programs run with this. */
export function withoutTokens(env: Environment): Record<string, string> {
  const secret =
    /^(GITHUB_TOKEN|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN|FLOX_FLOXHUB_TOKEN|INPUT_.*|ACTIONS_.*)$/i;
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !secret.test(name)) kept[name] = value;
  }
  return kept;
}

/** The file that a program's name means, as a shell finds it. */
async function findProgram(program: string, env: Environment): Promise<string | undefined> {
  const folders = program.includes("/") ? [""] : (env.PATH ?? "").split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const file = join(folder, program);
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

export function realPrograms(env: Environment): Programs {
  return {
    async run(program, args, { cwd, input, timeoutMs, env: extra } = {}) {
      const file = await findProgram(program, env);
      if (file === undefined) return undefined;
      const { execa } = await import("execa");
      const child = execa(file, args, {
        env: { ...withoutTokens(env), ...extra },
        extendEnv: false,
        reject: false,
        buffer: false,
        stripFinalNewline: false,
        forceKillAfterDelay: 2000,
        ...(cwd === undefined ? {} : { cwd }),
        ...(input === undefined ? { stdin: "ignore" as const } : { input }),
        ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      });
      const stdout = keepTail(child.stdout);
      const stderr = keepTail(child.stderr);
      // A grandchild that lives on can hold the streams open for ever after its parent was killed.
      child.once("exit", (_code, signal) => {
        if (signal === null) return;
        child.stdout.destroy();
        child.stderr.destroy();
      });
      const ended = await child;
      if (ended.timedOut) {
        throw new Problem(`${program} ${args.join(" ")}: did not end within ${(timeoutMs ?? 0) / 1000} s`, {
          kind: "outside",
          hint: "Give it more time, or find out what it waits for.",
        });
      }
      const exitCode = ended.exitCode ?? signalCode(ended.signal);
      if (exitCode === undefined) {
        throw new Problem(`${program} cannot be started: ${ended.shortMessage ?? "unknown reason"}`, {
          kind: "outside",
          cause: ended,
        });
      }
      return { exitCode, stdout: stdout(), stderr: stderr() } satisfies ProgramResult;
    },

    async start(program, args, { inherit = true, env: extra = {}, ...options }) {
      const file = await findProgram(program, env);
      if (file === undefined) return undefined;
      return startProcess(file, args, { ...options, env: inherit ? { ...withoutTokens(env), ...extra } : extra });
    },
  };
}

/** 128 and the signal's number, as shells report it. */
function signalCode(signal: string | undefined): number | undefined {
  if (signal === undefined) return undefined;
  return 128 + (osConstants.signals[signal as NodeJS.Signals] ?? 0);
}

/** Collects the last bytes that a stream gives. */
function keepTail(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("error", () => undefined);
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    while (chunks.length > 1 && bytes - (chunks[0]?.length ?? 0) >= keptOutput) bytes -= chunks.shift()?.length ?? 0;
  });
  return () => Buffer.concat(chunks).subarray(-keptOutput).toString("utf8");
}
