import { describe, expect, test } from "@jest/globals";
import { commandNames, namesFor } from "../../src/inputs/definitions.ts";
import { parseArguments } from "../../src/terminal/arguments.ts";
import { problemThrown } from "../helpers/problems.ts";

/** The invocation with its options as an object. */
function run(...args: string[]) {
  const invocation = parseArguments(args);
  if (invocation.kind !== "run") throw new Error(`it is ${invocation.kind}`);
  const { command, given, operands } = invocation;
  return { command, given: Object.fromEntries([...given].map(([name, { text }]) => [name, text])), operands };
}

describe("runs", () => {
  test.each([
    [["check"], { command: "check", given: {}, operands: [] }],
    [["bump", "--tag", "1.0"], { command: "bump", given: { tag: "1.0" }, operands: [] }],
    [["bump", "--tag=1.0"], { command: "bump", given: { tag: "1.0" }, operands: [] }],
    [["--tag", "1.0", "bump"], { command: "bump", given: { tag: "1.0" }, operands: [] }],
    [["bump", "--dry-run", "--json"], { command: "bump", given: { "dry-run": "true", json: "true" }, operands: [] }],
    [["bump", "--dry-run=false"], { command: "bump", given: { "dry-run": "false" }, operands: [] }],
    [["check", "--constraint", ">=1,<2"], { command: "check", given: { constraint: ">=1,<2" }, operands: [] }],
    [["check", "--constraint=a=b"], { command: "check", given: { constraint: "a=b" }, operands: [] }],
    [["check", "--tag=-x"], { command: "check", given: { tag: "-x" }, operands: [] }],
    [["check", "--tag", "1", "--tag", "2"], { command: "check", given: { tag: "2" }, operands: [] }],
    [["check", "--ignore", "1", "--ignore=2"], { command: "check", given: { ignore: "1,2" }, operands: [] }],
    [["hash", "a", "b", "--flat"], { command: "hash", given: { flat: "true" }, operands: ["a", "b"] }],
    [["hash", "--flat", "a"], { command: "hash", given: { flat: "true" }, operands: ["a"] }],
    [["hash", "--", "-x.tgz", "--flat"], { command: "hash", given: {}, operands: ["-x.tgz", "--flat"] }],
    [["hash", "--", "--help"], { command: "hash", given: {}, operands: ["--help"] }],
    [["hash", "--", "--", "-h"], { command: "hash", given: {}, operands: ["--", "-h"] }],
    [["scan"], { command: "scan", given: {}, operands: [] }],
    [["scan", "a.nix", "b.nix"], { command: "scan", given: {}, operands: ["a.nix", "b.nix"] }],
    [["hash", "-"], { command: "hash", given: {}, operands: ["-"] }],
  ])("%j", (args, expected) => expect(run(...args)).toEqual(expected));

  test("what is given is known to come from an option", () => {
    const invocation = parseArguments(["check", "--tag=1"]);
    expect(invocation).toMatchObject({ given: new Map([["tag", { text: "1", from: "option" }]]) });
  });
});

describe("help and version", () => {
  test.each([
    [["--help"], undefined],
    [["-h"], undefined],
    [["help"], undefined],
    [["help", "bump"], "bump"],
    [["help", "nonsense"], undefined],
    [["bump", "--help"], "bump"],
    [["--help", "bump"], "bump"],
    [["bump", "-h", "--nonsense"], "bump"],
    [["bump", "--nonsense", "--help"], "bump"],
    [["bump", "--tag", "--help"], "bump"],
    [["bump", "--tag", "1", "x", "--help"], "bump"],
    [["nonsense", "--help"], undefined],
    [["hash", "--help", "--", "x"], "hash"],
  ])("%j is help", (args, command) => expect(parseArguments(args)).toEqual({ kind: "help", command }));

  test.each([[["--version"]], [["bump", "--version"]]])("%j is the version", (args) =>
    expect(parseArguments(args)).toEqual({ kind: "version" }),
  );
});

describe("wrong use", () => {
  test.each([
    [[], "no command was given"],
    [["publsh"], 'unknown command "publsh"'],
    [["chekc"], 'unknown command "chekc" (did you mean check?)'],
    [["\u001b[2J"], 'unknown command "\\u{1b}[2J"'],
    [["check", "--tga", "1"], "unknown option --tga (did you mean --tag?)"],
    [["check", "--no-prerelease"], "unknown option --no-prerelease (did you mean --prerelease?)"],
    [["check", "-x"], "unknown option -x"],
    [["check", "--command", "bump"], "unknown option --command"],
    [["check", "--__proto__=x"], "unknown option --__proto__"],
    [["check", "--flat"], "--flat is an option of hash, not of check"],
    [["check", "--tag"], "--tag needs a value"],
    [["check", "--tag="], "--tag needs a value"],
    [["check", "--tag", ""], "--tag needs a value"],
    [["bump", "--dry-run="], "--dry-run needs a value"],
    [["bump", "--tag", "--dry-run"], '--tag needs a value, and "--dry-run" looks like an option'],
    [["check", "--tag", "-x"], '--tag needs a value, and "-x" looks like an option'],
    [["check", "extra"], 'check takes no operand, and got "extra"'],
    [["bump", "--dry-run", "false"], 'bump takes no operand, and got "false"'],
    [["hash"], "hash needs at least one archive or URL"],
    [["hash", "--flat"], "hash needs at least one archive or URL"],
  ])("%j", (args, message) => {
    const problem = problemThrown(() => parseArguments(args));
    expect(problem).toMatchObject({ kind: "usage", message });
    expect(problem.hint).toBeTruthy();
  });

  test("an unknown command lists the commands", () => {
    expect(problemThrown(() => parseArguments(["x"])).hint).toBe("Known: check, bump, build, report, scan, hash.");
  });

  test.each(commandNames)("an unknown option of %s lists what it takes, and nothing else", (command) => {
    const listed = problemThrown(() => parseArguments([command, "--nonsense"])).hint;
    expect(listed).toBe(
      `Known: ${namesFor(command, "option")
        .map((name) => `--${name}`)
        .join(", ")}.`,
    );
    expect(listed).toContain("--json");
    expect(listed?.includes("--flat")).toBe(command === "hash");
    expect(listed?.includes("--tag,")).toBe(command === "check" || command === "bump");
  });
});
