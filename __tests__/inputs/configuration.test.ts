import { describe, expect, test } from "@jest/globals";
import { configurableInputs, missingConfiguration, readConfiguration } from "../../src/inputs/configuration.ts";
import { problemThrown } from "../helpers/problems.ts";

const read = (text: string) => readConfiguration("c.yml", text);
/** What is set of each package, without its place. */
const packagesOf = (text: string) => [...read(text).packages].map(([name, { where, ...settings }]) => [name, settings]);
const texts = (text: string) => Object.fromEntries([...read(text).inputs].map(([name, { text }]) => [name, text]));

describe("what a file sets", () => {
  test.each([
    ["", {}],
    ["# nothing\n", {}],
    ["---\n", {}],
    ["versioning: semver\nprerelease: true\n", { versioning: "semver", prerelease: "true" }],
    ["\uFEFFversioning: semver", { versioning: "semver" }],
    ["ignore: [1.12.16, '1.13']", { ignore: "1.12.16,1.13" }],
    ["systems:\n  - x86_64-linux\n  - aarch64-linux\n", { systems: "x86_64-linux,aarch64-linux" }],
    ['constraint: ">=1.12,<2"', { constraint: ">=1.12,<2" }],
    ["constraint:\nignore: ~\nsystems: null", { constraint: "", ignore: "", systems: "" }],
    ["tag-pattern: |-\n  v(.+)\n", { "tag-pattern": "v(.+)" }],
    ["upstream-api-url: https://ghe.example.org/api/v3", { "upstream-api-url": "https://ghe.example.org/api/v3" }],
  ])("%j", (text, inputs) => expect(texts(text)).toEqual(inputs));

  test("values are taken as they are written, numbers too", () => {
    expect(texts("ignore: [1.10, 0x10, 1e3, 2026-11-02, yes]\nconstraint: 1.20")).toEqual({
      ignore: "1.10,0x10,1e3,2026-11-02,yes",
      constraint: "1.20",
    });
  });

  test("each has its place", () => {
    expect(read("# first\nversioning: pep440\nignore: x\n").inputs.get("ignore")).toEqual({
      text: "x",
      from: "configuration",
      where: { file: "c.yml", line: 3, column: 1 },
    });
  });

  test("packages by attribute path", () => {
    const text =
      "packages:\n  dagster: {project: dagster}\n  python313Packages.x:\n    project: y\n  z:\n  w: {project: }\n";
    expect(packagesOf(text)).toEqual([
      ["dagster", { project: "dagster" }],
      ["python313Packages.x", { project: "y" }],
      ["z", {}],
      ["w", {}],
    ]);
    expect(read("packages:\n").packages.size).toBe(0);
    expect([...read(text).packages.values()].map(({ where }) => where)).toEqual([
      { file: "c.yml", line: 2, column: 3 },
      { file: "c.yml", line: 3, column: 3 },
      { file: "c.yml", line: 5, column: 3 },
      { file: "c.yml", line: 6, column: 3 },
    ]);
  });

  test("a package's requirements, by their normalised names", () => {
    const packages = packagesOf(
      "packages:\n  dagster:\n    relax: [Coloredlogs, 'protobuf == 7.34.1']\n    ignore: Docker_Image.py\n  x: {relax: , ignore: []}",
    );
    expect(packages).toEqual([
      [
        "dagster",
        {
          relax: [
            { project: "coloredlogs", has: undefined },
            { project: "protobuf", has: "7.34.1" },
          ],
          ignore: ["docker-image-py"],
        },
      ],
      ["x", { ignore: [] }],
    ]);
  });

  test("whether a package follows the upstream", () => {
    expect(packagesOf("packages:\n  a: {follow: false}\n  b: {follow: True}\n  c: {follow: }")).toEqual([
      ["a", { follow: false }],
      ["b", { follow: true }],
      ["c", {}],
    ]);
  });

  test("the modules that are imported to check a package", () => {
    expect(packagesOf("packages:\n  a: {import: [dagster, dagster_webserver.app]}\n  b: {import: one}")).toEqual([
      ["a", { import: ["dagster", "dagster_webserver.app"] }],
      ["b", { import: ["one"] }],
    ]);
    expect(problemThrown(() => read("packages:\n  a: {import: [x, 'os; y']}")).message).toContain(
      '"os; y" is no name of a module',
    );
  });

  test("neither secrets nor what belongs to one run", () => {
    expect(configurableInputs).toEqual(expect.arrayContaining(["directory", "upstream", "constraint", "systems"]));
    for (const name of [
      "token",
      "upstream-token",
      "tag",
      "dry-run",
      "config",
      "command",
      "json",
      "bump-file",
      "commit",
    ]) {
      expect(configurableInputs).not.toContain(name);
      expect(problemThrown(() => read(`${name}: x`)).message).toContain(`unknown key "${name}"`);
    }
  });
});

