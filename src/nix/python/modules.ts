/** What a Python package's users have to know of it. */
import { attributePath } from "../../flox/discover.ts";
import { type PythonVersion, usualPython } from "../../flox/python-version.ts";
import { isPythonSet, pythonSetIn } from "../evaluate/python-sets.ts";
import type { Derivation, NixpkgsPath, Origin, Value } from "../evaluate/value.ts";
import type { Repository } from "../model.ts";
import type { Node } from "../reading/search.ts";
import { overriddenPath } from "./names.ts";
import { isPythonCall } from "./packages.ts";
import { type PythonSigns, pythonSigns } from "./signs.ts";

export interface PythonModule {
  /** Of the Python set that it is made for, e.g. `[3, 13]`; undefined where that is not known. */
  readonly python: PythonVersion | undefined;
  /** The extras that it offers, as it spells them; undefined where it may offer more than can be read. */
  readonly extras: readonly string[] | undefined;
  /** False where it only may be a Python package: its Nix file speaks of Python, and what it makes is not understood. */
  readonly certain: boolean;
}

/**
 * Every Python package, the upstream's or not, by attribute: what `buildPythonPackage` or `buildPythonApplication` makes,
 * a Python package of nixpkgs that is changed, what `toPythonModule` is given, and what stands in a folder that extends a
 * Python set. What may be one as well is among them; what shows no sign of Python is not.
 */
export function pythonModules({ reading }: Repository): ReadonlyMap<string, PythonModule> {
  const read = new Map<string, PythonSigns>();
  const signsOf = (file: string): PythonSigns => {
    const signs = read.get(file) ?? pythonSigns(reading.program.tree(file));
    read.set(file, signs);
    return signs;
  };
  return new Map(
    [...reading.packages.keys()].flatMap((node) => {
      reading.program.begin();
      const found = reading.program.values.get(node.within ?? node.attribute)?.origin?.file;
      const module = moduleOf(node) ?? signedModule(node, found ?? node.at.file, signsOf);
      return module === undefined ? [] : [[node.attribute, module] as const];
    }),
  );
}

function moduleOf({ attribute, within, derivation, aliasOf }: Node): PythonModule | undefined {
  if (derivation === undefined || aliasOf !== undefined) return undefined;
  if (isPythonCall(derivation)) {
    return { python: pythonAt(derivation.functionPath), extras: offered(derivation), certain: true };
  }
  const changed = overriddenPath(derivation);
  if (isPythonSet(changed?.slice(0, -1))) return { python: pythonAt(changed), extras: undefined, certain: true };
  const folder = within === undefined ? attributePath(attribute).slice(0, -1) : [];
  return isPythonSet(folder) ? { python: pythonAt(folder), extras: undefined, certain: true } : undefined;
}

/** @param found the file that Flox finds for it, which may call the one where it is made */
function signedModule(
  { at, aliasOf }: Node,
  found: string,
  signsOf: (file: string) => PythonSigns,
): PythonModule | undefined {
  if (aliasOf !== undefined) return undefined;
  const made = signsOf(at.file);
  if (made.modules.some((span) => isIn(at, span))) {
    const [name, ...others] = made.names;
    const python = name === undefined || others.length > 0 ? undefined : pythonAt([name, "pkgs"]);
    return { python, extras: undefined, certain: true };
  }
  const isSigned = made.any || signsOf(found).any;
  return isSigned ? { python: undefined, extras: undefined, certain: false } : undefined;
}

function isIn({ from }: Origin, span: { readonly from: number; readonly to: number }): boolean {
  return span.from <= from && from < span.to;
}

/** The Python of the set that a path leads through: `python3Packages` is nixpkgs' usual one. */
function pythonAt(path: NixpkgsPath | undefined): PythonModule["python"] {
  const set = path && pythonSetIn(path);
  return set && (set.python ?? usualPython);
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
