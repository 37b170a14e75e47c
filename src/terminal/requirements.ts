import type { BumpDocument } from "../documents/bump.ts";
import { clipped } from "../review/body/words.ts";
import { packagesText, type RequirementRow, requirementRows } from "../review/requirements.ts";
import type { Cell, Style } from "./style.ts";

/** Lines that are shown; a first bump across several releases has some dozens. */
const mostRows = 80;

/** One name or reason of upstream's as long as a file would pad every other line to its length. */
const longestReason = 1000;

const colours: Readonly<Partial<Record<RequirementRow["what"], "red" | "green" | "yellow">>> = {
  blocked: "red",
  missing: "red",
  "not fixed": "red",
  "would fix": "yellow",
  unresolved: "yellow",
  superfluous: "yellow",
  fix: "green",
};

/** The table of requirements; nothing where there is nothing to say. */
export function requirementsText(
  style: Style,
  document: Pick<BumpDocument, "requirements" | "requirementEdits" | "projects">,
): string {
  const rows = requirementRows(document);
  if (rows.length === 0) return "";
  const cells = rows.slice(0, mostRows).map(({ packages, what, name, reason }): readonly Cell[] => {
    const colour = colours[what];
    return [
      packagesText(packages),
      colour === undefined ? what : [colour, what],
      clipped(name),
      clipped(reason, longestReason),
    ];
  });
  const table = style.table(["Package", "What", "Requirement", "Why"], cells);
  const others = rows.length - mostRows;
  return others > 0 ? `${table}\n${others} more about requirements (--json lists them)` : table;
}
