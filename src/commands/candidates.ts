import type { Current } from "../flox/current.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { Repository } from "../nix/model.ts";
import { rankReleases, type SourceStatus, settle } from "../upstream/choose.ts";
import type { Candidate, RefusedRelease, Release } from "../upstream/model.ts";
import { presetFor } from "../upstream/presets.ts";
import type { GitHub, World } from "../world/world.ts";
import { readPypi, readYanked, upstreamName } from "./outside.ts";

/** What is known before a release is chosen. */
export interface Ground {
  readonly github: GitHub;
  readonly repository: Repository;
  readonly current: Current;
  readonly releases: readonly Release[];
  /** Tags that are known to fail here, each with the reason as a sentence. */
  readonly knownFailing: ReadonlyMap<string, string>;
  /** What an archive has shown to be missing, by tag, for people. */
  readonly unpublished: ReadonlyMap<string, readonly string[]>;
}

export interface Choice {
  readonly candidate: Candidate | null;
  /** The commit that the candidate's tag names. */
  readonly commit: string | undefined;
  readonly refused: readonly RefusedRelease[];
}

/** Ranks the releases, and asks about the best of them, one after another, until one has all its sources. */
export async function chooseCandidate(world: World, inputs: Inputs, ground: Ground): Promise<Choice> {
  const { github, current, releases, knownFailing } = ground;
  const ranking = rankReleases(
    releases,
    { pins: current.pins, now: world.clock.now(), knownFailing },
    {
      versioning: inputs.versioning,
      tagPattern: inputs["tag-pattern"],
      constraint: inputs.constraint,
      ignore: inputs.ignore,
      prerelease: inputs.prerelease,
      minimumReleaseAge: inputs["minimum-release-age"],
    },
  );
  const statuses = await yankedOnes(world, inputs, ranking.ranked);
  const commits = new Map<string, string>();
  for (;;) {
    const settlement = settle(ranking, statuses);
    if (settlement.kind === "settled") {
      return { ...settlement, commit: commits.get(settlement.candidate?.tag ?? "") };
    }
    const { tag, version } = settlement.candidate;
    const { owner, repo } = inputs.upstream;
    const commit = (await github.commit(owner, repo, `tags/${tag}`))?.sha;
    if (commit === undefined) {
      statuses.set(tag, { yanked: false, missing: [`the tag ${tag}`] });
    } else {
      commits.set(tag, commit);
      statuses.set(tag, await sourceStatus(world, inputs, ground, tag, version));
    }
  }
}

/** One request says it of all releases, those that are not chosen among them. */
async function yankedOnes(
  world: World,
  inputs: Inputs,
  ranked: readonly Candidate[],
): Promise<Map<string, SourceStatus>> {
  const core = presetFor(upstreamName(inputs))?.coreProject;
  if (core === undefined || ranked.length === 0) return new Map();
  const yanked = new Set(await readYanked(world, inputs, core));
  return new Map(
    ranked.filter(({ version }) => yanked.has(version)).map(({ tag }) => [tag, { yanked: true, missing: [] }] as const),
  );
}

/**
 * What the package index says of a release: the projects whose pins bear the release's own version now. A project
 * that is numbered apart, or not known to be the upstream's, is looked up when the archive has named it.
 */
export async function sourceStatus(
  world: World,
  inputs: Inputs,
  { repository, current, unpublished }: Pick<Ground, "repository" | "current" | "unpublished">,
  tag: string,
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
  return {
    yanked: answers.some(({ release }) => release?.yanked),
    missing: [...new Set([...missing, ...(unpublished.get(tag) ?? [])])],
  };
}
