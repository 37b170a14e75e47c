import { compare, parse } from "@renovatebot/pep440";

/**
 * Python's versions and specifiers, as https://peps.python.org/pep-0440/ defines them. Reading and order are the
 * library's; normal forms and specifiers are ours, since the library's `>` and `<` ignore epochs and post-releases, its
 * `==1.0.*` does not pad with zeros, and its normal form of a local version has commas.
 */

/** Digits that a number holds exactly: longer ones would compare as equal. */
const tooManyDigits = /\d{16}/;
const longest = 200;

type Parsed = NonNullable<ReturnType<typeof read>>;

function read(text: string) {
  // The parsed form is looser in the library's types than what it returns: `post` and `dev` are pairs, `local` a list.
  if (text.length > longest || tooManyDigits.test(text)) {
    return undefined;
  }
  const parsed = parse(text);
  if (parsed === null) {
    return undefined;
  }
  const { epoch, release, pre, post, dev } = parsed;
  const local = parsed.local as unknown as readonly (string | number)[] | null;
  return { epoch, release, pre: pre ?? undefined, post: post ?? undefined, dev: dev ?? undefined, local };
}

export function isPep440Version(text: string): boolean {
  return read(text) !== undefined;
}

/** The normal form, e.g. `1.12.0.pre3` is `1.12.0rc3`; build backends write it into the metadata. Undefined for other text. */
export function normalizePep440(text: string): string | undefined {
  const version = read(text);
  return version && normalForm(version);
}

function normalForm(version: Parsed): string {
  const { pre, post, dev, local } = version;
  const suffix = [
    pre?.join(""),
    post && `.${post.join("")}`,
    dev && `.${dev.join("")}`,
    local && `+${local.join(".")}`,
  ];
  return baseVersion(version) + suffix.filter(Boolean).join("");
}

function baseVersion({ epoch, release }: Parsed): string {
  return `${epoch === 0 ? "" : `${epoch}!`}${release.join(".")}`;
}

/** Negative, zero or positive; undefined where one of them is not a version. */
export function comparePep440(a: string, b: string): number | undefined {
  return read(a) && read(b) ? Math.sign(compare(a, b)) : undefined;
}

/** Pre-releases and development releases; a post-release is final. */
export function isPep440Prerelease(text: string): boolean {
  const version = read(text);
  return version !== undefined && (version.pre !== undefined || version.dev !== undefined);
}

export interface Specifier {
  readonly operator: string;
  /** Without `.*`. */
  readonly version: string;
  /** `== 1.2.*` and `!= 1.2.*` */
  readonly prefix: boolean;
}

const clause = /^(~=|===|==|!=|<=|>=|<|>)\s*(\S+)$/;

/** Reads e.g. `>=1.12,<2`; undefined for anything that is not a specifier set. The empty set allows every version. */
export function parseSpecifiers(text: string): readonly Specifier[] | undefined {
  if (text.trim() === "") {
    return [];
  }
  // A comma behind the last is taken by packaging, pip and setuptools, and stands in published metadata.
  const parts = text.trim().replace(/,$/, "").split(",");
  const specifiers = parts.map((part) => parseSpecifier(part.trim()));
  return specifiers.every((specifier) => specifier !== undefined) ? specifiers : undefined;
}

function parseSpecifier(text: string): Specifier | undefined {
  const [, operator, operand] = clause.exec(text) ?? [];
  if (operator === undefined || operand === undefined) {
    return undefined;
  }
  if (operator === "===") {
    return { operator, version: operand, prefix: false };
  }
  const prefix = operand.endsWith(".*");
  const version = prefix ? operand.slice(0, -2) : operand;
  const parsed = read(version);
  const isEquality = operator === "==" || operator === "!=";
  if (
    parsed === undefined ||
    (prefix && (!isEquality || normalForm(parsed) !== baseVersion(parsed))) ||
    (parsed.local && !isEquality) ||
    (operator === "~=" && parsed.release.length < 2)
  ) {
    return undefined;
  }
  return { operator, version, prefix };
}

/**
 * Whether a version lies within all of the specifiers. Pre-releases are judged by the bounds alone; whether they are
 * wanted at all is another question. False for text that is not a version.
 */
export function matchesSpecifiers(version: string, specifiers: readonly Specifier[]): boolean {
  const parsed = read(version);
  return specifiers.every((specifier) =>
    specifier.operator === "==="
      ? version.toLowerCase() === specifier.version.toLowerCase()
      : parsed !== undefined && matches(parsed, specifier),
  );
}

function matches(version: Parsed, { operator, version: bound, prefix }: Specifier): boolean {
  const limit = read(bound);
  if (limit === undefined) {
    return false;
  }
  // A local version is looked at only by a clause that names one.
  const order = compare(normalForm(limit.local ? version : { ...version, local: null }), normalForm(limit));
  const sameBase = compare(baseVersion(version), baseVersion(limit)) === 0;
  switch (operator) {
    case "==":
      return prefix ? startsWith(version, limit) : order === 0;
    case "!=":
      return prefix ? !startsWith(version, limit) : order !== 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0 && !(sameBase && isPrerelease(version) && !isPrerelease(limit));
    case ">":
      return order > 0 && !(sameBase && version.post && !limit.post);
    default:
      return order >= 0 && startsWith(version, { ...limit, release: limit.release.slice(0, -1) });
  }
}

function isPrerelease({ pre, dev }: Parsed): boolean {
  return pre !== undefined || dev !== undefined;
}

/** Missing components count as zero. */
function startsWith(version: Parsed, prefix: Parsed): boolean {
  return (
    version.epoch === prefix.epoch && prefix.release.every((number, index) => number === (version.release[index] ?? 0))
  );
}
