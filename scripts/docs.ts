/**
 * Writes what is generated from the source: action.yml, the tables of the README and the JSON schemas. With --check it
 * writes nothing and fails where a file is not what the source says.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { outputDescriptions } from "../src/commands/result.ts";
import { bumpFileSchema, bumpSchema } from "../src/documents/bump.ts";
import { checkSchema } from "../src/documents/check.ts";
import { hashSchema } from "../src/documents/hash.ts";
import { lockSchema } from "../src/documents/lock.ts";
import { reportSchema } from "../src/documents/report.ts";
import { resultSchema } from "../src/documents/result.ts";
import { scanSchema } from "../src/documents/scan.ts";
import {
  actionCommands,
  type CommandName,
  definitionOf,
  type InputName,
  inputNames,
} from "../src/inputs/definitions.ts";
import { help } from "../src/terminal/help.ts";

const root = join(import.meta.dirname, "..");
const schemas = {
  check: checkSchema,
  bump: bumpSchema,
  "bump-file": bumpFileSchema,
  report: reportSchema,
  scan: scanSchema,
  hash: hashSchema,
  lock: lockSchema,
  result: resultSchema,
};

async function generated(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  files.set("action.yml", actionYml());
  files.set("README.md", withTables(await readFile(join(root, "README.md"), "utf8")));
  for (const [name, text] of Object.entries(await templates())) {
    files.set(`dagster-build/.github/workflows/${name}.yml`, text);
  }
  for (const [name, schema] of Object.entries(schemas)) {
    files.set(`schema/${name}.json`, `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`);
  }
  return files;
}

/** The workflows that call this repository's, for whoever copies the packaging. */
async function templates(): Promise<Readonly<Record<string, string>>> {
  const { repository, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const home = String(repository).replace(/^github:/, "");
  const note = "# Generated from package.json of flox-upstream by `npm run docs`: its home and its release.\n";
  return {
    track: `${note}name: Track upstream
on:
  schedule:
    - cron: "17 6 * * 1" # weekly, away from the full hour, at which schedules are late
  workflow_dispatch:
permissions: {}
jobs:
  track:
    permissions:
      contents: write # the bump's branch and commit
      pull-requests: write # the pull request of it
      checks: write # a check run for each system, and one for all
    uses: ${home}/.github/workflows/track.yml@v${version}
`,
    verify: `${note}name: Verify
on:
  pull_request:
  merge_group:
permissions: {}
jobs:
  verify:
    permissions:
      contents: read # the checkout
      checks: read # what is proven is not built again
    uses: ${home}/.github/workflows/verify.yml@v${version}
`,
  };
}

const actionInputs = inputNames.filter((name) => definitionOf(name).only !== "option" && isForAction(name));

function isForAction(name: InputName): boolean {
  const known: readonly CommandName[] = actionCommands;
  return definitionOf(name).commands.some((command) => known.includes(command));
}

/** A YAML plain scalar could be read as something else; a JSON string is a YAML string. */
const quoted = (text: string) => JSON.stringify(text);

function actionYml(): string {
  const inputs = actionInputs.map((name) => {
    const { description, default: fallback, defaultText } = definitionOf(name);
    const shown = defaultText ?? `\`${fallback}\``;
    // The configuration file must be able to tell an input that was given from one that was not: no default is set here.
    const token = name === "token" ? "\n    default: ${{ github.token }}" : "";
    return `  ${name}:\n    description: ${quoted(`${description} Default: ${shown}.`)}\n    required: false${token}`;
  });
  const outputs = Object.entries(outputDescriptions).map(
    ([name, text]) => `  ${name}:\n    description: ${quoted(text)}`,
  );
  return `# Generated from src/inputs/definitions.ts and src/commands/result.ts by \`npm run docs\`.
name: flox-upstream
description: Keeps a repository of Flox Nix expression builds up with its upstream's releases.
author: The flox-upstream authors
branding:
  icon: arrow-up-circle
  color: purple
inputs:
${inputs.join("\n")}
outputs:
${outputs.join("\n")}
runs:
  using: node24
  main: dist/index.js
`;
}

function withTables(readme: string): string {
  const sections: Readonly<Record<string, string>> = {
    inputs: markdownTable(
      ["input / option", "default", "for", "meaning"],
      inputNames.map((name) => {
        const { description, default: fallback, defaultText, commands, only } = definitionOf(name);
        const shown = defaultText ?? (fallback === "" ? "" : `\`${fallback}\``);
        const label = only === "option" ? `\`--${name}\`` : `\`${name}\``;
        return [label, shown, commands.join(", "), description];
      }),
    ),
    outputs: markdownTable(
      ["output", "meaning"],
      Object.entries(outputDescriptions).map(([name, text]) => [`\`${name}\``, text]),
    ),
    help: `\`\`\`text\n${help(undefined)}\`\`\``,
  };
  return Object.entries(sections).reduce((text, [name, content]) => replaceBetween(text, name, content), readme);
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no section between ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [file, content] of await generated()) {
  const path = join(root, file);
  const current = await readFile(path, "utf8").catch(() => undefined);
  if (current === content) continue;
  stale.push(file);
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
if (check && stale.length > 0) {
  console.error(`Not what the source says: ${stale.join(", ")}. Run npm run docs and commit what it writes.`);
  process.exitCode = 1;
} else {
  console.error(stale.length === 0 ? "Generated files are up to date." : `Wrote ${stale.join(", ")}.`);
}
