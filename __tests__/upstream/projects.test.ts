import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { captureLimits } from "../../src/upstream/captures.ts";
import { type Project, type ProjectReading, type ReadingOptions, readProjects } from "../../src/upstream/projects.ts";

function reading(tree: Record<string, string>, options?: ReadingOptions): ProjectReading {
  const bytes = Object.entries(tree).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return readProjects(new Map(bytes), options);
}

function only(tree: Record<string, string>, options?: ReadingOptions): Project {
  const { projects, refusals } = reading(tree, options);
  expect(refusals).toEqual([]);
  expect(projects).toHaveLength(1);
  return projects[0] as Project;
}

const head = '[build-system]\nrequires = ["hatchling>=1.19.0"]\nbuild-backend = "hatchling.build"\n';

/** The `get_version` that many packages have: it runs `version.py` into a dictionary. */
const getVersion = (folder: string) => `
from pathlib import Path
from setuptools import find_packages, setup

def get_version() -> str:
    version: dict[str, str] = {}
    with open(Path(__file__).parent / "${folder}/version.py", encoding="utf8") as fp:
        exec(fp.read(), version)
    return version["__version__"]

ver = get_version()
# No pin on a development version.
pin = "" if ver == "1!0+dev" else f"=={ver}"
`;

function setuptoolsTree(version: string): Record<string, string> {
  return {
    "python_modules/engine/engine/version.py": `__version__ = "${version}"\n`,
    "python_modules/engine/setup.py": `import sys
${getVersion("engine")}
# The oldest that has wheels.
if sys.version_info >= (3, 13):
    RPC_FLOOR = "1.66.2"
else:
    RPC_FLOOR = "1.44.0"

setup(
    name="engine",
    version=ver,
    description="An engine.",
    long_description="More of " "it.",
    classifiers=["Operating System :: OS Independent"],
    packages=find_packages(exclude=["engine_tests*"]),
    include_package_data=True,
    python_requires=">=3.10,<3.15",
    install_requires=[
        # the command line
        "click>=5.0,<9.0",
        'Jinja2',
        "alembic>=1.2.1,"
        "!=1.6.3",  # broken
        f"rpc>={RPC_FLOOR}",
        f'rpc-health>={RPC_FLOOR}',
        'psutil>=1.0; platform_system=="Windows"',
        "protobuf>=3.20.0,<7; python_version<'3.11'",
        f"engine-pipes{pin}",
        f"engine_shared{pin}",
    ]
    + ["setuptools"],
    extras_require={
        "docker": ["docker"],
        "test": ["pytest>=8", f"buildkit{pin}"],
    },
    entry_points={
        "console_scripts": [
            "engine = engine.cli:main",
            "engine-daemon=engine.daemon.cli:main",
        ]
    },
)
`,
    "python_modules/libraries/engine-k8s/engine_k8s/version.py": `__version__ = "0.28.1"\n`,
    "python_modules/libraries/engine-k8s/engine_k8s/kubernetes_version.py": "KUBERNETES_VERSION_UPPER_BOUND = '37'\n",
    "python_modules/libraries/engine-k8s/setup.py": `
from pathlib import Path
from typing import Any
from setuptools import find_packages, setup


def get_versions() -> tuple[str, str]:
    names: dict[str, Any] = {}
    for name in ("version", "kubernetes_version"):
        with open(Path(__file__).parent / f"engine_k8s/{name}.py", encoding="utf8") as fp:
            exec(fp.read(), names)
    return names["__version__"], names["KUBERNETES_VERSION_UPPER_BOUND"]


(ver, KUBERNETES_VERSION_UPPER_BOUND) = get_versions()
pin = "" if ver == "1!0+dev" else f"==${version}"
setup(
    name="engine_k8s",
    version=ver,
    install_requires=[f"engine{pin}", f"kubernetes<{KUBERNETES_VERSION_UPPER_BOUND}"],
)
`,
  };
}

