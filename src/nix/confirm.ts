import { Problem } from "../errors.ts";
import { applyChanges } from "./edits.ts";
import { rendered } from "./evaluate/text.ts";
import type { Edit, Plan, Repository } from "./model.ts";
import type { FixPlan, RequirementEdit } from "./python/plan.ts";
import { misstated } from "./python/verify.ts";
import { type Facts, factsOf } from "./reading/facts.ts";
import { parseFile } from "./reading/program.ts";
import { read } from "./reading/reading.ts";
import { display } from "./source.ts";
import { readsAsPlanned } from "./tokens.ts";

type AnyEdit = Edit | RequirementEdit;

/** The files that edits change, as they will be. Edits of all plans are of the same texts, those that were read. */
export function applyEdits(
  { files }: Repository,
  ...plans: readonly { readonly edits: readonly AnyEdit[] }[]
): Map<string, string> {
  const edits = plans.flatMap((plan) => plan.edits);
  const changed = new Set(edits.map(({ file }) => file));
  const changes = edits.map(({ file, span, to }) => ({ file, ...span, text: to }));
  return new Map([...applyChanges(files, changes)].filter(([file]) => changed.has(file)));
}

/**
 * Reads the edited files again: token by token, what was planned has changed and nothing else; and what the files state
 * is what was planned. What the fixes of requirements add is all that they do.
 *
 * @param fixes planned for the same repository as `plan`, if there are any
 * @throws Problem of kind `blocked` where that does not hold: nothing may be written then.
 */
export function confirmEdits(
  repository: Repository,
  plan: Plan,
  edited: ReadonlyMap<string, string>,
  fixes?: FixPlan,
): void {
  const { reading } = repository;
  const edits: AnyEdit[] = [...plan.edits, ...(fixes?.edits ?? [])];
  const planned = applyEdits(repository, { edits });
  for (const [file, text] of edited) {
    const before = reading.program.tree(file);
    const inFile = { literals: of(file, plan.edits), code: of(file, fixes?.edits ?? []) };
    if (text !== planned.get(file) || !readsAsPlanned(before, parseFile(file, text), inFile)) {
      throw notConfirmed(
        file,
        edits.find((edit) => edit.file === file)?.line,
        "the edited text reads otherwise than planned",
      );
    }
  }
  const unedited = edits.find(({ file }) => !edited.has(file));
  if (unedited !== undefined) throw notConfirmed(unedited.file, unedited.line, "it was to be edited");
  const readAgain = (changed: ReadonlyMap<string, string>) =>
    read({ ...reading.options, files: new Map([...repository.files, ...changed]) }, reading.trees);
  const after = readAgain(edited);
  confirmFacts(plan, factsOf(after));
  if (fixes === undefined || fixes.edits.length === 0) return;
  const wrong = misstated(readAgain(applyEdits(repository, plan)), after, fixes.changes);
  if (wrong !== undefined) throw notConfirmed(fixes.edits[0]?.file, undefined, wrong);
}

function of<One extends AnyEdit>(file: string, edits: readonly One[]): One[] {
  return edits.filter((edit) => edit.file === file);
}

function confirmFacts(plan: Plan, facts: Facts): void {
  for (const [fact, text] of plan.expected) {
    const found = facts.get(fact);
    if (found !== undefined && rendered(found) === text) continue;
    const stated = found === undefined ? "nothing" : display(rendered(found));
    throw notConfirmed(plan.edits[0]?.file, undefined, `${fact} would be ${stated}, not ${display(text)}`);
  }
}

function notConfirmed(file: string | undefined, line: number | undefined, what: string): Problem {
  return new Problem(`the edits are not confirmed: ${what}`, {
    kind: "blocked",
    where: { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) },
    hint: "Nothing was written. Edit the expression by hand, and report it as a defect.",
  });
}
