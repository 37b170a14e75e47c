import { fieldNames, fieldOf, isEmpty, otherArguments, type StatedField } from "./fields.ts";
import type { SetupStated, Stated, Unresolved } from "./model.ts";

/**
 * What `setup()` is called with wins over `setup.cfg`, as in setuptools, unless it is empty; also where it cannot be
 * read.
 */
export function mergeSetup(setup: SetupStated, cfg: Stated): Stated {
  const mayStateMore = setup.unresolved.some(({ what }) => what === otherArguments);
  const isUnread = (field: StatedField) =>
    setup.unresolved.some(({ what }) => fieldOf(what) === field) ||
    (mayStateMore && field !== "name" && field !== "version");
  const isCfgs = (field: StatedField) => !setup.given.has(field) && !isUnread(field);
  const take = <F extends StatedField>(field: F): Stated[F] => {
    if (isCfgs(field)) {
      return cfg[field] ?? setup[field];
    }
    return isEmpty(setup[field]) ? (undefined as Stated[F]) : setup[field];
  };
  const others = cfg.unresolved.filter(({ what }) => {
    const field = fieldOf(what);
    return field === undefined || isCfgs(field);
  });
  const merged = takeAll(take);
  const dependencies = isEmpty(setup.conditional)
    ? merged.dependencies
    : [...(merged.dependencies ?? []), ...setup.conditional];
  return { ...merged, dependencies, unresolved: [...setup.unresolved, ...others] };
}

/**
 * The fields that `[project]` lists as dynamic, filled in from what the build backend reads besides.
 *
 * @param besides what of it is read
 * @param why of a field that it does not state, as the rest of a sentence that begins with the field
 */
export function fillDynamic(
  file: string,
  project: Stated,
  dynamic: ReadonlySet<string>,
  besides: Stated,
  why: string,
): Stated {
  // What pyproject.toml says of a dynamic field, also where it cannot be read, wins over `setup.py`.
  const isTaken = (field: StatedField) =>
    project[field] === undefined &&
    dynamic.has(fieldNames[field].project) &&
    !project.unresolved.some(({ what }) => fieldOf(what) === field);
  // What stands elsewhere about a field that [project] states itself does not count.
  const others = besides.unresolved.filter(({ what }) => {
    const field = fieldOf(what);
    return field !== undefined && isTaken(field);
  });
  const unresolved: Unresolved[] = [...project.unresolved, ...others];
  const take = <F extends StatedField>(field: F): Stated[F] => {
    if (!isTaken(field)) {
      return project[field];
    }
    const isNamed = unresolved.some(({ what }) => fieldOf(what) === field);
    if (besides[field] === undefined && !isNamed) {
      unresolved.push({ what: `project.${fieldNames[field].project}`, file, line: undefined, why });
    }
    return besides[field];
  };
  return { ...takeAll(take), unresolved };
}

function takeAll(take: <F extends StatedField>(field: F) => Stated[F]): Omit<Stated, "unresolved"> {
  return {
    name: take("name"),
    version: take("version"),
    requiresPython: take("requiresPython"),
    dependencies: take("dependencies"),
    optionalDependencies: take("optionalDependencies"),
    scripts: take("scripts"),
  };
}