describe("packages with setup.py", () => {
  const tree = setuptoolsTree("1.12.1");

  test("everything is read, as the given Python would", () => {
    const { projects, refusals } = reading(tree);
    expect(refusals).toEqual([]);
    expect(projects).toEqual([
      {
        name: "engine",
        normalizedName: "engine",
        directory: "python_modules/engine",
        file: "python_modules/engine/setup.py",
        version: "1.12.1",
        buildSystem: { requires: ["setuptools>=40.8.0"], backend: "setuptools.build_meta:__legacy__", stated: false },
        requiresPython: ">=3.10,<3.15",
        dependencies: [
          "click>=5.0,<9.0",
          "Jinja2",
          "alembic>=1.2.1,!=1.6.3",
          "rpc>=1.44.0",
          "rpc-health>=1.44.0",
          'psutil>=1.0; platform_system=="Windows"',
          "protobuf>=3.20.0,<7; python_version<'3.11'",
          "engine-pipes==1.12.1",
          "engine_shared==1.12.1",
          "setuptools",
        ],
        optionalDependencies: new Map([
          ["docker", ["docker"]],
          ["test", ["pytest>=8", "buildkit==1.12.1"]],
        ]),
        scripts: new Map([
          ["engine", "engine.cli:main"],
          ["engine-daemon", "engine.daemon.cli:main"],
        ]),
        unresolved: [],
        unread: new Set(),
      },
      expect.objectContaining({
        name: "engine_k8s",
        normalizedName: "engine-k8s",
        directory: "python_modules/libraries/engine-k8s",
        version: "0.28.1",
        dependencies: ["engine==1.12.1", "kubernetes<37"],
        unresolved: [],
        unread: new Set(),
      }),
    ]);
  });

  test("another Python takes the other branch", () => {
    const engine = reading(tree, { python: [3, 13] }).projects[0];
    expect(engine?.dependencies).toContain("rpc>=1.66.2");
    expect(engine?.dependencies).not.toContain("rpc>=1.44.0");
  });

  test("the development version has no pins", () => {
    const engine = reading(setuptoolsTree("1!0+dev")).projects[0];
    expect(engine?.version).toBe("1!0+dev");
    expect(engine?.dependencies).toContain("engine-pipes");
  });

  test("a build system beside setup.py is the one that counts", () => {
    const pyproject =
      '[build-system]\nrequires = ["setuptools>=61", "wheel"]\nbuild-backend = "setuptools.build_meta"\n';
    const { buildSystem, version } = only({
      "setup.py": 'from setuptools import setup\nsetup(name="x", version="1.0")\n',
      "pyproject.toml": pyproject,
    });
    expect(buildSystem).toEqual({
      requires: ["setuptools>=61", "wheel"],
      backend: "setuptools.build_meta",
      stated: true,
    });
    expect(version).toBe("1.0");
  });

  test("what stands between the constants and setup() is gone through", () => {
    const project = only({
      "setup.py": `from setuptools import setup
from setuptools.command.build_py import build_py

from x.version import __version__

class Build(build_py):
    def run(self):
        build_py.run(self)

def our_setup(**arguments):
    arguments.setdefault("version", __version__)
    setup(cmdclass={"build_py": Build}, **arguments)

arguments = {"name": "x"}
arguments.update(python_requires=">=3.10")
our_setup(**arguments)
`,
      "x/version.py": '__version__ = "7.7.7"\nclass Info:\n    pass\n__version__ = "2.1.1"\n',
    });
    expect(project).toMatchObject({ name: "x", version: "2.1.1", requiresPython: ">=3.10", unresolved: [] });
  });

  test("arguments that something unknown may have changed are not known, and the reason is the true one", () => {
    const why = "`.popitem()` of a dictionary is not evaluated";
    const setup = `from setuptools import setup
arguments = {"version": "1.0"}
arguments.popitem()
setup(name="x", **arguments)
`;
    const project = only({ "setup.py": setup });
    expect(project.version).toBeUndefined();
    expect(project.unresolved).toContainEqual({ what: "version", file: "setup.py", line: undefined, why });
  });

  test("tool configuration beside setup.py changes nothing", () => {
    const { buildSystem } = only({
      "setup.py": 'import setuptools\nsetuptools.setup(name="x", version="1.0")\n',
      "pyproject.toml": "[tool.ruff]\nline-length = 100\n",
    });
    expect(buildSystem.stated).toBe(false);
  });
});

describe("lists that are the lines of a file", () => {
  test.each(["open('requirements.txt').read().splitlines()", "open('requirements.txt').readlines()"])("%s", (lines) => {
    const { dependencies, optionalDependencies, unresolved } = only({
      "setup.py": `from setuptools import setup\nsetup(name='a', version='1', install_requires=${lines}, extras_require={'b': ${lines}})\n`,
      "requirements.txt": "# base\nclick>=8  # the command line\n\n  six\nfoo>=1, \\\n  <2\n",
    });
    expect(dependencies).toEqual(["click>=8", "six", "foo>=1,<2"]);
    expect(optionalDependencies.get("b")).toEqual(dependencies);
    expect(unresolved).toEqual([]);
  });
});

