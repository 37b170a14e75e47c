import type { ListedPackage } from "../../nix/python/model.ts";
import { withExtra } from "../names.ts";
import { extraNeeds } from "./extras.ts";
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
  return declarer.declares
    ? `${begin}; ${declarer.label}, which it requires, does.`
    : `${begin}. What ${declarer.label}, which it requires, declares is not known wholly.`;
}

interface Declarer {
  /** The project, with the extra that declares it: `app`, `app[docker]`. */
  readonly label: string;
  /** False where it is only not known that it does not. */
  readonly declares: boolean;
}

/** The upstream's project that a package requires, itself or through others of the upstream's, and that declares it. */
function declaredBy(isIt: (normalizedName: string) => boolean, comparing: Comparing): Declarer | undefined {
  const { projects, python } = comparing;
  const seen = new Set([comparing.project.normalizedName]);
  const open = asked(comparing.needs);
  let unread: string | undefined;
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    const { name, extra } = one;
    const label = withExtra(name, extra);
    const project = projects.get(name);
    if (seen.has(label)) continue;
    seen.add(label);
    if (project === undefined) {
      // The upstream's, and not among its projects: it could not be read.
      if (targetOf(name, comparing).own?.belongs) unread ??= label;
      continue;
    }
    const needs = extra === undefined ? comparing.needsOf(project) : extraNeeds(project, extra, python);
    if ([...needs.needed.keys()].some(isIt)) return { label, declares: true };
    const field = extra === undefined ? "dependencies" : "optionalDependencies";
    if (project.unread.has(field) || needs.unresolved.length > 0) unread ??= label;
    open.push(...asked(needs));
  }
  return unread === undefined ? undefined : { label: unread, declares: false };
}

interface Asked {
  readonly name: string;
  readonly extra: string | undefined;
}

/** The projects that are needed, and each with its extras. */
function asked({ needed }: Needs): Asked[] {
  return [...needed].flatMap(([name, { extras }]) => [undefined, ...extras].map((extra) => ({ name, extra })));
}
