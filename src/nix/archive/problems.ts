import { Problem } from "../../errors.ts";
import { quoteUntrusted } from "../../upstream/refs.ts";
import { display } from "../source.ts";
import { limits } from "./limits.ts";

/** What is wrong with an archive itself, as against what went wrong on the way to it. */
export class ArchiveProblem extends Problem {}

/** The bytes are not what was sent: worth another download, never a hash. */
export function damaged(what: string, cause?: unknown): ArchiveProblem {
  return new ArchiveProblem(`The archive is damaged: ${what}.`, {
    kind: "outside",
    hint: "Fetch the archive again; if that does not help, what is published is broken.",
    cause,
  });
}

/** The archive is whole and holds something that has no one meaning as a source tree. */
export function refused(what: string, hint?: string): ArchiveProblem {
  return new ArchiveProblem(`The archive is refused: ${what}.`, {
    kind: "input",
    ...(hint === undefined ? {} : { hint }),
  });
}

/** An untrusted name, a byte string, for people: quoted, on one line, nothing in it invisible, bounded. */
export function quoted(byteString: string): string {
  return quoteUntrusted(display(byteString.slice(0, 2 * limits.nameBytes)), 120);
}
