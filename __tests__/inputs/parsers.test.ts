import { describe, expect, test } from "@jest/globals";
import * as parse from "../../src/inputs/parsers.ts";
import { problemThrown } from "../helpers/problems.ts";

const origin: parse.Origin = { name: "thing", from: "input" };

describe("booleans", () => {
  test.each(["true", "True", "TRUE"])("%s", (text) => expect(parse.boolean(text, origin)).toBe(true));
  test.each(["false", "False", "FALSE"])("%s", (text) => expect(parse.boolean(text, origin)).toBe(false));
  test.each(["", "yes", "no", "on", "1", "0", "tRUE", " true", "true\n"])("%j is refused", (text) => {
    const problem = problemThrown(() => parse.boolean(text, origin));
    expect(problem).toMatchObject({ kind: "input", where: { input: "thing" }, hint: "Write true or false." });
    expect(problem.message).toBe(`input "thing": ${JSON.stringify(text)} is not a boolean`);
  });
});

describe("where a value came from is named as the caller wrote it", () => {
  test.each([
    [{ name: "tag", from: "input" }, 'input "tag"'],
    [{ name: "tag", from: "default" }, 'input "tag"'],
    [{ name: "tag", from: "option" }, "--tag"],
    [{ name: "tag", from: "configuration" }, '"tag" in the configuration file'],
  ] as const)("%j", (given, text) => {
    expect(parse.originText(given)).toBe(text);
    expect(problemThrown(() => parse.boolean("x", given)).message).toBe(`${text}: "x" is not a boolean`);
  });

  test("the place in the configuration file goes with it", () => {
    const where = { file: "c.yml", line: 3, column: 1 };
    const problem = problemThrown(() => parse.boolean("x", { name: "tag", from: "configuration", where }));
    expect(problem.where).toEqual({ ...where, input: "tag" });
  });

  test("control characters of a value do not get into the message", () => {
    const { message } = problemThrown(() => parse.boolean("\u001b[2J\n::error::x", origin));
    expect(message).toBe('input "thing": "\\u{1b}[2J\\n::error::x" is not a boolean');
  });
});

test.each([
  ["", []],
  [" , \n ", []],
  ["a", ["a"]],
  ["a,b", ["a", "b"]],
  [" a , b c \n d,, ", ["a", "b c", "d"]],
  ["a\r\nb", ["a", "b"]],
])("the list %j", (text, items) => expect(parse.list(text, origin)).toEqual(items));

describe("one of several", () => {
  const colour = parse.oneOf("red", "green", "blue");
  test("is taken", () => expect(colour("green", origin)).toBe("green"));
  test.each([
    ["grene", " (did you mean green?)"],
    ["gre", " (did you mean green?)"],
    ["Red", " (did you mean red?)"],
    ["publish", ""],
    ["", ""],
  ])("%j is refused, and the near one named", (text, suggestion) => {
    const problem = problemThrown(() => colour(text, origin));
    expect(problem.message).toBe(`input "thing": ${JSON.stringify(text)} is not known${suggestion}`);
    expect(problem.hint).toBe("Write one of: red, green, blue.");
  });
});

describe("near names", () => {
  const known = ["directory", "dry-run", "minimum-release-age", "tag"];
  test.each([
    ["dir", "directory"],
    ["dryrun", "dry-run"],
    ["min-release-age", "minimum-release-age"],
    ["tags", "tag"],
  ])("%s", (written, meant) => expect(parse.nearest(written, known)).toBe(` (did you mean ${meant}?)`));
  test.each(["", "x", "upstream", "organization", "di"])("none for %j", (written) =>
    expect(parse.nearest(written, known)).toBe(""),
  );
  test("none of none", () => expect(parse.nearest("tag", [])).toBe(""));
  test("with a prefix", () => expect(parse.nearest("tags", known, "--")).toBe(" (did you mean --tag?)"));
});

