import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { jsonText } from "../../src/documents/json.ts";

test.each([
  [{ a: ["naïve 版 😀"] }, '{\n  "a": [\n    "naïve 版 😀"\n  ]\n}\n'],
  ["\u009b2J\u0085\u007f", '"\\u009b2J\\u0085\\u007f"\n'],
  ["\u202e\u2066\u200b\ufeff\u00ad\u2028\u2029", '"\\u202e\\u2066\\u200b\\ufeff\\u00ad\\u2028\\u2029"\n'],
  ["\u{e0041}\ud800\ue000\u001b\n", '"\\udb40\\udc41\\ud800\\ue000\\u001b\\n"\n'],
])("%j", (document, text) => expect(jsonText(document)).toBe(text));

test("is read back as it was, and holds nothing that acts or hides", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text)), (document) => {
      const written = jsonText(document);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
      expect(written).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
