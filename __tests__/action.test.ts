import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { parse } from "yaml";
import { type BumpFile, bumpFileSchema } from "../src/documents/bump.ts";
import { planTrailer } from "../src/review/commit.ts";
import { git, gitMaybe, gitText } from "./helpers/git.ts";
import { inProcess } from "./helpers/in-process.ts";
import { releasesFor } from "./helpers/monorepo.ts";
import { type ActionRun, type Packaging, startPackaging } from "./helpers/packaging.ts";
import { startUpstream, type Upstream } from "./helpers/upstream.ts";

const branch = "flox-upstream/dagster-1.13.26";

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream();
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

beforeEach(async () => {
  await packaging.restore();
  const { gitDirectory, pullRequests } = packaging.repository;
  await gitMaybe(gitDirectory, ["update-ref", "-d", `refs/heads/${branch}`]);
  pullRequests.splice(0, 99);
  upstream.repository.releases.splice(0, 99, ...releasesFor(["1.12.0", "1.12.1", "1.13.21", "1.13.26"]));
});

function inRepository(...args: string[]): Promise<string> {
  return gitText(packaging.repository.gitDirectory, args);
}

const head = (of = branch) => packaging.repository.commit(`heads/${of}`);

async function bumpFile({ outputs }: ActionRun): Promise<BumpFile> {
  return bumpFileSchema.parse(JSON.parse(await readFile(outputs["bump-file"] ?? "", "utf8")));
}

async function requestsOf<T>(action: () => Promise<T>) {
  const from = upstream.requests.length;
  const result = await action();
  return { result, requests: upstream.requests.slice(from) };
}

const writes = ({ method }: { readonly method: string }) => method !== "GET";

/** Lines that the runner takes for commands (actions/runner, ActionCommand.cs), but for those of the debug log. */
function commandsIn(stdout: string): string[] {
  const commands = stdout.split(/\r\n|\r|\n/).filter((line) => /^\s*::/.test(line) || line.includes("##["));
  return commands.filter((line) => !line.startsWith("::debug::"));
}

interface MarkdownNode {
  readonly type: string;
  readonly children?: readonly MarkdownNode[];
}

/** What a text is made of, to a reader of GitHub's Markdown: `html`, `link` and `image` would act. */
function kindsIn(markdown: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  const visit = ({ type, children = [] }: MarkdownNode) => {
    kinds.add(type);
    children.forEach(visit);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as MarkdownNode);
  return kinds;
}

let ours: string | undefined;

/** Puts the branch where a run of the action leaves it. GitHub's API is written to a second apart: one run makes it. */
async function bumpedBefore(): Promise<string> {
  if (ours === undefined) {
    const run = await packaging.action();
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: "update" } });
    ours = run.outputs.commit ?? "";
  }
  await inRepository("update-ref", `refs/heads/${branch}`, ours);
  return ours;
}

