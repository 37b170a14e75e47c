import type { BumpFile } from "../documents/bump.ts";
import { distinct, foundVersions, isAmong } from "../flox/found.ts";
import type { Marked, MarkedVersion } from "./body/marks.ts";
import type { Verdict } from "./verdict.ts";

/** What the bump knew of nixpkgs, and what its own builds have found since. */
export function markedVersions(
  { foundVersions: known }: Pick<BumpFile, "foundVersions">,
  { systems }: Verdict,
): readonly MarkedVersion[] {
  const built = foundVersions(systems.flatMap(({ result }) => result ?? []));
  return distinct([...known, ...built]).map((one) => ({ ...one, tried: isAmong(known, one) }));
}

/** What the next bump relaxes, as `grpcio-health-checking 1.83.0`; nothing where it is not to, or the branch is a person's. */
export function nextToRelax(bump: BumpFile, verdict: Verdict): readonly string[] {
  if (bump.requirementEdits.mode !== "fix" || bump.outcome === "held") return [];
  const news = markedVersions(bump, verdict).filter(({ tried }) => !tried);
  return [...new Set(news.map(({ project, version }) => `${project} ${version}`))];
}

/**
 * Whether the builds of a commit found what its bump did not know, and the next bump can mend.
 *
 * @param mode what is done about requirements now
 * @param nixpkgs the URL of what is built on now; null where Flox takes its own
 */
export function hasNews(
  marked: Marked | undefined,
  commit: string,
  mode: BumpFile["requirementEdits"]["mode"],
  nixpkgs: string | null,
): boolean {
  if (mode !== "fix" || marked?.commit !== commit) return false;
  return marked.found.some((one) => !one.tried && one.nixpkgs === nixpkgs);
}
