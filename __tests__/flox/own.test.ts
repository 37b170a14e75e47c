import { describe, expect, test } from "@jest/globals";
import { type OwnPackage, ownPackages } from "../../src/flox/own.ts";
import { repositoryOf } from "../nix/python/reading.ts";

const python = (pname: string, attributes: string, minor = "13") => `{ python3${minor}Packages, dagster-src }:
python3${minor}Packages.buildPythonPackage { pname = "${pname}"; version = "1.12.1"; ${attributes} }
`;
const ours = "src = dagster-src;";

const told = ({ attribute, python, certain }: OwnPackage) => `${attribute} ${python}${certain ? "" : "?"}`;

function own(files: Readonly<Record<string, string>>, projects: ReadonlyMap<string, string> = new Map()) {
  const found = ownPackages(repositoryOf(files), projects);
  return Object.fromEntries([...found].map(([name, packages]) => [name, packages.map(told)]));
}

test("what bears a project's name and is no Python package is none, unless the archive knows it as one", () => {
  const tool = (maker: string) => `{ stdenv, rustPlatform, writeShellScriptBin, dagster-src }: ${maker}\n`;
  const files = {
    "docker.nix": tool('stdenv.mkDerivation { pname = "docker"; version = "1"; src = ./.; }'),
    "tokenizers.nix": tool('rustPlatform.buildRustPackage { pname = "tokenizers"; version = "1"; src = ./.; }'),
    "rich.nix": tool('writeShellScriptBin "rich" "echo"'),
    "lib.nix": tool('stdenv.mkDerivation { pname = "lib"; version = "1"; src = dagster-src; }'),
    "other.nix": python("Other.Name", ours),
  };
  expect(own(files)).toEqual({ "other-name": ["other 3,13"] });
  expect(own(files, new Map([["lib", "My_Lib"]]))).toEqual({
    "my-lib": ["lib undefined"],
    "other-name": ["other 3,13"],
  });
});

test("Python packages of nixpkgs that are changed, and those in a folder of a Python set", () => {
  const files = {
    "docker-image-py.nix": `{ python312Packages }:
python312Packages.docker.overridePythonAttrs (old: { pname = "docker-image-py"; version = "1"; src = ./.; })
`,
    "hello.nix": '{ git }: git.overrideAttrs (old: { version = "1"; src = ./.; })\n',
    "python313Packages/native.nix": `{ stdenv, toPythonModule }:
toPythonModule (stdenv.mkDerivation { pname = "native"; version = "1"; src = ./.; })
`,
  };
  expect(own(files)).toEqual({
    "docker-image-py": ["docker-image-py 3,12"],
    native: ["python313Packages.native 3,13"],
  });
});

test("of several of one project the upstream's comes first, and of these the one of its name; another name is none", () => {
  const files = {
    "a-beta.nix": python("beta", "src = ./.;"),
    "b-beta.nix": python("beta", ours, "12"),
    "beta.nix": python("beta", ours),
    "c-beta.nix": "{ beta }: beta\n",
  };
  expect(own(files)).toEqual({ beta: ["beta 3,13", "b-beta 3,12", "a-beta 3,13"] });
});

test.each<[string, readonly string[] | undefined]>([
  ["", []],
  ["optional-dependencies = null;", []],
  ["optional-dependencies = { My_Extra = [ ]; none = null; };", ["My_Extra"]],
  ["passthru.optional-dependencies.a = [ ];", ["a"]],
  ["passthru.tests = { };", []],
  ["optional-dependencies = lib.x;", undefined],
  ["optional-dependencies = { a = [ ]; } // lib.x;", undefined],
  ["optional-dependencies = lib.optionalAttrs lib.x { a = [ ]; };", undefined],
  ["passthru = lib.x;", undefined],
])("the extras of a package with %j", (attributes, extras) => {
  const found = ownPackages(
    repositoryOf({ "beta.nix": python("beta", `${ours} ${attributes}`).replace("{ ", "{ lib, ") }),
    new Map(),
  );
  expect(found.get("beta")?.map((one) => one.extras)).toEqual([extras]);
});

describe("a derivation of another maker", () => {
  const native = 'stdenv.mkDerivation { pname = "native"; version = "1"; src = ./.; }';
  const installing =
    'stdenv.mkDerivation { pname = "native"; version = "1"; src = ./.; postInstall = "mkdir $out/${python313.sitePackages}"; }';

  test.each<[string, string, string | undefined]>([
    ["made a module", `{ python313Packages, stdenv }: python313Packages.toPythonModule (${native})`, "native 3,13"],
    ["of the usual Python", `{ python3Packages, stdenv }: python3Packages.toPythonModule (${native})`, "native 3,13"],
    ["of an interpreter", `{ python312, stdenv }: with python312.pkgs; toPythonModule (${native})`, "native 3,12"],
    [
      "of one of two Pythons",
      `{ python312Packages, python313Packages, stdenv }: python312Packages.toPythonModule (${native})`,
      "native undefined",
    ],
    [
      "beside something that is made a module",
      `{ python313Packages, stdenv }: let x = python313Packages.toPythonModule stdenv; in ${native}`,
      "native undefined?",
    ],
    ["installing where modules are", `{ python313, stdenv }: ${installing}`, "native undefined?"],
    ["in a file that another calls", "{ python313, callPackage }: callPackage ./make.nix { }", "native undefined?"],
    ["without a sign of Python", `{ stdenv }: ${native}`, undefined],
  ])("%s", (_, text, expected) => {
    const files = { "native/default.nix": `${text}\n`, "native/make.nix": `{ stdenv }: ${native}\n` };
    expect(own(files)).toEqual(expected === undefined ? {} : { native: [expected] });
  });

  test("what the usual Python set makes is for the usual Python", () => {
    const text = python("beta", ours).replaceAll("python313", "python3");
    expect(own({ "beta.nix": text })).toEqual({ beta: ["beta 3,13"] });
  });
});
