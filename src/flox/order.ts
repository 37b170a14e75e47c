import type { Package } from "../nix/model.ts";

/** A package to build, and which of the others must be built for it. */
export interface BuildStep {
  readonly attribute: string;
  readonly file: string;
  readonly needs: readonly string[];
}

/**
 * Packages of `.flox/pkgs` such that each comes after those that it uses; else by name. What uses itself through others
 * comes where it is met first: Nix will say so.
 */
export function buildOrder(packages: readonly Package[]): BuildStep[] {
  const top = packages.filter(({ within }) => within === undefined);
  const byName = new Map(top.map((entry) => [entry.attribute, entry] as const));
  const needs = new Map(top.map((entry) => [entry.attribute, needsOf(entry, packages, byName)] as const));
  const order: BuildStep[] = [];
  const seen = new Set<string>();
  const visit = (attribute: string) => {
    const entry = byName.get(attribute);
    if (entry === undefined || seen.has(attribute)) return;
    seen.add(attribute);
    const needed = needs.get(attribute) ?? [];
    needed.forEach(visit);
    order.push({ attribute, file: entry.file, needs: needed });
  };
  [...byName.keys()].sort().forEach(visit);
  return order;
}

/** What a package and those that are made inside its file use. */
function needsOf(entry: Package, packages: readonly Package[], top: ReadonlyMap<string, Package>): string[] {
  const inside = packages.filter(({ within }) => within === entry.attribute);
  const used = [entry, ...inside].flatMap(({ uses }) => uses);
  return [...new Set(used)].filter((name) => name !== entry.attribute && top.has(name)).sort();
}
