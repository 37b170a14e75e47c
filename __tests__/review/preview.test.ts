import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { pullRequestBody } from "../../src/review/body.ts";
import { previewPage } from "../../src/review/preview.ts";
import { judge } from "../../src/review/verdict.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { describeWith } from "../helpers/needs.ts";
import { bumpFile, commit, mixedResults } from "../helpers/results.ts";

const hostileNotes = `<script>document.title = "taken"</script>
<img src="x" onerror="document.title = 'taken'">
[a](javascript:document.title='taken') <style>* { display: none }</style>
<iframe src="https://evil.example"></iframe>

\`\`\`
</details><script>document.title = "taken"</script>
`;

function pageOf(): string {
  const bump = bumpFile();
  const [note] = bump.notes;
  if (note !== undefined) bump.notes.push({ ...note, version: "1.13.24", body: hostileNotes });
  bump.requirements.dagster?.blockers.push({
    name: "a-project-whose-name-is-as-long-as-such-names-may-be",
    reason: `docker-image-py is not known: ${"package it, or name it in the configuration. ".repeat(4)}`,
  });
  const marked = {
    upstream: bump.upstream,
    directory: bump.directory,
    version: "1.13.26",
    commit,
    verdict: "failed" as const,
    draft: true,
    refused: [],
    supersededBy: null,
    found: [],
  };
  const body = pullRequestBody(bump, judge(bump, mixedResults()), marked);
  return previewPage({ title: bump.title, branch: bump.branch ?? "", draft: true, body });
}

describe("the page", () => {
  test.each([
    ["<script>alert(1)</script>", "<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>"],
    ["a <b onclick='x'>b</b>", "<p>a <p>&#60;b onclick=&#39;x&#39;&#62;</p>b<p>&#60;/b&#62;</p></p>"],
    ["<!-- a --> b", " b"],
    ["[a](javascript:x)", "<p>a</p>"],
    ["[a](https://a.example/?b&c)", '<p><a href="https://a.example/?b&#38;c" rel="noreferrer">a</a></p>'],
    ["![a](https://a.example/x.png)", "<p></p>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["- a\n\n  b\n- c", "<ul><li><p>a</p>\n<p>b</p></li><li><p>c</p></li></ul>"],
    [
      "> *a* **b** ~~c~~ `d`",
      "<blockquote><p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p></blockquote>",
    ],
    ["a  \nb\n\n***", "<p>a<br>b</p>\n<hr>"],
    ["```sh\n<x>\n```", "<pre><code>&#60;x&#62;</code></pre>"],
  ])("%j", (body, html) => {
    const page = previewPage({ title: "t", branch: "b", draft: false, body });
    expect(page).toContain(`<article class="markdown">\n${html}\n</article>`);
  });
});

describeWith("chromium", "the page in a browser", () => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let address: string;

  beforeAll(async () => {
    folder = await temporaryFolder({ "pull-request.html": pageOf() });
    address = pathToFileURL(join(folder.path, "pull-request.html")).href;
    browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    await folder[Symbol.asyncDispose]();
  });

  async function opened(colorScheme: "light" | "dark", width: number): Promise<Page> {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address);
    // For people who want to look at it.
    const pictures = process.env.FLOX_UPSTREAM_PICTURES;
    if (pictures !== undefined) {
      await mkdir(pictures, { recursive: true });
      await writeFile(join(pictures, `${colorScheme}-${width}.png`), await page.screenshot({ fullPage: true }));
    }
    return page;
  }

  const errors: string[] = [];
  const requests: string[] = [];

  test("has the tables, the chart and the folded parts, each open to a click", async () => {
    const page = await opened("light", 1280);
    expect(await page.locator("h1").textContent()).toBe("dagster: 1.12.1 -> 1.13.26");
    expect(await page.locator("h2").first().textContent()).toBe(
      "❌ dagster 1.13.26 fails on 1 of 4 systems, passes on 2",
    );
    expect(await page.locator("table").first().locator("th").allTextContents()).toEqual([
      "Package",
      "x86_64-linux",
      "aarch64-linux",
      "x86_64-darwin",
      "aarch64-darwin",
    ]);
    expect(await page.locator("pre").first().textContent()).toContain("█");
    const failure = page.locator("details").first();
    expect(await failure.locator("pre").isVisible()).toBe(false);
    await failure.locator("summary").click();
    expect(await failure.locator("pre").isVisible()).toBe(true);
    expect(await page.locator("details").count()).toBe(6);
    await page.close();
  });

  test("runs and loads nothing from the notes", async () => {
    const page = await opened("light", 1280);
    for (const part of await page.locator("details").all()) await part.locator("summary").click();
    expect(await page.title()).toBe("dagster: 1.12.1 -> 1.13.26");
    expect(await page.locator("script, img, iframe, object, embed, link, form, [onerror]").count()).toBe(0);
    expect(await page.locator("a:not([href^='https://'])").count()).toBe(0);
    expect(await page.locator("style").count()).toBe(1);
    expect([...new Set(requests)]).toEqual([address]);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("wraps the sentences of a table, as GitHub does", async () => {
    const page = await opened("light", 1280);
    const table = page.locator(".scroll", { hasText: "docker-image-py is not known" });
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)("is readable, %s, %i pixels wide", async (scheme, width) => {
    const page = await opened(scheme, width);
    const colour = (selector: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}"))["${property}"]`);
    const colours = {
      text: await colour(".markdown > p", "color"),
      page: await colour("body", "backgroundColor"),
      link: await colour(".markdown a", "color"),
    };
    expect(contrast(colours.text, colours.page)).toBeGreaterThan(7);
    expect(contrast(colours.link, colours.page)).toBeGreaterThan(4.5);
    // Wide tables and long lines scroll by themselves.
    const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
    await page.close();
  });
});

/** WCAG 2.2's contrast ratio of two `rgb(…)`. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+(\.\d+)?/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
