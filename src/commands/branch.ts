import { join } from "node:path/posix";
import { lockFileName } from "../documents/lock.ts";
import { Problem } from "../errors.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { Marked } from "../review/body/marks.ts";
import {
  type BranchState,
  blobName,
  branchName,
  type CommitFacts,
  commitMessage,
  isOurs,
  planDigest,
  planOf,
  upstreamCommitOf,
} from "../review/commit.ts";
import { hasNews } from "../review/found.ts";
import { type BranchDecision, decideBranch } from "../review/lifecycle.ts";
import type { Runner } from "../world/runner.ts";
import type { GitHub, World } from "../world/world.ts";
import type { Goal } from "./goal.ts";
import { type BranchBump, bumpsOf } from "./open-bumps.ts";
import { repositoryApiUrl, upstreamName } from "./outside.ts";
import { toldVerdict } from "./told.ts";

/** The branch that a bump goes on, as it is before anything is fetched. */
export interface BranchWork {
  readonly github: GitHub;
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  /** The commit that is checked out, which the bump's commit follows. */
  readonly base: string;
  /** The directory's path from the top of the repository, with a slash at its end, or empty. */
  readonly prefix: string;
  /** The same without the slash. */
  readonly directory: string;
  /** Our commit that the branch names now, where it is ours to move. */
  readonly existing:
    | { readonly commit: string; readonly parent: string; readonly plan: string | undefined }
    | undefined;
  /** What the pull requests of the branch say about themselves, whether they are open or not. */
  readonly marks: readonly Marked[];
  readonly decision: BranchDecision;
}

/**
 * @param nixpkgs the URL of what is built on; null where Flox takes its own
 * @throws Problem of kind `input` where the checkout has changes of its own: they would end up in the bump's commit.
 */
export async function readBranch(
  world: World,
  inputs: Inputs,
  runner: Runner,
  goal: Goal,
  nixpkgs: string | null,
): Promise<BranchWork> {
  const { head: base, prefix, changed } = await world.git.checkout(inputs.directory);
  if (changed.length > 0) {
    throw new Problem(`the checkout has changes that are not committed: ${changed.slice(0, 5).join(", ")}`, {
      kind: "input",
      where: { file: join(inputs.directory, changed[0] ?? "") },
      hint: "Run the action right after actions/checkout, or commit the changes first.",
    });
  }
  if (inputs.token === undefined) {
    throw new Problem("no token was given for the packaging repository", {
      kind: "input",
      where: { input: "token" },
      hint: "Pass token: ${{ github.token }} and grant the job contents: write.",
    });
  }
  const { owner, repo } = runner.repository;
  const github = await world.github({ apiUrl: repositoryApiUrl(world), token: inputs.token, tokenInput: "token" });
  const branch = branchName(inputs.upstream.repo, goal.version);
  const head = await github.branch(owner, repo, branch);
  const comparison = head === undefined ? undefined : await github.compare(owner, repo, base, head);
  const directory = prefix.replace(/\/$/, "");
  const isOfGoal =
    comparison !== undefined &&
    (!isOurs(comparison) ||
      (comparison.mergeBase === base && upstreamCommitOf(comparison.commits[0]?.message ?? "") === goal.commit));
  if (comparison !== undefined && isOurs(comparison)) requireSameDirectory(branch, prefix, comparison);
  const all = await github.pullRequests(owner, repo, branch);
  const pullRequests = bumpsOf(all, upstreamName(inputs), directory);
  const open = pullRequests.filter(({ state }) => state === "open").flatMap(({ marked }) => marked ?? []);
  const decision = decideBranch({
    head,
    state: comparison,
    pullRequests: pullRequests.map(knownPullRequest),
    askedFor: inputs.tag !== undefined,
    proven:
      head !== undefined &&
      isOfGoal &&
      // A branch that was given back by a reset: the pull request tells of a person's commit still.
      (!isOurs(comparison) || open.every(({ commit }) => commit === head)) &&
      (await toldVerdict(github.review(owner, repo), inputs, directory, head)) !== undefined,
    hasNews: head !== undefined && open.some((marked) => hasNews(marked, head, inputs.requirements, nixpkgs)),
  });
  const existing =
    head === undefined || comparison === undefined
      ? undefined
      : { commit: head, parent: comparison.mergeBase, plan: planOf(comparison.commits[0]?.message ?? "") };
  const marks = pullRequests.flatMap(({ marked }) => marked ?? []);
  return { github, owner, repo, branch, base, prefix, directory, existing, marks, decision };
}

/** Two directories that follow one upstream have one branch for a version: the second must not write over the first. */
function requireSameDirectory(branch: string, prefix: string, { files }: BranchState): void {
  const isHere = files.some(({ path }) => path.startsWith(`${prefix}.flox/`) || path === prefix + lockFileName);
  const [other] = files;
  if (isHere || other === undefined) return;
  throw new Problem(`the branch ${branch} holds a bump of another directory: it changes ${other.path}`, {
    kind: "blocked",
    hint: "Two directories of one repository cannot follow one upstream at once. Merge or close the other's pull request and delete its branch, or move one directory to a repository of its own.",
  });
}

/** As the life cycle sees it. */
export function knownPullRequest({ number, state, merged, head, marked }: BranchBump) {
  return { number, state, merged, head, superseded: marked?.supersededBy != null };
}

/**
 * One commit on the branch, through the Git Data API. Where the branch has it already, nothing is written, so that a
 * second run changes nothing.
 */
export async function commitBump(
  { github, owner, repo, branch, base, prefix, existing }: BranchWork,
  contents: ReadonlyMap<string, Uint8Array>,
  facts: Omit<CommitFacts, "files">,
): Promise<string> {
  const files = new Map([...contents].map(([path, content]) => [prefix + path, content] as const));
  const committed = [...files].map(([path, content]) => ({ path, blob: blobName(content) }));
  if (existing !== undefined && existing.parent === base && existing.plan === planDigest(committed))
    return existing.commit;

  const commit = await github.createCommit(owner, repo, {
    parent: base,
    message: commitMessage({ ...facts, files: committed }),
    files,
  });
  if (existing === undefined) {
    await github.createBranch(owner, repo, branch, commit);
  } else {
    // GitHub's API cannot move a branch on condition: look again at the last moment, so that no commit is lost.
    if ((await github.branch(owner, repo, branch)) !== existing.commit) {
      throw new Problem(`the branch ${branch} moved while the bump was made`, {
        kind: "outside",
        hint: "Nothing was lost and nothing was written. Run again.",
      });
    }
    await github.moveBranch(owner, repo, branch, commit);
  }
  return commit;
}
