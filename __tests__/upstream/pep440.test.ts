import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  comparePep440,
  isPep440Prerelease,
  isPep440Version,
  matchesSpecifiers,
  normalizePep440,
  parseSpecifiers,
} from "../../src/upstream/pep440.ts";

describe("order", () => {
  // Each line is in ascending order; the first is the example of PEP 440, "Summary of permitted suffixes".
  const ascending = [
    ["1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2"],
    ["1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7"],
    ["1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1"],
    ["1.12.1.dev1", "1.12.1rc1", "1.12.1", "1.12.1.post1"],
    ["0.10", "0.11.0.post0", "0.12.0.pre3", "0.14.0a1", "0.14.20rc0", "0.14.20", "1.9.13", "1.10.7"],
    ["2.0", "1!0+dev", "1!1.0"],
  ];
  for (const line of ascending) {
    for (const [index, older] of line.entries()) {
      for (const newer of line.slice(index + 1)) {
        test(`${older} < ${newer}`, () => {
          expect(comparePep440(older, newer)).toBe(-1);
          expect(comparePep440(newer, older)).toBe(1);
        });
      }
    }
  }

  test.each([
    ["1.12", "1.12.0"],
    ["1.0", "1"],
    ["v1.0", "1.0"],
    ["1.0-1", "1.0.post1"],
    ["1.0.pre3", "1.0rc3"],
    ["1.0+A_1", "1.0+a.1"],
  ])("%s == %s", (a, b) => {
    expect(comparePep440(a, b)).toBe(0);
  });

  test.each([
    ["", "1.0"],
    ["1.0", "master"],
    ["1.12.16 (YANKED)", "1.0"],
    ["1.0.0.0.x", "1.0"],
    // Not to be told apart in a double-precision number.
    ["99999999999999999999.1", "99999999999999999998.1"],
  ])("%j and %j have no clear order", (a, b) => {
    expect(comparePep440(a, b)).toBeUndefined();
  });

  test("is antisymmetric and agrees with the normal form", () => {
    const version = fc
      .tuple(
        fc.constantFrom("", "1!"),
        fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
        fc.constantFrom("", "a1", ".pre2", "-rc-3"),
        fc.constantFrom("", ".post0", "-1", "rev2"),
        fc.constantFrom("", ".dev", "-dev4"),
        fc.constantFrom("", "+a", "+5.x"),
      )
      .map(([epoch, release, ...rest]) => epoch + release.join(".") + rest.join(""));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = comparePep440(a, b);
        expect(order).toBeDefined();
        expect(comparePep440(b, a)).toBe(0 - (order ?? 0));
        expect(comparePep440(a, normalizePep440(a) ?? "")).toBe(0);
      }),
    );
  });
});

test.each([
  ["1.12.0.pre3", "1.12.0rc3"],
  ["v1.0-ALPHA.2", "1.0a2"],
  ["1!0+dev", "1!0+dev"],
  ["1.0+Ubuntu-1_x", "1.0+ubuntu.1.x"],
  ["1.0.post", "1.0.post0"],
  ["1.0.DEV3", "1.0.dev3"],
  ["01.02", "1.2"],
  ["latest", undefined],
])("the normal form of %s is %s", (text, normal) => {
  expect(normalizePep440(text)).toBe(normal);
});

test.each([
  ["1.0", false],
  ["1.0.post1", false],
  ["1.0+local", false],
  ["1.12.2b1", true],
  ["1.0rc1", true],
  ["1.0.dev3", true],
  ["1.0.post1.dev2", true],
])("%s is a pre-release: %s", (version, expected) => {
  expect(isPep440Prerelease(version)).toBe(expected);
});

describe("specifiers", () => {
  test.each([
    ["1.12.5", ">=1.12,<2", true],
    ["2.0", ">=1.12,<2", false],
    ["2.0rc1", "<2", false],
    ["2.0rc1", "<2.0rc2", true],
    ["2.0.dev1", "<2.0rc2", true],
    ["1.12.1rc1", ">=1.12", true],
    ["1.0", "<1!1.0", true],
    ["1.12.post1", ">1.12", false],
    ["1.12.post2", ">1.12.post1", true],
    ["1.12+local", ">1.12", false],
    ["1.12+local", "<=1.12", true],
    ["1.12+local", "==1.12", true],
    ["1.12+local", "==1.12+other", false],
    ["1.12+local", "!=1.12", false],
    ["1.12", "==1.12.0", true],
    ["1.12", "==1.12.0.*", true],
    ["1.12.5rc1", "==1.12.*", true],
    ["1.120", "==1.12.*", false],
    ["1!1.12.0", "==1.12.*", false],
    ["1.12.5", "!=1.12.*", false],
    ["1.4.5", "~=1.4.2", true],
    ["1.5.0", "~=1.4.2", false],
    ["1.4.1", "~=1.4.2", false],
    ["1.9", "~=1.4", true],
    ["2.0", "~=1.4", false],
    ["1.0", "===1.0", true],
    ["1.0.0", "===1.0", false],
    ["4.14", "<4.14", false],
    ["1.0", "", true],
    ["3.10", ">=3.9,<3.11,", true],
    ["3.8", ">=3.9 , ", false],
    ["not a version", ">=1", false],
  ])("%s in %s: %s", (version, specifiers, expected) => {
    expect(matchesSpecifiers(version, parseSpecifiers(specifiers) ?? [])).toBe(expected);
  });

  test.each([
    ">=1.12 <2",
    "1.12",
    "=1.0",
    "<foo",
    "~=1",
    ">=1.0.*",
    "<1.0+local",
    "==1.0a1.*",
    ">=1,,<2",
    ",",
    ">=1,,",
    "==1.*.*",
  ])("%s is not a specifier set", (text) => {
    expect(parseSpecifiers(text)).toBeUndefined();
  });

  test("a version is read or not, never half", () => {
    expect(["1.0", "1.0 ", "1.0\n", "1..0", "1.0;x"].map(isPep440Version)).toEqual([true, false, false, false, false]);
  });
});
