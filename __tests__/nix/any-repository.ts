/** Repositories at 1.12.1, written in any of many ways, that a bump has to bring to 1.13.26. */
import fc from "fast-check";
import { hash } from "./bumping.ts";

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
export const anyRepository = fc
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
