/** However a list is written, what is added to it is there afterwards, once, with all that was there before. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type System, systems } from "../../../src/flox/systems.ts";
import type { Repository } from "../../../src/nix/model.ts";
import { display } from "../../../src/nix/source.ts";
import { type Addition, add, extra, type Fixed, fix, fixesOf, into, only, own, relax } from "./fixing.ts";
import { packageNamed, repositoryOf } from "./reading.ts";

const names = ["alembic", "click", "coloredlogs", "grpcio", "jinja2", "pytz", "pyyaml", "requests", "rich", "six"];

const blank = fc.constantFrom(" ", "  ", "\n    ", "\n\n    ", " # why\n    ", "\n    # about it\n    ", " /* so */ ");

/** Conditions that a list may have, and what they mean. */
const conditions: ReadonlyMap<string, readonly System[]> = new Map<string, readonly System[]>([
  ["stdenv.isLinux", ["x86_64-linux", "aarch64-linux"]],
  ["(!stdenv.hostPlatform.isLinux)", ["x86_64-darwin", "aarch64-darwin"]],
  ["(stdenv.isLinux && stdenv.isx86_64)", ["x86_64-linux"]],
  ["stdenv.isAarch64", ["aarch64-linux", "aarch64-darwin"]],
]);

/** Those that can be written. */
const someSystems: readonly (readonly System[])[] = [
  ["x86_64-linux", "aarch64-linux"],
  ["x86_64-darwin", "aarch64-darwin"],
  ...systems.map((system) => [system]),
];

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
    holder: fc.constantFrom("dependencies", "optional-dependencies.more", "passthru.optional-dependencies.more"),
    conditions: fc.subarray([...conditions.keys()]),
  })
  .map(({ chosen, sorted, first, blanks, style, extras, split, formals, ended, holder, conditions }) => {
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
    const some = written("watchdog", 0);
    const conditional = conditions.map((condition) => ` ++ lib.optionals ${condition} ${brackets([some], blanks)}`);
    const pattern = [
      "lib",
      "stdenv",
      "dagster-src",
      "python313Packages",
      "dagster-pipes",
      ...(inSet ? ["buildPythonPackage", "watchdog", ...all] : []),
    ];
    const text = `{\n  ${pattern.join(formals)}\n}:
${inSet ? "buildPythonPackage" : "python313Packages.buildPythonPackage"} {
  pname = "dagster";
  version = "1.12.1";
  src = dagster-src;
  ${holder} = ${opening}${parts.map((part) => brackets(part, blanks)).join(" ++ ")}${conditional.join("")}${extra};
}
`;
    return { text: text.replaceAll("\n", ended), inSet, has: all, holder, conditions };
  });

const pipes = `{ python313Packages, dagster-src }:
python313Packages.buildPythonPackage { pname = "dagster-pipes"; version = "1.12.1"; src = dagster-src; }
`;
const shared = pipes.replace("dagster-pipes", "dagster-shared");

type Given = typeof list extends fc.Arbitrary<infer T> ? T : never;

function setting({ text, inSet, holder }: Given) {
  const [path, attribute] = inSet
    ? ["python313Packages/dagster.nix", "python313Packages.dagster"]
    : ["dagster.nix", "dagster"];
  const read = (file: string) =>
    repositoryOf({ "dagster-pipes.nix": pipes, "dagster-shared.nix": shared, [path]: file });
  const entries = (repository: Repository) => {
    const { dependencies, optionalDependencies } = packageNamed(repository, attribute);
    const found = holder === "dependencies" ? dependencies : optionalDependencies.get("more");
    expect(found?.complete).toBe(true);
    return (found?.entries ?? []).map(({ from, name, extra, on }) => [from, name, extra, on?.join(" ")].join(" "));
  };
  const fixesOfList = (fixes: readonly Addition[]) =>
    fixesOf(attribute, holder === "dependencies" ? fixes : fixes.map((one) => into("more", one)));
  const repository = read(text);
  return {
    repository,
    read,
    fixesOfList,
    entries,
    edited: (fixed: Fixed) => display(fixed.after.get(`.flox/pkgs/${path}`) ?? ""),
  };
}

const entryOf = ({ from, name, extra, on }: Addition) => {
  return [from, name, extra, on.join(" ")].join(" ");
};

describe("any list", () => {
  test("has what was there and what was added, and a second time there is nothing to do", () => {
    fc.assert(
      fc.property(list, fc.shuffledSubarray(names), fc.boolean(), fc.boolean(), (given, wanted, first, extras) => {
        const { repository, read, fixesOfList, entries, edited } = setting(given);
        const added = [
          ...wanted.map(add),
          ...(first ? [own("dagster-shared")] : []),
          ...(extras && !given.inSet ? [extra("gql", "requests")] : []),
        ];
        const fixes = [...fixesOfList(added), ...relaxing(given)];
        const fixed = fix(repository, fixes);
        expect(fixed.refusals).toEqual([]);
        const again = read(edited(fixed));
        const before = entries(repository);
        const more = added.filter(({ name }) => !given.has.includes(name)).map(entryOf);
        expect(entries(again).toSorted()).toEqual([...before, ...more].toSorted());
        expect(entries(again).filter((word) => before.includes(word))).toEqual(before);
        expect(withoutCode(edited(fixed))).toEqual(withoutCode(given.text));
        expect(fix(again, fixes).plan.edits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("has what some systems need on these systems, and a second time there is nothing to do", () => {
    const some = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...someSystems)), { maxLength: 5 });
    fc.assert(
      fc.property(list, some, (given, wanted) => {
        const { repository, read, fixesOfList, entries, edited } = setting(given);
        // Upstream's requirements of one project are one.
        const added = [...new Map(wanted)].map(([name, on]) => only(on, add(name)));
        const fixed = fix(repository, fixesOfList(added));
        expect(fixed.refusals).toEqual([]);
        const again = read(edited(fixed));
        const before = entries(repository);
        const more = added.filter(({ name }) => !given.has.includes(name)).map(entryOf);
        expect(entries(again).toSorted()).toEqual([...before, ...more].toSorted());
        expect(entries(again).filter((word) => before.includes(word))).toEqual(before);
        expect(withoutCode(edited(fixed))).toEqual(withoutCode(given.text));
        // A part of exactly these systems is used where there is one.
        const known = given.conditions.map((condition) => conditions.get(condition)?.join(" "));
        const lacking = added.filter(({ name }) => !given.has.includes(name)).map(({ on }) => on.join(" "));
        const parts = (text: string) => text.split("lib.optionals").length - 1;
        expect(parts(edited(fixed)) - parts(given.text)).toBe(
          [...new Set(lacking)].filter((on) => !known.includes(on)).length,
        );
        expect(fix(again, fixesOfList(added)).plan.edits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

function relaxing({ inSet }: Given) {
  return fixesOf(inSet ? "python313Packages.dagster" : "dagster", [relax("rich")]);
}

/** The comments of a text, and how its lines end. */
function withoutCode(text: string): readonly string[] {
  return [...(text.match(/# [a-z ]+|\/\*.*?\*\//g) ?? []), ...new Set(text.match(/\r?\n/g))];
}
