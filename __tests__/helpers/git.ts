import { run } from "./spawner.ts";

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** What git answered where it did not succeed. */
export class GitFailure extends Error {
  readonly exitCode: number;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super(`git ${args.join(" ")} (${exitCode}): ${stderr.trim()}`);
    this.exitCode = exitCode;
  }
}

/** Runs git without the settings of the machine and its user, so that everyone gets the same objects. */
export async function git(folder: string, args: readonly string[], { input, env }: GitOptions = {}): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await run({
    file: "git",
    args,
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
      GIT_AUTHOR_NAME: "A Person",
      GIT_AUTHOR_EMAIL: "person@example.org",
      GIT_COMMITTER_NAME: "A Person",
      GIT_COMMITTER_EMAIL: "person@example.org",
      TZ: "UTC",
      ...env,
    },
    input: input ?? "",
  });
  if (exitCode === 0) return stdout;
  throw new GitFailure(args, exitCode, stderr.toString());
}

/** The same, as text without the final newline. */
export async function gitText(folder: string, args: readonly string[], options?: GitOptions): Promise<string> {
  return (await git(folder, args, options)).toString("utf8").replace(/\n$/, "");
}

/** The same, or undefined where git does not succeed. */
export async function gitMaybe(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await gitText(folder, args);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}
