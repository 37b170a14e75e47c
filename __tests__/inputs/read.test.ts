import { describe, expect, test } from "@jest/globals";
import { type CommandName, commandNames, type InputName, inputNames, namesFor } from "../../src/inputs/definitions.ts";
import { checkOptions, type Given, inputsOfRunner, readInputs } from "../../src/inputs/read.ts";
import { problemThrown } from "../helpers/problems.ts";

type Texts = Partial<Record<InputName, string>>;

function given(texts: Texts, from: Given["from"] = "option") {
  return new Map(Object.entries(texts).map(([name, text]) => [name as InputName, { text, from }] as const));
}

function inputs(texts: Texts, configured: Texts = {}, environment: Record<string, string> = {}) {
  return readInputs(given(texts), given(configured, "configuration"), environment);
}

test("every input has a default that its own parser takes", () => {
  expect(inputs({})).toEqual({
    command: "bump",
    directory: ".",
    upstream: { owner: "dagster-io", repo: "dagster" },
    tag: undefined,
    constraint: undefined,
    ignore: [],
    prerelease: false,
    "minimum-release-age": 0,
    versioning: "pep440",
    "tag-pattern": expect.any(RegExp),
    systems: [],
    runners: new Map(),
    nixpkgs: undefined,
    packages: [],
    "timeout-minutes": 300,
    reproducible: false,
    commit: undefined,
    "bump-file": undefined,
    results: undefined,
    preview: undefined,
    "commit-message": "{name}: {from} -> {to}",
    labels: [],
    reviewers: [],
    "team-reviewers": [],
    assignees: [],
    milestone: undefined,
    draft: "auto",
    "auto-merge": "off",
    "on-update": "pull-request",
    status: "check-run",
    "skip-failing": false,
    "fail-on-verdict": false,
    token: undefined,
    "upstream-token": undefined,
    "upstream-api-url": "https://api.github.com",
    "upstream-server-url": "https://github.com",
    "pypi-url": "https://pypi.org",
    requirements: "fix",
    config: ".github/flox-upstream.yml",
    "dry-run": false,
    "exit-code": false,
    flat: false,
    "no-strip-root": false,
    json: false,
  });
});

describe("of several sources", () => {
  test.each([
    ["given", "given", "configured", "environment", "given"],
    ["environment", undefined, "configured", "environment", "environment"],
    ["configuration", undefined, "configured", undefined, "configured"],
    ["environment, where given empty", "", "configured", "environment", "environment"],
    ["configuration, where all else is empty", "", "configured", "", "configured"],
    ["default", "", "", "", undefined],
  ])("%s counts", (_, option, configured, environment, expected) => {
    const read = inputs(
      option === undefined ? {} : { token: option },
      configured === undefined ? {} : { token: configured },
      environment === undefined ? {} : { GITHUB_TOKEN: environment },
    );
    expect(read.token).toBe(expected);
  });

  test("an input without a variable of its own takes nothing from the environment", () => {
    expect(inputs({}, {}, { TAG: "1.0", INPUT_TAG: "1.0", GITHUB_TOKEN: "t" })).toMatchObject({
      tag: undefined,
      "upstream-token": undefined,
    });
  });

  test("GITHUB_TOKEN comes before GH_TOKEN, and an empty one does not hide the other", () => {
    expect(inputs({}, {}, { GH_TOKEN: "b", GITHUB_TOKEN: "a" }).token).toBe("a");
    expect(inputs({}, {}, { GH_TOKEN: "b", GITHUB_TOKEN: "" }).token).toBe("b");
  });

  test("an empty boolean is the default", () => expect(inputs({ prerelease: "" }).prerelease).toBe(false));
  test("a false that is given beats a configured true", () => {
    expect(inputs({ prerelease: "false" }, { prerelease: "true" }).prerelease).toBe(false);
  });
});

