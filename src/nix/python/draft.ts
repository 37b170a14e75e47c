/** The edits that the fixes of one package come to. */
import { type System, systems } from "../../flox/systems.ts";
import { withExtra } from "../../upstream/names.ts";
import { isBackend } from "../../upstream/requirements/backends.ts";
import type { Environment } from "../evaluate/environment.ts";
import type { Expression } from "../syntax.ts";
import { type Appended, appendedText } from "./appended.ts";
import { exchangeBackend } from "./backend.ts";
import { insertItems, type NewItem } from "./brackets.ts";
import { type Context, type Stretch, stretch, stretchOf } from "./context.ts";
import { and, type Condition, readItems, systemsOf } from "./items.ts";
import type { Insertion } from "./layout.ts";
import { extraOf, isOfExtra, isRequirementList, type RequirementFix, type RequirementList } from "./model.ts";
import { type Identity, isSame } from "./names.ts";
import { NewAttributes, type NewList } from "./new-attributes.ts";
import { argumentsOf, listedIn, offersTwice, type PythonCall, type ReadList } from "./packages.ts";
import { isWritable, type ListPlace, placesIn, sharedReason, spotAt, type Tail, tailsOf } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";
import { both, canWrite, conditionOn, isSameSystems } from "./platforms.ts";
import { lastName, type NewFormal, type Reference, type Spot } from "./references.ts";
import { entryLine } from "./stated.ts";

export interface DraftEdit extends Insertion {
  readonly file: string;
  readonly attribute: string;
  readonly kind: RequirementEditKind;
}

/** A formal that is needed, and those that it belongs with. */
export interface DraftFormal extends NewFormal {
  readonly attribute: string;
  readonly beside: readonly string[];
  /** The formal whose place it takes, because nothing that was there uses that besides. */
  readonly instead: string | undefined;
}

/** What packages are to be built with, by attribute. */
export type Backends = ReadonlyMap<string, readonly string[]>;

type Addition = Extract<RequirementFix, { kind: "add" }>;

/** A sentence, where a fix cannot be written. */
export type Reason = string | undefined;

/** A list that gets something. */
interface Note {
  readonly list: RequirementList;
  readonly condition: Condition | undefined;
}

export class Draft {
  readonly edits: DraftEdit[] = [];
  readonly formals: DraftFormal[] = [];
  /** What the package states more, and no longer (`stated.ts`). */
  readonly added: string[] = [];
  readonly dropped: string[] = [];
  /** The names that what it writes stands on, by `nameIn`. */
  readonly named = new Set<string>();
  readonly context: Context;
  readonly call: PythonCall;
  readonly #inserted = new Map<ListPlace["part"], { place: ListPlace; kind: RequirementEditKind; items: NewItem[] }>();
  readonly #new: NewAttributes;

  readonly #appended = new Map<Expression, Appended>();
  /** What is to be added, and what is: a place may make several lists. */
  readonly #asked: ReadonlySet<string>;
  readonly #done = new Set<string>();

  /** What packages are to be built from besides what they are built from now, by attribute. */
  readonly #planned: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #backends: Backends;

  /**
   * @param fixes all of them that `apply` is to be called with
   * @param planned what other packages are to be built from besides
   * @param backends what all packages are to be built with, itself among them
   */
  constructor(
    context: Context,
    call: PythonCall,
    fixes: readonly RequirementFix[],
    planned: ReadonlyMap<string, ReadonlySet<string>>,
    backends: Backends,
  ) {
    this.context = context;
    this.call = call;
    this.#planned = planned;
    this.#backends = backends;
    this.#new = new NewAttributes(context, call);
    this.#asked = new Set(fixes.flatMap((fix) => (fix.kind === "add" ? keyOf(fix) : [])));
  }

  apply(fix: RequirementFix): Reason {
    if (fix.kind === "add") return this.add(fix);
    if (fix.kind === "backend") return exchangeBackend(this, fix.names);
    return this.#name(fix);
  }

  /** Whether all of these packages are to be built with the same. */
  allGet(names: readonly string[], attributes: readonly string[]): boolean {
    return attributes.every((attribute) => `${this.#backends.get(attribute)}` === `${names}`);
  }

