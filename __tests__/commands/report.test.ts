import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { BumpDocument } from "../../src/documents/bump.ts";
import { type ReportDocument, reportSchema } from "../../src/documents/report.ts";
import type { ResultDocument } from "../../src/documents/result.ts";
import { readMark } from "../../src/review/body/marks.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { git, gitText } from "../helpers/git.ts";
import type { StoredPullRequest } from "../helpers/github-server.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { problemOf } from "../helpers/problems.ts";
import { builtPackage, failedPackage, result } from "../helpers/results.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

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

const twoSystems: InputTexts = { systems: "x86_64-linux,aarch64-darwin" };

/** The results of the commit that bump has made. */
async function results(change: Partial<ResultDocument> = {}): Promise<ResultDocument[]> {
  const { systems, commit } = await here.bumpFile();
  return systems.map(({ system }) => result(system, { commit, ...change }));
}

const failing: Partial<ResultDocument> = { outcome: "failed", packages: [failedPackage()] };

async function bumpAndReport(change: Partial<ResultDocument> = {}, texts: InputTexts = {}): Promise<ReportDocument> {
  const bump = await here.bumpAsAction({
    ...twoSystems,
    ...pick(texts, "tag", "status", "commit-message", "requirements"),
  });
  const reported = await here.reportAsAction(await results(change), texts);
  expect(bump.outputs.commit).toBe(reported.outputs.commit);
  return reportSchema.parse(reported.document);
}

function pick(texts: InputTexts, ...names: readonly (keyof InputTexts)[]): InputTexts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => names.includes(name as keyof InputTexts)));
}

const pulls = () => packaging.repository.pullRequests;
const open = () => pulls().filter(({ state }) => state === "open");
const onlyPull = (): StoredPullRequest => {
  expect(pulls()).toHaveLength(1);
  return pulls()[0] as StoredPullRequest;
};
const checks = () =>
  packaging.repository.checkRuns.map(({ name, conclusion, title }) => `${name}: ${conclusion}: ${title}`);
const writes = () => upstream.requests.filter(({ server, method }) => server === "api" && method !== "GET");
const branch = "flox-upstream/dagster-1.13.21";
const headOf = (name = branch) => packaging.repository.commit(`heads/${name}`);

