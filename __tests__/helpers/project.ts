import { cp, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { temporaryFolder } from "./folders.ts";

/** The top of this repository. */
export const root = join(import.meta.dirname, "..", "..");

/** A copy of parts of this repository with its packages at hand, in which its scripts can be tried. */
export async function projectCopy(parts: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder(files);
  for (const part of parts) await cp(join(root, part), join(folder.path, part), { recursive: true, force: false });
  await symlink(join(root, "node_modules"), join(folder.path, "node_modules"));
  return {
    path: folder.path,
    /** Runs a script of the copy. */
    async script(name: string, ...args: readonly string[]) {
      const { exitCode, stderr } = await execa(process.execPath, [join(folder.path, "scripts", name), ...args], {
        cwd: folder.path,
        extendEnv: false,
        env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
        reject: false,
      });
      return { exitCode, stderr };
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
