import { type Directory, type RegularFile, sorted, type TreeNode, type Writing, writeNode } from "./tree.ts";

/** A directory that is open in the NAR. */
interface Frame {
  readonly directory: Directory;
  readonly depth: number;
  /** Children that are not yet written, in the NAR's order. */
  readonly pending: TreeNode[];
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
  readonly #writing: Writing;
  readonly #stripRoot: boolean;
  /** From the archive's top to the deepest open directory. With `stripRoot` the first is not in the NAR. */
  readonly #frames: Frame[] = [];
  readonly #open = new Map<Directory, Frame>();

  /** `top` may have children already, all held. */
  constructor(top: Directory, writing: Writing, stripRoot: boolean) {
    this.#writing = writing;
    this.#stripRoot = stripRoot;
    if (!stripRoot) {
      writing.nar.openDirectory();
    }
    this.#push(top);
  }

  /** A node is new in the tree, and the archive has come to it. */
  added(parent: Directory, node: TreeNode): void {
    const frame = this.#open.get(parent);
    if (frame === undefined) {
      return;
    }
    const { pending } = frame;
    const before = pending.findLastIndex(({ name }) => name < node.name);
    pending.splice(before + 1, 0, node);
    this.reached(parent, node);
  }

  /** The archive has come to this node: writes what can have nothing before it any more. */
  reached(parent: Directory, node: TreeNode): void {
    const frame = this.#open.get(parent);
    if (frame === undefined) {
      return;
    }
    this.#closeBelow(frame.depth);
    this.#writeSafe(frame, node);
    if (node.kind === "directory" && this.#isNext(frame, node)) {
      this.#enter(frame, node);
    }
  }

  /** Whether the bytes of this file, the newest node, go straight into the NAR. */
  takes(parent: Directory, file: RegularFile): boolean {
    const frame = this.#open.get(parent);
    if (frame === undefined || !this.#isNext(frame, file)) {
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
      this.#writing.nar.closeDirectory();
    }
  }

  /** Nothing comes before it in its directory, now or later. The only child of a stripped top has no siblings. */
  #isNext({ depth, pending }: Frame, node: TreeNode): boolean {
    return pending[0] === node && ((depth === 0 && this.#stripRoot) || barrier(node.name) === undefined);
  }

  #writeSafe({ pending }: Frame, current: TreeNode): void {
    const key = current.kind === "directory" ? `${current.name}/` : current.name;
    let count = 0;
    for (const node of pending) {
      const blocked = barrier(node.name);
      if (node === current || (blocked !== undefined && blocked >= key)) {
        break;
      }
      this.#write(node);
      count++;
    }
    if (count > 0) {
      pending.splice(0, count);
    }
  }

  #push(directory: Directory): void {
    const frame = { directory, depth: this.#frames.length, pending: sorted(directory) };
    this.#frames.push(frame);
    this.#open.set(directory, frame);
  }

  #enter({ depth, pending }: Frame, directory: Directory): void {
    pending.shift();
    if (!(depth === 0 && this.#stripRoot)) {
      this.#writing.nar.openEntry(directory.name);
    }
    this.#writing.nar.openDirectory();
    this.#push(directory);
  }

  #closeBelow(depth: number): void {
    while (this.#frames.length - 1 > depth) {
      const frame = this.#frames.pop();
      if (frame !== undefined) {
        this.#writeAll(frame);
        this.#open.delete(frame.directory);
        this.#writing.nar.closeDirectory();
        if (!(frame.depth === 1 && this.#stripRoot)) {
          this.#writing.nar.closeEntry();
        }
      }
    }
  }

  #writeAll({ directory, pending }: Frame): void {
    for (const node of pending) {
      this.#write(node);
    }
    this.#writing.visit(directory);
    directory.children.clear();
  }

  #write(node: TreeNode): void {
    const { nar } = this.#writing;
    nar.openEntry(node.name);
    writeNode(node, this.#writing);
    nar.closeEntry();
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
