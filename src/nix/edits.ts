/** What is to be edited for a repository to state a target: exact characters of literals, verified by evaluation. */
import { Problem } from "../errors.ts";
import { type Change, type Conflict, resolve } from "./edits/changes.ts";
import { following } from "./edits/following.ts";
import { trials } from "./edits/trials.ts";
import { expectations, type Violation, violations } from "./edits/verify.ts";
import { type Want, type Wants, wantsOf } from "./edits/wants.ts";
import type { LiteralSite, Origin } from "./evaluate/value.ts";
import { leftoversIn, statedBy } from "./leftovers.ts";
import type { Edit, Plan, Refusal, Repository, Target } from "./model.ts";
import { assertionAt, isAssertion } from "./reading/assertions.ts";
import { type Facts, fact, factsOf } from "./reading/facts.ts";
import { type Reading, read } from "./reading/reading.ts";
import { display } from "./source.ts";

/**
 * Plans every edit that the target needs. Each is the characters of one string literal; that the edited files then
 * state the target, and about everything else what they stated before, is verified by evaluating them. What cannot be
 * reached so is refused with its reason: it is left as it is, with the packages that are built from it.
 *
 * @throws Problem of kind `input` where the target has characters that mean something in a Nix string.
 */
export function planEdits(repository: Repository, target: Target): Plan {
  requireHarmless(target);
  const { reading } = repository;
  const planning = new Planning(reading, target, wantsOf(reading, target));
  const { changes, expected } = planning.run();
  const edits = changes.map((change) => toEdit(change, reading)).sort(byPlace);
  const kept = [...planning.kept].flatMap(statedBy);
  const covered = [...edits.map(({ file, span }) => ({ file, ...span })), ...kept];
  return {
    edits,
    leftovers: leftoversIn(repository, covered, target),
    refusals: planning.refusals(),
    expected,
  };
}

/** What is written into Nix code has nothing in it that Nix reads as code, whoever has checked it before. */
function requireHarmless(target: Target): void {
  const texts = [target.ref, target.commit, target.version, ...target.versions.values(), ...target.hashes.values()];
  const odd = texts.find((text) => !/^[A-Za-z0-9][A-Za-z0-9._+!=/-]*$/.test(text));
  if (odd === undefined) return;
  throw new Problem(`${JSON.stringify(odd)} cannot be written into Nix code`, {
    kind: "input",
    hint: "Refs, versions and hashes consist of letters, digits and . _ + ! = / -",
  });
}

interface Outcome {
  readonly changes: readonly Change[];
  readonly expected: ReadonlyMap<string, string>;
}

/** Rounds of leaving out what does not come out right; each leaves out at least one group. */
const roundLimit = 40;

class Planning {
  readonly #reading: Reading;
  readonly #target: Target;
  readonly #wants: Wants;
  readonly #before: Facts;
  readonly #follows: ReturnType<typeof following>;
  readonly #refused: Map<string, { readonly at: Origin; readonly reason: string | undefined }>;

  constructor(reading: Reading, target: Target, wants: Wants) {
    this.#reading = reading;
    this.#target = target;
    this.#wants = wants;
    this.#before = factsOf(reading);
    this.#follows = following(reading);
    this.#refused = new Map(wants.refused);
  }

