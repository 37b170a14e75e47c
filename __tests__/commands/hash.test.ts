import { createHash } from "node:crypto";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { type HashOptions, hash, hashCommand } from "../../src/commands/hash.ts";
import type { Request } from "../../src/commands/request.ts";
import { hashSchema } from "../../src/documents/hash.ts";
import { realWorld } from "../../src/world/real.ts";
import { terminalLog } from "../../src/world/terminal-log.ts";
import { problemOf } from "../helpers/archives.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { type Answer, listen, Traffic } from "../helpers/loopback.ts";
import { gitHeader, tgz } from "../helpers/tar.ts";
import { directory, narHashOf } from "../helpers/trees.ts";

const archive = tgz({ path: "t/b", content: "2" }, { path: "t/a", content: "1", mode: 0o755 });
const expected = narHashOf(directory({ a: { file: "1", executable: true }, b: { file: "2" } }));
const flat = (bytes: Uint8Array) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

function testWorld() {
  const stderr = new PassThrough();
  return {
    world: realWorld({}, { log: terminalLog(stderr, {}), secondMs: 1 }),
    said: () => String(stderr.read() ?? ""),
  };
}

function hashed(targets: readonly string[], options: Partial<HashOptions> = {}) {
  return hash(testWorld().world, { targets, flat: false, stripRoot: true, ...options });
}

describe("files", () => {
  test("the tree in each, in order, as a document of its schema", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive, "b.tgz": tgz({ path: "x" }) });
    const targets = ["b.tgz", "a.tgz"].map((name) => join(folder.path, name));
    const report = await hashed(targets);
    expect(report).toEqual({
      schema: 1,
      hashes: [
        { target: targets[0], hash: narHashOf(directory({ x: { file: "" } })), mode: "nar" },
        { target: targets[1], hash: expected, mode: "nar" },
      ],
    });
    expect(hashSchema.parse(report)).toEqual(report);
  });

  test("unstripped, and the file itself", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive });
    const file = join(folder.path, "a.tgz");
    const whole = directory({ t: directory({ a: { file: "1", executable: true }, b: { file: "2" } }) });
    expect((await hashed([file], { stripRoot: false })).hashes[0]?.hash).toBe(narHashOf(whole));
    expect((await hashed([file], { flat: true })).hashes).toEqual([
      { target: file, hash: flat(archive), mode: "flat" },
    ]);
  });

  test("an archive that leaves git's order is read again, all of it held", async () => {
    const files = [
      { path: "t/", type: "5" },
      { path: "t/b", content: "2" },
      { path: "t/a", content: "1", mode: 0o755 },
    ];
    await using folder = await temporaryFolder({ "a.tgz": tgz(gitHeader, ...files) });
    expect((await hashed([join(folder.path, "a.tgz")])).hashes[0]?.hash).toBe(expected);
  });

  test("names that are one on Darwin are warned of", async () => {
    await using folder = await temporaryFolder({ "a.tgz": tgz({ path: "t/A" }, { path: "t/a" }) });
    const { world, said } = testWorld();
    await hash(world, { targets: [join(folder.path, "a.tgz")], flat: false, stripRoot: true });
    expect(said()).toMatch(/warning: On Darwin these names of .* are one file: "A and a"/);
  });

  test.each<[string, Uint8Array | undefined, RegExp]>([
    ["truncated", archive.subarray(0, 90), /truncated/],
    ["corrupt", Buffer.concat([archive.subarray(0, -8), Buffer.alloc(8)]), /corrupt/],
    ["refused", tgz({ path: "t/p", type: "6" }), /"t\/p" is a named pipe/],
    ["missing", undefined, /^there is no such file$/],
  ])("%s: bad input, with the file named", async (_, bytes, message) => {
    await using folder = await temporaryFolder(bytes === undefined ? {} : { "a.tgz": bytes });
    const file = join(folder.path, "a.tgz");
    const problem = await problemOf(hashed([file]));
    expect(problem.message).toMatch(message);
    expect(problem).toMatchObject({ kind: "input", where: { file } });
  });

  test("no target is wrong use", async () => {
    expect((await problemOf(hashed([]))).kind).toBe("usage");
  });
});

describe("URLs", () => {
  const server = async (answer: Answer) => {
    const traffic = new Traffic();
    const { url, close } = await listen("host", traffic, () => Promise.resolve(answer));
    return { traffic, url: `${url}/a.tar.gz`, [Symbol.asyncDispose]: close };
  };

  test("the tree, and the file itself", async () => {
    await using host = await server({ status: 200, body: archive });
    expect((await hashed([host.url])).hashes).toEqual([{ target: host.url, hash: expected, mode: "nar" }]);
    expect((await hashed([host.url], { flat: true })).hashes[0]?.hash).toBe(flat(archive));
  });

  test("what was cut short or spoilt on the way is fetched again", async () => {
    await using host = await server({ status: 200, body: archive });
    host.traffic.fail(/GET/, { kind: "truncate" });
    host.traffic.fail(/GET/, { kind: "corrupt" });
    expect((await hashed([host.url])).hashes[0]?.hash).toBe(expected);
    expect(host.traffic.lines).toHaveLength(3);
  });

  test("what leaves git's order is fetched again, all of it held", async () => {
    const files = [
      { path: "t/", type: "5" },
      { path: "t/b", content: "2" },
      { path: "t/a", content: "1", mode: 0o755 },
    ];
    await using host = await server({ status: 200, body: tgz(gitHeader, ...files) });
    expect((await hashed([host.url])).hashes[0]?.hash).toBe(expected);
    expect(host.traffic.lines).toHaveLength(2);
  });

  test("a damaged archive is never hashed, and said with its URL after three attempts", async () => {
    await using host = await server({ status: 200, body: archive.subarray(0, 100) });
    const problem = await problemOf(hashed([host.url]));
    expect(problem.message).toContain(host.url);
    expect(problem.message).toMatch(/truncated/);
    expect(problem.kind).toBe("outside");
    expect(host.traffic.lines).toHaveLength(3);
  });

  test("what is refused is not fetched again", async () => {
    await using host = await server({ status: 200, body: tgz({ path: "a" }, { path: "b" }) });
    const problem = await problemOf(hashed([host.url]));
    expect(problem).toMatchObject({ kind: "input", hint: expect.stringContaining("--no-strip-root") });
    expect(host.traffic.lines).toHaveLength(1);
  });

  test("nothing there", async () => {
    await using host = await server({ status: 404 });
    const problem = await problemOf(hashed([host.url]));
    expect(problem.message).toMatch(/nothing at/);
    expect(problem.kind).toBe("outside");
  });
});

describe("what is printed", () => {
  const style = {} as Parameters<Awaited<ReturnType<typeof hashCommand>>["text"]>[0];

  test("one hash alone, several with their names", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive });
    const file = join(folder.path, "a.tgz");
    const command = async (operands: string[]) => {
      const inputs = { flat: false, "no-strip-root": false } as Request["inputs"];
      return await hashCommand(testWorld().world, { inputs, operands } as unknown as Request);
    };
    expect((await command([file])).text(style)).toBe(expected);
    const several = await command([file, file]);
    expect(several.text(style)).toBe(`${expected}  ${file}\n${expected}  ${file}`);
    expect(several.exitCode).toBe(0);
  });
});
