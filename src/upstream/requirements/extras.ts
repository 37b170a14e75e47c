import type { PythonVersion } from "../../flox/python-version.ts";
import { systems } from "../../flox/systems.ts";
import type { Project } from "../metadata/model.ts";
import { normalizeName } from "../names.ts";
import { holdsOn } from "./markers.ts";
import { type Needs, readNeeds } from "./needs.ts";
import { isMalformed, parseRequirement, type Requirement } from "./pep508.ts";

/**
 * What an extra of a project needs besides the project's own requirements. Names of extras are compared as PEP 685 has
 * it. An extra may stand for others, as `all = ["app[docker,postgres]"]` of the project `app` does: it needs what they
 * need.
 */
export function extraNeeds(project: Project, extra: string, python: PythonVersion): Needs {
  const texts: string[] = [];
  const open = [extra];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const normalized = normalizeName(name);
    if (seen.has(normalized)) continue;
    seen.add(normalized);
    for (const text of stated(project, normalized)) {
      const others = ownExtras(project, text, python, extra);
      if (others === undefined) texts.push(text);
      else open.push(...others);
    }
  }
  return readNeeds(texts, python, extra);
}

function stated({ optionalDependencies }: Project, normalized: string): readonly string[] {
  return [...optionalDependencies].flatMap(([name, texts]) => (normalizeName(name) === normalized ? texts : []));
}

/** The extras of the project itself that a requirement names; undefined where it is none of those. */
function ownExtras(
  { normalizedName }: Project,
  text: string,
  python: PythonVersion,
  extra: string,
): readonly string[] | undefined {
  const requirement = parseRequirement(text.trim());
  if (isMalformed(requirement) || requirement.normalizedName !== normalizedName) return undefined;
  return holdsEverywhere(requirement, python, extra) ? requirement.extras : undefined;
}

function holdsEverywhere({ marker }: Requirement, python: PythonVersion, extra: string): boolean {
  return marker === undefined || holdsOn(marker, python, extra).on.length === systems.length;
}
