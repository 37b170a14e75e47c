import { Problem, type Where } from "../errors.ts";
import { annotation } from "./actions-log.ts";

/** What a GitHub runner gives an action beyond its inputs, and takes from it. */
export interface Runner {
  /** The packaging repository. */
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly apiUrl: string;
  /** The web pages' address, without a slash at the end. */
  readonly serverUrl: string;
  /** The branch that the workflow runs on; undefined for a tag. */
  readonly branch: string | undefined;
  /** The page of this run; undefined where it is not known. */
  readonly runUrl: string | undefined;
  /** A folder that lasts as long as the job. */
  readonly temp: string;
  /** Written to GITHUB_OUTPUT between random delimiters. */
  output(name: string, value: string): void;
  /** Adds Markdown to the job summary. Where that fails, a warning says so. */
  summary(markdown: string): Promise<void>;
  /** Marks the step as failed; the process goes on. */
  fail(message: string, where?: Where): void;
}

/** @throws Problem of kind `usage` where the variables of a runner are not set. */
export async function githubRunner(env: Readonly<Record<string, string | undefined>>): Promise<Runner> {
  const temp = env.RUNNER_TEMP;
  if (!temp || !env.GITHUB_REPOSITORY) {
    throw new Problem("RUNNER_TEMP and GITHUB_REPOSITORY are not set: this is not a GitHub runner", {
      kind: "usage",
      hint: "In a terminal, run flox-upstream.",
    });
  }
  const core = await import("@actions/core");
  const { context } = await import("@actions/github");
  return {
    repository: context.repo,
    apiUrl: context.apiUrl,
    serverUrl: context.serverUrl,
    branch: env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : undefined,
    runUrl:
      env.GITHUB_RUN_ID === undefined
        ? undefined
        : `${context.serverUrl}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
    temp,
    output: (name, value) => core.setOutput(name, value),
    async summary(markdown) {
      if (!env.GITHUB_STEP_SUMMARY) return;
      try {
        await core.summary.addRaw(markdown, true).write();
      } catch (error) {
        // What it would have told of is done.
        core.warning(`the job summary cannot be written: ${(error as { message?: string }).message}`, {
          title: "flox-upstream",
        });
      }
    },
    fail(message, where) {
      core.error(message, { title: "flox-upstream", ...annotation(where) });
      process.exitCode = 1;
    },
  };
}