  /** The edits of lists that got several items, and of attributes that are new. */
  finish(): void {
    for (const { place, kind, items } of this.#inserted.values()) {
      const { list, environment } = place.part;
      const layout = this.context.layout(environment.file);
      const written = { from: list.from, to: list.to, items: place.members };
      for (const insertion of insertItems(written, items, layout)) this.edit(environment.file, kind, insertion);
    }
    for (const appended of this.#appended.values()) {
      const { expression, environment, isArgument } = appended.tail;
      const { from, to } = expression;
      const text = appendedText(appended, this.context.layout(environment.file));
      if (isArgument) this.edit(environment.file, appended.kind, { from, to: from, text: "(" });
      this.edit(environment.file, appended.kind, { from: to, to, text: isArgument ? `${text})` : text });
    }
    for (const { file, kind, insertion } of this.#new.edits()) this.edit(file, kind, insertion);
  }

  /** An attribute that it does not have yet; a sentence where it cannot get it. */
  newList(name: string, kind: RequirementEditKind): NewList | string {
    const names = this.#backends.get(this.call.node.attribute) ?? [];
    return this.#new.list(name, kind, (users) => this.allGet(names, users));
  }

  /** A package for one of its lists. */
  add(fix: Addition): Reason {
    const { list, from, name, extra, on } = fix;
    const { node } = this.call;
    const label = withExtra(name, extra);
    if (!isWritable(lastName(fix), extra)) return `${label} is not a name that Nix takes without quotes`;
    const has = listedIn(this.call, list);
    if (isOfExtra(list)) {
      if (has === undefined) return `it offers no ${list}`;
      if (offersTwice(this.call)) return "it has optional-dependencies beside those in passthru";
    }
    if (has?.complete === false) return `a part of ${has.argument} is computed, and ${label} may be in it`;
    const there = has?.entries.filter((entry) => isSame(entry, fix) && entry.extra === extra) ?? [];
    if (on.every((system) => there.some((entry) => entry.on?.includes(system)))) return undefined;
    const already = there.find((entry) => entry.on === undefined || both(entry.on, on).length > 0);
    if (already !== undefined) return `${label} is there already, if ${already.condition}`;
    const isBuiltFrom = from === "own" && !this.#isUnread(fix);
    const circle = isBuiltFrom ? this.context.way(name, node.attribute, this.#planned, extra !== undefined) : undefined;
    if (circle !== undefined) return circleReason(circle);
    if (this.#done.has(keyOf(fix))) return undefined;
    const read = this.#listFor(list);
    return read === undefined ? this.#addToNew(fix) : this.#addTo(read, fix);
  }

  /** Whether it goes to an extra that nothing reads: no package is built from it then. */
  #isUnread({ list, name }: Addition): boolean {
    const { attribute } = this.call.node;
    const read = isOfExtra(list) ? this.#listFor(list) : undefined;
    const written = read?.thunk.written;
    if (read === undefined || written === undefined || !this.context.areExtrasUnread || name === attribute)
      return false;
    const { expression, environment } = written;
    const isInPlace = read.items.passages.every(
      (passage) =>
        passage.environment.file === environment.file &&
        passage.expression.from >= expression.from &&
        passage.expression.to <= expression.to,
    );
    // Another package that is to get this one may read its extras.
    return isInPlace && [...this.#planned.values()].every((names) => !names.has(attribute));
  }

  /** The argument that holds such packages; undefined where none does. */
  #listFor(list: RequirementList): ReadList | undefined {
    if (isOfExtra(list)) return this.call.extras.get(extraOf(list));
    const [first = "", second = ""] = argumentsOf[list];
    const older = this.call.lists.get(second);
    const isOurs = older?.list.entries.length === 0 || older?.list.entries.some(({ from }) => from !== "other");
    return this.call.lists.get(first) ?? (isOurs ? older : undefined);
  }

  #addToNew(fix: Addition): Reason {
    const { list, extra, on } = fix;
    if (isOfExtra(list)) return `it offers no ${list}`;
    const [name = list] = argumentsOf[list];
    if (this.call.derivation.arguments.attributes.has(name)) return noList(name, "null");
    const made = this.newList(name, kindOf(list));
    if (typeof made === "string") return made;
    const condition = this.#conditionAt(on, made.spot.environment);
    if (typeof condition === "string") return condition;
    const found = this.#refer(fix, made.spot);
    if (found === undefined) return this.unnamed(fix, name);
    if (found.formal !== undefined) this.#formal(found.formal, this.#besideNew(found.formal, list));
    made.packages.push({ name: lastName(fix), text: found.text, extra, condition });
    this.#note(fix, [{ list, condition }]);
    return undefined;
  }

  /** The formals that those of a new list belong with: those of the other lists, a backend beside other backends. */
  #besideNew({ lambda }: NewFormal, list: RequirementList): readonly string[] {
    const backends = lambda.formals?.entries.flatMap(({ name }) => (isBackend(name) ? name : [])) ?? [];
    if (list === "build-system" && backends.length > 0) return backends;
    const listed = [...this.call.lists.values()].flatMap(({ items }) => items.parts.flatMap(({ list }) => list.items));
    return listed.flatMap((item) => (item.kind === "variable" ? item.name : []));
  }

