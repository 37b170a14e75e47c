/** Which edits make the lists of Python packages meet their requirements. */
import { isProblem } from "../../errors.ts";
import { applyChanges } from "../edits.ts";
import type { Repository } from "../model.ts";
import { type Reading, read } from "../reading/reading.ts";
import { Context } from "./context.ts";
import { type Backends, Draft, type DraftEdit, type DraftFormal, nameIn } from "./draft.ts";
import { insertFormals, type WantedFormal } from "./formals.ts";
import { extraOf, isOfExtra, type RequirementFix, type RequirementList } from "./model.ts";
import type { PythonCall } from "./packages.ts";
import type { FixPlan, RefusedFix, RequirementEdit } from "./plan.ts";
import type { Changes } from "./stated.ts";
import { misstated } from "./verify.ts";

/**
 * Plans the edits of fixes, in the style of each file. Each is tried out: what the edited files state of all Python
 * packages is what they stated before and what the fixes add, and nothing else that is known of the files changes. A fix
 * that cannot be written surely is refused with its reason, and the others are planned.
 */
export function planFixes(repository: Repository, fixes: readonly RequirementFix[]): FixPlan {
  return new Planning(repository.reading, fixes).run();
}

interface Attempt {
  readonly edits: readonly DraftEdit[];
  readonly changes: Changes;
}

class Planning {
  readonly #reading: Reading;
  readonly #context: Context;
  readonly #fixes: readonly RequirementFix[];
  #refused = new Map<RequirementFix, RefusedFix>();

  constructor(reading: Reading, fixes: readonly RequirementFix[]) {
    this.#reading = reading;
    this.#fixes = fixes;
    this.#context = new Context(reading);
  }

