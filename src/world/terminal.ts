import type { Terminal } from "./world.ts";

/** What is asked of a stream to print to it: `process.stdout` and `process.stderr` have it all. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** Colours where `FORCE_COLOR` wants them, or the terminal can and `NO_COLOR` (no-color.org) does not forbid them. */
export function terminalOf(stream: TerminalStream, env: Readonly<Record<string, string | undefined>>): Terminal {
  const { FORCE_COLOR: forced, NO_COLOR: none } = env;
  const able = stream.isTTY === true && (stream.hasColors?.() ?? false);
  const allowed = none === undefined || none === "";
  return {
    colour: forced === undefined ? able && allowed : forced !== "0" && forced !== "false",
    columns: stream.columns ?? 80,
  };
}
