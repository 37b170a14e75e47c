import { describe, expect, test } from "@jest/globals";
import type { OwnPackage } from "../../../src/flox/own.ts";
import { type System, systems } from "../../../src/flox/systems.ts";
import type { Project } from "../../../src/upstream/projects.ts";
import { comparePackages, type PackageComparison } from "../../../src/upstream/requirements/compare.ts";
import type { PackageFacts, Surroundings } from "../../../src/upstream/requirements/facts.ts";
import { documentedFix, fixesFor, packageRequirements } from "../../../src/upstream/requirements/fixes.ts";
import { knownNames } from "../../../src/upstream/requirements/names.ts";
import { statedBy } from "../../../src/upstream/requirements/stated.ts";
import { facts, list, nixPackage, ownPackage, project, projectNamed, projectsAt, surroundings } from "./packages.ts";

function compare(
  one: Project,
  nix: PackageFacts["nix"],
  more: Partial<PackageFacts> = {},
  around: Partial<Surroundings> = {},
): PackageComparison {
  const projects = around.projects ?? new Map([[one.normalizedName, one]]);
  const [compared] = comparePackages([facts(one, nix, more)], surroundings(projects, ["app"], around));
  if (compared === undefined) throw new Error("one package was given");
  return compared;
}

const named = (items: readonly { readonly name: string; readonly extra?: string | null }[]) =>
  items.map(({ name, extra }) => (extra == null ? name : `${name}[${extra}]`));
const fixesOf = (compared: PackageComparison) => fixesFor(compared).map(({ fix }) => fix);
const needing = (...dependencies: string[]) => project("app", { dependencies });

describe("this repository's package that is left at an older release", () => {
  const around = { own: new Map([["lib", [ownPackage("lib")]]]), kept: new Map([["lib", "1.12.1"]]) };

  test.each([
    ["lib==1.13.26", {}, ["lib"]],
    ["lib>=1.12,<2", {}, []],
    ["lib", {}, []],
    ["lib==1.13.26", { relaxed: ["Lib"] }, []],
    ["lib==1.13.26", { relaxed: "all" as const }, []],
  ])("%s with %j", (requirement, more, blocked) => {
    const compared = compare(needing(requirement), nixPackage("app", "", more), {}, around);
    expect(named(compared.blockers)).toEqual(blocked);
    expect(fixesOf(compared)).toHaveLength(1 - blocked.length);
    const listed = compare(needing(requirement), nixPackage("app", "./lib", more), {}, around);
    expect([named(listed.blockers), listed.missing]).toEqual([blocked, []]);
  });
});

test("markers are evaluated for the packaging's Python where a package does not say its own", () => {
  const old = needing("tomli; python_version < '3.13'");
  const missing = (python: readonly [number, number], own?: readonly [number, number]) =>
    named(compare(old, nixPackage("app", "", { python: own }), {}, { python }).missing);
  expect([missing([3, 12]), missing([3, 13]), missing([3, 12], [3, 13]), missing([3, 13], [3, 12])]).toEqual([
    ["tomli"],
    [],
    [],
    ["tomli"],
  ]);
});

