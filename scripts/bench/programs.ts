import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** What ships is what is measured. */
export const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");

/** Whether a program can be measured beside ours. */
export async function onPath(program: string): Promise<boolean> {
  const found = await Promise.all(
    (process.env.PATH ?? "").split(delimiter).map((folder) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
