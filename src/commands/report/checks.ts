import type { BumpFile } from "../../documents/bump.ts";
import type { Inputs } from "../../inputs/definitions.ts";
import { commitStatuses, overallCheckRun, systemCheckRuns } from "../../review/check-runs.ts";
import type { CheckRun, CommitStatus } from "../../review/model.ts";
import type { Verdict } from "../../review/verdict.ts";
import type { CheckRunInfo, Review } from "../../world/review.ts";

/** What is told of a commit: everything but the verdict on all, and then that, which says that everything is told. */
export interface Telling {
  details(): Promise<void>;
  overall(): Promise<void>;
}

/** Check runs or commit statuses, found again by our own names for them, and written only where they differ. */
export async function tellCommit(
  review: Review,
  inputs: Pick<Inputs, "status">,
  bump: BumpFile,
  verdict: Verdict,
  runUrl: string | undefined,
  commit: string,
): Promise<Telling> {
  if (inputs.status === "commit-status") {
    const known = await review.statuses(commit);
    const statuses = commitStatuses(bump, verdict);
    const tell = async (status: CommitStatus) => {
      const before = known.find(({ context }) => context === status.context);
      const same = before?.state === status.state && before.description === status.description;
      if (!same) await review.createStatus(commit, status);
    };
    return {
      details: async () => {
        for (const status of statuses.slice(0, -1)) await tell(status);
      },
      overall: async () => {
        for (const status of statuses.slice(-1)) await tell(status);
      },
    };
  }
  const known = await review.checkRuns(commit);
  return {
    details: async () => {
      for (const run of systemCheckRuns(bump, verdict, runUrl)) await tellRun(review, commit, known, run);
    },
    overall: () => tellRun(review, commit, known, overallCheckRun(bump, verdict, runUrl)),
  };
}

async function tellRun(review: Review, commit: string, known: readonly CheckRunInfo[], run: CheckRun): Promise<void> {
  const found = known.filter(({ externalId }) => externalId === run.externalId).toSorted((a, b) => b.id - a.id)[0];
  if (found === undefined) await review.createCheckRun(commit, run);
  else if (!isSame(found, run)) {
    // GitHub adds annotations to those that are there.
    await review.updateCheckRun(found.id, found.annotations > 0 ? { ...run, annotations: [] } : run);
  }
}

function isSame(found: CheckRunInfo, run: CheckRun): boolean {
  return (
    found.completed &&
    found.conclusion === run.conclusion &&
    found.title === run.title &&
    found.summary === run.summary &&
    found.text === run.text
  );
}
