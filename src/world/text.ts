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

/** `12.3 MB`, in powers of ten. */
export function size(bytes: number): string {
  const units = ["kB", "MB", "GB", "TB"];
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
