import type { UpstreamName } from "../../src/nix/model.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { encode } from "../../src/nix/source.ts";

/** The upstream of `engineFiles`. */
export const engine: UpstreamName = { owner: "acme", repo: "engine" };

export const zeroHash = `sha256-${"A".repeat(43)}=`;
export const webHash = `sha256-${"B".repeat(42)}A=`;

const folder = ".flox/pkgs";

function python(lines: string): string {
  return `{ python313Packages, fetchPypi, engine-src, engine, engine-tools }:
python313Packages.buildPythonPackage rec {
${lines}}
`;
}

/**
 * A small packaging repository: a source, a core package, a library with a version of its own, one from PyPI, and a
 * join of them.
 */
export const engineFiles: Readonly<Record<string, string>> = {
  [`${folder}/engine-src.nix`]: `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "acme";
  repo = "engine";
  rev = "1.2.0";
  hash = "${zeroHash}";
}
`,
  [`${folder}/engine.nix`]: python(`  pname = "engine";
  version = "1.2.0";
  src = engine-src;
  sourceRoot = "source/python/engine";
`),
  [`${folder}/engine-tools.nix`]: python(`  pname = "engine-tools";
  version = "0.9.3";
  src = engine-src;
  sourceRoot = "source/python/tools";
`),
  [`${folder}/engine-web.nix`]: python(`  pname = "engine-web";
  version = "1.2.0";
  src = fetchPypi {
    inherit pname version;
    hash = "${webHash}";
  };
  dependencies = [ engine ];
`),
  [`${folder}/all.nix`]: `{ symlinkJoin, engine, engine-tools, engine-web }:
symlinkJoin {
  name = "all-1.2.0";
  version = "1.2.0";
  paths = [ engine engine-tools engine-web ];
}
`,
};

export interface EngineOptions {
  /** Files in place of those above, or beside them; null leaves one out. By name below `.flox/pkgs`. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Texts that are replaced wherever they stand. */
  readonly replace?: Readonly<Record<string, string>>;
  readonly projects?: ReadonlySet<string> | undefined;
}

/** Reads the repository above, with changes. */
export function readEngine({
  files = {},
  replace = {},
  projects = new Set(["engine", "engine-tools", "engine-web"]),
}: EngineOptions = {}) {
  const changed = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const texts = Object.entries({ ...engineFiles, ...changed }).flatMap(([path, text]) => {
    if (text === null) return [];
    const replaced = Object.entries(replace).reduce((before, [from, to]) => before.replaceAll(from, to), text);
    return [[path, encode(replaced)] as const];
  });
  return readRepository({ files: new Map(texts), upstream: engine, projects });
}
