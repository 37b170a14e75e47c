import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { projectCopy, root } from "../helpers/project.ts";

describe("generated files", () => {
  const parts = ["scripts/docs.ts", "src", "package.json", "README.md", "action.yml", "schema", "dagster-build"];

  test("are what the source says, here", async () => {
    await using copy = await projectCopy(parts);
    expect(await copy.script("docs.ts", "--check")).toEqual({ exitCode: 0, stderr: "Generated files are up to date." });
  });

  test("are found stale by name, and written anew", async () => {
    await using copy = await projectCopy(parts);
    const [action, readme, schema] = ["action.yml", "README.md", "schema/check.json"].map((name) =>
      join(copy.path, name),
    );
    const before = await readFile(readme ?? "", "utf8");
    await appendFile(action ?? "", "# more\n");
    await writeFile(readme ?? "", before.replace("Exit codes:", "Exit code:"));
    await rm(schema ?? "");
    expect(await copy.script("docs.ts", "--check")).toEqual({
      exitCode: 1,
      stderr:
        "Not what the source says: action.yml, README.md, schema/check.json. Run npm run docs and commit what it writes.",
    });
    expect(await readFile(action ?? "", "utf8")).toMatch(/# more\n$/);
    expect(await copy.script("docs.ts")).toMatchObject({ exitCode: 0 });
    expect(await readFile(readme ?? "", "utf8")).toBe(before);
    expect(await copy.script("docs.ts", "--check")).toMatchObject({ exitCode: 0 });
  });

  test("need the README's marks", async () => {
    await using copy = await projectCopy(parts);
    await writeFile(join(copy.path, "README.md"), "# flox-upstream\n");
    expect(await copy.script("docs.ts", "--check")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("README.md has no section between"),
    });
  });
});

describe("dist", () => {
  const parts = ["scripts/dist-is-fresh.ts", "rolldown.config.js", "package.json"];
  const sources = {
    "src/index.ts": "console.log(await import('./x.ts'));\n",
    "src/cli.ts": "export {};\n",
    "src/x.ts": "export const x: number = 1;\n",
  };

  type Copy = Awaited<ReturnType<typeof projectCopy>>;

  function build(copy: Copy) {
    const rolldown = join(root, "node_modules/rolldown/bin/cli.mjs");
    return execa(process.execPath, [rolldown, "--config", "rolldown.config.js"], { cwd: copy.path });
  }

  test.each<[string, (dist: string, copy: Copy) => Promise<unknown>, number, RegExp]>([
    ["as it was built", async () => undefined, 0, /^dist\/ is what the source builds: 3 files/],
    [
      "changed by hand",
      (dist) => appendFile(join(dist, "cli.js"), "\n"),
      1,
      /source builds: cli\.js\. Run npm run build/,
    ],
    ["with a file more", (dist) => writeFile(join(dist, "more.js"), "1"), 1, /source builds: more\.js\./],
    ["with an empty file more", (dist) => writeFile(join(dist, "more.js"), ""), 1, /source builds: more\.js\./],
    ["with a file less", (dist) => rm(join(dist, "cli.js")), 1, /source builds: cli\.js\./],
    ["not there", (dist) => rm(dist, { recursive: true }), 1, /source builds: .*index\.js/],
    [
      "of another source",
      (_, copy) => writeFile(join(copy.path, "src/x.ts"), "export const x = 2;\n"),
      1,
      /source builds: chunks\/x\.js\./,
    ],
    [
      "too large",
      async (_, copy) => {
        await writeFile(join(copy.path, "src/x.ts"), `export const x = ${JSON.stringify("x".repeat(3_200_000))};\n`);
        await build(copy);
      },
      1,
      /at most 3145728 are to ship/,
    ],
  ])("%s", async (_, change, exitCode, said) => {
    await using copy = await projectCopy(parts, sources);
    await build(copy);
    await change(join(copy.path, "dist"), copy);
    const run = await copy.script("dist-is-fresh.ts");
    expect(run.stderr).toMatch(said);
    expect(run.exitCode).toBe(exitCode);
  });
});

