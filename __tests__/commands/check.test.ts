import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bumpSchema } from "../../src/documents/bump.ts";
import { type CheckDocument, checkSchema } from "../../src/documents/check.ts";
import { inProcess } from "../helpers/in-process.ts";
import { releasesFor, sdist } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

const inTheList = (await readFile(join(import.meta.dirname, "..", "fixtures", "dagster-tags.txt"), "utf8"))
  .trim()
  .split("\n");
/** In git and on PyPI; 1.13.25 lacks the web server's sdist. */
const versions = ["1.12.0", "1.12.1", "1.12.15", "1.12.16", "1.13.21", "1.13.25", "1.13.26"];

let upstream: Upstream;
let packaging: Packaging;
/** What a bump to a version has written, by version. */
const written = new Map<string, Record<string, string>>();

beforeAll(async () => {
  upstream = await startUpstream({ versions, yanked: ["1.12.16"], unpublished: ["1.13.25"] });
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

beforeEach(async () => {
  await packaging.restore();
  list(versions);
});

function list(tags: readonly string[]): void {
  upstream.repository.releases.splice(0, Number.POSITIVE_INFINITY, ...releasesFor(tags));
}

/** Brings the checkout to a version, as a bump leaves it. */
async function pinAt(tag: string): Promise<void> {
  if (!written.has(tag)) {
    await inProcess(upstream, packaging).run("bump", { tag });
    written.set(tag, await packaging.files());
  }
  for (const [path, content] of Object.entries(written.get(tag) ?? {})) {
    await writeFile(join(packaging.checkout, path), content, "latin1");
  }
}

async function checkHere(inputs: Parameters<ReturnType<typeof inProcess>["run"]>[1] = {}): Promise<CheckDocument> {
  const result = await inProcess(upstream, packaging).run("check", inputs);
  return checkSchema.parse(result.document);
}

async function requestsOf(action: () => Promise<unknown>): Promise<string[]> {
  const before = upstream.traffic.lines.length;
  await action();
  return upstream.traffic.lines.slice(before);
}

function refusedAs({ refused }: CheckDocument): Record<string, string> {
  return Object.fromEntries(refused.map(({ tag, code }) => [tag, code]));
}

describe("all pages of the releases", () => {
  const many = Array.from({ length: 249 }, (_, n) => `dagster-example/v0.0.${n}`);

  test("250 releases are three requests, and the last of them counts", async () => {
    list([...many, "1.13.26"]);
    const lines = await requestsOf(async () => {
      expect((await checkHere()).candidate?.tag).toBe("1.13.26");
    });
    expect(lines.filter((line) => line.includes("/releases"))).toEqual([
      "api GET /repos/dagster-io/dagster/releases?per_page=100 200",
      "api GET /repos/dagster-io/dagster/releases?per_page=100&page=2 200",
      "api GET /repos/dagster-io/dagster/releases?per_page=100&page=3 200",
    ]);
  });

  test("with nothing new: one request per 100 releases, one for the pinned tag, and none to anybody else", async () => {
    await pinAt("1.13.26");
    list([...many, "1.13.26"]);
    const lines = await requestsOf(async () => {
      expect((await checkHere()).outcome).toBe("up-to-date");
    });
    expect(lines).toHaveLength(3 + 1);
    expect(lines.filter((line) => line.includes("/commits/tags%2F1.13.26?"))).toHaveLength(1);
  });
});

describe("the list of Dagster's tags", () => {
  const codes = {
    "1.13.26": undefined,
    "1.12.16": "yanked",
    "1.12.15": undefined,
    "1.12.1": "not-newer",
    "1.12.0": "not-newer",
    "0.12.0.pre3": "prerelease",
    "20190427": "pattern",
    "dagster-powerbi/v0.0.8": "pattern",
  };

  test("in any order gives 1.13.26, and the others with the same reasons in the same order", async () => {
    list(inTheList);
    const expected = await checkHere();
    expect(expected).toMatchObject({ outcome: "update", candidate: { tag: "1.13.26", version: "1.13.26" } });
    const refused = refusedAs(expected);
    for (const [tag, code] of Object.entries(codes)) {
      expect(inTheList).toContain(tag);
      expect([tag, refused[tag]]).toEqual([tag, code]);
    }
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(inTheList, { minLength: inTheList.length }), async (tags) => {
        list(tags);
        expect(await checkHere()).toEqual(expected);
      }),
      { numRuns: 5, seed: 11 },
    );
  });

  test("every rc, pre, post, dated and per-package tag is refused by its kind", async () => {
    list(inTheList);
    const refused = refusedAs(await checkHere({ constraint: ">=0.1" }));
    const odd = inTheList.filter((tag) => !/^\d+\.\d+\.\d+$/.test(tag));
    expect(odd.length).toBeGreaterThan(4);
    for (const tag of odd) expect(`${tag}: ${refused[tag]}`).toMatch(/: (prerelease|pattern|not-newer)$/);
    for (const tag of inTheList) {
      if (refused[tag] === undefined) expect(tag).toMatch(/^1\.1[23]\.\d+$/);
    }
  });

  test("1.12.16 is passed over where it would be the best and is yanked on PyPI", async () => {
    list(inTheList);
    const document = await checkHere({ constraint: "<1.12.17" });
    expect(document.candidate?.tag).toBe("1.12.15");
    expect(document.refused).toContainEqual({
      tag: "1.12.16",
      code: "yanked",
      reason: "1.12.16 was yanked from PyPI.",
    });
  });

  test("a candidate is taken where pre-releases are asked for, and refused where they are not", async () => {
    list(["1.13.27rc0", "1.13.26"]);
    expect((await checkHere()).candidate?.tag).toBe("1.13.26");
    // It is on GitHub's list alone: nothing of it can be fetched.
    const document = await checkHere({ prerelease: "true" });
    expect(document.candidate?.tag).toBe("1.13.26");
    expect(document.refused).toContainEqual({
      tag: "1.13.27rc0",
      code: "unpublished",
      reason: "Not published yet: the tag 1.13.27rc0.",
    });
  });
});

