import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { toSri } from "../../src/nix/sri.ts";
import { folderOf, type GeneratedArchive, gitArchive, manyFiles, megabyte, type TreeShape } from "./archives.ts";
import {
  alternate,
  type Bench,
  type Program,
  type Row,
  run,
  type Section,
  shown,
  type Timing,
  timingOf,
} from "./measure.ts";
import { cli, onPath } from "./programs.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const rounds = 5;

/**
 * 1 GB. Half of it is under names such as `package-7`, which git sorts before `package` and NAR after it: it has to
 * wait, in memory and beyond that in the temporary file.
 */
const gigabyte: TreeShape = {
  bytes: 1000 * megabyte,
  path: (index) =>
    index % 2 === 0 ? `libraries/package-${index % 20}/file_${index}.py` : `${folderOf(index)}/file_${index}.py`,
  size: (random) => random * 80_000,
};

export const hashBench: Bench = {
  name: "hash",
  async run(folder: string): Promise<Section> {
    const small = await gitArchive(folder, "small", manyFiles);
    const speed = await speedRows(folder, small);
    const large = await gitArchive(folder, "large", gigabyte);
    const memory = await memoryRows(folder, large);
    return {
      title: "`flox-upstream hash`, the tree in a .tar.gz",
      notes: [
        `Whole processes, in turn; median of ${rounds} rounds, with the fastest and the slowest.`,
        `Small: ${described(small)}. Large: ${described(large)}.`,
        "Both are made by git archive from one commit of generated text.",
      ],
      rows: [...speed, ...memory],
    };
  },
};

function described({ files, unpackedBytes, packedBytes }: GeneratedArchive): string {
  const size = (bytes: number) => `${Math.round(bytes / megabyte)} MB`;
  return `${files.toLocaleString("en")} files, ${size(unpackedBytes)}, packed ${size(packedBytes)}`;
}

function ours(file: string): Program {
  return { name: "ours", command: process.execPath, args: [cli, "hash", file] };
}

function floor(file: string): Program {
  return { name: "floor", command: process.execPath, args: [here("floor.js"), file] };
}

async function speedRows(folder: string, { file }: GeneratedArchive): Promise<Row[]> {
  const nix = (await onPath("nix-prefetch-url")) ? nixPrefetch(folder, file) : undefined;
  const coreutils: Program = { name: "gzip", command: "sh", args: ["-c", 'gzip -dc "$0" | sha256sum', file] };
  const programs = [ours(file), floor(file), coreutils, ...(nix === undefined ? [] : [nix])];
  const timings = await alternate(programs, rounds);
  const mine = timingOf(timings, "ours");
  const nixRow: Row =
    nix === undefined
      ? {
          what: "× `nix-prefetch-url --unpack`",
          measured: "skipped: no nix-prefetch-url on PATH",
          limit: "≤ 0.25 ×",
          holds: undefined,
        }
      : ratioRow("`nix-prefetch-url --unpack`", mine, timingOf(timings, "nix"), 0.25, 0);
  if (nix !== undefined) agree(mine, timingOf(timings, "nix"));
  return [
    { what: "small", measured: shown(mine), limit: "", holds: undefined },
    nixRow,
    ratioRow("`gzip -dc | sha256sum`", mine, timingOf(timings, "gzip"), 0.6, 0.1),
    ratioRow("the floor: Node's gunzip into one SHA-256", mine, timingOf(timings, "floor"), 1.5, 0.1),
  ];
}

async function memoryRows(folder: string, { file }: GeneratedArchive): Promise<Row[]> {
  const timings = await alternate([ours(file), floor(file)], 1);
  const peakFile = join(folder, "peak");
  const program = ours(file);
  await run({
    ...program,
    args: ["--import", pathToFileURL(here("peak.js")).href, ...program.args],
    env: { PEAK_FILE: peakFile },
  });
  const peak = Number(await readFile(peakFile, "utf8")) / megabyte;
  const mine = timingOf(timings, "ours");
  return [
    { what: "large", measured: shown(mine), limit: "", holds: undefined },
    ratioRow("the floor, of the large one", mine, timingOf(timings, "floor"), 1.5, 0.1),
    {
      what: "peak memory, of the large one",
      measured: `${Math.round(peak)} MB`,
      limit: "≤ 150 MB",
      holds: peak <= 150,
    },
  ];
}

/** Ours as a multiple of theirs, after the seconds that are allowed for the start. */
function ratioRow(what: string, mine: Timing, theirs: Timing, limit: number, start: number): Row {
  const ratio = (mine.median - start) / theirs.median;
  const less = start === 0 ? "" : `, less ${start} s`;
  return {
    what: `× ${what}`,
    measured: `${ratio.toFixed(2)} ×${less}; it took ${shown(theirs)}`,
    limit: `≤ ${limit} ×${start === 0 ? "" : ` + ${start} s`}`,
    holds: ratio <= limit,
  };
}

function agree(mine: Timing, nix: Timing): void {
  const expected = toSri(nix.output.trim());
  if (mine.output.trim() !== expected) throw new Error(`ours is ${mine.output.trim()}, Nix says ${expected}`);
}

/** In a store of its own, new for each round, as on a machine that fetches this source for the first time. */
function nixPrefetch(folder: string, file: string): Program {
  const root = join(folder, "nix");
  return {
    name: "nix",
    command: "nix-prefetch-url",
    args: ["--unpack", "--option", "substituters", "", pathToFileURL(file).href],
    env: {
      NIX_REMOTE: "",
      NIX_STORE_DIR: join(root, "store"),
      NIX_STATE_DIR: join(root, "state"),
      NIX_LOG_DIR: join(root, "log"),
      NIX_CONF_DIR: join(root, "conf"),
      XDG_CACHE_HOME: join(root, "cache"),
      NIX_CONFIG: "build-users-group =",
    },
    prepare: async () => {
      await rm(root, { recursive: true, force: true });
      await mkdir(join(root, "conf"), { recursive: true });
    },
  };
}
