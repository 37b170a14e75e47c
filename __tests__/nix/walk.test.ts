import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { NixSyntaxError, parseNix } from "../../src/nix/parser.ts";
import { fromBytes, textOf } from "../../src/nix/source.ts";
import type { Expression } from "../../src/nix/syntax.ts";
import { children, descend } from "../../src/nix/walk.ts";
import { nixFile } from "../helpers/nix-grammar.ts";

const folder = new URL("../fixtures/nix/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => [name, fromBytes(readFileSync(new URL(name, folder)))] as const);

/** Children stand inside their parent, in the order of the text, and do not overlap. */
function expectNested(root: Expression): void {
  for (const parent of descend(root)) {
    let from = parent.from;
    for (const child of children(parent)) {
      expect(child.from).toBeGreaterThanOrEqual(from);
      expect(child.to).toBeGreaterThan(child.from);
      from = child.to;
    }
    expect(parent.to).toBeGreaterThanOrEqual(from);
  }
}

describe("children", () => {
  test.each<[string, string[]]>([
    ["a", []],
    ["1", []],
    ["x:y", []],
    ["<a>", []],
    ['"a${b}${c}"', ["b", "c"]],
    ["''a${b}''", ["b"]],
    ["./a/${b}", ["b"]],
    ["[ a b.c ]", ["a", "b.c"]],
    ["{ a.${b} = c; inherit (d) e; inherit f; }", ["b", "c", "d"]],
    ["let a = b; in c", ["b", "c"]],
    ["let { a = b; body = c; }", ["b", "c"]],
    ["with a; b", ["a", "b"]],
    ["assert a; b", ["a", "b"]],
    ["if a then b else c", ["a", "b", "c"]],
    ["{ a, b ? c, d ? e }: f", ["c", "e", "f"]],
    ["a: b", ["b"]],
    ["a b c", ["a b", "c"]],
    ["a.b.${c} or d", ["a", "c", "d"]],
    ["a ? b.${c}", ["a", "c"]],
    ["!a", ["a"]],
    ["a + b", ["a", "b"]],
    ["(a)", ["a"]],
  ])("of %s are %j", (text, expected) => {
    const found = children(parseNix(text).root).map((child) => textOf(text, child));
    expect(found).toEqual(expected);
  });

  test.each(fixtures)("stand inside their parents in %s", (_, text) => {
    expectNested(parseNix(text).root);
  });

  test("stand inside their parents in generated files", () => {
    fc.assert(
      fc.property(nixFile, (text) => {
        let root: Expression;
        try {
          root = parseNix(text).root;
        } catch (error) {
          expect(error).toBeInstanceOf(NixSyntaxError);
          return;
        }
        expectNested(root);
      }),
      { numRuns: 300 },
    );
  });
});

describe("descend", () => {
  test("gives each expression before its children, in the order of the text", () => {
    const text = 'f { a = "${b}"; } [ c (d e) ]';
    expect([...descend(parseNix(text).root)].map((expression) => textOf(text, expression))).toEqual([
      text,
      'f { a = "${b}"; }',
      "f",
      '{ a = "${b}"; }',
      '"${b}"',
      "b",
      "[ c (d e) ]",
      "c",
      "(d e)",
      "d e",
      "d",
      "e",
    ]);
  });

  test("does not mind width", () => {
    const { root } = parseNix(`[${" 1".repeat(200_000)} ]`);
    expect([...descend(root)]).toHaveLength(200_001);
  });

  test("does not mind depth", () => {
    const depth = 9_000;
    const { root } = parseNix(`${"(".repeat(depth)}1${")".repeat(depth)}`);
    expect([...descend(root)]).toHaveLength(depth + 1);
  });
});
