/** A log apart into what Nix and Flox say and what the builds print, which is not to be believed. */

/** A line that a build printed. */
export interface BuildLine {
  /** The derivation's name, with its version or without: `python3.13-dagster-1.12.1`, `python3.13-dagster`. */
  readonly derivation: string;
  readonly text: string;
}

export interface LogLines {
  /** Without colours. */
  readonly own: readonly string[];
  readonly builds: readonly BuildLine[];
}

/** Nix puts the derivation's name and `>` before each line of a build, and `>` before those that it repeats at the end. */
const ofBuild = /^(?:([A-Za-z0-9+._?=-]+)|\s+)>(?: (.*))?$/;

/** What Nix says of a derivation that failed, before it repeats the last lines of its log. */
const failed = /(?:builder for|Cannot build) '([^']+\.drv)'/;

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

export function logLines(log: string): LogLines {
  const own: string[] = [];
  const builds: BuildLine[] = [];
  let reported = "";
  for (const raw of log.split(/\r?\n/)) {
    const line = raw.replaceAll(colours, "");
    const found = ofBuild.exec(line);
    if (found === null) {
      own.push(line);
      reported = derivationName(failed.exec(line)?.[1] ?? reported);
    } else builds.push({ derivation: found[1] ?? reported, text: found[2] ?? "" });
  }
  return { own, builds };
}

/** One line of text from elsewhere, without control characters, cut to a length that people read. */
export function oneLine(text: string, longest = 400): string {
  const flat = text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�").trim();
  return flat.length <= longest ? flat : `${flat.slice(0, longest - 1)}…`;
}

/** `/nix/store/<hash>-dagster-1.12.1.drv` is `dagster-1.12.1`. */
export function derivationName(path: string): string {
  return path
    .replace(/^.*\//, "")
    .replace(/^[a-z0-9]{32}-/, "")
    .replace(/\.drv$/, "");
}
