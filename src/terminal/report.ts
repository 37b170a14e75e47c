import type { BumpFile } from "../documents/bump.ts";
import type { ReportDocument } from "../documents/report.ts";
import { durationText, failureText, sizeText } from "../review/body/words.ts";
import { markedVersions, nextToRelax } from "../review/found.ts";
import { type JudgedPackage, type PackageVerdict, type Verdict, verdictLine } from "../review/verdict.ts";
import { type Cell, printable, type Style } from "./style.ts";

const colours = {
  passed: "green",
  failed: "red",
  missing: "yellow",
  unsupported: "dim",
  skipped: "dim",
  "not-built": "yellow",
} as const;

/** What `report` prints for people: the verdict, a table of packages by systems, and what is wrong. */
export function reportText(style: Style, bump: BumpFile, verdict: Verdict, document: ReportDocument): string {
  const { overall, systems, problems } = verdict;
  if (bump.systems.length === 0) {
    return `${style.paint("bold", printable(bump.title))}  nothing to report (${bump.outcome})`;
  }
  const attributes = systems[0]?.packages.map(({ attribute }) => attribute) ?? [];
  const rows = attributes.map((attribute, index): readonly Cell[] => [
    attribute,
    ...systems.map(({ packages }) => cell(packages[index])),
  ]);
  const all = ["", ...systems.map(({ verdict: one }): Cell => [colours[one], one])];
  return [
    `${style.paint([colours[overall], "bold"], overall)}  ${style.paint("bold", printable(bump.title))} ${verdictLine(verdict)}`,
    style.table(["Package", ...systems.map(({ system }) => system)], [...rows, all]),
    ...systems.flatMap(({ system, reasons }) => reasons.map((reason) => `${system}: ${reason}`)),
    ...problems.map((problem) => style.paint("red", printable(problem))),
    ...relaxing(bump, verdict),
    ...document.done.map(printable),
  ].join("\n\n");
}

function relaxing(bump: BumpFile, verdict: Verdict): readonly string[] {
  const names = nextToRelax(bump, markedVersions(bump, verdict));
  if (names.length === 0) return [];
  const options = `--tag ${bump.candidate?.tag ?? ""} --results DIR`;
  return [
    `nixpkgs has ${names.map(printable).join(", ")}, which upstream's bounds do not admit: \`bump ${printable(options)}\`, with these results, relaxes it.`,
  ];
}

function cell(judged: JudgedPackage | undefined): Cell {
  if (judged === undefined) return "";
  const { verdict, built } = judged;
  return [colours[verdict satisfies PackageVerdict], words(judged, built)];
}

function words({ verdict }: JudgedPackage, built: JudgedPackage["built"]): string {
  if (built === undefined) return verdict;
  if (verdict === "failed") return `failed: ${failureText(built)}`;
  if (verdict !== "passed") return verdict;
  const size = built.closureBytes === null ? "" : `, ${sizeText(built.closureBytes)}`;
  return `passed, ${durationText(built.duration)}${size}`;
}
