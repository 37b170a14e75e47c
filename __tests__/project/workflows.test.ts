import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { parse } from "yaml";
import { temporaryFolder } from "../helpers/folders.ts";
import { git, gitText } from "../helpers/git.ts";
import { root } from "../helpers/project.ts";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly uses?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly strategy?: { readonly "fail-fast": boolean };
  readonly "continue-on-error"?: boolean;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = async (path: string) => parse(await readFile(join(root, path), "utf8")) as Workflow;
const workflow = (name: string) => read(`.github/workflows/${name}.yml`);
const [track, verify] = await Promise.all([workflow("track"), workflow("verify")]);

function job({ jobs }: Workflow, name: string): Job {
  const found = jobs[name];
  if (found === undefined) throw new Error(`no job ${name}`);
  return found;
}

function script(of: Job, name: string | undefined): string {
  const found = of.steps?.find((step) => step.name === name && step.run !== undefined)?.run;
  if (found === undefined) throw new Error(`no script ${name}`);
  return found;
}

describe("the build, wherever it runs", () => {
  const build = job(track, "build");
  const steps = build.steps ?? [];

  test("is the same for a bump and for a pull request", () => {
    const common = ({ needs: _, if: __, strategy: ___, "continue-on-error": ____, steps = [], ...rest }: Job) => ({
      ...rest,
      steps: steps.map((step, index) => (index === 0 ? { ...step, with: { ...step.with, ref: "" } } : step)),
    });
    expect(common(job(verify, "build"))).toEqual(common(build));
  });

  test("holds nothing that is worth stealing", () => {
    expect(build.permissions).toEqual({ contents: "read" });
    for (const { uses = "", with: given = {} } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(given["persist-credentials"]).toBe(false);
      if (uses.startsWith("flox/install-flox-action@")) expect(given["github-token"]).toBe("");
      if (uses === "./flox-upstream") expect(given.token).toBe("");
      expect(uses).not.toMatch(/cache|setup-node/);
    }
    expect(JSON.stringify(build)).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/);
  });

  test("goes on with the other systems when one fails, and keeps what a failed one found", () => {
    expect(build.strategy?.["fail-fast"]).toBe(false);
    expect(steps.at(-1)).toMatchObject({ if: "always()", uses: expect.stringMatching(/^actions\/upload-artifact@/) });
  });

  test.each([
    ["track", track],
    ["verify", verify],
  ])("is left out of %s where there is nothing to build", (_, of) => {
    expect(job(of, "build").if).toMatch(/systems != '' && needs\.\w+\.outputs\.systems != '\[\]'$/);
  });
});

describe("the report of a bump", () => {
  const report = job(track, "report");
  const ofKind = (steps: readonly Step[] = [], kind: string) =>
    steps.filter(({ uses = "" }) => uses.startsWith(`actions/${kind}-artifact@`)).map((step) => step.with ?? {});

  test("is made whatever became of the builds, where there is a commit", () => {
    expect(report).toMatchObject({ needs: ["bump", "build"], if: "always() && needs.bump.outputs.commit != ''" });
  });

  test("takes the bump by the number of its artifact, which no build can put another in place of", () => {
    const bump = job(track, "bump");
    const upload = bump.steps?.find(({ id }) => id === "artifact");
    expect(upload?.with).toMatchObject({ path: "${{ steps.bump.outputs.bump-file }}" });
    expect(bump.outputs?.artifact).toBe("${{ steps.artifact.outputs.artifact-id }}");
    expect(ofKind(report.steps, "download")[0]).toEqual({
      "artifact-ids": "${{ needs.bump.outputs.artifact }}",
      path: "${{ runner.temp }}/flox-upstream",
    });
  });

  test("finds every system's result where it looks for them", () => {
    const name = String(ofKind(job(track, "build").steps, "upload")[0]?.name);
    const { pattern, path } = ofKind(report.steps, "download")[1] ?? {};
    expect(name.replace("${{ matrix.system }}", "*")).toBe(pattern);
    expect(path).toBe("${{ runner.temp }}/flox-upstream/results");
    const asked = report.steps?.at(-1)?.with ?? {};
    expect(asked).toMatchObject({ command: "report" });
    expect(asked).not.toHaveProperty("results");
    expect(asked).not.toHaveProperty("bump-file");
  });

  test("is the verdict: a build that fails is red on the commit, and leaves the run green", () => {
    expect(job(track, "build")["continue-on-error"]).toBe(true);
    expect(report["continue-on-error"]).toBeUndefined();
    expect(job(verify, "build")["continue-on-error"]).toBeUndefined();
  });
});

