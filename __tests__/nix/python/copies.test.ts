import { expect, test } from "@jest/globals";
import { packageNamed, repositoryOf } from "./reading.ts";

function copies(attributes: string, more: Readonly<Record<string, string>> = {}): boolean {
  return read(attributes, more).copiesSubdirectory;
}

function read(attributes: string, more: Readonly<Record<string, string>> = {}, before = "") {
  const text = `{ python313Packages, dagster-src, lib, runCommand, stdenv, stdenvNoCC, applyPatches, fetchFromGitHub, symlinkJoin, pkgs, patched }:
${before}python313Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; ${attributes} }
`;
  return packageNamed(repositoryOf({ "dagster.nix": text, ...more }), "dagster");
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
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; postPatch = "cd alpha"; installPhase = "cp -r . $out"; }'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; buildPhase = "cd alpha"; installPhase = "cp -r . $out"; }'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "pushd alpha; cp -r . $out"; }'],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; postUnpack = "sourceRoot=$sourceRoot/alpha"; installPhase = "cp -r . $out"; }',
  ],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; setSourceRoot = "sourceRoot=$(echo */alpha)"; installPhase = "cp -r . $out"; }',
  ],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "cp -r . $out; rm $out/.gitignore"; }'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; buildPhase = lib.x; installPhase = "cp -r . $out"; }'],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; nativeBuildInputs = [ lib.x ]; installPhase = "cp -r . $out"; }',
  ],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "(cd alpha && cp -r . $out)"; }'],
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; installPhase = "cp -r . $out; mv $out/alpha $out/x"; }'],
  ['stdenv.mkDerivation ({ name = "x"; src = dagster-src; installPhase = "cp -r . $out"; } // lib.x)'],
  ['runCommand "x" { } "cp -r ${dagster-src} $out; chmod -R +w $out; mv $out/alpha t; rm -rf $out; mv t $out"'],
  ['applyPatches { name = "x"; src = dagster-src; postPatch = "cd alpha"; }'],
  ['pkgs.srcOnly { src = dagster-src; postUnpack = "sourceRoot=$sourceRoot/alpha"; }'],
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
  ['stdenv.mkDerivation { name = "x"; src = dagster-src; dontUnpack = true; installPhase = "cp -r $src $out"; }'],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; dontBuild = true; installPhase = "runHook preInstall; mkdir -p $out; cp -r ./. $out/; runHook postInstall"; }',
  ],
  [
    'stdenv.mkDerivation { name = "x"; src = dagster-src; buildPhase = "runHook preBuild && runHook postBuild"; installPhase = "cp -r . $out"; }',
  ],
  ["applyPatches { src = dagster-src; patches = [ ./a.patch ]; }"],
  ["applyPatches { src = dagster-src; postPatch = \"substituteInPlace alpha/x --replace 'a; cd' b\"; }"],
  ["pkgs.srcOnly { src = dagster-src; }"],
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
  ['unpackPhase = "cp -r $src source; chmod -R +w source; cp -r source/alpha a; cd a";', true],
  ['unpackPhase = "cp -r $src source; cd source";', false],
  ['unpackPhase = "runHook preUnpack; cp -r $src source; chmod -R +w source; cd source/alpha";', false],
  ['unpackPhase = "tar xzf $src --strip-components=1";', false],
  ['postUnpack = "sourceRoot=$sourceRoot/alpha";', false],
])("%s", (unpack, expected) => {
  expect(copies(`src = dagster-src; ${unpack}`)).toBe(expected);
});

test.each([
  ["", 'src = "${dagster-src}/alpha";', "dagster-src"],
  ["", 'src = dagster-src + "/alpha";', "dagster-src"],
  ["", 'src = "${pkgs.dagster-src}/alpha";', "pkgs.dagster-src"],
  ["", 'src = runCommand "x" { } "cp -r ${dagster-src}/alpha $out";', "dagster-src"],
  ["", 'src = runCommand "x" { s = dagster-src; } "cp -r $s/alpha $out";', "dagster-src"],
  ["let whole = dagster-src; in ", 'src = "${whole}/alpha";', "whole"],
  ['let part = "${dagster-src}/alpha"; in ', "src = part;", "dagster-src"],
  ['let src = "${dagster-src}/alpha"; in ', "inherit src;", "dagster-src"],
  ['let part = runCommand "x" { } "cp -r ${dagster-src}/alpha $out"; in ', "src = part;", "dagster-src"],
  ["", 'src = "${fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; }}/alpha";', undefined],
  ["", "src = dagster-src;", undefined],
])("%s%s: the source is called %s there", (before, attributes, name) => {
  expect(read(attributes, {}, before).copiedFrom).toBe(name);
});
