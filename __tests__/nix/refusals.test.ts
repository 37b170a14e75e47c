import { describe, expect, test } from "@jest/globals";
import { planEdits } from "../../src/nix/edits.ts";
import { bump, commit, hash, newHash, oldHash, readFiles, targetFor } from "./bumping.ts";

const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "${oldHash}";
}
`;
const sourceEdits = ["dagster-src.nix:5 rev 1.12.1 -> 1.13.26", "dagster-src.nix:6 hash old -> new sri"];

describe("what cannot be done surely is refused by name, and left as it is", () => {
  test("a literal that is the version of a core package and of a library", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/all.nix": `{ buildPythonPackage, buildEnv, dagster-src }:
let
  version = "1.12.1";
in
buildEnv {
  name = "all";
  paths = [
    (buildPythonPackage { pname = "dagster"; src = dagster-src; inherit version; })
    (buildPythonPackage { pname = "dagster-postgres"; src = dagster-src; inherit version; })
  ];
}
`,
      },
    });
    expect(edits).toEqual(sourceEdits);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatch(
      /^all.nix:3 the literal "1.12.1" is shared: it is the version of all\/dagster\S* \(to be \S+\) and the version of all\/dagster\S* \(to be \S+\)$/,
    );
  });

  test("a hash that two sources share", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/a.nix": `{ fetchFromGitHub, fetchPypi, buildPythonPackage }:
let
  hash = "${oldHash}";
in
buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; inherit hash; };
  patches = [ (fetchPypi { pname = "dagster"; version = "1.12.1"; inherit hash; }) ];
}
`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals[0]).toMatch(
      /^a.nix:3 the literal ".*" is shared: it is the hash of the source at .* and the hash of/,
    );
  });

  test("a hash that is shared with someone else's source", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/a.nix": `{ fetchFromGitHub, buildEnv }:
let
  hash = "${oldHash}";
  ours = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; inherit hash; };
  theirs = fetchFromGitHub { owner = "someone"; repo = "else"; rev = "1.12.1"; inherit hash; };
in
buildEnv { name = "both"; paths = [ ours theirs ]; }
`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals).toEqual([expect.stringMatching(/^a.nix:3 the literal ".*" is shared: .* is not the upstream's$/)]);
  });

  test("a version by which a name would come to mean another package", () => {
    const library = (minor: number) => `{ python31${minor}Packages, dagster-src }:
python31${minor}Packages.buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; }
`;
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/a.nix": library(3),
        ".flox/pkgs/b.nix": library(2),
        ".flox/pkgs/cli.nix": '{ a, b }: if a.version == "1.12.1" then a else b\n',
      },
    });
    expect(edits).toEqual([]);
    expect(refusals).toContainEqual(expect.stringMatching(/^a.nix:2 the literal "1.12.1" is shared: .* alias of cli/));
  });

  test("a version that someone else's package or source shares", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/all.nix": `{ buildPythonPackage, fetchPypi, buildEnv, dagster-src }:
let
  version = "1.12.1";
  dagster = buildPythonPackage { pname = "dagster"; src = dagster-src; inherit version; };
  other = buildPythonPackage rec { pname = "other"; src = fetchPypi { inherit pname version; hash = "${hash(0x33)}"; }; inherit version; };
