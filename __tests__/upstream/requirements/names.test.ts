import { describe, expect, test } from "@jest/globals";
import { isNixName } from "../../../src/nix/parse/lexer.ts";
import { normalizeName } from "../../../src/upstream/names.ts";
import { commonNames } from "../../../src/upstream/requirements/known.ts";
import { knownNames, nixpkgsName } from "../../../src/upstream/requirements/names.ts";
import { pythonSetUrl, readPythonSet } from "../../../src/upstream/requirements/nixpkgs.ts";

test.each([
  ["PyYAML", "pyyaml"],
  ["Jinja2", "jinja2"],
  ["typing_extensions", "typing-extensions"],
  ["universal_pathlib", "universal-pathlib"],
  ["github3.py", "github3-py"],
  ["discord.py", "discordpy"],
  ["psycopg2-binary", "psycopg2"],
  ["antlr4-python3-runtime", "antlr4-python3-runtime"],
])("%s is %s in nixpkgs", (project, attribute) => {
  expect(nixpkgsName(normalizeName(project))).toBe(attribute);
});

test("what is known without a look at nixpkgs, and with one", () => {
  expect(knownNames()).toMatchObject({ complete: false });
  expect(knownNames().has("click")).toBe(true);
  expect(knownNames().has("docker-image-py")).toBe(false);
  expect(knownNames(new Set(["docker-image-py"])).has("docker-image-py")).toBe(true);
  expect(knownNames(new Set()).has("click")).toBe(true);
  expect(knownNames(new Set()).complete).toBe(true);
});

test("every common name is one that Nix takes", () => {
  expect([...commonNames].filter((name) => !isNixName(name))).toEqual([]);
  expect([...commonNames]).toEqual([...commonNames].toSorted());
});

test.each(["3to2", "with", "or", "a.b", "a b", "", 'a"'])("%j is no name in Nix", (text) => {
  expect(isNixName(text)).toBe(false);
});

describe("the list of nixpkgs", () => {
  test("its attributes, and nothing below them", () => {
    const text = `# The set.
self: super: with self; {
  bootstrap = lib.recurseIntoAttrs { flit-core = callPackage ./flit-core { }; };
  click = callPackage ../development/python-modules/click { };
  inherit (pkgs) numpy;
  nested.inner = 1;
  "quoted.name" = null;
}`;
    expect([...readPythonSet(text)]).toEqual(["bootstrap", "click", "numpy", "nested", "quoted.name"]);
  });

  test("whatever stands around the set, and sets joined to it", () => {
    const text = 'self: let a = { x = 1; }; in assert true; ({ b = 1; } // { "${a}" = 2; c = 3; })';
    expect([...readPythonSet(text)].toSorted()).toEqual(["b", "c"]);
    expect([...readPythonSet("self: self.x { y = 1; }")]).toEqual([]);
  });

  test("text that is not Nix is an error", () => {
    expect(() => readPythonSet("self: {")).toThrow();
  });

  const rev = "b3d51a0365f6695e7dd5cdf3e180604530ed33b4";
  const file = "pkgs/top-level/python-packages.nix";
  test.each([
    ["https://github.com/flox/nixpkgs?rev=b3d51", `https://raw.githubusercontent.com/flox/nixpkgs/${rev}/${file}`],
    ["git+https://github.com/NixOS/nixpkgs.git", `https://raw.githubusercontent.com/NixOS/nixpkgs/${rev}/${file}`],
    [`github:flox/nixpkgs/${rev}`, `https://raw.githubusercontent.com/flox/nixpkgs/${rev}/${file}`],
    ["https://git.example.com/o/r/", `https://git.example.com/o/r/raw/${rev}/${file}`],
    ["http://127.0.0.1:8080/o/r?x", `http://127.0.0.1:8080/o/r/raw/${rev}/${file}`],
    ["path:/nix/nixpkgs", undefined],
    ["https://github.com/one", undefined],
    ["github:../..", undefined],
    ["nixpkgs", undefined],
    ["file:///o/r", undefined],
  ])("%s is had from %s", (url, expected) => {
    expect(pythonSetUrl({ url, rev })).toBe(expected);
  });
});
