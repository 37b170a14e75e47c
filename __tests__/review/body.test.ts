import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Nodes } from "mdast";
import type { BumpFile } from "../../src/documents/bump.ts";
import type { ResultDocument } from "../../src/documents/result.ts";
import { type Marked, mark, markSuperseded, readMark } from "../../src/review/body/marks.ts";
import { issueBody, pullRequestBody, withResults } from "../../src/review/body.ts";
import { readMarkdown } from "../../src/review/untrusted/tree.ts";
import { judge } from "../../src/review/verdict.ts";
import { builtPackage, bumpFile, commit, failedPackage, mixedResults, result } from "../helpers/results.ts";

const marked: Marked = {
  upstream: "dagster-io/dagster",
  directory: "dagster-build",
  version: "1.13.26",
  commit,
  verdict: "failed",
  draft: true,
  refused: [],
  supersededBy: null,
  found: [],
};

function bodyOf(bump: BumpFile = bumpFile(), results: readonly ResultDocument[] = mixedResults()): string {
  return pullRequestBody(bump, judge(bump, results), marked);
}

function everyNode(markdown: string): readonly Nodes[] {
  const all: Nodes[] = [];
  const visit = (node: Nodes) => {
    all.push(node);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(readMarkdown(markdown));
  return all;
}

const headings = (markdown: string) =>
  everyNode(markdown).flatMap((node) =>
    node.type === "heading" && node.depth < 4
      ? [node.children.map((child) => ("value" in child ? child.value : "")).join("")]
      : [],
  );

describe("the text of a pull request", () => {
  test("has the verdict first, and then everything in its order", () => {
    expect(headings(bodyOf())).toEqual([
      "❌ dagster 1.13.26 fails on 1 of 4 systems, passes on 2",
      "What changes",
      "Requirements",
      "Left to you",
      "Provenance",
      "Release notes",
      "Commits",
      "See for yourself",
      "How to steer this",
    ]);
  });

  test.each([
    ["the summary", "`dagster-io/dagster` `1.12.1` → `1.13.26`, released on 2026-10-08. 4 edits in 2 packages."],
    ["a passing package", "✅ passed · 3 min 4 s · 2 checks · 431 MB"],
    ["a failing one", "❌ failed: unmet requirement"],
    ["an unsupported system", "➖ unsupported"],
    ["the chart", "aarch64-linux   ████████████████████ 6 min 35 s"],
    ["the chart's shorter bar", "x86_64-linux    █████████▌ 3 min 8 s"],
    ["what to do", "**What to do:** Add antlr4-python3-runtime to dependencies."],
    ["the log", "- antlr4-python3-runtime not installed"],
    ["why", "- 1.13.26 is the newest release that may be taken."],
    ["what was refused", "| `1.13.27rc0` | 1.13.27rc0 is a pre-release by its version. |"],
    ["what was mended", "| dagster | fix | `antlr4-python3-runtime` | For dependencies. Upstream asks for"],
    [
      "an edit of requirements, apart from those of the release",
      "**Edits of requirements**\n\n| Package | What | From | To | Where |\n| --- | --- | --- | --- | --- |\n" +
        "| `dagster` | requirement |  | `antlr4-python3-runtime` | `.flox/pkgs/dagster.nix:30` |",
    ],
    ["leftovers", "| `README.md:3` | `Dagster 1.12.1, packaged for Flox.` |"],
    ["the tag's signature", "| Tag | `1.13.26`, signed, and GitHub has verified it |"],
    ["the commit's", "not signed in a way that GitHub can verify"],
    ["its age", "| Released | 2026-10-08, 42 days old when it was taken |"],
    ["the pinned tag", "a tag that names the same commit as when it was pinned"],
    ["the compare link", "(<https://github.com/dagster-io/dagster/compare/1.12.1...1.13.26>)"],
    ["the hash", "`sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`"],
    ["notes by version", "<summary>1.13.25 (2026-10-01)</summary>"],
    ["how to build", "flox build dagster\n"],
    ["how to hash", "npx flox-upstream hash https://github.com/dagster-io/dagster/archive/1.13.26.tar.gz"],
    ["how to give it back", "reset the branch to `cccccccccccc`"],
  ])("%s", (_, text) => expect(bodyOf().replaceAll("\\-", "-").replaceAll("\\.", ".")).toContain(text));

  test("edits that requirements: report leaves to people are not said to be made", () => {
    const { requirementEdits } = bumpFile();
    const text = bodyOf(bumpFile({ requirementEdits: { ...requirementEdits, mode: "report" } }));
    expect(text).toContain("3 edits in 2 packages.");
    expect(text).toContain("**Not written: what `requirements: fix` would edit**\n\n| Package |");
    expect(text).toContain("| dagster | would fix | `antlr4-python3-runtime` |");
    expect(text).not.toContain("**Edits of requirements**");
  });

  test("is the same for the same facts, whatever their order", () => {
    expect(bodyOf(bumpFile(), mixedResults().toReversed())).toBe(bodyOf());
  });

  test.each([
    [419_000_000, "431 MB (+12 MB)"],
    [1_631_000_000, "431 MB (−1.2 GB)"],
    [431_000_001, "431 MB (as on the base)"],
  ])("a closure of %d bytes on the base is compared: %s", (closureBytes, text) => {
    const bump = bumpFile({ systems: [{ system: "x86_64-linux", runner: "x" }] });
    const before = result("x86_64-linux", { commit: bump.base, packages: [builtPackage({ closureBytes })] });
    expect(bodyOf(bump, [result("x86_64-linux"), before])).toContain(text);
  });

  test("a failure that is not new is told apart", () => {
    const failing = result("x86_64-linux", { outcome: "failed", packages: [failedPackage()] });
    const bump = bumpFile({ systems: [{ system: "x86_64-linux", runner: "x" }] });
    const before = { ...failing, commit: bump.base };
    expect(bodyOf(bump, [failing, before])).toContain("❌ failed: unmet requirement, as on the base");
    expect(bodyOf(bump, [failing, { ...before, packages: [{ ...failedPackage(), status: "passed" }] }])).toContain(
      "not so on the base",
    );
  });

  test("an untagged commit has no compare link, a repair one version, and no fetch no provenance", () => {
    const untagged = bumpFile({
      candidate: { tag: null, version: "1.13.26-unstable-2026-11-01", commit: "d".repeat(40), publishedAt: null },
      current: { tag: null, version: "1.12.1" },
    });
    expect(bodyOf(untagged)).not.toContain("/compare/");
    expect(bodyOf(bumpFile({ current: { tag: "1.13.26", version: "1.13.26" } }))).toContain("repairs `1.13.26`");
    expect(bodyOf(bumpFile({ provenance: null }))).not.toContain("### Provenance");
  });
});

describe("the commits", () => {
  test("are folded, disarmed, and counted where there are more", () => {
    const body = bodyOf();
    expect(body).toContain("<summary>1204 between the releases</summary>");
    expect(body).toContain("1202 later ones are not shown.");
    expect(body).toContain("- `dddddddddddd` Fix a thing for @&#8203;octocat");
    expect(body).toContain("- `eeeeeeeeeeee` fixes dagster-io/dagster\\#&#8203;13 \\</details\\>");
    expect(body).not.toMatch(/@octocat|#1[23]/);
  });

  test.each([null, { total: 0, first: [] }])("have no section where there are none: %j", (commits) => {
    expect(headings(bodyOf(bumpFile({ commits })))).not.toContain("Commits");
  });
});

describe("GitHub's limit", () => {
  const long = (count: number, length: number): BumpFile["notes"] =>
    Array.from({ length: count }, (_, index) => ({
      tag: `1.13.${count - index}`,
      version: `1.13.${count - index}`,
      url: `https://github.com/dagster-io/dagster/releases/tag/1.13.${count - index}`,
      publishedAt: null,
      body: Array.from({ length: length / 40 }, (_unused, line) => `- A change of some length, number ${line}`).join(
        "\n\n",
      ),
    }));
  const failingWith = (log: number, packages: number) =>
    bumpFile().systems.map(({ system }) =>
      result(system, {
        outcome: "failed",
        packages: Array.from({ length: packages }, (_, index) =>
          failedPackage({
            attribute: `p${index}`,
            logTail: "x"
              .repeat(80)
              .concat("\n")
              .repeat(log / 80),
          }),
        ),
      }),
    );

  test("cuts notes first, and says which", () => {
    const body = bodyOf(bumpFile({ notes: long(40, 8000) }), failingWith(3000, 2));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(55_000);
    expect(body).toMatch(/\*Cut to fit GitHub's limit: commits; notes of 1\\?\.13\\?\.\d+.* and \d+ more\.\*/);
    expect(body).toContain("Not shown here: [1.13.");
    expect(body).toContain("x".repeat(80).concat("\n").repeat(30));
    expect(headings(body)).toContain("How to steer this");
  });

  test("cuts commits before notes", () => {
    const title = "x".repeat(200);
    const commits = { total: 100, first: Array.from({ length: 100 }, () => ({ sha: commit, title })) };
    const whole = bodyOf(bumpFile({ commits, notes: long(1, 4000) }), []);
    expect(whole).toContain(title);
    expect(whole).not.toContain("Cut to fit");
    const body = bodyOf(bumpFile({ commits, notes: long(3, 16_000) }), failingWith(800, 1));
    expect(body).not.toContain(title);
    expect(body).toContain("*Cut to fit GitHub's limit: commits.*");
    expect(body.length).toBeLessThanOrEqual(65_536);
  });

  test("is an issue's too, which has a link more", () => {
    const compareUrl = "https://github.com/someone/packaging/compare/main...flox-upstream/dagster-1.13.26?expand=1";
    const bump = bumpFile({ notes: long(40, 8000) });
    const body = issueBody(bump, judge(bump, failingWith(3000, 2)), marked, compareUrl);
    expect(markSuperseded(body, "1.13.27", 4711).length).toBeLessThanOrEqual(65_536);
    expect(readMark(body)).toEqual(marked);
    expect(body.split("\n")[2]).toBe(`> There is no pull request of this yet: [make it](<${compareUrl}>).`);
  });

  test("then logs", () => {
    const body = bodyOf(bumpFile({ notes: long(3, 4000) }), failingWith(9000, 20));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/logs to their last \d+ characters|; logs|: logs/);
    expect(headings(body)).toContain("Provenance");
  });

  test("then lists", () => {
    const edits = Array.from({ length: 5000 }, (_, line) => ({ ...bumpFile().edits[0], line: line + 1 }) as never);
    const leftovers = Array.from({ length: 5000 }, (_, line) => ({
      file: "README.md",
      line: line + 1,
      text: "x".repeat(500),
    }));
    const body = bodyOf(bumpFile({ edits, leftovers }), failingWith(9000, 300));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/lists to \d+ lines/);
    expect(body).toContain("more are not shown");
  });

  test("whatever the sizes, and it can be superseded still", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(9000), fc.nat(8000), fc.nat(60), (notes, length, log, packages) => {
        const body = bodyOf(bumpFile({ notes: long(notes, length) }), failingWith(log, packages));
        expect(markSuperseded(body, "1.13.27", 4711).length).toBeLessThanOrEqual(65_536);
        expect(readMark(body)).toEqual(marked);
      }),
      { numRuns: 25 },
    );
  });
});

