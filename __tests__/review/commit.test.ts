import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  type BranchState,
  blobName,
  branchName,
  type CommitFacts,
  commitMessage,
  commitTitle,
  isOurs,
  planDigest,
  planOf,
  upstreamCommitOf,
} from "../../src/review/commit.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { git, gitMaybe, gitText } from "../helpers/git.ts";

const digest = `${"0".repeat(63)}1`;
const other = "f".repeat(64);

test.each([
  ["nothing", ""],
  ["text", "hello\n"],
  ["CRLF", "a\r\nb\r\n"],
  ["UTF-8", "naïve 版"],
  ["bytes", new Uint8Array([0, 255, 254, 10, 13])],
  ["more", "x".repeat(100_000)],
])("a blob of %s has git's name", async (_, content) => {
  await using folder = await temporaryFolder({ file: content });
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  expect(blobName(bytes)).toBe(await gitText(folder.path, ["hash-object", "--no-filters", "file"]));
});

describe("the plan's digest", () => {
  const a = { path: "a.nix", blob: "1".repeat(40) };
  const b = { path: "b.nix", blob: "2".repeat(40) };

  test("does not depend on the order of files", () => {
    expect(planDigest([a, b])).toBe(planDigest([b, a]));
    expect(planDigest([a, b])).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ["a file less", [a]],
    ["a file more", [a, b, { path: "c.nix", blob: a.blob }]],
    ["another content", [a, { ...b, blob: a.blob }]],
    ["another name", [a, { ...b, path: "c.nix" }]],
    [
      "contents swapped",
      [
        { ...a, blob: b.blob },
        { ...b, blob: a.blob },
      ],
    ],
    ["one file named like two", [{ path: `a.nix\n${b.blob} b.nix`, blob: a.blob }]],
    ["nothing", []],
  ])("%s makes another one", (_, files) => expect(planDigest(files)).not.toBe(planDigest([a, b])));
});

describe("the plan of a message", () => {
  test.each([
    ["the trailer", `x: 1 -> 2\n\nbody\n\nFlox-Upstream-Plan: ${digest}\n`, digest],
    ["no final newline", `x\n\nFlox-Upstream-Plan: ${digest}`, digest],
    ["among other trailers", `x\n\nFlox-Upstream-Plan: ${digest}\nSigned-off-by: A <a@b>\n`, digest],
    ["the last of two", `x\n\nFlox-Upstream-Plan: ${other}\nFlox-Upstream-Plan: ${digest}\n`, digest],
    ["in the middle of the message", `x\n\nFlox-Upstream-Plan: ${digest}\n\nmore text\n`, undefined],
    [
      "in the middle, and another at the end",
      `x\n\nFlox-Upstream-Plan: ${other}\n\nFlox-Upstream-Plan: ${digest}`,
      digest,
    ],
    ["within a line", `x\n\nsee Flox-Upstream-Plan: ${digest}`, undefined],
    ["indented", `x\n\n  Flox-Upstream-Plan: ${digest}`, undefined],
    ["too short", `x\n\nFlox-Upstream-Plan: ${digest.slice(1)}`, undefined],
    ["too long", `x\n\nFlox-Upstream-Plan: ${digest}0`, undefined],
    ["in capitals", `x\n\nFlox-Upstream-Plan: ${other.toUpperCase()}`, undefined],
    ["no trailer", "x\n\nbody\n", undefined],
    ["nothing", "", undefined],
  ])("%s", (_, message, plan) => expect(planOf(message)).toBe(plan));
});

const facts: CommitFacts = {
  title: "dagster: 1.12.1 -> 1.13.26",
  upstream: "dagster-io/dagster",
  ref: "1.13.26",
  upstreamCommit: "a".repeat(40),
  sources: [{ file: ".flox/pkgs/dagster-src.nix", hash: "sha256-x=" }],
  files: [{ path: ".flox/pkgs/dagster-src.nix", blob: "b".repeat(40) }],
};

