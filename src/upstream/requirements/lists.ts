import type { Blocker, Missing, Satisfied, Superfluous, UnresolvedRequirement } from "../../documents/requirements.ts";
import { systems } from "../../flox/systems.ts";
import type { ListedPackage, PackageList } from "../../nix/python/model.ts";
import { isNamed, withExtra } from "../names.ts";
import type { Comparing } from "./facts.ts";
import { type Need, type Needs, needOf, needText, onlyOn } from "./needs.ts";
import { whySuperfluous } from "./superfluous.ts";
import {
  extraFault,
  extraName,
  isInDoubt,
  keptFault,
  origin,
  sameExtra,
  type Target,
  targetFault,
  targetOf,
} from "./targets.ts";

/** What one list of the Nix file lacks and has too much of. */
export interface ListComparison {
  readonly missing: readonly Missing[];
  readonly superfluous: readonly Superfluous[];
  readonly satisfied: readonly Satisfied[];
  readonly unresolved: readonly UnresolvedRequirement[];
  readonly blockers: readonly Blocker[];
  /** Names that are not known to be in nixpkgs' Python set. */
  readonly unknown: readonly string[];
}

/**
 * Upstream's requirements against a list of the Nix file.
 *
 * @param list what the list is called in reports
 * @param listed undefined where the Nix file has no such list
 */
export function compareList(
  list: string,
  listed: PackageList | undefined,
  needs: Needs,
  comparing: Comparing,
): ListComparison {
  const found = emptyComparison();
  const entries = listed?.entries ?? [];
  const untold: string[] = [];
  for (const whole of [...needs.needed.values()].toSorted(byName)) {
    if (comparing.ignore.has(whole.normalizedName)) continue;
    const target = targetOf(whole.normalizedName, comparing);
    if (isRemoved(whole, target, comparing)) {
      found.satisfied.push(removed(whole));
      continue;
    }
    for (const extra of [undefined, ...whole.extras]) {
      const need = needOf(whole, extra);
      const having = entries.filter((entry) => meets(entry, target, extra));
      if (having.length > 0 && !isElsewhere(having, need)) {
        found.unresolved.push(...conditional(having, need));
        const fault = extra === undefined ? keptFault(need, target, comparing) : undefined;
        if (fault !== undefined) found.blockers.push({ name: target.name, reason: fault });
      } else if (list !== "dependencies" && isDependency(need, target, extra, comparing)) {
        found.satisfied.push(dependency(need));
      } else if (listed?.complete === false) {
        untold.push(withExtra(target.name, extra));
      } else {
        lacking(found, list, entries, need, target, extra && extraName(extra, target), comparing);
      }
    }
    found.satisfied.push(...otherwise(whole, target, entries, comparing));
  }
  if (untold.length > 0) {
    const reason = `Whether ${untold.join(", ")} is there cannot be told: a part of the list ${listed?.argument} is computed.`;
    found.unresolved.push({ what: list, file: comparing.nix?.file ?? null, line: comparing.nix?.line ?? null, reason });
  }
  addSuperfluous(found, list, entries, needs, comparing);
  return found;
}

