import type { NarWriter } from "../nar.ts";
import { display } from "../source.ts";
import type { Held, Hold } from "./hold.ts";
import { quoted, refused } from "./problems.ts";

/** Names are byte strings, which JavaScript compares as NAR wants it: byte by byte. */
export interface Directory {
  readonly kind: "directory";
  readonly name: string;
  /** From the archive's top, with a slash at its end; empty for the top. */
  readonly path: string;
  readonly children: Map<string, TreeNode>;
}

export interface RegularFile {
  readonly kind: "file";
  readonly name: string;
  readonly size: number;
  readonly executable: boolean;
  /** Undefined where the bytes went straight into the NAR. Shared by hard links. */
  held: Held | undefined;
}

export interface SymbolicLink {
  readonly kind: "symlink";
  readonly name: string;
  readonly target: string;
}

export type TreeNode = Directory | RegularFile | SymbolicLink;

export function newDirectory(parent: Directory, name: string): Directory {
  return { kind: "directory", name, path: `${parent.path}${name}/`, children: new Map() };
}

export function newTop(): Directory {
  return { kind: "directory", name: "", path: "", children: new Map() };
}

/** The node at a path; undefined where there is none. */
export function find(top: Directory, names: readonly string[]): TreeNode | undefined {
  let node: TreeNode | undefined = top;
  for (const name of names) {
    if (node?.kind !== "directory") {
      return undefined;
    }
    node = node.children.get(name);
  }
  return node;
}

/** The directory that a new entry belongs in or under; throws a Problem where something else has that name. */
export function subdirectory(parent: Directory, name: string, path: string): Directory | undefined {
  const node = parent.children.get(name);
  if (node === undefined || node.kind === "directory") {
    return node;
  }
  const what = node.kind === "symlink" ? "a symbolic link" : "a file";
  throw refused(`${quoted(path)} lies under ${quoted(name)}, which is ${what} in the same archive`);
}

export function sorted(directory: Directory): TreeNode[] {
  return [...directory.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface Writing {
  readonly nar: NarWriter;
  readonly hold: Hold;
  /** Gives up what is written: nothing needs it any more. */
  readonly release: boolean;
  /** Told of each directory when all its children are known. */
  visit(directory: Directory): void;
}

/** Writes a node whose bytes are all held. */
export function writeNode(node: TreeNode, writing: Writing): void {
  switch (node.kind) {
    case "symlink":
      writing.nar.symlink(node.target);
      return;
    case "file":
      writeFile(node, writing);
      return;
    case "directory":
      writing.visit(node);
      writing.nar.openDirectory();
      for (const child of sorted(node)) {
        writing.nar.openEntry(child.name);
        writeNode(child, writing);
        writing.nar.closeEntry();
      }
      writing.nar.closeDirectory();
      if (writing.release) {
        node.children.clear();
      }
  }
}

function writeFile(file: RegularFile, { nar, hold, release }: Writing): void {
  nar.openFile(file.size, file.executable);
  if (file.held !== undefined) {
    hold.read(file.held, (bytes) => nar.contents(bytes));
    if (release) {
      hold.release(file.held);
      file.held = undefined;
    }
  }
  nar.closeFile();
}

/** Pairs of names in a directory that are one name where case and Unicode form do not count, as on Darwin. */
export function collisionsIn(directory: Directory): [string, string][] {
  const seen = new Map<string, string>();
  const found: [string, string][] = [];
  for (const name of directory.children.keys()) {
    const folded = fold(name);
    const other = seen.get(folded);
    if (other === undefined) {
      seen.set(folded, name);
    } else {
      found.push([other, name]);
    }
  }
  return found;
}

const ascii = /^[ -~]*$/;

function fold(name: string): string {
  return ascii.test(name)
    ? name.toLowerCase()
    : display(name).normalize("NFD").toUpperCase().toLowerCase().normalize("NFD");
}
