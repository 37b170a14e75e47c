/** What `assert` in the files asks for: Nix evaluates nothing of a package whose assertion does not hold. */

import type { Assertion } from "../evaluate/evaluator.ts";
import { derived, sitesOf } from "../evaluate/text.ts";
import type { LiteralSite, Origin, StringValue } from "../evaluate/value.ts";
import { descend } from "../walk.ts";
import type { Reading } from "./reading.ts";

/** What an assertion's fact ends in. */
const suffix = " assertion";

/**
 * `true` or `false` for each assertion whose condition is known, with the literals that it rests on: the fact
 * `.flox/pkgs/dagster.nix/assert-1 assertion`. One that is evaluated several times has to hold each time.
 */
export function assertionsOf(reading: Reading): [string, StringValue][] {
  const { program } = reading;
  program.begin();
  const { assertions } = program.evaluator;
  const names = new Map<string, string>();
  const known = new Map<string, { readonly holds: boolean; readonly sites: readonly LiteralSite[] }>();
  // Looking at one may reach others.
  for (let index = 0; index < assertions.length; index++) {
    const assertion = assertions[index];
    const condition = assertion?.condition.force();
    if (assertion === undefined || condition?.kind !== "boolean") continue;
    const place = `${assertion.at.file}:${assertion.at.from}`;
    const named = names.get(place) ?? nameOf(assertion.at, reading);
    names.set(place, named);
    const before = known.get(named);
    known.set(named, {
      holds: condition.value && before?.holds !== false,
      sites: [...(before?.sites ?? []), ...sitesIn(assertion, reading)],
    });
  }
  return Array.from(known, ([named, { holds, sites }]) => [named, derived(String(holds), sites)]);
}

/** Whether a fact is an assertion. One that does not hold to begin with need not go on to. */
export function isAssertion(named: string): boolean {
  return named.endsWith(suffix);
}

/** Where the assertion of a fact stands. */
export function assertionAt(named: string, reading: Reading): Origin | undefined {
  return reading.program.evaluator.assertions.find(({ at }) => nameOf(at, reading) === named)?.at;
}

/** The same before and after an edit: its place in the order of the file's assertions. */
function nameOf({ file, from }: Origin, { program }: Reading): string {
  const { root } = program.tree(file);
  const places = [...descend(root)].flatMap((expression) => (expression.kind === "assert" ? expression.from : []));
  return `${file}/assert-${places.filter((place) => place <= from).length}${suffix}`;
}

/** The literals of the strings that are compared in a condition. */
function sitesIn({ condition }: Assertion, { program }: Reading): readonly LiteralSite[] {
  const { written } = condition;
  if (written === undefined) return [];
  return [...descend(written.expression)].flatMap((expression) =>
    expression.kind === "lambda" ? [] : sitesOf(program.evaluator.evaluate(expression, written.environment)),
  );
}
