/** Whole bumps to a release of which not everything can be read, and on from there. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { readLock } from "../../src/documents/lock.ts";
import { type InputTexts, inProcess } from "../helpers/in-process.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { addMonorepoRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const gaps = {
  "python_modules/libraries/dagster-postgres/pyproject.toml": `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "dagster-postgres"
version = "0.29.22"
dynamic = ["dependencies"]

[tool.hatch.metadata.hooks.requirements_txt]
files = ["requirements.txt"]
`,
  "python_modules/dagster-graphql/pyproject.toml": '[project\nname = "dagster-graphql"\n',
  // Another project that bears the name of a packaged one.
  "zoo/pipes/pyproject.toml": '[project]\nname = "dagster-pipes"\nversion = "0.1"\ndependencies = ["rich"]\n',
};

let upstream: Upstream;
let packaging: Packaging;

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1"] });
  for (const [version, files] of Object.entries({ "1.13.22": gaps, "1.13.23": {} })) {
    await addMonorepoRelease(upstream, version, files);
  }
  packaging = await startPackaging(upstream);
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

async function bump(inputs: InputTexts): Promise<BumpDocument> {
  return bumpSchema.parse((await inProcess(upstream, packaging).run("bump", inputs)).document);
}

const lockFile = () => join(packaging.directory, "flox-upstream.lock.json");
const changes = ({ requirements }: BumpDocument, attribute: string) =>
  requirements[attribute]?.changed.filter(({ what }) => what === "requirement");
const unresolved = ({ requirements }: BumpDocument, attribute: string) =>
  requirements[attribute]?.unresolved.map(({ reason }) => reason);

test("what cannot be read is said, did not change, and is not gone: neither then nor in the bump after", async () => {
  const there = await bump({ tag: "1.13.22" });
  expect(unresolved(there, "dagster-postgres")).toEqual([
    '"project.dependencies": it is dynamic, and how hatchling fills it is not read.',
    expect.stringMatching(/^Whether .* is superfluous cannot be told: /),
  ]);
  expect(there.requirements["dagster-postgres"]).toMatchObject({ missing: [], superfluous: [] });
  expect(changes(there, "dagster-postgres")).toEqual([]);
  expect(there.refusals.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^python_modules\/dagster-graphql\/pyproject\.toml, line 1: it is not TOML/),
  ]);
  expect(there.projects).toEqual({ added: [], dropped: [] });

  const { packages, projects } = readLock("l", await readFile(lockFile(), "utf8"));
  expect(packages["dagster-postgres"]).toMatchObject({ project: "dagster-postgres", requirements: null });
  expect(packages["dagster-graphql"]).toMatchObject({ project: null, requirements: null });
  expect(packages["dagster-pipes"]?.requirements).toEqual([]);
  expect(projects).toHaveProperty("dagster-graphql", "python_modules/dagster-graphql");
  expect(projects).toHaveProperty("dagster-pipes", "python_modules/dagster-pipes");

  const recorded = await bump({ tag: "1.13.23", "dry-run": "true" });
  expect(unresolved(recorded, "dagster-postgres")).toEqual([
    "What changed in the requirements since 0.29.22 cannot be told: those of then cannot be read wholly.",
  ]);
  expect(changes(recorded, "dagster-postgres")).toEqual([]);
  expect(recorded.projects).toEqual({ added: [], dropped: [] });

  await rm(lockFile());
  const archived = await bump({ tag: "1.13.23", "dry-run": "true" });
  expect(unresolved(archived, "dagster-postgres")).toEqual(unresolved(recorded, "dagster-postgres"));
  for (const attribute of ["dagster-postgres", "dagster-graphql", "dagster-pipes"])
    expect(changes(archived, attribute)).toEqual([]);
  expect(archived.projects).toEqual({ added: [], dropped: [] });
});
