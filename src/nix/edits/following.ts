import { sitesOf } from "../evaluate/text.ts";
import type { StringValue } from "../evaluate/value.ts";
import { fact } from "../reading/facts.ts";
import type { Reading } from "../reading/reading.ts";

/**
 * Whether a fact that nobody asks to change may change with one that is to: `version = dagster.version` in another file
 * says so, a literal of its own file, or of one that belongs to nobody, does not. The `sourceRoot` of a package of the
 * upstream names its source's tree, also where the package itself is refused. A package under another name is that
 * package, and stays it: what is asked of its facts is asked there.
 */
export function following(reading: Reading): (named: string, value: StringValue) => boolean {
  const files = new Map<string, string>();
  const ours = new Set<string>();
  const free = new Set<string>();
  for (const { node, belongs } of reading.packages.values()) {
    for (const what of ["name", "pname", "version", "sourceRoot"]) {
      files.set(fact(node.attribute, what), node.at.file);
      if (node.aliasOf !== undefined && what !== "pname") free.add(fact(node.attribute, what));
    }
    if (belongs) free.add(fact(node.attribute, "sourceRoot"));
    const file =
      node.within === undefined && belongs ? reading.program.values.get(node.attribute)?.origin?.file : undefined;
    if (file !== undefined) ours.add(file);
  }
  return (named, value) => {
    if (free.has(named)) return true;
    const own = files.get(named);
    return own !== undefined && sitesOf(value).every(({ file }) => file !== own && ours.has(file));
  };
}
