import { join } from "node:path/posix";
import type { FoundVersion } from "../documents/found.ts";
import { type Lock, type LockedSource, lockFileName, writeLock } from "../documents/lock.ts";
import { Problem } from "../errors.ts";
import { upstreamPins } from "../flox/current.ts";
import { newLock } from "../flox/lock.ts";
import { pythonsByPackage } from "../flox/python.ts";
import { type PackageVersions, packageVersions } from "../flox/versions.ts";
import type { Configuration } from "../inputs/configuration.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { applyEdits, confirmEdits } from "../nix/confirm.ts";
import { planEdits } from "../nix/edits.ts";
import type { Plan, Repository, Target } from "../nix/model.ts";
import { fact } from "../nix/reading/facts.ts";
import { encode } from "../nix/source.ts";
import { lowestPin } from "../upstream/decide.ts";
import { presetFor } from "../upstream/presets.ts";
import type { Project } from "../upstream/projects.ts";
import { tagOfRef } from "../upstream/tags.ts";
import type { World } from "../world/world.ts";
import { hashesByBuild } from "./build-hashes.ts";
import type { Checked } from "./check.ts";
import type { Goal } from "./goal.ts";
import { located } from "./located.ts";
import { confirmWithNix } from "./nix-parse.ts";
import { upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";
import { compareRequirements, type RequirementWork } from "./requirements.ts";
import { type Situation, understand } from "./situation.ts";
import { readSources, readUpstreamTree, type Unpublished, type UpstreamTree } from "./sources.ts";

/** A file as it is and as it will be, as byte strings; `before` is undefined for a new one. */
export interface FileChange {
  readonly before: string | undefined;
  readonly after: string;
}

/** What a bump changes, and what that rests on. Nothing is written yet. */
export interface Work {
  readonly plan: Plan;
  /** Nix files and the lock file, by path below the directory. */
  readonly changes: ReadonlyMap<string, FileChange>;
  readonly sources: readonly LockedSource[];
  /** Undefined where it is not asked for. */
  readonly requirements: RequirementWork | undefined;
  /** What the fixes of requirements would change besides, where they are only to be shown. */
  readonly proposed: ReadonlyMap<string, FileChange>;
  readonly warnings: readonly string[];
}

/**
 * Facts into edits: downloads the sources of the goal, reads every package's version, plans, edits, and confirms that
 * the edited files state the goal and nothing else changed.
 *
 * @param found what earlier builds found of the nixpkgs that is built on
 * @returns what is not published yet, where that is what stands in the way.
 * @throws Problem of kind `blocked` where a source of the upstream cannot be brought to the goal.
 */
export async function workOut(
  world: World,
  { inputs, configuration, runner }: Request,
  checked: Checked,
  goal: Goal,
  found: readonly FoundVersion[],
): Promise<Work | Unpublished> {
  const { situation } = checked;
  const tree = await readUpstreamTree(world, inputs, checked.repository, goal);
  if ("missing" in tree) return tree;
  const projectNames = new Set(tree.projects.map(({ normalizedName }) => normalizedName));
  const repository = understand(situation, inputs, projectNames);
  const at = versionsAt(inputs, configuration, checked, goal, repository, tree);

  const { ref, commit, version } = goal;
  const aim = { ref, commit, version, keepPypi: goal.tag === null };
  const evidence = await readSources(world, inputs, repository, aim, tree);
  if ("missing" in evidence) return evidence;
  const plain: Target = { ...aim, hashes: evidence.hashes, versions: at.versions };
  const built = await hashesByBuild(world, inputs, situation, repository, plain, runner === undefined);
  const target = { ...plain, hashes: new Map([...evidence.hashes, ...built.hashes]) };
  const sources = [...evidence.sources, ...built.sources];

  const planned = planEdits(repository, target);
  // Why a version is not known is said once, by who looked for it.
  const said = new Set(at.refusals.map(({ file, line }) => `${file}:${line}`));
  const others = planned.refusals.filter(({ file, line }) => !said.has(`${file}:${line}`));
  const plan = { ...planned, refusals: [...repository.refusals, ...at.refusals, ...others] };
  const requirements =
    inputs.requirements === "off"
      ? undefined
      : await compareRequirements(world, {
          inputs,
          configuration,
          checked,
          goal,
          repository,
          tree,
          projects: at.projects,
          kept: keptVersions(repository, planned, at.versions),
          found,
        });
  const fixes = inputs.requirements === "fix" ? requirements?.plan : undefined;
  const edited = applyEdits(repository, plan, ...(fixes === undefined ? [] : [fixes]));
  located(inputs.directory, () => confirmEdits(repository, plan, edited, fixes));
  await confirmWithNix(world, inputs.directory, edited);
  const after = understand({ ...situation, files: new Map([...situation.files, ...edited]) }, inputs, projectNames);
  requireGoal(inputs, after, goal, plan);

  const lock = newLock({
    upstream: upstreamName(inputs),
    tag: goal.tag,
    commit,
    version,
    sources: [...sources, ...keptSources(situation, sources)],
    repository: after,
    projects: at.projects,
    nixpkgs: situation.lock?.nixpkgs ?? null,
    ...(requirements === undefined ? {} : { neighbours: requirements.neighbours }),
  });
  return {
    plan,
    changes: fileChanges(situation, repository, edited, lock),
    sources,
    requirements,
    proposed: inputs.requirements === "report" ? proposedChanges(repository, plan, edited, requirements) : new Map(),
    warnings: [
      ...tree.warnings,
      ...keptWarnings(at.kept),
      ...versionWarnings(inputs, goal, at.projects),
      ...(requirements?.warnings ?? []),
    ],
  };
}

function versionsAt(
  inputs: Inputs,
  { packages }: Configuration,
  { current }: Checked,
  goal: Goal,
  repository: Repository,
  { projects, unreadable, readFor }: UpstreamTree,
): PackageVersions {
  const named = [...packages].flatMap(([attribute, { project }]) =>
    project === undefined ? [] : [[attribute, project] as const],
  );
  return packageVersions({
    repository,
    projects,
    unreadable,
    byPackage: new Map(Array.from(pythonsByPackage(repository), ([attribute, python]) => [attribute, readFor(python)])),
    version: goal.version,
    tagged: goal.tag !== null,
    current: lowestPin(current.pins, inputs.versioning).version,
    named: new Map(named),
  });
}

/** What stays as it is and is not known to be at the goal: packages that were refused, and those that do not belong. */
function keptVersions(
  { packages }: Repository,
  { expected }: Plan,
  versions: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    packages.flatMap(({ attribute, role, version }) => {
      const isKept = role === "built" && version !== undefined && version.value !== versions.get(attribute);
      return isKept && expected.get(fact(attribute, "version")) === version.value ? [[attribute, version.value]] : [];
    }),
  );
}