describe.each([
  ["track", track],
  ["verify", verify],
])("what the jobs of %s hand on", (_, of) => {
  test("is there: every output that a job needs is one of a job that it waits for", () => {
    for (const [name, each] of Object.entries(of.jobs)) {
      const read = JSON.stringify(each).matchAll(/needs\.([\w-]+)\.(?:outputs\.([\w-]+)|result)/g);
      for (const [what, from = "", output] of read) {
        expect({ name, what, waits: [each.needs].flat().includes(from) }).toMatchObject({ waits: true });
        if (output !== undefined) expect(Object.keys(job(of, from).outputs ?? {})).toContain(output);
      }
    }
  });

  test("is written: every output of a step is one of a step of that job", () => {
    for (const each of Object.values(of.jobs)) {
      const ids = (each.steps ?? []).flatMap(({ id }) => id ?? []);
      for (const [, id] of JSON.stringify(each).matchAll(/steps\.([\w-]+)\.outputs/g)) expect(ids).toContain(id);
    }
  });
});

describe.each([
  ["track-dagster", ".github/workflows/track-dagster.yml", track],
  ["verify-dagster", ".github/workflows/verify-dagster.yml", verify],
  ["the template for track", "dagster-build/.github/workflows/track.yml", track],
  ["the template for verify", "dagster-build/.github/workflows/verify.yml", verify],
])("%s", (_, path, called) => {
  test("grants what the called workflow's jobs ask for, and no more", async () => {
    const caller = Object.values((await read(path)).jobs).find(({ uses }) => uses !== undefined);
    const wanted = Object.assign({}, ...Object.values(called.jobs).map(({ permissions }) => permissions));
    const strongest = Object.values(called.jobs).some(({ permissions }) => permissions.contents === "write");
    expect(caller?.permissions).toEqual({ ...wanted, contents: strongest ? "write" : "read" });
    expect(["contents", "pull-requests", "checks"]).toEqual(
      expect.arrayContaining(Object.keys(caller?.permissions ?? {})),
    );
  });

  test("leaves concurrency to the called workflow", async () => {
    expect((await read(path)).concurrency).toBeUndefined();
    expect(called.concurrency).toBeDefined();
  });
});

describe("what branch protection can require", () => {
  const required = job(verify, "flox-upstream");

  test("always reports, and nothing filters it out", async () => {
    expect(required).toMatchObject({ if: "always()", needs: ["decide", "build"] });
    for (const path of [".github/workflows/verify-dagster.yml", "dagster-build/.github/workflows/verify.yml"]) {
      expect((await read(path)).on).toEqual({ pull_request: null, merge_group: null });
    }
  });

  test.each([
    ["success", "success", '[{"system":"x86_64-linux"}]', "", 0],
    ["success", "skipped", "[]", "", 0],
    ["success", "skipped", "[]", "passed", 0],
    ["success", "skipped", "[]", "failed", 1],
    ["success", "skipped", "", "", 1],
    ["success", "skipped", '[{"system":"x86_64-linux"}]', "", 1],
    ["success", "failure", "[]", "", 1],
    ["success", "failure", "[]", "passed", 1],
    ["success", "cancelled", "[]", "", 1],
    ["failure", "skipped", "", "", 1],
    ["failure", "skipped", "", "passed", 1],
    ["failure", "success", "[]", "", 1],
    ["cancelled", "skipped", "[]", "", 1],
  ])(
    "where deciding ended as %s and building as %s, with systems %j and the verdict %j: exit code %d",
    async (decide, build, systems, verdict, code) => {
      const run = script(required, undefined);
      const { exitCode } = await execa("bash", ["-ec", run], {
        env: { DECIDE: decide, BUILD: build, SYSTEMS: systems, VERDICT: verdict },
        reject: false,
      });
      expect(exitCode).toBe(code);
    },
  );
});

