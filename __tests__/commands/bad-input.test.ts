import { chmod, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { primaryLimit, secondaryLimit } from "../helpers/github-server.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import type { Fault } from "../helpers/loopback.ts";
import { releasesFor, sdist } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

let upstream: Upstream;
let packaging: Packaging;
let before: Record<string, string>;

beforeAll(async () => {
  upstream = await startUpstream();
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

beforeEach(async () => {
  await packaging.restore();
  before = await packaging.files();
});

/** The Problem of a bump that changes no file. */
async function refusedBump(inputs: InputTexts = {}) {
  const problem = await inProcess(upstream, packaging).problem("bump", inputs);
  expect(await packaging.files()).toEqual(before);
  return problem;
}

/** Exit code, and standard error, of the built program; it prints no result and changes no file. */
async function refusedRun(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, stderr } = await packaging.cli(args, env);
  expect(stdout).toBe("");
  expect(await packaging.files()).toEqual(before);
  return { exitCode, stderr };
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(packaging.checkout, path)), { recursive: true });
  await writeFile(join(packaging.checkout, path), content);
  before = await packaging.files();
}

const bump = ["bump", "--directory", "dagster-build"];
const pkgs = "dagster-build/.flox/pkgs";
const archive = /^archives GET .*1\.13\.26/;
const sdistFile = /^pypi-files GET /;

describe("what comes over the network", () => {
  const passing: readonly (readonly [string, RegExp, Fault])[] = [
    ["an archive cut off", archive, { kind: "truncate" }],
    ["a corrupt archive", archive, { kind: "corrupt" }],
    ["a connection closed before anything is said", archive, { kind: "disconnect" }],
    ["an archives' host that has an error", archive, { kind: "answer", status: 500, body: "oh" }],
    ["a sdist cut off", sdistFile, { kind: "truncate" }],
    ["a corrupt sdist", sdistFile, { kind: "corrupt" }],
    ["a PyPI that has an error", /^pypi GET /, { kind: "answer", status: 503, body: "oh" }],
    ["an API that has an error", /^api GET .*\/releases/, { kind: "answer", status: 502, body: { message: "oh" } }],
    ["an API that wants a short pause", /^api GET .*\/releases/, secondaryLimit(1)],
  ];

  test.each(passing)("%s once is asked again, and all is well", async (_, where, fault) => {
    upstream.traffic.fail(where, fault);
    const { document } = await inProcess(upstream, packaging).run("bump", { "dry-run": "true" });
    expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.13.26" } });
  });

  test.each([
    ["an archive cut off", archive, { kind: "truncate" }, /ended|broke off|truncated/],
    ["a corrupt archive", archive, { kind: "corrupt" }, /corrupt|is not a gzip|damaged/],
    ["a sdist cut off", sdistFile, { kind: "truncate" }, /ended|broke off/],
    ["a corrupt sdist", sdistFile, { kind: "corrupt" }, /its SHA-256 differs/],
    ["a host that is not there", archive, { kind: "disconnect" }, /cannot be reached/],
    ["a host with an error", archive, { kind: "answer", status: 500 }, /answers 500/],
  ] as const)("%s three times is an error, and never a hash", async (_, where, fault, message) => {
    upstream.traffic.fail(where, fault, 3);
    const from = upstream.traffic.lines.length;
    const problem = await refusedBump();
    expect(problem.kind).toBe("outside");
    expect(problem.message).toMatch(message);
    expect(upstream.traffic.lines.slice(from).filter((line) => where.test(line))).toHaveLength(3);
  });

  test("a sdist that is another than PyPI says is not used", async () => {
    await using lying = await liar();
    const problem = await inProcess(lying.upstream, lying.packaging).problem("bump");
    expect(problem.message).toMatch(
      /"dagster_webserver-1\.13\.26\.tar\.gz" is not the one that PyPI publishes: its SHA-256 differs/,
    );
    expect(problem.kind).toBe("outside");
    expect(await lying.packaging.files()).toEqual(before);
  });

  test("an archive that is not there names the URL that Nix would fetch", async () => {
    upstream.traffic.fail(/^web GET /, { kind: "answer", status: 404 });
    upstream.traffic.fail(/^api GET .*\/tarball\//, { kind: "answer", status: 404, body: { message: "Not Found" } });
    const problem = await refusedBump();
    expect(problem.message).toBe(`there is nothing at ${upstream.serverUrl}/dagster-io/dagster/archive/1.13.26.tar.gz`);
  });

  test("the rate limit tells when it ends; exit code 3", async () => {
    upstream.traffic.fail(/^api GET /, primaryLimit(new Date("2031-01-02T03:04:05Z")));
    const run = await refusedRun(bump);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("allows no more requests until 2031-01-02T03:04:05.000Z (rate limit)");
    upstream.traffic.fail(archive, {
      kind: "answer",
      status: 429,
      headers: { "x-ratelimit-reset": String(Date.UTC(2031, 0, 2, 3, 4, 5) / 1000) },
    });
    expect((await refusedBump()).message).toContain("the rate limit is used up until 2031-01-02T03:04:05.000Z");
  });

  test("a token that GitHub does not know; exit code 2, and it is not shown", async () => {
    const run = await refusedRun(bump, { GITHUB_TOKEN: "wrong-and-secret" });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/does not accept the token \(401: Bad credentials\)\nCheck the input `token`/);
    expect(run.stderr).not.toContain("wrong-and-secret");
  });

  test("an upstream that does not exist", async () => {
    await put("dagster-build/.flox/pkgs/other.nix", sourceOf("nobody", "nothing"));
    const problem = await refusedBump({ upstream: "nobody/nothing" });
    expect(problem.message).toMatch(/cannot list the releases of nobody\/nothing: .* knows no such thing/);
    expect(problem.hint).toMatch(/^Check the name/);
  });

  test("an upstream without releases: nothing is newer, and what is pinned can still be repaired", async () => {
    upstream.repository.releases.splice(0, 99);
    const run = await packaging.cli([...bump, "--json"]);
    upstream.repository.releases.push(...releasesFor(["1.12.0", "1.12.1", "1.13.21", "1.13.26"]));
    expect(run.exitCode).toBe(0);
    // dagster-build's lock file has no evidence yet: that much there is to repair.
    expect(JSON.parse(run.stdout)).toMatchObject({ outcome: "update", candidate: { tag: "1.12.1" } });
  });
});

