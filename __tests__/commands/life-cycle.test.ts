import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isProblem } from "../../src/errors.ts";
import { readMark } from "../../src/review/body/marks.ts";
import { git, gitMaybe, gitText } from "../helpers/git.ts";
import type { Repository, StoredPullRequest } from "../helpers/github-server.ts";
import { inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { failedPackage, result } from "../helpers/results.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

type Verdict = "pass" | "fail" | "none";

/** What happens to a packaging repository from week to week. Numbers pick one of what is there. */
type Step =
  | { readonly kind: "run"; readonly verdict: Verdict }
  /** The runner dies after so many requests that write. */
  | { readonly kind: "crash"; readonly verdict: Verdict; readonly after: number }
  | { readonly kind: "ask" }
  | { readonly kind: "release" }
  | { readonly kind: "base" }
  | { readonly kind: "push" | "close" | "reopen" | "merge"; readonly which: number };

const verdict = fc.constantFrom<Verdict>("pass", "fail", "none");
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("run" as const), verdict }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("crash" as const), verdict, after: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("ask" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("release" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("base" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("push" as const, "close" as const, "reopen" as const, "merge" as const),
      which,
    }),
  },
);

const packageText = `{ fetchFromGitHub, python3Packages }:
python3Packages.buildPythonPackage rec {
  pname = "dagster-shared";
  version = "1.12.1";
  src = fetchFromGitHub {
    owner = "dagster-io";
    repo = "dagster";
    rev = "1.12.1";
    hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };
  sourceRoot = "\${src.name}/python_modules/libraries/dagster-shared";
}
`;

const releases = ["1.12.1", "1.13.21", "1.13.26"];
const manifest = 'version = 1\n[options]\nsystems = ["x86_64-linux", "aarch64-linux"]\n';

/** One repository on its walk. */
class Walk {
  readonly upstream: Upstream;
  readonly packaging: Packaging;
  readonly here: ReturnType<typeof inProcess>;
  readonly personsCommits: string[] = [];
  released = 2;

  constructor(upstream: Upstream, packaging: Packaging) {
    this.upstream = upstream;
    this.packaging = packaging;
    this.here = inProcess(upstream, packaging);
  }

  get repository(): Repository {
    return this.packaging.repository;
  }

  /** The weekly job: bump, build jobs, report. */
  async run(given: Verdict, tag?: string): Promise<void> {
    await git(this.packaging.checkout, ["fetch", "--quiet", "origin"]);
    await git(this.packaging.checkout, ["reset", "--quiet", "--hard", "origin/main"]);
    const texts = { requirements: "off", ...(tag === undefined ? {} : { tag }) };
    await this.here.bumpAsAction(texts);
    const { systems, commit } = await this.here.bumpFile();
    const failing = { outcome: "failed" as const, packages: [failedPackage()] };
    const results = systems.map(({ system }) => result(system, { commit, ...(given === "fail" ? failing : {}) }));
    await this.here.reportAsAction(given === "none" ? [] : results);
  }

  async take(next: Step): Promise<void> {
    switch (next.kind) {
      case "run":
        await this.run(next.verdict);
        return this.expectNothingToDo(next.verdict);
      case "crash":
        this.upstream.traffic.fail(/^api (POST|PATCH|DELETE) /, { kind: "answer", status: 500 }, 1e9, next.after);
        await this.run(next.verdict).catch((error: unknown) => {
          if (!isProblem(error)) throw error;
        });
        return this.upstream.traffic.mend();
      case "ask":
        return this.run("fail", releases[this.released - 1]);
      case "release":
        this.released = Math.min(this.released + 1, releases.length);
        this.upstream.repository.releases.splice(0, 9, ...releasesFor(releases.slice(0, this.released)));
        return;
      case "base":
        await this.repository.push("main", { "notes.txt": `${this.personsCommits.length}\n` }, "Work on");
        return;
      default:
        return this.act(next.kind, next.which);
    }
  }

  /** A person's doing, where there is something to do it to. */
  async act(kind: "push" | "close" | "reopen" | "merge", number: number): Promise<void> {
    const all = this.repository.pullRequests;
    const open = all.filter(({ state }) => state === "open");
    const pick = <T>(from: readonly T[]): T | undefined => from[number % Math.max(1, from.length)];
    if (kind === "push") {
      const name = pick(await this.branches());
      if (name === undefined) return;
      const content = { [`person-${this.personsCommits.length}.txt`]: "mine\n" };
      this.personsCommits.push(await this.repository.push(name, content, "Mend it"));
    } else if (kind === "close") {
      const pull = pick(open);
      if (pull !== undefined) pull.state = "closed";
    } else if (kind === "reopen") {
      const pull = pick(await this.reopenable(all, open));
      if (pull !== undefined) pull.state = "open";
    } else {
      const pull = pick(open);
      if (pull === undefined) return;
      await this.repository.follow(pull);
      const merged = await gitMaybe(this.repository.gitDirectory, ["merge-tree", "--write-tree", "main", pull.head]);
      if (merged !== undefined) await this.repository.merge(pull);
    }
  }

  /** GitHub reopens what has its branch still, and no other open pull request of it. */
  async reopenable(all: readonly StoredPullRequest[], open: readonly StoredPullRequest[]) {
    const branches = await this.branches();
    return all.filter(
      ({ state, merged, branch }) =>
        state === "closed" && !merged && branches.includes(branch) && !open.some((other) => other.branch === branch),
    );
  }

  async branches(): Promise<readonly string[]> {
    const format = "--format=%(refname:short)";
    const listed = await gitText(this.repository.gitDirectory, ["for-each-ref", format, "refs/heads/flox-upstream"]);
    return listed === "" ? [] : listed.split("\n");
  }

  /** The same week once more writes nothing at all. */
  async expectNothingToDo(given: Verdict): Promise<void> {
    const before = this.upstream.requests.length;
    await this.run(given);
    const written = this.upstream.requests
      .slice(before)
      .filter(({ server, method }) => server === "api" && method !== "GET");
    expect(written.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  }

  async expectSound(): Promise<void> {
    const open = this.repository.pullRequests.filter(({ state }) => state === "open");
    const versions = open.map(({ body = "" }) => readMark(body)?.version);
    expect(new Set(versions).size).toBe(versions.length);
    for (const commit of this.personsCommits) {
      const holding = await gitText(this.repository.gitDirectory, ["for-each-ref", "--contains", commit]);
      expect(holding).not.toBe("");
    }
    expect(this.upstream.github.state.unknownRequests).toEqual([]);
  }
}

let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ versions: releases });
});

afterAll(() => upstream.close());

test("never two open pull requests of a version, never a lost commit, and a second run changes nothing", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
      upstream.repository.releases.splice(0, 9, ...releasesFor(releases.slice(0, 2)));
      await using packaging = await startPackaging(upstream, {
        name: `someone/walk-${++count}`,
        files: {
          "dagster-build/.flox/pkgs/dagster-shared.nix": packageText,
          "dagster-build/.flox/env/manifest.toml": manifest,
        },
      });
      const walk = new Walk(upstream, packaging);
      for (const next of steps) {
        await walk.take(next);
        await walk.expectSound();
      }
      // Whatever has happened, the next two weeks come to rest.
      await walk.run("pass");
      await walk.expectNothingToDo("pass");
      await walk.expectSound();
    }),
    { numRuns: Number(process.env.FLOX_UPSTREAM_WALKS ?? 8), endOnFailure: true },
  );
});
