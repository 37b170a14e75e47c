import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { realPrograms } from "../../src/world/programs.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { problemOf } from "../helpers/problems.ts";

const programs = realPrograms({ PATH: process.env.PATH, GITHUB_TOKEN: "secret", KEPT: "yes" });

async function start(script: string, options: Parameters<typeof programs.start>[2] = { timeoutMs: 60_000 }) {
  const started = await programs.start("sh", ["-c", script], options);
  if (started === undefined) throw new Error("there is no sh");
  return started;
}

function running(command: string): boolean {
  return execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .some((line) => line.trim() === command);
}

describe("a program that is started", () => {
  test("gives what it prints as it comes, and both streams at the end", async () => {
    const pieces: string[] = [];
    const started = await start("echo out; echo err >&2; exit 4", {
      timeoutMs: 60_000,
      onOutput: (text) => pieces.push(text),
    });
    const { output, ...ended } = await started.ended;
    expect(ended).toEqual({ exitCode: 4, how: "exited", stdout: "out\n" });
    expect([...output].sort().join("")).toBe([..."out\nerr\n"].sort().join(""));
    expect(pieces.join("")).toBe(output);
  });

  test("has a character that comes in two pieces put together", async () => {
    const started = await start("printf '\\303'; sleep 0.1; printf '\\274'");
    expect((await started.ended).stdout).toBe("ü");
  });

  test("sees the environment without tokens, or only what it is given", async () => {
    const print = 'echo "$GITHUB_TOKEN,$KEPT,$GIVEN"';
    const options = { timeoutMs: 60_000, env: { GIVEN: "this" } };
    expect((await (await start(print, options)).ended).stdout).toBe(",yes,this\n");
    expect((await (await start(print, { ...options, inherit: false })).ended).stdout).toBe(",,this\n");
  });

  test("ends with its time, and its children with it", async () => {
    const { ended } = await start("sleep 876543 & echo started; wait", { timeoutMs: 1000 });
    expect(await ended).toMatchObject({ how: "time-limit", stdout: "started\n", exitCode: 143 });
    expect(running("sleep 876543")).toBe(false);
  });

  test("that does not want to end is ended", async () => {
    let seen = "";
    const started = await start("trap '' TERM; echo deaf; while :; do sleep 0.1; done", {
      timeoutMs: 60_000,
      onOutput: (text) => {
        seen += text;
      },
    });
    while (seen === "") await pause(5);
    expect(await started.stop()).toMatchObject({ how: "stopped", exitCode: 137 });
  });

  test("leaves nothing behind when it ends by itself", async () => {
    const { ended } = await start("sleep 876542 & echo done");
    expect(await ended).toMatchObject({ how: "exited", exitCode: 0, stdout: "done\n" });
    expect(running("sleep 876542")).toBe(false);
  });

  test("ends with a signal that is raised, before or after", async () => {
    const controller = new AbortController();
    const { ended } = await start("sleep 876541", { timeoutMs: 60_000, signal: controller.signal });
    controller.abort();
    expect(await ended).toMatchObject({ how: "stopped" });
    const late = await start("sleep 876541", { timeoutMs: 60_000, signal: controller.signal });
    expect(await late.ended).toMatchObject({ how: "stopped" });
  });

  test("stays as it ended when it is stopped later", async () => {
    const started = await start("exit 0");
    await started.ended;
    expect(await started.stop()).toMatchObject({ how: "exited", exitCode: 0 });
  });

  test("that prints without end has the last of it kept", async () => {
    const { ended } = await start("head -c 5000000 /dev/zero | tr '\\0' x; echo end");
    const { output } = await ended;
    expect(output.length).toBe(2_000_000);
    expect(output.endsWith("xend\n")).toBe(true);
  });

  test("and is not on PATH is undefined; one that cannot run is a Problem", async () => {
    expect(await programs.start("nothing-of-that-name", [], { timeoutMs: 1000 })).toBeUndefined();
    await using folder = await temporaryFolder();
    const started = await programs.start("sh", [], { timeoutMs: 1000, cwd: `${folder.path}/none` });
    expect((await problemOf(started?.ended ?? Promise.resolve())).message).toContain("cannot be started");
  });
});

const asked = `
import { interruptible } from ${JSON.stringify(join(import.meta.dirname, "../../src/world/interruptions.ts"))};
await interruptible(async (signal) => {
  console.log("begun");
  while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
  console.log("ended in order");
});
`;

test("asked to end, a body is told and the process goes on until it is done", async () => {
  let seen = "";
  const started = await programs.start(process.execPath, ["--input-type=module", "--eval", asked], {
    timeoutMs: 60_000,
    onOutput: (text) => {
      seen += text;
    },
  });
  while (!seen.includes("begun\n")) await pause(5);
  expect(await started?.stop()).toMatchObject({ stdout: "begun\nended in order\n", exitCode: 0 });
});