function sourceOf(owner: string, repo: string): string {
  return `{ fetchFromGitHub }:
fetchFromGitHub { owner = "${owner}"; repo = "${repo}"; rev = "1.0"; hash = "sha256-${"A".repeat(43)}="; }
`;
}

/** An upstream whose PyPI states a digest that is not the file's. */
async function liar() {
  const other = await startUpstream({ unpublished: ["1.13.26"] });
  const { filename, version, content } = await sdist("dagster-webserver", "1.13.26");
  other.pypi.publish("dagster-webserver", version, { filename, content, claimedSha256: "0".repeat(64) });
  const of = await startPackaging(other);
  return {
    upstream: other,
    packaging: of,
    async [Symbol.asyncDispose]() {
      await of[Symbol.asyncDispose]();
      await other.close();
    },
  };
}

describe("inputs that cannot be read", () => {
  const unreadable: readonly (readonly [InputTexts, string, string])[] = [
    [
      { tag: "../etc/passwd" },
      '--tag: The ref "../etc/passwd" is not safe to use',
      "Use a ref of plain letters and digits.",
    ],
    [
      { constraint: "newest" },
      '--constraint: "newest" is not a PEP 440 specifier set',
      "Write for example `>=1.12,<2`.",
    ],
    [{ ignore: "1.0,x y" }, '--ignore: "x y" is not a PEP 440 specifier set', "Write for example `>=1.12,<2`."],
    [
      { constraint: "1.2.3.4", versioning: "semver" },
      '--constraint: "1.2.3.4" is not a range of semantic versions',
      "Write for example `>=1.12.0 <2`.",
    ],
  ];

  test.each(unreadable)("%j is refused before anything is asked for", async (inputs, message, hint) => {
    const from = upstream.traffic.lines.length;
    for (const command of ["check", "bump"] as const) {
      const problem = await inProcess(upstream, packaging).problem(command, inputs);
      expect(problem).toMatchObject({ kind: "input", where: { input: Object.keys(inputs)[0] }, hint });
      expect(problem.message).toContain(message);
    }
    expect(upstream.traffic.lines.slice(from)).toEqual([]);
  });

  test("without a network too, in the configuration file too; exit code 2", async () => {
    await put("c.yml", "prerelease: false\nignore:\n  - 1.12.16\n  - newest\n");
    const nowhere = ["--upstream-api-url", "http://127.0.0.1:9"];
    const configured = await refusedRun([...bump, ...nowhere, "--config", "c.yml"]);
    expect(configured).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining(
        'c.yml:2:1: "ignore" in the configuration file: "newest" is not a PEP 440 specifier set\nWrite for example',
      ),
    });
    const asked = await refusedRun([...bump, ...nowhere, "--tag=-rf"]);
    expect(asked).toEqual({ exitCode: 2, stderr: expect.stringContaining('--tag: The ref "-rf" is not safe to use') });
  });
});

