/** However a list is written, what is added to it is there afterwards, once, with all that was there before. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Repository } from "../../../src/nix/model.ts";
import { display } from "../../../src/nix/source.ts";
import { add, extra, fix, fixesOf, own, relax } from "./fixing.ts";
import { packageNamed, repositoryOf, words } from "./reading.ts";

const names = ["alembic", "click", "coloredlogs", "grpcio", "jinja2", "pytz", "pyyaml", "requests", "rich", "six"];

const blank = fc.constantFrom(" ", "  ", "\n    ", "\n\n    ", " # why\n    ", "\n    # about it\n    ", " /* so */ ");

/** Items between brackets, with whatever stands between items. */
function brackets(items: readonly string[], blanks: readonly string[]): string {
  return `[${items.map((item, index) => `${blanks[index % blanks.length]}${item}`).join("")}${blanks.at(-1)}]`;
}

const list = fc
  .record({
    chosen: fc.shuffledSubarray(names),
    sorted: fc.boolean(),
    first: fc.constantFrom([], ["dagster-pipes"]),
    blanks: fc.array(blank, { minLength: 1, maxLength: 5 }),
    style: fc.constantFrom("with", "qualified", "both", "formals"),
    extras: fc.constantFrom("", " ++ uvicorn.optional-dependencies.standard"),
    split: fc.nat({ max: 3 }),
    formals: fc.constantFrom(", ", ",\n  ", "\n, ", ", # x\n  "),
    ended: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ chosen, sorted, first, blanks, style, extras, split, formals, ended }) => {
    const all = sorted ? chosen.toSorted() : chosen;
    const written = (name: string, index: number) =>
      style === "qualified" || (style === "both" && index % 2 === 0) ? `python313Packages.${name}` : name;
    const items = [...all.map(written), ...first];
    const parts = [items.slice(0, split), items.slice(split)].filter((part, index) => index > 0 || part.length > 0);
    const inSet = style === "formals";
    const extra = inSet
      ? ""
      : extras.replace("uvicorn", style === "qualified" ? "python313Packages.uvicorn" : "uvicorn");
    const opening = style === "with" || style === "both" ? "with python313Packages; " : "";
    const pattern = [
      "dagster-src",
      "python313Packages",
      "dagster-pipes",
      ...(inSet ? ["buildPythonPackage", ...all] : []),
    ];
    const text = `{\n  ${pattern.join(formals)}\n}:
${inSet ? "buildPythonPackage" : "python313Packages.buildPythonPackage"} {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  dependencies = ${opening}${parts.map((part) => brackets(part, blanks)).join(" ++ ")}${extra};
}
`;
    return { text: text.replaceAll("\n", ended), inSet, has: all };
  });

const pipes = `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; }
`;
const shared = pipes.replace("dagster-pipes", "dagster-shared");

describe("any list", () => {
  test("has what was there and what was added, and a second time there is nothing to do", () => {
    fc.assert(
      fc.property(list, fc.shuffledSubarray(names), fc.boolean(), fc.boolean(), (given, wanted, first, extras) => {
        const { text, inSet, has } = given;
        const [path, attribute] = inSet
          ? ["python313Packages/dagster.nix", "python313Packages.dagster"]
          : ["dagster.nix", "dagster"];
        const others = { "dagster-pipes.nix": pipes, "dagster-shared.nix": shared };
        const repository = repositoryOf({ ...others, [path]: text });
        const fixes = fixesOf(attribute, [
          ...wanted.map(add),
          ...(first ? [own("dagster-shared")] : []),
          ...(extras && !inSet ? [extra("gql", "requests")] : []),
          relax("rich"),
        ]);
        const fixed = fix(repository, fixes);
        expect(fixed.refusals).toEqual([]);
        const renewed = display(fixed.after.get(`.flox/pkgs/${path}`) ?? "");
        const again = repositoryOf({ ...others, [path]: renewed });
        const before = dependencies(repository, attribute);
        const added = [
          ...wanted.filter((name) => !has.includes(name)),
          ...(first ? ["./dagster-shared"] : []),
          ...(extras && !inSet ? ["gql[requests]"] : []),
        ];
        const after = dependencies(again, attribute);
        expect(after.toSorted()).toEqual([...before, ...added].toSorted());
        expect(after.filter((word) => before.includes(word))).toEqual(before);
        expect(withoutCode(renewed)).toEqual(withoutCode(text));
        expect(fix(again, fixes).plan.edits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

function dependencies(repository: Repository, attribute: string): readonly string[] {
  return words(packageNamed(repository, attribute).dependencies).split(" ").filter(Boolean);
}

/** The comments of a text, and how its lines end. */
function withoutCode(text: string): readonly string[] {
  return [...(text.match(/# [a-z ]+|\/\*.*?\*\//g) ?? []), ...new Set(text.match(/\r?\n/g))];
}
