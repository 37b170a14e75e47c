import { describe, expect, test } from "@jest/globals";
import { packageVersions, type VersionFacts } from "../../src/flox/versions.ts";
import { readProjects } from "../../src/upstream/projects.ts";
import { type EngineOptions, readEngine } from "../helpers/engine.ts";

const pyproject = (name: string, version: string) =>
  `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "${name}"\nversion = "${version}"\n`;

/** The upstream's tree at 1.3.0: a core, a library that is numbered apart, and what PyPI has the web server from. */
const tree: Readonly<Record<string, string>> = {
  "python/engine/pyproject.toml": pyproject("engine", "1.3.0"),
  "python/tools/setup.py": 'from setuptools import setup\nsetup(name="engine_tools", version="0.10.0")\n',
  "python/web/pyproject.toml": pyproject("Engine.Web", "1.3.0"),
};

interface Options
  extends EngineOptions,
    Partial<Pick<VersionFacts, "version" | "tagged" | "current" | "named" | "byPackage">> {
  /** Upstream's files in place of those above, or beside them; null leaves one out. */
  readonly tree?: Readonly<Record<string, string | null>>;
}

function versions({
  tree: changed = {},
  version = "1.3.0",
  tagged = true,
  current = "1.2.0",
  named,
  byPackage,
  ...options
}: Options = {}) {
  const files = Object.entries({ ...tree, ...changed }).flatMap(([path, text]) =>
    text === null ? [] : [[path, new TextEncoder().encode(text)] as const],
  );
  const { projects, refusals } = readProjects(new Map(files));
  const repository = readEngine(options);
  const facts = {
    repository,
    projects,
    unreadable: refusals,
    byPackage: byPackage ?? new Map(),
    version,
    tagged,
    current,
    named: named ?? new Map(),
  };
  const found = packageVersions(facts);
  return { ...found, stated: Object.fromEntries(found.versions) };
}

const reasons = (options: Options) =>
  versions(options).refusals.map(({ file, line, reason }) => `${file}:${line} ${reason}`);

test("each package gets what upstream states in its directory or for its name; sources and joins the release's", () => {
  const found = versions();
  expect(found.stated).toEqual({
    "engine-src": "1.3.0",
    engine: "1.3.0",
    "engine-tools": "0.10.0",
    "engine-web": "1.3.0",
    all: "1.3.0",
  });
  expect(found.refusals).toEqual([]);
  expect(found.kept).toEqual([]);
  expect(Object.fromEntries([...found.projects].map(([attribute, { directory }]) => [attribute, directory]))).toEqual({
    engine: "python/engine",
    "engine-tools": "python/tools",
    "engine-web": "python/web",
  });
});

test("a package of another Python gets what that Python reads", () => {
  const others = new Map([["python/tools/setup.py", tree["python/tools/setup.py"]?.replace("0.10.0", "0.11.0") ?? ""]]);
  const { projects, refusals } = readProjects(new Map([...others].map(([path, text]) => [path, Buffer.from(text)])));
  const byPackage = new Map([["engine-tools", { projects, unreadable: refusals }]]);
  expect(versions({ byPackage }).stated).toMatchObject({ engine: "1.3.0", "engine-tools": "0.11.0" });
});

test("what has no version needs no project", () => {
  const docs = '{ stdenv, engine-src }: stdenv.mkDerivation { name = "docs"; src = engine-src; }';
  const found = versions({ files: { "docs.nix": docs } });
  expect(found.refusals).toEqual([]);
  expect(Object.keys(found.stated)).not.toContain("docs");
});

test("what does not belong gets none", () => {
  const other = '{ stdenv }: stdenv.mkDerivation { pname = "other"; version = "9"; }';
  expect(Object.keys(versions({ files: { "other.nix": other } }).stated)).not.toContain("other");
});

