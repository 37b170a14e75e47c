import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readArchive } from "../../../src/nix/archive.ts";
import { inPieces, problemOf, read } from "../../helpers/archives.ts";
import { endOfArchive, gitHeader, item, pax, tar, tgz, withChecksum } from "../../helpers/tar.ts";

const bytes = tar(
  gitHeader,
  { path: "t/", type: "5" },
  { path: "t/a", content: "contents ".repeat(200) },
  pax({ path: `t/${"b".repeat(120)}` }),
  { path: "t/b", content: Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i) % 251)) },
);
const archive = gzipSync(bytes);

describe("a truncated archive has no hash", () => {
  test("after every byte of the gzip file", async () => {
    for (let length = 0; length < archive.length; length++) {
      const problem = await problemOf(read(archive.subarray(0, length)));
      expect({ length, kind: problem.kind }).toEqual({ length, kind: "outside" });
      expect(problem.message).toMatch(length === 0 ? /it is empty/ : /truncated after \d+ bytes/);
    }
  });

  test("in every block of the tar in a whole gzip file", async () => {
    const ends = [...Array(bytes.length / 512 - 2).keys()].flatMap((block) => [block * 512, block * 512 + 100]);
    for (const end of ends) {
      const problem = await problemOf(read(gzipSync(bytes.subarray(0, end), { level: 1 })));
      expect({ end, kind: problem.kind }).toEqual({ end, kind: "outside" });
      expect(problem.message).toMatch(/ends before its end-of-archive mark/);
    }
  });

  test("between a PAX header and its entry", async () => {
    const problem = await problemOf(
      read(gzipSync(Buffer.concat([item({ path: "t/a" }), pax({ path: "t/b" }), endOfArchive]))),
    );
    expect(problem.message).toMatch(/ends after a header that announces an entry/);
    expect(problem.kind).toBe("outside");
  });
});

describe("a corrupt archive has no hash", () => {
  test("any byte of the compressed data or its checksum changed", async () => {
    const good = (await read(archive)).narHash;
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 11), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(archive);
        changed.writeUInt8(changed.readUInt8(at + 10) ^ change, at + 10);
        const outcome = await read(changed).catch((error: unknown) => error);
        // A changed bit may leave the meaning as it was, such as in the padding of the last block.
        expect(outcome instanceof Error ? good : (outcome as { narHash: string }).narHash).toBe(good);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      "a wrong CRC",
      Buffer.concat([archive.subarray(0, -8), Buffer.alloc(4), archive.subarray(-4)]),
      /incorrect data check/,
    ],
    ["a wrong length", Buffer.concat([archive.subarray(0, -4), Buffer.alloc(4)]), /incorrect length check/],
    ["bytes after its end", Buffer.concat([archive, Buffer.from("more")]), /corrupt/],
    [
      "bytes after the zeros after its end",
      Buffer.concat([archive, Buffer.alloc(9), Buffer.from("more")]),
      /other bytes follow the end/,
    ],
    ["a second member that is truncated", Buffer.concat([archive, archive.subarray(0, 30)]), /truncated/],
    ["a web page", Buffer.from("<!DOCTYPE html><title>Error</title>"), /does not start as a gzip file does/],
    ["raw deflate", deflateRawSync(bytes), /does not start as a gzip file does/],
    ["a file of something else", gzipSync(Buffer.alloc(2048, "no tar ")), /checksum does not hold/],
    [
      "a header with a wrong checksum",
      gzipSync(bytes.map((byte, at) => (at === 1024 ? byte ^ 1 : byte))),
      /checksum does not hold/,
    ],
    [
      "a size that is no number",
      tgz(broken(124, "0000000x")),
      /the tar header of "t\/a" holds a number that cannot be read/,
    ],
    [
      "a negative size",
      tgz(broken(124, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")),
      /a number that cannot be read/,
    ],
    [
      "a PAX record whose length is wrong",
      tgz(item({ path: "x", type: "x", content: "99 path=t/a\n" }), { path: "t/a" }),
      /PAX header cannot be read/,
    ],
    [
      "a PAX record without a value",
      tgz(item({ path: "x", type: "x", content: "7 path\n" }), { path: "t/a" }),
      /PAX header cannot be read/,
    ],
    [
      "a PAX record without a length",
      tgz(item({ path: "x", type: "x", content: "path" }), { path: "t/a" }),
      /PAX header cannot be read/,
    ],
    ["a PAX size that is no number", tgz(pax({ size: "1e3" }), { path: "t/a" }), /a size that cannot be read/],
  ])("%s", async (_, damaged, message) => {
    const problem = await problemOf(read(damaged));
    expect(problem.message).toMatch(message);
    expect(problem.kind).toBe("outside");
    expect(problem.hint).toMatch(/Fetch the archive again/);
  });

  test("bytes after its end, however they arrive", async () => {
    for (const padding of [0, 5]) {
      const bad = Buffer.concat([archive, Buffer.alloc(padding), Buffer.from("more")]);
      const problem = await problemOf(readArchive(inPieces(bad, 1)));
      expect(problem.kind).toBe("outside");
    }
    await expect(readArchive(inPieces(Buffer.concat([archive, Buffer.alloc(5)]), 1))).resolves.toHaveProperty(
      "narHash",
    );
  });
});

test("what breaks the stream itself passes through", async () => {
  const failure = new Error("connection reset");
  const body = Readable.from(
    (async function* () {
      yield archive.subarray(0, 100);
      throw failure;
    })(),
    { objectMode: false },
  );
  await expect(readArchive(body)).rejects.toBe(failure);
});

function broken(at: number, text: string): Buffer {
  const header = item({ path: "t/a" });
  header.write(text, at, "latin1");
  return withChecksum(header);
}
