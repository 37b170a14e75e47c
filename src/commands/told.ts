import { isProblem } from "../errors.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { overallId } from "../review/check-runs.ts";
import type { Review } from "../world/review.ts";
import { upstreamName } from "./outside.ts";

/** What our check run, or commit status, for all systems says of a commit. */
export type ToldVerdict = "passed" | "failed";

/**
 * The verdict that was told of a commit, once everything has been reported of it; undefined before that. A token that
 * may not read it has seen nothing.
 *
 * @param directory from the top of the repository, without a slash at its end; empty for the top itself
 */
export async function toldVerdict(
  review: Review,
  inputs: Pick<Inputs, "status" | "upstream">,
  directory: string,
  commit: string,
): Promise<ToldVerdict | undefined> {
  const id = overallId(upstreamName(inputs), directory);
  try {
    if (inputs.status === "commit-status") {
      return verdictOf((await review.statuses(commit)).find(({ context }) => context === id)?.state);
    }
    const runs = (await review.checkRuns(commit)).filter(({ externalId }) => externalId === id);
    const newest = runs.toSorted((a, b) => b.id - a.id)[0];
    return newest?.completed ? verdictOf(newest.conclusion) : undefined;
  } catch (error) {
    if (isProblem(error) && error.kind === "input") return undefined;
    throw error;
  }
}

/** Missing results are cancelled or an error, and are asked for again. */
function verdictOf(conclusion: string | null | undefined): ToldVerdict | undefined {
  if (conclusion === "success") return "passed";
  return conclusion === "failure" ? "failed" : undefined;
}
