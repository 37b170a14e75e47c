import { Buffer } from "node:buffer";
import { blockBytes, type Header, isZeroBlock, parseHeader } from "./header.ts";
import { limits } from "./limits.ts";
import { parsePax, paxSize } from "./pax.ts";
import { damaged, quoted, refused } from "./problems.ts";

/** What a tar archive holds, with PAX headers and GNU long names applied. Paths are byte strings, as they stand. */
export type TarEntry =
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly size: number; readonly executable: boolean }
  | { readonly kind: "symlink"; readonly path: string; readonly target: string }
  | { readonly kind: "hardlink"; readonly path: string; readonly target: string };

/** Told of each entry in turn. After a file come its bytes in pieces, valid during the call, and then its end. */
export interface TarVisitor {
  /** A PAX header for the whole archive, as `git archive` writes one with the commit as its `comment`. */
  global(records: ReadonlyMap<string, string>): void;
  entry(entry: TarEntry): void;
  data(bytes: Buffer): void;
  endOfFile(): void;
}

type State = "header" | "meta" | "data" | "padding" | "end";

/** Type flags that name what a source tree cannot hold. */
const refusedTypes: Readonly<Record<string, string>> = {
  "3": "a character device",
  "4": "a block device",
  "6": "a named pipe",
  S: "a sparse file",
  D: "a GNU directory dump",
  M: "a file continued from another volume",
  N: "a GNU long name in the old form",
  V: "a volume label",
};

/** Metadata that precedes an entry: PAX headers (`X` is Sun's), GNU's long name and long link. */
const metaTypes = new Set(["x", "X", "g", "L", "K"]);

/** Those that say what an entry is called or how long it is. They belong to one entry, and tars disagree on what they mean for all. */
const perEntry = ["path", "linkpath", "size"];

/**
 * Reads tar, pushed in pieces of any size. The first block of zeros ends the archive, and what follows is ignored, as
 * by libarchive, which Nix uses. Throws Problems: `outside` for what is damaged, `input` for what is refused.
 *
 * Formats: ustar, PAX, and GNU's long names (GNU tar manual, "GNU Extensions to the Archive Format").
 */
export class TarReader {
  readonly #visitor: TarVisitor;
  readonly #block = Buffer.allocUnsafeSlow(blockBytes);
  #filled = 0;
  #state: State = "header";
  /** Bytes of the current data, padding or metadata that are still to come. */
  #left = 0;
  #padding = 0;
  #metaType = "";
  #meta = Buffer.alloc(0);
  #pax: ReadonlyMap<string, string> | undefined;
  #longName: string | undefined;
  #longLink: string | undefined;

