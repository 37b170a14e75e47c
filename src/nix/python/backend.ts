/** A package's build backend, written anew. */
import { systems } from "../../flox/systems.ts";
import { isBackend } from "../../upstream/requirements/backends.ts";
import { knownText } from "../evaluate/text.ts";
import { argument } from "../reading/search.ts";
import { insertItems, removeItem } from "./brackets.ts";
import { stretch } from "./context.ts";
import type { Draft, Reason } from "./draft.ts";
import type { Item } from "./items.ts";
import { type Identity, isSame } from "./names.ts";
import { argumentsOf, type ReadList } from "./packages.ts";
import { isWritable, placesIn } from "./places.ts";
import { isSameSystems } from "./platforms.ts";
import { isSorted } from "./sequence.ts";
import { entryLine } from "./stated.ts";

/** PEP 517's way of building: the backend's packages in place of the old one's. */
export function exchangeBackend(draft: Draft, names: readonly string[]): Reason {
  const { stated } = draft.call;
  if (names.some((name) => !isWritable(name, undefined))) return `${names.join(", ")}: Nix takes no such names`;
  if (stated.format === "wheel") return "it is a wheel, which is not built";
  if (stated.buildSystem?.complete === false) return `a part of ${stated.buildSystem.argument} is computed`;
  const reason = stated.format === "pyproject" ? undefined : writePyproject(draft, names);
  if (reason !== undefined) return reason;
  const listed = stated.buildSystem?.entries ?? [];
  const partly = listed.find(({ from, name, on }) => {
    return from === "python-set" && names.includes(name) && !isSameSystems(on, systems);
  });
  if (partly !== undefined) return `${partly.name} is there already, if ${partly.condition}`;
  const lacking = names.filter((name) => !listed.some((entry) => isSame(entry, { from: "python-set", name })));
  if (lacking.length === 0) return undefined;
  const old = backendsIn(draft, names);
  if (old !== undefined) return exchange(draft, old.read, old.items, lacking.toSorted(), names);
  for (const name of lacking) {
    const refused = draft.add({
      kind: "add",
      attribute: draft.call.node.attribute,
      list: "build-system",
      from: "python-set",
      name,
      extra: undefined,
      on: systems,
    });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function writePyproject(draft: Draft, names: readonly string[]): Reason {
  const { derivation, stated } = draft.call;
  const named = ["pyproject", "format"].filter((name) => derivation.arguments.attributes.has(name));
  for (const name of named) {
    const found = draft.context.bindings.of(derivation, name);
    const value = argument(derivation, name);
    if (found === undefined || (value !== undefined && knownText(value) === undefined)) {
      return `its ${name} is not a plain string`;
    }
    const { from, to } = found.binding;
    const users = draft.context.usersAt(stretch(found.file, found.binding));
    if (users.length > 1 && !draft.allGet(names, users)) return `its ${name} is shared by ${users.join(" and ")}`;
    draft.edit(found.file, "format", { from, to, text: "pyproject = true;" });
  }
  if (named.length > 1) return "it has both pyproject and format";
  if (named.length === 0) {
    const made = draft.newList("pyproject", "format");
    if (typeof made === "string") return made;
  }
  draft.dropped.push(`format: ${stated.format}`);
  draft.added.push("format: pyproject");
  return undefined;
}

/** The packages of other backends, in the list that has them. */
function backendsIn(
  { call, context }: Draft,
  names: readonly string[],
): { readonly read: ReadList; readonly items: readonly Item[] } | undefined {
  for (const name of argumentsOf["build-system"]) {
    const read = call.lists.get(name);
    const items = (read?.items.items ?? []).filter(({ value, condition, written, extra }) => {
      const found = context.identities.of(value);
      const plain = condition === undefined && written !== undefined && extra === undefined;
      return plain && found?.from === "python-set" && isBuilder(found.name) && !names.includes(found.name);
    });
    const isOld = items.some(({ value }) => isBackend(context.identities.of(value)?.name ?? ""));
    if (read !== undefined && isOld) return { read, items };
  }
  return undefined;
}

function exchange(
  draft: Draft,
  read: ReadList,
  old: readonly Item[],
  lacking: readonly string[],
  names: readonly string[],
): Reason {
  const isOurs = (users: readonly string[]) => draft.allGet(names, users);
  const { places, reason } = placesIn(read.items, draft.call, draft.context, systems, isOurs);
  const [first] = old.flatMap(({ written }) => written ?? []);
  const place = places.find(({ part }) => part === first?.part);
  if (first === undefined || place === undefined) return reason ?? `${read.argument} is shared`;
  const { file } = place.part.environment;
  const layout = draft.context.layout(file);
  const texts: string[] = [];
  const bare = old.flatMap(({ written }) => place.bareAt(written?.span) ?? []);
  for (const [index, name] of lacking.entries()) {
    const text = draft.reference({ from: "python-set", name }, place.spot, place.bare, bare[index]);
    if (text === undefined) return draft.unnamed({ from: "python-set", name }, read.argument);
    texts.push(text);
  }
  const kept = place.members.filter(({ from }) => !old.some(({ written }) => written?.span.from === from));
  const { span } = first;
  const renewed = lacking.map((key) => ({ key, group: "python-set" }));
  const before = kept.filter(({ from }) => from < span.from);
  const isInOrder = isSorted([...before, ...renewed, ...kept.slice(before.length)]);
  if (isInOrder || !isSorted(place.members) || kept.length === 0) {
    const between = layout.startsLine(span.from) ? `${layout.newline}${layout.indentation(span.from)}` : " ";
    draft.edit(file, "build-system", { from: span.from, to: span.to, text: texts.join(between) });
  } else {
    const items = renewed.map((member, index) => ({ ...member, text: texts[index] ?? "" }));
    const { from, to } = place.part.list;
    for (const insertion of insertItems({ from, to, items: kept }, items, layout)) {
      draft.edit(file, "build-system", insertion);
    }
    draft.edit(file, "build-system", removeItem(span, layout));
  }
  for (const { written } of old) {
    if (written !== undefined && written !== first) draft.edit(file, "build-system", removeItem(written.span, layout));
  }
  for (const { value } of old) drop(draft, draft.context.identities.of(value));
  for (const name of lacking) {
    draft.added.push(builderLine({ from: "python-set", name }));
  }
  return undefined;
}

function drop(draft: Draft, identity: Identity | undefined): void {
  if (identity !== undefined) draft.dropped.push(builderLine(identity));
}

function builderLine(identity: Identity): string {
  return entryLine("build-system", { ...identity, extra: undefined, condition: undefined, on: systems });
}

/** What belongs to a build backend: `wheel` goes with setuptools. */
function isBuilder(name: string): boolean {
  return isBackend(name) || name === "wheel";
}
