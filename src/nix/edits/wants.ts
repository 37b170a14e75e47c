/** From a target to what each string of the repository is to say. */
import { knownText } from "../evaluate/text.ts";
import type { Origin, StringValue } from "../evaluate/value.ts";
import type { EditKind, Target } from "../model.ts";
import { newRef, type Piece, replaced, tokenPieces, urlPieces } from "../pins.ts";
import { fact, metaUrls } from "../reading/facts.ts";
import { pinnedReleases, type Understood } from "../reading/packages.ts";
import type { Reading, SourceEntry } from "../reading/reading.ts";
import { isCommit, versionInRef } from "../reading/refs.ts";
import { dependentHashes, sourceDoubts } from "../reading/refusals.ts";
import { namesUpstream } from "../reading/urls.ts";
import { formatLike, parseHash } from "../sri.ts";

/** A string that is to become another. */
export interface Want {
  /** The fact that it is (`reading/facts.ts`). */
  readonly fact: string;
  /** A source's id or a package's attribute: all wants of a group are met, or none. */
  readonly group: string;
  readonly attribute: string;
  readonly kind: EditKind;
  /** For people: `the version of dagster`. */
  readonly what: string;
  readonly text: StringValue;
  readonly pieces: readonly Piece[];
  /** The whole text as it is to be. */
  readonly wanted: string;
  /** Where the expression stands whose value it is. */
  readonly origin: Origin | undefined;
}

export interface Wants {
  readonly wants: readonly Want[];
  /** Groups that cannot be met; a reason that the repository's own refusals give is not said again. */
  readonly refused: ReadonlyMap<string, { readonly at: Origin; readonly reason: string | undefined }>;
  /** The sources that a package is built from: it is not changed without them. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Packages that keep their pin, because PyPI has nothing of the target. */
  readonly kept: ReadonlySet<Understood>;
}

export function wantsOf(reading: Reading, target: Target): Wants {
  const kept = target.keepPypi ? keptPackages(reading) : new Set<Understood>();
  const collector = new Collector(reading, target, kept);
  for (const entry of reading.sources) collector.source(entry);
  for (const entry of reading.packages.values()) if (entry.belongs && !kept.has(entry)) collector.package(entry);
  return collector;
}

/** What is fetched from PyPI, and the joins that hold such a package: an untagged commit is not on PyPI. */
function keptPackages({ packages }: Reading): Set<Understood> {
  const kept = new Set([...packages.values()].filter(({ sources }) => sources.some(({ origin }) => origin === "pypi")));
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const entry of packages.values()) {
      const used = [...entry.node.uses].map((node) => packages.get(node));
      if (entry.role === "join" && used.some((other) => other !== undefined && kept.has(other))) kept.add(entry);
    }
  }
  return kept;
}

class Collector implements Wants {
  readonly wants: Want[] = [];
  readonly refused = new Map<string, { at: Origin; reason: string | undefined }>();
  readonly needs = new Map<string, string[]>();
  readonly kept: ReadonlySet<Understood>;
  readonly #reading: Reading;
  readonly #target: Target;
  /** Old tags, and what stands in their place. */
  readonly #tags: (readonly [string, string])[] = [];
  /** Old releases, and the new one. */
  readonly #releases: (readonly [string, string])[] = [];
  /** Who is built from a source, by its id. */
  readonly #users = new Map<string, Understood[]>();

  constructor(reading: Reading, target: Target, kept: ReadonlySet<Understood>) {
    this.kept = kept;
    this.#reading = reading;
    this.#target = target;
    for (const entry of reading.sources) this.#noteTag(entry);
    const { options, packages } = reading;
    const releases = pinnedReleases([...packages.values()], options.releases, options.upstream.name.repo);
    for (const release of releases) this.#releases.push([release, target.version]);
    for (const entry of packages.values()) {
      for (const source of entry.sources) {
        const id = reading.entryOf.get(source.derivation)?.id ?? "";
        const users = this.#users.get(id);
        if (users === undefined) this.#users.set(id, [entry]);
        else users.push(entry);
      }
    }
  }

