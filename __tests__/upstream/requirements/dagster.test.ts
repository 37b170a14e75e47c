import { describe, expect, test } from "@jest/globals";
import { systems } from "../../../src/flox/systems.ts";
import type { PythonPackage } from "../../../src/nix/python/model.ts";
import { comparePackages, type PackageComparison } from "../../../src/upstream/requirements/compare.ts";
import { fixesFor } from "../../../src/upstream/requirements/fixes.ts";
import { statedBy } from "../../../src/upstream/requirements/stated.ts";
import { facts, list, nixPackage, projectNamed, projectsAt, surroundings } from "./packages.ts";

function compare(nix: readonly PythonPackage[], from: string, to: string): ReadonlyMap<string, PackageComparison> {
  const [before, after] = [projectsAt(from), projectsAt(to)];
  const packages = nix.map((one) =>
    facts(projectNamed(after, one.attribute), one, { before: statedBy(projectNamed(before, one.attribute)) }),
  );
  const around = surroundings(
    after,
    nix.map(({ attribute }) => attribute),
  );
  return new Map(comparePackages(packages, around).map((one) => [one.comparing.attribute, one]));
}

const names = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name);
const reasons = (items: readonly { readonly reason: string }[] = []) => items.map(({ reason }) => reason);

describe("lists written by hand for 1.9.11, at 1.12.0", () => {
  const setuptools = { format: "setuptools", buildSystem: undefined } as const;
  const byHand = [
    nixPackage("dagster-shared", "packaging pyyaml", setuptools),
    nixPackage("dagster-pipes", "./dagster-shared", setuptools),
    nixPackage(
      "dagster",
      `alembic click coloredlogs jinja2 grpcio grpcio-health-checking protobuf python-dotenv pytz requests setuptools six
      tabulate tomli tqdm tzdata structlog sqlalchemy toposort watchdog psutil docstring-parser rich filelock pydantic
      ./dagster-pipes ./dagster-shared`,
      setuptools,
    ),
  ];
  const compared = compare(byHand, "1.12.0", "1.12.0");
  const [shared, pipes, dagster] = ["dagster-shared", "dagster-pipes", "dagster"].map((name) => compared.get(name));

  test("what is missing", () => {
    expect(names(shared?.missing)).toEqual(["platformdirs", "pydantic", "tomlkit", "typing-extensions"]);
    expect(names(dagster?.missing)).toEqual(["antlr4-python3-runtime", "universal-pathlib"]);
    expect(pipes?.missing).toEqual([]);
    expect(reasons(shared?.missing)).toEqual([
      "Upstream requires platformdirs.",
      "Upstream requires pydantic>=2,<3.0.0.",
      "Upstream requires tomlkit.",
      "Upstream requires typing_extensions>=4.11.0,<5.",
    ]);
    expect(dagster?.missing[1]).toMatchObject({ requirement: "universal_pathlib>=0.2.0", from: "python-set" });
  });

  test("what is superfluous, and why", () => {
    expect(shared?.superfluous).toEqual([]);
    expect(names(dagster?.superfluous)).toEqual(["psutil", "pydantic"]);
    expect(reasons(dagster?.superfluous)).toEqual([
      'Upstream requires psutil on Windows only (platform_system=="Windows").',
      "dagster does not declare it; dagster-shared, which it requires, does.",
    ]);
    expect(names(pipes?.superfluous)).toEqual(["dagster-shared"]);
    expect(reasons(pipes?.superfluous)).toEqual([
      "dagster-pipes does not declare it, and nothing of the upstream's that it requires does.",
    ]);
    expect(dagster?.superfluous[0]).toMatchObject({ file: "package.nix", line: 30, column: 5 });
  });

  test("the six are written, nothing else is, and nothing stands in the way", () => {
    const fixes = [...compared.values()].flatMap((one) => fixesFor(one).map(({ fix }) => fix));
    const add = (attribute: string, name: string) => ({
      kind: "add",
      attribute,
      list: "dependencies",
      from: "python-set",
      name,
      extra: undefined,
      on: systems,
    });
    expect(fixes).toEqual([
      add("dagster-shared", "platformdirs"),
      add("dagster-shared", "pydantic"),
      add("dagster-shared", "tomlkit"),
      add("dagster-shared", "typing-extensions"),
      add("dagster", "antlr4-python3-runtime"),
      add("dagster", "universal-pathlib"),
    ]);
    for (const { unresolved, blockers, changed, satisfied } of compared.values()) {
      expect({ unresolved, blockers, changed, satisfied }).toEqual({
        unresolved: [],
        blockers: [],
        changed: [],
        satisfied: [],
      });
    }
  });
});

