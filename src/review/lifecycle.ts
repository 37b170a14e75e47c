import { type BranchState, isOurs } from "./commit.ts";

/** A pull request as the life cycle sees it. */
export interface KnownPullRequest {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  /** Closed by us in favour of a newer version, and by nobody else. */
  readonly superseded: boolean;
}

/** What is known of a bump's branch before anything is fetched. */
export interface BranchFacts {
  /** The commit that the branch names; undefined where there is no branch. */
  readonly head: string | undefined;
  /** What the branch has that the base has not; undefined where there is no branch. */
  readonly state: BranchState | undefined;
  readonly pullRequests: readonly KnownPullRequest[];
  /** The version was asked for by name, which overrides a closed pull request. */
  readonly askedFor: boolean;
  /** The commit is on this base and of this release, and its check runs are complete. */
  readonly proven: boolean;
  /** Its builds found what the bump did not know, and the next one can mend. */
  readonly hasNews: boolean;
}

export type BranchDecision =
  | { readonly kind: "write" }
  | { readonly kind: "unchanged"; readonly commit: string; readonly reason: string }
  | { readonly kind: "held"; readonly commit: string; readonly build: boolean; readonly reason: string }
  | { readonly kind: "closed"; readonly pullRequest: number; readonly reason: string };

/** Whether a bump's branch may be written: never over a person's commit, and not again where a person closed it. */
export function decideBranch({ head, state, pullRequests, askedFor, proven, hasNews }: BranchFacts): BranchDecision {
  const closed = closedByPerson(pullRequests);
  if (closed !== undefined && !askedFor) {
    const reason = `Pull request #${closed} was closed without a merge: the version is skipped until it is asked for with the input tag.`;
    return { kind: "closed", pullRequest: closed, reason };
  }
  if (head === undefined || state === undefined || state.commits.length === 0) return { kind: "write" };
  if (!isOurs(state)) {
    const what = "A commit on the branch is not ours: nothing is written";
    const reason = proven ? `${what}, and its check runs are complete.` : `${what}, and it is built as it is.`;
    return { kind: "held", commit: head, build: !proven, reason };
  }
  if (proven && !askedFor && !hasNews) {
    return { kind: "unchanged", commit: head, reason: "The bump is on its branch, and its check runs are complete." };
  }
  return { kind: "write" };
}

/** The newest pull request, where a person has closed it and left none of the version open. */
function closedByPerson(pullRequests: readonly KnownPullRequest[]): number | undefined {
  const newest = pullRequests.toSorted((a, b) => b.number - a.number)[0];
  if (newest === undefined || newest.merged || newest.superseded) return undefined;
  return pullRequests.some(({ state }) => state === "open") ? undefined : newest.number;
}

/** What is known when the results are in. */
export interface ReportFacts {
  /** The commit that was built. */
  readonly commit: string;
  /** Whether it is a person's: the branch is held. */
  readonly held: boolean;
  readonly askedFor: boolean;
  /** The commit that the branch names now. */
  readonly head: string | undefined;
  readonly pullRequests: readonly (KnownPullRequest & { readonly head: string })[];
}

export type ReportDecision =
  | { readonly kind: "create" }
  /** All of it is ours to say. */
  | { readonly kind: "update"; readonly pullRequest: number }
  /** The branch is a person's: the results alone are told. */
  | { readonly kind: "results"; readonly pullRequest: number }
  | { readonly kind: "leave"; readonly reason: string };

/** What becomes of the pull request: never a second one of a version, and none where a person has decided. */
export function decideReport({ commit, held, askedFor, head, pullRequests }: ReportFacts): ReportDecision {
  if (head !== commit) {
    const reason = head === undefined ? "the branch is gone" : "the branch has moved on since the build began";
    return { kind: "leave", reason: `${reason}: the next run tells of it` };
  }
  const open = pullRequests.find(({ state }) => state === "open");
  if (open !== undefined) return { kind: held ? "results" : "update", pullRequest: open.number };
  if (held) return { kind: "leave", reason: "the branch is a person's, and nobody has opened a pull request of it" };
  const merged = pullRequests.find((one) => one.merged && one.head === commit);
  if (merged !== undefined) return { kind: "leave", reason: `pull request #${merged.number} is merged` };
  const closed = closedByPerson(pullRequests);
  if (closed !== undefined && !askedFor) {
    return { kind: "leave", reason: `pull request #${closed} was closed without a merge` };
  }
  return { kind: "create" };
}

/** Issues of a version, in place of its pull request. */
export interface IssueFacts {
  readonly askedFor: boolean;
  readonly issues: readonly Omit<KnownPullRequest, "merged">[];
}

export type IssueDecision =
  | { readonly kind: "create" }
  /** One that is closed is opened again. */
  | { readonly kind: "update"; readonly issue: number }
  | { readonly kind: "leave"; readonly reason: string };

/** What becomes of a version's issue: never a second one, and none where a person has closed it. */
export function decideIssue({ askedFor, issues }: IssueFacts): IssueDecision {
  const byAge = issues.toSorted((a, b) => a.number - b.number);
  const open = byAge.find(({ state }) => state === "open");
  if (open !== undefined) return { kind: "update", issue: open.number };
  const newest = byAge.at(-1);
  if (newest === undefined) return { kind: "create" };
  if (newest.superseded || askedFor) return { kind: "update", issue: newest.number };
  return { kind: "leave", reason: `issue #${newest.number} was closed` };
}

/** An open pull request or issue of ours, of another version. */
export interface OtherBump {
  readonly number: number;
  readonly branch: string;
  readonly version: string;
  /** A person has reopened it after it was superseded, or has pushed to it. */
  readonly kept: boolean;
}

/** Those that a newer version takes the place of. Whether they are older is for the versions' own order to say. */
export function superseded<One extends OtherBump>(
  others: readonly One[],
  isOlder: (version: string) => boolean,
): readonly One[] {
  return others.filter(({ version, kept }) => !kept && isOlder(version));
}

/** What is to be a draft: what is not proven, and what is no release. */
export function wantsDraft(rule: "auto" | "always" | "never", passed: boolean, released: boolean): boolean {
  return rule === "auto" ? !passed || !released : rule === "always";
}
