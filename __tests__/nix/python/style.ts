/** A way in which lists of Python packages are written. */
import type { Fix } from "./fixing.ts";

export interface Style {
  readonly title: string;
  readonly fixes: readonly Fix[];
  readonly before: string;
  readonly after: string;
  /** Whether the file is a member of a Python set, so that its formals are Python packages. */
  readonly inSet?: boolean;
}

/** A package whose file has these attributes besides its name, version and source. */
export function file(
  attributes: string,
  formals = "{ python313Packages, dagster-src }",
  maker = "python313Packages.buildPythonPackage",
): string {
  return `${formals}:
${maker} {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
${attributes}}
`;
}

export const modern = `  pyproject = true;
  build-system = [ python313Packages.setuptools ];
`;