type Mutable<T> = { [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

function emptyComparison(): Mutable<ListComparison> {
  return { missing: [], superfluous: [], satisfied: [], unresolved: [], blockers: [], unknown: [] };
}

function byName(a: Need, b: Need): number {
  return a.normalizedName < b.normalizedName ? -1 : 1;
}

function meets(entry: ListedPackage, target: Target, extra: string | undefined): boolean {
  return entry.from !== "other" && entry.name === target.name && sameExtra(entry.extra, extra);
}

/** The packager has taken the requirement away, and nothing stands in for it. */
function isRemoved({ normalizedName }: Need, { renamed }: Target, { nix }: Comparing): boolean {
  if (renamed || nix === undefined) return false;
  return isNamed(normalizedName, nix.removed);
}

function removed(need: Need): Satisfied {
  const reason = `pythonRemoveDeps takes ${need.name} out of the metadata.`;
  return { requirement: needText(need), by: "pythonRemoveDeps", reason };
}

/** Whether entries are on none of the systems that need them, as far as their conditions are understood. */
function isElsewhere(entries: readonly ListedPackage[], need: Need): boolean {
  return entries.every(({ on }) => on?.every((system) => !need.on.includes(system)));
}

/** Entries that are there under conditions, and not wherever they are needed. */
function conditional(entries: readonly ListedPackage[], need: Need): readonly UnresolvedRequirement[] {
  const [entry] = entries;
  if (entry === undefined || need.on.every((system) => entries.some(({ on }) => on?.includes(system)))) return [];
  const isEverywhere = need.on.length === systems.length;
  const { file, line, name } = entry;
  const conditions = entries.map(({ condition }) => condition).join(" or ");
  const where = isEverywhere ? "every system" : need.on.join(" and ");
  const reason = `${name} is there only if ${conditions}, and upstream needs it on ${where}.`;
  return [{ what: need.name, file, line, reason }];
}

/** Whether what an extra needs is among the package's own dependencies, wherever it is needed. */
function isDependency({ on }: Need, target: Target, extra: string | undefined, { nix }: Comparing): boolean {
  const having = nix?.dependencies?.entries.filter((entry) => meets(entry, target, extra)) ?? [];
  return on.every((system) => having.some((entry) => entry.on?.includes(system)));
}

function dependency(need: Need): Satisfied {
  const reason = `${need.name} is there without the extra, among the package's dependencies.`;
  return { requirement: needText(need), by: "dependencies", reason };
}

function lacking(
  found: Mutable<ListComparison>,
  list: string,
  entries: readonly ListedPackage[],
  need: Need,
  target: Target,
  extra: string | undefined,
  comparing: Comparing,
): void {
  const { name } = target;
  const label = withExtra(name, extra);
  const namesake = entries.find((entry) => entry.from === "other" && entry.name === name);
  const reason = [
    `Upstream requires ${needText(need)}${onlyOn(need.on)}.`,
    target.from === "python-set" && name !== need.normalizedName ? `nixpkgs calls it ${name}.` : "",
    namesake === undefined ? "" : `The ${name} of the list is not the Python set's.`,
    need.url === undefined ? "" : "Upstream takes it from a URL, not from PyPI.",
  ];
  found.missing.push({
    name,
    extra: extra ?? null,
    from: origin(target),
    list,
    requirement: needText(need),
    systems: [...need.on],
    reason: reason.filter((sentence) => sentence !== "").join(" "),
  });
  if (isInDoubt(target)) found.unknown.push(name);
  const fault =
    targetFault(target, comparing) ?? keptFault(need, target, comparing) ?? (extra && extraFault(extra, target));
  if (fault !== undefined && !found.blockers.some((blocker) => blocker.name === label && blocker.reason === fault)) {
    found.blockers.push({ name: label, reason: fault });
  }
}

/** Met under another name, or with its bounds taken off. */
function otherwise(
  need: Need,
  target: Target,
  entries: readonly ListedPackage[],
  { nix }: Comparing,
): readonly Satisfied[] {
  const there = entries.some((entry) => meets(entry, target, undefined));
  const requirement = needText(need);
  const satisfied: Satisfied[] = [];
  if (there && target.from === "python-set" && target.name !== need.normalizedName) {
    satisfied.push({ requirement, by: target.name, reason: `nixpkgs packages ${need.name} as ${target.name}.` });
  }
  const relaxed = nix?.relaxed ?? [];
  if (there && relaxed !== "all" && need.bounds.some(({ specifiers }) => specifiers.length > 0)) {
    if (isNamed(need.normalizedName, relaxed)) {
      const reason = `pythonRelaxDeps takes the bounds of ${requirement} off.`;
      satisfied.push({ requirement, by: "pythonRelaxDeps", reason });
    }
  }
  return satisfied;
}

function addSuperfluous(
  found: Mutable<ListComparison>,
  list: string,
  entries: readonly ListedPackage[],
  needs: Needs,
  comparing: Comparing,
): void {
  const wanted = [...needs.needed.values()].flatMap((need) => {
    const target = targetOf(need.normalizedName, comparing);
    return [undefined, ...need.extras].map((extra) => ({ target, extra }));
  });
  const ignored = [...comparing.ignore].map((name) => targetOf(name, comparing).name);
  const extra = entries.filter(
    (entry) =>
      entry.from !== "other" &&
      !ignored.includes(entry.name) &&
      !wanted.some((one) => meets(entry, one.target, one.extra)),
  );
  if (extra.length > 0 && isPartial(list, needs, comparing)) {
    const names = extra.map(({ name }) => name).join(", ");
    const reason = `Whether ${names} is superfluous cannot be told: a part of upstream's requirements cannot be read.`;
    found.unresolved.push({ what: list, file: extra[0]?.file ?? null, line: extra[0]?.line ?? null, reason });
    return;
  }
  for (const entry of extra) {
    const { file, line, column, name } = entry;
    const reason = whySuperfluous(entry, list, needs, comparing);
    found.superfluous.push({ name, extra: entry.extra ?? null, list, file, line, column, reason });
  }
}

/** Whether a requirement may be among what could not be read. */
function isPartial(list: string, needs: Needs, { project }: Comparing): boolean {
  return (
    needs.unresolved.length > 0 || project.unread.has(list === "dependencies" ? "dependencies" : "optionalDependencies")
  );
}