describe("this repository's packages for several Pythons", () => {
  const a = ownPackage("lib-a", { python: [3, 13] });
  const z = ownPackage("lib-z", { python: [3, 12] });
  const any = ownPackage("lib-any", { python: undefined });
  const around = (...packages: OwnPackage[]) => ({ own: new Map([["lib", packages]]) });
  const needingLib = (listed: string, ...packages: OwnPackage[]) =>
    compare(needing("lib"), nixPackage("app", listed), {}, around(...packages));

  test("the one of the package's own Python is meant, and one that does not say its own only without such a one", () => {
    expect(fixesOf(needingLib("", z, any, a))).toMatchObject([{ from: "own", name: "lib-a" }]);
    expect(fixesOf(needingLib("", z, any))).toMatchObject([{ from: "own", name: "lib-any" }]);
    const there = needingLib("./lib-a", z, a);
    expect([there.missing, there.superfluous, there.blockers]).toEqual([[], [], []]);
    const unsaid = compare(needing("lib"), nixPackage("app", "", { python: undefined }), {}, around(z, any));
    expect(fixesOf(unsaid)).toMatchObject([{ from: "own", name: "lib-any" }]);
  });

  test("a package that names no version is for the Python that its own entry among the packages has", () => {
    const app = ownPackage("app", { python: [3, 13] });
    const own = new Map([
      ["lib", [z]],
      ["app", [app]],
    ]);
    const compared = compare(needing("lib"), nixPackage("app", "", { python: undefined }), {}, { own });
    expect(compared.blockers).toEqual([
      { name: "lib", reason: "lib-z is built for Python 3.12 and this package for 3.13: package it for 3.13 too." },
    ]);
    expect(fixesOf(compared)).toEqual([]);
  });

  test("of several of one Python the one that is listed is meant", () => {
    const b = ownPackage("lib-b");
    const there = needingLib("./lib-b", a, b);
    expect([there.missing, there.superfluous]).toEqual([[], []]);
  });

  test("one of another Python is a blocker, also where it is listed", () => {
    const reason = "lib-z is built for Python 3.12 and this package for 3.13: package it for 3.13 too.";
    for (const listed of ["", "./lib-z"]) {
      const compared = needingLib(listed, z);
      expect(compared.missing).toMatchObject([{ name: "lib", from: "unknown" }]);
      expect(compared.blockers).toEqual([{ name: "lib", reason }]);
      expect(fixesOf(compared)).toEqual([]);
    }
    const projects = new Map([needing("lib"), project("lib")].map((one) => [one.normalizedName, one]));
    const ours = compare(needing("lib"), nixPackage("app", ""), {}, { ...around(z), projects });
    expect(ours.blockers).toEqual([{ name: "lib", reason }]);
  });

  test("nixpkgs' package is taken where this repository's is for another Python", () => {
    const own = new Map([["click", [ownPackage("click", { python: [3, 12] })]]]);
    const compared = compare(needing("click"), nixPackage("app", ""), {}, { own });
    expect(fixesOf(compared)).toMatchObject([{ from: "python-set", name: "click" }]);
  });

  test("a package in a folder that extends a Python set is no blocker", () => {
    const compared = needingLib("", ownPackage("python313Packages.lib"));
    expect(compared.blockers).toEqual([]);
    expect(fixesOf(compared)).toMatchObject([{ from: "own", name: "python313Packages.lib" }]);
  });

  test("what bears a project's name and is no Python package does not meet it", () => {
    const compared = compare(needing("docker"), nixPackage("app", "./docker"), {}, { own: new Map() });
    expect(compared.missing).toMatchObject([
      {
        name: "docker",
        from: "python-set",
        reason: "Upstream requires docker. The docker of the list is not the Python set's.",
      },
    ]);
    expect(compared.superfluous).toEqual([]);
  });
});

describe("this repository's package that only may be a Python package", () => {
  const own = new Map([["docker", [ownPackage("docker-tool", { python: undefined, certain: false })]]]);
  const listing = (listed: string, requirement = "docker") =>
    compare(needing(requirement), nixPackage("app", listed), {}, { own });

  test("meets the requirement where it is listed, which is said, and nothing is written", () => {
    const compared = listing("./docker-tool");
    expect([compared.missing, compared.superfluous, compared.blockers, fixesOf(compared)]).toEqual([[], [], [], []]);
    expect(compared.satisfied).toEqual([
      {
        requirement: "docker",
        by: "docker-tool",
        reason: "docker-tool is taken for the Python package of docker: how it is made is not understood.",
      },
    ]);
  });

  test("is a blocker where it is not listed, and nothing is written", () => {
    const compared = listing("");
    expect(compared.missing).toMatchObject([{ name: "docker-tool", from: "unknown" }]);
    expect(compared.blockers).toEqual([
      {
        name: "docker-tool",
        reason:
          "docker-tool of this repository may be it, but how it is made is not understood: list it by hand if it is.",
      },
    ]);
    expect(fixesOf(compared)).toEqual([]);
  });

  test("is nothing to a list that has the Python set's, or to upstream that does not ask for it", () => {
    for (const compared of [listing("docker"), listing("./docker-tool click", "click")]) {
      const { missing, superfluous, satisfied, blockers } = compared;
      expect([missing, superfluous, satisfied, blockers]).toEqual([[], [], [], []]);
    }
  });

  test("meets what an extra asks for", () => {
    const app = project("app", { optionalDependencies: new Map([["tools", ["docker"]]]) });
    const nix = nixPackage("app", "", {
      optionalDependencies: new Map([["tools", list("tools", "./docker-tool")]]),
    });
    const compared = compare(app, nix, {}, { own });
    expect([compared.missing, compared.superfluous, compared.blockers]).toEqual([[], [], []]);
  });
});

