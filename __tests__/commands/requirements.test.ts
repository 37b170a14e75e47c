import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { realWorld } from "../../src/world/real.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { memoryLog } from "../helpers/log.ts";
import { type LoopbackServer, listen, Traffic } from "../helpers/loopback.ts";
import { dagsterBuild, type Packaging, startPackaging } from "../helpers/packaging.ts";
import { addMonorepoRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const versions = ["1.12.0", "1.12.1", "1.13.21"];

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream({ versions });
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

beforeEach(() => packaging.restore());

async function bump(inputs: InputTexts = {}, of = packaging): Promise<BumpDocument> {
  const texts = { "dry-run": "true", ...inputs };
  return bumpSchema.parse((await inProcess(upstream, of).run("bump", texts)).document);
}

const archives = () =>
  upstream.traffic.lines.filter((line) => line.startsWith("archives GET ") && line.endsWith(" 200"));

describe("this repository's own packaging, from 1.12.1 to 1.13.21", () => {
  test("what changed is told from the old archive, once, and then from the lock file", async () => {
    const from = archives().length;
    const { requirements, projects, warnings } = await bump();
    expect(archives().slice(from)).toHaveLength(2);
    expect(warnings).toEqual([]);
    expect(projects).toEqual({ added: [], dropped: [] });
    expect(Object.keys(requirements).toSorted()).toEqual([
      "dagster",
      "dagster-graphql",
      "dagster-pipes",
      "dagster-postgres",
      "dagster-shared",
      "dagster-webserver",
    ]);
    const changes = (attribute: string) =>
      requirements[attribute]?.changed.flatMap(({ what, reason }) => (what === "requirement" ? [reason] : []));
    expect(changes("dagster")).toEqual([
      "antlr4-python3-runtime <4.14 is a new bound.",
      "grpcio-health-checking was >=1.66.2 and is >=1.66.2,<1.82.",
      "setuptools is no longer required.",
    ]);
    expect(changes("dagster-graphql")).toEqual(["gql was >=3,<4 and is >=3,<5."]);
    expect(changes("dagster-pipes")).toEqual([]);
    for (const { missing, blockers } of Object.values(requirements))
      expect({ missing, blockers }).toEqual({ missing: [], blockers: [] });
    expect(requirements.dagster?.superfluous).toMatchObject([{ name: "setuptools", file: ".flox/pkgs/dagster.nix" }]);
    expect(
      Object.values(requirements).flatMap(({ fixes }) => fixes.map(({ kind, names }) => `${kind} ${names}`)),
    ).toEqual(Array.from({ length: 6 }, () => "backend hatchling"));

    // The same facts, by the lock file of a bump that was written.
    await bump({ tag: "1.12.0", "dry-run": "false" });
    const again = archives().length;
    const recorded = await bump();
    expect(archives().slice(again)).toHaveLength(1);
    expect(recorded.requirements.dagster?.changed).toEqual(requirements.dagster?.changed);
  });

  test("a lock file that is about another release is no witness", async () => {
    await bump({ tag: "1.12.0", "dry-run": "false" });
    const file = join(packaging.directory, "flox-upstream.lock.json");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"tag": "1.12.0"', '"tag": "1.11.0"'));
    const from = archives().length;
    await bump();
    expect(archives().slice(from)).toHaveLength(2);
  });

  test("nor is what it says of a package whose version was edited by hand since", async () => {
    await bump({ tag: "1.12.0", "dry-run": "false" });
    const nix = join(packaging.directory, ".flox/pkgs/dagster-shared.nix");
    await writeFile(nix, (await readFile(nix, "utf8")).replace('version = "1.12.0"', 'version = "1.12.1"'));
    const from = archives().length;
    await bump();
    expect(archives().slice(from)).toHaveLength(2);
  });

  test("where the old archive cannot be had, the bump goes on and says so", async () => {
    upstream.traffic.fail(/^archives GET .*1\.12\.1/, { kind: "answer", status: 404 });
    upstream.traffic.fail(/^api GET .*\/tarball\/1\.12\.1/, { kind: "answer", status: 404 });
    const { outcome, requirements, warnings } = await bump();
    expect(outcome).toBe("update");
    expect(warnings).toEqual([expect.stringMatching(/^What upstream required at 1\.12\.1 is not known: /)]);
    expect(requirements.dagster).toMatchObject({ changed: [], missing: [] });
  });

  test("fix writes what is sure, and the files then lack nothing", async () => {
    const { requirementEdits } = await bump({ "dry-run": "false" });
    expect(requirementEdits.mode).toBe("fix");
    expect(requirementEdits.edits.map(({ file, kind, from, to }) => [file, kind, from, to])).toEqual(
      ["dagster-graphql", "dagster-pipes", "dagster-postgres", "dagster-shared", "dagster-webserver", "dagster"].map(
        (name) => [`.flox/pkgs/${name}.nix`, "build-system", "setuptools", "hatchling"],
      ),
    );
    for (const name of ["dagster", "dagster-webserver"]) {
      const text = await readFile(join(packaging.directory, `.flox/pkgs/${name}.nix`), "utf8");
      expect(text).toContain("  build-system = with python313Packages; [ hatchling ];\n");
      expect(text).toContain('  version = "1.13.21";\n');
    }
  });

  test("report writes none of it, and shows it as a diff", async () => {
    const { document, text } = await inProcess(upstream, packaging).run("bump", { requirements: "report" });
    const { requirementEdits, requirements } = bumpSchema.parse(document);
    expect(requirementEdits.mode).toBe("report");
    expect(requirementEdits.edits).toHaveLength(6);
    expect(requirements.dagster?.fixes).toMatchObject([{ kind: "backend", refused: null }]);
    const file = await readFile(join(packaging.directory, ".flox/pkgs/dagster.nix"), "utf8");
    expect(file).toContain("[ setuptools ];");
    expect(file).toContain('version = "1.13.21";');
    const [written, proposed] = text(createStyle(false)).split("With requirements: fix, besides:");
    expect(written).not.toContain("hatchling ];");
    expect(proposed).toContain("-  build-system = with python313Packages; [ setuptools ];");
    expect(proposed).toContain("+  build-system = with python313Packages; [ hatchling ];");
  });

  test("off does not look", async () => {
    const from = archives().length;
    expect(await bump({ requirements: "off" })).toMatchObject({
      requirements: {},
      requirementEdits: { mode: "off", edits: [] },
      projects: { added: [], dropped: [] },
      outcome: "update",
    });
    expect(archives().slice(from)).toHaveLength(1);
  });

  test("the configuration relaxes bounds and quiets reports", async () => {
    const config = join(packaging.checkout, "settings.yml");
    await writeFile(config, "packages:\n  dagster: {relax: [protobuf==7.34.1, rich], ignore: [setuptools]}\n");
    const { requirements, warnings } = await bump({ config });
    const { dagster } = requirements;
    expect(warnings).toEqual([]);
    expect(dagster?.superfluous).toEqual([]);
    expect(dagster?.fixes).toMatchObject([
      { kind: "backend" },
      {
        kind: "relax",
        list: "pythonRelaxDeps",
        names: ["protobuf"],
        reason: "Upstream requires protobuf>=4,<7; the configuration says that the pinned nixpkgs has 7.34.1.",
      },
    ]);
  });
});

test("what the configuration says of requirements that upstream does not have is warned of", async () => {
  const config = join(packaging.checkout, "settings.yml");
  await writeFile(config, "packages:\n  dagster: {relax: [colordlogs==15.0.1], ignore: [psutils]}\n");
  expect((await bump({ config })).warnings).toEqual([
    "packages.dagster.relax of the configuration names colordlogs, which upstream's dagster does not require.",
    "packages.dagster.ignore of the configuration names psutils, which upstream's dagster does not require.",
  ]);
});

test("a project that upstream adds is named, with whether it is packaged here", async () => {
  const extra = 'from setuptools import setup\nsetup(name="dagster-more", version="0.29.22")\n';
  await addMonorepoRelease(upstream, "1.13.22", { "python_modules/libraries/dagster-more/setup.py": extra });
  const { projects } = await bump({ tag: "1.13.22" });
  expect(projects.added).toEqual([
    { name: "dagster-more", directory: "python_modules/libraries/dagster-more", packaged: false },
  ]);
});

test("a package whose setup.py cannot be read is refused by name, and the others are compared", async () => {
  await addMonorepoRelease(upstream, "1.12.9", {
    "python_modules/dagster-graphql/setup.py": "setup(name='dagster-graphql'\n  oh no (\n",
  });
  const { outcome, refusals, requirements, edits } = await bump({ tag: "1.12.9" });
  expect(outcome).toBe("update");
  expect(refusals.map(({ file, reason }) => `${file}: ${reason}`)).toContainEqual(
    expect.stringMatching(/^\.flox\/pkgs\/dagster-graphql\.nix: python_modules\/dagster-graphql\/setup\.py, line \d/),
  );
  expect(requirements["dagster-graphql"]).toBeUndefined();
  expect(requirements.dagster).toMatchObject({ missing: [], blockers: [] });
  expect(edits.some(({ attribute, to }) => attribute === "dagster" && to === "1.12.9")).toBe(true);
});

describe("lists written by hand for 1.9.11", () => {
  let byHand: Packaging;

  const package_ = (name: string, directory: string, formals: string, requires: string, own = "") => `
{ python312Packages, dagster-src${formals} }:
python312Packages.buildPythonPackage {
  pname = "${name}";
  version = "1.9.11";
  format = "setuptools";
  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/${directory}";
  propagatedBuildInputs = with python312Packages; [ ${requires} ] ++ [ ${own} ];
}
`;

  beforeAll(async () => {
    const { ".flox/env.json": _, ...others } = Object.fromEntries(
      Object.entries(await dagsterBuild()).map(([path, content]) => [path.replace(/^dagster-build\//, ""), content]),
    );
    const kept = Object.entries(others).filter(
      ([path]) => !path.startsWith(".flox/pkgs/") && !path.endsWith(".lock.json"),
    );
    byHand = await startPackaging(upstream, {
      name: "someone/by-hand",
      files: Object.fromEntries([
        ...kept.map(([path, content]) => [`dagster-build/${path}`, content] as const),
        [
          "dagster-build/.flox/pkgs/dagster-src.nix",
          '{ fetchFromGitHub }:\nfetchFromGitHub {\n  owner = "dagster-io";\n  repo = "dagster";\n  rev = "1.9.11";\n' +
            '  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";\n}\n',
        ],
        [
          "dagster-build/.flox/pkgs/dagster-shared.nix",
          package_("dagster-shared", "python_modules/libraries/dagster-shared", "", "packaging pyyaml"),
        ],
        [
          "dagster-build/.flox/pkgs/dagster-pipes.nix",
          package_("dagster-pipes", "python_modules/dagster-pipes", ", dagster-shared", "", "dagster-shared"),
        ],
        [
          "dagster-build/.flox/pkgs/dagster.nix",
          package_(
            "dagster",
            "python_modules/dagster",
            ", dagster-pipes, dagster-shared",
            "alembic click coloredlogs jinja2 grpcio grpcio-health-checking protobuf python-dotenv pytz requests setuptools " +
              "six tabulate tomli tqdm tzdata structlog sqlalchemy toposort watchdog psutil docstring-parser rich filelock pydantic",
            "dagster-pipes dagster-shared",
          ),
        ],
      ]),
    });
  });

  afterAll(async () => {
    await byHand[Symbol.asyncDispose]();
  });

  test("one run to 1.12.0 finds all that three passes by hand found", async () => {
    const { requirements } = await bump({ tag: "1.12.0", "dry-run": "false" }, byHand);
    const names = (key: "missing" | "superfluous", attribute: string) =>
      requirements[attribute]?.[key].map(({ name }) => name);
    expect(names("missing", "dagster-shared")).toEqual(["platformdirs", "pydantic", "tomlkit", "typing-extensions"]);
    expect(names("missing", "dagster")).toEqual(["antlr4-python3-runtime", "universal-pathlib"]);
    expect(names("missing", "dagster-pipes")).toEqual([]);
    expect(names("superfluous", "dagster-shared")).toEqual([]);
    expect(names("superfluous", "dagster")).toEqual(["psutil", "pydantic"]);
    expect(names("superfluous", "dagster-pipes")).toEqual(["dagster-shared"]);
    const fixes = Object.values(requirements).flatMap((found) => found.fixes);
    expect(fixes.map(({ kind, names: added }) => `${kind} ${added}`).toSorted()).toEqual([
      "add antlr4-python3-runtime",
      "add platformdirs",
      "add pydantic",
      "add tomlkit",
      "add typing-extensions",
      "add universal-pathlib",
    ]);
    expect(fixes.filter(({ refused }) => refused !== null)).toEqual([]);
    const list = async (name: string) => {
      const text = await readFile(join(byHand.directory, `.flox/pkgs/${name}.nix`), "utf8");
      return /propagatedBuildInputs = ([^;]*; [^;]*);/.exec(text)?.[1]?.replace(/\s+/g, " ");
    };
    expect(await list("dagster-shared")).toBe(
      "with python312Packages; [ packaging platformdirs pydantic pyyaml tomlkit typing-extensions ] ++ [ ]",
    );
    expect(await list("dagster-pipes")).toBe("with python312Packages; [ ] ++ [ dagster-shared ]");
    for (const name of ["antlr4-python3-runtime", "universal-pathlib", "psutil", "pydantic"]) {
      expect((await list("dagster"))?.split(" ")).toContain(name);
    }
    for (const { blockers, unresolved } of Object.values(requirements))
      expect({ blockers, unresolved }).toEqual({ blockers: [], unresolved: [] });
  });
});

describe("packages that copy their directory out of the source, from 1.12.1 to 1.13.21", () => {
  let copying: Packaging;
  const directory = "python_modules/dagster-pipes";

  const package_ = (name: string, how: string, src: string) => [
    `dagster-build/.flox/pkgs/${name}.nix`,
    `{ python313Packages, runCommand, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster-pipes";
  version = "1.12.1";
  ${how}
  src = ${src};
}
`,
  ];

  beforeAll(async () => {
    const files = Object.entries(await dagsterBuild()).filter(
      ([path]) => !/\/pkgs\/(?!dagster-src)|lock\.json$|env\.json$/.test(path),
    );
    const copy = `"\${dagster-src}/${directory}"`;
    copying = await startPackaging(upstream, {
      name: "someone/copying",
      files: Object.fromEntries([
        ...files,
        package_("neither", "", copy),
        package_("setup-py", 'format = "setuptools";', copy),
        package_("wheel-less", "pyproject = true;\n  build-system = [ python313Packages.setuptools ];", copy),
        package_("by-script", "", `runCommand "pipes" { } "cp -r \${dagster-src}/${directory} $out"`),
      ]),
    });
  });

  afterAll(async () => {
    await copying[Symbol.asyncDispose]();
  });

  test.each(["neither", "setup-py", "wheel-less", "by-script"])("%s: hatchling is a blocker", async (name) => {
    const { document, text } = await inProcess(upstream, copying).run("bump", { tag: "1.13.21", "dry-run": "true" });
    const found = bumpSchema.parse(document).requirements[name];
    const reason = `src = dagster-src; and sourceRoot = "\${dagster-src.name}/${directory}";`;
    expect(found?.blockers).toMatchObject([{ name: "hatchling", reason: expect.stringContaining(reason) }]);
    expect(found?.fixes).toEqual([]);
    const shown = text(createStyle(false));
    expect(shown).toContain(reason);
    expect(shown).toContain("blocked");
  });
});

test.each([
  ["that is not in the list is not added", true],
  ["that is in the list", false],
])("a package whose own version is refused, %s: a blocker for what pins the release of it", async (_, isMissing) => {
  const files = await dagsterBuild();
  const text = (name: string) => new TextDecoder().decode(files[`dagster-build/.flox/pkgs/${name}.nix`]);
  await using held = await startPackaging(upstream, {
    name: `someone/held-${isMissing}`,
    files: {
      ...files,
      "dagster-build/.flox/pkgs/dagster-pipes.nix": text("dagster-pipes").replace(
        'version = "1.12.1";',
        'version = "1.${toString 12}.1";',
      ),
      "dagster-build/.flox/pkgs/dagster.nix": text("dagster").replace(isMissing ? "    dagster-pipes\n" : "none", ""),
    },
  });
  const { requirements, refusals, requirementEdits } = await bump({ tag: "1.13.21" }, held);
  expect(refusals).toMatchObject([
    { reason: expect.stringMatching(/^the version of dagster-pipes, 1.12.1, is computed/) },
  ]);
  const { missing, blockers, fixes } = requirements.dagster ?? {};
  expect(missing?.map(({ name }) => name)).toEqual(isMissing ? ["dagster-pipes"] : []);
  expect(blockers).toEqual([
    {
      name: "dagster-pipes",
      reason:
        "Upstream requires dagster-pipes==1.13.21, and dagster-pipes stays at 1.12.1 here: bring it to the release first.",
    },
  ]);
  expect(fixes?.map(({ kind }) => kind)).toEqual(["backend"]);
  expect(requirementEdits.edits.filter(({ kind }) => kind === "requirement")).toEqual([]);
});

describe("a name that is in doubt", () => {
  let nixpkgs: LoopbackServer;
  let docker: Packaging;
  let home: string;
  let list: string;
  let asked: string[];
  const rev = "b3d51a0365f6695e7dd5cdf3e180604530ed33b4";

  beforeAll(async () => {
    nixpkgs = await listen("nixpkgs", new Traffic(), async ({ url }) => {
      asked.push(url.pathname);
      return list === "" ? { status: 404 } : { status: 200, body: list };
    });
    const files = await dagsterBuild();
    const text = (path: string) => new TextDecoder().decode(files[`dagster-build/${path}`]);
    docker = await startPackaging(upstream, {
      name: "someone/docker",
      files: {
        ...files,
        "dagster-build/.flox/pkgs/dagster-docker.nix": text(".flox/pkgs/dagster-postgres.nix")
          .replaceAll("dagster-postgres", "dagster-docker")
          .replaceAll("dagster_postgres", "dagster_docker")
          .replace("    psycopg2\n", "    docker\n"),
        "dagster-build/flox-upstream.lock.json": text("flox-upstream.lock.json").replace(
          "https://github.com/flox/nixpkgs",
          `${nixpkgs.url}/flox/nixpkgs`,
        ),
      },
    });
  });

  afterAll(async () => {
    await docker[Symbol.asyncDispose]();
    await nixpkgs.close();
  });

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "flox-upstream-home-"));
    asked = [];
    list = "self: super: with self; {\n  click = callPackage ./click { };\n}\n";
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  async function dockerBump(inputs: InputTexts = {}, nixpkgsUrl = "") {
    const log = memoryLog();
    const world = realWorld(
      { PATH: process.env.PATH, HOME: home, GITHUB_API_URL: upstream.apiUrl },
      { log, secondMs: 1 },
    );
    await docker.restore();
    if (nixpkgsUrl !== "") {
      const file = join(docker.directory, "flox-upstream.lock.json");
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace(`${nixpkgs.url}/flox/nixpkgs`, nixpkgsUrl));
    }
    const { document } = await inProcess(upstream, docker, world).run("bump", { tag: "1.12.0", ...inputs });
    return { found: bumpSchema.parse(document).requirements["dagster-docker"], log };
  }

  test("is looked up in the pinned nixpkgs, once", async () => {
    const { found } = await dockerBump();
    expect(asked).toEqual([`/flox/nixpkgs/raw/${rev}/pkgs/top-level/python-packages.nix`]);
    expect(found?.missing).toMatchObject([{ name: "docker-image-py", from: "unknown" }]);
    expect(found?.blockers[0]?.reason).toMatch(/^docker-image-py is not in the Python set of the pinned nixpkgs/);
    expect(found?.fixes).toEqual([]);
    await dockerBump();
    expect(asked).toHaveLength(1);
  });

  test("and is added where it is there", async () => {
    list = "self: super: with self; { docker-image-py = 1; }";
    const { found } = await dockerBump();
    expect(found?.blockers).toEqual([]);
    expect(found?.fixes).toMatchObject([{ kind: "add", names: ["docker-image-py"] }]);
  });

  test("is looked up in the nixpkgs of the input, where that is given", async () => {
    const other = "1".repeat(40);
    // What is kept of one is not taken for another.
    await dockerBump();
    asked = [];
    await dockerBump({ nixpkgs: `${nixpkgs.url}/flox/nixpkgs?rev=${other}` });
    expect(asked).toEqual([`/flox/nixpkgs/raw/${other}/pkgs/top-level/python-packages.nix`]);
    asked = [];
    await dockerBump({ nixpkgs: `${nixpkgs.url}/flox/nixpkgs?ref=stable` });
    expect(asked).toEqual([]);
  });

  test("of a nixpkgs that is on no GitHub is not looked up, which is said", async () => {
    const { found, log } = await dockerBump({}, "path:/srv/nixpkgs");
    expect(asked).toEqual([]);
    expect(found?.blockers).toHaveLength(1);
    expect(log.lines.join("\n")).toContain(
      "neither the input nixpkgs nor the lock file names a commit of it on a GitHub",
    );
  });

  test("a dry run keeps nothing", async () => {
    await dockerBump({ "dry-run": "true" });
    expect(await readdir(home)).toEqual([]);
  });

  test.each([
    ["is not there", "", "there is nothing at"],
    ["is not Nix", "self: {", "is not Nix"],
  ])("where the list %s, the bump goes on and says so", async (_, text, why) => {
    list = text;
    const { found, log } = await dockerBump();
    expect(found?.blockers[0]?.reason).toContain("the list of the pinned nixpkgs was not read");
    expect(log.lines.join("\n")).toContain(why);
  });
});
