import { Problem } from "../errors.ts";
import { type CommandName, definitionOf, type InputName, type Inputs, inputNames, namesFor } from "./definitions.ts";
import { nearest, type Origin } from "./parsers.ts";

/** A value as it was written, and where. */
export interface Given {
  readonly text: string;
  readonly from: Origin["from"];
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
  const values = inputNames.map((name) => {
    const definition = definitionOf(name);
    const fromEnvironment = (definition.environment ?? []).map((variable) => environment[variable]).find(Boolean);
    const sources: readonly (Given | undefined)[] = [
      given.get(name),
      fromEnvironment === undefined ? undefined : { text: fromEnvironment, from: "default" },
      configured.get(name),
    ];
    const { text, from } = sources.find((source) => source !== undefined && source.text !== "") ?? {
      text: definition.default,
      from: "default",
    };
    return [name, definition.parse(text, { name, from })];
  });
  return Object.fromEntries(values) as Inputs;
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
    if (name === undefined) throw unknown(`input "${written}"`, written, known);
    given.set(name, { text: value.trim(), from: "input" });
  }
  return given;
}

/** Refuses what was given to a command that has no use for it; the action passes every input to every command. */
export function checkOptions(command: CommandName, given: GivenInputs): void {
  const known = namesFor(command, "option");
  for (const name of given.keys()) {
    if (!known.includes(name)) throw unknown(`option --${name} for ${command}`, name, known, "--");
  }
}

export function unknown(what: string, written: string, known: readonly string[], prefix = ""): Problem {
  return new Problem(`unknown ${what}${nearest(written, known)}`, {
    kind: "usage",
    where: { input: written },
    hint: `Known: ${known.map((name) => prefix + name).join(", ")}.`,
  });
}
