import type { ListedPackage } from "../../nix/python/model.ts";
import type { Project } from "../metadata/model.ts";
import type { Comparing } from "./facts.ts";
import type { Needs } from "./needs.ts";
import { targetOf } from "./targets.ts";

/** Why an entry of a Nix list is not asked for by upstream, as a sentence. */
export function whySuperfluous(entry: ListedPackage, list: string, needs: Needs, comparing: Comparing): string {
  const { project } = comparing;
  const { name, extra } = entry;
  const isIt = (normalizedName: string) => targetOf(normalizedName, comparing).name === name;
  if (extra !== undefined && [...needs.needed.keys()].some(isIt)) {
    return `Upstream requires ${name} without its extra ${extra}.`;
  }
  const elsewhere = [...needs.elsewhere].find(([normalizedName]) => isIt(normalizedName))?.[1];
  if (elsewhere !== undefined) {
    const where = elsewhere.markers.join(" or ");
    return `Upstream requires ${elsewhere.name} ${elsewhere.windows ? "on Windows only" : "on none of the systems"} (${where}).`;
  }
  if (list !== "dependencies") return `${project.normalizedName} does not declare it in ${list}.`;
  const declarer = declaredBy(isIt, comparing);
  const gone = [...(comparing.needsBefore?.needed.keys() ?? [])].some(isIt);
  const version = comparing.before?.version;
  const begin = gone
    ? `${project.normalizedName} no longer declares it${version === undefined ? "" : ` (${version} did)`}`
    : `${project.normalizedName} does not declare it`;
  if (declarer === undefined) return `${begin}, and nothing of the upstream's that it requires does.`;
  const { project: other, declares } = declarer;
  return declares
    ? `${begin}; ${other.normalizedName}, which it requires, does.`
    : `${begin}. What ${other.normalizedName}, which it requires, declares is not known wholly.`;
}

interface Declarer {
  readonly project: Project;
  /** False where it is only not known that it does not. */
  readonly declares: boolean;
}

/** The upstream's project that a package requires, itself or through others of the upstream's, and that declares it. */
function declaredBy(isIt: (normalizedName: string) => boolean, comparing: Comparing): Declarer | undefined {
  const seen = new Set([comparing.project.normalizedName]);
  const open = [...comparing.needs.needed.keys()];
  let unread: Project | undefined;
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    const project = comparing.projects.get(name);
    if (project === undefined || seen.has(name)) continue;
    seen.add(name);
    const { needed, unresolved } = comparing.needsOf(project);
    if ([...needed.keys()].some(isIt)) return { project, declares: true };
    if (project.unread.has("dependencies") || unresolved.length > 0) unread ??= project;
    open.push(...needed.keys());
  }
  return unread && { project: unread, declares: false };
}