describe("the project that a package is built from", () => {
  test.each<[string, Options, string]>([
    ["is found by the directory, whatever the names are", { replace: { '"engine-tools"': '"something"' } }, "0.10.0"],
    [
      "is found by name where nothing says the directory",
      { replace: { '  sourceRoot = "source/python/tools";\n': "" } },
      "0.10.0",
    ],
    [
      "is the one of the configuration, before the directory",
      { named: new Map([["engine-tools", "Engine_Web"]]) },
      "1.3.0",
    ],
  ])("%s", (_, options, version) => expect(versions(options).stated["engine-tools"]).toBe(version));

  test.each<[string, Options, string]>([
    [
      "nothing in the directory",
      { tree: { "python/tools/setup.py": null } },
      `.flox/pkgs/engine-tools.nix:4 The upstream's archive has no Python project in "python/tools" for engine-tools.`,
    ],
    [
      "nothing of the name",
      { tree: { "python/tools/setup.py": null }, replace: { '  sourceRoot = "source/python/tools";\n': "" } },
      `.flox/pkgs/engine-tools.nix:4 The upstream's archive has no Python project named "engine-tools" for engine-tools.`,
    ],
    [
      "nothing of the configured name",
      { named: new Map([["engine-tools", "Engine_Toys"]]) },
      `.flox/pkgs/engine-tools.nix:4 The upstream's archive has no Python project named "engine-toys" for engine-tools.`,
    ],
    [
      "two of the name",
      { tree: { "examples/web/pyproject.toml": pyproject("engine-web", "0.1") } },
      `.flox/pkgs/engine-web.nix:4 The upstream's archive has more than one Python project named "engine-web" for engine-web: "examples/web" and "python/web".`,
    ],
    [
      "one that cannot be read",
      { tree: { "python/engine/pyproject.toml": "[project" } },
      ".flox/pkgs/engine.nix:4 python/engine/pyproject.toml, line 1: it is not TOML",
    ],
    [
      "one that computes its version",
      {
        tree: {
          "python/tools/setup.py":
            'from setuptools import setup\nimport os\nsetup(name="engine_tools", version=os.environ["V"])\n',
        },
      },
      '.flox/pkgs/engine-tools.nix:4 The version of "engine_tools" in "python/tools/setup.py" cannot be told: ',
    ],
    [
      "one that states none",
      { tree: { "python/tools/setup.py": 'from setuptools import setup\nsetup(name="engine_tools")\n' } },
      '.flox/pkgs/engine-tools.nix:4 The version of "engine_tools" in "python/tools/setup.py" cannot be told: it is not stated.',
    ],
    [
      "a dynamic version that nothing states",
      { tree: { "python/engine/pyproject.toml": '[project]\nname = "engine"\ndynamic = ["version"]\n' } },
      '.flox/pkgs/engine.nix:4 The version of "engine" in "python/engine/pyproject.toml" cannot be told: ',
    ],
    [
      "a version that is none",
      { tree: { "python/engine/pyproject.toml": pyproject("engine", "1.0\\u0022;x=\\u0022${builtins.currentTime}") } },
      '.flox/pkgs/engine.nix:4 The version of "engine" in "python/engine/pyproject.toml" cannot be told: ',
    ],
    [
      "a version that is too long",
      { tree: { "python/engine/pyproject.toml": pyproject("engine", `1${".1".repeat(120)}`) } },
      '.flox/pkgs/engine.nix:4 The version of "engine" in "python/engine/pyproject.toml" cannot be told: ',
    ],
  ])("%s: refused, and the others go on", (_, options, reason) => {
    const [first = "", ...others] = reasons(options);
    expect(first.startsWith(reason)).toBe(true);
    expect(first).toMatch(/\.$/);
    expect(others).toEqual([]);
    const { stated } = versions(options);
    expect(Object.keys(stated)).toHaveLength(4);
    expect(stated.all).toBe("1.3.0");
  });

  test("a reason does not carry upstream's control characters", () => {
    const name = "python/a\u001b[2Jb/setup.py";
    const text = 'from setuptools import setup\nsetup(name="engine-web")\n';
    const [reason = ""] = reasons({ tree: { [name]: text, "python/web/pyproject.toml": null } });
    expect(reason).toContain('"python/a\\u{1b}[2Jb/setup.py"');
  });
});

describe("an untagged commit", () => {
  const version = "1.2.0-unstable-2026-11-02";
  const master = {
    "python/engine/pyproject.toml": pyproject("engine", "1!0+dev"),
    "python/tools/setup.py": 'from setuptools import setup\nsetup(name="engine_tools", version="1!0+dev")\n',
  };
  const untagged = { version, tagged: false, tree: master };

  test("labels each with its own last version and the day, and keeps what PyPI has nothing of", () => {
    const found = versions(untagged);
    expect(found.stated).toEqual({
      "engine-src": version,
      engine: version,
      "engine-tools": "0.9.3-unstable-2026-11-02",
      "engine-web": "1.2.0",
      all: "1.2.0",
    });
    expect([...found.kept].toSorted()).toEqual(["all", "engine-web"]);
    expect([...found.projects.keys()].toSorted()).toEqual(["engine", "engine-tools"]);
    expect(found.projects.get("engine")?.version).toBe("1!0+dev");
  });

  test("takes an earlier label off first", () => {
    const earlier = { '"1.2.0"': '"1.2.0-unstable-2026-10-01"', '"0.9.3"': '"0.9.3-unstable-2026-10-01"' };
    const found = versions({ ...untagged, replace: { ...earlier, 'rev = "1.2.0"': 'rev = "main"' } });
    expect(found.stated).toMatchObject({ engine: version, "engine-tools": "0.9.3-unstable-2026-11-02" });
  });

  test("keeps the joins of joins, and not what holds nothing of PyPI", () => {
    const join = (name: string, of: string) =>
      `{ symlinkJoin, ${of} }: symlinkJoin { name = "${name}-1.2.0"; version = "1.2.0"; paths = [ ${of} ]; }`;
    const files = {
      "outer.nix": join("outer", "all"),
      "outermost.nix": join("outermost", "outer"),
      "core.nix": join("core", "engine"),
    };
    const { kept, stated } = versions({ ...untagged, files });
    expect([...kept].toSorted()).toEqual(["all", "engine-web", "outer", "outermost"]);
    expect(stated).toMatchObject({ outer: "1.2.0", outermost: "1.2.0", core: version });
  });

  test("speaks only of packages of the upstream", () => {
    const files = {
      "other.nix":
        '{ python313Packages, fetchPypi }: python313Packages.buildPythonPackage rec { pname = "other"; version = "9"; src = fetchPypi { inherit pname version; hash = ""; }; }',
    };
    expect(versions({ ...untagged, files }).kept).not.toContain("other");
  });

  test("keeps nothing where all is built from the source", () => {
    const { kept, stated } = versions({ ...untagged, files: { "engine-web.nix": null } });
    expect(kept).toEqual([]);
    expect(stated.all).toBe(version);
  });
});
