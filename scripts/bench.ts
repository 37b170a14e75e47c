/**
 * Measures speed and memory side by side with what people use instead, and prints ratios as Markdown: `npm run bench`,
 * or `npm run bench -- hash` for one of them.
 */
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { bumpBench } from "./bench/bump.ts";
import { hashBench } from "./bench/hash.ts";
import type { Bench, Row, Section } from "./bench/measure.ts";
import { scanBench } from "./bench/scan.ts";

const benches: readonly Bench[] = [hashBench, bumpBench, scanBench];

function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const [load = 0] = loadavg();
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? "an unknown processor"}`,
    `${memory} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    `load ${load.toFixed(1)} at the start`,
  ].join(", ");
}

function markdown({ title, notes, rows }: Section): string {
  const verdict = ({ holds }: Row) => (holds === undefined ? "" : holds ? "yes" : "**no**");
  const lines = rows.map(
    (row) => `| ${row.what.replaceAll("|", "\\|")} | ${row.measured} | ${row.limit} | ${verdict(row)} |`,
  );
  const table = ["| | measured | limit | holds |", "|---|---|---|---|", ...lines].join("\n");
  return `## ${title}\n\n${notes.join("\n")}\n\n${table}\n`;
}

const asked = process.argv.slice(2);
const known = benches.map(({ name }) => name);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exitCode = 2;
} else {
  console.log(`Measured on ${machine()}.\n`);
  for (const bench of benches.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-bench-")));
    try {
      console.log(markdown(await bench.run(folder)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
