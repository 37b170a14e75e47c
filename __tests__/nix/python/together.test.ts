/** Fixes and version edits of one bump, made and confirmed together, as real Nix sees the result. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { applyEdits, confirmEdits } from "../../../src/nix/confirm.ts";
import { planEdits } from "../../../src/nix/edits.ts";
import type { Plan, Repository } from "../../../src/nix/model.ts";
import { planFixes } from "../../../src/nix/python/fixes.ts";
import type { FixPlan } from "../../../src/nix/python/plan.ts";
import { readRepository } from "../../../src/nix/repository.ts";
import { display, fromBytes, toBytes } from "../../../src/nix/source.ts";
import { describeWith } from "../../helpers/needs.ts";
import { evaluatePackages, type Nix, temporaryNix } from "../../helpers/nix.ts";
import { problemThrown } from "../../helpers/problems.ts";
import { projects, targetFor, upstream } from "../bumping.ts";
import { add, backend, extra, fixesOf, own, relax } from "./fixing.ts";
import { packageNamed, repositoryOf, words } from "./reading.ts";

const directory = join(import.meta.dirname, "../../../dagster-build");

async function dagsterBuild(): Promise<Repository> {
  const files = new Map<string, string>();
  for (const name of await readdir(join(directory, ".flox/pkgs"))) {
    files.set(`.flox/pkgs/${name}`, fromBytes(await readFile(join(directory, ".flox/pkgs", name))));
  }
  return readRepository({ files, upstream, projects });
}

function bumped(repository: Repository, fixes: FixPlan): { plan: Plan; edited: Map<string, string> } {
  const plan = planEdits(repository, targetFor(repository));
  return { plan, edited: applyEdits(repository, plan, fixes) };
}

const fixes = [
  ...fixesOf("dagster", [backend("hatchling"), relax("protobuf")]),
  ...fixesOf("dagster-pipes", [backend("hatchling")]),
  ...fixesOf("dagster-shared", [add("six"), backend("hatchling")]),
  ...fixesOf("dagster-webserver", [own("dagster-shared"), extra("gql", "requests"), add("gql")]),
];

describe("a bump of dagster-build with fixes", () => {
  test("both are applied to the same text, and each does what it does alone", async () => {
    const repository = await dagsterBuild();
    const planned = planFixes(repository, fixes);
    const { plan, edited } = bumped(repository, planned);
    confirmEdits(repository, plan, edited, planned);
    const text = (name: string) => display(edited.get(`.flox/pkgs/${name}.nix`) ?? "");
    expect(text("dagster-shared")).toContain(`  version = "1.13.26";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/python_modules/libraries/dagster-shared";

  build-system = with python313Packages; [ hatchling ];

  dependencies = with python313Packages; [
    packaging
    platformdirs
    pydantic
    pyyaml
    six
    tomlkit
    typing-extensions
  ];
`);
    expect(text("dagster-webserver")).toContain(`  dagster,
  dagster-graphql,
  dagster-shared,
}:`);
    const alone = applyEdits(repository, plan);
    for (const [file, versions] of alone) {
      const more = planned.edits
        .filter((edit) => edit.file === file)
        .reduce((sum, { from, to }) => sum + to.length - from.length, 0);
      expect(edited.get(file)?.length).toBe(versions.length + more);
    }
  });

  test.each<[string, (edited: Map<string, string>) => void]>([
    ["another entry", (edited) => change(edited, "dagster-shared", "    six\n", "    six\n    click\n")],
    ["an entry that is gone", (edited) => change(edited, "dagster-shared", "    packaging\n", "")],
    ["another comment", (edited) => change(edited, "dagster", "# The orchestrator", "# An orchestrator")],
    ["other blanks", (edited) => change(edited, "dagster", "pyproject = true", "pyproject  = true")],
    ["a file that was not to be edited", (edited) => edited.set(".flox/pkgs/dagster-src.nix", "{ }")],
    ["a file that is not edited", (edited) => edited.delete(".flox/pkgs/dagster-shared.nix")],
  ])("%s is not confirmed", async (_, spoil) => {
    const repository = await dagsterBuild();
    const planned = planFixes(repository, fixes);
    const { plan, edited } = bumped(repository, planned);
    spoil(edited);
    expect(problemThrown(() => confirmEdits(repository, plan, edited, planned)).kind).toBe("blocked");
  });

  test.each([
    ["text that leaves its literal", '1.13.26"; evil = "x'],
    ["text that evaluates", '1.13.26${""}'],
  ])("%s is not confirmed, though the files state the same", async (_, to) => {
    const repository = await dagsterBuild();
    const planned = planFixes(repository, fixes);
    const { plan } = bumped(repository, planned);
    const isVersion = ({ file, kind }: Plan["edits"][number]) => kind === "version" && file.endsWith("/dagster.nix");
    const edits = plan.edits.map((edit) => (isVersion(edit) ? { ...edit, to } : edit));
    expect(edits.filter(isVersion)).toHaveLength(1);
    for (const fixed of [planned, undefined]) {
      const edited = applyEdits(repository, { edits }, ...(fixed === undefined ? [] : [fixed]));
      expect(problemThrown(() => confirmEdits(repository, { ...plan, edits }, edited, fixed)).message).toContain(
        "the edited text reads otherwise than planned",
      );
    }
  });

  test("a plan that says less than its edits do is not confirmed", async () => {
    const repository = await dagsterBuild();
    const planned = { ...planFixes(repository, fixes), changes: new Map() };
    const { plan, edited } = bumped(repository, planned);
    expect(problemThrown(() => confirmEdits(repository, plan, edited, planned)).message).toContain("would be with");
  });
});

function change(edited: Map<string, string>, name: string, from: string, to: string): void {
  const file = `.flox/pkgs/${name}.nix`;
  const text = edited.get(file) ?? "";
  expect(text).toContain(from);
  edited.set(file, text.replace(from, to));
}

/** A packaging as it was written by hand for 1.9.11: the old way of building, one Python set for all. */
const older = (name: string, place: string, formals: readonly string[], list: string) => `{
  python312Packages,
  fetchFromGitHub,
${formals.map((formal) => `  ${formal},\n`).join("")}}:

python312Packages.buildPythonPackage rec {
  pname = "${name}";
  version = "1.9.11";
  format = "setuptools";

  src = fetchFromGitHub {
    owner = "dagster-io";
    repo = "dagster";
    rev = version;
    hash = "sha256-MBI7vTTIrFk63hd6u6BL8HrOW5e1b1XGBCkmolSkLro=";
  };
  sourceRoot = "\${src.name}/python_modules/${place}";

  propagatedBuildInputs = ${list};
}
`;

