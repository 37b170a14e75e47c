import { Problem } from "../errors.ts";
import { quoteUntrusted } from "./refs.ts";

/**
 * A bare version: numbers with a dot between them and no `v` before, e.g. `1.13.26`, `0.12.0.pre3`. One number alone
 * (`20190427`) is a date more often than a release.
 */
export const bareVersion = /^((?:\d+!)?\d+(?:\.\d+)+[A-Za-z0-9._+-]*)$/;

/**
 * A tag pattern from an input: a regular expression for the whole tag, whose first group, where it has one, is the
 * version, e.g. `v(.+)`.
 * @throws Problem of kind `input`
 */
export function parseTagPattern(text: string, input = "tag-pattern"): RegExp {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch (cause) {
    throw new Problem(`${quoteUntrusted(text)} is not a regular expression.`, {
      kind: "input",
      where: { input },
      hint: "Write one for the whole tag, with a group around the version, for example `v(.+)`.",
      cause,
    });
  }
}

/** The version that a tag states under a pattern; undefined where the pattern does not match the whole of it. */
export function versionOfTag(tag: string, pattern: RegExp): string | undefined {
  // A pattern with the flag g or y would remember where it stopped.
  const match = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).exec(tag);
  return match?.[0] === tag ? (match[1] ?? tag) : undefined;
}

/** The tag that a ref names; refs may be written in full. */
export function tagOfRef(ref: string): string {
  return ref.replace(/^refs\/tags\//, "");
}
