import { describe, expect, test } from "@jest/globals";
import { type BranchState, commitMessage } from "../../src/review/commit.ts";
import { type BranchFacts, decideBranch } from "../../src/review/lifecycle.ts";

const file = { path: "a.nix", blob: "1".repeat(40) };
const message = commitMessage({
  name: "x",
  from: "1",
  to: "2",
  upstream: "o/x",
  ref: "2",
  upstreamCommit: "c".repeat(40),
  sources: [],
  files: [file],
});

const none = undefined;
const level: BranchState = { commits: [], files: [] };
const ours: BranchState = { commits: [{ message }], files: [{ ...file, status: "modified" }] };
const persons: BranchState = { commits: [{ message }, { message: "mine" }], files: [{ ...file, status: "modified" }] };

const open = (number: number) => ({ number, state: "open", merged: false }) as const;
const closed = (number: number) => ({ number, state: "closed", merged: false }) as const;
const merged = (number: number) => ({ number, state: "closed", merged: true }) as const;

type Row = [what: string, state: BranchState | undefined, pullRequests: BranchFacts["pullRequests"], asked: boolean];

describe.each<[string, Row[]]>([
  [
    "write",
    [
      ["no branch, no pull request", none, [], false],
      ["a branch without commits of its own", level, [], false],
      ["our commit", ours, [], false],
      ["our commit, its pull request open", ours, [open(3)], false],
      ["our commit, an older pull request closed and a newer one open", ours, [open(5), closed(3)], false],
      ["a newer one closed, but an older one open again", ours, [closed(5), open(3)], false],
      ["the version was merged before", none, [merged(3)], false],
      ["closed once, merged later", none, [merged(4), closed(3)], false],
      ["closed, and asked for", ours, [closed(3)], true],
      ["closed, the branch gone, and asked for", none, [closed(3)], true],
    ],
  ],
  [
    "held",
    [
      ["a person's commit", persons, [], false],
      ["a person's commit, its pull request open", persons, [open(3)], false],
      ["a person's commit, and asked for", persons, [open(3)], true],
      ["a person's commit, closed, and asked for", persons, [closed(3)], true],
      ["a person's commit, merged before", persons, [merged(3)], false],
    ],
  ],
  [
    "closed",
    [
      ["our commit", ours, [closed(3)], false],
      ["the branch gone", none, [closed(3)], false],
      ["closed twice", ours, [closed(3), closed(7)], false],
      ["merged once, closed later", none, [merged(3), closed(7)], false],
      ["a person's commit too", persons, [closed(3)], false],
    ],
  ],
])("%s", (kind, rows) => {
  test.each(rows)("%s", (_, state, pullRequests, askedFor) => {
    const head = state === undefined ? undefined : "e".repeat(40);
    for (const order of [pullRequests, pullRequests.toReversed()]) {
      expect(decideBranch({ head, state, pullRequests: order, askedFor }).kind).toBe(kind);
    }
  });
});

test("held names the person's commit, closed the newest pull request and the way back", () => {
  const head = "e".repeat(40);
  expect(decideBranch({ head, state: persons, pullRequests: [], askedFor: false })).toEqual({
    kind: "held",
    commit: head,
    reason: expect.stringContaining("not ours"),
  });
  expect(decideBranch({ head, state: ours, pullRequests: [closed(3), closed(7)], askedFor: false })).toEqual({
    kind: "closed",
    pullRequest: 7,
    reason: expect.stringMatching(/#7 .*input tag/),
  });
});
