/** The edits that the fixes of one package come to. */
import { exchangeBackend } from "./backend.ts";
import { insertItems, type NewItem } from "./brackets.ts";
import type { Context } from "./context.ts";
import { readItems } from "./items.ts";
import type { Insertion } from "./layout.ts";
import type { RequirementFix } from "./model.ts";
import { type Identity, isSame } from "./names.ts";
import { type NewList, newAttributes } from "./new-attributes.ts";
import { argumentsOf, type PythonCall, type ReadList } from "./packages.ts";
import { isWritable, type ListPlace, placesIn, spotAt, tailOf } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";
import { lastName, type NewFormal, type Spot } from "./references.ts";
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
  /** The formal whose place it takes, because nothing else uses that. */
  readonly instead: string | undefined;
}

type Addition = Extract<RequirementFix, { kind: "add" }>;
type List = Addition["list"];

/** A sentence, where a fix cannot be written. */
export type Reason = string | undefined;

const kindOf: Readonly<Record<List, RequirementEditKind>> = {
  dependencies: "requirement",
  "build-system": "build-system",
};

export class Draft {
  readonly edits: DraftEdit[] = [];
  readonly formals: DraftFormal[] = [];
  /** What the package states more, and no longer (`stated.ts`). */
  readonly added: string[] = [];
  readonly dropped: string[] = [];
  readonly context: Context;
  readonly call: PythonCall;
  readonly #inserted = new Map<ListPlace["part"], { place: ListPlace; kind: RequirementEditKind; items: NewItem[] }>();
  /** Attributes that it does not have yet. */
  readonly newLists = new Map<string, NewList>();

  constructor(context: Context, call: PythonCall) {
    this.context = context;
    this.call = call;
  }

  apply(fix: RequirementFix): Reason {
    if (fix.kind === "add") return this.add(fix);
    if (fix.kind === "backend") return exchangeBackend(this, fix.names);
    return this.#name(fix.kind === "relax" ? "pythonRelaxDeps" : "pythonRemoveDeps", fix.kind, fix.name);
  }

  /** The edits of lists that got several items, and of attributes that are new. */
  finish(): Reason {
    for (const { place, kind, items } of this.#inserted.values()) {
      const { list, environment } = place.part;
      const layout = this.context.layout(environment.file);
      const written = { from: list.from, to: list.to, items: place.members };
      for (const insertion of insertItems(written, items, layout)) this.edit(environment.file, kind, insertion);
    }
    if (this.newLists.size === 0) return undefined;
    const made = newAttributes(this.newLists, this.call, this.context);
    if (typeof made === "string") return made;
    for (const { file, kind, insertion } of made.edits) this.edit(file, kind, insertion);
    const listed = [...this.call.lists.values()].flatMap(({ items }) => items.parts.flatMap(({ list }) => list.items));
    const beside = listed.flatMap((item) => (item.kind === "variable" ? item.name : []));
    for (const formal of made.formals) this.#formal(formal, beside);
    return undefined;
  }

  add({ list, from, name, extra }: Addition): Reason {
    const { stated, node } = this.call;
    const wanted: Identity = { from, name };
    const label = extra === undefined ? name : `${name}[${extra}]`;
    if (!isWritable(lastName(wanted), extra)) return `${label} is not a name that Nix takes without quotes`;
    const has = list === "dependencies" ? stated.dependencies : stated.buildSystem;
    if (has?.complete === false) return `a part of ${has.argument} is computed, and ${label} may be in it`;
    const there = has?.entries.filter((entry) => isSame(entry, wanted) && entry.extra === extra) ?? [];
    if (there.some(({ condition }) => condition === undefined)) return undefined;
    if (there.length > 0) return `${label} is there already, if ${there[0]?.condition}`;
    if (from === "own" && this.context.needs(name, node)) return `${name} is built from ${node.attribute} itself`;
    const read = this.#listFor(list);
    const line = entryLine(list, { ...wanted, extra, condition: undefined });
    if (this.added.includes(line)) return undefined;
    const reason = read === undefined ? this.#addToNew(list, wanted, extra) : this.#addTo(read, list, wanted, extra);
    if (reason === undefined) this.added.push(line);
    return reason;
  }