describe("keys that are not known", () => {
  test.each([
    ["a: 1", 1, 1, 'unknown key "a"', "packages"],
    ["versioning: pep440\n\nconstrain: x", 3, 1, 'unknown key "constrain" (did you mean constraint?)', "constraint"],
    ["package: {}", 1, 1, 'unknown key "package" (did you mean packages?)', "packages"],
    ["packages:\n  x:\n    projct: y", 3, 5, 'unknown key "packages.x.projct" (did you mean project?)', "project"],
    ["__proto__: {tag: x}", 1, 1, 'unknown key "__proto__"', "constraint"],
    ["constructor: x", 1, 1, 'unknown key "constructor"', "constraint"],
    ["packages: {x: {__proto__: {project: y}}}", 1, 16, 'unknown key "packages.x.__proto__"', "project"],
    ["<<: {prerelease: true}", 1, 1, 'unknown key "<<"', "prerelease"],
    ["3: x", 1, 1, 'unknown key "3"', "prerelease"],
    ['"a\\e[2J": x', 1, 1, 'unknown key "a\\u{1b}[2J"', "prerelease"],
  ])("%j", (text, line, column, message, known) => {
    const problem = problemThrown(() => read(text));
    expect(problem).toMatchObject({ kind: "input", message, where: { file: "c.yml", line, column } });
    expect(problem.hint).toContain(known);
  });

  test("a package may be named like what every object has", () => {
    expect(packagesOf("packages: {__proto__: {project: a}, constructor: {project: b}}")).toEqual([
      ["__proto__", { project: "a" }],
      ["constructor", { project: "b" }],
    ]);
    expect(({} as { project?: string }).project).toBeUndefined();
  });
});

describe("wrong shapes", () => {
  test.each([
    ["- a", 1, 1, "the configuration is not a map"],
    ["just text", 1, 1, "the configuration is not a map"],
    ["versioning: {a: b}", 1, 1, 'the value of "versioning" is not a text'],
    ["versioning: [a, b]", 1, 1, 'the value of "versioning" is not a text'],
    ["constraint: ['>=1', '<2']", 1, 1, 'the value of "constraint" is not a text'],
    ["\nsystems: {a: b}", 2, 1, 'the value of "systems" is not a list'],
    ["ignore: [1, [2]]", 1, 13, 'an item of "ignore" is not one text'],
    ["ignore:\n  - '>=1.12,<1.13'", 2, 5, 'an item of "ignore" is not one text'],
    ["ignore: [a, ]\nsystems: [~]", 2, 11, 'an item of "systems" is not one text'],
    ["packages: [a]", 1, 1, '"packages" is not a map'],
    ["packages: x", 1, 1, '"packages" is not a map'],
    ["packages:\n  x: y", 2, 3, '"packages.x" is not a map'],
    ["packages:\n  x: {project: [y]}", 2, 7, 'the value of "packages.x.project" is not a text'],
    ["packages:\n  x: {relax: {y: z}}", 2, 7, 'the value of "packages.x.relax" is not a list'],
    ["packages:\n  x: {relax: [a, [b]]}", 2, 18, 'an item of "packages.x.relax" is not one text'],
    ["packages:\n  x: {relax: ['a b']}", 2, 15, '"a b" is not a project\'s name'],
    ["packages:\n  x: {relax: ['a>=1']}", 2, 15, '"a>=1" is not a project\'s name'],
    ["packages:\n  x: {relax: ['==']}", 2, 15, '"" is not a project\'s name'],
    ["packages:\n  x: {relax: [a==b]}", 2, 15, '"b" is not a version by PEP 440'],
    ["packages:\n  x: {ignore: ['a>=1']}", 2, 16, '"a>=1" is not a project\'s name'],
    ["packages:\n  x: {follow: 'no'}", 2, 7, 'the value of "packages.x.follow" is not a boolean'],
    ["? [a]\n: b", 1, 3, "a key of the configuration is not a text"],
  ])("%j", (text, line, column, message) => {
    const problem = problemThrown(() => read(text));
    expect(problem).toMatchObject({ kind: "input", message, where: { file: "c.yml", line, column } });
    expect(problem.hint).toBeTruthy();
  });

  test("a bound among what is to be relaxed: what is to be written in its place", () => {
    const { hint } = problemThrown(() => read("packages:\n  x: {relax: ['coloredlogs>=15']}"));
    expect(hint).toBe("Write a name, or a name with the version that nixpkgs has: coloredlogs==15.0.1.");
  });
});

describe("what is not YAML", () => {
  test.each([
    ["a: [1", 1, 6],
    ["a: 1\na: 2", 2, 1],
    ["ignore: x\n  b: y", 1, 9],
    ["a: 'x", 1, 6],
    ["\ta: 1", 1, 1],
    ["a: 1\n---\nb: 2", 2, 1],
  ])("%j", (text, line, column) => {
    const problem = problemThrown(() => read(text));
    expect(problem.message).toBe("the configuration is not valid YAML");
    expect(problem.where).toEqual({ file: "c.yml", line, column });
    expect(problem.hint).toBeTruthy();
  });

  test("nesting without end is an error like any other", () => {
    expect(problemThrown(() => read("[".repeat(100_000))).message).toBe("the configuration is not valid YAML");
  });
});

describe("anchors and aliases", () => {
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 12; i++) bomb.push(`a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]`);

  test.each([
    ["a bomb", bomb.join("\n")],
    ["a bomb as a value", `packages: {x: &a [z, z]}\nignore: [*a, *a]`],
    ["an alias of nothing", "ignore: *nothing"],
    ["a circle", "ignore: &a [*a]"],
    ["a circle of maps", "packages: &a {x: *a}"],
    ["an alias as a key", "constraint: &a x\n*a : y"],
  ])("%s is refused", (_, text) => {
    const problem = problemThrown(() => read(text));
    expect(problem).toMatchObject({ kind: "input", where: { file: "c.yml", line: expect.any(Number) } });
  });

  test("an anchor that nothing repeats is taken", () => expect(texts("constraint: &a x")).toEqual({ constraint: "x" }));
});

test("a file that was named and does not exist", () => {
  expect(missingConfiguration("x.yml")).toMatchObject({
    kind: "input",
    message: "there is no such configuration file",
    where: { file: "x.yml", input: "config" },
  });
});
