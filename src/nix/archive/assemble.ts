import type { Buffer } from "node:buffer";
import { Problem } from "../../errors.ts";
import type { NarWriter } from "../nar.ts";
import { Captures, type WantsFile } from "./capture.ts";
import { Held, type Hold } from "./hold.ts";
import { limits } from "./limits.ts";
import { splitPath } from "./path.ts";
import { quoted, refused } from "./problems.ts";
import { Streaming } from "./streaming.ts";
import type { TarEntry, TarVisitor } from "./tar.ts";
import {
  collisionsIn,
  type Directory,
  find,
  newDirectory,
  type RegularFile,
  subdirectory,
  type TreeNode,
  writeNode,
} from "./tree.ts";

/**
 * The entries came in git's order so far, part of the NAR is written, and now one comes that belongs before. Reading
 * the archive once more, all of it held, gives the hash. Kind `outside`, so that a download is tried again.
 */
export class OutOfOrder extends Problem {
  constructor(path: string) {
    super(`The archive's entries are not in one order: ${quoted(path)} comes late.`, {
      kind: "outside",
      hint: "Read the archive again with a reader that holds everything.",
    });
  }
}

export interface AssembleOptions {
  readonly stripRoot: boolean;
  /** Write what has found its place while the rest arrives, as far as the order allows. */
  readonly stream: boolean;
  readonly capture: WantsFile | undefined;
  readonly capturedBytes: number;
}

/** Makes one tree, as fetchzip would unpack it, from the entries of a tar archive, and writes it as a NAR. */
export class Assembler implements TarVisitor {
  readonly captures: Captures;
  readonly collisions: string[] = [];
  entries = 0;
  unpackedBytes = 0;
  readonly #options: AssembleOptions;
  readonly #nar: NarWriter;
  readonly #hold: Hold;
  readonly #top = newDirectory("");
  #nodes = 0;
  #fromGit = false;
  #inOrder = true;
  #lastKey = "";
  #streaming: Streaming | undefined;
  /** The file whose bytes are arriving. */
  #file: RegularFile | undefined;

  constructor(nar: NarWriter, hold: Hold, options: AssembleOptions) {
    this.#nar = nar;
    this.#hold = hold;
    this.#options = options;
    this.captures = new Captures(options.capture, options.capturedBytes);
  }

  global(records: ReadonlyMap<string, string>): void {
    this.#fromGit ||= this.entries === 0 && /^[0-9a-f]{40,64}$/.test(records.get("comment") ?? "");
  }

  entry(entry: TarEntry): void {
    this.entries++;
    const names = splitPath(entry.path);
    const name = names.at(-1);
    if (name === undefined) {
      if (entry.kind !== "directory") {
        throw refused(`${quoted(entry.path)} names the top of the archive and is a ${entry.kind}`);
      }
      return;
    }
    this.#checkOrder(entry, names);
    const parent = this.#directory(names.slice(0, -1), entry.path);
    const node = this.#node(entry, name, parent);
    if (node !== undefined) {
      this.#add(parent, node);
      this.#capture(names, node);
    }
    this.#stream(names, entry.kind === "directory");
    if (entry.kind === "file" && node?.kind === "file") {
      this.#beginFile(node);
    }
  }

  data(bytes: Buffer): void {
    this.captures.data(bytes);
    if (this.#file?.held === undefined) {
      this.#nar.contents(bytes);
    } else {
      this.#hold.append(this.#file.held, bytes);
    }
  }

  endOfFile(): void {
    if (this.#file !== undefined && this.#file.held === undefined) {
      this.#nar.closeFile();
      this.#nar.closeEntry();
    }
    this.#file = undefined;
  }

  /** The archive is complete: writes the rest of the NAR. */
  end(): void {
    if (this.#streaming !== undefined) {
      this.#streaming.end();
    } else {
      this.#writeHeld(this.#root());
    }
    this.#nar.end();
  }

