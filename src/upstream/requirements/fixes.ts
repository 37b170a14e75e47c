import type { Blocker, DocumentedFix, Missing, PackageRequirements } from "../../documents/requirements.ts";
import { systems } from "../../flox/systems.ts";
import { isRequirementList, type RequirementFix } from "../../nix/python/model.ts";
import { isNamed, normalizeName, withExtra } from "../names.ts";
import { matchesSpecifiers } from "../pep440.ts";
import { readBackend } from "./backends.ts";
import type { PackageComparison } from "./compare.ts";
import type { BrokenBound, Comparing } from "./facts.ts";
import { boundsText, type Need, needText } from "./needs.ts";
import { targetOf } from "./targets.ts";

/** What is to be written, and why. */
export interface PlannedFix {
  readonly fix: RequirementFix;
  readonly reason: string;
}

/** What mends a package as far as it is sure; the rest is among the blockers. Nothing is ever taken out of a list. */
export function fixesFor(comparison: PackageComparison): readonly PlannedFix[] {
  const { comparing, missing, backend } = comparison;
  const { attribute, nix } = comparing;
  if (nix === undefined) return [];
  const fixes: PlannedFix[] = missing.flatMap((one) => addition(one, comparison));
  if (backend !== undefined) {
    fixes.push({ fix: { kind: "backend", attribute, names: backend.names }, reason: backend.reason });
  }
  return [...fixes, ...removals(comparison), ...relaxations(comparison)];
}

function addition(one: Missing, { comparing, blockers }: PackageComparison): readonly PlannedFix[] {
  const { name, extra, from, list, reason } = one;
  if (from === "unknown" || !isRequirementList(list)) return [];
  if (blockers.some((blocker) => blocker.name === withExtra(name, extra))) return [];
  const fix: RequirementFix = {
    kind: "add",
    attribute: comparing.attribute,
    list,
    from,
    name,
    extra: extra ?? undefined,
    on: one.systems,
  };
  return [{ fix, reason }];
}

/** Under another name the module is there and the metadata does not know it, which nixpkgs' check takes for missing. */
function removals({ comparing, backend }: PackageComparison): readonly PlannedFix[] {
  const { attribute, nix, needs, ignore } = comparing;
  if (nix === undefined || nix.removed === "all") return [];
  const { removed } = nix;
  return [...needs.needed.values()].flatMap((need) => {
    const target = targetOf(need.normalizedName, comparing);
    const name = metadataName(need, comparing);
    const old = backend && formerSpelling(removed, need, name, false);
    if (
      old === undefined &&
      (isNamed(need.normalizedName, removed) || !target.renamed || ignore.has(need.normalizedName))
    )
      return [];
    const reason =
      old === undefined
        ? `nixpkgs has ${target.name} in place of ${need.name}, which its metadata check would miss.`
        : respelled("pythonRemoveDeps", old, name);
    return [{ fix: { kind: "remove", attribute, name, instead: target.name } as const, reason }];
  });
}

function relaxations({ comparing, backend }: PackageComparison): readonly PlannedFix[] {
  const { attribute, nix, broken, needs } = comparing;
  if (nix === undefined || nix.relaxed === "all") return [];
  const { relaxed } = nix;
  const done = new Set<string>();
  const relax = (need: Need, reason: string): PlannedFix => {
    done.add(need.normalizedName);
    return { fix: { kind: "relax", attribute, name: metadataName(need, comparing) }, reason };
  };
  const spelledAnew = [...needs.needed.values()].flatMap((need) => {
    const name = metadataName(need, comparing);
    const old = backend && formerSpelling(relaxed, need, name, true);
    return old === undefined || boundsText(need) === "" ? [] : relax(need, respelled("pythonRelaxDeps", old, name));
  });
  // Of what is taken out of the metadata, no bound is left.
  const isFree = (project: string) => done.has(project) || isNamed(project, relaxed) || isNamed(project, nix.removed);
  const foundBroken = broken.flatMap((bound) => {
    const need = needs.needed.get(bound.project);
    if (need === undefined || isFree(bound.project) || !isBroken(need, bound)) return [];
    const has = bound.has === undefined ? "another version" : bound.has;
    return relax(need, `Upstream requires ${needText(need)}; ${bound.source} ${has}.`);
  });
  return [...spelledAnew, ...foundBroken];
}

/**
 * How a package lists a project that the metadata of its new backend spells otherwise: nixpkgs' hooks look for a name as
 * it is, but for capitals in `pythonRelaxDeps`. Undefined where it is found, or not listed.
 */
function formerSpelling(
  names: readonly string[],
  { normalizedName }: Need,
  spelled: string,
  ignoresCase: boolean,
): string | undefined {
  const listed = names.filter((name) => normalizeName(name) === normalizedName);
  const isFound = (name: string) => name === spelled || (ignoresCase && name.toLowerCase() === spelled.toLowerCase());
  return spelled !== normalizedName || listed.some(isFound) ? undefined : listed[0];
}

function respelled(list: string, old: string, name: string): string {
  return `${list} has ${old}, which the metadata of the new build backend spells ${name}.`;
}

function isBroken(need: Need, { has }: BrokenBound): boolean {
  if (boundsText(need) === "") return false;
  return has === undefined || need.bounds.some(({ specifiers }) => !matchesSpecifiers(has, specifiers));
}

/** How the built metadata spells a project: hatchling normalises it, others leave it as it is written. */
function metadataName({ name, normalizedName }: Need, { project, python }: Comparing): string {
  return readBackend(project.buildSystem, python).name === "hatchling" ? normalizedName : name;
}

/** What the document says of a package. */
export function packageRequirements(
  { missing, superfluous, satisfied, changed, unresolved, blockers }: PackageComparison,
  fixes: readonly DocumentedFix[],
): PackageRequirements {
  return {
    missing: [...missing],
    superfluous: [...superfluous],
    satisfied: [...satisfied],
    changed: [...changed],
    unresolved: [...unresolved],
    blockers: [...blockers, ...byHand(missing, fixes)],
    fixes: [...fixes],
  };
}

/** What some systems need and no condition is written for. */
function byHand(missing: readonly Missing[], fixes: readonly DocumentedFix[]): readonly Blocker[] {
  return missing.flatMap((one) => {
    const { name, extra, list, systems: on } = one;
    const isRefused = fixes.some(
      (fix) => fix.refused !== null && fix.list === list && fix.extra === extra && fix.names.includes(name),
    );
    if (!isRefused || on.length === systems.length) return [];
    const label = withExtra(name, extra);
    const where = list === "dependencies" ? "" : ` in ${list}`;
    const reason = `${label} is needed${where} on ${on.join(" and ")} only: add it under lib.optionals.`;
    return [{ name: label, reason }];
  });
}

/** @param refused why it cannot be written; undefined where it can */
export function documentedFix({ fix, reason }: PlannedFix, refused?: string): DocumentedFix {
  const common = { kind: fix.kind, reason, refused: refused ?? null };
  switch (fix.kind) {
    case "add":
      return { ...common, list: fix.list, names: [fix.name], extra: fix.extra ?? null };
    case "backend":
      return { ...common, list: "build-system", names: [...fix.names], extra: null };
    case "relax":
      return { ...common, list: "pythonRelaxDeps", names: [fix.name], extra: null };
    case "remove":
      return { ...common, list: "pythonRemoveDeps", names: [fix.name], extra: null };
  }
}
