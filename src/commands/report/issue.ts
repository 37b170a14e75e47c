import type { Inputs } from "../../inputs/definitions.ts";
import { readMark } from "../../review/body/marks.ts";
import { issueBody } from "../../review/body.ts";
import { decideIssue } from "../../review/lifecycle.ts";
import type { IssueInfo, NoIssues, Review } from "../../world/review.ts";
import type { Log } from "../../world/world.ts";
import { readMarkOf } from "../open-bumps.ts";
import { equip, isSameText, markOf, titlesOf, unreadyTitle, type Wanted } from "./pull-request.ts";

/** What became of the issue, for people; no issue where there is none to be had, or a person has closed it. */
export interface PublishedIssue {
  readonly issue: Pick<IssueInfo, "number" | "url"> | undefined;
  readonly line: string;
}

/** One issue of a version in place of its pull request, found again by our first line in its body. */
export async function publishIssue(
  review: Review,
  inputs: Inputs,
  log: Log,
  wanted: Wanted,
  compareUrl: string,
): Promise<PublishedIssue> {
  const all = await review.issues();
  if (typeof all === "string") return refused(log, all);
  const issues = all.filter(({ body }) => isOfVersion(wanted, body));
  const decision = decideIssue({
    askedFor: wanted.bump.asked,
    issues: issues.map(({ number, state, body }) => ({
      number,
      state,
      superseded: readMark(body)?.supersededBy != null,
    })),
  });
  if (decision.kind === "leave") return { issue: undefined, line: `No issue is touched: ${decision.reason}.` };
  const title = titleOf(wanted);
  const body = issueBody(wanted.bump, wanted.verdict, { ...markOf(wanted, []), draft: false, found: [] }, compareUrl);
  if (decision.kind === "create") {
    const made = await review.createIssue({ title, body });
    if (typeof made === "string") return refused(log, made);
    await equip(review, inputs, log, made);
    return { issue: made, line: `Made issue #${made.number}.` };
  }
  const issue = issues.find(({ number }) => number === decision.issue);
  if (issue === undefined) throw new Error(`issue #${decision.issue} is not in the list`);
  const changes = {
    ...(titlesOf(wanted).includes(issue.title) && issue.title !== title ? { title } : {}),
    ...(isSameText(issue.body, body) ? {} : { body }),
    ...(issue.state === "open" ? {} : { state: "open" as const }),
  };
  if (Object.keys(changes).length > 0) {
    const reason = await review.updateIssue(issue.number, changes);
    if (reason !== undefined) return refused(log, reason);
  }
  await equip(review, inputs, log, issue);
  return { issue, line: `Issue #${issue.number} is up to date.` };
}

function isOfVersion({ bump }: Wanted, body: string): boolean {
  const marked = readMarkOf(body, bump.upstream, bump.directory);
  return marked !== undefined && marked.version === bump.candidate?.version;
}

function titleOf(wanted: Wanted): string {
  return wanted.verdict.overall === "passed" ? wanted.bump.title : unreadyTitle(wanted);
}

const refusedTexts: Readonly<Record<NoIssues, string>> = {
  "no-permission": "The token may not write issues: grant the job issues: write. In a fork it never may.",
  "switched-off": "The repository has no issues: switch on Settings, General, Features, Issues.",
};

function refused(log: Log, reason: NoIssues): PublishedIssue {
  const line = refusedTexts[reason];
  log.warning(line);
  return { issue: undefined, line };
}
