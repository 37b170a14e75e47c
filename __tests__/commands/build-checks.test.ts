import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Limits, usualLimits } from "../../src/commands/checks/bench.ts";
import { type LockedPackage, lockFileName } from "../../src/documents/lock.ts";
import type { BuiltPackage, CheckName, PackageCheck, ResultDocument } from "../../src/documents/result.ts";
import { type Building, type BuildingOptions, building, type Files, type Thing, thing } from "../helpers/building.ts";
import { type Flox, standInFlox } from "../helpers/flox.ts";
import { inProcess } from "../helpers/in-process.ts";
import { describeWith } from "../helpers/needs.ts";
import { type Nix, temporaryNix } from "../helpers/nix.ts";
import { startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

function packageOf({ packages }: ResultDocument, attribute: string): BuiltPackage {
  const found = packages.find((built) => built.attribute === attribute);
  if (found === undefined) throw new Error(`${attribute} is missing`);
  return found;
}

function checkOf(result: ResultDocument, attribute: string, name: CheckName): PackageCheck {
  const found = packageOf(result, attribute).checks.find((check) => check.name === name);
  if (found === undefined) throw new Error(`${attribute} has no check ${name}`);
  return found;
}

const statuses = (result: ResultDocument) =>
  Object.fromEntries(
    result.packages.map(({ attribute, status, checks }) => [
      attribute,
      `${status}: ${checks.map((check) => (check.status === "passed" ? check.name : `not ${check.name}`)).join(" ")}`,
    ]),
  );

let nix: Nix;
let flox: Flox;

beforeAll(async () => {
  nix = await temporaryNix();
  flox = await standInFlox(nix);
});
afterAll(async () => {
  await flox[Symbol.asyncDispose]();
  await nix.close();
});

describeWith("builds", "checks of one package", () => {
  const cli = (body: string): Partial<Thing> => ({
    scripts: { thing: "thing.cli:main" },
    files: { "thing/cli.py": `import sys\ndef main():\n    ${body}\n` },
  });
  const imported = 'pythonImportsCheck = [ "thing" ];';

  async function built(options: Thing, more: BuildingOptions & { files?: Files; limits?: Partial<Limits> } = {}) {
    const { files = {}, limits = {}, ...rest } = more;
    await using here: Building = await building(flox, { ...thing(options), ...files }, rest);
    return await here.build({}, { limits: { ...usualLimits, ...limits } });
  }

  test("pass, each with what it saw", async () => {
    const result = await built({ ...cli("print('thing 1.0')"), nix: imported });
    expect(result.outcome).toBe("passed");
    expect(packageOf(result, "thing").checks.map(({ name, status, note }) => [name, status, note])).toEqual([
      ["import", "passed", "thing"],
      ["version", "passed", "thing 1.0"],
      ["command", "passed", "thing"],
    ]);
    expect(checkOf(result, "thing", "command").output).toBe("$ thing\nthing 1.0");
  });

  test("a module that cannot be imported", async () => {
    const result = await built(
      { nix: "" },
      { files: { ".github/flox-upstream.yml": "packages: {thing: {import: [thing, other]}}" } },
    );
    expect(result.outcome).toBe("failed");
    expect(checkOf(result, "thing", "import")).toMatchObject({
      status: "failed",
      note: "importing thing, other ended with exit code 1",
      output: expect.stringContaining("No module named 'other'"),
    });
    expect(packageOf(result, "thing")).toMatchObject({ status: "failed", failure: null });
  });

  test("another version than the Nix file states", async () => {
    expect(checkOf(await built({ built: "0.9" }), "thing", "version")).toMatchObject({
      status: "failed",
      note: "thing reports 0.9, not 1.0",
    });
  });

  test("the version that the lock file expects of what is between two releases", async () => {
    const version = "1.0-unstable-2026-11-02";
    const locked = (metadataVersion: string | null) => lockedThing({ version, metadataVersion });
    const of = { version, built: "1!0+dev" };
    expect(checkOf(await built(of, locked("1!0+dev")), "thing", "version").status).toBe("passed");
    expect(checkOf(await built(of, locked("1!1")), "thing", "version").note).toBe("thing reports 1!0+dev, not 1!1");
    expect(checkOf(await built(of, locked(null)), "thing", "version").status).toBe("passed");
  });

  test("upstream's bounds, whatever the built metadata states", async () => {
    const nix = "dependencies = with python313Packages; [ coloredlogs click ];";
    const result = await built({ nix }, lockedThing({ requirements: ["coloredlogs<=14.0", "click", "rich"] }));
    expect(checkOf(result, "thing", "requirements")).toMatchObject({
      status: "failed",
      note: "coloredlogs is 15.0.1, and thing requires <=14.0; thing requires rich, which is not there",
    });
    expect(packageOf(result, "thing").unmetBounds).toEqual([
      { project: "coloredlogs", bound: "<=14.0", version: "15.0.1" },
    ]);
  });

  const scripts: Record<string, { body: string; note: string; status?: string; output?: string }> = {
    "has help and no version": {
      body: "sys.exit(0 if sys.argv[1] == '--help' else 2)",
      note: "thing",
      status: "passed",
    },
    fails: { body: "sys.exit('broken')", note: "thing --help ended with exit code 1", output: "broken" },
    hangs: {
      body: "import time; print('waiting', flush=True); time.sleep(1000)",
      note: "thing --version did not end within 3 s",
    },
    "prints workflow commands": {
      body: "print('::set-output name=outcome::passed\\n::error::forged\\n##[endgroup]')",
      note: "thing",
      status: "passed",
      output: "::set-output name=outcome::passed\n::error::forged\n##[endgroup]",
    },
    "prints hashes": {
      body: "print('            got:    sha256-x'); sys.exit(1)",
      note: "thing --help ended with exit code 1",
    },
    "looks for the job's tokens": {
      body: "import os; print(sorted(os.environ)); sys.exit('TOKEN' in str(os.environ))",
      note: "thing",
      status: "passed",
    },
    "looks at where it is": { body: "import os; sys.exit(len(os.listdir('.')))", note: "thing", status: "passed" },
  };
  test.each(Object.entries(scripts))(
    "a console script that %s",
    async (_, { body, note, status = "failed", output = "" }) => {
      const limits = body.includes("sleep") ? { command: 3000 } : {};
      const result = await built(cli(body), { limits, env: { GITHUB_TOKEN: "x", A_TOKEN: "x" } });
      expect(checkOf(result, "thing", "command")).toMatchObject({
        status,
        note,
        output: expect.stringContaining(output),
      });
      expect(result.complete).toBe(true);
    },
  );

  test("a package that is built otherwise the second time", async () => {
    await using here = await building(flox, {
      ".flox/pkgs/same.nix": `{ runCommand }: runCommand "same" { } "echo same > $out"`,
      ".flox/pkgs/other.nix": `{ runCommand }: runCommand "other" { } "date +%N > $out"`,
    });
    expect(statuses(await here.build())).toEqual({ other: "passed: ", same: "passed: " });
    const result = await here.build({ reproducible: "true" });
    expect(statuses(result)).toEqual({ other: "failed: not reproducible", same: "passed: reproducible" });
    expect(checkOf(result, "other", "reproducible").note).toBe("a second build gave something else");
  });
});

/** A lock file that knows this of the package. */
function lockedThing(known: Partial<LockedPackage>): BuildingOptions {
  const unknown = { directory: null, metadataVersion: null, requiresPython: null, buildSystem: null, scripts: null };
  return {
    lock: { packages: { thing: { project: "thing", version: "1.0", ...unknown, requirements: [], ...known } } },
  };
}

describeWith("builds", "checks of Dagster's packaging", () => {
  let upstream: Upstream;
  let files: Files;

  beforeAll(async () => {
    upstream = await startUpstream({ versions: ["1.12.1", "1.13.26"] });
    await using packaging = await startPackaging(upstream);
    await inProcess(upstream, packaging).run("bump", {});
    const all = await packaging.files();
    files = Object.fromEntries(
      Object.entries(all)
        .filter(([path]) => path.startsWith("dagster-build/"))
        .map(([path, text]) => [path.slice("dagster-build/".length), text]),
    );
  });
  afterAll(() => upstream.close());

  const start = (changes: Files = {}) =>
    building(flox, { ...files, ...changes }, { githubUrl: upstream.serverUrl, pypiUrl: upstream.pypi.filesUrl });
  const fileOf = (attribute: string) => files[`.flox/pkgs/${attribute}.nix`] ?? "";

  test("all of them pass", async () => {
    await using here = await start();
    const result = await here.build();
    expect(statuses(result)).toEqual({
      "dagster-src": "passed: ",
      "dagster-pipes": "passed: import version requirements",
      "dagster-shared": "passed: import version requirements",
      dagster: "passed: import version requirements command instance",
      "dagster-graphql": "passed: import version requirements command",
      "dagster-postgres": "passed: import version requirements",
      "dagster-webserver": "passed: import version requirements command ui",
      "dagster-complete": "passed: import version requirements command instance ui run",
    });
    expect(checkOf(result, "dagster-complete", "requirements").note).toBe(
      "coloredlogs is 15.0.1, and dagster requires >=6.1,<=14.0: relaxed by pythonRelaxDeps; " +
        "psycopg2-binary is left out by pythonRemoveDeps",
    );
    expect(result.outcome).toBe("passed");
    expect(checkOf(result, "dagster-postgres", "version").note).toBe("dagster-postgres 0.29.26");
    expect(checkOf(result, "dagster-complete", "run").note).toBe(
      "an asset was materialised, and dagster dev loaded its code",
    );
    expect(result.nixpkgs).toContain("github.com/flox/nixpkgs?rev=");
    const [sizeOfAll, sizeOfOne] = ["dagster-complete", "dagster-pipes"].map(
      (name) => packageOf(result, name).closureBytes,
    );
    expect(sizeOfAll).toBeGreaterThan(sizeOfOne ?? 0);
  });

  test("a join that serves its page and cannot load user code", async () => {
    await using here = await start({
      ".flox/pkgs/dagster-complete.nix": `{ buildEnv, dagster, dagster-webserver, dagster-graphql, dagster-pipes, dagster-postgres, dagster-shared }:
buildEnv {
  pname = "dagster-complete";
  version = "1.13.26";
  paths = [ dagster dagster-webserver dagster-graphql dagster-pipes dagster-postgres dagster-shared ];
}
`,
    });
    const result = await here.build({ packages: "dagster-complete" });
    expect(checkOf(result, "dagster-complete", "ui").status).toBe("passed");
    expect(checkOf(result, "dagster-complete", "run")).toMatchObject({
      status: "failed",
      output: expect.stringContaining("No module named"),
    });
    expect(result.outcome).toBe("failed");
  });

  test("a web server without its page", async () => {
    const fromGit = fileOf("dagster-webserver")
      .replace(
        /src = fetchPypi \{[^}]*\};/,
        'src = dagster-src;\n  sourceRoot = "${dagster-src.name}/python_modules/dagster-webserver";',
      )
      .replace(/postInstall = ''[\s\S]*?'';/, "");
    await using here = await start({ ".flox/pkgs/dagster-webserver.nix": fromGit });
    const result = await here.build({ packages: "dagster-webserver" });
    expect(statuses(result)).toEqual({ "dagster-webserver": "failed: import version requirements command not ui" });
    expect(checkOf(result, "dagster-webserver", "ui").note).toBe("/ is answered with 500");
  });

  test("a new rev with an old hash is built from the old source, and green; the version is not", async () => {
    const unversioned = fileOf("dagster-src").replace(/^.*name = "dagster-.*$/m, "");
    const old = unversioned
      .replace('rev = "1.13.26"', 'rev = "1.12.1"')
      .replace(/hash = ".*"/, `hash = "${await oldHash()}"`);
    const pipes = fileOf("dagster-pipes").replace("${dagster-src.name}", "source");
    await using here = await start({
      ".flox/pkgs/dagster-src.nix": old,
      ".flox/pkgs/dagster-pipes.nix": pipes.replace('version = "1.13.26"', 'version = "1.12.1"'),
    });
    await rm(join(here.path, lockFileName));
    expect((await here.build({ packages: "dagster-pipes" })).outcome).toBe("passed");

    await writeFile(join(here.path, ".flox/pkgs/dagster-src.nix"), old.replace('rev = "1.12.1"', 'rev = "1.13.26"'));
    await writeFile(join(here.path, ".flox/pkgs/dagster-pipes.nix"), pipes);
    const result = await here.build({ packages: "dagster-pipes" });
    expect(packageOf(result, "dagster-pipes")).toMatchObject({ status: "failed", failure: null });
    expect(checkOf(result, "dagster-pipes", "version").note).toBe("dagster-pipes reports 1.12.1, not 1.13.26");
  });

  function oldHash(): Promise<string> {
    return nix.prefetch(`${upstream.serverUrl}/dagster-io/dagster/archive/1.12.1.tar.gz`, { unpack: true });
  }
});
