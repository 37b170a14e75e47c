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
  if (path.includes("\0")) {
    throw refused(`it holds a name with a NUL byte, ${quoted(path)}`);
  }
  if (path.length > limits.pathBytes) {
    throw refused(`it holds a path of ${path.length} bytes, and systems allow ${limits.pathBytes}: ${quoted(path)}`);
  }
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.length > limits.depth) {
    throw refused(`it is nested more than ${limits.depth} directories deep: ${quoted(path)}`);
  }
  for (const name of names) {
    if (name === "..") {
      throw refused(`it holds a path with "..", ${quoted(path)}`);
    }
    if (name.length > limits.nameBytes) {
      throw refused(`it holds a name of ${name.length} bytes, and systems allow ${limits.nameBytes}: ${quoted(name)}`);
    }
  }
  return names;
}
