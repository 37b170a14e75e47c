/** Packaging repositories as people write them, and the edits that a bump from 1.12.1 to 1.13.26 makes in each. */
import { type Bump, commit, hash, oldCommit, oldHash } from "./bumping.ts";

export interface Layout extends Bump {
  readonly title: string;
  readonly edits: readonly string[];
  readonly leftovers?: readonly string[];
}

const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "${oldHash}";
}
`;
const sourceEdits = ["dagster-src.nix:5 rev 1.12.1 -> 1.13.26", "dagster-src.nix:6 hash old -> new sri"];

export const layouts: readonly Layout[] = [
  {
    title: "one file for each package, a join over an environment",
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/dagster.nix": `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/python_modules/dagster";
}
`,
      ".flox/pkgs/dagster-postgres.nix": `{ python313Packages, dagster-src, dagster }:
python313Packages.buildPythonPackage {
  pname = "dagster-postgres";
  version = "0.28.1";
  src = dagster-src;
  sourceRoot = "\${dagster-src.name}/python_modules/libraries/dagster-postgres";
  dependencies = [ dagster ];
}
`,
      ".flox/pkgs/all.nix": `{ python313, symlinkJoin, dagster, dagster-postgres }:
symlinkJoin {
  name = "dagster-1.12.1";
  version = "1.12.1";
  paths = [ (python313.withPackages (ps: [ dagster dagster-postgres ps.requests ])) ];
}
`,
    },
    edits: [
      "all.nix:3 name 1.12.1 -> 1.13.26",
      "all.nix:4 version 1.12.1 -> 1.13.26",
      "dagster-postgres.nix:4 version 0.28.1 -> 0.29.26",
      ...sourceEdits,
      "dagster.nix:4 version 1.12.1 -> 1.13.26",
    ],
  },
  {
    title: "a whole closure in one file",
    files: {
      ".flox/pkgs/dagster.nix": `# Dagster 1.12.1 and its web server.
{ pkgs, python3Packages, symlinkJoin, fetchFromGitHub, fetchPypi, writeShellScriptBin, lib }:
let
  dagster-src = fetchFromGitHub {
    owner = "dagster-io";
    repo = "dagster";
    rev = "1.12.1"; # release 1.12.1
    sha256 = "${oldHash}";
  };
  antlr = python3Packages.buildPythonPackage rec {
    pname = "antlr4-python3-runtime";
    version = "1.12.1";
    src = fetchPypi { inherit pname version; hash = "${hash(0x22)}"; };
  };
  dagster-shared = python3Packages.buildPythonPackage {
    pname = "dagster-shared";
    version = "1.12.1";
    src = pkgs.runCommand "dagster-shared-src" { } ''cp -r \${dagster-src}/python_modules/libraries/dagster-shared $out'';
    meta.changelog = "https://github.com/dagster-io/dagster/releases/tag/1.12.1";
  };
  dagster-pipes = python3Packages.buildPythonPackage rec {
    pname = "dagster-pipes";
    version = "1.12.1";
    src = "\${dagster-src}/python_modules/dagster-pipes";
  };
  dagster = python3Packages.buildPythonPackage {
    pname = "dagster";
    version = "1.12.1";
    src = "\${dagster-src}/python_modules/dagster";
    propagatedBuildInputs = [ dagster-shared dagster-pipes antlr ];
  };
  dagster-webserver = python3Packages.buildPythonPackage rec {
    pname = "dagster_webserver";
    version = "1.12.1";
    src = fetchPypi {
      inherit pname;
      version = "1.12.1";
      hash = "${oldHash}";
    };
    propagatedBuildInputs = [ dagster ];
  };
  dagster-postgres = python3Packages.buildPythonPackage {
    pname = "dagster-postgres";
    version = "1.12.1";
    src = "\${dagster-src}/python_modules/libraries/dagster-postgres";
    propagatedBuildInputs = [ dagster ];
  };
  helper = writeShellScriptBin "dagster-helper" ''
    echo "This is Dagster 1.12.1"
  '';
