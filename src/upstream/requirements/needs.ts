import type { PythonVersion } from "../../flox/python-version.ts";
import { type System, systems } from "../../flox/systems.ts";
import { normalizePep440, type Specifier } from "../pep440.ts";
import { quoteUntrusted } from "../refs.ts";
import { holdsOn, holdsOnWindows } from "./markers.ts";
import { isMalformed, parseRequirement, type Requirement } from "./pep508.ts";

/** Bounds, and the systems on which they are asked for. */
export interface Bounds {
  /** As upstream writes them, without blanks and each once; empty where every version will do. */
  readonly text: string;
  readonly specifiers: readonly Specifier[];
  readonly on: readonly System[];
}

/** What a package needs of one project, all its requirements of that project taken together. */
export interface Need {
  /** As upstream writes it, e.g. `typing_extensions`. */
  readonly name: string;
  readonly normalizedName: string;
  readonly extras: readonly string[];
  /** Where each of `extras` is asked for, in the order of `systems`. */
  readonly extrasOn: ReadonlyMap<string, readonly System[]>;
  /** One, unless systems differ. */
  readonly bounds: readonly Bounds[];
  /** In the order of `systems`; never empty. */
  readonly on: readonly System[];
  /** Where upstream takes it from, instead of an index. */
  readonly url: string | undefined;
}

/** A project that is stated, and asked for on none of the systems. */
export interface Elsewhere {
  readonly name: string;
  /** The markers, as they are written. */
  readonly markers: readonly string[];
  readonly windows: boolean;
}

export interface Needs {
  /** By normalised name. */
  readonly needed: ReadonlyMap<string, Need>;
  /** By normalised name; none of `needed`. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  /** Sentences about what cannot be told. */
  readonly unresolved: readonly string[];
  /** Normalised names of what may be needed besides; `all` where not even the names can be read. */
  readonly untold: ReadonlySet<string> | "all";
}

/** More than any package states. */
const mostRequirements = 2000;

interface Held {
  readonly requirement: Requirement;
  readonly on: readonly System[];
}

/**
 * What a list of PEP 508 requirements comes to for a Python and the systems.
 *
 * @param extra whose requirements they are; their markers may name it
 */
export function readNeeds(texts: readonly string[], python: PythonVersion, extra = ""): Needs {
  const unresolved: string[] = [];
  const held: Held[] = [];
  const untold = new Set<string>();
  let isNamed = texts.length <= mostRequirements;
  for (const text of texts.slice(0, mostRequirements)) {
    const requirement = parseRequirement(text.trim());
    if (isMalformed(requirement)) {
      unresolved.push(`The requirement ${quoteUntrusted(text)} ${requirement.why}.`);
      isNamed = false;
      continue;
    }
    const { on, unknown } = holdsOn(requirement.marker, python, extra);
    if (unknown.length > 0) {
      untold.add(requirement.normalizedName);
      const marker = quoteUntrusted(requirement.markerText);
      unresolved.push(`Whether ${requirement.name} is needed depends on ${marker}, which is not known before it runs.`);
    }
    if (on.length > 0 || unknown.length === 0) held.push({ requirement, on });
  }
  if (texts.length > mostRequirements) {
    unresolved.push(`Of ${texts.length} requirements, those after the first ${mostRequirements} are not read.`);
  }
  const needed = new Map<string, Need>();
  const elsewhere = new Map<string, Elsewhere>();
  for (const [name, group] of Map.groupBy(held, ({ requirement }) => requirement.normalizedName)) {
    const holding = group.filter(({ on }) => on.length > 0);
    const [first] = holding;
    if (first !== undefined) needed.set(name, need(first, holding));
    else elsewhere.set(name, notHere(group, python));
  }
  return { needed, elsewhere, unresolved, untold: isNamed ? untold : "all" };
}