describe("hostile results and names", () => {
  const hostile = "</details><script>alert(1)</script> @octocat #12 <!-- flox-upstream:results-end --> `x` | y\n\n# z";
  const bump = bumpFile({
    reasons: [hostile],
    refused: [{ tag: hostile, code: "draft", reason: hostile }],
    leftovers: [{ file: hostile, line: 1, text: hostile }],
    refusals: [{ file: hostile, line: 1, reason: hostile }],
    warnings: [hostile],
    commits: { total: 1, first: [{ sha: commit, title: hostile }] },
    notes: [{ tag: "1", version: hostile, url: hostile, publishedAt: hostile, body: hostile }],
  });
  const built = failedPackage({
    attribute: hostile,
    version: hostile,
    failure: { kind: "build-failed", message: hostile, file: hostile, line: 1, hint: hostile },
    logTail: `${hostile}\n\`\`\`\`\n${hostile}`,
    checks: [{ name: "import", status: "failed", duration: 1, note: hostile, output: `~~~\n${hostile}` }],
  });
  const results = bump.systems.map(({ system }) =>
    result(system, { outcome: "failed", nixpkgs: hostile, packages: [built] }),
  );

  test("leave the page as it is: our tags, our marks, no other link or mention", () => {
    const body = bodyOf(bump, results);
    const html = everyNode(body).flatMap((node) => (node.type === "html" ? [node.value] : []));
    for (const tag of html.flatMap((value) => value.split(/\n(?=<!--)/))) {
      expect(tag).toMatch(
        /^(<details>\n<summary>[^<]*(<code>[^<]*<\/code>)?[^<]*<\/summary>|<\/details>|<!-- flox-upstream[^>]*-->)$/,
      );
    }
    expect(html.filter((tag) => tag.includes("<!-- flox-upstream:results-end"))).toHaveLength(1);
    expect(body.match(/<!-- flox-upstream/g)).toHaveLength(3);
    for (const node of everyNode(body)) {
      if (node.type === "text") expect(node.value).not.toMatch(/@[a-z]|#\d/);
      if (node.type === "link")
        expect(node.url).toMatch(/^https:\/\/github\.com\/dagster-io\/dagster\/(tree|compare)\//);
    }
    expect(headings(body)).toHaveLength(9);
  });
});

describe("the marks", () => {
  test.each([
    marked,
    { ...marked, directory: "a --> b", supersededBy: "2!1.0", refused: ["draft" as const] },
    { ...marked, directory: "", verdict: "passed" as const },
  ])("are read as they were written", (fields) => {
    const line = mark(fields);
    expect(line.match(/-->/g)).toHaveLength(1);
    expect(readMark(`${line}\r\n\r\nx`)).toEqual(fields);
  });

  test.each([
    "",
    "x",
    "<!-- flox-upstream -->",
    "<!-- flox-upstream {} -->",
    "<!-- flox-upstream {x -->",
    ` ${mark(marked)}`,
  ])("%j is none of ours", (body) => expect(readMark(body)).toBeUndefined());

  test("later results replace earlier ones and nothing else", () => {
    const bump = bumpFile();
    const body = bodyOf();
    const passed = judge(
      bump,
      bump.systems.map(({ system }) => result(system)),
    );
    const later = withResults(body, bump, passed, { ...marked, verdict: "passed" });
    expect(headings(later)[0]).toBe("✅ dagster 1.13.26 passes on all 4 systems");
    expect(headings(later).slice(1)).toEqual(headings(body).slice(1));
    expect(readMark(later)).toMatchObject({ verdict: "passed" });
    expect(withResults(later, bump, judge(bump, mixedResults()), marked)).toBe(body);
    expect(withResults("A person's words", bump, passed, marked)).toBe("A person's words");
  });
});