describe("a bump that passes", () => {
  test("becomes a pull request with check runs, and a second run changes nothing", async () => {
    const document = await bumpAndReport();
    expect(document).toMatchObject({
      outcome: "passed",
      verdict: "passed",
      title: "dagster: 1.12.1 -> 1.13.21",
      pullRequest: { number: 1, url: `${upstream.serverUrl}/someone/packaging/pull/1` },
      done: ["Made pull request #1."],
    });
    const pull = onlyPull();
    expect(pull).toMatchObject({
      state: "open",
      draft: false,
      title: "dagster: 1.12.1 -> 1.13.21",
      branch,
      base: "main",
    });
    expect(pull.body).toContain("## ✅ dagster 1.13.21 passes on all 2 systems");
    const { commits } = await here.bumpFile();
    expect(commits?.total).toBe(commits?.first.length);
    expect(pull.body).toContain(`<summary>${commits?.total} between the releases</summary>`);
    expect(checks()).toEqual([
      "flox-upstream (x86_64-linux): success: 1.13.21: 1 of 1 packages build and pass their checks",
      "flox-upstream (aarch64-darwin): success: 1.13.21: 1 of 1 packages build and pass their checks",
      "flox-upstream: success: 1.13.21 passes on all 2 systems",
    ]);

    const before = writes().length;
    const again = await here.bumpAsAction(twoSystems);
    expect(again.outputs).toMatchObject({ outcome: "unchanged", systems: "[]" });
    const nothing = await here.reportAsAction([]);
    expect(nothing).toMatchObject({ exitCode: 0, outputs: { outcome: "passed", verdict: "" } });
    expect(writes()).toHaveLength(before);
  });

  test("is made without a list of upstream's commits where that cannot be had", async () => {
    upstream.traffic.fail(/^api GET \/repos\/dagster-io\/dagster\/compare\//, {
      kind: "answer",
      status: 404,
      body: { message: "Not Found" },
    });
    await bumpAndReport();
    expect((await here.bumpFile()).commits).toBeNull();
    expect(here.log.lines.join("\n")).toContain("The commits between the releases are not listed");
    expect(onlyPull().body).not.toContain("### Commits");
  });

  test("reported again, it is the same", async () => {
    await bumpAndReport();
    const before = writes().length;
    await here.reportAsAction(await results());
    expect(writes()).toHaveLength(before);
  });

  test("has no more than thirty requests to the packaging repository", async () => {
    const from = upstream.requests.length;
    await bumpAndReport();
    const asked = upstream.requests.slice(from).filter(({ path }) => path.startsWith("/repos/someone/packaging"));
    expect(asked.length).toBeLessThanOrEqual(30);
  });

  test("is equipped, its people asked once, and refused extras are warnings", async () => {
    packaging.repository.milestones.push("Next");
    const texts: InputTexts = {
      labels: "dependencies,dagster",
      reviewers: "ann",
      "team-reviewers": "core",
      assignees: "bob",
      milestone: "Next",
    };
    await bumpAndReport({}, texts);
    await here.reportAsAction(await results(failing), texts);
    expect(onlyPull()).toMatchObject({
      labels: ["dependencies", "dagster"],
      reviewers: ["ann"],
      assignees: ["bob"],
      milestone: "Next",
    });
    expect(here.log.lines.join("\n")).toContain("GitHub's own token cannot ask teams");
    await here.reportAsAction(await results(), { ...texts, milestone: "Never" });
    expect(here.log.lines.join("\n")).toContain('there is no open milestone "Never"');
  });

  test("has a title by template", async () => {
    await bumpAndReport({}, { "commit-message": "chore(deps): {name} {to}" });
    expect(onlyPull().title).toBe("chore(deps): dagster 1.13.21");
    const message = await gitText(packaging.repository.gitDirectory, ["show", "-s", "--format=%s", branch]);
    expect(message).toBe("chore(deps): dagster 1.13.21");
  });
});

