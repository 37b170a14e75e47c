import { Buffer } from "node:buffer";
import { posix } from "node:path";
import type { BumpFile } from "../documents/bump.ts";
import { proof } from "./body/results.ts";
import { clipped, failureText, type Limits } from "./body/words.ts";
import type { Annotation, CheckRun, CommitStatus, Conclusion } from "./model.ts";
import { type JudgedSystem, type OverallVerdict, type SystemVerdict, type Verdict, verdictLine } from "./verdict.ts";

/** GitHub's limit for the summary and the text of a check run; in bytes, to be sure. */
const longestSummary = 65_535;
/** In one request. */
const mostAnnotations = 50;

/** What our check runs and statuses are found again by. */
export function overallId(upstream: string, directory: string): string {
  return `flox-upstream/${upstream}${directory === "" ? "" : `/${directory}`}`;
}

/** Missing results are not green, and not final either. */
const conclusions: Readonly<Record<OverallVerdict | SystemVerdict, Conclusion>> = {
  passed: "success",
  failed: "failure",
  unsupported: "neutral",
  missing: "cancelled",
  "not-built": "cancelled",
};

const limits: readonly Limits[] = [
  { rows: 100, log: 4000 },
  { rows: 100, log: 1000 },
  { rows: 100, log: 0 },
  { rows: 20, log: 0 },
  { rows: 4, log: 0 },
];

/** One for each system. */
export function systemCheckRuns(bump: BumpFile, verdict: Verdict, runUrl: string | undefined): readonly CheckRun[] {
  return verdict.systems.map((judged) => {
    const { system } = judged;
    const alone: Verdict = { overall: verdict.overall, problems: [], systems: [judged] };
    return {
      externalId: `${overallId(bump.upstream, bump.directory)}:${system}`,
      name: `flox-upstream (${system})`,
      conclusion: conclusions[judged.verdict],
      title: systemTitle(bump, judged),
      summary: fitting(alone, runUrl),
      text: "",
      annotations: annotationsOf(bump, judged).slice(0, mostAnnotations),
    };
  });
}

/** The one for all, to be written last: once it is there, everything is. */
export function overallCheckRun(bump: BumpFile, verdict: Verdict, runUrl: string | undefined): CheckRun {
  return {
    externalId: overallId(bump.upstream, bump.directory),
    name: "flox-upstream",
    conclusion: conclusions[verdict.overall],
    title: overallTitle(bump, verdict),
    summary: fitting(verdict, runUrl),
    text: "",
    annotations: [],
  };
}

/** The same as commit statuses, for tokens that may not write check runs. The one for all is the last. */
export function commitStatuses(bump: BumpFile, verdict: Verdict): readonly CommitStatus[] {
  const states = { success: "success", failure: "failure", neutral: "success", cancelled: "error" } as const;
  const id = overallId(bump.upstream, bump.directory);
  return [
    ...verdict.systems.map((judged) => ({
      context: `${id}:${judged.system}`,
      state: states[conclusions[judged.verdict]],
      description: clipped(systemTitle(bump, judged), 139),
    })),
    {
      context: id,
      state: states[conclusions[verdict.overall]],
      description: clipped(overallTitle(bump, verdict), 139),
    },
  ];
}

function overallTitle({ candidate }: BumpFile, verdict: Verdict): string {
  return `${candidate?.version ?? ""} ${verdictLine(verdict)}`;
}

function systemTitle({ candidate }: BumpFile, { verdict, packages }: JudgedSystem): string {
  const count = packages.filter((one) => one.verdict === "passed").length;
  const version = candidate?.version ?? "";
  switch (verdict) {
    case "passed":
      return `${version}: ${count} of ${packages.length} packages build and pass their checks`;
    case "failed":
      return `${version}: ${packages.filter((one) => one.verdict === "failed").length} of ${packages.length} packages fail`;
    case "unsupported":
      return `${version}: not supported on this system`;
    case "missing":
      return `${version}: the job has not reported everything`;
  }
}

function fitting(verdict: Verdict, runUrl: string | undefined): string {
  // GitHub ignores `details_url` of its own token.
  const source = runUrl === undefined ? "" : `\n\n[The run that built this](<${runUrl}>)`;
  const texts = limits.map(
    (limit) => (proof(verdict, limit).join("\n\n") || "No build has reported anything.") + source,
  );
  return texts.find((text) => Buffer.byteLength(text) <= longestSummary) ?? "Too much to be shown here.";
}

/** On the Nix lines that a failure names, as far as they are in the repository. */
function annotationsOf({ directory }: BumpFile, { packages, system }: JudgedSystem): readonly Annotation[] {
  return packages.flatMap(({ verdict, built }) => {
    const { file = null, line = null, message = "" } = built?.failure ?? {};
    if (verdict !== "failed" || built === undefined || file === null) return [];
    const path = posix.normalize(posix.join(directory, file));
    if (posix.isAbsolute(file) || path.startsWith("..")) return [];
    const title = clipped(`${built.attribute} on ${system}: ${failureText(built)}`, 255);
    return [{ path, line: line ?? 1, title, message: clipped(message, 2000) }];
  });
}