describe("what is not to be taken yet", () => {
  test("a release whose sdist is not on PyPI yet leads to the next older one", async () => {
    await pinAt("1.12.1");
    list(["1.12.1", "1.13.21", "1.13.25"]);
    const document = await checkHere();
    expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.13.21" } });
    expect(document.refused).toContainEqual({
      tag: "1.13.25",
      code: "unpublished",
      reason: "Not published yet: dagster-webserver 1.13.25 on PyPI.",
    });
  });

  test("and is waited for where there is none", async () => {
    await pinAt("1.13.21");
    list(["1.13.21", "1.13.25"]);
    const document = await checkHere();
    expect(document).toMatchObject({ outcome: "waiting", candidate: null });
    expect(document.reasons.join(" ")).toContain("Not published yet: dagster-webserver 1.13.25 on PyPI.");
  });

  test("and is not taken by name either", async () => {
    await pinAt("1.13.21");
    expect(await checkHere({ tag: "1.13.25" })).toMatchObject({ outcome: "waiting", candidate: null });
  });

  test("a release that has no tag", async () => {
    await pinAt("1.13.26");
    list(["1.13.26", "1.13.27"]);
    expect(await checkHere()).toMatchObject({
      outcome: "waiting",
      candidate: null,
      refused: [{ tag: "1.13.27", code: "unpublished" }, { tag: "1.13.26" }],
    });
  });

  test("a release that is too young", async () => {
    await pinAt("1.13.21");
    const [release] = releasesFor(["1.13.26"]);
    if (release === undefined) throw new Error("no release");
    upstream.repository.releases.splice(0, 99, { ...release, publishedAt: new Date().toISOString() });
    const document = await checkHere({ "minimum-release-age": "3 days" });
    expect(document).toMatchObject({ outcome: "waiting", refused: [{ tag: "1.13.26", code: "too-young" }] });
    expect((await checkHere()).outcome).toBe("update");
  });
});

describe("what only the archive tells: which projects on PyPI are the upstream's", () => {
  const bumpHere = async (inputs = {}) =>
    bumpSchema.parse((await inProcess(upstream, packaging).run("bump", inputs)).document);

  test("a release that turns out not to be on PyPI leads to the next older one", async () => {
    list(["1.12.1", "1.13.21", "1.13.25"]);
    const document = await bumpHere();
    expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.13.21" } });
    expect(document.refused[0]).toEqual({
      tag: "1.13.25",
      code: "unpublished",
      reason: "Not published yet: dagster-webserver 1.13.25 on PyPI.",
    });
  });

  test("one that was asked for is waited for, and nothing is written", async () => {
    const before = await packaging.files();
    expect(await bumpHere({ tag: "1.13.25" })).toMatchObject({ outcome: "waiting", edits: [] });
    expect(await packaging.files()).toEqual(before);
  });

  test("one that only a repair needs is waited for", async () => {
    for (const name of [".flox/pkgs/dagster-src.nix", "flox-upstream.lock.json"]) {
      const path = join(packaging.directory, name);
      await writeFile(path, (await readFile(path, "utf8")).replaceAll("1.12.1", "1.13.25"));
    }
    const before = await packaging.files();
    list(["1.12.1", "1.13.25"]);
    expect(await bumpHere()).toMatchObject({ outcome: "waiting", candidate: null, edits: [] });
    expect(await packaging.files()).toEqual(before);
  });
});

