import type { BumpFile } from "../documents/bump.ts";
import { isProblem } from "../errors.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { GitHub, Log } from "../world/world.ts";

/** Characters of a commit's first line that are kept. */
const longestTitle = 200;

/** The commits between two releases, for people to read: not worth a failed run. Null where they cannot be had. */
export async function commitsBetween(
  github: GitHub,
  { upstream: { owner, repo } }: Pick<Inputs, "upstream">,
  log: Log,
  from: string | null,
  to: string,
): Promise<BumpFile["commits"]> {
  if (from === null) return null;
  try {
    const { total, commits } = await github.firstCommits(owner, repo, from, to);
    return { total, first: commits.map(({ sha, message }) => ({ sha, title: titleOf(message) })) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    log.info(`The commits between the releases are not listed: ${error.message}`);
    return null;
  }
}

function titleOf(message: string): string {
  const [line = ""] = message.trimStart().split(/\r?\n/, 1);
  return line.slice(0, longestTitle).toWellFormed();
}
