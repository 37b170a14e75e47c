import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { hashSchema } from "../src/documents/hash.ts";
import { commandNames } from "../src/inputs/definitions.ts";
import { temporaryFolder } from "./helpers/folders.ts";
import { dist } from "./helpers/packaging.ts";
import { tgz } from "./helpers/tar.ts";
import { directory, narHashOf } from "./helpers/trees.ts";

const archive = tgz({ path: "t/a", content: "1" });
const archiveHash = narHashOf(directory({ a: { file: "1" } }));

interface Options {
  readonly cwd?: string;
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function cli(args: readonly string[], { cwd, program = join(dist, "cli.js"), env = {} }: Options = {}) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, ...args], {
    reject: false,
    extendEnv: false,
    env: { PATH: process.env.PATH, ...env },
    stripFinalNewline: false,
    ...(cwd === undefined ? {} : { cwd }),
  });
  return { exitCode, stdout, stderr };
}

describe("help and version", () => {
  test("--version", async () => {
    const { version } = JSON.parse(await readFile(join(dist, "..", "package.json"), "utf8"));
    expect(await cli(["--version"])).toEqual({ exitCode: 0, stdout: `flox-upstream ${version}\n`, stderr: "" });
  });

  test("--help names every command, and each command's has examples and its options", async () => {
    const { exitCode, stdout, stderr } = await cli(["--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    for (const name of commandNames) expect(stdout).toMatch(new RegExp(`^ +${name} `, "m"));
    const helps = await Promise.all(commandNames.map((name) => cli([name, "--help"])));
    for (const [index, help] of helps.entries()) {
      expect(help).toMatchObject({ exitCode: 0, stderr: "" });
      expect(help.stdout).toContain("Examples:");
      expect(help.stdout).toContain(`flox-upstream ${commandNames[index]}`);
      expect(help.stdout).toContain("--json");
    }
  });
});

describe("standard output and standard error", () => {
  test("--json: one document and nothing else, whatever is said beside it", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive });
    const run = await cli(["hash", "--json", "a.tgz"], { cwd: folder.path, env: { FORCE_COLOR: "1" } });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const document = hashSchema.parse(JSON.parse(run.stdout));
    expect(document.hashes).toEqual([{ target: "a.tgz", hash: archiveHash, mode: "nar" }]);
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout), null, 2)}\n`);
  });

  test("an error goes to standard error alone, also with --json", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive.subarray(0, 20) });
    const run = await cli(["hash", "--json", "a.tgz"], { cwd: folder.path });
    expect(run.stdout).toBe("");
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/a\.tgz.*truncated/);
  });

  test("a long answer is not cut off at the end of the process", async () => {
    await using folder = await temporaryFolder();
    const nix = `{ ${Array.from({ length: 400 }, (_, n) => `a${n} = 1;`).join(" ")} }\n`;
    const names = Array.from({ length: 600 }, (_, n) => `package-with-a-rather-long-name-${n}.nix`);
    await Promise.all(names.map((name) => writeFile(join(folder.path, name), nix)));
    const run = await cli(["scan", "--json", ...names], { cwd: folder.path });
    expect(JSON.parse(run.stdout).packages).toHaveLength(600);
    expect(run.stdout.length).toBeGreaterThan(65_536);

    // And a reader that has seen enough of it is no error.
    const child = spawn(process.execPath, [join(dist, "cli.js"), "scan", "--json", ...names], { cwd: folder.path });
    child.stdout.once("data", () => child.stdout.destroy());
    const said = text(child.stderr);
    expect(await once(child, "close")).toEqual([0, null]);
    expect(await said).toBe("");
  });
});

describe("the built program", () => {
  let copy: string;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    folder = await temporaryFolder({ "package.json": '{ "type": "module" }\n', "a.tgz": archive });
    copy = join(folder.path, "dist");
    await cp(dist, copy, { recursive: true });
  });
  afterAll(async () => {
    await folder[Symbol.asyncDispose]();
  });

  test("needs nothing beside itself", async () => {
    const program = join(copy, "cli.js");
    const options = { program, cwd: folder.path };
    const hashed = await cli(["hash", "a.tgz"], options);
    expect(hashed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(hashed.stdout).toContain(archiveHash);
    expect((await cli(["--version"], options)).exitCode).toBe(0);
    // Octokit, YAML and the rest are in it: this gets as far as the repository that is not there.
    await writeFile(join(folder.path, "c.yml"), "prerelease: true\n");
    expect((await cli(["check", "--config", "c.yml"], options)).stderr).toContain(
      ".flox/pkgs: there is no package here\n",
    );
    const action = await cli([], { program: join(copy, "index.js"), cwd: folder.path });
    expect(action.stdout).toMatch(/^::error .*this is not a GitHub runner/m);
  });

  test("imports nothing but its own chunks and what Node brings", async () => {
    for (const [file, { imports, loads }] of await graph()) {
      const others = [...imports, ...loads].filter((name) => !/^\.\.?\//.test(name) && !isBuiltin(name));
      expect([file, others]).toEqual([file, []]);
    }
  });

  test("is less than 3 MB", async () => {
    const sizes = await Promise.all([...(await texts()).values()].map((text) => Buffer.byteLength(text)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });
});

/** Words that only the code of a library has in it. */
const marks = {
  octokit: /octokit-(core|rest)\.js\//,
  zod: /\$?ZodType = /,
  yaml: /LineCounter = class/,
  "the Nix parser": /NixSyntaxError = class/,
  execa: /ExecaError = class/,
  undici: /MockAgent = class/,
};

describe("hash loads no more than it needs", () => {
  test("by its static imports", async () => {
    const modules = await graph();
    const reached = (from: readonly string[]) => {
      const found = new Set<string>();
      const visit = (name: string) => {
        if (found.has(name)) return;
        found.add(name);
        for (const next of modules.get(name)?.imports ?? []) if (next.startsWith(".")) visit(basename(next));
      };
      from.forEach(visit);
      return [...found];
    };
    const all = await texts();
    const containing = (names: readonly string[]) =>
      Object.entries(marks)
        .filter(([, mark]) => names.some((name) => mark.test(all.get(name) ?? "")))
        .map(([library]) => library);
    // Each of them is somewhere: the marks are right.
    expect(containing([...all.keys()])).toEqual(Object.keys(marks));
    expect(containing(reached(["cli.js", "hash.js"]))).toEqual([]);
    expect(containing(reached(["cli.js"]))).toEqual([]);
  });

  test("by what it really loads", async () => {
    await using folder = await temporaryFolder({ "a.tgz": archive, loaded: "" });
    const recorder = pathToFileURL(join(import.meta.dirname, "helpers", "record-imports.mjs")).href;
    const env = { NODE_OPTIONS: `--import=${recorder}`, LOADED_MODULES: join(folder.path, "loaded") };
    expect((await cli(["hash", "a.tgz"], { cwd: folder.path, env })).exitCode).toBe(0);
    const loaded = (await readFile(join(folder.path, "loaded"), "utf8"))
      .split("\n")
      .filter((url) => url.startsWith(pathToFileURL(dist).href))
      .map((url) => basename(url));
    expect(loaded).toEqual(expect.arrayContaining(["cli.js", "hash.js"]));
    const all = await texts();
    for (const [library, mark] of Object.entries(marks)) {
      expect([library, loaded.filter((name) => mark.test(all.get(name) ?? ""))]).toEqual([library, []]);
    }
  });
});

async function texts(): Promise<Map<string, string>> {
  const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith(".js"));
  const contents = await Promise.all(
    files.map(async (name) => [basename(name), await readFile(join(dist, name), "utf8")] as const),
  );
  return new Map(contents);
}

/** What each built file imports, at once (`imports`) and later (`loads`). */
async function graph(): Promise<Map<string, { readonly imports: string[]; readonly loads: string[] }>> {
  const found = [...(await texts())].map(([name, text]) => {
    const named = (form: RegExp) => [...text.matchAll(form)].map(([, from = ""]) => from);
    return [
      name,
      {
        imports: named(/^(?:import|export)\b[^"'()]*?(?:\bfrom )?"([^"]+)";$/gm),
        loads: named(/\bimport\("([^"]+)"\)/g),
      },
    ] as const;
  });
  return new Map(found);
}
