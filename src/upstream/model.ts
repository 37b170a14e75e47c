import type { Constraint } from "./versions.ts";

/** A release as the upstream's API states it. All text is untrusted. */
export interface Release {
  readonly tag: string;
  readonly name: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** ISO 8601; null for drafts. */
  readonly publishedAt: string | null;
  readonly body: string;
  readonly url: string;
}

/** Why a release is not taken. Stable: `--json` prints it. */
export type RefusalCode =
  | "draft"
  | "prerelease"
  | "pattern"
  | "unsafe"
  | "unclear-order"
  | "not-newer"
  | "constraint"
  | "ignored"
  | "too-young"
  | "yanked"
  | "known-failing"
  | "unpublished";

export interface RefusedRelease {
  readonly tag: string;
  readonly code: RefusalCode;
  readonly reason: string;
}

export interface Candidate {
  readonly tag: string;
  readonly version: string;
  readonly publishedAt: string | null;
  readonly release: Release;
}

export type Versioning = "pep440" | "semver";

export interface ChoosingOptions {
  readonly versioning: Versioning;
  /** What a tag must look like, whole; its first group, where it has one, is the version. */
  readonly tagPattern: RegExp;
  readonly constraint: Constraint | undefined;
  /** What is never taken. */
  readonly ignore: readonly Constraint[];
  readonly prerelease: boolean;
  /** Milliseconds. */
  readonly minimumReleaseAge: number;
}
