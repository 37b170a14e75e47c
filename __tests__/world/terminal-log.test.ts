import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { terminalOf } from "../../src/world/terminal.ts";
import { terminalLog } from "../../src/world/terminal-log.ts";

/** A stream that keeps what is written to it, and can pass for a terminal. */
function stream(isTTY: boolean) {
  const chunks: string[] = [];
  const target = Object.assign(new PassThrough(), { isTTY, columns: 100, hasColors: () => isTTY });
  target.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  return { target, text: () => chunks.join("") };
}

describe("the log of the command line", () => {
  test("has lines, warnings and errors with their place, and no colours where there is no terminal", async () => {
    const { target, text } = stream(false);
    const log = terminalLog(target, {});
    log.info("one");
    log.warning("two");
    log.warning("here", { file: "a.nix", line: 2 });
    log.error("three", { file: "a.nix", line: 3, column: 7 });
    log.error("four");
    log.foreign("from a program\n");
    log.debug("unseen");
    expect(await log.group("a group", async () => 42)).toBe(42);
    expect(text()).toBe(
      [
        "one",
        "warning: two",
        "a.nix:2: warning: here",
        "a.nix:3:7: error: three",
        "error: four",
        "from a program",
        "a group",
        "",
      ].join("\n"),
    );
  });

  test("has colours in a terminal that NO_COLOR does not forbid", () => {
    const [coloured, plain] = [stream(true), stream(true)];
    terminalLog(coloured.target, {}).warning("look");
    terminalLog(plain.target, { NO_COLOR: "1" }).warning("look");
    expect(coloured.text()).toBe("\u001b[33mwarning:\u001b[39m look\n");
    expect(plain.text()).toBe("warning: look\n");
  });

  test("lets no text act on the terminal, and no secret through", () => {
    const { target, text } = stream(true);
    const log = terminalLog(target, { NO_COLOR: "1" });
    log.secret("s3cret");
    log.info("\u001b[2Jcleared with s3cret");
    log.error("s3cret");
    log.foreign("\u001b]0;title\u0007 s3cret");
    expect(text()).toBe("cleared with ***\nerror: ***\n]0;title ***\n");
  });

  test("has debugging lines where they are asked for", () => {
    const { target, text } = stream(false);
    terminalLog(target, { FLOX_UPSTREAM_DEBUG: "1" }).debug("seen");
    expect(text()).toBe("seen\n");
  });

  test("tells of a download in lines where there is no terminal", () => {
    const { target, text } = stream(false);
    const progress = terminalLog(target, {}).progress("the archive", 3_000_000);
    progress.add(1_000_000);
    progress.add(2_000_000);
    progress.done();
    expect(text()).toBe("the archive: 3.0 MB\n");
  });

  test("draws a bar in a terminal, ends it once, and keeps lines apart from it", () => {
    const { target, text } = stream(true);
    const log = terminalLog(target, { NO_COLOR: "1" });
    const progress = log.progress("the archive", 4_000_000);
    progress.add(4_000_000);
    log.info("meanwhile");
    progress.done();
    progress.done();
    log.info("after");
    const shown = stripVTControlCharacters(text());
    expect(shown).toContain("the archive [");
    expect(shown).toContain("100 %  4.0 MB");
    expect(text()).toContain("\r\u001b[Kmeanwhile\n");
    expect(text().endsWith("\nafter\n")).toBe(true);
  });

  test("counts where the length is not known", () => {
    const { target, text } = stream(true);
    const progress = terminalLog(target, { NO_COLOR: "1" }).progress("the archive", undefined);
    progress.add(1_500_000);
    progress.done();
    const shown = stripVTControlCharacters(text());
    expect(shown).toContain("the archive  1.5 MB");
    expect(shown).not.toContain("%");
  });
});

test.each([
  [{ isTTY: true, hasColors: () => true }, {}, true],
  [{ isTTY: true, hasColors: () => false }, {}, false],
  [{ isTTY: false }, {}, false],
  [{}, {}, false],
  [{ isTTY: true, hasColors: () => true }, { NO_COLOR: "1" }, false],
  [{ isTTY: true, hasColors: () => true }, { NO_COLOR: "" }, true],
  [{}, { FORCE_COLOR: "1" }, true],
  [{}, { FORCE_COLOR: "", NO_COLOR: "1" }, true],
  [{ isTTY: true, hasColors: () => true }, { FORCE_COLOR: "0" }, false],
])("a stream like %j with %j has colours: %s", (of, env, colour) => {
  expect(terminalOf(of, env)).toEqual({ colour, columns: 80 });
});
