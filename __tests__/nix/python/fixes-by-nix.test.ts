/** What is written for requirements, as real Nix evaluates it against the stand-in nixpkgs. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type System, systems } from "../../../src/flox/systems.ts";
import type { PackageList, RequirementList } from "../../../src/nix/python/model.ts";
import { toBytes } from "../../../src/nix/source.ts";
import { describeWith } from "../../helpers/needs.ts";
import { type EvaluatedPackage, evaluatePackages, type Nix, nixpkgsSettings, temporaryNix } from "../../helpers/nix.ts";
import { add, backend, type Fix, fix, fixesOf, own } from "./fixing.ts";
import { packageNamed, repositoryOf, source } from "./reading.ts";
import type { Style } from "./style.ts";
import { styles } from "./styles.ts";

const packagesFile = join(import.meta.dirname, "../../helpers/nixpkgs/packages.nix");

/** What the stand-in's extras hold. */
const extras: Readonly<Record<string, readonly string[]>> = {
  "gql requests": ["requests", "requests-toolbelt"],
  "uvicorn standard": ["python-dotenv", "pyyaml"],
};

const first = (name: string) => `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "${name}"; version = "1.12.1"; src = dagster-src; pyproject = true; }
`;

const others = {
  "dagster-src.nix": source,
  "dagster-pipes.nix": first("dagster-pipes"),
  "dagster-shared.nix": first("dagster-shared"),
};

/** What a list has more after fixes, on a system. */
function added(fixes: readonly Fix[], list: RequirementList, system: System): readonly string[] {
  return fixes.flatMap((one) => {
    if (one.kind !== "add" || one.list !== list || !one.on.includes(system)) return [];
    return one.extra === undefined ? [one.name] : (extras[`${one.name} ${one.extra}`] ?? []);
  });
}

/** What a list that was read holds on a system. */
function namesOn(list: PackageList | undefined, system: System): readonly string[] {
  return (list?.entries ?? []).flatMap(({ name, extra, on }) => {
    if (on === undefined) throw new Error(`the condition of ${name} is not understood`);
    if (!on.includes(system)) return [];
    return extra === undefined ? name : (extras[`${name} ${extra}`] ?? []);
  });
}

function pathOf({ inSet }: Style, index: number): string {
  return inSet ? `python313Packages/style-${index}.nix` : `style-${index}.nix`;
}

/** nixpkgs refuses a package that says nothing of how it is built. */
function isBuilt({ before }: Style): boolean {
  return /pyproject|format/.test(before);
}

