import { spawn } from "node:child_process";
import { once } from "node:events";

/** A whole process, started, waited for and timed. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Run before each start, outside of the measured time. */
  readonly prepare?: () => Promise<void>;
}

export interface Timing {
  /** Seconds, sorted. */
  readonly seconds: readonly number[];
  readonly median: number;
  /** What it wrote to standard output the last time. */
  readonly output: string;
}

/** One of a bench's results, and what it is held against. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  /** Undefined where it could not be measured; `measured` says why. */
  readonly holds: boolean | undefined;
}

export interface Section {
  readonly title: string;
  /** What was measured, on what. */
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
}

/** A bench prints one section. It removes what it puts into `folder` only where it needs the room. */
export interface Bench {
  readonly name: string;
  run(folder: string): Promise<Section>;
}

/** Runs the programs in turn, again and again, so that what else the machine does meets all of them alike. */
export async function alternate(programs: readonly Program[], rounds: number): Promise<ReadonlyMap<string, Timing>> {
  const seconds = new Map<string, number[]>(programs.map(({ name }) => [name, []]));
  const outputs = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) {
      await program.prepare?.();
      const start = performance.now();
      outputs.set(program.name, await run(program));
      seconds.get(program.name)?.push((performance.now() - start) / 1000);
    }
  }
  return new Map(
    [...seconds].map(([name, times]) => {
      const sorted = times.toSorted((a, b) => a - b);
      return [name, { seconds: sorted, median: median(sorted), output: outputs.get(name) ?? "" }];
    }),
  );
}

/** Standard output. Rejects with what the program wrote to standard error where it fails. */
export async function run({ command, args, env }: Program): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}

export function timingOf(timings: ReadonlyMap<string, Timing>, name: string): Timing {
  const timing = timings.get(name);
  if (timing === undefined) throw new Error(`${name} was not measured`);
  return timing;
}

/** `0.31 s (0.29 to 0.35)` */
export function shown({ median, seconds }: Timing): string {
  const [least = 0] = seconds;
  return `${median.toFixed(2)} s (${least.toFixed(2)} to ${(seconds.at(-1) ?? 0).toFixed(2)})`;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const [a = 0, b = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (a + b) / 2;
}
