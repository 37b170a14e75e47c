import type { StoredRelease } from "../github/repository.ts";
import { versionOf } from "./packages.ts";

const day = 86_400_000;

/** When a version was released, about: 1.12.0 at the end of October 2025, 1.13.0 on 2026-04-09, then one a week. */
export function releaseDate(tag: string): Date {
  const [, minor = 0, patch = 0] = (/^v?\.?\d+\.(\d+)(?:\.(\d+))?/.exec(tag) ?? []).map((part) => Number(part ?? 0));
  const first =
    minor >= 13
      ? Date.UTC(2026, 3, 9, 16) + (minor - 13) * 196 * day
      : Date.UTC(2025, 9, 30, 16) - (12 - minor) * 98 * day;
  // A candidate comes a day before its release.
  return new Date(first + patch * 7 * day - (/rc|pre|[ab]\d/.test(tag) ? day : 0));
}

/** Releases for tags, in the order of the tags, with the names and the sections that Dagster's have. */
export function releasesFor(tags: readonly string[]): StoredRelease[] {
  return tags.map((tag) => ({
    tag,
    name: nameOf(tag),
    body: notes(tag),
    prerelease: /rc\d/.test(tag),
    publishedAt: releaseDate(tag).toISOString().replace(".000Z", "Z"),
  }));
}

/** `1.13.24 (core) / 0.29.24 (libraries)` */
function nameOf(tag: string): string {
  if (!/^\d+\.\d+\.\d+/.test(tag)) return tag;
  return `${tag} (core) / ${versionOf({ track: "library" }, tag)} (libraries)`;
}

/** Synthetic notes, with what must not act in a pull request: a mention, a closing keyword, a reference. */
function notes(tag: string): string {
  return [
    "### New",
    "",
    `- Synthetic notes for ${tag}: the webserver starts a little sooner.`,
    "",
    "### Bugfixes",
    "",
    "- A run that was canceled is no longer shown as queued (thanks, @octocat!). Fixes #12.",
    "- [dagster-postgres] Connections are closed when a daemon stops, see example-org/example#34.",
    "",
    "### Documentation",
    "",
    "- A page about code locations was added.",
    "",
  ].join("\r\n");
}
