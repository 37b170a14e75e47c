import { mostUnmetBounds, type UnmetBound, unmetBoundSchema } from "../../documents/result.ts";
import { normalizeName } from "../../upstream/names.ts";
import type { BuildLine } from "./lines.ts";

/** What nixpkgs' check of a wheel's requirements says. */
export interface UnmetRequirement {
  readonly name: string;
  /** As it is stated, e.g. `<=14.0,>=6.1`; empty where every version would do. */
  readonly bound: string;
  /** Undefined where it is not there at all. */
  readonly version: string | undefined;
}

const project = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?";
/** An epoch's `!` stands after digits alone: a line of `!1!1!1…` can be read in one way only, and in little time. */
const bound = "[<>=!~]=?=?(?:[0-9]{1,10}!)?[A-Za-z0-9.*+]{1,60}";
const bounds = `(?:${bound}(?:,${bound}){0,19},?)?`;
const unmet = new RegExp(
  `^\\s*-?\\s*(${project})(?:\\[[A-Za-z0-9,._ -]{0,200}\\])?\\s?(${bounds}) (?:not satisfied by version ([A-Za-z0-9.+!]{1,80})|(not installed))$`,
);

/**
 * The requirements that nixpkgs' pythonRuntimeDepsCheckHook found unmet, each once. Only the lines after the hook's own
 * first line, of a build of that name, are read.
 */
export function readUnmet(lines: readonly BuildLine[], isOf: (derivation: string) => boolean): UnmetRequirement[] {
  const found = new Map<string, UnmetRequirement>();
  let reached = false;
  for (const { derivation, text } of lines) {
    if (!isOf(derivation)) continue;
    reached ||= /^Checking runtime dependencies for /.test(text);
    const [, name, bound = "", version, missing] = (reached ? unmet.exec(text) : null) ?? [];
    if (name === undefined || (version === undefined && missing === undefined)) continue;
    found.set(name.toLowerCase(), { name, bound: bound.replace(/,$/, ""), version });
  }
  return [...found.values()];
}

/** Those that another version would meet, each once; what is not there at all is no matter of a bound. */
export function unmetBounds(unmet: readonly UnmetRequirement[]): readonly UnmetBound[] {
  const bounds = new Map<string, UnmetBound>();
  for (const { name, bound, version } of unmet) {
    const { data } = unmetBoundSchema.safeParse({ project: normalizeName(name), bound, version });
    if (data !== undefined) bounds.set(`${data.project} ${data.bound}`, data);
  }
  return [...bounds.values()].slice(0, mostUnmetBounds);
}

/** What nixpkgs' pythonMetadataCheckHook says: the version in the built metadata is another than the derivation's. */
export function readMetadataMismatch(
  lines: readonly BuildLine[],
  isOf: (derivation: string) => boolean,
): { readonly stated: string; readonly built: string } | undefined {
  const pattern =
    /^The '[^']{1,200}' derivation has version '([^']{1,100})' but \.dist-info\/METADATA specifies version '([^']{1,100})'\.$/;
  for (const { derivation, text } of lines) {
    const [, stated, built] = (isOf(derivation) ? pattern.exec(text) : null) ?? [];
    if (stated !== undefined && built !== undefined) return { stated, built };
  }
  return undefined;
}
