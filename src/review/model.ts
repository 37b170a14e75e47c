export interface Annotation {
  /** From the top of the repository. */
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

export type Conclusion = "success" | "failure" | "neutral" | "cancelled";

/** A check run, completed. */
export interface CheckRun {
  readonly externalId: string;
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** Markdown. */
  readonly text: string;
  /** At most 50. */
  readonly annotations: readonly Annotation[];
}

export interface CommitStatus {
  readonly context: string;
  readonly state: "success" | "failure" | "error" | "pending";
  /** At most 140 characters. */
  readonly description: string;
}

export const mergeMethods = ["merge", "squash", "rebase"] as const;
export type MergeMethod = (typeof mergeMethods)[number];
