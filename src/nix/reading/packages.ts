/** What each package is, whether the upstream's releases decide about it, and why. */
import { normalizeName } from "../../upstream/names.ts";
import { knownText, slice } from "../evaluate/text.ts";
import type { Origin, StringValue } from "../evaluate/value.ts";
import type { Package } from "../model.ts";
import { versionInRef } from "./refs.ts";
import { argument, type Node, textArgument } from "./search.ts";
import type { Source } from "./sources.ts";

/** A package with the strings that say its name and version. */
export interface Understood {
  readonly node: Node;
  readonly role: Package["role"];
  belongs: boolean;
  because: string;
  readonly pname: StringValue | undefined;
  /** `name`, where it is stated. */
  readonly name: StringValue | undefined;
  /** The version, also where it is a part of `name`. */
  readonly version: { readonly text: StringValue; readonly at: Origin; readonly inName: boolean } | undefined;
  /** True where there is a version that cannot be known without a run of Nix. */
  readonly versionUnknown: boolean;
  /** Everything that it is built from, through other packages' trees as well. */
  readonly sources: readonly Source[];
}

export interface Deciding {
  readonly nodes: readonly Node[];
  readonly sourcesOf: (node: Node) => readonly Source[];
  /** The upstream's own PyPI projects, normalised; undefined where they are not known. */
  readonly projects: ReadonlySet<string> | undefined;
  /** Releases that count as pinned beside what the refs say. */
  readonly releases: ReadonlySet<string>;
  /** Attributes of packages that do not follow the upstream, whatever is in them. */
  readonly leftAlone: ReadonlySet<string>;
  /** The upstream repository's name: the package of that name bears the release's version. */
  readonly repo: string;
}

export function understand(facts: Deciding): ReadonlyMap<Node, Understood> {
  const asSource = new Set(facts.nodes.flatMap((node) => [...node.sourcePackages]));
  const all = new Map(facts.nodes.map((node) => [node, describe(node, facts, asSource.has(node))] as const));
  for (const entry of all.values()) decideAlone(entry, facts);
  const releases = pinnedReleases([...all.values()], facts.releases, facts.repo);
  // A join of joins belongs by what is in the inner ones.
  for (const entry of all.values()) {
    if (entry.role === "join" && !entry.belongs && !isLeftAlone(entry.node, facts.leftAlone))
      decideJoin(entry, all, releases, facts.repo);
  }
  return all;
}

function describe(node: Node, facts: Deciding, isSource: boolean): Understood {
  const sources = facts.sourcesOf(node);
  // A source has a ref; a version in its name is that.
  const derivation = node.derivation?.maker === "fetcher" ? undefined : node.derivation;
  const name = textArgument(derivation, "name");
  const pname = textArgument(derivation, "pname");
  const stated = argument(derivation, "version");
  const version = textArgument(derivation, "version");
  const at = node.derivation?.arguments.attributes.get("version")?.origin ?? node.at;
  const inName = version === undefined && stated === undefined ? versionInName(name) : undefined;
  return {
    node,
    role: roleOf(node, sources, isSource),
    belongs: false,
    because: "",
    pname: pname ?? (name && nameWithoutVersion(name)),
    name,
    version: version
      ? { text: version, at, inName: false }
      : inName && { text: inName, at: node.derivation?.arguments.attributes.get("name")?.origin ?? at, inName: true },
    versionUnknown: stated !== undefined && version === undefined,
    sources,
  };
}

function roleOf(node: Node, sources: readonly Source[], isSource: boolean): Package["role"] {
  const { derivation } = node;
  if (derivation?.maker === "join") return "join";
  if (derivation?.maker === "fetcher" || isSource) return "source";
  const ours = sources.some(({ origin }) => origin === "upstream");
  if (derivation?.maker === "transform") return ours ? "source" : "join";
  // Something else that is made of the tree, as a text with its path in it.
  if (derivation === undefined && ours) return "source";
  const hasSource = argument(derivation, "src") !== undefined || argument(derivation, "srcs") !== undefined;
  return derivation !== undefined && !hasSource && sources.length === 0 && node.uses.size > 0 ? "join" : "built";
}

/** Where the version begins in a name: after the first dash that no letter follows. Nix manual, `parseDrvName`. */
function versionStart(name: string): number | undefined {
  const found = /-(?=[^A-Za-z])/.exec(name);
  return found === null ? undefined : found.index + 1;
}

function versionInName(name: StringValue | undefined): StringValue | undefined {
  const text = knownText(name);
  const start = text === undefined ? undefined : versionStart(text);
  return name === undefined || text === undefined || start === undefined ? undefined : slice(name, start, text.length);
}