in
symlinkJoin {
  name = "dagster-1.12.1";
  version = "1.12.1";
  paths = [ (pkgs.python3.withPackages (ps: [ dagster dagster-webserver dagster-postgres ])) helper ];
  meta.description = "Dagster 1.12.1";
}
`,
      "GUIDE.md": "To go from 1.12.1 to 1.13.0, edit the rev.\nNothing here about 1.12.10 or 11.12.1.\n",
    },
    edits: [
      "dagster.nix:7 rev 1.12.1 -> 1.13.26",
      "dagster.nix:8 hash old -> new sri",
      "dagster.nix:17 version 1.12.1 -> 1.13.26",
      "dagster.nix:19 url 1.12.1 -> 1.13.26",
      "dagster.nix:23 version 1.12.1 -> 1.13.26",
      "dagster.nix:28 version 1.12.1 -> 1.13.26",
      "dagster.nix:34 version 1.12.1 -> 1.13.26",
      "dagster.nix:37 version 1.12.1 -> 1.13.26",
      "dagster.nix:38 hash old -> PyPI's sri",
      "dagster.nix:44 version 1.12.1 -> 0.29.26",
      "dagster.nix:53 name 1.12.1 -> 1.13.26",
      "dagster.nix:54 version 1.12.1 -> 1.13.26",
    ],
    leftovers: [
      "dagster.nix:1 # Dagster 1.12.1 and its web server.",
      `dagster.nix:7 rev = "1.12.1"; # release 1.12.1`,
      `dagster.nix:12 version = "1.12.1";`,
      `dagster.nix:49 echo "This is Dagster 1.12.1"`,
      `dagster.nix:56 meta.description = "Dagster 1.12.1";`,
      "GUIDE.md:1 To go from 1.12.1 to 1.13.0, edit the rev.",
    ],
  },
  {
    title: "tag, and a version that rev is built from, in rec, let and finalAttrs",
    files: {
      ".flox/pkgs/a.nix": `{ fetchFromGitHub, buildPythonPackage }:
buildPythonPackage rec {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = pname; tag = version; hash = "${oldHash}"; };
}
`,
      ".flox/pkgs/b.nix": `{ fetchFromGitHub, buildPythonPackage }:
let
  version = "1.12.1";
in
buildPythonPackage {
  pname = "dagster";
  inherit version;
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "refs/tags/\${version}"; hash = "${oldHash}"; };
}
`,
      ".flox/pkgs/c.nix": `{ fetchFromGitHub, stdenv }:
stdenv.mkDerivation (finalAttrs: {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = finalAttrs.pname; tag = "\${finalAttrs.version}"; hash = "${oldHash}"; };
})
`,
    },
    edits: ["a", "b", "c"].flatMap((name) => [
      `${name}.nix:${name === "b" ? 3 : 4} version 1.12.1 -> 1.13.26`,
      `${name}.nix:${name === "b" ? 8 : 5} hash old -> new sri`,
    ]),
  },
  {
    title: "tags with a prefix and with other separators",
    target: { ref: "v1.13.26" },
    files: {
      ".flox/pkgs/a.nix": `{ fetchFromGitHub, buildPythonPackage }:
buildPythonPackage rec {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "v\${version}"; hash = "${oldHash}"; };
}
`,
      ".flox/pkgs/b.nix": `{ fetchFromGitHub, buildPythonPackage, lib }:
buildPythonPackage rec {
  pname = "dagster";
  version = lib.removePrefix "v" src.rev;
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "v1.12.1"; hash = "${oldHash}"; };
}
`,
    },
    edits: [
      "a.nix:4 version 1.12.1 -> 1.13.26",
      "a.nix:5 hash old -> new sri",
      "b.nix:5 rev v1.12.1 -> v1.13.26",
      "b.nix:5 hash old -> new sri",
    ],
  },
  {
    title: "a tag computed by replaceStrings",
    target: { ref: "REL_1_13_26" },
    files: {
      ".flox/pkgs/a.nix": `{ fetchFromGitHub, buildPythonPackage }:
buildPythonPackage rec {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub {
    owner = "dagster-io";
    repo = "dagster";
    tag = "REL_\${builtins.replaceStrings [ "." ] [ "_" ] version}";
    hash = "${oldHash}";
  };
}
`,
      ".flox/pkgs/b.nix": `{ fetchFromGitHub, lib }:
let
  release = "1.12.1";
in
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  tag = "REL_\${lib.replaceStrings [ "." ] [ "_" ] release}";
  hash = "${oldHash}";
}
`,
    },
    edits: [
      "a.nix:4 version 1.12.1 -> 1.13.26",
      "a.nix:9 hash old -> new sri",
      "b.nix:3 tag 1.12.1 -> 1.13.26",
      "b.nix:9 hash old -> new sri",
    ],
  },
  {
    title: "hashes keep their encoding and their argument",
    files: {
      ".flox/pkgs/a.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  sha256 = "${hash(0x11, "base32")}"; }`,
      ".flox/pkgs/b.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  sha256 = "${hash(0x11, "base16")}"; }`,
      ".flox/pkgs/c.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  outputHash = "${oldHash}"; }`,
      ".flox/pkgs/d.nix": `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  sha256 = "sha256:${hash(0x11, "base32")}"; }`,
    },
    edits: [
      "a.nix:1 rev 1.12.1 -> 1.13.26",
      "a.nix:2 hash old -> new base32",
      "b.nix:1 rev 1.12.1 -> 1.13.26",
      "b.nix:2 hash old -> new base16",
      "c.nix:1 rev 1.12.1 -> 1.13.26",
      "c.nix:2 hash old -> new sri",
      "d.nix:1 rev 1.12.1 -> 1.13.26",
      `d.nix:2 hash sha256:${hash(0x11, "base32")} -> sha256:${hash(0xaa, "base32")}`,
    ],
  },
  {
    title: "archives and release assets by URL",
    files: {
      ".flox/pkgs/a.nix": `{ fetchurl, stdenv }:
stdenv.mkDerivation rec {
  pname = "dagster";
  version = "1.12.1";
  src = fetchurl {
    url = "https://github.com/dagster-io/dagster/archive/refs/tags/\${version}.tar.gz";
    sha256 = "${oldHash}";
  };
  sourceRoot = "dagster-1.12.1/python_modules/dagster";
}
`,
      ".flox/pkgs/b.nix": `{ fetchzip }: fetchzip {
  url = https://github.com/dagster-io/dagster/archive/1.12.1.zip;
  hash = "${oldHash}";
}
`,
      ".flox/pkgs/c.nix": `_: builtins.fetchTarball {
  url = "https://github.com/dagster-io/dagster/archive/1.12.1.tar.gz";
  sha256 = "${hash(0x11, "base32")}";
}
`,
      ".flox/pkgs/d.nix": `{ fetchurl }: fetchurl {
  url = "https://github.com/dagster-io/dagster/releases/download/1.12.1/dagster-1.12.1.tar.gz";
  hash = "${oldHash}";
}
`,
      ".flox/pkgs/e.nix": `{ fetchzip }: fetchzip {
  urls = [ "https://codeload.github.com/dagster-io/dagster/tar.gz/1.12.1" ];
  hash = "${oldHash}";
}
`,
    },
    edits: [
      "a.nix:4 version 1.12.1 -> 1.13.26",
      "a.nix:7 hash old -> new sri",
      "a.nix:9 name 1.12.1 -> 1.13.26",
      "b.nix:2 url 1.12.1 -> 1.13.26",
      "b.nix:3 hash old -> new sri",
      "c.nix:2 url 1.12.1 -> 1.13.26",
      "c.nix:3 hash old -> new base32",
      "d.nix:2 url 1.12.1 -> 1.13.26",
      "d.nix:2 url 1.12.1 -> 1.13.26",
      "d.nix:3 hash old -> new sri",
      "e.nix:2 url 1.12.1 -> 1.13.26",
      "e.nix:3 hash old -> new sri",
    ],
  },
  {
    title: "PyPI: inherited names, wheels, someone else's package of the same version",
    files: {
      ".flox/pkgs/dagster-webserver.nix": `{ fetchPypi, python3Packages }:
python3Packages.buildPythonPackage rec {
  pname = "dagster_webserver";
  version = "1.12.1";
  format = "wheel";
  src = fetchPypi {
    inherit pname version format;
    hash = "${oldHash}";
  };
}
`,
      ".flox/pkgs/other.nix": `{ fetchPypi, python3Packages, dagster-webserver }:
python3Packages.buildPythonPackage rec {
  pname = "other";
  version = "1.12.1";
  src = fetchPypi { inherit pname version; hash = "${oldHash}"; };
  dependencies = [ dagster-webserver ];
}
`,
    },
    edits: ["dagster-webserver.nix:4 version 1.12.1 -> 1.13.26", "dagster-webserver.nix:8 hash old -> PyPI's sri"],
    leftovers: [`other.nix:4 version = "1.12.1";`],
  },
  {
    title: "files reached by import and callPackage, each edited once",
    files: {
      "nix/source.nix": source,
      "nix/version.nix": `"1.12.1"\n`,
      "nix/dagster/package.nix": `{ buildPythonPackage, dagster-src, version, pname ? "dagster" }:
buildPythonPackage {
  inherit pname version;
  src = dagster-src;
  sourceRoot = "source/python_modules/\${pname}";
}
`,
      ".flox/pkgs/dagster.nix": `{ callPackage, python3Packages, fetchFromGitHub }:
callPackage ../../nix/dagster/package.nix {
  inherit (python3Packages) buildPythonPackage;
  dagster-src = import ../../nix/source.nix { inherit fetchFromGitHub; };
  version = import ../../nix/version.nix;
}
`,
      ".flox/pkgs/dagster-pipes/default.nix": `{ pkgs, python3Packages }:
pkgs.callPackage ../../../nix/dagster/package.nix {
  inherit (python3Packages) buildPythonPackage;
  pname = "dagster-pipes";
  dagster-src = pkgs.callPackage ../../../nix/source.nix { };
  version = import ../../../nix/version.nix;
}
`,
    },
    edits: [
      "nix/source.nix:5 rev 1.12.1 -> 1.13.26",
      "nix/source.nix:6 hash old -> new sri",
      "nix/version.nix:1 version 1.12.1 -> 1.13.26",
    ],
  },
  {
    title: "carriage returns, indented strings, quoted names, escapes nearby, bytes that are not ASCII",
    files: {
      ".flox/pkgs/dagster-src.nix": `{ fetchFromGitHub }: # Größe\r
fetchFromGitHub {\r
  "owner" = ''dagster-io'';\r
  repo = "dagster";\r
  rev = ''1.12.1'';\r
  \${"hash"} = "${oldHash}";\r
  meta.description = "\\"1.12.1\\" \\\${x}";\r
}\r
`,
    },
    edits: ["dagster-src.nix:5 rev 1.12.1 -> 1.13.26", "dagster-src.nix:6 hash old -> new sri"],
    leftovers: [`dagster-src.nix:7 meta.description = "\\"1.12.1\\" \\\${x}";`],
  },
  {
    title: "fetchFromGitHub under any path, and functions that forward to it",
    files: {
      ".flox/pkgs/a.nix": `{ pkgs }: pkgs.fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  hash = "${oldHash}"; }`,
      ".flox/pkgs/b.nix": `{ pkgs, ... }: with pkgs; fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  hash = "${oldHash}"; }`,
      ".flox/pkgs/c.nix": `_: (import <nixpkgs> { }).fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  hash = "${oldHash}"; }`,
      ".flox/pkgs/d.nix": `{ pkgs }: let inherit (pkgs) fetchFromGitHub; fetch = rev: hash: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; inherit rev hash; };
  in fetch "1.12.1"
  "${oldHash}"`,
      ".flox/pkgs/e.nix": `{ pkgs, fetchSource ? pkgs.fetchFromGitHub }: fetchSource { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1";
  hash = "${oldHash}"; }`,
    },
    edits: ["a", "b", "c", "d", "e"].flatMap((name) => [
      `${name}.nix:${name === "d" ? 2 : 1} rev 1.12.1 -> 1.13.26`,
      `${name}.nix:${name === "d" ? 3 : 2} hash old -> new sri`,
    ]),
  },
  {
    title: "look-alikes: a fetcher of the file's own, another repository, another owner",
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/own.nix": `{ runCommand }:
let
  fetchFromGitHub = { owner, repo, rev, hash }: runCommand "\${repo}-\${rev}" { } "echo \${owner} \${hash} > $out";
in
fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }
`,
      ".flox/pkgs/formal.nix": `{ runCommand, fetchSource ? { owner, repo, rev, hash }: runCommand repo { } "echo \${owner} \${rev} \${hash} > $out" }:
