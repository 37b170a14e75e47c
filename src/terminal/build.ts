import type { BuiltPackage, ResultDocument } from "../documents/result.ts";
import { listed } from "./sections.ts";
import type { Cell, Style } from "./style.ts";
import { printable } from "./style.ts";
import { closureSize, elapsed } from "./units.ts";

const colours = { passed: "green", failed: "red", skipped: "yellow", unsupported: "yellow" } as const;

/** What `build` prints for people: a table of the packages, what failed and what to do, and where the result is. */
export function buildText(style: Style, document: ResultDocument, path: string): string {
  const { system, outcome, complete, nixpkgs, packages } = document;
  const title = `${style.paint([colours[outcome], "bold"], outcome)}  ${style.paint("bold", system)}${complete ? "" : "  (ended half-way)"}`;
  const facts = nixpkgs === null ? "" : `  on ${printable(nixpkgs)}`;
  const sections = [
    facts === "" ? title : `${title}\n${facts}`,
    packages.length === 0
      ? ""
      : style.table(["Package", "Version", "Status", "Time", "Closure", "Checks"], packages.map(row)),
    ...packages.map((built) => failureText(style, built)),
    listed(
      style,
      "Not built",
      packages.flatMap(({ attribute, because }) => (because === null ? [] : [[attribute, because] as const])),
    ),
    `Written to ${printable(path)}.`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function row({
  attribute,
  version,
  status,
  duration,
  closureBytes,
  closurePaths,
  checks,
}: BuiltPackage): readonly Cell[] {
  return [
    attribute,
    version ?? "",
    [colours[status], status],
    duration === 0 ? "" : elapsed(duration),
    closureBytes === null ? "" : closureSize(closureBytes, closurePaths),
    checks.map((check) => (check.status === "passed" ? check.name : `${check.name} FAILED`)).join(", "),
  ];
}

function failureText(style: Style, { attribute, failure, logTail, checks }: BuiltPackage): string {
  const failed = checks.filter(({ status }) => status === "failed");
  const blocks = failed.map(({ name, note, output }) => block(style, `${attribute}: ${name}: ${note}`, "", output));
  if (failure !== null) {
    const { message, hint, file, line } = failure;
    const place = file === null ? "" : `${file}${line === null ? "" : `:${line}`}: `;
    blocks.unshift(block(style, `${attribute}: ${place}${message}`, hint ?? "", logTail));
  }
  return blocks.join("\n\n");
}

const shownLines = 15;

function block(style: Style, title: string, hint: string, output: string): string {
  const last = output.trimEnd().split("\n").slice(-shownLines);
  return [
    style.paint("bold", printable(title)),
    ...(hint === "" ? [] : [`  ${printable(hint)}`]),
    ...last.filter((line) => line !== "").map((line) => style.paint("dim", `  | ${printable(line)}`)),
  ].join("\n");
}