  constructor(visitor: TarVisitor) {
    this.#visitor = visitor;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#state !== "end") {
      at += this.#state === "header" ? this.#takeHeader(chunk, at) : this.#takeBytes(chunk, at);
    }
  }

  /** The bytes are over. Throws where the archive is not. */
  end(): void {
    if (this.#state !== "end") {
      throw damaged("it ends before its end-of-archive mark");
    }
  }

  #takeHeader(chunk: Buffer, at: number): number {
    if (this.#filled === 0 && chunk.length - at >= blockBytes) {
      this.#readBlock(chunk.subarray(at, at + blockBytes));
      return blockBytes;
    }
    const taken = Math.min(blockBytes - this.#filled, chunk.length - at);
    chunk.copy(this.#block, this.#filled, at, at + taken);
    this.#filled += taken;
    if (this.#filled === blockBytes) {
      this.#filled = 0;
      this.#readBlock(this.#block);
    }
    return taken;
  }

  #takeBytes(chunk: Buffer, at: number): number {
    const taken = Math.min(this.#left, chunk.length - at);
    const bytes = chunk.subarray(at, at + taken);
    this.#left -= taken;
    if (this.#state === "data") {
      this.#visitor.data(bytes);
    } else if (this.#state === "meta") {
      bytes.copy(this.#meta, this.#meta.length - this.#left - taken);
    }
    if (this.#left === 0) {
      this.#finish();
    }
    return taken;
  }

  /** The current data, metadata or padding is complete. */
  #finish(): void {
    if (this.#state === "data") {
      this.#visitor.endOfFile();
    } else if (this.#state === "meta") {
      this.#readMeta();
    }
    this.#left = this.#padding;
    this.#padding = 0;
    this.#state = this.#left > 0 ? "padding" : "header";
  }

  #expect(state: "meta" | "data", size: number): void {
    this.#state = state;
    this.#left = size;
    this.#padding = (blockBytes - (size % blockBytes)) % blockBytes;
    if (size === 0) {
      this.#finish();
    }
  }

  #readBlock(block: Buffer): void {
    if (isZeroBlock(block)) {
      if (this.#pax !== undefined || this.#longName !== undefined || this.#longLink !== undefined) {
        throw damaged("it ends after a header that announces an entry");
      }
      this.#state = "end";
      return;
    }
    const header = parseHeader(block);
    if (metaTypes.has(header.type)) {
      if (header.size > limits.headerBytes) {
        throw refused(`it holds a header of ${header.size} bytes, and ${limits.headerBytes} are allowed`);
      }
      this.#metaType = header.type;
      this.#meta = Buffer.alloc(header.size);
      this.#expect("meta", header.size);
    } else {
      this.#readEntry(header);
    }
  }

  #readMeta(): void {
    switch (this.#metaType) {
      case "L":
        this.#longName = longText(this.#meta);
        break;
      case "K":
        this.#longLink = longText(this.#meta);
        break;
      case "g":
        this.#readGlobal(parsePax(this.#meta));
        break;
      default:
        this.#pax = parsePax(this.#meta);
    }
    this.#meta = Buffer.alloc(0);
  }

  #readGlobal(records: ReadonlyMap<string, string>): void {
    const keyword = [...records.keys()].find((key) => perEntry.includes(key) || key.startsWith("GNU.sparse."));
    if (keyword !== undefined) {
      throw refused(`its global PAX header sets ${quoted(keyword)} for every entry`);
    }
    this.#visitor.global(records);
  }

  #readEntry(header: Header): void {
    const { path, target, size } = this.#named(header);
    const entry = entryOf(header, path, target, size);
    if (entry.kind !== "file" && size > 0) {
      throw refused(`${quoted(path)} is a ${entry.kind} with ${size} bytes of data`);
    }
    this.#visitor.entry(entry);
    if (entry.kind === "file") {
      this.#expect("data", size);
    }
  }

  /** What a header says together with the headers before it, which are thereby used up. */
  #named(header: Header): { readonly path: string; readonly target: string; readonly size: number } {
    const pax = this.#pax;
    const path = pax?.get("path") ?? this.#longName ?? header.path;
    const target = pax?.get("linkpath") ?? this.#longLink ?? header.linkPath;
    const size = (pax && paxSize(pax)) ?? header.size;
    if (pax !== undefined && [...pax.keys()].some((keyword) => keyword.startsWith("GNU.sparse."))) {
      throw refused(`${quoted(path)} is a sparse file`);
    }
    this.#pax = undefined;
    this.#longName = undefined;
    this.#longLink = undefined;
    return { path, target, size };
  }
}

function entryOf(header: Header, path: string, target: string, size: number): TarEntry {
  switch (header.type) {
    case "\0":
    case "0":
    case "7":
      // Tars older than ustar have no type flag for directories.
      return path.endsWith("/")
        ? { kind: "directory", path }
        : { kind: "file", path, size, executable: header.executable };
    case "5":
      return { kind: "directory", path };
    case "2":
      if (target === "" || target.includes("\0")) {
        throw refused(`${quoted(path)} is a symbolic link to ${target === "" ? "nothing" : "a name with a NUL byte"}`);
      }
      return { kind: "symlink", path, target };
    case "1":
      return { kind: "hardlink", path, target };
    default: {
      const what = refusedTypes[header.type] ?? `an entry of the unknown type ${quoted(header.type)}`;
      throw refused(`${quoted(path)} is ${what}`);
    }
  }
}

/** GNU ends a long name with NUL. */
function longText(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  return text.endsWith("\0") ? text.slice(0, -1) : text;
}