fetchSource { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }
`,
      ".flox/pkgs/fork.nix": `{ fetchFromGitHub }:
fetchFromGitHub { owner = "someone"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }
`,
    },
    edits: sourceEdits,
    leftovers: ["own.nix:5", "formal.nix:2", "fork.nix:2"].sort().map((place) => {
      const call = place.startsWith("fork")
        ? "fetchFromGitHub"
        : place.startsWith("own")
          ? "fetchFromGitHub"
          : "fetchSource";
      const owner = place.startsWith("fork") ? "someone" : "dagster-io";
      return `${place} ${call} { owner = "${owner}"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }`;
    }),
  },
  {
    title: "a branch with a version everywhere",
    files: {
      ".flox/pkgs/dagster-src.nix": source.replace("1.12.1", "master"),
      ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage {
  pname = "dagster";
  version = "1.9.11";
  src = dagster-src;
  meta.changelog = "https://github.com/dagster-io/dagster/releases/tag/1.9.11";
}
`,
      ".flox/pkgs/all.nix": `{ buildEnv, dagster }:
buildEnv {
  name = "dagster-all-1.9.11";
  paths = [ dagster ];
}
`,
      ".flox/pkgs/mine.nix": `{ buildEnv, dagster }:
buildEnv {
  name = "mine-2.0";
  paths = [ dagster ];
}
`,
    },
    edits: [
      "all.nix:3 name 1.9.11 -> 1.13.26",
      "dagster-src.nix:5 rev master -> 1.13.26",
      "dagster-src.nix:6 hash old -> new sri",
      "dagster.nix:4 version 1.9.11 -> 1.13.26",
      "dagster.nix:6 url 1.9.11 -> 1.13.26",
    ],
  },
  {
    title: "a commit stays a commit",
    files: { ".flox/pkgs/dagster-src.nix": source.replace("1.12.1", oldCommit) },
    edits: [`dagster-src.nix:5 rev ${oldCommit} -> ${commit}`, "dagster-src.nix:6 hash old -> new sri"],
  },
  {
    title: "a commit that no tag names",
    target: { ref: commit, version: "1.13.26-unstable-2026-11-02", keepPypi: true },
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/dagster-pipes.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage {
  pname = "dagster-pipes";
  version = "1.12.1";
  src = dagster-src;
  meta.homepage = "https://github.com/dagster-io/dagster/releases/tag/1.12.1";
  meta.changelog = "https://github.com/dagster-io/dagster/blob/1.12.1/CHANGES.md";
}
`,
      ".flox/pkgs/dagster-webserver.nix": `{ fetchPypi, buildPythonPackage }:
buildPythonPackage rec {
  pname = "dagster_webserver";
  version = "1.12.1";
  src = fetchPypi { inherit pname version; hash = "${oldHash}"; };
}
`,
      ".flox/pkgs/all.nix": `{ symlinkJoin, dagster-pipes, dagster-webserver }:
symlinkJoin { name = "all-1.12.1"; paths = [ dagster-pipes dagster-webserver ]; }
`,
    },
    edits: [
      "dagster-pipes.nix:4 version 1.12.1 -> 1.13.26",
      `dagster-pipes.nix:7 url 1.12.1 -> ${commit}`,
      `dagster-src.nix:5 rev 1.12.1 -> ${commit}`,
      "dagster-src.nix:6 hash old -> new sri",
    ],
    leftovers: [`dagster-pipes.nix:6 meta.homepage = "https://github.com/dagster-io/dagster/releases/tag/1.12.1";`],
  },
  {
    title: "packages that extend a package set, and an overlay of Python packages",
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/python313Packages/dagster.nix": `{ buildPythonPackage, dagster-src, dagster-pipes }:
buildPythonPackage { pname = "dagster"; src = dagster-src; dependencies = [ dagster-pipes ];
  version = "1.12.1"; }
`,
      ".flox/pkgs/python313Packages/dagster-pipes.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage { pname = "dagster-pipes"; src = dagster-src;
  version = "1.12.1"; }
`,
      ".flox/pkgs/tools.nix": `{ python313Packages, python313, dagster-src, buildEnv }:
let
  python = python313.override {
    packageOverrides = self: super: {
      dagster-shared = self.buildPythonPackage { pname = "dagster-shared"; version = "1.12.1"; src = dagster-src; };
    };
  };
in
buildEnv {
  name = "tools-1.12.1";
  paths = [ python313Packages.dagster (python.withPackages (ps: [ ps.dagster-shared ])) ];
}
`,
    },
    edits: [
      ...sourceEdits,
      "python313Packages/dagster-pipes.nix:3 version 1.12.1 -> 1.13.26",
      "python313Packages/dagster.nix:3 version 1.12.1 -> 1.13.26",
      "tools.nix:5 version 1.12.1 -> 1.13.26",
      "tools.nix:10 name 1.12.1 -> 1.13.26",
    ],
  },
  {
    title: "nixpkgs' package overridden, in the new and in the old way",
    files: {
      ".flox/pkgs/dagster.nix": `{ dagster, fetchFromGitHub }:
dagster.overridePythonAttrs (old: rec {
  version = "1.12.1";
  src = fetchFromGitHub { inherit (old.src) owner; owner = "dagster-io"; repo = "dagster"; tag = version; hash = "${oldHash}"; };
})
`.replace("inherit (old.src) owner; ", ""),
      ".flox/pkgs/dagster-pipes.nix": `{ dagster-pipes, dagster }:
dagster-pipes.overrideAttrs (final: prev: {
  pname = "dagster-pipes";
  version = "1.12.1";
  inherit (dagster) src;
})
`,
    },
    edits: [
      "dagster-pipes.nix:4 version 1.12.1 -> 1.13.26",
      "dagster.nix:3 version 1.12.1 -> 1.13.26",
      "dagster.nix:4 hash old -> new sri",
    ],
  },
  {
    title: "packages from a function and from a list of names",
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/all.nix": `{ lib, python3Packages, python3, dagster-src }:
let
  build = pname: version: python3Packages.buildPythonPackage {
    inherit pname version;
    src = dagster-src;
    sourceRoot = "\${dagster-src.name}/python_modules/\${pname}";
  };
  core = "1.12.1";
  packages = lib.genAttrs [ "dagster" "dagster-pipes" ] (name: build name core);
  postgres = build "dagster-postgres" "0.28.1";
in
python3.withPackages (_: builtins.attrValues packages ++ [ postgres ])
`,
    },
    edits: ["all.nix:8 version 1.12.1 -> 1.13.26", "all.nix:10 version 0.28.1 -> 0.29.26", ...sourceEdits],
  },
  {
    title: "libraries as applications, under other names",
    files: {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/dagster.nix": `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
}
`,
      ".flox/pkgs/cli.nix": `{ python313Packages, dagster }:
python313Packages.toPythonApplication dagster
`,
      ".flox/pkgs/same.nix": "{ cli }: cli\n",
    },
    edits: [...sourceEdits, "dagster.nix:4 version 1.12.1 -> 1.13.26"],
  },
];