describe("a bump", () => {
  test("is one commit on a branch of its own, with everything the next jobs need", async () => {
    const { result: run, requests } = await requestsOf(() => packaging.action());
    expect(run).toMatchObject({ exitCode: 0, stderr: "", strayOutput: "" });

    const commit = await head();
    expect(await inRepository("rev-list", "--count", `main..${branch}`)).toBe("1");
    expect(await inRepository("rev-parse", `${branch}^`)).toBe(packaging.head);
    expect(await head("main")).toBe(packaging.head);
    const message = await inRepository("show", "--no-patch", "--format=%B", branch);
    expect(message).toMatch(
      /^dagster: 1\.12\.1 -> 1\.13\.26\n\nSource: dagster-io\/dagster 1\.13\.26\nCommit: [0-9a-f]{40}\n/,
    );
    expect(
      await inRepository("show", "--no-patch", `--format=%(trailers:key=${planTrailer},valueonly)`, branch),
    ).toMatch(/^[0-9a-f]{64}\s*$/);

    // Without an author, GitHub makes it the token's and signs it.
    const made = requests.filter(writes);
    expect(made.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /repos/someone/packaging/git/trees",
      "POST /repos/someone/packaging/git/commits",
      "POST /repos/someone/packaging/git/refs",
    ]);
    const body = JSON.parse(made[1]?.body ?? "");
    expect(Object.keys(body).sort()).toEqual(["message", "parents", "tree"]);

    // One request per 100 releases, one for the pinned tag, and 30 at most.
    expect(requests.length).toBeLessThanOrEqual(1 + 1 + 30);

    const known = Object.keys(parse(await readFile(join(import.meta.dirname, "..", "action.yml"), "utf8")).outputs);
    expect(Object.keys(run.outputs).sort()).toEqual(known.sort());
    expect(run.outputs).toEqual({
      outcome: "update",
      tag: "1.13.26",
      version: "1.13.26",
      "current-version": "1.12.1",
      branch,
      commit,
      systems: expect.any(String),
      verdict: "",
      "pull-request-number": "",
      "pull-request-url": "",
      "bump-file": expect.stringMatching(/\/flox-upstream\/bump\.json$/),
      "result-file": "",
    });
    expect(JSON.parse(run.outputs.systems ?? "")).toEqual([
      { system: "x86_64-linux", runner: "ubuntu-24.04" },
      { system: "aarch64-linux", runner: "ubuntu-24.04-arm" },
      { system: "x86_64-darwin", runner: "macos-15-intel" },
      { system: "aarch64-darwin", runner: "macos-15" },
    ]);

    const file = await bumpFile(run);
    expect(file).toMatchObject({
      outcome: "update",
      upstream: "dagster-io/dagster",
      base: packaging.head,
      branch,
      commit,
      systems: JSON.parse(run.outputs.systems ?? ""),
      provenance: { tag: "1.13.26", commit: await upstream.repository.commit("tags/1.13.26") },
    });
    expect(file.edits).toHaveLength(10);
    expect(file.notes.map(({ tag }) => tag)).toEqual(["1.13.26", "1.13.21"]);
    expect(file.notes[0]?.body).toContain("Synthetic notes for 1.13.26");

    expect(run.summary).toContain("1.12.1 → 1.13.26");
    expect(run.summary).toContain("`dagster-postgres`");
    expect(commandsIn(run.stdout)).toEqual([`::add-mask::${upstream.token}`]);
  });

  test("has the files that the command line writes", async () => {
    await bumpedBefore();
    expect((await packaging.cli(["bump", "--directory", "dagster-build"])).exitCode).toBe(0);
    for (const [path, content] of Object.entries(await packaging.files())) {
      const committed = await git(packaging.repository.gitDirectory, ["show", `${branch}:${path}`]);
      expect([path, committed.toString("latin1")]).toEqual([path, content]);
    }
    const listed = await inRepository("ls-tree", "-r", "--name-only", branch);
    expect(listed.split("\n").sort()).toEqual(Object.keys(await packaging.files()).sort());
  });

  test("leaves the checkout as it was, and a second run makes no second commit", async () => {
    const before = await packaging.files();
    const commit = await bumpedBefore();
    const { result: second, requests } = await requestsOf(() => packaging.action());
    expect(await packaging.files()).toEqual(before);
    expect(second.exitCode).toBe(0);
    expect(second.outputs).toMatchObject({ outcome: "update", commit, branch });
    expect(JSON.parse(second.outputs.systems ?? "")).toHaveLength(4);
    expect(requests.filter(writes)).toEqual([]);
    expect(await head()).toBe(commit);
  });

  test("on a base that has moved: the branch is made anew on it, with one commit, unless a person was faster", async () => {
    const first = await bumpedBefore();
    await writeFile(join(packaging.checkout, "NEWS.md"), "More.\n");
    const base = await packaging.commitAll("News");
    try {
      let theirs = "";
      const racing = racedBy(inProcess(upstream, packaging).world, async () => {
        theirs = await packaging.repository.push(branch, { "x.md": "x\n" }, "Just in time");
      });
      const problem = await inProcess(upstream, packaging, racing).actionProblem();
      expect(problem.message).toContain(branch);
      expect(await head()).toBe(theirs);

      await bumpedBefore();
      const { result: second, requests } = await requestsOf(() => packaging.action());
      expect(second.exitCode).toBe(0);
      expect(second.outputs.commit).not.toBe(first);
      expect(await inRepository("rev-parse", `${branch}^`)).toBe(base);
      expect(await inRepository("show", `${branch}:NEWS.md`)).toBe("More.");
      expect(requests.filter(writes).at(-1)).toMatchObject({
        method: "PATCH",
        path: `/repos/someone/packaging/git/refs/${encodeURIComponent(`heads/${branch}`)}`,
      });
    } finally {
      await git(packaging.checkout, ["reset", "--quiet", "--hard", packaging.head]);
      await inRepository("update-ref", "refs/heads/main", packaging.head);
    }
  });

  test("--dry-run: nothing is asked of the packaging repository, and nothing is written", async () => {
    const before = await packaging.files();
    const { result: run, requests } = await requestsOf(() => packaging.action({ "dry-run": "true" }));
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { outcome: "update", version: "1.13.26", commit: "", branch: "", systems: "[]", "bump-file": "" },
    });
    expect(requests.filter(({ path }) => path.includes("someone/packaging"))).toEqual([]);
    expect(await head()).toBeUndefined();
    expect(await packaging.files()).toEqual(before);
  });

  test("with systems and runners of one's own, and bump.json where it is wanted", async () => {
    await bumpedBefore();
    const path = join(packaging.checkout, "..", "else where", "b.json");
    const run = await packaging.action({
      systems: "aarch64-darwin, x86_64-linux",
      runners: "x86_64-linux=my own",
      "bump-file": path,
    });
    expect(JSON.parse(run.outputs.systems ?? "")).toEqual([
      { system: "aarch64-darwin", runner: "macos-15" },
      { system: "x86_64-linux", runner: "my own" },
    ]);
    expect(run.outputs["bump-file"]).toBe(path);
    expect((await bumpFile(run)).systems).toHaveLength(2);
  });

  test("where there is nothing to do: no branch, no systems, and why", async () => {
    await using done = await startPackaging(upstream, { name: "someone/done" });
    await done.cli(["bump", "--directory", "dagster-build"]);
    await done.commitAll("Bump");
    const { result: run, requests } = await requestsOf(() => done.action());
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { outcome: "up-to-date", systems: "[]", commit: "", branch: "" },
    });
    expect(run.summary).toContain("No release to take is newer");
    expect(requests).toHaveLength(2);
    expect((await bumpFile(run)).outcome).toBe("up-to-date");
  });
});

