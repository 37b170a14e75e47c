import type { Buffer } from "node:buffer";
import { Problem } from "../../errors.ts";
import type { NarWriter } from "../nar.ts";
import { display } from "../source.ts";
import { Captures, type WantsFile } from "./capture.ts";
import { Held, type Hold } from "./hold.ts";
import { limits } from "./limits.ts";
import { nameIn, splitPath } from "./path.ts";
import { quoted, refused } from "./problems.ts";
import { Streaming } from "./streaming.ts";
import type { TarEntry, TarVisitor } from "./tar.ts";
import {
  collisionsIn,
  type Directory,
  find,
  newDirectory,
  newTop,
  type RegularFile,
  subdirectory,
  type TreeNode,
  type Writing,
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

/** Where an entry belongs. */
interface Place {
  readonly parent: Directory;
  readonly name: string;
}

/** Makes one tree, as fetchzip would unpack it, from the entries of a tar archive, and writes it as a NAR. */
export class Assembler implements TarVisitor {
  readonly captures: Captures;
  /** Pairs of paths, from the root of the tree, that Darwin takes for one. */
  readonly collisions: string[] = [];
  entries = 0;
  unpackedBytes = 0;
  readonly #options: AssembleOptions;
  readonly #nar: NarWriter;
  readonly #hold: Hold;
  readonly #top = newTop();
  #nodes = 0;
  #fromGit = false;
  #inOrder = true;
  #lastKey = "";
  /** The folder of the last entry, and how its path was written. */
  #folder: { readonly text: string; readonly directory: Directory } | undefined;
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
    const place = this.#place(entry.path);
    if (place === undefined) {
      if (entry.kind !== "directory") {
        throw refused(`${quoted(entry.path)} names the top of the archive and is a ${entry.kind}`);
      }
      return;
    }
    const { parent, name } = place;
    this.#checkOrder(entry, `${parent.path}${name}`);
    const node = this.#node(entry, place);
    if (node !== undefined) {
      this.#add(parent, node);
      this.#capture(`${parent.path}${name}`, node);
      if (entry.kind === "file" && node.kind === "file") {
        this.#beginFile(parent, node);
      }
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
    if (this.#streaming === undefined) {
      writeNode(this.#root(), this.#writing(false));
    } else {
      this.#streaming.end();
    }
    this.#nar.end();
  }

  /** The tree: fetchzip keeps a single file inside of a directory. */
  #root(): Directory {
    if (!this.#options.stripRoot) {
      return this.#top;
    }
    const [only] = this.#top.children.values();
    if (only === undefined) {
      throw refused("it is empty");
    }
    if (only.kind === "symlink") {
      throw refused(`its only entry, ${quoted(only.name)}, is a symbolic link`);
    }
    return only.kind === "directory" ? only : this.#top;
  }

  #writing(release: boolean): Writing {
    return {
      nar: this.#nar,
      hold: this.#hold,
      release,
      visit: (directory) => {
        for (const names of collisionsIn(directory)) {
          const paths = names.map((name) => display(this.#fromRoot(`${directory.path}${name}`)));
          this.collisions.push(paths.join(" and "));
        }
      },
    };
  }

  /** A path from the root of the tree. */
  #fromRoot(path: string): string {
    return this.#options.stripRoot ? path.slice(path.indexOf("/") + 1) : path;
  }

  /** git's order is that of whole paths in which directories end with a slash. */
  #checkOrder(entry: TarEntry, path: string): void {
    const key = entry.kind === "directory" ? `${path}/` : path;
    this.#inOrder &&= key > this.#lastKey && entry.kind !== "hardlink";
    this.#lastKey = key;
    if (this.#streaming !== undefined && !this.#inOrder) {
      throw new OutOfOrder(entry.path);
    }
  }

  /** Undefined for the top itself. Folders on the way that have no entry of their own are made. */
  #place(path: string): Place | undefined {
    const known = this.#folder && nameIn(this.#folder.text, path);
    if (this.#folder !== undefined && known !== undefined) {
      return { parent: this.#folder.directory, name: known };
    }
    const names = splitPath(path);
    const name = names.at(-1);
    if (name === undefined) {
      return undefined;
    }
    let parent = this.#top;
    for (const folder of names.slice(0, -1)) {
      parent = subdirectory(parent, folder, path) ?? this.#addDirectory(parent, folder);
    }
    this.#folder = { text: path.slice(0, path.lastIndexOf(name)), directory: parent };
    return { parent, name };
  }

  #addDirectory(parent: Directory, name: string): Directory {
    const directory = newDirectory(parent, name);
    this.#add(parent, directory);
    return directory;
  }

  /** The node that an entry makes; undefined for a directory that is there already. */
  #node(entry: TarEntry, { parent, name }: Place): TreeNode | undefined {
    if (entry.kind === "directory") {
      return subdirectory(parent, name, entry.path) === undefined ? newDirectory(parent, name) : undefined;
    }
    if (parent.children.get(name)?.kind === "directory") {
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
    this.#count(node);
    parent.children.set(node.name, node);
    if (parent === this.#top && this.#options.stripRoot && this.#top.children.size > 1) {
      const [first = "", second = ""] = this.#top.children.keys();
      throw refused(
        `it holds several entries at its top, ${quoted(first)} and ${quoted(second)}`,
        "Use --no-strip-root (stripRoot = false in Nix) to hash them as one directory.",
      );
    }
    if (this.#streaming === undefined) {
      this.#streaming = this.#startStreaming(parent, node);
    } else {
      this.#streaming.added(parent, node);
    }
  }

  #count(node: TreeNode): void {
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
  }

  /** Where git says that it made the archive, and where the memory is full and git's order was kept. */
  #startStreaming(parent: Directory, node: TreeNode): Streaming | undefined {
    const { stream, stripRoot } = this.#options;
    const trusted = this.#fromGit || this.#hold.full;
    const root = stripRoot ? this.#top.children.values().next().value : this.#top;
    if (!stream || !trusted || !this.#inOrder || root?.kind !== "directory") {
      return undefined;
    }
    const streaming = new Streaming(this.#top, this.#writing(true), stripRoot);
    let directory = this.#top;
    for (const name of splitPath(`./${parent.path}${node.name}`)) {
      const next = directory.children.get(name);
      if (next === undefined) {
        break;
      }
      streaming.reached(directory, next);
      directory = next.kind === "directory" ? next : directory;
    }
    return streaming;
  }

  #capture(path: string, node: TreeNode): void {
    if (this.#options.capture === undefined) {
      return;
    }
    const relative = this.#fromRoot(path);
    this.captures.forget(relative);
    if (node.kind === "file" && this.captures.begin(relative, node.size) && node.held !== undefined) {
      // Of a hard link, whose bytes came before.
      this.#hold.read(node.held, (bytes) => this.captures.data(bytes));
    }
  }

  #beginFile(parent: Directory, file: RegularFile): void {
    this.#file = file;
    if (this.#streaming?.takes(parent, file)) {
      file.held = undefined;
      this.#nar.openEntry(file.name);
      this.#nar.openFile(file.size, file.executable);
    }
  }
}
