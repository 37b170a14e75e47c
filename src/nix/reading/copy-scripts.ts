/** Scripts that are known to keep all of a source. What is not known to, does not: a shell can do anything. */
import type { StringValue } from "../evaluate/value.ts";
import { opaque } from "./directory.ts";

/** A character that no script has, for a store path. */
const reference = "\u0001";

/** A script's text with a character of its own for each store path and for what is not known. */
function scriptText({ parts }: StringValue): string {
  return parts
    .map((part) => {
      if (part.kind === "literal" || part.kind === "derived") return part.text;
      return part.kind === "reference" ? reference : opaque;
    })
    .join("");
}

export function isStorePath(value: StringValue): boolean {
  return scriptText(value) === reference;
}

/** Commands that leave every file where it is, and the directory as well. */
const harmless = /^(?:true|:|(?:runHook|mkdir|chmod|patch|substituteInPlace|sed)\s[^`|]*)$/;

/** Whether a script leaves all files where they are. */
export function isHarmless(script: StringValue): boolean {
  const commands = commandsOf(script);
  return commands?.every((command) => harmless.test(command)) ?? false;
}

/**
 * Whether a script copies all of the source to `$out`, in one command, and does nothing else that matters.
 *
 * @param variables those that hold the source's store path
 * @param isInside whether it runs at the source's top: `.` is the source then
 */
export function copiesAllToOut(script: StringValue, variables: readonly string[], isInside: boolean): boolean {
  const whole = wholePattern(variables, isInside);
  const copy = new RegExp(`^cp(?:${flag})+\\s+${whole}\\s+["']?\\$(?:out|\\{out\\})/?["']?$`);
  const commands = commandsOf(script);
  const at = commands?.findIndex((command) => copy.test(command)) ?? -1;
  if (commands === undefined || at < 0) return false;
  const isAfter = (command: string) => harmless.test(command) || /^cd\s+["']?\$(?:out|\{out\})["']?$/.test(command);
  return commands.slice(0, at).every((command) => harmless.test(command)) && commands.slice(at + 1).every(isAfter);
}

/** Whether an `unpackPhase` unpacks all of the source, in one command, and at most goes into a directory of it. */
export function unpacksAll(script: StringValue): boolean {
  const whole = wholePattern(["src"], false);
  const target = "[\"']?[\\w./-]+[\"']?";
  const copy = new RegExp(`^(?:cp(?:${flag})+\\s+${whole}\\s+${target}|unpackFile\\s+${whole}|unzip\\s+${whole})$`);
  const untar = new RegExp(`^tar\\s+-?[a-z]*x[a-z]*\\s+${whole}(?:\\s+--strip-components[= ]1)?$`);
  const commands = commandsOf(script) ?? [];
  const isUnpacking = (command: string) => copy.test(command) || untar.test(command);
  const isBeside = (command: string) =>
    harmless.test(command) || /^(?:cd\s|(?:export\s+)?sourceRoot=)\S+$/.test(command);
  return (
    commands.filter(isUnpacking).length === 1 && commands.every((command) => isUnpacking(command) || isBeside(command))
  );
}

const flag = "\\s+(?:-[A-Za-z]+|--[a-z-]+(?:=\\w+)?)";

/** `${source}`, `"$src"/.`, and `.` itself. */
function wholePattern(variables: readonly string[], isInside: boolean): string {
  const names = variables.flatMap((name) => [`\\$${name}`, `\\$\\{${name}\\}`]);
  return `["']?(?:${[reference, ...names, ...(isInside ? ["\\."] : [])].join("|")})["']?(?:/\\.?)?["']?`;
}

/** The commands of a script that has nothing but a sequence of them; undefined where it has more. */
function commandsOf(script: StringValue): readonly string[] | undefined {
  const text = scriptText(script).replaceAll("\\\n", " ");
  // What is run inside of a command may be anything, and the file that hatchling reads is not to be changed.
  if (/\$\(|`|<\(|\.gitignore/.test(text)) return undefined;
  const commands = text.match(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^;&\n'"\\])+/g) ?? [];
  return commands.map((command) => command.trim()).filter((command) => command !== "" && !command.startsWith("#"));
}
