import { location, type Where } from "../../src/errors.ts";
import type { Log } from "../../src/world/world.ts";

/** A log that is kept: `info: …`, `warning: …`, `progress: <title> <bytes> of <total>`, in order. */
export interface MemoryLog extends Log {
  readonly lines: readonly string[];
  readonly secrets: readonly string[];
}

export function memoryLog(): MemoryLog {
  const lines: string[] = [];
  const secrets: string[] = [];
  const keep =
    (kind: string) =>
    (text: string, where: Where = {}) => {
      lines.push([kind, location(where), text].filter((part) => part !== "").join(": "));
    };
  return {
    lines,
    secrets,
    info: keep("info"),
    warning: keep("warning"),
    error: keep("error"),
    foreign: keep("foreign"),
    foreignStream: () => ({ write: keep("foreign"), end: () => undefined }),
    debug: keep("debug"),
    group: async (title, body) => {
      lines.push(`group: ${title}`);
      return await body();
    },
    secret: (value) => {
      secrets.push(value);
    },
    progress: (title, total) => {
      let bytes = 0;
      return {
        add: (more) => {
          bytes += more;
        },
        done: () => {
          lines.push(`progress: ${title} ${bytes}${total === undefined ? "" : ` of ${total}`}`);
        },
      };
    },
  };
}
