import { describe, expect, test } from "@jest/globals";
import { checkRef, checkVersion, quoteUntrusted, refFault, versionFault } from "../../src/upstream/refs.ts";
import { problemOf } from "./problem.ts";

describe("refs", () => {
  test.each([
    "1.13.26",
    "v.0.6.0",
    "dagster-powerbi/v0.0.8",
    "1.0+local",
    "release-1.13.26",
    "0123456789abcdef0123456789abcdef01234567",
    "a".repeat(200),
  ])("%s is safe", (ref) => {
    expect(checkRef(ref)).toBe(ref);
  });

  test.each([
    "",
    '1.0";x="${builtins.currentTime}',
    "1.0\n1.1",
    "1.0\r",
    "1.0\0",
    "../../etc/passwd",
    "a/../b",
    "a..b",
    "a//b",
    "a/.b",
    "-rf",
    "--upload-pack=x",
    ".hidden",
    "/1.0",
    "1.0/",
    "1.0.",
    "1.0.lock",
    "a.lock/b",
    "HEAD@{1}",
    "1.0 2",
    "1.0;rm",
    "$(id)",
    "`id`",
    "1.0''",
    "1.0?x=y",
    "1.0#x",
    "1.0%2e",
    "1!2.0",
    "1.0\u202e",
    "１.0",
    "a".repeat(201),
  ])("%j is not safe", (ref) => {
    expect(refFault(ref)).toBeDefined();
    expect(problemOf(() => checkRef(ref, "tag"))).toMatchObject({ kind: "input", where: { input: "tag" } });
  });
});

describe("versions", () => {
  test.each(["1.13.26", "1!0+dev", "1.12.1.post1.dev2", "1.13.26-unstable-2026-11-02"])("%s is safe", (version) => {
    expect(checkVersion(version)).toBe(version);
  });

  test.each(["", "1.0/2", "-1", "1.0..1", "1.0 ", "1.0\n", '1.0"', "${x}", "a".repeat(201)])(
    "%j is not safe",
    (version) => {
      expect(versionFault(version)).toBeDefined();
      expect(problemOf(() => checkVersion(version)).message).toContain("is not safe to use");
    },
  );
});

describe("hostile text in a message", () => {
  test.each([
    ["1.0", '"1.0"'],
    ['1.0";x="${y}', '"1.0\\";x=\\"${y}"'],
    ["a\nb\r\tc", '"a\\nb\\r\\tc"'],
    ["::error::x\u001b[31m", '"::error::x\\u{1b}[31m"'],
    ["1\u202e0\u2066\u200b\ufeff", '"1\\u{202e}0\\u{2066}\\u{200b}\\u{feff}"'],
    ["line\u2028separator\u00a0space \u0085", '"line\\u{2028}separator\\u{a0}space \\u{85}"'],
    ["\ud800", '"\\u{d800}"'],
    ["tag\u{e0041}", '"tag\\u{e0041}"'],
    ["naïve 版", '"naïve 版"'],
  ])("%j becomes %s", (text, quoted) => {
    expect(quoteUntrusted(text)).toBe(quoted);
  });

  test("is cut", () => {
    expect(quoteUntrusted("x".repeat(81))).toBe(`"${"x".repeat(80)}…"`);
    expect(quoteUntrusted("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
    expect(quoteUntrusted("😀".repeat(1000), 3)).toBe('"😀😀😀…"');
    expect(quoteUntrusted("x".repeat(10_000_000)).length).toBeLessThan(100);
  });
});
