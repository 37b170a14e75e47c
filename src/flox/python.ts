import type { Repository } from "../nix/model.ts";
import { pythonPackages } from "../nix/python/packages.ts";
import { textOf } from "../nix/source.ts";
import { type PythonVersion, usualPython } from "./python-version.ts";

/**
 * The Python that the packages are built for, e.g. `[3, 13]`: the one that most names like `python313Packages` in the
 * packages that belong speak of.
 */
export function packagingPython({ packages, reading }: Repository): PythonVersion {
  const counts = new Map<string, number>();
  for (const file of new Set(packages.flatMap(({ belongs, file: path }) => (belongs ? [path] : [])))) {
    const { text, tokens } = reading.program.tree(file);
    for (const token of tokens) {
      const minor =
        token.kind === "identifier" ? /^python3(\d+)(?:Packages)?$/.exec(textOf(text, token))?.[1] : undefined;
      if (minor !== undefined) counts.set(minor, (counts.get(minor) ?? 0) + 1);
    }
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? usualPython : [3, Number(most[0])];
}

/** The Python that each Python package is built for, by attribute: its own, or that of the packaging. */
export function pythonsByPackage(repository: Repository): ReadonlyMap<string, PythonVersion> {
  const usually = packagingPython(repository);
  return new Map(pythonPackages(repository).map(({ attribute, python }) => [attribute, python ?? usually]));
}
