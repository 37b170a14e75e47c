/** Whatever way a repository is written in, after a bump it states the target, and a second bump has nothing to do. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isProblem } from "../../src/errors.ts";
import { applyEdits, confirmEdits } from "../../src/nix/confirm.ts";
import { planEdits } from "../../src/nix/edits.ts";
import type { Repository } from "../../src/nix/model.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { anyRepository } from "./any-repository.ts";
import { bump, hash, newHash, newPypiHash, projects, targetFor, upstream } from "./bumping.ts";
import { layouts } from "./layouts.ts";

function stated(repository: Repository): string[] {
  return repository.packages.flatMap(({ name, version, belongs }) =>
    belongs && version ? [`${name} ${version.value}`] : [],
  );
}

describe("any layout", () => {
  test("states the target after a bump, and nothing is left for a second one", () => {
    fc.assert(
      fc.property(anyRepository, (files) => {
        const { after, refusals } = bump({ files });
        expect(refusals).toEqual([]);
        const again = readRepository({ files: after, upstream, projects });
        expect(stated(again).sort()).toEqual(
          [
            "all 1.13.26",
            "dagster 1.13.26",
            "dagster-pipes 1.13.26",
            "dagster-postgres 0.29.26",
            "dagster-shared 1.13.26",
            "dagster_webserver 1.13.26",
          ].sort(),
        );
        const pins = again.pins.map(({ ref, pypi, hash }) => [ref?.value ?? pypi?.version.value, hash?.encoding]);
        expect(pins.map(([ref]) => ref)).toEqual(["1.13.26", "1.13.26"]);
        expect(planEdits(again, targetFor(again)).edits).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("changes nothing but its literals: undoing the edits by their text gives the old files", () => {
    fc.assert(
      fc.property(anyRepository, (files) => {
        const { repository: before, plan, after } = bump({ files });
        for (const [path, text] of after) {
          let restored = text;
          for (const { file, span, from, to } of plan.edits.toSorted((a, b) => a.span.from - b.span.from)) {
            if (file !== path) continue;
            expect(restored.slice(span.from, span.from + to.length)).toBe(to);
            restored = restored.slice(0, span.from) + from + restored.slice(span.from + to.length);
          }
          expect(restored).toBe(before.files.get(path));
        }
        expect([newHash, newPypiHash]).not.toContain(hash(0x11));
      }),
      { numRuns: 60 },
    );
  });
});

describe("damaged files", () => {
  const texts = layouts.flatMap(({ files }) => Object.values(files));
  const pieces = [
    "{",
    "}",
    "(",
    ")",
    ";",
    '"',
    "''",
    "${",
    ":",
    "=",
    "rec ",
    "let ",
    "in ",
    "with x; ",
    "//",
    "++",
    "?",
    "@",
    "null",
    "1.12.1",
    ".",
    " ",
  ];

  test("are refused as input, or give edits that can be confirmed", () => {
    const damage = fc.record({
      layout: fc.constantFrom(...layouts),
      file: fc.nat(),
      at: fc.nat(),
      length: fc.nat({ max: 8 }),
      piece: fc.constantFrom("", ...pieces),
    });
    let understood = 0;
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const [{ layout } = { layout: layouts[0] }] = damages;
        const files = { ...layout?.files };
        for (const { file, at, length, piece } of damages) {
          const paths = Object.keys(files);
          const path = paths[file % paths.length] ?? "";
          const text = files[path] ?? "";
          const from = at % (text.length + 1);
          files[path] = text.slice(0, from) + piece + text.slice(from + length);
        }
        try {
          const repository = readRepository({ files: new Map(Object.entries(files)), upstream, projects });
          const plan = planEdits(repository, targetFor(repository));
          confirmEdits(repository, plan, applyEdits(repository, plan));
          understood++;
        } catch (error) {
          if (!isProblem(error)) throw error;
          expect(error.kind).toBe("input");
        }
      }),
      { numRuns: 400 },
    );
    expect(understood).toBeGreaterThan(20);
    expect(texts.length).toBeGreaterThan(20);
  });
});
