/** Why `flox build` did not build a package, out of what it printed: facts in, decision out. */
import type { BuildFailure, FailureKind, UnmetBound } from "../../documents/result.ts";
import type { Package, Repository } from "../../nix/model.ts";
import { toSri } from "../../nix/sri.ts";
import { readHashMismatches } from "../build-log.ts";
import type { System } from "../systems.ts";
import { derivationName, type LogLines, logLines, oneLine } from "./lines.ts";
import { lineOfAttribute, packageOfDerivation, pinWithHash, placeIn } from "./places.ts";
import { readMetadataMismatch, readUnmet, type UnmetRequirement, unmetBounds } from "./unmet.ts";

export interface BuildFacts {
  readonly attribute: string;
  /** The package's own Nix file. */
  readonly file: string;
  readonly system: System;
  /** What Flox printed, on both streams. */
  readonly log: string;
  readonly how: "exited" | "time-limit" | "stopped";
  readonly limitMinutes: number;
  /** Undefined where the Nix files could not be read. */
  readonly repository: Repository | undefined;
}

/** `unsupported` is no failure: nixpkgs, or the package, is not for this system. */
export type BuildVerdict =
  | { readonly kind: "failed"; readonly failure: BuildFailure; readonly unmetBounds: readonly UnmetBound[] }
  | { readonly kind: "unsupported"; readonly because: string };

/** The first reader that recognises the log decides. */
export function classifyFailure(facts: BuildFacts): BuildVerdict {
  if (facts.how === "stopped") return failed("cancelled", "the build was cancelled", null);
  if (facts.how === "time-limit") {
    const message = `the build did not end within ${facts.limitMinutes} minutes`;
    return failed("time-limit", message, "Give it more time with the input timeout-minutes, or find out what hangs.");
  }
  const log: Log = { ...logLines(facts.log), text: facts.log };
  for (const read of readers) {
    const verdict = read(facts, log);
    if (verdict !== undefined) return verdict;
  }
  const said = log.own.findLast((line) => line.trim() !== "") ?? "it printed nothing";
  return failed("build-failed", `flox build failed: ${oneLine(said)}`, "Look at the end of the log.");
}

/** Whether nothing else can be built either, until it is mended. */
export function endsEverything(kind: FailureKind): boolean {
  return (
    [
      "does-not-parse",
      "not-locked",
      "no-space",
      "login-needed",
      "flox-missing",
      "flox-too-old",
      "cancelled",
    ] as readonly FailureKind[]
  ).includes(kind);
}

interface Log extends LogLines {
  readonly text: string;
}

type Reader = (facts: BuildFacts, log: Log) => BuildVerdict | undefined;

/** What Flox says before it builds, then what Nix says, then what builds print. */
const readers: readonly Reader[] = [
  login,
  notLocked,
  untracked,
  tooOld,
  unsupported,
  notNix,
  hashMismatch,
  noSpace,
  unmetRequirement,
  metadataMismatch,
  network,
  builderFailed,
  evaluation,
];

function failed(
  kind: FailureKind,
  message: string,
  hint: string | null,
  place: { readonly file: string; readonly line: number | null } | undefined = undefined,
  unmetBounds: readonly UnmetBound[] = [],
): BuildVerdict {
  return {
    kind: "failed",
    failure: { kind, message, hint, file: place?.file ?? null, line: place?.line ?? null },
    unmetBounds,
  };
}

/** A line of Flox's or Nix's own that matches. */
function find({ own }: Log, pattern: RegExp): RegExpExecArray | undefined {
  for (const line of own) {
    const found = pattern.exec(line);
    if (found !== null) return found;
  }
  return undefined;
}

function login(_: BuildFacts, log: Log): BuildVerdict | undefined {
  const found = find(log, /^(?:✘|❌) ERROR: (.*(?:not logged in to FloxHub|FloxHub token has expired).*)$/);
  if (found === undefined) return undefined;
  const hint =
    "Commit a manifest.lock that is up to date: building from one needs no login. Else set FLOX_FLOXHUB_TOKEN.";
  return failed("login-needed", oneLine(found[1] ?? ""), hint);
}

function notLocked({ system }: BuildFacts, log: Log): BuildVerdict | undefined {
  if (find(log, /^(?:(?:✘|❌) ERROR: )?.*environment is not locked for your system/) === undefined) return undefined;
  return failed(
    "not-locked",
    `the environment is not locked for ${system}`,
    `List ${system} in options.systems of the manifest, run \`flox upgrade\`, and commit manifest.lock.`,
    { file: ".flox/env/manifest.lock", line: null },
  );
}