describe("a bump that fails", () => {
  test("becomes a draft, red, with what to do and where", async () => {
    const document = await bumpAndReport(failing);
    expect(document).toMatchObject({ outcome: "failed", verdict: "failed" });
    expect(onlyPull()).toMatchObject({ draft: true });
    expect(onlyPull().body).toContain("**What to do:** Add antlr4-python3-runtime to dependencies.");
    const [first] = packaging.repository.checkRuns;
    expect(first).toMatchObject({ conclusion: "failure" });
    expect(first?.annotations).toEqual([
      expect.objectContaining({ path: "dagster-build/.flox/pkgs/dagster.nix", start_line: 20 }),
    ]);
  });

  test("fails the job only where that is asked for", async () => {
    await here.bumpAsAction(twoSystems);
    expect((await here.reportAsAction(await results(failing))).exitCode).toBe(0);
    expect((await here.reportAsAction(await results(failing), { "fail-on-verdict": "true" })).exitCode).toBe(1);
    expect((await here.reportAsAction(await results(), { "fail-on-verdict": "true" })).exitCode).toBe(0);
  });

  test("is ready once it passes, and a draft again when it fails; annotations are not doubled", async () => {
    await bumpAndReport(failing);
    await here.reportAsAction(await results(failing));
    expect(packaging.repository.checkRuns[0]?.annotations).toHaveLength(1);
    await here.reportAsAction(await results());
    expect(onlyPull()).toMatchObject({ draft: false });
    expect(checks()).toHaveLength(3);
    expect(checks()[2]).toBe("flox-upstream: success: 1.13.21 passes on all 2 systems");
    await here.reportAsAction(await results(failing));
    expect(onlyPull()).toMatchObject({ draft: true });
  });

  test("what a person has made of it stays: ready by hand, another title", async () => {
    await bumpAndReport(failing);
    Object.assign(onlyPull(), { draft: false, title: "Mine" });
    const other = failedPackage({ logTail: "another log" });
    await here.reportAsAction(await results({ outcome: "failed", packages: [other] }));
    expect(onlyPull()).toMatchObject({ draft: false, title: "Mine" });
    expect(onlyPull().body).toContain("another log");
  });

  test("without results it is a draft that says so, and is asked for again", async () => {
    await here.bumpAsAction(twoSystems);
    await here.reportAsAction([]);
    expect(onlyPull()).toMatchObject({ draft: true });
    expect(onlyPull().body).toContain("## 🚧 dagster 1.13.21 not built");
    expect(checks().at(-1)).toBe("flox-upstream: cancelled: 1.13.21 not built");
    expect((await here.bumpAsAction(twoSystems)).outputs.outcome).toBe("update");
  });

  test("of drafts that GitHub does not have, the title says it", async () => {
    packaging.repository.hasDrafts = false;
    await bumpAndReport(failing);
    expect(onlyPull()).toMatchObject({ draft: false, title: "failing: dagster: 1.12.1 -> 1.13.21" });
    expect(onlyPull().body).toContain("GitHub does not allow a draft here");
    const before = writes().length;
    await here.reportAsAction(await results(failing));
    expect(writes()).toHaveLength(before);
    await here.reportAsAction(await results());
    expect(onlyPull()).toMatchObject({ title: "dagster: 1.12.1 -> 1.13.21" });
    expect(onlyPull().body).not.toContain("does not allow a draft");
  });

  test("a token without mutations is a warning and a line in the text", async () => {
    upstream.github.state.tokens.set(upstream.token, {
      permissions: { contents: "write", pull_requests: "write", checks: "write", metadata: "read" },
      mutations: false,
    });
    await bumpAndReport(failing);
    await here.reportAsAction(await results(), { "auto-merge": "squash" });
    expect(onlyPull()).toMatchObject({ draft: true });
    expect(onlyPull().body).toContain("press *Ready for review*");
    expect(here.log.lines.join("\n")).toContain("does not let the token mark the pull request as ready");
  });
});

