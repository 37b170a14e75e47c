import type { CommandResult } from "./commands/result.ts";
import { isProblem, location, type Problem } from "./errors.ts";
import { type Configuration, noConfiguration } from "./inputs/configuration.ts";
import { type CommandName, definitionOf, type Inputs, inputNames } from "./inputs/definitions.ts";
import { type GivenInputs, readInputs } from "./inputs/read.ts";
import type { Runner } from "./world/runner.ts";
import type { World } from "./world/world.ts";

export interface Request {
  readonly command: CommandName;
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  readonly operands: readonly string[];
  /** Present when the action runs: bump then commits instead of editing the work tree. */
  readonly runner: Runner | undefined;
}

/** Reads every input, masks the secrets among them, and runs the command. Each command is loaded when it is run. */
export async function runCommand(
  world: World,
  command: CommandName,
  given: GivenInputs,
  operands: readonly string[],
  runner: Runner | undefined,
): Promise<{ readonly inputs: Inputs; readonly result: CommandResult }> {
  const environment = runner === undefined ? world.env : {};
  const first = readInputs(given, noConfiguration.inputs, environment);
  const configuration = await loadConfiguration(world, command, first.config, given.has("config"));
  const inputs = readInputs(given, configuration.inputs, environment);
  for (const secret of inputNames.filter((name) => definitionOf(name).secret)) {
    const value = inputs[secret];
    if (typeof value === "string") world.log.secret(value);
  }
  return { inputs, result: await dispatch(world, { command, inputs, configuration, operands, runner }) };
}

async function dispatch(world: World, request: Request): Promise<CommandResult> {
  switch (request.command) {
    case "check":
      return (await import("./commands/check.ts")).checkCommand(world, request);
    case "bump":
      return (await import("./commands/bump.ts")).bumpCommand(world, request);
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

/** `error: file:line:column: what happened`, then what to do about it. */
export function problemText(problem: Problem): string {
  const where = location(problem.where);
  const message = where === "" ? problem.message : `${where}: ${problem.message}`;
  return problem.hint === undefined ? message : `${message}\n${problem.hint}`;
}

/** What an error that nobody foresaw is told as; its stack goes to whoever mends it. */
export function unforeseen(error: unknown): string {
  const stack = isProblem(error) ? undefined : (error as { stack?: unknown } | null)?.stack;
  return `a mistake in flox-upstream itself, please report it: ${typeof stack === "string" ? stack : String(error)}`;
}