describe("workflows", () => {
  const parts = ["scripts/workflows.ts", "src/flox/systems.ts", "package.json", "action.yml"];
  const pinned = `actions/checkout@${"a".repeat(40)}`;
  const good = `on: push
permissions: {}
jobs:
  a:
    runs-on: macos-15-intel
    permissions:
      contents: read # the checkout
    outputs:
      tag: \${{ steps.own.outputs.tag }}
    steps:
      - uses: ${pinned} # v5
      - uses: ./
        id: own
        with:
          directory: x
      - run: echo "$TAG"
        env:
          TAG: \${{ steps.own.outputs.tag }}
`;

  test("here are clean", async () => {
    await using copy = await projectCopy([...parts, ".github", "dagster-build"]);
    expect(await copy.script("workflows.ts")).toEqual({ exitCode: 0, stderr: "The workflows are clean." });
  });

  const calling = (name: string, input = "known") =>
    `jobs:\n  b:\n    permissions: {}\n    uses: ./.github/workflows/${name}.yml\n    with:\n      ${input}: x`;
  const called = "on:\n  workflow_call:\n    inputs:\n      known:\n        type: string\npermissions: {}\njobs: {}\n";

  const variants: readonly (readonly [what: string, from: string, to: string, fault: string | undefined])[] = [
    ["good", "push", "push", undefined],
    ["a tag", pinned, "actions/checkout@v5", ":11: actions/checkout@v5 is not pinned by commit"],
    ["a short commit", pinned, "actions/checkout@abcdef0", ":11: actions/checkout@abcdef0 is not pinned by commit"],
    ["a quoted tag", pinned, '"actions/checkout@v5"', ":11: actions/checkout@v5 is not pinned by commit"],
    ["an image", pinned, "docker://alpine:3", ":11: docker://alpine:3 is not pinned by commit"],
    [
      "an expression in a shell",
      '"$TAG"',
      "${{ steps.own.outputs.tag }}",
      ":16: an expression is interpolated into a shell",
    ],
    [
      "an expression in a block",
      'echo "$TAG"',
      "|\n          echo ${{ github.sha }}",
      ":16: an expression is interpolated into a shell",
    ],
    [
      "permissions at the top",
      "permissions: {}",
      "permissions:\n  contents: read # all",
      ":3: the permissions at the top are not {}",
    ],
    [
      "all permissions at the top",
      "permissions: {}",
      "permissions: read-all",
      ":2: the permissions at the top are not {}",
    ],
    ["none at the top", "permissions: {}\n", "", "the permissions at the top are not {}"],
    ["a permission without a reason", " # the checkout", "", ":7: a permission has no reason beside it"],
    [
      "a job without permissions",
      "    permissions:\n      contents: read # the checkout\n",
      "",
      "the job a does not say its permissions",
    ],
    ["an input that is not there", "directory: x", "folder: x", "action.yml has no input folder"],
    ["an option of the terminal", "directory: x", "json: true", "action.yml has no input json"],
    [
      "an output that is not there",
      "outputs.tag }}\n    steps",
      "outputs.tags }}\n    steps",
      "action.yml has no output tags",
    ],
    ["a reusable workflow that is not there", "jobs:", calling("none"), "there is no reusable workflow none.yml"],
    ["what a reusable workflow takes", "jobs:", calling("called", "known"), undefined],
    ["an input that it does not have", "jobs:", calling("called", "other"), "called.yml has no input other"],
    [
      "the checkout of a reusable workflow's own commit",
      "x\n",
      "x\n          ref: ${{ job.workflow_sha }}\n",
      "no input ref",
    ],
    ["another context", '"$TAG"', '"$TAG"\n        if: job.other', 'property "other" is not defined'],
    ["what actionlint knows", "runs-on: macos-15-intel", "runs-on: macos-1", ':5:14: label "macos-1" is unknown'],
    ["what is not YAML", "on: push", "on: [push", "Flow sequence"],
  ];

  /** What is found in each variant, all in one run. */
  let found: { readonly exitCode: number | undefined; readonly stderr: string };
  beforeAll(async () => {
    const files = variants.map(([, from, to], index) => [`.github/workflows/${index}.yml`, good.replace(from, to)]);
    await using copy = await projectCopy(parts, {
      ...Object.fromEntries(files),
      ".github/workflows/called.yml": called,
    });
    found = await copy.script("workflows.ts");
  });

  test.each(variants.map((variant, index) => [...variant, index] as const))("%s", (_, from, __, fault, index) => {
    expect(good).toContain(from);
    const own = found.stderr.split("\n").filter((line) => line.startsWith(`${index}.yml:`));
    expect(own).toEqual(fault === undefined ? [] : [expect.stringContaining(fault)]);
    expect(found.exitCode).toBe(1);
  });
});