describe("names and extras", () => {
  test("an extra is missing beside its package, and found whatever its spelling", () => {
    const app = needing("uvicorn[standard]", "gql[Re_quests]>=3");
    const compared = compare(app, nixPackage("app", "uvicorn gql gql[re-quests]"));
    expect(named(compared.missing)).toEqual(["uvicorn[standard]"]);
    expect(fixesOf(compared)).toMatchObject([{ kind: "add", name: "uvicorn", extra: "standard" }]);
    expect(named(compare(app, nixPackage("app", "")).missing)).toEqual([
      "gql",
      "gql[re-quests]",
      "uvicorn",
      "uvicorn[standard]",
    ]);
  });

  test("an extra is written as nixpkgs spells it, and of this repository's own as that does", () => {
    const own = new Map([["lib", [ownPackage("lib", { extras: ["foo-bar", "My_Extra"] })]]]);
    const app = needing("uvicorn[Stan_.Dard]", "lib[Foo_Bar,my-extra]");
    const compared = compare(app, nixPackage("app", "uvicorn ./lib"), {}, { own });
    expect(named(compared.missing)).toEqual(["lib[foo-bar]", "lib[My_Extra]", "uvicorn[stan-dard]"]);
    expect(fixesOf(compared)).toMatchObject([{ extra: "foo-bar" }, { extra: "My_Extra" }, { extra: "stan-dard" }]);
    const listed = nixPackage("app", "uvicorn uvicorn[stan-dard] ./lib ./lib[foo-bar] ./lib[My_Extra]");
    const there = compare(app, listed, {}, { own });
    expect([there.missing, there.superfluous]).toEqual([[], []]);
  });

  test("an extra that this repository's package does not have is a blocker, unless it may have it all the same", () => {
    const needs = (extras: readonly string[] | undefined) =>
      compare(
        needing("lib[foo]"),
        nixPackage("app", "./lib"),
        {},
        { own: new Map([["lib", [ownPackage("lib", { extras })]]]) },
      );
    expect(needs(["bar"]).blockers).toEqual([
      { name: "lib[foo]", reason: "lib has no optional-dependencies.foo here: add it there first." },
    ]);
    expect(fixesOf(needs([]))).toEqual([]);
    expect(needs(undefined).blockers).toEqual([]);
    expect(fixesOf(needs(undefined))).toMatchObject([{ from: "own", name: "lib", extra: "foo" }]);
  });

  test("an extra that is no longer asked for is superfluous, its package is not", () => {
    const compared = compare(needing("uvicorn"), nixPackage("app", "uvicorn uvicorn[standard]"));
    expect(named(compared.superfluous)).toEqual(["uvicorn[standard]"]);
    expect(compared.superfluous[0]?.reason).toBe("Upstream requires uvicorn without its extra standard.");
  });

  test("an extra that Nix takes for no name is left to people", () => {
    const compared = compare(needing("click[2fa]"), nixPackage("app", "click"));
    expect(named(compared.missing)).toEqual(["click[2fa]"]);
    expect(compared.blockers[0]?.reason).toContain("2fa is not a name that Nix takes without quotes");
    expect(fixesOf(compared)).toEqual([]);
  });

  test("another name in nixpkgs needs pythonRemoveDeps, as the metadata spells it", () => {
    const compared = compare(needing("Psycopg2_Binary>=2.9"), nixPackage("app", ""));
    expect(compared.missing).toMatchObject([
      { name: "psycopg2", reason: "Upstream requires Psycopg2_Binary>=2.9. nixpkgs calls it psycopg2." },
    ]);
    expect(fixesOf(compared)).toMatchObject([
      { kind: "add", name: "psycopg2" },
      { kind: "remove", attribute: "app", name: "Psycopg2_Binary", instead: "psycopg2" },
    ]);
    const hatchling = { requires: ["hatchling"], backend: "hatchling.build", stated: true };
    const normalized = compare(
      { ...needing("Psycopg2_Binary"), buildSystem: hatchling },
      nixPackage("app", "psycopg2"),
    );
    expect(fixesOf(normalized)).toContainEqual({
      kind: "remove",
      attribute: "app",
      name: "psycopg2-binary",
      instead: "psycopg2",
    });
  });

  describe("names of lists that a new backend spells otherwise", () => {
    const hatchling = { requires: ["hatchling"], backend: "hatchling.build", stated: true };
    const app = {
      ...needing("typing_extensions>=4,<5", "PyYAML<7", "universal_pathlib", "rich<15"),
      buildSystem: hatchling,
    };
    const listed = {
      relaxed: ["typing_extensions", "PyYAML", "rich", "universal_pathlib"],
      removed: ["universal_pathlib", "rich"],
    };
    const words = "typing-extensions pyyaml universal-pathlib rich";
    const namesIn = (compared: PackageComparison) =>
      fixesFor(compared).flatMap(({ fix, reason }) => ("name" in fix ? [[fix.kind, fix.name, reason]] : []));

    test("are listed as it spells them, where nixpkgs' hooks would not find them", () => {
      const compared = compare(app, nixPackage("app", words, listed));
      expect(namesIn(compared)).toEqual([
        [
          "remove",
          "universal-pathlib",
          "pythonRemoveDeps has universal_pathlib, which the metadata of the new build backend spells universal-pathlib.",
        ],
        [
          "relax",
          "typing-extensions",
          "pythonRelaxDeps has typing_extensions, which the metadata of the new build backend spells typing-extensions.",
        ],
      ]);
    });

    test("stay where the backend stays, where they are spelled so already, or where all are relaxed and removed", () => {
      const built = { buildSystem: list("build-system", "hatchling") };
      expect(namesIn(compare(app, nixPackage("app", words, { ...listed, ...built })))).toEqual([]);
      const both = {
        relaxed: [...listed.relaxed, "Typing-Extensions"],
        removed: [...listed.removed, "universal-pathlib"],
      };
      expect(namesIn(compare(app, nixPackage("app", words, both)))).toEqual([]);
      expect(namesIn(compare(app, nixPackage("app", words, { relaxed: "all", removed: "all" })))).toEqual([]);
    });
  });

  test("an unknown name is a blocker, and becomes none when nixpkgs has it or this repository does", () => {
    const app = needing("docker-image-py");
    const unknown = compare(app, nixPackage("app", ""));
    expect(unknown.missing).toMatchObject([{ name: "docker-image-py", from: "unknown" }]);
    expect(unknown.blockers).toEqual([
      {
        name: "docker-image-py",
        reason:
          "docker-image-py is not among the names that are known, and the list of the pinned nixpkgs was not read: " +
          "package it in .flox/pkgs, or, if the package works without it, name it in pythonRemoveDeps.",
      },
    ]);
    expect(fixesOf(unknown)).toEqual([]);
    const listed = compare(app, nixPackage("app", ""), {}, { known: knownNames(new Set()) });
    expect(listed.blockers[0]?.reason).toMatch(/^docker-image-py is not in the Python set of the pinned nixpkgs/);
    const there = compare(app, nixPackage("app", ""), {}, { known: knownNames(new Set(["docker-image-py"])) });
    expect(there.blockers).toEqual([]);
    const own = compare(
      app,
      nixPackage("app", ""),
      {},
      { own: new Map([["docker-image-py", [ownPackage("image-py")]]]) },
    );
    expect(own.blockers).toEqual([]);
    expect(fixesOf(own)).toMatchObject([{ kind: "add", from: "own", name: "image-py" }]);
  });

  test("a project of the upstream that is not packaged here is a blocker", () => {
    const projects = projectsAt("1.13.21");
    const pipes = projectNamed(projects, "dagster-postgres");
    const compared = compare(pipes, nixPackage("dagster-postgres", "psycopg2"), {}, { projects, own: new Map() });
    expect(compared.blockers).toEqual([
      {
        name: "dagster",
        reason: "dagster is the upstream's own and is not packaged here: add a package for it to .flox/pkgs.",
      },
    ]);
  });

  test("a namesake that is not the Python set's does not meet it", () => {
    const compared = compare(needing("protobuf<7"), nixPackage("app", "!protobuf !git"));
    expect(compared.missing[0]?.reason).toBe(
      "Upstream requires protobuf<7. The protobuf of the list is not the Python set's.",
    );
    expect(compared.superfluous).toEqual([]);
  });

  test("a URL is said", () => {
    const compared = compare(needing("click @ https://example.org/click.zip"), nixPackage("app", ""));
    expect(compared.missing[0]?.reason).toContain("Upstream takes it from a URL");
  });
});

