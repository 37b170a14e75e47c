import type { NarWriter } from "../nar.ts";
import type { Hold } from "./hold.ts";
import { type Directory, type RegularFile, sorted, type TreeNode, writeNode } from "./tree.ts";

/** A directory that is open in the NAR. */
interface Frame {
  readonly directory: Directory;
  /** Relative to the root of the tree, with a slash at its end unless it is the root. */
  readonly path: string;
  /** Children that are not yet written, in the NAR's order. */
  pending: TreeNode[];
}

/**
 * Writes a NAR while entries arrive in git's order.
 *
 * git sorts a directory as if its name ended with a slash: `a-b` and `a.c` come before `a/`, while NAR wants `a` first.
 * So a child whose name has a character below the slash may have to let a directory pass that is called like what stands
 * before that character, and waits until the archive is past it. Whatever sorts after a waiting child waits as well.
 * Everything else is written as it comes.
 */
export class Streaming {
  readonly #nar: NarWriter;
  readonly #hold: Hold;
  readonly #stripRoot: boolean;
  readonly #visit: (directory: Directory, path: string) => void;
  /** From the archive's top to the deepest open directory. With `stripRoot` the first is not in the NAR. */
  readonly #frames: Frame[];

  /** `top` may have children already, held; they are written when their place is known. */
  constructor(
    top: Directory,
    nar: NarWriter,
    hold: Hold,
    stripRoot: boolean,
    visit: (directory: Directory, path: string) => void,
  ) {
    this.#nar = nar;
    this.#hold = hold;
    this.#stripRoot = stripRoot;
    this.#visit = visit;
    this.#frames = [{ directory: top, path: "", pending: sorted(top) }];
    if (!stripRoot) {
      nar.openDirectory();
    }
  }

  /** A node is new in the tree. */
  added(parent: Directory, node: TreeNode): void {
    const frame = this.#frames.findLast(({ directory }) => directory === parent);
    if (frame !== undefined) {
      const before = frame.pending.findLastIndex(({ name }) => name < node.name);
      frame.pending.splice(before + 1, 0, node);
    }
  }

  /** The archive has come to this path: writes what can have nothing before it any more. */
  advance(names: readonly string[], isDirectory: boolean): void {
    for (const [depth, name] of names.entries()) {
      if (this.#frames[depth + 1]?.directory.name === name) {
        continue;
      }
      this.#closeBelow(depth);
      const frame = this.#frames[depth];
      const opens = depth < names.length - 1 || isDirectory;
      if (frame === undefined || !this.#writeSafe(frame, name, opens ? `${name}/` : name) || !opens) {
        return;
      }
      this.#open(frame, depth);
    }
  }

  /** Whether the bytes of this file, the newest entry, go straight into the NAR. */
  takes(file: RegularFile): boolean {
    const frame = this.#frames.at(-1);
    if (frame?.pending[0] !== file || barrier(file.name) !== undefined) {
      return false;
    }
    frame.pending.shift();
    return true;
  }

  /** Writes all that is left. */
  end(): void {
    this.#closeBelow(0);
    const [top] = this.#frames;
    if (top !== undefined && !this.#stripRoot) {
      this.#writeAll(top);
      this.#nar.closeDirectory();
    }
  }

  /** Writes what has its place before the current child; whether that child is the next. */
  #writeSafe(frame: Frame, current: string, key: string): boolean {
    // The only child of a stripped top: nothing comes before it or after it.
    const single = this.#stripRoot && frame === this.#frames[0];
    let count = 0;
    for (const node of frame.pending) {
      const blocked = barrier(node.name);
      if (node.name === current || (blocked !== undefined && blocked >= key)) {
        break;
      }
      this.#write(frame, node);
      count++;
    }
    frame.pending.splice(0, count);
    return frame.pending[0]?.name === current && (single || barrier(current) === undefined);
  }

  #open(frame: Frame, depth: number): void {
    const directory = frame.pending.shift();
    if (directory?.kind !== "directory") {
      return;
    }
    const stripped = this.#stripRoot && depth === 0;
    if (!stripped) {
      this.#nar.openEntry(directory.name);
    }
    this.#nar.openDirectory();
    const path = stripped ? "" : `${frame.path}${directory.name}/`;
    this.#frames.push({ directory, path, pending: sorted(directory) });
  }

  #closeBelow(depth: number): void {
    while (this.#frames.length - 1 > depth) {
      const frame = this.#frames.pop();
      if (frame !== undefined) {
        this.#writeAll(frame);
        this.#nar.closeDirectory();
        if (!(this.#stripRoot && this.#frames.length === 1)) {
          this.#nar.closeEntry();
        }
      }
    }
  }

  #writeAll(frame: Frame): void {
    for (const node of frame.pending) {
      this.#write(frame, node);
    }
    this.#visit(frame.directory, frame.path);
    frame.directory.children.clear();
  }

  #write(frame: Frame, node: TreeNode): void {
    this.#nar.openEntry(node.name);
    writeNode(node, this.#nar, this.#hold, true, this.#visit, `${frame.path}${node.name}/`);
    this.#nar.closeEntry();
  }
}

/** The last directory, as git sorts it, that NAR would want before this name; undefined where there is none. */
function barrier(name: string): string | undefined {
  for (let at = 1; at < name.length; at++) {
    if (name.charCodeAt(at) < 0x2f) {
      return `${name.slice(0, at)}/`;
    }
  }
  return undefined;
}
