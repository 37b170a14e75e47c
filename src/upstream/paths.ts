/**
 * A path from a folder of the archive; an absolute one starts at the root.
 * Undefined where it leads out of it.
 */
export function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return parts.join("/");
}

/** The folder of a file or folder; the root is empty, and its own. */
export function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}
