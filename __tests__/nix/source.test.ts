import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { display, encode, fromBytes, positionOf, textOf, toBytes } from "../../src/nix/source.ts";

describe("byte strings", () => {
  test("hold any bytes, one character each", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = fromBytes(bytes);
        expect(text).toHaveLength(bytes.length);
        expect(Uint8Array.from(toBytes(text))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test("read a part of a larger buffer", () => {
    expect(fromBytes(Uint8Array.of(1, 0x61, 0x62, 2).subarray(1, 3))).toBe("ab");
  });

  test("are shown as UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(display(encode(text))).toBe(text);
      }),
    );
    expect(encode("ß")).toBe("\xc3\x9f");
    expect(display("\xff")).toBe("\ufffd");
  });

  test("are cut by spans", () => {
    expect(textOf("abcd", { from: 1, to: 3 })).toBe("bc");
  });
});

describe("positions", () => {
  test.each([
    ["", 0, 1, 1],
    ["ab", 1, 1, 2],
    ["a\nb", 1, 1, 2],
    ["a\nb", 2, 2, 1],
    ["a\r\nb", 3, 2, 1],
    ["a\rb", 2, 2, 1],
    ["a\n\rb", 3, 3, 1],
    ["\r\r\n\n", 4, 4, 1],
    ["\xc3\x9fb", 2, 1, 3],
    ["\tb", 1, 1, 2],
  ])("in %j offset %i is line %i, column %i", (text, offset, line, column) => {
    expect(positionOf(text, offset)).toEqual({ line, column });
  });
});
