import { systemsOfManifest } from "../flox/manifest.ts";
import { matrix, type SystemRunner } from "../flox/systems.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { located } from "./located.ts";
import type { Situation } from "./situation.ts";

/** The systems to build on: those asked for, else the manifest's. */
export function buildMatrix(inputs: Inputs, { directory, manifest }: Situation): readonly SystemRunner[] {
  const wanted =
    inputs.systems.length > 0 ? inputs.systems : located(directory, () => systemsOfManifest(manifest ?? ""));
  return matrix(wanted, inputs.runners);
}
