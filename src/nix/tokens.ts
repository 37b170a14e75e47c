/** Token by token: whether an edited text is the old one with nothing but the planned edits. */
import type { Edit } from "./model.ts";
import { lex } from "./parse/lexer.ts";
import type { RequirementEdit } from "./python/plan.ts";
import type { Span, SyntaxTree } from "./syntax.ts";

interface Piece extends Span {
  readonly kind: string;
  readonly text: string;
}

export interface PlannedEdits {
  /** Characters inside of literals. */
  readonly literals: readonly Edit[];
  /** Code between tokens, and in place of whole tokens. */
  readonly code: readonly RequirementEdit[];
}

export function readsAsPlanned(before: SyntaxTree, after: SyntaxTree, { literals, code }: PlannedEdits): boolean {
  const found = after.tokens.map(({ kind, from, to }) => ({ kind, text: after.text.slice(from, to), from, to }));
  const kept = withLiterals(before, literals);
  if (code.length === 0) return isSame(kept, found);
  if (literals.some(({ span }) => code.some((edit) => span.from < edit.span.to && edit.span.from < span.to)))
    return false;
  const expected = withCode(kept, code);
  // Where code comes between blanks, they are other blanks.
  return expected !== undefined && isSame(expected.filter(isCode), found.filter(isCode));
}

function isSame(expected: readonly Piece[], found: readonly Piece[]): boolean {
  return (
    expected.length === found.length &&
    expected.every(({ kind, text }, index) => kind === found[index]?.kind && text === found[index]?.text)
  );
}

function isCode({ kind }: Piece): boolean {
  return kind !== "whitespace";
}

/** The tokens of the old text with the literals' edits. Text put into an empty string is a token; none is none. */
function withLiterals({ text, tokens }: SyntaxTree, edits: readonly Edit[]): Piece[] {
  const sorted = edits.toSorted((a, b) => a.span.from - b.span.from);
  const pieces: Piece[] = [];
  let next = 0;
  for (const { kind, from, to } of tokens) {
    for (; sorted[next]?.span.to === from && sorted[next]?.span.from === from; next++) {
      pieces.push({ kind: "text", text: sorted[next]?.to ?? "", from, to: from });
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
    if (whole !== "") pieces.push({ kind, text: whole, from, to });
  }
  return pieces;
}

/** With code between the tokens; undefined where an edit would cut one in two. */
function withCode(pieces: readonly Piece[], edits: readonly RequirementEdit[]): Piece[] | undefined {
  const result: Piece[] = [];
  const rest = edits.toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  for (const piece of pieces.filter(isCode)) {
    for (; rest[0] !== undefined && rest[0].span.from <= piece.from; rest.shift()) {
      // What it takes the place of is left out below.
      if (rest[0].span.to > piece.from) break;
      result.push(...fragment(rest[0].to));
    }
    const [edit] = rest;
    if (edit === undefined || edit.span.from >= piece.to) result.push(piece);
    else if (edit.span.from > piece.from || edit.span.to < piece.to) return undefined;
  }
  return [...result, ...rest.flatMap(({ to }) => fragment(to))];
}

function fragment(code: string): Piece[] {
  return lex(code).tokens.map(({ kind, from, to }) => ({ kind, text: code.slice(from, to), from, to }));
}
