import { isProblem, Problem } from "../../errors.ts";
import { discoverPackages } from "../../flox/discover.ts";
import { type BuildStep, buildOrder } from "../../flox/order.ts";
import { type System, systems } from "../../flox/systems.ts";
import type { Inputs } from "../../inputs/definitions.ts";
import type { Repository } from "../../nix/model.ts";
import { quoteUntrusted } from "../../upstream/refs.ts";
import type { World } from "../../world/world.ts";
import { nixpkgsUrl, noSuchPackage, type Situation, understand } from "../situation.ts";

/** What is to be built here, and in which order. */
export interface BuildPlan {
  readonly system: System;
  /** The commit that is built; null where what is built is not as committed. */
  readonly commit: string | null;
  /** The directory's path from the top of the repository, with a slash at its end, or empty. */
  readonly prefix: string;
  readonly nixpkgs: string | null;
  readonly situation: Situation;
  readonly steps: readonly BuildStep[];
  /** What the Nix files say, or why they could not be read. */
  readonly repository: Repository | Problem;
}

/** @throws Problem for packages that are not there, a system that Flox does not know, or a directory without git. */
export async function planBuild(world: World, inputs: Inputs, situation: Situation): Promise<BuildPlan> {
  const system = systems.find((known) => known === world.system);
  if (system === undefined) {
    throw new Problem(`Flox does not build on ${world.system}`, {
      kind: "usage",
      hint: `Run on one of ${systems.join(", ")}.`,
    });
  }
  const repository = read(situation, inputs);
  const nixpkgs = nixpkgsUrl(inputs, situation);
  if (nixpkgs === null) {
    world.log.warning(
      "No nixpkgs is named, by the input nixpkgs or by the lock file: Flox takes its own, and four systems may take four.",
    );
  }
  const { head, prefix, changed } = await world.git.checkout(inputs.directory);
  const edited = changed.filter((path) => path.startsWith(".flox/pkgs/") || path.endsWith(".nix"));
  if (edited.length > 0) {
    world.log.warning(`Not as committed: ${edited.slice(0, 5).join(", ")}. The result names no commit.`);
  }
  return {
    system,
    commit: edited.length > 0 ? null : head,
    prefix,
    nixpkgs,
    situation,
    steps: wanted(inputs, stepsOf(situation, repository)),
    repository,
  };
}

/** One file that does not parse hides all packages from Flox; the result still has to name them. */
function read(situation: Situation, inputs: Inputs): Repository | Problem {
  try {
    return understand(situation, inputs);
  } catch (error) {
    if (!isProblem(error) || error.where.line === undefined) throw error;
    // The cause names the file by its path below the directory, as results do.
    return isProblem(error.cause) ? error.cause : error;
  }
}

function stepsOf(situation: Situation, repository: Repository | Problem): readonly BuildStep[] {
  if (!isProblem(repository)) return buildOrder(repository.packages);
  const { packages } = discoverPackages([...situation.files.keys()]);
  return packages.map(({ attribute, file }) => ({ attribute, file, needs: [] }));
}

function wanted({ packages }: Inputs, steps: readonly BuildStep[]): readonly BuildStep[] {
  const known = steps.map(({ attribute }) => attribute);
  for (const name of packages) {
    if (!known.includes(name)) throw noSuchPackage(name, known, { input: "packages" });
  }
  const dashed = known.find((name) => name.startsWith("-"));
  if (dashed !== undefined) {
    throw new Problem(`the package ${quoteUntrusted(dashed)} has a name that Flox takes for an option`, {
      kind: "input",
      where: { file: steps.find(({ attribute }) => attribute === dashed)?.file ?? "" },
      hint: "Rename the file.",
    });
  }
  return packages.length === 0 ? steps : steps.filter(({ attribute }) => packages.includes(attribute));
}
