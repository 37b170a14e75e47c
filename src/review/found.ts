import type { BumpFile } from "../documents/bump.ts";
import { distinct, foundVersions, isAmong, isPinned } from "../flox/found.ts";
import type { Marked, MarkedVersion } from "./body/marks.ts";
import type { Verdict } from "./verdict.ts";

/** A first line has room for no more. */
const most = 80;

/**
 * What the bump knew of nixpkgs, what its own builds have found since, and what was known before that. A result that
 * names another nixpkgs than the bump's tells nothing, and its text does not stand in the line.
 *
 * @param before as the pull request's first line says it
 */
export function markedVersions(
  { foundVersions: known, nixpkgs }: Pick<BumpFile, "foundVersions" | "nixpkgs">,
  { systems }: Verdict,
  before: readonly MarkedVersion[] = [],
): readonly MarkedVersion[] {
  const results = systems.flatMap(({ result }) => result ?? []);
  const built = foundVersions(results.filter((result) => result.nixpkgs === nixpkgs));
  const now = [...known, ...built].map((one) => ({ ...one, tried: isAmong(known, one) }));
  return distinct([...now, ...before]).slice(0, most);
}

/**
 * What the next bump on the same nixpkgs relaxes, as `grpcio-health-checking 1.83.0`; nothing where it is not to, or the
 * branch is a person's.
 */
export function nextToRelax(bump: BumpFile, found: readonly MarkedVersion[]): readonly string[] {
  if (bump.requirementEdits.mode !== "fix" || bump.outcome === "held") return [];
  const news = found.filter(({ tried, nixpkgs }) => !tried && nixpkgs === bump.nixpkgs);
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
  if (mode !== "fix" || !isPinned(nixpkgs) || marked?.commit !== commit) return false;
  return marked.found.some((one) => !one.tried && one.nixpkgs === nixpkgs);
}
