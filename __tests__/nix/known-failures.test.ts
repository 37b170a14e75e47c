/** What other updaters get wrong in Nix files: each is right here. */
import { describe, expect, test } from "@jest/globals";
import { applyEdits, confirmEdits } from "../../src/nix/confirm.ts";
import { planEdits } from "../../src/nix/edits.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { bump, commit, hash, newHash, oldHash, readFiles, targetFor, upstream } from "./bumping.ts";

const source = `{ fetchFromGitHub }:
fetchFromGitHub {
  owner = "dagster-io";
  repo = "dagster";
  rev = "1.12.1";
  hash = "${oldHash}";
}
`;

function edited(text: string): string {
  return bump({ files: { ".flox/pkgs/a.nix": text } }).after.get(".flox/pkgs/a.nix") ?? "";
}

describe("known failures of updaters", () => {
  test("1. a literal rev without a prefix is changed with the version", () => {
    expect(edited(source)).toContain(`rev = "1.13.26";`);
  });

  test("2. in a monorepo each package gets its own version, and the tag is the one that was chosen", () => {
    const { edits } = bump({
      target: { ref: "dagster-postgres/v0.29.26" },
      files: {
        ".flox/pkgs/a.nix": `{ fetchFromGitHub, buildPythonPackage }:
buildPythonPackage rec {
  pname = "dagster-postgres";
  version = "0.28.1";
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "\${pname}/v\${version}"; hash = "${oldHash}"; };
}
`,
      },
    });
    expect(edits).toEqual(["a.nix:4 version 0.28.1 -> 0.29.26", "a.nix:5 hash old -> new sri"]);
  });

  test("3. and 4. whatever was pinned, only the chosen release is written, pre-release texts as they are", () => {
    for (const version of ["1.14.0", "1.12.2b1", "1.12.1.dev3", "arch-1.0"]) {
      expect(edited(source.replace("1.12.1", version))).toContain(`rev = "1.13.26";`);
    }
  });

  test("5. two fields with the same placeholder each get their own hash", () => {
    const { after } = bump({
      files: {
        ".flox/pkgs/a.nix": `{ fetchFromGitHub, fetchPypi, buildPythonPackage, buildEnv }:
let
  src = fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = ""; };
  web = buildPythonPackage rec {
    pname = "dagster_webserver";
    version = "1.12.1";
    src = fetchPypi { inherit pname version; hash = ""; };
  };
  third = fetchPypi { pname = "other"; version = "2"; hash = ""; };
in
buildEnv { name = "all"; paths = [ src web third ]; }
`,
      },
    });
    const text = after.get(".flox/pkgs/a.nix") ?? "";
    expect(text).toContain(`rev = "1.13.26"; hash = "${newHash}";`);
    expect(text).toContain(`inherit pname version; hash = "${hash(0xbb)}";`);
    expect(text).toContain(`version = "2"; hash = "";`);
  });

  test("6. a short ref is not replaced inside of other words and hashes", () => {
    const text = source.replace("1.12.1", "1").replace("{\n  owner", `{\n  name = "d1-1x-11";\n  owner`);
    expect(edited(text)).toBe(text.replace(`rev = "1"`, `rev = "1.13.26"`).replace(oldHash, newHash));
  });

  test("7. an indented string is really changed", () => {
    expect(edited(source.replace(`"1.12.1"`, "''1.12.1''"))).toContain("rev = ''1.13.26'';");
  });

  test("8. of equal strings only the one that is meant changes", () => {
    const others = `# 1.12.1\n{ a = "1.12.1"; b = [ "1.12.1" ]; inherit (import ./x.nix) y; }`;
    const text = `{ fetchFromGitHub }:
let
  version = "1.12.1";
  unrelated = ${others};
in
fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = version; hash = "${oldHash}"; passthru = { inherit unrelated; }; }
`;
    expect(edited(text)).toBe(text.replace(`version = "1.12.1"`, `version = "1.13.26"`).replace(oldHash, newHash));
  });

  test("9. line ends stay as they are, mixed ones too", () => {
    const text = source.replaceAll("\n", "\r\n").replace("{\r\n", "{\n");
    expect(edited(text)).toBe(text.replace("1.12.1", "1.13.26").replace(oldHash, newHash));
  });

  test("10. a file that does not parse stops everything before anything is edited", () => {
    const files = new Map([
      [".flox/pkgs/a.nix", source],
      [".flox/pkgs/b.nix", "{ x }:\nx.y. \n"],
    ]);
    expect(() => readRepository({ files, upstream })).toThrow(
      expect.objectContaining({ kind: "input", where: { file: ".flox/pkgs/b.nix", line: 2, column: 5 } }),
    );
  });

  test("11. a package with `tag` is updated once", () => {
    const first = bump({ files: { ".flox/pkgs/a.nix": source.replace("rev =", "tag =") } });
    expect(first.edits).toEqual(["a.nix:5 tag 1.12.1 -> 1.13.26", "a.nix:6 hash old -> new sri"]);
    const again = readRepository({ files: first.after, upstream });
    expect(planEdits(again, targetFor(again)).edits).toEqual([]);
  });

  test("12. a join without a source is updated", () => {
    const { edits } = bump({
      files: {
        ".flox/pkgs/a.nix": source,
        ".flox/pkgs/dagster.nix": `{ buildPythonPackage, a }: buildPythonPackage { pname = "dagster"; src = a;
  version = "1.12.1"; }`,
        ".flox/pkgs/all.nix": `{ symlinkJoin, dagster }: symlinkJoin { pname = "all"; paths = [ dagster ];
  version = "1.12.1"; }`,
        ".flox/pkgs/wrapped.nix": `{ runCommand, dagster }: runCommand
  "dagster-wrapped-1.12.1" { } ''ln -s \${dagster} $out''`,
      },
    });
    expect(edits).toEqual([
      "a.nix:5 rev 1.12.1 -> 1.13.26",
      "a.nix:6 hash old -> new sri",
      "all.nix:2 version 1.12.1 -> 1.13.26",
      "dagster.nix:2 version 1.12.1 -> 1.13.26",
      "wrapped.nix:2 name 1.12.1 -> 1.13.26",
    ]);
  });

  test("13. all sources of a file are updated, and those of others are not", () => {
    const text = `{ fetchFromGitHub, stdenv }:
stdenv.mkDerivation {
  pname = "dagster";
  version = "1.12.1";
  srcs = [
    (fetchFromGitHub { name = "a"; owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; })
    (fetchFromGitHub { name = "b"; owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; hash = "${hash(0x55)}"; })
    (fetchFromGitHub { name = "c"; owner = "someone"; repo = "dagster"; rev = "1.12.1"; hash = "${oldHash}"; })
  ];
}
`;
    const { edits } = bump({ files: { ".flox/pkgs/a.nix": text } });
    expect(edits).toEqual([
      "a.nix:4 version 1.12.1 -> 1.13.26",
      "a.nix:6 rev 1.12.1 -> 1.13.26",
      "a.nix:6 hash old -> new sri",
      "a.nix:7 rev 1.12.1 -> 1.13.26",
      `a.nix:7 hash ${hash(0x55)} -> new sri`,
    ]);
  });

  test("16. a hostile tag never stands in Nix code", () => {
    const repository = readFiles({ files: { ".flox/pkgs/a.nix": source } });
    const ref = `1.1";x="\${builtins.currentTime}`;
    expect(() => planEdits(repository, targetFor(repository, { ref }))).toThrow("cannot be written into Nix code");
    // And if it were planned all the same, it would not be confirmed.
    const plan = planEdits(repository, targetFor(repository));
    const [edit] = plan.edits;
    if (edit === undefined) throw new Error("an edit is planned");
    const hostile = { ...plan, edits: [{ ...edit, to: ref }] };
    expect(() => confirmEdits(repository, hostile, applyEdits(repository, hostile))).toThrow("not confirmed");
    expect(commit).toHaveLength(40);
  });
});