function nameWithoutVersion(name: StringValue): StringValue {
  const text = knownText(name) ?? "";
  const start = versionStart(text);
  return start === undefined ? name : slice(name, 0, start - 1);
}

/** With a package go those that are made in its file. */
export function isLeftAlone({ attribute, within }: Node, leftAlone: ReadonlySet<string>): boolean {
  return leftAlone.has(attribute) || (within !== undefined && leftAlone.has(within));
}

function decideAlone(entry: Understood, { projects, leftAlone }: Deciding): void {
  const { node, sources } = entry;
  const own = [...node.sources].length > 0;
  const say = (belongs: boolean, because: string) => Object.assign(entry, { belongs, because });
  if (isLeftAlone(node, leftAlone)) return void say(false, "the configuration leaves it alone");
  if (node.aliasOf !== undefined) return void say(false, `it is ${node.aliasOf} under another name`);
  if (node.value.kind === "set" && node.derivation === undefined) return void say(false, "it is a set, and no package");
  if (sources.some(({ origin }) => origin === "upstream")) {
    if (node.derivation?.maker === "fetcher") return void say(true, "it is a source of the upstream");
    return void say(true, own ? "it is made from a source of the upstream" : "its source is another package's");
  }
  const pypi = sources.flatMap((source) => (source.pypi ? [normalizeName(knownText(source.pypi.project) ?? "")] : []));
  const ours = pypi.find((project) => projects?.has(project));
  if (ours !== undefined) return void say(true, `${ours} on PyPI is a project of the upstream`);
  const [project] = pypi;
  if (project !== undefined && projects === undefined) {
    return void say(false, `whether ${project} on PyPI is a project of the upstream is not known without its archive`);
  }
  say(false, "nothing of the upstream is in it");
}

/** The versions that a join may bear for its version to be the pinned release. */
export function pinnedReleases(
  entries: readonly Understood[],
  releases: ReadonlySet<string>,
  repo: string,
): ReadonlySet<string> {
  const found = new Set(releases);
  for (const { sources } of entries) {
    for (const { origin, ref } of sources) {
      const version = origin === "upstream" ? versionInRef(knownText(ref?.text) ?? "") : undefined;
      if (version !== undefined) found.add(version);
    }
  }
  const label = releaseLabel(entries, repo);
  if (label !== undefined) found.add(label);
  return found;
}

/** What the packages themselves say the release is: the version of the one named like the upstream, else of the most. */
function releaseLabel(entries: readonly Understood[], repo: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { belongs, role, version, pname } of entries) {
    const text = knownText(version?.text);
    if (!belongs || role === "join" || text === undefined) continue;
    if (normalizeName(knownText(pname) ?? "") === normalizeName(repo)) return text;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * A join that bears the pinned release follows it. What is no join by its function, as a wrapper that `mkDerivation`
 * makes without a source, may bear the same version by chance: its name has to say that it is the upstream's.
 */
function decideJoin(
  entry: Understood,
  all: ReadonlyMap<Node, Understood>,
  releases: ReadonlySet<string>,
  repo: string,
): void {
  const member = joined(entry.node, all, new Set());
  if (member === undefined) return;
  const version = knownText(entry.version?.text);
  if (entry.versionUnknown) {
    Object.assign(entry, { belongs: true, because: `it joins ${member}, and its version is not known` });
  } else if (version === undefined) entry.because = `it joins ${member} and has no version of its own`;
  else if (!releases.has(version))
    entry.because = `it joins ${member}, but its version ${version} is not the pinned release`;
  else if (entry.node.derivation?.maker !== "join" && !isNamedAfter(entry, repo))
    entry.because = `it uses ${member} and bears version ${version}, but is no join, and its name does not begin with ${repo}`;
  else Object.assign(entry, { belongs: true, because: `it joins ${member} and bears the pinned release, ${version}` });
}

function isNamedAfter({ pname }: Understood, repo: string): boolean {
  const name = `${normalizeName(knownText(pname) ?? "")}-`;
  return name.startsWith(`${normalizeName(repo)}-`);
}

/** A package of the upstream that a join combines, itself or through other joins. */
function joined(node: Node, all: ReadonlyMap<Node, Understood>, seen: Set<Node>): string | undefined {
  seen.add(node);
  for (const used of node.uses) {
    const entry = all.get(used);
    if (entry === undefined || seen.has(used)) continue;
    if (entry.belongs && entry.role !== "join") return used.attribute;
    const inner = entry.role === "join" || used.aliasOf !== undefined ? joined(used, all, seen) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
