import { hasNews } from "../review/found.ts";
import type { Release } from "../upstream/model.ts";
import { versionOfTag } from "../upstream/tags.ts";
import type { World } from "../world/world.ts";
import { openBumps } from "./open-bumps.ts";
import { repositoryApiUrl, upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";

/**
 * The tags of releases whose open pull request says that they fail here, each with the reason as a sentence; nothing
 * where `skip-failing` is not set. What a person has pushed to is no longer known to fail.
 */
export async function readKnownFailing(
  world: World,
  { inputs, runner }: Request,
  releases: readonly Release[],
  nixpkgs: string | null,
): Promise<ReadonlyMap<string, string>> {
  if (!inputs["skip-failing"] || runner === undefined || inputs.token === undefined) return new Map();
  const { owner, repo } = runner.repository;
  const { prefix } = await world.git.checkout(inputs.directory);
  const github = await world.github({ apiUrl: repositoryApiUrl(world), token: inputs.token, tokenInput: "token" });
  const bumps = await openBumps(github.review(owner, repo), upstreamName(inputs), prefix.replace(/\/$/, ""));
  const failing = new Map(
    bumps
      .filter(({ head, marked }) => marked.verdict === "failed" && marked.commit === head)
      // What the next bump can mend is tried once more.
      .filter(({ head, marked }) => !hasNews(marked, head, inputs.requirements, nixpkgs))
      .map(({ number, marked }) => [marked.version, number]),
  );
  return new Map(
    releases.flatMap(({ tag }) => {
      const version = versionOfTag(tag, inputs["tag-pattern"]);
      const number = version === undefined ? undefined : failing.get(version);
      return number === undefined ? [] : [[tag, `${version} fails here, as pull request #${number} says.`] as const];
    }),
  );
}
