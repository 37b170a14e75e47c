/**
 * Which files Flox takes for packages: `foo.nix` and `foo/default.nix` are `foo`, `a/b.nix` and `a/b/default.nix` are
 * `a.b`. What is beside a `default.nix` belongs to that package. Of `foo.nix` and a folder `foo` that holds packages
 * the folder wins; of `foo.nix` and `foo/default.nix` it depends on Flox's version, which a refusal says.
 */
import type { Refusal } from "../nix/model.ts";

export interface PackageFile {
  /** E.g. `dagster`, or `python313Packages.dagster`. A name that holds a dot itself is quoted. */
  readonly attribute: string;
  /** Relative to the directory that holds `.flox`. */
  readonly file: string;
}

export interface Discovery {
  /** By attribute, sorted. */
  readonly packages: readonly PackageFile[];
  readonly refusals: readonly Refusal[];
}

interface Folder {
  readonly path: string;
  readonly files: Set<string>;
  readonly folders: Map<string, Folder>;
}

const root = ".flox/pkgs";

/**
 * @param paths of all files, relative to the directory that holds `.flox`, with `/`; others are passed over.
 * @param links symbolic links, in the same form. Flox follows none but a `default.nix`; here none is followed, and each
 *   that may stand for a package is refused by name.
 */
export function discoverPackages(paths: readonly string[], links: readonly string[] = []): Discovery {
  const linked = links.filter((path) => path.endsWith(".nix") || mayBeFolderOfPackages(path));
  const top = folderOf([...paths, ...linked.filter((path) => path.endsWith("/default.nix"))]);
  const refusals: Refusal[] = linked.map((file) => ({ file, line: 1, reason: linkReason }));
  if (top.files.has("default.nix")) {
    const reason = "a default.nix at the top of .flox/pkgs hides every package";
    return { packages: [], refusals: [{ file: `${root}/default.nix`, line: 1, reason }] };
  }
  const packages = packagesIn(top, [], refusals).filter(({ file }) => !linked.includes(file));
  packages.sort((a, b) => (a.attribute < b.attribute ? -1 : 1));
  return { packages, refusals };
}

const linkReason = "it is a symbolic link, which is not followed: what it leads to stays as it is";

const flakeReason =
  "Flox does not see it: it passes over every file whose name ends in flake.nix; rename it, or use a folder";

/** What a link without a suffix leads to is not looked at. */
function mayBeFolderOfPackages(path: string): boolean {
  return path.startsWith(`${root}/`) && !(path.split("/").at(-1) ?? "").includes(".");
}

/** The names of an attribute path as `discoverPackages` writes it. */
export function attributePath(attribute: string): string[] {
  return (attribute.match(/"[^"]*"|[^."]+/g) ?? []).map((name) => name.replaceAll('"', ""));
}

function folderOf(paths: readonly string[]): Folder {
  const top: Folder = { path: root, files: new Set(), folders: new Map() };
  for (const path of paths) {
    if (!path.startsWith(`${root}/`)) continue;
    const steps = path.slice(root.length + 1).split("/");
    const file = steps.pop() ?? "";
    let folder = top;
    for (const step of steps) {
      const next = folder.folders.get(step) ?? { path: `${folder.path}/${step}`, files: new Set(), folders: new Map() };
      folder.folders.set(step, next);
      folder = next;
    }
    folder.files.add(file);
  }
  return top;
}

function packagesIn(folder: Folder, above: readonly string[], refusals: Refusal[]): PackageFile[] {
  const packages: PackageFile[] = [];
  const taken = new Set<string>();
  for (const [name, inner] of folder.folders) {
    const found = inner.files.has("default.nix")
      ? [{ attribute: attribute([...above, name]), file: `${inner.path}/default.nix` }]
      : packagesIn(inner, [...above, name], refusals);
    if (found.length > 0) taken.add(name);
    if (found.length > 0 && !inner.files.has("default.nix") && isInterpreter(name)) {
      const reason = `the folder ${name} would extend ${name}, which is no package set: Flox cannot evaluate any package`;
      refusals.push({ file: found[0]?.file ?? inner.path, line: 1, reason });
    }
    packages.push(...found);
  }
  for (const file of folder.files) {
    if (!file.endsWith(".nix") || file === "flake.nix" || file === ".nix") continue;
    const name = file.slice(0, -".nix".length);
    const path = `${folder.path}/${file}`;
    if (file.endsWith("flake.nix")) refusals.push({ file: path, line: 1, reason: flakeReason });
    else if (!taken.has(name)) packages.push({ attribute: attribute([...above, name]), file: path });
    else refusals.push({ file: path, line: 1, reason: besideFolder(name, folder) });
  }
  return packages;
}

/** Which of a file and a folder's `default.nix` is the package is not the same in all releases of Flox. */
function besideFolder(name: string, { folders }: Folder): string {
  if (folders.get(name)?.files.has("default.nix") !== true)
    return `Flox does not see it: the folder ${name}/ beside it wins`;
  return `which of it and ${name}/default.nix wins depends on Flox's version; here the folder does: keep one of them`;
}

function attribute(path: readonly string[]): string {
  return path.map((name) => (name.includes(".") ? `"${name}"` : name)).join(".");
}

/** `python313` and the like: a folder of that name extends a package set, and an interpreter is none. */
function isInterpreter(name: string): boolean {
  return /^(python|pypy)[0-9]*$/.test(name);
}
