/**
 * The main job from end to end, without a network: a GitHub and a PyPI on the loopback, a synthetic upstream laid out
 * like Dagster's monorepo, and a copy of dagster-build/. What runs is the built command line and the built action.
 */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { missingForBuilds, standInFlox } from "../__tests__/helpers/flox.ts";
import { git } from "../__tests__/helpers/git.ts";
import { temporaryNix } from "../__tests__/helpers/nix.ts";
import { type Packaging, startPackaging } from "../__tests__/helpers/packaging.ts";
import { failedPackage, result } from "../__tests__/helpers/results.ts";
import { startUpstream, type Upstream } from "../__tests__/helpers/upstream.ts";
import type { System } from "../src/flox/systems.ts";

const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};

function title(text: string): void {
  console.log(`\n${styleText(["bold", "cyan"], `── ${text} `.padEnd(100, "─"))}\n`);
}

async function terminal(packaging: Packaging, ...args: readonly string[]): Promise<void> {
  await terminalWith({}, packaging, ...args);
}

async function terminalWith(
  env: Readonly<Record<string, string>>,
  packaging: Packaging,
  ...args: readonly string[]
): Promise<void> {
  console.log(styleText("bold", `$ flox-upstream ${args.join(" ")}\n`));
  const { exitCode, stdout, stderr } = await packaging.cli([...args], { ...colours, ...env });
  process.stdout.write(stdout);
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}\n${stderr}`);
}

/** What the edits come to when they are built: by real Nix, in a store of its own, under a Flox and a nixpkgs of ours. */
async function build(upstream: Upstream, packaging: Packaging): Promise<void> {
  const missing = await missingForBuilds();
  if (missing.length > 0) {
    console.log(`Nothing is built here: ${missing.join(" and ")} not found on the PATH.`);
    return;
  }
  const nix = await temporaryNix();
  try {
    await using flox = await standInFlox(nix);
    const env = flox.env({ githubUrl: upstream.serverUrl, pypiUrl: upstream.pypi.filesUrl });
    await terminalWith(env, packaging, "build", "--directory", "dagster-build");
  } finally {
    await nix.close();
  }
}

/** A result of each system, as build jobs hand them in. */
async function madeUpResults(into: string, commit: string, systems: string): Promise<void> {
  await mkdir(into);
  for (const { system } of JSON.parse(systems) as { system: System }[]) {
    const isFailing = system === "aarch64-darwin";
    const document = result(system, {
      commit,
      ...(isFailing ? { outcome: "failed", packages: [failedPackage()] } : {}),
    });
    await writeFile(join(into, `result-${system}.json`), JSON.stringify(document));
  }
}

const upstream = await startUpstream({
  // As upstream lists them: not in order, with what must not be taken among them.
  releases: ["1.12.1", "1.13.26", "1.13.27rc0", "1.12.16", "1.13.21", "dagster-powerbi/v0.0.8", "1.12.0", "20190427"],
  yanked: ["1.12.16"],
});
try {
  await using packaging = await startPackaging(upstream);
  console.log(
    "The upstream here is synthetic: laid out like Dagster's monorepo, with other contents and so with other hashes.",
  );

  title("What is pinned");
  await terminal(packaging, "scan", "--directory", "dagster-build");

  title("Is there anything new?");
  await terminal(packaging, "check", "--directory", "dagster-build");

  title("The edits, in the work tree");
  await terminal(packaging, "bump", "--directory", "dagster-build");

  title("Built and checked on this machine, with real Nix under a stand-in for Flox and nixpkgs");
  await build(upstream, packaging);

  title("A second run finds nothing to do");
  await terminal(packaging, "check", "--directory", "dagster-build");

  title("The same as an action: one commit on a branch, through GitHub's API");
  await git(packaging.checkout, ["checkout", "--quiet", "--", "."]);
  const run = await packaging.action();
  if (run.exitCode !== 0) throw new Error(run.stdout + run.stderr);
  for (const [name, value] of Object.entries(run.outputs)) console.log(`${name.padEnd(16)} ${value}`);
  const show = ["show", "--stat", "--format=commit %H%n%n%w(0,4,4)%B", run.outputs.commit ?? ""];
  console.log(`\n${await git(packaging.repository.gitDirectory, show)}`);

  title("Results of the build jobs come in, and become a pull request with check runs");
  console.log("Nothing is built here: these results are made up, one of them a failure.\n");
  const folder = await mkdtemp(join(tmpdir(), "flox-upstream-demo-"));
  await madeUpResults(join(folder, "results"), run.outputs.commit ?? "", run.outputs.systems ?? "[]");
  const given = { command: "report", results: join(folder, "results"), preview: folder };
  const report = await packaging.action({ ...given, "bump-file": run.outputs["bump-file"] ?? "" });
  if (report.exitCode !== 0) throw new Error(report.stdout + report.stderr);
  for (const { number, title: name, draft, branch } of packaging.repository.pullRequests) {
    console.log(`#${number}  ${name}${draft ? "  (draft)" : ""}  ${branch}`);
  }
  for (const { name, conclusion, title: text } of packaging.repository.checkRuns) {
    console.log(`${(conclusion ?? "").padEnd(10)} ${name.padEnd(32)} ${text}`);
  }
  console.log(`\nThe pull request's text, and a page to look at it:`);
  for (const file of ["pull-request.md", "pull-request.html"]) console.log(join(folder, file));

  title("The next run has nothing to do");
  const next = await packaging.action();
  console.log(next.stdout.trim().split("\n").at(-1));
} finally {
  await upstream.close();
}
