import { describe, expect, test } from "@jest/globals";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { type ResultDocument, resultSchema } from "../../src/documents/result.ts";
import { buildSummary } from "../../src/review/build-summary.ts";
import { buildText } from "../../src/terminal/build.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { closureSize, elapsed } from "../../src/terminal/units.ts";

const passed = {
  attribute: "dagster-pipes",
  version: "1.13.26",
  status: "passed",
  duration: 12_400,
  storePath: "/nix/store/x-dagster-pipes-1.13.26",
  closureBytes: 200_000_000,
  closurePaths: 40,
  failure: null,
  because: null,
  logTail: "",
  checks: [
    { name: "import", status: "passed", duration: 10, note: "dagster_pipes", output: "" },
    { name: "version", status: "passed", duration: 10, note: "", output: "" },
  ],
  unmetBounds: [],
};

const document: ResultDocument = resultSchema.parse({
  schema: 1,
  system: "x86_64-linux",
  commit: null,
  nixpkgs: "https://github.com/flox/nixpkgs?rev=b3d51a03",
  floxVersion: "1.16.0",
  nixVersion: "2.31.1",
  complete: true,
  outcome: "failed",
  packages: [
    passed,
    {
      ...passed,
      attribute: "dagster-webserver",
      duration: 190_000,
      status: "failed",
      closureBytes: 400_000_000,
      checks: [{ name: "ui", status: "failed", duration: 10, note: "/ is answered with 500", output: "``` no page\n" }],
    },
    {
      ...passed,
      attribute: "dagster",
      status: "failed",
      duration: 3_700_000,
      storePath: null,
      closureBytes: null,
      closurePaths: null,
      checks: [],
      failure: {
        kind: "unmet-requirement",
        message: "protobuf<7 is not met by version 7.34.1",
        file: ".flox/pkgs/dagster.nix",
        line: 56,
        hint: 'Add "protobuf" to pythonRelaxDeps (line 56).',
      },
      logTail: "before\n````\n</details> <!-- @someone fixes #1\n| a | b |\n# heading\n",
    },
    {
      ...passed,
      attribute: "dagster-complete",
      status: "skipped",
      duration: 0,
      storePath: null,
      closureBytes: null,
      closurePaths: null,
      checks: [],
      because: "dagster, which it needs, was not built",
    },
  ],
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

const read = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];

describe("the job summary", () => {
  const summary = buildSummary(document);

  test("has a table of the packages, what failed and what to do, and charts", () => {
    const [packages = "", failures = ""] = summary.split("### What failed");
    expect(packages.trim().split("\n")).toEqual([
      "| Package | Version | Status | Time | Closure | Checks |",
      "| --- | --- | --- | --- | --- | --- |",
      "| `dagster-pipes` | `1.13.26` | passed | 12 s | 200.0 MB in 40 paths | import (dagster\\_pipes), version |",
      "| `dagster-webserver` | `1.13.26` | failed | 3 min 10 s | 400.0 MB in 40 paths | **failed** ui (/ is answered with 500) |",
      "| `dagster` | `1.13.26` | failed | 1 h 1 min |  |  |",
      "| `dagster-complete` | `1.13.26` | skipped: dagster, which it needs, was not built |  |  |  |",
    ]);
    expect(failures).toContain(
      '| `dagster` | unmet-requirement: protobuf\\<7 is not met by version 7.34.1 | `.flox/pkgs/dagster.nix:56` | Add "protobuf" to pythonRelaxDeps (line 56). |',
    );
    expect(failures).toContain("| `dagster-webserver` | check ui: / is answered with 500 |  |  |");
    const charts = all(read(summary))
      .filter(({ type }) => type === "code")
      .slice(-2);
    expect(charts.map(({ value }) => value)).toEqual([
      [
        `dagster-pipes      ${"█".repeat(20).padEnd(40)}  200.0 MB`,
        `dagster-webserver  ${"█".repeat(40)}  400.0 MB`,
      ].join("\n"),
      [
        `dagster-pipes      ${"█".padEnd(40)}  12 s`,
        `dagster-webserver  ${"██".padEnd(40)}  3 min 10 s`,
        `dagster            ${"█".repeat(40)}  1 h 1 min`,
      ].join("\n"),
    ]);
    expect(
      summary.endsWith("Built on nixpkgs `https://github.com/flox/nixpkgs?rev=b3d51a03`, Flox `1.16.0`, Nix `2.31.1`."),
    ).toBe(true);
  });

  test("keeps logs where they cannot be read as Markdown", () => {
    const nodes = all(read(summary));
    const logs = nodes.filter(({ type }) => type === "code").map(({ value }) => value);
    expect(logs).toContain(document.packages[2]?.logTail.trimEnd());
    expect(logs).toContain("``` no page");
    const html = nodes.filter(({ type }) => type === "html").map(({ value }) => value);
    expect(html.filter((text) => text === "</details>")).toHaveLength(2);
    expect(html.join("")).not.toContain("someone");
    expect(nodes.filter(({ type, depth }) => type === "heading" && depth === 1)).toEqual([]);
  });

  test("of nothing is what it was built on", () => {
    expect(buildSummary({ ...document, packages: [] })).toBe(
      "Built on nixpkgs `https://github.com/flox/nixpkgs?rev=b3d51a03`, Flox `1.16.0`, Nix `2.31.1`.",
    );
    expect(buildSummary({ ...document, packages: [], nixpkgs: null, floxVersion: null, nixVersion: null })).toBe("");
  });
});

test("the text in a terminal says the same", () => {
  const text = buildText(createStyle(false), document, "result.json");
  expect(text).toContain("failed  x86_64-linux");
  expect(text).toMatch(/dagster-webserver +1\.13\.26 +failed +3 min 10 s +400\.0 MB in 40 paths +ui FAILED/);
  expect(text).toContain(
    'dagster: .flox/pkgs/dagster.nix:56: protobuf<7 is not met by version 7.34.1\n  Add "protobuf" to pythonRelaxDeps (line 56).\n  | before\n',
  );
  expect(text).toContain("dagster-webserver: ui: / is answered with 500\n  | ``` no page");
  expect(text).toMatch(/Not built\ndagster-complete +dagster, which it needs, was not built/);
  expect(text.endsWith("Written to result.json.")).toBe(true);
  expect(buildText(createStyle(false), { ...document, complete: false, nixpkgs: null }, "x")).toMatch(
    /^failed {2}x86_64-linux {2}\(ended half-way\)\n\n/,
  );
});

test.each([
  [0, "0.0 s"],
  [1234, "1.2 s"],
  [59_400, "59 s"],
  [60_000, "1 min 0 s"],
  [3_599_999, "1 h 0 min"],
  [7_290_000, "2 h 1 min"],
])("%d milliseconds are %s", (ms, text) => expect(elapsed(ms)).toBe(text));

test.each([
  [1, 1, "1 B in 1 path"],
  [34_500, 2, "34.5 kB in 2 paths"],
  [34_500, null, "34.5 kB"],
])("%d bytes in %p paths are %s", (bytes, paths, text) => expect(closureSize(bytes, paths)).toBe(text));
