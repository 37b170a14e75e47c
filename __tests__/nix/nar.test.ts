import { Buffer } from "node:buffer";
import { describe, expect, test } from "@jest/globals";
import { NarWriter } from "../../src/nix/nar.ts";
import { directory, narOf, type Tree } from "../helpers/trees.ts";

/** The bytes that a writer hands to its sink. */
function written(use: (nar: NarWriter) => void): Buffer {
  const pieces: Buffer[] = [];
  const nar = new NarWriter({ update: (bytes) => pieces.push(Buffer.from(bytes)) });
  use(nar);
  nar.end();
  return Buffer.concat(pieces);
}

function file(nar: NarWriter, content: Uint8Array, executable = false, piece = content.length): void {
  nar.openFile(content.length, executable);
  for (let at = 0; at < content.length; at += piece) {
    nar.contents(content.subarray(at, at + piece));
  }
  nar.closeFile();
}

describe("a NAR, byte by byte", () => {
  test.each([0, 1, 7, 8, 9, 8191, 8192, 8193, 65_535, 65_536, 200_000])("a file of %i bytes, in pieces", (size) => {
    const content = Buffer.alloc(size, "content");
    for (const piece of [1000, 8192, 100_000]) {
      expect(written((nar) => file(nar, content, false, piece))).toEqual(narOf({ file: content }));
    }
  });

  test("a directory of everything", () => {
    const tree: Tree = directory({
      a: directory({}),
      "a.b": { file: "x", executable: true },
      l: { link: "../a" },
      é: { link: "12345678" },
    });
    const bytes = written((nar) => {
      nar.openDirectory();
      nar.openEntry("a");
      nar.openDirectory();
      nar.closeDirectory();
      nar.closeEntry();
      nar.openEntry("a.b");
      file(nar, Buffer.from("x"), true);
      nar.closeEntry();
      nar.openEntry("l");
      nar.symlink("../a");
      nar.closeEntry();
      nar.openEntry(Buffer.from("é").toString("latin1"));
      nar.symlink("12345678");
      nar.closeEntry();
      nar.closeDirectory();
    });
    expect(bytes).toEqual(narOf(tree));
  });

  test("many small entries", () => {
    const names = Array.from({ length: 5000 }, (_, index) => `entry-${String(index).padStart(4, "0")}`);
    const bytes = written((nar) => {
      nar.openDirectory();
      for (const name of names) {
        nar.openEntry(name);
        file(nar, Buffer.from(name));
        nar.closeEntry();
      }
      nar.closeDirectory();
    });
    expect(bytes).toEqual(narOf(directory(Object.fromEntries(names.map((name) => [name, { file: name }])))));
  });
});
