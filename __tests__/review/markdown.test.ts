import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { codeSpan, escapeMarkdown, table } from "../../src/review/markdown.ts";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The document as GitHub's Markdown reads it. */
function read(markdown: string): readonly Node[] {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children as Node[];
}

/** What the only paragraph holds. */
function inline(markdown: string): readonly Node[] {
  const [paragraph, ...others] = read(markdown);
  expect(others).toEqual([]);
  expect(paragraph?.type).toBe("paragraph");
  return (paragraph?.children ?? []).map(({ type, value = "" }) => ({ type, value }));
}

/** The cells of a table, each as what it holds. */
function cells(markdown: string): readonly (readonly (readonly Node[])[])[] {
  const [first, ...others] = read(markdown);
  expect(others).toEqual([]);
  expect(first?.type).toBe("table");
  return (first?.children ?? []).map(({ children: row = [] }) =>
    row.map(({ children = [] }) => children.map(({ type, value = "" }) => ({ type, value }))),
  );
}

/** Text out of what Markdown and GitHub act on. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."\\`*_{}[]()#+!|<>~&$-@:/.=^ \t\n\r\"'0123abGHgh"),
      fc.constantFrom(
        "``",
        "```",
        "\\|",
        "\\\\|",
        "@team/x",
        "GH-1",
        "#12",
        "www.a.org",
        "https://a.b",
        "/issues/1",
        "a@b.org",
      ),
      fc.constantFrom(
        "<b>",
        "<!--",
        "&amp;",
        "&#64;",
        "[a](b)",
        "![a](b)",
        "- [ ] ",
        "1. ",
        "    ",
        "\u200b",
        "\u202e",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const flat = (text: string) => text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "�");

describe("code spans", () => {
  test.each([
    ["1.13.0", "`1.13.0`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    ["a``", "``` a`` ```"],
    ["```", "```` ``` ````"],
    ["", "`  `"],
    [" ", "` `"],
    [" a ", "`  a  `"],
    ["a\n\n# b\tc", "`a # b c`"],
    ["\u001b[2J\u202ex\u200b", "`�[2J�x�`"],
    ["@x #1 <b> \\", "`@\u200bx #\u200b1 <b> \\`"],
    ["Fixes https://github.com/a/b/issues/1, GH-2", "`Fixes https://github.com/a/b/issues/\u200b1, GH-\u200b2`"],
  ])("%j", (text, markdown) => expect(codeSpan(text)).toBe(markdown));

  /** Without what keeps characters apart, of which a code span has none of its own. */
  const whole = ({ type, value = "" }: Node) => ({ type, value: value.replaceAll("\u200b", "") });

  test("nothing leaves one", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(flat(text).trim() !== "");
        const code = { type: "inlineCode", value: flat(text) };
        expect(inline(`x ${codeSpan(text)} y`).map(whole)).toEqual([
          { type: "text", value: "x " },
          code,
          { type: "text", value: " y" },
        ]);
        expect(inline(codeSpan(text)).map(whole)).toEqual([code]);
      }),
    );
  });
});

/** A pull request that is squashed can hand its body on as a commit message, where nothing is code. */
test("a code span read as plain text mentions nobody and closes nothing", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(codeSpan(text)).not.toMatch(/(?<![a-z0-9_])@[a-z0-9]|#\d|\bgh-\d|\/(issues|pull)\/\d|<!--/i);
    }),
  );
});

