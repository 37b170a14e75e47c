import { expect, test } from "@jest/globals";
import { packageNamed, repositoryOf } from "./reading.ts";

function copies(attributes: string, more: Readonly<Record<string, string>> = {}): boolean {
  const text = `{ python313Packages, dagster-src, lib, runCommand, stdenv, stdenvNoCC, applyPatches, fetchFromGitHub, symlinkJoin, patched }:
python313Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; ${attributes} }
`;
  return packageNamed(repositoryOf({ "dagster.nix": text, ...more }), "dagster").copiesSubdirectory;
}

test.each([
  ['"${dagster-src}/alpha"'],
  ['dagster-src + "/alpha"'],
  ['runCommand "x" { } "cp -r ${dagster-src}/alpha $out"'],
  ['runCommand "x" { } "cp -r ${dagster-src}/alpha $out; cp -r ${dagster-src} $out/all"'],
  ['runCommand "x" { s = dagster-src; } "cp -r $s/alpha $out"'],
  ['runCommand "x" { s = dagster-src; } "cp -r ${lib.x}/alpha $out"'],
  ["runCommand \"x\" { s = \"${dagster-src}\"; } ''cp -r \"''${s}\"/alpha $out''"],
  ['runCommand "x" { } "cd ${dagster-src}; cd alpha; cp -r . $out"'],
  ['runCommand "x" { } "cp -r ${dagster-src} all; cp -r all/alpha $out"'],
  // The shell's star leaves out what begins with a dot.
  ['runCommand "x" { } "mkdir $out; cp -r ${dagster-src}/* $out"'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "cp -r alpha $out"; }'],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; sourceRoot = "source/alpha"; installPhase = "cp -r . $out"; }',
  ],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "cd alpha; cp -r . $out"; }'],
  ['stdenvNoCC.mkDerivation { name = "x"; buildCommand = "cp -r ${dagster-src}/alpha $out"; }'],
  ['stdenvNoCC.mkDerivation { name = "x"; src = "${dagster-src}/alpha"; installPhase = "cp -r . $out"; }'],
  ['lib.cleanSource "${dagster-src}/alpha"'],
  ['lib.cleanSource (dagster-src + "/alpha")'],
  ['lib.cleanSourceWith { src = "${dagster-src}/alpha"; }'],
  ["lib.cleanSourceWith { src = dagster-src; filter = lib.x; }"],
  ['lib.sources.sourceByRegex dagster-src [ "alpha.*" ]'],
  ['builtins.filterSource (path: type: true) "${dagster-src}/alpha"'],
  ['builtins.path { name = "x"; path = "${dagster-src}/alpha"; }'],
  ['applyPatches { src = "${dagster-src}/alpha"; patches = [ ]; }'],
  ['applyPatches { name = "x"; src = dagster-src; sourceRoot = "source/alpha"; }'],
  ['symlinkJoin { name = "x"; paths = [ dagster-src ]; }'],
  ['fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = ""; rootDir = "alpha"; }'],
  ['if lib.x then dagster-src else "${dagster-src}/alpha"'],
  ['"${runCommand "x" { } "cp -r ${dagster-src}/alpha $out"}"'],
  ["patched.part"],
])("src = %s is a copy of a part", (src) => {
  const patched = `{ dagster-src, runCommand }:
{ part = runCommand "x" { } "cp -r \${dagster-src}/alpha $out"; }
`;
  expect(copies(`src = ${src};`, { "patched.nix": patched })).toBe(true);
});

test.each([
  ["dagster-src"],
  ['dagster-src; sourceRoot = "${dagster-src.name}/alpha"'],
  ['"${dagster-src}"'],
  ["(dagster-src)"],
  ["if lib.x then dagster-src else dagster-src"],
  ["dagster-src.overrideAttrs (old: { postFetch = lib.x; })"],
  ['runCommand "x" { } "cp -r ${dagster-src} $out"'],
  ['runCommand "x" { } "cp -r ${dagster-src}/. $out; cd $out; patch -p1 < ${./a.patch}"'],
  ['runCommand "x" { s = dagster-src; } "cp -rT --no-preserve=mode $s $out"'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "cp -r . $out"; }'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = \'\'cp -r "$src" "$out"\'\'; }'],
  ["applyPatches { src = dagster-src; patches = [ ./a.patch ]; }"],
  ["lib.cleanSource dagster-src"],
  ["patched"],
  ["./."],
  ["lib.cleanSource ./alpha"],
  ['fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = ""; }'],
])("src = %s is all of the source", (src) => {
  const patched = `{ dagster-src, applyPatches }: applyPatches { name = "x"; src = dagster-src; patches = [ ]; }\n`;
  expect(copies(`src = ${src}; meta.source = dagster-src; inherit dagster-src;`, { "patched.nix": patched })).toBe(
    false,
  );
});

test.each([
  ['unpackPhase = "cp -r ${dagster-src}/alpha source; cd source";', true],
  ['unpackPhase = "cp -r $src/alpha .";', true],
  ['unpackPhase = "cp -r $src/$x .";', true],
  ['unpackPhase = "cp -r $src source; cd source";', false],
])("%s", (unpack, expected) => {
  expect(copies(`src = dagster-src; ${unpack}`)).toBe(expected);
});
