/** What is said, and not said, where upstream's files are not read wholly. */
import { describe, expect, test } from "@jest/globals";
import type { Project } from "../../../src/upstream/projects.ts";
import { comparePackages, type PackageComparison } from "../../../src/upstream/requirements/compare.ts";
import { type Stated, statedBy } from "../../../src/upstream/requirements/stated.ts";
import { facts, nixPackage, project, surroundings } from "./packages.ts";

const whole = project("app", {
  dependencies: ["click>=7", "six"],
  requiresPython: ">=3.9",
  scripts: new Map([["a", "app:main"]]),
  buildSystem: { requires: ["setuptools", "wheel-tools"], backend: "setuptools.build_meta", stated: true },
});
const fields = ["dependencies", "optionalDependencies", "requiresPython", "scripts", "buildSystem"] as const;
const nothing = {
  dependencies: [],
  requiresPython: undefined,
  scripts: new Map(),
  buildSystem: { requires: [], backend: "hatchling.build", stated: true },
};

function compare(
  one: Project,
  before: Stated | undefined,
  listed = "",
  others: readonly Project[] = [],
  own: readonly string[] = ["app"],
): PackageComparison {
  const projects = new Map([one, ...others].map((each) => [each.normalizedName, each]));
  const given = facts(one, nixPackage("app", listed), { before });
  const [compared] = comparePackages([given], surroundings(projects, own));
  if (compared === undefined) throw new Error("one package was given");
  return compared;
}

const changes = (one: Project, before: Stated) => compare(one, before).changed.map(({ reason }) => reason);
const unread = (...names: (typeof fields)[number][]) => ({ unread: new Set(names) });

describe("what changed", () => {
  test("is all said where all is read", () => {
    expect(changes({ ...whole, ...nothing }, statedBy(whole))).toEqual([
      "click is no longer required.",
      "six is no longer required.",
      "Python was >=3.9 and is any.",
      "It was built with setuptools.build_meta and is built with hatchling.build.",
      "wheel-tools is no longer required.",
      'The command "a" is gone.',
    ]);
    expect(changes(whole, statedBy({ ...whole, ...nothing }))).toHaveLength(6);
  });

  test("is not said of what is not read, neither now nor before", () => {
    expect(changes({ ...whole, ...nothing, ...unread(...fields) }, statedBy(whole))).toEqual([]);
    expect(changes(whole, statedBy({ ...whole, ...nothing, ...unread(...fields) }))).toEqual([]);
  });

  test("cannot be told where the requirements of then are not known, and that is said", () => {
    const before = statedBy({ ...whole, version: "1.9", ...unread("dependencies") });
    expect(compare(whole, before, "click six").unresolved.map(({ reason }) => reason)).toEqual([
      "What changed in the requirements since 1.9 cannot be told: those of then cannot be read wholly.",
    ]);
    expect(compare(whole, statedBy({ ...whole, ...unread("scripts") }), "click six").unresolved).toEqual([]);
  });

  test("is said of what is read of a list: what is new, not what is gone", () => {
    const now = { ...whole, dependencies: ["click>=8", "rich"], ...unread("dependencies") };
    expect(changes(now, statedBy(whole))).toEqual(["click was >=7 and is >=8.", "rich is new."]);
  });

  test.each([
    [["six", "a; platform_release >= '6'"], ["six"], []],
    [["six"], ["six", "a; platform_release >= '6'"], []],
    [["six", "a"], ["six", "a; platform_release >= '6'", "b"], ["b is new."]],
    [
      ["six", "a; platform_release >= '6'"],
      ["a", "b"],
      ["b is new.", "six is no longer required."],
    ],
    [["six", "a"], ["?", "b"], ["b is new."]],
    [["six", "?"], ["a"], ["six is no longer required."]],
  ])("%j to %j: not of a requirement that cannot be told", (before, after, expected) => {
    const now = project("app", { dependencies: after });
    expect(changes(now, statedBy({ ...now, dependencies: before }))).toEqual(expected);
  });
});

describe("what is superfluous", () => {
  const cannotBeTold = "Whether six is superfluous cannot be told: a part of upstream's requirements cannot be read.";
  const reasons = (one: Project, others: readonly Project[] = [], own?: readonly string[]) => {
    const { superfluous, unresolved } = compare(one, undefined, "six", others, own);
    return [...superfluous, ...unresolved].map(({ reason }) => reason);
  };

  test("is not said where the requirements are not known wholly", () => {
    expect(reasons(project("app", unread("dependencies")))).toEqual([cannotBeTold]);
    expect(reasons(project("app", unread("scripts", "requiresPython", "optionalDependencies")))).toEqual([
      "app does not declare it, and nothing of the upstream's that it requires does.",
    ]);
  });

  test("may be declared by what is not read of the upstream's others", () => {
    const app = project("app", { dependencies: ["lib"] });
    expect(reasons(app, [project("lib", unread("dependencies"))])).toEqual([
      "app does not declare it. What lib, which it requires, declares is not known wholly.",
    ]);
  });

  test("may be declared by a package of the upstream's whose project cannot be read at all", () => {
    const app = project("app", { dependencies: ["lib"] });
    expect(reasons(app, [], ["app", "lib"])).toEqual([
      "app does not declare it. What lib, which it requires, declares is not known wholly.",
    ]);
    expect(reasons(app)).toEqual(["app does not declare it, and nothing of the upstream's that it requires does."]);
  });

  test("may be declared by an extra that is asked for, also through others; by one that is not, it is not", () => {
    const app = project("app", { dependencies: ["lib[Http]"] });
    const lib = (...texts: string[]) => project("lib", { optionalDependencies: new Map([["http", texts]]) });
    const declaring = (label: string) => [`app does not declare it; ${label}, which it requires, does.`];
    expect(reasons(app, [lib("six")])).toEqual(declaring("lib[Http]"));
    const net = project("net", { optionalDependencies: new Map([["tls", ["six"]]]) });
    expect(reasons(app, [lib("net[tls]"), net])).toEqual(declaring("net[tls]"));
    const none = ["app does not declare it, and nothing of the upstream's that it requires does."];
    expect(reasons(app, [lib("net"), net])).toEqual(none);
    expect(reasons(project("app", { dependencies: ["lib"] }), [lib("six")])).toEqual(none);
    const dark = { ...lib(), ...unread("optionalDependencies") };
    expect(reasons(app, [dark])).toEqual([
      "app does not declare it. What lib[Http], which it requires, declares is not known wholly.",
    ]);
  });
});

test("a requires-python that is none is named, and blocks nothing", () => {
  const before = statedBy(project("app", { requiresPython: ">=3.9" }));
  const compared = compare(project("app", { requiresPython: "banana" }), before);
  expect(compared.unresolved).toEqual([
    {
      what: "requires-python",
      file: "packages/app/pyproject.toml",
      line: null,
      reason: 'Which Python upstream requires cannot be told: "banana" is not a specifier set by PEP 440.',
    },
  ]);
  expect(compared.blockers).toEqual([]);
  expect(compared.changed.map(({ reason }) => reason)).toEqual(["Python was >=3.9 and is banana."]);
});
