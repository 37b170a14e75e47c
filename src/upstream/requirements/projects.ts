import type { UpstreamProjects } from "../../documents/requirements.ts";
import type { Project } from "../metadata/model.ts";

/**
 * The upstream's projects that stand beside those that are packaged, in the same folder: directories by normalised name,
 * in the order of the names. Examples and tools elsewhere in the tree are none.
 *
 * @param packaged normalised names
 */
export function neighboursOf(projects: readonly Project[], packaged: ReadonlySet<string>): ReadonlyMap<string, string> {
  const folders = new Set(
    projects.flatMap(({ normalizedName, directory }) => (packaged.has(normalizedName) ? [parentOf(directory)] : [])),
  );
  return new Map(
    projects
      .filter(({ directory }) => folders.has(parentOf(directory)))
      .map(({ normalizedName, directory }) => [normalizedName, directory] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function parentOf(directory: string): string {
  return directory.slice(0, Math.max(0, directory.lastIndexOf("/")));
}

/**
 * What upstream added and dropped.
 *
 * @param before undefined where it is not known; then nothing is said to have changed
 * @param packaged normalised names of what this repository packages
 */
export function compareProjects(
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string>,
  packaged: ReadonlySet<string>,
): UpstreamProjects {
  if (before === undefined) return { added: [], dropped: [] };
  const only = (these: ReadonlyMap<string, string>, those: ReadonlyMap<string, string>) =>
    [...these].flatMap(([name, directory]) =>
      those.has(name) ? [] : [{ name, directory, packaged: packaged.has(name) }],
    );
  return { added: only(after, before), dropped: only(before, after) };
}