describe("systems and conditions", () => {
  const linux = ["x86_64-linux", "aarch64-linux"] as const;
  const darwin = ["x86_64-darwin", "aarch64-darwin"] as const;

  test("what is needed on some systems only says so, and is to be written for them", () => {
    const compared = compare(needing("click; sys_platform == 'darwin'"), nixPackage("app", ""));
    expect(compared.missing).toMatchObject([
      { systems: darwin, reason: "Upstream requires click on x86_64-darwin and aarch64-darwin only." },
    ]);
    expect(compared.blockers).toEqual([]);
    expect(fixesOf(compared)).toMatchObject([{ kind: "add", name: "click", on: darwin }]);
  });

  test.each([
    ["dependencies", "click[x]; sys_platform == 'darwin'", {}, ""],
    [
      "optional-dependencies.more",
      "",
      { more: "click[x]; sys_platform == 'darwin'" },
      " in optional-dependencies.more",
    ],
  ])("what cannot be written for some systems is left to people: %s", (list_, dependency, extras, where) => {
    const offered = new Map(Object.keys(extras).map((name) => [name, list("", "")]));
    const app = project("app", {
      dependencies: [dependency].filter(Boolean),
      optionalDependencies: new Map(Object.entries(extras).map(([name, text]) => [name, [text]])),
    });
    const compared = compare(app, nixPackage("app", "", { optionalDependencies: offered }));
    const fixes = fixesFor(compared).map((one) => documentedFix(one, "no such names"));
    expect(fixes.map((fix) => fix.list)).toEqual([list_, list_]);
    const only = `on x86_64-darwin and aarch64-darwin only: add it under lib.optionals.`;
    expect(packageRequirements(compared, fixes).blockers).toEqual([
      { name: "click", reason: `click is needed${where} ${only}` },
      { name: "click[x]", reason: `click[x] is needed${where} ${only}` },
    ]);
    expect(
      packageRequirements(
        compared,
        fixesFor(compared).map((one) => documentedFix(one)),
      ).blockers,
    ).toEqual([]);
  });

  test("what is refused and needed everywhere is no blocker: the fix says it", () => {
    const compared = compare(needing("click"), nixPackage("app", ""));
    const fixes = fixesFor(compared).map((one) => documentedFix(one, "no such name"));
    expect(packageRequirements(compared, fixes).blockers).toEqual([]);
  });

  type Entries = readonly (readonly [condition: string, on: readonly System[] | undefined])[];
  const having = (entries: Entries) => {
    const [entry] = list("dependencies", "click").entries;
    if (entry === undefined) throw new Error("one entry");
    const listed = entries.map(([condition, on]) => ({ ...entry, condition, on }));
    return nixPackage("app", "", { dependencies: list("dependencies", "", { entries: listed }) });
  };
  const everywhere = "click";
  const onLinux = "click; sys_platform == 'linux'";

  test.each<[string, Entries, string | undefined]>([
    [everywhere, [["x", undefined]], "x, and upstream needs it on every system"],
    [everywhere, [["isLinux", linux]], "isLinux, and upstream needs it on every system"],
    [
      everywhere,
      [
        ["isLinux", linux],
        ["x", undefined],
      ],
      "isLinux or x, and upstream needs it on every system",
    ],
    [
      everywhere,
      [
        ["isLinux", linux],
        ["isDarwin", darwin],
      ],
      undefined,
    ],
    [onLinux, [["isLinux", linux]], undefined],
    [onLinux, [["x", undefined]], "x, and upstream needs it on x86_64-linux and aarch64-linux"],
    [
      onLinux,
      [["isAarch64", ["aarch64-linux", "aarch64-darwin"]]],
      "isAarch64, and upstream needs it on x86_64-linux and aarch64-linux",
    ],
  ])("%s, there if %j", (requirement, entries, conditions) => {
    const compared = compare(needing(requirement), having(entries));
    expect(compared.missing).toEqual([]);
    expect(compared.superfluous).toEqual([]);
    expect(compared.unresolved).toEqual(
      conditions === undefined
        ? []
        : [{ what: "click", file: "package.nix", line: 10, reason: `click is there only if ${conditions}.` }],
    );
  });

  test("an extra that some systems ask for is missing there", () => {
    const app = needing("uvicorn>=1", "uvicorn[standard]<3; sys_platform == 'linux'");
    const compared = compare(app, nixPackage("app", ""));
    expect(compared.missing.map(({ name, extra, systems: on, requirement }) => [name, extra, on, requirement])).toEqual(
      [
        [
          "uvicorn",
          null,
          systems,
          "uvicorn[standard]>=1,<3 on x86_64-linux, aarch64-linux; >=1 on x86_64-darwin, aarch64-darwin",
        ],
        ["uvicorn", "standard", linux, "uvicorn[standard]>=1,<3"],
      ],
    );
    expect(fixesOf(compared)).toMatchObject([{ on: systems }, { extra: "standard", on: linux }]);
  });

  test("what is there on other systems alone is missing", () => {
    const compared = compare(needing(onLinux), having([["isDarwin", darwin]]));
    expect(compared.missing).toMatchObject([{ name: "click", systems: linux }]);
    expect(compared.unresolved).toEqual([]);
  });

  test("bounds that differ by system are told apart", () => {
    const app = needing("click<8; sys_platform == 'linux'", "click<9; sys_platform == 'darwin'");
    expect(compare(app, nixPackage("app", "")).missing[0]?.requirement).toBe(
      "click<8 on x86_64-linux, aarch64-linux; <9 on x86_64-darwin, aarch64-darwin",
    );
  });
});

