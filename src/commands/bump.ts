import { dirname, join } from "node:path/posix";
import type { BumpDocument, BumpFile, BumpOutcome } from "../documents/bump.ts";
import type { FoundVersion } from "../documents/found.ts";
import { jsonText } from "../documents/json.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { toBytes } from "../nix/source.ts";
import { commitTitle } from "../review/commit.ts";
import { bumpSummary } from "../review/summary.ts";
import { bumpText } from "../terminal/bump.ts";
import { releaseNotes } from "../upstream/notes.ts";
import type { World } from "../world/world.ts";
import { bumpFilePath } from "./asked-files.ts";
import { type BranchWork, commitBump, readBranch } from "./branch.ts";
import { type Checked, check, checkAgain, checkDocument, checkOutputs, headline, recordedTag } from "./check.ts";
import { commitsBetween } from "./commits.ts";
import { readEarlier } from "./earlier.ts";
import type { Goal } from "./goal.ts";
import { buildMatrix } from "./matrix.ts";
import { upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";
import { requirementsDocument } from "./requirements.ts";
import type { CommandResult } from "./result.ts";
import { nixpkgsUrl } from "./situation.ts";
import type { Unpublished } from "./sources.ts";
import { type Work, workOut } from "./work.ts";

/** How a bump ended. */
interface Ending {
  readonly outcome: BumpOutcome;
  /** Why, where that is not the check's own reason. */
  readonly reason?: string;
  readonly work?: Work;
  /** What earlier builds found, and the work rests on. */
  readonly found?: readonly FoundVersion[];
  readonly branch?: BranchWork | undefined;
  /** The commit to build: the bump's own, or a person's. */
  readonly commit?: string | undefined;
}

const unread =
  "The results of earlier builds were not looked at. To have what is pinned mended by them, ask for its tag by name, with requirements: fix.";

/** Check, then fetch, plan, edit. As an action one commit on a branch, and `bump.json`; in a terminal the work tree. */
export async function bumpCommand(world: World, request: Request): Promise<CommandResult> {
  const { inputs } = request;
  const { checked, ending } = await checkAndBump(world, request);
  if (inputs.results !== undefined && ending.found === undefined) world.log.warning(unread);
  const document = bumpDocument(checked, inputs, ending);
  const path = inputs["dry-run"] ? undefined : bumpFilePath(request);
  const file = await bumpFile(world, checked, inputs, ending, document, path !== undefined);
  if (path !== undefined) await writeBumpFile(world, path, file);
  if (request.runner) warnOfRefusals(world, inputs, document);
  return {
    document,
    exitCode: document.outcome === "blocked" ? 1 : 0,
    text: (style) =>
      bumpText(style, document, inputs.upstream.repo, {
        changes: ending.work?.changes ?? new Map(),
        proposed: ending.work?.proposed ?? new Map(),
        dryRun: inputs["dry-run"],
      }),
    outputs: {
      ...checkOutputs(document),
      branch: file.branch ?? "",
      commit: file.commit ?? "",
      systems: JSON.stringify(file.systems),
      "bump-file": path ?? "",
    },
    headline: headline(document),
    summary: bumpSummary(document),
  };
}

/** Where the best release turns out not to have all its sources yet, on PyPI or among its own files, the next best is taken. */
async function checkAndBump(
  world: World,
  request: Request,
): Promise<{ readonly checked: Checked; readonly ending: Ending }> {
  let checked = await check(world, request);
  for (;;) {
    const ending = await bump(world, request, checked);
    if (!("missing" in ending)) return { checked, ending };
    checked = await checkAgain(world, request.inputs, checked, ending.missing);
  }
}

async function bump(world: World, request: Request, checked: Checked): Promise<Ending | Unpublished> {
  const { inputs, runner } = request;
  const { goal, decision, situation } = checked;
  if (goal === undefined) return { outcome: decision.outcome };

  const nixpkgs = nixpkgsUrl(inputs, situation);
  const branch = runner && !inputs["dry-run"] ? await readBranch(world, inputs, runner, goal, nixpkgs) : undefined;
  if (branch !== undefined && branch.decision.kind !== "write") {
    const { kind, reason } = branch.decision;
    const commit = branch.decision.kind === "held" && branch.decision.build ? branch.decision.commit : undefined;
    return { outcome: kind, reason, branch, commit };
  }

  const found = inputs.requirements === "off" ? undefined : await readEarlier(world, request, nixpkgs, branch);
  const work = await workOut(world, request, checked, goal, found ?? []);
  if ("missing" in work) return work;
  if (work.changes.size === 0) {
    const left = work.plan.refusals.length > 0;
    const reason = left ? "What is left cannot be changed surely: see the refusals." : "Every file states it already.";
    return { outcome: "up-to-date", reason, work, ...(found && { found }) };
  }
  const commit = inputs["dry-run"] ? undefined : await write(world, inputs, checked, goal, work, branch);
  return { outcome: "update", work, ...(found && { found }), branch, commit };
}

/** @returns the commit, where one is made. */
async function write(
  world: World,
  inputs: Inputs,
  checked: Checked,
  goal: Goal,
  work: Work,
  branch: BranchWork | undefined,
): Promise<string | undefined> {
  const contents = new Map([...work.changes].map(([path, { after }]) => [path, toBytes(after)] as const));
  if (branch !== undefined) {
    return commitBump(branch, contents, {
      title: titleOf(checkDocument(checked, inputs), inputs),
      upstream: upstreamName(inputs),
      ref: goal.ref,
      upstreamCommit: goal.commit,
      sources: work.sources,
    });
  }
  await world.files.writeAll(
    new Map([...contents].map(([path, content]) => [join(inputs.directory, path), content] as const)),
    inputs.directory,
  );
  return undefined;
}

function bumpDocument(checked: Checked, inputs: Inputs, { outcome, reason, work }: Ending): BumpDocument {
  const document = checkDocument(checked, inputs);
  return {
    ...document,
    outcome,
    reasons: reason === undefined ? document.reasons : [...document.reasons, reason],
    edits: (work?.plan.edits ?? []).map(({ file, line, column, attribute, kind, from, to }) => ({
      file,
      line,
      column,
      attribute,
      kind,
      from,
      to,
    })),
    requirements: work?.requirements === undefined ? {} : requirementsDocument(work.requirements),
    requirementEdits: {
      mode: inputs.requirements,
      edits: (work?.requirements?.plan.edits ?? []).map(({ span: _, ...edit }) => edit),
    },
    projects: work?.requirements?.projects ?? { added: [], dropped: [] },
    leftovers: [...(work?.plan.leftovers ?? [])],
    refusals: [...(work?.plan.refusals ?? checked.repository.refusals)],
    warnings: [...(work?.warnings ?? [])],
  };
}

function titleOf({ current, candidate }: Pick<BumpDocument, "current" | "candidate">, inputs: Inputs): string {
  const from = current.version ?? "";
  const facts = { name: inputs.upstream.repo, from, to: candidate?.version ?? from, tag: candidate?.tag ?? null };
  return commitTitle(inputs["commit-message"], facts);
}

async function bumpFile(
  world: World,
  checked: Checked,
  inputs: Inputs,
  ending: Ending,
  document: BumpDocument,
  isKept: boolean,
): Promise<BumpFile> {
  const { goal, situation, releases } = checked;
  const { branch, commit, work } = ending;
  // In a terminal there is no commit, and the work tree is what can be built.
  const isToBuild = commit !== undefined || (isKept && branch === undefined && work !== undefined);
  const range = {
    after: document.current.version ?? "0",
    upTo: goal?.version ?? "0",
    versioning: inputs.versioning,
    tagPattern: inputs["tag-pattern"],
  };
  return {
    ...document,
    upstream: upstreamName(inputs),
    upstreamUrl: `${inputs["upstream-server-url"]}/${upstreamName(inputs)}`,
    directory: branch?.directory ?? "",
    versioning: inputs.versioning,
    asked: inputs.tag !== undefined,
    checkedAt: world.clock.now().toISOString(),
    base: branch?.base ?? null,
    branch: branch?.branch ?? null,
    title: titleOf(document, inputs),
    commit: commit ?? null,
    systems: !isToBuild ? [] : [...buildMatrix(inputs, situation)],
    nixpkgs: nixpkgsUrl(inputs, situation),
    foundVersions: [...(ending.found ?? [])],
    provenance:
      goal === undefined || work === undefined || !isToBuild
        ? null
        : {
            tag: goal.tag,
            commit: goal.commit,
            publishedAt: goal.publishedAt,
            signatures: await checked.facts.github.signatures(
              inputs.upstream.owner,
              inputs.upstream.repo,
              goal.tag,
              goal.commit,
            ),
            pinnedTag: recordedTag(inputs, checked) !== undefined ? "unmoved" : "unrecorded",
            sources: [...work.sources],
          },
    commits:
      goal === undefined || work === undefined || !isToBuild
        ? null
        : await commitsBetween(checked.facts.github, inputs, world.log, document.current.tag, goal.commit),
    notes: goal === undefined ? [] : [...releaseNotes(releases, range)],
  };
}

/** In a terminal they are listed; a job's log is long, and GitHub shows warnings beside the files. */
function warnOfRefusals(world: World, { directory }: Inputs, { refusals }: BumpDocument): void {
  for (const { file, line, reason } of refusals) world.log.warning(reason, { file: join(directory, file), line });
}

async function writeBumpFile(world: World, path: string, file: BumpFile): Promise<void> {
  const { bumpFileSchema } = await import("../documents/bump.ts");
  const text = jsonText(bumpFileSchema.parse(file));
  await world.files.makeFolder(dirname(path));
  await world.files.writeAll(new Map([[path, new TextEncoder().encode(text)]]));
}
