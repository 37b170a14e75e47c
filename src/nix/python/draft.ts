/** The edits that the fixes of one package come to. */
import { isBackend } from "../../upstream/requirements/backends.ts";
import { knownText } from "../evaluate/text.ts";
import { argument } from "../reading/search.ts";
import { insertItems, type NewItem, removeItem } from "./brackets.ts";
import type { Context } from "./context.ts";
import { type Item, readItems } from "./items.ts";
import type { Insertion } from "./layout.ts";
import type { RequirementFix } from "./model.ts";
import type { Identity } from "./names.ts";
import { type NewList, newAttributes } from "./new-attributes.ts";
import type { PythonCall, ReadList } from "./packages.ts";
import { isWritable, type ListPlace, placesIn, spotAt, tailOf } from "./places.ts";
import type { RequirementEditKind } from "./plan.ts";
import { lastName, type NewFormal, type Spot } from "./references.ts";
import { isSorted } from "./sequence.ts";
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

const argumentsOf: Readonly<Record<List, readonly string[]>> = {
  dependencies: ["dependencies", "propagatedBuildInputs"],
  "build-system": ["build-system", "nativeBuildInputs"],
};

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
  readonly #context: Context;
  readonly #call: PythonCall;
  readonly #inserted = new Map<ListPlace["part"], { place: ListPlace; kind: RequirementEditKind; items: NewItem[] }>();
  readonly #new = new Map<string, NewList>();

  constructor(context: Context, call: PythonCall) {
    this.#context = context;
    this.#call = call;
  }

  apply(fix: RequirementFix): Reason {
    if (fix.kind === "add") return this.#add(fix);
    if (fix.kind === "backend") return this.#backend(fix.names);
    return this.#name(fix.kind === "relax" ? "pythonRelaxDeps" : "pythonRemoveDeps", fix.kind, fix.name);
  }

  /** The edits of lists that got several items, and of attributes that are new. */
  finish(): Reason {
    for (const { place, kind, items } of this.#inserted.values()) {
      const { list, environment } = place.part;
      const layout = this.#context.layout(environment.file);
      const written = { from: list.from, to: list.to, items: place.members };
      for (const insertion of insertItems(written, items, layout)) this.#edit(environment.file, kind, insertion);
    }
    if (this.#new.size === 0) return undefined;
    const made = newAttributes(this.#new, this.#call, this.#context);
    if (typeof made === "string") return made;
    for (const { file, kind, insertion } of made.edits) this.#edit(file, kind, insertion);
    const listed = [...this.#call.lists.values()].flatMap(({ items }) => items.parts.flatMap(({ list }) => list.items));
    const beside = listed.flatMap((item) => (item.kind === "variable" ? item.name : []));
    for (const formal of made.formals) this.#formal(formal, beside);
    return undefined;
  }

  #add({ list, from, name, extra }: Addition): Reason {
    const { stated, node } = this.#call;
    const wanted: Identity = { from, name };
    const label = extra === undefined ? name : `${name}[${extra}]`;
    if (!isWritable(lastName(wanted), extra)) return `${label} is not a name that Nix takes without quotes`;
    const has = list === "dependencies" ? stated.dependencies : stated.buildSystem;
    if (has?.complete === false) return `a part of ${has.argument} is computed, and ${label} may be in it`;
    const there = has?.entries.filter((entry) => isSame(entry, wanted) && entry.extra === extra) ?? [];
    if (there.some(({ condition }) => condition === undefined)) return undefined;
    if (there.length > 0) return `${label} is there already, if ${there[0]?.condition}`;
    if (from === "own" && this.#context.needs(name, node)) return `${name} is built from ${node.attribute} itself`;
    const read = this.#listFor(list);
    const reason = read === undefined ? this.#addToNew(list, wanted, extra) : this.#addTo(read, list, wanted, extra);
    if (reason === undefined) this.added.push(entryLine(list, { ...wanted, extra, condition: undefined }));
    return reason;
  }

  /** The argument that holds such packages; undefined where none does. */
  #listFor(list: List): ReadList | undefined {
    const [first = "", second = ""] = argumentsOf[list];
    const older = this.#call.lists.get(second);
    const isOurs = older?.list.entries.length === 0 || older?.list.entries.some(({ from }) => from !== "other");
    return this.#call.lists.get(first) ?? (isOurs ? older : undefined);
  }

  #addToNew(list: List, wanted: Identity, extra: string | undefined): Reason {
    const [name = list] = argumentsOf[list];
    const known = this.#new.get(name) ?? { kind: kindOf[list], packages: [], names: [] };
    this.#new.set(name, { ...known, packages: [...known.packages, { wanted, extra }] });
    return undefined;
  }

  #addTo(read: ReadList, list: List, wanted: Identity, extra: string | undefined): Reason {
    const { places, reason } = placesIn(read.items, this.#call, this.#context);
    if (reason !== undefined) return reason;
    const kind = kindOf[list];
    if (extra !== undefined || places.length === 0) return this.#append(read, kind, wanted, extra);
    const like = ({ members }: ListPlace) => (members.some(({ group }) => group === wanted.from) ? 0 : 1);
    for (const place of places.toSorted((a, b) => like(a) - like(b))) {
      const text = this.#reference(wanted, place.spot, place.bare);
      if (text === undefined) continue;
      this.#insert(place, kind, { key: lastName(wanted), group: wanted.from, text });
      return undefined;
    }
    return this.#unnamed(wanted, read.argument);
  }

  /** `++ uvicorn.optional-dependencies.standard` behind the rest. */
  #append(read: ReadList, kind: RequirementEditKind, wanted: Identity, extra: string | undefined): Reason {
    const tail = tailOf(read.argument, this.#call, this.#context);
    if (tail === undefined) return `${read.argument} is computed in a way that nothing can be put behind`;
    const { expression, environment } = tail;
    const { file } = environment;
    const users = this.#context.usersAt({ file, from: expression.from });
    if (users.length > 1) return `${read.argument} is shared by ${users.join(" and ")}`;
    const spot = spotAt(environment, this.#call, this.#context);
    const name = this.#reference(wanted, spot, []);
    if (name === undefined) return this.#unnamed(wanted, read.argument);
    const layout = this.#context.layout(file);
    const operator =
      expression.kind === "binary" ? layout.find("++", expression.left.to, expression.right.from) : undefined;
    const onLines =
      operator === undefined ? layout.isBroken(expression.from, expression.to) : layout.startsLine(operator);
    const line = `${layout.newline}${layout.indentation(operator ?? expression.to)}`;
    const text = `${onLines ? line : " "}++ ${extra === undefined ? `[ ${name} ]` : `${name}.optional-dependencies.${extra}`}`;
    this.#edit(file, kind, { from: expression.to, to: expression.to, text });
    return undefined;
  }

  /** PEP 517's way of building: the backend's packages in place of the old one's. */
  #backend(names: readonly string[]): Reason {
    const { stated } = this.#call;
    if (names.some((name) => !isWritable(name, undefined))) return `${names.join(", ")}: Nix takes no such names`;
    if (stated.format === "wheel") return "it is a wheel, which is not built";
    if (stated.buildSystem?.complete === false) return `a part of ${stated.buildSystem.argument} is computed`;
    const reason = stated.format === "pyproject" ? undefined : this.#pyproject();
    if (reason !== undefined) return reason;
    const listed = stated.buildSystem?.entries ?? [];
    const lacking = names.filter((name) => !listed.some((entry) => isSame(entry, { from: "python-set", name })));
    if (lacking.length === 0) return undefined;
    const old = this.#backendsIn(names);
    if (old !== undefined) return this.#exchange(old.read, old.items, lacking.toSorted());
    for (const name of lacking) {
      const refused = this.#add({
        kind: "add",
        attribute: "",
        list: "build-system",
        from: "python-set",
        name,
        extra: undefined,
      });
      if (refused !== undefined) return refused;
    }
    return undefined;
  }

  #pyproject(): Reason {
    const { derivation, stated } = this.#call;
    const named = ["pyproject", "format"].filter((name) => derivation.arguments.attributes.has(name));
    for (const name of named) {
      const found = this.#context.bindings.of(derivation, name);
      const value = argument(derivation, name);
      if (found === undefined || (value !== undefined && knownText(value) === undefined)) {
        return `its ${name} is not a plain string`;
      }
      const { from, to } = found.binding;
      this.#edit(found.file, "format", { from, to, text: "pyproject = true;" });
    }
    if (named.length > 1) return "it has both pyproject and format";
    if (named.length === 0) this.#new.set("pyproject", { kind: "format", packages: [], names: [] });
    this.dropped.push(`format: ${stated.format}`);
    this.added.push("format: pyproject");
    return undefined;
  }

  /** The packages of other backends, in the list that has them. */
  #backendsIn(names: readonly string[]): { readonly read: ReadList; readonly items: readonly Item[] } | undefined {
    for (const name of argumentsOf["build-system"]) {
      const read = this.#call.lists.get(name);
      const items = (read?.items.items ?? []).filter(({ value, condition, written, extra }) => {
        const found = this.#context.identities.of(value);
        const plain = condition === undefined && written !== undefined && extra === undefined;
        return plain && found?.from === "python-set" && isBuilder(found.name) && !names.includes(found.name);
      });
      const isOld = items.some(({ value }) => isBackend(this.#context.identities.of(value)?.name ?? ""));
      if (read !== undefined && isOld) return { read, items };
    }
    return undefined;
  }

  #exchange(read: ReadList, old: readonly Item[], lacking: readonly string[]): Reason {
    const { places, reason } = placesIn(read.items, this.#call, this.#context);
    const [first] = old.flatMap(({ written }) => written ?? []);
    const place = places.find(({ part }) => part === first?.part);
    if (first === undefined || place === undefined) return reason ?? `${read.argument} is shared`;
    const { file } = place.part.environment;
    const layout = this.#context.layout(file);
    const texts: string[] = [];
    const names = old.flatMap(({ written }) => place.bareAt(written?.span) ?? []);
    for (const [index, name] of lacking.entries()) {
      const text = this.#reference({ from: "python-set", name }, place.spot, place.bare, names[index]);
      if (text === undefined) return this.#unnamed({ from: "python-set", name }, read.argument);
      texts.push(text);
    }
    const kept = place.members.filter(({ from }) => !old.some(({ written }) => written?.span.from === from));
    const { span } = first;
    const renewed = lacking.map((key) => ({ key, group: "python-set" }));
    const before = kept.filter(({ from }) => from < span.from);
    const isInOrder = isSorted([...before, ...renewed, ...kept.slice(before.length)]);
    if (isInOrder || !isSorted(place.members) || kept.length === 0) {
      const between = layout.startsLine(span.from) ? `${layout.newline}${layout.indentation(span.from)}` : " ";
      this.#edit(file, "build-system", { from: span.from, to: span.to, text: texts.join(between) });
    } else {
      const items = renewed.map((member, index) => ({ ...member, text: texts[index] ?? "" }));
      const { from, to } = place.part.list;
      for (const insertion of insertItems({ from, to, items: kept }, items, layout)) {
        this.#edit(file, "build-system", insertion);
      }
      this.#edit(file, "build-system", removeItem(span, layout));
    }
    for (const { written } of old) {
      if (written !== undefined && written !== first)
        this.#edit(file, "build-system", removeItem(written.span, layout));
    }
    for (const { value } of old) this.#drop(this.#context.identities.of(value));
    for (const name of lacking) {
      this.added.push(entryLine("build-system", { from: "python-set", name, extra: undefined, condition: undefined }));
    }
    return undefined;
  }

  #drop(identity: Identity | undefined): void {
    if (identity === undefined) return;
    this.dropped.push(entryLine("build-system", { ...identity, extra: undefined, condition: undefined }));
  }

  /** A name for `pythonRelaxDeps` or `pythonRemoveDeps`. */
  #name(list: "pythonRelaxDeps" | "pythonRemoveDeps", kind: "relax" | "remove", name: string): Reason {
    if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)) return `${JSON.stringify(name)} is no project's name`;
    const { derivation, stated } = this.#call;
    const has = kind === "relax" ? stated.relaxed : stated.removed;
    if (has === "all" || has.includes(name)) return undefined;
    const thunk = derivation.arguments.attributes.get(list);
    const value = thunk?.force();
    if (thunk === undefined || value?.kind === "null") {
      if (thunk !== undefined) return `its ${list} is null`;
      const known = this.#new.get(list) ?? { kind, packages: [], names: [] };
      this.#new.set(list, { ...known, names: [...new Set([...known.names, name])] });
    } else {
      const read = readItems(thunk, this.#context.reading.program);
      const { places, reason } = placesIn(read, this.#call, this.#context);
      const [place] = places;
      if (place === undefined || !read.complete) return reason ?? `its ${list} is computed`;
      this.#insert(place, kind, { key: name, group: "other", text: `"${name}"` });
    }
    const line = `${list}: ${name}`;
    if (!this.added.includes(line)) this.added.push(line);
    return undefined;
  }

  #insert(place: ListPlace, kind: RequirementEditKind, item: NewItem): void {
    const known = [...this.#inserted.values()].find(({ place: { part } }) => part.list === place.part.list);
    if (known === undefined) this.#inserted.set(place.part, { place, kind, items: [item] });
    else if (!known.items.some(({ key }) => key === item.key)) known.items.push(item);
  }

  /** How a package is written there; what its formal needs is noted. */
  #reference(wanted: Identity, spot: Spot, beside: readonly string[], instead?: string): string | undefined {
    const found = this.#context.references.to(wanted, spot);
    if (found?.formal !== undefined) this.#formal(found.formal, beside, instead);
    return found?.text;
  }

  #formal(formal: NewFormal, beside: readonly string[], instead?: string): void {
    const isLeft = instead !== undefined && this.#context.uses(formal, instead) === 1;
    this.formals.push({
      ...formal,
      attribute: this.#call.node.attribute,
      beside,
      instead: isLeft ? instead : undefined,
    });
  }

  #unnamed({ from, name }: Identity, list: string): string {
    const what = from === "own" ? `this repository's ${name}` : `the Python set's ${name}`;
    return `no name that can stand in ${list} means ${what} there`;
  }

  #edit(file: string, kind: RequirementEditKind, insertion: Insertion): void {
    this.edits.push({ ...insertion, file, kind, attribute: this.#call.node.attribute });
  }
}

function isSame(entry: Identity, wanted: Identity): boolean {
  return entry.from === wanted.from && entry.name === wanted.name;
}

/** What belongs to a build backend: `wheel` goes with setuptools. */
function isBuilder(name: string): boolean {
  return isBackend(name) || name === "wheel";
}
