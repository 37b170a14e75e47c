import { expect, test } from "@jest/globals";
import { formatDuration, parseDuration } from "../../src/upstream/durations.ts";
import { problemOf } from "./problem.ts";

const hour = 3_600_000;

test.each([
  ["0 days", 0],
  ["1 day", 24 * hour],
  ["3 days", 72 * hour],
  ["12 hours", 12 * hour],
  ["1 week", 168 * hour],
  ["90 minutes", 1.5 * hour],
])("%s", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  "",
  "3",
  "3days",
  "-1 days",
  "1.5 days",
  "three days",
  "3 months",
  "3 days ",
  "3  days",
  "999999 days",
  "3 DAYS",
])("%j is not a length of time", (text) => {
  const problem = problemOf(() => parseDuration(text));
  expect(problem).toMatchObject({ kind: "input", where: { input: "minimum-release-age" } });
  expect(problem.hint).toContain("`3 days`");
});

test.each([
  [0, "0 minutes"],
  [59_000, "0 minutes"],
  [60_000, "1 minute"],
  [5.9 * hour, "5 hours"],
  [24 * hour, "1 day"],
  [240 * hour, "10 days"],
])("%i ms is %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
