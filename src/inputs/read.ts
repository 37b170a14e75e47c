import { isProblem, Problem, type Where } from "../errors.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import { type CommandName, definitionOf, type InputName, type Inputs, inputNames, namesFor } from "./definitions.ts";
import { nearest, type Origin, originText, type Reading, refuse } from "./parsers.ts";

/** A value as it was written, and where. */
export interface Given {
  readonly text: string;
  readonly from: Origin["from"];
  /** The place in the configuration file. */
  readonly where?: Where;
}

export type GivenInputs = ReadonlyMap<InputName, Given>;

/**
 * Reads every input once: what was given, else the environment's (in a terminal), else the configuration's, else the
 * default; all typed and checked. A value given empty counts as not given, as GitHub passes an unset input.
 *
 * @throws Problem of kind `input` that names the input as the caller wrote it.
 */
export function readInputs(
  given: GivenInputs,
  configured: GivenInputs,
  environment: Readonly<Record<string, string | undefined>>,
): Inputs {
  const reading = { versioning: readInput("versioning", given, configured, environment) };
  return Object.fromEntries(
    inputNames.map((name) => [name, readInput(name, given, configured, environment, reading)] as const),
  ) as Inputs;
}

/** One input alone. */
export function readInput<Name extends InputName>(
  name: Name,
  given: GivenInputs,
  configured: GivenInputs,
  environment: Readonly<Record<string, string | undefined>>,
  reading: Reading = { versioning: "pep440" },
): Inputs[Name] {
  const definition = definitionOf(name);
  const fromEnvironment = (definition.environment ?? []).map((variable) => environment[variable]).find(Boolean);
  const sources: readonly (Given | undefined)[] = [
    given.get(name),
    fromEnvironment === undefined ? undefined : { text: fromEnvironment, from: "default" },
    configured.get(name),
  ];
  const { text, ...origin } = sources.find((source) => source !== undefined && source.text !== "") ?? {
    text: definition.default,
    from: "default",
  };
  const value = named({ name, ...origin }, (known) => definition.parse(text, known, reading));
  return value as Inputs[Name];
}

/** Names the input in what a parser that knows nothing of inputs has to say. */
function named<T>(origin: Origin, parse: (origin: Origin) => T): T {
  try {
    return parse(origin);
  } catch (error) {
    if (!isProblem(error) || error.message.startsWith(originText(origin))) throw error;
    const { message, hint, cause } = error;
    throw refuse(origin, message.replace(/\.$/, ""), hint ?? "", cause);
  }
}

/**
 * The action's inputs out of a runner's environment, which holds each as `INPUT_<NAME>` (GitHub's documentation of
 * `jobs.<job_id>.steps[*].with`).
 *
 * @throws Problem of kind `usage` for one that the action does not have.
 */
export function inputsOfRunner(environment: Readonly<Record<string, string | undefined>>): GivenInputs {
  const known = inputNames.filter((name) => definitionOf(name).only !== "option");
  const given = new Map<InputName, Given>();
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith("INPUT_") || value === undefined) continue;
    const written = variable.slice("INPUT_".length).toLowerCase();
    const name = known.find((candidate) => candidate === written);
    if (name === undefined) throw unknown(`input ${quoteUntrusted(written)}`, written, known);
    // The runner sets an input that is not given to nothing.
    if (value.trim() !== "") given.set(name, { text: value.trim(), from: "input" });
  }
  return given;
}

/** Refuses what was given to a command that has no use for it; the action passes every input to every command. */
export function checkOptions(command: CommandName, given: GivenInputs): void {
  const known = namesFor(command, "option");
  for (const name of given.keys()) {
    if (known.includes(name)) continue;
    const { commands, only } = definitionOf(name);
    if (only === "input") throw unknown(`option --${name}`, name, known, "--");
    throw new Problem(`--${name} is an option of ${commands.join(" and ")}, not of ${command}`, {
      kind: "usage",
      where: { input: name },
      hint: knownNames(known, "--"),
    });
  }
}

export function unknown(what: string, written: string, known: readonly string[], prefix = ""): Problem {
  return new Problem(`unknown ${what}${nearest(written, known, prefix)}`, {
    kind: "usage",
    where: { input: written },
    hint: knownNames(known, prefix),
  });
}

function knownNames(known: readonly string[], prefix: string): string {
  return `Known: ${known.map((name) => prefix + name).join(", ")}.`;
}
