import { describe, expect, test } from "@jest/globals";
import { lex } from "../../../src/nix/parse/lexer.ts";

/** Tokens as `kind:text`, white space left out. */
function tokens(text: string): string {
  return lex(text)
    .tokens.filter(({ kind }) => kind !== "whitespace")
    .map(({ kind, from, to }) => `${kind}:${text.slice(from, to)}`)
    .join(" | ");
}

describe("the longest reading wins", () => {
  test.each([
    ["a-b", "identifier:a-b"],
    ["a'b", "identifier:a'b"],
    ["a - b", "identifier:a | punctuation:- | identifier:b"],
    ["a-1", "identifier:a-1"],
    ["1-a", "int:1 | punctuation:- | identifier:a"],
    ["inherits", "identifier:inherits"],
    ["or'", "identifier:or'"],
    ["or", "keyword:or"],
    ["a.b", "identifier:a | punctuation:. | identifier:b"],
    ["a.1", "identifier:a | float:.1"],
    ["1.a", "float:1. | identifier:a"],
    ["1e5", "int:1 | identifier:e5"],
    ["1.e5", "float:1.e5"],
    ["1.5e", "float:1.5 | identifier:e"],
    ["00.5", "int:00 | float:.5"],
    ["...", "punctuation:..."],
    ["....5", "punctuation:... | float:.5"],
    ["a/b", "path:a/b"],
    ["a/ b", "identifier:a | punctuation:/ | identifier:b"],
    ["a /b", "identifier:a | path:/b"],
    ["a//b", "identifier:a | punctuation:// | identifier:b"],
    ["1/2", "path:1/2"],
    ["-/a", "path:-/a"],
    ["++/a", "path:++/a"],
    [".../a", "path:.../a"],
    ["if/a", "path:if/a"],
    ["a'/b", "identifier:a' | path:/b"],
    ["./a./b", "path:./a./b"],
    ["a:b", "uri:a:b"],
    ["a: b", "identifier:a | punctuation:: | identifier:b"],
    ["if:b", "uri:if:b"],
    ["a_:b", "identifier:a_ | punctuation:: | identifier:b"],
    ["a.b:c;", "uri:a.b:c | punctuation:;"],
    ["a:b//c", "uri:a:b//c"],
    ["1:a", "int:1 | punctuation:: | identifier:a"],
    ["<a>", "search-path:<a>"],
    ["<a/b>", "search-path:<a/b>"],
    ["<a>b", "search-path:<a> | identifier:b"],
    ["a<b", "identifier:a | punctuation:< | identifier:b"],
    ["a<=b", "identifier:a | punctuation:<= | identifier:b"],
    ["a->b", "identifier:a- | punctuation:> | identifier:b"],
    ["a ->b", "identifier:a | punctuation:-> | identifier:b"],
    ["!=!", "punctuation:!= | punctuation:!"],
    ["===", "punctuation:== | punctuation:="],
    ["+++", "punctuation:++ | punctuation:+"],
    ["~/a", "home-path:~/a"],
    ["#a\rb", "comment:#a | identifier:b"],
    ["/*/ */a", "comment:/*/ */ | identifier:a"],
    ["a/**/b", "identifier:a | comment:/**/ | identifier:b"],
  ])("%j", (text, expected) => {
    expect(tokens(text)).toBe(expected);
  });
});

describe("modes", () => {
  test.each([
    ['"a${b}c"', 'quote:" | text:a | interpolation:${ | identifier:b | interpolation:} | text:c | quote:"'],
    ['"${{}}"', 'quote:" | interpolation:${ | punctuation:{ | punctuation:} | interpolation:} | quote:"'],
    ['"$${a}"', 'quote:" | text:$${a} | quote:"'],
    ['"\\${a}"', 'quote:" | text:\\${a} | quote:"'],
    ['"a # b"', 'quote:" | text:a # b | quote:"'],
    ["''  \n a''", "quote:''  \n | text: a | quote:''"],
    ["''  a''", "quote:'' | text:  a | quote:''"],
    ["''''$''", "quote:'' | text:''$ | quote:''"],
    ["''a'''b''", "quote:'' | text:a'''b | quote:''"],
    ["''''\\${a}''", "quote:'' | text:''\\${a} | quote:''"],
    ["''${a}''", "quote:'' | interpolation:${ | identifier:a | interpolation:} | quote:''"],
    ["./a${b}/c d", "path:./a | interpolation:${ | identifier:b | interpolation:} | text:/c | identifier:d"],
    ["./${a}", "path:./ | interpolation:${ | identifier:a | interpolation:}"],
    ["~/${a}", "home-path:~/ | interpolation:${ | identifier:a | interpolation:}"],
    ['"${./a}b"', 'quote:" | interpolation:${ | path:./a | interpolation:} | text:b | quote:"'],
    ["a.${b}", "identifier:a | punctuation:. | interpolation:${ | identifier:b | interpolation:}"],
    ["}a", "punctuation:} | identifier:a"],
    ["a\0b", "identifier:a | unread:\0b"],
    ['"a\0b"', 'quote:" | text:a\0b | quote:"'],
  ])("%j", (text, expected) => {
    expect(tokens(text)).toBe(expected);
  });
});

describe("failures", () => {
  test.each([
    ["a ^", "unexpected character '^'", 2],
    ["a \x7f", "unexpected character 0x7f", 2],
    ["1 /* 2", "a comment that starts here is not closed", 2],
    ["./a/ b", "path has a trailing slash", 4],
    ["[ 9223372036854775808", "invalid integer '9223372036854775808'", 2],
    ["1.0e999", "invalid float '1.0e999'", 0],
  ])("%j: %s", (text, message, offset) => {
    const { failure, lexemes } = lex(text);
    expect([failure, lexemes.at(-1)]).toMatchObject([message, { symbol: "failure", from: offset }]);
  });

  test("count only where the parser gets: an error before them comes first", () => {
    expect(lex("] ^").lexemes.map(({ symbol }) => symbol)).toEqual(["]", "failure"]);
  });
});
