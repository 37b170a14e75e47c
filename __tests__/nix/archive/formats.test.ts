import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { problemOf, read } from "../../helpers/archives.ts";
import {
  endOfArchive,
  gnuLong,
  gnuMagic,
  item,
  noMagic,
  pax,
  type TarItem,
  tar,
  tgz,
  withChecksum,
} from "../../helpers/tar.ts";
import { directory, narHashOf, type Tree } from "../../helpers/trees.ts";

type Parts = (TarItem | Buffer)[];

async function hashOf(...parts: Parts): Promise<string> {
  return (await read(tgz(...parts))).narHash;
}

const top = { path: "t/", type: "5" };
const long = `${"d".repeat(120)}/${"e".repeat(150)}`;
const longTree: Tree = directory({ ["d".repeat(120)]: directory({ ["e".repeat(150)]: { file: "x" } }) });

describe("what is read", () => {
  test.each<[string, Parts, Tree]>([
    [
      "an empty file and an empty folder",
      [top, { path: "t/f" }, { path: "t/d/", type: "5" }],
      directory({ f: { file: "" }, d: directory({}) }),
    ],
    ["a folder alone", [top], directory({})],
    ["the owner's right to execute", [{ path: "t/x", mode: 0o100 }], directory({ x: { file: "", executable: true } })],
    ["no one else's", [{ path: "t/x", mode: 0o677 }], directory({ x: { file: "" } })],
    ["set-user-id bits", [{ path: "t/x", mode: 0o4755 }], directory({ x: { file: "", executable: true } })],
    [
      "a symbolic link out of the tree, as it stands",
      [{ path: "t/l", type: "2", link: "../../etc/passwd" }],
      directory({ l: { link: "../../etc/passwd" } }),
    ],
    [
      "hard links as copies",
      [
        { path: "t/a", content: "1", mode: 0o755 },
        { path: "t/b", type: "1", link: "./t/a", mode: 0 },
      ],
      directory({ a: { file: "1", executable: true }, b: { file: "1", executable: true } }),
    ],
    [
      "a hard link to a symbolic link",
      [
        { path: "t/a", type: "2", link: "z" },
        { path: "t/b", type: "1", link: "t/a" },
      ],
      directory({ a: { link: "z" }, b: { link: "z" } }),
    ],
    [
      "folders that are only implied",
      [{ path: "t/a/b/c", content: "1" }],
      directory({ a: directory({ b: directory({ c: { file: "1" } }) }) }),
    ],
    [
      "paths that begin with ./, and a top of its own",
      [
        { path: "./", type: "5" },
        { path: "./t/", type: "5" },
        { path: "./t//a/./b", content: "1" },
      ],
      directory({ a: directory({ b: { file: "1" } }) }),
    ],
    [
      "a folder's entry after its content, and twice",
      [{ path: "t/a/b" }, { path: "t/a/", type: "5" }, { path: "t/a", type: "5" }],
      directory({ a: directory({ b: { file: "" } }) }),
    ],
    [
      "a tar older than ustar",
      [
        { path: "t/d/", type: "\0", magic: noMagic },
        { path: "t/f", type: "\0", magic: noMagic, content: "1" },
      ],
      directory({ d: directory({}), f: { file: "1" } }),
    ],
    ["a contiguous file", [{ path: "t/f", type: "7", content: "1" }], directory({ f: { file: "1" } })],
    [
      "ustar's prefix",
      [{ path: "f", prefix: `t/${"d".repeat(120)}`, content: "x" }],
      directory({ ["d".repeat(120)]: directory({ f: { file: "x" } }) }),
    ],
    [
      "no prefix in GNU's format, where times stand there",
      [{ path: "t/f", prefix: "14000000000", magic: gnuMagic }],
      directory({ f: { file: "" } }),
    ],
    [
      "a PAX path of more than 255 bytes",
      [pax({ path: `t/${long}`, mtime: "1.5" }), { path: "t/cut", content: "x" }],
      longTree,
    ],
    [
      "a GNU long name of more than 255 bytes",
      [gnuLong("L", `t/${long}`), { path: "t/cut", content: "x", magic: gnuMagic }],
      longTree,
    ],
    [
      "long link targets of both kinds",
      [
        pax({ linkpath: long }),
        { path: "t/a", type: "2", link: "cut" },
        gnuLong("K", long),
        { path: "t/b", type: "2", link: "cut" },
      ],
      directory({ a: { link: long }, b: { link: long } }),
    ],
    [
      "both GNU headers for one entry",
      [gnuLong("K", long), gnuLong("L", "t/link"), { path: "t/cut", type: "2", link: "cut" }],
      directory({ link: { link: long } }),
    ],
    [
      "a PAX size, where the header's cannot hold it",
      [pax({ size: "3" }), item({ path: "t/f", content: "abc", size: 0 })],
      directory({ f: { file: "abc" } }),
    ],
    ["an empty PAX value as none", [pax({ path: "" }), { path: "t/f" }], directory({ f: { file: "" } })],
    [
      "PAX headers that say nothing of ours",
      [pax({ comment: "x", "SCHILY.xattr.user.a": "b\nc" }, "g"), pax({ uname: "é" }), { path: "t/f" }],
      directory({ f: { file: "" } }),
    ],
    [
      "names that are not ASCII",
      [{ path: "t/é" }, pax({ path: "t/日本" }), { path: "t/x", content: "1" }],
      directory({ é: { file: "" }, 日本: { file: "1" } }),
    ],
    [
      "a name of 255 bytes",
      [pax({ path: `t/${"n".repeat(255)}` }), { path: "x" }],
      directory({ ["n".repeat(255)]: { file: "" } }),
    ],
    [
      "what follows the end-of-archive mark is not in it",
      [{ path: "t/a" }, endOfArchive, { path: "t/b" }],
      directory({ a: { file: "" } }),
    ],
  ])("%s", async (_, parts, expected) => {
    expect(await hashOf(...parts)).toBe(narHashOf(expected));
  });

  test("names that are not UTF-8 keep their bytes", async () => {
    const header = item({ path: "t/?" });
    header[2] = 0xff;
    const { narHash } = await read(tgz(withChecksum(header)));
    expect(narHash).not.toBe(narHashOf(directory({ "\ufffd": { file: "" } })));
    expect(narHash).not.toBe(narHashOf(directory({ ÿ: { file: "" } })));
  });

  test("a size in GNU's base 256", async () => {
    const header = item({ path: "t/f", content: "abc", magic: gnuMagic });
    header.fill(0, 124, 136);
    header[124] = 0x80;
    header[135] = 3;
    withChecksum(header.subarray(0, 512));
    expect(await hashOf(header)).toBe(narHashOf(directory({ f: { file: "abc" } })));
  });

  test("a checksum over signed bytes, as old tars wrote it", async () => {
    const header = item({ path: "t/é" });
    const signed = withChecksum(header).reduce(
      (sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte > 127 ? byte - 256 : byte),
      0,
    );
    header.write(`${signed.toString(8).padStart(6, "0")}\0 `, 148);
    expect(await hashOf(header)).toBe(narHashOf(directory({ é: { file: "" } })));
  });

  test("several gzip members, and zeros after the last", async () => {
    const bytes = tar({ path: "t/f", content: "x".repeat(5000) });
    const archive = Buffer.concat([gzipSync(bytes.subarray(0, 700)), gzipSync(bytes.subarray(700)), Buffer.alloc(300)]);
    expect((await read(archive)).narHash).toBe(narHashOf(directory({ f: { file: "x".repeat(5000) } })));
  });
});

