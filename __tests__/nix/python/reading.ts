/** Python packages in a test: files in, their lists as words. */
import type { Repository } from "../../../src/nix/model.ts";
import type { PackageList, PythonPackage } from "../../../src/nix/python/model.ts";
import { pythonPackages } from "../../../src/nix/python/packages.ts";
import { readRepository } from "../../../src/nix/repository.ts";
import { encode } from "../../../src/nix/source.ts";
import { oldHash, projects, upstream } from "../bumping.ts";

export type Files = Readonly<Record<string, string>>;

/** The source that packages of a test belong by. */
export const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "${oldHash}";
}
`;

/** Files below `.flox/pkgs`, with the source beside them. */
export function repositoryOf(files: Files): Repository {
  const named = Object.entries({ "dagster-src.nix": source, ...files });
  return readRepository({
    files: new Map(named.map(([path, text]) => [`.flox/pkgs/${path}`, encode(text)])),
    upstream,
    projects,
  });
}

export function packageNamed(repository: Repository, attribute: string): PythonPackage {
  const found = pythonPackages(repository).find((one) => one.attribute === attribute);
  if (found === undefined) throw new Error(`${attribute} is no Python package that is read`);
  return found;
}

/**
 * A list as words: `click` is of the Python set, `./dagster` this repository's own, `!protobuf` something else,
 * `uvicorn[standard]` an extra, `tomli?` there under a condition; `...` stands for what is not known.
 */
export function words(list: PackageList | undefined): string {
  if (list === undefined) return "none";
  const marks = { "python-set": "", own: "./", other: "!" };
  const entries = list.entries.map(({ from, name, extra, condition }) => {
    return `${marks[from]}${name}${extra === undefined ? "" : `[${extra}]`}${condition === undefined ? "" : "?"}`;
  });
  return [...entries, ...(list.complete ? [] : ["..."])].join(" ");
}
