import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { readLock } from "../../src/documents/lock.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { dagsterBuild, type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

const versions = ["1.12.0", "1.12.1", "1.12.15", "1.13.21", "1.13.26"];

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

beforeEach(async () => {
  await packaging.restore();
  upstream.repository.releases.splice(0, 99, ...releasesFor(versions));
});

async function bumpHere(inputs: InputTexts = {}, of = packaging): Promise<BumpDocument> {
  return bumpSchema.parse((await inProcess(upstream, of).run("bump", inputs)).document);
}

async function lockHere(of = packaging) {
  const file = join(of.directory, "flox-upstream.lock.json");
  return readLock(file, await readFile(file, "utf8"));
}

/** The files with the edits of a document made one character at a time, with no knowledge of Nix. */
function edited(before: Readonly<Record<string, string>>, document: BumpDocument): Record<string, string> {
  const after = { ...before };
  const edits = [...document.edits, ...document.requirementEdits.edits];
  // From the end, so that the places of the others stay.
  for (const { file, line, column, from, to } of edits
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .reverse()) {
    const path = `dagster-build/${file}`;
    const lines = (after[path] ?? "").split("\n");
    const text = lines[line - 1] ?? "";
    expect(text.slice(column - 1, column - 1 + from.length)).toBe(from);
    lines[line - 1] = text.slice(0, column - 1) + to + text.slice(column - 1 + from.length);
    after[path] = lines.join("\n");
  }
  return after;
}

function withoutLock(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith("flox-upstream.lock.json")));
}

const short = ({ edits }: BumpDocument) =>
  edits.map(({ attribute, kind, from, to }) => `${attribute} ${kind} ${from} ${kind === "hash" ? "…" : to}`).sort();

