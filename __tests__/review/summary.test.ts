import { describe, expect, test } from "@jest/globals";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import type { PackageRequirements } from "../../src/documents/requirements.ts";
import { bumpSummary, checkSummary } from "../../src/review/summary.ts";

const emptyRequirements: PackageRequirements = {
  missing: [],
  superfluous: [],
  satisfied: [],
  changed: [],
  unresolved: [],
  blockers: [],
  fixes: [],
};

const document: BumpDocument = bumpSchema.parse({
  schema: 1,
  outcome: "update",
  current: { tag: "1.12.1", version: "1.12.1" },
  candidate: null,
  reasons: ["1.13.0 is newer than 1.12.1."],
  refused: [
    { tag: "1.13.1rc1", code: "prerelease", reason: "it is a pre-release" },
    { tag: "1.11.0", code: "not-newer", reason: "it is older" },
  ],
  edits: [{ file: "a.nix", line: 3, column: 9, attribute: "dagster", kind: "version", from: "1.12.1", to: "1.13.0" }],
  requirements: {
    dagster: {
      ...emptyRequirements,
      changed: [{ what: "requirement", name: "gql", from: "gql<4", to: "gql<5", reason: "gql was <4 and is <5." }],
    },
  },
  requirementEdits: { mode: "fix", edits: [] },
  projects: { added: [], dropped: [] },
  leftovers: [{ file: "README.md", line: 7, text: "  1.12.1 | old  " }],
  refusals: [{ file: "c.nix", line: 2, reason: "the version is computed" }],
  warnings: ["One name."],
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function read(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
}

function all(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(all)];
}

test("a check: what was not taken among the newer ones; the reasons stand above", () => {
  expect(checkSummary({ ...document, outcome: "update" })).toBe(
    [
      "### Releases that were not taken",
      "",
      "| Tag | Code | Reason |",
      "| --- | --- | --- |",
      "| `1.13.1rc1` | prerelease | it is a pre-release |",
    ].join("\n"),
  );
});

describe("a bump", () => {
  test("has its sections in order, and no empty ones", () => {
    const headings = (text: string) => [...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title);
    expect(headings(bumpSummary(document))).toEqual([
      "Edits",
      "Requirements",
      "Refused, and left as it is",
      "Still names the old version",
      "Warnings",
      "Releases that were not taken",
    ]);
    const empty = { ...document, edits: [], requirements: {}, leftovers: [], refusals: [], warnings: [], refused: [] };
    expect(bumpSummary(empty)).toBe("");
  });

  test("says of each what, where and why", () => {
    const text = bumpSummary(document);
    expect(text).toContain("| `dagster` | version | `1.12.1` | `1.13.0` | `a.nix:3` |");
    expect(text).toContain("| dagster | changed | `gql` | gql was \\<4 and is \\<5. |");
    expect(text).toContain("| `c.nix:2` | the version is computed |");
    expect(text).toContain("| `README.md:7` | `1.12.1 \\| old` |");
    expect(text).toContain("| One name. |");
  });

  test.each([
    ["fix", "Edits of requirements"],
    ["report", "Not written: what `requirements: fix` would edit"],
  ] as const)("shows the edits for requirements, with %s, apart", (mode, title) => {
    const edit = { file: "a.nix", line: 9, column: 5, attribute: "dagster", kind: "requirement", from: "" } as const;
    const edits = [{ ...edit, to: "\n    gql" }];
    expect(bumpSummary({ ...document, requirementEdits: { mode, edits } })).toContain(
      `\n\n### ${title}\n\n| Package | What | From | To | Where |\n| --- | --- | --- | --- | --- |\n` +
        "| `dagster` | requirement |  | `gql` | `a.nix:9` |\n\n",
    );
  });

  test("shows two hundred rows of a table and counts the rest", () => {
    const leftovers = Array.from({ length: 203 }, (_, index) => ({ file: "a", line: index + 1, text: "x" }));
    const text = bumpSummary({ ...document, leftovers });
    expect(text.match(/^\| `a:\d+` \| `x` \|$/gm)).toHaveLength(200);
    expect(text).toContain("\n\n3 more are not shown.");
  });
});

test("hostile texts stay in their cells, as text and code", () => {
  const hostile = "`a` | b\n\n# c @team/x Fixes #12 <img src=x> [l](https://evil.example) ``` \\| \u202e www.x.org";
  const one = <T extends object>(entry: T) =>
    Object.fromEntries(
      Object.entries(entry).map(([key, value]) => [
        key,
        typeof value === "string" && key !== "kind" && key !== "code" ? hostile : value,
      ]),
    ) as T;
  const text = bumpSummary({
    ...document,
    refused: document.refused.map(one),
    edits: document.edits.map(one),
    requirements: {
      [hostile]: {
        ...emptyRequirements,
        changed: [{ what: "script", name: hostile, from: null, to: hostile, reason: hostile }],
      },
    },
    leftovers: document.leftovers.map(one),
    refusals: document.refusals.map(one),
    warnings: [hostile],
  });
  const tree = read(text);
  expect((tree.children ?? []).map(({ type }) => type)).toEqual([
    ...Array.from({ length: 6 }, () => ["heading", "table"]).flat(),
  ]);
  const nodes = all(tree);
  const types = new Set(nodes.map(({ type }) => type));
  expect([...types].toSorted()).toEqual(
    ["heading", "inlineCode", "root", "table", "tableCell", "tableRow", "text"].toSorted(),
  );
  for (const { type, value = "" } of nodes) {
    if (type === "text") expect(value).not.toMatch(/@team|#12|https:\/\/|www\.x/);
  }
  const rows = nodes.filter(({ type }) => type === "tableRow").map(({ children = [] }) => children.length);
  expect(rows).toEqual([5, 5, 4, 4, 2, 2, 2, 2, 1, 1, 3, 3]);
});
