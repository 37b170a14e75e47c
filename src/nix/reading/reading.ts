/** A repository as it is understood, with all that planning needs and the model does not show. */

import type { PackageFile } from "../../flox/discover.ts";
import { normalizeName } from "../../upstream/names.ts";
import { knownText } from "../evaluate/text.ts";
import type { Derivation } from "../evaluate/value.ts";
import type { Pin } from "../model.ts";
import { isLeftAlone, type Understood, understand } from "./packages.ts";
import { Program, type Trees } from "./program.ts";
import { type Node, search } from "./search.ts";
import { readSource, type Source, toPin, type Upstream } from "./sources.ts";

export interface ReadingOptions {
  readonly files: ReadonlyMap<string, string>;
  readonly packages: readonly PackageFile[];
  readonly upstream: Upstream;
  readonly projects: ReadonlySet<string> | undefined;
  readonly releases: ReadonlySet<string>;
  /** Attributes of packages that do not follow the upstream, whatever is in them. */
  readonly leftAlone: ReadonlySet<string>;
}

/** A fetcher call, once, however many packages reach it. */
export interface SourceEntry {
  /** Unique, and the same before and after an edit: the file, and its place in the order of that file's sources. */
  readonly id: string;
  readonly source: Source;
  readonly pin: Pin | undefined;
}

export interface Reading {
  readonly options: ReadingOptions;
  readonly trees: Trees;
  readonly program: Program;
  readonly packages: ReadonlyMap<Node, Understood>;
  readonly sources: readonly SourceEntry[];
  readonly entryOf: ReadonlyMap<Derivation, SourceEntry>;
}

/** @throws Problem of kind `input` where a file does not parse. */
export function read(options: ReadingOptions, trees: Trees = new Map()): Reading {
  const program = new Program(options.files, options.packages, trees);
  const nodes = search(program);
  const isFollowed = followedSources(nodes, options.leftAlone);
  const sourceOf = new Map<Derivation, Source>();
  for (const { sources, bystanders } of nodes) {
    for (const derivation of [...sources, ...bystanders]) {
      if (sourceOf.has(derivation)) continue;
      const source = readSource(derivation, options.upstream);
      sourceOf.set(derivation, isFollowed(derivation) ? source : { ...source, origin: "other", doubts: [] });
    }
  }
  const packages = understand({
    nodes,
    sourcesOf: (node) => sourcesOf(node, new Set()).flatMap((derivation) => sourceOf.get(derivation) ?? []),
    projects: options.projects,
    releases: options.releases,
    leftAlone: options.leftAlone,
    repo: options.upstream.name.repo,
  });
  const { sources, entryOf } = enumerate(sourceOf, program, options);
  return { options, trees, program, packages, sources, entryOf };
}

/** A source is followed where a package has it that is not left alone. */
function followedSources(nodes: readonly Node[], leftAlone: ReadonlySet<string>): (derivation: Derivation) => boolean {
  if (leftAlone.size === 0) return () => true;
  const followed = new Set(
    nodes
      .filter((node) => !isLeftAlone(node, leftAlone))
      .flatMap((node) => [...sourcesOf(node, new Set()), ...node.bystanders].map(identity)),
  );
  return (derivation) => followed.has(identity(derivation));
}

/** What a package is built from, also through the packages that its source is taken from. */
function sourcesOf(node: Node, seen: Set<Node>): Derivation[] {
  if (seen.has(node)) return [];
  seen.add(node);
  const further = [...node.sourcePackages].flatMap((used) => sourcesOf(used, seen));
  return [...new Set([...node.sources, ...further])];
}

/** Gives each source its id. A file that is imported twice has each of its sources once. */
function enumerate(
  sourceOf: ReadonlyMap<Derivation, Source>,
  program: Program,
  { projects, upstream }: ReadingOptions,
): Pick<Reading, "sources" | "entryOf"> {
  const ordered = [...sourceOf].sort(([a], [b]) =>
    a.at.file === b.at.file ? a.at.from - b.at.from : a.at.file < b.at.file ? -1 : 1,
  );
  const counts = new Map<string, number>();
  const byKey = new Map<string, SourceEntry>();
  const entryOf = new Map<Derivation, SourceEntry>();
  for (const [derivation, source] of ordered) {
    const key = identity(derivation);
    const known = byKey.get(key);
    if (known !== undefined) {
      entryOf.set(derivation, known);
      continue;
    }
    const count = (counts.get(derivation.at.file) ?? 0) + 1;
    counts.set(derivation.at.file, count);
    const id = `${derivation.at.file}#${count}`;
    const entry = { id, source, pin: toPin(source, program, upstream, id, belongs(source, projects)) };
    byKey.set(key, entry);
    entryOf.set(derivation, entry);
  }
  return { sources: [...byKey.values()], entryOf };
}

function belongs({ pypi }: Source, projects: ReadonlySet<string> | undefined): boolean | undefined {
  return pypi === undefined ? true : projects?.has(normalizeName(knownText(pypi.project) ?? ""));
}

/** Where a call stands and all the text that it is given. */
function identity({ at, arguments: given }: Derivation): string {
  const texts = [...given.attributes].map(([name, thunk]) => `${name}=${knownText(thunk.force()) ?? "?"}`);
  return [at.file, at.from, ...texts.sort()].join("\n");
}