describe("a branch that is not ours alone", () => {
  test("a person's commit on it is kept, and built as it is", async () => {
    await bumpedBefore();
    const path = "dagster-build/.flox/pkgs/dagster.nix";
    const theirs = await packaging.repository.push(branch, { [path]: "{ }: { }\n" }, "Mend it by hand");
    const { result: run, requests } = await requestsOf(() => packaging.action());
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: "held", commit: theirs, branch } });
    expect(JSON.parse(run.outputs.systems ?? "")).toHaveLength(4);
    expect(requests.filter(writes)).toEqual([]);
    expect(requests.filter(({ server }) => server !== "api" && server !== "pypi")).toEqual([]);
    expect(await head()).toBe(theirs);
    expect(run.summary).toContain("A commit on the branch is not ours");
    expect((await bumpFile(run)).commit).toBe(theirs);
  });

  test("a person's branch of that name is kept too", async () => {
    await inRepository("update-ref", `refs/heads/${branch}`, packaging.head);
    const theirs = await packaging.repository.push(branch, { "x.md": "x\n" }, "Mine");
    expect((await packaging.action()).outputs).toMatchObject({ outcome: "held", commit: theirs });
    expect(await head()).toBe(theirs);
  });

  test("our message on a person's changes does not make them ours", async () => {
    await bumpedBefore();
    const message = await inRepository("show", "--no-patch", "--format=%B", branch);
    await inRepository("update-ref", `refs/heads/${branch}`, packaging.head);
    const theirs = await packaging.repository.push(branch, { "x.md": "x\n" }, message);
    expect((await packaging.action()).outputs).toMatchObject({ outcome: "held", commit: theirs });
  });

  test("a branch that somebody else makes meanwhile is not moved", async () => {
    let theirs = "";
    const here = inProcess(upstream, packaging);
    const racing = racedBy(here.world, async () => {
      theirs = await packaging.repository.push(branch, { "x.md": "x\n" }, "Just in time");
    });
    const problem = await inProcess(upstream, packaging, racing).actionProblem();
    expect(problem.message).toContain("Reference already exists");
    expect(await head()).toBe(theirs);
  });
});

