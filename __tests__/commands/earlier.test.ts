import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import type { BuiltPackage, ResultDocument } from "../../src/documents/result.ts";
import { type MarkedVersion, mark, readMark } from "../../src/review/body/marks.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { git, gitText } from "../helpers/git.ts";
import type { StoredPullRequest } from "../helpers/github-server.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { failedPackage, result } from "../helpers/results.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

/** What the packaging's lock file names. */
const nixpkgs = "https://github.com/flox/nixpkgs?rev=b3d51a0365f6695e7dd5cdf3e180604530ed33b4";

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

type Unmet = BuiltPackage["unmetBounds"][number];
const protobuf: Unmet = { project: "protobuf", bound: "<7,>=4", version: "7.34.1" };

const failing = (...unmetBounds: Unmet[]): Partial<ResultDocument> => ({
  nixpkgs,
  outcome: "failed",
  packages: [failedPackage({ unmetBounds })],
});

const relaxed = async () =>
  (await readFile(join(packaging.directory, ".flox/pkgs/dagster.nix"), "utf8")).match(/pythonRelaxDeps = [^;]*;/)?.[0];

describe("in a terminal, with the results of an earlier build", () => {
  async function bump(results: Readonly<Record<string, unknown>>, texts: InputTexts = {}) {
    await using folder = await temporaryFolder();
    for (const [name, document] of Object.entries(results)) {
      await writeFile(join(folder.path, name), typeof document === "string" ? document : JSON.stringify(document));
    }
    const run = await here.run("bump", { results: folder.path, ...texts });
    return { ...run, document: bumpSchema.parse(run.document) };
  }

  const relaxations = ({ requirements }: BumpDocument) =>
    Object.entries(requirements).flatMap(([attribute, { fixes }]) =>
      fixes.flatMap(({ kind, names, reason }) => (kind === "relax" ? [`${attribute}: ${names}: ${reason}`] : [])),
    );
  const reason =
    "Upstream requires protobuf>=4,<7; an earlier build on x86_64-linux found that the pinned nixpkgs has 7.34.1.";

  test("what it found is relaxed, with both versions named, and nothing else", async () => {
    const before = await relaxed();
    const { document, text } = await bump({ "result-x86_64-linux.json": result("x86_64-linux", failing(protobuf)) });
    expect(relaxations(document)).toEqual([`dagster: protobuf: ${reason}`]);
    expect(before).not.toContain("protobuf");
    expect(await relaxed()).toBe(before?.replace('"coloredlogs"', '"coloredlogs"\n    "protobuf"'));
    expect(text(createStyle(false))).toMatch(/7\.34\.1/);
    // Then nothing is left to do.
    const again = await bump(
      { "result-x86_64-linux.json": result("x86_64-linux", failing(protobuf)) },
      { tag: "1.13.21" },
    );
    expect(again.document).toMatchObject({ outcome: "up-to-date", edits: [], requirementEdits: { edits: [] } });
  });

  test("after the bump that was built, it is relaxed where that is asked for by name", async () => {
    await here.run("bump", {});
    const bumped = await packaging.files();
    const results = { "result-x86_64-linux.json": result("x86_64-linux", failing(protobuf)) };
    expect((await bump(results)).document.outcome).toBe("up-to-date");
    expect(here.log.lines.at(-1)).toMatch(/^warning: The results of earlier builds were not looked at\./);
    const { document } = await bump(results, { tag: "1.13.21" });
    expect([document.outcome, relaxations(document)]).toEqual(["update", [`dagster: protobuf: ${reason}`]]);
    const files = await packaging.files();
    expect(Object.keys(files).filter((path) => files[path] !== bumped[path])).toEqual([
      "dagster-build/.flox/pkgs/dagster.nix",
    ]);
  });

  test("a version that upstream's bound admits, and what upstream does not require, is no matter", async () => {
    const unmet = [
      { project: "protobuf", bound: "<6", version: "6.30.0" },
      { project: "numpy", bound: "<2", version: "2.1" },
    ];
    const { document } = await bump({ "result-x86_64-linux.json": result("x86_64-linux", failing(...unmet)) });
    expect(relaxations(document)).toEqual([]);
  });

  test("what this repository packages itself is never relaxed by a build's word", async () => {
    const unmet = { project: "dagster-shared", bound: "==1.13.21", version: "1.12.1" };
    const { document } = await bump({ "result-x86_64-linux.json": result("x86_64-linux", failing(unmet)) });
    expect(relaxations(document)).toEqual([]);
  });

  test("the configuration's word and several builds' make one fix", async () => {
    const config = join(packaging.checkout, "settings.yml");
    await writeFile(config, "packages:\n  dagster: {relax: [protobuf==7.34.1]}\n");
    const { document } = await bump(
      {
        "result-x86_64-linux.json": result("x86_64-linux", failing(protobuf)),
        "result-aarch64-darwin.json": result("aarch64-darwin", failing(protobuf)),
      },
      { config },
    );
    expect(relaxations(document)).toEqual([
      `dagster: protobuf: ${reason.replace(/an earlier build.*found/, "the configuration says")}`,
    ]);
  });

  test("another nixpkgs says nothing of this one, and that is said", async () => {
    const other = { ...failing(protobuf), nixpkgs: "https://github.com/flox/nixpkgs?rev=other" };
    const results = { "result-x86_64-linux.json": result("x86_64-linux", other) };
    expect(relaxations((await bump(results, { "dry-run": "true" })).document)).toEqual([]);
    expect(here.log.lines).toContain(
      `warning: Results that were built on ${other.nixpkgs} say nothing of ${nixpkgs}, which is built on now.`,
    );
    expect(relaxations((await bump(results, { nixpkgs: other.nixpkgs })).document)).toHaveLength(1);
  });

  test("what is no result is named, and the bump goes on", async () => {
    const { document } = await bump({ "result-x86_64-linux.json": "{", "other.json": "{" });
    expect(document.outcome).toBe("update");
    expect(here.log.lines.filter((line) => line.includes("no result"))).toEqual([
      expect.stringMatching(/^warning: .*This is no result of a build: it is not JSON/),
    ]);
    await packaging.restore();
    await here.run("bump", { results: join(packaging.checkout, "nowhere") });
    const missing = "This is no folder with a result-*.json: nothing is known of earlier builds.";
    expect(here.log.lines.filter((line) => line.includes(missing))).toHaveLength(1);
  });

  test("`report` shows it as a diff, `off` does not look", async () => {
    const results = { "result-x86_64-linux.json": result("x86_64-linux", failing(protobuf)) };
    const before = await relaxed();
    const { document, text } = await bump(results, { requirements: "report" });
    expect(relaxations(document)).toHaveLength(1);
    expect(text(createStyle(false))).toMatch(/^\+.*"protobuf"/m);
    expect(await relaxed()).toBe(before);
    await packaging.restore();
    expect((await bump(results, { requirements: "off" })).document.requirements).toEqual({});
    expect(here.log.lines.at(-1)).toMatch(/^warning: The results of earlier builds were not looked at\./);
  });
});