describe("auto-merge", () => {
  const clean = async () => {
    for (const path of ["README.md"]) await git(packaging.checkout, ["rm", "--quiet", `dagster-build/${path}`]);
    await packaging.commitAll("Say less");
  };

  test("is switched on where everything passed and nothing is left to people", async () => {
    await clean();
    const bump = await here.bumpAsAction({ ...twoSystems, requirements: "off" });
    const { leftovers, refusals } = await here.bumpFile();
    expect([leftovers, refusals]).toEqual([[], []]);
    await here.reportAsAction(await results(), { "auto-merge": "squash" });
    expect(onlyPull()).toMatchObject({ autoMerge: true, head: bump.outputs.commit });
  });

  describe("that is on when a later build fails", () => {
    beforeEach(async () => {
      await clean();
      await bumpAndReport({}, { "auto-merge": "squash", requirements: "off" });
      expect(onlyPull().autoMerge).toBe(true);
    });

    test("is switched off for a new commit that leaves something to people, and stays where a person set it", async () => {
      await packaging.repository.push("main", { "dagster-build/notes.md": "Dagster 1.12.1\n" }, "Name the version");
      await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
      await bumpAndReport({}, { "auto-merge": "squash", requirements: "off" });
      expect((await here.bumpFile()).leftovers).toHaveLength(1);
      expect(onlyPull().autoMerge).toBe(false);
      expect(here.log.lines.join("\n")).toContain("is switched off: something is left to you.");
      onlyPull().autoMerge = true;
      await here.reportAsAction(await results(), { "auto-merge": "squash" });
      expect(onlyPull().autoMerge).toBe(true);
    });

    test("is switched off where a person's commit fails", async () => {
      await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
      await bumpAndReport(failing, { "auto-merge": "squash", requirements: "off" });
      expect(onlyPull().autoMerge).toBe(false);
    });

    test("is switched off, and on again when it passes", async () => {
      await here.reportAsAction(await results(failing), { "auto-merge": "squash" });
      expect(onlyPull()).toMatchObject({ autoMerge: false, draft: true });
      expect(here.log.lines.join("\n")).toContain("Auto-merge of pull request #1 is switched off");
      await here.reportAsAction(await results(), { "auto-merge": "squash" });
      expect(onlyPull()).toMatchObject({ autoMerge: true, draft: false });
    });

    test("is left on where auto-merge is not ours to set", async () => {
      await here.reportAsAction(await results(failing));
      expect(onlyPull()).toMatchObject({ autoMerge: true, draft: true });
    });

    test("is a warning where the token may not switch it off", async () => {
      upstream.github.state.tokens.set(upstream.token, {
        permissions: { contents: "write", pull_requests: "write", checks: "write", metadata: "read" },
        mutations: false,
      });
      const { document } = await here.reportAsAction(await results(failing), { "auto-merge": "squash" });
      expect(document).toMatchObject({ verdict: "failed" });
      expect(onlyPull().autoMerge).toBe(true);
      expect(here.log.lines.join("\n")).toContain("does not let the token switch off auto-merge of pull request #1");
    });
  });

  test("is not, where requirements were mended", async () => {
    await clean();
    const { requirements } = (await here.bumpAsAction(twoSystems)).document as BumpDocument;
    expect(Object.values(requirements).some(({ fixes }) => fixes.length > 0)).toBe(true);
    await here.reportAsAction(await results(), { "auto-merge": "squash" });
    expect(onlyPull().autoMerge).toBeUndefined();
  });

  test("is not, where something fails; refused, it is a line", async () => {
    await clean();
    await bumpAndReport(failing, { "auto-merge": "squash", requirements: "off" });
    expect(onlyPull().autoMerge).toBeUndefined();
    packaging.repository.hasAutoMerge = false;
    await here.reportAsAction(await results(), { "auto-merge": "squash" });
    expect(onlyPull().autoMerge).toBeUndefined();
    expect(onlyPull().body).toContain("did not let the token switch on auto-merge");
  });
});

describe("people have the last word", () => {
  test("a closed version is skipped, asked for it comes again, reopened it is alive", async () => {
    await bumpAndReport(failing);
    onlyPull().state = "closed";
    expect((await here.bumpAsAction(twoSystems)).outputs.outcome).toBe("closed");
    onlyPull().state = "open";
    await here.reportAsAction(await results());
    expect((await here.bumpAsAction(twoSystems)).outputs.outcome).toBe("unchanged");
    onlyPull().state = "closed";
    await bumpAndReport({}, { tag: "1.13.21" });
    expect(pulls().map(({ number, state }) => [number, state])).toEqual([
      [1, "closed"],
      [2, "open"],
    ]);
  });

  test("closed while it was built, it stays closed, and the commit is told all the same", async () => {
    await bumpAndReport(failing);
    onlyPull().state = "closed";
    const { document } = await here.reportAsAction(await results());
    expect(document).toMatchObject({ pullRequest: null, done: [expect.stringContaining("closed without a merge")] });
    expect(onlyPull().state).toBe("closed");
    expect(checks()[2]).toContain("success");
  });

  test("their commit is held: built, told in the results, and nothing else is written", async () => {
    await bumpAndReport(failing);
    const mine = await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    const bump = await here.bumpAsAction(twoSystems);
    expect(bump.outputs).toMatchObject({ outcome: "held", commit: mine });
    await here.reportAsAction(await results());
    expect(await headOf()).toBe(mine);
    const { body = "" } = onlyPull();
    expect(body).toContain("passes on all 2 systems");
    expect(body).toContain("a commit that is not ours");
    expect(body).toContain("### Provenance");
    expect(readMark(body)).toMatchObject({ commit: mine, verdict: "passed" });
    expect(await here.bumpAsAction(twoSystems)).toMatchObject({ outputs: { outcome: "held", systems: "[]" } });
  });

  test("a push while it was built is not talked over", async () => {
    await here.bumpAsAction(twoSystems);
    const mine = await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    const { document } = await here.reportAsAction(await results());
    expect(document).toMatchObject({ done: [expect.stringContaining("has moved on")] });
    expect(pulls()).toEqual([]);
    expect(await headOf()).toBe(mine);
  });

  test("a text that they have made their own stays", async () => {
    await bumpAndReport(failing);
    onlyPull().body = "My own words";
    await here.reportAsAction(await results());
    expect(onlyPull()).toMatchObject({ body: "My own words" });
  });
});