/** The same world, in which something happens just before our commit is made. */
function racedBy(world: ReturnType<typeof inProcess>["world"], happens: () => Promise<void>): typeof world {
  return {
    ...world,
    async github(endpoint) {
      const github = await world.github(endpoint);
      return {
        ...github,
        async createCommit(...args) {
          await happens();
          return await github.createCommit(...args);
        },
      };
    },
  };
}

describe("a pull request of the branch", () => {
  const pull = { number: 7, head: "0".repeat(40), branch, state: "closed", merged: false } as const;

  test("that a person closed is respected, until the tag is asked for", async () => {
    await bumpedBefore();
    await inRepository("update-ref", "-d", `refs/heads/${branch}`);
    packaging.repository.pullRequests.push(pull);
    const { result: closed, requests } = await requestsOf(() => packaging.action());
    expect(closed).toMatchObject({ exitCode: 0, outputs: { outcome: "closed", commit: "", systems: "[]" } });
    expect(requests.filter(writes)).toEqual([]);
    expect(closed.stdout).toContain("Pull request #7 was closed without a merge");
    expect(closed.summary).toContain("was closed without a merge");
    expect(await head()).toBeUndefined();

    await bumpedBefore();
    expect((await packaging.action()).outputs).toMatchObject({ outcome: "closed", commit: "" });
    const asked = await packaging.action({ tag: "1.13.26" });
    expect(asked.outputs).toMatchObject({ outcome: "update", commit: await head() });
  });

  test.each([
    ["was merged", [{ ...pull, merged: true }]],
    ["was opened again, as another", [pull, { ...pull, number: 8, state: "open" as const }]],
  ])("that %s does not stand in the way", async (_, pulls) => {
    await bumpedBefore();
    packaging.repository.pullRequests.push(...pulls);
    expect((await packaging.action()).outputs).toMatchObject({ outcome: "update" });
  });
});

describe("failures", () => {
  test("a checkout with changes of its own is refused, with the file", async () => {
    const path = join(packaging.directory, ".flox/pkgs/dagster.nix");
    await writeFile(path, `${await readFile(path, "utf8")}# more\n`);
    const { result: run, requests } = await requestsOf(() => packaging.action());
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /^::error title=flox-upstream,file=dagster-build\/\.flox\/pkgs\/dagster\.nix::.*not committed: .*dagster\.nix/m,
    );
    expect(run.outputs).toEqual({ outcome: "" });
    expect(requests.filter(writes)).toEqual([]);
  });

  test("a Nix file that does not parse: an annotation at its line and column", async () => {
    await writeFile(join(packaging.directory, ".flox/pkgs/dagster.nix"), "{\n  a = ;\n}\n");
    const run = await packaging.action();
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /^::error title=flox-upstream,file=dagster-build\/\.flox\/pkgs\/dagster\.nix,line=2,col=7::/m,
    );
    expect(run.summary).toContain("dagster.nix:2:7");
  });

  test("a token that may only read: which permission is missing", async () => {
    upstream.github.state.tokens.set("reads-only", { permissions: { contents: "read", pull_requests: "read" } });
    const run = await packaging.action({ token: "reads-only" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^::error .*needs contents: write/m);
    expect(run.stdout.replace("::add-mask::reads-only\n", "")).not.toContain("reads-only");
  });

  test("no token", async () => {
    const run = await packaging.action({ token: "" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^::error .*no token was given for the packaging repository.*contents: write/m);
  });

  test("something that nobody foresaw is a failure too, and is told in one line", async () => {
    await bumpedBefore();
    const run = await packaging.action({}, { GITHUB_OUTPUT: join(packaging.checkout, "no", "such", "folder") });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^::error title=flox-upstream::/m);
  });

  test("without a runner's variables", async () => {
    const run = await packaging.action({}, { GITHUB_REPOSITORY: "", RUNNER_TEMP: "" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /^::error .*::RUNNER_TEMP and GITHUB_REPOSITORY are not set: this is not a GitHub runner/m,
    );
  });
});