describe("what cannot be written", () => {
  test.each([
    ["a Nix file", `${pkgs}/dagster-shared.nix`],
    ["the lock file", "dagster-build/flox-upstream.lock.json"],
    ["the folder", pkgs],
  ])("%s that is read-only: no file is written", async (_, name) => {
    const path = join(packaging.checkout, name);
    await chmod(path, name === pkgs ? 0o555 : 0o444);
    try {
      const problem = await refusedBump();
      expect(problem.kind).toBe("input");
      expect(problem.message).toContain("cannot be written: EACCES; no file was changed");
      expect(problem.where.file).toContain(name);
    } finally {
      await chmod(path, name === pkgs ? 0o755 : 0o644);
    }
  });

  test("a folder in the place of the lock file", async () => {
    await rm(join(packaging.directory, "flox-upstream.lock.json"));
    await put("dagster-build/flox-upstream.lock.json/x", "");
    const problem = await refusedBump();
    expect(problem.kind).toBe("input");
    expect(problem.where.file).toMatch(/flox-upstream\.lock\.json$/);
  });
});

describe("what stands in the repository", () => {
  test("no .flox/pkgs: the place is named; exit code 2", async () => {
    for (const command of ["check", "bump", "scan"]) {
      const run = await refusedRun([command, "--directory", "somewhere"]);
      expect(run.exitCode).toBe(2);
      expect(run.stderr).toContain(
        "somewhere/.flox/pkgs: there is no package here\nName the directory that holds .flox",
      );
    }
  });

  test("no source of the upstream in it", async () => {
    const problem = await refusedBump({ upstream: "somebody/else" });
    expect(problem).toMatchObject({
      kind: "input",
      message: "no Nix file of this repository has a source of somebody/else",
    });
  });

  test("only a link to a source of it: the link is named", async () => {
    await put("dagster-build/nix/source.nix", await readFile(join(packaging.directory, ".flox/pkgs/dagster-src.nix")));
    await rm(join(packaging.directory, ".flox/pkgs/dagster-src.nix"));
    await symlink("../../nix/source.nix", join(packaging.directory, ".flox/pkgs/dagster-src.nix"));
    before = await packaging.files();
    expect((await refusedBump()).message).toContain(
      "has a source of dagster-io/dagster that is understood (.flox/pkgs/dagster-src.nix:1: it is a symbolic link",
    );
  });

  test("a Nix file that does not parse: file, line, column, and nothing is written", async () => {
    await put(`${pkgs}/dagster-pipes.nix`, '{ python313Packages }:\n\n{ version = "1.12.1" }\n');
    for (const args of [bump, ["check", "--directory", "dagster-build"], ["scan", "--directory", "dagster-build"]]) {
      const run = await refusedRun([...args]);
      expect(run.exitCode).toBe(2);
      expect(run.stderr).toMatch(/dagster-pipes\.nix:3:22: /);
    }
  });

  test("a package that the configuration names and that is not there; exit code 2", async () => {
    await put(".github/flox-upstream.yml", "packages:\n  dagster-complete: {}\n  dagster-webservr: {follow: false}\n");
    await put("c.yml", "packages: {other/env: {}}\n");
    const elsewhere = ["--upstream-api-url", "http://127.0.0.1:9"];
    for (const args of [bump, ["check", "--directory", "dagster-build", ...elsewhere]]) {
      expect(await refusedRun(args)).toEqual({
        exitCode: 2,
        stderr: expect.stringMatching(
          /flox-upstream\.yml:3:3: there is no package "dagster-webservr" \(did you mean dagster-webserver\?\)\nKnown: dagster, /,
        ),
      });
    }
    const config = join(packaging.checkout, "c.yml");
    for (const command of ["check", "bump", "build", "scan"] as const) {
      expect(await inProcess(upstream, packaging).problem(command, { config })).toMatchObject({
        message: 'there is no package "other/env"',
        where: { file: config, line: 1, column: 12 },
      });
    }
  });

  test("the configuration may name joins, sources, links, and what a package's file makes besides", async () => {
    const linked = join(packaging.directory, ".flox/pkgs/other");
    await mkdir(linked);
    await symlink("../dagster-pipes.nix", join(linked, "default.nix"));
    const named = ["dagster-complete", "dagster-src", "other", "dagster-complete/dagster-env"];
    await put("c.yml", `packages: {${named.map((name) => `${name}: {}`).join(", ")}}\n`);
    const run = await packaging.cli(["scan", "--directory", "dagster-build", "--config", "c.yml", "--json"]);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  });

  test("a lock file that is not one", async () => {
    await put("dagster-build/flox-upstream.lock.json", "{");
    expect(await refusedBump()).toMatchObject({ kind: "input", message: "the lock file is not JSON" });
    await put("dagster-build/flox-upstream.lock.json", '{ "schema": 2 }');
    const problem = await refusedBump();
    expect(problem.message).toContain("the lock file is not of schema 1");
    expect(problem.hint).toContain("Restore the committed file, or delete it");
  });

  test("a file that leads out of the repository", async () => {
    await using elsewhere = await startPackaging(upstream, { name: "someone/elsewhere" });
    const outside = await elsewhere.files();
    const path = join(packaging.directory, ".flox/pkgs/dagster-pipes.nix");
    await rm(path);
    await symlink(join(elsewhere.directory, ".flox/pkgs/dagster-pipes.nix"), path);
    await inProcess(upstream, packaging).run("bump", {});
    expect(await elsewhere.files()).toEqual(outside);
  });
});

