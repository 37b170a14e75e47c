import { Problem } from "../errors.ts";
import { applyChanges } from "./edits.ts";
import { rendered } from "./evaluate/text.ts";
import type { Edit, Plan, Repository } from "./model.ts";
import { factsOf } from "./reading/facts.ts";
import { parseFile } from "./reading/program.ts";
import { read } from "./reading/reading.ts";
import { display } from "./source.ts";
import type { SyntaxTree } from "./syntax.ts";

/** The files that the edits change, as they will be. */
export function applyEdits({ files }: Repository, { edits }: Pick<Plan, "edits">): Map<string, string> {
  const changed = new Set(edits.map(({ file }) => file));
  const changes = edits.map(({ file, span, to }) => ({ file, ...span, text: to }));
  return new Map([...applyChanges(files, changes)].filter(([file]) => changed.has(file)));
}

/**
 * Reads the edited files again: token by token, the planned literals have changed and nothing else; and what the files
 * state is what was planned.
 *
 * @throws Problem of kind `blocked` where that does not hold: nothing may be written then.
 */
export function confirmEdits(repository: Repository, plan: Plan, edited: ReadonlyMap<string, string>): void {
  const { reading } = repository;
  const byFile = Map.groupBy(plan.edits, ({ file }) => file);
  for (const [file, text] of edited) {
    const before = reading.program.tree(file, repository.files.get(file) ?? "");
    confirmTokens(file, before, parseFile(file, text), byFile.get(file) ?? []);
  }
  const unedited = plan.edits.find(({ file }) => !edited.has(file));
  if (unedited !== undefined) throw notConfirmed(unedited.file, unedited.line, "it was to be edited");
  const files = new Map([...repository.files, ...edited]);
  const facts = factsOf(read({ ...reading.options, files }, reading.trees));
  for (const [fact, text] of plan.expected) {
    const found = facts.get(fact);
    if (found !== undefined && rendered(found) === text) continue;
    const stated = found === undefined ? "nothing" : display(rendered(found));
    throw notConfirmed(plan.edits[0]?.file, undefined, `${fact} would be ${stated}, not ${display(text)}`);
  }
}

interface Piece {
  readonly kind: string;
  readonly text: string;
}

function confirmTokens(file: string, before: SyntaxTree, after: SyntaxTree, edits: readonly Edit[]): void {
  const expected = expectedTokens(before, edits);
  const found = after.tokens.map(({ kind, from, to }): Piece => ({ kind, text: after.text.slice(from, to) }));
  const differs = expected.findIndex(
    (piece, index) => piece.kind !== found[index]?.kind || piece.text !== found[index]?.text,
  );
  if (differs >= 0 || expected.length !== found.length) {
    throw notConfirmed(file, edits[0]?.line, "the edited text reads otherwise than planned");
  }
}

/** The tokens of the old text with the edits made. Text put into an empty string is a token; none is none. */
function expectedTokens({ text, tokens }: SyntaxTree, edits: readonly Edit[]): Piece[] {
  const sorted = edits.toSorted((a, b) => a.span.from - b.span.from);
  const pieces: Piece[] = [];
  let next = 0;
  for (const { kind, from, to } of tokens) {
    for (; sorted[next]?.span.to === from && sorted[next]?.span.from === from; next++) {
      pieces.push({ kind: "text", text: sorted[next]?.to ?? "" });
    }
    let at = from;
    let result = "";
    for (let edit = sorted[next]; edit !== undefined && edit.span.from < to; edit = sorted[next]) {
      if (edit.span.from < from || edit.span.to > to) break;
      result += text.slice(at, edit.span.from) + edit.to;
      at = edit.span.to;
      next++;
    }
    const whole = result + text.slice(at, to);
    if (whole !== "") pieces.push({ kind, text: whole });
  }
  return pieces;
}

function notConfirmed(file: string | undefined, line: number | undefined, what: string): Problem {
  return new Problem(`the edits are not confirmed: ${what}`, {
    kind: "blocked",
    where: { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) },
    hint: "Nothing was written. Edit the expression by hand, and report it as a defect.",
  });
}