describe("what is not understood is not guessed", () => {
  test("a computed part of the list: nothing is missing, and it is said", () => {
    const nix = nixPackage("app", "", { dependencies: list("propagatedBuildInputs", "click", { complete: false }) });
    const compared = compare(needing("click", "requests", "uvicorn[standard]"), nix);
    expect(compared.missing).toEqual([]);
    expect(compared.unresolved).toMatchObject([
      {
        what: "dependencies",
        file: ".flox/pkgs/app.nix",
        reason:
          "Whether requests, uvicorn, uvicorn[standard] is there cannot be told: a part of the list " +
          "propagatedBuildInputs is computed.",
      },
    ]);
  });

  test("requirements that cannot be read: what is missing is said, what is superfluous is not", () => {
    const why = "it is computed by a function that is not read";
    const unresolved = [{ what: "install_requires", file: "setup.py", line: 7, why }];
    const app = { ...needing("click", "bad requirement"), unresolved, unread: new Set(["dependencies"] as const) };
    const compared = compare(app, nixPackage("app", "six"));
    expect(named(compared.missing)).toEqual(["click"]);
    expect(compared.superfluous).toEqual([]);
    expect(compared.unresolved.map(({ reason }) => reason)).toEqual([
      `"install_requires": ${why}.`,
      'The requirement "bad requirement" has "requirement" where a bound or a marker is expected.',
      "Whether six is superfluous cannot be told: a part of upstream's requirements cannot be read.",
    ]);
  });

  test("a marker that only the machine can answer", () => {
    const compared = compare(needing("click; platform_release >= '6'"), nixPackage("app", ""));
    expect(compared.missing).toEqual([]);
    expect(compared.unresolved[0]?.reason).toBe(
      "Whether click is needed depends on \"platform_release >= '6'\", which is not known before it runs.",
    );
  });

  test("no lists at all", () => {
    const compared = compare(needing("click"), undefined);
    expect(compared.missing).toEqual([]);
    expect(fixesOf(compared)).toEqual([]);
    expect(compared.unresolved[0]?.reason).toContain("no call of buildPythonPackage that is understood");
  });

  test("more requirements than anybody has are bounded", () => {
    const many = Array.from({ length: 3000 }, (_, index) => `p${index}`);
    const compared = compare(needing(...many), nixPackage("app", ""));
    expect(compared.missing).toHaveLength(2000);
    expect(compared.unresolved[0]?.reason).toBe("Of 3000 requirements, those after the first 2000 are not read.");
  });
});