describe("values", () => {
  test.each<[Texts, object]>([
    [{ systems: "x86_64-linux, aarch64-darwin" }, { systems: ["x86_64-linux", "aarch64-darwin"] }],
    [{ runners: "x86_64-linux=mine" }, { runners: new Map([["x86_64-linux", "mine"]]) }],
    [{ runners: "x86_64-linux = a=b" }, { runners: new Map([["x86_64-linux", "a=b"]]) }],
    [{ "minimum-release-age": "3 days" }, { "minimum-release-age": 259_200_000 }],
    [{ "tag-pattern": "v(.+)" }, { "tag-pattern": /^(?:v(.+))$/ }],
    [{ ignore: "1.0, 1.1" }, { ignore: [{ text: "1.0" }, { text: "1.1" }] }],
    [{ constraint: ">=1.12,<2" }, { constraint: { text: ">=1.12,<2" } }],
    [{ versioning: "semver" }, { versioning: "semver" }],
    [{ tag: "refs/tags/1.0" }, { tag: "1.0" }],
  ])("%j", (texts, read) => expect(inputs(texts)).toMatchObject(read));

  test.each<[Texts, string]>([
    [{ systems: "x86_64-linux,x86-linux" }, '--systems: "x86-linux" is not known (did you mean x86_64-linux?)'],
    [{ runners: "x86_64-linux" }, '--runners: "x86_64-linux" names no label'],
    [{ runners: "x86_64-linux= " }, '--runners: "x86_64-linux=" names no label'],
    [{ runners: "windows=x" }, '--runners: "windows" is not known'],
    [{ "minimum-release-age": "soon" }, '--minimum-release-age: "soon" is not a length of time'],
    [{ "tag-pattern": "(" }, '--tag-pattern: "(" is not a regular expression'],
    [{ constraint: ">=1 || <3" }, '--constraint: ">=1 || <3" is not a PEP 440 specifier set'],
    [
      { constraint: ">=x.y.z.w", versioning: "semver" },
      '--constraint: ">=x.y.z.w" is not a range of semantic versions',
    ],
    [{ ignore: "1.0, soon" }, '--ignore: "soon" is not a PEP 440 specifier set'],
    [
      { tag: "1.0 && rm" },
      '--tag: The ref "1.0 && rm" is not safe to use: it does not consist of letters, digits and / . _ + - alone, starting with a letter or a digit',
    ],
    [
      { tag: "refs/tags/../1" },
      '--tag: The ref "../1" is not safe to use: it does not consist of letters, digits and / . _ + - alone, starting with a letter or a digit',
    ],
    [{ versioning: "semvar" }, '--versioning: "semvar" is not known (did you mean semver?)'],
    [{ prerelease: "yes" }, '--prerelease: "yes" is not a boolean'],
    [{ upstream: "dagster" }, '--upstream: "dagster" is not a repository'],
    [{ "pypi-url": "http://pypi.org" }, '--pypi-url: "http://pypi.org" is not an https URL'],
  ])("%j is refused by name", (texts, message) => {
    const problem = problemThrown(() => inputs(texts));
    expect(problem).toMatchObject({ kind: "input", message, where: { input: Object.keys(texts)[0] } });
    expect(problem.hint).toBeTruthy();
  });

  test("versions are read by the scheme, whichever of the two is given where", () => {
    const range = ">=1.12.0 <2 || ^3.0.0";
    const read = inputs({ constraint: range, ignore: "1.13.x" }, { versioning: "semver" });
    expect(["1.13.0", "2.1.0", "3.1.0"].map((version) => read.constraint?.allows(version))).toEqual([
      true,
      false,
      true,
    ]);
    expect(read.ignore.map(({ allows }) => allows("1.13.5"))).toEqual([true]);
    expect(() => inputs({ versioning: "pep440" }, { versioning: "semver", constraint: range })).toThrow(
      `"constraint" in the configuration file: "${range}" is not a PEP 440 specifier set`,
    );
    expect(() => inputs({ constraint: "<2" }, { versioning: "calver" })).toThrow('"calver" is not known');
  });

  test("what the configuration file sets is refused with its place, and the cause is kept", () => {
    const where = { file: "c.yml", line: 2, column: 1 };
    const configured = new Map([["tag-pattern", { text: "(", from: "configuration", where }]] as const);
    const problem = problemThrown(() => readInputs(new Map(), configured, {}));
    expect(problem.where).toEqual({ ...where, input: "tag-pattern" });
    expect(problem.message).toBe('"tag-pattern" in the configuration file: "(" is not a regular expression');
    expect(problem.cause).toMatchObject({ name: "SyntaxError" });
  });
});

describe("a runner's environment", () => {
  test("holds inputs in capitals; white space around them goes, and empty ones are not given", () => {
    const environment = {
      PATH: "/bin",
      "INPUT_DRY-RUN": " true\n",
      INPUT_TAG: "1.0",
      INPUT_CONSTRAINT: "",
      "INPUT_BUMP-FILE": "  ",
      INPUT_SYSTEMS: undefined,
    };
    expect([...inputsOfRunner(environment)]).toEqual([
      ["dry-run", { text: "true", from: "input" }],
      ["tag", { text: "1.0", from: "input" }],
    ]);
  });

  test.each([
    ["INPUT_DRYRUN", "true", 'unknown input "dryrun" (did you mean dry-run?)'],
    ["INPUT_DRY_RUN", "", 'unknown input "dry_run" (did you mean dry-run?)'],
    ["INPUT_JSON", "true", 'unknown input "json"'],
    ["INPUT_X\u001b[2J", "y", 'unknown input "x\\u{1b}[2j"'],
  ])("%s is refused, and the known ones are listed", (variable, value, message) => {
    const problem = problemThrown(() => inputsOfRunner({ [variable]: value }));
    expect(problem).toMatchObject({ kind: "usage", message });
    const listed = problem.hint?.replace(/^Known: (.*)\.$/, "$1").split(", ");
    expect(listed).toEqual(expect.arrayContaining(["command", "tag", "bump-file", "token"]));
    for (const option of ["json", "flat", "no-strip-root", "exit-code"]) expect(listed).not.toContain(option);
  });
});

describe("options of a command", () => {
  test.each(commandNames.flatMap((command) => namesFor(command, "option").map((name) => [command, name] as const)))(
    "%s takes --%s",
    (command, name) => expect(() => checkOptions(command, given({ [name]: "x" }))).not.toThrow(),
  );

  test.each<[CommandName, InputName, string]>([
    ["check", "flat", "--flat is an option of hash, not of check"],
    ["check", "dry-run", "--dry-run is an option of bump and report, not of check"],
    ["hash", "tag", "--tag is an option of check and bump, not of hash"],
    ["bump", "exit-code", "--exit-code is an option of check, not of bump"],
    ["check", "command", "unknown option --command"],
    ["report", "labels", "unknown option --labels"],
  ])("%s refuses --%s and lists its own", (command, name, message) => {
    const problem = problemThrown(() => checkOptions(command, given({ [name]: "x" })));
    expect(problem).toMatchObject({ kind: "usage", message: expect.stringContaining(message) });
    const own = namesFor(command, "option").map((known) => `--${known}`);
    expect(problem.hint).toBe(`Known: ${own.join(", ")}.`);
  });

  test("the action has no options of the terminal, and the terminal no inputs of the action", () => {
    expect(namesFor("bump", "input")).toEqual(expect.arrayContaining(["command", "bump-file"]));
    expect(namesFor("bump", "option")).toContain("json");
    expect(namesFor("bump", "input")).not.toContain("json");
    expect(inputNames.length).toBe(new Set(inputNames).size);
  });
});
