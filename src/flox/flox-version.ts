import { compareVersions } from "../upstream/versions.ts";

/** The oldest Flox whose texts and options are known here. */
export const oldestFlox = "1.8.4";

/** The version that `flox --version` prints, with or without a name before it and a build after it. */
export function readFloxVersion(text: string): string | undefined {
  return /(?:^|\s)v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
}

export function isTooOld(version: string): boolean {
  return (compareVersions("semver", version, oldestFlox) ?? 0) < 0;
}
