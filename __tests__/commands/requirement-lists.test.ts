/** Whole bumps whose upstream asks for more in extras, and on some systems only. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { systems } from "../../src/flox/systems.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { describeWith } from "../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../helpers/nix.ts";
import { dagsterBuild, type Packaging, startPackaging } from "../helpers/packaging.ts";
import { addMonorepoRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const version = "1.13.22";
const postgresFile = ".flox/pkgs/dagster-postgres.nix";

const pyproject = (name: string, stated: string, requirements: string) => `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "${name}"
version = "${stated}"
requires-python = ">=3.10"
${requirements}`;

const upstreamFiles = {
  "python_modules/libraries/dagster-postgres/pyproject.toml": pyproject(
    "dagster-postgres",
    "0.29.22",
    `dependencies = [
    "dagster==${version}",
    "psycopg2-binary",
    "psutil; sys_platform == 'linux'",
    "watchdog>=2; platform_system == 'Darwin'",
    "tomli; sys_platform == 'darwin' and platform_machine == 'arm64'",
    "pywin32; sys_platform == 'win32'",
]

[project.optional-dependencies]
Cloud_SQL = ["boto3", "google-auth", "uvicorn[standard]; sys_platform == 'linux'"]
test = ["docker>=5"]
all = ["dagster-postgres[cloud-sql,test]"]
`,
  ),
  "python_modules/dagster-graphql/pyproject.toml": pyproject(
    "dagster-graphql",
    version,
    `dependencies = [
    "dagster==${version}", "graphene>=3,<4", "gql[requests]>=3,<5", "requests", "starlette",
    "psutil; sys_platform == 'linux'",
]
`,
  ),
};

/** What the packager has, and what is to become of it. */
function postgres(own: string, dependencies: string, cloud: string, all: string): string {
  return `# PostgreSQL.
{ lib, stdenv, python313Packages, dagster-src, dagster }:

python313Packages.buildPythonPackage {
  pname = "dagster-postgres";
  version = "${own}";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/python_modules/libraries/dagster-postgres";

  build-system = with python313Packages; [ hatchling ];

  dependencies = with python313Packages; [
    dagster
    psycopg2 # with nixpkgs' libraries
  ]
  ++ lib.optionals stdenv.isDarwin [ ${dependencies};

  passthru.optional-dependencies = rec {
    cloud-sql = with python313Packages; [
${cloud};
    # Everything.
    all = cloud-sql ++ [ ${all}];
  };

  pythonRemoveDeps = [ "psycopg2-binary" ];
}
`;
}

const before = postgres("0.28.1", "]", "      boto3\n    ]", "");
const host = "stdenv.hostPlatform";
const after = postgres(
  "0.29.22",
  `watchdog ]
  ++ lib.optionals ${host}.isLinux [ psutil ]
  ++ lib.optionals (${host}.isDarwin && ${host}.isAarch64) [ tomli ]`,
  `      boto3
      google-auth
    ]
    ++ lib.optionals ${host}.isLinux [ uvicorn ]
    ++ lib.optionals ${host}.isLinux uvicorn.optional-dependencies.standard`,
  "python313Packages.docker ",
);

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1"] });
  await addMonorepoRelease(upstream, version, upstreamFiles);
  packaging = await startPackaging(upstream, {
    name: "someone/lists",
    files: { ...(await dagsterBuild()), [`dagster-build/${postgresFile}`]: before },
  });
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

async function bump(inputs: InputTexts = {}) {
  const { document, text } = await inProcess(upstream, packaging).run("bump", inputs);
  return { document: bumpSchema.parse(document), text: text(createStyle(false)) };
}

const file = (name: string) => readFile(join(packaging.directory, name), "utf8");
const fixesOf = ({ requirements }: BumpDocument, attribute: string) =>
  requirements[attribute]?.fixes.map(({ kind, list, names, extra, refused }) => {
    const name = extra === null ? names.join(" ") : `${names.join(" ")}[${extra}]`;
    return `${kind} ${name} to ${list}${refused === null ? "" : `: ${refused}`}`;
  });

