/** What is written for the requirements of Python packages to be met. */
import type { Place, Refusal } from "../model.ts";
import type { Span } from "../syntax.ts";
import type { RequirementFix } from "./model.ts";
import type { Changes } from "./stated.ts";

export type RequirementEditKind = "requirement" | "build-system" | "format" | "formal" | "relax" | "remove";

/** Characters that are put between others, or take their place. Where several are at one place, they go in that order. */
export interface RequirementEdit extends Place {
  /** The package that it is for. */
  readonly attribute: string;
  readonly kind: RequirementEditKind;
  readonly from: string;
  readonly to: string;
  /** Byte offsets of `from` in the file as it was read. */
  readonly span: Span;
}

export interface RefusedFix extends Refusal {
  readonly fix: RequirementFix;
}

export interface FixPlan {
  /** By file and place. */
  readonly edits: readonly RequirementEdit[];
  readonly refusals: readonly RefusedFix[];
  /** By package: all of it is confirmed, and that no package states anything else than before. */
  readonly changes: Changes;
}