  #addTo(read: ReadList, fix: Addition): Reason {
    const { places, reason } = placesIn(read.items, this.call, this.context, fix.on);
    if (reason !== undefined) return this.#besideShared(read, fix, reason);
    if (fix.extra !== undefined || places.length === 0) return this.#append(read, fix);
    const like = ({ members }: ListPlace) => (members.some(({ group }) => group === fix.from) ? 0 : 1);
    let refused: Reason;
    for (const place of places.toSorted((a, b) => like(a) - like(b))) {
      const { uses, strangers } = this.#usesAt(stretchOf(place.part), fix, undefined);
      if (strangers.length > 0) {
        refused ??= sharedReason(place.part, [fix.list, ...strangers], this.context);
        continue;
      }
      const text = this.reference(fix, place.spot, place.bare);
      if (text === undefined) continue;
      this.#insert(place, kindOf(fix.list), { key: lastName(fix), group: fix.from, text });
      this.#note(fix, uses);
      return undefined;
    }
    return refused === undefined ? this.unnamed(fix, read.argument) : this.#besideShared(read, fix, refused);
  }

  /** `common ++ [ click ]`, where others have the list as well; the reason, where nothing can be put behind it. */
  #besideShared(read: ReadList, fix: Addition, reason: string): Reason {
    return this.#append(read, fix) === undefined ? undefined : reason;
  }

  /** `++ uvicorn.optional-dependencies.standard` behind the rest, or `++ lib.optionals condition [ uvloop ]`. */
  #append(read: ReadList, fix: Addition): Reason {
    let refused: Reason;
    for (const tail of tailsOf(read, this.context)) {
      const reason = this.#appendTo(tail, read, fix);
      if (reason === undefined) return undefined;
      refused ??= reason;
    }
    return refused ?? `${read.argument} is computed in a way that nothing can be put behind`;
  }

  #appendTo(tail: Tail, read: ReadList, fix: Addition): Reason {
    const { expression, environment } = tail;
    const place = stretch(environment.file, expression);
    const users = this.context.usersAt(place);
    if (users.length > 1) return `${read.argument} is shared by ${users.join(" and ")}`;
    const condition = this.#conditionAt(fix.on, environment);
    if (typeof condition === "string") return condition;
    const { uses, strangers } = this.#usesAt(place, fix, condition);
    if (strangers.length > 0)
      return `what is put behind ${read.argument} would go to ${strangers.join(" and ")} as well`;
    const text = this.reference(fix, spotAt(environment, this.call, this.context), []);
    if (text === undefined) return this.unnamed(fix, read.argument);
    const known = this.#appended.get(expression) ?? { tail, kind: kindOf(fix.list), items: [] };
    known.items.push({ name: lastName(fix), text, extra: fix.extra, condition });
    this.#appended.set(expression, known);
    this.#note(fix, uses);
    return undefined;
  }

  /** The condition to write for some systems; undefined for all of them, and a sentence where there is none. */
  #conditionAt(on: readonly System[], environment: Environment): Condition | undefined | string {
    if (on.length === systems.length) return undefined;
    const text = conditionOn(on);
    if (text === undefined) return `no plain condition stands for ${on.join(" and ")}`;
    return canWrite(text, on, environment, this.context.reading.program)
      ? { text, on }
      : "lib and stdenv are not among the names there, or are other ones";
  }

  /**
   * The lists that get what is put at a place, each with the condition under which it does; `strangers` are those that
   * are not to have it, or not so.
   */
  #usesAt(place: Stretch, fix: Addition, inner: Condition | undefined): { uses: readonly Note[]; strangers: string[] } {
    const uses: Note[] = [];
    const strangers: string[] = [];
    for (const { list, condition: outer } of this.context.usesAt(place)) {
      const condition = inner === undefined ? outer : and(outer, inner);
      const isWanted = isRequirementList(list) && (list === fix.list || this.#asked.has(keyOf({ ...fix, list })));
      if (isWanted && isSameSystems(systemsOf(condition), fix.on)) uses.push({ list, condition });
      else strangers.push(list ?? "all attributes");
    }
    return { uses, strangers };
  }

  /** What is stated now, and need not be written again. */
  #note(fix: Addition, uses: readonly Note[]): void {
    const { from, name, extra } = fix;
    for (const { list, condition } of uses) {
      const entry = { from, name, extra, condition: condition?.text, on: systemsOf(condition) };
      this.added.push(entryLine(list, entry));
      this.#done.add(keyOf({ ...fix, list }));
    }
  }

  /** A name for `pythonRelaxDeps` or `pythonRemoveDeps`. */
  #name({ kind, name }: Extract<RequirementFix, { kind: "relax" | "remove" }>): Reason {
    const list = kind === "relax" ? "pythonRelaxDeps" : "pythonRemoveDeps";
    if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)) return `${JSON.stringify(name)} is no project's name`;
    const { derivation, stated } = this.call;
    const has = kind === "relax" ? stated.relaxed : stated.removed;
    if (has === "all" || has.includes(name)) return undefined;
    const line = `${list}: ${name}`;
    if (this.added.includes(line)) return undefined;
    const thunk = derivation.arguments.attributes.get(list);
    const value = thunk?.force();
    if (value?.kind === "null") return noList(list, "null");
    if (value?.kind === "boolean") return noList(list, "false");
    if (thunk === undefined) {
      const made = this.newList(list, kind);
      if (typeof made === "string") return made;
      made.names.push(name);
    } else {
      const read = readItems(thunk, this.context.reading.program);
      const { places, reason } = placesIn(read, this.call, this.context);
      const [place] = places;
      if (place === undefined || !read.complete) return reason ?? `its ${list} is computed`;
      this.#insert(place, kind, { key: name, group: "other", text: `"${name}"` });
    }
    this.added.push(line);
    return undefined;
  }

  #insert(place: ListPlace, kind: RequirementEditKind, item: NewItem): void {
    const known = [...this.#inserted.values()].find(({ place: { part } }) => part.list === place.part.list);
    if (known === undefined) this.#inserted.set(place.part, { place, kind, items: [item] });
    else if (!known.items.some(({ key }) => key === item.key)) known.items.push(item);
  }

  /** How a package is written there; what its formal needs is noted. */
  reference(wanted: Identity, spot: Spot, beside: readonly string[], instead?: string): string | undefined {
    const found = this.#refer(wanted, spot);
    if (found?.formal !== undefined) this.#formal(found.formal, beside, instead);
    return found?.text;
  }

  #refer(wanted: Identity, spot: Spot): Reference | undefined {
    const found = this.context.references.to(wanted, spot);
    if (found !== undefined) this.named.add(nameIn(spot.environment.file, found.text));
    return found;
  }

  #formal(formal: NewFormal, beside: readonly string[], instead?: string): void {
    const isLeft = instead !== undefined && this.context.uses(formal, instead) === 1;
    this.formals.push({
      ...formal,
      attribute: this.call.node.attribute,
      beside,
      instead: isLeft ? instead : undefined,
    });
  }

  unnamed({ from, name }: Identity, list: string): string {
    const what = from === "own" ? `this repository's ${name}` : `the Python set's ${name}`;
    const environment = this.context.bindings.setOf(this.call.derivation)?.environment;
    const given = environment && this.context.references.givenByHand(environment);
    const how = from === "python-set" && given ? `: pass it as ${given} is passed, and name it among the formals` : "";
    return `no name that can stand in ${list} means ${what} there${how}`;
  }

  edit(file: string, kind: RequirementEditKind, insertion: Insertion): void {
    this.edits.push({ ...insertion, file, kind, attribute: this.call.node.attribute });
  }
}

/** The first name of a reference, where it is written. */
export function nameIn(file: string, reference: string): string {
  return JSON.stringify([file, reference.split(".")[0]]);
}

function noList(name: string, value: "null" | "false"): string {
  return `its ${name} is ${value}: write a list`;
}

function kindOf(list: RequirementList): RequirementEditKind {
  return list === "build-system" ? "build-system" : "requirement";
}

/** @param way from what is to be added to the package that needs it */
function circleReason([name, ...others]: readonly string[]): string {
  const last = others.at(-1);
  const through = others.length > 1 ? `, through ${others.slice(0, -1).join(" and ")}` : "";
  return `${name} is built from ${last ?? name} itself${through}`;
}

function keyOf({ list, from, name, extra, on }: Addition): string {
  return JSON.stringify([list, from, name, extra, on]);
}
