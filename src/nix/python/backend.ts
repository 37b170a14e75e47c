/** A package's build backend, written anew. */
import { systems } from "../../flox/systems.ts";
import { isBackend } from "../../upstream/requirements/backends.ts";
import { knownText } from "../evaluate/text.ts";
import { argument } from "../reading/search.ts";
import type { Span } from "../syntax.ts";
import { insertItems, removeItem } from "./brackets.ts";
import { stretch } from "./context.ts";
import type { Draft, Reason } from "./draft.ts";
import type { ListPart } from "./items.ts";
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
  const old = oldBackend(draft, names);
  if (old !== undefined) return exchange(draft, old, lacking.toSorted(), names);
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

/** The packages of another backend, and the brackets that hold them. */
interface OldBackend {
  readonly read: ReadList;
  readonly part: ListPart;
  readonly items: readonly { readonly identity: Identity; readonly span: Span }[];
}

/** What goes with a backend is left where it stands in other brackets: these may be in another file, or shared. */
function oldBackend({ call, context }: Draft, names: readonly string[]): OldBackend | undefined {
  for (const name of argumentsOf["build-system"]) {
    const read = call.lists.get(name);
    const items = (read?.items.items ?? []).flatMap(({ value, condition, written, extra }) => {
      const identity = context.identities.of(value);
      const isOther = identity?.from === "python-set" && isBuilder(identity.name) && !names.includes(identity.name);
      return isOther && written && condition === undefined && extra === undefined ? { identity, ...written } : [];
    });
    const part = items.find(({ identity }) => isBackend(identity.name))?.part;
    if (read && part) return { read, part, items: items.filter((item) => item.part === part) };
  }
  return undefined;
}

function exchange(
  draft: Draft,
  { read, part, items: old }: OldBackend,
  lacking: readonly string[],
  names: readonly string[],
): Reason {
  const isOurs = (users: readonly string[]) => draft.allGet(names, users);
  const { places, reason } = placesIn(read.items, draft.call, draft.context, systems, isOurs);
  const place = places.find((one) => one.part === part);
  const [first, ...others] = old.map(({ span }) => span);
  if (first === undefined || place === undefined) return reason ?? `${read.argument} is shared`;
  const { file } = place.part.environment;
  const layout = draft.context.layout(file);
  const texts: string[] = [];
  const bare = old.flatMap(({ span }) => place.bareAt(span) ?? []);
  for (const [index, name] of lacking.entries()) {
    const text = draft.reference({ from: "python-set", name }, place.spot, place.bare, bare[index]);
    if (text === undefined) return draft.unnamed({ from: "python-set", name }, read.argument);
    texts.push(text);
  }
  const kept = place.members.filter(({ from }) => !old.some(({ span }) => span.from === from));
  const renewed = lacking.map((key) => ({ key, group: "python-set" }));
  const before = kept.filter(({ from }) => from < first.from);
  const isInOrder = isSorted([...before, ...renewed, ...kept.slice(before.length)]);
  if (isInOrder || !isSorted(place.members) || kept.length === 0) {
    const between = layout.startsLine(first.from) ? `${layout.newline}${layout.indentation(first.from)}` : " ";
    draft.edit(file, "build-system", { from: first.from, to: first.to, text: texts.join(between) });
  } else {
    const items = renewed.map((member, index) => ({ ...member, text: texts[index] ?? "" }));
    const { from, to } = place.part.list;
    for (const insertion of insertItems({ from, to, items: kept }, items, layout)) {
      draft.edit(file, "build-system", insertion);
    }
    draft.edit(file, "build-system", removeItem(first, layout));
  }
  for (const span of others) draft.edit(file, "build-system", removeItem(span, layout));
  draft.dropped.push(...old.map(({ identity }) => builderLine(identity)));
  draft.added.push(...lacking.map((name) => builderLine({ from: "python-set", name })));
  return undefined;
}

function builderLine(identity: Identity): string {
  return entryLine("build-system", { ...identity, extra: undefined, condition: undefined, on: systems });
}

/** What belongs to a build backend: `wheel` goes with setuptools. */
function isBuilder(name: string): boolean {
  return isBackend(name) || name === "wheel";
}