in
buildEnv { name = "all"; paths = [ dagster other ]; }
`,
      },
    });
    expect(edits).toEqual(sourceEdits);
    expect(refusals).toEqual([
      expect.stringMatching(
        /^all.nix:3 the literal "1.12.1" is shared: it is the version of all\/dagster, and also the version of /,
      ),
    ]);
  });

  test("a version that follows ours by name in another file is no reason to refuse", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage { pname = "dagster"; src = dagster-src;
  version = "1.12.1"; }
`,
        ".flox/pkgs/mine.nix": `{ stdenv, dagster }:
stdenv.mkDerivation { pname = "mine"; src = ./.; inherit (dagster) version; buildInputs = [ dagster ]; }
`,
      },
    });
    expect(refusals).toEqual([]);
    expect(edits).toContain("dagster.nix:2 version 1.12.1 -> 1.13.26".replace(":2", ":3"));
  });

  test.each([
    [
      "a version from the machine",
      `version = builtins.getEnv "VERSION";`,
      /:1 the version of dagster is not known without a run/,
    ],
    [
      "a version from a file that is not Nix",
      `version = lib.fileContents ./VERSION;`,
      /:1 the version of dagster is not known/,
    ],
    [
      "a version put together from numbers",
      `version = "1.\${toString 12}.1";`,
      /:3 the version of dagster, 1\.12\.1, is computed: no edit of one literal makes it 1\.13\.26/,
    ],
    [
      "a version that may be another",
      `version = if stdenv.isLinux then "1.12.1" else "1.12.0";`,
      /is not known without/,
    ],
    [
      "a hash of what the source needs",
      `version = "1.12.1"; vendorHash = "${oldHash}";`,
      /:3 vendorHash of dagster depends/,
    ],
    [
      "a hash of what is fetched for the source",
      `version = "1.12.1"; npmDeps = fetchNpmDeps { src = dagster-src; hash = "${oldHash}"; };`,
      /:3 hash of dagster depends on the source/,
    ],
  ])("%s", (_, line, reason) => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src, lib, stdenv, fetchNpmDeps }: buildPythonPackage {
  pname = "dagster"; src = dagster-src;
  ${line}
}
`,
      },
    });
    expect(edits).toEqual(sourceEdits);
    expect(refusals).toEqual([expect.stringMatching(reason)]);
  });

  test("what is null needs no hash", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/dagster.nix": `{ buildGoModule, dagster-src }:
buildGoModule { pname = "dagster"; src = dagster-src; vendorHash = null;
  version = "1.12.1"; }
