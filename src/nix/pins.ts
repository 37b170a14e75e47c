import { knownText } from "./evaluate/text.ts";
import type { HashMode, Repository, Target } from "./model.ts";
import type { SourceEntry } from "./reading/reading.ts";
import { isCommit, occurrences, versionInRef } from "./reading/refs.ts";
import { archiveUrl, onServer } from "./reading/sources.ts";

/** What Nix will fetch for a pin once it is edited. */
export interface PinUrl {
  readonly pinId: string;
  readonly url: string;
  readonly mode: HashMode;
  readonly stripRoot: boolean;
  /** A file that is attached to the release, maybe after the release was published. */
  readonly isAsset: boolean;
}

/** What decides about refs. */
export type TargetRef = Pick<Target, "ref"> & Partial<Pick<Target, "commit" | "version">>;

/**
 * The URLs that Nix will fetch for the upstream's sources at the target. A source that cannot be brought to it (`tag`
 * for a commit) has none.
 */
export function pinUrls({ reading }: Repository, target: TargetRef): PinUrl[] {
  return reading.sources.flatMap((entry) => {
    const { pin } = entry;
    if (pin?.origin !== "upstream") return [];
    const url = newUrl(entry, target, reading.options.upstream);
    if (url === undefined) return [];
    const isAsset = entry.source.url?.found.kind === "asset";
    return [{ pinId: pin.id, url, mode: pin.hashMode, stripRoot: pin.stripRoot, isAsset }];
  });
}

function newUrl(
  { source, pin }: SourceEntry,
  target: TargetRef,
  upstream: Parameters<typeof onServer>[1],
): string | undefined {
  const ref = newRef({ source, pin }, target);
  if (ref === undefined) return undefined;
  if (source.url === undefined) return archiveUrl(source.derivation, ref, upstream);
  const text = knownText(source.url.text) ?? "";
  return onServer(replaced(text, urlPieces({ source, pin }, target) ?? []), upstream);
}

/** What the argument that names the ref is to say; undefined where it cannot name the target. */
export function newRef({ source, pin }: Pick<SourceEntry, "source" | "pin">, target: TargetRef): string | undefined {
  const old = knownText(source.ref?.text);
  if (old === undefined) return undefined;
  const isTag = !isCommit(target.ref);
  if (source.ref?.argument === "tag" || source.url?.found.kind === "asset") return isTag ? target.ref : undefined;
  if (pin?.refKind === "commit") return target.commit ?? target.ref;
  return isTag && old.startsWith("refs/tags/") ? `refs/tags/${target.ref}` : target.ref;
}

/** Characters of a string that are to be others. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The ref in a URL, and the version in the name of what it asks for. */
export function urlPieces(entry: Pick<SourceEntry, "source" | "pin">, target: TargetRef): Piece[] | undefined {
  const { source } = entry;
  const ref = newRef(entry, target);
  if (source.url === undefined || ref === undefined) return undefined;
  const { from, to, rest, kind } = source.url.found;
  const url = knownText(source.url.text) ?? "";
  const oldRef = url.slice(from, to);
  const pieces: Piece[] = [{ from, to, text: ref }];
  if (kind !== "asset") return pieces;
  const after = tokenPieces(url.slice(rest), [
    [oldRef, ref],
    [versionInRef(oldRef) ?? oldRef, target.version ?? versionInRef(ref) ?? ref],
  ]);
  return [...pieces, ...after.map((piece) => ({ ...piece, from: piece.from + rest, to: piece.to + rest }))];
}

/** Every whole token of the old ones; where two overlap the first counts. */
export function tokenPieces(text: string, renamed: readonly (readonly [string, string])[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [old, renewed] of renamed) {
    for (const { from, to } of occurrences(text, old)) {
      if (!pieces.some((piece) => from < piece.to && piece.from < to)) pieces.push({ from, to, text: renewed });
    }
  }
  return pieces.sort((a, b) => a.from - b.from);
}

/** A text with its pieces exchanged; they do not overlap. */
export function replaced(text: string, pieces: readonly Piece[]): string {
  let result = "";
  let at = 0;
  for (const { from, to, text: renewed } of pieces.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + renewed;
    at = to;
  }
  return result + text.slice(at);
}
