import { normalizePep440 } from "./pep440.ts";

/** What is known of one upstream and cannot be read from its releases or its archive. */
export interface Preset {
  /** The PyPI project that carries the release's own version: yanked there, the release is yanked. */
  readonly coreProject: string;
  /** Whose programs are run to check what was built. */
  readonly programs: "dagster";
  /**
   * What looks wrong in the packages' versions of a release, as sentences: a cross-check, never a reason to change
   * what the archive states.
   * @param packages versions by project name
   */
  versionWarnings(release: string, packages: ReadonlyMap<string, string>): readonly string[];
}

const dagster: Preset = {
  coreProject: "dagster",
  programs: "dagster",
  versionWarnings(release, packages) {
    const library = dagsterLibraryVersion(release);
    if (library === undefined) {
      return [];
    }
    const expected = new Set([normalizePep440(release), library]);
    return Array.from(packages)
      .filter(([, version]) => !expected.has(normalizePep440(version)))
      .map(
        ([name, version]) => `${name} states version ${version}; with ${release}, ${library} or ${release} is usual.`,
      );
  },
};

/** Core 1.M.P is released together with libraries 0.(M+16).P, whatever follows them. */
export function dagsterLibraryVersion(core: string): string | undefined {
  const [, minor, rest] = /^1\.(\d{1,4})(\..*)$/.exec(normalizePep440(core) ?? "") ?? [];
  return minor === undefined ? undefined : `0.${Number(minor) + 16}${rest}`;
}

const presets: ReadonlyMap<string, Preset> = new Map([["dagster-io/dagster", dagster]]);

/** @param upstream `owner/repo`, in any case, as GitHub reads it */
export function presetFor(upstream: string): Preset | undefined {
  return presets.get(upstream.toLowerCase());
}