describe("a newer release", () => {
  const release = () => upstream.repository.releases.push(...releasesFor(["1.13.26"]));

  test("takes the place of the older one and deletes its branch", async () => {
    await bumpAndReport();
    release();
    const document = await bumpAndReport();
    expect(document.done).toEqual(["Made pull request #2.", "Superseded and closed: #1."]);
    expect(pulls().map(({ state }) => state)).toEqual(["closed", "open"]);
    expect(pulls()[0]?.comments).toEqual(["Superseded by #2, which brings 1.13.26."]);
    expect(pulls()[0]?.body).toContain("> **Superseded by #2**, which brings 1.13.26.");
    expect(await headOf()).toBeUndefined();
    // Nobody has closed the older version: it is taken again should the newer one go.
    upstream.repository.releases.splice(2);
    expect((await here.bumpAsAction(twoSystems)).outputs).toMatchObject({ outcome: "update", version: "1.13.21" });
  });

  test("leaves what a person has pushed to or reopened", async () => {
    await bumpAndReport();
    const mine = await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    release();
    await bumpAndReport();
    expect(open()).toHaveLength(2);
    expect(await headOf()).toBe(mine);
  });

  test("an older one that is asked for closes no newer one", async () => {
    release();
    await bumpAndReport();
    await bumpAndReport({}, { tag: "1.13.21" });
    expect(open().map(({ branch: name }) => name)).toEqual(["flox-upstream/dagster-1.13.26", branch]);
  });
});

describe("a version that is known to fail", () => {
  const skipping: InputTexts = { ...twoSystems, "skip-failing": "true" };

  test("is not taken again where that is asked for, until a person mends it or asks for it", async () => {
    await bumpAndReport(failing);
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
    const { document } = await here.run("check", {});
    expect(document).toMatchObject({ candidate: { version: "1.13.21" } });
    const skipped = (await here.bumpAsAction(skipping)).document as BumpDocument;
    expect(skipped.candidate?.version).not.toBe("1.13.21");
    expect(skipped.refused).toContainEqual({
      tag: "1.13.21",
      code: "known-failing",
      reason: "1.13.21 fails here, as pull request #1 says.",
    });
    expect((await here.bumpAsAction(twoSystems)).outputs.outcome).toBe("update");
    expect((await here.bumpAsAction({ ...skipping, tag: "1.13.21" })).outputs.outcome).toBe("update");
    await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    expect((await here.bumpAsAction(skipping)).outputs.outcome).toBe("held");
  });
});