describe("packages with pyproject.toml", () => {
  test("everything is read", () => {
    const project = only({
      "python_modules/engine/pyproject.toml": `${head}
[project]
name = "engine"
dynamic = ["version"]
requires-python = ">=3.10,<3.15"
license = { text = "Apache-2.0" }
dependencies = [
  "click>=5.0,<9.0", # the command line
  'psutil>=1.0; platform_system=="Windows"',
  "uvicorn[standard]",
  "engine-shared==1.13.26",
]

[project.optional-dependencies]
docker = ["docker"]

[project.scripts]
engine = "engine.cli:main"

[tool.hatch.version]
path = "engine/version.py"

[tool.uv.sources]
engine-shared = { path = "../libraries/engine-shared", editable = true }
`,
      "python_modules/engine/engine/version.py": '# bumped by the release\n__version__: str = "1.13.26"\n',
    });
    expect(project).toEqual({
      name: "engine",
      normalizedName: "engine",
      directory: "python_modules/engine",
      file: "python_modules/engine/pyproject.toml",
      version: "1.13.26",
      buildSystem: { requires: ["hatchling>=1.19.0"], backend: "hatchling.build", stated: true },
      requiresPython: ">=3.10,<3.15",
      dependencies: [
        "click>=5.0,<9.0",
        'psutil>=1.0; platform_system=="Windows"',
        "uvicorn[standard]",
        "engine-shared==1.13.26",
      ],
      optionalDependencies: new Map([["docker", ["docker"]]]),
      scripts: new Map([["engine", "engine.cli:main"]]),
      unresolved: [],
      unread: new Set(),
    });
  });

  test("without dependencies there are none, and without a build system the default of PEP 517 is meant", () => {
    const project = only({ "pyproject.toml": '[project]\nname = "pipes"\nversion = "1.13.26"\n' });
    expect(project).toMatchObject({ dependencies: [], directory: "", unresolved: [] });
    expect(project.buildSystem).toEqual({
      requires: ["setuptools>=40.8.0"],
      backend: "setuptools.build_meta:__legacy__",
      stated: false,
    });
  });

  test.each([
    ['attr = "pkg.version.__version__"', { "pkg/version.py": "__version__ = '2.0'\n" }],
    ['attr = "pkg.VERSION"', { "src/pkg/__init__.py": 'MAJOR = 2\nVERSION = f"{MAJOR}.0"\n' }],
    ['file = "VERSION"', { VERSION: "2.0\n" }],
    ['file = ["VERSION.txt"]', { "VERSION.txt": "2.0" }],
  ])("setuptools takes its version from %s", (where, files) => {
    const pyproject = `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "x"
dynamic = ["version"]
[tool.setuptools.dynamic]
version = { ${where} }
`;
    expect(only({ "pyproject.toml": pyproject, ...files })).toMatchObject({ version: "2.0", unresolved: [] });
  });

  test("setuptools takes what is dynamic from setup.py", () => {
    const project = only({
      "pyproject.toml": '[project]\nname = "x"\nversion = "3.0"\ndynamic = ["dependencies", "scripts"]\n',
      "setup.py": 'from setuptools import setup\nsetup(install_requires=["a"], python_requires=BELOW)\n',
    });
    expect(project).toMatchObject({ version: "3.0", dependencies: ["a"], requiresPython: undefined });
    expect(project.unresolved).toEqual([
      {
        what: "project.scripts",
        file: "pyproject.toml",
        line: undefined,
        why: "it is dynamic, and nothing that is read states it",
      },
    ]);
  });

  test("setuptools takes a dynamic version from setup.py", () => {
    const pyproject = '[project]\nname = "x"\ndynamic = ["version"]\n';
    const setup = 'from setuptools import setup\nsetup(version="3.0")\n';
    expect(only({ "pyproject.toml": pyproject, "setup.py": setup })).toMatchObject({ version: "3.0", unresolved: [] });
    const [cause] = only({ "pyproject.toml": pyproject }).unresolved;
    expect(cause).toMatchObject({ what: "project.version", why: "it is dynamic, and nothing that is read states it" });
  });

  test("where pyproject.toml says what a dynamic version is, setup.py does not count", () => {
    const pyproject = `[project]
name = "x"
dynamic = ["version"]
[tool.setuptools.dynamic]
version = { attr = "missing.__version__" }
`;
    const setup = 'from setuptools import setup\nsetup(version="3.0")\n';
    const { version, unresolved } = only({ "pyproject.toml": pyproject, "setup.py": setup });
    const why = "the module `missing` is not among the files that were read";
    expect(version).toBeUndefined();
    expect(unresolved).toMatchObject([{ what: "project.version", why }]);
  });

  test("how another backend fills what is dynamic is not read, and each field is named", () => {
    const pyproject = `${head}[project]
name = "x"
dynamic = ["version", "dependencies", "optional-dependencies", "scripts", "requires-python", "readme"]
[tool.hatch.version]
path = "x/about.py"
[tool.hatch.metadata.hooks.requirements_txt]
files = ["requirements.txt"]
[tool.setuptools.dynamic]
dependencies = { file = "requirements.txt" }
`;
    const project = only({
      "pyproject.toml": pyproject,
      "x/about.py": '__version__ = "1.5"\n',
      "requirements.txt": "click\n",
      "setup.py": 'from setuptools import setup\nsetup(name="x", install_requires=["rich"])\n',
    });
    expect(project).toMatchObject({ version: "1.5", dependencies: [], requiresPython: undefined });
    const why = "it is dynamic, and how hatchling fills it is not read";
    expect(project.unresolved.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual(
      ["dependencies", "optional-dependencies", "requires-python", "scripts"].map((field) => ({
        what: `project.${field}`,
        file: "pyproject.toml",
        line: undefined,
        why,
      })),
    );
  });

  test("setuptools takes dynamic dependencies from a file", () => {
    const pyproject = `[project]
name = "x"
version = "3.0"
dynamic = ["dependencies"]
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt", "requirements-more.txt"] }
`;
    const files = { "requirements.txt": "a\n", "requirements-more.txt": "b\n" };
    expect(only({ "pyproject.toml": pyproject, ...files })).toMatchObject({ dependencies: ["a", "b"], unresolved: [] });
    expect(only({ "pyproject.toml": pyproject }).unresolved.map(({ what }) => what)).toEqual(["project.dependencies"]);
  });

  test("setuptools takes dynamic extras and console scripts from files, whatever setup.py says", () => {
    const pyproject = `[project]
name = "x"
version = "3.0"
dynamic = ["optional-dependencies", "scripts", "entry-points"]
[tool.setuptools.dynamic]
optional-dependencies.test = { file = ["requirements-test.txt"] }
entry-points = { file = "requirements-points.txt" }
`;
    const setup = `from setuptools import setup
setup(extras_require={"test": ["old"], "more": ["old"]}, entry_points={"console_scripts": ["old = x:old"]})
`;
    const points = { "requirements-points.txt": "[console_scripts]\nx = x.cli:main\n" };
    const tree = { "pyproject.toml": pyproject, "setup.py": setup };
    expect(only({ ...tree, ...points, "requirements-test.txt": "pytest>=8\n" })).toMatchObject({
      optionalDependencies: new Map([["test", ["pytest>=8"]]]),
      scripts: new Map([["x", "x.cli:main"]]),
      unresolved: [],
    });
    const unread = only(tree);
    expect(unread).toMatchObject({ optionalDependencies: new Map(), scripts: new Map() });
    expect(unread.unread).toEqual(new Set(["optionalDependencies", "scripts"]));
    const odd = pyproject.replace('{ file = ["requirements-test.txt"] }', '["pytest"]');
    expect(only({ ...tree, ...points, "pyproject.toml": odd }).unresolved).toEqual([
      expect.objectContaining({
        what: "project.optional-dependencies",
        why: 'what is dynamic of its "test" is not read',
      }),
    ]);
  });

  // Each is what the backend makes of it.
  test.each([
    ["the first literal counts", 'v = "1"\n__version__ = "1.0"\n__version__ = "2.0"\n', "1.0", "1.0"],
    ["what is added later does not", '__version__: str = "1.0"\nif DEV:\n    __version__ += ".dev1"\n', "1.0", "1.0"],
    ["what is computed", '__version__ = ".".join(["1", "0"])\n', "1.0", undefined],
    ["what stands in another statement", 'if True:\n    __version__ = "1.0"\n', "1.0", undefined],
    ["a line of another text", '"""\nVERSION = "v0.9"\n"""\n__version__ = "1.0"\n', "1.0", "0.9"],
    ["another case", '__Version__ = "1.0"\n', undefined, "1.0"],
  ])("where a version is taken from a module: %s", (_, module, bySetuptools, byHatchling) => {
    const project = '[project]\nname = "x"\ndynamic = ["version"]\n';
    const setuptools = `${project}[tool.setuptools.dynamic]\nversion = { attr = "x.__version__" }\n`;
    const hatchling = `${head}${project}[tool.hatch.version]\npath = "x/__init__.py"\n`;
    expect(only({ "pyproject.toml": setuptools, "x/__init__.py": module }).version).toBe(bySetuptools);
    expect(only({ "pyproject.toml": hatchling, "x/__init__.py": module }).version).toBe(byHatchling);
  });

  test.each(["project = 3", "[[project]]\nname = 'x'", '[[build-system]]\nrequires = []\n[project]\nname = "x"'])(
    "%j is refused by name",
    (content) => {
      const { refusals } = reading({ "a/pyproject.toml": content });
      expect(refusals).toEqual([
        expect.objectContaining({ directory: "a", reason: expect.stringContaining("is not a table") }),
      ]);
    },
  );

  test("a dynamic version of which nobody says where it comes from is named", () => {
    const project = only({ "pyproject.toml": `${head}[project]\nname = "x"\ndynamic = ["version"]\n` });
    expect(project.version).toBeUndefined();
    expect(project.unresolved).toEqual([
      {
        what: "project.version",
        file: "pyproject.toml",
        line: undefined,
        why: "it is dynamic, and where hatchling.build takes it from is not known",
      },
    ]);
  });

  test("what is not a field, has a wrong type, or is stated twice is named with its line", () => {
    const project = only({
      "pyproject.toml": `[project]
name = "x"
version = "1.0"
dependecies = ["left-pad"]
dependencies = "click"
optional-dependencies = { a = ["b"], c = "d" }
scripts = "x"
dynamic = ["version"]
`,
    });
    expect(project.unresolved.map(({ what, line, why }) => [what, line, why])).toEqual([
      ["project.version", 3, "it is set and listed as dynamic"],
      ["project.dependecies", 4, "it is not a field of [project]; it may be a misspelled one"],
      ["project.dependencies", 5, "it is not a list of strings"],
      ["project.optional-dependencies.c", undefined, "it is not a list of strings"],
      ["project.scripts", 7, "it is not a table"],
    ]);
    expect(project.optionalDependencies).toEqual(new Map([["a", ["b"]]]));
  });

  test("tool configuration alone is no package", () => {
    expect(reading({ "pyproject.toml": "[tool.ruff]\n", "docs/setup.cfg": "[flake8]\nmax-line = 1\n" })).toEqual({
      projects: [],
      refusals: [],
    });
  });

  test("keys that mean something to JavaScript are names like others", () => {
    const project = only({
      "pyproject.toml":
        '[project]\nname = "constructor"\nversion = "1"\n[project.scripts]\n__proto__ = "a:b"\ntoString = "c:d"\n',
    });
    expect(project.name).toBe("constructor");
    expect([...project.scripts]).toEqual([
      ["__proto__", "a:b"],
      ["toString", "c:d"],
    ]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe("packages with setup.cfg", () => {
  const cfg = `[metadata]
name = x
version = attr: x.__version__

[options]
python_requires = >=3.10
install_requires =
    click>=8
    # a comment
    requests; python_version < "3.13"

[options.extras_require]
test =
    pytest

[options.entry_points]
console_scripts =
    x = x.cli:main
other =
    y = x.y:z
`;
  const expected = {
    name: "x",
    version: "4.5",
    requiresPython: ">=3.10",
    dependencies: ["click>=8", 'requests; python_version < "3.13"'],
    optionalDependencies: new Map([["test", ["pytest"]]]),
    scripts: new Map([["x", "x.cli:main"]]),
    unresolved: [],
  };

  test.each([
    ["alone", {}],
    ["with an empty setup()", { "setup.py": "import setuptools\nsetuptools.setup()\n" }],
  ])("%s", (_, files) => {
    expect(only({ "setup.cfg": cfg, "x/__init__.py": "__version__ = '4.5'\n", ...files })).toMatchObject(expected);
  });

  test("setup() wins", () => {
    const setup = 'from setuptools import setup\nsetup(version="5.0", install_requires=UNKNOWN)\n';
    const project = only({ "setup.cfg": cfg, "x/__init__.py": "__version__ = '4.5'\n", "setup.py": setup });
    expect(project).toMatchObject({ name: "x", version: "5.0", dependencies: [] });
    expect(project.unresolved).toEqual([
      { what: "install_requires", file: "setup.py", line: 2, why: "`UNKNOWN` is not defined here" },
    ]);
  });

  test("what setup() requires under a condition comes on top of what setup.cfg requires", () => {
    const setup = `from setuptools import setup\nsetup(version="1", extras_require={":python_version<'3.13'": ["tomli"]})\n`;
    expect(only({ "setup.cfg": cfg, "setup.py": setup })).toMatchObject({
      dependencies: [...expected.dependencies, "tomli; python_version<'3.13'"],
      // It is an extras_require, and so the other one does not count.
      optionalDependencies: new Map(),
    });
  });

  test("entry points and extras of setup() win also where no console script and no requirement is among them", () => {
    const setup = `from setuptools import setup
setup(version="1", entry_points={"gui_scripts": ["g = x:g"]}, extras_require={"none": []})
`;
    expect(only({ "setup.cfg": cfg, "setup.py": setup })).toMatchObject({
      dependencies: expected.dependencies,
      optionalDependencies: new Map([["none", []]]),
      scripts: new Map(),
      unresolved: [],
    });
  });

  test("setup() wins only with what it states, and what it overrides need not be read", () => {
    const setup = `from setuptools import setup
setup(version="5.0", install_requires=[], extras_require={}, entry_points={}, python_requires=">=3.12")
`;
    const broken = cfg.replace("test =\n    pytest", "test = file: none.txt").replace("attr: x.__version__", "1.0");
    const project = only({ "setup.cfg": cfg, "setup.py": setup });
    expect(project).toMatchObject({ ...expected, version: "5.0", requiresPython: ">=3.12" });
    const stating = `from setuptools import setup\nsetup(version="5.0", extras_require={"a": ["b"]})\n`;
    expect(only({ "setup.cfg": broken, "setup.py": stating })).toMatchObject({
      optionalDependencies: new Map([["a", ["b"]]]),
      unresolved: [],
    });
    expect(only({ "setup.cfg": broken, "setup.py": setup }).unresolved.map(({ what }) => what)).toEqual([
      "extras_require test",
    ]);
  });

  // Each is what setuptools makes of it.
  test.each([
    [
      "dashes and capitals",
      "[options]\nInstall-Requires =\n  click\npython-requires: >=3.9\n",
      { dependencies: ["click"], requiresPython: ">=3.9" },
    ],
    [
      "extras as they are written",
      "[options.extras_require]\nMyX = a\nmyx = b\nmy-y =\n  c\n\n  # why\n  d\n",
      {
        optionalDependencies: new Map([
          ["MyX", ["a"]],
          ["myx", ["b"]],
          ["my-y", ["c", "d"]],
        ]),
      },
    ],
    [
      "keys that are indented",
      '[options]  ; how\n  install_requires =\n    click\n    rich; python_version < "3.13"\n  python_requires = >=3.9\n',
      { dependencies: ["click", 'rich; python_version < "3.13"'], requiresPython: ">=3.9" },
    ],
    ["one line of requirements", "[options]\ninstall_requires = click; rich\n", { dependencies: ["click", "rich"] }],
    ["entry points of another name", "[options.entry_points]\nConsole_Scripts = a = b:c\n", { scripts: new Map() }],
    [
      "entry points as a text",
      "[options]\nentry_points =\n  [console_scripts]\n  a = b:c\n",
      { scripts: new Map([["a", "b:c"]]) },
    ],
  ])("%s", (_, more, stating) => {
    const project = only({ "setup.cfg": `[metadata]\nName = x\nversion = 1.0\n${more}` });
    expect(project).toMatchObject({ name: "x", version: "1.0", unresolved: [], ...stating });
  });

  test("entry points in a file", () => {
    const text = "[metadata]\nname = x\nversion = 1.0\n[options]\nentry_points = file: entry-points.txt\n";
    const files = { "setup.cfg": text, "entry-points.txt": "[console_scripts]\na = b:c\n" };
    expect(only(files)).toMatchObject({ scripts: new Map([["a", "b:c"]]), unresolved: [] });
    expect(only({ "setup.cfg": text }).unresolved).toMatchObject([{ what: "entry_points", line: 5 }]);
  });

  const pointing =
    "[metadata]\nname = x\nversion = file: VERSION\n[options]\ninstall_requires = file: requirements.txt\n";

  test("files that it points to are read", () => {
    const files = { VERSION: "1.0\n", "requirements.txt": "# all\na>=1\n\nb # why\n" };
    expect(only({ "setup.cfg": pointing, ...files })).toMatchObject({
      version: "1.0",
      dependencies: ["a>=1", "b"],
      unresolved: [],
    });
  });

  test.each([
    ["are not there", {}, /"requirements.txt" is not among the files/],
    ["hold options of pip", { "requirements.txt": "a\n-r more.txt\n" }, /"-r more.txt" is not read/],
  ])("files that %s are named", (_, files, why) => {
    const { unresolved, dependencies } = only({ "setup.cfg": pointing, VERSION: "1.0", ...files });
    expect(dependencies).toEqual([]);
    expect(unresolved).toEqual([
      { what: "install_requires", file: "setup.cfg", line: 5, why: expect.stringMatching(why) },
    ]);
  });
});

describe("fields that are not known wholly", () => {
  const unread = (setup: string, more: Record<string, string> = {}) =>
    [
      ...only({ "setup.py": `from setuptools import setup\nsetup(name="x", version="1", ${setup})\n`, ...more }).unread,
    ].toSorted();
  const cfg = "[metadata]\nname = x\n[options]\ninstall_requires = a\n";

  test.each([
    ['install_requires=["a"], python_requires=">=3"', {}, []],
    ["install_requires=UNKNOWN", {}, ["dependencies"]],
    ['install_requires=["a", UNKNOWN]', {}, ["dependencies"]],
    ["install_requires=UNKNOWN", { "setup.cfg": cfg }, ["dependencies"]],
    ["install_requires=UNKNOWN, extras_require={'a': ['b']}", { "setup.cfg": cfg }, ["dependencies"]],
    ["python_requires=UNKNOWN", { "setup.cfg": cfg }, ["requiresPython"]],
    ["entry_points=UNKNOWN", {}, ["scripts"]],
    ['entry_points={"console_scripts": ["a = b:c", UNKNOWN]}', {}, ["scripts"]],
    ['extras_require={"a": UNKNOWN}', {}, ["optionalDependencies"]],
    ['extras_require={"a: os_name": UNKNOWN}', {}, ["optionalDependencies"]],
    ["extras_require={\":python_version < '3.13'\": [UNKNOWN]}", {}, ["dependencies"]],
    ['install_requires=["a"], **UNKNOWN', {}, ["optionalDependencies", "requiresPython", "scripts"]],
    ["**UNKNOWN", { "setup.cfg": cfg }, ["dependencies", "optionalDependencies", "requiresPython", "scripts"]],
    ["", { "setup.cfg": "[options]\ninstall_requires = file: none.txt\n" }, ["dependencies"]],
    ["", { "setup.cfg": "[options.extras_require]\na = file: none.txt\n" }, ["optionalDependencies"]],
  ])("setup(%s) with %j", (setup, more, expected) => {
    expect(unread(setup, more)).toEqual(expected);
  });

  test.each([
    ["", []],
    ['dynamic = ["dependencies", "scripts"]', ["dependencies", "scripts"]],
    ['dependencies = [1]\nrequires-python = 3\nscripts = "x"', ["dependencies", "requiresPython", "scripts"]],
    ["optional-dependencies = { a = ['b'], c = 'd' }\nscripts = { x = 1 }", ["optionalDependencies", "scripts"]],
    ["dependencies = ['a']\ndynamic = 'x'", ["optionalDependencies", "requiresPython", "scripts"]],
    ["unknown = 1", []],
    ["[tool.x]", []],
  ])("[project] with %s", (fields, expected) => {
    const project = only({ "pyproject.toml": `${head}[project]\nname = "x"\nversion = "1"\n${fields}\n` });
    expect([...project.unread].toSorted()).toEqual(expected);
  });

  test("a build system of another type, and more than anybody reads", () => {
    const system = '[build-system]\nrequires = "hatchling"\nbuild-backend = "hatchling.build"\n';
    const project = only({ "pyproject.toml": `${system}[project]\nname = "x"\nversion = "1"\n` });
    expect([...project.unread]).toEqual(["buildSystem"]);
    const many = Array.from({ length: 80 }, (_, index) => `"a${index}": UNKNOWN${index}`).join(", ");
    expect(unread(`extras_require={${many}}, entry_points=UNKNOWN`)).toEqual(["optionalDependencies", "scripts"]);
  });
});

test("a condition in a key of extras_require is one more of each requirement there", () => {
  const { dependencies, optionalDependencies, unread } = only({
    "setup.py": `from setuptools import setup
setup(
    name="x",
    version="1",
    install_requires=["a"],
    extras_require={
        ":python_version < '3.11'": ["tomli", "b; sys_platform == 'linux' or os_name == 'nt'"],
        "test": ["pytest"],
        "test: sys_platform == 'darwin'": ["c"],
    },
)
`,
  });
  expect(dependencies).toEqual([
    "a",
    "tomli; python_version < '3.11'",
    "b; (sys_platform == 'linux' or os_name == 'nt') and (python_version < '3.11')",
  ]);
  expect([...optionalDependencies]).toEqual([["test", ["pytest", "c; sys_platform == 'darwin'"]]]);
  expect([...unread]).toEqual([]);
});

test.each([
  ["extras_require=['a']", "extras_require", "it is a list", "optionalDependencies"],
  ["extras_require='a'", "extras_require", "it is a text", "optionalDependencies"],
  ["entry_points=['a = b:c']", "entry_points", "it is a list", "scripts"],
  ["install_requires={'a': 'b'}", "install_requires", "it is a dictionary", "dependencies"],
])("setup(%s) is named, and not taken for nothing", (argument, what, why, field) => {
  const { unresolved, unread } = only({
    "setup.py": `from setuptools import setup\nsetup(name="x", version="1", ${argument})\n`,
  });
  expect(unresolved).toEqual([{ what, why, file: "setup.py", line: 2 }]);
  expect([...unread]).toEqual([field]);
});

describe("what cannot be read", () => {
  const good = { "good/pyproject.toml": '[project]\nname = "good"\nversion = "1.0"\n' };

  test.each([
    ["setup.py", 'from setuptools import setup\nsetup(name="bad",\n', /^bad\/setup\.py, line 3: it is not Python/],
    ["setup.py", "print('hello')\n", /^bad\/setup\.py: it has no call of setup\(\)/],
    ["setup.py", "", /no call of setup/],
    ["setup.py", 'setup(name="a")\nsetup(name="b")\n', /line 2: it may call setup\(\) more than once/],
    ["setup.py", 'if X:\n    setup(name="a")\nelse:\n    setup(name="b")\n', /it states no name/],
    [
      "setup.py",
      "k = {'name': 'a'}\nk.popitem()\nsetup(**k)\n",
      /line 2: it states no name that can be read: `\.popitem\(\)` of a dictionary is not evaluated/,
    ],
    ["setup.py", "setup(name=NAME, version='1')\n", /states no name that can be read: `NAME` is not defined here/],
    ["setup.py", 'setup(name="../x", version="1")\n', /"\.\.\/x" is not a project's name/],
    ["setup.py", `x = [${"(".repeat(60_000)}${")".repeat(60_000)}]\n`, /it is not Python/],
    ["setup.py", `setup(name="bad")\n${"# padding\n".repeat(500_000)}`, /it has 4883 KiB, more than is read/],
    [
      "setup.py",
      "def f(x):\n    return [f(x) for y in [1, 2, 3, 4, 5, 6, 7, 8, 9]]\nf(1)\nsetup(name='bad')\n",
      /takes too many steps/,
    ],
    ["pyproject.toml", '[project\nname = "bad"\n', /^bad\/pyproject\.toml, line 1: it is not TOML/],
    ["pyproject.toml", `${"a.".repeat(200)}a = ${"[".repeat(5000)}`, /it is not TOML/],
    ["pyproject.toml", '[project]\nname = "a b"\n', /"a b" is not a project's name/],
    ["pyproject.toml", "[project]\nname = 5\n", /it states no name that can be read: it is not a string/],
    ["pyproject.toml", "[project]\nversion = '1'\n", /it states no name/],
    [
      "pyproject.toml",
      '[build-system]\nrequires = []\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "bad"\n',
      /it has no \[project\], and how "poetry\.core\.masonry\.api" states a package is not read/,
    ],
    ["setup.cfg", `[metadata]\nname = bad${"\n# x".repeat(200_000)}`, /it has 782 KiB/],
  ])("%s %#: a refusal by name, and the others are read", (name, content, reason) => {
    const { projects, refusals } = reading({ ...good, [`bad/${name}`]: content });
    expect(projects.map((project) => project.name)).toEqual(["good"]);
    expect(refusals).toEqual([
      { directory: "bad", file: `bad/${name}`, line: refusals[0]?.line, reason: expect.stringMatching(reason) },
    ]);
  });

  test("a version that is none is named", () => {
    const project = only({ "setup.py": 'setup(name="x", version="${builtins.currentTime}")\n' });
    expect(project.version).toBeUndefined();
    expect(project.unresolved[0]?.why).toBe('"${builtins.currentTime}" is not a version by PEP 440');
  });

  test("of one name in two directories both are read", () => {
    const setup = 'from setuptools import setup\nsetup(name="My.Pkg", version="1.0")\n';
    const { projects } = reading({
      "a/setup.py": setup,
      "b/pyproject.toml": '[project]\nname = "my_pkg"\nversion = "2.0"\n',
      ...good,
    });
    expect(projects.map(({ directory, normalizedName }) => [directory, normalizedName])).toEqual([
      ["a", "my-pkg"],
      ["b", "my-pkg"],
      ["good", "good"],
    ]);
  });
});

test("a manifest that was too large to be kept is refused by name, also beside one that was kept", () => {
  const setup = 'from setuptools import setup\nsetup(name="x", version="1.0")\n';
  const leftOut = new Map([
    ["large/setup.py", 8_500_000],
    ["both/pyproject.toml", 9_000_000],
  ]);
  const { projects, refusals } = reading({ "small/setup.py": setup, "both/setup.py": setup }, { leftOut });
  expect(projects.map(({ directory }) => directory)).toEqual(["small"]);
  expect(refusals.map(({ reason }) => reason)).toEqual([
    "both/pyproject.toml: it has 8790 KiB, more than is read of such a file or of all such files.",
    "large/setup.py: it has 8301 KiB, more than is read of such a file or of all such files.",
  ]);
});

test("lists and texts that stand in many places are not read again and again", () => {
  const many = (count: number, item: string) => `[${`${item}, `.repeat(count)}]`;
  const stated = {
    nested: `r = ['a']\na = ${many(3000, "r")}\nb = ${many(3000, "a")}\nc = ${many(3000, "b")}\nsetup(name="x", install_requires=c)`,
    summed: `r = ${many(5000, "'a'")}\nsetup(name="x", install_requires=sum(${many(5000, "r")}, []))`,
    spread: `r = ${many(5000, "'a'")}\nsetup(name="x", install_requires=[${"*r, ".repeat(5000)}])`,
    sorted: `setup(name="x", install_requires=sorted([${"q, ".repeat(4000)}${"'a', ".repeat(4000)}]))`,
    dictionaries: `d = {}\n${Array.from({ length: 500 }, (_, index) => `d = dict(d, k${index}=d)\n`).join("")}setup(name="x", install_requires=1, **d)`,
    texts: `t = """${"abc\n".repeat(20_000)}"""\nt = t + t\nsetup(name="x", install_requires=${many(5000, "t")})`,
    extras: `r = ${many(5000, "'a'")}
setup(name="x", extras_require={x + y: r for x in [${Array.from({ length: 80 }, (_, index) => `"a${index}"`)}] for y in [${Array.from({ length: 80 }, (_, index) => `"b${index}"`)}]})`,
  };
  const tree = Object.fromEntries(
    Object.entries(stated).map(([name, code]) => [`${name}/setup.py`, `from setuptools import setup\n${code}\n`]),
  );
  const began = performance.now();
  const { projects, refusals } = reading({ ...tree, "z/pyproject.toml": '[project]\nname = "fine"\nversion = "1"\n' });
  expect(performance.now() - began).toBeLessThan(10_000);
  // None of them is taken for known, and what stands beside them is read.
  expect(projects.filter(({ unread }) => unread.size === 0).map(({ name }) => name)).toEqual(["fine"]);
  expect(projects.length + refusals.length).toBe(8);
});

test("all Python together is bounded as well", () => {
  const setup = `${"# padding\n".repeat(13_000)}from setuptools import setup\nsetup(name="x", version="1.0")\n`;
  const tree = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`${100 + index}/setup.py`, setup]));
  const { projects, refusals } = reading(tree);
  expect(projects).toHaveLength(Math.floor(captureLimits.allPython / setup.length));
  expect(refusals.length + projects.length).toBe(70);
  expect(refusals[0]?.reason).toMatch(/^164\/setup\.py: it has 128 KiB, more than is read of such a file or of all/);
});

test("files that were cut, doubled and mixed are refused or read, and never an error", () => {
  const { "python_modules/engine/setup.py": setup = "" } = setuptoolsTree("1.12.1");
  const cfg = "[metadata]\nname = x\nversion = attr: x.y\n[options]\ninstall_requires =\n  a\n  b; c\n";
  const toml =
    '[build-system]\nrequires = ["a"]\n[project]\nname = "x"\ndynamic = ["version"]\n[project.scripts]\na = "b:c"\n';
  const piece = fc
    .tuple(fc.constantFrom(setup, cfg, toml), fc.nat(), fc.nat(200))
    .map(([text, from, length]) => text.slice(from % text.length, (from % text.length) + length));
  const file = fc.oneof(
    fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join("")),
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom("", "\n", "(", '"', "  ", "\\")).map(([at, length, insert]) => {
      const start = at % setup.length;
      return setup.slice(0, start) + insert + setup.slice(start + length);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom("setup.py", "setup.cfg", "pyproject.toml"), file, (name, content) => {
      const { projects, refusals } = reading({
        [`bad/${name}`]: content,
        "good/pyproject.toml": '[project]\nname = "good"\nversion = "1.0"\n',
      });
      expect(projects.find(({ directory }) => directory === "good")).toMatchObject({ version: "1.0" });
      expect(projects.length + refusals.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 300 },
  );
});

test("the normal form of a version is what the metadata will report", () => {
  expect(only({ "setup.py": 'setup(name="x", version="0.12.0.pre3")\n' }).version).toBe("0.12.0rc3");
});