describeWith("nix", "fixes, evaluated before and after", () => {
  let nix: Nix;
  let root: string;
  const before = new Map<System, Readonly<Record<string, EvaluatedPackage>>>();
  const after = new Map<System, Readonly<Record<string, EvaluatedPackage>>>();

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await realpath(await mkdtemp(join(tmpdir(), "flox-upstream-fixes-")));
    const texts = (of: "before" | "after") =>
      styles.flatMap((style, index) =>
        of === "after" || isBuilt(style) ? [[pathOf(style, index), style[of]] as const] : [],
      );
    const old = await write("before", { ...others, ...Object.fromEntries(texts("before")) });
    const renewed = await write("after", { ...others, ...Object.fromEntries(texts("after")) });
    for (const system of systems) {
      before.set(system, await evaluatePackages(nix, old, { system }));
      after.set(system, await evaluatePackages(nix, renewed, { system }));
    }
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  async function write(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    const directory = join(root, name);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, ".flox/pkgs", path)), { recursive: true });
      await writeFile(join(directory, ".flox/pkgs", path), text);
    }
    return directory;
  }

  const cases = styles.flatMap((style, index) => {
    const attribute = pathOf(style, index).replace(".nix", "").replace("/", ".");
    return systems.map((system) => [style.title, system, style, attribute] as const);
  });

  test.each(cases)("%s on %s", (_, system, style, attribute) => {
    const [old, renewed] = [before.get(system)?.[attribute], after.get(system)?.[attribute]];
    if (renewed === undefined) throw new Error(`${attribute} is not evaluated`);
    expect(old === undefined).toBe(!isBuilt(style));
    const listed = (names: readonly string[] = []) => names.toSorted();
    const has = old?.dependencies ?? (style.before.match(/\bclick\b/) ? ["click"] : []);
    expect(listed(renewed.dependencies)).toEqual(listed([...has, ...added(style.fixes, "dependencies", system)]));
    const offered = Object.entries(renewed.optionalDependencies);
    expect(offered.map(([name]) => name)).toEqual(Object.keys(old?.optionalDependencies ?? {}));
    for (const [name, packages] of offered) {
      const more = added(style.fixes, `optional-dependencies.${name}`, system);
      expect(listed(packages)).toEqual(listed([...(old?.optionalDependencies[name] ?? []), ...more]));
    }
    const changed = style.fixes.find((one) => one.kind === "backend");
    const kept = listed(old?.buildSystem).filter((name) => changed === undefined || name !== "setuptools");
    const viaNative = style.before.includes("nativeBuildInputs");
    const written = viaNative ? [] : [...(changed?.names ?? []), ...added(style.fixes, "build-system", system)];
    expect(listed(renewed.buildSystem)).toEqual(listed([...kept, ...written]));
    expect(renewed.pyproject).toBe(true);
    for (const list of ["pythonRelaxDeps", "pythonRemoveDeps"] as const) {
      const kind = list === "pythonRelaxDeps" ? "relax" : "remove";
      const names = style.fixes.flatMap((one) => (one.kind === kind ? one.name : []));
      expect(listed(renewed[list])).toEqual(listed([...(old?.[list] ?? []), ...names]));
    }
  });

  test.each(cases)("%s is read as Nix has it on %s", (_, system, style, attribute) => {
    const path = `${attribute.replace(".", "/")}.nix`;
    const { dependencies, buildSystem, optionalDependencies } = packageNamed(
      repositoryOf({ ...others, [path]: style.after }),
      attribute,
    );
    const evaluated = after.get(system)?.[attribute];
    expect(namesOn(dependencies, system)).toEqual(evaluated?.dependencies);
    if (buildSystem?.argument === "build-system") expect(namesOn(buildSystem, system)).toEqual(evaluated?.buildSystem);
    expect(dependencies?.complete ?? true).toBe(true);
    const offered = [...optionalDependencies].map(([name, list]) => [name, namesOn(list, system)] as const);
    expect(Object.fromEntries(offered)).toEqual(evaluated?.optionalDependencies);
  });

  /** The packages of a list, and whether they are Python's. */
  async function kinds(directory: string, attribute: string): Promise<unknown> {
    const settings = JSON.stringify(JSON.stringify({ directory, ...nixpkgsSettings({}) })).replaceAll("${", "\\${");
    const packages = `(import ${packagesFile} { settings = ${settings}; }).packages`;
    return await nix.evalJson(
      `map (one: [ one.pname (one ? pythonModule) ]) ${packages}.${JSON.stringify(attribute)}.dependencies`,
    );
  }

  const shadowed = (list: string) => `{ python313Packages, dagster-src, protobuf, docker }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  pyproject = true;
  src = dagster-src;
  build-system = [ python313Packages.setuptools ];
  dependencies = with python313Packages; ${list};
  postInstall = "\${protobuf} \${docker}";
}
`;

  test("a formal beats with: bare, protobuf and docker would be the top level's", async () => {
    const naive = await write("naive", { ...others, "dagster.nix": shadowed("[ click docker protobuf ]") });
    expect(await kinds(naive, "dagster")).toEqual([
      ["click", true],
      ["docker", false],
      ["protobuf", false],
    ]);
    const repository = repositoryOf({ ...others, "dagster.nix": shadowed("[ click ]") });
    const fixed = fix(repository, fixesOf("dagster", [add("protobuf"), add("docker")])).after;
    const text = toBytes(fixed.get(".flox/pkgs/dagster.nix") ?? "");
    expect(await kinds(await write("ours", { ...others, "dagster.nix": text }), "dagster")).toEqual([
      ["click", true],
      ["docker", true],
      ["protobuf", true],
    ]);
  });

  test("formals of a file that a Python set calls are Python packages, and this repository's", async () => {
    const called = (formals: string, list: string) => `{ buildPythonPackage, dagster-src, setuptools, click${formals} }:
buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src;
  build-system = [ setuptools ];
  dependencies = [ click${list} ];
}
`;
    const files = {
      ...others,
      "dagster/default.nix": "{ python313Packages }: python313Packages.callPackage ./package.nix { }\n",
      "dagster/package.nix": called("", ""),
    };
    const fixed = fix(repositoryOf(files), fixesOf("dagster", [add("protobuf"), own("dagster-pipes")])).after;
    const text = fixed.get(".flox/pkgs/dagster/package.nix") ?? "";
    expect(text).toBe(called(", dagster-pipes, protobuf", " dagster-pipes protobuf"));
    expect(await kinds(await write("called", { ...files, "dagster/package.nix": toBytes(text) }), "dagster")).toEqual([
      ["click", true],
      ["dagster-pipes", true],
      ["protobuf", true],
    ]);
  });

  test("a formal that is passed by hand stays, because Nix takes no argument that is none", async () => {
    const called = (formals: string, builder: string) => `{ buildPythonPackage, dagster-src, ${formals}setuptools }:
buildPythonPackage {
  pname = "dagster"; version = "1.12.1"; pyproject = true; src = dagster-src;
  build-system = [ ${builder} ];
}
`;
    const files = {
      ...others,
      "dagster/default.nix": `{ python313Packages }:
python313Packages.callPackage ./package.nix { inherit (python313Packages) setuptools; }
`,
      "dagster/package.nix": called("", "setuptools"),
    };
    const fixed = fix(repositoryOf(files), fixesOf("dagster", [backend("hatchling")])).after;
    const text = fixed.get(".flox/pkgs/dagster/package.nix") ?? "";
    expect(text).toBe(called("hatchling, ", "hatchling"));
    const directory = await write("by-hand", { ...files, "dagster/package.nix": toBytes(text) });
    expect((await evaluatePackages(nix, directory)).dagster?.buildSystem).toEqual(["hatchling"]);
    const gone = toBytes(text.replace(", setuptools", ""));
    await expect(
      evaluatePackages(nix, await write("by-hand-gone", { ...files, "dagster/package.nix": gone })),
    ).rejects.toThrow("unexpected argument 'setuptools'");
  });

  test("with beats nothing: a first-party name without a formal would be looked for in the Python set", async () => {
    const text = shadowed("[ click dagster-pipes ]")
      .replace(", protobuf, docker", "")
      .replace(/\n.*postInstall.*/, "");
    const naive = await write("naive-own", { ...others, "dagster.nix": text });
    await expect(kinds(naive, "dagster")).rejects.toThrow("undefined variable 'dagster-pipes'");
    const repository = repositoryOf({ ...others, "dagster.nix": text.replace(" dagster-pipes ]", " ]") });
    const fixed = fix(repository, fixesOf("dagster", [own("dagster-pipes")])).after;
    const renewed = toBytes(fixed.get(".flox/pkgs/dagster.nix") ?? "");
    expect(await kinds(await write("ours-own", { ...others, "dagster.nix": renewed }), "dagster")).toEqual([
      ["click", true],
      ["dagster-pipes", true],
    ]);
  });
});
