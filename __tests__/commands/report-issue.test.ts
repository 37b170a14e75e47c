import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type ReportDocument, reportSchema } from "../../src/documents/report.ts";
import type { ResultDocument } from "../../src/documents/result.ts";
import { readMark } from "../../src/review/body/marks.ts";
import type { StoredIssue } from "../helpers/github-server.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { problemOf } from "../helpers/problems.ts";
import { failedPackage, result } from "../helpers/results.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

/** `on-update: issue`: for repositories in which nobody wants, or may make, pull requests. */

let upstream: Upstream;
let packaging: Packaging;
let here: ReturnType<typeof inProcess>;

beforeEach(async () => {
  upstream = await startUpstream({ versions: ["1.12.1", "1.13.21", "1.13.26"], releases: ["1.12.1", "1.13.21"] });
  packaging = await startPackaging(upstream);
  here = inProcess(upstream, packaging);
});

afterEach(async () => {
  expect(upstream.github.state.unknownRequests).toEqual([]);
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

const branch = "flox-upstream/dagster-1.13.21";
const failing: Partial<ResultDocument> = { outcome: "failed", packages: [failedPackage()] };

async function report(change: Partial<ResultDocument> = {}, texts: InputTexts = {}): Promise<ReportDocument> {
  const { systems, commit } = await here.bumpFile();
  const found = systems.map(({ system }) => result(system, { commit, ...change }));
  const { document } = await here.reportAsAction(found, { "on-update": "issue", ...texts });
  return reportSchema.parse(document);
}

async function bumpAndReport(change: Partial<ResultDocument> = {}, texts: InputTexts = {}): Promise<ReportDocument> {
  const { tag } = texts;
  await here.bumpAsAction({ systems: "x86_64-linux,aarch64-darwin", ...(tag === undefined ? {} : { tag }) });
  return report(change, texts);
}

const issues = () => packaging.repository.issues;
const onlyIssue = (): StoredIssue => {
  expect(issues()).toHaveLength(1);
  return issues()[0] as StoredIssue;
};
const writes = () => upstream.requests.filter(({ server, method }) => server === "api" && method !== "GET");
const without = (permission: string, granted: "read" | undefined) => {
  const all = { contents: "write", issues: "write", pull_requests: "write", checks: "write" } as const;
  const { [permission]: _, ...rest } = all as Record<string, "read" | "write">;
  const permissions = granted === undefined ? rest : { ...rest, [permission]: granted };
  upstream.github.state.tokens.set(upstream.token, { permissions });
};

describe("one issue of a version", () => {
  test("has the pull request's text, its labels and a link to make the pull request", async () => {
    packaging.repository.milestones.push("Next");
    const document = await bumpAndReport({}, { labels: "dagster", assignees: "bob", milestone: "Next" });
    expect(document).toMatchObject({
      pullRequest: null,
      issue: { number: 1, url: `${upstream.serverUrl}/someone/packaging/issues/1` },
      compareUrl: `${upstream.serverUrl}/someone/packaging/compare/main...${branch}?expand=1`,
      done: ["Made issue #1."],
    });
    const issue = onlyIssue();
    expect(issue).toMatchObject({
      state: "open",
      title: "dagster: 1.12.1 -> 1.13.21",
      labels: ["dagster"],
      assignees: ["bob"],
      milestone: "Next",
    });
    expect(issue.body).toContain("## ✅ dagster 1.13.21 passes on all 2 systems");
    expect(issue.body).toContain(`[make it](<${document.compareUrl}>)`);
    expect(readMark(issue.body)).toMatchObject({ version: "1.13.21", verdict: "passed", draft: false });
    expect(packaging.repository.pullRequests).toEqual([]);
    expect(packaging.repository.checkRuns).toHaveLength(3);
  });

  test("reported again, nothing is written", async () => {
    await bumpAndReport();
    const before = writes().length;
    expect((await report()).done).toEqual(["Issue #1 is up to date."]);
    expect(writes()).toHaveLength(before);
    onlyIssue();
  });

  test("is updated when the verdict changes, and a title of a person's stays", async () => {
    await bumpAndReport(failing);
    expect(onlyIssue().title).toBe("failing: dagster: 1.12.1 -> 1.13.21");
    await report();
    expect(onlyIssue()).toMatchObject({ title: "dagster: 1.12.1 -> 1.13.21" });
    expect(onlyIssue().body).toContain("passes on all 2 systems");
    onlyIssue().title = "Dagster, at last";
    await report(failing);
    expect(onlyIssue().title).toBe("Dagster, at last");
    expect(readMark(onlyIssue().body)).toMatchObject({ verdict: "failed" });
  });

  test("is found on a later page, whatever it is called", async () => {
    await bumpAndReport();
    const author = { login: "ann", type: "User", association: "NONE" } as const;
    for (let number = 2; number < 120; number++) {
      const title = "dagster: 1.12.1 -> 1.13.21";
      issues().push({ number, state: "open", title, body: "", author, labels: [], assignees: [], comments: [] });
    }
    onlyIssueOfNumber(1).title = "Renamed";
    expect((await report()).issue?.number).toBe(1);
    expect(issues()).toHaveLength(119);
  });

  test("a stranger's that looks like ours is none of ours", async () => {
    await bumpAndReport();
    const forged = onlyIssue();
    issues()[0] = { ...forged, author: { login: "mallory", type: "User", association: "NONE" }, state: "closed" };
    expect((await report()).done).toEqual(["Made issue #2."]);
  });

  test("closed by a person, it stays closed until it is asked for", async () => {
    await bumpAndReport();
    onlyIssue().state = "closed";
    const document = await report();
    expect(document).toMatchObject({ issue: null, done: ["No issue is touched: issue #1 was closed."] });
    expect(onlyIssue().state).toBe("closed");
    await bumpAndReport({}, { tag: "1.13.21" });
    expect(onlyIssue().state).toBe("open");
  });

  test("an open pull request of the branch is told instead", async () => {
    await bumpAndReport({}, { "on-update": "pull-request" });
    expect(await report(failing)).toMatchObject({ pullRequest: { number: 1 }, issue: null });
    expect(issues()).toEqual([]);
  });
});

function onlyIssueOfNumber(number: number): StoredIssue {
  const found = issues().filter((issue) => issue.number === number);
  expect(found).toHaveLength(1);
  return found[0] as StoredIssue;
}

describe("a newer release", () => {
  const release = () => upstream.repository.releases.push(...releasesFor(["1.13.26"]));

  test("closes the older issue and deletes its branch", async () => {
    await bumpAndReport();
    release();
    expect((await bumpAndReport()).done).toEqual(["Made issue #2.", "Superseded and closed: #1."]);
    expect(issues()).toMatchObject([
      { state: "closed", comments: ["Superseded by #2, which brings 1.13.26."] },
      { state: "open", title: "dagster: 1.12.1 -> 1.13.26" },
    ]);
    expect(issues()[0]?.body).toContain("> **Superseded by #2**, which brings 1.13.26.");
    expect(await packaging.repository.commit(`heads/${branch}`)).toBeUndefined();
    const before = writes().length;
    await report();
    expect(writes()).toHaveLength(before);
    // Nobody has closed the older version: wanted again, its issue is opened again.
    await bumpAndReport({}, { tag: "1.13.21" });
    expect(issues().map(({ state }) => state)).toEqual(["open", "open"]);
  });

  test("leaves the issue of a branch that a person has pushed to", async () => {
    await bumpAndReport();
    const mine = await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    release();
    await bumpAndReport();
    expect(issues().map(({ state }) => state)).toEqual(["open", "open"]);
    expect(await packaging.repository.commit(`heads/${branch}`)).toBe(mine);
  });
});

describe("where issues are not to be had", () => {
  test.each(["read", undefined] as const)("a token with issues: %s says which permission it lacks", async (granted) => {
    without("issues", granted);
    const document = await bumpAndReport();
    expect(document).toMatchObject({ issue: null, done: [expect.stringContaining("grant the job issues: write")] });
    expect(packaging.repository.checkRuns).toHaveLength(3);
  });

  test("a token that may not change pull requests makes the issue", async () => {
    without("pull_requests", "read");
    expect((await bumpAndReport()).done).toEqual(["Made issue #1."]);
  });

  test("a repository without issues names the setting", async () => {
    packaging.repository.hasIssues = false;
    expect((await bumpAndReport()).done).toEqual([expect.stringContaining("Settings, General, Features, Issues")]);
  });

  test("an answer that is lost is not asked for again, and the next run finds the issue", async () => {
    upstream.traffic.fail(/^api POST \S+\/issues$/, { kind: "disconnect" });
    const problem = await problemOf(bumpAndReport());
    expect(problem.message).toContain("make an issue");
    await report();
    onlyIssue();
  });
});
