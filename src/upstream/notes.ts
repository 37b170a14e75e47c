import type { Release, Versioning } from "./model.ts";
import { refFault } from "./refs.ts";
import { versionOfTag } from "./tags.ts";
import { compareVersions, orderedPart } from "./versions.ts";

/** The notes of one release. All of it is untrusted text. */
export interface ReleaseNote {
  readonly tag: string;
  readonly version: string;
  readonly url: string;
  readonly publishedAt: string | null;
  /** Markdown. */
  readonly body: string;
}

/** Of nixpkgs' `<last>-unstable-<date>` the last release counts. */
export interface NotesRange {
  /** Exclusive. */
  readonly after: string;
  /** Inclusive. */
  readonly upTo: string;
  readonly versioning: Versioning;
  readonly tagPattern: RegExp;
}

/** Characters of one release's notes that are kept. */
const longestBody = 60_000;

/** The notes of each release between two versions, newest first. Pre-releases are left out unless they are the goal. */
export function releaseNotes(releases: readonly Release[], range: NotesRange): readonly ReleaseNote[] {
  const { versioning, tagPattern } = range;
  const [after, upTo] = [orderedPart(range.after), orderedPart(range.upTo)];
  return releases
    .filter(({ draft, tag }) => !draft && refFault(tag) === undefined)
    .map((release) => ({ release, version: versionOfTag(release.tag, tagPattern) }))
    .filter(({ release, version }) => {
      if (version === undefined) return false;
      const [low, high] = [compareVersions(versioning, version, after), compareVersions(versioning, version, upTo)];
      return low !== undefined && high !== undefined && low > 0 && high <= 0 && (!release.prerelease || high === 0);
    })
    .toSorted((a, b) => compareVersions(versioning, b.version ?? "", a.version ?? "") ?? 0)
    .map(({ release, version }) => ({
      tag: release.tag,
      version: version ?? release.tag,
      url: release.url,
      publishedAt: release.publishedAt,
      body: release.body.slice(0, longestBody).toWellFormed(),
    }));
}
