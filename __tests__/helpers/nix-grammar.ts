/**
 * Nix source from the grammar, for fast-check: byte strings that Nix mostly accepts, with every construct of the language
 * and every kind of white space and comment between the tokens. What the grammar alone cannot tell (names defined twice,
 * operators that do not associate) goes wrong now and then, and is for Nix to judge.
 */
import fc, { type Arbitrary } from "fast-check";
import { encode } from "../../src/nix/source.ts";

type Part = string | Arbitrary<string>;

/** Some names are used often, so that definitions meet: they are merged, or a name is defined twice. */
const name = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("a", "b", "f'", "g-h", "_i") },
  { weight: 8, arbitrary: fc.nat({ max: 999 }).map((n) => `n${n}`) },
);
const operator = fc.constantFrom(
  ...["+", "-", "*", "/", "++", "//", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "->"],
);

const gap = fc.oneof(
  { weight: 8, arbitrary: fc.constant(" ") },
  { weight: 3, arbitrary: fc.constantFrom("\n", "\n\n  ", "  ", "\t", "\r\n", "\r") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("/**/", " /* ä * / */ ", "/***\n**/", " # ß\n", "\n#\r\n\t", " #/*\r").map(encode),
  },
);

/** The parts with a gap between any two. */
function spaced(...parts: Part[]): Arbitrary<string> {
  return sequence(parts, gap);
}

/** The parts with nothing between them. */
function tight(...parts: Part[]): Arbitrary<string> {
  return sequence(parts, fc.constant(""));
}

function sequence(parts: readonly Part[], between: Arbitrary<string>): Arbitrary<string> {
  const separated = parts.flatMap((part, i) => {
    const arbitrary = typeof part === "string" ? fc.constant(part) : part;
    return i === 0 ? [arbitrary] : [between, arbitrary];
  });
  return fc.tuple(...separated).map((texts) => texts.join(""));
}

function several(part: Arbitrary<string>, maxLength: number, between: Arbitrary<string> = gap): Arbitrary<string> {
  return fc.array(fc.tuple(between, part), { maxLength }).map((texts) => texts.flat().join(""));
}

const quotedText = fc.oneof(
  fc.constantFrom(
    "a",
    "b c",
    " ",
    "\n",
    "\r\n",
    "\\n",
    "\\t",
    '\\"',
    "\\\\",
    "\\${",
    "$",
    "$$",
    "$${",
    "'",
    "''",
    "/* # */",
  ),
  fc.constantFrom("é", "日本", "\\é").map(encode),
);
const indentedText = fc.oneof(
  fc.constantFrom("a", "  b", "\n", "\n  ", "\n    ", "\n\t", "   ", "''$", "'''", "''\\n", "''\\ ", "''\\é", "\r\n"),
  fc.constantFrom("$", "$$", "'", '"', "\\n", "$${", "''${", "#", "é").map(encode),
);

const grammar = fc.letrec<Record<"expression" | "operation" | "application" | "select" | "simple", string>>((tie) => {
  const expression = tie("expression");
  const interpolation = tight("${", fc.constantFrom("", " "), expression, fc.constantFrom("", "\n"), "}");
  const quoted = tight('"', several(fc.oneof(quotedText, interpolation), 4, fc.constant("")), '"');
  const indented = tight("''", several(fc.oneof(indentedText, interpolation), 6, fc.constant("")), "''");
  const path = tight(
    fc.constantFrom("./", "../", "/", "~/", "./a/", "/a.b/c-d/"),
    fc.oneof(fc.constantFrom("a", "b+c.nix", "_/d"), interpolation),
    several(fc.oneof(fc.constantFrom("/e", "-f", ".g"), interpolation), 2, fc.constant("")),
  );
  const attribute = fc.oneof(
    { weight: 6, arbitrary: name },
    { weight: 1, arbitrary: fc.constantFrom("or", '"a"', '"b c"', '${"d"}', '"é"').map(encode) },
    { weight: 1, arbitrary: fc.oneof(quoted, interpolation) },
  );
  const attributePath = tight(attribute, several(tight(fc.constantFrom(".", " . "), attribute), 2, fc.constant("")));
  const binding = fc.oneof(
    { weight: 5, arbitrary: spaced(attributePath, "=", expression, ";") },
    {
      weight: 1,
      arbitrary: spaced(tight("inherit", several(fc.oneof(name, fc.constantFrom('"a"', '${"b"}')), 2)), ";"),
    },
    { weight: 1, arbitrary: spaced("inherit", "(", expression, tight(")", several(name, 2)), ";") },
  );
  const bindings = several(binding, 4);
  const formal = fc.oneof(name, spaced(name, "?", expression));
  const formals = fc
    .tuple(fc.array(spaced(formal, ","), { maxLength: 3 }), fc.oneof(formal, fc.constantFrom("", "...")))
    .map(([commas, last]) => `{ ${commas.join(" ")} ${last} }`);
  const pattern = fc.oneof(formals, spaced(name, "@", formals), spaced(formals, "@", name), name);
  return {
    expression: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 5, arbitrary: tie("operation") },
      { weight: 1, arbitrary: spaced(pattern, tight(":", gap, expression)) },
      { weight: 1, arbitrary: spaced("with", expression, ";", expression) },
      { weight: 1, arbitrary: spaced("assert", expression, ";", expression) },
      { weight: 1, arbitrary: spaced("if", expression, "then", expression, "else", expression) },
      { weight: 1, arbitrary: spaced(tight("let", bindings), "in", expression) },
    ),
    operation: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 5, arbitrary: tie("application") },
      { weight: 3, arbitrary: spaced(tie("operation"), operator, tie("operation")) },
      { weight: 1, arbitrary: spaced(tie("operation"), "?", attributePath) },
      { weight: 1, arbitrary: spaced(fc.constantFrom("!", "-"), tie("operation")) },
    ),
    application: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 3, arbitrary: tie("select") },
      { weight: 1, arbitrary: spaced(tie("application"), tie("select")) },
    ),
    select: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 4, arbitrary: tie("simple") },
      { weight: 1, arbitrary: spaced(tie("simple"), tight(fc.constantFrom(".", " ."), attributePath)) },
      { weight: 1, arbitrary: spaced(tie("simple"), ".", attributePath, "or", tie("select")) },
      { weight: 1, arbitrary: spaced(tie("simple"), "or") },
    ),
    simple: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      name,
      fc.constantFrom("0", "42", "007", "1.5", ".25", "3.", "2.5e2", "__curPos", "<nixpkgs>", "<a/b.nix>"),
      fc.constantFrom("https://example.org/a?b=c", "x:y", "./a", "../b/c.nix", "/d", "~/e", "a/b"),
      quoted,
      indented,
      path,
      spaced("(", expression, ")"),
      spaced(tight("[", several(tie("select"), 4)), "]"),
      spaced(tight("{", bindings), "}"),
      spaced(tight("rec", gap, "{", bindings), "}"),
      spaced(tight("let", gap, "{", bindings), "}"),
    ),
  };
});

