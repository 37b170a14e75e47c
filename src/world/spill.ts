import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem } from "../errors.ts";
import type { Spill } from "../nix/archive/hold.ts";

/**
 * Opens a temporary file that only this user can read, in a folder of its own below `parent`. Its name is removed at
 * once, so that nothing stays behind even after a kill. Throws Problems of kind `outside`.
 */
export function openSpill(parent = tmpdir()): Spill {
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw unusable(parent, error);
    }
  };
  const file = attempt(() => openPrivate(parent));
  return {
    write(bytes, position) {
      for (let at = 0; at < bytes.length; ) {
        at += attempt(() => writeSync(file, bytes, at, bytes.length - at, position + at));
      }
    },
    read(into, position) {
      for (let at = 0; at < into.length; ) {
        const read = attempt(() => readSync(file, into, at, into.length - at, position + at));
        if (read === 0) {
          throw unusable(parent, new Error("It is shorter than what was written to it."));
        }
        at += read;
      }
    },
    close() {
      closeSync(file);
    },
  };
}

function openPrivate(parent: string): number {
  const folder = mkdtempSync(join(parent, "flox-upstream-"));
  try {
    return openSync(join(folder, "held"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unusable(parent: string, cause: unknown): Problem {
  return new Problem(`The temporary file in ${parent} cannot be used.`, {
    kind: "outside",
    hint: "Make room there, or set TMPDIR to a folder with more.",
    cause,
  });
}
