import { describe, expect, test } from "@jest/globals";
import { type BranchState, commitMessage } from "../../src/review/commit.ts";
import {
  type BranchFacts,
  decideBranch,
  decideIssue,
  decideReport,
  type ReportFacts,
  superseded,
  wantsDraft,
} from "../../src/review/lifecycle.ts";

const file = { path: "a.nix", blob: "1".repeat(40) };
const message = commitMessage({
  title: "x: 1 -> 2",
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

const open = (number: number) => ({ number, state: "open", merged: false, superseded: false }) as const;
const closed = (number: number) => ({ number, state: "closed", merged: false, superseded: false }) as const;
const merged = (number: number) => ({ number, state: "closed", merged: true, superseded: false }) as const;

const replaced = (number: number) => ({ number, state: "closed", merged: false, superseded: true }) as const;

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
      ["closed by us for a newer version", ours, [replaced(3)], false],
      ["closed by us after a person had", ours, [replaced(5), closed(3)], false],
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
      ["closed by a person after us", ours, [closed(5), replaced(3)], false],
      ["closed twice", ours, [closed(3), closed(7)], false],
      ["merged once, closed later", none, [merged(3), closed(7)], false],
      ["a person's commit too", persons, [closed(3)], false],
    ],
  ],
])("%s", (kind, rows) => {
  test.each(rows)("%s", (_, state, pullRequests, askedFor) => {
    const head = state === undefined ? undefined : "e".repeat(40);
    for (const order of [pullRequests, pullRequests.toReversed()]) {
      expect(decideBranch({ head, state, pullRequests: order, askedFor, proven: false, hasNews: false }).kind).toBe(
        kind,
      );
    }
  });
});

test("held names the person's commit, closed the newest pull request and the way back", () => {
  const head = "e".repeat(40);
  expect(
    decideBranch({ head, state: persons, pullRequests: [], askedFor: false, proven: false, hasNews: false }),
  ).toEqual({
    kind: "held",
    commit: head,
    build: true,
    reason: expect.stringContaining("not ours"),
  });
  expect(
    decideBranch({
      head,
      state: ours,
      pullRequests: [closed(3), closed(7)],
      askedFor: false,
      proven: false,
      hasNews: false,
    }),
  ).toEqual({
    kind: "closed",
    pullRequest: 7,
    reason: expect.stringMatching(/#7 .*input tag/),
  });
});

describe("what is proven", () => {
  const head = "e".repeat(40);
  const decide = (facts: Partial<BranchFacts>) =>
    decideBranch({
      head,
      state: ours,
      pullRequests: [open(3)],
      askedFor: false,
      proven: true,
      hasNews: false,
      ...facts,
    });

  test.each<[string, Partial<BranchFacts>, object]>([
    ["is left as it is", {}, { kind: "unchanged", commit: head }],
    ["without a pull request too", { pullRequests: [] }, { kind: "unchanged" }],
    ["but not what is asked for", { askedFor: true }, { kind: "write" }],
    ["nor what the next bump can mend", { hasNews: true }, { kind: "write" }],
    ["a person's commit is kept, whatever its builds found", { hasNews: true, state: persons }, { kind: "held" }],
    ["nor what is closed", { pullRequests: [closed(3)] }, { kind: "closed" }],
    ["a person's commit is not built again", { state: persons }, { kind: "held", commit: head, build: false }],
    ["a branch at its base is written", { state: level }, { kind: "write" }],
    ["no branch is written", { head: undefined, state: undefined }, { kind: "write" }],
  ])("%s", (_, facts, decision) => expect(decide(facts)).toMatchObject(decision));
});

describe("a report", () => {
  const head = "e".repeat(40);
  const other = "f".repeat(40);
  const at = <T>(pullRequest: T, commit = head) => ({ ...pullRequest, head: commit });
  const facts: ReportFacts = { commit: head, held: false, askedFor: false, head, pullRequests: [] };

  test.each<[string, Partial<ReportFacts>, object]>([
    ["nothing yet", {}, { kind: "create" }],
    ["an open one", { pullRequests: [at(open(3))] }, { kind: "update", pullRequest: 3 }],
    ["an open one, reopened", { pullRequests: [at(closed(5)), at(open(3))] }, { kind: "update", pullRequest: 3 }],
    [
      "an open one of a person's commit",
      { held: true, pullRequests: [at(open(3))] },
      { kind: "results", pullRequest: 3 },
    ],
    ["a person's branch alone", { held: true }, { kind: "leave" }],
    ["closed while it was built", { pullRequests: [at(closed(3))] }, { kind: "leave" }],
    ["closed before, and asked for", { askedFor: true, pullRequests: [at(closed(3))] }, { kind: "create" }],
    ["closed by us", { pullRequests: [at(replaced(3))] }, { kind: "create" }],
    ["merged while it was built", { pullRequests: [at(merged(3))] }, { kind: "leave" }],
    ["merged earlier, and needed again", { pullRequests: [at(merged(3), other)] }, { kind: "create" }],
    ["the branch is gone", { head: undefined }, { kind: "leave" }],
    [
      "the branch is gone, its pull request closed",
      { head: undefined, pullRequests: [at(closed(3))] },
      { kind: "leave" },
    ],
    ["a person has pushed while it was built", { head: other, pullRequests: [at(open(3), other)] }, { kind: "leave" }],
  ])("%s", (_, given, decision) => expect(decideReport({ ...facts, ...given })).toMatchObject(decision));
});

test("older versions give way, but for those that people keep", () => {
  const one = (number: number, version: string, kept = false) => ({ number, branch: `b${number}`, version, kept });
  const others = [one(1, "1"), one(2, "2", true), one(3, "3"), one(4, "4")];
  expect(superseded(others, (version) => version < "3").map(({ number }) => number)).toEqual([1]);
});

test.each([
  ["auto", true, true, false],
  ["auto", false, true, true],
  ["auto", true, false, true],
  ["always", true, true, true],
  ["never", false, false, false],
] as const)("draft: %s, passed %s, released %s", (rule, passed, released, draft) => {
  expect(wantsDraft(rule, passed, released)).toBe(draft);
});

describe("an issue in place of a pull request", () => {
  const issue = (number: number, state: "open" | "closed", replacedByNewer = false) => {
    return { number, state, superseded: replacedByNewer };
  };

  test.each<[string, readonly ReturnType<typeof issue>[], boolean, object]>([
    ["none yet", [], false, { kind: "create" }],
    ["an open one", [issue(3, "open")], false, { kind: "update", issue: 3 }],
    ["two open ones, made at once", [issue(5, "open"), issue(3, "open")], false, { kind: "update", issue: 3 }],
    ["one closed, one open", [issue(5, "closed"), issue(3, "open")], false, { kind: "update", issue: 3 }],
    ["closed by a person", [issue(3, "closed")], false, { kind: "leave", reason: "issue #3 was closed" }],
    ["closed by a person, and asked for", [issue(3, "closed")], true, { kind: "update", issue: 3 }],
    ["closed by us, and wanted again", [issue(3, "closed", true)], false, { kind: "update", issue: 3 }],
    ["closed by us, then by a person", [issue(3, "closed", true), issue(5, "closed")], false, { kind: "leave" }],
  ])("%s", (_, issues, askedFor, decision) => {
    for (const order of [issues, issues.toReversed()]) {
      expect(decideIssue({ askedFor, issues: order })).toMatchObject(decision);
    }
  });
});
