/** Python's package sets, by their names in nixpkgs. */
import type { PythonVersion } from "../../flox/python-version.ts";
import type { NixpkgsPath } from "./value.ts";

/** Where a Python set ends in a path: `python313Packages`, `python3.pkgs`. */
const setNames = /^python3([0-9]*)Packages$/;
const interpreterNames = /^python3([0-9]*)(?:Full|Minimal|FreeThreading)?$/;

interface PythonSet {
  /** How many names lead to it. */
  readonly length: number;
  readonly python: PythonVersion | undefined;
}

/** The Python set that a path of nixpkgs leads to or through; the last of them, if there are several. */
export function pythonSetIn(path: NixpkgsPath): PythonSet | undefined {
  let found: PythonSet | undefined;
  for (const [index, name] of path.entries()) {
    const minor = setNames.exec(name)?.[1] ?? interpreterNames.exec(path[index + 1] === "pkgs" ? name : "")?.[1];
    if (minor !== undefined) {
      found = {
        length: setNames.test(name) ? index + 1 : index + 2,
        python: minor === "" ? undefined : [3, Number(minor)],
      };
    } else if (found !== undefined && name === "python" && path[index + 1] === "pkgs" && index === found.length) {
      found = { ...found, length: index + 2 };
    }
  }
  return found;
}

/** Whether a path of nixpkgs is a Python set. */
export function isPythonSet(path: NixpkgsPath | undefined): boolean {
  return path !== undefined && pythonSetIn(path)?.length === path.length;
}

/** The Python of the set that a path leads through, as far as its name says. */
export function pythonOf(path: NixpkgsPath | undefined): PythonVersion | undefined {
  return path && pythonSetIn(path)?.python;
}
