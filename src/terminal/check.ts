import type { CheckDocument } from "../documents/check.ts";
import type { Cell, Style } from "./style.ts";
import { printable } from "./style.ts";

const outcomeColours = {
  update: "green",
  "up-to-date": "green",
  waiting: "yellow",
  unchanged: "green",
  held: "yellow",
  closed: "yellow",
  blocked: "red",
} as const;

/** Refused releases that are shown: those that are newer, and of the rest how many there are. */
const shownRefusals = 12;

/** What `check` prints for people. */
export function checkText(style: Style, document: CheckDocument, name: string): string {
  return [outcomeText(style, document, name), refusedText(style, document)].filter((text) => text !== "").join("\n\n");
}

type Outcome = keyof typeof outcomeColours;

/** The outcome, what it is about, and why. */
export function outcomeText(
  style: Style,
  {
    outcome,
    current,
    candidate,
    reasons,
  }: Pick<CheckDocument, "current" | "candidate" | "reasons"> & { readonly outcome: Outcome },
  name: string,
): string {
  const versions = candidate === null ? (current.version ?? "") : `${current.version ?? "?"} → ${candidate.version}`;
  const title = `${style.paint([outcomeColours[outcome], "bold"], outcome)}  ${style.paint("bold", printable(`${name} ${versions}`))}`;
  const facts =
    candidate === null
      ? []
      : [`${candidate.tag ?? "untagged"} is commit ${candidate.commit}${published(candidate.publishedAt)}`];
  return [title, ...[...facts, ...reasons].map((line) => `  ${printable(line)}`)].join("\n");
}

function published(at: string | null): string {
  return at === null ? "" : `, released on ${at.slice(0, 10)}`;
}

/** The releases that were not taken, each with its reason. Older ones are only counted. */
export function refusedText(style: Style, { refused }: Pick<CheckDocument, "refused">): string {
  const newer = refused.filter(({ code }) => code !== "not-newer");
  const older = refused.length - newer.length;
  const rows = newer
    .slice(0, shownRefusals)
    .map(({ tag, code, reason }): readonly Cell[] => [tag, ["yellow", code], reason]);
  const rest = newer.length - rows.length;
  const counts = [
    ...(rest > 0 ? [`${rest} more refused (--json lists them)`] : []),
    ...(older > 0 ? [`${older} not newer than what is pinned`] : []),
  ].map((line) => style.paint("dim", line));
  const table = rows.length === 0 ? [] : [style.table(["Refused", "Code", "Reason"], rows)];
  return [...table, ...counts].join("\n");
}
