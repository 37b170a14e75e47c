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
 * @throws Problem of kind `input` for TOML that does not parse, a system that Flox does not know, or an empty list.
 */
export function systemsOfManifest(manifest: string): readonly System[] {
  const named = optionsOf(manifest).systems;
  if (named === undefined) return implicitSystems;
  if (Array.isArray(named) && named.length > 0 && named.every(isSystem)) return named;
  throw new Problem(`options.systems is not a list of some of ${systems.join(", ")}`, {
    kind: "input",
    where: { file: manifestPath },
    hint: "Correct the list, or pass the input systems.",
  });
}

function optionsOf(manifest: string): Readonly<Record<string, unknown>> {
  const { options = {} } = parseManifest(manifest);
  if (typeof options === "object" && !Array.isArray(options)) return { ...options };
  throw new Problem("options is not a table", {
    kind: "input",
    where: { file: manifestPath },
    hint: "Write its keys below a line [options].",
  });
}

function parseManifest(manifest: string): Readonly<Record<string, unknown>> {
  try {
    return parse(manifest);
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
