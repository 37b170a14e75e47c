import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BumpDocument, bumpSchema } from "../../src/documents/bump.ts";
import { captureLimits } from "../../src/upstream/captures.ts";
import { inProcess } from "../helpers/in-process.ts";
import { type Packaging, startPackaging } from "../helpers/packaging.ts";
import { addRelease, startUpstream, type Upstream } from "../helpers/upstream.ts";

const [before, after] = ["2.1.0", "2.1.1"];

let upstream: Upstream;
let packaging: Packaging;

/** Upstream's packages at a version: all of them ask for another library below Python 3.13. */
function tree(version: string, extra: string): Record<string, string> {
  const setup = (name: string, rest: string) => `import sys
from setuptools import setup
requirements = ["click"]
if sys.version_info < (3, 13):
    requirements += ["tomli", ${rest}]
else:
    requirements += ["rich", ${rest}]
setup(name="${name}", version="${version}", install_requires=requirements)
`;
  return Object.fromEntries(["alpha", "beta", "gamma"].map((name) => [`${name}/setup.py`, setup(name, extra)]));
}

function nix(name: string, python: string): string {
  return `{ ${python}Packages, dagster-src }:

${python}Packages.buildPythonPackage {
  pname = "${name}";
  version = "${before}";
  format = "setuptools";
  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/${name}";
  dependencies = with ${python}Packages; [ click ];
}
`;
}

beforeAll(async () => {
  upstream = await startUpstream({ versions: ["1.12.1"] });
  const large = `# padding\n`.repeat(captureLimits.named / 10 + 1);
  const trees = [
    [before, { ...tree(before, ""), "delta/setup.py": `setup(name="delta", version="${before}")\n` }],
    [after, { ...tree(after, '"six"'), "delta/setup.py": large }],
  ] as const;
  for (const [version, files] of trees) {
    await addRelease(upstream, version, files);
  }
  packaging = await startPackaging(upstream, {
    name: "someone/two-pythons",
    files: {
      "dagster-build/.flox/env.json": '{"name":"p","version":1}',
      "dagster-build/.flox/env/manifest.toml": 'version = 1\n[options]\nsystems = ["x86_64-linux"]\n',
      "dagster-build/.flox/pkgs/dagster-src.nix": `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "${before}";
  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
}
`,
      "dagster-build/.flox/pkgs/alpha.nix": nix("alpha", "python313"),
      "dagster-build/.flox/pkgs/beta.nix": nix("beta", "python313"),
      "dagster-build/.flox/pkgs/gamma.nix": nix("gamma", "python312"),
      "dagster-build/.flox/pkgs/delta.nix": nix("delta", "python313"),
    },
  });
});

afterAll(async () => {
  await packaging[Symbol.asyncDispose]();
  await upstream.close();
});

async function bump(): Promise<BumpDocument> {
  const { document } = await inProcess(upstream, packaging).run("bump", { tag: after, "dry-run": "true" });
  return bumpSchema.parse(document);
}

test("each package's requirements are those of its own Python, before and after", async () => {
  const { requirements } = await bump();
  const missing = (attribute: string) => requirements[attribute]?.missing.map(({ name }) => name).toSorted();
  const changed = (attribute: string) => requirements[attribute]?.changed.map(({ reason }) => reason);
  expect([missing("alpha"), missing("beta"), missing("gamma")]).toEqual([
    ["rich", "six"],
    ["rich", "six"],
    ["six", "tomli"],
  ]);
  for (const attribute of ["alpha", "beta", "gamma"]) {
    expect(changed(attribute)).toEqual(["six is new."]);
  }
});

test("a setup.py that is too large to be kept is the reason why its package is not bumped", async () => {
  const { refusals, edits } = await bump();
  expect(refusals.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
    ".flox/pkgs/delta.nix: delta/setup.py: it has 8193 KiB, more than is read of such a file or of all such files.",
  ]);
  expect(
    edits
      .filter(({ kind }) => kind === "version")
      .map(({ attribute }) => attribute)
      .toSorted(),
  ).toEqual(["alpha", "beta", "gamma"]);
});
