import { describe, expect, test } from "@jest/globals";
import { size } from "../../src/terminal/units.ts";
import { LineBuffer, Mask, printable, withoutCommands } from "../../src/world/text.ts";

describe("printable text", () => {
  test.each([
    ["plain, ünï and 漢", "plain, ünï and 漢"],
    ["two\nlines\twith a tab", "two\nlines\twith a tab"],
    ["dos\r\nlines", "dos\nlines"],
    ["over\rwritten", "over\nwritten"],
    ["\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m"],
    ["\u001b[2Jcleared", "cleared"],
    ["\u001b]0;title\u0007x", "]0;titlex"],
    ["bell\u0007 null\u0000 del\u007f c1\u009b31m", "bell null del c131m"],
    ["next\u0085line", "nextline"],
  ])("%j is shown as %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe("text that issues no workflow command", () => {
  test.each([
    ["::set-output name=x::y", ": :set-output name=x::y"],
    ["  \t::add-mask::x", "  \t: :add-mask::x"],
    ["\u00a0\u2003::error::x", "\u00a0\u2003: :error::x"],
    ["fine\n::error::x\nfine", "fine\n: :error::x\nfine"],
    ["fine\r::error::x", "fine\n: :error::x"],
    ["\u0000::error::x", ": :error::x"],
    ["\u0085::error::x", ": :error::x"],
    ["in the middle ##[add-path]/x", "in the middle ## [add-path]/x"],
    ["##[error]x", "## [error]x"],
    ["a::b and std::string", "a::b and std::string"],
    [":::x", ": ::x"],
  ])("%j is printed as %j", (text, shown) => {
    expect(withoutCommands(text)).toBe(shown);
  });
});

describe("a mask", () => {
  test("hides each secret, whole and its lines, the longest first", () => {
    const mask = new Mask();
    mask.add("token");
    mask.add("token-longer");
    mask.add("first line\nsecond line\n");
    mask.add("");
    mask.add("  ");
    expect(mask.apply("a token-longer, a token; second line, first line\nsecond line\n, a  b")).toBe(
      "a ***, a ***; ***, ***, a  b",
    );
  });
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [999_949, "999.9 kB"],
  [999_950, "1.0 MB"],
  [103_300_000, "103.3 MB"],
  [2_500_000_000_000_000, "2500.0 TB"],
])("%i bytes are %s", (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test("lines that come in pieces are given on whole, whatever ends them", () => {
  const lines: string[] = [];
  const buffer = new LineBuffer((line) => lines.push(line));
  for (const piece of ["on", "e\r", "\ntwo\n\nth", "ree"]) buffer.write(piece);
  expect(lines).toEqual(["one", "two", ""]);
  buffer.end();
  buffer.end();
  expect(lines).toEqual(["one", "two", "", "three"]);
});

test("a line without end is given on in parts", () => {
  const lines: string[] = [];
  const buffer = new LineBuffer((line) => lines.push(line));
  buffer.write("x".repeat(100_000));
  buffer.end();
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join("")).toBe("x".repeat(100_000));
});
