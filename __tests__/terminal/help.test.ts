import { describe, expect, test } from "@jest/globals";
import { exitCodes } from "../../src/errors.ts";
import { commandNames, definitionOf, isBoolean, namesFor } from "../../src/inputs/definitions.ts";
import { readInputs } from "../../src/inputs/read.ts";
import { parseArguments } from "../../src/terminal/arguments.ts";
import { commandHelp, help } from "../../src/terminal/help.ts";

const pages = [["all", help(undefined)], ...commandNames.map((name) => [name, help(name)])] as [string, string][];

test.each(pages)("the page of %s fits a terminal, is plain text, and names every exit code", (_, page) => {
  for (const line of page.split("\n")) {
    expect(line.length).toBeLessThanOrEqual(110);
    expect(line).toBe(line.trimEnd());
  }
  expect(page).toMatch(/^[\n -~→…]*\n$/u);
  expect(page).not.toContain("`");
  expect(page).not.toMatch(/undefined|\[object|NaN/);
  for (const code of [0, ...Object.values(exitCodes)]) expect(page).toMatch(new RegExp(`^  ${code}  \\w`, "m"));
});

test("the overview lists every command and says what it does", () => {
  const widest = Math.max(...commandNames.map((name) => name.length));
  for (const name of commandNames)
    expect(help(undefined)).toContain(`  ${name.padEnd(widest)}  ${commandHelp[name].summary}`);
});

describe.each(commandNames)("the page of %s", (command) => {
  const page = help(command);
  const flags = [...page.matchAll(/^ {2}--([a-z-]+)( [A-Z/]+)?/gm)];

  test("lists exactly its options, with a placeholder where a value is wanted", () => {
    expect(flags.map(([, name]) => name)).toEqual(namesFor(command, "option"));
    for (const [, name = "", placeholder] of flags) {
      const known = namesFor(command, "option").find((option) => option === name);
      expect(known && isBoolean(known)).toBe(placeholder === undefined);
    }
  });

  test("states the default of each that has one", () => {
    const flat = page.replace(/\s+/g, " ");
    for (const name of namesFor(command, "option").filter((option) => !isBoolean(option))) {
      const { default: fallback, defaultText } = definitionOf(name);
      const stated = `Default: ${(defaultText ?? fallback).replaceAll("`", "")}`;
      expect(flat).toContain(stated.endsWith(".") ? `${stated} ` : `${stated}. `);
    }
  });
});

describe("examples", () => {
  const examples = commandNames.flatMap((command) =>
    commandHelp[command].examples.map(([line, meaning]) => [command, line, meaning] as const),
  );

  test.each(examples)("of %s: %s", (command, line, meaning) => {
    expect(line).toMatch(new RegExp(`^flox-upstream ${command}( |$)`));
    expect(meaning).not.toBe("");
    expect(help(command)).toContain(line);
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
    const invocation = parseArguments(words.slice(1));
    expect(invocation).toMatchObject({ kind: "run", command });
    if (invocation.kind === "run") readInputs(invocation.given, new Map(), {});
  });
});
