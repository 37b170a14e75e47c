import { Problem } from "../errors.ts";
import { withoutTokens } from "./programs.ts";
import type { Git } from "./world.ts";

export function realGit(env: Readonly<Record<string, string | undefined>>): Git {
  async function git(directory: string, args: readonly string[]): Promise<string> {
    const { execa } = await import("execa");
    const ended = await execa("git", args, {
      cwd: directory,
      env: { ...withoutTokens(env), GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      stripFinalNewline: false,
    });
    if (ended.exitCode === 0) return ended.stdout;
    throw failed(directory, args, ended);
  }

  return {
    async checkout(directory) {
      const [prefix = "", head = ""] = (await git(directory, ["rev-parse", "--show-prefix", "--verify", "HEAD"])).split(
        "\n",
      );
      const status = await git(directory, [
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
        ".",
      ]);
      // "XY path": names are from the top of the work tree, and unquoted because of -z.
      const changed = status
        .split("\0")
        .filter((entry) => entry !== "")
        .map((entry) => entry.slice(3 + prefix.length));
      return { head, prefix, changed };
    },
  };
}

function failed(
  directory: string,
  args: readonly string[],
  ended: { code?: string | undefined; stderr: string; shortMessage?: string | undefined },
): Problem {
  const where = { file: directory };
  if (ended.code === "ENOENT") {
    return new Problem(`git cannot be started in ${directory}`, {
      kind: "input",
      where,
      hint: "Check that git is installed and that the directory is there.",
    });
  }
  if (ended.stderr.includes("not a git repository")) {
    return new Problem(`${directory} is not in a git repository`, {
      kind: "input",
      where,
      hint: "Flox builds Nix expressions only from git: run `git init` and commit the files.",
    });
  }
  if (ended.stderr.includes("Needed a single revision")) {
    return new Problem(`the git repository of ${directory} has no commit yet`, {
      kind: "input",
      where,
      hint: "Commit the files first.",
    });
  }
  const lines = ended.stderr.trim().split("\n");
  const said = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1);
  return new Problem(`git ${args[0]} failed in ${directory}: ${said || ended.shortMessage || "no reason given"}`, {
    kind: "input",
    where,
    ...(ended.stderr.includes("dubious ownership")
      ? {
          hint: "The files are another user's: `git config --global --add safe.directory <the directory>` trusts them.",
        }
      : {}),
  });
}
