import { Problem } from "../errors.ts";
import { quoteUntrusted } from "./refs.ts";

const minute = 60_000;
const units = { minute, hour: 60 * minute, day: 24 * 60 * minute, week: 7 * 24 * 60 * minute } as const;

/**
 * Reads `3 days`, `12 hours`, `1 week`, `90 minutes` or `0 days`: one whole number, one unit.
 * @param input where the text comes from, for the message
 * @returns milliseconds
 * @throws Problem of kind `input`
 */
export function parseDuration(text: string, input = "minimum-release-age"): number {
  const [, number = "", unit = ""] = /^(\d{1,5}) (minute|hour|day|week)s?$/.exec(text) ?? [];
  if (unit === "") {
    throw new Problem(`${quoteUntrusted(text)} is not a length of time.`, {
      kind: "input",
      where: { input },
      hint: "Write a whole number and one of minutes, hours, days, weeks, for example `3 days`.",
    });
  }
  return Number(number) * units[unit as keyof typeof units];
}

/** For people: the largest unit that fits, rounded down, e.g. `3 days`. */
export function formatDuration(milliseconds: number): string {
  const [name, size] =
    Object.entries(units)
      .filter(([unit]) => unit !== "week")
      .findLast(([, length]) => milliseconds >= length) ?? (["minute", minute] as const);
  const count = Math.floor(milliseconds / size);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
