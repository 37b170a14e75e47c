import { describe, expect, test } from "@jest/globals";
import type { Pin } from "../../src/nix/model.ts";
import { pinUrls } from "../../src/nix/pins.ts";
import { type Bump, commit, hash, oldCommit, oldHash, readFiles } from "./bumping.ts";

function pinsOf(expression: string, given: Partial<Bump> = {}): readonly Pin[] {
  return readFiles({ files: { ".flox/pkgs/a.nix": expression }, ...given }).pins;
}

function only(pins: readonly Pin[]): Pin {
  const [pin] = pins;
  if (pin === undefined || pins.length > 1) throw new Error(`one pin is there, not ${pins.length}`);
  return pin;
}

const github = (more: string) =>
  `{ fetchFromGitHub, lib }: fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; ${more} }`;
const target = { ref: "1.13.26", commit, version: "1.13.26" };
const server = "https://github.com/dagster-io/dagster";

describe("what Nix will fetch", () => {
  const urls: readonly (readonly [expression: string, now: string, then: string | undefined])[] = [
    [github(`rev = "1.12.1";`), `${server}/archive/1.12.1.tar.gz`, `${server}/archive/1.13.26.tar.gz`],
    [
      github(`rev = "refs/tags/1.12.1";`),
      `${server}/archive/refs/tags/1.12.1.tar.gz`,
      `${server}/archive/refs/tags/1.13.26.tar.gz`,
    ],
    [
      github(`tag = "1.12.1";`),
      `${server}/archive/refs/tags/1.12.1.tar.gz`,
      `${server}/archive/refs/tags/1.13.26.tar.gz`,
    ],
    [github(`tag = null; rev = "1.12.1";`), `${server}/archive/1.12.1.tar.gz`, `${server}/archive/1.13.26.tar.gz`],
    [github(`rev = "${oldCommit}";`), `${server}/archive/${oldCommit}.tar.gz`, `${server}/archive/${commit}.tar.gz`],
    [github(`rev = "master";`), `${server}/archive/master.tar.gz`, `${server}/archive/1.13.26.tar.gz`],
    [
      github(`rev = "refs/heads/master";`),
      `${server}/archive/refs/heads/master.tar.gz`,
      `${server}/archive/1.13.26.tar.gz`,
    ],
    [
      `{ fetchurl }: fetchurl { url = "${server}/releases/download/1.12.1/dagster_ui-1.12.1-py3.whl"; hash = "${oldHash}"; }`,
      `${server}/releases/download/1.12.1/dagster_ui-1.12.1-py3.whl`,
      `${server}/releases/download/1.13.26/dagster_ui-1.13.26-py3.whl`,
    ],
    [
      `{ fetchzip }: fetchzip { url = "https://codeload.github.com/dagster-io/dagster/tar.gz/refs/tags/1.12.1"; hash = "${oldHash}"; }`,
      "https://codeload.github.com/dagster-io/dagster/tar.gz/refs/tags/1.12.1",
      "https://codeload.github.com/dagster-io/dagster/tar.gz/refs/tags/1.13.26",
    ],
    [
      `{ fetchurl }: fetchurl { url = "https://raw.githubusercontent.com/dagster-io/dagster/1.12.1/LICENSE"; hash = "${oldHash}"; }`,
      "https://raw.githubusercontent.com/dagster-io/dagster/1.12.1/LICENSE",
      "https://raw.githubusercontent.com/dagster-io/dagster/1.13.26/LICENSE",
    ],
    [
      `_: builtins.fetchTarball "${server}/archive/1.12.1.tar.gz"`,
      `${server}/archive/1.12.1.tar.gz`,
      `${server}/archive/1.13.26.tar.gz`,
    ],
    [
      `{ fetchFromGitHub }: fetchFromGitHub { owner = "Dagster-IO"; repo = "dagster"; rev = "1.12.1"; }`,
      `${server}/archive/1.12.1.tar.gz`,
      `${server}/archive/1.13.26.tar.gz`,
    ],
  ];

  test.each(urls)("%s", (expression, now, then) => {
    const repository = readFiles({ files: { ".flox/pkgs/a.nix": expression } });
    expect(repository.pins.map(({ url }) => url)).toEqual([now]);
    expect(pinUrls(repository, target).map(({ url }) => url)).toEqual([then]);
  });

  test("a tag alone decides where no commit is asked for", () => {
    const repository = readFiles({ files: { ".flox/pkgs/a.nix": github(`tag = "1.12.1";`) } });
    expect(pinUrls(repository, { ref: "1.13.26" }).map(({ url }) => url)).toEqual([
      `${server}/archive/refs/tags/1.13.26.tar.gz`,
    ]);
    expect(pinUrls(repository, { ref: commit })).toEqual([]);
  });

  test("another server stands for github.com", () => {
    const options = { serverUrl: "http://127.0.0.1:8080/" };
    const files = {
      ".flox/pkgs/a.nix": github(`rev = "1.12.1";`),
      ".flox/pkgs/b.nix": `{ fetchurl }: fetchurl { url = "${server}/archive/1.12.1.tar.gz"; }`,
      ".flox/pkgs/c.nix": `{ fetchurl }: fetchurl { url = "http://127.0.0.1:8080/dagster-io/dagster/archive/1.12.1.tar.gz"; }`,
    };
    const repository = readFiles({ files, options });
    const url = (ref: string) => `http://127.0.0.1:8080/dagster-io/dagster/archive/${ref}.tar.gz`;
    expect(repository.pins.map((pin) => pin.url)).toEqual([url("1.12.1"), url("1.12.1"), url("1.12.1")]);
    expect(pinUrls(repository, target).map((pin) => pin.url)).toEqual([url("1.13.26"), url("1.13.26"), url("1.13.26")]);
  });

  test("what is not the upstream's has no pin", () => {
    const texts = [
      `{ fetchFromGitHub }: fetchFromGitHub { owner = "dagster-io"; repo = "other"; rev = "1.12.1"; }`,
      `{ fetchFromGitHub }: fetchFromGitHub { githubBase = "github.example.org"; owner = "dagster-io"; repo = "dagster"; rev = "1"; }`,
      `{ fetchurl }: fetchurl { url = "https://github.com/dagster-io/dagster-other/archive/1.12.1.tar.gz"; }`,
      `{ fetchurl }: fetchurl { url = "https://example.org/github.com/dagster-io/dagster/archive/1.12.1.tar.gz"; }`,
      `{ fetchurl }: fetchurl { url = "${server}/pull/12.patch"; }`,
      `{ fetchFromGitLab }: fetchFromGitLab { owner = "dagster-io"; repo = "dagster"; rev = "1.12.1"; }`,
    ];
    for (const text of texts) expect(pinsOf(text)).toEqual([]);
  });
});

