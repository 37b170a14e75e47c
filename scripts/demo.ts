/**
 * The main job from end to end, without a network: a GitHub and a PyPI on the loopback, a synthetic upstream laid out
 * like Dagster's monorepo, and a copy of dagster-build/. What runs is the built command line and the built action.
 */
import { styleText } from "node:util";
import { git } from "../__tests__/helpers/git.ts";
import { type Packaging, startPackaging } from "../__tests__/helpers/packaging.ts";
import { startUpstream } from "../__tests__/helpers/upstream.ts";

const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};

function title(text: string): void {
  console.log(`\n${styleText(["bold", "cyan"], `── ${text} `.padEnd(100, "─"))}\n`);
}

async function terminal(packaging: Packaging, ...args: readonly string[]): Promise<void> {
  console.log(styleText("bold", `$ flox-upstream ${args.join(" ")}\n`));
  const { exitCode, stdout, stderr } = await packaging.cli([...args], colours);
  process.stdout.write(stdout);
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}\n${stderr}`);
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

  title("A second run finds nothing to do");
  await terminal(packaging, "check", "--directory", "dagster-build");

  title("The same as an action: one commit on a branch, through GitHub's API");
  await git(packaging.checkout, ["checkout", "--quiet", "--", "."]);
  const run = await packaging.action();
  if (run.exitCode !== 0) throw new Error(run.stdout + run.stderr);
  for (const [name, value] of Object.entries(run.outputs)) console.log(`${name.padEnd(16)} ${value}`);
  const show = ["show", "--stat", "--format=commit %H%n%n%w(0,4,4)%B", run.outputs.commit ?? ""];
  console.log(`\n${await git(packaging.repository.gitDirectory, show)}`);
} finally {
  await upstream.close();
}
