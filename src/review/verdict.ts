import type { BumpFile } from "../documents/bump.ts";
import type { BuiltPackage, ResultDocument } from "../documents/result.ts";
import type { System } from "../flox/systems.ts";

export type PackageVerdict = "passed" | "failed" | "unsupported" | "missing" | "skipped";
export type SystemVerdict = "passed" | "failed" | "unsupported" | "missing";
/** Of all together. `not-built`: no system has reported anything. */
export type OverallVerdict = "passed" | "failed" | "missing" | "not-built";

export interface JudgedPackage {
  readonly attribute: string;
  readonly verdict: PackageVerdict;
  /** What was reported; undefined where nothing was. */
  readonly built: BuiltPackage | undefined;
  /** Whether it fails on the base as well; undefined where that is not known. */
  readonly failsOnBase: boolean | undefined;
  /** Bytes that its closure has more than on the base, or less; undefined where one of both is not known. */
  readonly closureGrowth: number | undefined;
}

export interface JudgedSystem {
  readonly system: System;
  readonly verdict: SystemVerdict;
  /** Why, where the packages do not say it. */
  readonly reasons: readonly string[];
  readonly result: ResultDocument | undefined;
  readonly packages: readonly JudgedPackage[];
}

export interface Verdict {
  readonly overall: OverallVerdict;
  readonly systems: readonly JudgedSystem[];
  /** What is wrong with the results as a whole. */
  readonly problems: readonly string[];
}

/** A result as it was found: a file that cannot be read as one says why. */
export type FoundResult = ResultDocument | { readonly file: string; readonly unreadable: string };

/**
 * Holds the claims of the build jobs against what was expected of them: every expected system, this commit, one
 * nixpkgs. A job that never reported is missing, and what is missing is never green. Results of the base's commit say
 * what failed before.
 */
export function judge(bump: Pick<BumpFile, "systems" | "commit" | "base">, found: readonly FoundResult[]): Verdict {
  const results = found.flatMap((result) => ("unreadable" in result ? [] : [result]));
  const ours = results.filter(({ commit }) => commit === bump.commit);
  const before = results.filter(({ commit }) => commit !== bump.commit && commit === bump.base);
  const attributes = [...new Set(ours.flatMap(({ packages }) => packages.map(({ attribute }) => attribute)))].sort();
  const systems = bump.systems.map(({ system }) =>
    judgeSystem(
      system,
      attributes,
      ours.filter((result) => result.system === system),
      before.filter((result) => result.system === system),
    ),
  );
  const problems = [
    ...found.flatMap((result) => ("unreadable" in result ? [`${result.file} is no result: ${result.unreadable}`] : [])),
    ...results.flatMap((result) => strangeResult(bump, result)),
    ...differingNixpkgs(ours),
  ];
  return { overall: overall(systems, problems), systems, problems };
}

function judgeSystem(
  system: System,
  attributes: readonly string[],
  results: readonly ResultDocument[],
  before: readonly ResultDocument[],
): JudgedSystem {
  const [result] = results;
  const packages = attributes.map((attribute) => {
    const built = result?.packages.find((candidate) => candidate.attribute === attribute);
    const old = before.flatMap((base) => base.packages.filter((candidate) => candidate.attribute === attribute))[0];
    const failsOnBase = old === undefined ? undefined : packageVerdict(old) === "failed";
    const closureGrowth =
      built?.closureBytes == null || old?.closureBytes == null ? undefined : built.closureBytes - old.closureBytes;
    return { attribute, verdict: packageVerdict(built), built, failsOnBase, closureGrowth };
  });
  if (result === undefined) {
    return { system, verdict: "missing", reasons: ["Its job has reported nothing."], result, packages };
  }
  if (results.length > 1) {
    return { system, verdict: "failed", reasons: ["Two results were handed in, which cannot be."], result, packages };
  }
  const verdict = systemVerdict(result, packages);
  const unsaid = verdict === "failed" && packages.every((one) => one.verdict !== "failed");
  const reasons = [
    ...(result.complete ? [] : ["Its job ended half-way."]),
    ...(unsaid ? ["The job failed before it built anything."] : []),
  ];
  return { system, verdict, reasons, result, packages };
}

/** A package that was built and fails a check has failed, whatever it is called. */
function packageVerdict(built: BuiltPackage | undefined): PackageVerdict {
  if (built === undefined) return "missing";
  if (built.status === "passed" && built.checks.some(({ status }) => status === "failed")) return "failed";
  return built.status;
}

function systemVerdict(result: ResultDocument, packages: readonly JudgedPackage[]): SystemVerdict {
  const has = (verdict: PackageVerdict) => packages.some((one) => one.verdict === verdict);
  if (has("failed") || result.outcome === "failed") return "failed";
  if (has("missing") || !result.complete) return "missing";
  if (has("passed")) return "passed";
  return result.outcome === "unsupported" || has("unsupported") ? "unsupported" : "missing";
}

function overall(systems: readonly JudgedSystem[], problems: readonly string[]): OverallVerdict {
  const has = (verdict: SystemVerdict) => systems.some((one) => one.verdict === verdict);
  if (systems.every(({ result }) => result === undefined)) return problems.length > 0 ? "failed" : "not-built";
  if (has("failed") || problems.length > 0) return "failed";
  if (has("missing") || !has("passed")) return "missing";
  return "passed";
}

function strangeResult(
  { systems, commit, base }: Pick<BumpFile, "systems" | "commit" | "base">,
  result: ResultDocument,
): readonly string[] {
  if (result.commit !== commit && result.commit !== base) {
    return [`The result of ${result.system} is of another commit (${result.commit ?? "none"}).`];
  }
  const expected = systems.some(({ system }) => system === result.system);
  return expected ? [] : [`A result of ${result.system} was handed in, which nobody asked for.`];
}

/** Systems built on different packages prove nothing together. */
function differingNixpkgs(results: readonly ResultDocument[]): readonly string[] {
  const urls = [...new Set(results.map(({ nixpkgs }) => nixpkgs ?? "an unknown one"))].sort();
  return urls.length > 1 ? [`The systems were not built on one nixpkgs: ${urls.join(", ")}.`] : [];
}

/** How many systems passed, in words: `passes on all 4 systems`. */
export function verdictLine({ overall: verdict, systems }: Verdict): string {
  const total = systems.length;
  const count = (wanted: SystemVerdict) => systems.filter((one) => one.verdict === wanted).length;
  const passed = count("passed");
  const supported = total - count("unsupported");
  switch (verdict) {
    case "not-built":
      return "not built";
    case "passed":
      return supported < total
        ? `passes on ${supported === 1 ? "the one system that supports" : `all ${supported} systems that support`} it`
        : `passes on ${total === 1 ? "its one system" : `all ${total} systems`}`;
    case "missing":
      if (count("missing") === 0) return "not proven: no system supports it";
      return `not proven: ${count("missing")} of ${total} systems did not report`;
    case "failed":
      return count("failed") === 0
        ? "the results do not hold"
        : `fails on ${count("failed")} of ${total} systems, passes on ${passed}`;
  }
}
