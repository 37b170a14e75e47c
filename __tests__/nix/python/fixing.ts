/** Fixes in a test: what to add, as short calls, and the files afterwards. */
import { type System, systems } from "../../../src/flox/systems.ts";
import { applyEdits, confirmEdits } from "../../../src/nix/confirm.ts";
import { planEdits } from "../../../src/nix/edits.ts";
import type { Repository } from "../../../src/nix/model.ts";
import { planFixes } from "../../../src/nix/python/fixes.ts";
import type { RequirementFix } from "../../../src/nix/python/model.ts";
import type { FixPlan } from "../../../src/nix/python/plan.ts";
import { commit } from "../bumping.ts";

type WithoutAttribute<T> = T extends unknown ? Omit<T, "attribute"> : never;

/** A fix of a package that is named elsewhere. */
export type Fix = WithoutAttribute<RequirementFix>;

export type Addition = Extract<Fix, { kind: "add" }>;

const addition = { kind: "add", list: "dependencies", from: "python-set", extra: undefined, on: systems } as const;

export const add = (name: string): Addition => ({ ...addition, name });
export const own = (name: string): Addition => ({ ...addition, name, from: "own" });
export const extra = (name: string, of: string): Addition => ({ ...addition, name, extra: of });
export const build = (name: string): Addition => ({ ...addition, name, list: "build-system" });
/** Into the list of an extra, as the Nix file spells it. */
export const into = (extra: string, fix: Addition): Addition => ({ ...fix, list: `optional-dependencies.${extra}` });
/** On some systems only. */
export const only = (on: readonly System[], fix: Addition): Addition => ({ ...fix, on });
export const linux: readonly System[] = ["x86_64-linux", "aarch64-linux"];
export const darwin: readonly System[] = ["x86_64-darwin", "aarch64-darwin"];
export const backend = (...names: string[]): Fix => ({ kind: "backend", names });
export const relax = (name: string): Fix => ({ kind: "relax", name });
export const remove = (name: string, instead = "another"): Fix => ({ kind: "remove", name, instead });

export function fixesOf(attribute: string, fixes: readonly Fix[]): RequirementFix[] {
  return fixes.map((fix) => ({ ...fix, attribute }));
}

export interface Fixed {
  readonly plan: FixPlan;
  /** All files as they are afterwards, as byte strings. */
  readonly after: ReadonlyMap<string, string>;
  /** `name: reason` */
  readonly refusals: readonly string[];
}

/** Plans fixes alone, edits, and confirms. */
export function fix(repository: Repository, fixes: readonly RequirementFix[]): Fixed {
  const plan = planFixes(repository, fixes);
  // Nothing is bumped: no version and no hash is known.
  const target = { ref: "1.12.1", commit, version: "1.12.1", keepPypi: true, hashes: new Map(), versions: new Map() };
  const unbumped = { ...planEdits(repository, target), edits: [] };
  const edited = applyEdits(repository, unbumped, plan);
  confirmEdits(repository, unbumped, edited, plan);
  const refusals = plan.refusals.map(
    ({ fix, reason }) => `${"name" in fix ? fix.name : fix.names.join(" ")}: ${reason}`,
  );
  return { plan, after: new Map([...repository.files, ...edited]), refusals };
}