describe("repositories", () => {
  test.each([
    ["dagster-io/dagster", "dagster-io", "dagster"],
    ["a/b", "a", "b"],
    ["someone_company/x.y_z-1", "someone_company", "x.y_z-1"],
    ["o/.github", "o", ".github"],
  ])("%s", (text, owner, repo) => expect(parse.repository(text, origin)).toEqual({ owner, repo }));

  test.each([
    "",
    "dagster",
    "/dagster",
    "dagster-io/",
    "a/b/c",
    "-a/b",
    "a/.",
    "a/..",
    "../b",
    "a/b?x",
    "a/b#x",
    "a /b",
    "a/b\n",
    "a/b%2e",
    "https://github.com/dagster-io/dagster",
    `${"a".repeat(40)}/b`,
    `a/${"b".repeat(101)}`,
  ])("%j is refused", (text) => {
    expect(problemThrown(() => parse.repository(text, origin))).toMatchObject({
      kind: "input",
      message: expect.stringContaining("is not a repository"),
      hint: "Write owner/repo, for example dagster-io/dagster.",
    });
  });
});

describe("URLs", () => {
  test.each([
    ["https://api.github.com", "https://api.github.com"],
    ["https://API.GitHub.com/", "https://api.github.com"],
    ["https://ghe.example.org/api/v3///", "https://ghe.example.org/api/v3"],
    ["https://example.org:8443", "https://example.org:8443"],
    ["https://example.org/a@b", "https://example.org/a@b"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost/x", "http://localhost/x"],
    ["http://[::1]:80/", "http://[::1]"],
    ["https://exam\nple.org", "https://example.org"],
  ])("%j is taken as %s", (text, taken) => expect(parse.url(text, origin)).toBe(taken));

  test.each([
    ["", "is not an https URL"],
    ["api.github.com", "is not an https URL"],
    ["http://api.github.com", "is not an https URL"],
    ["http://127.0.0.1.example.org", "is not an https URL"],
    ["http://localhost.example.org", "is not an https URL"],
    ["ftp://127.0.0.1", "is not an https URL"],
    ["file:///etc/passwd", "is not an https URL"],
    ["javascript:alert(1)", "is not an https URL"],
    ["https://example.org/?a=b", "has a query or a fragment"],
    ["https://example.org/#x", "has a query or a fragment"],
  ])("%j %s", (text, fault) => expect(problemThrown(() => parse.url(text, origin)).message).toContain(fault));

  test.each([
    "https://me:hunter2@example.org",
    "https://hunter2@example.org/x",
    "http://me:hunter2@example.org",
    "ftp://me:hunter2@example.org",
    "me:hunter2@example.org",
    "https:\\\\me:hunter2@example.org",
    "https://me:hunter2@",
  ])("credentials in %j are refused and not repeated", (text) => {
    const problem = problemThrown(() => parse.url(text, origin));
    expect(problem.message).toBe('input "thing": the URL carries credentials');
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });
});

describe("numbers above zero", () => {
  test.each([
    ["300", 300],
    ["0.5", 0.5],
    ["007", 7],
  ])("%j is %d", (text, taken) => expect(parse.positive(text, origin)).toBe(taken));

  test.each(["", "0", "0.0", "-1", "1e3", "0x10", "300 ", "NaN", "Infinity", "1,5"])("%j is none", (text) =>
    expect(problemThrown(() => parse.positive(text, origin)).message).toContain("is not a number above zero"),
  );
});

describe("a nixpkgs", () => {
  test.each([
    ["", undefined],
    ["https://github.com/flox/nixpkgs?rev=b3d51a0365f6695e7dd5cdf3e180604530ed33b4", expect.stringMatching(/^https:/)],
    ["github:flox/nixpkgs/stable", "github:flox/nixpkgs/stable"],
  ])("%j is taken", (text, taken) => expect(parse.nixpkgs(text, origin)).toEqual(taken));

  test.each(["stable", "--help", "-d", "https://x y", "https://x\ny", "./nixpkgs"])("%j is no URL", (text) =>
    expect(problemThrown(() => parse.nixpkgs(text, origin)).message).toContain("is not a URL"),
  );
});

describe("a commit message", () => {
  const template = (text: string) => parse.messageTemplate(text, { name: "commit-message", from: "input" });

  test.each(["{name}: {from} -> {to}", "chore: {tag}", "no placeholder", "}{ {"])("%j", (text) => {
    expect(template(text)).toBe(text);
  });

  test.each([
    ["{nam}", "did you mean name?"],
    ["{}", "is not known"],
    ["two\nlines", "one line"],
    ["\u202e", "one line"],
  ])("%j is refused", (text, message) => {
    expect(problemThrown(() => template(text))).toMatchObject({
      kind: "input",
      message: expect.stringContaining(message),
    });
  });
});
