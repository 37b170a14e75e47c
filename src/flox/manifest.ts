import { parse } from "smol-toml";
import { Problem } from "../errors.ts";
import { type System, systems } from "./systems.ts";

export const manifestPath = ".flox/env/manifest.toml";

/** What a manifest that lists none means: Flox left x86_64-darwin out of the implicit list in 1.14.1. */
const implicitSystems: readonly System[] = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

function isSystem(name: unknown): name is System {
  return systems.some((system) => system === name);
}

/**
 * `options.systems` of a manifest, or what Flox takes its absence to mean.
 *
 * @throws Problem of kind `input` for TOML that does not parse or a system that Flox does not know.
 */
export function systemsOfManifest(manifest: string): readonly System[] {
  const named = optionsOf(manifest).systems;
  if (named === undefined) return implicitSystems;
  if (Array.isArray(named) && named.every(isSystem)) return named;
  throw new Problem(`options.systems lists something that is not one of ${systems.join(", ")}`, {
    kind: "input",
    where: { file: manifestPath },
    hint: "Correct the list, or pass the input systems.",
  });
}

function optionsOf(manifest: string): Record<string, unknown> {
  try {
    return (parse(manifest).options ?? {}) as Record<string, unknown>;
  } catch (cause) {
    const { line, column } = cause as { line?: number; column?: number };
    throw new Problem("the manifest is not valid TOML", {
      kind: "input",
      where: { file: manifestPath, ...(line && { line }), ...(column && { column }) },
      hint: "Correct it; `flox edit` checks it as you save.",
      cause,
    });
  }
}
