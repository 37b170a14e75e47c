import { type BranchState, isOurs } from "./commit.ts";

/** What is known of a bump's branch before anything is fetched. */
export interface BranchFacts {
  /** The commit that the branch names; undefined where there is no branch. */
  readonly head: string | undefined;
  /** What the branch has that the base has not; undefined where there is no branch. */
  readonly state: BranchState | undefined;
  readonly pullRequests: readonly {
    readonly number: number;
    readonly state: "open" | "closed";
    readonly merged: boolean;
  }[];
  /** The version was asked for by name, which overrides a closed pull request. */
  readonly askedFor: boolean;
}

export type BranchDecision =
  | { readonly kind: "write" }
  | { readonly kind: "held"; readonly commit: string; readonly reason: string }
  | { readonly kind: "closed"; readonly pullRequest: number; readonly reason: string };

/** Whether a bump's branch may be written: never over a person's commit, and not again where a person closed it. */
export function decideBranch({ head, state, pullRequests, askedFor }: BranchFacts): BranchDecision {
  const newest = pullRequests.toSorted((a, b) => b.number - a.number)[0];
  const isOpen = pullRequests.some((pullRequest) => pullRequest.state === "open");
  if (newest !== undefined && !isOpen && !newest.merged && !askedFor) {
    const reason = `pull request #${newest.number} was closed without a merge: the version is skipped until it is asked for with the input tag`;
    return { kind: "closed", pullRequest: newest.number, reason };
  }
  const isPersons = head !== undefined && state !== undefined && state.commits.length > 0 && !isOurs(state);
  if (isPersons) {
    return {
      kind: "held",
      commit: head,
      reason: "a commit on the branch is not ours: it is built as it is and nothing is written",
    };
  }
  return { kind: "write" };
}
