import { notice, pyprojectToml, setupPy } from "./metadata.ts";
import { type MonorepoPackage, moduleOf, packages, usesPyproject, versionOf } from "./packages.ts";
import { programFiles } from "./programs.ts";

export interface TreeEntry {
  readonly path: string;
  /** Git's modes: file, executable, symbolic link. */
  readonly mode: "100644" | "100755" | "120000";
  readonly content: string;
}

const file = (path: string, content: string): TreeEntry => ({ path, mode: "100644", content });

/** Every file of the synthetic monorepo at a core version. */
export function treeAt(core: string): readonly TreeEntry[] {
  return [
    file("README.md", `# A synthetic monorepo\n\n${notice}\n`),
    file(".gitignore", "# What builds leave\nbuild/\ndist/\ntags\n__pycache__/\n"),
    file("CHANGES.md", `# Changelog\n\n${notice}\n\n## ${core} (core)\n\n### New\n\n- A new version.\n`),
    { path: "docs/CHANGES.md", mode: "120000", content: "../CHANGES.md" },
    {
      path: "scripts/list-packages.sh",
      mode: "100755",
      content: "#!/bin/sh\nls python_modules python_modules/libraries\n",
    },
    // Bears a version and requires dagster, and is none of the packages.
    file("examples/first-steps/pyproject.toml", exampleProject(core)),
    file("python_modules/README.md", "The packages. Those in `libraries` have versions of their own.\n"),
    ...packages.flatMap((one) => packageTree(one, core)),
  ];
}

/** One package's directory. The web user interface is built elsewhere and is not in git. */
export function packageTree(of: MonorepoPackage, core: string): readonly TreeEntry[] {
  const { directory, project } = of;
  const module = moduleOf(of);
  const version = versionOf(of, core);
  const at = (path: string, content: string) => file(`${directory}/${path}`, content);
  const programs = Object.entries(programFiles(of)).map(([path, content]) => at(path, content));
  const isProgram = ({ path }: TreeEntry) => programs.some((program) => program.path === path);
  const usual = [
    at("README.md", `# ${project}\n\n${notice}\n`),
    ...(usesPyproject(core)
      ? [at("pyproject.toml", pyprojectToml(of, core))]
      : [at("setup.py", setupPy(of, core)), at("setup.cfg", "[metadata]\nlicense_files = README.md\n")]),
    at(`${module}/__init__.py`, `from ${module}.version import __version__\n`),
    at(`${module}/version.py`, `__version__ = "${version}"\n`),
    at(`${module}/py.typed`, ""),
    ...Object.values(of.scripts).map((target) => {
      const [name = ""] = target.split(":");
      return at(
        `${name.replaceAll(".", "/")}.py`,
        `from ${module}.version import __version__\n\n\ndef main():\n    print("${project}, version", __version__)\n`,
      );
    }),
    ...(project === "dagster-k8s"
      ? [at(`${module}/kubernetes_version.py`, 'KUBERNETES_VERSION_UPPER_BOUND = "37"\n')]
      : []),
    at(
      `${module}_tests/test_version.py`,
      `from ${module} import __version__\n\n\ndef test_version():\n    assert __version__\n`,
    ),
  ];
  return [...usual.filter((entry) => !isProgram(entry)), ...programs];
}

function exampleProject(core: string): string {
  return `# ${notice}\n[project]\nname = "first-steps"\nversion = "${core === "1!0+dev" ? "0.1.0" : core}"\ndependencies = ["dagster"]\n`;
}
