import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "smol-toml";
import { git, gitText } from "./git.ts";
import { master, packages, sdist, treeAt, versionOf } from "./monorepo.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream();
});

afterEach(async () => {
  await upstream.close();
});

function gitAt(...args: string[]): Promise<string> {
  return gitText(upstream.repository.gitDirectory, args);
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
async function json(url: string, headers: Readonly<Record<string, string>> = {}): Promise<any> {
  return await (await fetch(url, { headers })).json();
}

describe("the synthetic monorepo", () => {
  test("has the same commits everywhere", async () => {
    const again = await startUpstream();
    const refs = (of: Upstream) =>
      gitText(of.repository.gitDirectory, ["for-each-ref", "--format=%(objectname) %(refname)"]);
    const found = await refs(upstream);
    expect(await refs(again)).toBe(found);
    expect(found.split("\n")).toHaveLength(4 + 4 + 1);
    await again.close();
  });

  test("has annotated tags on branches that go on, none of them in master", async () => {
    expect(await gitAt("cat-file", "-t", "refs/tags/1.13.26")).toBe("tag");
    expect(await gitAt("rev-list", "--count", "1.13.26..release-1.13.26")).toBe("1");
    expect(await gitAt("branch", "--contains", "1.13.26", "--format=%(refname:short)")).toBe("release-1.13.26");
    expect(await gitAt("show", "master:python_modules/dagster/dagster/version.py")).toBe(`__version__ = "${master}"`);
  });

  test("has an executable, a link, and a .gitignore that ignores build/", async () => {
    const entries = (await gitAt("ls-tree", "-r", "--format=%(objectmode) %(path)", "1.12.1")).split("\n");
    expect(entries).toContain("100755 scripts/list-packages.sh");
    expect(entries).toContain("120000 docs/CHANGES.md");
    expect(await gitAt("show", "1.12.1:.gitignore")).toContain("\nbuild/\n");
    expect(entries.filter((entry) => entry.includes("webapp"))).toEqual([]);
  });

  test("states a version for every package, on its own track", async () => {
    for (const one of packages) {
      const module = one.project.replaceAll("-", "_");
      const stated = await gitAt("show", `1.12.1:${one.directory}/${module}/version.py`);
      expect(stated).toBe(`__version__ = "${one.track === "core" ? "1.12.1" : "0.28.1"}"`);
    }
    expect(versionOf({ track: "library" }, "1.13.0rc0")).toBe("0.29.0rc0");
  });

  test("has setup.py up to 1.12.15 and hatchling after", () => {
    const kinds = (version: string) => {
      const paths = treeAt(version).map(({ path }) => path);
      return [
        paths.filter((path) => path.endsWith("/setup.py")).length,
        paths.filter((path) => /python_modules.*pyproject/.test(path)).length,
      ];
    };
    expect(kinds("1.12.15")).toEqual([packages.length, 0]);
    for (const version of ["1.12.16", "1.13.0", master]) expect(kinds(version)).toEqual([0, packages.length]);
  });

  test("has TOML that parses, dagster-pipes without dependencies, and pins only in releases", () => {
    const project = (version: string, directory: string) => {
      const text = treeAt(version).find(({ path }) => path === `${directory}/pyproject.toml`)?.content ?? "";
      return parse(text).project as { name: string; version: string; dependencies?: string[] };
    };
    expect(project("1.13.26", "python_modules/dagster-pipes")).not.toHaveProperty("dependencies");
    expect(project("1.13.26", "python_modules/libraries/dagster-postgres")).toMatchObject({
      version: "0.29.26",
      dependencies: ["dagster==1.13.26", "psycopg2-binary"],
    });
    expect(project(master, "python_modules/dagster-graphql").dependencies?.[0]).toBe("dagster");
  });
});

describe("the source distributions", () => {
  test("are the same each time, and the webserver's has the pages that git lacks", async () => {
    const [one, two] = [await sdist("dagster-webserver", "1.13.26"), await sdist("dagster-webserver", "1.13.26")];
    expect(one.filename).toBe("dagster_webserver-1.13.26.tar.gz");
    expect(one.content.equals(two.content)).toBe(true);
    const tar = gunzipSync(one.content).toString("latin1");
    expect(tar).toContain("dagster_webserver-1.13.26/dagster_webserver/webapp/build/index.html");
    expect(tar).toContain("Requires-Dist: dagster==1.13.26\n");
  });
});

describe("the whole upstream", () => {
  test("lists its releases, peels its tags, serves archives and source distributions", async () => {
    const releases = await json(`${upstream.apiUrl}/repos/dagster-io/dagster/releases`);
    expect(releases.at(-1)).toMatchObject({
      tag_name: "1.13.26",
      name: "1.13.26 (core) / 0.29.26 (libraries)",
      published_at: "2026-10-08T16:00:00Z",
    });
    const commit = await json(`${upstream.apiUrl}/repos/dagster-io/dagster/commits/tags%2F1.13.26`);
    expect(commit.sha).toBe(await gitAt("rev-parse", "1.13.26^{commit}"));
    const archive = await fetch(`${upstream.serverUrl}/dagster-io/dagster/archive/refs/tags/1.13.26.tar.gz`);
    const expected = await git(upstream.repository.gitDirectory, [
      "archive",
      "--format=tar.gz",
      "--prefix=dagster-1.13.26/",
      commit.sha,
    ]);
    expect(expected.equals(await archive.bytes())).toBe(true);
    const { urls } = await json(`${upstream.pypiUrl}/pypi/dagster-webserver/1.13.26/json`);
    const file = await (await fetch(urls[0].url)).bytes();
    expect(createHash("sha256").update(file).digest("hex")).toBe(urls[0].digests.sha256);
    expect(upstream.github.state.unknownRequests).toEqual([]);
  });

  test("can lack what is not published, mark what is yanked, and hide", async () => {
    const other = await startUpstream({
      versions: ["1.12.15", "1.12.16", "1.12.17"],
      releases: ["1.12.17", "1.12.16", "1.12.17rc0", "dagster-powerbi/v0.0.8"],
      yanked: ["1.12.16"],
      unpublished: ["1.12.17"],
      private: true,
    });
    const status = async (url: string, headers = {}) => (await fetch(url, { headers })).status;
    expect(await status(`${other.pypiUrl}/pypi/dagster-webserver/1.12.17/json`)).toBe(404);
    expect(await status(`${other.pypiUrl}/pypi/dagster-postgres/0.28.17/json`)).toBe(200);
    const { info } = await json(`${other.pypiUrl}/pypi/dagster-webserver/1.12.16/json`);
    expect(info.yanked).toBe(true);
    expect(await status(`${other.apiUrl}/repos/dagster-io/dagster/releases`)).toBe(404);
    const authorization = `Bearer ${other.token}`;
    const releases = await json(`${other.apiUrl}/repos/dagster-io/dagster/releases`, { authorization });
    expect(
      releases.map(({ tag_name, prerelease }: { tag_name: string; prerelease: boolean }) => [tag_name, prerelease]),
    ).toEqual([
      ["1.12.17", false],
      ["1.12.16", false],
      ["1.12.17rc0", true],
      ["dagster-powerbi/v0.0.8", false],
    ]);
    await other.close();
  });

  test("starts under plain Node too, as the demo needs it", async () => {
    const module = JSON.stringify(fileURLToPath(new URL("./upstream.ts", import.meta.url)));
    const script = `const { startUpstream } = await import(${module});
      const upstream = await startUpstream();
      console.log((await (await fetch(upstream.apiUrl + "/repos/dagster-io/dagster/releases")).json()).length);
      await upstream.close();`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout).toBe("4\n");
  });
});
