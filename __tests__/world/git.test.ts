import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { realGit } from "../../src/world/git.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { git, gitText } from "../helpers/git.ts";
import { problemOf } from "../helpers/problems.ts";

const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
const { checkout } = realGit(env);

async function repository(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder(files);
  await git(folder.path, ["init", "--quiet"]);
  await git(folder.path, ["add", "."]);
  await git(folder.path, ["commit", "--quiet", "-m", "Begin"]);
  return folder;
}

describe("what is checked out", () => {
  test("as committed: the commit, the place of the directory, and no changes", async () => {
    await using folder = await repository({ "a/.flox/pkgs/x.nix": "{ }", "b.nix": "" });
    const head = await gitText(folder.path, ["rev-parse", "HEAD"]);
    expect(await checkout(folder.path)).toEqual({ head, prefix: "", changed: [] });
    expect(await checkout(join(folder.path, "a/.flox"))).toEqual({ head, prefix: "a/.flox/", changed: [] });
  });

  test("changed, added, removed, moved and untracked files below the directory, relative to it, in any spelling", async () => {
    await using folder = await repository({
      "a/one": "1",
      "a/two": "2",
      "a/old name": "3",
      'a/ü\n"x': "4",
      "b/other": "5",
    });
    const at = (path: string) => join(folder.path, path);
    await writeFile(at("a/one"), "changed");
    await writeFile(at('a/ü\n"x'), "changed");
    await writeFile(at("b/other"), "changed");
    await writeFile(at("a/untracked"), "");
    await rm(at("a/two"));
    await git(folder.path, ["mv", "a/old name", "a/new name"]);
    const { changed, prefix } = await checkout(at("a"));
    expect(prefix).toBe("a/");
    expect(changed.toSorted()).toEqual(["new name", "old name", "one", "two", "untracked", 'ü\n"x']);
  });

  test("a folder outside of git is a Problem that says what Flox needs", async () => {
    await using folder = await temporaryFolder();
    const problem = await problemOf(checkout(folder.path));
    expect(problem).toMatchObject({ kind: "input", where: { file: folder.path } });
    expect(problem.message).toBe(`${folder.path} is not in a git repository`);
  });

  test("a repository without commits, a missing folder and a missing git are Problems", async () => {
    await using folder = await temporaryFolder();
    await git(folder.path, ["init", "--quiet"]);
    expect((await problemOf(checkout(folder.path))).message).toContain("has no commit yet");
    expect((await problemOf(checkout(join(folder.path, "nothing")))).message).toContain("git cannot be started in");
    const without = realGit({ PATH: folder.path });
    expect((await problemOf(without.checkout(folder.path))).message).toContain("git cannot be started in");
  });

  test("another user's repository is a Problem that says how to trust it", async () => {
    await using folder = await repository({ a: "1" });
    const strict = realGit({ ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" });
    const problem = await problemOf(strict.checkout(folder.path));
    expect(problem.message).toContain("detected dubious ownership");
    expect(problem.hint).toContain("safe.directory");
  });

  test("an answer of git's that is not foreseen is told in its words", async () => {
    await using folder = await repository({ a: "1" });
    await writeFile(join(folder.path, ".git/index"), "broken");
    const problem = await problemOf(checkout(folder.path));
    expect(problem.message).toContain(`git status failed in ${folder.path}: `);
    expect(problem.message).toContain("index file");
  });
});
