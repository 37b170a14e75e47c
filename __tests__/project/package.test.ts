import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { git } from "../helpers/git.ts";
import { root } from "../helpers/project.ts";

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

const read = (path: string) => readFile(join(root, path), "utf8");
const manifest = JSON.parse(await read("package.json")) as Package;
const { dependencies, devDependencies, optionalDependencies } = manifest;

/** The files of the project, as git knows them and as they will be committed. */
const files = (await git(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))
  .toString("utf8")
  .split("\0")
  .filter((path) => path !== "");

/** Texts by path; a file that another has just removed is not there. */
async function textsOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(paths.map(async (path) => [path, await read(path).catch(() => "")] as const));
  return new Map(texts);
}

const sources = await textsOf(files.filter((path) => /^(src|scripts|__tests__)\/.*\.(ts|js|mjs)$/.test(path)));

/** The packages that a text imports, other than types within a line; `type` where a statement is of types alone. */
function imports(text: string): readonly { readonly name: string; readonly type: boolean }[] {
  const statements = text.matchAll(/(?:^|[^\w.])(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?"([^"]+)"/g);
  const calls = text.matchAll(/[^\w.]import\(\s*"([^"]+)"(?!\)\.[A-Z])/g);
  return [
    ...[...statements].map(([, type, name = ""]) => ({ name, type: type !== undefined })),
    ...[...calls].map(([, name = ""]) => ({ name, type: false })),
  ]
    .filter(({ name }) => !name.startsWith(".") && !name.startsWith("node:") && !name.startsWith("file:"))
    .map(({ name, type }) => ({ name: name.split("/", name.startsWith("@") ? 2 : 1).join("/"), type }));
}

const imported = [...sources].flatMap(([path, text]) => imports(text).map((found) => ({ ...found, path })));
const shipped = imported.filter(({ path, type }) => path.startsWith("src/") && !type).map(({ name }) => name);

describe("packages", () => {
  test.each(["@actions/core", "@actions/github", "@octokit/rest", "semver", "execa"])("%s ships", (name) => {
    expect(dependencies).toHaveProperty([name]);
  });

  test.each(["jest", "typescript", "rolldown"])("%s builds and tests", (name) => {
    expect(devDependencies).toHaveProperty([name]);
  });

  test.each(Object.keys(dependencies))("%s is imported by what ships", (name) => {
    expect(shipped).toContain(name);
  });

  test("everything that is imported is stated, and what ships is no tool of development", () => {
    expect([...new Set(shipped)].toSorted()).toEqual(Object.keys(dependencies).toSorted());
    const stated = Object.keys({ ...dependencies, ...devDependencies });
    for (const { name, path, type } of imported) {
      const isStated = stated.includes(name) || (type && stated.includes(`@types/${name}`));
      expect({ path, name, isStated }).toEqual({ path, name, isStated: true });
    }
  });

  test("what serves development is used there", async () => {
    // By their command's name, as a part of another, and as what TypeScript takes of its own accord.
    const unnamed = ["typescript", "@swc/core", "@types/node"];
    const commands = Object.values(manifest.scripts).join(" ");
    const configuration = [...(await textsOf(["jest.config.js", "biome.json"])).values()].join("\n");
    const unused = Object.keys(devDependencies).filter((name) => {
      const own = name.replace(/^@types\//, "");
      const command = new RegExp(`\\b${name.replace("@biomejs/", "")}\\b`);
      return !(
        imported.some((found) => found.name === own) ||
        configuration.includes(`"${name}"`) ||
        command.test(commands) ||
        unnamed.includes(name)
      );
    });
    expect(unused).toEqual([]);
  });

  test("versions are exact, so that everyone tests the same", () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test("Node 24 comes along for every machine that it is needed on", async () => {
    const { packages } = JSON.parse(await read("package-lock.json")) as {
      packages: Record<string, { os?: string[]; cpu?: string[]; version: string }>;
    };
    const machines = Object.keys(optionalDependencies).map((name) => packages[`node_modules/${name}`]);
    expect(machines.map((machine) => machine?.version.split(".")[0])).toEqual(["24", "24", "24", "24"]);
  });
});

describe("what is stated of files holds", () => {
  test.each(Object.entries(manifest.bin))("the program %s is %s, and can be run", async (_, path) => {
    expect((await read(path)).startsWith("#!/usr/bin/env node\n")).toBe(true);
  });

  test.each(
    Object.entries(manifest.scripts).flatMap(([name, script]) => {
      const [, path] = /\bnode (?:--\S+ )*(scripts\/\S+)/.exec(script) ?? [];
      return path === undefined ? [] : [[name, path] as const];
    }),
  )("npm run %s runs %s", async (_, path) => {
    expect(files).toContain(path);
  });

  test("the action's program is the one that is built", async () => {
    expect(await read("action.yml")).toContain("using: node24\n  main: dist/index.js\n");
    expect(await readdir(join(root, "dist"))).toEqual(expect.arrayContaining(["index.js", "cli.js"]));
  });

  test.each(["LICENSE", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"])("%s is there", (path) => {
    expect(files).toContain(path);
  });
});

test("nothing is put off, and nothing commented out is kept", async () => {
  const words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"].map((word) => new RegExp(`\\b${word}\\b`));
  const own = files.filter((path) => !/^(dist|node_modules)\/|^package-lock\.json$|\/fixtures\//.test(path));
  const found = [...(await textsOf(own))].flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => (words.some((word) => word.test(line)) ? [`${path}:${index + 1}`] : [])),
  );
  expect(own.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
