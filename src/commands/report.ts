import { join } from "node:path/posix";
import type { BumpFile } from "../documents/bump.ts";
import type { ReportDocument } from "../documents/report.ts";
import { pullRequestBody } from "../review/body.ts";
import { previewPage } from "../review/preview.ts";
import { reportSummary } from "../review/summary.ts";
import { judge, type Verdict, verdictLine } from "../review/verdict.ts";
import { reportText } from "../terminal/report.ts";
import type { World } from "../world/world.ts";
import { type Published, publish } from "./report/publish.ts";
import { markOf, wantedOf } from "./report/pull-request.ts";
import { readBumpFile, readResults } from "./report/read.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";

/** Gathers `bump.json` and the results of all systems: a verdict, check runs, one pull request. */
export async function reportCommand(world: World, request: Request): Promise<CommandResult> {
  const { inputs, runner } = request;
  const bump = await readBumpFile(world, request);
  const verdict = judge(bump, await readResults(world, request));
  const isAnything = bump.systems.length > 0;
  if (inputs.preview !== undefined && !inputs["dry-run"]) {
    await writePreview(world, request, inputs.preview, bump, verdict);
  }
  const published =
    runner && isAnything && !inputs["dry-run"] ? await publish(world, inputs, runner, bump, verdict) : undefined;
  const document = reportDocument(bump, verdict, isAnything, published);
  return {
    document,
    exitCode: exitCode(request, document),
    text: (style) => reportText(style, bump, verdict, document),
    outputs: {
      outcome: document.outcome,
      version: bump.candidate?.version ?? "",
      tag: bump.candidate?.tag ?? "",
      "current-version": bump.current.version ?? "",
      branch: bump.branch ?? "",
      commit: bump.commit ?? "",
      verdict: isAnything ? document.verdict : "",
      "pull-request-number": String(document.pullRequest?.number ?? ""),
      "pull-request-url": document.pullRequest?.url ?? "",
    },
    headline: `${bump.title}: ${isAnything ? verdictLine(verdict) : `nothing to report (${bump.outcome})`}`,
    summary: isAnything ? reportSummary(bump, verdict, document) : "",
  };
}

async function writePreview(
  world: World,
  { inputs }: Request,
  folder: string,
  bump: BumpFile,
  verdict: Verdict,
): Promise<void> {
  const wanted = wantedOf(inputs, bump, verdict, bump.commit ?? "", bump.branch ?? "");
  const body = pullRequestBody(bump, verdict, markOf(wanted, []));
  const page = previewPage({ title: bump.title, branch: bump.branch ?? "", draft: wanted.draft, body });
  const encoder = new TextEncoder();
  await world.files.makeFolder(folder);
  await world.files.writeAll(
    new Map([
      [join(folder, "pull-request.md"), encoder.encode(body)],
      [join(folder, "pull-request.html"), encoder.encode(page)],
    ]),
  );
}

function reportDocument(
  bump: BumpFile,
  verdict: Verdict,
  isAnything: boolean,
  published: Published | undefined,
): ReportDocument {
  const { overall, systems, problems } = verdict;
  const { pullRequest, issue } = published ?? {};
  return {
    schema: 1,
    outcome: !isAnything || overall === "passed" ? "passed" : "failed",
    verdict: overall,
    title: bump.title,
    commit: bump.commit,
    systems: systems.map((judged) => ({
      system: judged.system,
      verdict: judged.verdict,
      reasons: [...judged.reasons],
      packages: judged.packages.map(({ attribute, verdict: one, failsOnBase }) => ({
        attribute,
        verdict: one,
        failsOnBase: failsOnBase ?? null,
      })),
    })),
    problems: [...problems],
    pullRequest: pullRequest === undefined ? null : { number: pullRequest.number, url: pullRequest.url },
    issue: issue === undefined ? null : { number: issue.number, url: issue.url },
    compareUrl: published?.compareUrl ?? null,
    done: [...(published?.lines ?? [])],
  };
}

/** In a terminal a failed verdict is a failed command; as an action it is red on the check run, unless more is asked for. */
function exitCode({ inputs, runner }: Request, { outcome, systems }: ReportDocument): 0 | 1 {
  if (runner === undefined) return outcome === "passed" ? 0 : 1;
  if (inputs["fail-on-verdict"] && outcome === "failed") return 1;
  return inputs["on-update"] === "fail" && systems.length > 0 ? 1 : 0;
}
