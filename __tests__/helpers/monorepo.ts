import { git } from "./git.ts";
import { History } from "./monorepo/fast-import.ts";
import { master } from "./monorepo/packages.ts";
import { releaseDate } from "./monorepo/releases.ts";
import { type TreeEntry, treeAt } from "./monorepo/tree.ts";

export { master, packageNamed, packages, versionOf } from "./monorepo/packages.ts";
export { releaseDate, releasesFor } from "./monorepo/releases.ts";
export { type Sdist, sdist } from "./monorepo/sdist.ts";
export { type TreeEntry, treeAt } from "./monorepo/tree.ts";

/** Two releases with setup.py, two with pyproject.toml. */
export const defaultVersions: readonly string[] = ["1.12.0", "1.12.1", "1.13.21", "1.13.26"];

/**
 * Fills an empty repository with the synthetic monorepo: a branch `release-<version>` with an annotated tag for every
 * version, none of them an ancestor of master, which bears `1!0+dev`. The release's branch goes on after the tag. The
 * same versions give the same commits everywhere.
 */
export async function writeMonorepo(
  gitDirectory: string,
  versions: readonly string[] = defaultVersions,
): Promise<void> {
  const history = new History();
  const development = treeAt(master);
  let trunk = history.commit("master", undefined, new Date(Date.UTC(2024, 0, 1)), "Begin\n", withStep(development, 0));
  for (const [index, version] of versions.entries()) {
    const date = releaseDate(version);
    const branch = `release-${version}`;
    const tree = treeAt(version);
    const released = history.commit(branch, trunk, date, `${version}\n`, tree);
    history.annotatedTag(version, released, date);
    const later = new Date(date.getTime() + 3_600_000);
    history.commit(branch, released, later, "Mend a page\n", withStep(tree, 1));
    trunk = history.commit("master", trunk, later, `Work after ${version}\n`, withStep(development, index + 1));
  }
  await git(gitDirectory, ["fast-import", "--quiet", "--done", "--date-format=raw"], { input: history.toBuffer() });
  await git(gitDirectory, ["symbolic-ref", "HEAD", "refs/heads/master"]);
}

/** The same tree with one file that differs. */
function withStep(tree: readonly TreeEntry[], step: number): TreeEntry[] {
  return [...tree, { path: "docs/steps.md", mode: "100644", content: `Step ${step}\n` }];
}
