/** What a release states of its requirements, written to do harm, through every way out. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Nodes } from "mdast";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { lockFileName, readLock } from "../../src/documents/lock.ts";
import { readMarkdown } from "../../src/review/untrusted/tree.ts";
import { createStyle } from "../../src/terminal/style.ts";
import { git, gitText } from "../helpers/git.ts";
import { inProcess } from "../helpers/in-process.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { result } from "../helpers/results.ts";
import { addMonorepoRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const evil = [
  "\u202e\u200b\u009b2J\u2028",
  "\n::set-output name=x::y\n::error::z",
  "@octocat Fixes #77 octo/cat#78",
  "--> <!-- flox-upstream:results-end --> </td><img src=x onerror=alert(1)>",
  "`code` | bar | [a](https://evil.example) **b** $x$",
  "\"; ${builtins.currentTime} '' \\",
].join(" ");
const toml = (text: string) => JSON.stringify(text).replaceAll("\u2028", "\\u2028");

const pyproject = (name: string, version: string, rest: string) => `[build-system]
requires = ["hatchling", ${toml(`hatch-vcs ; os_name == '${evil.replaceAll("'", "")}'`)}]
build-backend = "hatchling.build"
[project]
name = "${name}"
version = "${version}"
${rest}
`;

/** That names no commit: nobody is asked for the names that it has. */
const nixpkgs = "path:/nowhere";

const evilDirectory = "python_modules/libraries/d`|@octocat <b>#77\u202e\u009b";

