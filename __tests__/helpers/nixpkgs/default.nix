# A stand-in for nixpkgs, for tests: what is needed to evaluate a packaging repository of Python packages with real Nix,
# and to fetch its sources.
#
# Its attribute names are those that nixpkgs is known to have, and no others, so that a misspelt requirement fails. It
# refuses what nixpkgs refuses (python.nix). Fetchers are real fixed-output derivations. It proves that packages evaluate
# and are wired as meant; it does not prove that nixpkgs builds them.
{
  system,
  # The node that runs the fetchers' builder, and the PATH on which builders find sh, tar and the like.
  node,
  path,
  # Servers that are asked instead of others: { "https://github.com" = "http://127.0.0.1:8080"; }.
  mirrors ? { },
  # What the built metadata of a Python project would say, by normalised name: { dagster = { version; requires; }; }.
  # Markers are already evaluated. A project that is not here is not checked.
  metadata ? { },
  # Versions of Python packages other than in python-packages.nix: { protobuf = "7.34.1"; }.
  versions ? { },
  # A Python 3.11 or newer of the machine. With it packages are really built, imported and run: it stands for every
  # Python of the set. Without it they are only put together as far as a shell can.
  machinePython ? null,
  # Whether the built metadata is held against the derivation's version, as nixpkgs does since June 2026.
  metadataCheck ? false,
}:

let
  lib = import ./lib.nix;
in
lib.makeExtensible (
  pkgs:
  let
    stdenv = import ./stdenv.nix {
      inherit
        lib
        machinePython
        node
        path
        system
        ;
    };
    fetchers = import ./fetchers.nix {
      inherit lib mirrors node;
      inherit (stdenv) mkDerivation;
    };
    python = import ./python.nix {
      inherit
        lib
        machinePython
        metadata
        metadataCheck
        pkgs
        versions
        ;
      inherit (stdenv) attributesOf joinPaths mkDerivation;
    };
    call = lib.callPackageWith pkgs;
  in
  {
    inherit lib pkgs stdenv;
    stdenvNoCC = stdenv;
    inherit (stdenv)
      buildEnv
      runCommand
      symlinkJoin
      writeShellScriptBin
      writeText
      ;
    inherit (fetchers)
      fetchFromGitHub
      fetchPypi
      fetchurl
      fetchzip
      ;

    # Of the same names as Python packages, and no Python packages.
    docker = stdenv.mkDerivation {
      pname = "docker";
      version = "28.5.1";
    };
    protobuf = stdenv.mkDerivation {
      pname = "protobuf";
      version = "32.1";
    };

    newScope = extra: lib.callPackageWith (pkgs // extra);
    callPackage = call;
    callPackages = lib.callPackagesWith pkgs;

    python312 = python "3.12" pkgs.python312Packages;
    python313 = python "3.13" pkgs.python313Packages;
    python3 = pkgs.python313;
    python312Packages = pkgs.python312.packageSet;
    python313Packages = pkgs.python313.packageSet;
    python3Packages = pkgs.python313Packages;
  }
)