`,
      },
    });
    expect(refusals).toEqual([]);
    expect(edits).toContain("dagster.nix:3 version 1.12.1 -> 1.13.26");
  });

  test.each([
    [
      "rev from elsewhere",
      `rev = builtins.getEnv "REV"; hash = "${oldHash}";`,
      "fetchFromGitHub: its rev is not known",
    ],
    ["no hash", `rev = "1.12.1";`, "fetchFromGitHub: it has no hash"],
    [
      "two hashes",
      `rev = "1.12.1"; hash = "${oldHash}"; sha256 = "${oldHash}";`,
      "it has several hashes: hash, sha256",
    ],
    ["another algorithm", `rev = "1.12.1"; sha512 = "${"a".repeat(128)}";`, "its sha512 is not a SHA-256 hash"],
    ["a hash of no form", `rev = "1.12.1"; hash = "sha256-short";`, "its hash has no form that is known"],
    ["a hash from the library", `rev = "1.12.1"; hash = lib.fakeHash;`, "is computed"],
  ])("a source with %s", (_, line, reason) => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": `{ fetchFromGitHub, lib }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; ${line} }`,
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage { pname = "dagster"; version = "1.12.1"; src = dagster-src; }
`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals[0]).toContain(reason);
    expect(refusals[1]).toContain("dagster keeps its version, because its source is not changed");
  });

  test("a tag for a commit that has none", () => {
    const { edits, refusals } = bump({
      target: { ref: commit, version: "1.13.26-unstable-2026-11-02" },
      files: { ".flox/pkgs/dagster-src.nix": source.replace("rev =", "tag =") },
    });
    expect(edits).toEqual([]);
    expect(refusals).toEqual(["dagster-src.nix:2 it names a tag, and the target is a commit without one"]);
  });

  test("a source whose new hash is not known, and a package whose new version is not", () => {
    const files = {
      ".flox/pkgs/dagster-src.nix": source,
      ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage { pname = "dagster"; src = dagster-src;
  version = "1.12.1"; }
`,
    };
    expect(bump({ files, target: { hashes: new Map() } }).refusals).toEqual([
      "dagster-src.nix:2 its hash at the target is not known",
      "dagster-src.nix:2 dagster keeps its version, because its source is not changed",
    ]);
    const unknown = bump({ files, target: { versions: new Map() } });
    expect(unknown.edits).toEqual(sourceEdits);
    expect(unknown.refusals).toEqual(["dagster.nix:3 the version of dagster at 1.13.26 is not known"]);
  });

  test("fetchers of the upstream that are not understood", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/a.nix": `{ fetchgit }: fetchgit { url = "https://github.com/dagster-io/dagster.git"; rev = "1.12.1"; hash = "${oldHash}"; }`,
        ".flox/pkgs/b.nix": `_: builtins.fetchGit { url = "https://github.com/dagster-io/dagster"; ref = "1.12.1"; }`,
        ".flox/pkgs/c.nix": `{ fetchgit }: fetchgit { url = "https://github.com/dagster-io/other"; rev = "1.12.1"; hash = "${oldHash}"; }`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals).toEqual([
      "a.nix:1 fetchgit of the upstream is not understood: use fetchFromGitHub",
      "b.nix:1 fetchGit of the upstream is not understood: use fetchFromGitHub",
    ]);
  });

  test("a release asset whose name depends on the machine", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/a.nix": `{ stdenv, fetchurl }:
let version = "1.12.1"; name = { x86_64-linux = "linux"; }.\${stdenv.system}; in
fetchurl { url = "https://github.com/dagster-io/dagster/releases/download/\${version}/\${name}.tgz"; hash = "${oldHash}"; }
`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals).toEqual([
      "a.nix:3 fetchurl of the upstream is not understood: its URL is not known without a run of Nix",
    ]);
  });

  test("a source whose arguments come from what only Nix can read, or are chosen by the machine", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/binary.nix": `{ stdenv, fetchurl }:
let sources = {
  x86_64-linux = { url = "https://github.com/dagster-io/dagster/releases/download/1.12.0/linux.tgz"; hash = "${oldHash}"; };
}; in
stdenv.mkDerivation { pname = "binary"; version = "1.12.0"; src = fetchurl sources.\${stdenv.hostPlatform.system}; }
`,
        ".flox/pkgs/json.nix": `{ lib, fetchFromGitHub }:
fetchFromGitHub { inherit (lib.importJSON ./pin.json) owner repo rev hash; }
`,
        ".flox/pkgs/repo.nix": `{ fetchFromGitHub, lib }:
fetchFromGitHub { owner = "dagster-io"; repo = lib.fileContents ./repo; rev = "1.12.0"; hash = "${oldHash}"; }
`,
        ".flox/pkgs/theirs.nix": `{ fetchFromGitHub, fetchurl, lib }: [
  (fetchFromGitHub { owner = "someone"; repo = lib.fileContents ./repo; rev = "1.12.0"; hash = "${oldHash}"; })
  (fetchurl { url = "https://example.org/\${lib.version}.tgz"; hash = "${oldHash}"; })
]
`,
      },
    });
    expect(edits).toEqual(sourceEdits);
    const unknown = "is not known without a run of Nix";
    expect(refusals).toEqual([
      `binary.nix:5 fetchurl of the upstream is not understood: its URL ${unknown}`,
      `json.nix:2 fetchFromGitHub that may be the upstream's is not understood: its owner or repo ${unknown}`,
      `repo.nix:2 fetchFromGitHub that may be the upstream's is not understood: its owner or repo ${unknown}`,
    ]);
  });

  test("the hash of a patch does not depend on the source", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source,
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, applyPatches, fetchpatch, dagster-src }:
buildPythonPackage {
  pname = "dagster";
  version = "1.12.1";
  src = applyPatches {
    src = dagster-src;
    patches = [ (fetchpatch { url = "https://github.com/dagster-io/dagster/commit/abc.patch"; hash = "${oldHash}"; }) ];
  };
}
`,
      },
    });
    expect(refusals).toEqual([]);
    expect(edits).toEqual([...sourceEdits, "dagster.nix:4 version 1.12.1 -> 1.13.26"]);
  });

  test("a sourceRoot that begins with another name than the source has", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": source.replace("{\n  owner", `{\n  name = "dagster-tree";\n  owner`),
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, dagster-src }:
buildPythonPackage {
  pname = "dagster"; src = dagster-src;
  version = "1.12.1";
  sourceRoot = "source/python_modules/dagster";
}
`,
      },
    });
    expect(edits).toHaveLength(3);
    expect(refusals).toEqual([
      "dagster.nix:5 sourceRoot of dagster begins with source, but its source is named dagster-tree",
    ]);
  });

  test("arguments that may be overridden", () => {
    const { edits, refusals } = bump({
      files: {
        ".flox/pkgs/dagster-src.nix": `{ fetchFromGitHub, extra, lib, stdenv }:
fetchFromGitHub ({ owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; }
  // lib.optionalAttrs stdenv.isDarwin { hash = "${hash(0x44)}"; })
`,
      },
    });
    expect(edits).toEqual([]);
    expect(refusals).toEqual(["dagster-src.nix:2 fetchFromGitHub: its hash is not known without a run of Nix"]);
  });
});

