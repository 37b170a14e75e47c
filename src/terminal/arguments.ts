import { parseArgs } from "node:util";
import { Problem } from "../errors.ts";
import {
  type CommandName,
  commandNames,
  definitionOf,
  type InputName,
  inputNames,
  isBoolean,
  namesFor,
} from "../inputs/definitions.ts";
import { checkOptions, type Given, type GivenInputs, unknown } from "../inputs/read.ts";
import { quoteUntrusted } from "../upstream/refs.ts";

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

interface Flag {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

const options = Object.fromEntries(
  inputNames.map((name) => [name, { type: isBoolean(name) ? "boolean" : "string" } as const]),
);

/**
 * Reads a command line. `--no-<option>` is not a thing here: a boolean is off unless it is given, or `--option=false`.
 * What follows `--` is an operand.
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

  // Even where it stands in an option's place for a value: whoever writes it wants help.
  const end = args.indexOf("--");
  const asked = args.slice(0, end < 0 ? undefined : end).some((arg) => arg === "--help" || arg === "-h");
  if (asked || first === "help") {
    return { kind: "help", command: command ?? commandNames.find((name) => name === operands[0]) };
  }
  if (flags.some(({ name }) => name === "version")) return { kind: "version" };
  if (first === undefined) throw usage("no command was given");
  if (command === undefined) throw unknown(`command ${quoteUntrusted(first)}`, first, commandNames);

  const given = new Map<InputName, Given>();
  for (const flag of flags) {
    const option = inputNames.find((known) => known === flag.name);
    if (option === undefined) {
      throw unknown(`option ${flag.rawName}`, flag.name, namesFor(command, "option"), "--");
    }
    given.set(option, { text: readFlag(option, flag, given.get(option)), from: "option" });
  }
  checkOptions(command, given);
  checkOperands(command, operands);
  return { kind: "run", command, given, operands };
}

/** The last one counts, save for lists, which add up. */
function readFlag(option: InputName, { rawName, value, inlineValue }: Flag, before: Given | undefined): string {
  if (value === undefined && isBoolean(option)) return "true";
  if (value === undefined || value === "") throw usage(`${rawName} needs a value`);
  // Most likely the value was forgotten, and the next option would be lost.
  if (!inlineValue && value.startsWith("-")) {
    throw usage(`${rawName} needs a value, and ${quoteUntrusted(value)} looks like an option`);
  }
  return definitionOf(option).list && before !== undefined ? `${before.text},${value}` : value;
}

function checkOperands(command: CommandName, operands: readonly string[]): void {
  if (command === "hash" && operands.length === 0) throw usage("hash needs at least one archive or URL");
  if (["check", "bump", "report"].includes(command) && operands.length > 0) {
    throw usage(`${command} takes no operand, and got ${quoteUntrusted(operands[0] ?? "")}`);
  }
}

function usage(message: string): Problem {
  return new Problem(message, { kind: "usage", hint: "Try flox-upstream --help." });
}
