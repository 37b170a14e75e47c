import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem } from "../errors.ts";
import type { Spill } from "../nix/archive/hold.ts";

/**
 * Opens a temporary file that only this user can read, in a folder of its own. It is removed from its folder at once
 * where the system allows it, so that nothing stays behind even after a kill.
 */
export function openSpill(): Spill {
  const folder = mkdtempSync(join(tmpdir(), "flox-upstream-"));
  const file = opened(folder);
  rmSync(folder, { recursive: true, force: true });
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
          throw new Problem("The temporary file is shorter than what was written to it.", { kind: "outside" });
        }
        at += read;
      }
    },
    close() {
      closeSync(file);
    },
  };
}

function opened(folder: string): number {
  try {
    return openSync(join(folder, "held"), "wx+", 0o600);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw unusable(error);
  }
}

function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw unusable(error);
  }
}

function unusable(cause: unknown): Problem {
  return new Problem(`The temporary file in ${tmpdir()} cannot be used.`, {
    kind: "outside",
    hint: "Make room there, or set TMPDIR to a folder with more.",
    cause,
  });
}