  run(): Outcome {
    for (let round = 0; round < roundLimit; round++) {
      this.#refuseDependents();
      const wants = this.#wants.wants.filter(({ group }) => !this.#refused.has(group));
      const { changes, conflicts, open } = resolve(wants);
      if (conflicts.length > 0) {
        for (const conflict of conflicts) this.#refuseShared(conflict);
        continue;
      }
      const expected = expectations(this.#before, wants, this.#follows);
      const found = this.#solve(changes, open, wants, expected);
      if (found.wrong.length === 0) return { changes: found.changes, expected };
      const refused = this.#refused.size;
      for (const violation of found.wrong) this.#refuseWrong(violation, found.changes);
      if (this.#refused.size === refused) break;
    }
    return this.#nothing();
  }

  get kept(): Wants["kept"] {
    return this.#wants.kept;
  }

  refusals(): Refusal[] {
    const all = [...this.#refused.values()].flatMap(({ at, reason }) =>
      reason === undefined ? [] : [{ file: at.file, line: this.#reading.program.place(at).line, reason }],
    );
    return [...new Map(all.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
  }

  /** The changes, with what is computed tried out, and what is wrong with them all the same. */
  #solve(
    changes: readonly Change[],
    open: readonly Want[],
    wants: readonly Want[],
    expected: ReadonlyMap<string, string>,
  ): { readonly changes: readonly Change[]; readonly wrong: readonly Violation[] } {
    const check = (tried: readonly Change[]) => violations(this.#before, this.#after(tried), wants, expected);
    let best = { changes, wrong: changes.length === 0 && open.length === 0 ? [] : check(changes) };
    for (const want of open) {
      if (!best.wrong.some((violation) => violation.want === want)) continue;
      for (const trial of trials(want, best.changes, this.#target, this.#reading.options.files)) {
        const tried = [...best.changes, trial];
        const wrong = check(tried);
        if (wrong.length >= best.wrong.length) continue;
        best = { changes: tried, wrong };
        break;
      }
    }
    return best;
  }

  #after(changes: readonly Change[]): Facts {
    const { options, trees } = this.#reading;
    return factsOf(read({ ...options, files: applyChanges(options.files, changes) }, trees));
  }

  /** A package is not changed without its sources: a new version over old sources would be wrong. */
  #refuseDependents(): void {
    for (const [group, needed] of this.#wants.needs) {
      const missing = needed.find((id) => this.#refused.has(id));
      if (missing === undefined || this.#refused.has(group)) continue;
      const at = this.#refused.get(missing)?.at ?? { file: missing, from: 0 };
      const isVersioned = this.#before.has(fact(group, "version"));
      const reason = `${group} keeps its version, because its source is not changed`;
      this.#refused.set(group, { at, reason: isVersioned ? reason : undefined });
    }
  }

  #refuseShared({ site, wants }: Conflict): void {
    const meanings = [...new Map(wants.map(({ what, wanted }) => [what, `the ${what} (to be ${wanted})`])).values()];
    const text = this.#reading.options.files.get(site.file)?.slice(site.from, site.to) ?? "";
    const reason = `the literal "${display(text)}" is shared: it is ${meanings.join(" and ")}`;
    for (const { group } of wants) this.#refused.set(group, { at: site, reason });
  }

  #refuseWrong({ fact: wrong, want, before, sites }: Violation, changes: readonly Change[]): void {
    const feeding = changes.filter((change) => sites.some((site) => overlap(site, change)));
    if (want !== undefined) {
      const at = want.origin ?? sites[0] ?? feeding[0] ?? { file: "", from: 0 };
      const reason = `the ${want.what}, ${display(before)}, is computed: no edit of one literal makes it ${want.wanted}`;
      this.#refused.set(want.group, { at, reason });
      return;
    }
    const assertion = isAssertion(wrong) ? assertionAt(wrong, this.#reading) : undefined;
    for (const change of feeding.length > 0 ? feeding : changes) {
      for (const { group, what, wanted } of change.wants) {
        if (assertion !== undefined) {
          const reason = `the assert here would fail if the ${what}, ${display(change.old)}, were ${wanted}: change it first`;
          this.#refused.set(group, { at: assertion, reason });
          continue;
        }
        const other = this.#describe(wrong);
        const reason = `the literal "${display(change.old)}" is shared: it is the ${what}, and also the ${other}, which is not the upstream's`;
        this.#refused.set(group, { at: change, reason });
      }
    }
  }

  /** `version of other`, `hash of the source at x.nix:3`. */
  #describe(named: string): string {
    const [, of = "", what = ""] = /^(.*) (.*)$/s.exec(named) ?? [];
    const source = this.#reading.sources.find(({ id }) => id === of);
    if (source === undefined) return `${what} of ${of}`;
    const { file, line } = this.#reading.program.place(source.source.derivation.at);
    return `${what} of the source at ${file}:${line}`;
  }

  #nothing(): Outcome {
    for (const { group, text } of this.#wants.wants) {
      if (this.#refused.has(group)) continue;
      const [part] = text.parts;
      const at = part?.kind === "literal" ? part.site : { file: "", from: 0 };
      this.#refused.set(group, { at, reason: `the edits of ${group} do not come out as planned` });
    }
    return { changes: [], expected: expectations(this.#before, [], this.#follows) };
  }
}

function overlap(a: LiteralSite, b: LiteralSite): boolean {
  return a.file === b.file && a.from <= b.to && b.from <= a.to;
}

/** The files that change, with their new texts in place of the old. */
export function applyChanges(
  files: ReadonlyMap<string, string>,
  changes: readonly (LiteralSite & { readonly text: string })[],
): Map<string, string> {
  const result = new Map(files);
  // Of several at one place the last is put there first, so that they come in their order.
  const backwards = changes.toReversed().sort((a, b) => b.from - a.from);
  for (const { file, from, to, text } of backwards) {
    const before = result.get(file) ?? "";
    result.set(file, before.slice(0, from) + text + before.slice(to));
  }
  return result;
}

function byPlace(a: Edit, b: Edit): number {
  return a.file === b.file ? a.span.from - b.span.from : a.file < b.file ? -1 : 1;
}

/** The want whose expression the literal is says what the edit is. */
function toEdit({ file, from, to, old, text, wants }: Change, reading: Reading): Edit {
  const own = wants.find(({ origin }) => origin?.file === file && from - origin.from >= 0 && from - origin.from <= 2);
  const want = own ?? wants[0];
  return {
    ...reading.program.place({ file, from }),
    attribute: want?.attribute ?? "",
    kind: want?.kind ?? "version",
    from: old,
    to: text,
    span: { from, to },
  };
}
