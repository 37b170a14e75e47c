import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { NixSyntaxError, parseNix } from "../../src/nix/parser.ts";
import { display, fromBytes, type Position, positionOf } from "../../src/nix/source.ts";
import type { Expression, SyntaxTree } from "../../src/nix/syntax.ts";
import { descend } from "../../src/nix/walk.ts";
import { describeWith } from "../helpers/needs.ts";
import { mutated, nixFile, nixSet, nixString } from "../helpers/nix-grammar.ts";
import { accepted } from "../helpers/nix-language/accepted.ts";
import { rejected } from "../helpers/nix-language/rejected.ts";
import { type NixParser, nixParser } from "../helpers/nix-parse.ts";
import { boundNames, joinLiterals, show } from "../helpers/nix-show.ts";

const folder = new URL("../fixtures/nix/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => fromBytes(readFileSync(new URL(name, folder))));

function read(text: string): SyntaxTree | NixSyntaxError {
  try {
    return parseNix(text);
  } catch (error) {
    if (error instanceof NixSyntaxError) return error;
    throw error;
  }
}

function isTree(reading: SyntaxTree | NixSyntaxError): reading is SyntaxTree {
  return !(reading instanceof NixSyntaxError);
}

describeWith("nix", "agreement with nix-instantiate --parse", () => {
  let nix: NixParser;
  beforeAll(async () => {
    nix = await nixParser();
  });
  afterAll(() => nix.close());

  /** Same verdict on each text, and the same tree for what both accept. */
  async function expectAgreement(texts: readonly string[]): Promise<void> {
    const readings = texts.map(read);
    const trees = readings.filter(isTree);
    const { verdicts, ranks } = await nix.parse(texts, trees.flatMap(boundNames));
    const rank = (name: string): number => ranks.get(name) ?? -1;
    const ours = readings.map((reading, i) => {
      if (reading instanceof NixSyntaxError) return "rejected";
      const isShown = verdicts[i]?.accepted !== true || verdicts[i].shown !== undefined;
      return isShown ? show(reading, { folder: nix.folder, home: nix.home, rank }) : "accepted";
    });
    const theirs = verdicts.map((verdict) =>
      verdict.accepted ? joinLiterals(verdict.shown ?? "accepted") : "rejected",
    );
    expect(texts.map((text, i) => [text, ours[i]])).toEqual(texts.map((text, i) => [text, theirs[i]]));
  }

  test("every feature that is accepted", async () => {
    await expectAgreement(Object.values(accepted).flatMap((rows) => rows.map(([text]) => text)));
  });

  test("every text that is rejected, and where", async () => {
    const rows = Object.values(rejected).flat();
    const { verdicts } = await nix.parse(rows.map(([text]) => text));
    const theirs = verdicts.map((verdict) => (verdict.accepted ? "accepted" : `${verdict.line}:${verdict.column}`));
    expect(rows.map(([text], i) => [text, theirs[i]])).toEqual(
      rows.map(([text, place, , nixPlace]) => [text, nixPlace ?? place]),
    );
  });

  test("fixtures", async () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(10);
    await expectAgreement(fixtures);
  });

  test("generated files", async () => {
    await fc.assert(fc.asyncProperty(fc.array(nixFile, { minLength: 50, maxLength: 50 }), expectAgreement), {
      numRuns: 8,
    });
  });

  test("mutations of generated files and of fixtures", async () => {
    const texts = fc.oneof(mutated(nixFile), mutated(fc.constantFrom(...fixtures)));
    await fc.assert(fc.asyncProperty(fc.array(texts, { minLength: 25, maxLength: 25 }), expectAgreement), {
      numRuns: 8,
    });
  });

  test("the values of strings", async () => {
    const strings = fc.array(nixString, { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(strings, async (texts) => {
        const trees = texts.map(read).filter(isTree).filter(isString);
        expect(trees.length).toBeGreaterThan(30);
        const values = await nix.evaluate(
          trees.map(({ text }) => text),
          `builtins.genList (n: import (file n)) ${trees.length}`,
        );
        expect(trees.map(({ root }) => display(stringValue(root)))).toEqual(values);
      }),
      { numRuns: 8 },
    );
  });

  test("the positions of attributes", async () => {
    const sets = fc.array(nixSet, { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sets, async (texts) => {
        const trees = texts.map(read).filter(isTree);
        expect(trees.length).toBeGreaterThan(0);
        const positions = await nix.evaluate(
          trees.map(({ text }) => text),
          `builtins.genList (n: let set = import (file n); in
            builtins.mapAttrs (name: _: removeAttrs (builtins.unsafeGetAttrPos name set) [ "file" ]) set) ${trees.length}`,
        );
        expect(trees.map(attributePositions)).toEqual(positions);
      }),
      { numRuns: 5 },
    );
  });
});

/** A `$` before an interpolation makes text of it, and its quotes then end the string: what is behind may be no string. */
function isString({ root }: SyntaxTree): boolean {
  return [...descend(root)].every(({ kind }) => kind === "string");
}

/** What a string of strings evaluates to, as a byte string. */
function stringValue(expression: Expression): string {
  if (expression.kind !== "string") throw new TypeError(`not a string: ${expression.kind}`);
  return expression.parts.map((part) => (part.kind === "text" ? part.value : stringValue(part.expression))).join("");
}

/** Where Nix says that each attribute of `with { }; { ... }` is: inherited ones right behind `inherit` or its source. */
function attributePositions({ text, tokens, root }: SyntaxTree): Record<string, Position> {
  const set = root.kind === "with" ? root.body : root;
  if (set.kind !== "set") throw new TypeError(`not a set: ${set.kind}`);
  const positions: Record<string, Position> = {};
  for (const binding of set.bindings) {
    if (binding.kind === "binding") positions[binding.path[0]?.name ?? ""] ??= positionOf(text, binding.from);
    else {
      const first = binding.names[0]?.from ?? binding.to;
      const before = tokens.findLast(({ kind, to }) => to <= first && kind !== "whitespace" && kind !== "comment");
      for (const { name = "" } of binding.names) positions[name] = positionOf(text, before?.to ?? 0);
    }
  }
  return positions;
}
