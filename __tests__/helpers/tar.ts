import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";

/** One tar header and its data. Texts are written as UTF-8. */
export interface TarItem {
  readonly path: string;
  /** The type flag; `0`, a regular file, by default. */
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly link?: string;
  readonly mode?: number;
  /** What the header states, where that is not the content's length. */
  readonly size?: number;
  /** The eight bytes that say which tar wrote it; POSIX's by default. */
  readonly magic?: string;
  readonly prefix?: string;
}

export const gnuMagic = "ustar  \0";
export const noMagic = "\0".repeat(8);

/** A header block with a right checksum, and the content, padded. */
export function item({ path, type = "0", content = "", link = "", mode = 0o644, ...rest }: TarItem): Buffer {
  const data = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  header.write(`${"0".repeat(7)}\0${"0".repeat(7)}\0`, 108);
  header.write(`${(rest.size ?? data.length).toString(8).padStart(11, "0")} `, 124);
  header.write(`${"0".repeat(11)} `, 136);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write(rest.magic ?? "ustar\x0000", 257, "latin1");
  header.write(rest.prefix ?? "", 345, 155);
  return Buffer.concat([withChecksum(header), data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

export function withChecksum(header: Buffer): Buffer {
  header.write(" ".repeat(8), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** A PAX header: of one entry, or with type `g` of the archive. */
export function pax(records: Readonly<Record<string, string>>, type = "x"): Buffer {
  return item({ path: "PaxHeaders/entry", type, content: Object.entries(records).map(paxRecord).join("") });
}

function paxRecord([keyword, value]: [string, string]): string {
  const rest = Buffer.byteLength(` ${keyword}=${value}\n`);
  let length = rest;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return `${length} ${keyword}=${value}\n`;
}

/** GNU's long name (`L`) or long link (`K`) for the entry that follows. */
export function gnuLong(type: "L" | "K", text: string): Buffer {
  return item({ path: "././@LongLink", type, content: `${text}\0`, magic: gnuMagic });
}

/** What `git archive` of a commit begins with. */
export const gitHeader = pax({ comment: "0123456789abcdef0123456789abcdef01234567" }, "g");

export const endOfArchive = Buffer.alloc(1024);

export function tar(...parts: readonly (TarItem | Buffer)[]): Buffer {
  return Buffer.concat([...parts.map((part) => (Buffer.isBuffer(part) ? part : item(part))), endOfArchive]);
}

export function tgz(...parts: readonly (TarItem | Buffer)[]): Buffer {
  return gzipSync(tar(...parts), { level: 1 });
}
