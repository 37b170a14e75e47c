import { join } from "node:path/posix";
import type { LockedSource } from "../documents/lock.ts";
import { Problem } from "../errors.ts";
import { packagingPython } from "../flox/python.ts";
import type { PythonVersion } from "../flox/python-version.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { type ArchiveReading, archiveReader, flatHash, type WantsFile } from "../nix/archive.ts";
import type { Pin, Repository, Target } from "../nix/model.ts";
import { type PinUrl, pinUrls, type TargetRef } from "../nix/pins.ts";
import { sriOfHex } from "../nix/sri.ts";
import { boundedCaptures, type Captures } from "../upstream/captures.ts";
import { type Project, type ProjectRefusal, readProjects } from "../upstream/projects.ts";
import { quoteUntrusted } from "../upstream/refs.ts";
import type { World } from "../world/world.ts";
import { readPypi, upstreamName, upstreamToken } from "./outside.ts";

/** What was downloaded for a bump, and what it was found to be. */
export interface Evidence {
  /** SRI, by pin id. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly sources: readonly LockedSource[];
}

/** What is not published yet, for people: with any of it, the release has to wait. */
export interface Unpublished {
  readonly missing: readonly string[];
}

/** The upstream's tree at the goal: its hash, and the Python projects in it. */
export interface UpstreamTree {
  readonly url: string;
  readonly stripRoot: boolean;
  readonly narHash: string;
  /** As the Python has them that most packages are built for. */
  readonly projects: readonly Project[];
  /** Directories whose project cannot be read. */
  readonly unreadable: readonly ProjectRefusal[];
  /** The same as another Python has them: what they state may hang on `sys.version_info`. */
  readonly readFor: (python: PythonVersion) => Pick<UpstreamTree, "projects" | "unreadable">;
  readonly warnings: readonly string[];
}

/**
 * Downloads the upstream's archive from where Nix will fetch it, once: the same bytes give the NAR hash, the versions
 * and the requirements.
 *
 * @returns what is not published yet, where that archive is a file of the release that is not there.
 */
export async function readUpstreamTree(
  world: World,
  inputs: Inputs,
  repository: Repository,
  target: TargetRef,
): Promise<UpstreamTree | Unpublished> {
  const archive = pinUrls(repository, target).find(({ mode }) => mode === "nar");
  const url = archive?.url ?? plainArchive(inputs, target.ref);
  const stripRoot = archive?.stripRoot ?? true;
  const source = { url, stripRoot, isAsset: archive?.isAsset ?? false };
  let captures = boundedCaptures();
  const reading = await downloadArchive(world, inputs, source, target.ref, () => {
    captures = boundedCaptures();
    return captures.wants;
  });
  if (reading === undefined) return { missing: [asset(url)] };
  const readFor = readerByPython(reading, captures);
  const warnings = reading.collisions.map(
    (names) => `On Darwin these names of the source are one file: ${quoteUntrusted(names)}.`,
  );
  return { url, stripRoot, narHash: reading.narHash, ...readFor(packagingPython(repository)), readFor, warnings };
}

/** Reads the projects that were captured, once for each Python that is asked for. */
function readerByPython({ files }: ArchiveReading, { leftOut }: Captures): UpstreamTree["readFor"] {
  const read = new Map<string, ReturnType<UpstreamTree["readFor"]>>();
  return (python) => {
    const known = read.get(python.join("."));
    if (known !== undefined) return known;
    const { projects, refusals } = readProjects(files, { python, leftOut });
    const found = { projects, unreadable: refusals };
    read.set(python.join("."), found);
    return found;
  };
}

/**
 * The hash of every source that the Nix files will fetch. PyPI's files are hashed and held against the digest that the
 * index publishes.
 *
 * @returns what is not published yet, where there is any.
 * @throws Problem of kind `outside` where another source is missing, or is not what the index says.
 */
export async function readSources(
  world: World,
  inputs: Inputs,
  repository: Repository,
  target: TargetRef & Pick<Target, "keepPypi">,
  tree: UpstreamTree,
): Promise<Evidence | Unpublished> {
  const hashes = new Map<string, string>();
  const sources: LockedSource[] = [];
  const missing: string[] = [];
  const found = new Map<string, string>([[sourceKey({ ...tree, mode: "nar" }), tree.narHash]]);
  const keep = (pin: Pin, url: string, hash: string) => {
    hashes.set(pin.id, hash);
    sources.push({ file: pin.file, url, hash });
  };
  for (const wanted of pinUrls(repository, target)) {
    const pin = repository.pins.find(({ id }) => id === wanted.pinId);
    if (pin === undefined || wanted.mode === "build") continue;
    const key = sourceKey(wanted);
    const hash = found.get(key) ?? (await hashOf(world, inputs, wanted, target.ref));
    if (hash === undefined) {
      missing.push(asset(wanted.url));
      continue;
    }
    found.set(key, hash);
    keep(pin, wanted.url, hash);
  }
  for (const pin of repository.pins) {
    const version = tree.projects.find(({ normalizedName }) => normalizedName === pin.pypi?.project)?.version;
    if (pin.belongs !== true || version === undefined || target.keepPypi) continue;
    const file = await readPypiFile(world, inputs, pin, version);
    if (file === undefined) missing.push(`${pin.pypi?.project} ${version} on PyPI`);
    else keep(pin, file.url, file.hash);
  }
  return missing.length > 0 ? { missing: [...new Set(missing)] } : { hashes, sources };
}

function sourceKey({ url, mode, stripRoot }: Pick<PinUrl, "url" | "mode" | "stripRoot">): string {
  return `${mode} ${stripRoot} ${url}`;
}

/** Undefined for an asset that is not there. */
async function hashOf(world: World, inputs: Inputs, source: PinUrl, ref: string): Promise<string | undefined> {
  const { url, mode, isAsset } = source;
  if (mode === "nar") return (await downloadArchive(world, inputs, source, ref, () => () => false))?.narHash;
  const hash = await world.http.download(url, { title: title(url) }, flatHash);
  if (hash === undefined && !isAsset) throw nothingAt(url);
  return hash;
}

/** For people. */
function asset(url: string): string {
  return `the release's file ${quoteUntrusted(url.slice(url.lastIndexOf("/") + 1))}`;
}

/** Undefined for an asset that is not there. */
async function downloadArchive(
  world: World,
  inputs: Inputs,
  { url, stripRoot, isAsset }: Pick<PinUrl, "url" | "stripRoot" | "isAsset">,
  ref: string,
  captures: () => WantsFile,
): Promise<ArchiveReading | undefined> {
  let wants = captures();
  const reader = archiveReader({ stripRoot, capture: (path, size) => wants(path, size), spill: world.files.spill });
  const read: typeof reader = (body) => {
    // Each attempt counts what it keeps from nothing.
    wants = captures();
    return reader(body);
  };
  const reading = await world.http.download(url, { title: title(url) }, read);
  // The API's archive is the tag's tree, which no asset is.
  if (reading !== undefined || isAsset) return reading;
  // A private upstream: the same tree, through the API, which takes the token.
  const token = upstreamToken(world, inputs);
  const api = `${inputs["upstream-api-url"]}/repos/${upstreamName(inputs)}/tarball/${encodeURIComponent(ref)}`;
  const through = token === undefined ? undefined : await world.http.download(api, { title: title(url), token }, read);
  if (through === undefined) throw nothingAt(url);
  return through;
}

function nothingAt(url: string): Problem {
  return new Problem(`there is nothing at ${url}`, {
    kind: "outside",
    hint: "If the upstream is private, pass a token that may read it in the input upstream-token.",
  });
}

function plainArchive(inputs: Inputs, ref: string): string {
  return `${inputs["upstream-server-url"]}/${upstreamName(inputs)}/archive/${ref}.tar.gz`;
}

function title(url: string): string {
  return `Downloading ${quoteUntrusted(url.split("/").slice(-2).join("/")).slice(1, -1)}`;
}

/** Undefined where the index does not have it yet. */
async function readPypiFile(
  world: World,
  inputs: Inputs,
  pin: Pin,
  version: string,
): Promise<{ readonly url: string; readonly hash: string } | undefined> {
  const { project, format } = pin.pypi ?? { project: "", format: "sdist" };
  const release = await readPypi(world, inputs, project, version);
  const files = (format === "sdist" ? release?.sdists : release?.wheels) ?? [];
  const [file] = files;
  if (file === undefined) return undefined;
  if (files.length > 1) {
    throw new Problem(`PyPI has more than one ${format} of ${project} ${version}`, {
      kind: "outside",
      where: { file: join(inputs.directory, pin.file), line: pin.line, column: pin.column },
      hint: "Fetch the one that is meant with fetchurl.",
    });
  }
  const published = sriOfHex("sha256", file.sha256);
  const hash = await world.http.download(file.url, { title: title(file.url) }, async (body) => {
    const found = await flatHash(body);
    if (found !== published) throw notPublished(file.filename);
    return found;
  });
  if (hash === undefined) throw nothingAt(file.url);
  return { url: file.url, hash };
}

function notPublished(filename: string): Problem {
  return new Problem(`the file ${quoteUntrusted(filename)} is not the one that PyPI publishes: its SHA-256 differs`, {
    kind: "outside",
    hint: "Do not use it. Compare the file with the digest on its page at PyPI.",
  });
}