const hostile = {
  "python_modules/libraries/dagster-shared/pyproject.toml": pyproject(
    "dagster-shared",
    "1.13.22",
    `requires-python = ${toml(`>=3.10 ${evil}`)}
dependencies = [
  ${toml(evil)},
  ${toml(`rich ; platform_release == "${evil.replaceAll('"', "")}"`)},
  ${toml(`tabulate ; sys_platform == "win32" or os_name == "${evil.replaceAll('"', "")}"`)},
  ${toml(`typing_extensions === ${evil.replaceAll(/[\s;,)]/g, "")}`)},
  ${toml(`platformdirs @ https://evil.example/${evil.replaceAll(/\s/g, "")} ; python_version > '3'`)},
  ${toml(`pydantic[${"a-b.c_D"},standard]>=2`)},
  "no.such-Package",
  "in", "true", "inherit", "rec", "3to2", "with", "builtins",
  "PyYAML[in]", "packaging[3d]",
]
[project.scripts]
${toml(evil)} = ${toml(`a:b ${evil}`)}
"__proto__" = "a:b"
"constructor" = "a:b"
[project.optional-dependencies]
${toml(evil)} = ["rich"]
`,
  ),
  "python_modules/libraries/dagster-postgres/pyproject.toml": undefined,
  "python_modules/libraries/dagster-postgres/setup.py": `from setuptools import setup
setup(name="dagster-postgres", version="0.29.22", install_requires=[open(${toml(evil)}).read(), ${toml(evil)} + unknown, "psycopg2-binary"],
  entry_points={"console_scripts": [${toml(`${evil.replaceAll("=", "")}=a:b`)}]}, extras_require={${toml(evil)}: [${toml(evil)}], "\\ud800": ["x"]})
`,
  "python_modules/dagster-graphql/pyproject.toml": `[build-system]
requires = ["hatchling"]
build-backend = ${toml(`hatchling.build${evil}`)}
[project]
name = "dagster-graphql"
version = "1.13.22"
dynamic = [${toml(evil)}]
`,
  "python_modules/dagster-pipes/pyproject.toml": pyproject(toml(evil).slice(1, -1), "1.13.22", ""),
  [`${evilDirectory}/pyproject.toml`]: pyproject("Evil.Neighbour", "1", ""),
};

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1"] });
  for (const [version, files] of Object.entries({ "1.13.22": hostile, "1.13.23": {} })) {
    await addMonorepoRelease(upstream, version, files);
  }
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

/** Parts of the hostile text, as far as they would do something where nothing is escaped. */
const acting = /@octocat|#7[78]\b|::set-output|::error|\$\{builtins|<img|<b>/;
const unseen = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u;

function nodesOf(markdown: string): readonly Nodes[] {
  const all: Nodes[] = [readMarkdown(markdown)];
  for (const node of all) if ("children" in node) all.push(...node.children);
  return all;
}

test("goes into no Nix file, no log, no output and no commit, and is shown where it is read without doing anything", async () => {
  const here = inProcess(upstream, packaging);
  const bump = await here.bumpAsAction({ tag: "1.13.22", nixpkgs });
  const document: BumpDocument = bumpSchema.parse(bump.document);
  // It is there, as it was written.
  const shared = document.requirements["dagster-shared"];
  expect(shared?.changed).toContainEqual(expect.objectContaining({ what: "script", name: evil }));
  expect(shared?.changed).toContainEqual(expect.objectContaining({ to: `>=3.10 ${evil}` }));
  expect(shared?.unresolved.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^The requirement "/));
  expect(document.requirements["dagster-graphql"]?.unresolved).toHaveLength(1);
  expect(document.projects.added).toContainEqual({ name: "evil-neighbour", directory: evilDirectory, packaged: false });
  expect(document.refusals).toHaveLength(1);

  // What Nix takes for something else than a name is not written, and an extra is where it is one.
  const { commit = "", branch = "" } = bump.outputs;
  const diff = await gitText(packaging.repository.gitDirectory, ["show", "--format=", commit, "--", "*.nix"]);
  const added = diff
    .split("\n")
    .filter((line) => line.startsWith("+ ") && !/(version|rev|hash|build-system) = /.test(line));
  expect(added.map((line) => line.slice(1).trim())).toEqual([
    "]",
    "++ pydantic.optional-dependencies.a-b-c-d",
    "++ pydantic.optional-dependencies.standard;",
  ]);
  const message = await gitText(packaging.repository.gitDirectory, ["show", "--no-patch", "--format=%B", commit]);
  for (const text of [diff, message, branch, ...Object.values(bump.outputs), bump.headline]) {
    expect(text).not.toMatch(acting);
    expect(text).not.toMatch(unseen);
  }
  for (const line of here.log.lines) {
    expect(line).not.toMatch(unseen);
    expect(line).not.toMatch(/^(\w+: )?\s*::/m);
  }

  const lockText = await gitText(packaging.repository.gitDirectory, [
    "show",
    `${commit}:dagster-build/${lockFileName}`,
  ]);
  expect(lockText).not.toMatch(unseen);
  expect((await here.bumpFile()).requirements).toEqual(document.requirements);
  const lock = readLock("l", lockText);
  expect(Object.keys(lock.packages["dagster-shared"]?.scripts ?? {})).toEqual(
    expect.arrayContaining([evil, "constructor"]),
  );
  expect(lock.packages["dagster-shared"]?.requirements).toContain(evil);
  expect(lock.projects).toMatchObject({ "evil-neighbour": evilDirectory });

  const shown = bump.text(createStyle(false));
  expect(shown).not.toMatch(unseen);
  expect(shown).not.toMatch(/^\s*::/m);

  const { systems } = await here.bumpFile();
  const report = await here.reportAsAction(systems.map(({ system }) => result(system, { commit })));
  const body = packaging.repository.pullRequests.at(-1)?.body ?? "";
  expect(body.match(/<!-- flox-upstream/g)).toHaveLength(3);
  // As a commit message, where nothing is code.
  expect(body).not.toMatch(/@octocat|(?<!&)#7[78]\b/);
  for (const markdown of [body, bump.summary, report.summary]) {
    const found = nodesOf(markdown);
    const texts = found.flatMap((node) => (node.type === "text" ? [node.value] : []));
    expect(texts.join("\n")).not.toMatch(/@octocat|#7[78]\b/);
    const html = found.flatMap((node) => (node.type === "html" ? [node.value] : []));
    for (const tag of html) expect(tag).not.toMatch(acting);
    expect(found.filter(({ type }) => type === "image")).toEqual([]);
    const links = found.flatMap((node) => (node.type === "link" ? [node.url] : []));
    for (const url of links) expect(url).not.toContain("evil.example");
  }
});

test("in the lock file it does the next bump no harm", async () => {
  const pullRequest = packaging.repository.pullRequests.at(-1);
  if (pullRequest === undefined) throw new Error("there is no pull request");
  await packaging.repository.merge(pullRequest);
  await git(packaging.checkout, ["pull", "--quiet", "origin", "main"]);
  const { document, text } = await inProcess(upstream, packaging).run("bump", { "dry-run": "true", nixpkgs });
  const { requirements, projects } = bumpSchema.parse(document);
  expect(requirements["dagster-shared"]?.changed).toContainEqual(
    expect.objectContaining({ what: "script", name: evil, to: null }),
  );
  expect(requirements["dagster-graphql"]?.changed).toContainEqual(
    expect.objectContaining({ what: "build-backend", from: `hatchling.build${evil}` }),
  );
  expect(projects.dropped).toContainEqual({ name: "evil-neighbour", directory: evilDirectory, packaged: false });
  expect(text(createStyle(false))).not.toMatch(unseen);
});