describe("what is refused, by name", () => {
  test.each<[string, Parts, RegExp]>([
    ["a character device", [{ path: "t/null", type: "3" }], /"t\/null" is a character device/],
    ["a block device", [{ path: "t/sda", type: "4" }], /"t\/sda" is a block device/],
    ["a named pipe", [{ path: "t/p", type: "6" }], /"t\/p" is a named pipe/],
    ["GNU's sparse files", [{ path: "t/s", type: "S" }], /"t\/s" is a sparse file/],
    [
      "PAX's sparse files",
      [pax({ "GNU.sparse.major": "1", "GNU.sparse.name": "t/s" }), { path: "t/s" }],
      /"t\/s" is a sparse file/,
    ],
    ["a continued file", [{ path: "t/m", type: "M" }], /"t\/m" is a file continued/],
    ["a volume label", [{ path: "label", type: "V" }], /"label" is a volume label/],
    ["an unknown type", [{ path: "t/q", type: "Q" }], /"t\/q" is an entry of the unknown type "Q"/],
    ["an absolute path", [{ path: "/etc/passwd" }], /an absolute path, "\/etc\/passwd"/],
    ["a path that leaves the tree", [{ path: "t/../../x" }], /a path with "\.\.", "t\/\.\.\/\.\.\/x"/],
    [
      "a hard link that leaves the tree",
      [{ path: "t/a" }, { path: "t/b", type: "1", link: "../a" }],
      /a path with "\.\."/,
    ],
    [
      "a hard link to nothing",
      [{ path: "t/b", type: "1", link: "t/a" }],
      /"t\/b" is a hard link to "t\/a", which is not a file before it/,
    ],
    ["a hard link to a folder", [top, { path: "t/b", type: "1", link: "t" }], /is a hard link to "t"/],
    [
      "an entry under a symbolic link",
      [{ path: "t/l", type: "2", link: "/etc" }, { path: "t/l/passwd" }],
      /"t\/l\/passwd" lies under "l", which is a symbolic link/,
    ],
    [
      "a folder on a symbolic link",
      [
        { path: "t/l", type: "2", link: "/etc" },
        { path: "t/l/", type: "5" },
      ],
      /"t\/l\/" lies under "l", which is a symbolic link/,
    ],
    ["a file used as a folder", [{ path: "t/f" }, { path: "t/f/g" }], /"t\/f\/g" lies under "f", which is a file/],
    ["a folder replaced by a file", [{ path: "t/f/g" }, { path: "t/f" }], /"t\/f" is both a directory and a file/],
    ["a name with NUL", [pax({ path: "t/a\0b" }), { path: "t/a" }], /a name with a NUL byte, "t\/a\\u\{0\}b"/],
    ["a GNU name with NUL", [gnuLong("L", "t/a\0b"), { path: "t/a" }], /a name with a NUL byte/],
    [
      "a link's target with NUL",
      [pax({ linkpath: "a\0b" }), { path: "t/l", type: "2" }],
      /"t\/l" is a symbolic link to a name with a NUL/,
    ],
    ["a link to nothing", [{ path: "t/l", type: "2" }], /"t\/l" is a symbolic link to nothing/],
    [
      "a link with data",
      [{ path: "t/l", type: "2", link: "a", content: "x" }],
      /"t\/l" is a symlink with 1 bytes of data/,
    ],
    ["a file that is the top itself", [{ path: "./", type: "2", link: "x" }], /names the top of the archive/],
    ["a global path", [pax({ path: "t/x" }, "g"), { path: "t/f" }], /global PAX header sets "path"/],
    ["a name of 256 bytes", [pax({ path: `t/${"n".repeat(256)}` }), { path: "x" }], /a name of 256 bytes/],
    ["a path of 4096 bytes", [pax({ path: `${"t/abcdefg".repeat(455)}a` }), { path: "x" }], /a path of 4096 bytes/],
    ["a depth of 257", [pax({ path: "t/".repeat(257) }), { path: "x", type: "5" }], /more than 256 directories deep/],
    [
      "a PAX header without bounds",
      [item({ path: "x", type: "x", size: 1024 * 1024 + 1 })],
      /a header of 1048577 bytes/,
    ],
    ["several entries at the top", [{ path: "a/f" }, { path: "b" }], /several entries at its top, "a" and "b"/],
    ["no entry", [], /it is empty/],
    ["a link alone", [{ path: "l", type: "2", link: "x" }], /its only entry, "l", is a symbolic link/],
    [
      "names that would deceive a terminal",
      [{ path: "t/\u202e\u001b[31m", type: "6" }],
      /"t\/\\u\{202e\}\\u\{1b\}\[31m" is a named pipe/,
    ],
  ])("%s", async (_, parts, message) => {
    const problem = await problemOf(read(tgz(...parts)));
    expect(problem.message).toMatch(message);
    expect(problem.kind).toBe("input");
  });

  test.each(["PK\x03\x04rest of a zip", "\xfd7zXZ\0rest", "BZh91AY rest", "\x28\xb5\x2f\xfd rest"])(
    "%j, which is not gzip",
    async (bytes) => {
      const problem = await problemOf(read(Buffer.from(bytes, "latin1")));
      expect(problem.message).toMatch(/it is an? (zip|xz|bzip2|zstd) file, and only \.tar\.gz is read/);
      expect(problem.kind).toBe("input");
      expect(problem.hint).toContain("--flat");
    },
  );
});
