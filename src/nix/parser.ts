/**
 * The grammar of Nix 2.8 (manual, "Nix Expression Language"; libexpr/parser.y), from a text to its tree.
 *
 *     expression  = name ":" expression
 *                 | pattern ":" expression
 *                 | "assert" expression ";" expression
 *                 | "with" expression ";" expression
 *                 | "let" { binding } "in" expression
 *                 | "if" expression "then" expression "else" expression
 *                 | operation
 *     pattern     = [ name "@" ] "{" formals "}" | "{" formals "}" "@" name
 *     formals     = { formal "," } [ formal | "..." ]
 *     formal      = name [ "?" expression ]
 *     operation   = operation BINARY operation | operation "?" path | "!" operation | "-" operation | application
 *     application = [ application ] select
 *     select      = simple [ "." path [ "or" select ] ] | simple "or"
 *     simple      = name | INT | FLOAT | URI | SEARCH-PATH | string | filepath
 *                 | "(" expression ")" | "[" { select } "]" | [ "rec" | "let" ] "{" { binding } "}"
 *     binding     = path "=" expression ";" | "inherit" [ "(" expression ")" ] { attribute } ";"
 *     path        = attribute { "." attribute }
 *     attribute   = name | "or" | quoted | interpolated
 *     string      = quoted | "''" { TEXT | interpolated } "''"
 *     quoted      = '"' { TEXT | interpolated } '"'
 *     filepath    = PATH { TEXT | interpolated }
 *     interpolated = "${" expression "}"
 *
 * Tokens are in parse/lexer.ts, the levels of the operators in parse/operators.ts.
 *
 * The parser descends from `expression`, but does not recurse: a construct that has begun leaves what is to be done with
 * its next expression on a stack of its own (`Parsing.wait`), so that deep nesting cannot exhaust the stack of JavaScript.
 */
import { begin } from "./parse/begin.ts";
import { extend } from "./parse/operators.ts";
import { type Outcome, Parsing } from "./parse/parsing.ts";
import type { SyntaxTree } from "./syntax.ts";

export { NixSyntaxError } from "./parse/error.ts";

/**
 * The tree of a Nix file, given as a byte string. Accepts what `nix-instantiate --parse` accepts, apart from variables
 * that are not defined, which are not a matter of syntax.
 *
 * @throws NixSyntaxError where the text is not Nix, with offset, line and column.
 */
export function parseNix(text: string): SyntaxTree {
  const p = new Parsing(text);
  for (;;) {
    let expression: Outcome = begin(p);
    while (expression !== undefined) {
      expression = extend(p, expression);
      if (expression === undefined) break;
      const then = p.resume();
      if (then === undefined) {
        if (!p.nextIs("end")) p.unexpected("end of file");
        return p.tree(expression);
      }
      expression = then(expression);
    }
  }
}