describe("how a hash is taken", () => {
  const modes: readonly (readonly [more: string, mode: Pin["hashMode"], reasons: string[]])[] = [
    ["", "nar", []],
    ["fetchSubmodules = false; leaveDotGit = false; deepClone = false; forceFetchGit = false;", "nar", []],
    [`sparseCheckout = [ ]; postFetch = ""; extraPostFetch = ""; rootDir = ""; private = false;`, "nar", []],
    [`githubBase = "github.com"; stripRoot = true; fetchLFS = null;`, "nar", []],
    ["fetchSubmodules = true;", "build", ["fetchSubmodules"]],
    ["leaveDotGit = true; deepClone = true;", "build", ["leaveDotGit", "deepClone"]],
    [`sparseCheckout = [ "python_modules" ];`, "build", ["sparseCheckout"]],
    [`postFetch = "rm -r $out/docs";`, "build", ["postFetch"]],
    ["stripRoot = false;", "build", ["stripRoot"]],
    ["fetchLFS = lib.somewhere;", "build", ["fetchLFS"]],
    [
      `rootDir = "python_modules"; postCheckout = "x"; fetchTags = true;`,
      "build",
      ["fetchTags", "rootDir", "postCheckout"],
    ],
  ];

  test.each(modes)("fetchFromGitHub { %s }", (more, mode, reasons) => {
    const { hashMode, hashModeReasons } = only(pinsOf(github(`rev = "1.12.1"; hash = "${oldHash}"; ${more}`)));
    expect({ hashMode, hashModeReasons }).toEqual({ hashMode: mode, hashModeReasons: reasons });
  });

  test("by fetcher", () => {
    const url = `url = "${server}/archive/1.12.1.tar.gz"; sha256 = "${oldHash}";`;
    const modes = ["fetchurl", "fetchzip", "builtins.fetchTarball"].map((fetcher) => {
      const { hashMode, stripRoot } = only(pinsOf(`{ fetchurl, fetchzip }: ${fetcher} { ${url} }`));
      return [fetcher, hashMode, stripRoot];
    });
    expect(modes).toEqual([
      ["fetchurl", "flat", false],
      ["fetchzip", "nar", true],
      ["builtins.fetchTarball", "nar", true],
    ]);
  });

  test.each([
    [`hash = "${oldHash}"`, "hash", "sri"],
    [`sha256 = "${hash(1, "base32")}"`, "sha256", "base32"],
    [`sha256 = "${hash(1, "base16")}"`, "sha256", "hex"],
    [`sha256 = "${hash(1, "base64")}"`, "sha256", "base64"],
    [`outputHash = "${oldHash}"`, "outputHash", "sri"],
    [`hash = ""`, "hash", "sri"],
  ])("%s", (text, argument, encoding) => {
    expect(only(pinsOf(github(`rev = "1.12.1"; ${text};`))).hash).toMatchObject({ argument, encoding });
  });
});

