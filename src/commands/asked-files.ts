import { join } from "node:path/posix";
import type { Request } from "./request.ts";

/** Where `bump.json` is; undefined in a terminal where no option says it. */
export function bumpFilePath({ inputs, runner }: Request): string | undefined {
  return inputs["bump-file"] ?? (runner && join(runner.temp, "flox-upstream", "bump.json"));
}

/** The folder of the build jobs' results; undefined in a terminal where no option says it. */
export function resultsFolder({ inputs, runner }: Request): string | undefined {
  return inputs.results ?? (runner && join(runner.temp, "flox-upstream", "results"));
}