  readonly #visit = (directory: Directory, path: string): void => {
    this.collisions.push(...collisionsIn(directory, path));
  };

  #writeHeld(root: TreeNode): void {
    if (root.kind === "symlink") {
      throw refused(`its only entry, ${quoted(root.name)}, is a symbolic link`);
    }
    if (root.kind === "directory") {
      writeNode(root, this.#nar, this.#hold, false, this.#visit, "");
      return;
    }
    // fetchzip keeps a single file inside of a directory.
    writeNode(this.#top, this.#nar, this.#hold, false, this.#visit, "");
  }

  #root(): TreeNode {
    if (!this.#options.stripRoot) {
      return this.#top;
    }
    const [only] = this.#top.children.values();
    if (only === undefined) {
      throw refused("it is empty");
    }
    return only;
  }

  /** git's order is that of whole paths in which directories end with a slash. */
  #checkOrder(entry: TarEntry, names: readonly string[]): void {
    const key = entry.kind === "directory" ? `${names.join("/")}/` : names.join("/");
    this.#inOrder &&= key > this.#lastKey && entry.kind !== "hardlink";
    this.#lastKey = key;
    if (this.#streaming !== undefined && !this.#inOrder) {
      throw new OutOfOrder(entry.path);
    }
  }

  #directory(names: readonly string[], path: string): Directory {
    let directory = this.#top;
    for (const name of names) {
      let next = subdirectory(directory, name, path);
      if (next === undefined) {
        next = newDirectory(name);
        this.#add(directory, next);
      }
      directory = next;
    }
    return directory;
  }

  /** The node that an entry makes; undefined for a directory that is there already. */
  #node(entry: TarEntry, name: string, parent: Directory): TreeNode | undefined {
    const existing = parent.children.get(name);
    if (entry.kind === "directory") {
      return subdirectory(parent, name, entry.path) === undefined ? newDirectory(name) : undefined;
    }
    if (existing?.kind === "directory") {
      throw refused(`${quoted(entry.path)} is both a directory and a ${entry.kind}`);
    }
    switch (entry.kind) {
      case "symlink":
        return { kind: "symlink", name, target: entry.target };
      case "file":
        return { kind: "file", name, size: entry.size, executable: entry.executable, held: new Held() };
      case "hardlink": {
        const target = find(this.#top, splitPath(entry.target));
        if (target === undefined || target.kind === "directory") {
          throw refused(
            `${quoted(entry.path)} is a hard link to ${quoted(entry.target)}, which is not a file before it`,
          );
        }
        return { ...target, name };
      }
    }
  }

  #add(parent: Directory, node: TreeNode): void {
    this.#nodes++;
    if (this.#nodes > limits.entries) {
      throw refused(`it holds more than ${limits.entries} entries`);
    }
    if (node.kind === "file") {
      this.unpackedBytes += node.size;
      if (this.unpackedBytes > limits.unpackedBytes) {
        throw refused(`it unpacks to more than ${limits.unpackedBytes} bytes`);
      }
    }
    parent.children.set(node.name, node);
    if (parent === this.#top && this.#options.stripRoot && this.#top.children.size > 1) {
      const [first = "", second = ""] = this.#top.children.keys();
      throw refused(
        `it holds several entries at its top, ${quoted(first)} and ${quoted(second)}`,
        "Use --no-strip-root (stripRoot = false in Nix) to hash them as one directory.",
      );
    }
    this.#streaming?.added(parent, node);
  }

  #capture(names: readonly string[], node: TreeNode): void {
    const path = names.slice(this.#options.stripRoot && names.length > 1 ? 1 : 0).join("/");
    this.captures.forget(path);
    if (node.kind !== "file") {
      return;
    }
    const into = this.captures.begin(path, node.size);
    if (into && node.held !== undefined && node.held.pieces.length > 0) {
      this.#hold.read(node.held, (bytes) => this.captures.data(bytes));
    }
  }

  /** Streaming starts where git says that it made the archive, and where the memory is full and git's order was kept. */
  #stream(names: readonly string[], isDirectory: boolean): void {
    const top = this.#options.stripRoot ? this.#top.children.values().next().value : this.#top;
    const trusted = this.#fromGit || this.#hold.full;
    if (
      this.#streaming === undefined &&
      this.#options.stream &&
      this.#inOrder &&
      trusted &&
      top?.kind === "directory"
    ) {
      this.#streaming = new Streaming(this.#top, this.#nar, this.#hold, this.#options.stripRoot, this.#visit);
    }
    this.#streaming?.advance(names, isDirectory);
  }

  #beginFile(node: RegularFile): void {
    this.#file = node;
    if (this.#streaming?.takes(node)) {
      node.held = undefined;
      this.#nar.openEntry(node.name);
      this.#nar.openFile(node.size, node.executable);
    }
  }
}
