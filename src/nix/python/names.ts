/** What an entry of a list of packages is, by the value that it has. */
import { pythonSetIn } from "../evaluate/python-sets.ts";
import type { Derivation, NixpkgsPath, Value } from "../evaluate/value.ts";
import type { Reading } from "../reading/reading.ts";
import { argument } from "../reading/search.ts";
import type { ListedPackage } from "./model.ts";

export type Identity = Pick<ListedPackage, "from" | "name">;

/** Whether two entries are one package, extras aside. */
export function isSame(entry: Identity, wanted: Identity): boolean {
  return entry.from === wanted.from && entry.name === wanted.name;
}

/** A package of nixpkgs by its path; undefined for what is no package or not known to be one. */
function identityAt(path: NixpkgsPath): Identity | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  const set = pythonSetIn(path);
  return { from: set !== undefined && path.length === set.length + 1 ? "python-set" : "other", name };
}

/** Tells packages apart: this repository's, the Python set's, others. */
export class Identities {
  readonly #reading: Reading;
  readonly #byDerivation = new Map<Derivation, string>();
  readonly #byPlace = new Map<string, string | undefined>();

  constructor(reading: Reading) {
    this.#reading = reading;
    for (const node of reading.packages.keys()) {
      if (node.derivation === undefined || node.aliasOf !== undefined) continue;
      this.#byDerivation.set(node.derivation, node.attribute);
      const key = placeKey(node.derivation);
      this.#byPlace.set(key, this.#byPlace.has(key) ? undefined : node.attribute);
    }
  }

  /** Undefined where the value does not tell. */
  of(value: Value): Identity | undefined {
    if (value.kind === "unknown") return value.path && identityAt(value.path);
    if (value.kind !== "set" || value.derivation === undefined) return undefined;
    const { derivation } = value;
    const attribute = this.#attributeOf(derivation);
    const base = overridden(derivation);
    if (base?.from === "python-set" && !this.#isTopLevel(attribute)) return base;
    if (attribute !== undefined) return { from: "own", name: attribute };
    return { from: "other", name: derivation.function };
  }

  #attributeOf(derivation: Derivation): string | undefined {
    return (
      this.#reading.program.owner(derivation) ??
      this.#byDerivation.get(derivation) ??
      // The same call, evaluated anew.
      this.#byPlace.get(placeKey(derivation))
    );
  }

  #isTopLevel(attribute: string | undefined): boolean {
    return attribute !== undefined && this.#reading.program.values.has(attribute);
  }
}

function placeKey({ at, arguments: { attributes } }: Derivation): string {
  return `${at.file}:${at.from}:${[...attributes.keys()].join(" ")}`;
}

/** A package of nixpkgs that is changed by `overridePythonAttrs` is still that package, unless it gets another name. */
function overridden(derivation: Derivation): Identity | undefined {
  const path = argument(derivation, "pname") === undefined ? overriddenPath(derivation) : undefined;
  return path && identityAt(path);
}

/** The package of nixpkgs that `overrideAttrs` or `overridePythonAttrs` changes; undefined for every other derivation. */
export function overriddenPath(derivation: Derivation): NixpkgsPath | undefined {
  if (derivation.function !== "overrideAttrs") return undefined;
  let base: Value | undefined = derivation.arguments.rest;
  while (base?.kind === "unknown" && base.path === undefined && base.mentions.length === 1)
    base = base.mentions[0]?.force();
  return base?.kind === "unknown" ? base.path : undefined;
}