describe("escaped text", () => {
  const mark = "\u200b";

  test.each([
    ["a mention", "ask @octocat", `ask @${mark}octocat`],
    ["a team", "@team/x", `@${mark}team/x`],
    ["an issue", "see #12", `see #${mark}12`],
    ["another repository's issue", "owner/repo#12", `owner/repo#${mark}12`],
    ["the other form of an issue", "GH-12 gh-3", `GH-${mark}12 gh-${mark}3`],
    ["a closing keyword", "Fixes #12", `Fixes #${mark}12`],
    ["a commit", "owner/repo@0123abc", `owner/repo@${mark}0123ab${mark}c`],
    [
      "a whole commit",
      "0123456789".repeat(4),
      `012345${mark}678901${mark}234567${mark}890123${mark}456789${mark}012345${mark}6789`,
    ],
    ["no commit", "0123ab 0123456789abcdefg", "0123ab 0123456789abcdefg"],
    ["an address", "https://evil.example/x", `https:${mark}//evil.example/x`],
    ["an address without a scheme", "WWW.evil.example", `WWW${mark}.evil.example`],
    ["mail", "mailto:a@b.example", `mailto:a@${mark}b.example`],
    ["a link", "[a](b) ![a](b) <http://x>", `[a](b) ![a](b) <http:${mark}//x>`],
    ["emphasis", "*a* **b** _c_ ~~d~~ `e`", "*a* **b** _c_ ~~d~~ `e`"],
    ["HTML", "<img src=x> <!-- --> &lt;", "<img src=x> <!-- --> &lt;"],
    ["a heading", "# a", `#${mark} a`],
    ["a quotation", "> a", "> a"],
    ["a list", "- a", "- a"],
    ["a numbered list", "1. a", "1. a"],
    ["another numbered list", "12) a", "12) a"],
    ["a task", "[x] a", "[x] a"],
    ["a rule", "---", "---"],
    ["a foot note", "[^1]", "[^1]"],
    ["mathematics", "$a$", "$a$"],
    ["backslashes", "\\@ \\\\", `\\@${mark} \\\\`],
    ["several lines", "a\n\n# b\r\n\tc", `a #${mark} b c`],
    ["control and bidirectional characters", "a\u001b[2J\u202eb\u200bc", "a�[2J�b�c"],
    ["versions", "1.13.0 (>=1.12,<2) 1!2.0+x", "1.13.0 (>=1.12,<2) 1!2.0+x"],
  ])("%s stays text", (_, text, value) => {
    expect(inline(escapeMarkdown(text))).toEqual([{ type: "text", value }]);
    // The mark cannot be seen, so the source names it.
    expect(escapeMarkdown(text)).not.toContain(mark);
  });

  test("nothing in it is anything but text, alone, in a list and in a cell", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(flat(text).trim() !== "");
        const [first] = inline(escapeMarkdown(text));
        expect(inline(escapeMarkdown(text))).toHaveLength(1);
        expect(first?.type).toBe("text");
        const seen = first?.value ?? "";
        expect(seen.replaceAll(mark, "").trim()).toBe(flat(text).trim());
        expect(seen).not.toMatch(/[@#](?!\u200b)|GH-\d|:\/\/|www\.|\b[0-9a-f]{7,40}\b/i);
        expect(cells(table([escapeMarkdown(text)], []))[0]?.[0]).toEqual([{ type: "text", value: seen.trim() }]);
        expect(read(`- ${escapeMarkdown(text)}`)).toMatchObject([
          { type: "list", children: [{ children: [{ type: "paragraph", children: [{ type: "text" }] }] }] },
        ]);
      }),
    );
  });
});

describe("tables", () => {
  test("have a heading, a rule and rows", () => {
    expect(
      table(
        ["A", "B"],
        [
          ["1", "2"],
          ["3", ""],
        ],
      ),
    ).toBe("| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |");
  });

  test.each([
    ["a|b", "a|b", "a|b"],
    ["a\\|b", "a|b", "a\\|b"],
    ["a\\\\|b", "a\\\\|b", "a\\\\|b"],
    ["|", "|", "|"],
    ["|`|`|", "|`|`|", "|`|`|"],
    ["a\\", "a\\", "a\\"],
  ])("bars and backslashes in %j do not end a cell", (text, code, value) => {
    expect(cells(table(["A", "B"], [[codeSpan(text), escapeMarkdown(text)]]))[1]).toEqual([
      [{ type: "inlineCode", value: code }],
      [{ type: "text", value }],
    ]);
  });

  test("no text makes another cell or another row", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (code, text) => {
        fc.pre(flat(text).trim() !== "" && flat(code).trim() !== "");
        const rows = cells(table(["A", "B", "C"], [[codeSpan(code), escapeMarkdown(text), "end"]]));
        expect(rows).toHaveLength(2);
        expect(rows[1]?.map((cell) => cell.map(({ type }) => type))).toEqual([["inlineCode"], ["text"], ["text"]]);
        expect(rows[1]?.[2]).toEqual([{ type: "text", value: "end" }]);
      }),
    );
  });
});
