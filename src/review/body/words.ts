import type { BuiltPackage } from "../../documents/result.ts";
import type { PackageVerdict, SystemVerdict } from "../verdict.ts";

/** How much of long lists and logs is shown. */
export interface Limits {
  /** Rows of a table, items of a list. */
  readonly rows: number;
  /** Characters of a log's end. */
  readonly log: number;
}

export const symbols: Readonly<Record<PackageVerdict | SystemVerdict, string>> = {
  passed: "✅",
  failed: "❌",
  missing: "❔",
  unsupported: "➖",
  skipped: "⏭️",
};

/** `1 h 2 min`, `1 min 32 s`, `4 s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** In powers of 1000, as package managers print it. */
export function sizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "GB"] : [bytes / 1e6, "MB"];
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}

/** `1 package`, `2 packages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A text that is longer than people read is cut. */
export function clipped(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}

/** The end of a log, from the start of a line where there is one. */
export function tail(text: string, most: number): string {
  const trimmed = text.trimEnd();
  if (trimmed.length <= most) return trimmed;
  const cut = trimmed.slice(trimmed.length - most);
  const line = cut.indexOf("\n");
  return (line >= 0 && line < most / 2 ? cut.slice(line + 1) : cut).toWellFormed();
}

/** A bar of eighths of a character. */
export function bar(value: number, most: number, width: number): string {
  const eighths = most <= 0 ? 0 : Math.round((value / most) * width * 8);
  const part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8] ?? "";
  return "█".repeat(Math.floor(eighths / 8)) + part;
}

/** The check that failed, or how the build did. */
export function failureText({ failure, checks }: BuiltPackage): string {
  const failed = checks.filter(({ status }) => status === "failed").map(({ name }) => name);
  if (failed.length > 0) return `the ${failed.length === 1 ? "check" : "checks"} ${failed.join(", ")}`;
  return (failure?.kind ?? "build-failed").replaceAll("-", " ");
}
