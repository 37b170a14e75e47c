import type { BuildSystem, MetadataField, Project } from "../metadata/model.ts";

/** What upstream states of a project at a release. What is not known, or not wholly, is undefined. */
export interface Stated {
  readonly version: string | undefined;
  /** PEP 508, as written. */
  readonly requirements: readonly string[] | undefined;
  /** A PEP 440 specifier set; empty where any Python will do. */
  readonly requiresPython: string | undefined;
  readonly buildSystem: Pick<BuildSystem, "requires" | "backend"> | undefined;
  readonly scripts: ReadonlyMap<string, string> | undefined;
}

/** What a release's archive was found to state of a project. */
export function statedBy(project: Project): Stated {
  const known = <T>(field: MetadataField, value: T) => (project.unread.has(field) ? undefined : value);
  return {
    version: project.version,
    requirements: known("dependencies", project.dependencies),
    requiresPython: known("requiresPython", project.requiresPython ?? ""),
    buildSystem: known("buildSystem", project.buildSystem),
    scripts: known("scripts", project.scripts),
  };
}