describe("a file of the release, which may be attached after it is published", () => {
  const bumpHere = async (inputs = {}) =>
    bumpSchema.parse((await inProcess(upstream, packaging).run("bump", inputs)).document);
  const page = ".flox/pkgs/dagster-page.nix";

  async function fetchWith(fetcher: string): Promise<void> {
    const url = `${upstream.serverUrl}/dagster-io/dagster/releases/download/1.12.1/page-1.12.1.tar.gz`;
    const text = `{ ${fetcher} }: ${fetcher} { url = "${url}"; hash = "sha256-${"A".repeat(43)}="; }`;
    await writeFile(join(packaging.directory, page), text);
  }

  /** Attaches the file to a release. */
  async function attach(tag: string): Promise<void> {
    upstream.repository.assets.set(`${tag}/page-${tag}.tar.gz`, (await sdist("dagster-webserver", tag)).content);
  }

  beforeEach(() => {
    upstream.repository.assets.clear();
    list(["1.12.1", "1.13.21", "1.13.26"]);
  });

  test.each(["fetchurl", "fetchzip"])(
    "%s: where it is not there yet, the next older release is taken",
    async (name) => {
      await fetchWith(name);
      await attach("1.13.21");
      const document = await bumpHere();
      expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.13.21" } });
      expect(document.refused[0]).toEqual({
        tag: "1.13.26",
        code: "unpublished",
        reason: 'Not published yet: the release\'s file "page-1.13.26.tar.gz".',
      });
      expect(await readFile(join(packaging.directory, page), "utf8")).toContain("download/1.13.21/page-1.13.21.tar.gz");
      await attach("1.13.26");
      expect(await bumpHere()).toMatchObject({ outcome: "update", candidate: { tag: "1.13.26" } });
    },
  );

  test("where no newer release has it, it is waited for, and nothing is written", async () => {
    await fetchWith("fetchzip");
    const before = await packaging.files();
    expect(await bumpHere({ tag: "1.13.26" })).toMatchObject({ outcome: "waiting", edits: [] });
    expect(await bumpHere()).toMatchObject({ outcome: "waiting", edits: [] });
    expect(await packaging.files()).toEqual(before);
  });

  test("where it is all that is fetched, too", async () => {
    for (const [path, text] of Object.entries(await packaging.files())) {
      if (!path.endsWith(".nix")) continue;
      const url = `${upstream.serverUrl}/dagster-io/dagster/releases/download/1.12.1/dagster-1.12.1.tar.gz`;
      const source = `{ fetchzip }: fetchzip { url = "${url}"; hash = "sha256-${"A".repeat(43)}="; }`;
      await writeFile(join(packaging.checkout, path), path.endsWith("dagster-src.nix") ? source : text, "latin1");
    }
    expect(await bumpHere()).toMatchObject({ outcome: "waiting", edits: [] });
  });
});

describe("what is pinned", () => {
  test("a tag that was moved is blocked, with both commits", async () => {
    await pinAt("1.13.21");
    const { repository } = upstream;
    const [before, after] = [await repository.commit("tags/1.13.21"), await repository.commit("tags/1.13.26")];
    await repository.tag("1.13.21", String(after));
    try {
      const run = await packaging.cli(["check", "--json", "--directory", "dagster-build"]);
      expect(run.exitCode).toBe(1);
      const document = checkSchema.parse(JSON.parse(run.stdout));
      expect(document).toMatchObject({ outcome: "blocked", candidate: null });
      expect(document.reasons.join(" ")).toContain(String(before));
      expect(document.reasons.join(" ")).toContain(String(after));
    } finally {
      await repository.tag("1.13.21", String(before));
    }
  });

  test("a pinned tag that is gone is blocked, with the commit that it named", async () => {
    await pinAt("1.13.21");
    const file = join(packaging.directory, "flox-upstream.lock.json");
    const commit = JSON.parse(await readFile(file, "utf8")).commit;
    for (const name of [".flox/pkgs/dagster-src.nix", "flox-upstream.lock.json"]) {
      const path = join(packaging.directory, name);
      await writeFile(path, (await readFile(path, "utf8")).replaceAll("1.13.21", "1.13.22"));
    }
    const document = await checkHere();
    expect(document.outcome).toBe("blocked");
    expect(document.reasons.join(" ")).toContain(`named commit ${commit} when it was pinned and names nothing now`);
  });

  test("pins that disagree with the lock file are an update, although nothing is newer", async () => {
    await pinAt("1.13.26");
    const path = join(packaging.directory, ".flox/pkgs/dagster-graphql.nix");
    await writeFile(path, (await readFile(path, "utf8")).replace("1.13.26", "1.13.21"));
    const document = await checkHere();
    expect(document).toMatchObject({ outcome: "update", candidate: { tag: "1.13.26" } });
    expect(document.reasons.join(" ")).toContain("dagster-graphql states version 1.13.21");
  });

  test("a repository without releases is up to date, and says why", async () => {
    await pinAt("1.13.26");
    list([]);
    expect(await checkHere()).toMatchObject({ outcome: "up-to-date", reasons: ["The upstream has no releases."] });
  });
});

