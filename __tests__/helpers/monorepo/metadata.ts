import {
  before,
  type MonorepoPackage,
  master,
  moduleOf,
  packageNamed,
  type Requirement,
  versionOf,
} from "./packages.ts";

export const notice =
  "Synthetic: written for the tests of flox-upstream, laid out like Dagster's monorepo, and none of its text.";

/** The `setup.py` of a package, in the forms that Dagster's have: see the comments inside. */
export function setupPy(of: MonorepoPackage, core: string): string {
  const module = moduleOf(of);
  const requirements = of.requirements(core);
  const lines = [
    `# ${notice}`,
    "import sys",
    "from pathlib import Path",
    "",
    "from setuptools import find_packages, setup",
    "",
    "",
    "def read_constants(name):",
    "    scope = {}",
    `    exec((Path(__file__).parent / "${module}" / name).read_text(), scope)`,
    "    return scope",
    "",
    "",
    'stated = read_constants("version.py")["__version__"]',
    "# In a checkout of master the packages take each other as they are.",
    'pin = ""',
    'if not stated.endswith("+dev"):',
    '    pin = "==" + stated',
    ...constants(of),
    "",
    "setup(",
    `    name="${of.statedName ?? of.project}",`,
    "    version=stated,",
    '    license="Apache-2.0",',
    `    python_requires="${pythonBound(core)}",`,
    `    packages=find_packages(exclude=["${module}_tests*"]),`,
    "    include_package_data=True,",
    ...(requirements.length === 0
      ? []
      : ["    install_requires=[", ...requirements.flatMap((one, index) => setupLines(one, core, index)), "    ],"]),
    ...entryPoints(of),
    "    zip_safe=False,",
    ")",
    "",
  ];
  return lines.join("\n");
}

/** Bounds that the requirements name: one differs by Python, one stands in another file. */
function constants({ project }: MonorepoPackage): string[] {
  if (project === "dagster") {
    return [
      "",
      "# Wheels for the newest Python came late.",
      "if sys.version_info >= (3, 13):",
      '    GRPC_VERSION_FLOOR = "1.66.2"',
      "else:",
      '    GRPC_VERSION_FLOOR = "1.44.0"',
    ];
  }
  if (project === "dagster-k8s") {
    return [
      'KUBERNETES_VERSION_UPPER_BOUND = read_constants("kubernetes_version.py")["KUBERNETES_VERSION_UPPER_BOUND"]',
    ];
  }
  return [];
}

function setupLines(requirement: Requirement, core: string, index: number): string[] {
  const line = (expression: string) => `        ${expression},`;
  if (requirement.kind === "both") return requirement.setup.map(line);
  if (requirement.kind === "own") {
    const stated = core === master ? `f"${requirement.project}{pin}"` : `"${pinned(requirement.project, core)}"`;
    return [line(stated)];
  }
  // Both quotes occur; a marker decides which can be used.
  const quote = requirement.text.includes('"') || (index % 3 === 0 && !requirement.text.includes("'")) ? "'" : '"';
  const comment = requirement.comment === undefined ? [] : [`        # ${requirement.comment}`];
  return [...comment, line(`${quote}${requirement.text}${quote}`)];
}

function entryPoints({ scripts }: MonorepoPackage): string[] {
  const entries = Object.entries(scripts);
  if (entries.length === 0) return [];
  return [
    "    entry_points={",
    '        "console_scripts": [',
    ...entries.map(([name, target]) => `            "${name} = ${target}",`),
    "        ]",
    "    },",
  ];
}

/** The `pyproject.toml` of a package: PEP 621 with hatchling. A package without requirements has no `dependencies`. */
export function pyprojectToml(of: MonorepoPackage, core: string): string {
  const dependencies = requirementStrings(of, core);
  const scripts = Object.entries(of.scripts);
  const firstParty = of.requirements(core).filter((requirement) => requirement.kind === "own");
  const lines = [
    `# ${notice}`,
    "[build-system]",
    'requires = ["hatchling>=1.19.0"]',
    'build-backend = "hatchling.build"',
    "",
    "[project]",
    `name = "${of.project}"`,
    `version = "${versionOf(of, core)}"`,
    'license = "Apache-2.0"',
    `requires-python = "${pythonBound(core)}"`,
    ...(dependencies.length === 0
      ? []
      : ["dependencies = [", ...dependencies.map((text) => `    ${JSON.stringify(text)},`), "]"]),
    ...(scripts.length === 0
      ? []
      : ["", "[project.scripts]", ...scripts.map(([name, target]) => `${name} = "${target}"`)]),
    ...(firstParty.length === 0
      ? []
      : [
          "",
          "[tool.uv.sources]",
          ...firstParty.map(({ project }) => `${project} = { path = "../${project}", editable = true }`),
        ]),
    "",
  ];
  return lines.join("\n");
}

/** What the package requires, as PEP 508 strings. */
export function requirementStrings(of: MonorepoPackage, core: string): string[] {
  return of.requirements(core).flatMap((requirement) => {
    if (requirement.kind === "plain") return [requirement.text];
    if (requirement.kind === "both") return [...requirement.pyproject];
    return [core === master ? requirement.project : pinned(requirement.project, core)];
  });
}

export function pythonBound(core: string): string {
  return core !== master && before(core, [1, 12, 2]) ? ">=3.9,<3.15" : ">=3.10,<3.15";
}

function pinned(project: string, core: string): string {
  return `${project}==${versionOf(packageNamed(project), core)}`;
}
