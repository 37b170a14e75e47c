import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { disarm } from "../../src/review/untrusted.ts";

const written = (markdown: string) => disarm(markdown).join("\n\n");

/** Every node of the document as GitHub reads it, foot notes too. */
function nodesOf(markdown: string): readonly Nodes[] {
  const all: Nodes[] = [];
  const visit = (node: Nodes) => {
    all.push(node);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return all;
}

/** What people see: the text of the document without the marks that keep characters apart. */
function seen(markdown: string): string {
  return nodesOf(markdown)
    .map((node) => ("value" in node ? node.value : node.type === "paragraph" ? "\n" : ""))
    .join("")
    .replaceAll("\u200b", "")
    .trim();
}

/** Nothing in it may act, wherever in a pull request it stands. */
function expectHarmless(markdown: string): void {
  for (const node of nodesOf(markdown)) {
    expect(["html", "image", "imageReference", "linkReference", "definition", "footnoteReference"]).not.toContain(
      node.type,
    );
    if (node.type === "text") {
      expect(node.value).not.toMatch(/@[a-z0-9]|#\d|\bgh-\d|\b[0-9a-f]{7,40}\b|[\u202a-\u202e\u2066-\u2069]/i);
    }
    if (node.type === "link") {
      expect(node.url).toMatch(/^https?:\/\//);
      expect(node.url).not.toMatch(/^https?:\/\/(www\.)?github\.com\/[^/]+\/[^/]+\/(issues|pull|commit|discussions)/i);
    }
    if ("checked" in node) expect(node.checked ?? null).toBeNull();
  }
  // As a commit message, where code and comments are text as well.
  expect(markdown).not.toMatch(/(?<![a-z0-9_])@[a-z0-9]|(?<!&)#\d|(?<!\\)<!--/i);
}

describe("what acts on GitHub does not act any more, and reads as before", () => {
  test.each([
    ["a mention", "Thanks @octocat!", "Thanks @octocat!"],
    ["a mention in markup", "**@octocat** and _@hubot_", "@octocat and @hubot"],
    ["a mention as a link", "[@octocat](https://github.com/octocat)", "@octocat"],
    ["a team", "cc @dagster-io/core", "cc @dagster-io/core"],
    ["an issue", "see #12", "see #12"],
    ["the other form", "GH-12, gh-13", "GH-12, gh-13"],
    ["another repository's", "dagster-io/dagster#12", "dagster-io/dagster#12"],
    ["a commit", "in 0123456789abcdef0123456789abcdef01234567", "in 0123456789abcdef0123456789abcdef01234567"],
    ["a short commit", "in 0123abc", "in 0123abc"],
    ["a commit of another repository", "a/b@0123abc", "a/b@0123abc"],
    ["an entity for @", "&#64;octocat", "@octocat"],
    ["an escaped mention", "\\@octocat", "@octocat"],
    ["code", "use `@asset` and `#12`", "use @asset and #12"],
  ])("%s", (_, markdown, text) => {
    expectHarmless(written(markdown));
    expect(seen(written(markdown))).toBe(text);
  });

  const keywords = ["close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved"];
  test.each(
    keywords.flatMap((keyword) =>
      [
        `${keyword} #12`,
        `${keyword.toUpperCase()}: #12`,
        `${keyword} someone/packaging#12`,
        `${keyword} GH-12`,
        `${keyword} https://github.com/someone/packaging/issues/12`,
        `${keyword} [#12](https://github.com/someone/packaging/issues/12)`,
        `${keyword} **#12**`,
        `<b>${keyword}</b> #<!-- -->12`,
        `\`${keyword} #12\``,
      ].map((text) => [text]),
    ),
  )("%s", (text) => {
    const markdown = written(text);
    expectHarmless(markdown);
    const plain = nodesOf(markdown)
      .map((node) => ("value" in node ? node.value : node.type === "link" ? `(${node.url})` : ""))
      .join("");
    expect(plain).not.toMatch(/(close|fix|resolve)[a-z]*:?\s*(\S*#|gh-|\(?https:\/\/github\.com)\d/i);
  });
});

describe("HTML", () => {
  test.each([
    ["a comment", "a\n\n<!-- flox-upstream:results -->\n\nb", "a\nb"],
    ["a comment within a text", "a <!-- flox-upstream:results --> b", "a  b"],
    ["a comment that is not closed", "a\n\n<!-- b", "a"],
    ["the end of what we opened", "a\n\n</details>\n\nb", "a\nb"],
    ["a section that folds", "<details>\n<summary>More</summary>\n\n* one\n\n</details>", "More\none"],
    ["a table", "<table><tr><td>1</td><td>2</td></tr></table>", "12"],
    ["a script", "<script>alert(1)</script>\n\na", "a"],
    ["a style", "<style>\n* { display: none }\n</style>\n\na", "a"],
    ["an image", '<img src="https://evil.example/x.png" onerror="alert(1)">', ""],
    ["a tag that is not closed", '<a href="', '<a href="'],
    ["an event", 'a <b onmouseover="alert(1)">b</b>', "a b"],
    ["a line's end", "a<br>b", "a b"],
    ["quotes around the end of a tag", '<p title="a>b">c</p>', "c"],
  ])("%s leaves its text", (_, markdown, text) => {
    expectHarmless(written(markdown));
    expect(seen(written(markdown))).toBe(text);
  });
});

describe("links and images", () => {
  const links = (markdown: string) =>
    nodesOf(written(markdown)).flatMap((node) => (node.type === "link" ? [node.url] : []));

  test.each([
    ["[a](https://docs.example/x?y=1&z=2#w)", ["https://docs.example/x?y=1&z=2#w"]],
    ["<https://docs.example/>", ["https://docs.example/"]],
    ["https://docs.example/x", ["https://docs.example/x"]],
    ["www.docs.example", ["http://www.docs.example/"]],
    ["[a][b]\n\n[b]: https://docs.example/b", ["https://docs.example/b"]],
    ["![a](https://docs.example/a.png)", ["https://docs.example/a.png"]],
    ["[![a](https://docs.example/a.png)](https://docs.example/b)", ["https://docs.example/b"]],
    ["[a](https://github.com/dagster-io/dagster/pull/12)", ["https://redirect.github.com/dagster-io/dagster/pull/12"]],
    ["[a](https://GitHub.com/a/b/commit/0123abc)", ["https://redirect.github.com/a/b/commit/0123abc"]],
    ["[a](https://github.com/dagster-io)", ["https://github.com/dagster-io"]],
    ["[a](https://ghes.example/a/b/issues/12)", []],
    ["[a](javascript:alert(1))", []],
    ["[a](JaVaScRiPt:alert(1))", []],
    ["[a](data:text/html,x)", []],
    ["[a](vbscript:x) [a](file:///etc/passwd)", []],
    ["[a](/settings) [a](#x) [a](../x) [a](//evil.example)", []],
    ["[a](https://user:secret@evil.example) [a](https://github.com@evil.example)", []],
    ["[a](mailto:a@b.example) a@b.example", []],
    ["[a](https://a.example/|b|`c`\\)", ["https://a.example/|b|%60c%60/"]],
  ])("%s", (markdown, expected) => {
    expectHarmless(written(markdown));
    expect(links(markdown).map((url) => url.replaceAll("%7C", "|"))).toEqual(expected);
  });

  test("a thread is called by its number, and does not act", () => {
    expect(written("https://github.com/dagster-io/dagster/pull/12")).toBe(
      "[dagster-io/dagster\\#&#8203;12](<https://redirect.github.com/dagster-io/dagster/pull/12>)",
    );
  });
});

describe("what is left open is closed", () => {
  test.each([
    ["a fence", "```\nrm -rf /\n@octocat #12", "```\nrm -rf /\n@\u200boctocat #\u200b12\n```"],
    ["a fence in a quotation", "> ~~~~\n> a", "> ```\n> a\n> ```"],
    ["a fence with fences in it", "````\n```\n````", "````\n```\n````"],
    ["what GitHub would draw", "```mermaid\ngraph TD\n```", "```\ngraph TD\n```"],
    ["a language", "```python\nx = 1\n```", "```python\nx = 1\n```"],
    ["a suggestion", "```suggestion\nx\n```", "```\nx\n```"],
    ["indented code", "    a\n    b", "```\na\nb\n```"],
    ["emphasis", "**a", "\\*\\*a"],
    ["a code span", "`a", "\\`a"],
    ["a comment in code", "```\n<!-- flox-upstream:results -->\n```", "```\n<\u200b!-- flox-upstream:results -->\n```"],
  ])("%s", (_, markdown, expected) => {
    expect(written(markdown)).toBe(expected);
  });
});

describe("what is harmless stays as it is", () => {
  test.each([
    ["# Title\n\n## Part\n\n#### Deep", "#### Title\n\n##### Part\n\n###### Deep"],
    ["* a\n* b\n  * c\n  * d\n* e", "- a\n- b\n  - c\n  - d\n- e"],
    ["3. a\n4. b", "3. a\n4. b"],
    ["- a\n\n  ```sh\n  x\n  ```\n- b", "- a\n\n  ```sh\n  x\n  ```\n- b"],
    ["- [ ] a\n- [x] b", "- ☐ a\n- ☑ b"],
    ["> a\n> b\n\nc", "> a b\n\nc"],
    ["*a* **b** ~~c~~ `d`", "*a* **b** ~~c~~ `d`"],
    ["a\n\n---\n\nb", "a\n\n***\n\nb"],
    ["|a|b|\n|-|-|\n|1|`x\\|y`|", "| a | b |\n| --- | --- |\n| 1 | `x\\|y` |"],
    ["🎉 Grüße, 日本語", "🎉 Grüße, 日本語"],
  ])("%j", (markdown, expected) => expect(written(markdown)).toBe(expected));

  test("characters that turn the text around are shown, and invisible ones left out", () => {
    expect(written("a\u202eb\u2066c\u200bd\ufeffe\u{e0041}f\u0007")).toBe("a�b�cdef�");
    expect(written("`a\u202e`")).toBe("`a�`");
    expect(written("```\na\u202e\tb\n```")).toBe("```\na�\tb\n```");
  });

  test("two texts one after another stay two blocks", () => {
    expect(disarm("# a\n\nb\n\n- c")).toEqual(["#### a", "b", "- c"]);
    expect(disarm("")).toEqual([]);
    expect(disarm("<!-- nothing -->")).toEqual([]);
  });
});

const fragment = fc.oneof(
  fc.constantFrom(
    ..."\\`*_{}[]()#+!|<>~&$-@:/.=^ \t\n\r\"'0123abGHgh",
    "\n\n",
    "```",
    "~~~",
    "> ",
    "- ",
    "1. ",
    "    ",
    "---\n",
    "|a|b|\n|-|-|\n|",
    "[ ] ",
    "<!--",
    "-->",
    "</details>",
    "<details>",
    "<script>",
    "<a href='",
    "&lt;",
    "&#64;",
    "&commat;",
    "@octocat",
    "Fixes #12",
    "GH-12",
    "0123abcd",
    "https://github.com/a/b/pull/1",
    "[x](javascript:y)",
    "![x](https://y.example)",
    "[x]: https://y.example\n",
    "[x]",
    "[^x]",
    "[^x]: y\n",
    "\u202e",
    "\u200b",
    "www.a.example",
    "a@b.example",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);

describe("any text", () => {
  test("is harmless, alone and where it is put", () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 25 }), (parts) => {
        const markdown = written(parts.join(""));
        expectHarmless(markdown);
        const nodes = nodesOf(`<details>\n\n${markdown}\n\n</details>\n\nEND`);
        const html = nodes.filter(({ type }) => type === "html");
        expect(html.map((node) => ("value" in node ? node.value : ""))).toEqual(["<details>", "</details>"]);
        expect(nodes.at(-1)).toMatchObject({ type: "text", value: "END" });
      }),
      { numRuns: 1500 },
    );
  });

  test("however deep it is nested", () => {
    for (const deep of [
      ">".repeat(20_000),
      "- ".repeat(3000),
      "*a ".repeat(5000),
      "[".repeat(20_000),
      "`a".repeat(9999),
    ]) {
      expectHarmless(written(`${deep} @octocat`));
    }
  });
});