describe("idioms of nixpkgs that are not followed are refused with what to write instead", () => {
  const pypi = `buildPythonPackage rec {
  pname = "dagster-webserver";
  version = "1.12.1";
  src = fetchurl {
    url = "URL";
    hash = "${oldHash}";
  };
}
`;
  const byUrl = (url: string) => ({
    files: { ".flox/pkgs/web.nix": `{ fetchurl, buildPythonPackage }:\n${pypi.replace("URL", url)}` },
  });

  test.each([
    "mirror://pypi/d/dagster_webserver/dagster_webserver-1.12.1.tar.gz",
    "mirror://pypi/d/dagster_webserver/dagster_webserver-${version}.tar.gz",
    "https://files.pythonhosted.org/packages/source/d/dagster_webserver/dagster_webserver-${version}.tar.gz",
    "https://pypi.io/packages/source/d/dagster_webserver/dagster_webserver-${someone.version}.tar.gz",
    `https://files.pythonhosted.org/packages/0a/1b/${"c".repeat(60)}/dagster_webserver-1.12.1.tar.gz`,
  ])("%s", (url) => {
    const { edits, refusals } = bump(byUrl(url));
    expect(edits).toEqual([]);
    expect(refusals).toEqual([
      'web.nix:5 fetchurl gets dagster_webserver by a URL of PyPI, which is not followed: use fetchPypi { pname = "dagster_webserver"; version = ...; hash = ...; }',
    ]);
  });

  test("what PyPI has of others is theirs", () => {
    expect(bump(byUrl("mirror://pypi/c/click/click-8.1.7.tar.gz")).refusals).toEqual([]);
    expect(bump(byUrl("https://example.org/d/dagster/dagster-1.12.1.tar.gz")).refusals).toEqual([]);
  });

  const override = (name: string, changes: string, method = "overridePythonAttrs") => ({
    files: {
      ".flox/pkgs/web.nix": `{ python3Packages, fetchPypi }:
python3Packages.${name}.${method} (old: rec {
  ${changes}
})
`,
    },
  });
  const newer = `version = "1.12.1"; src = old.src.override { inherit version; hash = "${oldHash}"; };`;

  test.each(["overridePythonAttrs", "overrideAttrs"])("%s", (method) => {
    const { edits, refusals } = bump(override("dagster-webserver", newer, method));
    expect(edits).toEqual([]);
    expect(refusals).toEqual([
      expect.stringMatching(
        /^web.nix:2 web is nixpkgs' own dagster-webserver with another version, .* fetchPypi \{ pname = "dagster-webserver"; /,
      ),
    ]);
  });

  test("with a source of its own it is followed, and without another version there is nothing to follow", () => {
    const own = `version = "1.12.1"; src = fetchPypi { pname = "dagster_webserver"; inherit version; hash = "${oldHash}"; };`;
    const followed = bump(override("dagster-webserver", own));
    expect(followed.edits).toEqual(["web.nix:3 version 1.12.1 -> 1.13.26", "web.nix:3 hash old -> PyPI's sri"]);
    expect(followed.refusals).toEqual([]);
    expect(bump(override("dagster-webserver", "doCheck = false;")).refusals).toEqual([]);
    expect(bump(override("click", newer)).refusals).toEqual([]);
  });
});

