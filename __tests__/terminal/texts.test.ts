import { describe, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { type CheckDocument, checkSchema } from "../../src/documents/check.ts";
import { type ScanDocument, scanSchema } from "../../src/documents/scan.ts";
import { bumpText } from "../../src/terminal/bump.ts";
import { checkText } from "../../src/terminal/check.ts";
import { scanText } from "../../src/terminal/scan.ts";
import { createStyle } from "../../src/terminal/style.ts";

const plain = createStyle(false);
const none = new Map<string, never>();
/** One file's change, written. */
const changing = (change: { readonly before: string | undefined; readonly after: string }) => ({
  changes: new Map([["l", change]]),
  proposed: none,
  dryRun: false,
});
const commit = "0123456789abcdef0123456789abcdef01234567";
const hostile = "x\u001b[2J\n::error::y\r\u202e\u009b";

const check: CheckDocument = checkSchema.parse({
  schema: 1,
  outcome: "update",
  current: { tag: "1.12.1", version: "1.12.1" },
  candidate: { tag: "1.13.0", version: "1.13.0", commit, publishedAt: "2026-11-02T10:00:00Z" },
  reasons: ["1.13.0 is newer than 1.12.1."],
  refused: [
    { tag: "1.13.1rc1", code: "prerelease", reason: "it is a pre-release" },
    { tag: "1.11.0", code: "not-newer", reason: "it is older" },
  ],
});

const bump: BumpDocument = bumpSchema.parse({
  ...check,
  edits: [
    { file: "a.nix", line: 3, column: 9, attribute: "dagster", kind: "version", from: "1.12.1", to: "1.13.0" },
    {
      file: "b.nix",
      line: 4,
      column: 10,
      attribute: "src",
      kind: "hash",
      from: `sha256-${"A".repeat(43)}=`,
      to: `sha256-${"B".repeat(43)}=`,
    },
  ],
  requirements: {
    dagster: {
      missing: [
        {
          name: "rare",
          extra: "all",
          from: "unknown",
          list: "dependencies",
          requirement: "rare[all]",
          systems: ["x86_64-linux"],
          reason: "Upstream requires rare[all].",
        },
      ],
      superfluous: [],
      satisfied: [],
      changed: [],
      unresolved: [],
      blockers: [{ name: "rare[all]", reason: "rare is not known." }],
      fixes: [],
    },
  },
  requirementEdits: { mode: "fix", edits: [] },
  projects: { added: [{ name: "more", directory: "x/more", packaged: false }], dropped: [] },
  leftovers: [{ file: "README.md", line: 7, text: "version 1.12.1" }],
  refusals: [{ file: "c.nix", line: 2, reason: "the version is computed" }],
  warnings: ["Two names are one on Darwin."],
});

describe("check", () => {
  test("says outcome, commit, reasons, what was refused, and counts the older ones", () => {
    expect(checkText(plain, check, "dagster").split("\n")).toEqual([
      "update  dagster 1.12.1 → 1.13.0",
      `  1.13.0 is commit ${commit}, released on 2026-11-02`,
      "  1.13.0 is newer than 1.12.1.",
      "",
      "Refused    Code        Reason",
      "1.13.1rc1  prerelease  it is a pre-release",
      "1 not newer than what is pinned",
    ]);
  });

  test("says only what there is", () => {
    const quiet = { ...check, outcome: "up-to-date" as const, candidate: null, refused: [] };
    expect(checkText(plain, quiet, "dagster")).toBe("up-to-date  dagster 1.12.1\n  1.13.0 is newer than 1.12.1.");
  });

  test("an untagged commit without a day", () => {
    const untagged = {
      ...check,
      candidate: { tag: null, version: "1.13.0-unstable-2026-11-02", commit, publishedAt: null },
    };
    expect(checkText(plain, untagged, "dagster")).toContain(`\n  untagged is commit ${commit}\n`);
  });

  test("shows twelve refusals and counts the rest", () => {
    const refused = Array.from({ length: 15 }, (_, index) => ({ tag: `2.${index}`, code: "prerelease", reason: "r" }));
    const text = checkText(plain, { ...check, refused }, "dagster");
    expect(text.match(/^2\.\d+/gm)).toHaveLength(12);
    expect(text).toContain("\n3 more refused (--json lists them)");
  });
});

describe("bump", () => {
  const changes = new Map([["a.nix", { before: 'version = "1.12.1";\n', after: 'version = "1.13.0";\n' }]]);

  test("shows why, the edits, the diff, and what is left to people", () => {
    const text = bumpText(plain, bump, "dagster", { changes, proposed: none, dryRun: false });
    const parts = [
      "update  dagster 1.12.1 → 1.13.0",
      "1.13.1rc1  prerelease",
      "Package  What     From              To                Where",
      "dagster  version  1.12.1            1.13.0            a.nix:3:9",
      "src      hash     sha256-AAAAAAAA…  sha256-BBBBBBBB…  b.nix:4:10",
      [
        "Package     What     Requirement  Why",
        "dagster     blocked  rare[all]    rare is not known.",
        "dagster     missing  rare[all]    Upstream requires rare[all].",
        "(upstream)  changed  more         Upstream added it in x/more; it is not packaged here.",
      ].join("\n"),
      '--- a/a.nix\n+++ b/a.nix\n@@ -1,1 +1,1 @@\n-version = "1.12.1";\n+version = "1.13.0";',
      "Refused, and left as it is\nc.nix:2  the version is computed",
      "Still names the old version, and is left to you\nREADME.md:7  version 1.12.1",
      "Two names are one on Darwin.",
      "1 file was written. Look at it with git diff, and build before you commit.",
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("a dry run says that nothing was written; no change says neither", () => {
    expect(bumpText(plain, bump, "dagster", { changes, proposed: none, dryRun: true })).toMatch(
      /\n\nDry run: nothing was written\.$/,
    );
    expect(bumpText(plain, bump, "dagster", { changes: none, proposed: none, dryRun: true })).not.toMatch(/written/);
    const two = new Map([...changes, ["b.nix", { before: "a", after: "b" }]]);
    expect(bumpText(plain, bump, "dagster", { changes: two, proposed: none, dryRun: false })).toContain(
      "2 files were written. Look at them",
    );
  });

  test("requirements beyond what a person reads are counted", () => {
    const added = Array.from({ length: 90 }, (_, index) => ({ name: `p${index}`, directory: "d", packaged: true }));
    const text = bumpText(plain, { ...bump, requirements: {}, projects: { added, dropped: [] } }, "d", {
      changes,
      proposed: none,
      dryRun: false,
    });
    expect(text.match(/^\(upstream\)/gm)).toHaveLength(80);
    expect(text).toContain("\n10 more about requirements (--json lists them)");
  });

  test("what fixes would change is shown apart", () => {
    const proposed = new Map([["b.nix", { before: "[ a ]\n", after: "[ a b ]\n" }]]);
    const text = bumpText(plain, bump, "dagster", { changes, proposed, dryRun: false });
    expect(text).toContain('+version = "1.13.0";\n\nWith requirements: fix, besides:\n\n--- a/b.nix\n');
    expect(text).toContain("-[ a ]\n+[ a b ]");
    expect(text).toContain("1 file was written.");
  });

  test("a long diff is counted, one of Nix is shown", () => {
    const lines = (text: string) => Array.from({ length: 50 }, (_, index) => `${text} ${index}\n`).join("");
    const text = bumpText(plain, bump, "d", changing({ before: lines("a"), after: lines("b") }));
    expect(text).toContain("l  103 lines of diff");
    expect(text).not.toContain("+b 1\n");
    const created = bumpText(plain, bump, "d", changing({ before: undefined, after: lines("b").repeat(2) }));
    expect(created).toContain("l  new, 103 lines of diff");
    const nix = new Map([["pkgs/closure.nix", { before: lines("a"), after: lines("b") }]]);
    const shown = bumpText(plain, bump, "d", { changes: none, proposed: nix, dryRun: true });
    expect(shown).toContain("--- a/pkgs/closure.nix\n");
    expect(shown).toContain("+b 49");
  });

  test.each(["held", "closed"] as const)("%s is an outcome of its own", (outcome) => {
    expect(bumpText(plain, { ...bump, outcome }, "dagster", { changes: none, proposed: none, dryRun: false })).toMatch(
      new RegExp(`^${outcome}  dagster`),
    );
  });
});

describe("scan", () => {
  const pin = {
    file: "src.nix",
    line: 3,
    column: 5,
    fetcher: "fetchFromGitHub",
    origin: "upstream",
    ref: "1.12.1",
    project: null,
    version: null,
    hash: "sha256-x",
    hashMode: "nar",
    url: "https://github.com/o/r/archive/1.12.1.tar.gz",
  } as const;
  const scan: ScanDocument = scanSchema.parse({
    schema: 1,
    packages: [
      {
        attribute: "dagster",
        file: "d.nix",
        name: "dagster",
        role: "built",
        belongs: true,
        because: "its src is",
        version: { value: "1.12.1", file: "v.nix", line: 2, column: 4 },
        sourceDirectory: null,
        uses: [],
        pins: [pin],
      },
      {
        attribute: "other",
        file: "o.nix",
        name: null,
        role: "built",
        belongs: false,
        because: "nothing of it is",
        version: null,
        sourceDirectory: null,
        uses: [],
        pins: [
          pin,
          {
            ...pin,
            line: 9,
            origin: "pypi",
            fetcher: "fetchPypi",
            ref: null,
            project: "x",
            version: "2",
            hash: null,
            hashMode: "flat",
            url: null,
          },
        ],
      },
    ],
    leftovers: [{ file: "README.md", line: 1, text: "1.12.1" }],
    refusals: [{ file: "z.nix", line: 8, reason: "a hash of two" }],
  });

  test("each package, each source once, what cannot be edited and what is left", () => {
    const text = scanText(plain, scan);
    expect(text).toMatch(/^dagster +built +1\.12\.1 +yes +its src is +v\.nix:2:4$/m);
    expect(text).toMatch(/^other +built +no +nothing of it is +o\.nix$/m);
    expect(text.match(/fetchFromGitHub +1\.12\.1 +sha256-x +src\.nix:3:5/g)).toHaveLength(1);
    expect(text).toMatch(/^fetchPypi +x 2 +none +src\.nix:9:5$/m);
    expect(text).toContain("z.nix:8  a hash of two");
    expect(text).toContain("README.md:1  1.12.1");
  });

  test("nothing at all", () => {
    expect(scanText(plain, { schema: 1, packages: [], leftovers: [], refusals: [] })).toBe("No packages.");
  });
});

/** Every text of a document, replaced. */
function everywhere<T>(value: T): T {
  if (Array.isArray(value)) return value.map(everywhere) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = ["outcome", "code", "kind", "role", "fetcher", "origin", "hashMode"];
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === "string" && !kept.includes(key) ? hostile : everywhere(inner),
    ]),
  ) as T;
}

test("no text of a document acts on the terminal", () => {
  const changes = new Map([
    [hostile, { before: hostile, after: `${hostile}!` }],
    [`${hostile} long`, { before: undefined, after: `${hostile}\n`.repeat(99) }],
  ]);
  const texts = [
    checkText(plain, everywhere(check), hostile),
    bumpText(plain, everywhere(bump), hostile, { changes, proposed: none, dryRun: false }),
  ];
  for (const text of texts) {
    expect(text).toContain("x\\u{1b}[2J\\u{a}::error::y");
    expect(text).not.toMatch(/[^\P{C}\n\t]/u);
  }
});
