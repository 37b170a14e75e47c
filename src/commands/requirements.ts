import type { FoundVersion } from "../documents/found.ts";
import type { Lock } from "../documents/lock.ts";
import type { Requirements, UpstreamProjects } from "../documents/requirements.ts";
import { isProblem } from "../errors.ts";
import { isPinned } from "../flox/found.ts";
import { type OwnPackages, ownPackages } from "../flox/own.ts";
import { packagingPython, pythonsByPackage } from "../flox/python.ts";
import type { Configuration, PackageConfiguration } from "../inputs/configuration.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { Repository } from "../nix/model.ts";
import { planFixes } from "../nix/python/fixes.ts";
import { pythonPackages } from "../nix/python/packages.ts";
import type { FixPlan } from "../nix/python/plan.ts";
import { lowestPin } from "../upstream/decide.ts";
import type { Project } from "../upstream/projects.ts";
import { comparePackages, type PackageComparison } from "../upstream/requirements/compare.ts";
import type { PackageFacts, Surroundings } from "../upstream/requirements/facts.ts";
import { documentedFix, fixesFor, type PlannedFix, packageRequirements } from "../upstream/requirements/fixes.ts";
import { idleSettings } from "../upstream/requirements/idle.ts";
import { knownNames } from "../upstream/requirements/names.ts";
import { type NixpkgsSource, nixpkgsSource } from "../upstream/requirements/nixpkgs.ts";
import { compareProjects, type ProjectsAt, projectsOf, recordedProjects } from "../upstream/requirements/projects.ts";
import { type Stated, statedBy } from "../upstream/requirements/stated.ts";
import type { World } from "../world/world.ts";
import type { Checked } from "./check.ts";
import type { Goal } from "./goal.ts";
import { readPinnedPythonSet } from "./nixpkgs-names.ts";
import type { Situation } from "./situation.ts";
import { readUpstreamTree, type UpstreamTree } from "./sources.ts";