describe("the built program, in the work tree", () => {
  const options = ["--directory", "dagster-build"];
  const bump = (...more: string[]) => packaging.cli(["bump", ...options, ...more]);

  test("edits what it says and nothing else, and a second run changes nothing", async () => {
    const before = await packaging.files();
    const run = await bump("--json");
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout), null, 2)}\n`);
    const document = bumpSchema.parse(JSON.parse(run.stdout));
    expect(document).toMatchObject({
      outcome: "update",
      current: { tag: "1.12.1", version: "1.12.1" },
      candidate: { tag: "1.13.26", version: "1.13.26", commit: await upstream.repository.commit("tags/1.13.26") },
      leftovers: [],
      refusals: [],
      warnings: [],
    });
    expect(short(document)).toEqual([
      "dagster version 1.12.1 1.13.26",
      "dagster-complete version 1.12.1 1.13.26",
      "dagster-graphql version 1.12.1 1.13.26",
      "dagster-pipes version 1.12.1 1.13.26",
      "dagster-postgres version 0.28.1 0.29.26",
      "dagster-shared version 1.12.1 1.13.26",
      "dagster-src hash sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q= …",
      "dagster-src rev 1.12.1 1.13.26",
      "dagster-webserver hash sha256-XcN7ccVPm9y7HWhw+J17/USvkySpggKO5wSeZt5SASU= …",
      "dagster-webserver version 1.12.1 1.13.26",
    ]);
    const after = await packaging.files();
    expect(withoutLock(after)).toEqual(withoutLock(edited(before, document)));

    const again = await bump("--json");
    expect(again.exitCode).toBe(0);
    expect(bumpSchema.parse(JSON.parse(again.stdout))).toMatchObject({ outcome: "up-to-date", edits: [] });
    expect(await packaging.files()).toEqual(after);
  });

  test("the lock file has the evidence: commit, hashes, what upstream states of each package, and keeps nixpkgs", async () => {
    const before = await lockHere();
    const document = await bumpHere();
    const lock = await lockHere();
    const to = (kind: string, attribute: string) =>
      document.edits.find((edit) => edit.kind === kind && edit.attribute === attribute)?.to;
    expect(lock).toMatchObject({
      upstream: "dagster-io/dagster",
      tag: "1.13.26",
      version: "1.13.26",
      commit: await upstream.repository.commit("tags/1.13.26"),
      sources: [
        {
          file: ".flox/pkgs/dagster-src.nix",
          url: `${upstream.serverUrl}/dagster-io/dagster/archive/1.13.26.tar.gz`,
          hash: to("hash", "dagster-src"),
        },
        { file: ".flox/pkgs/dagster-webserver.nix", hash: to("hash", "dagster-webserver") },
      ],
    });
    expect(lock.nixpkgs).toEqual(before.nixpkgs);
    expect(Object.keys(lock.packages)).toEqual([
      "dagster",
      "dagster-complete",
      "dagster-graphql",
      "dagster-pipes",
      "dagster-postgres",
      "dagster-shared",
      "dagster-webserver",
    ]);
    expect(lock.packages["dagster-postgres"]).toEqual({
      project: "dagster-postgres",
      directory: "python_modules/libraries/dagster-postgres",
      version: "0.29.26",
      metadataVersion: "0.29.26",
      requiresPython: ">=3.10,<3.15",
      buildSystem: { requires: ["hatchling>=1.19.0"], backend: "hatchling.build" },
      requirements: ["dagster==1.13.26", "psycopg2-binary"],
      scripts: {},
    });
    expect(lock.projects).toMatchObject({ "dagster-webserver": "python_modules/dagster-webserver" });
    expect(lock.packages["dagster-complete"]).toMatchObject({ project: null, version: "1.13.26" });
  });

  test("--dry-run says the same and writes nothing", async () => {
    const before = await packaging.files();
    const run = await bump("--json", "--dry-run");
    expect(run.exitCode).toBe(0);
    expect(await packaging.files()).toEqual(before);
    expect(JSON.parse((await bump("--json")).stdout)).toEqual(JSON.parse(run.stdout));
  });

  test("for people: why this release, what changed, and a coloured diff; --dry-run is told apart", async () => {
    const dry = await packaging.cli(["bump", ...options, "--dry-run"], { FORCE_COLOR: "1" });
    expect(dry.stdout).toContain('\u001b[31m-  version = "1.12.1";');
    expect(dry.stdout).toContain('\u001b[32m+  version = "1.13.26";');
    const run = await bump();
    expect(run.stdout).not.toContain("\u001b");
    expect(run.stdout).toContain("1.13.26 is the newest release to take");
    expect(run.stdout).toMatch(
      /dagster-postgres +version +0\.28\.1 +0\.29\.26 +\.flox\/pkgs\/dagster-postgres\.nix:10:14/,
    );
    expect(run.stdout).toMatch(
      /^- {2}rev = "1\.12\.1";\n- {2}hash = ".*";\n\+ {2}rev = "1\.13\.26";\n\+ {2}hash = ".*";$/m,
    );
    expect(run.stdout).toContain("9 files were written");
    expect(dry.stdout).not.toContain("files were written");
    expect(run.stderr).toContain("Downloading archive/1.13.26.tar.gz");
  });
});

describe("between the eras of upstream's metadata", () => {
  test.each([
    ["1.12.0", "1.12.1", "0.28.1", "setuptools"],
    ["1.12.1", "1.13.21", "0.29.21", "hatchling.build"],
    ["1.13.21", "1.13.26", "0.29.26", "hatchling.build"],
  ])("%s to %s: library version %s", async (from, to, library, backend) => {
    await bumpHere({ tag: from });
    upstream.repository.releases.splice(0, 99, ...releasesFor([from, to]));
    const document = await bumpHere();
    expect(document).toMatchObject({ outcome: "update", current: { tag: from }, candidate: { tag: to } });
    expect(document.edits.find(({ attribute }) => attribute === "dagster-postgres")?.to).toBe(library);
    const { packages } = await lockHere();
    expect(packages["dagster-postgres"]?.metadataVersion).toBe(library);
    expect(packages["dagster-webserver"]?.metadataVersion).toBe(to);
    expect(packages.dagster?.buildSystem?.backend).toContain(backend);
    expect(packages.dagster?.requirements).toContain(`dagster-pipes==${to}`);
  });
});

describe("a tag that is asked for", () => {
  test("may be older: the only way down", async () => {
    await bumpHere();
    const document = await bumpHere({ tag: "1.12.0" });
    expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.12.0", version: "1.12.0" } });
    expect(await lockHere()).toMatchObject({ tag: "1.12.0" });
    expect(await inProcess(upstream, packaging).read(".flox/pkgs/dagster-postgres.nix")).toContain(
      'version = "0.28.0";',
    );
    expect(await bumpHere({ tag: "1.12.0" })).toMatchObject({ outcome: "up-to-date", edits: [] });
  });

  test("may be a tag without a release", async () => {
    upstream.repository.releases.splice(0, 99, ...releasesFor(["1.12.1"]));
    expect(await bumpHere({ tag: "1.13.21" })).toMatchObject({ candidate: { tag: "1.13.21", publishedAt: null } });
  });

  test("a branch: the full commit, nixpkgs' version, what the metadata will say, and PyPI's packages as they are", async () => {
    const head = String(await upstream.repository.commit("heads/master"));
    const before = await packaging.files();
    const document = await bumpHere({ tag: "master" });
    const unstable = /^1\.13\.26-unstable-2026-10-\d\d$/;
    expect(document.candidate).toEqual({
      tag: null,
      version: expect.stringMatching(unstable),
      commit: head,
      publishedAt: null,
    });
    const version = document.candidate?.version ?? "";
    const date = version.slice(-"2026-10-08".length);
    expect(short(document)).toEqual([
      `dagster version 1.12.1 ${version}`,
      `dagster-graphql version 1.12.1 ${version}`,
      `dagster-pipes version 1.12.1 ${version}`,
      `dagster-postgres version 0.28.1 0.28.1-unstable-${date}`,
      `dagster-shared version 1.12.1 ${version}`,
      "dagster-src hash sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q= …",
      `dagster-src rev 1.12.1 ${head}`,
    ]);
    expect(document.warnings).toEqual([
      "dagster-webserver, dagster-complete: not changed, since PyPI has nothing of an untagged commit.",
    ]);
    const after = await packaging.files();
    expect(withoutLock(after)).toEqual(withoutLock(edited(before, document)));
    const lock = await lockHere();
    expect(lock).toMatchObject({ tag: null, commit: head, version });
    expect(lock.packages.dagster).toMatchObject({ version, metadataVersion: "1!0+dev" });
    // It is a commit that is pinned now: the hash is computed anew, and comes out the same.
    expect(await bumpHere({ tag: "master" })).toMatchObject({
      outcome: "up-to-date",
      current: { tag: null },
      edits: [],
    });
    expect(await packaging.files()).toEqual(after);
  });

  test("from a branch, the next release is taken, and everything is at it", async () => {
    await bumpHere({ tag: "1.13.21" });
    const parent = String(await upstream.repository.commit("tags/1.13.21"));
    await bumpHere({ tag: parent });
    expect((await lockHere()).tag).toBeNull();
    const document = await bumpHere();
    expect(document).toMatchObject({ outcome: "update", current: { tag: null }, candidate: { tag: "1.13.26" } });
    expect(await lockHere()).toMatchObject({
      tag: "1.13.26",
      packages: { "dagster-postgres": { version: "0.29.26" } },
    });
  });

  test("a commit, by its full name or a part of it", async () => {
    const commit = String(await upstream.repository.commit("heads/release-1.13.21"));
    for (const name of [commit, commit.slice(0, 12)]) {
      const document = await bumpHere({ tag: name, "dry-run": "true" });
      expect(document.candidate).toMatchObject({ tag: null, commit });
      expect(document.edits.find(({ kind }) => kind === "rev")?.to).toBe(commit);
    }
  });

  test.each([
    ["does not exist", "9.9.9", /^dagster-io\/dagster has no release, tag, branch or commit "9\.9\.9"$/],
    ["is Nix code", '1.0";x="${builtins.currentTime}', /"1\.0\\";x=\\"\$\{builtins\.currentTime\}" is not safe to use/],
    ["has a line end", "1.13.26\n::set-output name=x::y", /1\.13\.26\\n::set-output name=x::y" is not safe to use/],
    ["leaves the archive", "../../../etc/passwd", /is not safe to use/],
    ["goes up", "1.13.26/../1.12.0", /is not safe to use/],
    ["is an option", "-rf", /is not safe to use/],
    ["is very long", "1".repeat(5000), /"1{80}…" is not safe to use/],
    ["hides its direction", "1.13\u202e.26", /1\.13\\u\{202e\}\.26" is not safe to use/],
  ])("one that %s is refused, and nothing is written", async (_, tag, message) => {
    const before = await packaging.files();
    const from = upstream.requests.length;
    const problem = await inProcess(upstream, packaging).problem("bump", { tag });
    expect(problem.message).toMatch(message);
    expect(problem).toMatchObject({ kind: "input", where: { input: "tag" } });
    expect(await packaging.files()).toEqual(before);
    expect(upstream.requests.slice(from).filter(({ server }) => server !== "api")).toEqual([]);
  });

  test("one that starts with a hyphen is a value on the command line too", async () => {
    const run = await packaging.cli(["bump", "--directory", "dagster-build", "--tag=-rf"]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/tag.*"-rf" is not safe to use/);
  });
});

describe("repositories of other shapes", () => {
  async function with_(
    changes: (file: string, content: string) => string | undefined,
    more: Record<string, string> = {},
  ) {
    const files: Record<string, string | Uint8Array> = {};
    for (const [path, content] of Object.entries(await dagsterBuild())) {
      const changed = changes(path, Buffer.from(content).toString("latin1"));
      if (changed !== undefined) files[path] = Buffer.from(changed, "latin1");
    }
    return startPackaging(upstream, { files: { ...files, ...more }, name: `someone/shape-${Math.random()}` });
  }

  test("line ends, a byte order of Latin-1 in comments, and no line end at the end stay as they are", async () => {
    await using crlf = await with_((path, content) => {
      if (path.endsWith("dagster-src.nix")) return content.replaceAll("\n", "\r\n");
      if (path.endsWith("dagster-pipes.nix")) return `# caf\xe9\n${content.trimEnd()}`;
      return content;
    });
    const before = await crlf.files();
    const document = await bumpHere({}, crlf);
    const after = await crlf.files();
    expect(withoutLock(after)).toEqual(withoutLock(edited(before, document)));
    const source = after["dagster-build/.flox/pkgs/dagster-src.nix"] ?? "";
    expect(source).toContain('rev = "1.13.26";\r\n');
    expect(source.replaceAll("\r\n", "")).not.toContain("\n");
    expect(after["dagster-build/.flox/pkgs/dagster-pipes.nix"]).toMatch(/^# caf\xe9\n.*1\.13\.26.*\}$/s);
  });

  test("a package that the archive does not have is refused by name, and the others are bumped", async () => {
    const template = Buffer.from(
      (await dagsterBuild())["dagster-build/.flox/pkgs/dagster-postgres.nix"] ?? "",
    ).toString();
    const other = template.replaceAll("dagster-postgres", "dagster-mysql").replaceAll("dagster_postgres", "x");
    const path = "dagster-build/.flox/pkgs/dagster-mysql.nix";
    await using extended = await with_((_, content) => content, { [path]: other });
    const document = await bumpHere({}, extended);
    const refusals = [
      {
        file: ".flox/pkgs/dagster-mysql.nix",
        line: expect.any(Number),
        reason: `The upstream's archive has no Python project in "python_modules/libraries/dagster-mysql" for dagster-mysql.`,
      },
    ];
    expect(document.refusals).toEqual(refusals);
    expect(document.edits).toHaveLength(10);
    const after = await extended.files();
    expect(after[path]).toBe(other);
    expect(after["dagster-build/.flox/pkgs/dagster.nix"]).toContain('version = "1.13.26";');

    const again = await bumpHere({}, extended);
    expect(again).toMatchObject({ outcome: "up-to-date", edits: [], refusals });
    const action = inProcess(upstream, extended);
    await action.bumpAsAction({ "dry-run": "true" });
    const warning = `warning: ${extended.directory}/.flox/pkgs/dagster-mysql.nix:10: ${refusals[0]?.reason}`;
    expect(action.log.lines).toContain(warning);
    expect(again.reasons.join(" ")).toContain("Package dagster-mysql states version 0.28.1, and what upstream states");
    expect(await extended.files()).toEqual(after);
  });

  test("a package of an older release that the configuration leaves alone stays, with its source", async () => {
    const path = "dagster-build/.flox/pkgs/dagster_1_12_0.nix";
    const hash = `sha256-${"A".repeat(43)}=`;
    const older = `{ python3Packages, fetchFromGitHub }:
python3Packages.buildPythonPackage rec {
  pname = "dagster";
  version = "1.12.0";
  pyproject = true;
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = version; hash = "${hash}"; };
  sourceRoot = "\${src.name}/python_modules/dagster";
}
`;
    await using two = await with_((_, content) => content, {
      [path]: older,
      "settings.yml": "packages:\n  dagster_1_12_0: {follow: false}\n",
    });
    expect(await bumpHere({ "dry-run": "true" }, two)).toMatchObject({ current: { tag: "1.12.0" } });
    const config = join(two.checkout, "settings.yml");
    const document = await bumpHere({ config }, two);
    expect(document).toMatchObject({ current: { tag: "1.12.1" }, refusals: [], leftovers: [], warnings: [] });
    expect(document.edits).toHaveLength(10);
    expect((await two.files())[path]).toBe(older);
    expect(JSON.stringify([document.requirements, document.requirementEdits])).not.toContain("dagster_1_12_0");
    expect(Object.keys((await lockHere(two)).packages)).not.toContain("dagster_1_12_0");
    expect(await bumpHere({ config }, two)).toMatchObject({ outcome: "up-to-date", edits: [] });
    const { document: scanned } = await inProcess(upstream, two).run("scan", { config });
    expect(scanned).toMatchObject({
      packages: expect.arrayContaining([
        expect.objectContaining({
          attribute: "dagster_1_12_0",
          belongs: false,
          because: "the configuration leaves it alone",
        }),
      ]),
    });
  });

  test("a version that only a person can change is told of again, until it is right", async () => {
    await using computed = await with_((path, content) =>
      path.endsWith("dagster-pipes.nix") ? content.replace('"1.12.1"', '"1.12" + ".1"') : content,
    );
    const reason = expect.stringContaining("the version of dagster-pipes, 1.12.1, is computed");
    expect(await bumpHere({}, computed)).toMatchObject({ outcome: "update", refusals: [{ reason }] });
    const again = await bumpHere({}, computed);
    expect(again).toMatchObject({ outcome: "up-to-date", edits: [], refusals: [{ reason }] });
    expect(again.reasons.join(" ")).toContain("states version 1.12.1, and at 1.13.26 upstream states 1.13.26");
  });

  test("what still names the old version is listed and left alone", async () => {
    await using documented = await with_((path, content) =>
      path === "dagster-build/README.md" ? `${content}\nThis is Dagster 1.12.1.\n` : content,
    );
    const document = await bumpHere({}, documented);
    expect(document.leftovers).toEqual([
      { file: "README.md", line: expect.any(Number), text: "This is Dagster 1.12.1." },
    ]);
    expect((await documented.files())["dagster-build/README.md"]).toContain("This is Dagster 1.12.1.");
  });

  test("a branch everywhere is a starting point too", async () => {
    await using branched = await with_((path, content) =>
      path.endsWith("dagster-src.nix") ? content.replace('rev = "1.12.1"', 'rev = "master"') : content,
    );
    const document = await bumpHere({}, branched);
    expect(document).toMatchObject({
      outcome: "update",
      current: { tag: null, version: "1.12.1" },
      candidate: { tag: "1.13.26" },
    });
    expect(document.edits).toHaveLength(10);
  });

  test("a source whose literals cannot be found is blocked, with its place; nothing is written", async () => {
    await using computed = await with_((path, content) =>
      path.endsWith("dagster-src.nix")
        ? content.replace('rev = "1.12.1"', 'rev = builtins.concatStringsSep "." [ "1" "12" "1" ]')
        : content,
    );
    const before = await computed.files();
    const problem = await inProcess(upstream, computed).problem("bump");
    expect(problem).toMatchObject({ kind: "blocked", where: { line: expect.any(Number) } });
    expect(problem.where.file).toMatch(/dagster-src\.nix$/);
    expect(problem.hint).toContain("Nothing was written");
    expect(await computed.files()).toEqual(before);
  });
});

