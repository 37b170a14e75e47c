import { knownText, sitesOf } from "./evaluate/text.ts";
import { Lines } from "./lines.ts";
import type { Leftover, Repository, Target } from "./model.ts";
import { metaUrls } from "./reading/facts.ts";
import type { Understood } from "./reading/packages.ts";
import { isCommit, occurrences, versionInRef } from "./reading/refs.ts";
import type { Source } from "./reading/sources.ts";
import { display } from "./source.ts";

/** Characters of a file that are accounted for. */
export interface Covered {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Written by programs. */
const generated = ["flox-upstream.lock.json", ".flox/env/manifest.lock"];

/** Longer lines are cut for people. */
const lineLimit = 200;

/** Lines that name the pinned versions or tags beside what is known to state them: comments, documentation, scripts. */
export function leftovers(repository: Repository): Leftover[] {
  return leftoversIn(repository, stated(repository), undefined);
}

/**
 * Lines that name an old version or tag outside of what is `covered`.
 *
 * @param target versions that stay as they are are not old
 */
export function leftoversIn(
  repository: Repository,
  covered: readonly Covered[],
  target: Target | undefined,
): Leftover[] {
  const old = oldTexts(repository, target);
  const byFile = Map.groupBy(
    new Map(covered.map((span) => [`${span.file}:${span.from}:${span.to}`, span])).values(),
    ({ file }) => file,
  );
  const found: Leftover[] = [];
  for (const [file, text] of [...repository.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (generated.includes(file) || (!file.endsWith(".nix") && text.includes("\0"))) continue;
    const spans = byFile.get(file) ?? [];
    const places = old
      .flatMap((token) => occurrences(text, token))
      .filter(({ from, to }) => !spans.some((span) => span.from < to && from < span.to));
    if (places.length > 0)
      found.push(
        ...lines(
          file,
          text,
          places.map(({ from }) => from),
        ),
      );
  }
  return found;
}

function lines(file: string, text: string, offsets: readonly number[]): Leftover[] {
  const index = new Lines(text);
  const numbers = [...new Set(offsets.map((offset) => index.at(offset).line))].sort((a, b) => a - b);
  return numbers.map((line) => ({ file, line, text: display(index.text(line)).trim().slice(0, lineLimit) }));
}

/** The tags, commits and versions that are pinned; a branch's name says nothing. */
function oldTexts({ reading }: Repository, target: Target | undefined): string[] {
  const texts = new Set<string>();
  for (const { source } of reading.sources) {
    const ref = source.origin === "upstream" ? knownText(source.ref?.text)?.replace(/^refs\/tags\//, "") : undefined;
    if (ref === undefined) continue;
    if (isCommit(ref)) texts.add(ref);
    const version = versionInRef(ref);
    if (version !== undefined) texts.add(ref).add(version);
  }
  for (const { node, belongs, version } of reading.packages.values()) {
    const text = belongs ? knownText(version?.text) : undefined;
    if (text !== undefined && text !== target?.versions.get(node.attribute)) texts.add(text);
  }
  for (const text of [target?.ref, target?.commit, target?.version]) if (text !== undefined) texts.delete(text);
  return [...texts];
}

/** The literals that say what is pinned, in packages and sources that belong. */
function stated({ reading }: Repository): Covered[] {
  const sources = reading.sources.filter(({ pin }) => pin?.belongs === true).map(({ source }) => source);
  const packages = [...reading.packages.values()].filter(({ belongs }) => belongs);
  return [...sources.flatMap(sourceSites), ...packages.flatMap(ownSites)];
}

/** The literals that say what a package and its sources are pinned at. */
export function statedBy(entry: Understood): Covered[] {
  return [...ownSites(entry), ...entry.sources.flatMap(sourceSites)];
}

function ownSites({ node, version, name }: Understood): Covered[] {
  const values = [version?.text, name, ...metaUrls(node).map(([, url]) => url)];
  return values.flatMap((value) => (value === undefined ? [] : sitesOf(value)));
}

function sourceSites({ ref, url, hash, name, pypi }: Source): Covered[] {
  const values = [ref?.text, url?.text, hash?.text, name, pypi?.version];
  return values.flatMap((value) => (value === undefined ? [] : sitesOf(value)));
}
