import { describe, expect, test } from "@jest/globals";
import { attributePath, discoverPackages } from "../../src/flox/discover.ts";

/** Paths below `.flox/pkgs`, and `attribute=file` of what Flox finds. */
const rules: readonly (readonly [title: string, paths: string[], packages: string[], refusals?: string[]])[] = [
  ["a file is a package", ["foo.nix"], ["foo=foo.nix"]],
  ["a folder with a default.nix is one", ["foo/default.nix"], ["foo=foo/default.nix"]],
  ["a folder without is a set", ["a/b.nix", "a/c/default.nix"], ["a.b=a/b.nix", "a.c=a/c/default.nix"]],
  ["sets nest", ["a/b/c.nix"], ["a.b.c=a/b/c.nix"]],
  [
    "files and folders beside a default.nix are no packages",
    ["foo/default.nix", "foo/helper.nix", "foo/sub/default.nix"],
    ["foo=foo/default.nix"],
  ],
  [
    "of a file and a folder the folder wins, with a default.nix",
    ["foo.nix", "foo/default.nix"],
    ["foo=foo/default.nix"],
    ["foo.nix: which of it and foo/default.nix wins depends on Flox's version; here the folder does: keep one of them"],
  ],
  [
    "and without one",
    ["foo.nix", "foo/bar.nix"],
    ["foo.bar=foo/bar.nix"],
    ["foo.nix: Flox does not see it: the folder foo/ beside it wins"],
  ],
  ["but not if it holds no package", ["foo.nix", "foo/README.md", "foo/flake.nix"], ["foo=foo.nix"]],
  ["a flake is no package", ["flake.nix", "a/flake.nix", "b.nix"], ["b=b.nix"]],
  [
    "other files that end in flake.nix are passed over as well, which nobody expects of them",
    ["dagster-snowflake.nix", "b.nix"],
    ["b=b.nix"],
    [
      "dagster-snowflake.nix: Flox does not see it: it passes over every file whose name ends in flake.nix; rename it, or use a folder",
    ],
  ],
  [
    "a folder of that name is one",
    ["dagster-snowflake/default.nix"],
    ["dagster-snowflake=dagster-snowflake/default.nix"],
  ],
  ["other files are passed over", ["README.md", "foo.nix.bak", ".nix", "foo.patch", "b.nix"], ["b=b.nix"]],
  [
    "a folder named like a package set extends it",
    ["python313Packages/dagster.nix"],
    ["python313Packages.dagster=python313Packages/dagster.nix"],
  ],
  [
    "a folder named like an interpreter breaks every package",
    ["python313/dagster.nix", "b.nix"],
    ["b=b.nix", "python313.dagster=python313/dagster.nix"],
    [
      "python313/dagster.nix: the folder python313 would extend python313, which is no package set: Flox cannot evaluate any package",
    ],
  ],
  ["unless it is a package itself", ["python313/default.nix"], ["python313=python313/default.nix"]],
  ["names may have dots", ["foo-1.0.nix"], [`"foo-1.0"=foo-1.0.nix`]],
  [
    "a default.nix at the top hides all",
    ["default.nix", "foo.nix"],
    [],
    ["default.nix: a default.nix at the top of .flox/pkgs hides every package"],
  ],
  ["packages are sorted", ["b.nix", "a/x.nix", "c.nix"], ["a.x=a/x.nix", "b=b.nix", "c=c.nix"]],
];

describe("symbolic links, of which Flox follows a default.nix alone", () => {
  const reason = "it is a symbolic link, which is not followed: what it leads to stays as it is";
  const find = (paths: string[], links: string[]) => {
    const { packages, refusals } = discoverPackages(paths, links);
    return { packages: packages.map(({ file }) => file), refused: refusals.map(({ file }) => file), refusals };
  };

  test("a package is named, and what is beside its default.nix stays no package", () => {
    const links = [".flox/pkgs/a.nix", ".flox/pkgs/b/default.nix", "nix/source.nix"];
    const found = find([".flox/pkgs/b/helper.nix", ".flox/pkgs/c.nix"], links);
    expect(found).toMatchObject({ packages: [".flox/pkgs/c.nix"], refused: links });
    expect(new Set(found.refusals.map((refusal) => refusal.reason))).toEqual(new Set([reason]));
  });

  test("so is what may be a folder of packages, and nothing else", () => {
    const links = [".flox/pkgs/folder", ".flox/pkgs/fix.patch", "result", ".flox/run/x"];
    expect(find([".flox/pkgs/c.nix"], links).refused).toEqual([".flox/pkgs/folder"]);
  });
});

describe("packages as Flox finds them", () => {
  test.each(rules)("%s", (_, paths, packages, refusals = []) => {
    const found = discoverPackages(paths.map((path) => `.flox/pkgs/${path}`));
    const below = (file: string) => file.replace(".flox/pkgs/", "");
    expect(found.packages.map(({ attribute, file }) => `${attribute}=${below(file)}`)).toEqual(packages);
    expect(found.refusals.map(({ file, reason }) => `${below(file)}: ${reason}`)).toEqual(refusals);
  });

  test("what is elsewhere is no package", () => {
    const paths = [
      "foo.nix",
      ".flox/env/manifest.toml",
      ".flox/pkgs.nix",
      "sub/.flox/pkgs/foo.nix",
      ".flox/pkgsx/a.nix",
    ];
    expect(discoverPackages(paths)).toEqual({ packages: [], refusals: [] });
  });

  test("attribute paths come apart again", () => {
    expect(attributePath("python313Packages.dagster")).toEqual(["python313Packages", "dagster"]);
    expect(attributePath(`a."b.c"`)).toEqual(["a", "b.c"]);
  });
});
