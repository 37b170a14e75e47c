import type { Inputs } from "../inputs/definitions.ts";
import {
  type PypiRelease,
  pypiProjectUrl,
  pypiReleaseUrl,
  readPypiRelease,
  readYankedVersions,
} from "../upstream/pypi.ts";
import type { GitHub, World } from "../world/world.ts";

/** `owner/repo`. */
export function upstreamName({ upstream }: Pick<Inputs, "upstream">): string {
  return `${upstream.owner}/${upstream.repo}`;
}

/** The API of the packaging repository's GitHub: the runner's, or the public one. */
export function repositoryApiUrl(world: World): string {
  return (world.env.GITHUB_API_URL ?? "https://api.github.com").replace(/\/+$/, "");
}

/**
 * The token for the upstream's host. The repository's own token goes there only where both are on one API host, since
 * a token goes to its own host and to no other.
 */
export function upstreamToken(world: World, inputs: Inputs): string | undefined {
  if (inputs["upstream-token"] !== undefined) return inputs["upstream-token"];
  return inputs["upstream-api-url"] === repositoryApiUrl(world) ? inputs.token : undefined;
}

export async function upstreamGitHub(world: World, inputs: Inputs): Promise<GitHub> {
  const token = upstreamToken(world, inputs);
  if (token === undefined) {
    world.log.warning(
      "Asking the upstream's GitHub without a token: at most 60 requests an hour. Set the input upstream-token.",
    );
  }
  const tokenInput = inputs["upstream-token"] === undefined ? "token" : "upstream-token";
  return world.github({ apiUrl: inputs["upstream-api-url"], token, tokenInput });
}

/** Undefined where the index has no such release. */
export async function readPypi(
  world: World,
  inputs: Inputs,
  project: string,
  version: string,
): Promise<PypiRelease | undefined> {
  const url = pypiReleaseUrl(inputs["pypi-url"], project, version);
  const document = await world.http.json(url, { title: `${project} ${version} on PyPI` });
  return document === undefined ? undefined : readPypiRelease(document, url);
}

/** The versions of a project that the index has withdrawn. */
export async function readYanked(world: World, inputs: Inputs, project: string): Promise<readonly string[]> {
  const url = pypiProjectUrl(inputs["pypi-url"], project);
  const document = await world.http.json(url, { title: `${project} on PyPI` });
  return document === undefined ? [] : readYankedVersions(document, url);
}
