import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { realFiles } from "../../src/world/files.ts";
import { writeAll } from "../../src/world/write-all.ts";
import { temporaryFolder } from "../helpers/folders.ts";
import { problemOf } from "../helpers/problems.ts";

const files = realFiles();

/** New contents by path. */
function contents(entries: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  return new Map(Object.entries(entries).map(([path, text]) => [path, Buffer.from(text)]));
}

async function text(...path: string[]): Promise<string> {
  return await readFile(join(...path), "utf8");
}

/** The id of a process that has ended. */
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("reading", () => {
  test("a file gives its bytes, none gives undefined, a folder is a Problem", async () => {
    await using folder = await temporaryFolder({ "a/b": new Uint8Array([0, 255, 13, 10]) });
    expect(Buffer.from((await files.read(join(folder.path, "a/b"))) ?? []).toString("hex")).toBe("00ff0d0a");
    expect(await files.read(join(folder.path, "a/c"))).toBeUndefined();
    expect(await files.read(join(folder.path, "a/b/c"))).toBeUndefined();
    const problem = await problemOf(files.read(join(folder.path, "a")));
    expect(problem).toMatchObject({ kind: "input", where: { file: join(folder.path, "a") } });
    expect(problem.message).toContain("EISDIR");
  });

  test("a stream gives all bytes; a missing file and a folder are Problems before any byte", async () => {
    const content = Buffer.alloc(3_000_000, "abc");
    await using folder = await temporaryFolder({ a: content });
    const chunks: Buffer[] = [];
    for await (const chunk of await files.open(join(folder.path, "a"))) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect((await problemOf(files.open(join(folder.path, "b")))).message).toBe("there is no such file");
    expect((await problemOf(files.open(folder.path))).message).toContain("is a folder");
  });

  test("a listing has regular files below the folder, sorted, and no links, .git or node_modules", async () => {
    await using folder = await temporaryFolder({
      "b.nix": "",
      "a/z.nix": "",
      "a/b/c.nix": "",
      "a.nix": "",
      ".hidden": "",
      ".git/config": "",
      "a/node_modules/x/y.nix": "",
    });
    await symlink("b.nix", join(folder.path, "link.nix"));
    await symlink("a", join(folder.path, "folder-link"));
    expect(await files.list(folder.path)).toEqual([".hidden", "a.nix", "a/b/c.nix", "a/z.nix", "b.nix"]);
    expect(await files.links(folder.path)).toEqual(["folder-link", "link.nix"]);
    expect(await files.links(join(folder.path, "nothing"))).toEqual([]);
    expect(await files.list(join(folder.path, "nothing"))).toBeUndefined();
    expect(await files.list(join(folder.path, "b.nix"))).toBeUndefined();
  });
});

