import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { realPrograms, withoutTokens } from "../../src/world/programs.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { problemOf } from "../helpers/problems.ts";

const { PATH } = process.env;
const programs = realPrograms({ PATH, GITHUB_TOKEN: "secret", KEPT: "yes" });

describe("a program", () => {
  test("gets its arguments as they are, its input and its folder; its output and exit code come back", async () => {
    await using folder = await temporaryFolder();
    const script = 'printf "%s|" "$@"; pwd; cat; echo problem >&2; exit 3';
    const result = await programs.run("sh", ["-c", script, "sh", "a b", "$(id)", "*", "-x"], {
      cwd: folder.path,
      input: "from us\n",
    });
    expect(result).toEqual({
      exitCode: 3,
      stdout: `a b|$(id)|*|-x|${folder.path}\nfrom us\n`,
      stderr: "problem\n",
    });
  });

  test("that waits for input gets none", async () => {
    expect(await programs.run("cat", [])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("sees no token, and what is given to it", async () => {
    const result = await programs.run("sh", ["-c", 'echo "$GITHUB_TOKEN,$KEPT,$GIVEN"'], { env: { GIVEN: "this" } });
    expect(result?.stdout).toBe(",yes,this\n");
  });

  test("that is not on PATH, or may not be run, is undefined", async () => {
    await using folder = await temporaryFolder({ tool: "#!/bin/sh\necho ran\n" });
    const here = realPrograms({ PATH: folder.path });
    expect(await here.run("tool", [])).toBeUndefined();
    expect(await here.run("nothing", [])).toBeUndefined();
    await chmod(join(folder.path, "tool"), 0o755);
    expect((await here.run("tool", []))?.stdout).toBe("ran\n");
    expect((await here.run(join(folder.path, "tool"), []))?.stdout).toBe("ran\n");
  });

  test("that cannot be started is a Problem", async () => {
    await using folder = await temporaryFolder({ tool: "#!/nothing/such\n" });
    await chmod(join(folder.path, "tool"), 0o755);
    const problem = await problemOf(realPrograms({ PATH: folder.path }).run("tool", []));
    expect(problem.message).toContain("tool cannot be started");
  });

  test("that a signal ends has 128 and its number", async () => {
    expect(await programs.run("sh", ["-c", "echo before; kill -9 $$"])).toMatchObject({ exitCode: 137 });
  });

  test("that does not end in time is ended, and so is the wait for what it started", async () => {
    const problem = await problemOf(programs.run("sh", ["-c", "sleep 1000 & wait"], { timeoutMs: 200 }));
    expect(problem.kind).toBe("outside");
    expect(problem.message).toBe("sh -c sleep 1000 & wait: did not end within 0.2 s");
  });

  test("has the last 10 MB of a longer output kept, and runs to its end", async () => {
    const result = await programs.run("sh", ["-c", "head -c 12000000 /dev/zero | tr '\\0' x; echo end; exit 4"]);
    expect(result?.exitCode).toBe(4);
    expect(result?.stdout.length).toBe(10_000_000);
    expect(result?.stdout.endsWith("xend\n")).toBe(true);
  });
});

test("an environment without tokens has everything else", () => {
  const env = {
    PATH: "/bin",
    HOME: "/root",
    GITHUB_SHA: "abc",
    GITHUB_TOKEN: "x",
    GH_TOKEN: "x",
    FLOX_FLOXHUB_TOKEN: "x",
    "INPUT_UPSTREAM-TOKEN": "x",
    ACTIONS_RUNTIME_TOKEN: "x",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x",
    NOTHING: undefined,
  };
  expect(withoutTokens(env)).toEqual({ PATH: "/bin", HOME: "/root", GITHUB_SHA: "abc" });
});
