import type { BumpDocument } from "../documents/bump.ts";
import type { DocumentedFix, PackageRequirements } from "../documents/requirements.ts";
import { withExtra } from "../upstream/names.ts";

/** One line about requirements, for the packages that it is true of. */
export interface RequirementRow {
  readonly packages: readonly string[];
  readonly what: (typeof order)[number];
  readonly name: string;
  readonly reason: string;
}

/** What is to be seen first comes first. */
const order = [
  "blocked",
  "missing",
  "not fixed",
  "would fix",
  "fix",
  "unresolved",
  "superfluous",
  "changed",
  "met",
] as const;

/** What was mended, or stands open, of the lines about requirements. */
export const toBeSeen: ReadonlySet<RequirementRow["what"]> = new Set(order.slice(0, order.indexOf("superfluous")));

/** What was found of the requirements, line by line; packages of which the same is true share one. */
export function requirementRows({
  requirements,
  requirementEdits: { mode },
  projects,
}: Pick<BumpDocument, "requirements" | "requirementEdits" | "projects">): readonly RequirementRow[] {
  const all = Object.entries(requirements).flatMap(([attribute, found]) =>
    packageRows(found, mode).map((row) => ({ ...row, packages: [attribute] })),
  );
  const groups = Map.groupBy(all, ({ what, name, reason }) => JSON.stringify([what, name, reason]));
  const rows = [...groups.values()].flatMap((group): readonly RequirementRow[] => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, packages: group.flatMap(({ packages }) => packages) }];
  });
  return [
    ...rows.toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what)),
    ...projects.added.map(({ name, directory, packaged }): RequirementRow => {
      const here = packaged ? "packaged here" : "not packaged here";
      return { packages: [], what: "changed", name, reason: `Upstream added it in ${directory}; it is ${here}.` };
    }),
    ...projects.dropped.map(({ name, packaged }): RequirementRow => {
      const here = packaged ? "it is packaged here" : "it is not packaged here";
      return { packages: [], what: "changed", name, reason: `Upstream no longer has it; ${here}.` };
    }),
  ];
}

function packageRows(
  found: PackageRequirements,
  mode: BumpDocument["requirementEdits"]["mode"],
): readonly Omit<RequirementRow, "packages">[] {
  const fixed = mode === "fix" ? "fix" : "would fix";
  return [
    ...found.blockers.map(({ name, reason }) => ({ what: "blocked" as const, name, reason })),
    ...found.missing
      .filter((missing) => !found.fixes.some((fix) => mends(fix, missing)))
      .map(({ name, extra, reason }) => ({ what: "missing" as const, name: withExtra(name, extra), reason })),
    ...found.fixes.map((fix) => {
      const what: RequirementRow["what"] = fix.refused === null ? fixed : "not fixed";
      return { what, name: fixName(fix), reason: fixReason(fix) };
    }),
    ...found.unresolved.map(({ what, file, line, reason }) => ({
      what: "unresolved" as const,
      name: what,
      reason: file === null ? reason : `${reason} See ${file}${line === null ? "" : `:${line}`}.`,
    })),
    ...found.superfluous.map(({ name, extra, reason }) => ({
      what: "superfluous" as const,
      name: withExtra(name, extra),
      reason,
    })),
    ...found.changed.map(({ name, reason }) => ({ what: "changed" as const, name, reason })),
    ...found.satisfied.map(({ requirement, reason }) => ({ what: "met" as const, name: requirement, reason })),
  ];
}

/** What is mended needs no line of its own beside the fix. */
function mends(fix: DocumentedFix, { name, extra, list }: PackageRequirements["missing"][number]): boolean {
  return fix.kind === "add" && fix.list === list && fix.extra === extra && fix.names.includes(name);
}

function fixName({ names, extra }: DocumentedFix): string {
  return withExtra(names.join(", "), extra);
}

function fixReason({ list, reason, refused }: DocumentedFix): string {
  return refused === null ? `For ${list}. ${reason}` : `${reason} Not written to ${list}: ${refused}.`;
}

/** `dagster, dagster-graphql and 4 more`; the words for the upstream as a whole where no package is named. */
export function packagesText(packages: readonly string[]): string {
  if (packages.length === 0) return "(upstream)";
  if (packages.length <= 3) return packages.join(", ");
  return `${packages.slice(0, 2).join(", ")} and ${packages.length - 2} more`;
}
