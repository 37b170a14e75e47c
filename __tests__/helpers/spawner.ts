import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

export interface Asked {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: string | Uint8Array;
}

export interface Ended {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

type Answer = { readonly id: number } & (Ended | { readonly error: string });

const waiting = new Map<number, (answer: Answer) => void>();
let spawner: ChildProcess | undefined;
let count = 0;

/**
 * Runs a program from a process of its own. Every process is forked from the one that starts it, which takes the longer
 * the more memory that has, and jest's workers have much.
 */
export async function run(asked: Asked): Promise<Ended> {
  spawner ??= start();
  const child = spawner;
  const id = count++;
  const answer = await new Promise<Answer>((resolve) => {
    waiting.set(id, resolve);
    child.channel?.ref();
    child.send({ id, ...asked });
  });
  if ("error" in answer) throw new Error(`${asked.file}: ${answer.error}`);
  return answer;
}

function start(): ChildProcess {
  const child = fork(join(import.meta.dirname, "spawner.mjs"), { serialization: "advanced", execArgv: [] });
  child.on("message", (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
    // It keeps no test run from ending; it ends with the process that it works for.
    if (waiting.size === 0) child.channel?.unref();
  });
  child.once("exit", () => {
    spawner = undefined;
    for (const [id, answer] of waiting) answer({ id, error: "what starts programs has ended" });
    waiting.clear();
  });
  child.unref();
  return child;
}