describe("PyPI", () => {
  const pypi = `{ fetchPypi }: fetchPypi { pname = "Dagster_Webserver"; version = "1.12.1"; format = "wheel"; hash = "${oldHash}"; }`;

  test("a project by its normalised name, and whether it is the upstream's", () => {
    const pin = only(pinsOf(pypi));
    expect(pin).toMatchObject({
      origin: "pypi",
      belongs: true,
      pypi: { project: "dagster-webserver", format: "wheel" },
    });
    expect(pin.pypi?.version).toMatchObject({ value: "1.12.1", sites: [{ line: 1, text: "1.12.1" }] });
    expect(only(pinsOf(pypi, { projects: new Set(["dagster"]) })).belongs).toBe(false);
    expect(only(pinsOf(pypi, { projects: undefined })).belongs).toBeUndefined();
    expect(pinUrls(readFiles({ files: { ".flox/pkgs/a.nix": pypi } }), target)).toEqual([]);
  });
});

describe("where things stand", () => {
  test("pins and their literals have file, line and column, in bytes", () => {
    const text = `{ fetchFromGitHub }:\n/* Größe */ fetchFromGitHub {\n  owner = "dagster-io"; repo = "dagster";\n\trev = "1.12.1"; hash = "${oldHash}"; }`;
    const pin = only(pinsOf(text));
    expect(pin).toMatchObject({ id: ".flox/pkgs/a.nix#1", file: ".flox/pkgs/a.nix", line: 2, column: 15 });
    expect(pin.ref?.sites).toMatchObject([{ line: 4, column: 9, text: "1.12.1" }]);
  });

  test("a string of several literals has all of them, a computed one none", () => {
    const several = only(
      pinsOf(
        `{ fetchFromGitHub }: let v = "12"; in fetchFromGitHub { owner = "dagster-io"; repo = "dagster"; rev = "1.\${v}.1"; }`,
      ),
    );
    expect(several.ref).toMatchObject({ value: "1.12.1", sites: [{ text: "1." }, { text: "12" }, { text: ".1" }] });
    const computed = only(pinsOf(github(`rev = lib.toLower "V1.12.1";`)));
    expect(computed.ref).toMatchObject({ value: "v1.12.1", sites: [] });
  });
});