describe("hostile text", () => {
  const hostile = [
    "::set-output name=outcome::pwned",
    "\n::set-output name=commit::pwned",
    "\r::error::pwned",
    "%0A::add-mask::pwned",
    "##[set-output name=tag]pwned",
    "<![CDATA[ ]]>",
    "`|`\n| pwned | <img src=x onerror=alert(1)> |",
    "ghadelimiter_x\noutcome=pwned",
    "\u001b]0;pwned\u0007",
    "@octocat closes #1",
  ];

  test("in names, notes and tags of releases, and in the repository's own files, issues no command and breaks no output", async () => {
    const [newest] = releasesFor(["1.13.26"]);
    if (newest === undefined) throw new Error("no release");
    upstream.repository.releases.splice(
      0,
      99,
      { ...newest, name: hostile.join(""), body: hostile.join("\n") },
      ...hostile.map((text) => ({ ...newest, tag: `1.13.27${text}`, name: text, body: text })),
    );
    await using odd = await startPackaging(upstream, { name: "someone/odd" });
    await writeFile(join(odd.directory, "NOTES.md"), hostile.map((text) => `1.12.1 ${text}\n`).join(""));
    await odd.commitAll("Notes");
    const run = await odd.action();
    expect(run).toMatchObject({ exitCode: 0, strayOutput: "" });
    expect(run.outputs).toMatchObject({ outcome: "update", tag: "1.13.26", commit: expect.stringMatching(/^.{40}$/) });
    expect(Object.values(run.outputs).join()).not.toContain("pwned");
    expect(commandsIn(run.stdout)).toEqual([`::add-mask::${upstream.token}`]);
    expect(run.stdout).not.toContain("\u001b");

    // Every refused tag is one row of its table, and acts on nothing.
    const rows = run.summary.split("\n").filter((line) => line.startsWith("|") && line.includes("unsafe"));
    expect(rows).toHaveLength(hostile.length);
    expect([...kindsIn(run.summary)].sort()).toEqual([
      "heading",
      "inlineCode",
      "paragraph",
      "root",
      "strong",
      "table",
      "tableCell",
      "tableRow",
      "text",
    ]);

    // In bump.json it stands as it is: data for what follows.
    const file = await bumpFile(run);
    expect(file.notes[0]?.body).toBe(hostile.join("\n"));
    expect(file.leftovers.length).toBeGreaterThan(5);
    expect(await gitText(odd.repository.gitDirectory, ["show", "--no-patch", "--format=%B", branch])).not.toContain(
      "pwned",
    );
  });

  test("in the tag that is asked for is told without effect", async () => {
    for (const tag of ["1.0\n::set-output name=outcome::pwned", "1.0%0A::error::pwned", "##[error]pwned"]) {
      const run = await packaging.action({ tag });
      expect(run).toMatchObject({ exitCode: 1, outputs: { outcome: "" }, strayOutput: "" });
      const commands = commandsIn(run.stdout);
      expect(commands.map((line) => line.split("::")[1]?.split(" ")[0])).toEqual(["add-mask", "error"]);
      expect(run.summary).not.toMatch(/^::/m);
    }
  });
});

describe("secrets", () => {
  test("tokens are masked before anything else, and printed nowhere", async () => {
    upstream.github.state.tokens.set("second-secret", { permissions: { contents: "read" } });
    const run = await packaging.action({ "upstream-token": "second-secret" }, { RUNNER_DEBUG: "1" });
    expect(run.exitCode).toBe(0);
    const lines = run.stdout.split("\n");
    const masks = [`::add-mask::${upstream.token}`, "::add-mask::second-secret"];
    expect(lines.slice(0, 2)).toEqual(masks);
    const rest = [...lines.slice(2), run.summary, ...Object.values(run.outputs), JSON.stringify(await bumpFile(run))];
    for (const secret of [upstream.token, "second-secret"]) expect(rest.join("\n")).not.toContain(secret);
  });
});
