import type { BumpFile } from "../../documents/bump.ts";
import type { BuiltPackage } from "../../documents/result.ts";
import { isPinned } from "../../flox/found.ts";
import { nextToRelax } from "../found.ts";
import { codeBlock, codeSpan, escapeHtml, escapeMarkdown, quiet, table } from "../markdown.ts";
import { type JudgedPackage, type JudgedSystem, type Verdict, verdictLine } from "../verdict.ts";
import type { MarkedVersion } from "./marks.ts";
import { bar, clipped, counted, durationText, failureText, type Limits, sizeText, symbols, tail } from "./words.ts";

/**
 * The verdict and everything that it rests on: the part of a pull request that later results replace.
 *
 * @param found what the pull request's first line says; nothing where there is none for the next run to read
 */
export function resultsText(
  bump: BumpFile,
  verdict: Verdict,
  limits: Limits,
  found: readonly MarkedVersion[] = [],
): string {
  return [headline(bump, verdict), statement(bump, verdict), relaxing(bump, found), ...proof(verdict, limits)]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** What the verdict rests on: problems, the table, the chart, failures. */
export function proof(verdict: Verdict, limits: Limits): readonly string[] {
  const { problems, systems } = verdict;
  return [
    problems
      .slice(0, limits.rows)
      .map((problem) => `- ❌ ${escapeMarkdown(clipped(problem))}`)
      .join("\n"),
    systemsTable(systems, limits),
    chart(systems),
    ...systems.flatMap((system) => reasonsOf(system)),
    ...failures(systems, limits),
  ].filter((part) => part !== "");
}

function headline({ candidate, upstream }: BumpFile, verdict: Verdict): string {
  const symbol = { passed: "✅", failed: "❌", missing: "❔", "not-built": "🚧" }[verdict.overall];
  const name = upstream.slice(upstream.indexOf("/") + 1);
  return `## ${symbol} ${escapeMarkdown(`${name} ${candidate?.version ?? ""}`)} ${verdictLine(verdict)}`;
}

function statement(bump: BumpFile, { overall }: Verdict): string {
  const { current, candidate, upstream, outcome, commit } = bump;
  const edits = [...bump.edits, ...(bump.requirementEdits.mode === "fix" ? bump.requirementEdits.edits : [])];
  const from = current.version ?? "?";
  const to = candidate?.version ?? "?";
  const change = from === to ? `repairs ${codeSpan(to)}` : `${codeSpan(from)} → ${codeSpan(to)}`;
  const released = candidate?.publishedAt == null ? "" : `, released on ${candidate.publishedAt.slice(0, 10)}`;
  const packages = new Set(edits.map(({ attribute }) => attribute)).size;
  const edited = `${counted(edits.length, "edit")} in ${counted(packages, "package")}`;
  const lines = [`${codeSpan(upstream)} ${change}${released}.${outcome === "held" ? "" : ` ${edited}.`}`];
  if (outcome === "held") {
    lines.push(
      `This is the verdict on ${codeSpan((commit ?? "").slice(0, 12))}, a commit that is not ours: nothing is written to this branch while it is there.`,
    );
  }
  if (overall === "not-built") lines.push("No build has reported anything: nothing here is proven.");
  return lines.join(" ");
}

/** So that nobody does by hand what the next run does. */
function relaxing(bump: BumpFile, found: readonly MarkedVersion[]): string {
  const names = nextToRelax(bump, found);
  if (!isPinned(bump.nixpkgs) || names.length === 0) return "";
  const list = names.map((name) => codeSpan(name)).join(", ");
  return `🔧 nixpkgs has ${list}, which upstream's bounds do not admit. Where that can be written, the next run names it in \`pythonRelaxDeps\` and builds again: start the workflow to see it today.`;
}

function systemsTable(systems: readonly JudgedSystem[], { rows }: Limits): string {
  const attributes = systems[0]?.packages.map(({ attribute }) => attribute) ?? [];
  if (systems.length === 0) return "";
  const head = ["Package", ...systems.map(({ system }) => system)];
  const lines = attributes
    .slice(0, rows)
    .map((attribute, index) => [codeSpan(clipped(attribute)), ...systems.map(({ packages }) => cell(packages[index]))]);
  const all = [
    "**All**",
    ...systems.map(({ verdict, packages }) => `${symbols[verdict]} ${verdict}${spent(packages)}`),
  ];
  const cut = attributes.length > rows ? `\n\n${attributes.length - rows} more packages are not shown.` : "";
  return table(head, [...lines, all]) + cut;
}

function spent(packages: readonly JudgedPackage[]): string {
  const total = durationOf(packages);
  return total === 0 ? "" : `, ${durationText(total)}`;
}

function durationOf(packages: readonly JudgedPackage[]): number {
  return packages.reduce((sum, { built }) => sum + (built?.duration ?? 0), 0);
}

function cell(judged: JudgedPackage | undefined): string {
  if (judged === undefined) return "";
  const { verdict, built, failsOnBase, closureGrowth } = judged;
  const symbol = symbols[verdict];
  if (built === undefined || verdict === "missing") return `${symbol} missing`;
  if (verdict === "failed") {
    const base = failsOnBase === undefined ? "" : failsOnBase ? ", as on the base" : ", not so on the base";
    return `${symbol} failed: ${escapeMarkdown(failureText(built))}${base}`;
  }
  if (verdict !== "passed") return `${symbol} ${verdict}`;
  const size = built.closureBytes === null ? [] : [sizeText(built.closureBytes) + growthText(closureGrowth)];
  const checks = built.checks.length === 0 ? ["no checks"] : [counted(built.checks.length, "check")];
  return `${symbol} ${["passed", durationText(built.duration), ...checks, ...size].join(" · ")}`;
}

function growthText(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  const size = sizeText(Math.abs(bytes));
  return size === sizeText(0) ? " (as on the base)" : ` (${bytes > 0 ? "+" : "−"}${size})`;
}

/** How long each system took, as bars in a code block, which every reader shows alike. */
function chart(systems: readonly JudgedSystem[]): string {
  const durations = systems.map(({ system, packages }) => ({ system, duration: durationOf(packages) }));
  const most = Math.max(0, ...durations.map(({ duration }) => duration));
  if (most === 0) return "";
  const lines = durations.map(
    ({ system, duration }) =>
      `${system.padEnd(15)} ${bar(duration, most, 20)}${duration === 0 ? "" : " "}${duration === 0 ? "–" : durationText(duration)}`,
  );
  return `Time to build and check:\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}

function reasonsOf({ system, verdict, reasons }: JudgedSystem): readonly string[] {
  return reasons.length === 0 ? [] : [`${symbols[verdict]} **${system}**: ${reasons.join(" ")}`];
}

function failures(systems: readonly JudgedSystem[], limits: Limits): readonly string[] {
  const failed = systems.flatMap(({ system, packages }) =>
    packages.flatMap(({ verdict, built }) => (verdict === "failed" && built !== undefined ? [{ system, built }] : [])),
  );
  const shown = failed.slice(0, limits.rows).map(({ system, built }) => failureSection(system, built, limits));
  return failed.length > limits.rows
    ? [...shown, `${failed.length - limits.rows} more failures are not shown.`]
    : shown;
}

/** A failure, its hint and the ends of its logs, folded. */
function failureSection(system: string, built: BuiltPackage, limits: Limits): string {
  const { attribute, failure, checks, logTail } = built;
  const parts: string[] = [];
  if (failure !== null) {
    const place = failure.file === null ? "" : `${failure.file}${failure.line === null ? "" : `:${failure.line}`}`;
    parts.push(`${escapeMarkdown(clipped(failure.message))}${place === "" ? "" : ` (${codeSpan(clipped(place))})`}`);
    if (failure.hint !== null) parts.push(`**What to do:** ${escapeMarkdown(clipped(failure.hint))}`);
  }
  for (const { name, status, note, output } of checks) {
    if (status !== "failed") continue;
    parts.push(`Check **${name}**${note === "" ? "" : `: ${escapeMarkdown(clipped(note))}`}`, log(output, limits));
  }
  parts.push(log(logTail, limits));
  const summary = `${symbols.failed} <code>${escapeHtml(clipped(attribute))}</code> on ${system}: ${escapeHtml(failureText(built))}`;
  const text = parts.filter((part) => part !== "").join("\n\n");
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function log(text: string, limits: Limits): string {
  const end = tail(text, limits.log);
  return end === "" || limits.log === 0 ? "" : quiet(codeBlock(end, "text"));
}
