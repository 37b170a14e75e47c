/** Reads what Nix says in the log of a build, apart from what the builds themselves print. */

/** A fixed-output derivation whose hash is another than its expression states. */
export interface HashMismatch {
  /** As Nix writes it: SRI, or `sha256:` and base 32. An empty hash is stated as zeros. */
  readonly specified: string;
  readonly got: string;
  /** The derivation's store path, e.g. `/nix/store/...-source.drv`. */
  readonly derivation: string;
}

const opening = /^error: hash mismatch in fixed-output derivation '(\/[^']+\.drv)':$/;
const specifiedLine = /^ +(?:specified|wanted): +(\S+)$/;
const gotLine = /^ +got: +(\S+)$/;
const hash = /^(sha(1|256|512)-[A-Za-z0-9+/]+=*|sha(1|256|512):[0-9a-z]+)$/;

/**
 * The hash mismatches that Nix itself reports, in order. The lines of a build's own output bear the derivation's name
 * before a `>`; Nix's start at the beginning of the line, and the two hashes follow at once. A build that prints the
 * same text is therefore not heard.
 */
export function readHashMismatches(log: string): HashMismatch[] {
  const lines = log.split(/\r?\n/).map(withoutColours);
  return lines.flatMap((line, index): HashMismatch[] => {
    const derivation = opening.exec(line)?.[1];
    const specified = specifiedLine.exec(lines[index + 1] ?? "")?.[1];
    const got = gotLine.exec(lines[index + 2] ?? "")?.[1];
    if (derivation === undefined || specified === undefined || got === undefined) return [];
    return hash.test(specified) && hash.test(got) ? [{ specified, got, derivation }] : [];
  });
}

/** Nix colours its own words where it takes its output for a terminal. */
function withoutColours(line: string): string {
  return line.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
}