  /** The argument that holds such packages; undefined where none does. */
  #listFor(list: List): ReadList | undefined {
    const [first = "", second = ""] = argumentsOf[list];
    const older = this.call.lists.get(second);
    const isOurs = older?.list.entries.length === 0 || older?.list.entries.some(({ from }) => from !== "other");
    return this.call.lists.get(first) ?? (isOurs ? older : undefined);
  }

  #addToNew(list: List, wanted: Identity, extra: string | undefined): Reason {
    const [name = list] = argumentsOf[list];
    const known = this.newLists.get(name) ?? { kind: kindOf[list], packages: [], names: [] };
    this.newLists.set(name, { ...known, packages: [...known.packages, { wanted, extra }] });
    return undefined;
  }

  #addTo(read: ReadList, list: List, wanted: Identity, extra: string | undefined): Reason {
    const { places, reason } = placesIn(read.items, this.call, this.context);
    if (reason !== undefined) return reason;
    const kind = kindOf[list];
    if (extra !== undefined || places.length === 0) return this.#append(read, kind, wanted, extra);
    const like = ({ members }: ListPlace) => (members.some(({ group }) => group === wanted.from) ? 0 : 1);
    for (const place of places.toSorted((a, b) => like(a) - like(b))) {
      const text = this.reference(wanted, place.spot, place.bare);
      if (text === undefined) continue;
      this.#insert(place, kind, { key: lastName(wanted), group: wanted.from, text });
      return undefined;
    }
    return this.unnamed(wanted, read.argument);
  }

  /** `++ uvicorn.optional-dependencies.standard` behind the rest. */
  #append(read: ReadList, kind: RequirementEditKind, wanted: Identity, extra: string | undefined): Reason {
    const tail = tailOf(read.argument, this.call, this.context);
    if (tail === undefined) return `${read.argument} is computed in a way that nothing can be put behind`;
    const { expression, environment } = tail;
    const { file } = environment;
    const users = this.context.usersAt({ file, from: expression.from });
    if (users.length > 1) return `${read.argument} is shared by ${users.join(" and ")}`;
    const spot = spotAt(environment, this.call, this.context);
    const name = this.reference(wanted, spot, []);
    if (name === undefined) return this.unnamed(wanted, read.argument);
    const layout = this.context.layout(file);
    const operator =
      expression.kind === "binary" ? layout.find("++", expression.left.to, expression.right.from) : undefined;
    const onLines =
      operator === undefined ? layout.isBroken(expression.from, expression.to) : layout.startsLine(operator);
    const line = `${layout.newline}${layout.indentation(operator ?? expression.to)}`;
    const text = `${onLines ? line : " "}++ ${extra === undefined ? `[ ${name} ]` : `${name}.optional-dependencies.${extra}`}`;
    this.edit(file, kind, { from: expression.to, to: expression.to, text });
    return undefined;
  }

  /** A name for `pythonRelaxDeps` or `pythonRemoveDeps`. */
  #name(list: "pythonRelaxDeps" | "pythonRemoveDeps", kind: "relax" | "remove", name: string): Reason {
    if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)) return `${JSON.stringify(name)} is no project's name`;
    const { derivation, stated } = this.call;
    const has = kind === "relax" ? stated.relaxed : stated.removed;
    if (has === "all" || has.includes(name)) return undefined;
    const line = `${list}: ${name}`;
    if (this.added.includes(line)) return undefined;
    const thunk = derivation.arguments.attributes.get(list);
    const value = thunk?.force();
    if (thunk === undefined || value?.kind === "null") {
      if (thunk !== undefined) return `its ${list} is null`;
      const known = this.newLists.get(list) ?? { kind, packages: [], names: [] };
      this.newLists.set(list, { ...known, names: [...known.names, name] });
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
    const found = this.context.references.to(wanted, spot);
    if (found?.formal !== undefined) this.#formal(found.formal, beside, instead);
    return found?.text;
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
    return `no name that can stand in ${list} means ${what} there`;
  }

  edit(file: string, kind: RequirementEditKind, insertion: Insertion): void {
    this.edits.push({ ...insertion, file, kind, attribute: this.call.node.attribute });
  }
}
