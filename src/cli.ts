#!/usr/bin/env node
import { jsonText } from "./documents/json.ts";
import { exitCodes, isProblem, type Problem } from "./errors.ts";
import { problemText, runCommand, unforeseen } from "./main.ts";
import { parseArguments } from "./terminal/arguments.ts";
import { help } from "./terminal/help.ts";
import { version } from "./version.ts";
import { realWorld } from "./world/real.ts";
import { terminalLog } from "./world/terminal-log.ts";
import type { World } from "./world/world.ts";

/** The terminal's door: the result goes to standard output, all else to standard error. */
async function main(world: World, args: readonly string[]): Promise<number> {
  const invocation = parseArguments(args);
  if (invocation.kind === "help") return print(help(invocation.command));
  if (invocation.kind === "version") return print(`flox-upstream ${version}\n`);

  const { command, given, operands } = invocation;
  const { inputs, result } = await runCommand(world, command, given, operands, undefined);
  if (inputs.json) {
    await print(jsonText(result.document));
  } else {
    const { createStyle } = await import("./terminal/style.ts");
    const { colour, columns } = world.terminal;
    const style = process.stdout.isTTY ? createStyle(colour, columns) : createStyle(colour);
    await print(`${result.text(style)}\n`);
  }
  return result.exitCode;
}

/** Resolves when the text has left the process: an exit before that would cut it off. */
function print(text: string): Promise<0> {
  return new Promise((resolve, reject) => {
    // The stream emits what the callback is told as well, and nobody listening would be an error of its own.
    process.stdout.once("error", () => undefined);
    process.stdout.write(text, (error) => {
      if (error == null || (error as { code?: string }).code === "EPIPE") resolve(0);
      else reject(error);
    });
  });
}

function failed(world: World, problem: Problem): number {
  world.log.error(problemText(problem));
  return exitCodes[problem.kind];
}

const world = realWorld(process.env, { log: terminalLog(process.stderr, process.env) });
process.exitCode = await main(world, process.argv.slice(2)).catch((error: unknown) => {
  if (isProblem(error)) return failed(world, error);
  world.log.error(unforeseen(error));
  return 1;
});
