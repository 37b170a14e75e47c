/** Whether edited files state what they are to state, and of everything else what they stated before. */
import { rendered, sitesOf } from "../evaluate/text.ts";
import type { LiteralSite, StringValue } from "../evaluate/value.ts";
import { isAssertion } from "../reading/assertions.ts";
import type { Facts } from "../reading/facts.ts";
import type { Want } from "./wants.ts";

/** A fact that is not what it should be. */
export interface Violation {
  readonly fact: string;
  /** The want that is not met; undefined where something else has changed that should not have. */
  readonly want: Want | undefined;
  readonly before: string;
  readonly after: string | undefined;
  /** The literals that the fact comes from. */
  readonly sites: readonly LiteralSite[];
}

/** What is not as expected. */
export function violations(
  facts: Facts,
  after: Facts,
  wants: readonly Want[],
  expected: ReadonlyMap<string, string>,
): Violation[] {
  const byFact = new Map(wants.map((want) => [want.fact, want]));
  return [...expected].flatMap(([fact, text]): Violation[] => {
    const value = facts.get(fact);
    const found = after.get(fact);
    const now = found && rendered(found);
    if (now === text) return [];
    const [before, sites] = value === undefined ? ["", []] : [rendered(value), sitesOf(value)];
    return [{ fact, want: byFact.get(fact), before, after: now, sites }];
  });
}

/**
 * What each fact is to be. Facts of what is bumped that nobody asks for may follow, as a name with the version in it;
 * versions, names and sources of everything else may not, apart from those that say whom they follow. Assertions that
 * hold have to go on to.
 */
export function expectations(
  before: Facts,
  wants: readonly Want[],
  follows: (fact: string, value: StringValue) => boolean,
): Map<string, string> {
  const bumped = new Set(wants.map(({ group }) => group));
  const expected = new Map<string, string>();
  for (const [fact, value] of before) {
    const [, group = "", what = ""] = /^(.*) (.*)$/s.exec(fact) ?? [];
    // What does not hold now is no reason against anything.
    if (isAssertion(fact) && rendered(value) !== "true") continue;
    const mayFollow = what.startsWith("meta.") || follows(fact, value);
    const isFixed = what === "owner" || what === "repo" || what === "pname";
    if (isFixed || (!bumped.has(group) && !mayFollow)) expected.set(fact, rendered(value));
  }
  for (const { fact, wanted } of wants) expected.set(fact, wanted);
  return expected;
}
