import { isRefused, nothingStated, type Refused, type Stated, type Unresolved } from "./model.ts";

type Field = Exclude<keyof Stated, "unresolved">;

/** What each field is called in `setup()`, and in `[project]`. */
const names: Readonly<Record<Field, { readonly setup: string; readonly project: string }>> = {
  name: { setup: "name", project: "name" },
  version: { setup: "version", project: "version" },
  requiresPython: { setup: "python_requires", project: "requires-python" },
  dependencies: { setup: "install_requires", project: "dependencies" },
  optionalDependencies: { setup: "extras_require", project: "optional-dependencies" },
  scripts: { setup: "entry_points", project: "scripts" },
};

/** What `setup()` is called with wins over `setup.cfg`, as in setuptools, also where it cannot be read. */
export function mergeSetup(setup: Stated, cfg: Stated): Stated {
  const take = <F extends Field>(field: F): Stated[F] => {
    const isUnread = setup.unresolved.some(({ what }) => what === names[field].setup);
    return setup[field] ?? (isUnread ? (undefined as Stated[F]) : cfg[field]);
  };
  return { ...takeAll(take), unresolved: [...setup.unresolved, ...cfg.unresolved] };
}

/** The fields that `[project]` lists as dynamic, filled in from what setuptools reads besides. */
export function fillDynamic(
  file: string,
  project: Stated,
  dynamic: ReadonlySet<string>,
  besides: Stated | Refused,
): Stated {
  const other = isRefused(besides) ? nothingStated : besides;
  const unresolved: Unresolved[] = [...project.unresolved, ...other.unresolved];
  const why = isRefused(besides)
    ? `it is dynamic, and of setup.py: ${besides.why}`
    : "it is dynamic, and nothing states it";
  const take = <F extends Field>(field: F): Stated[F] => {
    const { project: key, setup } = names[field];
    if (project[field] !== undefined || !dynamic.has(key)) {
      return project[field];
    }
    const isNamed = unresolved.some(({ what }) => what === `project.${key}` || what === setup);
    if (other[field] === undefined && !isNamed) {
      unresolved.push({ what: `project.${key}`, file, line: undefined, why });
    }
    return other[field];
  };
  return { ...takeAll(take), unresolved };
}

function takeAll(take: <F extends Field>(field: F) => Stated[F]): Omit<Stated, "unresolved"> {
  return {
    name: take("name"),
    version: take("version"),
    requiresPython: take("requiresPython"),
    dependencies: take("dependencies"),
    optionalDependencies: take("optionalDependencies"),
    scripts: take("scripts"),
  };
}