describe("a commit's message", () => {
  test("has a title, the evidence, and the trailer as git reads it", async () => {
    const message = commitMessage(facts);
    expect(message.split("\n")).toEqual([
      "dagster: 1.12.1 -> 1.13.26",
      "",
      "Source: dagster-io/dagster 1.13.26",
      `Commit: ${"a".repeat(40)}`,
      "Hash: sha256-x= (.flox/pkgs/dagster-src.nix)",
      "",
      `Flox-Upstream-Plan: ${planDigest(facts.files)}`,
      "",
    ]);
    await using folder = await temporaryFolder();
    const trailers = await gitText(folder.path, ["interpret-trailers", "--parse"], { input: message });
    expect(trailers).toBe(`Flox-Upstream-Plan: ${planOf(message)}`);
  });

  const release = { name: "dagster", from: "1.12.1", to: "1.13.26", tag: "v1.13.26" };
  test.each([
    ["{name}: {from} -> {to}", release, "dagster: 1.12.1 -> 1.13.26"],
    ["{name}: {from} -> {to}", { ...release, from: "1.13.26" }, "dagster: repair 1.13.26"],
    ["chore(deps): bump {name} to {tag}", release, "chore(deps): bump dagster to v1.13.26"],
    ["bump to {tag}", { ...release, tag: null }, "bump to 1.13.26"],
    ["a title of its own", release, "a title of its own"],
  ])("%s", (template, title, expected) => expect(commitTitle(template, title)).toBe(expected));

  test("states the upstream's commit for the next run", () => {
    expect(upstreamCommitOf(commitMessage(facts))).toBe("a".repeat(40));
    expect(upstreamCommitOf("Commit: abc")).toBeUndefined();
  });
});

describe("branch names", () => {
  test.each([
    ["dagster", "1.13.26", "flox-upstream/dagster-1.13.26"],
    ["dagster", "1!2.0+local", "flox-upstream/dagster-1-2.0+local"],
    ["dagster", "1.13.26-unstable-2026-11-02", "flox-upstream/dagster-1.13.26-unstable-2026-11-02"],
    [".github", "1.0", "flox-upstream/github-1.0"],
    ["a..b", "1.0", "flox-upstream/a.b-1.0"],
    ["x", "1.0.0-a.lock", "flox-upstream/x-1.0.0-a-lock"],
    ["x", "1.0.", "flox-upstream/x-1.0-"],
  ])("%s %s", async (name, version, branch) => {
    expect(branchName(name, version)).toBe(branch);
    await using folder = await temporaryFolder();
    expect(await gitMaybe(folder.path, ["check-ref-format", "--branch", branch])).toBe(branch);
  });
});

