import { Problem } from "../errors.ts";
import type { Current } from "../flox/current.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { lowestPin } from "../upstream/decide.ts";
import type { Release } from "../upstream/model.ts";
import { checkVersion, quoteUntrusted } from "../upstream/refs.ts";
import { versionOfTag } from "../upstream/tags.ts";
import { compareVersions, isPrerelease, isVersion, orderedPart } from "../upstream/versions.ts";
import type { CommitInfo, GitHub } from "../world/world.ts";
import type { Goal } from "./goal.ts";
import { upstreamName } from "./outside.ts";

/**
 * What a person asked for by name: a tag before a branch before a commit.
 *
 * @param ref as the input `tag` was read: it is safe to use
 * @throws Problem of kind `input` for a ref that names nothing, or whose version is not known.
 */
export async function resolveAsked(
  github: GitHub,
  inputs: Inputs,
  ref: string,
  releases: readonly Release[],
  current: Current,
): Promise<{ readonly ref: string; readonly goal: Goal }> {
  const { owner, repo } = inputs.upstream;
  const tagged = await github.commit(owner, repo, `tags/${ref}`);
  if (tagged !== undefined) return { ref, goal: taggedGoal(inputs, ref, tagged, releases) };

  const untagged = (await github.commit(owner, repo, `heads/${ref}`)) ?? (await namedCommit(github, inputs, ref));
  if (untagged !== undefined) return { ref, goal: untaggedGoal(inputs, untagged, releases, current) };
  throw new Problem(`${upstreamName(inputs)} has no release, tag, branch or commit ${quoteUntrusted(ref)}`, {
    kind: "input",
    where: { input: "tag" },
    hint: "Write it as it stands on the upstream's releases page.",
  });
}

async function namedCommit(github: GitHub, inputs: Inputs, ref: string): Promise<CommitInfo | undefined> {
  if (!/^[0-9a-f]{7,40}$/.test(ref)) return undefined;
  return github.commit(inputs.upstream.owner, inputs.upstream.repo, ref);
}

function taggedGoal(inputs: Inputs, tag: string, { sha }: CommitInfo, releases: readonly Release[]): Goal {
  const version = versionOfTag(tag, inputs["tag-pattern"]);
  if (version === undefined || !isVersion(inputs.versioning, version)) {
    throw new Problem(`the tag ${quoteUntrusted(tag)} states no version`, {
      kind: "input",
      where: { input: "tag" },
      hint: "Say how such tags state it in the input tag-pattern, for example v(.+).",
    });
  }
  const publishedAt = releases.find((release) => release.tag === tag && !release.draft)?.publishedAt ?? null;
  return { tag, ref: tag, commit: sha, version: checkVersion(version, "tag"), publishedAt };
}

/** nixpkgs' form for what is between two releases: the last release before the commit, and the commit's day. */
function untaggedGoal(
  inputs: Inputs,
  { sha, committedAt }: CommitInfo,
  releases: readonly Release[],
  current: Current,
): Goal {
  const last =
    lastRelease(inputs, committedAt, releases) ?? orderedPart(lowestPin(current.pins, inputs.versioning).version);
  return {
    tag: null,
    ref: sha,
    commit: sha,
    version: `${last}-unstable-${committedAt.slice(0, 10)}`,
    publishedAt: null,
  };
}

function lastRelease(inputs: Inputs, before: string, releases: readonly Release[]): string | undefined {
  const { versioning } = inputs;
  return releases
    .filter(({ draft, prerelease, publishedAt }) => !draft && !prerelease && publishedAt !== null)
    .filter(({ publishedAt }) => Date.parse(publishedAt ?? "") <= Date.parse(before))
    .map(({ tag }) => versionOfTag(tag, inputs["tag-pattern"]))
    .filter((version) => version !== undefined && isVersion(versioning, version) && !isPrerelease(versioning, version))
    .filter((version) => version !== undefined)
    .toSorted((a, b) => compareVersions(versioning, a, b) ?? 0)
    .at(-1);
}
