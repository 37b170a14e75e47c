/**
 * Stands in for `flox build -d DIR [--nixpkgs-url URL] PACKAGE`, as far as sources go: Flox's rules for what it builds
 * (tracked files, all of it evaluated in one scope) over the stand-in nixpkgs, and the real Nix, whose words these are.
 * FLOX_STAND_IN holds the settings that packages.nix takes, without the directory.
 */
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";

const [command, ...args] = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : undefined);
const directory = realpathSync(option("-d") ?? ".");
option("--nixpkgs-url");
const [attribute] = args;

function fail(message) {
  process.stderr.write(`✘ ERROR: ${message}\n`);
  process.exit(1);
}

if (command !== "build" || attribute === undefined) fail(`not a call that is stood in for: ${process.argv.slice(2)}`);
const tracked = spawnSync("git", ["ls-files", "--error-unmatch", ".flox/pkgs"], { cwd: directory });
if (tracked.status !== 0) fail(`The Nix expression for '${attribute}' does not appear to be tracked by git.`);
const settings = JSON.stringify({ ...JSON.parse(process.env.FLOX_STAND_IN), directory });
const build = spawnSync(
  "nix-build",
  [
    join(import.meta.dirname, "nixpkgs/packages.nix"),
    "--no-out-link",
    "-A",
    `packages."${attribute}"`,
    "--argstr",
    "settings",
    settings,
  ],
  { cwd: directory, encoding: "utf8" },
);
process.stderr.write(build.stderr);
if (build.status !== 0) fail("Build failed");
