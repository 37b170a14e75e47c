import type { MetadataField, Stated } from "./model.ts";

export type StatedField = Exclude<keyof Stated, "unresolved">;

/** What each field is called in `setup()` and `setup.cfg`, and in `[project]`. */
export const fieldNames: Readonly<Record<StatedField, { readonly setup: string; readonly project: string }>> = {
  name: { setup: "name", project: "name" },
  version: { setup: "version", project: "version" },
  requiresPython: { setup: "python_requires", project: "requires-python" },
  dependencies: { setup: "install_requires", project: "dependencies" },
  optionalDependencies: { setup: "extras_require", project: "optional-dependencies" },
  scripts: { setup: "entry_points", project: "scripts" },
};

/** What is said to be unresolved where `setup()` is called with arguments of which not even the names can be read. */
export const otherArguments = "other arguments of setup()";

const fields = new Map(
  Object.entries(fieldNames).flatMap(([field, { setup, project }]) =>
    [setup, `project.${project}`].map((name) => [name, field as StatedField] as const),
  ),
);

/** The field that something unresolved is about, or about a part of: `extras_require test`, `project.scripts.x`. */
export function fieldOf(what: string): StatedField | undefined {
  const [, name = ""] = /^((?:project\.)?[\w-]+)(?:[ .]|$)/.exec(what) ?? [];
  return fields.get(name);
}

/** What `setup()` may be called with besides, and a list of dynamic fields that is none: anything that is not stated. */
const anything: ReadonlySet<string> = new Set([otherArguments, "project.dynamic"]);

/** The fields that are not known wholly: what cannot be read is about them, or may be. */
export function unreadFields(stated: Stated): ReadonlySet<MetadataField> {
  const unread = new Set<MetadataField>();
  for (const { what } of stated.unresolved) {
    const field = what.startsWith("build-system.") ? "buildSystem" : fieldOf(what);
    if (field !== undefined) {
      unread.add(field);
    } else if (anything.has(what)) {
      for (const [, unstated] of fields) {
        if (isEmpty(stated[unstated])) {
          unread.add(unstated);
        }
      }
    }
  }
  return unread;
}

export function isEmpty(value: Stated[StatedField]): boolean {
  return [...(value ?? [])].length === 0;
}
