import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { gitText } from "../helpers/git.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { releasesFor } from "../helpers/monorepo.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { startUpstream, type Upstream } from "../helpers/upstream.ts";

const killAt = pathToFileURL(join(import.meta.dirname, "..", "helpers", "kill-at.mjs")).href;
const preload = (step: string) => ({ NODE_OPTIONS: `--import=${killAt}`, KILL_AT: step });
/** A child that a signal ended has no exit code. */
const killed = -1;

let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => list("1.12.0", "1.12.1", "1.13.21", "1.13.26"));

function list(...tags: string[]): void {
  upstream.repository.releases.splice(0, 99, ...releasesFor(tags));
}

describe("the command line, killed while it writes", () => {
  let packaging: Packaging;
  /** At 1.12.1, with a lock file that has the evidence; at 1.13.21; at 1.13.26. */
  let old: Record<string, string>;
  let middle: Record<string, string>;
  let newest: Record<string, string>;

  beforeAll(async () => {
    packaging = await startPackaging(upstream, { name: "someone/killed" });
    const filesAt = async (tag: string) => {
      await bump({ tag });
      return await packaging.files();
    };
    [newest, middle, old] = [await filesAt("1.13.26"), await filesAt("1.13.21"), await filesAt("1.12.1")];
    await packaging.commitAll("Record the evidence");
  });
  afterAll(async () => {
    await packaging[Symbol.asyncDispose]();
  });
  beforeEach(() => packaging.restore());

  const bump = (inputs: InputTexts = {}) => inProcess(upstream, packaging).run("bump", inputs);

  async function killedAt(step: string, ...options: string[]): Promise<Record<string, string>> {
    const run = await packaging.cli(["bump", "--directory", "dagster-build", ...options], preload(step));
    expect([step, run.exitCode, run.stdout]).toEqual([step, killed, ""]);
    return await packaging.files();
  }

  // Of nine files: two with sources, six packages, and the join among the last before the lock file.
  const renames = ["rename:1", "rename:2", "rename:3", "rename:8", "rename:9"];
  const others = ["file:2", "file:36", "file:46"];

  test.each([...renames, ...others])("before %s: the next run ends where an undisturbed one does", async (step) => {
    list("1.12.1", "1.13.21");
    const left = await killedAt(step);
    // Whole old and whole new files, and what was to be renamed beside them.
    for (const [path, content] of Object.entries(left)) {
      if (!path.endsWith(".tmp")) expect([old[path], middle[path]]).toContain(content);
    }
    await bump();
    expect(await packaging.files()).toEqual(middle);

    // And where a newer release has come out in between.
    await packaging.restore();
    for (const [path, content] of Object.entries(left)) {
      await writeFile(join(packaging.checkout, path), content, "latin1");
    }
    list("1.12.1", "1.13.21", "1.13.26");
    await bump();
    expect(await packaging.files()).toEqual(newest);
  });

  test("on the way down, too", async () => {
    await bump();
    await killedAt("rename:4", "--tag", "1.12.1");
    await bump({ tag: "1.12.1" });
    expect(await packaging.files()).toEqual(old);
  });
});

describe("the action, killed while it writes", () => {
  const branch = "flox-upstream/dagster-1.13.26";

  async function treeOf(packaging: Packaging) {
    const { gitDirectory } = packaging.repository;
    return {
      tree: await gitText(gitDirectory, ["rev-parse", `${branch}^{tree}`]),
      parent: await gitText(gitDirectory, ["rev-parse", `${branch}^`]),
      commits: await gitText(gitDirectory, ["rev-list", "--count", `main..${branch}`]),
    };
  }

  test("after any of its requests: the next run ends in the same branch", async () => {
    const steps = ["request:2", "request:3", "rename:1"];
    // GitHub wants a second between two writes: these wait together.
    const all = await Promise.all(
      [undefined, ...steps].map(async (step, index) => {
        const packaging = await startPackaging(upstream, { name: `someone/action-${index}` });
        if (step !== undefined) {
          const run = await packaging.action({}, preload(step));
          expect([step, run.exitCode, run.outputs]).toEqual([step, killed, {}]);
        }
        const run = await packaging.action();
        expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: "update", branch } });
        expect(await packaging.repository.commit(`heads/${branch}`)).toBe(run.outputs.commit);
        const ending = { ...(await treeOf(packaging)), head: packaging.head };
        await packaging[Symbol.asyncDispose]();
        return ending;
      }),
    );
    for (const { tree, parent, commits, head } of all) {
      expect({ tree, parent, commits }).toEqual({ tree: all[0]?.tree, parent: head, commits: "1" });
    }
  });

  test("answers that are lost on the way are asked for again, and make no second commit", async () => {
    await using packaging = await startPackaging(upstream, { name: "someone/lossy" });
    for (const path of ["trees", "commits", "refs"]) {
      upstream.traffic.fail(new RegExp(`^api POST .*/git/${path}`), { kind: "disconnect" });
    }
    const run = await inProcess(upstream, packaging).bumpAsAction();
    expect(run.outputs).toMatchObject({
      outcome: "update",
      commit: await packaging.repository.commit(`heads/${branch}`),
    });
    expect(await treeOf(packaging)).toMatchObject({ parent: packaging.head, commits: "1" });
  });
});
