import type { BuiltPackage, ResultDocument } from "../documents/result.ts";
import { elapsed, size } from "../terminal/units.ts";
import { type BuildRow, buildColumns, buildRow, type FailureRow, failureRows } from "./build-rows.ts";
import { codeBlock, codeSpan, escapeHtml, escapeMarkdown, table } from "./markdown.ts";

/** The job summary of a build, below its headline. */
export function buildSummary({ packages, nixpkgs, floxVersion, nixVersion }: ResultDocument): string {
  const failures = packages.flatMap(failureRows).map(failureCells);
  const sections = [
    packages.length === 0 ? "" : table(buildColumns, packages.map(buildRow).map(packageCells)),
    failures.length === 0 ? "" : `### What failed\n\n${table(["Package", "What", "Where", "What to do"], failures)}`,
    ...packages.filter(({ status }) => status === "failed").map(logSection),
    chart(
      "Closure",
      packages.flatMap((built) => bar(built, built.closureBytes, size)),
    ),
    chart(
      "Time",
      packages.flatMap((built) => bar(built, built.duration, elapsed)),
    ),
    facts(nixpkgs, floxVersion, nixVersion),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function packageCells(row: BuildRow): string[] {
  return [
    codeSpan(row.attribute),
    row.version === "" ? "" : codeSpan(row.version),
    row.because === "" ? row.status : `${row.status}: ${escapeMarkdown(row.because)}`,
    row.time,
    row.closure,
    row.checks
      .map(({ name, status, note }) => `${status === "passed" ? "" : "**failed** "}${name}${noted(note)}`)
      .join(", "),
  ];
}

function noted(note: string): string {
  return note === "" ? "" : ` (${escapeMarkdown(note)})`;
}

function failureCells({ attribute, kind, check, message, place, hint }: FailureRow): string[] {
  return [
    codeSpan(attribute),
    `${kind === "check" ? `check ${check}` : kind}: ${escapeMarkdown(message)}`,
    place === "" ? "" : codeSpan(place),
    escapeMarkdown(hint),
  ];
}

function logSection(built: BuiltPackage): string {
  const checks = failureRows(built).filter(({ kind }) => kind === "check");
  return [["the build", built.logTail] as const, ...checks.map(({ check, output }) => [check, output] as const)]
    .filter(([, text]) => text.trim() !== "")
    .map(([what, text]) => details(`${built.attribute}: the end of what ${what} printed`, text))
    .join("\n\n");
}

function details(title: string, text: string): string {
  return `<details><summary>${escapeHtml(title)}</summary>\n\n${codeBlock(text, "text")}\n\n</details>`;
}

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

function bar({ attribute }: BuiltPackage, value: number | null, show: (value: number) => string): Bar[] {
  return value === null || value === 0 ? [] : [{ label: attribute, value, text: show(value) }];
}

const widest = 40;

/** Bars of text: they are seen wherever Markdown is. */
function chart(title: string, bars: readonly Bar[]): string {
  if (bars.length < 2) return "";
  const most = Math.max(...bars.map(({ value }) => value));
  const width = Math.max(...bars.map(({ label }) => label.length));
  const lines = bars.map(({ label, value, text }) => {
    const length = Math.max(1, Math.round((value / most) * widest));
    return `${label.padEnd(width)}  ${"█".repeat(length).padEnd(widest)}  ${text}`;
  });
  return `### ${title}\n\n${codeBlock(lines.join("\n"), "text")}`;
}

function facts(nixpkgs: string | null, flox: string | null, nix: string | null): string {
  const parts = [
    ...(nixpkgs === null ? [] : [`nixpkgs ${codeSpan(nixpkgs)}`]),
    ...(flox === null ? [] : [`Flox ${codeSpan(flox)}`]),
    ...(nix === null ? [] : [`Nix ${codeSpan(nix)}`]),
  ];
  return parts.length === 0 ? "" : `Built on ${parts.join(", ")}.`;
}
