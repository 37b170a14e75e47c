import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { alternate, type Bench, type Program, type Row, type Section, shown, timingOf } from "./measure.ts";
import { cli, onPath } from "./programs.ts";

const sizes = [10, 100, 1000, 10_000] as const;
const rounds = 5;
/** Seconds for 1,000 packages, the whole process. */
const limit = 0.6;

export const scanBench: Bench = {
  name: "scan",
  async run(folder: string): Promise<Section> {
    const nix = await onPath("nix-instantiate");
    const rows: Row[] = [];
    for (const size of sizes) {
      const directory = join(folder, `packages-${size}`);
      const files = await writePackages(directory, size);
      const ours: Program = {
        name: "ours",
        command: process.execPath,
        args: [cli, "scan", "--json", "--directory", directory],
      };
      const nixParse: Program = { name: "nix", command: "nix-instantiate", args: ["--parse", ...files] };
      const timings = await alternate(nix ? [ours, nixParse] : [ours], rounds);
      const timing = timingOf(timings, "ours");
      const { packages } = JSON.parse(timing.output) as { packages: unknown[] };
      if (packages.length !== size) throw new Error(`scan found ${packages.length} of ${size} packages`);
      const beside = nix
        ? `${(timing.median / timingOf(timings, "nix").median).toFixed(1)} × nix-instantiate --parse, ${shown(timingOf(timings, "nix"))}`
        : "no Nix on PATH to hold it against";
      rows.push({
        what: `${size.toLocaleString("en")} packages`,
        measured: `${shown(timing)}; ${beside}`,
        limit: size === 1000 ? `${limit} s` : "",
        holds: size === 1000 ? timing.median <= limit : undefined,
      });
    }
    return {
      title: "`flox-upstream scan`, of generated packages",
      notes: [
        `Whole processes, in turn; median of ${rounds} rounds, with the fastest and the slowest. One process each.`,
        "scan evaluates what the files mean; nix-instantiate --parse only reads their syntax.",
      ],
      rows,
    };
  },
};

/** A source, and packages that are built from it, each with some 1 KB of text as people write it. */
async function writePackages(directory: string, count: number): Promise<readonly string[]> {
  const folder = join(directory, ".flox", "pkgs");
  await mkdir(folder, { recursive: true });
  const texts = [
    ["dagster-src", sourceText] as const,
    ...Array.from({ length: count - 1 }, (_, index) => [`package-${index}`, packageText(index)] as const),
  ];
  return Promise.all(
    texts.map(async ([name, text]) => {
      const file = join(folder, `${name}.nix`);
      await writeFile(file, text);
      return file;
    }),
  );
}

const sourceText = `{ fetchFromGitHub }:

fetchFromGitHub rec {
  name = "dagster-\${rev}-source";
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "sha256-YlPloFELPPgEQk0/dxNYRj0jtG6/qx6NBUr0XUOKl+Q=";
}
`;

function packageText(index: number): string {
  return `# One of many packages of the upstream's monorepo.
{
  lib,
  python313Packages,
  dagster-src,
}:

python313Packages.buildPythonPackage rec {
  pname = "package-${index}";
  version = "0.${index % 40}.${index % 7}";
  pyproject = true;

  src = dagster-src;
  sourceRoot = "\${src.name}/python_modules/libraries/\${pname}";

  build-system = with python313Packages; [ setuptools ];

  dependencies = with python313Packages; [
    click
    packaging
    pydantic
    requests
  ];

  pythonRelaxDeps = [
    # Upstream asks for less than nixpkgs has.
    "pydantic"
  ];

  pythonImportsCheck = [ "package_${index}" ];

  postInstall = ''
    if [ ! -e "$out/lib" ]; then
      echo "\${pname}: nothing was installed" >&2
      exit 1
    fi
  '';

  meta = {
    description = "Package number ${index}";
    homepage = "https://example.org/packages/\${pname}";
    license = lib.licenses.asl20;
    platforms = lib.platforms.unix;
  };
}
`;
}