describe("configuration", () => {
  const config = ".github/flox-upstream.yml";

  test.each([
    ["is no YAML", "upstream: [a\nb: {", /flox-upstream\.yml:\d+:\d+: the configuration is not valid YAML/],
    ["has an unknown key", "constraints: '<2'\n", /unknown key "constraints" \(did you mean constraint\?\)/],
    ["has a wrong value", "prerelease: perhaps\n", /prerelease.*"perhaps" is not a boolean/],
    ["sets a secret", "token: x\n", /unknown key "token"/],
  ])("that %s: exit code 2, and the place", async (_, text, message) => {
    await put(config, text);
    const run = await refusedRun(bump);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain(config);
  });

  test("is read, and options win", async () => {
    await put(config, "constraint: <1.13.26\ndirectory: dagster-build\n");
    const tagOf = async (...args: string[]) => {
      const { stdout } = await packaging.cli(["check", "--json", ...args]);
      return JSON.parse(stdout).candidate.tag;
    };
    expect(await tagOf()).toBe("1.13.21");
    expect(await tagOf("--constraint", "<1.14")).toBe("1.13.26");
  });
});

describe("options, commands and inputs that there are not", () => {
  test.each<[readonly string[], RegExp]>([
    [["bmup"], /unknown command "bmup" \(did you mean bump\?\)\nKnown: check, bump, build, report, scan, hash/],
    [["bump", "--dryrun"], /unknown option --dryrun \(did you mean --dry-run\?\).*--tag/s],
    [["bump", "--tagg=1"], /unknown option --tagg \(did you mean --tag\?\)/],
    [["scan", "--tag", "1"], /--tag.*scan/],
    [["bump", "more"], /bump takes no operand, and got "more"/],
    [["check", "--versioning", "calver"], /"calver" is not known.*pep440, semver/s],
    [["check", "--upstream", "dagster"], /"dagster" is not a repository.*owner\/repo/s],
    [["check", "--prerelease=maybe"], /"maybe" is not a boolean/],
    [["check", "--directory", "dagster-build", "--constraint", "=>1"], /constraint/],
    [["check", "--minimum-release-age", "a while"], /minimum-release-age/],
    [["check", "--tag-pattern", "("], /"\(" is not a regular expression/],
    [["check", "--tag"], /--tag needs a value/],
    [[], /no command was given/],
  ])("%j: exit code 2", async (args, message) => {
    const run = await refusedRun(args);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  test("an input of the action that there is not, with the known ones", async () => {
    const run = await packaging.action({ tgas: "1.13.26" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /^::error title=flox-upstream::.*unknown input "tgas".*did you mean tag\?.*%0AKnown: .*tag/m,
    );
    expect(run.outputs).toEqual({ outcome: "" });
    expect(run.summary).toContain("Failed");
    expect(await packaging.files()).toEqual(before);
  });

  test("a command that only the terminal has", async () => {
    const run = await packaging.action({ command: "hash" });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/"hash" is not known.*check, bump/);
  });
});