describe("whether a pull request changes anything that is built", () => {
  const run = script(job(verify, "decide"), "Look for changes");

  test.each([
    ["the packaging", "dagster-build/.flox/pkgs/x.nix", "dagster-build", "true"],
    ["something else", "src/x.ts", "dagster-build", "false"],
    ["the workflows", ".github/workflows/verify.yml", "dagster-build", "true"],
    ["the configuration", "settings/c.yml", "dagster-build", "true"],
    ["anything, where all is packaging", "README.md", ".", "true"],
  ])("%s", async (_, path, directory, any) => {
    await using folder = await temporaryFolder({ "dagster-build/a": "", "src/a": "", ".github/workflows/a": "" });
    await git(folder.path, ["init", "--quiet"]);
    const commit = async () => {
      await git(folder.path, ["add", "--all"]);
      await git(folder.path, ["commit", "--quiet", "--message", "x"]);
      return gitText(folder.path, ["rev-parse", "HEAD"]);
    };
    const base = await commit();
    await execa("sh", ["-c", `mkdir -p "$(dirname '${path}')" && echo change > '${path}'`], { cwd: folder.path });
    await commit();
    const output = join(folder.path, "output");
    const env = { DIRECTORY: directory, CONFIG: "settings/c.yml", GITHUB_OUTPUT: output };
    await execa("bash", ["-ec", run], { cwd: folder.path, env: { ...env, BASE: base } });
    expect(await readFile(output, "utf8")).toBe(`any=${any}\n`);
    // Without a base nothing is known to be unchanged.
    await execa("bash", ["-ec", run], { cwd: folder.path, env: { ...env, BASE: "" } });
    expect(await readFile(output, "utf8")).toBe(`any=${any}\nany=true\n`);
  });
});

describe("whose verdict holds for what is merged", () => {
  const run = script(job(verify, "decide"), "Look for the commit that is merged");

  /** A bump beside what its base has got since, the two merged by a merge commit or none. */
  async function merged({ onBase, merge }: { readonly onBase: string; readonly merge: boolean }) {
    await using folder = await temporaryFolder({
      "packaging/a": "1",
      "src/a": "1",
      ".github/a": "1",
      "settings/c.yml": "1",
    });
    await git(folder.path, ["init", "--quiet", "--initial-branch", "main"]);
    const commit = async (path: string) => {
      await appendFile(join(folder.path, path), "2");
      await git(folder.path, ["add", "--all"]);
      await git(folder.path, ["commit", "--quiet", "--message", "x"]);
      return gitText(folder.path, ["rev-parse", "HEAD"]);
    };
    await commit("src/a");
    await git(folder.path, ["switch", "--quiet", "--create", "bump"]);
    const bump = await commit("packaging/a");
    if (merge) {
      await git(folder.path, ["switch", "--quiet", "main"]);
      await commit(onBase);
      await git(folder.path, ["merge", "--quiet", "--no-ff", "--message", "x", "bump"]);
    }
    const output = join(folder.path, "output");
    await writeFile(output, "");
    const env = { DIRECTORY: "packaging", CONFIG: "settings/c.yml", GITHUB_OUTPUT: output };
    await execa("bash", ["-ec", run], { cwd: folder.path, env });
    return { said: await readFile(output, "utf8"), bump };
  }

  test("the bump's, where the base brings nothing to the packaging", async () => {
    const { said, bump } = await merged({ onBase: "src/a", merge: true });
    expect(said).toBe(`commit=${bump}\n`);
  });

  test.each([
    ["where the base has other packaging by now", { onBase: "packaging/b", merge: true }],
    ["where the base has another configuration by now", { onBase: ".github/a", merge: true }],
    ["where that stands elsewhere", { onBase: "settings/c.yml", merge: true }],
    ["where nothing is merged", { onBase: "", merge: false }],
  ])("nobody's, %s", async (_, how) => {
    expect((await merged(how)).said).toBe("");
  });

  test("it is asked for with a token that only reads", () => {
    const decide = job(verify, "decide");
    expect(Object.values(decide.permissions)).toEqual(["read", "read"]);
    expect(decide.steps?.find(({ id }) => id === "scan")?.with?.commit).toBe("${{ steps.merged.outputs.commit }}");
  });
});