describe("from 1.12.1 to 1.13.21, across the build backends", () => {
  const at1121 = [
    nixPackage("dagster-shared", "packaging platformdirs pydantic pyyaml tomlkit typing-extensions"),
    nixPackage("dagster-pipes", ""),
    nixPackage(
      "dagster",
      `alembic antlr4-python3-runtime click coloredlogs ./dagster-pipes ./dagster-shared docstring-parser filelock grpcio
      grpcio-health-checking jinja2 protobuf python-dotenv pytz requests rich setuptools six sqlalchemy structlog tabulate
      tomli toposort tqdm tzdata universal-pathlib watchdog`,
      { relaxed: ["coloredlogs"] },
    ),
    nixPackage("dagster-graphql", "./dagster gql graphene requests starlette gql[requests]"),
    nixPackage("dagster-webserver", "click ./dagster ./dagster-graphql starlette uvicorn uvicorn[standard]"),
    nixPackage("dagster-postgres", "./dagster psycopg2", { removed: ["psycopg2-binary"] }),
  ];
  const compared = compare(at1121, "1.12.1", "1.13.21");

  test("nothing is missing, and setuptools is no longer a requirement of dagster", () => {
    for (const { missing, blockers, unresolved } of compared.values()) {
      expect({ missing, blockers, unresolved }).toEqual({ missing: [], blockers: [], unresolved: [] });
    }
    expect([...compared.values()].flatMap(({ superfluous }) => names(superfluous))).toEqual(["setuptools"]);
    expect(reasons(compared.get("dagster")?.superfluous)).toEqual([
      "dagster no longer declares it (1.12.1 did), and nothing of the upstream's that it requires does.",
    ]);
  });

  test("the bounds that are new, named; the packages' pins of each other are not news", () => {
    const changed = (attribute: string) =>
      compared
        .get(attribute)
        ?.changed.filter(({ what }) => what === "requirement")
        .map(({ reason }) => reason);
    expect(changed("dagster")).toEqual([
      "antlr4-python3-runtime <4.14 is a new bound.",
      "grpcio-health-checking was >=1.66.2 and is >=1.66.2,<1.82.",
      "setuptools is no longer required.",
    ]);
    expect(changed("dagster-graphql")).toEqual(["gql was >=3,<4 and is >=3,<5."]);
    for (const attribute of ["dagster-shared", "dagster-pipes", "dagster-webserver", "dagster-postgres"]) {
      expect(changed(attribute)).toEqual([]);
    }
  });

  test("backends and Python, named", () => {
    const others = compared.get("dagster-pipes")?.changed;
    expect(others).toEqual([
      {
        what: "requires-python",
        name: "python",
        from: ">=3.9,<3.15",
        to: ">=3.10,<3.15",
        reason: "Python was >=3.9,<3.15 and is >=3.10,<3.15.",
      },
      {
        what: "build-backend",
        name: "hatchling.build",
        from: "setuptools.build_meta:__legacy__",
        to: "hatchling.build",
        reason: "It was built with setuptools.build_meta:__legacy__ and is built with hatchling.build.",
      },
    ]);
  });

  test("every package gets the new backend and nothing else; what is relaxed stays so", () => {
    const fixes = [...compared].map(([attribute, one]) => [attribute, fixesFor(one)] as const);
    for (const [attribute, planned] of fixes) {
      expect(planned).toEqual([
        {
          fix: { kind: "backend", attribute, names: ["hatchling"] },
          reason: 'The package is built with setuptools; upstream builds with "hatchling.build".',
        },
      ]);
    }
    expect(compared.get("dagster")?.satisfied).toEqual([
      {
        requirement: "coloredlogs>=6.1,<=14.0",
        by: "pythonRelaxDeps",
        reason: "pythonRelaxDeps takes the bounds of coloredlogs>=6.1,<=14.0 off.",
      },
    ]);
    expect(compared.get("dagster-postgres")?.satisfied).toEqual([
      {
        requirement: "psycopg2-binary",
        by: "psycopg2",
        reason: "nixpkgs packages psycopg2-binary as psycopg2.",
      },
    ]);
  });

  test("a copied subdirectory that becomes hatchling is a blocker, with the edit to make", () => {
    const dagster = nixPackage("dagster", "", {
      format: "setuptools",
      buildSystem: undefined,
      copiesSubdirectory: true,
      copiedFrom: "dagster-src",
    });
    const one = compare([dagster], "1.12.1", "1.13.21").get("dagster");
    const copied = one?.blockers.find(({ name }) => name === "hatchling");
    expect(copied?.reason).toContain(
      'src = dagster-src; and sourceRoot = "${dagster-src.name}/python_modules/dagster";',
    );
    expect(one && fixesFor(one).some(({ fix }) => fix.kind === "backend")).toBe(false);
  });

  test("the same on Python 3.12 has the bounds of 3.12", () => {
    const older = nixPackage("dagster", "", { python: [3, 12], dependencies: list("dependencies", "") });
    const one = compare([older], "1.13.21", "1.13.21").get("dagster");
    expect(one?.missing.find(({ name }) => name === "grpcio")?.requirement).toBe("grpcio>=1.44.0");
  });
});
