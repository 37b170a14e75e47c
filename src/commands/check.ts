import type { CheckDocument } from "../documents/check.ts";
import { Problem } from "../errors.ts";
import { type Current, readCurrent } from "../flox/current.ts";
import type { Inputs } from "../inputs/definitions.ts";
import type { Repository } from "../nix/model.ts";
import { checkSummary } from "../review/summary.ts";
import { checkText } from "../terminal/check.ts";
import { type AskedFor, type CheckDecision, decideCheck, lowestPin, type MovedTag } from "../upstream/decide.ts";
import type { RefusedRelease, Release } from "../upstream/model.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import type { GitHub, World } from "../world/world.ts";
import { resolveAsked } from "./asked.ts";
import { chooseCandidate, type Ground, sourceStatus } from "./candidates.ts";
import type { Goal } from "./goal.ts";
import { readKnownFailing } from "./known-failing.ts";
import { located } from "./located.ts";
import { upstreamGitHub, upstreamName } from "./outside.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";
import { nixpkgsUrl, readSituation, type Situation, understand } from "./situation.ts";

/** What a check has read. */
interface Facts extends Ground {
  readonly situation: Situation;
  readonly moved: readonly MovedTag[];
  readonly asked: { readonly ref: string; readonly goal: Goal } | undefined;
  /** Whether what is asked for and is pinned already is looked at anew, as bump does. */
  readonly anew: boolean;
}

/** A check's facts and decision, which bump goes on from. */
export interface Checked {
  readonly facts: Facts;
  readonly situation: Situation;
  readonly repository: Repository;
  readonly current: Current;
  readonly releases: readonly Release[];
  readonly refused: readonly RefusedRelease[];
  readonly decision: CheckDecision;
  /** Present when the outcome is `update`. */
  readonly goal: Goal | undefined;
}

export async function checkCommand(world: World, request: Request): Promise<CommandResult> {
  const { inputs } = request;
  const checked = await check(world, request);
  const document = checkDocument(checked, inputs);
  const updateAtHand = inputs["exit-code"] && document.outcome === "update";
  return {
    document,
    exitCode: document.outcome === "blocked" || updateAtHand ? 1 : 0,
    text: (style) => checkText(style, document, inputs.upstream.repo),
    outputs: checkOutputs(document),
    headline: headline(document),
    summary: checkSummary(document),
  };
}

/** Polls and chooses; writes nothing. */
export async function check(world: World, request: Request): Promise<Checked> {
  const { inputs, configuration } = request;
  const situation = await readSituation(world, inputs.directory, configuration);
  const repository = understand(situation, inputs);
  const upstream = upstreamName(inputs);
  const reading = { versioning: inputs.versioning, tagPattern: inputs["tag-pattern"] };
  const current = located(inputs.directory, () => readCurrent(repository, situation.lock, upstream, reading));

  const github = await upstreamGitHub(world, inputs);
  const { owner, repo } = inputs.upstream;
  world.log.info(`Reading the releases of ${upstream}`);
  const releases = await github.releases(owner, repo);
  const moved = await findMovedTag(github, inputs, situation, current);
  const asked =
    inputs.tag === undefined ? undefined : await resolveAsked(github, inputs, inputs.tag, releases, current);
  const knownFailing = await readKnownFailing(world, request, releases, nixpkgsUrl(inputs, situation));
  const facts = {
    github,
    situation,
    repository,
    current,
    releases,
    knownFailing,
    moved,
    asked,
    anew: request.command === "bump",
    unpublished: new Map(),
  };
  return await decide(world, inputs, facts);
}

/** The same facts, and one more: the archive of the goal names a source that is not published. */
export async function checkAgain(
  world: World,
  inputs: Inputs,
  { facts, goal }: Checked,
  missing: readonly string[],
): Promise<Checked> {
  const unpublished = new Map([...facts.unpublished, [goal?.tag ?? "", missing] as const]);
  return await decide(world, inputs, { ...facts, unpublished });
}

