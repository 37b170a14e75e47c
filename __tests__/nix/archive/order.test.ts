import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { archiveReader, OutOfOrder } from "../../../src/nix/archive.ts";
import { openSpill } from "../../../src/world/spill.ts";
import { inPieces, problemOf, read } from "../../helpers/archives.ts";
import { gitHeader, tar, tgz } from "../../helpers/tar.ts";
import { directory, type Entry, entriesOf, inGitOrder, narHashOf, type Tree, tarOf } from "../../helpers/trees.ts";

/** Names of few letters, some below and some above the slash, so that they meet each other's prefixes. */
const name = fc
  .string({ unit: fc.constantFrom("a", "b", "-", ".", "+", "0", "é", " "), minLength: 1, maxLength: 4 })
  .filter((text) => text !== "." && text !== "..");

const { tree } = fc.letrec<{ tree: Tree; node: Tree }>((tie) => ({
  tree: fc.dictionary(name, tie("node"), { maxKeys: 7 }).map(directory),
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ file: fc.uint8Array({ maxLength: 700 }), executable: fc.boolean() }),
    fc.string({ unit: fc.constantFrom("a", "/", "."), minLength: 1 }).map((link) => ({ link })),
    tie("tree"),
  ),
}));

const large = { numRuns: 300 };

describe("any order gives the hash of the same tree", () => {
  test("git's order, streamed", async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.boolean(), async (source, stripRoot) => {
        const archive = gzipSync(tarOf(inGitOrder(entriesOf(source, "top")), { git: true }), { level: 1 });
        const expected = stripRoot ? source : directory({ top: source });
        expect((await read(archive, { stripRoot })).narHash).toBe(narHashOf(expected));
      }),
      large,
    );
  });

  test("git's order without the directories' own entries", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (source) => {
        const entries = inGitOrder(entriesOf(source, "top")).filter((entry) => !isFull(entry));
        const archive = gzipSync(tarOf(entries, { git: true }), { level: 1 });
        expect((await read(archive)).narHash).toBe(narHashOf(source));
      }),
      large,
    );
  });

  test("a random order, with and without the directories' own entries", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled(tree), fc.boolean(), async ({ source, entries }, implied) => {
        const kept = implied ? entries.filter((entry) => !isFull(entry)) : entries;
        expect((await read(gzipSync(tarOf(kept), { level: 1 }))).narHash).toBe(narHashOf(source));
      }),
      large,
    );
  });

  test("with so little memory that most goes to the temporary file", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled(tree), fc.integer({ min: 1, max: 900 }), async ({ source, entries }, heldBytes) => {
        const archive = gzipSync(tarOf(entries), { level: 1 });
        const reader = archiveReader({ heldBytes, spill: openSpill });
        const reading = await reader(inPieces(archive, 1000)).catch((error: unknown) => {
          if (error instanceof OutOfOrder) return reader(inPieces(archive, 1000));
          throw error;
        });
        expect(reading.narHash).toBe(narHashOf(source));
      }),
      large,
    );
  });

  test("git's order with little memory and without git's header: it streams when the memory is full", async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.integer({ min: 1, max: 900 }), async (source, heldBytes) => {
        const archive = gzipSync(tarOf(inGitOrder(entriesOf(source, "top"))), { level: 1 });
        expect((await read(archive, { heldBytes })).narHash).toBe(narHashOf(source));
      }),
      large,
    );
  });

  test("one that says it is git's and is not: the same reader takes it at the second attempt", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled(tree), async ({ source, entries }) => {
        const archive = gzipSync(tarOf(entries, { git: true }), { level: 1 });
        const reader = archiveReader();
        const first = await reader(inPieces(archive, 4096)).catch((error: unknown) => error);
        const second = await reader(inPieces(archive, 4096));
        expect(first instanceof OutOfOrder ? "late" : first).toEqual(first instanceof OutOfOrder ? "late" : second);
        expect(second.narHash).toBe(narHashOf(source));
      }),
      large,
    );
  });
});

describe("pieces of any size", () => {
  const source = directory({
    a: directory({ "b.c": { file: "x".repeat(600), executable: true }, b: directory({}), "b-": { link: "b.c" } }),
    "a.txt": { file: "" },
    long: directory({ ["n".repeat(90)]: directory({ ["m".repeat(90)]: { file: "deep" } }) }),
  });
  const entries = inGitOrder(entriesOf(source, "top")).filter(({ path }) => path.length < 100);
  const deep = `top/long/${"n".repeat(90)}/${"m".repeat(90)}`;
  const archive = gzipSync(
    Buffer.concat([
      tarOf(entries, { git: true }).subarray(0, -1024),
      tar({ path: "m".repeat(90), prefix: deep.slice(0, -91), content: "deep" }),
    ]),
  );

  test("byte by byte", async () => {
    const reading = await archiveReader()(inPieces(archive, 1));
    expect(reading.narHash).toBe(narHashOf(source));
  });

  test.each([2, 3, 7, 10, 100, 511, 512, 513, 1_000_000])("pieces of %i bytes", async (size) => {
    expect((await archiveReader()(inPieces(archive, size))).narHash).toBe(narHashOf(source));
  });
});

describe("what changes the order", () => {
  test("a hard link after streaming has begun needs a second attempt", async () => {
    const archive = tgz(
      gitHeader,
      { path: "t/", type: "5" },
      { path: "t/a", content: "1" },
      { path: "t/b", type: "1", link: "t/a" },
    );
    const reader = archiveReader();
    const problem = await problemOf(reader(inPieces(archive, 100)));
    expect(problem).toBeInstanceOf(OutOfOrder);
    expect(problem.kind).toBe("outside");
    const { narHash } = await reader(inPieces(archive, 100));
    expect(narHash).toBe(narHashOf(directory({ a: { file: "1" }, b: { file: "1" } })));
  });

  test("of two entries with one name the later counts, as for tar", async () => {
    const archive = tgz(
      { path: "t/a", content: "old" },
      { path: "t/b", type: "1", link: "t/a" },
      { path: "t/a", content: "new", mode: 0o755 },
      { path: "t/c", type: "2", link: "a" },
      { path: "t/c", content: "a file now" },
    );
    expect((await read(archive)).narHash).toBe(
      narHashOf(directory({ a: { file: "new", executable: true }, b: { file: "old" }, c: { file: "a file now" } })),
    );
  });
});

function isFull({ tree }: Entry): boolean {
  return "directory" in tree && tree.directory.size > 0;
}

function shuffled(trees: fc.Arbitrary<Tree>): fc.Arbitrary<{ source: Tree; entries: Entry[] }> {
  return trees.chain((source) => {
    const entries = entriesOf(source, "top");
    return fc.shuffledSubarray(entries, { minLength: entries.length }).map((mixed) => ({ source, entries: mixed }));
  });
}
