import type { Stated } from "./model.ts";

export type MetadataField = Exclude<keyof Stated, "unresolved">;

/** What each field is called in `setup()` and `setup.cfg`, and in `[project]`. */
export const fieldNames: Readonly<Record<MetadataField, { readonly setup: string; readonly project: string }>> = {
  name: { setup: "name", project: "name" },
  version: { setup: "version", project: "version" },
  requiresPython: { setup: "python_requires", project: "requires-python" },
  dependencies: { setup: "install_requires", project: "dependencies" },
  optionalDependencies: { setup: "extras_require", project: "optional-dependencies" },
  scripts: { setup: "entry_points", project: "scripts" },
};

const fields = new Map(
  Object.entries(fieldNames).flatMap(([field, { setup, project }]) =>
    [setup, `project.${project}`].map((name) => [name, field as MetadataField] as const),
  ),
);

/** The field that something unresolved is about, or about a part of: `extras_require test`, `project.scripts.x`. */
export function fieldOf(what: string): MetadataField | undefined {
  const [, name = ""] = /^((?:project\.)?[\w-]+)(?:[ .]|$)/.exec(what) ?? [];
  return fields.get(name);
}