/** What was found of the packages' requirements, and what mends it. */
export interface RequirementWork {
  readonly comparisons: readonly PackageComparison[];
  /** By attribute. */
  readonly fixes: ReadonlyMap<string, readonly PlannedFix[]>;
  /** How the fixes are written, and which cannot be. */
  readonly plan: FixPlan;
  readonly projects: UpstreamProjects;
  /** For the lock file: the upstream's projects beside those that are packaged. */
  readonly neighbours: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

export interface RequirementFacts {
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  readonly checked: Checked;
  readonly goal: Goal;
  readonly repository: Repository;
  readonly tree: UpstreamTree;
  /** By attribute. */
  readonly projects: ReadonlyMap<string, Project>;
  /** Versions that packages keep although the release may have another, by attribute. */
  readonly kept: ReadonlyMap<string, string>;
  /** What earlier builds found of the nixpkgs that is built on. */
  readonly found: readonly FoundVersion[];
}

/**
 * Compares what upstream requires at the goal with what it required at the pin, and with the Nix lists. Nixpkgs is asked
 * for the names that it has only where a name is in doubt, and the old release's archive is read only where the lock file
 * does not record what it held.
 */
export async function compareRequirements(world: World, facts: RequirementFacts): Promise<RequirementWork> {
  const { inputs, configuration, checked, repository, tree, projects } = facts;
  const own = ownPackages(repository, new Map([...projects].map(([attribute, { name }]) => [attribute, name])));
  const packaged = new Set(own.keys());
  const before = await statedBefore(world, facts, packaged);
  const named = byName(tree.projects, projects);
  const after = projectsOf({ ...tree, projects: [...named.values()] }, packaged, before.projects);
  const lists = new Map(pythonPackages(repository).map((one) => [one.attribute, one] as const));
  const packages = [...projects].map(([attribute, project]): PackageFacts => {
    const settings = configuration.packages.get(attribute);
    return {
      attribute,
      project,
      before: before.stated(attribute, project),
      nix: lists.get(attribute),
      broken: [...configuredBounds(settings), ...foundBounds(facts.found, own)],
      ignore: new Set(settings?.ignore),
    };
  });
  const surroundings: Surroundings = {
    python: packagingPython(repository),
    own,
    kept: facts.kept,
    projects: named,
    projectsFor: (python) => byName(tree.readFor(python).projects, projects),
    known: knownNames(),
  };
  let comparisons = comparePackages(packages, surroundings);
  if (comparisons.some(({ unknown }) => unknown.length > 0)) {
    const listed = await readPinnedPythonSet(world, pinnedNixpkgs(inputs, checked.situation), !inputs["dry-run"]);
    comparisons = comparePackages(packages, { ...surroundings, known: knownNames(listed) });
  }
  const fixes = new Map(comparisons.map((one) => [one.comparing.attribute, fixesFor(one)] as const));
  return {
    comparisons,
    fixes,
    plan: planFixes(
      repository,
      [...fixes.values()].flatMap((planned) => planned.map(({ fix }) => fix)),
    ),
    projects: compareProjects(before.projects, after, packaged),
    neighbours: after.neighbours,
    warnings: [
      ...before.warnings,
      ...comparisons.flatMap(({ comparing }) =>
        idleSettings(
          comparing,
          (configuration.packages.get(comparing.attribute)?.relax ?? []).map(({ project }) => project),
        ),
      ),
    ],
  };
}

/** What the document says of each package. */
export function requirementsDocument({ comparisons, fixes, plan }: RequirementWork): Requirements {
  const refused = new Map(plan.refusals.map(({ fix, reason }) => [fix, reason] as const));
  return Object.fromEntries(
    comparisons.map((comparison) => {
      const { attribute } = comparison.comparing;
      const documented = (fixes.get(attribute) ?? []).map((one) => documentedFix(one, refused.get(one.fix)));
      return [attribute, packageRequirements(comparison, documented)];
    }),
  );
}

function pinnedNixpkgs({ nixpkgs }: Inputs, { lock }: Situation): NixpkgsSource | undefined {
  return nixpkgs === undefined ? (lock?.nixpkgs ?? undefined) : nixpkgsSource(nixpkgs);
}

function configuredBounds(settings: PackageConfiguration | undefined): PackageFacts["broken"] {
  return (settings?.relax ?? []).map((bound) => ({
    ...bound,
    source: "the configuration says that the pinned nixpkgs has",
  }));
}

/** What holds of nixpkgs holds for all packages. Builds cannot say it of what this repository packages itself. */
function foundBounds(found: readonly FoundVersion[], own: OwnPackages): PackageFacts["broken"] {
  return found
    .filter(({ project }) => !own.has(project))
    .map(({ project, version, system, nixpkgs }) => ({
      project,
      has: version,
      source: `an earlier build on ${system} found that ${isPinned(nixpkgs) ? "the pinned nixpkgs" : "nixpkgs"} has`,
    }));
}

/** By normalised name. Of several that bear one name, the one in the directory that is packaged is meant. */
function byName(projects: readonly Project[], packaged: ReadonlyMap<string, Project>): ReadonlyMap<string, Project> {
  const directories = new Set(Array.from(packaged.values(), ({ directory }) => directory));
  const isMeant = ({ directory }: Project) => directories.has(directory);
  const meantLast = projects.toSorted((a, b) => Number(isMeant(a)) - Number(isMeant(b)));
  return new Map(meantLast.map((project) => [project.normalizedName, project]));
}

interface Before {
  /** What the project of a package stated, as the package's Python has it. */
  readonly stated: (attribute: string, project: Project) => Stated | undefined;
  readonly projects: ProjectsAt | undefined;
  readonly warnings: readonly string[];
}

/** What upstream stated at the pin: as the lock file records it, else as the old release's archive has it. */
async function statedBefore(
  world: World,
  { inputs, checked, goal, repository, projects }: RequirementFacts,
  packaged: ReadonlySet<string>,
): Promise<Before> {
  const { tag } = lowestPin(checked.current.pins, inputs.versioning);
  const locked = lockedBefore(checked, tag);
  const isRecorded = [...projects].every(([attribute, project]) => locked.stated(attribute, project) !== undefined);
  if (tag === null || tag === goal.tag || isRecorded) return locked;
  try {
    const tree = await readUpstreamTree(world, inputs, checked.repository, { ref: tag });
    if ("missing" in tree) return unknownBefore(locked, tag, `${tree.missing.join(", ")} is not there`);
    const pythons = pythonsByPackage(repository);
    const stated: Before["stated"] = (attribute, { normalizedName }) => {
      const python = pythons.get(attribute);
      const project = byName((python ? tree.readFor(python) : tree).projects, projects).get(normalizedName);
      return project && statedBy(project);
    };
    const beside = projectsOf({ ...tree, projects: [...byName(tree.projects, projects).values()] }, packaged);
    return { stated, projects: beside, warnings: [] };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return unknownBefore(locked, tag, error.message);
  }
}

function unknownBefore(locked: Before, tag: string, why: string): Before {
  return { ...locked, warnings: [`What upstream required at ${tag} is not known: ${why}.`] };
}

/** A lock file that is about something else than the Nix files is no witness. */
function lockedBefore({ situation: { lock }, repository }: Checked, tag: string | null): Before {
  if (lock === undefined || lock.tag !== tag) return { stated: () => undefined, projects: undefined, warnings: [] };
  const versions = new Map(repository.packages.map(({ attribute, version }) => [attribute, version?.value] as const));
  const entries = Object.entries(lock.packages).filter(
    ([attribute, { version }]) => versions.get(attribute) === version,
  );
  const stated: Before["stated"] = (attribute, { normalizedName }) => {
    const ofProject = entries.filter(([, { project }]) => project === normalizedName);
    const [, entry] = ofProject.find(([name]) => name === attribute) ?? ofProject.at(-1) ?? [];
    return entry && statedByLock(entry);
  };
  const projects = lock.projects === null ? undefined : recordedProjects(new Map(Object.entries(lock.projects)));
  return { stated, projects, warnings: [] };
}

function statedByLock(entry: Lock["packages"][string]): Stated {
  return {
    version: entry.metadataVersion ?? undefined,
    requirements: entry.requirements ?? undefined,
    requiresPython: entry.requiresPython ?? undefined,
    buildSystem: entry.buildSystem ?? undefined,
    scripts: entry.scripts === null ? undefined : new Map(Object.entries(entry.scripts)),
  };
}
