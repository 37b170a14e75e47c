import type { BuiltPackage, ResultDocument } from "../documents/result.ts";
import { closureSize, elapsed, size } from "../terminal/units.ts";
import { codeSpan, escapeMarkdown, table } from "./markdown.ts";

/** The job summary of a build, below its headline. */
export function buildSummary({ packages, nixpkgs, floxVersion, nixVersion }: ResultDocument): string {
  const failures = packages.flatMap(failureRows);
  const sections = [
    packages.length === 0
      ? ""
      : table(["Package", "Version", "Status", "Time", "Closure", "Checks"], packages.map(row)),
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

function row({
  attribute,
  version,
  status,
  duration,
  closureBytes,
  closurePaths,
  because,
  checks,
}: BuiltPackage): string[] {
  return [
    codeSpan(attribute),
    version === null ? "" : codeSpan(version),
    because === null ? status : `${status}: ${escapeMarkdown(because)}`,
    duration === 0 ? "" : elapsed(duration),
    closureBytes === null ? "" : closureSize(closureBytes, closurePaths),
    checks
      .map(({ name, status: judged, note }) => `${judged === "passed" ? "" : "**failed** "}${name}${noted(note)}`)
      .join(", "),
  ];
}

function noted(note: string): string {
  return note === "" ? "" : ` (${escapeMarkdown(note)})`;
}

function failureRows({ attribute, failure, checks }: BuiltPackage): string[][] {
  const failed = checks.filter(({ status }) => status === "failed");
  return [
    ...(failure === null
      ? []
      : [
          [
            codeSpan(attribute),
            `${failure.kind}: ${escapeMarkdown(failure.message)}`,
            failure.file === null
              ? ""
              : codeSpan(failure.line === null ? failure.file : `${failure.file}:${failure.line}`),
            escapeMarkdown(failure.hint ?? ""),
          ],
        ]),
    ...failed.map(({ name, note }) => [codeSpan(attribute), `check ${name}: ${escapeMarkdown(note)}`, "", ""]),
  ];
}

function logSection({ attribute, logTail, checks }: BuiltPackage): string {
  const outputs = checks.filter(({ status }) => status === "failed").map(({ name, output }) => [name, output] as const);
  return [["the build", logTail] as const, ...outputs]
    .filter(([, text]) => text.trim() !== "")
    .map(([what, text]) => details(`${attribute}: the end of what ${what} printed`, text))
    .join("\n\n");
}

function details(title: string, text: string): string {
  return `<details><summary>${escapeHtml(title)}</summary>\n\n${fenced(text)}\n\n</details>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A code block that no line of the text can end (CommonMark 0.31, "Fenced code blocks"). */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
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
  return `### ${title}\n\n${fenced(lines.join("\n"))}`;
}

function facts(nixpkgs: string | null, flox: string | null, nix: string | null): string {
  const parts = [
    ...(nixpkgs === null ? [] : [`nixpkgs ${codeSpan(nixpkgs)}`]),
    ...(flox === null ? [] : [`Flox ${codeSpan(flox)}`]),
    ...(nix === null ? [] : [`Nix ${codeSpan(nix)}`]),
  ];
  return parts.length === 0 ? "" : `Built on ${parts.join(", ")}.`;
}
