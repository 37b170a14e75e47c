import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isMalformed, parseRequirement, type Requirement } from "../../../src/upstream/requirements/pep508.ts";

function read(text: string): Requirement {
  const parsed = parseRequirement(text);
  if (isMalformed(parsed)) throw new Error(parsed.why);
  return parsed;
}

function fault(text: string): string {
  const parsed = parseRequirement(text);
  if (!isMalformed(parsed)) throw new Error(`${text} was read`);
  return parsed.why;
}

const comparison = (name: string, operator: string, value: string) => ({
  kind: "comparison",
  left: { kind: "variable", name },
  operator,
  right: { kind: "text", value },
});

describe("what is read", () => {
  test.each([
    ["A", { name: "A", normalizedName: "a", extras: [], url: undefined, markerText: "" }],
    ["A.B-C_D", { name: "A.B-C_D", normalizedName: "a-b-c-d" }],
    ["name [fred,bar]", { name: "name", extras: ["fred", "bar"] }],
    ["name[ a , a ]", { extras: ["a"] }],
    ["name[]", { extras: [] }],
    ["name @ http://foo.com/a.zip", { url: "http://foo.com/a.zip" }],
    ["name@http://foo.com ; os_name=='a'", { url: "http://foo.com", markerText: "os_name=='a'" }],
    [" \tname ", { name: "name" }],
  ] as const)("%s", (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test.each([
    ["name>=3", [">=3"]],
    ["name>=3,<2", [">=3", "<2"]],
    ["name (>=3 , != 3.1.* )", [">=3", "!=3.1*"]],
    ["name ~= 1.4.2,", ["~=1.4.2"]],
    ["name===anything-at+all", ["===anything-at+all"]],
    ["name==1.0+local.1", ["==1.0+local.1"]],
  ])("the bounds of %s", (text, expected) => {
    const { specifiers } = read(text);
    expect(specifiers.map(({ operator, version, prefix }) => `${operator}${version}${prefix ? "*" : ""}`)).toEqual(
      expected,
    );
  });

  test("a marker, with `and` before `or`", () => {
    const text = "a; os_name == 'b' or python_version>=\"3\" and extra in 'x y' or (sys_platform not  in 'z')";
    expect(read(text).marker).toEqual({
      kind: "or",
      terms: [
        comparison("os_name", "==", "b"),
        { kind: "and", terms: [comparison("python_version", ">=", "3"), comparison("extra", "in", "x y")] },
        comparison("sys_platform", "not in", "z"),
      ],
    });
  });

  test("a marker's sides either way round, and its names of before PEP 508", () => {
    expect(read("a;'3'<=python_version").marker).toMatchObject({
      left: { value: "3" },
      right: { name: "python_version" },
    });
    expect(read("a; os.name=='x' and python_implementation=='y'").marker).toMatchObject({
      terms: [{ left: { name: "os_name" } }, { left: { name: "platform_python_implementation" } }],
    });
  });
});

describe("what is not, and why", () => {
  test.each([
    ["", "ends where a project's name is expected"],
    ["-x", 'has "-x" where a project\'s name is expected'],
    ["a b", 'has "b" where a bound or a marker is expected'],
    ["a[b", "ends where `,` or `]` is expected"],
    ["a[b,]", 'has "]" where the name of an extra is expected'],
    ["a>=", "ends where a version is expected"],
    ["a>=x", 'has the bound ">=x", which is none by PEP 440'],
    ["a~=1", 'has the bound "~=1", which is none by PEP 440'],
    ["a (>=1", "ends where `)` is expected"],
    ["a @ ", "ends where a URL is expected"],
    ["a;", "ends where a marker's variable or a text in quotes is expected"],
    ["a; os_name", "ends where a comparison is expected"],
    ["a; os_name not 'x'", "has \"'x'\" where a comparison is expected"],
    ["a; os_name == linux", 'has a marker with the variable "linux", which PEP 508 does not know'],
    ["a; os_name == 'x' xor os_name == 'y'", "has \"xor os_name == 'y'\" where `and`, `or` or the end is expected"],
    ["a; (os_name == 'x'", "ends where `and`, `or` or `)` is expected"],
    ["a; os_name == 'x", "has \"'x\" where a marker's variable or a text in quotes is expected"],
    ["a\nb", 'has "\\nb" where a bound or a marker is expected'],
    ["a>=1 # note", 'has "# note" where a bound or a marker is expected'],
  ])("%j", (text, why) => {
    expect(fault(text)).toBe(why);
  });

  test("more parentheses than anybody writes", () => {
    const nested = (depth: number) => `a; ${"(".repeat(depth)}os_name == 'x'${")".repeat(depth)}`;
    expect(read(nested(32)).marker).toEqual(comparison("os_name", "==", "x"));
    expect(fault(nested(33))).toBe("has a marker with more than 32 parentheses in one another");
  });

  test("a text of more than 2,000 characters", () => {
    expect(fault(`a${"b".repeat(2000)}`)).toBe("has 2001 characters, more than any requirement needs");
  });

  test("any text is read or refused", () => {
    const piece = fc.constantFrom(..."a[](),;@=<>!~'\"\t .-_", "os_name", " and ", " or ", " in ", "1.0", ">=1");
    const text = fc.array(fc.oneof(piece, fc.string())).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (hostile) => {
        const parsed = parseRequirement(hostile);
        return isMalformed(parsed)
          ? parsed.why.length < 200
          : /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(parsed.normalizedName);
      }),
    );
  });
});