async function decide(world: World, inputs: Inputs, facts: Facts): Promise<Checked> {
  const { github, situation, repository, current, releases, moved, asked } = facts;
  const choice =
    asked === undefined
      ? await chooseCandidate(world, inputs, facts)
      : { candidate: null, commit: undefined, refused: [] };
  const decision = decideCheck({
    versioning: inputs.versioning,
    pins: current.pins,
    releases,
    candidate: choice.candidate,
    refused: [...choice.refused, ...unpublishedOnes(facts)],
    disagreements: current.disagreements,
    moved,
    asked: asked && (await askedFor(world, inputs, facts, asked)),
  });
  const { target } = decision;
  const goal = target === null ? undefined : (asked?.goal ?? (await goalOf(github, inputs, target, choice.commit)));
  return { facts, situation, repository, current, releases, refused: choice.refused, decision, goal };
}

/** A release that would only repair what is pinned is none that is chosen, and has to wait all the same. */
function unpublishedOnes({ unpublished }: Facts): readonly RefusedRelease[] {
  return [...unpublished].map(([tag, missing]) => ({
    tag,
    code: "unpublished",
    reason: `Not published yet: ${missing.join(", ")}.`,
  }));
}

async function findMovedTag(
  github: GitHub,
  inputs: Inputs,
  situation: Situation,
  current: Current,
): Promise<readonly MovedTag[]> {
  const recorded = recordedTag(inputs, { situation, current });
  if (recorded === undefined) return [];
  const { owner, repo } = inputs.upstream;
  const found = (await github.commit(owner, repo, `tags/${recorded.tag}`))?.sha;
  return found === recorded.commit ? [] : [{ tag: recorded.tag, recorded: recorded.commit, found: found ?? "nothing" }];
}

/** The pinned tag, where the lock file says which commit it named. */
export function recordedTag(
  inputs: Inputs,
  { situation: { lock }, current }: Pick<Checked, "situation" | "current">,
): { readonly tag: string; readonly commit: string } | undefined {
  if (lock?.tag == null || lock.commit === null || lock.upstream !== upstreamName(inputs)) return undefined;
  const { tag, commit } = lock;
  return current.pins.some((pin) => pin.tag === tag) ? { tag, commit } : undefined;
}

async function askedFor(
  world: World,
  inputs: Inputs,
  facts: Facts,
  { ref, goal }: { readonly ref: string; readonly goal: Goal },
): Promise<AskedFor> {
  const { tag, version, publishedAt } = goal;
  const pinned = tag !== null && facts.current.pins.every((pin) => pin.tag === tag);
  const { missing } = tag === null || pinned ? { missing: [] } : await sourceStatus(world, inputs, facts, tag, version);
  return { ref, target: { tag: tag ?? goal.ref, version, publishedAt }, pinned: pinned && !facts.anew, missing };
}

async function goalOf(
  github: GitHub,
  inputs: Inputs,
  { tag, version, publishedAt }: NonNullable<CheckDecision["target"]>,
  known: string | undefined,
): Promise<Goal> {
  const { owner, repo } = inputs.upstream;
  const commit = known ?? (await github.commit(owner, repo, `tags/${tag}`))?.sha;
  if (commit === undefined) {
    throw new Problem(`the tag ${quoteUntrusted(tag)}, which is pinned here, is not in ${upstreamName(inputs)}`, {
      kind: "blocked",
      hint: "Ask upstream where it went, or name another release in the input tag.",
    });
  }
  return { tag, ref: tag, commit, version, publishedAt };
}

/** The document of `check --json`. */
export function checkDocument({ current, decision, goal, refused }: Checked, { versioning }: Inputs): CheckDocument {
  const lowest = lowestPin(current.pins, versioning);
  return {
    schema: 1,
    outcome: decision.outcome,
    current: { tag: lowest.tag, version: lowest.version },
    candidate:
      goal === undefined
        ? null
        : { tag: goal.tag, version: goal.version, commit: goal.commit, publishedAt: goal.publishedAt },
    reasons: [decision.reason],
    refused: [...refused],
  };
}

export function checkOutputs({
  outcome,
  current,
  candidate,
}: Pick<CheckDocument, "current" | "candidate"> & { readonly outcome: string }) {
  return {
    outcome,
    tag: candidate?.tag ?? "",
    version: candidate?.version ?? "",
    "current-version": current.version ?? "",
    systems: "[]",
  };
}

export function headline({
  outcome,
  current,
  candidate,
  reasons,
}: Pick<CheckDocument, "current" | "candidate" | "reasons"> & { outcome: string }): string {
  const isSame = candidate?.version === current.version;
  const versions = candidate === null || isSame ? "" : ` ${current.version ?? "?"} → ${candidate.version}`;
  return `${outcome}${versions}: ${reasons.join(" ")}`;
}
