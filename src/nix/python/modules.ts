/** What a Python package's users have to know of it. */
import { attributePath } from "../../flox/discover.ts";
import { isPythonSet, pythonOf } from "../evaluate/python-sets.ts";
import type { Derivation, Value } from "../evaluate/value.ts";
import type { Repository } from "../model.ts";
import type { Node } from "../reading/search.ts";
import { overriddenPath } from "./names.ts";
import { isPythonCall } from "./packages.ts";

export interface PythonModule {
  /** Of the Python set that it is made for, e.g. `[3, 13]`; undefined for `python3Packages` and what is not known. */
  readonly python: readonly [number, number] | undefined;
  /** The extras that it offers, as it spells them; undefined where it may offer more than can be read. */
  readonly extras: readonly string[] | undefined;
}

/**
 * Every Python package, the upstream's or not, by attribute: what `buildPythonPackage` or `buildPythonApplication` makes,
 * a Python package of nixpkgs that is changed, and what stands in a folder that extends a Python set.
 */
export function pythonModules({ reading }: Repository): ReadonlyMap<string, PythonModule> {
  return new Map(
    [...reading.packages.keys()].flatMap((node) => {
      reading.program.begin();
      const module = moduleOf(node);
      return module === undefined ? [] : [[node.attribute, module] as const];
    }),
  );
}

function moduleOf({ attribute, within, derivation, aliasOf }: Node): PythonModule | undefined {
  if (derivation === undefined || aliasOf !== undefined) return undefined;
  if (isPythonCall(derivation)) return { python: pythonOf(derivation.functionPath), extras: offered(derivation) };
  const changed = overriddenPath(derivation);
  if (isPythonSet(changed?.slice(0, -1))) return { python: pythonOf(changed), extras: undefined };
  const folder = within === undefined ? attributePath(attribute).slice(0, -1) : [];
  return isPythonSet(folder) ? { python: pythonOf(folder), extras: undefined } : undefined;
}

function offered({ arguments: { attributes, rest } }: Derivation): readonly string[] | undefined {
  if (rest !== undefined) return undefined;
  const own = namesIn(attributes.get("optional-dependencies")?.force());
  const passed = attributes.get("passthru")?.force();
  if (passed === undefined || passed.kind === "null") return own;
  if (passed.kind !== "set" || passed.rest !== undefined || passed.optional) return undefined;
  const more = namesIn(passed.attributes.get("optional-dependencies")?.force());
  return own && more && [...own, ...more];
}

function namesIn(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined || value.kind === "null") return [];
  if (value.kind !== "set" || value.rest !== undefined || value.optional) return undefined;
  return [...value.attributes].flatMap(([name, thunk]) => (thunk.force().kind === "null" ? [] : name));
}
