/** What a package's lists state, as lines that can be compared before and after an edit. */
import { withExtra } from "../../upstream/names.ts";
import type { ListedPackage, PackageList, PythonPackage, RequirementList } from "./model.ts";

/** Lines by the package's attribute; how often a line is there counts, their order does not. */
export type Stated = ReadonlyMap<string, readonly string[]>;

/** What packages state more, and no longer. */
export type Changes = ReadonlyMap<string, { readonly added: readonly string[]; readonly dropped: readonly string[] }>;

export function changed(before: Stated, changes: Changes): Stated {
  const after = [...changes].map(([attribute, { added, dropped }]) => {
    return [attribute, [...without(before.get(attribute) ?? [], dropped), ...added]] as const;
  });
  return new Map([...before, ...after]);
}

export function statedBy(packages: readonly PythonPackage[]): Stated {
  return new Map(packages.map((one) => [one.attribute, lines(one)]));
}

/** What a list's entry states, wherever it stands. */
export type StatedEntry = Pick<ListedPackage, "from" | "name" | "extra" | "condition" | "on">;

/** @param list `dependencies`, `build-system`, or an extra's list */
export function entryLine(list: RequirementList, { from, name, extra, condition, on }: StatedEntry): string {
  const label = withExtra(name, extra);
  const where = condition === undefined ? "" : ` if ${condition} (${on?.join(" ") ?? "not understood"})`;
  return `${list}: ${from} ${label}${where}`;
}

function lines(one: PythonPackage): readonly string[] {
  const { python, format, copiesSubdirectory, dependencies, buildSystem, optionalDependencies, relaxed, removed } = one;
  return [
    `python: ${python?.join(".")}`,
    `format: ${format}`,
    `copies: ${copiesSubdirectory}`,
    ...listLines("dependencies", dependencies),
    ...listLines("build-system", buildSystem),
    ...[...optionalDependencies].flatMap(([extra, list]) => listLines(`optional-dependencies.${extra}`, list)),
    ...nameLines("pythonRelaxDeps", relaxed),
    ...nameLines("pythonRemoveDeps", removed),
  ];
}

function listLines(name: RequirementList, list: PackageList | undefined): readonly string[] {
  if (list === undefined) return [];
  return [...list.entries.map((entry) => entryLine(name, entry)), ...(list.complete ? [] : [`${name}: and others`])];
}

function nameLines(list: string, names: readonly string[] | "all"): readonly string[] {
  return names === "all" ? [`${list}: all`] : names.map((name) => `${list}: ${name}`);
}

/** The packages of which something else is stated than expected, with the lines that differ. */
export function differences(expected: Stated, found: Stated): ReadonlyMap<string, readonly string[]> {
  const different = new Map<string, readonly string[]>();
  for (const attribute of new Set([...expected.keys(), ...found.keys()])) {
    const [wanted, there] = [expected.get(attribute) ?? [], found.get(attribute) ?? []];
    const lacking = without(wanted, there).map((line) => `without ${line}`);
    const more = without(there, wanted).map((line) => `with ${line}`);
    if (lacking.length + more.length > 0) different.set(attribute, [...lacking, ...more]);
  }
  return different;
}

/** Lines without those of another list, each as often as it is there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
