import { describe, expect, test } from "@jest/globals";
import { pypiProjectUrl, pypiReleaseUrl, readPypiRelease, readYankedVersions } from "../../src/upstream/pypi.ts";
import { problemOf } from "./problem.ts";

const sha256 = "a".repeat(64);

function file(filename: string, more: object = {}) {
  return {
    filename,
    packagetype: filename.endsWith(".whl") ? "bdist_wheel" : "sdist",
    url: `https://files.example.org/${filename}`,
    yanked: false,
    digests: { sha256, md5: "b" },
    size: 3,
    ...more,
  };
}

const read = (...urls: readonly unknown[]) => readPypiRelease({ info: {}, urls }, "https://pypi.org/x");

test("addresses", () => {
  expect(pypiReleaseUrl("https://pypi.org", "dagster", "1.12.1")).toBe("https://pypi.org/pypi/dagster/1.12.1/json");
  expect(pypiReleaseUrl("https://pypi.org", "a/b", "1!2+c")).toBe("https://pypi.org/pypi/a%2Fb/1!2%2Bc/json");
  expect(pypiProjectUrl("https://pypi.org", "dagster")).toBe("https://pypi.org/pypi/dagster/json");
});

describe("a release", () => {
  test("has its files by kind", () => {
    const [sdist, wheel, egg] = [
      file("x-1.tar.gz"),
      file("x-1-py3-none-any.whl"),
      file("x.egg", { packagetype: "bdist_egg" }),
    ];
    expect(read(wheel, sdist, egg)).toEqual({
      yanked: false,
      sdists: [{ filename: "x-1.tar.gz", url: "https://files.example.org/x-1.tar.gz", sha256 }],
      wheels: [{ filename: wheel.filename, url: wheel.url, sha256 }],
    });
  });

  test.each([
    ["no file", [], false],
    ["none withdrawn", [false, false], false],
    ["some withdrawn", [true, false], false],
    ["all withdrawn", [true, true], true],
  ])("%s", (_, flags, yanked) => {
    expect(read(...flags.map((flag, index) => file(`x-${index}.tar.gz`, { yanked: flag }))).yanked).toBe(yanked);
  });

  test("may be on a server of one's own", () => {
    expect(read(file("x", { url: "http://127.0.0.1:80/x" })).sdists[0]?.url).toBe("http://127.0.0.1:80/x");
  });
});

describe("an answer of another shape", () => {
  const { digests: _, ...withoutDigests } = file("x");
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a text", "<html>"],
    ["no list of files", { info: {} }],
    ["a list of something else", { urls: ["x"] }],
    ["no digests", { urls: [withoutDigests] }],
    ["no SHA-256", { urls: [file("x", { digests: { md5: "b" } })] }],
    ["a SHA-256 that is none", { urls: [file("x", { digests: { sha256: `${sha256.slice(1)}g` } })] }],
    ["a SHA-256 in capitals", { urls: [file("x", { digests: { sha256: sha256.toUpperCase() } })] }],
    ["a URL that is none", { urls: [file("x", { url: "x" })] }],
    ["a file of this machine", { urls: [file("x", { url: "file:///etc/passwd" })] }],
    ["a text for a boolean", { urls: [file("x", { yanked: "false" })] }],
  ])("%s", (_, document) => {
    const problem = problemOf(() => readPypiRelease(document, "https://pypi.example.org/\u001b[2J"));
    expect(problem).toMatchObject({ kind: "outside", hint: "Check the input pypi-url." });
    expect(problem.message).toBe(
      "the package index's answer at \"https://pypi.example.org/\\u{1b}[2J\" has not the shape of PyPI's JSON API",
    );
    expect(problem.cause).toBeDefined();
  });
});

describe("withdrawn versions of a project", () => {
  const files = (...flags: readonly boolean[]) => flags.map((yanked) => ({ yanked, more: 1 }));

  test("are those of which all files are", () => {
    const releases = {
      "1.0": files(true, true),
      "1.1": files(true, false),
      "1.2": files(false),
      "1.3": [],
      "1.4": files(true),
    };
    expect(readYankedVersions({ releases }, "u")).toEqual(["1.0", "1.4"]);
  });

  test("are none where an index has no list", () => expect(readYankedVersions({ info: {} }, "u")).toEqual([]));

  test.each([[undefined], [[]], [{ releases: [] }], [{ releases: { "1.0": [{}] } }], [{ releases: { "1.0": "x" } }]])(
    "%j has another shape",
    (document) => expect(problemOf(() => readYankedVersions(document, "u")).kind).toBe("outside"),
  );
});