describe("what the packager has decided", () => {
  test("ignored projects are not reported, neither missing nor superfluous nor changed", () => {
    const app = needing("click>=8");
    const before = { ...statedBy(app), requirements: ["click>=7", "gone"] };
    const ignore = new Set(["click", "gone", "six"]);
    const compared = compare(app, nixPackage("app", "six"), { ignore, before });
    expect(compared).toMatchObject({ missing: [], superfluous: [], changed: [] });
  });

  test("pythonRemoveDeps meets a requirement", () => {
    const app = needing("Docker_Image_Py");
    expect(compare(app, nixPackage("app", "", { removed: ["docker-image-py"] }))).toMatchObject({
      missing: [],
      blockers: [],
      satisfied: [{ requirement: "Docker_Image_Py", by: "pythonRemoveDeps" }],
    });
    expect(compare(app, nixPackage("app", "", { removed: "all" })).missing).toEqual([]);
  });

  test("bounds that are said to be broken are relaxed, with both versions, unless they are or hold", () => {
    const app = needing("coloredlogs>=6.1,<=14.0", "rich");
    const source = "the configuration says that the pinned nixpkgs has";
    const broken = (projectName: string, has?: string) => ({ project: projectName, has, source });
    const relaxed = (bounds: PackageFacts["broken"], nix = nixPackage("app", "coloredlogs rich")) =>
      fixesFor(compare(app, nix, { broken: bounds }));
    expect(relaxed([broken("coloredlogs", "15.0.1")])).toEqual([
      {
        fix: { kind: "relax", attribute: "app", name: "coloredlogs" },
        reason: "Upstream requires coloredlogs>=6.1,<=14.0; the configuration says that the pinned nixpkgs has 15.0.1.",
      },
    ]);
    expect(relaxed([broken("coloredlogs")])[0]?.reason).toContain("has another version");
    expect(relaxed([broken("coloredlogs", "13.0")])).toEqual([]);
    expect(relaxed([broken("rich", "1")])).toEqual([]);
    expect(relaxed([broken("absent", "1")])).toEqual([]);
    const nix = nixPackage("app", "coloredlogs rich", { relaxed: ["Coloredlogs"] });
    expect(relaxed([broken("coloredlogs", "15.0.1")], nix)).toEqual([]);
    expect(relaxed([broken("coloredlogs", "15.0.1")], { ...nix, relaxed: "all" })).toEqual([]);
    for (const removed of [["Coloredlogs"], "all"] as const) {
      const without = nixPackage("app", "coloredlogs rich", { removed });
      expect(relaxed([broken("coloredlogs", "15.0.1")], without)).toEqual([]);
    }
  });
});

