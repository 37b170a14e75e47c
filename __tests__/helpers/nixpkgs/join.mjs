// The builder of joins, run by Nix: links the files of `paths` into one tree, as lndir does, and runs `postBuild` on it. A
// Python environment (`environment`) has a Python of its own instead of a link to one, and its scripts run with that.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const { out, paths = "", postBuild = "", environment = "" } = process.env;

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function link(from, to) {
  const kind = lstatSync(from);
  if (kind.isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) link(join(from, name), join(to, name));
  } else if (!isThere(to)) {
    const isProgram = environment && kind.isFile() && /\/bin\/[^/]+$/.test(to);
    const script = isProgram ? readFileSync(from, "utf8") : "";
    if (script.includes("/bin/.python-wrapped")) {
      writeFileSync(to, script.replace(/\/[^ "]*(?=\/bin\/\.python-wrapped)/, out));
      chmodSync(to, 0o555);
    } else symlinkSync(kind.isSymbolicLink() ? readlinkSync(from) : from, to);
  }
}

mkdirSync(out);
for (const path of paths.split(" ").filter(Boolean)) link(path, out);
if (postBuild) execFileSync("sh", ["-euc", postBuild], { stdio: "inherit" });
