import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe } from "@jest/globals";

const programs = {
  nix: ["nix-instantiate"],
  python: ["python3"],
  // Packages that are built and run.
  builds: ["nix", "python3"],
  chromium: ["chromium"],
} as const;

function onPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * A `describe` for suites that need a program of the machine. Without it the suite is skipped by name; the reporter
 * counts it at the end, and FLOX_UPSTREAM_REQUIRE makes that a failure.
 */
export function describeWith(program: keyof typeof programs, title: string, body: () => void): void {
  const run = programs[program].every(onPath) ? describe : describe.skip;
  run(`${title} (needs ${program})`, body);
}
