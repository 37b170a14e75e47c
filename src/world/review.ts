import type { CheckRun, CommitStatus, MergeMethod } from "../review/model.ts";
import type { PullRequestInfo } from "./world.ts";

/** A pull request to be made. */
export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly base: string;
  readonly draft: boolean;
}

/** Why GitHub makes no pull request. */
export type NotCreated =
  /** The setting that lets workflows make them is off. */
  | "not-permitted"
  /** The token may not: a fork's, or without `pull-requests: write`. */
  | "no-permission"
  /** Drafts are not to be had here. */
  | "no-drafts";

/** Why an issue cannot be had. */
export type NoIssues =
  /** The token may not: a fork's, or without `issues: write`. */
  | "no-permission"
  /** The repository has none. */
  | "switched-off";

export interface IssueInfo {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly milestone: string | undefined;
}

/** One repository's issues. Errors are Problems. */
export interface Issues {
  /** All pages, open and closed, of those who may write to the repository, and no pull requests. */
  issues(): Promise<readonly IssueInfo[] | NoIssues>;
  createIssue(issue: { readonly title: string; readonly body: string }): Promise<IssueInfo | NoIssues>;
  updateIssue(
    number: number,
    changes: { readonly title?: string; readonly body?: string; readonly state?: "open" | "closed" },
  ): Promise<NoIssues | undefined>;
}

export interface CheckRunInfo {
  readonly id: number;
  readonly externalId: string;
  readonly completed: boolean;
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: number;
}

/** Who is to look at a pull request. */
export interface Reviewers {
  readonly reviewers: readonly string[];
  readonly teamReviewers: readonly string[];
}

/** One repository's pull requests, issues, check runs and statuses. Errors are Problems. */
export interface Review extends Issues {
  defaultBranch(): Promise<string>;
  /** All pages. */
  openPullRequests(): Promise<readonly PullRequestInfo[]>;
  /** Where there is an open one of the branch already, that one. */
  createPullRequest(pullRequest: NewPullRequest): Promise<PullRequestInfo | NotCreated>;
  updatePullRequest(
    number: number,
    changes: { readonly title?: string; readonly body?: string; readonly state?: "closed" },
  ): Promise<void>;
  comment(number: number, body: string): Promise<void>;
  /** One that is gone already is no error. */
  deleteBranch(branch: string): Promise<void>;
  /** Makes those that there are not. */
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  addAssignees(number: number, assignees: readonly string[]): Promise<void>;
  requestReviewers(number: number, reviewers: Reviewers): Promise<void>;
  /** By its title. */
  setMilestone(number: number, title: string): Promise<void>;
  checkRuns(commit: string): Promise<readonly CheckRunInfo[]>;
  createCheckRun(commit: string, run: CheckRun): Promise<void>;
  updateCheckRun(id: number, run: CheckRun): Promise<void>;
  /** The newest of each context. */
  statuses(commit: string): Promise<readonly CommitStatus[]>;
  createStatus(commit: string, status: CommitStatus): Promise<void>;
  /** These only GraphQL has; false where GitHub refuses. */
  convertToDraft(nodeId: string): Promise<boolean>;
  markReady(nodeId: string): Promise<boolean>;
  enableAutoMerge(nodeId: string, commit: string, method: MergeMethod): Promise<boolean>;
  disableAutoMerge(nodeId: string): Promise<boolean>;
}
