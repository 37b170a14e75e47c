import type { BumpFile } from "../../documents/bump.ts";
import { isProblem } from "../../errors.ts";
import type { Inputs } from "../../inputs/definitions.ts";
import { type Marked, type Refusable, readMark } from "../../review/body/marks.ts";
import { pullRequestBody, withResults } from "../../review/body.ts";
import { markedVersions } from "../../review/found.ts";
import { wantsDraft } from "../../review/lifecycle.ts";
import type { MergeMethod } from "../../review/model.ts";
import { requirementRows, toBeSeen } from "../../review/requirements.ts";
import type { Verdict } from "../../review/verdict.ts";
import type { NotCreated, Review } from "../../world/review.ts";
import type { Log, PullRequestInfo } from "../../world/world.ts";

/** What a pull request is made of. */
export interface Wanted {
  readonly bump: BumpFile;
  readonly verdict: Verdict;
  readonly commit: string;
  readonly branch: string;
  readonly draft: boolean;
  readonly autoMerge: MergeMethod | undefined;
}

export function wantedOf(inputs: Inputs, bump: BumpFile, verdict: Verdict, commit: string, branch: string): Wanted {
  const passed = verdict.overall === "passed";
  const draft = wantsDraft(inputs.draft, passed, bump.candidate?.tag != null);
  const isClean = bump.refusals.length === 0 && bump.leftovers.length === 0 && !hasRequirementsToSee(bump);
  const method = inputs["auto-merge"];
  const autoMerge = method !== "off" && passed && isClean && !draft ? method : undefined;
  return { bump, verdict, commit, branch, draft, autoMerge };
}

/** What was mended, or what stands open: neither is merged unseen. */
function hasRequirementsToSee(bump: BumpFile): boolean {
  return requirementRows(bump).some(({ what }) => toBeSeen.has(what));
}

export function markOf(
  { bump, verdict, commit, draft }: Omit<Wanted, "autoMerge" | "branch">,
  refused: readonly Refusable[],
  before?: Marked,
): Marked {
  return {
    upstream: bump.upstream,
    directory: bump.directory,
    version: bump.candidate?.version ?? "",
    commit,
    verdict: verdict.overall,
    draft,
    refused,
    supersededBy: null,
    found: markedVersions(bump, verdict, before?.found),
  };
}

/** Where a draft cannot be had, the title says what it would have said. */
function titleOf(wanted: Wanted, refused: readonly Refusable[]): string {
  return refused.includes("draft") ? unreadyTitle(wanted) : wanted.bump.title;
}

export function unreadyTitle({ bump: { title }, verdict }: Wanted): string {
  return `${verdict.overall === "failed" ? "failing" : "not ready"}: ${title}`;
}

/** All that we have ever called it; another title is a person's. */
export function titlesOf({ bump: { title } }: Wanted): readonly string[] {
  return [title, `failing: ${title}`, `not ready: ${title}`];
}

export async function createPullRequest(
  review: Review,
  inputs: Inputs,
  log: Log,
  base: string,
  wanted: Wanted,
): Promise<PullRequestInfo | NotCreated> {
  const attempt = (refused: readonly Refusable[]) =>
    review.createPullRequest({
      title: titleOf(wanted, refused),
      body: pullRequestBody(wanted.bump, wanted.verdict, markOf(wanted, refused)),
      branch: wanted.branch,
      base,
      draft: wanted.draft && !refused.includes("draft"),
    });
  let refused: readonly Refusable[] = [];
  let made = await attempt(refused);
  if (made === "no-drafts") {
    refused = ["draft"];
    made = await attempt(refused);
  }
  if (typeof made === "string") return made;
  await equip(review, inputs, log, made);
  await askReviewers(review, inputs, log, made.number);
  await mergeByItself(review, log, wanted, made, refused);
  return made;
}

/** Brings an open pull request of ours up to date; what a person has changed since is left as it is. */
export async function updatePullRequest(
  review: Review,
  inputs: Inputs,
  log: Log,
  wanted: Wanted,
  pullRequest: PullRequestInfo,
): Promise<void> {
  const before = readMark(pullRequest.body);
  await mergeNoLonger(review, inputs, log, wanted, pullRequest, before);
  await equip(review, inputs, log, pullRequest);
  // Without our first line the text is a person's.
  if (before === undefined) return;
  const refused = await bringToState(review, log, wanted, pullRequest, before);
  const title = titleOf(wanted, refused);
  const body = pullRequestBody(wanted.bump, wanted.verdict, markOf(wanted, refused, before));
  const changes = {
    ...(titlesOf(wanted).includes(pullRequest.title) && pullRequest.title !== title ? { title } : {}),
    ...(isSameText(pullRequest.body, body) ? {} : { body }),
  };
  if (Object.keys(changes).length > 0) await review.updatePullRequest(pullRequest.number, changes);
  await mergeByItself(review, log, wanted, pullRequest, refused, before);
}

