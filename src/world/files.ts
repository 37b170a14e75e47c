import { createReadStream, type Dirent } from "node:fs";
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem } from "../errors.ts";
import { openSpill } from "./spill.ts";
import { codeOf, isMissing } from "./system-errors.ts";
import type { Files } from "./world.ts";
import { writeAll } from "./write-all.ts";

/** Folders that hold nothing of the repository's own. */
const leftOut = new Set([".git", "node_modules"]);

export function realFiles(): Files {
  return {
    async read(path) {
      try {
        return await readFile(path);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw unreadable(path, error);
      }
    },

    async open(path) {
      let folder: boolean;
      try {
        folder = (await stat(path)).isDirectory();
      } catch (error) {
        throw isMissing(error)
          ? new Problem("there is no such file", { kind: "input", where: { file: path }, cause: error })
          : unreadable(path, error);
      }
      if (folder) {
        throw new Problem(`${path} is a folder, not a file`, { kind: "input", where: { file: path } });
      }
      return createReadStream(path, { highWaterMark: 1024 * 1024 });
    },

    list: (folder) => entriesBelow(folder, (entry) => entry.isFile()),

    links: async (folder) => (await entriesBelow(folder, (entry) => entry.isSymbolicLink())) ?? [],

    async names(folder) {
      try {
        return (await readdir(folder)).sort();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw unreadable(folder, error);
      }
    },

    async realPath(path) {
      try {
        return await realpath(path);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw unreadable(path, error);
      }
    },

    async removeLink(path) {
      try {
        if ((await lstat(path)).isSymbolicLink()) await rm(path);
      } catch (error) {
        if (!isMissing(error)) throw unreadable(path, error);
      }
    },

    spill: () => openSpill(),

    async temporaryFolder() {
      const path = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-")));
      return { path, remove: () => rm(path, { recursive: true, force: true }) };
    },

    async makeFolder(path) {
      try {
        await mkdir(path, { recursive: true });
      } catch (error) {
        throw new Problem(`${path} cannot be made: ${codeOf(error)}`, {
          kind: "input",
          where: { file: path },
          hint: "Name another place, or make it writable.",
          cause: error,
        });
      }
    },

    writeAll: (contents, within) => writeAll(contents, within),
  };
}

/** Sorted; undefined where there is no such folder. */
async function entriesBelow(folder: string, wanted: (entry: Dirent) => boolean): Promise<string[] | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(folder, error);
  }
  const found: string[] = [];
  await collect(folder, "", wanted, found);
  return found.sort((a, b) => (a < b ? -1 : 1));
}

async function collect(
  folder: string,
  prefix: string,
  wanted: (entry: Dirent) => boolean,
  found: string[],
): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
  for (const entry of entries) {
    if (wanted(entry)) found.push(prefix + entry.name);
    else if (entry.isDirectory() && !leftOut.has(entry.name)) {
      await collect(join(folder, entry.name), `${prefix}${entry.name}/`, wanted, found);
    }
  }
}

function unreadable(path: string, error: unknown): Problem {
  return new Problem(`${path} cannot be read: ${codeOf(error) ?? String(error)}`, {
    kind: "input",
    where: { file: path },
    cause: error,
  });
}