describe("extras that the package offers", () => {
  const app = (extras: Readonly<Record<string, readonly string[]>>, dependencies: readonly string[] = []) =>
    project("App", { dependencies, optionalDependencies: new Map(Object.entries(extras)) });
  const offering = (extras: Readonly<Record<string, string>>, dependencies = "") =>
    nixPackage("app", dependencies, {
      optionalDependencies: new Map(
        Object.entries(extras).map(([name, words]) => [name, list(`optional-dependencies.${name}`, words)]),
      ),
    });
  const lists = (compared: PackageComparison) => compared.missing.map(({ list: of, name }) => `${of} ${name}`);

  test("are compared, and get what they lack", () => {
    const compared = compare(app({ docker: ["docker>=5", "click"] }), offering({ docker: "six click" }));
    expect(compared.missing).toMatchObject([{ name: "docker", list: "optional-dependencies.docker" }]);
    expect(compared.superfluous).toMatchObject([
      {
        name: "six",
        list: "optional-dependencies.docker",
        reason: "app does not declare it in optional-dependencies.docker.",
      },
    ]);
    expect(compared.blockers).toEqual([]);
    expect(fixesOf(compared)).toMatchObject([{ kind: "add", list: "optional-dependencies.docker", name: "docker" }]);
  });

  test.each([
    ["foo_bar", "foo-bar"],
    ["foo-bar", "foo_bar"],
    ["Foo.Bar", "foo-bar"],
    ["foo--bar", "Foo_bar"],
  ])("upstream's %s is %s in Nix", (stated, written) => {
    const compared = compare(app({ [stated]: ["click"] }), offering({ [written]: "" }));
    expect(fixesOf(compared)).toMatchObject([{ list: `optional-dependencies.${written}`, name: "click" }]);
    expect(compare(app({ [stated]: ["click"] }), offering({ [written]: "click" })).superfluous).toEqual([]);
  });

  test("what cannot be read of an extra is said", () => {
    const extras = { docker: ["click", "bad requirement"], other: ["worse requirement"] };
    expect(compare(app(extras), offering({ docker: "click six" }))).toMatchObject({
      missing: [],
      superfluous: [],
      unresolved: [
        { what: "optional-dependencies.docker", reason: expect.stringMatching(/^The requirement "bad requirement"/) },
        { what: "optional-dependencies.docker", reason: expect.stringMatching(/^Whether six is superfluous/) },
      ],
    });
  });

  test("two spellings of one extra are one", () => {
    const extras = { foo_bar: ["click"], "foo-bar": ["rich"] };
    expect(lists(compare(app(extras), offering({ "foo-bar": "" })))).toEqual([
      "optional-dependencies.foo-bar click",
      "optional-dependencies.foo-bar rich",
    ]);
  });

  test("those that the Nix file does not offer need not be", () => {
    const compared = compare(app({ docker: ["docker>=5"] }), offering({ dockers: "" }));
    expect(compared.missing).toEqual([]);
    expect(fixesOf(compared)).toEqual([]);
  });

  test("a name that is not known is a blocker", () => {
    const compared = compare(app({ image: ["docker-image-py"] }), offering({ image: "" }));
    expect(named(compared.blockers)).toEqual(["docker-image-py"]);
    expect(compared.unknown).toEqual(["docker-image-py"]);
    expect(fixesOf(compared)).toEqual([]);
  });

  test("a marker that names the extra holds in it", () => {
    const extras = { docker: ["click; extra == 'docker'", "rich; extra == 'other'"] };
    expect(lists(compare(app(extras), offering({ docker: "" })))).toEqual(["optional-dependencies.docker click"]);
  });

  test("what the package requires anyway is there", () => {
    const compared = compare(app({ docker: ["click", "rich"] }, ["click"]), offering({ docker: "rich" }, "click"));
    expect(compared.missing).toEqual([]);
    expect(compared.satisfied).toEqual([
      {
        requirement: "click",
        by: "dependencies",
        reason: "click is there without the extra, among the package's dependencies.",
      },
    ]);
  });

  test("an extra that stands for others needs what they need", () => {
    const extras = {
      all: ["app[Docker,my_sql]", "six", "app"],
      docker: ["docker"],
      "my-sql": ["sqlalchemy; sys_platform == 'linux'", "APP[all]"],
    };
    const compared = compare(app(extras), offering({ all: "six", docker: "docker" }));
    expect(lists(compared)).toEqual(["optional-dependencies.all docker", "optional-dependencies.all sqlalchemy"]);
    expect(compared.superfluous).toEqual([]);
  });

  test("an extra that stands for others on some Pythons", () => {
    const extras = {
      all: ["app[docker]; python_version < '3'", "app[six]; python_version > '3'"],
      docker: ["docker"],
      six: ["six"],
    };
    expect(lists(compare(app(extras), offering({ all: "" })))).toEqual(["optional-dependencies.all six"]);
  });
});

