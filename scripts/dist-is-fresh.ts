/** Builds dist/ anew beside the committed one and fails where they differ: what ships must be what the source builds. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

const root = join(import.meta.dirname, "..");
const largest = 3 * 1024 * 1024;

async function contents(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothingThere);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(folder.length + 1), await readFile(file)] as const)),
  );
}

function nothingThere(error: { readonly code?: string }): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

const fresh = await mkdtemp(join(tmpdir(), "flox-upstream-dist-"));
try {
  await execa("node_modules/.bin/rolldown", ["--config", "rolldown.config.js", "--dir", fresh], { cwd: root });
  const [built, committed] = [await contents(fresh), await contents(join(root, "dist"))];
  const names = new Set([...built.keys(), ...committed.keys()]);
  const different = [...names].filter((name) => {
    const [mine, theirs] = [built.get(name), committed.get(name)];
    return mine === undefined || theirs === undefined || !mine.equals(theirs);
  });
  const size = [...built.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (different.length > 0) {
    console.error(`dist/ is not what the source builds: ${different.join(", ")}. Run npm run build and commit dist/.`);
    process.exitCode = 1;
  } else if (size > largest) {
    console.error(`dist/ has ${size} bytes; at most ${largest} are to ship.`);
    process.exitCode = 1;
  } else {
    console.error(`dist/ is what the source builds: ${names.size} files, ${(size / 1e6).toFixed(1)} MB.`);
  }
} finally {
  await rm(fresh, { recursive: true, force: true });
}