const olderFiles = {
  "dagster-shared.nix": older(
    "dagster-shared",
    "libraries/dagster-shared",
    [],
    "with python312Packages; [ packaging pyyaml ]",
  ),
  "dagster-pipes.nix": older("dagster-pipes", "dagster-pipes", ["dagster-shared"], "[ dagster-shared ]"),
  "dagster.nix": older(
    "dagster",
    "dagster",
    ["dagster-pipes", "dagster-shared"],
    `with python312Packages; [
    # Command line and output.
    alembic
    click
    coloredlogs
    jinja2
    grpcio
    grpcio-health-checking
    protobuf
    python-dotenv
    pytz
    requests
    setuptools
    six
    tabulate
    tomli
    tqdm
    tzdata
    structlog
    sqlalchemy
    toposort
    watchdog
    psutil
    docstring-parser
    rich
    filelock
    pydantic
  ] ++ [ dagster-pipes dagster-shared ]`,
  ),
};

const six = [
  ...fixesOf("dagster-shared", ["platformdirs", "pydantic", "typing-extensions", "tomlkit"].map(add)),
  ...fixesOf("dagster", ["universal-pathlib", "antlr4-python3-runtime"].map(add)),
];

describeWith("nix", "what is written, as Nix evaluates it", () => {
  let nix: Nix;
  let root: string;

  beforeAll(async () => {
    nix = await temporaryNix();
    root = await mkdtemp(join(tmpdir(), "flox-upstream-together-"));
  });

  afterAll(async () => {
    await nix.close();
    await rm(root, { recursive: true });
  });

  async function write(name: string, files: ReadonlyMap<string, string>): Promise<string> {
    for (const [path, text] of files) {
      await mkdir(dirname(join(root, name, path)), { recursive: true });
      await writeFile(join(root, name, path), toBytes(text));
    }
    return join(root, name);
  }

  test("a packaging of 1.9.11 by hand lacks six, and has them after one run", async () => {
    const repository = repositoryOf(olderFiles);
    const planned = planFixes(repository, six);
    const names = ["dagster", "dagster-pipes", "dagster-shared"];
    const versions = new Map(names.map((name) => [name, "1.12.0"]));
    const plan = planEdits(repository, targetFor(repository, { ref: "1.12.0", version: "1.12.0", versions }));
    expect(plan.refusals).toEqual([]);
    const edited = applyEdits(repository, plan, planned);
    confirmEdits(repository, plan, edited, planned);
    expect(planned.edits.map(({ file, line, kind, to }) => [file, line, kind, to.trim()])).toEqual([
      [".flox/pkgs/dagster-shared.nix", 19, "requirement", "platformdirs"],
      [".flox/pkgs/dagster-shared.nix", 19, "requirement", "pydantic"],
      [".flox/pkgs/dagster-shared.nix", 19, "requirement", "tomlkit"],
      [".flox/pkgs/dagster-shared.nix", 19, "requirement", "typing-extensions"],
      [".flox/pkgs/dagster.nix", 47, "requirement", "antlr4-python3-runtime"],
      [".flox/pkgs/dagster.nix", 47, "requirement", "universal-pathlib"],
    ]);
    expect(display(edited.get(".flox/pkgs/dagster-shared.nix") ?? "")).toContain(
      "  propagatedBuildInputs = with python312Packages; [ packaging platformdirs pydantic pyyaml tomlkit typing-extensions ];\n",
    );
    const before = await evaluatePackages(nix, await write("older", repository.files));
    const after = await evaluatePackages(nix, await write("newer", new Map([...repository.files, ...edited])));
    for (const name of names) {
      expect([before[name]?.version, after[name]?.version]).toEqual(["1.9.11", "1.12.0"]);
      const added = six.flatMap((fix) => (fix.kind === "add" && fix.attribute === name ? fix.name : []));
      const had = before[name]?.dependencies ?? [];
      expect(after[name]?.dependencies.toSorted()).toEqual([...had, ...added].toSorted());
      expect(after[name]?.dependencies.filter((one) => had.includes(one))).toEqual(had);
      expect([before[name]?.python, after[name]?.python]).toEqual(["3.12", "3.12"]);
    }
    const again = repositoryOf(
      Object.fromEntries([...edited].map(([path, text]) => [path.replace(".flox/pkgs/", ""), display(text)])),
    );
    expect(words(packageNamed(again, "dagster-pipes").dependencies)).toBe("./dagster-shared");
    expect(planFixes(again, six).edits).toEqual([]);
  });

  test("dagster-build after a bump with fixes", async () => {
    const repository = await dagsterBuild();
    const planned = planFixes(repository, fixes);
    const { edited } = bumped(repository, planned);
    await cp(directory, join(root, "dagster-build"), { recursive: true });
    const before = await evaluatePackages(nix, join(root, "dagster-build"));
    const after = await evaluatePackages(nix, await write("dagster-build", edited));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after["dagster-webserver"]?.dependencies.toSorted()).toEqual(
      [
        ...(before["dagster-webserver"]?.dependencies ?? []),
        "dagster-shared",
        "gql",
        "requests",
        "requests-toolbelt",
      ].toSorted(),
    );
    expect(after["dagster-shared"]?.dependencies.toSorted()).toEqual(
      [...(before["dagster-shared"]?.dependencies ?? []), "six"].toSorted(),
    );
    expect(after.dagster?.dependencies).toEqual(before.dagster?.dependencies);
    expect(after.dagster?.pythonRelaxDeps).toEqual(["coloredlogs", "protobuf"]);
    for (const name of ["dagster", "dagster-pipes", "dagster-shared"]) {
      expect([before[name]?.buildSystem, after[name]?.buildSystem]).toEqual([["setuptools"], ["hatchling"]]);
      expect(after[name]?.version).toBe("1.13.26");
    }
    expect(after["dagster-complete"]?.joins).toEqual(expect.arrayContaining(["six", "gql", "requests-toolbelt"]));
  });
});