function untracked({ file }: BuildFacts, log: Log): BuildVerdict | undefined {
  const found = find(log, /^(?:✘|❌) ERROR: .*Nix expression for '[^']*' does not appear to be tracked by git/);
  if (found === undefined) return undefined;
  return failed("untracked-file", `${file} is not tracked by git`, `Run \`git add ${file}\`.`, { file, line: null });
}

function tooOld(_: BuildFacts, log: Log): BuildVerdict | undefined {
  if (find(log, /^(?:✘|❌) ERROR: .*`?--nixpkgs-url`? is not expected/) === undefined) return undefined;
  return failed("flox-too-old", "this Flox does not know --nixpkgs-url", "Install a newer Flox.");
}

function unsupported(_: BuildFacts, log: Log): BuildVerdict | undefined {
  const found =
    find(log, /^\s*error: (Nixpkgs \S+ has dropped support for \S+?)\.?$/) ??
    find(log, /^\s*error: (Package ‘[^’]+’ .*is not available on the requested hostPlatform)/) ??
    find(log, /^\s*error: (Package ‘[^’]+’ is not available on ‘[^’]+’)/);
  return found === undefined ? undefined : { kind: "unsupported", because: oneLine(found[1] ?? "") };
}

function notNix(_: BuildFacts, log: Log): BuildVerdict | undefined {
  const found = find(log, /^(?:(?:✘|❌) ERROR: failed to list [^:]*: )?\s*error: (syntax error, .*)$/);
  if (found === undefined) return undefined;
  const index = log.own.findIndex((line) => line.includes(found[1] ?? ""));
  const place = placeIn(log.own.slice(index));
  const message = oneLine((found[1] ?? "").replace(/, at \/?\S+$/, ""));
  return failed("does-not-parse", message, "Mend the syntax: one such file hides every package.", place);
}

function hashMismatch({ repository }: BuildFacts, log: Log): BuildVerdict | undefined {
  const mismatches = readHashMismatches(log.text);
  const known = mismatches.map((mismatch) => ({
    ...mismatch,
    pin: repository && pinWithHash(repository, mismatch.specified),
  }));
  const first = known.find(({ pin }) => pin !== undefined) ?? known[0];
  if (first === undefined) return undefined;
  const { pin, specified, got, derivation } = first;
  const more = known.length > 1 ? ` (${known.length} sources in all)` : "";
  const message = `the hash of ${derivationName(derivation)} is ${toSri(got) ?? got}, not ${toSri(specified) ?? specified}${more}`;
  const hint =
    pin === undefined
      ? "The hash stands in nixpkgs, not here: what it fetches has changed. Take another nixpkgs."
      : "Run `flox-upstream bump`, which computes it, or write the hash that was got, if you trust what was downloaded.";
  const site = pin?.hash?.sites[0] ?? pin;
  return failed("hash-mismatch", message, hint, site);
}

const full = /No space left on device/;

/** Nix says it itself, or the build that failed does. */
function noSpace(_: BuildFacts, log: Log): BuildVerdict | undefined {
  const own = log.own.some(
    (line) =>
      /^\s*error: .*(No space left on device|disk full)/.test(line) ||
      /^(?:✘|❌) ERROR: .*No space left on device/.test(line),
  );
  const failure = failedBuild(log);
  const said =
    failure !== undefined &&
    log.builds.slice(-25).some(({ text }) => full.test(text) && /(\[Errno 28\] |: )No space left on device/.test(text));
  if (!own && !said) return undefined;
  return failed("no-space", "there is no space left on the disk", "Free some, or take a larger runner.");
}

/** The derivation that a builder failed on, and its exit code. */
function failedBuild({ own }: Log): { readonly name: string; readonly code: string } | undefined {
  for (const [index, line] of own.entries()) {
    const [, older, code] = /^\s*error: builder for '([^']+\.drv)' failed with exit code (\d+)/.exec(line) ?? [];
    if (older !== undefined && code !== undefined) return { name: derivationName(older), code };
    const [, newer] = /^\s*error: Cannot build '([^']+\.drv)'\.?$/.exec(line) ?? [];
    const [, reason] = /^\s+Reason: builder failed with exit code (\d+)\.?$/.exec(own[index + 1] ?? "") ?? [];
    if (newer !== undefined && reason !== undefined) return { name: derivationName(newer), code: reason };
  }
  return undefined;
}

/** The package of this repository whose build failed. */
function failedPackage({ repository }: BuildFacts, log: Log): Package | undefined {
  const name = failedBuild(log)?.name;
  return name === undefined || repository === undefined ? undefined : packageOfDerivation(repository, name);
}

function isBuildOf(repository: Repository | undefined, built: Package): (derivation: string) => boolean {
  return (derivation) =>
    repository !== undefined && packageOfDerivation(repository, derivation)?.attribute === built.attribute;
}