  #noteTag(entry: SourceEntry): void {
    const old = knownText(entry.source.ref?.text)?.replace(/^refs\/tags\//, "");
    const renewed = newRef(entry, this.#target)?.replace(/^refs\/tags\//, "");
    if (entry.source.origin !== "upstream" || old === undefined || renewed === undefined) return;
    if (isCommit(old) || versionInRef(old) !== undefined) this.#tags.push([old, renewed]);
  }

  source(entry: SourceEntry): void {
    const { id, source, pin } = entry;
    if (pin === undefined || pin.belongs !== true || (source.origin === "pypi" && this.#target.keepPypi)) return;
    if (sourceDoubts(entry).length > 0) {
      this.#refuse(id, source.derivation.at, undefined);
      return;
    }
    if (source.origin === "pypi") this.#pypi(entry);
    else this.#upstream(entry);
    this.#hash(entry);
  }

  #upstream(entry: SourceEntry): void {
    const { source } = entry;
    const ref = newRef(entry, this.#target);
    if (ref === undefined || source.ref === undefined) {
      this.#refuse(entry.id, source.derivation.at, "it names a tag, and the target is a commit without one");
      return;
    }
    const pieces = urlPieces(entry, this.#target);
    const named = source.ref.argument;
    if (source.url !== undefined && pieces !== undefined) {
      this.#wantOfSource(entry, "url", source.url.argument, source.url.text, pieces);
    } else
      this.#wantOfSource(entry, named === "tag" ? "tag" : "rev", named, source.ref.text, whole(source.ref.text, ref));
    if (source.name === undefined) return;
    const old = knownText(source.ref.text) ?? "";
    const renamed = this.#renamed(old, ref);
    this.#wantOfSource(entry, "name", "name", source.name, tokenPieces(knownText(source.name) ?? "", renamed));
  }

  #renamed(oldRef: string, ref: string): (readonly [string, string])[] {
    const bare = (text: string) => text.replace(/^refs\/tags\//, "");
    const version = versionInRef(oldRef);
    const tokens: (readonly [string, string])[] = isCommit(oldRef) || version ? [[bare(oldRef), bare(ref)]] : [];
    return version === undefined ? tokens : [...tokens, [version, this.#target.version]];
  }

  /** Its version is that of the package that it is for. */
  #pypi(entry: SourceEntry): void {
    const { source, id } = entry;
    const users = (this.#users.get(id) ?? []).filter(({ belongs }) => belongs);
    const versions = new Set(users.map(({ node }) => this.#target.versions.get(node.attribute)));
    const [version] = versions;
    if (version === undefined || versions.size > 1 || source.pypi === undefined) {
      this.#refuse(id, source.derivation.at, "which version of it belongs to the release is not known");
      return;
    }
    this.#wantOfSource(entry, "version", "version", source.pypi.version, whole(source.pypi.version, version));
  }

  #hash(entry: SourceEntry): void {
    const { id, source } = entry;
    const given = this.#target.hashes.get(id);
    if (given === undefined) {
      const changes = this.wants.some(({ group, text, wanted }) => group === id && knownText(text) !== wanted);
      if (changes) this.#refuse(id, source.derivation.at, "its hash at the target is not known");
      return;
    }
    if (source.hash === undefined) return;
    const old = knownText(source.hash.text) ?? "";
    const renewed = formatLike(old, parseHash(given));
    this.#wantOfSource(entry, "hash", source.hash.argument, source.hash.text, whole(source.hash.text, renewed));
  }

  package(entry: Understood): void {
    const { node, version, versionUnknown, role } = entry;
    const group = node.attribute;
    const needed = entry.sources.map(({ derivation }) => this.#reading.entryOf.get(derivation)?.id ?? "");
    this.needs.set(group, needed);
    if (node.cut || versionUnknown || dependentHashes(entry).length > 0) {
      this.#refuse(group, node.at, undefined);
      return;
    }
    const renewed = this.#target.versions.get(group) ?? (role === "built" ? undefined : this.#target.version);
    if (version !== undefined && renewed === undefined) {
      this.#refuse(group, version.at, `the version of ${group} at ${this.#target.ref} is not known`);
      return;
    }
    const old = knownText(version?.text);
    const tokens: (readonly [string, string])[] = old === undefined || renewed === undefined ? [] : [[old, renewed]];
    if (version !== undefined && renewed !== undefined) {
      const kind = version.inName ? "name" : "version";
      this.#wantOfPackage(entry, kind, "version", version.text, whole(version.text, renewed), version.at);
    }
    if (entry.name !== undefined) this.#name(entry, entry.name, tokens);
    this.#urls(entry, tokens);
    this.#sourceRoot(entry);
  }

  #name(entry: Understood, name: StringValue, tokens: readonly (readonly [string, string])[]): void {
    const text = knownText(name) ?? "";
    const old = knownText(entry.version?.text) ?? "";
    const inName =
      entry.version?.inName === true
        ? [{ from: text.length - old.length, to: text.length, text: tokens[0]?.[1] ?? old }]
        : undefined;
    const origin = entry.node.derivation?.arguments.attributes.get("name")?.origin;
    this.#wantOfPackage(entry, "name", "name", name, inName ?? tokenPieces(text, tokens), origin);
  }

  /** A URL of `meta` with the old tag. A page of a release there is for tags alone. */
  #urls(entry: Understood, tokens: readonly (readonly [string, string])[]): void {
    for (const [what, url] of metaUrls(entry.node)) {
      const text = knownText(url) ?? "";
      const isTagged = !isCommit(this.#target.ref);
      if (!isTagged && !/\/(tree|blob|commit|archive|raw)\//.test(text)) continue;
      const isUpstreams = namesUpstream(text, this.#reading.options.upstream.name, ["github.com"]);
      const ordered = isUpstreams ? [...this.#releases, ...tokens] : [...tokens, ...this.#releases];
      const pieces = tokenPieces(text, [...this.#tags, ...ordered]);
      this.#wantOfPackage(entry, "url", what, url, pieces, undefined);
    }
  }

  /** `sourceRoot = "dagster-1.12.1/..."`: the top of what is unpacked bears the ref. */
  #sourceRoot(entry: Understood): void {
    const root = entry.node.derivation?.arguments.attributes.get("sourceRoot");
    const value = root?.force();
    const text = knownText(value);
    if (value?.kind !== "string" || text === undefined) return;
    const top = text.split("/")[0] ?? "";
    this.#wantOfPackage(
      entry,
      "name",
      "sourceRoot",
      value,
      tokenPieces(top, [...this.#tags, ...this.#releases]),
      root?.origin,
    );
  }

  #wantOfSource(entry: SourceEntry, kind: EditKind, what: string, text: StringValue, pieces: readonly Piece[]): void {
    const { derivation } = entry.source;
    const attribute = this.#userOf(entry);
    const origin = derivation.arguments.attributes.get(what)?.origin;
    const named = `${what} of the source at ${derivation.at.file}:${this.#reading.program.place(derivation.at).line}`;
    this.#add({ fact: fact(entry.id, what), group: entry.id, attribute, kind, what: named, text, pieces, origin });
  }

  #wantOfPackage(
    { node }: Understood,
    kind: EditKind,
    what: string,
    text: StringValue,
    pieces: readonly Piece[],
    origin: Origin | undefined,
  ): void {
    const { attribute } = node;
    this.#add({
      fact: fact(attribute, what),
      group: attribute,
      attribute,
      kind,
      what: `${what} of ${attribute}`,
      text,
      pieces,
      origin,
    });
  }

  #add(want: Omit<Want, "wanted">): void {
    const wanted = replaced(knownText(want.text) ?? "", want.pieces);
    if (want.pieces.length > 0) this.wants.push({ ...want, wanted });
  }

  #refuse(group: string, at: Origin, reason: string | undefined): void {
    this.refused.set(group, { at, reason });
  }

  /** The package that a source is first of all for: one in the same file, if there is one. */
  #userOf({ id, source }: SourceEntry): string {
    const users = this.#users.get(id) ?? [];
    const beside =
      users.find(({ node }) => node.derivation === source.derivation) ??
      users.find(({ node }) => node.at.file === source.derivation.at.file);
    return (beside ?? users[0])?.node.attribute ?? "";
  }
}

function whole(text: StringValue, renewed: string): Piece[] {
  return [{ from: 0, to: (knownText(text) ?? "").length, text: renewed }];
}
