/** What the text of a Nix file says of Python, where the values of its packages do not. */
import { textOf } from "../source.ts";
import type { Expression, Span, SyntaxTree } from "../syntax.ts";
import { descend } from "../walk.ts";

/** What a Nix file says of Python. */
export interface PythonSigns {
  /** The interpreters and Python sets that it names, e.g. `python313Packages`, each once. */
  readonly names: readonly string[];
  /** Whether it speaks of Python at all: what it makes may be a Python package then. */
  readonly any: boolean;
  /** What it hands to `toPythonModule`, which makes a Python package of any derivation. Nixpkgs manual, Python. */
  readonly modules: readonly Span[];
}

export function pythonSigns({ root, text, tokens }: SyntaxTree): PythonSigns {
  const words = tokens.flatMap((token) => (token.kind === "identifier" ? textOf(text, token) : []));
  const names = [...new Set(words.filter((word) => /^python3[0-9]*(?:Packages)?$/.test(word)))];
  const modules: Span[] = [];
  for (const expression of descend(root)) {
    if (expression.kind === "apply" && lastName(expression.function) === "toPythonModule") {
      modules.push(expression.argument);
    }
  }
  const any = words.some((word) => /^python|^sitePackages$|^toPythonModule$|^buildPython/.test(word));
  return { names, any, modules };
}

function lastName(expression: Expression): string | undefined {
  if (expression.kind === "variable") return expression.name;
  return expression.kind === "select" ? expression.path.at(-1)?.name : undefined;
}