describe("as an action, week by week", () => {
  const twoSystems: InputTexts = { systems: "x86_64-linux,aarch64-darwin" };

  /** The weekly job: what bump came to, after its builds have said this. */
  async function week(change: Partial<ResultDocument>, texts: InputTexts = {}) {
    // Another week's job has another runner.
    await rm(join(packaging.checkout, "../runner"), { recursive: true, force: true });
    await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
    const bump = await here.bumpAsAction({ ...twoSystems, ...texts });
    const { systems, commit } = await here.bumpFile();
    await here.reportAsAction(systems.map(({ system }) => result(system, { commit, nixpkgs, ...change })));
    return bump.outputs;
  }

  const pulls = () => packaging.repository.pullRequests;
  const last = () => pulls().at(-1) as StoredPullRequest;
  const body = () => last().body ?? "";
  const branch = "flox-upstream/dagster-1.13.21";
  const committed = (name = branch) =>
    gitText(packaging.repository.gitDirectory, ["show", `${name}:dagster-build/.flox/pkgs/dagster.nix`]);
  const found = (tried: boolean): MarkedVersion => ({
    project: "protobuf",
    version: "7.34.1",
    system: "x86_64-linux",
    nixpkgs,
    tried,
  });

  test("what the builds of one run found is relaxed by the next, once, and told", async () => {
    expect(await week(failing(protobuf))).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
    expect(body()).toContain("🔧 nixpkgs has `protobuf 7.34.1`, which upstream's bounds do not admit.");
    expect(readMark(body())?.found).toEqual([found(false)]);

    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).toContain('"protobuf"');
    expect(pulls()).toHaveLength(1);
    expect(last()).toMatchObject({ draft: false });
    expect(body()).toContain("an earlier build on x86\\_64-linux found that the pinned nixpkgs has 7.34.1");
    expect(body()).not.toContain("🔧");
    expect(readMark(body())?.found).toEqual([found(true)]);

    expect(await week({})).toMatchObject({ outcome: "unchanged" });
  });

  test("what could not be mended is not tried for ever", async () => {
    const unheard = { project: "numpy", bound: "<2", version: "2.1" };
    await week(failing(unheard));
    expect(await week(failing(unheard))).toMatchObject({ outcome: "update" });
    expect(await week(failing(unheard))).toMatchObject({ outcome: "unchanged" });
  });

  test("it is not forgotten when the base moves, nor by the next release", async () => {
    await week(failing(protobuf));
    await week({});
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).toContain('"protobuf"');

    upstream.repository.releases.push(...releasesFor(["1.13.26"]));
    expect(await week({})).toMatchObject({ outcome: "update", version: "1.13.26" });
    expect(await committed("flox-upstream/dagster-1.13.26")).toContain('"protobuf"');
    expect(pulls().map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  test("a person's commit in between does not make it forgotten, and given back the branch is proven anew", async () => {
    await week(failing(protobuf));
    await week({});
    const ours = await packaging.repository.commit(`heads/${branch}`);
    await packaging.repository.push(branch, { "dagster-build/fix": "1" }, "Mend it");
    expect(await week(failing({ project: "rich", bound: "<1", version: "14.0" }))).toMatchObject({ outcome: "held" });
    const projects = () => readMark(body())?.found.map(({ project }) => project);
    expect(projects()).toEqual(["rich", "protobuf"]);

    await git(packaging.repository.gitDirectory, ["update-ref", `refs/heads/${branch}`, ours ?? ""]);
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).toContain('"protobuf"');
    expect(readMark(body())).toMatchObject({ commit: ours, verdict: "passed" });
    expect(projects()?.toSorted()).toEqual(["protobuf", "rich"]);
    expect(await week({})).toMatchObject({ outcome: "unchanged" });
  });

  test("what a closed pull request of the version says counts when the version is asked for", async () => {
    await week(failing(protobuf));
    last().state = "closed";
    expect(await week({})).toMatchObject({ outcome: "closed" });
    expect(await week({}, { tag: "1.13.21" })).toMatchObject({ outcome: "update" });
    expect(await committed()).toContain('"protobuf"');
  });

  test("an issue in place of the pull request promises nothing, since no run reads it", async () => {
    await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
    await here.bumpAsAction(twoSystems);
    const { systems, commit } = await here.bumpFile();
    const results = systems.map(({ system }) => result(system, { commit, ...failing(protobuf) }));
    await here.reportAsAction(results, { "on-update": "issue" });
    expect(packaging.repository.issues.map(({ body: text }) => text.includes("🔧"))).toEqual([false]);
  });

  test("where nothing pins the nixpkgs, nothing is promised and nothing carried over", async () => {
    const lock = "dagster-build/flox-upstream.lock.json";
    const file = join(packaging.checkout, lock);
    const { nixpkgs: _, ...others } = JSON.parse(await readFile(file, "utf8"));
    await packaging.repository.push("main", { [lock]: JSON.stringify({ ...others, nixpkgs: null }) }, "Pin nothing");
    await week({ ...failing(protobuf), nixpkgs: null });
    expect(body()).not.toContain("🔧");
    expect(await week({})).toMatchObject({ outcome: "unchanged" });
  });

  test("where the nixpkgs is a branch, which names another one every so often, the same", async () => {
    const texts = { nixpkgs: "https://github.com/flox/nixpkgs?ref=stable" };
    await week({ ...failing(protobuf), ...texts }, texts);
    expect(body()).not.toContain("🔧");
    expect(await week({}, texts)).toMatchObject({ outcome: "unchanged" });
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    expect(await week({}, texts)).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
  });

  test("what a build says of another nixpkgs than the bump's has no place in the first line", async () => {
    const unmet = Array.from({ length: 20 }, (_, index) => ({ ...protobuf, version: `7.${index}` }));
    await week({ ...failing(...unmet), nixpkgs: "<".repeat(300) }, { systems: "" });
    expect(pulls()).toHaveLength(1);
    expect(readMark(body())?.found).toEqual([]);
  });

  test("on another nixpkgs it counts for nothing", async () => {
    await week({ ...failing(protobuf), nixpkgs: "https://github.com/flox/nixpkgs?rev=other" });
    expect(body()).not.toContain("🔧");
    expect(await week({})).toMatchObject({ outcome: "unchanged" });
  });

  test("with `requirements: report` nothing is to be mended", async () => {
    await week(failing(protobuf), { requirements: "report" });
    expect(body()).not.toContain("🔧");
    expect(await week({}, { requirements: "report" })).toMatchObject({ outcome: "unchanged" });
  });

  test("what the next run can mend is not known to fail", async () => {
    await week(failing(protobuf));
    expect(await week(failing(protobuf), { "skip-failing": "true" })).toMatchObject({ version: "1.13.21" });
    expect(await week({}, { "skip-failing": "true" })).not.toMatchObject({ version: "1.13.21" });
  });

  test("a second directory that follows the same upstream does not write over the first", async () => {
    await week({});
    const first = await packaging.repository.commit(`heads/${branch}`);
    const files = Object.entries(await packaging.files()).filter(([path]) => path.startsWith("dagster-build/"));
    const second = files.map(([path, text]) => [path.replace("dagster-build/", "second/"), text] as const);
    await packaging.repository.push("main", Object.fromEntries(second), "Package it twice");
    await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
    expect(await here.actionProblem({ directory: join(packaging.checkout, "second") })).toMatchObject({
      kind: "blocked",
      message: expect.stringMatching(
        /^the branch flox-upstream\/dagster-1\.13\.21 holds a bump of another directory: it changes dagster-build\//,
      ),
    });
    expect(await packaging.repository.commit(`heads/${branch}`)).toBe(first);
  });

  test("it is forgotten with the nixpkgs that it was found in", async () => {
    await week(failing(protobuf));
    await week({});
    expect(await committed()).toContain('"protobuf"');
    const lock = "dagster-build/flox-upstream.lock.json";
    const others = JSON.parse(await readFile(join(packaging.checkout, lock), "utf8"));
    const rev = "1".repeat(40);
    const moved = { ...others, nixpkgs: { url: `https://github.com/flox/nixpkgs?rev=${rev}`, rev } };
    await packaging.repository.push("main", { [lock]: JSON.stringify(moved) }, "Take a newer nixpkgs");
    expect(await week({ nixpkgs: moved.nixpkgs.url })).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
    expect(body()).not.toContain("🔧");
  });

  test("it is forgotten with the first line, when a person takes that away", async () => {
    await week(failing(protobuf));
    const text = `My own words.\n${body().slice(body().indexOf("\n"))}`;
    last().body = text;
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
    expect(body()).toBe(text);
  });

  test.each([
    ["a version that is none", { version: '7"; ${x}\n-->' }],
    ["a project that is none", { project: "protobuf ${x}" }],
    ["a system that is none", { system: "x86_64-linux -->" }],
    ["a bound that upstream does not break", { version: "6.0" }],
  ])("of a first line with %s, nothing is relaxed", async (_, wrong) => {
    await week(failing(protobuf));
    const marked = readMark(body());
    if (marked === undefined) throw new Error("the pull request has no mark");
    const forged = mark({ ...marked, found: [{ ...found(false), ...wrong } as MarkedVersion] });
    last().body = forged + body().slice(body().indexOf("\n"));
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
  });

  test("systems that found different versions make one fix, which names the first that the bound does not admit", async () => {
    await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
    await here.bumpAsAction(twoSystems);
    const { systems, commit } = await here.bumpFile();
    const versions = ["6.31.0", "7.34.1"];
    await here.reportAsAction(
      systems.map(({ system }, index) =>
        result(system, { commit, ...failing({ ...protobuf, version: versions[index] ?? "" }) }),
      ),
    );
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect((await committed()).match(/"protobuf"/g)).toHaveLength(1);
    expect(body()).toContain("an earlier build on aarch64-darwin found that the pinned nixpkgs has 7.34.1");
    expect(body()).not.toContain("has 6.31.0");
  });

  test("a stranger's pull request, from a fork, is not believed", async () => {
    await week({ packages: [failedPackage()], outcome: "failed" });
    const marked = readMark(body());
    if (marked === undefined) throw new Error("the pull request has no mark");
    const forged = mark({ ...marked, found: [found(false)], version: "1.13.20" });
    await packaging.repository.push("main", { "notes.txt": "x" }, "Work on");
    pulls().push({
      ...last(),
      number: 2,
      fork: "stranger/packaging",
      branch: "flox-upstream/dagster-1.13.20",
      body: forged,
    });
    expect(await week({})).toMatchObject({ outcome: "update" });
    expect(await committed()).not.toContain('"protobuf"');
  });
});
