import type { NarWriter } from "../nar.ts";
import { display } from "../source.ts";
import type { Held, Hold } from "./hold.ts";
import { quoted, refused } from "./problems.ts";

/** Names are byte strings, which JavaScript compares as NAR wants it: byte by byte. */
export interface Directory {
  readonly kind: "directory";
  readonly name: string;
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

export function newDirectory(name: string): Directory {
  return { kind: "directory", name, children: new Map() };
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

/**
 * Writes a node whose bytes are all held, and gives them up where `release` says so. `visit` is told of each directory
 * while its children are known.
 */
export function writeNode(
  node: TreeNode,
  nar: NarWriter,
  hold: Hold,
  release: boolean,
  visit: (directory: Directory, path: string) => void,
  path: string,
): void {
  switch (node.kind) {
    case "symlink":
      nar.symlink(node.target);
      return;
    case "file":
      nar.openFile(node.size, node.executable);
      if (node.held !== undefined) {
        hold.read(node.held, (bytes) => nar.contents(bytes));
        if (release) {
          hold.release(node.held);
          node.held = undefined;
        }
      }
      nar.closeFile();
      return;
    case "directory":
      visit(node, path);
      nar.openDirectory();
      for (const child of sorted(node)) {
        nar.openEntry(child.name);
        writeNode(child, nar, hold, release, visit, `${path}${child.name}/`);
        nar.closeEntry();
      }
      nar.closeDirectory();
      if (release) {
        node.children.clear();
      }
  }
}

/**
 * Names in a directory that are one name where case and Unicode form do not count, as on Darwin: each as the path of
 * the first and of the one that meets it.
 */
export function collisionsIn(directory: Directory, path: string): string[] {
  if (directory.children.size < 2) {
    return [];
  }
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const name of directory.children.keys()) {
    const folded = fold(name);
    const other = seen.get(folded);
    if (other === undefined) {
      seen.set(folded, name);
    } else {
      found.push(`${display(path + other)} and ${display(path + name)}`);
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
