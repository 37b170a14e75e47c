import type { Changed } from "../../documents/requirements.ts";
import { normalizeName } from "../names.ts";
import { quoteUntrusted } from "../refs.ts";
import { isBackend } from "./backends.ts";
import type { Comparing } from "./facts.ts";
import { nixpkgsName } from "./names.ts";
import { boundsKey, boundsText, type Need, type Needs, needText, readNeeds } from "./needs.ts";
import { type Stated, statedBy } from "./stated.ts";

/** What upstream changed in a package since the pinned release; nothing where that is not known. */
export function changesOf(comparing: Comparing): readonly Changed[] {
  const { before, needs, needsBefore } = comparing;
  if (before === undefined) return [];
  const now = statedBy(comparing.project);
  // What is read of a list is compared, though there may be more in it.
  const after: Needs = now.requirements === undefined ? { ...needs, untold: "all" } : needs;
  return [
    ...(needsBefore === undefined ? [] : requirementChanges("requirement", needsBefore, after, comparing)),
    ...pythonChange(before, now),
    ...buildChanges(before, now, comparing),
    ...scriptChanges(before, now),
  ];
}

function buildChanges(before: Stated, now: Stated, comparing: Comparing): readonly Changed[] {
  const [was, is] = [before.buildSystem, now.buildSystem];
  if (was === undefined || is === undefined) return [];
  const needs = ({ requires }: typeof was) => readNeeds(requires, comparing.python);
  return [
    ...backendChange(was.backend, is.backend),
    ...requirementChanges("build-requirement", needs(was), needs(is), comparing)
      // The change of the backend itself is said.
      .filter(({ name }) => !isBackend(nixpkgsName(normalizeName(name)))),
  ];
}

function requirementChanges(
  what: "requirement" | "build-requirement",
  before: Needs,
  after: Needs,
  comparing: Comparing,
): readonly Changed[] {
  const names = [...new Set([...before.needed.keys(), ...after.needed.keys()])].toSorted();
  return names
    .filter((name) => !comparing.ignore.has(name))
    .flatMap((name) => requirementChange(what, before, after, name, comparing));
}

function requirementChange(
  what: "requirement" | "build-requirement",
  before: Needs,
  after: Needs,
  normalizedName: string,
  { projects }: Comparing,
): readonly Changed[] {
  const [from, to] = [before.needed.get(normalizedName), after.needed.get(normalizedName)];
  const name = to?.name ?? from?.name ?? normalizedName;
  const texts = { from: from === undefined ? null : needText(from), to: to === undefined ? null : needText(to) };
  if (from === undefined) {
    return isUntold(normalizedName, before) ? [] : [{ what, name, ...texts, reason: `${texts.to} is new.` }];
  }
  if (to === undefined) {
    if (isUntold(normalizedName, after)) return [];
    const elsewhere = after.elsewhere.get(normalizedName);
    const reason =
      elsewhere === undefined
        ? `${name} is no longer required.`
        : `${name} is now required only where ${elsewhere.markers.join(" or ")}.`;
    return [{ what, name, ...texts, reason }];
  }
  if (needKey(from) === needKey(to)) return [];
  // Packages of one repository require each other in the release's own version.
  if (projects.has(normalizedName) && isExact(from) && isExact(to) && extrasKey(from) === extrasKey(to)) return [];
  return [{ what, name, ...texts, reason: changeReason(from, to) }];
}

function isUntold(normalizedName: string, { untold }: Needs): boolean {
  return untold === "all" || untold.has(normalizedName);
}

function changeReason(from: Need, to: Need): string {
  const was = boundsText(from);
  const is = boundsText(to);
  const sentences: string[] = [];
  if (was !== is) {
    if (was === "") sentences.push(`${to.name} ${is} is a new bound.`);
    else if (is === "") sentences.push(`${to.name} has lost its bound ${was}.`);
    else sentences.push(`${to.name} was ${was} and is ${is}.`);
  }
  if (extrasKey(from) !== extrasKey(to)) {
    const list = ({ extras }: Need) => (extras.length === 0 ? "no extra" : `[${extras.join(",")}]`);
    sentences.push(`It asked for ${list(from)} and asks for ${list(to)}.`);
  }
  if (from.on.join() !== to.on.join()) {
    sentences.push(`It was needed on ${from.on.join(", ")} and is needed on ${to.on.join(", ")}.`);
  }
  if (from.url !== to.url)
    sentences.push(to.url === undefined ? "It has lost its URL." : "It is now taken from a URL.");
  return sentences.join(" ");
}

function needKey(need: Need): string {
  const bounds = need.bounds.map(({ specifiers, on }) => [boundsKey(specifiers), on]);
  return JSON.stringify([bounds, extrasKey(need), need.url ?? null]);
}

function extrasKey({ extras }: Need): string {
  return extras.toSorted().join(",");
}

function isExact({ bounds }: Need): boolean {
  return bounds.every(({ specifiers }) => specifiers.length === 1 && specifiers[0]?.operator === "==");
}

function pythonChange({ requiresPython: from }: Stated, { requiresPython: to }: Stated): readonly Changed[] {
  if (from === undefined || to === undefined || from.replaceAll(" ", "") === to.replaceAll(" ", "")) return [];
  const reason = `Python was ${from || "any"} and is ${to || "any"}.`;
  return [{ what: "requires-python", name: "python", from: from || null, to: to || null, reason }];
}

function backendChange(from: string, to: string): readonly Changed[] {
  if (from === to) return [];
  return [{ what: "build-backend", name: to, from, to, reason: `It was built with ${from} and is built with ${to}.` }];
}

function scriptChanges({ scripts: was }: Stated, { scripts: is }: Stated): readonly Changed[] {
  if (was === undefined || is === undefined) return [];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((name): readonly Changed[] => {
    const [from, to] = [was.get(name) ?? null, is.get(name) ?? null];
    // What a command calls inside is upstream's own matter.
    if ((from === null) === (to === null)) return [];
    const reason = `The command ${quoteUntrusted(name)} is ${from === null ? "new" : "gone"}.`;
    return [{ what: "script", name, from, to, reason }];
  });
}
