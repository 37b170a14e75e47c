import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { encode } from "../../src/nix/source.ts";
import { unifiedDiff } from "../../src/terminal/diff.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { temporaryFolder } from "../helpers/folders.ts";

const plain = createStyle(false);
const diff = (before: string | undefined, after: string) => unifiedDiff(plain, "f.nix", before, after);
const body = (before: string | undefined, after: string) => diff(before, after).split("\n").slice(2);

test("the headings name the file on both sides, or that there was none", () => {
  expect(diff("a\n", "b\n").split("\n").slice(0, 2)).toEqual(["--- a/f.nix", "+++ b/f.nix"]);
  expect(diff(undefined, "b\n").split("\n").slice(0, 2)).toEqual(["--- /dev/null", "+++ b/f.nix"]);
});

describe("the lines are git's", () => {
  const numbers = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
  const all = numbers.join("");
  test.each([
    ["one line", all, all.replace("line 20\n", "line twenty\n")],
    ["the first and the last", all, all.replace("line 0\n", "").replace("line 39\n", "end\n")],
    ["near each other", all, all.replace("line 10\n", "x\n").replace("line 14\n", "y\n")],
    ["more lines", all, all.replace("line 5\n", "a\nb\nc\n")],
    ["a new file", "", "a\nb\n"],
    ["an emptied file", "a\nb\n", ""],
    ["no final newline before", "a\nb", "a\nb\n"],
    ["no final newline after", "a\nb\n", "a\nc"],
    ["UTF-8", encode("naïve\n版\n"), encode("naïve\n板\n")],
  ])("%s", async (_, before, after) => {
    await using folder = await temporaryFolder();
    const names = ["before", "after"].map((name) => join(folder.path, name));
    await writeFile(names[0] ?? "", before, "latin1");
    await writeFile(names[1] ?? "", after, "latin1");
    let printed = "";
    try {
      execFileSync("git", ["diff", "--no-index", "--no-color", "--unified=3", "--", ...names], { cwd: folder.path });
    } catch (error) {
      printed = (error as { stdout: Buffer }).stdout.toString("utf8");
    }
    const hunks = printed.slice(printed.indexOf("@@")).trimEnd().split("\n");
    // git names the function that a hunk is in, and leaves out counts of one.
    const expected = hunks.map((line) =>
      line.replace(/^@@ -(\S+) \+(\S+) @@.*/, (_, a, b) => `@@ -${full(a)} +${full(b)} @@`),
    );
    expect(body(before, after)).toEqual(expected);
  });
});

function full(range: string): string {
  return range.includes(",") ? range : `${range},1`;
}

test("CRLF is compared and not shown", () => {
  expect(body("a\r\nb\r\n", "a\r\nc\r\n")).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "+c"]);
  expect(body("a\n", "a\r\n")).toEqual(["@@ -1,1 +1,1 @@", "-a", "+a"]);
});

test("nothing changed, nothing shown", () => expect(body("a\n", "a\n")).toEqual([]));

test("colours are git's", () => {
  const lines = unifiedDiff(createStyle(true), "f", "a\nb\n", "a\nc\n").split("\n");
  expect(lines.slice(2)).toEqual([
    "\u001b[36m@@ -1,2 +1,2 @@\u001b[39m",
    " a",
    "\u001b[31m-b\u001b[39m",
    "\u001b[32m+c\u001b[39m",
  ]);
});

test("hostile characters of a file are shown, not sent", () => {
  const before = encode("tab\tstays\n\u001b[2J\u202e\u009b\n");
  const lines = unifiedDiff(plain, "a\u001b[2J\nb", before, "x\ry\0z\r\n").split("\n");
  expect(lines).toEqual([
    "--- a/a\\u{1b}[2J\\u{a}b",
    "+++ b/a\\u{1b}[2J\\u{a}b",
    "@@ -1,2 +1,1 @@",
    "-tab\tstays",
    "-\\u{1b}[2J\\u{202e}\\u{9b}",
    "+x\\u{d}y\\u{0}z",
  ]);
});

test("bytes that are not UTF-8 are shown as such", () => {
  expect(body("a\xff\n", "b\xfe\n")).toEqual(["@@ -1,1 +1,1 @@", "-a\ufffd", "+b\ufffd"]);
});

test("a line that looks like a heading is coloured as the line it is", () => {
  const text = unifiedDiff(createStyle(true), "f", "-- a/x\n", "++ b/x\n");
  expect(stripVTControlCharacters(text).split("\n").slice(3)).toEqual(["--- a/x", "+++ b/x"]);
  expect(text).toContain("\u001b[31m--- a/x\u001b[39m");
});
