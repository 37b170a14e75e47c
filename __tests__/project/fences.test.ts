import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { projectCopy, root } from "../helpers/project.ts";

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

const pure = ["upstream", "nix", "nix/parse", "flox", "review", "documents", "inputs", "terminal"];
const outside = [
  "node:fs",
  "node:fs/promises",
  "node:http",
  "node:https",
  "node:net",
  "node:tls",
  "node:dns",
  "node:child_process",
  "node:os",
  "node:process",
  "node:worker_threads",
  "execa",
  "cli-progress",
  "@octokit/rest",
  "@actions/core",
  "@actions/github",
];
const ours = ["../world/http.ts", "../../src/world/files.ts", "../commands/check.ts"];
const allowed = ["node:buffer", "node:crypto", "node:zlib", "node:stream", "node:path/posix", "semver", "../errors.ts"];

const imports = (name: string) => `import ${JSON.stringify(name)};\n`;
const uses = (name: string) => `export const x = ${name};\n`;

/** A file, what stands in it, and the rule that it breaks. */
type Row = readonly [folder: string, text: string, rule: "noRestrictedImports" | "noRestrictedGlobals" | undefined];

const rows: readonly Row[] = [
  ...pure.flatMap((folder) => [
    ...[...outside, ...ours].map((name): Row => [folder, imports(name), "noRestrictedImports"]),
    ...["process.env", "fetch", "setTimeout"].map((name): Row => [folder, uses(name), "noRestrictedGlobals"]),
    ...allowed.map((name): Row => [folder, imports(name), undefined]),
  ]),
  ...outside.map((name): Row => ["commands", imports(name), "noRestrictedImports"]),
  ...["process.env", "fetch"].map((name): Row => ["commands", uses(name), "noRestrictedGlobals"]),
  ...["../world/world.ts", "../nix/pins.ts"].map((name): Row => ["commands", imports(name), undefined]),
  ...outside.map((name): Row => ["world", imports(name), undefined]),
  ["world", uses("process.env"), undefined],
];

describe("the linter's fences", () => {
  let report: Report;
  beforeAll(async () => {
    const files = rows.map(([folder, text], index) => [`src/${folder}/x${index}.ts`, text]);
    await using copy = await projectCopy(["biome.json", ".gitignore"], Object.fromEntries(files));
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=1000"];
    const { stdout } = await execa(process.execPath, args, { cwd: copy.path, reject: false });
    report = JSON.parse(stdout) as Report;
  });

  test.each(
    rows.map(([folder, text, rule], index) => [`${folder}: ${text.trim()}`, rule ?? "nothing", index] as const),
  )("%s breaks %s", (_, rule, index) => {
    const broken = report.diagnostics
      .filter(({ location }) => location.path.endsWith(`/x${index}.ts`))
      .map(({ category }) => category.split("/").at(-1));
    expect(broken).toEqual(rule === "nothing" ? [] : [rule]);
  });
});
