import { randomBytes } from "node:crypto";
import * as core from "@actions/core";
import type { Where } from "../errors.ts";
import { lines } from "./terminal-log.ts";
import { LineBuffer, Mask, printable, withoutCommands } from "./text.ts";
import type { Log } from "./world.ts";

/**
 * The log of a job on GitHub Actions: groups, annotations, masks. Text that is not ours can issue no workflow command:
 * our own lines have commands disarmed, and other programs' output is printed while commands are stopped.
 */
export function actionsLog(): Log {
  const mask = new Mask();
  const own = (text: string) => withoutCommands(mask.apply(text));

  return {
    info: (text) => core.info(own(text)),
    warning: (text, where) => core.warning(printable(mask.apply(text)), annotation(where)),
    error: (text, where) => core.error(printable(mask.apply(text)), annotation(where)),
    foreign: (text) => {
      // The runner ends the stop only at a line with this token, which the text cannot know.
      const token = randomBytes(16).toString("hex");
      // Groups are also marks in the text that the log's page reads.
      const whole = withoutCommands(mask.apply(text)).replace(/\n?$/, "\n");
      process.stdout.write(`::stop-commands::${token}\n${whole}::${token}::\n`);
    },
    foreignStream() {
      const token = randomBytes(16).toString("hex");
      process.stdout.write(`::stop-commands::${token}\n`);
      const lines = new LineBuffer((line) => process.stdout.write(`${withoutCommands(mask.apply(line))}\n`));
      return {
        write: (text) => lines.write(text),
        end() {
          lines.end();
          process.stdout.write(`::${token}::\n`);
        },
      };
    },
    debug: (text) => core.debug(printable(mask.apply(text))),
    group: (title, body) => core.group(own(title).replaceAll("\n", " "), body),
    secret: (value) => {
      mask.add(value);
      for (const part of value.split(/\r?\n/)) if (part.trim() !== "") core.setSecret(part);
    },
    progress: (title, total) => lines(title, total, (text) => core.info(own(text))),
  };
}

/** The place at which GitHub shows a message. */
export function annotation({ file, line, column }: Where = {}): core.AnnotationProperties {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
    ...(column === undefined ? {} : { startColumn: column }),
  };
}
