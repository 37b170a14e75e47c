/** Text of unknown origin, made fit for a terminal or a runner's log. Pure. */

// Colours (SGR) stay: they are ours or harmless. Everything else could move the cursor, set titles or hide lines.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /\u001b\[[0-9;]*m|\r\n|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const colour = /^\u001b\[[0-9;]*m$/;

/** Without control characters, except line feeds, tabs and colours; a carriage return ends a line. */
export function printable(text: string): string {
  return text.replace(controls, (found) => {
    if (colour.test(found)) return found;
    return found === "\r\n" || found === "\r" ? "\n" : "";
  });
}

/**
 * Lines that the Actions runner does not take for commands. It takes a line that starts with `::` after white space,
 * and `##[` anywhere in a line (actions/runner, ActionCommand.cs).
 */
export function withoutCommands(text: string): string {
  return printable(text)
    .replace(/^(\s*):(?=:)/gm, "$1: ")
    .replaceAll("##[", "## [");
}

/** Replaces secrets. Each line of a secret of several lines is one of its own. */
export class Mask {
  readonly #values = new Set<string>();

  add(value: string): void {
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim() !== "") this.#values.add(part);
    }
  }

  apply(text: string): string {
    const longestFirst = [...this.#values].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, "***"), text);
  }
}

/** Characters of a line that is shown before its end has come. */
const longestLine = 16_000;

/** Gives a text that comes in pieces on as whole lines, without their ends: a secret or a command is not seen in halves. */
export class LineBuffer {
  readonly #give: (line: string) => void;
  #rest = "";

  constructor(give: (line: string) => void) {
    this.#give = give;
  }

  write(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#give(line.replace(/\r$/, ""));
    while (this.#rest.length > longestLine) {
      this.#give(this.#rest.slice(0, longestLine));
      this.#rest = this.#rest.slice(longestLine);
    }
  }

  end(): void {
    if (this.#rest !== "") this.#give(this.#rest);
    this.#rest = "";
  }
}
