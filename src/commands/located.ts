import { join } from "node:path/posix";
import { isProblem, Problem } from "../errors.ts";

/**
 * Does what names files by their path below the directory that holds `.flox`. A Problem names them as whoever runs the
 * program can open them: editors and GitHub's annotations need that.
 */
export function located<T>(directory: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isProblem(error) || error.where.file === undefined) throw error;
    const { kind, where, hint } = error;
    throw new Problem(error.message, {
      kind,
      where: { ...where, file: join(directory, error.where.file) },
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}
