/** Whatever way a repository is written in, after a bump it states the target, and a second bump has nothing to do. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isProblem } from "../../src/errors.ts";
import { applyEdits, confirmEdits } from "../../src/nix/confirm.ts";
import { planEdits } from "../../src/nix/edits.ts";
import type { Repository } from "../../src/nix/model.ts";
import { readRepository } from "../../src/nix/repository.ts";
import { bump, hash, newHash, newPypiHash, projects, targetFor, upstream } from "./bumping.ts";
import { layouts } from "./layouts.ts";

type Quote = (text: string) => string;
const quote: fc.Arbitrary<Quote> = fc.constantFrom(
  (text) => `"${text}"`,
  (text) => `''${text}''`,
);

/** How a call is written: the attributes as text, by how they get at a version of their own. */
type Shape = (version: string, attributes: (version: string) => string) => string;
const shape: fc.Arbitrary<Shape> = fc.constantFrom<Shape>(
  (version, attributes) => `{ version = ${version}; ${attributes(version)} }`,
  (version, attributes) => `rec { version = ${version}; ${attributes("version")} }`,
  (version, attributes) => `(finalAttrs: { version = ${version}; ${attributes("finalAttrs.version")} })`,
  (version, attributes) => `(let version = ${version}; in { inherit version; ${attributes("version")} })`,
  (version, attributes) => `(with { v = ${version}; }; { version = v; ${attributes("v")} })`,
  (version, attributes) => `(({ version ? ${version} }: { inherit version; ${attributes("version")} }) { })`,
);

const oldDigest = fc.constantFrom("sri", "base32", "base16").map((encoding) => hash(0x11, encoding as "sri"));

/** A source: `direct` where its ref is a literal of its own, else it is made from the version in scope. */
const source = fc.record({
  fetch: fc.constantFrom("fetchFromGitHub", "pkgs.fetchFromGitHub", "(import <nixpkgs> { }).fetchFromGitHub"),
  named: fc.constantFrom("rev", "tag"),
  quote,
  digest: oldDigest,
});

function sourceText({
  fetch,
  named,
  quote,
  digest,
}: {
  fetch: string;
  named: string;
  quote: Quote;
  digest: string;
}): string {
  return `${fetch} { owner = "dagster-io"; repo = "dagster"; ${named} = ${quote("1.12.1")}; sha256 = ${quote(digest)}; }`;
}

const names = ["dagster", "dagster-pipes", "dagster-shared", "dagster-postgres"] as const;

const made = fc.record({
  shape,
  quote,
  old: fc.constantFrom("1.12.1", "0.28.1", "1.11.0"),
  src: fc.constantFrom(
    'src = dagster-src; sourceRoot = "${dagster-src.name}/python_modules/NAME";',
    'src = "${dagster-src}/python_modules/NAME";',
    "src = runCommand \"NAME-src\" { } ''cp -r ${dagster-src}/python_modules/NAME $out'';",
    'src = dagster-src + "/python_modules/NAME";',
  ),
});

function packageText(
  name: string,
  { shape, quote, old, src }: { shape: Shape; quote: Quote; old: string; src: string },
): string {
  const attributes = (version: string) =>
    `pname = ${quote(name)}; ${src.replaceAll("NAME", name)} meta.description = "\${${version}} of ${name}";`;
  return `buildPythonPackage ${shape(quote(old), attributes)}`;
}

const noise = fc.constantFrom("", '# version = "1.12.1";\n', "/* rev 1.12.1 */ ", "\t", "\n\n");

/** Files of a repository, one for each package or all in one. */
const repository = fc
  .record({
    source,
    packages: fc.tuple(made, made, made, made),
    web: fc.record({ shape, quote, digest: oldDigest }),
    join: fc.constantFrom(
      'name = "all-1.12.1";',
      'pname = "all"; version = "1.12.1";',
      'name = "all-1.12.1"; version = "1.12.1";',
    ),
    oneFile: fc.boolean(),
    carriageReturns: fc.boolean(),
    noise,
  })
  .map(({ source, packages, web, join, oneFile, carriageReturns, noise }) => {
    const texts = new Map(
      names.map((name, index) => [name as string, packageText(name, packages[index] ?? packages[0])]),
    );
    const fetched = (version: string) =>
      `pname = "dagster_webserver"; src = fetchPypi { pname = "dagster_webserver"; version = ${version}; hash = "${web.digest}"; };`;
    texts.set("dagster-webserver", `buildPythonPackage ${web.shape(web.quote("1.12.1"), fetched)}`);
    texts.set("dagster-src", sourceText(source));
    const all = [...texts.keys()].filter((name) => name !== "dagster-src");
    const joined = `symlinkJoin { ${join} paths = [ ${all.join(" ")} ]; }`;
    const formals = "pkgs, fetchFromGitHub, fetchPypi, buildPythonPackage, runCommand, symlinkJoin";
    const files: [string, string][] = oneFile
      ? [
          [
            "all.nix",
            `${noise}{ ${formals} }:\nlet\n${[...texts].map(([name, text]) => `  ${noise}${name} = ${text};\n`).join("")}in\n${joined}\n`,
          ],
        ]
      : [...texts, ["all", joined] as const].map(([name, text]) => {
          const others = [...texts.keys()].filter((other) => other !== name && text.includes(other));
          return [`${name}.nix`, `${noise}{ ${[formals, ...others].join(", ")} }:\n${noise}${text}\n`];
        });
    const ended = (text: string) => (carriageReturns ? text.replaceAll("\n", "\r\n") : text);
    return Object.fromEntries(files.map(([name, text]) => [`.flox/pkgs/${name}`, ended(text)]));
  });

function stated(repository: Repository): string[] {
  return repository.packages.flatMap(({ name, version, belongs }) =>
    belongs && version ? [`${name} ${version.value}`] : [],
  );
}

describe("any layout", () => {
  test("states the target after a bump, and nothing is left for a second one", () => {
    fc.assert(
      fc.property(repository, (files) => {
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
      fc.property(repository, (files) => {
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
