import type { UpstreamProjects } from "../../documents/requirements.ts";
import type { Project, ProjectRefusal } from "../metadata/model.ts";
import { parentOf } from "../paths.ts";

type Placed = Pick<Project, "normalizedName" | "directory">;

/** What is known of the upstream's projects at a release. */
export interface ProjectsAt {
  /** Those that stand beside what is packaged: directories by normalised name. */
  readonly neighbours: ReadonlyMap<string, string>;
  /** Whether a project may be there, wherever it stands: also where that cannot be told. */
  mayHave(name: string, directory: string): boolean;
}

/**
 * The projects of a tree. A project that was in a directory before, of which now nothing can be read, counts as there.
 *
 * @param packaged normalised names
 * @param before undefined where it is not known
 */
export function projectsOf(
  { projects, unreadable }: { readonly projects: readonly Project[]; readonly unreadable: readonly ProjectRefusal[] },
  packaged: ReadonlySet<string>,
  before?: ProjectsAt,
): ProjectsAt {
  const names = new Set(projects.map(({ normalizedName }) => normalizedName));
  const unread = new Set(unreadable.map(({ directory }) => directory));
  const presumed = [...(before?.neighbours ?? [])]
    .filter(([name, directory]) => !names.has(name) && unread.has(directory))
    .map(([normalizedName, directory]): Placed => ({ normalizedName, directory }));
  return {
    neighbours: neighboursOf([...projects, ...presumed], packaged),
    mayHave: (name, directory) => names.has(name) || unread.has(directory),
  };
}

/** The projects that a lock file records. Of folders in which nothing was packaged then it knows nothing. */
export function recordedProjects(neighbours: ReadonlyMap<string, string>): ProjectsAt {
  const folders = new Set(Array.from(neighbours.values(), parentOf));
  return {
    neighbours,
    mayHave: (name, directory) => neighbours.has(name) || !folders.has(parentOf(directory)),
  };
}

/**
 * The upstream's projects that stand beside those that are packaged, in the same folder: directories by normalised name,
 * in the order of the names. Examples and tools elsewhere in the tree are none.
 *
 * @param packaged normalised names
 */
export function neighboursOf(projects: readonly Placed[], packaged: ReadonlySet<string>): ReadonlyMap<string, string> {
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

/**
 * What upstream added and dropped.
 *
 * @param before undefined where it is not known; then nothing is said to have changed
 * @param packaged normalised names of what this repository packages
 */
export function compareProjects(
  before: ProjectsAt | undefined,
  after: ProjectsAt,
  packaged: ReadonlySet<string>,
): UpstreamProjects {
  if (before === undefined) return { added: [], dropped: [] };
  const only = ({ neighbours }: ProjectsAt, other: ProjectsAt) =>
    [...neighbours].flatMap(([name, directory]) =>
      other.mayHave(name, directory) ? [] : [{ name, directory, packaged: packaged.has(name) }],
    );
  return { added: only(after, before), dropped: only(before, after) };
}