describe("an assertion that holds has to go on to", () => {
  const package_ = (name: string, before = "", more = "") => `{ lib, buildPythonPackage, dagster-src, dagster }:
${before}
buildPythonPackage rec {
  pname = "${name}"; src = dagster-src;
  version = "1.12.1";
  ${more}
}
`;
  const files = (webserver: string, dagster = package_("dagster")) => ({
    ".flox/pkgs/dagster-src.nix": source,
    ".flox/pkgs/dagster.nix": dagster,
    ".flox/pkgs/dagster-webserver.nix": webserver,
  });
  const edit = (file: string) => `${file}.nix:5 version 1.12.1 -> 1.13.26`;

  test("about another package's version: that package is left, by name and place", () => {
    const { edits, refusals } = bump({
      files: files(package_("dagster-webserver", 'assert dagster.version == "1.12.1";')),
    });
    expect(edits).toEqual([...sourceEdits, edit("dagster-webserver")]);
    expect(refusals).toEqual([
      "dagster-webserver.nix:2 the assert here would fail if the version of dagster, 1.12.1, were 1.13.26: change it first",
    ]);
  });

  test.each([
    ["in a binding", 'passthru.checked = true; doCheck = assert version == "1.12.1"; true;'],
    ["with a message", 'doCheck = assert lib.assertMsg (version == "1.12.1") "pinned"; true;'],
    ["under lib.asserts", 'doCheck = assert lib.asserts.assertMsg (version != "1.13.26") "pinned"; true;'],
  ])("about its own version, %s", (_, more) => {
    const { edits, refusals } = bump({ files: files(package_("dagster-webserver", "", more)) });
    expect(edits).toEqual([...sourceEdits, edit("dagster")].toSorted());
    expect(refusals).toEqual([
      expect.stringMatching(/^dagster-webserver.nix:6 the assert here would fail if the version/),
    ]);
  });

  test.each([
    ["that the release keeps", 'assert dagster.version == "1.12.1" || dagster.version == "1.13.26";'],
    ["that follows", "assert dagster.version == dagster-src.rev;"],
    ["that did not hold before", 'assert dagster.version == "1.13.26";'],
    ["that only Nix can tell", 'assert lib.versionAtLeast dagster.version "1.12";'],
  ])("one %s is no reason to refuse", (_, assertion) => {
    const { edits, refusals } = bump({ files: files(package_("dagster-webserver", assertion)) });
    expect(edits).toHaveLength(4);
    expect(refusals).toEqual([]);
  });
});

describe("hostile text never reaches Nix code", () => {
  const hostile = [
    `1.0";x="\${builtins.currentTime}`,
    "1.0\nrev",
    "../../etc",
    "-1.0",
    "1.0''",
    "1.0\\",
    "$" + "{x}",
    "1.0 2",
    "1.0\u202e",
    "",
  ];

  test.each(hostile)("%j", (text) => {
    const repository = readFiles({ files: { ".flox/pkgs/dagster-src.nix": source } });
    const target = targetFor(repository);
    for (const bad of [
      { ...target, ref: text },
      { ...target, version: text },
      { ...target, versions: new Map([["dagster", text]]) },
      { ...target, hashes: new Map([[".flox/pkgs/dagster-src.nix#1", text]]) },
    ]) {
      expect(() => planEdits(repository, bad)).toThrow("cannot be written into Nix code");
    }
    expect(newHash).not.toBe(oldHash);
  });
});
