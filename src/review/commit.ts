import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** The trailer that marks a commit as ours; its value is the commit's plan digest. */
export const planTrailer = "Flox-Upstream-Plan";

/** A file of a commit: its path from the top of the repository and the name of its git blob. */
export interface CommittedFile {
  readonly path: string;
  readonly blob: string;
}

/** The name that git gives a blob (Pro Git, "Git Internals - Git Objects"). */
export function blobName(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}

/** SHA-256, in hex, of what a commit changes: the same files with the same contents give the same digest. */
export function planDigest(files: readonly CommittedFile[]): string {
  // A path can hold a line end, and no NUL.
  const lines = files.map(({ path, blob }) => `${blob} ${path}\0`).sort();
  return createHash("sha256")
    .update(Buffer.from(lines.join(""), "utf8"))
    .digest("hex");
}

/** The last value of our trailer in a message's last paragraph, or undefined. */
export function planOf(message: string): string | undefined {
  const lastParagraph = message.trimEnd().split(/\n\n+/).at(-1) ?? "";
  return lastParagraph
    .split("\n")
    .map((line) => new RegExp(`^${planTrailer}: ([0-9a-f]{64})$`).exec(line)?.[1])
    .findLast((digest) => digest !== undefined);
}

/** What is on a bump's branch and not on its base. */
export interface BranchState {
  readonly commits: readonly { readonly message: string }[];
  readonly files: readonly (CommittedFile & { readonly status: string })[];
}

/**
 * Whether nothing but one commit of ours is on a branch: it has our trailer and changes exactly what the trailer says.
 * Author names do not decide, anybody can write one.
 */
export function isOurs({ commits, files }: BranchState): boolean {
  const [commit] = commits;
  if (commit === undefined || commits.length !== 1) return false;
  const edited = files.every(({ status }) => status === "modified" || status === "added");
  return edited && planOf(commit.message) === planDigest(files);
}

/** What a title is made of. */
export interface TitleFacts {
  /** The upstream repository's name. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Null for an untagged commit. */
  readonly tag: string | null;
}

export interface CommitFacts {
  readonly title: string;
  readonly upstream: string;
  readonly ref: string;
  readonly upstreamCommit: string;
  readonly sources: readonly { readonly file: string; readonly hash: string }[];
  readonly files: readonly CommittedFile[];
}

/** `dagster: 1.12.1 -> 1.13.26`, the form that nixpkgs asks of commits; a repair has one version. */
export function commitTitle(template: string, { name, from, to, tag }: TitleFacts): string {
  const repaired = from === to ? template.replace("{from} -> {to}", "repair {to}") : template;
  const values: Readonly<Record<string, string>> = { name, from, to, tag: tag ?? to };
  return repaired.replace(/\{([a-z]+)\}/g, (written, key: string) => values[key] ?? written);
}

/** The title, the evidence below, and our trailer last. */
export function commitMessage(facts: CommitFacts): string {
  return [
    facts.title,
    "",
    `Source: ${facts.upstream} ${facts.ref}`,
    `Commit: ${facts.upstreamCommit}`,
    ...facts.sources.map(({ file, hash }) => `Hash: ${hash} (${file})`),
    "",
    `${planTrailer}: ${planDigest(facts.files)}`,
    "",
  ].join("\n");
}

/** The upstream's commit that a message of ours states. */
export function upstreamCommitOf(message: string): string | undefined {
  return /^Commit: ([0-9a-f]{40})$/m.exec(message)?.[1];
}

/** `flox-upstream/dagster-1.13.26`: one branch a version, named as git allows it (git-check-ref-format). */
export function branchName(name: string, version: string): string {
  const component = `${name}-${version}`
    .replaceAll("!", "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^\./, "")
    .replace(/\.(?=(lock)?$)/, "-");
  return `flox-upstream/${component}`;
}