test("a bump writes them, says so, and the next one finds nothing to do", async () => {
  await packaging.restore();
  const others = await packaging.files();
  const { document, text } = await bump();
  expect(document).toMatchObject({ outcome: "update", candidate: { tag: version } });

  expect(await file(postgresFile)).toBe(after);
  expect(fixesOf(document, "dagster-postgres")).toEqual([
    "add psutil to dependencies",
    "add tomli to dependencies",
    "add watchdog to dependencies",
    "add google-auth to optional-dependencies.cloud-sql",
    "add uvicorn to optional-dependencies.cloud-sql",
    "add uvicorn[standard] to optional-dependencies.cloud-sql",
    "add docker to optional-dependencies.all",
    "add google-auth to optional-dependencies.all",
    "add uvicorn to optional-dependencies.all",
    "add uvicorn[standard] to optional-dependencies.all",
  ]);
  const { missing, blockers, unresolved } = document.requirements["dagster-postgres"] ?? {};
  expect(missing?.map(({ list, name, systems: on }) => [list, name, on.length])).toEqual([
    ["dependencies", "psutil", 2],
    ["dependencies", "tomli", 1],
    ["dependencies", "watchdog", 2],
    ["optional-dependencies.cloud-sql", "google-auth", 4],
    ["optional-dependencies.cloud-sql", "uvicorn", 2],
    ["optional-dependencies.cloud-sql", "uvicorn", 2],
    ["optional-dependencies.all", "docker", 4],
    ["optional-dependencies.all", "google-auth", 4],
    ["optional-dependencies.all", "uvicorn", 2],
    ["optional-dependencies.all", "uvicorn", 2],
  ]);
  expect({ blockers, unresolved }).toEqual({ blockers: [], unresolved: [] });
  expect(text).toContain("For optional-dependencies.cloud-sql. Upstream requires google-auth.");
  const written = document.requirementEdits.edits.filter(({ file: of }) => of === postgresFile);
  expect(written.map(({ line, kind, from, to }) => [line, kind, from, to.trim()])).toEqual([
    [18, "requirement", "", "watchdog"],
    [
      18,
      "requirement",
      "",
      `++ lib.optionals ${host}.isLinux [ psutil ]\n  ++ lib.optionals (${host}.isDarwin && ${host}.isAarch64) [ tomli ]`,
    ],
    [22, "requirement", "", "google-auth"],
    [
      23,
      "requirement",
      "",
      `++ lib.optionals ${host}.isLinux [ uvicorn ]\n    ++ lib.optionals ${host}.isLinux uvicorn.optional-dependencies.standard`,
    ],
    [25, "requirement", "", "python313Packages.docker"],
  ]);

  // The package whose file has neither lib nor stdenv is left to people.
  const graphql = document.requirements["dagster-graphql"];
  expect(fixesOf(document, "dagster-graphql")?.[0]).toBe(
    "add psutil to dependencies: lib and stdenv are not among the names there, or are other ones",
  );
  expect(graphql?.blockers).toEqual([
    {
      name: "psutil",
      reason: "psutil is needed on x86_64-linux and aarch64-linux only: add it under lib.optionals.",
    },
  ]);
  expect(await file(".flox/pkgs/dagster-graphql.nix")).not.toContain("psutil");

  // Nothing else has changed in the other files but versions, backends and the lock file.
  const changed = Object.entries(await packaging.files()).filter(([path, content]) => others[path] !== content);
  for (const [path, content] of changed) {
    if (!path.endsWith(".nix") || path.endsWith(postgresFile)) continue;
    const lines = content.split("\n");
    const old = others[path]?.split("\n") ?? [];
    expect(lines).toHaveLength(old.length);
    const different = lines.filter((line, index) => line !== old[index]);
    for (const line of different) expect(line).toMatch(/^ {2,4}(version|rev|hash|tag|build-system|name) = /);
  }

  // The same files again: what was written is understood.
  const again = (await bump({ tag: version })).document;
  expect(again.requirementEdits.edits).toEqual([]);
  expect(again.requirements["dagster-postgres"]).toMatchObject({
    missing: [],
    superfluous: [],
    unresolved: [],
    blockers: [],
    fixes: [],
  });
  expect(await file(postgresFile)).toBe(after);
});

test("report shows it and writes none of it", async () => {
  await packaging.restore();
  const { document, text } = await bump({ requirements: "report" });
  expect(document.requirementEdits.mode).toBe("report");
  expect(await file(postgresFile)).toBe(before.replace("0.28.1", "0.29.22"));
  expect(text).toContain(`+  ++ lib.optionals ${host}.isLinux [ psutil ]`);
});

describeWith("nix", "what was written, as Nix evaluates it", () => {
  let nix: Nix;

  beforeAll(async () => {
    nix = await temporaryNix();
  });

  afterAll(() => nix.close());

  test.each(systems)("%s", async (system) => {
    await packaging.restore();
    await bump();
    expect((await nix.parse(await file(postgresFile))).accepted).toBe(true);
    const { "dagster-postgres": found } = await evaluatePackages(nix, packaging.directory, { system });
    const isLinux = system.endsWith("-linux");
    const server = isLinux ? ["uvicorn", "python-dotenv", "pyyaml"] : [];
    expect(found?.dependencies).toEqual([
      "dagster",
      "psycopg2",
      ...(isLinux ? ["psutil"] : ["watchdog", ...(system === "aarch64-darwin" ? ["tomli"] : [])]),
    ]);
    expect(found?.optionalDependencies).toEqual({
      "cloud-sql": ["boto3", "google-auth", ...server],
      all: ["boto3", "google-auth", ...server, "docker"],
    });
  });
});
