import { parse } from "smol-toml";
import { Problem } from "../errors.ts";

/** The four systems that Flox builds on. */
export const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;
export type System = (typeof systems)[number];

/** What a manifest that lists none means: Flox left x86_64-darwin out of the implicit list in 1.14.1. */
const implicitSystems: readonly System[] = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

/** GitHub's hosted runners, by the system that they are. */
export const runnerLabels: Readonly<Record<System, string>> = {
  "x86_64-linux": "ubuntu-24.04",
  "aarch64-linux": "ubuntu-24.04-arm",
  "x86_64-darwin": "macos-15-intel",
  "aarch64-darwin": "macos-15",
};

export const manifestPath = ".flox/env/manifest.toml";

export interface SystemRunner {
  readonly system: System;
  readonly runner: string;
}

function isSystem(name: unknown): name is System {
  return systems.some((system) => system === name);
}

/**
 * `options.systems` of a manifest, or what Flox takes its absence to mean.
 *
 * @throws Problem of kind `input` for TOML that does not parse or a system that Flox does not know.
 */
export function systemsOfManifest(manifest: string): readonly System[] {
  const named = optionsOf(manifest)["systems"];
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
    return (parse(manifest)["options"] ?? {}) as Record<string, unknown>;
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

/** The build matrix: each system with the label of the machine that builds it. */
export function matrix(wanted: readonly System[], labels: ReadonlyMap<System, string>): readonly SystemRunner[] {
  return wanted.map((system) => ({ system, runner: labels.get(system) ?? runnerLabels[system] }));
}
