// A stand-in for `flox`, for tests: it finds and evaluates the packages of a directory by Flox's rules over the stand-in
// nixpkgs, builds them with real Nix, and says what Flox says around that. Settings of the stand-in nixpkgs, as JSON, in
// FLOX_STAND_IN; `flox` there is how this Flox differs from the usual one.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";

const { flox = {}, ...settings } = JSON.parse(process.env.FLOX_STAND_IN ?? "{}");
const packagesFile = join(import.meta.dirname, "..", "nixpkgs", "packages.nix");

function fail(message) {
  process.stderr.write(`✘ ERROR: ${message}\n`);
  process.exit(1);
}

function nixFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function checkEnvironment(directory) {
  const lock = join(directory, ".flox/env/manifest.lock");
  if (!existsSync(lock)) fail("Did not find an environment in the current directory.");
  const { systems } = JSON.parse(readFileSync(lock, "utf8")).manifest.options;
  if (!systems.includes(settings.system)) {
    fail(`This environment is not locked for your system (${settings.system}).`);
  }
  const git = (...args) => spawnSync("git", ["-C", directory, ...args], { encoding: "utf8" });
  if (git("rev-parse", "--git-dir").status !== 0) {
    fail("Building nix expression build(s) requires git version control.");
  }
  return (file) => git("ls-files", "--error-unmatch", file).status === 0;
}

function list(directory) {
  for (const file of nixFiles(join(directory, ".flox/pkgs"))) {
    const parsed = spawnSync("nix-instantiate", ["--parse", file], { encoding: "utf8" });
    if (parsed.status !== 0) {
      process.stderr.write(`✘ ERROR: failed to list available nix expressions to build: ${parsed.stderr}`);
      process.exit(1);
    }
  }
}

function build(args) {
  let directory = ".";
  const wanted = [];
  while (args.length > 0) {
    const argument = args.shift();
    if (argument === "-d") directory = args.shift();
    else if (argument === "--nixpkgs-url" && !flox.withoutNixpkgsUrl) settings.nixpkgsUrl = args.shift();
    else if (argument.startsWith("-")) fail(`\`${argument}\` is not expected in this context`);
    else wanted.push(argument);
  }
  directory = realpathSync(directory);
  const isTracked = checkEnvironment(directory);
  list(directory);
  for (const name of wanted) {
    const path = join(directory, ".flox/pkgs", name.replaceAll(".", "/"));
    const file = [join(path, "default.nix"), `${path}.nix`].find((candidate) => existsSync(candidate));
    if (file === undefined) fail(`Target '${name}' not found.`);
    if (!isTracked(relative(directory, file))) {
      fail(`The Nix expression for '${name}' does not appear to be tracked by git.`);
    }
    buildOne(directory, name);
  }
}

function buildOne(directory, name) {
  const { nixpkgsUrl, ...rest } = settings;
  process.stdout.write(`Building ${name} in Nix expression mode\n`);
  const ended = spawnSync(
    "nix",
    [
      ...["--extra-experimental-features", "nix-command", "build", "-L", "--file", packagesFile, `packages."${name}"`],
      ...["--argstr", "settings", JSON.stringify({ ...rest, directory })],
      ...["--out-link", join(directory, `result-${name}`)],
    ],
    { stdio: "inherit" },
  );
  if (ended.status !== 0) {
    process.stderr.write(`make: *** [/nix/store/flox-build.mk:1: ${name}.build.json] Error 1\n`);
    fail("Build failed");
  }
  process.stdout.write(`Completed build of ${name} in Nix expression mode\n`);
}

const [command, ...rest] = process.argv.slice(2);
if (command === "--version") process.stdout.write(`${flox.version ?? "1.16.0"}\n`);
else if (command !== "build") fail(`\`${command}\` is not expected in this context`);
else if (flox.says !== undefined) fail(flox.says);
else build(rest);
