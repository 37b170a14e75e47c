import type { Style } from "../terminal/style.ts";

/** What a command hands to the two doors: one of them prints, the other sets outputs. */
export interface CommandResult {
  /** The document of `--json`. */
  readonly document: object;
  readonly exitCode: 0 | 1;
  /** Standard output for people; built only where it is shown. */
  text(style: Style): string;
  /** The action's outputs, by name; a name that is not here is set empty. */
  readonly outputs: Readonly<Partial<Record<OutputName, string>>>;
  /** One line for the log and the top of the job summary. */
  readonly headline: string;
  /** Markdown below the headline in the job summary. */
  readonly summary: string;
}

/** Every output of the action, with its description in action.yml. */
export const outputDescriptions = {
  outcome:
    "`update`, `up-to-date`, `waiting`, `blocked`; of bump also `unchanged`, `held` and `closed`; of build `passed`, `failed` or `unsupported`; of report `passed` and `failed`.",
  tag: "The upstream's tag that is taken; empty for an untagged commit or where nothing is taken.",
  version: "The version that is taken.",
  "current-version": "The version that was pinned before.",
  branch: "The branch that holds the bump.",
  commit: "The commit that is to be built: the bump's, or a person's on its branch.",
  systems: "A list of `{system, runner}` for `matrix.include`; `[]` where nothing is to be built.",
  "bump-file": "The path of `bump.json`.",
  "result-file": "The path of `result-<system>.json`.",
  verdict:
    "Of report: `passed`, `failed`, `missing` (not every job has reported) or `not-built`. Of scan: what was told of `commit`; `missing` for a bump of which nothing was told yet.",
  "pull-request-number": "The number of the bump's open pull request, where there is one.",
  "pull-request-url": "Its address.",
} as const;

export type OutputName = keyof typeof outputDescriptions;
export const outputNames = Object.keys(outputDescriptions) as readonly OutputName[];
