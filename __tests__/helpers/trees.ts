import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { gitHeader, item, tar } from "./tar.ts";

/** A source tree as plain data. */
export type Tree =
  | { readonly directory: ReadonlyMap<string, Tree> }
  | { readonly file: string | Uint8Array; readonly executable?: boolean }
  | { readonly link: string };

export function directory(entries: Readonly<Record<string, Tree>>): Tree {
  return { directory: new Map(Object.entries(entries)) };
}

/** The NAR of a tree, written down as simply as can be: the thesis' figure 5.2 word by word. */
export function narOf(tree: Tree): Buffer {
  return Buffer.concat([text("nix-archive-1"), node(tree)]);
}

export function narHashOf(tree: Tree): string {
  return `sha256-${createHash("sha256").update(narOf(tree)).digest("base64")}`;
}

function node(tree: Tree): Buffer {
  if ("link" in tree) return all("(", "type", "symlink", "target", tree.link, ")");
  if ("file" in tree) {
    const mode = tree.executable ? ["executable", ""] : [];
    return all("(", "type", "regular", ...mode, "contents", tree.file, ")");
  }
  const sorted = [...tree.directory].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const entries = sorted.map(([name, child]) =>
    Buffer.concat([all("entry", "(", "name", name, "node"), node(child), text(")")]),
  );
  return Buffer.concat([all("(", "type", "directory"), ...entries, text(")")]);
}

function all(...parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.map(text));
}

function text(part: string | Uint8Array): Buffer {
  const bytes = Buffer.from(part);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}

export interface Entry {
  /** Without a slash at its end. */
  readonly path: string;
  readonly tree: Tree;
}

/** Every entry of a tree, directories included, each directory before what is in it. */
export function entriesOf(tree: Tree, path: string): Entry[] {
  const below = "directory" in tree ? [...tree.directory] : [];
  return [{ path, tree }, ...below.flatMap(([name, child]) => entriesOf(child, `${path}/${name}`))];
}

/** git's order: of whole paths, bytewise, directories with a slash at their end. */
export function inGitOrder(entries: readonly Entry[]): Entry[] {
  const key = ({ path, tree }: Entry) => Buffer.from("directory" in tree ? `${path}/` : path);
  return entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
}

/** A tar archive of entries in the given order; `git` lets it begin as git's own do. */
export function tarOf(entries: readonly Entry[], { git = false } = {}): Buffer {
  return tar(...(git ? [gitHeader] : []), ...entries.map(itemOf));
}

function itemOf({ path, tree }: Entry): Buffer {
  if ("directory" in tree) return item({ path: `${path}/`, type: "5", mode: 0o755 });
  if ("link" in tree) return item({ path, type: "2", link: tree.link });
  return item({ path, content: tree.file, mode: tree.executable ? 0o755 : 0o644 });
}
