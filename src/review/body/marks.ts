import * as z from "zod";
import { foundVersionSchema } from "../../documents/found.ts";
import type { OverallVerdict } from "../verdict.ts";

/** `tried`: the bump that was built knew of it, and more cannot be made of it. */
const markedVersion = z.object({ ...foundVersionSchema.shape, tried: z.boolean() });
export type MarkedVersion = z.infer<typeof markedVersion>;

/**
 * What a pull request of ours says about itself, hidden in the first line of its body. What it says is a hint for the
 * life cycle; whether a commit is ours is never read from here.
 */
export interface Marked {
  readonly upstream: string;
  /** The directory in the packaging repository; empty for its top. */
  readonly directory: string;
  readonly version: string;
  /** The commit that the verdict is of. */
  readonly commit: string;
  readonly verdict: OverallVerdict;
  /** What was last wanted, so that what a person has changed since is left as it is. */
  readonly draft: boolean;
  /** What GitHub refused. */
  readonly refused: readonly Refusable[];
  /** The version that has taken its place; null while it stands for itself. */
  readonly supersededBy: string | null;
  /** What builds found nixpkgs to have where upstream's bounds do not admit it: the next bump relaxes them. */
  readonly found: readonly MarkedVersion[];
}

export type Refusable = "draft" | "ready" | "auto-merge";

const name = "flox-upstream";
const opening = `<!-- ${name} `;
const closing = " -->";
const resultsStart = `<!-- ${name}:results -->`;
const resultsEnd = `<!-- ${name}:results-end -->`;

/** The first line of a body. */
export function mark(marked: Marked): string {
  const { upstream, directory, version, commit, verdict, draft, refused, supersededBy, found } = marked;
  const fields = { upstream, directory, version, commit, verdict, draft, refused, supersededBy, found };
  return `${opening}${JSON.stringify(fields).replace(/[<>]|-(?=-)/g, escaped)}${closing}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What a body says about itself; undefined where it is none of ours, or a person has taken the line away. */
export function readMark(body: string): Marked | undefined {
  const [line = ""] = body.split(/\r?\n/, 1);
  if (!line.startsWith(opening) || !line.endsWith(closing)) return undefined;
  try {
    const fields = JSON.parse(line.slice(opening.length, -closing.length)) as Partial<Marked>;
    const { upstream, directory, version, commit, verdict, draft, refused, supersededBy } = fields;
    const texts = [upstream, directory, version, commit, verdict].every((text) => typeof text === "string");
    if (!texts || typeof draft !== "boolean" || !Array.isArray(refused)) return undefined;
    return {
      ...(fields as Marked),
      supersededBy: typeof supersededBy === "string" ? supersededBy : null,
      found: z.array(markedVersion).safeParse(fields.found).data ?? [],
    };
  } catch {
    return undefined;
  }
}

/** The part of a body that later results replace. */
export function markResults(results: string): string {
  return `${resultsStart}\n${results}\n${resultsEnd}`;
}

/** A body with other results and another first line; undefined where a person has taken the marks away. */
export function replaceResults(body: string, marked: Marked, results: string): string | undefined {
  const [start, end] = [body.indexOf(resultsStart), body.indexOf(resultsEnd)];
  if (readMark(body) === undefined || start < 0 || end < start) return undefined;
  const rest = body.slice(body.indexOf("\n"), start) + markResults(results) + body.slice(end + resultsEnd.length);
  return mark(marked) + rest;
}

/** The body of a pull request that a newer version has taken the place of. */
export function markSuperseded(body: string, version: string, pullRequest: number): string {
  const marked = readMark(body);
  if (marked === undefined) return body;
  const rest = body.slice(body.indexOf("\n") + 1);
  return `${mark({ ...marked, supersededBy: version })}\n\n> **Superseded by #${pullRequest}**, which brings ${version}.\n\n${rest.trimStart()}`;
}

/** Text that is not ours cannot hold our marks. */
export function withoutMarks(markdown: string): string {
  return markdown.replaceAll(`<!-- ${name}`, `<\u200b!-- ${name}`);
}