  run(): FixPlan {
    let attempt = this.#attempt(this.#open());
    if (!this.#holds(attempt)) {
      this.#refuseWrong();
      attempt = this.#attempt(this.#open());
      if (!this.#holds(attempt)) {
        for (const fix of this.#open())
          this.#refuse(fix, undefined, "together with others it does not come out as planned");
        attempt = this.#attempt([]);
      }
    }
    const { edits, changes } = attempt;
    return { edits: edits.map((edit) => this.#toEdit(edit)), refusals: [...this.#refused.values()], changes };
  }

  #open(): readonly RequirementFix[] {
    return this.#fixes.filter((fix) => !this.#refused.has(fix));
  }

  /** The edits of fixes; those that cannot be written are refused on the way. */
  #attempt(fixes: readonly RequirementFix[]): Attempt {
    const edits: DraftEdit[] = [];
    const formals: DraftFormal[] = [];
    const backends = new Map(
      fixes.flatMap((fix) => (fix.kind === "backend" ? [[fix.attribute, fix.names] as const] : [])),
    );
    const changes = new Map<string, Draft>();
    const planned = new Map<string, ReadonlySet<string>>();
    for (const [attribute, own] of Map.groupBy(fixes, (fix) => fix.attribute)) {
      const call = this.#context.calls.find(({ node }) => node.attribute === attribute);
      const draft = call && this.#draft(call, own, planned, backends);
      if (call === undefined) {
        for (const fix of own) this.#refuse(fix, call, `${attribute} is no Python package that is understood`);
      }
      if (draft === undefined) continue;
      edits.push(...draft.edits);
      formals.push(...draft.formals);
      changes.set(attribute, draft);
      planned.set(attribute, this.#ownIn(own));
    }
    const named = new Set([...changes.values()].flatMap((draft) => [...draft.named]));
    edits.push(...this.#formalEdits(formals, named));
    return { edits: once(edits).toSorted(byPlace), changes };
  }

  /** The fixes of one package; again without those that cannot be written, so that nothing of them is left. */
  #draft(
    call: PythonCall,
    fixes: readonly RequirementFix[],
    planned: ReadonlyMap<string, ReadonlySet<string>>,
    backends: Backends,
  ): Draft | undefined {
    this.#reading.program.begin();
    const draft = new Draft(this.#context, call, fixes, planned, backends);
    const before = this.#refused.size;
    // A list that holds another one gets what that one gets.
    const reach = (fix: RequirementFix) => (fix.kind === "add" ? passages(call, fix.list) : 0);
    for (const fix of fixes.toSorted((a, b) => reach(a) - reach(b))) {
      const reason = draft.apply(fix);
      if (reason !== undefined) this.#refuse(fix, call, reason);
    }
    for (const fix of fixes) if (this.#isAlone(fix)) this.#refuse(fix, call, `${fix.instead} is not written`);
    if (this.#refused.size === before) {
      draft.finish();
      return draft;
    }
    const left = fixes.filter((fix) => !this.#refused.has(fix));
    return left.length === 0 ? undefined : this.#draft(call, left, planned, backends);
  }

  /** Whether a name would be taken out of the metadata although what stands in for it cannot be added. */
  #isAlone(fix: RequirementFix): fix is Extract<RequirementFix, { kind: "remove" }> {
    if (fix.kind !== "remove" || this.#refused.has(fix)) return false;
    return this.#fixes.some(
      (other) =>
        other.kind === "add" &&
        other.attribute === fix.attribute &&
        other.name === fix.instead &&
        this.#refused.has(other),
    );
  }

  /** This repository's packages that fixes add and are not refused. */
  #ownIn(fixes: readonly RequirementFix[]): ReadonlySet<string> {
    const left = fixes.filter((fix) => !this.#refused.has(fix));
    return new Set(left.flatMap((fix) => (fix.kind === "add" && fix.from === "own" ? fix.name : [])));
  }

  /**
   * Formals that several lists need are added once.
   *
   * @param named what is written anew with a name: a formal that it is keeps its place
   */
  #formalEdits(formals: readonly DraftFormal[], named: ReadonlySet<string>): DraftEdit[] {
    const byFunction = Map.groupBy(formals, ({ file, lambda }) => `${file}:${lambda.from}`);
    return [...byFunction.values()].flatMap((group) => {
      const [{ file, lambda, attribute } = { file: "", lambda: undefined, attribute: "" }] = group;
      if (lambda?.formals === undefined) return [];
      const byName = Map.groupBy(group, ({ name }) => name);
      const wanted = [...byName].map(([name, same]): WantedFormal => {
        const [instead] = same.flatMap(({ instead = [] }) => instead).filter((old) => !named.has(nameIn(file, old)));
        return { name, instead, beside: new Set(same.flatMap((formal) => formal.beside)) };
      });
      const insertions = insertFormals(lambda.formals, wanted, this.#context.layout(file));
      return insertions.map((insertion): DraftEdit => ({ ...insertion, file, attribute, kind: "formal" }));
    });
  }

  /** Whether the edited files state what is expected of them, and about all else what they stated before. */
  #holds({ edits, changes }: Attempt): boolean {
    if (edits.length === 0) return true;
    const { options, trees } = this.#reading;
    try {
      const after = read({ ...options, files: applyChanges(options.files, edits) }, trees);
      return misstated(this.#reading, after, changes) === undefined;
    } catch (error) {
      if (isProblem(error)) return false;
      throw error;
    }
  }

  /** Whether fixes come out as planned. What cannot be written without others is not refused by that. */
  #comesOut(fixes: readonly RequirementFix[]): boolean {
    const before = this.#refused;
    this.#refused = new Map(before);
    const comesOut = this.#holds(this.#attempt(fixes));
    this.#refused = before;
    return comesOut;
  }

  /** Package by package, beside those that come out as planned, to see whose fixes do not. */
  #refuseWrong(): void {
    const right: RequirementFix[] = [];
    for (const [, fixes] of Map.groupBy(this.#open(), ({ attribute }) => attribute)) {
      if (this.#comesOut([...right, ...fixes])) {
        right.push(...fixes);
        continue;
      }
      for (const fix of fixes) {
        if (this.#comesOut([...right, fix])) right.push(fix);
        else this.#refuse(fix, undefined, "what is written for it means something else there");
      }
    }
  }

  #refuse(fix: RequirementFix, call: PythonCall | undefined, reason: string): void {
    const known = call ?? this.#context.calls.find(({ node }) => node.attribute === fix.attribute);
    const { file = "", line = 1 } = known?.stated ?? {};
    this.#refused.set(fix, { fix, file, line, reason });
  }

  #toEdit({ file, attribute, kind, from, to, text }: DraftEdit): RequirementEdit {
    const old = this.#reading.options.files.get(file)?.slice(from, to) ?? "";
    const place = this.#reading.program.place({ file, from });
    return { ...place, attribute, kind, from: old, to: text, span: { from, to } };
  }
}

/** What several packages share is written once, where all of them ask for the same. */
function once(edits: readonly DraftEdit[]): DraftEdit[] {
  const seen = new Set<string>();
  return edits.filter(({ file, from, to, text }) => {
    const key = JSON.stringify([file, from, to, text]);
    return seen.size < seen.add(key).size;
  });
}

/** How much an extra's list is read from: more than any list that it holds. */
function passages({ extras }: PythonCall, list: RequirementList): number {
  return isOfExtra(list) ? (extras.get(extraOf(list))?.items.passages.length ?? 0) : 0;
}

/** What is put before a place comes before what takes the place of something there. */
function byPlace(a: DraftEdit, b: DraftEdit): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.from - b.from || a.to - b.to;
}
