import { discoverPackages, type PackageFile } from "../flox/discover.ts";
import { knownText } from "./evaluate/text.ts";
import type { Package, Place, Repository, UpstreamName } from "./model.ts";
import { sourceDirectory } from "./reading/directory.ts";
import type { Understood } from "./reading/packages.ts";
import { type Reading, read } from "./reading/reading.ts";
import { refusalsOf } from "./reading/refusals.ts";
import type { Node } from "./reading/search.ts";

export interface RepositoryOptions {
  /** Texts by path relative to the directory that holds `.flox`, as byte strings: Nix files, and what else may name a version. */
  readonly files: ReadonlyMap<string, string>;
  /** Symbolic links among them, which are not followed. */
  readonly links?: readonly string[];
  /** Which files are packages; as Flox finds them by default. */
  readonly packages?: readonly PackageFile[];
  readonly upstream: UpstreamName;
  /** The server that stands for https://github.com. */
  readonly serverUrl?: string;
  /** The names of the upstream's PyPI projects (PEP 503 normalised): undefined where they are not known. */
  readonly projects?: ReadonlySet<string> | undefined;
  /** Releases that a join may bear beside the pinned one, e.g. what a lock file records of a run that was cut off. */
  readonly releases?: ReadonlySet<string>;
  /** Attributes of packages that are not to follow the upstream. */
  readonly leftAlone?: ReadonlySet<string>;
}

/**
 * Understands the Nix files of a packaging repository: its packages, their sources, and what belongs to the upstream.
 *
 * @throws Problem of kind `input`, with file, line and column, for a file that does not parse.
 */
export function readRepository(options: RepositoryOptions): Repository {
  const serverUrl = (options.serverUrl ?? "https://github.com").replace(/\/+$/, "");
  const discovery =
    options.packages === undefined ? discoverPackages([...options.files.keys()], options.links) : undefined;
  const reading = read({
    files: options.files,
    packages: options.packages ?? discovery?.packages ?? [],
    upstream: { name: options.upstream, serverUrl },
    projects: options.projects,
    releases: options.releases ?? new Set(),
    leftAlone: options.leftAlone ?? new Set(),
  });
  return {
    files: options.files,
    packages: [...reading.packages.values()]
      .filter(({ node }) => isListed(node, reading))
      .map((entry) => toPackage(entry, reading)),
    pins: reading.sources.flatMap(({ pin }) => pin ?? []),
    refusals: [...(discovery?.refusals ?? []), ...refusalsOf(reading)],
    reading,
  };
}

/** Files as they are given, each a package under its own name; a `default.nix` is named after its folder. */
export function filesAsPackages(paths: readonly string[]): PackageFile[] {
  return paths.map((file) => {
    const steps = file.replace(/\.nix$/, "").split("/");
    const last = steps.pop() ?? file;
    return { attribute: last === "default" ? (steps.pop() ?? last) : last, file };
  });
}

function toPackage(entry: Understood, reading: Reading): Package {
  const { node, role, belongs, because, version } = entry;
  const { program, entryOf } = reading;
  const traced = version && program.traced(version.text);
  const parts = within(node, reading, new Set());
  const pins = parts.flatMap(({ sources, bystanders }) =>
    [...sources, ...bystanders].flatMap((source) => entryOf.get(source)?.pin?.id ?? []),
  );
  const uses = parts.flatMap((part) => [...part.uses].filter((used) => isListed(used, reading)));
  return {
    attribute: node.attribute,
    within: node.within,
    file: program.values.get(node.attribute)?.origin?.file ?? node.at.file,
    role,
    belongs,
    because,
    name: knownText(entry.pname),
    version: version && traced && { ...traced, ...placeOf(traced.sites[0] ?? program.place(version.at)) },
    sourceDirectory: sourceDirectory(node),
    pins: [...new Set(pins)],
    uses: [...new Set(uses.map(({ attribute }) => attribute))],
  };
}

/** Environments inside a file that have no version are parts of the package that uses them. */
function isListed(node: Node, { packages }: Reading): boolean {
  return node.within === undefined || packages.get(node)?.version !== undefined || packages.get(node)?.belongs === true;
}

function within(node: Node, reading: Reading, seen: Set<Node>): Node[] {
  seen.add(node);
  const parts = [...node.uses].filter((used) => !seen.has(used) && !isListed(used, reading));
  return [node, ...parts.flatMap((part) => within(part, reading, seen))];
}

function placeOf({ file, line, column }: Place): Place {
  return { file, line, column };
}
