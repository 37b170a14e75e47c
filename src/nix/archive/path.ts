import { limits } from "./limits.ts";
import { quoted, refused } from "./problems.ts";

/**
 * The names that an entry's path consists of, none for the top itself. `.` and empty parts are left out, as every tar
 * does. Throws a Problem for what would leave the tree, or could not be unpacked.
 */
export function splitPath(path: string): readonly string[] {
  if (path.startsWith("/")) {
    throw refused(`it holds an absolute path, ${quoted(path)}`);
  }
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  for (const name of names) {
    checkName(name, path);
  }
  checkLength(path);
  if (names.length > limits.depth) {
    throw refused(`it is nested more than ${limits.depth} directories deep: ${quoted(path)}`);
  }
  return names;
}

/** Entries mostly come folder by folder: the name alone, where the rest of the path is one that was split before. */
export function nameIn(folder: string, path: string): string | undefined {
  if (!path.startsWith(folder)) {
    return undefined;
  }
  const end = path.endsWith("/") ? path.length - 1 : path.length;
  const name = path.slice(folder.length, end);
  if (name === "" || name === "." || name.includes("/")) {
    return undefined;
  }
  checkName(name, path);
  checkLength(path);
  return name;
}

function checkName(name: string, path: string): void {
  if (name === "..") {
    throw refused(`it holds a path with "..", ${quoted(path)}`);
  }
  if (name.includes("\0")) {
    throw refused(`it holds a name with a NUL byte, ${quoted(path)}`);
  }
  if (name.length > limits.nameBytes) {
    throw refused(`it holds a name of ${name.length} bytes, and systems allow ${limits.nameBytes}: ${quoted(name)}`);
  }
}

function checkLength(path: string): void {
  if (path.length > limits.pathBytes) {
    throw refused(`it holds a path of ${path.length} bytes, and systems allow ${limits.pathBytes}: ${quoted(path)}`);
  }
}
