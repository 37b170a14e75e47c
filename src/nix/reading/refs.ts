/** Refs and versions as texts: what they are by their form, and where one stands inside another text. */

/** 40 hexadecimal digits: a commit's name. */
export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/i.test(ref);
}

/** The version in a tag: `1.12.1`, `v1.12.1`, `REL_1_12_1`, `pkg/v0.0.8`. Undefined for a branch or a commit. */
export function versionInRef(ref: string): string | undefined {
  if (isCommit(ref)) return undefined;
  const tag = ref.replace(/^refs\/(tags|heads)\//, "");
  const found = /(?:^|[^0-9A-Za-z.])v?\.?([0-9]+(?:[._][0-9A-Za-z]+)*(?:[-+!][0-9A-Za-z.]+)*)$/.exec(tag)?.[1];
  return found !== undefined && (/[._]/.test(found) || /^v?[0-9]+$/.test(tag)) ? found : undefined;
}

export interface Occurrence {
  readonly from: number;
  readonly to: number;
}

/**
 * Where `token`, a version or a tag, stands in a text as a whole: 1.12.1 is neither in 1.12.10, 11.12.1, x1.12.1 nor
 * 1.12.1rc1, but it is in v1.12.1, dagster-1.12.1.tar.gz and 1.12.1-py3.
 */
export function occurrences(text: string, token: string): Occurrence[] {
  const found: Occurrence[] = [];
  if (token === "") return found;
  for (let from = text.indexOf(token); from >= 0; from = text.indexOf(token, from + 1)) {
    const to = from + token.length;
    if (startsToken(text, from, token) && endsToken(text, to)) found.push({ from, to });
  }
  return found;
}

function startsToken(text: string, from: number, token: string): boolean {
  const before = text.slice(Math.max(0, from - 2), from);
  if (/[0-9A-Za-z][.!]$/.test(before)) return false;
  const afterPrefix = /^[0-9]/.test(token) && /(^|[^0-9A-Za-z])v$/.test(before);
  return afterPrefix || !/[0-9A-Za-z]$/.test(before);
}

function endsToken(text: string, to: number): boolean {
  const after = text.slice(to, to + 12);
  if (/^[0-9]/.test(after) || /^[._!][0-9]/.test(after)) return false;
  return !/^[._-]?(a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[0-9]/i.test(after) && !/^[A-Za-z]/.test(after);
}
