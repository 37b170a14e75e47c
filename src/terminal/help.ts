import {
  type CommandName,
  commandNames,
  definitionOf,
  type InputName,
  isBoolean,
  namesFor,
} from "../inputs/definitions.ts";

interface CommandHelp {
  readonly summary: string;
  readonly operands: string;
  readonly text: string;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

export const commandHelp: Readonly<Record<CommandName, CommandHelp>> = {
  check: {
    summary: "poll the upstream's releases and choose one; nothing is written",
    operands: "",
    text: "Prints the outcome (update, up-to-date, waiting or blocked), the release that would be taken, and why every other one was refused.",
    examples: [
      ["flox-upstream check", "is there anything to do?"],
      ["flox-upstream check --exit-code --json", "the same for a script: exit code 1 when an update is at hand"],
      ["flox-upstream check --constraint '>=1.12,<1.13'", "stay on a series"],
    ],
  },
  bump: {
    summary: "check, then bring the Nix files to it: rev, hash, version, requirements",
    operands: "",
    text: "Downloads what the Nix expressions will fetch, computes the hashes, reads each package's own version and requirements out of the archive, and edits the files in place. Nothing is built.",
    examples: [
      ["flox-upstream bump --dry-run", "show the edits, write nothing"],
      ["flox-upstream bump --directory dagster-build", "the repository in that directory"],
      ["flox-upstream bump --tag 1.12.7", "this release, and no other"],
      ["flox-upstream bump --requirements report", "lists and build backends are left as they are"],
    ],
  },
  build: {
    summary: "build every package with Flox on this system, check what was built",
    operands: "",
    text: "Calls flox build once for each package, in the order in which they need each other, runs what was built, and writes result-<system>.json. Packages of Python are imported; their versions, console scripts and requirements are checked.",
    examples: [
      ["flox-upstream build", "all packages of .flox/pkgs"],
      ["flox-upstream build --packages dagster,dagster-pipes", "these, and what Nix builds for them"],
      ["flox-upstream build --json --reproducible", "for a script, each package built twice"],
    ],
  },
  report: {
    summary: "gather bump.json and the build results: the verdict, and the pull request's text",
    operands: "",
    text: "Holds the results of all systems against what was expected of them. With --preview it writes the pull request's text, from files alone; the pull request itself is made by the action.",
    examples: [
      ["flox-upstream report --bump-file bump.json --results results", "the verdict"],
      ["flox-upstream report --bump-file bump.json --results results --preview .", "and the pull request as a page"],
    ],
  },
  scan: {
    summary: "list packages, pins and leftovers of a directory or of given files",
    operands: " [FILE...]",
    text: "Reads the Nix files and nothing else: no network is used.",
    examples: [
      ["flox-upstream scan", "the packages of .flox/pkgs"],
      ["flox-upstream scan --json package.nix", "one file, for a script"],
    ],
  },
  hash: {
    summary: "the SRI hash of archives or URLs, as Nix computes it",
    operands: " ARCHIVE...",
    text: "The hash of the tree in a .tar.gz, as fetchFromGitHub and fetchzip check it, in one pass and without unpacking.",
    examples: [
      ["flox-upstream hash source.tar.gz", "for fetchzip and fetchFromGitHub"],
      ["flox-upstream hash --flat dagster_webserver-1.12.1.tar.gz", "for fetchurl and fetchPypi"],
      ["flox-upstream hash https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz", "straight from the network"],
    ],
  },
};

const exitCodeHelp = `Exit codes:
  0  done, or nothing to do
  1  a checked thing does not hold: blocked, a build failed, or an update is at hand (check --exit-code)
  2  wrong use or bad input
  3  the outside failed: network, rate limit, upstream`;

/** The text of `--help`, for all commands or for one. Lines are at most 110 characters. */
export function help(command: CommandName | undefined): string {
  return command === undefined ? overview() : commandPage(command);
}

function overview(): string {
  return `Keeps a repository of Flox Nix expression builds up with its upstream.

Usage: flox-upstream <command> [options]

Commands:
${columns(commandNames.map((name) => [name, commandHelp[name].summary]))}

Options:
${columns([
  ["--help", "this text, or a command's: flox-upstream bump --help"],
  ["--version", "the version"],
])}

Examples:
${columns(commandNames.map((name) => commandHelp[name].examples[0]).filter((example) => example !== undefined))}

${exitCodeHelp}
`;
}

function commandPage(command: CommandName): string {
  const { operands, text, examples } = commandHelp[command];
  return `Usage: flox-upstream ${command} [options]${operands}

${wrap(text, widest).join("\n")}

Options:
${columns(namesFor(command, "option").map(optionRow))}

Examples:
${columns(examples)}

${exitCodeHelp}
`;
}

function optionRow(name: InputName): readonly [string, string] {
  const { description, default: fallback, defaultText, placeholder } = definitionOf(name);
  const flag = isBoolean(name) ? `--${name}` : `--${name} ${placeholder ?? "VALUE"}`;
  const shown = defaultText ?? (isBoolean(name) ? "" : fallback);
  return [
    flag,
    plain(shown === "" ? description : `${description} Default: ${shown}${shown.endsWith(".") ? "" : "."}`),
  ];
}

/** Documentation is Markdown; a terminal shows its code spans without the backticks. */
function plain(markdown: string): string {
  return markdown.replaceAll("`", "");
}

const widest = 110;

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows
    .map(([left, right]) => {
      const lines = wrap(right, widest - width - 4);
      const first = left.length > width ? `  ${left}\n${" ".repeat(width + 4)}` : `  ${left.padEnd(width)}  `;
      return first + lines.join(`\n${" ".repeat(width + 4)}`);
    })
    .join("\n");
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
