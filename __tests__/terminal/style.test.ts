import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { createStyle, printable } from "../../src/terminal/style.ts";

const plain = createStyle(false);
const coloured = createStyle(true);

describe("printable", () => {
  test.each([
    ['naïve 版 😀 "quotes" \\ `', 'naïve 版 😀 "quotes" \\ `'],
    ["a\tb", "a\tb"],
    ["a\nb\r\0", "a\\u{a}b\\u{d}\\u{0}"],
    ["\u001b[31mred\u001b]0;title\u0007", "\\u{1b}[31mred\\u{1b}]0;title\\u{7}"],
    ["\u009b2J\u0085\u007f", "\\u{9b}2J\\u{85}\\u{7f}"],
    ["\u202e\u2066\u200b\u200d\ufeff\u00ad", "\\u{202e}\\u{2066}\\u{200b}\\u{200d}\\u{feff}\\u{ad}"],
    ["a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
    ["\u{e0041}\ud800\ue000", "\\u{e0041}\\u{d800}\\u{e000}"],
  ])("%j", (text, shown) => expect(printable(text)).toBe(shown));
});

describe("colour", () => {
  test("is there when on", () => expect(coloured.paint("red", "x")).toBe("\u001b[31mx\u001b[39m"));
  test("several at once", () => expect(stripVTControlCharacters(coloured.paint(["red", "bold"], "x"))).toBe("x"));
  test("is not there when off", () => expect(plain.paint("red", "x")).toBe("x"));
  test("is not there in a table either", () => {
    expect(plain.table(["A"], [[["red", "x"]], ["y"]])).toBe("A\nx\ny");
  });
});

describe("tables", () => {
  const rows = [
    ["a", "1"],
    ["longer", ["green", "2"]],
    ["版", "3"],
  ] as const;

  test("are columns under a heading, without trailing spaces", () => {
    expect(plain.table(["Name", "Value"], rows)).toBe("Name    Value\na       1\nlonger  2\n版      3");
  });

  test("look the same in colour", () => {
    const table = coloured.table(["Name", "Value"], rows);
    expect(table).toContain("\u001b[32m2\u001b[39m");
    expect(stripVTControlCharacters(table)).toBe(plain.table(["Name", "Value"], rows));
  });

  test("need no heading", () => expect(plain.table([], [["a", "b"]])).toBe("a  b"));

  test("cut nothing", () => {
    const long = "x".repeat(500);
    expect(plain.table(["A", "B"], [[long, "y"]])).toContain(`${long}  y`);
  });

  describe("wider than the terminal", () => {
    const row = ["dagster", "fix", "upstream requires antlr4-python3-runtime"] as const;
    const at = (columns: number, last: string = row[2]) =>
      createStyle(false, columns)
        .table(["Package", "What", "Why"], [[row[0], row[1], last]])
        .split("\n")
        .slice(1);

    test("are folded between words, in the last column where there is room", () => {
      const whole = `dagster  fix   ${row[2]}`;
      expect(at(whole.length)).toEqual([whole]);
      expect(at(whole.length - 1)).toEqual([
        "dagster  fix   upstream requires",
        "               antlr4-python3-runtime",
      ]);
      expect(at(45)).toHaveLength(2);
      expect(at(44)).toEqual(["dagster  fix", "    upstream requires antlr4-python3-runtime"]);
      expect(at(30)).toEqual(["dagster  fix", "    upstream requires", "    antlr4-python3-runtime"]);
    });

    test("a long word is not cut", () => {
      const path = ".flox/pkgs/dagster-webserver.nix:13:14";
      expect(at(50, path)).toEqual(["dagster  fix", `    ${path}`]);
      expect(at(20, path)).toEqual(["dagster  fix", `    ${path}`]);
    });

    test("in colour as without it", () => {
      const style = createStyle(true, 30);
      const table = style.table([], [["a", ["red", row[2]]]]);
      expect(stripVTControlCharacters(table)).toBe(createStyle(false, 30).table([], [["a", row[2]]]));
      expect(table).toContain("\u001b[31m");
    });
  });

  test("a hostile cell stays on its line and sends nothing to the terminal", () => {
    const hostile = "x\n\u001b[2Ay\r\u009bz";
    for (const style of [plain, coloured]) {
      const table = style.table(["A", "B"], [[hostile, ["red", hostile]]]);
      expect(table.split("\n")).toHaveLength(2);
      const own = ["2", "22", "31", "39"].reduce((text, code) => text.replaceAll(`\u001b[${code}m`, ""), table);
      expect(own).not.toMatch(/[^\P{Cc}\n]/u);
      expect(own.match(/x\\u\{a\}\\u\{1b\}\[2Ay\\u\{d\}\\u\{9b\}z/g)).toHaveLength(2);
    }
  });
});
