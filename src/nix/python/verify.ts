import { rendered } from "../evaluate/text.ts";
import { factsOf } from "../reading/facts.ts";
import type { Reading } from "../reading/reading.ts";
import { Identities } from "./names.ts";
import { allPythonCalls } from "./packages.ts";
import { type Changes, changed, differences, type Stated, statedBy } from "./stated.ts";

/**
 * What edited files state otherwise than the files before them with these changes, for people; undefined where it is all
 * as it should be: the lists of every Python package, whether it belongs or not, and the names, versions, sources and URLs.
 */
export function misstated(before: Reading, after: Reading, changes: Changes): string | undefined {
  const [wrong] = differences(changed(statedIn(before), changes), statedIn(after));
  if (wrong !== undefined) return `${wrong[0]} would be ${wrong[1].join(", ")}`;
  const [old, renewed] = [factsOf(before), factsOf(after)];
  for (const fact of new Set([...old.keys(), ...renewed.keys()])) {
    const [was, is] = [old.get(fact), renewed.get(fact)];
    if (was === undefined || is === undefined || rendered(was) !== rendered(is)) return `${fact} would be another`;
  }
  return undefined;
}

function statedIn(reading: Reading): Stated {
  return statedBy(allPythonCalls(reading, new Identities(reading)).map(({ stated }) => stated));
}
