import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { dagsterMetadata } from "../helpers/dagster-1.12.1.ts";
import { describeWith } from "../helpers/needs.ts";
import { type EvaluatedPackage, evaluatePackages, type Nix, temporaryNix } from "../helpers/nix.ts";

const directory = join(import.meta.dirname, "..", "..", "dagster-build");

/** What nixpkgs calls what each package of 1.12.1 requires, outside of Windows; extras are written out below. */
const requirements: Record<string, readonly string[]> = {
  "dagster-pipes": [],
  "dagster-shared": ["packaging", "platformdirs", "pydantic", "pyyaml", "tomlkit", "typing-extensions"],
  dagster: [
    "alembic",
    "antlr4-python3-runtime",
    "click",
    "coloredlogs",
    "dagster-pipes",
    "dagster-shared",
    "docstring-parser",
    "filelock",
    "grpcio",
    "grpcio-health-checking",
    "jinja2",
    "protobuf",
    "python-dotenv",
    "pytz",
    "requests",
    "rich",
    "setuptools",
    "six",
    "sqlalchemy",
    "structlog",
    "tabulate",
    "tomli",
    "toposort",
    "tqdm",
    "tzdata",
    "universal-pathlib",
    "watchdog",
  ],
  // With what the stand-in says is in gql[requests].
  "dagster-graphql": ["dagster", "gql", "graphene", "requests", "requests-toolbelt", "starlette"],
  // With what the stand-in says is in uvicorn[standard].
  "dagster-webserver": ["click", "dagster", "dagster-graphql", "python-dotenv", "pyyaml", "starlette", "uvicorn"],
  "dagster-postgres": ["dagster", "psycopg2"],
};
const pythonPackages = Object.keys(requirements);

const directories: Record<string, string> = {
  "dagster-pipes": "python_modules/dagster-pipes",
  "dagster-shared": "python_modules/libraries/dagster-shared",
  dagster: "python_modules/dagster",
  "dagster-graphql": "python_modules/dagster-graphql",
  "dagster-postgres": "python_modules/libraries/dagster-postgres",
};

describeWith("nix", "dagster-build evaluates against the stand-in nixpkgs", () => {
  let nix: Nix;
  let packages: Record<string, EvaluatedPackage>;

  function at(attribute: string): EvaluatedPackage {
    const found = packages[attribute];
    if (found === undefined) throw new Error(`${attribute} is missing`);
    return found;
  }

  beforeAll(async () => {
    nix = await temporaryNix();
    packages = await evaluatePackages(nix, directory, { metadata: dagsterMetadata });
  });
  afterAll(() => nix.close());

  test("has these packages, each with upstream's own version", () => {
    const versions = Object.fromEntries(
      Object.entries(packages).map(([attribute, { name, version }]) => [attribute, [name, version]]),
    );
    expect(versions).toEqual({
      "dagster-src": ["dagster-1.12.1-source", null],
      "dagster-pipes": ["python3.13-dagster-pipes-1.12.1", "1.12.1"],
      "dagster-shared": ["python3.13-dagster-shared-1.12.1", "1.12.1"],
      dagster: ["python3.13-dagster-1.12.1", "1.12.1"],
      "dagster-graphql": ["python3.13-dagster-graphql-1.12.1", "1.12.1"],
      "dagster-webserver": ["python3.13-dagster-webserver-1.12.1", "1.12.1"],
      "dagster-postgres": ["python3.13-dagster-postgres-0.28.1", "0.28.1"],
      "dagster-complete": ["dagster-complete-1.12.1", "1.12.1"],
    });
  });

  test.each(["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"])("on %s", async (system) => {
    const there = await evaluatePackages(nix, directory, { metadata: dagsterMetadata, system });
    expect(there).toEqual(packages);
  });

  test("the source is the release's archive, named after it", () => {
    expect(at("dagster-src").source).toEqual({
      name: "dagster-1.12.1-source",
      url: "https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz",
      rev: "1.12.1",
      tag: null,
      outputHash: "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=",
      outputHashMode: "recursive",
    });
  });

  test.each(Object.entries(directories))("%s is built from %s of the one source", (attribute, path) => {
    expect(at(attribute).source).toEqual(at("dagster-src").source);
    expect(at(attribute).sourceRoot).toBe(`dagster-1.12.1-source/${path}`);
  });

  test("the web server is built from its sdist, which has the web UI", () => {
    expect(at("dagster-webserver").source).toEqual({
      name: "dagster_webserver-1.12.1.tar.gz",
      url: "https://files.pythonhosted.org/packages/source/d/dagster_webserver/dagster_webserver-1.12.1.tar.gz",
      rev: null,
      tag: null,
      outputHash: "sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU=",
      outputHashMode: "flat",
    });
  });

  test.each(pythonPackages)("%s requires what upstream requires, and no more", (attribute) => {
    expect([...new Set(at(attribute).dependencies)].sort()).toEqual(requirements[attribute]);
  });

  test.each(pythonPackages)("%s is built by setuptools, for one Python, and is imported", (attribute) => {
    const { python, pyproject, buildSystem, pythonImportsCheck, pname } = at(attribute);
    expect({ python, pyproject, buildSystem }).toEqual({
      python: "3.13",
      pyproject: true,
      buildSystem: ["setuptools"],
    });
    expect(pname).toBe(attribute);
    expect(pythonImportsCheck).toEqual([attribute.replaceAll("-", "_")]);
  });

  test("bounds are relaxed, and names left out, only where nixpkgs cannot do otherwise", () => {
    const exceptions = pythonPackages.map((attribute) => [
      attribute,
      at(attribute).pythonRelaxDeps,
      at(attribute).pythonRemoveDeps,
    ]);
    expect(exceptions.filter(([, relaxed, removed]) => relaxed?.length || removed?.length)).toEqual([
      ["dagster", ["coloredlogs"], []],
      ["dagster-postgres", [], ["psycopg2-binary"]],
    ]);
  });

  test("the join holds every package, and all that they require, around one Python", () => {
    const expected = new Set([...pythonPackages, ...Object.values(requirements).flat()]);
    expect(new Set(at("dagster-complete").joins)).toEqual(expected);
  });

  test.each([...pythonPackages, "dagster-src", "dagster-complete"])("%s says what it is", (attribute) => {
    expect(at(attribute).meta).toMatchObject({
      description: expect.stringMatching(/^[A-Z].*[^.]$/),
      homepage: "https://dagster.io",
      // The source's rev: no library's version is a tag upstream.
      changelog: "https://github.com/dagster-io/dagster/blob/1.12.1/CHANGES.md",
      license: { spdxId: "Apache-2.0" },
      platforms: ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"],
    });
  });
});
