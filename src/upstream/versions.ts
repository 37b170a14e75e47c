import semver from "semver";
import { Problem } from "../errors.ts";
import type { Versioning } from "./model.ts";
import { comparePep440, isPep440Prerelease, isPep440Version, matchesSpecifiers, parseSpecifiers } from "./pep440.ts";
import { quoteUntrusted } from "./refs.ts";

/** PEP 440, or https://semver.org with an optional `v` before it. */
export function isVersion(versioning: Versioning, text: string): boolean {
  return versioning === "pep440" ? isPep440Version(text) : semver.valid(text) !== null;
}

/** Negative, zero or positive, as `a` is older than, equal to or newer than `b`; undefined where the order is unclear. */
export function compareVersions(versioning: Versioning, a: string, b: string): number | undefined {
  if (versioning === "pep440") {
    return comparePep440(a, b);
  }
  return isVersion("semver", a) && isVersion("semver", b) ? semver.compare(a, b) : undefined;
}

/** Development releases count as well; post-releases do not: PEP 440 orders them after the final release. */
export function isPrerelease(versioning: Versioning, version: string): boolean {
  return versioning === "pep440" ? isPep440Prerelease(version) : semver.prerelease(version) !== null;
}

/**
 * The part of a version that has an order: nixpkgs labels what is between two releases `<last>-unstable-<date>`
 * (nixpkgs manual, "Package naming").
 */
export function orderedPart(version: string): string {
  return version.replace(/-unstable-\d{4}-\d{2}-\d{2}$/, "");
}

/** A set of versions, e.g. `>=1.12,<2`. */
export interface Constraint {
  readonly text: string;
  allows(version: string): boolean;
}

/**
 * Reads a PEP 440 specifier set, or for `semver` a range.
 * @param input where the text comes from, for the message
 * @throws Problem of kind `input`
 */
export function parseConstraint(versioning: Versioning, text: string, input = "constraint"): Constraint {
  const allows = text.trim() === "" ? undefined : reader[versioning](text);
  if (allows === undefined) {
    throw new Problem(`${quoteUntrusted(text)} is not ${forms[versioning].name}.`, {
      kind: "input",
      where: { input },
      hint: `Write for example ${forms[versioning].example}.`,
    });
  }
  return { text, allows };
}

const forms = {
  pep440: { name: "a PEP 440 specifier set", example: "`>=1.12,<2`" },
  semver: { name: "a range of semantic versions", example: "`>=1.12.0 <2`" },
} as const;

const reader: Readonly<Record<Versioning, (text: string) => Constraint["allows"] | undefined>> = {
  pep440(text) {
    const specifiers = parseSpecifiers(text);
    return specifiers && ((version) => matchesSpecifiers(version, specifiers));
  },
  semver(text) {
    const range = semver.validRange(text);
    // Whether pre-releases are wanted is decided by the `prerelease` option, not by the form of a range.
    return range === null ? undefined : (version) => semver.satisfies(version, text, { includePrerelease: true });
  },
};

/**
 * What is never taken: a version (`1.12.16`) or a constraint (`==1.12.*`) each.
 * @throws Problem of kind `input`
 */
export function parseIgnore(versioning: Versioning, texts: readonly string[], input = "ignore"): readonly Constraint[] {
  return texts.map((text) =>
    isVersion(versioning, text)
      ? { text, allows: (version) => compareVersions(versioning, version, text) === 0 }
      : parseConstraint(versioning, text, input),
  );
}