/** A whole file. Under its `with`, no variable is undefined. */
export const nixFile: Arbitrary<string> = fc
  .tuple(fc.constantFrom("", "# ä\n", "\r\n").map(encode), gap, grammar.expression, gap)
  .map(([start, before, expression, after]) => `${start}with { };${before}${expression}${after}`);

/** An attribute set that defines each name once, and whose values may be anything. */
export const nixSet: Arbitrary<string> = fc
  .array(
    fc.record({
      before: gap,
      name,
      form: fc.constantFrom("value", "value", "value", "nested", "quoted", "inherit", "from"),
      gap,
      value: grammar.expression,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((bindings) => {
    const written = bindings.map(({ before, name, form, gap, value }, i) => {
      const unique = `${name}${i}`;
      switch (form) {
        case "inherit":
          return `${before}inherit${gap}${unique} ${unique}-${gap};`;
        case "from":
          return `${before}inherit (${value})${gap}${unique};`;
        case "nested":
          return `${before}${unique}.b${gap}= ${value}; ${unique}.c = 1;`;
        default:
          return `${before}${form === "quoted" ? `"${unique}"` : unique}${gap}= ${value};`;
      }
    });
    return `with { }; {${written.join("")} }`;
  });

/** Strings of both styles without interpolation, and with interpolated strings. */
export const nixString: Arbitrary<string> = fc.letrec<{ string: string }>((tie) => {
  const interpolation = tight("${", tie("string"), "}");
  return {
    string: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      tight('"', several(fc.oneof({ weight: 4, arbitrary: quotedText }, interpolation), 6, fc.constant("")), '"'),
      tight("''", several(fc.oneof({ weight: 6, arbitrary: indentedText }, interpolation), 12, fc.constant("")), "''"),
    ),
  };
}).string;

const scraps = [
  ...[
    "",
    " ",
    "\n",
    "\r",
    "\0",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ":",
    ",",
    ".",
    "...",
    "@",
    "?",
    "=",
    "==",
    "!",
    "-",
    "+",
  ],
  ...[
    "/",
    "//",
    "<",
    ">",
    "->",
    "&&",
    "|",
    '"',
    "''",
    "'",
    "$",
    "${",
    "\\",
    "#",
    "/*",
    "*/",
    "~/",
    "a",
    "1",
    "1.",
    "é",
    "|>",
  ],
  ...[
    "or ",
    "in ",
    "let ",
    "rec ",
    "inherit ",
    "with ",
    "if ",
    "then ",
    "else ",
    "a.b ",
    "x: ",
    "x:y ",
    "<a>",
    "./a",
    "a = 1; ",
  ],
].map(encode);

/** A text with a few places cut, doubled or filled with scraps of Nix. */
export function mutated(text: Arbitrary<string>): Arbitrary<string> {
  const place = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 6 }),
    scrap: fc.constantFrom(...scraps),
    doubled: fc.boolean(),
  });
  return fc.tuple(text, fc.array(place, { minLength: 1, maxLength: 3 })).map(([source, places]) => {
    let mutant = source;
    for (const { at, removed, scrap, doubled } of places) {
      const from = Math.floor(at * mutant.length);
      const cut = mutant.slice(from, from + removed);
      mutant = mutant.slice(0, from) + scrap + (doubled ? cut + cut : "") + mutant.slice(from + removed);
    }
    return mutant;
  });
}
