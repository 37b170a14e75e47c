/** Paths within the repository. They are relative to its directory, with `/`, and never start with one. */

/** `text` as it stands in `file`: `./x`, `../x/y`. Undefined where it leads out of the repository. */
export function resolvePath(file: string, text: string): string | undefined {
  if (text.startsWith("/") || text.startsWith("~")) return undefined;
  return normalise([...file.split("/").slice(0, -1), ...text.split("/")]);
}

/** `path + "/x"`. */
export function appendPath(path: string, text: string): string | undefined {
  return normalise(`${path}${text}`.split("/"));
}

function normalise(steps: readonly string[]): string | undefined {
  const path: string[] = [];
  for (const step of steps) {
    if (step === "" || step === ".") continue;
    if (step !== "..") path.push(step);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join("/");
}
