import type { CheckDocument } from "../documents/check.ts";
import { type Current, readCurrent } from "../flox/current.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { Repository } from "../nix/model.ts";
import { checkSummary } from "../review/summary.ts";
import { checkText } from "../terminal/check.ts";
import { type Ranking, rankReleases, type SourceStatus, settle } from "../upstream/choose.ts";
import { type AskedFor, type CheckDecision, decideCheck, lowestPin, type MovedTag } from "../upstream/decide.ts";
import type { Candidate, RefusedRelease, Release } from "../upstream/model.ts";
import { presetFor } from "../upstream/presets.ts";
import type { GitHub, World } from "../world/world.ts";
import { resolveAsked } from "./asked.ts";
import type { Goal } from "./goal.ts";
import { readPypi, upstreamGitHub, upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";
import { readSituation, type Situation, understand } from "./situation.ts";

/** A check's facts and decision, which bump goes on from. */
export interface Checked {
  readonly situation: Situation;
  readonly repository: Repository;
  readonly current: Current;
  readonly releases: readonly Release[];
  readonly refused: readonly RefusedRelease[];
  readonly decision: CheckDecision;
  /** Present when the outcome is `update`. */
  readonly goal: Goal | undefined;
}

export async function checkCommand(world: World, { inputs }: Request): Promise<CommandResult> {
  const checked = await check(world, inputs);
  const document = checkDocument(checked, inputs);
  const updateAtHand = inputs["exit-code"] && document.outcome === "update";
  return {
    document,
    exitCode: document.outcome === "blocked" || updateAtHand ? 1 : 0,
    text: (style) => checkText(style, document, inputs.upstream.repo),
    outputs: checkOutputs(document),
    headline: headline(document),
    summary: checkSummary(document),
  };
}

/** Polls and chooses; writes nothing. */
export async function check(world: World, inputs: Inputs): Promise<Checked> {
  const situation = await readSituation(world, inputs.directory);
  const repository = understand(situation, inputs);
  const upstream = upstreamName(inputs);
  const reading = { versioning: inputs.versioning, tagPattern: inputs["tag-pattern"] };
  const current = readCurrent(repository, situation.lock, upstream, reading);

  const github = await upstreamGitHub(world, inputs);
  const { owner, repo } = inputs.upstream;
  world.log.info(`Reading the releases of ${upstream}`);
  const releases = await github.releases(owner, repo);
  const moved = await findMovedTag(github, inputs, situation, current);
  const asked =
    inputs.tag === undefined ? undefined : await resolveAsked(github, inputs, inputs.tag, releases, current);

  const choice =
    asked === undefined ? await choose(world, inputs, repository, current, releases) : { candidate: null, refused: [] };
  const missing =
    asked?.goal.tag == null ? [] : (await sourceStatus(world, inputs, repository, current, asked.goal.version)).missing;
  const decision = decideCheck({
    versioning: inputs.versioning,
    pins: current.pins,
    releases,
    candidate: choice.candidate,
    refused: choice.refused,
    disagreements: current.disagreements,
    moved,
    asked: asked && askedFor(asked.ref, asked.goal, current, missing),
  });
  const goal = asked?.goal ?? (await goalOf(github, inputs, decision));
  return {
    situation,
    repository,
    current,
    releases,
    refused: choice.refused,
    decision,
    goal: decision.target === null ? undefined : goal,
  };
}

async function choose(
  world: World,
  inputs: Inputs,
  repository: Repository,
  current: Current,
  releases: readonly Release[],
): Promise<{ candidate: Candidate | null; refused: readonly RefusedRelease[] }> {
  const ranking: Ranking = rankReleases(
    releases,
    { pins: current.pins, now: world.clock.now() },
    {
      versioning: inputs.versioning,
      tagPattern: inputs["tag-pattern"],
      constraint: inputs.constraint,
      ignore: inputs.ignore,
      prerelease: inputs.prerelease,
      minimumReleaseAge: inputs["minimum-release-age"],
    },
  );
  const statuses = new Map<string, SourceStatus>();
  for (;;) {
    const settlement = settle(ranking, statuses);
    if (settlement.kind === "settled") return settlement;
    const { tag, version } = settlement.candidate;
    statuses.set(tag, await sourceStatus(world, inputs, repository, current, version));
  }
}

/**
 * What the package index says of a release: the projects whose pins bear the release's own version now. A project
 * that is numbered apart is looked up when the archive has said its version.
 */
async function sourceStatus(
  world: World,
  inputs: Inputs,
  repository: Repository,
  current: Current,
  version: string,
): Promise<SourceStatus> {
  const pinnedVersions = new Set(current.pins.map((pin) => pin.version));
  const needed = repository.pins.flatMap(({ belongs, pypi }) =>
    pypi !== undefined && belongs === true && pinnedVersions.has(pypi.version.value) ? [pypi.project] : [],
  );
  const core = presetFor(upstreamName(inputs))?.coreProject;
  const answers = await Promise.all(
    [...new Set([...needed, ...(core === undefined ? [] : [core])])].map(async (project) => ({
      project,
      release: await readPypi(world, inputs, project, version),
    })),
  );
  const missing = answers
    .filter(({ project, release }) => needed.includes(project) && !release?.sdists.length && !release?.wheels.length)
    .map(({ project }) => `${project} ${version} on PyPI`);
  return { yanked: answers.some(({ release }) => release?.yanked), missing };
}

async function findMovedTag(
  github: GitHub,
  inputs: Inputs,
  { lock }: Situation,
  current: Current,
): Promise<readonly MovedTag[]> {
  if (lock?.tag == null || lock.commit === null || lock.upstream !== upstreamName(inputs)) return [];
  if (!current.pins.some(({ tag }) => tag === lock.tag)) return [];
  const { owner, repo } = inputs.upstream;
  const found = (await github.commit(owner, repo, `tags/${lock.tag}`))?.sha;
  return found === lock.commit ? [] : [{ tag: lock.tag, recorded: lock.commit, found: found ?? "nothing" }];
}

function askedFor(ref: string, goal: Goal, current: Current, missing: readonly string[]): AskedFor {
  const { tag, version, publishedAt } = goal;
  const pinned = tag !== null && current.pins.every((pin) => pin.tag === tag);
  return { ref, target: { tag: tag ?? goal.ref, version, publishedAt }, pinned, missing };
}

async function goalOf(github: GitHub, inputs: Inputs, { target }: CheckDecision): Promise<Goal | undefined> {
  if (target === null) return undefined;
  const { owner, repo } = inputs.upstream;
  const commit = await github.commit(owner, repo, `tags/${target.tag}`);
  return (
    commit && {
      tag: target.tag,
      ref: target.tag,
      commit: commit.sha,
      version: target.version,
      publishedAt: target.publishedAt,
    }
  );
}

/** The document of `check --json`. */
export function checkDocument({ current, decision, goal, refused }: Checked, { versioning }: Inputs): CheckDocument {
  const lowest = lowestPin(current.pins, versioning);
  return {
    schema: 1,
    outcome: decision.outcome,
    current: { tag: lowest.tag, version: lowest.version },
    candidate:
      goal === undefined
        ? null
        : { tag: goal.tag, version: goal.version, commit: goal.commit, publishedAt: goal.publishedAt },
    reasons: [decision.reason],
    refused: [...refused],
  };
}

export function checkOutputs({
  outcome,
  current,
  candidate,
}: Pick<CheckDocument, "current" | "candidate"> & { readonly outcome: string }) {
  return {
    outcome,
    tag: candidate?.tag ?? "",
    version: candidate?.version ?? "",
    "current-version": current.version ?? "",
    systems: "[]",
  };
}

export function headline({
  outcome,
  current,
  candidate,
  reasons,
}: Pick<CheckDocument, "current" | "candidate" | "reasons"> & { outcome: string }): string {
  const versions = candidate === null ? "" : ` ${current.version ?? "?"} → ${candidate.version}`;
  return `${outcome}${versions}: ${reasons.join(" ")}`;
}
