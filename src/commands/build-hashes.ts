import { createHash } from "node:crypto";
import { join } from "node:path/posix";
import type { LockedSource } from "../documents/lock.ts";
import { Problem } from "../errors.ts";
import { readHashMismatches } from "../flox/build-log.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { applyEdits } from "../nix/confirm.ts";
import { planEdits } from "../nix/edits.ts";
import type { Pin, Repository, Target } from "../nix/model.ts";
import { pinUrls } from "../nix/pins.ts";
import { toBytes } from "../nix/source.ts";
import { formatHash, toSri } from "../nix/sri.ts";
import type { World } from "../world/world.ts";
import { nixpkgsUrl, type Situation } from "./situation.ts";

/** A source can be large, and a build of it fetches no more than sources. */
const timeoutMs = 60 * 60_000;

/** What builds told: hashes by pin id, as SRI, and the same as evidence. */
export interface BuiltHashes {
  readonly hashes: ReadonlyMap<string, string>;
  readonly sources: readonly LockedSource[];
}

const nothingBuilt: BuiltHashes = { hashes: new Map(), sources: [] };

/**
 * The hashes that only a build can tell: a copy of the directory is edited with a hash that nothing has, and what Nix
 * then says it got is the right one. Each source gets another such hash, so that Nix's report names its source. One
 * `flox build` can end at its first mismatch, hence the rounds. The directory itself is not touched.
 *
 * @param mayBuild false in a job that holds a token that may write: a build runs code
 * @throws Problem of kind `blocked` where it may not build, Flox is missing, or a build ends without telling a hash.
 */
export async function hashesByBuild(
  world: World,
  inputs: Inputs,
  situation: Situation,
  repository: Repository,
  target: Target,
  mayBuild: boolean,
): Promise<BuiltHashes> {
  const pins = repository.pins.filter(({ belongs, hashMode }) => belongs === true && hashMode === "build");
  const [first] = pins;
  if (first === undefined) return nothingBuilt;
  if (!mayBuild) throw notHere(inputs, first);
  const folder = await world.files.temporaryFolder();
  try {
    await copyDirectory(world, inputs.directory, folder.path);
    const found = new Map<string, string>();
    while (found.size < pins.length) {
      const pending = pins.filter(({ id }) => !found.has(id));
      const asked = new Map(pending.map(({ id }) => [id, unusedHash(id, target.ref)]));
      const hashes = new Map([...target.hashes, ...found, ...asked]);
      const edited = applyEdits(repository, planEdits(repository, { ...target, hashes }));
      await world.files.writeAll(new Map([...edited].map(([path, text]) => [join(folder.path, path), toBytes(text)])));
      const attribute = packageOf(repository, pending[0]);
      const log = await floxBuild(world, nixpkgsUrl(inputs, situation), folder.path, attribute);
      const before = found.size;
      for (const { specified, got } of readHashMismatches(log)) {
        const [id] = [...asked].find(([, unused]) => unused === toSri(specified)) ?? [];
        const hash = toSri(got);
        if (id !== undefined && hash !== undefined) found.set(id, hash);
      }
      if (found.size === before) throw untold(inputs, pending, attribute, log);
    }
    const urls = new Map(pinUrls(repository, target).map(({ pinId, url }) => [pinId, url]));
    const sources = pins.map(({ id, file }) => ({ file, url: urls.get(id) ?? "", hash: found.get(id) ?? "" }));
    return { hashes: found, sources };
  } finally {
    await folder.remove();
  }
}

/** As good as never the hash of anything, and another one for each source. */
function unusedHash(id: string, ref: string): string {
  const digest = createHash("sha256").update(`the hash of ${id} at ${ref} is not known yet`).digest();
  return formatHash({ algorithm: "sha256", digest }, "sri");
}

/** Flox builds tracked files only: the copy is a repository of its own. */
async function copyDirectory(world: World, from: string, to: string): Promise<void> {
  const paths = (await world.files.list(from)) ?? [];
  for (const path of paths) {
    const content = await world.files.read(join(from, path));
    if (content === undefined) continue;
    await world.files.makeFolder(join(to, path, ".."));
    await world.files.writeAll(new Map([[join(to, path), content]]));
  }
  for (const args of [
    ["init", "--quiet"],
    ["add", "--all", "--force"],
  ]) {
    const result = await world.programs.run("git", args, { cwd: to });
    if (result?.exitCode !== 0) {
      throw new Problem(
        `git ${args[0]} failed in a temporary folder: ${result?.stderr.trim() ?? "git is not on PATH"}`,
        { kind: "blocked" },
      );
    }
  }
}

function packageOf({ packages }: Repository, pin: Pin | undefined): string {
  const user = packages.find(({ pins, within }) => pin !== undefined && within === undefined && pins.includes(pin.id));
  return user?.attribute ?? "";
}

async function floxBuild(world: World, nixpkgs: string | null, directory: string, attribute: string): Promise<string> {
  world.log.info(`Building the sources of ${attribute} to learn their hashes`);
  const pinned = nixpkgs === null ? [] : ["--nixpkgs-url", nixpkgs];
  const result = await world.programs.run("flox", ["build", "-d", directory, ...pinned, attribute], {
    timeoutMs,
    env: { FLOX_DISABLE_METRICS: "true", NO_COLOR: "1" },
  });
  if (result === undefined) {
    throw new Problem("a source's hash is only known by a build, and flox is not on PATH", {
      kind: "blocked",
      hint: "Install Flox (https://flox.dev/docs/install-flox) and run again.",
    });
  }
  return result.stderr;
}

function notHere(inputs: Inputs, { file, line, column, hashModeReasons }: Pin): Problem {
  const why = hashModeReasons.join(", ");
  return new Problem(
    `the hash of this source is only known by a build (${why}), and this job, which holds a token that may write, does not build`,
    {
      kind: "blocked",
      where: { file: join(inputs.directory, file), line, column },
      hint: "Run flox-upstream bump in a terminal, with Flox on the PATH, and push what it writes.",
    },
  );
}

function untold(inputs: Inputs, pending: readonly Pin[], attribute: string, log: string): Problem {
  const [pin] = pending;
  const tail = log.trimEnd().split("\n").slice(-15).join("\n");
  return new Problem(`flox build ${attribute} did not tell the hash of a source:\n${tail}`, {
    kind: "blocked",
    where: pin === undefined ? {} : { file: join(inputs.directory, pin.file), line: pin.line, column: pin.column },
    hint: "Nothing was written. Make the package build, then run again.",
  });
}
