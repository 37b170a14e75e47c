/**
 * The packages of the synthetic monorepo: which there are, where, and what they require. Names, directories, version
 * tracks and bounds are those of Dagster's releases; every line of code around them is written for these tests.
 */

export interface MonorepoPackage {
  readonly project: string;
  /** As `setup.py` states it: some are written with underscores there. */
  readonly statedName?: string;
  readonly directory: string;
  /** `core` is released as 1.M.P, `library` as 0.(M+16).P. */
  readonly track: "core" | "library";
  readonly scripts: Readonly<Record<string, string>>;
  readonly requirements: (version: string) => readonly Requirement[];
}

/** One requirement in both eras: Python expressions for `setup.py`, PEP 508 strings for `pyproject.toml`. */
export type Requirement =
  | { readonly kind: "plain"; readonly text: string; readonly comment?: string }
  /** Another package of the monorepo, pinned to its version in a release and free on master. */
  | { readonly kind: "own"; readonly project: string }
  | { readonly kind: "both"; readonly setup: readonly string[]; readonly pyproject: readonly string[] };

export const master = "1!0+dev";

const plain = (...texts: readonly string[]): Requirement[] => texts.map((text) => ({ kind: "plain", text }));
const own = (project: string): Requirement => ({ kind: "own", project });
const dagster = own("dagster");

/** Up to 1.12.15 there is a setup.py, from 1.12.16 on a pyproject.toml with hatchling; master has the latter. */
export function usesPyproject(version: string): boolean {
  return version === master || !before(version, [1, 12, 16]);
}

/** Compares the release part only, which is enough for the eras. */
export function before(version: string, [major, minor, patch]: readonly [number, number, number]): boolean {
  const [a = 0, b = 0, c = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  if (a !== major) return a < major;
  return b !== minor ? b < minor : c < patch;
}

/** The version of a package in the release of a core version; suffixes like `rc0` are carried over. */
export function versionOf({ track }: Pick<MonorepoPackage, "track">, core: string): string {
  if (track === "core" || core === master) return core;
  const [, minor = "0", ...rest] = core.split(".");
  return ["0", String(Number(minor) + 16), ...rest].join(".");
}

function dagsterRequirements(version: string): readonly Requirement[] {
  const early = !usesPyproject(version);
  const ceiling = early ? "" : ",<1.82";
  return [
    ...plain("click>=5.0,<9.0", "coloredlogs>=6.1,<=14.0", "Jinja2"),
    {
      kind: "plain",
      text: "alembic>=1.2.1,!=1.6.3,!=1.7.0,!=1.11.0",
      comment: "Three releases that could not migrate.",
    },
    {
      kind: "both",
      setup: ['f"grpcio>={GRPC_VERSION_FLOOR}"', 'f"grpcio-health-checking>={GRPC_VERSION_FLOOR}"'],
      pyproject: [
        "grpcio>=1.66.2; python_version>='3.13'",
        "grpcio>=1.44.0; python_version<'3.13'",
        `grpcio-health-checking>=1.66.2${ceiling}; python_version>='3.13'`,
        `grpcio-health-checking>=1.44.0${ceiling}; python_version<'3.13'`,
      ],
    },
    ...plain("protobuf>=3.20.0,<7; python_version<'3.11'", "protobuf>=4,<7; python_version>='3.11'"),
    ...plain("python-dotenv", "pytz", "requests"),
    ...(early ? plain("setuptools") : []),
    ...plain("six", "tabulate", "tomli<3", "tqdm<5", "tzdata", "structlog", "sqlalchemy>=1.0,<3", "toposort>=1.0"),
    ...plain("watchdog>=0.8.3,<7"),
    ...plain('psutil>=1.0; platform_system=="Windows"', 'pywin32!=226; platform_system=="Windows"'),
    ...plain("docstring-parser"),
    ...plain("universal_pathlib; python_version<'3.12'", "universal_pathlib>=0.2.0; python_version>='3.12'"),
    ...plain("rich", "filelock"),
    own("dagster-pipes"),
    own("dagster-shared"),
    ...plain(early ? "antlr4-python3-runtime" : "antlr4-python3-runtime<4.14"),
  ];
}

export const packages: readonly MonorepoPackage[] = [
  {
    project: "dagster-shared",
    statedName: "dagster_shared",
    directory: "python_modules/libraries/dagster-shared",
    track: "core",
    scripts: {},
    requirements: () =>
      plain(
        "PyYAML>=5.1",
        "packaging>=20.9",
        "platformdirs",
        "pydantic>=2,<3.0.0",
        "typing_extensions>=4.11.0,<5",
        "tomlkit",
      ),
  },
  {
    project: "dagster-pipes",
    directory: "python_modules/dagster-pipes",
    track: "core",
    scripts: {},
    requirements: () => [],
  },
  {
    project: "dagster",
    directory: "python_modules/dagster",
    track: "core",
    scripts: { dagster: "dagster.cli:main", "dagster-daemon": "dagster.daemon:main" },
    requirements: dagsterRequirements,
  },
  {
    project: "dagster-graphql",
    directory: "python_modules/dagster-graphql",
    track: "core",
    scripts: { "dagster-graphql": "dagster_graphql.cli:main" },
    requirements: (version) => {
      const gql = version !== master && before(version, [1, 12, 7]) ? "gql[requests]>=3,<4" : "gql[requests]>=3,<5";
      return [dagster, ...plain("graphene>=3,<4", gql, "requests", "starlette")];
    },
  },
  {
    project: "dagster-webserver",
    directory: "python_modules/dagster-webserver",
    track: "core",
    scripts: {
      "dagster-webserver": "dagster_webserver.cli:main",
      "dagster-webserver-debug": "dagster_webserver.debug:main",
    },
    requirements: () => [
      ...plain("click>=7.0,<9.0"),
      dagster,
      own("dagster-graphql"),
      ...plain("starlette!=0.36.0", "uvicorn[standard]"),
    ],
  },
  library("dagster-postgres", plain("psycopg2-binary")),
  library("dagster-docker", plain("docker", "docker-image-py")),
  library("dagster-duckdb", plain("duckdb")),
  library("dagster-aws", plain("boto3", "packaging", "requests")),
  library("dagster-k8s", [
    {
      kind: "both",
      setup: ['f"kubernetes<{KUBERNETES_VERSION_UPPER_BOUND}"', '"google-auth!=2.23.1"'],
      pyproject: ["kubernetes<37", "google-auth!=2.23.1"],
    },
  ]),
];

function library(project: string, requirements: readonly Requirement[]): MonorepoPackage {
  return {
    project,
    directory: `python_modules/libraries/${project}`,
    track: "library",
    scripts: {},
    requirements: () => [dagster, ...requirements],
  };
}

/** The package's Python module. */
export function moduleOf({ project }: MonorepoPackage): string {
  return project.replaceAll("-", "_");
}

export function packageNamed(project: string): MonorepoPackage {
  const found = packages.find((candidate) => candidate.project === project);
  if (found === undefined) throw new Error(`no package ${project} in the synthetic monorepo`);
  return found;
}
