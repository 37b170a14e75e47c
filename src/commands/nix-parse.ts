import { join } from "node:path/posix";
import { Problem } from "../errors.ts";
import { toBytes } from "../nix/source.ts";
import type { World } from "../world/world.ts";

/**
 * Has Nix itself parse edited files, where it is on PATH. Nothing is evaluated and no file is written.
 *
 * @throws Problem of kind `blocked` for a file that Nix does not parse.
 */
export async function confirmWithNix(
  world: World,
  directory: string,
  files: ReadonlyMap<string, string>,
): Promise<"confirmed" | "no-nix"> {
  for (const [file, text] of files) {
    const result = await world.programs.run("nix-instantiate", ["--parse", "-"], {
      input: new TextDecoder().decode(toBytes(text)),
      timeoutMs: 60_000,
    });
    if (result === undefined) return "no-nix";
    // An undefined variable is an error of the file as it was, and none of the edit.
    if (result.exitCode !== 0 && !result.stderr.includes("undefined variable")) {
      throw new Problem(`Nix does not parse the file as it would be edited: ${result.stderr.trim()}`, {
        kind: "blocked",
        where: { file: join(directory, file) },
        hint: "Nothing was written. Please report this with the file.",
      });
    }
  }
  return "confirmed";
}
