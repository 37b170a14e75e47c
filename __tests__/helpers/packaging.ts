import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { execa } from "execa";
import { git, gitText } from "./git.ts";
import type { GitHubServer, Repository } from "./github-server.ts";
import type { Upstream } from "./upstream.ts";

const root = join(import.meta.dirname, "..", "..");

/** The built program. */
export const dist = join(root, "dist");

/** How a child process ended. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An action's run: what it wrote to the runner's command files, besides its log. */
export interface ActionRun extends Run {
  readonly outputs: Readonly<Record<string, string>>;
  /** What is left of the outputs' file without them: nothing, if it is well formed. */
  readonly strayOutput: string;
  readonly summary: string;
}

/** A packaging repository on the stand-in GitHub, and a checkout of it. */
export interface Packaging extends AsyncDisposable {
  readonly repository: Repository;
  readonly checkout: string;
  /** Where `.flox` is, in the checkout, if it holds this repository's own packaging. */
  readonly directory: string;
  /** The commit that the checkout stands at. */
  readonly head: string;
  /** Runs the built command line in the checkout, pointed at the stand-ins. */
  cli(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>;
  /** Runs the built action in the checkout, with a runner's environment. */
  action(inputs?: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Promise<ActionRun>;
  /** Commits what stands in the checkout and pushes it, as a person would. */
  commitAll(message: string): Promise<string>;
  /** Every file of the checkout but git's own, by path, as byte strings. */
  files(): Promise<Record<string, string>>;
  /** Puts the checkout back to its commit. */
  restore(): Promise<void>;
}

export interface PackagingOptions {
  /** By path; this repository's own `dagster-build/` unless given. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly name?: string;
  /** Where the packaging repository is, if not on the upstream's GitHub. */
  readonly github?: GitHubServer;
}

export async function startPackaging(upstream: Upstream, options: PackagingOptions = {}): Promise<Packaging> {
  const { name = "someone/packaging", files = await dagsterBuild(), github = upstream.github } = options;
  const folder = await mkdtemp(join(tmpdir(), "flox-upstream-packaging-"));
  const repository = await github.state.addRepository(name, { defaultBranch: "main" });
  await repository.push("main", files, "Package Dagster");
  const checkout = join(folder, "checkout");
  await git(folder, ["clone", "--quiet", "--branch", "main", repository.gitDirectory, checkout]);
  const urls = {
    "upstream-api-url": upstream.apiUrl,
    "upstream-server-url": upstream.serverUrl,
    "pypi-url": upstream.pypiUrl,
  };

  async function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> {
    const result = await execa(process.execPath, [join(root, "dist", file), ...args], {
      cwd: checkout,
      extendEnv: false,
      env: { PATH: process.env.PATH, HOME: folder, TZ: "UTC", ...env },
      reject: false,
      stripFinalNewline: false,
    });
    return { exitCode: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr };
  }

  return {
    repository,
    checkout,
    directory: join(checkout, "dagster-build"),
    head: await gitText(checkout, ["rev-parse", "HEAD"]),
    cli(args, env = {}) {
      const [command = ""] = args;
      const options = urlOptions(command).flatMap((option) => [`--${option}`, urls[option]]);
      return run("cli.js", [...args, ...options], {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_TOKEN: upstream.token,
        ...env,
      });
    },
    async action(inputs = {}, env = {}) {
      const files = await mkdtemp(join(folder, "runner-"));
      const paths = { output: join(files, "output"), summary: join(files, "summary") };
      await Promise.all(Object.values(paths).map((path) => writeFile(path, "")));
      const given = { token: upstream.token, directory: "dagster-build", ...urls, ...inputs };
      const result = await run("index.js", [], {
        ...Object.fromEntries(Object.entries(given).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value])),
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: github.serverUrl,
        GITHUB_REPOSITORY: name,
        GITHUB_WORKSPACE: checkout,
        GITHUB_OUTPUT: paths.output,
        GITHUB_STEP_SUMMARY: paths.summary,
        RUNNER_TEMP: files,
        ...env,
      });
      return {
        ...result,
        ...parseOutputs(await readFile(paths.output, "utf8")),
        summary: await readFile(paths.summary, "utf8"),
      };
    },
    async commitAll(message) {
      await git(checkout, ["add", "--all"]);
      await git(checkout, ["commit", "--quiet", "--message", message]);
      await git(checkout, ["push", "--quiet", "origin", "HEAD:main"]);
      return gitText(checkout, ["rev-parse", "HEAD"]);
    },
    async files() {
      const contents = await filesBelow(checkout, checkout);
      return Object.fromEntries(
        Object.entries(contents)
          .filter(([path]) => !path.startsWith(".git/"))
          .map(([path, content]) => [path, Buffer.from(content).toString("latin1")]),
      );
    },
    async restore() {
      await git(checkout, ["reset", "--quiet", "--hard"]);
      await git(checkout, ["clean", "--quiet", "--force", "-dx"]);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

type UrlOption = "upstream-api-url" | "upstream-server-url" | "pypi-url";

/** The stand-ins' addresses, as far as a command asks them. */
function urlOptions(command: string): readonly UrlOption[] {
  if (command === "check" || command === "bump") return ["upstream-api-url", "upstream-server-url", "pypi-url"];
  return command === "scan" ? ["upstream-server-url"] : [];
}

/** The files of this repository's own packaging, by path. */
export function dagsterBuild(): Promise<Record<string, Uint8Array>> {
  return filesBelow(join(root, "dagster-build"), root);
}

/** Every file below a folder, by its path from another one. */
async function filesBelow(folder: string, from: string): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map(async (path) => [relative(from, path), await readFile(path)] as const));
  return Object.fromEntries(contents);
}

const outputForm = /^([^\n<]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm;

/** GITHUB_OUTPUT's `name<<delimiter` form (GitHub's documentation of multiline strings). */
function parseOutputs(text: string): Pick<ActionRun, "outputs" | "strayOutput"> {
  const found = [...text.matchAll(outputForm)].map(([, name = "", , value = ""]) => [name, value] as const);
  return { outputs: Object.fromEntries(found), strayOutput: text.replaceAll(outputForm, "") };
}
