import { spawn } from "node:child_process";
import { constants } from "node:os";
import { StringDecoder } from "node:string_decoder";
import { Problem } from "../errors.ts";
import type { Ended, Started } from "./world.ts";

/** Characters kept of what a program prints. */
const keptOutput = 2_000_000;

/** Milliseconds between asking a program to end and ending it. A cancelled job is killed ten seconds after it is told. */
const grace = 3000;

/** Milliseconds for what is still in the pipes once the program is gone; who else holds them open is not waited for. */
const drain = 500;

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

/**
 * Starts a program as the head of a process group of its own, so that it can be ended with all that it started. What is
 * left of the group when the program has ended is ended too.
 */
export function startProcess(file: string, args: readonly string[], options: ProcessOptions): Started {
  const { cwd, env, timeoutMs, signal, onOutput } = options;
  const child = spawn(file, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const all = new Tail();
  const out = new Tail();
  read(child.stdout, (text) => {
    out.add(text);
    all.add(text);
    onOutput?.(text);
  });
  read(child.stderr, (text) => {
    all.add(text);
    onOutput?.(text);
  });

  let how: Ended["how"] = "exited";
  let killer: NodeJS.Timeout | undefined;
  const signalGroup = (name: NodeJS.Signals | 0) => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, name);
    } catch {
      // Nobody is left in the group.
      return false;
    }
  };
  const end = (why: Ended["how"]) => {
    if (killer !== undefined || child.exitCode !== null || child.signalCode !== null) return;
    how = why;
    signalGroup("SIGTERM");
    killer = setTimeout(() => signalGroup("SIGKILL"), grace);
  };
  const timer = setTimeout(() => end("time-limit"), timeoutMs);
  const onAbort = () => end("stopped");
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });

  const closed = new Promise((resolve) => child.once("close", resolve));
  const ended = new Promise<Ended>((resolve, reject) => {
    const release = () => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal?.removeEventListener("abort", onAbort);
    };
    child.once("error", (cause) => {
      release();
      reject(new Problem(`${file} cannot be started: ${cause.message}`, { kind: "outside", cause }));
    });
    child.once("exit", async () => {
      release();
      await endGroup(signalGroup);
      const cut = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drain);
      await closed;
      clearTimeout(cut);
      const name = child.signalCode;
      const exitCode = child.exitCode ?? 128 + (name === null ? 0 : constants.signals[name]);
      resolve({ exitCode, how, output: all.text(), stdout: out.text() });
    });
  });
  return {
    ended,
    stop() {
      end("stopped");
      return ended;
    },
  };
}

/** Ends what the head of a group has left behind. Nix, told to end, first ends its builders, which are not of the group. */
async function endGroup(signalGroup: (name: NodeJS.Signals | 0) => boolean): Promise<void> {
  signalGroup("SIGTERM");
  for (let waited = 0; waited < grace && signalGroup(0); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  signalGroup("SIGKILL");
}

function read(stream: NodeJS.ReadableStream, give: (text: string) => void): void {
  const decoder = new StringDecoder("utf8");
  // A pipe that is closed from our side.
  stream.on("error", () => undefined);
  stream.on("data", (chunk: Buffer) => give(decoder.write(chunk)));
  stream.on("end", () => {
    const rest = decoder.end();
    if (rest !== "") give(rest);
  });
}

/** The end of a text that comes in pieces. */
class Tail {
  readonly #pieces: string[] = [];
  #length = 0;

  add(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    while (this.#length - (this.#pieces[0]?.length ?? 0) >= keptOutput) {
      this.#length -= this.#pieces.shift()?.length ?? 0;
    }
  }

  text(): string {
    return this.#pieces.join("").slice(-keptOutput);
  }
}