/**
 * A package whose version is not known surely is refused and the others are bumped. A source that is not at the goal
 * is another matter: a new version over old sources would be a lie.
 */
function requireGoal(inputs: Inputs, after: Repository, goal: Goal, plan: Plan): void {
  const behind = upstreamPins(after).filter(
    ({ ref }) =>
      ref !== undefined &&
      tagOfRef(ref.value) !== goal.ref &&
      ref.value !== goal.commit &&
      !ref.value.includes(goal.ref),
  );
  const [first] = behind;
  if (first === undefined) return;
  const reasons = plan.refusals
    .filter(({ file }) => file === first.file)
    .map(({ reason }) => reason.replace(/\.$/, ""));
  throw new Problem(
    `the source of ${upstreamName(inputs)} here cannot be brought to ${goal.ref}: ${reasons.join("; ") || "no literal states its ref"}`,
    {
      kind: "blocked",
      where: { file: join(inputs.directory, first.file), line: first.line, column: first.column },
      hint: "Nothing was written. Write each of these as a plain string of its own, name the project of a package in the configuration, or edit it by hand.",
    },
  );
}

/**
 * In the order in which they are to be written: sources first, joins late, the lock file last. A run that is cut off then
 * never leaves a join at a release that neither a source nor the lock file names, and the next run knows it.
 */
function fileChanges(
  situation: Situation,
  repository: Repository,
  edited: ReadonlyMap<string, string>,
  lock: Lock,
): ReadonlyMap<string, FileChange> {
  const sources = new Set(repository.pins.map(({ file }) => file));
  const joins = new Set(repository.packages.flatMap(({ role, version }) => (role === "join" && version?.file) || []));
  const rank = (file: string) => (sources.has(file) ? 0 : joins.has(file) ? 2 : 1);
  const ordered = [...edited].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const all = [
    ...ordered.map(([file, after]) => [file, { before: situation.files.get(file), after }] as const),
    [lockFileName, { before: situation.lockText, after: encode(writeLock(lock)) }] as const,
  ];
  return new Map(all.filter(([, { before, after }]) => before !== after));
}

function proposedChanges(
  repository: Repository,
  plan: Plan,
  edited: ReadonlyMap<string, string>,
  requirements: RequirementWork | undefined,
): ReadonlyMap<string, FileChange> {
  if (requirements === undefined) return new Map();
  const mended = [...applyEdits(repository, plan, requirements.plan)].map(
    ([file, after]) => [file, { before: edited.get(file) ?? repository.files.get(file), after }] as const,
  );
  return new Map(mended.filter(([, { before, after }]) => before !== after));
}

/** What keeps its pin keeps its evidence. */
function keptSources({ lock, files }: Situation, sources: readonly LockedSource[]): readonly LockedSource[] {
  const renewed = new Set(sources.map(({ file }) => file));
  return (lock?.sources ?? []).filter(({ file }) => !renewed.has(file) && files.has(file));
}

function keptWarnings(kept: readonly string[]): readonly string[] {
  if (kept.length === 0) return [];
  return [`${kept.join(", ")}: not changed, since PyPI has nothing of an untagged commit.`];
}

function versionWarnings(inputs: Inputs, goal: Goal, projects: ReadonlyMap<string, Project>): readonly string[] {
  if (goal.tag === null) return [];
  const versions = new Map(
    [...projects.values()].map(({ normalizedName, version }) => [normalizedName, version ?? ""] as const),
  );
  return presetFor(upstreamName(inputs))?.versionWarnings(goal.version, versions) ?? [];
}
