import type { ScanDocument } from "../documents/scan.ts";
import { Problem } from "../errors.ts";
import type { Inputs } from "../inputs/definitions.ts";
import { leftovers } from "../nix/leftovers.ts";
import type { Package, Pin, Repository } from "../nix/model.ts";
import { filesAsPackages, readRepository } from "../nix/repository.ts";
import { fromBytes } from "../nix/source.ts";
import { isOurs } from "../review/commit.ts";
import { scanText } from "../terminal/scan.ts";
import type { Runner } from "../world/runner.ts";
import type { World } from "../world/world.ts";
import { buildMatrix } from "./matrix.ts";
import { repositoryApiUrl } from "./outside.ts";
import type { Request } from "./request.ts";
import type { CommandResult } from "./result.ts";
import { readSituation, understand } from "./situation.ts";
import { type ToldVerdict, toldVerdict } from "./told.ts";

/**
 * Lists what a directory or the given files say. Nothing outside of them is read or asked, except, as an action, what
 * was told of the commit that it is given.
 */
export async function scanCommand(world: World, request: Request): Promise<CommandResult> {
  const { inputs, configuration, operands, runner } = request;
  const situation = operands.length === 0 ? await readSituation(world, inputs.directory, configuration) : undefined;
  const repository = situation === undefined ? await readFiles(world, inputs, operands) : understand(situation, inputs);
  const document = scanDocument(repository);
  const verdict = runner && (await verdictOfCommit(world, inputs, runner));
  return {
    document,
    exitCode: 0,
    text: (style) => scanText(style, document),
    // For a job that goes on to build what is there, unless that is done.
    outputs:
      runner && situation
        ? { systems: JSON.stringify(verdict ? [] : buildMatrix(inputs, situation)), verdict: verdict ?? "" }
        : {},
    headline: verdict ? `${inputs.commit} ${headlines[verdict]}` : `${document.packages.length} packages`,
    summary: "",
  };
}

/** A bump is built where it is made: one that nobody has told of yet is waited for, not built a second time. */
async function verdictOfCommit(
  world: World,
  inputs: Inputs,
  runner: Runner,
): Promise<ToldVerdict | "missing" | undefined> {
  const { commit, token } = inputs;
  if (commit === undefined || token === undefined) return undefined;
  const { owner, repo } = runner.repository;
  const { prefix } = await world.git.checkout(inputs.directory);
  const github = await world.github({ apiUrl: repositoryApiUrl(world), token, tokenInput: "token" });
  const told = await toldVerdict(github.review(owner, repo), inputs, prefix.replace(/\/$/, ""), commit);
  if (told !== undefined) return told;
  const [parent] = (await github.commit(owner, repo, commit))?.parents ?? [];
  return parent !== undefined && isOurs(await github.compare(owner, repo, parent, commit)) ? "missing" : undefined;
}

const headlines = {
  passed: "was built and checked already, and passed",
  failed: "was built and checked already, and failed",
  missing: "is a bump of which no complete verdict has been told yet",
} as const;

/** Single files, each a package under its own name. */
async function readFiles(world: World, inputs: Inputs, paths: readonly string[]): Promise<Repository> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const bytes = await world.files.read(path);
    if (bytes === undefined) {
      throw new Problem("there is no such file", {
        kind: "input",
        where: { file: path },
        hint: "Name Nix files, or none for a whole directory.",
      });
    }
    files.set(path, fromBytes(bytes));
  }
  return readRepository({
    files,
    packages: filesAsPackages([...files.keys()]),
    upstream: inputs.upstream,
    serverUrl: inputs["upstream-server-url"],
  });
}

/** The document of `scan --json`. */
export function scanDocument(repository: Repository): ScanDocument {
  const pins = new Map(repository.pins.map((pin) => [pin.id, pin]));
  return {
    schema: 1,
    packages: repository.packages.map((entry) => scannedPackage(entry, pins)),
    leftovers: leftovers(repository),
    refusals: [...repository.refusals],
  };
}

function scannedPackage(entry: Package, pins: ReadonlyMap<string, Pin>): ScanDocument["packages"][number] {
  const { attribute, file, name, role, belongs, because, version, sourceDirectory, uses } = entry;
  return {
    attribute,
    file,
    name: name ?? null,
    role,
    belongs,
    because,
    version:
      version === undefined
        ? null
        : { value: version.value, file: version.file, line: version.line, column: version.column },
    sourceDirectory: sourceDirectory ?? null,
    uses: [...uses],
    pins: entry.pins.flatMap((id) => pins.get(id) ?? []).map(scannedPin),
  };
}

function scannedPin({
  file,
  line,
  column,
  fetcher,
  origin,
  ref,
  pypi,
  hash,
  hashMode,
  url,
}: Pin): ScanDocument["packages"][number]["pins"][number] {
  return {
    file,
    line,
    column,
    fetcher,
    origin,
    ref: ref?.value ?? null,
    project: pypi?.project ?? null,
    version: pypi?.version.value ?? null,
    hash: hash?.value ?? null,
    hashMode,
    url: url ?? null,
  };
}
