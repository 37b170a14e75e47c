import type { Configuration } from "../inputs/configuration.ts";
import type { CommandName, Inputs } from "../inputs/definitions.ts";
import type { Runner } from "../world/runner.ts";

/** What a command is asked to do, through either door. */
export interface Request {
  readonly command: CommandName;
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  readonly operands: readonly string[];
  /** Present when the action runs: bump then commits instead of editing the work tree. */
  readonly runner: Runner | undefined;
}