describe("the built program", () => {
  const check = (...options: string[]) => packaging.cli(["check", "--directory", "dagster-build", ...options]);

  test("--json prints one document of the schema and nothing else on standard output", async () => {
    const run = await check("--json");
    const document = checkSchema.parse(JSON.parse(run.stdout));
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout), null, 2)}\n`);
    expect(document).toMatchObject({
      outcome: "update",
      current: { tag: "1.12.1", version: "1.12.1" },
      candidate: { tag: "1.13.26", version: "1.13.26", commit: await upstream.repository.commit("tags/1.13.26") },
    });
    expect([run.exitCode, run.stderr]).toEqual([0, "Reading the releases of dagster-io/dagster\n"]);
  });

  test("for people: the outcome, why, and the refused with their reasons", async () => {
    const run = await check();
    expect(run.stdout).toContain("update  dagster 1.12.1 → 1.13.26");
    expect(run.stdout).toMatch(/1\.12\.16 +yanked +1\.12\.16 was yanked from PyPI\./);
  });

  test("--exit-code: 1 with an update at hand, 0 without", async () => {
    expect((await check("--exit-code")).exitCode).toBe(1);
    await pinAt("1.13.26");
    const run = await check("--exit-code");
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("up-to-date  dagster 1.13.26");
  });

  test("nothing is written", async () => {
    const before = await packaging.files();
    await check();
    expect(await packaging.files()).toEqual(before);
  });

  test("as an action: outputs, a summary and the exit code, whatever the outcome", async () => {
    const update = await packaging.action({ command: "check" });
    expect(update).toMatchObject({ exitCode: 0, stderr: "" });
    expect(update.outputs).toEqual({
      outcome: "update",
      tag: "1.13.26",
      version: "1.13.26",
      "current-version": "1.12.1",
      branch: "",
      commit: "",
      systems: "[]",
      "bump-file": "",
      "result-file": "",
      verdict: "",
      "pull-request-number": "",
      "pull-request-url": "",
    });
    expect(update.summary).toContain("1.13.26");
    expect(update.summary).toContain("yanked");

    await pinAt("1.13.21");
    list(["1.13.21", "1.13.25"]);
    const waiting = await packaging.action({ command: "check" });
    expect(waiting).toMatchObject({
      exitCode: 0,
      outputs: { outcome: "waiting", tag: "", "current-version": "1.13.21" },
    });
    expect(waiting.summary).toContain("Not published yet: dagster-webserver 1.13.25 on PyPI");

    list(["1.13.21"]);
    const nothing = await packaging.action({ command: "check" });
    expect(nothing).toMatchObject({ exitCode: 0, outputs: { outcome: "up-to-date", version: "" } });
    expect(nothing.summary).toContain("No release to take is newer");

    const pinned = String(await upstream.repository.commit("tags/1.13.21"));
    await upstream.repository.tag("1.13.21", String(await upstream.repository.commit("tags/1.13.26")));
    const blocked = await packaging.action({ command: "check" });
    await upstream.repository.tag("1.13.21", pinned);
    expect(blocked).toMatchObject({ exitCode: 1, outputs: { outcome: "blocked" } });
    expect(blocked.stdout).toMatch(/^::error title=flox-upstream::blocked: .*has moved/m);
    expect(blocked.summary).toContain("has moved");
  });

  test("all releases but one are refused: a table of the newest, the others counted", async () => {
    list(inTheList);
    const run = await check();
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/\d+ more refused \(--json lists them\)/);
    expect(run.stdout).toMatch(/\d+ not newer than what is pinned/);
  });
});

describe("the version that a sdist bears decides, whatever else PyPI has", () => {
  test("an sdist that comes later is found at the next check", async () => {
    await pinAt("1.13.21");
    list(["1.13.21", "1.13.25"]);
    expect((await checkHere()).outcome).toBe("waiting");
    const { filename, version, content } = await sdist("dagster-webserver", "1.13.25");
    upstream.pypi.publish("dagster-webserver", version, { filename, content });
    expect(await checkHere()).toMatchObject({ outcome: "update", candidate: { tag: "1.13.25" } });
  });
});
