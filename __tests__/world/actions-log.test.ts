import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";

const module = fileURLToPath(new URL("../../src/world/actions-log.ts", import.meta.url));

/** What a job's log gets on standard output when `body` runs with `log`. */
async function printed(body: string): Promise<string> {
  const script = `import { actionsLog } from ${JSON.stringify(module)};\nconst log = actionsLog();\n${body}`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  return stdout;
}

describe("the log of a job", () => {
  test("has lines, annotations with their place, groups and masks", async () => {
    const stdout = await printed(`
      log.info("one");
      log.warning("two");
      log.warning("two, here", { file: "a.nix", line: 2 });
      log.error("three\\nin two lines", { file: "a:b.nix", line: 3, column: 7 });
      log.error("four");
      log.debug("five");
      await log.group("a group", async () => log.info("inside"));
      log.secret("s3cret\\nof two lines");
      log.info("s3cret, of two lines");
      log.error("s3cret");
      const progress = log.progress("the archive", 10);
      progress.add(10);
      progress.done();
    `);
    expect(stdout.split("\n")).toEqual([
      "one",
      "::warning::two",
      "::warning file=a.nix,line=2::two, here",
      "::error file=a%3Ab.nix,line=3,col=7::three%0Ain two lines",
      "::error::four",
      "::debug::five",
      "::group::a group",
      "inside",
      "::endgroup::",
      "::add-mask::s3cret",
      "::add-mask::of two lines",
      "***, ***",
      "::error::***",
      "the archive: 10 B",
      "",
    ]);
  });

  test("prints what a running program says while commands are stopped, without marks that end a group", async () => {
    const stdout = await printed(`
      log.secret("s3cret");
      await log.group("flox build x", async () => {
        const stream = log.foreignStream();
        stream.write("one\\n::set-output name=a::b\\n##[endgr");
        stream.write("oup]\\n::endgroup::\\r\\n  ::error::x\\n s3c");
        stream.write("ret\\n::stop-commands::y\\nlast");
        stream.end();
        log.info("ours again");
      });
    `);
    const token = /::stop-commands::([0-9a-f]{32})\n/.exec(stdout)?.[1] ?? "none";
    const [, foreign = ""] = stdout.split(`::stop-commands::${token}\n`);
    expect(foreign.split("\n")).toEqual([
      "one",
      ": :set-output name=a::b",
      "## [endgroup]",
      ": :endgroup::",
      "  : :error::x",
      " ***",
      ": :stop-commands::y",
      "last",
      `::${token}::`,
      "ours again",
      "::endgroup::",
      "",
    ]);
  });

  test("issues no command that stands in a text", async () => {
    const hostile = "::add-mask::x\n  ::error::y\r##[add-path]/z\n";
    const stdout = await printed(`
      const hostile = ${JSON.stringify(hostile)};
      log.info(hostile);
      log.warning(hostile);
      await log.group(hostile, async () => undefined);
      log.progress(hostile, undefined).done();
    `);
    const commands = stdout.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\[/.test(line));
    expect(commands.map((line) => line.split(/[ :]+/)[1])).toEqual(["warning", "group", "endgroup"]);
  });

  test("prints other programs' output while commands are stopped, each time by another token", async () => {
    const stdout = await printed(`
      log.secret("s3cret");
      log.foreign("::error::x\\n##[error]y\\ns3cret");
      log.foreign("::error::z\\n");
    `);
    const [, stop = "", first, second, third, end, again, ...rest] = stdout.split("\n");
    const token = stop.replace("::stop-commands::", "");
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect([first, second, third, end]).toEqual([": :error::x", "## [error]y", "***", `::${token}::`]);
    expect(again).toMatch(/^::stop-commands::[0-9a-f]{32}$/);
    expect(again).not.toBe(stop);
    expect(rest).toEqual([": :error::z", `::${again?.replace("::stop-commands::", "")}::`, ""]);
  });
});
