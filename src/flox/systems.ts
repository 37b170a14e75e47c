/** The four systems that Flox builds on. */
export const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;
export type System = (typeof systems)[number];

/** GitHub's hosted runners, by the system that they are. */
export const runnerLabels: Readonly<Record<System, string>> = {
  "x86_64-linux": "ubuntu-24.04",
  "aarch64-linux": "ubuntu-24.04-arm",
  "x86_64-darwin": "macos-15-intel",
  "aarch64-darwin": "macos-15",
};

export interface SystemRunner {
  readonly system: System;
  readonly runner: string;
}

/** The build matrix: each system once, with the label of the machine that builds it. */
export function matrix(wanted: readonly System[], labels: ReadonlyMap<System, string>): readonly SystemRunner[] {
  return [...new Set(wanted)].map((system) => ({ system, runner: labels.get(system) ?? runnerLabels[system] }));
}
