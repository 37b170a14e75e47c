// The builder of the stand-in nixpkgs' fetchers, run by Nix. Environment: `url` (http or file), `unpack` and `stripRoot`
// ("1" or ""), `out`. The current folder is the build's own.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const { url, unpack, stripRoot, out } = process.env;

async function download() {
  if (url.startsWith("file:")) return readFileSync(fileURLToPath(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot download ${url}: HTTP ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** As nixpkgs' fetchzip does it: one top-level entry is stripped if it is a folder, and stays inside one if it is a file. */
function unpackInto(archive, target) {
  const folder = join(process.cwd(), "unpacked");
  mkdirSync(folder);
  execFileSync("tar", ["-xzf", archive, "-C", folder]);
  if (!stripRoot) return renameSync(folder, target);
  const entries = readdirSync(folder);
  if (entries.length !== 1) throw new Error(`${url} has ${entries.length} top-level entries: set stripRoot = false`);
  const only = join(folder, entries[0]);
  if (statSync(only).isDirectory()) {
    chmodSync(only, 0o755);
    return renameSync(only, target);
  }
  mkdirSync(target);
  renameSync(only, join(target, basename(only)));
}

const body = await download();
if (unpack) {
  writeFileSync("archive", body);
  unpackInto("archive", out);
} else {
  writeFileSync(out, body);
}
