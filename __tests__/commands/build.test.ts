import { Buffer } from "node:buffer";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { execa } from "execa";
import { resultSchema } from "../../src/documents/result.ts";
import { type Building, type BuildingOptions, building, type Files, thing } from "../helpers/building.ts";
import { type Flox, standInFlox } from "../helpers/flox.ts";
import { gitText } from "../helpers/git.ts";
import { describeWith } from "../helpers/needs.ts";
import { type Nix, ownSystem, temporaryNix } from "../helpers/nix.ts";
import { problemOf } from "../helpers/problems.ts";

const failing = thing({ name: "broken", nix: 'postPatch = "echo about to fail; exit 3";' });

/** A package that fails with what a build script prints, which Nix then shows as the build's. */
function printing(...lines: readonly string[]): Files {
  const shell = lines.map((line) => `printf '%s\\\\n' "$(echo ${Buffer.from(line).toString("base64")} | base64 -d)"`);
  return thing({ nix: `postPatch = ''\n${shell.join("\n")}\nexit 1\n'';` });
}

describeWith("builds", "build", () => {
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

  const start = (files: Files, options: BuildingOptions = {}): Promise<Building> => building(flox, files, options);

  test("builds in the order in which packages need each other, and measures what came of it", async () => {
    await using here = await start(
      {
        ...thing({ name: "a-user", uses: ["z-base"], requires: ["z-base==1.0"], nix: "dependencies = [ z-base ];" }),
        ...thing({ name: "z-base" }),
      },
      { lock: {} },
    );
    const result = await here.build();
    expect(result).toMatchObject({
      schema: 1,
      system: ownSystem(),
      commit: await gitText(here.path, ["rev-parse", "HEAD"]),
      nixpkgs: "https://github.com/flox/nixpkgs?rev=b3d51a0365f6695e7dd5cdf3e180604530ed33b4",
      floxVersion: "1.16.0",
      complete: true,
      outcome: "passed",
    });
    expect(result.nixVersion).toMatch(/^2\./);
    expect(result.packages.map(({ attribute, version, status }) => [attribute, version, status])).toEqual([
      ["z-base", "1.0", "passed"],
      ["a-user", "1.0", "passed"],
    ]);
    const [base, user] = result.packages;
    expect(base?.storePath).toMatch(/-python3\.13-z-base-1\.0$/);
    // The package and its Python; and one more.
    expect([base?.closurePaths, user?.closurePaths]).toEqual([2, 3]);
    expect(user?.closureBytes).toBeGreaterThan(base?.closureBytes ?? 0);
    expect(resultSchema.parse(result)).toEqual(result);
  });

  test("leaves out what needs a package that failed, names it, and builds the rest", async () => {
    await using here = await start({
      ...failing,
      ...thing({ name: "user", uses: ["broken"], nix: "dependencies = [ broken ];" }),
      ...thing({ name: "user-of-user", uses: ["user"], nix: "dependencies = [ user ];" }),
      ...thing({ name: "other" }),
    });
    const { outcome, packages } = await here.build();
    expect(outcome).toBe("failed");
    expect(packages.map(({ attribute, status, because }) => [attribute, status, because])).toEqual([
      ["broken", "failed", null],
      ["other", "passed", null],
      ["user", "skipped", "broken, which it needs, was not built"],
      ["user-of-user", "skipped", "user, which it needs, was not built"],
    ]);
    expect(packages[0]?.failure).toEqual({
      kind: "build-failed",
      message: "its build failed with exit code 3",
      file: ".flox/pkgs/broken.nix",
      line: null,
      hint: "Look at the end of the log.",
    });
    expect(packages[0]?.logTail).toContain("about to fail");
  });

  test("builds only the packages that are asked for, and knows the others' names", async () => {
    await using here = await start({ ...failing, ...thing() });
    const { outcome, packages } = await here.build({ packages: "thing" });
    expect([outcome, packages.map(({ attribute }) => attribute)]).toEqual(["passed", ["thing"]]);
    expect((await problemOf(here.build({ packages: "thin" }))).message).toBe(
      'there is no package "thin" (did you mean thing?)',
    );
  });

  test("a link of an earlier build is no success", async () => {
    await using here = await start(thing());
    expect((await here.build()).outcome).toBe("passed");
    await writeFile(join(here.path, "src/thing/pyproject.toml"), "no project");
    const { outcome, packages } = await here.build();
    expect([outcome, packages[0]?.failure?.kind, packages[0]?.storePath]).toEqual(["failed", "build-failed", null]);
  });

  test("names no commit where the files are not as committed", async () => {
    await using here = await start(thing());
    const file = join(here.path, ".flox/pkgs/thing.nix");
    await writeFile(file, `# edited\n${await readFile(file, "utf8")}`);
    expect(await here.build()).toMatchObject({ outcome: "passed", commit: null });
    expect(here.log.lines).toContain("warning: Not as committed: .flox/pkgs/thing.nix. The result names no commit.");
  });

  test("tells which versions of nixpkgs' upstream's bounds do not admit, and not this repository's own", async () => {
    await using here = await start({
      ...thing({ name: "base" }),
      ...thing({
        requires: ["coloredlogs>=6.1,<=14.0", "base>=2", "docker-image-py"],
        nix: "dependencies = [ python313Packages.coloredlogs base ];",
        uses: ["base"],
      }),
    });
    const { packages } = await here.build();
    expect(packages.map(({ attribute, unmetBounds }) => [attribute, unmetBounds])).toEqual([
      ["base", []],
      ["thing", [{ project: "coloredlogs", bound: ">=6.1,<=14.0", version: "15.0.1" }]],
    ]);
    expect(packages[1]?.failure?.message).toContain("base>=2 is not met by version 1.0");
  });

  const failures: Record<string, { files: Files; options?: BuildingOptions; failure: Record<string, unknown> }> = {
    "an unmet bound": {
      files: thing({
        requires: ["coloredlogs>=6.1,<=14.0"],
        nix: "dependencies = with python313Packages; [ coloredlogs ];",
      }),
      failure: {
        kind: "unmet-requirement",
        message: "coloredlogs>=6.1,<=14.0 is not met by version 15.0.1",
        file: ".flox/pkgs/thing.nix",
        hint: 'Add `pythonRelaxDeps = [ "coloredlogs" ];`, or take a nixpkgs that meets the bound.',
      },
    },
    "an unmet bound where others are relaxed": {
      files: thing({
        requires: ["coloredlogs<=14.0"],
        nix: 'dependencies = with python313Packages; [ coloredlogs ];\n  pythonRelaxDeps = [ "click" ];',
      }),
      failure: {
        kind: "unmet-requirement",
        line: 10,
        hint: 'Add "coloredlogs" to pythonRelaxDeps (line 10), or take a nixpkgs that meets the bound.',
      },
    },
    "a missing requirement": {
      files: thing({
        requires: ["click", "docker-image-py>=0.1"],
        nix: "dependencies = with python313Packages; [ click ];",
      }),
      failure: {
        kind: "unmet-requirement",
        message: "docker-image-py is not installed",
        file: ".flox/pkgs/thing.nix",
        line: 9,
        hint: "Add what nixpkgs calls docker-image-py to dependencies (line 9).",
      },
    },
    "metadata of another version": {
      files: thing({ built: "1.0.1" }),
      options: { metadataCheck: true },
      failure: {
        kind: "metadata-mismatch",
        message: "the Nix file states version 1.0, the built metadata 1.0.1",
        file: ".flox/pkgs/thing.nix",
        line: 5,
      },
    },
    "an attribute that nixpkgs does not have": {
      files: thing({ nix: "dependencies = with python313Packages; [ docker-image-py ];" }),
      failure: {
        kind: "evaluation-failed",
        message: "undefined variable 'docker-image-py'",
        file: ".flox/pkgs/thing.nix",
        line: 9,
      },
    },
    "a hash that is another": {
      files: {
        ".flox/pkgs/source.nix": `{ fetchurl }: fetchurl { url = "file:///dev/null"; hash = "sha256-${"A".repeat(43)}="; }`,
      },
      failure: {
        kind: "hash-mismatch",
        message: `the hash of null is sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, not sha256-${"A".repeat(43)}=`,
      },
    },
    "a file that does not parse": {
      files: { ...thing(), ".flox/pkgs/broken.nix": "{ stdenv }:\nstdenv.mkDerivation {\n  pname = ;\n}\n" },
      failure: { kind: "does-not-parse", file: ".flox/pkgs/broken.nix", line: 3 },
    },
    "a file that git does not know": {
      files: {},
      options: { untracked: thing() },
      failure: {
        kind: "untracked-file",
        message: ".flox/pkgs/thing.nix is not tracked by git",
        hint: "Run `git add .flox/pkgs/thing.nix`.",
      },
    },
    "an environment that is not locked for the system": {
      files: {
        ...thing(),
        ".flox/env/manifest.lock": JSON.stringify({ manifest: { options: { systems: ["riscv64-linux"] } } }),
      },
      failure: { kind: "not-locked", file: ".flox/env/manifest.lock" },
    },
    "no login": {
      files: thing(),
      options: { says: "You are not logged in to FloxHub." },
      failure: { kind: "login-needed", message: "You are not logged in to FloxHub." },
    },
    "no space": {
      files: printing("OSError: [Errno 28] No space left on device: '/build/x'"),
      failure: { kind: "no-space", message: "there is no space left on the disk" },
    },
    "a Flox that is too old": {
      files: thing(),
      options: { version: "1.3.0" },
      failure: { kind: "flox-too-old", message: "this is Flox 1.3.0", hint: "Install Flox 1.8.4 or newer." },
    },
    "a Flox without the option": {
      files: thing(),
      options: { withoutNixpkgsUrl: true, lock: {} },
      failure: { kind: "flox-too-old" },
    },
    "a build that prints what Nix and Flox say": {
      files: printing(
        "error: hash mismatch in fixed-output derivation '/nix/store/00000000000000000000000000000000-x.drv':",
        "         specified: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "            got:    sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "✘ ERROR: You are not logged in to FloxHub.",
        "error: Nixpkgs 26.11 has dropped support for x86_64-linux.",
        "error: syntax error, unexpected end of file, at /x/.flox/pkgs/other.nix:1:1",
        "::set-output name=outcome::passed",
        "::error file=x::forged",
        "##[endgroup]",
      ),
      failure: { kind: "build-failed", message: "its build failed with exit code 1" },
    },
  };
  test.each(Object.entries(failures))("tells %s", async (_, { files, options, failure }) => {
    await using here = await start(files, options);
    const { outcome, complete, packages } = await here.build();
    expect([outcome, complete]).toEqual(["failed", true]);
    expect(packages.find((built) => built.failure !== null)?.failure).toMatchObject(failure);
  });

  test("one file that does not parse hides all packages, and is named for each", async () => {
    await using here = await start({ ...thing(), ".flox/pkgs/broken.nix": "{" });
    const { packages } = await here.build();
    expect(packages.map(({ attribute, status, because }) => [attribute, status, because])).toEqual([
      ["broken", "failed", null],
      ["thing", "skipped", "Flox finds no package before .flox/pkgs/broken.nix parses"],
    ]);
    expect(here.log.lines.some((line) => line.startsWith("group:"))).toBe(false);
  });

  test("without Flox nothing is tried, and the result says so", async () => {
    await using here = await start({ ...thing(), ...thing({ name: "other" }) }, { env: { PATH: "/usr/bin:/bin" } });
    const { packages, floxVersion, outcome } = await here.build();
    expect([outcome, floxVersion]).toEqual(["failed", null]);
    expect(packages.map(({ status, failure }) => [status, failure?.kind])).toEqual([
      ["failed", "flox-missing"],
      ["skipped", undefined],
    ]);
  });

  test("what is not for this system is unsupported, and no failure", async () => {
    const dropped = `{ runCommand }: runCommand "dropped" { meta.platforms = [ ]; } ""`;
    const user = `{ dropped, runCommand }: runCommand "user" { inherit dropped; } "touch $out"`;
    await using here = await start({ ".flox/pkgs/dropped.nix": dropped, ".flox/pkgs/user.nix": user });
    const { outcome, packages } = await here.build();
    expect(outcome).toBe("unsupported");
    const because = `Package ‘dropped’ is not available on ‘${ownSystem()}’`;
    expect(packages.map((built) => [built.status, built.because])).toEqual([
      ["unsupported", because],
      ["unsupported", `it needs dropped: ${because}`],
    ]);
  });

  test("a build that hangs ends with its time, children included", async () => {
    await using here = await start(thing({ nix: `postPatch = "echo waiting; sleep 987654 & wait";` }));
    const { packages } = await here.build({ "timeout-minutes": "0.1" });
    expect(packages[0]?.failure).toMatchObject({
      kind: "time-limit",
      message: "the build did not end within 0.1 minutes",
    });
    expect(await commandsNamed("sleep 987654")).toEqual([]);
  });

  test("cancelled half-way it ends what it started, and leaves a valid result that says so", async () => {
    await using here = await start({
      ...thing(),
      ...thing({ name: "waits", nix: `postPatch = "echo waiting; sleep 987653 & wait";` }),
      ...thing({ name: "zlast" }),
    });
    const controller = new AbortController();
    const world = {
      ...here.world,
      interruptible: <T>(body: (signal: AbortSignal) => Promise<T>) => body(controller.signal),
    };
    const running = here.build({}, { world });
    await until(() => here.log.lines.some((line) => line.includes("waiting")));
    controller.abort();
    const { complete, outcome, packages } = await running;
    expect([complete, outcome]).toEqual([false, "failed"]);
    expect(packages.map(({ status, failure }) => [status, failure?.kind])).toEqual([
      ["passed", undefined],
      ["failed", "cancelled"],
      ["skipped", undefined],
    ]);
    expect(await commandsNamed("sleep 987653")).toEqual([]);
  });

  test("at any time what is on the disk is valid, and says that there is more", async () => {
    await using here = await start({
      ...thing(),
      ...thing({ name: "waits", nix: `postPatch = "echo waiting; sleep 987652";` }),
    });
    const controller = new AbortController();
    const world = {
      ...here.world,
      interruptible: <T>(body: (signal: AbortSignal) => Promise<T>) => body(controller.signal),
    };
    const running = here.build({}, { world });
    await until(() => here.log.lines.some((line) => line.includes("waiting")));
    const text = await readFile(join(here.path, `result-${ownSystem()}.json`), "utf8");
    expect(resultSchema.parse(JSON.parse(text))).toMatchObject({
      complete: false,
      outcome: "failed",
      packages: [{ attribute: "thing", status: "passed" }],
    });
    controller.abort();
    await running;
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function commandsNamed(text: string): Promise<string[]> {
  const { stdout } = await execa("ps", ["-eo", "args"]);
  return stdout.split("\n").filter((line) => line.trim() === text);
}