function unmetRequirement(facts: BuildFacts, log: Log): BuildVerdict | undefined {
  const built = failedPackage(facts, log);
  if (built === undefined || facts.repository === undefined) return undefined;
  const unmet = readUnmet(log.builds, isBuildOf(facts.repository, built));
  const [first] = unmet;
  if (first === undefined) return undefined;
  const missing = unmet.filter(({ version }) => version === undefined);
  const argument = missing.length > 0 ? "dependencies" : "pythonRelaxDeps";
  const line = lineOfAttribute(facts.repository, built.file, argument);
  const hints = [missing.length > 0 ? addHint(missing, line) : "", relaxHint(facts.repository, built, unmet)];
  const place = { file: built.file, line: line ?? built.version?.line ?? null };
  const hint = hints.filter((text) => text !== "").join(" ");
  return failed("unmet-requirement", unmet.map(unmetText).join("; "), hint, place, unmetBounds(unmet));
}

function unmetText({ name, bound, version }: UnmetRequirement): string {
  return version === undefined
    ? `${name}${bound} is not installed`
    : `${name}${bound} is not met by version ${version}`;
}

function addHint(missing: readonly UnmetRequirement[], line: number | undefined): string {
  const names = missing.map(({ name }) => name).join(", ");
  return `Add what nixpkgs calls ${names} to dependencies${line === undefined ? "" : ` (line ${line})`}.`;
}

function relaxHint(repository: Repository, { file }: Package, unmet: readonly UnmetRequirement[]): string {
  const names = unmet.filter(({ version }) => version !== undefined).map(({ name }) => `"${name}"`);
  if (names.length === 0) return "";
  const line = lineOfAttribute(repository, file, "pythonRelaxDeps");
  return line === undefined
    ? `Add \`pythonRelaxDeps = [ ${names.join(" ")} ];\`, or take a nixpkgs that meets the bound.`
    : `Add ${names.join(" ")} to pythonRelaxDeps (line ${line}), or take a nixpkgs that meets the bound.`;
}

function metadataMismatch(facts: BuildFacts, log: Log): BuildVerdict | undefined {
  const built = failedPackage(facts, log);
  const found = built && readMetadataMismatch(log.builds, isBuildOf(facts.repository, built));
  if (built === undefined || found === undefined) return undefined;
  const message = `the Nix file states version ${oneLine(found.stated)}, the built metadata ${oneLine(found.built)}`;
  return failed("metadata-mismatch", message, "Run `flox-upstream bump`: it reads the version at the pinned release.", {
    file: built.file,
    line: built.version?.line ?? null,
  });
}

function network(facts: BuildFacts, log: Log): BuildVerdict | undefined {
  const own =
    find(log, /^\s*error: (unable to download '.*)$/) ??
    find(
      log,
      /^(?:✘|❌) ERROR: (.*(?:error sending request|[Cc]ould not resolve host|dns error|connection refused).*)$/,
    );
  const fetched = log.builds.find(({ text }) => /^error: cannot download \S+ from any mirror$/.test(text));
  const curl = log.builds.find(({ text }) => /^curl: \(\d+\) /.test(text));
  const said = own?.[1] ?? (failedBuild(log) && fetched ? (curl?.text ?? fetched.text) : undefined);
  if (said === undefined) return undefined;
  const missing = /error: 404|HTTP error 404/.test(said);
  const hint = missing
    ? "What is to be downloaded is not there: check the rev and the version."
    : "Run again; if it stays, look at the network and at the server.";
  return failed("network", oneLine(said), hint, missing ? { file: facts.file, line: null } : undefined);
}

function builderFailed(facts: BuildFacts, log: Log): BuildVerdict | undefined {
  const failure = failedBuild(log);
  if (failure === undefined) return undefined;
  const built = failedPackage(facts, log);
  const place = built && { file: built.file, line: null };
  const what = built?.attribute === facts.attribute ? "its build" : `${failure.name}, which it needs,`;
  return failed("build-failed", `${what} failed with exit code ${failure.code}`, "Look at the end of the log.", place);
}

/** Whatever else Nix calls an error: the last one, since older ones may be its trace. */
function evaluation(_: BuildFacts, { own }: Log): BuildVerdict | undefined {
  const errors = own.flatMap((line, index) => {
    const message = /^\s*error: (.+)$/.exec(line)?.[1];
    return message === undefined || /^(?:build of|Build failed|\d+ dependenc)/.test(message)
      ? []
      : [{ message, index }];
  });
  const last = errors.at(-1);
  if (last === undefined) return undefined;
  const place = placeIn(own.slice(last.index)) ?? placeIn(own.toReversed());
  return failed("evaluation-failed", oneLine(last.message), "Mend the Nix expression.", place);
}
