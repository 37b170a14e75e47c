import type { ResultDocument } from "../documents/result.ts";
import { type BuildRow, buildColumns, buildRow, type FailureRow, failureRows } from "../review/build-rows.ts";
import { listed } from "./sections.ts";
import type { Cell, Style } from "./style.ts";
import { printable } from "./style.ts";

const colours = { passed: "green", failed: "red", skipped: "yellow", unsupported: "yellow" } as const;

/** What `build` prints for people: a table of the packages, what failed and what to do, and where the result is. */
export function buildText(style: Style, document: ResultDocument, path: string): string {
  const { system, outcome, complete, nixpkgs, packages } = document;
  const title = `${style.paint([colours[outcome], "bold"], outcome)}  ${style.paint("bold", system)}${complete ? "" : "  (ended half-way)"}`;
  const facts = nixpkgs === null ? "" : `  on ${printable(nixpkgs)}`;
  const sections = [
    facts === "" ? title : `${title}\n${facts}`,
    packages.length === 0 ? "" : style.table(buildColumns, packages.map(buildRow).map(cells)),
    ...packages.flatMap(failureRows).map((row) => failureText(style, row)),
    listed(
      style,
      "Not built",
      packages.flatMap(({ attribute, because }) => (because === null ? [] : [[attribute, because] as const])),
    ),
    `Written to ${printable(path)}.`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function cells({ attribute, version, status, time, closure, checks }: BuildRow): readonly Cell[] {
  return [
    attribute,
    version,
    [colours[status], status],
    time,
    closure,
    checks.map((check) => (check.status === "passed" ? check.name : `${check.name} FAILED`)).join(", "),
  ];
}

const shownLines = 15;

function failureText(style: Style, { attribute, check, message, place, hint, output }: FailureRow): string {
  const title = [...[attribute, check, place].filter((part) => part !== ""), message].join(": ");
  const last = output.trimEnd().split("\n").slice(-shownLines);
  return [
    style.paint("bold", printable(title)),
    ...(hint === "" ? [] : [`  ${printable(hint)}`]),
    ...last.filter((line) => line !== "").map((line) => style.paint("dim", `  | ${printable(line)}`)),
  ].join("\n");
}