/** Tells the results of a person's commit, and nothing else. */
export async function updateResults(
  review: Review,
  inputs: Inputs,
  log: Log,
  wanted: Wanted,
  pullRequest: PullRequestInfo,
): Promise<void> {
  const before = readMark(pullRequest.body);
  await mergeNoLonger(review, inputs, log, wanted, pullRequest, before);
  if (before === undefined) return;
  const { bump, verdict } = wanted;
  const marked = { ...markOf(wanted, before.refused, before), draft: before.draft };
  const body = withResults(pullRequest.body.replaceAll("\r\n", "\n"), bump, verdict, marked);
  if (!isSameText(pullRequest.body, body)) await review.updatePullRequest(pullRequest.number, { body });
}

export function isSameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n").trimEnd() === other.trimEnd();
}

/** @returns what GitHub refuses, of this and of before. */
async function bringToState(
  review: Review,
  log: Log,
  { draft }: Wanted,
  { nodeId, draft: isDraft }: PullRequestInfo,
  before: Marked,
): Promise<readonly Refusable[]> {
  const what: Refusable = draft ? "draft" : "ready";
  if (before.draft === draft) return before.refused.filter((one) => one === what && isDraft !== draft);
  if (isDraft === draft) return [];
  const done = draft ? await review.convertToDraft(nodeId) : await review.markReady(nodeId);
  if (done) return [];
  log.warning(
    draft
      ? "GitHub does not let the token make the pull request a draft: its title says that it is not ready."
      : "GitHub does not let the token mark the pull request as ready: press Ready for review.",
  );
  return [what];
}

async function mergeByItself(
  review: Review,
  log: Log,
  wanted: Wanted,
  { number, nodeId, autoMerge }: PullRequestInfo,
  refused: readonly Refusable[],
  before?: Marked,
): Promise<void> {
  if (wanted.autoMerge === undefined || autoMerge || refused.includes("ready")) return;
  if (await review.enableAutoMerge(nodeId, wanted.commit, wanted.autoMerge)) return;
  log.warning(
    "GitHub does not switch on auto-merge: allow it in the repository's settings, and protect the branch so that there is something to wait for.",
  );
  const body = pullRequestBody(wanted.bump, wanted.verdict, markOf(wanted, [...refused, "auto-merge"], before));
  await review.updatePullRequest(number, { body });
}

/**
 * Auto-merge was switched on for a commit that passed and left nothing to people; before anything else is told, it does
 * not outlive that. Of the very commit that was told of before, a person may have switched it on all the same.
 */
async function mergeNoLonger(
  review: Review,
  inputs: Inputs,
  log: Log,
  { verdict, bump, commit, autoMerge: wanted }: Wanted,
  { number, nodeId, autoMerge }: PullRequestInfo,
  before: Marked | undefined,
): Promise<void> {
  if (!autoMerge || inputs["auto-merge"] === "off") return;
  const isPassed = verdict.overall === "passed";
  const isPersons = bump.outcome === "held" || before?.commit === commit;
  if (isPassed && (wanted !== undefined || isPersons)) return;
  const why = isPassed ? "something is left to you" : "not everything passed";
  if (await review.disableAutoMerge(nodeId)) {
    log.info(`Auto-merge of pull request #${number} is switched off: ${why}.`);
    return;
  }
  log.warning(
    `GitHub does not let the token switch off auto-merge of pull request #${number}, and ${why}: press Disable auto-merge.`,
  );
}

/** Labels, people and the milestone. None of them is worth a failed run. */
export async function equip(
  review: Review,
  inputs: Inputs,
  log: Log,
  pullRequest: Pick<PullRequestInfo, "number" | "labels" | "assignees" | "milestone">,
): Promise<void> {
  const { number } = pullRequest;
  const has = (known: readonly string[], name: string) => known.some((one) => one.toLowerCase() === name.toLowerCase());
  const labels = inputs.labels.filter((label) => !has(pullRequest.labels, label));
  if (labels.length > 0) await attempt(log, () => review.addLabels(number, labels));
  const assignees = inputs.assignees.filter((person) => !has(pullRequest.assignees, person));
  if (assignees.length > 0) await attempt(log, () => review.addAssignees(number, assignees));
  const { milestone } = inputs;
  if (milestone !== undefined && pullRequest.milestone !== milestone) {
    await attempt(log, () => review.setMilestone(number, milestone));
  }
}

/** Once: who has looked, or has declined to, is not asked again. */
async function askReviewers(review: Review, inputs: Inputs, log: Log, number: number): Promise<void> {
  const { reviewers, "team-reviewers": teamReviewers } = inputs;
  if (reviewers.length > 0) await attempt(log, () => review.requestReviewers(number, { reviewers, teamReviewers: [] }));
  if (teamReviewers.length === 0) return;
  const asked = await attempt(log, () => review.requestReviewers(number, { reviewers: [], teamReviewers }));
  if (!asked) log.warning("GitHub's own token cannot ask teams: it takes an App's token or a personal one.");
}

async function attempt(log: Log, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!isProblem(error)) throw error;
    log.warning(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`);
    return false;
  }
}