describe("where pull requests are not to be had", () => {
  test("the branch stays, with the setting to change and a link", async () => {
    packaging.repository.permitsPullRequests = false;
    const document = await bumpAndReport();
    expect(document).toMatchObject({
      pullRequest: null,
      compareUrl: `${upstream.serverUrl}/someone/packaging/compare/main...${branch}?expand=1`,
      done: [expect.stringContaining("Allow GitHub Actions to create and approve pull requests")],
    });
    expect(checks()).toHaveLength(3);
    expect(here.log.lines.join("\n")).toContain("Make it yourself");
  });

  test("a token that may not says which permission it lacks", async () => {
    upstream.github.state.tokens.set(upstream.token, {
      permissions: { contents: "write", pull_requests: "read", checks: "write", metadata: "read" },
    });
    const document = await bumpAndReport();
    expect(document.done).toEqual([expect.stringContaining("grant the job pull-requests: write")]);
  });

  test("only the branch, and a red job, where that is asked for", async () => {
    await here.bumpAsAction(twoSystems);
    const asked = await here.reportAsAction(await results(), { "on-update": "branch" });
    expect(asked.exitCode).toBe(0);
    expect((await here.reportAsAction(await results(), { "on-update": "fail" })).exitCode).toBe(1);
    expect(pulls()).toEqual([]);
  });

  test("a token without checks: the Problem names it, and commit statuses do instead", async () => {
    upstream.github.state.tokens.set(upstream.token, {
      permissions: { contents: "write", pull_requests: "write", statuses: "write", metadata: "read" },
    });
    await here.bumpAsAction({ ...twoSystems, status: "commit-status" });
    const problem = await problemOf(here.reportAsAction(await results()));
    expect(problem.hint).toContain("checks: write");
    expect(onlyPull()).toMatchObject({ state: "open" });
    await here.reportAsAction(await results(), { status: "commit-status" });
    expect(packaging.repository.statuses.map(({ context, state }) => `${context} ${state}`)).toEqual([
      "flox-upstream/dagster-io/dagster/dagster-build:x86_64-linux success",
      "flox-upstream/dagster-io/dagster/dagster-build:aarch64-darwin success",
      "flox-upstream/dagster-io/dagster/dagster-build success",
    ]);
    const before = writes().length;
    await here.reportAsAction(await results(), { status: "commit-status" });
    expect(writes()).toHaveLength(before);
    const again = await here.bumpAsAction({ ...twoSystems, status: "commit-status" });
    expect(again.outputs.outcome).toBe("unchanged");
  });
});

describe("in a terminal", () => {
  test("a verdict and a preview from files alone", async () => {
    await using folder = await temporaryFolder();
    const bumpFile = join(folder.path, "bump.json");
    await here.run("bump", { ...twoSystems, "bump-file": bumpFile });
    const bump = JSON.parse(await readFile(bumpFile, "utf8"));
    expect(bump).toMatchObject({ commit: null, systems: [{}, {}], provenance: { signatures: { tag: false } } });
    const resultsFolder = join(folder.path, "results");
    await mkdir(resultsFolder);
    const one = result("x86_64-linux", { commit: null, packages: [builtPackage({ attribute: "dagster" })] });
    await writeFile(join(resultsFolder, "result-x86_64-linux.json"), JSON.stringify(one));
    await writeFile(join(resultsFolder, "result-broken.json"), '{"schema": 2}');
    const from = upstream.requests.length;
    const preview = join(folder.path, "preview");
    const texts = { "bump-file": bumpFile, results: resultsFolder, preview };
    const ran = await here.run("report", texts);
    expect(upstream.requests).toHaveLength(from);
    expect(ran).toMatchObject({
      exitCode: 1,
      document: { verdict: "failed", problems: [expect.stringContaining("broken")] },
    });
    expect(await readFile(join(preview, "pull-request.md"), "utf8")).toContain("### Provenance");
    const page = await readFile(join(preview, "pull-request.html"), "utf8");
    expect(page).toContain("<title>dagster: 1.12.1 -&#62; 1.13.21</title>");
    expect(page).not.toMatch(/<script|flox-upstream:results/);
    const first = await readFile(join(preview, "pull-request.md"), "utf8");
    await here.run("report", texts);
    expect(await readFile(join(preview, "pull-request.md"), "utf8")).toBe(first);
  });

  test.each([
    [{}, "no bump.json was named"],
    [{ "bump-file": "/nowhere/bump.json" }, "there is no such file"],
    [{ "bump-file": "action.yml" }, "this is no bump.json"],
  ])("%j: %s", async (texts, message) => {
    expect((await here.problem("report", texts)).message).toContain(message);
  });
});
