import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { flatHash } from "../../../src/nix/archive.ts";
import { inPieces, problemOf, read } from "../../helpers/archives.ts";
import { gitHeader, tgz } from "../../helpers/tar.ts";
import { directory, narHashOf } from "../../helpers/trees.ts";

describe("the tree that fetchzip makes", () => {
  test("a single file stays inside of a directory", async () => {
    expect((await read(tgz({ path: "./only", content: "x" }))).narHash).toBe(
      narHashOf(directory({ only: { file: "x" } })),
    );
    expect((await read(tgz(gitHeader, { path: "only", content: "x" }))).narHash).toBe(
      narHashOf(directory({ only: { file: "x" } })),
    );
  });

  test("several entries, and none, without stripping", async () => {
    const archive = tgz({ path: "b/c" }, { path: "a", content: "1" }, { path: "l", type: "2", link: "a" });
    const expected = directory({ a: { file: "1" }, b: directory({ c: { file: "" } }), l: { link: "a" } });
    expect((await read(archive, { stripRoot: false })).narHash).toBe(narHashOf(expected));
    expect((await read(tgz(), { stripRoot: false })).narHash).toBe(narHashOf(directory({})));
  });

  test("the way out is named where there are several", async () => {
    const problem = await problemOf(read(tgz({ path: "a" }, { path: "b" })));
    expect(problem.hint).toContain("--no-strip-root");
  });
});

describe("files are captured while they are hashed", () => {
  const all = (path: string) => !path.endsWith("/");
  const text = (files: ReadonlyMap<string, Uint8Array>) =>
    Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));

  test("by path below the root, and size, whether streamed or held", async () => {
    const files = [
      { path: "t/a.py", content: "a" },
      { path: "t/a/b.py", content: "bb" },
      { path: "t/é", content: "c" },
    ];
    const asked: [string, number][] = [];
    const capture = (path: string, size: number) => {
      asked.push([path, size]);
      return path.endsWith(".py");
    };
    for (const parts of [[gitHeader, { path: "t/", type: "5" }, ...files], files.toReversed()]) {
      const reading = await read(tgz(...parts), { capture });
      expect(text(reading.files)).toEqual({ "a.py": "a", "a/b.py": "bb" });
    }
    expect(asked.slice(0, 3)).toEqual([
      ["a.py", 1],
      ["a/b.py", 2],
      ["é", 1],
    ]);
  });

  test("hard links, later entries, empty files, a single file, and paths that are not stripped", async () => {
    const archive = tgz(
      { path: "t/a", content: "old" },
      { path: "t/b", type: "1", link: "t/a" },
      { path: "t/a", content: "new" },
      { path: "t/empty" },
      { path: "t/gone", content: "x" },
      { path: "t/gone", type: "2", link: "a" },
    );
    expect(text((await read(archive, { capture: all })).files)).toEqual({ a: "new", b: "old", empty: "" });
    expect(text((await read(tgz({ path: "only", content: "1" }), { capture: all })).files)).toEqual({ only: "1" });
    const whole = await read(tgz({ path: "t/a", content: "1" }), { capture: all, stripRoot: false });
    expect(text(whole.files)).toEqual({ "t/a": "1" });
  });

  test("no more of them than is allowed, whatever the archive says", async () => {
    const archive = tgz({ path: "t/a", content: "12345" }, { path: "t/b", content: "12345" });
    const problem = await problemOf(read(archive, { capture: all, capturedBytes: 9 }));
    expect(problem.message).toMatch(/the files to be read from it, up to "b", have more than 9 bytes/);
    expect(problem.kind).toBe("input");
    expect((await read(archive, { capture: all, capturedBytes: 10 })).files.size).toBe(2);
  });
});

describe("what else is told", () => {
  test("names that are one name on Darwin, whether streamed or held", async () => {
    const files = [
      { path: "t/A/x" },
      { path: "t/README" },
      { path: "t/a/X" },
      { path: "t/a/x" },
      { path: "t/cafe\u0301" },
      { path: "t/caf\u00e9" },
      { path: "t/other" },
      { path: "t/readme" },
    ];
    for (const parts of [[gitHeader, { path: "t/", type: "5" }, ...files], files]) {
      const { collisions } = await read(tgz(...parts));
      expect(collisions.toSorted()).toEqual([
        "A and a",
        "README and readme",
        "a/X and a/x",
        "cafe\u0301 and caf\u00e9",
      ]);
    }
  });

  test("entries, bytes, and the bytes' own hash", async () => {
    const file = tgz(
      gitHeader,
      { path: "t/", type: "5" },
      { path: "t/a", content: "12" },
      { path: "t/b", content: "3" },
    );
    let received = 0;
    const reading = await read(file, { flat: true, onBytes: (bytes) => (received += bytes) });
    const expected = `sha256-${createHash("sha256").update(file).digest("base64")}`;
    expect(reading).toMatchObject({ entries: 3, unpackedBytes: 3, flatHash: expected, collisions: [] });
    expect(received).toBe(file.length);
    expect((await read(file)).flatHash).toBeUndefined();
    expect(await flatHash(inPieces(file, 7))).toBe(expected);
  });
});