describe("a checkout that was edited by hand", () => {
  test.each([
    ["a hash", "dagster-src", /hash = "[^"]*"/, `hash = "sha256-${"A".repeat(43)}="`],
    ["a version", "dagster-graphql", /version = "[^"]*"/, 'version = "1.13.21"'],
    ["a library's version", "dagster-postgres", /version = "[^"]*"/, 'version = "0.29.21"'],
    ["the rev", "dagster-src", /rev = "[^"]*"/, 'rev = "1.13.21"'],
    ["PyPI's version", "dagster-webserver", /version = "[^"]*"/, 'version = "1.13.21"'],
  ])("%s that is not the release's is repaired, never taken for up to date", async (_, name, from, to) => {
    await bumpHere();
    const right = await packaging.files();
    const path = join(packaging.directory, `.flox/pkgs/${name}.nix`);
    const text = await readFile(path, "utf8");
    await writeFile(
      path,
      text.replace(from, () => to),
    );
    expect(await readFile(path, "utf8")).not.toBe(text);
    expect((await bumpHere()).outcome).toBe("update");
    expect(await packaging.files()).toEqual(right);
  });

  test("a join that bears another version than a release's is its owner's, and left alone", async () => {
    const path = join(packaging.directory, ".flox/pkgs/dagster-complete.nix");
    const own = (await readFile(path, "utf8")).replace('version = "1.12.1"', 'version = "7"');
    await writeFile(path, own);
    const document = await bumpHere();
    expect(document.edits).toHaveLength(9);
    expect(await readFile(path, "utf8")).toBe(own);
  });

  test("without its lock file it is looked up anew, and ends in the same files", async () => {
    await bumpHere();
    const right = await packaging.files();
    await rm(join(packaging.directory, "flox-upstream.lock.json"));
    expect((await bumpHere()).outcome).toBe("update");
    const { nixpkgs: _, ...again } = await lockHere();
    const { nixpkgs: __, ...lock } = JSON.parse(right["dagster-build/flox-upstream.lock.json"] ?? "");
    expect(again).toEqual(lock);
    expect(withoutLock(await packaging.files())).toEqual(withoutLock(right));
  });
});