describe("Python", () => {
  test.each([
    [">=3.10,<3.15", 0],
    [">=3.14", 1],
    [">=3.13.2", 0],
    ["<3.13", 1],
    ["not a specifier", 0],
  ])("%s: %d blockers for 3.13", (requiresPython, count) => {
    expect(compare(project("app", { requiresPython }), nixPackage("app", "")).blockers).toHaveLength(count);
  });

  test("the blocker names both", () => {
    const compared = compare(project("app", { requiresPython: ">=3.14" }), nixPackage("app", ""));
    expect(compared.blockers).toEqual([
      { name: "python", reason: 'Upstream requires Python ">=3.14", and the package is built for 3.13.' },
    ]);
  });
});

describe("what changed", () => {
  const change = (before: readonly string[], after: readonly string[]) => {
    const app = needing(...after);
    return compare(app, undefined, { before: { ...statedBy(app), requirements: before } }).changed.map(
      ({ reason }) => reason,
    );
  };

  test.each([
    [["a"], ["a"], []],
    [["a<3.0.0", "b>=1,<2"], ["a <3", "b<2,>=1"], []],
    [["a~=3.0"], ["a~=3.0.0"], ["a was ~=3.0 and is ~=3.0.0."]],
    [["a==1.0rc1"], ["a==1rc1"], []],
    [[], ["a[x]>=1"], ["a[x]>=1 is new."]],
    [["a"], [], ["a is no longer required."]],
    [["a"], ["a<2"], ["a <2 is a new bound."]],
    [["a<2"], ["a"], ["a has lost its bound <2."]],
    [["a"], ["a[x]"], ["It asked for no extra and asks for [x]."]],
    [["a"], ["a; os_name=='nt'"], ["a is now required only where os_name=='nt'."]],
    [
      ["a"],
      ["a; sys_platform=='linux'"],
      [
        "It was needed on x86_64-linux, aarch64-linux, x86_64-darwin, aarch64-darwin and is needed on x86_64-linux, aarch64-linux.",
      ],
    ],
    [["a"], ["a @ https://example.org/a.zip"], ["It is now taken from a URL."]],
  ])("%j to %j", (before, after, expected) => {
    expect(change(before, after)).toEqual(expected);
  });

  test("console scripts added and gone, and what they call is upstream's matter", () => {
    const app = project("app", {
      scripts: new Map([
        ["app", "app:new"],
        ["app-serve", "app:serve"],
      ]),
    });
    const before = {
      ...statedBy(app),
      scripts: new Map([
        ["app", "app:main"],
        ["app-old", "app:old"],
      ]),
    };
    expect(compare(app, undefined, { before }).changed).toEqual([
      { what: "script", name: "app-old", from: "app:old", to: null, reason: 'The command "app-old" is gone.' },
      { what: "script", name: "app-serve", from: null, to: "app:serve", reason: 'The command "app-serve" is new.' },
    ]);
    expect(compare(app, undefined, { before: { ...before, scripts: undefined } }).changed).toEqual([]);
  });

  test("what the build requires besides its backend", () => {
    const buildSystem = { requires: ["hatchling", "hatch-vcs"], backend: "hatchling.build", stated: true };
    const app = project("app", { buildSystem });
    const before = { ...statedBy(app), buildSystem: { requires: ["setuptools"], backend: "setuptools.build_meta" } };
    expect(compare(app, undefined, { before }).changed.map(({ what, name }) => `${what} ${name}`)).toEqual([
      "build-backend hatchling.build",
      "build-requirement hatch-vcs",
    ]);
  });

  test("where the pinned release is not known, nothing is said to have changed", () => {
    expect(compare(needing("a"), undefined).changed).toEqual([]);
  });
});

test("a fix as the document has it", () => {
  const reason = "Because.";
  const written = (fix: Parameters<typeof documentedFix>[0]["fix"], refused?: string) =>
    documentedFix({ fix, reason }, refused);
  const attribute = "app";
  const add = { kind: "add", attribute, from: "own", name: "b", extra: undefined, on: systems } as const;
  const added = { kind: "add", list: "dependencies", names: ["b"], extra: null, reason, refused: "No." };
  expect(written({ ...add, list: "dependencies" }, "No.")).toEqual(added);
  expect(written({ ...add, list: "optional-dependencies.x" })).toMatchObject({ list: "optional-dependencies.x" });
  expect(written({ kind: "backend", attribute, names: ["x", "y"] })).toMatchObject({
    list: "build-system",
    names: ["x", "y"],
    refused: null,
  });
  expect(written({ kind: "relax", attribute, name: "b" })).toMatchObject({ list: "pythonRelaxDeps" });
  expect(written({ kind: "remove", attribute, name: "b", instead: "c" })).toMatchObject({ list: "pythonRemoveDeps" });
});