describe("whose commit it is, in real histories", () => {
  /** What the branch `bump` has and `main` has not, as GitHub's comparison states it. */
  async function compare(folder: string): Promise<BranchState> {
    const base = await gitText(folder, ["merge-base", "main", "bump"]);
    const ids = (await gitText(folder, ["rev-list", "--reverse", `${base}..bump`]))
      .split("\n")
      .filter((id) => id !== "");
    const commits = await Promise.all(
      ids.map(async (id) => ({ message: await gitText(folder, ["show", "--no-patch", "--format=%B", id]) })),
    );
    const status: Record<string, string> = { A: "added", M: "modified", D: "removed", T: "changed" };
    const raw = await gitText(folder, ["diff", "--raw", "--no-abbrev", "--no-renames", base, "bump"]);
    const files = raw.split("\n").flatMap((line) => {
      const [, , , blob, letter = "", path] = line.split(/[ \t]/);
      return path && blob ? [{ path, blob, status: status[letter] ?? letter }] : [];
    });
    return { commits, files };
  }

  async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await git(folder, ["add", "--all"]);
  }

  const changed = { "a.nix": "new a\n", "lock.json": "{}\n" };

  /** A repository with a bump of ours on the branch `bump`, which is checked out. */
  async function bumped() {
    const folder = await temporaryFolder();
    await git(folder.path, ["init", "--quiet", "--initial-branch=main"]);
    await write(folder.path, { "a.nix": "old a\n", "b.nix": "old b\n" });
    await git(folder.path, ["commit", "--quiet", "--message=base"]);
    await git(folder.path, ["checkout", "--quiet", "-b", "bump"]);
    await write(folder.path, changed);
    const files = Object.entries(changed).map(([path, text]) => ({
      path,
      blob: blobName(new TextEncoder().encode(text)),
    }));
    await git(folder.path, ["commit", "--quiet", "--file=-"], { input: commitMessage({ ...facts, files }) });
    return folder;
  }

  const amend = (folder: string, ...args: string[]) =>
    git(folder, ["commit", "--quiet", "--amend", "--no-edit", ...args]);

  test.each<[string, boolean, (folder: string) => Promise<unknown>]>([
    ["our commit as it was made", true, async () => undefined],
    ["our commit, its author another", true, (folder) => amend(folder, "--author=Someone <s@example.org>")],
    [
      "our commit, rebased onto a newer base that leaves its files alone",
      true,
      async (folder) => {
        await git(folder, ["checkout", "--quiet", "main"]);
        await write(folder, { "c.nix": "c\n" });
        await git(folder, ["commit", "--quiet", "--message=more"]);
        await git(folder, ["rebase", "--quiet", "main", "bump"]);
      },
    ],
    [
      "a person's amendment of a file",
      false,
      async (folder) => {
        await write(folder, { "a.nix": "mine\n" });
        await amend(folder);
      },
    ],
    [
      "a person's amendment that adds a file",
      false,
      async (folder) => {
        await write(folder, { "c.nix": "mine\n" });
        await amend(folder);
      },
    ],
    [
      "a person's amendment that removes a file of the base",
      false,
      async (folder) => {
        await git(folder, ["rm", "--quiet", "b.nix"]);
        await amend(folder);
      },
    ],
    [
      "a person's amendment that takes a change back",
      false,
      async (folder) => {
        await write(folder, { "a.nix": "old a\n" });
        await amend(folder);
      },
    ],
    ["a person's message without the trailer", false, (folder) => amend(folder, "--message=mine")],
    [
      "a person's commit on top",
      false,
      async (folder) => {
        await write(folder, { "b.nix": "mine\n" });
        await git(folder, ["commit", "--quiet", "--message=mine"]);
      },
    ],
    [
      "a person's commit on top that is empty",
      false,
      (folder) => git(folder, ["commit", "--quiet", "--allow-empty", "--message=run the checks"]),
    ],
    [
      "a person's commit with our trailer copied",
      false,
      async (folder) => {
        const message = await gitText(folder, ["show", "--no-patch", "--format=%B"]);
        await git(folder, ["reset", "--quiet", "--hard", "main"]);
        await write(folder, { "a.nix": "mine\n" });
        await git(folder, ["commit", "--quiet", "--file=-"], { input: message });
      },
    ],
    [
      "the base merged in",
      false,
      async (folder) => {
        await git(folder, ["checkout", "--quiet", "main"]);
        await write(folder, { "c.nix": "c\n" });
        await git(folder, ["commit", "--quiet", "--message=more"]);
        await git(folder, ["checkout", "--quiet", "bump"]);
        await git(folder, ["merge", "--quiet", "--no-edit", "main"]);
      },
    ],
    ["nothing", false, (folder) => git(folder, ["reset", "--quiet", "--hard", "main"])],
  ])("%s: %s", async (_, ours, change) => {
    await using folder = await bumped();
    await change(folder.path);
    expect(isOurs(await compare(folder.path))).toBe(ours);
  });

  test("a file that was renamed is not ours, whatever the trailer says", () => {
    const files = [{ path: "a.nix", blob: "1".repeat(40), status: "renamed" }];
    expect(isOurs({ commits: [{ message: commitMessage({ ...facts, files }) }], files })).toBe(false);
  });
});