function need({ requirement: { name, normalizedName } }: Held, group: readonly Held[]): Need {
  const bySystem = systems.flatMap((system) => {
    const specifiers = group.flatMap(({ on, requirement }) => (on.includes(system) ? requirement.specifiers : []));
    return group.some(({ on }) => on.includes(system)) ? [{ system, specifiers: unique(specifiers) }] : [];
  });
  const bounds = Array.from(
    Map.groupBy(bySystem, ({ specifiers }) => boundsKey(specifiers)).values(),
    (same): Bounds => {
      const specifiers = same[0]?.specifiers ?? [];
      return { text: specifiers.map(specifierText).join(","), specifiers, on: same.map(({ system }) => system) };
    },
  );
  const extras = [...new Set(group.flatMap(({ requirement }) => requirement.extras))];
  const extrasOn = extras.map((extra) => {
    const asking = group.filter(({ requirement }) => requirement.extras.includes(extra));
    return [extra, systems.filter((system) => asking.some(({ on }) => on.includes(system)))] as const;
  });
  return {
    name,
    normalizedName,
    extras,
    extrasOn: new Map(extrasOn),
    bounds,
    on: bySystem.map(({ system }) => system),
    url: group.map(({ requirement }) => requirement.url).find((url) => url !== undefined),
  };
}

/** The same where one of its extras is asked for; all of it without an extra. */
export function needOf(need: Need, extra: string | undefined): Need {
  const on = extra === undefined ? undefined : need.extrasOn.get(extra);
  if (on === undefined || on.length === need.on.length) return need;
  const bounds = need.bounds.map((one) => ({ ...one, on: one.on.filter((system) => on.includes(system)) }));
  return { ...need, on, bounds: bounds.filter((one) => one.on.length > 0) };
}

function notHere(group: readonly Held[], python: PythonVersion): Elsewhere {
  return {
    name: group[0]?.requirement.name ?? "",
    markers: [...new Set(group.map(({ requirement }) => requirement.markerText))],
    windows: group.some(({ requirement }) => holdsOnWindows(requirement.marker, python)),
  };
}

function specifierText({ operator, version, prefix }: Specifier): string {
  return `${operator}${version}${prefix ? ".*" : ""}`;
}

/** `<3.0.0` and `<3` are one. */
function specifierKey({ operator, version, prefix }: Specifier): string {
  const normal = normalizePep440(version) ?? version;
  // Zeros count where components do.
  const key =
    prefix || operator === "~=" || operator === "==="
      ? normal
      : normal.replace(/^(\d+!)?(\d+(?:\.\d+)*?)(?:\.0)+(?=$|[^.\d])/, "$1$2");
  return `${operator}${key}${prefix ? ".*" : ""}`;
}

function unique(specifiers: readonly Specifier[]): readonly Specifier[] {
  return [...new Map(specifiers.map((specifier) => [specifierKey(specifier), specifier])).values()];
}

/** Equal for bounds that say the same in another order or another form. */
export function boundsKey(specifiers: readonly Specifier[]): string {
  return specifiers.map(specifierKey).toSorted().join(",");
}

/** `>=3,<5`; where systems differ, `<2 on x86_64-linux; <3 on aarch64-linux`. */
export function boundsText({ bounds, on }: Need): string {
  const [first] = bounds;
  if (bounds.length === 1 && first?.on.length === on.length) return first.text;
  return bounds.map(({ text, on: where }) => `${text === "" ? "any" : text} on ${where.join(", ")}`).join("; ");
}

/** The requirement as people write it, without its marker: `gql[requests]>=3,<5`. */
export function needText(need: Need): string {
  const extras = need.extras.length === 0 ? "" : `[${need.extras.join(",")}]`;
  return `${need.name}${extras}${boundsText(need)}`;
}

/** ` on x86_64-linux and aarch64-linux only`; nothing for all systems. */
export function onlyOn(on: readonly System[]): string {
  return on.length === systems.length ? "" : ` on ${on.join(" and ")} only`;
}
