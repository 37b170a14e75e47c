import { parseArgs } from "node:util";
import { Problem } from "../errors.ts";
import { type CommandName, commandNames, type InputName, inputNames, isBoolean } from "../inputs/definitions.ts";
import { checkOptions, type Given, type GivenInputs, unknown } from "../inputs/read.ts";

export type Invocation =
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" }
  | {
      readonly kind: "run";
      readonly command: CommandName;
      readonly given: GivenInputs;
      /** Files, archives or URLs. */
      readonly operands: readonly string[];
    };

const options = Object.fromEntries(
  inputNames.map((name) => [name, { type: isBoolean(name) ? "boolean" : "string" } as const]),
);

/**
 * Reads a command line. `--no-<option>` is not a thing here: a boolean is off unless it is given, or `--option=false`.
 *
 * @throws Problem of kind `usage` for a command or option that there is not.
 */
export function parseArguments(args: readonly string[]): Invocation {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const [first, ...operands] = positionals;
  const command = commandNames.find((name) => name === first);
  const flags = tokens.filter((token) => token.kind === "option");

  if (flags.some(({ name }) => name === "help" || name === "h") || first === "help") {
    return { kind: "help", command: command ?? commandNames.find((name) => name === operands[0]) };
  }
  if (flags.some(({ name }) => name === "version")) return { kind: "version" };
  if (first === undefined) throw usage("no command was given");
  if (command === undefined) throw unknown(`command "${first}"`, first, commandNames);

  const given = new Map<InputName, Given>();
  for (const { name, value, rawName } of flags) {
    const option = inputNames.find((known) => known === name);
    if (option === undefined) throw unknownOption(command, rawName);
    given.set(option, { text: isBoolean(option) ? (value ?? "true") : required(rawName, value), from: "option" });
  }
  checkOptions(command, given);
  checkOperands(command, operands);
  return { kind: "run", command, given, operands };
}

function unknownOption(command: CommandName, rawName: string): Problem {
  const nothing = new Map<InputName, Given>();
  checkOptions(command, nothing);
  return unknown(`option ${rawName}`, rawName.replace(/^-+/, ""), inputNames, "--");
}

function required(rawName: string, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  throw usage(`${rawName} needs a value`);
}

function checkOperands(command: CommandName, operands: readonly string[]): void {
  if (command === "hash" && operands.length === 0) throw usage("hash needs at least one archive or URL");
  if ((command === "check" || command === "bump") && operands.length > 0) {
    throw usage(`${command} takes no operand, and got "${operands[0]}"`);
  }
}

function usage(message: string): Problem {
  return new Problem(message, { kind: "usage", hint: "Try flox-upstream --help." });
}
