import type { BumpFile } from "../../documents/bump.ts";
import { codeSpan, escapeMarkdown, table } from "../markdown.ts";
import { clipped, type Limits } from "./words.ts";

/** Where the new sources come from, and what was checked about that. Empty where nothing was fetched. */
export function provenanceText(bump: BumpFile, limits: Limits): string {
  const { provenance, upstream, upstreamUrl, current, candidate } = bump;
  if (provenance === null) return "";
  const { tag, commit, publishedAt, sources, signatures, pinnedTag } = provenance;
  const facts: (readonly [string, string])[] = [
    ["Upstream", codeSpan(upstream)],
    ["Tag", tag === null ? "none: an untagged commit" : `${codeSpan(tag)}, ${signed(signatures.tag)}`],
    ["Commit", `[${codeSpan(commit)}](<${upstreamUrl}/tree/${commit}>), ${signed(signatures.commit)}`],
    ...(publishedAt === null ? [] : [["Released", released(publishedAt, bump.checkedAt)] as const]),
    ["Pinned before", pinned(current, pinnedTag)],
  ];
  const compare = compareUrl(bump);
  if (compare !== undefined) {
    facts.push(["Commits", `[${codeSpan(`${current.tag}...${candidate?.tag ?? commit.slice(0, 12)}`)}](<${compare}>)`]);
  }
  const hashes = sources
    .slice(0, limits.rows)
    .map(({ file, url, hash }) => [codeSpan(clipped(file)), codeSpan(clipped(url)), codeSpan(clipped(hash))]);
  const cut = sources.length > limits.rows ? `\n\n${sources.length - limits.rows} more are not shown.` : "";
  return [
    "### Provenance",
    table(["What", "Found"], facts),
    ...(hashes.length === 0 ? [] : [table(["For", "Downloaded from", "Hash"], hashes) + cut]),
  ].join("\n\n");
}

/** What lies between the two releases, on the upstream's own page; undefined where either has no tag. */
export function compareUrl({ upstreamUrl, current, candidate }: BumpFile): string | undefined {
  if (current.tag === null || candidate === null || current.tag === candidate.tag) return undefined;
  const [from, to] = [current.tag, candidate.tag ?? candidate.commit].map(encodeURIComponent);
  return `${upstreamUrl}/compare/${from}...${to}`;
}

function signed(signature: boolean | null): string {
  if (signature === null) return "not an object that could be signed";
  return signature ? "signed, and GitHub has verified it" : "not signed in a way that GitHub can verify";
}

function released(publishedAt: string, checkedAt: string): string {
  const days = Math.floor((Date.parse(checkedAt) - Date.parse(publishedAt)) / 86_400_000);
  const age = Number.isNaN(days) || days < 0 ? "" : `, ${days === 1 ? "1 day" : `${days} days`} old when it was taken`;
  return `${escapeMarkdown(publishedAt.slice(0, 10))}${age}`;
}

function pinned({ tag, version }: BumpFile["current"], pinnedTag: "unmoved" | "unrecorded"): string {
  const name = codeSpan(clipped(tag ?? version ?? "?"));
  return pinnedTag === "unmoved"
    ? `${name}, a tag that names the same commit as when it was pinned`
    : `${name}; which commit it was then is not recorded`;
}