describe("writing all or none", () => {
  test("replaces and adds, keeps modes, and leaves nothing else", async () => {
    await using folder = await temporaryFolder({ "a.nix": "old", "bin/run": "old" });
    const at = (name: string) => join(folder.path, name);
    await chmod(at("bin/run"), 0o751);
    await files.writeAll(contents({ [at("a.nix")]: "new a", [at("bin/run")]: "new run", [at("lock.json")]: "{}" }));
    expect([await text(at("a.nix")), await text(at("bin/run")), await text(at("lock.json"))]).toEqual([
      "new a",
      "new run",
      "{}",
    ]);
    expect((await stat(at("bin/run"))).mode & 0o7777).toBe(0o751);
    expect(await files.list(folder.path)).toEqual(["a.nix", "bin/run", "lock.json"]);
  });

  test.each([
    ["a folder that is not there", "nothing/b.nix", "ENOENT"],
    ["a folder in place of the file", "folder", "not a regular file"],
    ["a file in place of the folder", "a.nix/b.nix", "ENOTDIR"],
    ["a folder marked read-only", "locked/b.nix", "EACCES"],
    ["a file marked read-only", "read-only.nix", "EACCES"],
  ])("changes nothing because of %s", async (_, name, why) => {
    await using folder = await temporaryFolder({
      "a.nix": "old",
      "folder/x": "",
      "locked/b.nix": "old",
      "read-only.nix": "old",
    });
    const at = (path: string) => join(folder.path, path);
    await chmod(at("read-only.nix"), 0o444);
    await chmod(at("locked"), 0o555);
    const before = await files.list(folder.path);
    const problem = await problemOf(files.writeAll(contents({ [at("a.nix")]: "new", [at(name)]: "new" })));
    await chmod(at("locked"), 0o755);
    expect(problem.kind).toBe("input");
    expect(problem.where.file).toBe(at(name));
    expect(problem.message).toContain(why);
    expect(problem.message).toContain("no file was changed");
    expect(await text(at("a.nix"))).toBe("old");
    expect(await files.list(folder.path)).toEqual(before);
  });

  test("gives old contents back where a rename fails", async () => {
    await using folder = await temporaryFolder({ "a.nix": "old a", "b.nix": "old b" });
    const at = (name: string) => join(folder.path, name);
    await chmod(at("a.nix"), 0o640);
    const move = async (from: string, to: string) => {
      if (to.endsWith("b.nix")) throw Object.assign(new Error("busy"), { code: "EBUSY" });
      await rename(from, to);
    };
    const wanted = contents({ [at("new.nix")]: "new", [at("a.nix")]: "new a", [at("b.nix")]: "new b" });
    const problem = await problemOf(writeAll(wanted, undefined, move));
    expect(problem.message).toContain("EBUSY");
    expect([await text(at("a.nix")), await text(at("b.nix"))]).toEqual(["old a", "old b"]);
    expect((await stat(at("a.nix"))).mode & 0o777).toBe(0o640);
    expect(await files.list(folder.path)).toEqual(["a.nix", "b.nix"]);
  });

  test("removes what a killed run has left beside its targets, and nothing that looks alike", async () => {
    const leftover = `.a.nix.flox-upstream-${await goneProcess()}-0123456789abcdef.tmp`;
    // The id of this process, which has not written it: after a restart of a container it is had again.
    const namesake = `.a.nix.flox-upstream-${process.pid}-0123456789abcdef.tmp`;
    await using folder = await temporaryFolder({
      "a.nix": "old",
      [leftover]: "half",
      [namesake]: "half",
      ".b.nix.flox-upstream-short.tmp": "",
      [`other/${leftover}`]: "half",
    });
    await files.writeAll(contents({ [join(folder.path, "a.nix")]: "new" }));
    expect(await files.list(folder.path)).toEqual([".b.nix.flox-upstream-short.tmp", "a.nix", `other/${leftover}`]);
  });

  test("leaves alone what another run still writes, and each run ends with its own", async () => {
    await using folder = await temporaryFolder({ "a.nix": "old" });
    const at = join(folder.path, "a.nix");
    const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
    try {
      await once(child, "spawn");
      const live = `.a.nix.flox-upstream-${child.pid}-0123456789abcdef.tmp`;
      await writeFile(join(folder.path, live), "half");
      // A second run of this process goes ahead while the first is about to rename.
      const move = async (from: string, to: string) => {
        await writeAll(contents({ [at]: "second" }));
        await rename(from, to);
      };
      await writeAll(contents({ [at]: "first" }), undefined, move);
      expect(await text(at)).toBe("first");
      expect(await files.list(folder.path)).toEqual([live, "a.nix"]);
    } finally {
      child.kill();
    }
  });

  test("says that another run may be at work where its own file is gone", async () => {
    await using folder = await temporaryFolder({ "a.nix": "old" });
    const move = async (from: string, to: string) => {
      await rm(from);
      await rename(from, to);
    };
    const problem = await problemOf(writeAll(contents({ [join(folder.path, "a.nix")]: "new" }), undefined, move));
    expect(problem).toMatchObject({ kind: "input", hint: expect.stringContaining("another run") });
    expect(await text(folder.path, "a.nix")).toBe("old");
  });

  test("killed between two renames leaves whole files, and the next run ends where an undisturbed one does", async () => {
    const names = ["a.nix", "b.nix", "c.nix"];
    await using folder = await temporaryFolder(Object.fromEntries(names.map((name) => [name, `old ${name}`])));
    const module = fileURLToPath(new URL("../../src/world/write-all.ts", import.meta.url));
    const script = `
      import { rename } from "node:fs/promises";
      const { writeAll } = await import(${JSON.stringify(module)});
      const move = async (from, to) => {
        if (to.endsWith("b.nix")) process.kill(process.pid, "SIGKILL");
        await rename(from, to);
      };
      const names = ${JSON.stringify(names)};
      await writeAll(new Map(names.map((name) => [name, Buffer.from("new " + name)])), undefined, move);`;
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder.path });
    await expect(run).rejects.toMatchObject({ signal: "SIGKILL" });
    expect(await Promise.all(names.map((name) => text(folder.path, name)))).toEqual([
      "new a.nix",
      "old b.nix",
      "old c.nix",
    ]);
    expect(await files.list(folder.path)).toHaveLength(5);
    await files.writeAll(contents(Object.fromEntries(names.map((name) => [join(folder.path, name), `new ${name}`]))));
    expect(await Promise.all(names.map((name) => text(folder.path, name)))).toEqual(names.map((name) => `new ${name}`));
    expect(await files.list(folder.path)).toEqual(names);
  });

  test("goes through a link to a file inside, and the link stays", async () => {
    await using folder = await temporaryFolder({ "real/a.nix": "old", "pkgs/x": "" });
    const link = join(folder.path, "pkgs/a.nix");
    await symlink("../real/a.nix", link);
    await files.writeAll(contents({ [link]: "new" }), folder.path);
    expect(await text(folder.path, "real/a.nix")).toBe("new");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  test("goes through a folder that is a link only where it stays inside", async () => {
    await using folder = await temporaryFolder({ "real/a.nix": "old" });
    await using elsewhere = await temporaryFolder({ "b.nix": "theirs" });
    await symlink("real", join(folder.path, "pkgs"));
    await symlink(elsewhere.path, join(folder.path, "others"));
    await files.writeAll(contents({ [join(folder.path, "pkgs/a.nix")]: "new" }), folder.path);
    expect(await text(folder.path, "real/a.nix")).toBe("new");
    const problem = await problemOf(
      files.writeAll(contents({ [join(folder.path, "others/b.nix")]: "new" }), folder.path),
    );
    expect(problem.message).toContain(`outside of ${folder.path}`);
    expect(await text(elsewhere.path, "b.nix")).toBe("theirs");
  });

  test("refuses a link that leads outside, a dangling one, and any where no border is given", async () => {
    await using folder = await temporaryFolder({ "inside.nix": "old" });
    await using elsewhere = await temporaryFolder({ "b.nix": "theirs" });
    const at = (name: string) => join(folder.path, name);
    await symlink(join(elsewhere.path, "b.nix"), at("outside"));
    await symlink("nothing", at("dangling"));
    await symlink("inside.nix", at("link"));
    expect((await problemOf(files.writeAll(contents({ [at("outside")]: "new" }), folder.path))).message).toContain(
      "outside of",
    );
    expect((await problemOf(files.writeAll(contents({ [at("dangling")]: "new" }), folder.path))).message).toContain(
      "ENOENT",
    );
    expect((await problemOf(files.writeAll(contents({ [at("link")]: "new" })))).message).toContain("symbolic link");
    expect([await text(at("inside.nix")), await text(elsewhere.path, "b.nix")]).toEqual(["old", "theirs"]);
  });

  test("of nothing does nothing", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "a"));
    await writeFile(join(folder.path, "a/b"), "c");
    await files.writeAll(new Map());
    expect(await readdir(join(folder.path, "a"))).toEqual(["b"]);
  });
});
