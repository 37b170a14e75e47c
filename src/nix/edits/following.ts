import { sitesOf } from "../evaluate/text.ts";
import type { StringValue } from "../evaluate/value.ts";
import { fact } from "../reading/facts.ts";
import type { Reading } from "../reading/reading.ts";

/**
 * Whether a fact about a package that is not the upstream's may change with one that is: `version = dagster.version` in
 * another file asks for it. A literal of its own file, or of one that belongs to nobody, does not.
 */
export function following(reading: Reading): (named: string, value: StringValue) => boolean {
  const files = new Map<string, string>();
  const ours = new Set<string>();
  for (const { node, belongs } of reading.packages.values()) {
    for (const what of ["name", "pname", "version", "sourceRoot"]) files.set(fact(node.attribute, what), node.at.file);
    const file =
      node.within === undefined && belongs ? reading.program.values.get(node.attribute)?.origin?.file : undefined;
    if (file !== undefined) ours.add(file);
  }
  return (named, value) => {
    const own = files.get(named);
    return own !== undefined && sitesOf(value).every(({ file }) => file !== own && ours.has(file));
  };
}
