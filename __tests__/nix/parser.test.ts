import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { NixSyntaxError, parseNix } from "../../src/nix/parser.ts";
import { fromBytes } from "../../src/nix/source.ts";
import type { SyntaxTree } from "../../src/nix/syntax.ts";
import { mutated, nixFile } from "../helpers/nix-grammar.ts";
import { accepted } from "../helpers/nix-language/accepted.ts";
import { rejected } from "../helpers/nix-language/rejected.ts";
import { show } from "../helpers/nix-show.ts";

const folder = new URL("../fixtures/nix/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => [name, fromBytes(readFileSync(new URL(name, folder)))] as const);

function reprinted({ text, tokens }: SyntaxTree): string {
  return tokens.map(({ from, to }) => text.slice(from, to)).join("");
}

function errorOf(text: string): NixSyntaxError | undefined {
  try {
    parseNix(text);
    return undefined;
  } catch (error) {
    if (error instanceof NixSyntaxError) return error;
    throw error;
  }
}

describe.each(Object.entries(accepted))("%s", (_, rows) => {
  test.each(rows)("%j is %j", (text, shown) => {
    const tree = parseNix(text);
    expect(show(tree, { folder: "/repo/pkgs", home: "/home/me", rank: () => 0 })).toBe(shown);
    expect(reprinted(tree)).toBe(text);
  });
});

describe.each(Object.entries(rejected))("rejected: %s", (_, rows) => {
  test.each(rows)("%j at %s: %s", (text, place, message) => {
    const error = errorOf(text);
    expect([`${error?.line}:${error?.column}`, error?.message]).toEqual([place, message]);
  });
});

describe("the tree", () => {
  test("has byte-exact spans, names and values", () => {
    const [a, b] = ["é", "ß"].map((letter) => Buffer.from(letter).toString("latin1"));
    const text = `# ${a}\n{ v, ... }: f { x."y z" = "${b}\${v}\\n"; inherit (v) w; }`;
    const span = (written: string, after = 0) => {
      const from = text.indexOf(written, after);
      return { from, to: from + written.length };
    };
    const name = (written: string, value: string, after = 0) => ({
      ...{ kind: "name", name: value, expression: undefined },
      ...span(written, after),
    });
    const variable = (written: string, after: number) => ({ kind: "variable", name: written, ...span(written, after) });
    const string = `"${b}\${v}\\n"`;
    const start = text.indexOf(string);
    expect(parseNix(text).root).toEqual({
      kind: "lambda",
      argument: undefined,
      formals: {
        ellipsis: true,
        entries: [{ name: "v", default: undefined, ...span("v") }],
        ...span("{ v, ... }"),
      },
      body: {
        kind: "apply",
        function: variable("f", 15),
        argument: {
          kind: "set",
          form: "plain",
          bindings: [
            {
              kind: "binding",
              path: [name("x", "x"), name('"y z"', "y z")],
              value: {
                kind: "string",
                style: "quoted",
                parts: [
                  { kind: "text", value: b, verbatim: true, from: start + 1, to: start + 3 },
                  {
                    kind: "interpolation",
                    expression: variable("v", start),
                    from: start + 3,
                    to: start + 7,
                  },
                  { kind: "text", value: "\n", verbatim: false, from: start + 7, to: start + 9 },
                ],
                ...span(string),
              },
              ...span(`x."y z" = ${string};`),
            },
            {
              kind: "inherit",
              source: variable("v", text.indexOf("(v)")),
              names: [name("w", "w")],
              ...span("inherit (v) w;"),
            },
          ],
          ...span(text.slice(text.indexOf("{ x"))),
        },
        ...span(text.slice(text.indexOf("f {"))),
      },
      ...span(text.slice(text.indexOf("{ v"))),
    });
  });

  test("names what is only known by evaluation by its expression", () => {
    const { root } = parseNix('{ ${a} = 1; "${b}c" = 2; }');
    const bindings = root.kind === "set" ? root.bindings : [];
    const names = bindings.flatMap((binding) => (binding.kind === "binding" ? binding.path : []));
    expect(names).toMatchObject([
      { name: undefined, expression: { kind: "variable", name: "a" }, from: 2, to: 6 },
      { name: undefined, expression: { kind: "string", style: "quoted" }, from: 12, to: 19 },
    ]);
  });

  test.each([
    ['"a.b"', true],
    ['"a\\.b"', false],
    ["''a.b''", true],
    ["''  a''", false],
    ["''a''\\nb''", false],
    ['"a\r\nb"', false],
  ])("says whether the text of %j is its value: %s", (text, verbatim) => {
    expect(parseNix(text).root).toMatchObject({ parts: [{ verbatim }] });
  });
});

describe("losslessness", () => {
  test.each(fixtures)("%s", (_, text) => {
    expect(reprinted(parseNix(text))).toBe(text);
  });

  test("of generated files: tokens partition the text, or there is a syntax error inside it", () => {
    fc.assert(
      fc.property(fc.oneof(nixFile, mutated(nixFile)), (text) => {
        const error = errorOf(text);
        if (error === undefined) expect(reprinted(parseNix(text))).toBe(text);
        else expect(error.offset >= 0 && error.offset <= text.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of any bytes: a tree or a syntax error, and nothing else", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map(fromBytes),
      mutated(fc.constantFrom(...fixtures.map(([, text]) => text))),
    );
    fc.assert(
      fc.property(bytes, (text) => {
        const error = errorOf(text);
        expect(error ?? reprinted(parseNix(text))).toEqual(error ?? text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("size", () => {
  const deep: readonly (readonly [string, string])[] = [
    ["parentheses", `${"(".repeat(9_900)}1${")".repeat(9_900)}`],
    ["lists", `${"[".repeat(4_900)}${"]".repeat(4_900)}`],
    ["sets", `${"{a=".repeat(2_400)}1${";}".repeat(2_400)}`],
    ["functions", `${"x: ".repeat(3_300)}1`],
    ["negations", `${"!".repeat(9_900)}true`],
    ["operators to the right", "[ ] ++ ".repeat(4_900).concat("[ ]")],
    ["operators to the left", "1 + ".repeat(50_000).concat("1")],
    ["characters that could be a path's", `a${"+a-".repeat(50_000)}`],
    ["characters that could be a URI's", `a${".a".repeat(50_000)}`],
    ["digits", "0".repeat(500_000)],
    ["arguments", `f${" x".repeat(50_000)}`],
    ["names", `a${'."b"'.repeat(50_000)}`],
    ["inherited names", `{ inherit${Array.from({ length: 20_000 }, (_, i) => ` "n${i}"`).join("")}; }`],
    ["items", `[\n${"  a.b\n".repeat(50_000)}]`],
    ["interpolations", `"${"${a}".repeat(50_000)}"`],
  ];

  test.each(deep)("%s as deep and long as Nix reads them", (_, text) => {
    expect(reprinted(parseNix(text))).toBe(text);
  });

  test.each(["(", "[", "{a=", "x: ", "!", '"${', "a++", "{a?", "if a then b else ", "with a;"])(
    "%s nested without end is an error like any other",
    (opening) => {
      expect(errorOf(opening.repeat(50_000))?.message).toBe("nested more than 10000 deep");
    },
  );
});
