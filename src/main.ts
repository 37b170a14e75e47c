import type { Request } from "./commands/request.ts";
import type { CommandResult } from "./commands/result.ts";
import { isProblem, location, type Problem } from "./errors.ts";
import type { Configuration } from "./inputs/configuration.ts";
import { type CommandName, definitionOf, type Inputs, inputNames } from "./inputs/definitions.ts";
import { type GivenInputs, readInput, readInputs } from "./inputs/read.ts";
import type { Runner } from "./world/runner.ts";
import type { World } from "./world/world.ts";

/** Where there is no configuration file. What reads one is loaded when there is. */
const noConfiguration: Configuration = { inputs: new Map(), packages: new Map() };

/** Masks the secrets among the inputs, reads all of them, and runs the command. Each command is loaded when it is run. */
export async function runCommand(
  world: World,
  command: CommandName,
  given: GivenInputs,
  operands: readonly string[],
  runner: Runner | undefined,
): Promise<{ readonly inputs: Inputs; readonly result: CommandResult }> {
  const environment = runner === undefined ? world.env : {};
  // First of all, since what is wrong with another input is printed.
  for (const name of inputNames.filter((one) => definitionOf(one).secret)) {
    const secret = readInput(name, given, noConfiguration.inputs, environment);
    if (typeof secret === "string") world.log.secret(secret);
  }
  const file = readInput("config", given, noConfiguration.inputs, environment);
  const configuration = await loadConfiguration(world, command, file, Boolean(given.get("config")?.text));
  const inputs = readInputs(given, configuration.inputs, environment);
  return { inputs, result: await dispatch(world, { command, inputs, configuration, operands, runner }) };
}

async function dispatch(world: World, request: Request): Promise<CommandResult> {
  switch (request.command) {
    case "check":
      return (await import("./commands/check.ts")).checkCommand(world, request);
    case "bump":
      return (await import("./commands/bump.ts")).bumpCommand(world, request);
    case "build":
      return (await import("./commands/build.ts")).buildCommand(world, request);
    case "report":
      return (await import("./commands/report.ts")).reportCommand(world, request);
    case "scan":
      return (await import("./commands/scan.ts")).scanCommand(world, request);
    case "hash":
      return (await import("./commands/hash.ts")).hashCommand(world, request);
  }
}

async function loadConfiguration(
  world: World,
  command: CommandName,
  file: string,
  named: boolean,
): Promise<Configuration> {
  if (!definitionOf("config").commands.includes(command)) return noConfiguration;
  const bytes = await world.files.read(file);
  if (bytes === undefined && !named) return noConfiguration;
  const { readConfiguration, missingConfiguration } = await import("./inputs/configuration.ts");
  if (bytes === undefined) throw missingConfiguration(file);
  return readConfiguration(file, new TextDecoder().decode(bytes));
}

/** `file:line:column: what happened`, or `input: what happened` where no file is known; then what to do about it. */
export function problemText({ message, where, hint }: Problem): string {
  const { input = "" } = where;
  const said = where.line === undefined && message.startsWith(`${where.file} `);
  const file = said ? "" : location(where);
  const place = file || (message.includes(input) ? "" : input);
  return [place === "" ? message : `${place}: ${message}`, ...(hint === undefined ? [] : [hint])].join("\n");
}

/** What an error that nobody foresaw is told as; its stack goes to whoever mends it. */
export function unforeseen(error: unknown): string {
  const stack = isProblem(error) ? undefined : (error as { stack?: unknown } | null)?.stack;
  return `a mistake in flox-upstream itself, please report it: ${typeof stack === "string" ? stack : String(error)}`;
}
