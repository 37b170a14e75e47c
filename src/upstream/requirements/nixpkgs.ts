import { parseNix } from "../../nix/parser.ts";
import { encode } from "../../nix/source.ts";
import type { AttributeSet, Expression } from "../../nix/syntax.ts";

/** Where nixpkgs lists the packages of its Python set. */
const pythonPackagesFile = "pkgs/top-level/python-packages.nix";

/**
 * The attributes of nixpkgs' Python set, from the text of its `python-packages.nix`: a function, of the set as it will be
 * and as it was, whose body is one set of them all.
 *
 * @throws NixSyntaxError where the text is not Nix.
 */
export function readPythonSet(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const set of bodySets(parseNix(encode(text)).root)) {
    for (const binding of set.bindings) {
      const bound = binding.kind === "inherit" ? binding.names : binding.path.slice(0, 1);
      for (const { name } of bound) if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** The sets that an expression evaluates to, or joins with `//`. */
function bodySets(root: Expression): readonly AttributeSet[] {
  const sets: AttributeSet[] = [];
  const open: Expression[] = [root];
  for (let expression = open.pop(); expression !== undefined; expression = open.pop()) {
    switch (expression.kind) {
      case "set":
        sets.push(expression);
        break;
      case "lambda":
      case "with":
      case "let":
      case "assert":
        open.push(expression.body);
        break;
      case "parenthesised":
        open.push(expression.inner);
        break;
      case "binary":
        if (expression.operator === "//") open.push(expression.left, expression.right);
        break;
      default:
    }
  }
  return sets;
}

/** Where a revision of nixpkgs can be had file by file. */
export interface NixpkgsSource {
  readonly url: string;
  readonly rev: string;
}

/** A nixpkgs that its URL names by commit, as Flox and flakes write it; undefined where it names none. */
export function nixpkgsSource(url: string): NixpkgsSource | undefined {
  const rev =
    /[?&]rev=([0-9a-f]{40})(?:&|$)/.exec(url)?.[1] ?? /^github:[^/?#]+\/[^/?#]+\/([0-9a-f]{40})(?:\?|$)/.exec(url)?.[1];
  return rev === undefined ? undefined : { url, rev };
}

/**
 * The URL of the list in the nixpkgs that a lock file names: `github:owner/repo/rev`, or the https or git+https URL of a
 * repository on a GitHub. Undefined for other places.
 */
export function pythonSetUrl({ url, rev }: NixpkgsSource): string | undefined {
  const named = /^github:(\w[\w.-]*)\/(\w[\w.-]*?)(?:\.git)?(?:[/?#].*)?$/.exec(url);
  if (named !== null) return rawUrl("https://github.com", `${named[1]}/${named[2]}`, rev);
  const address = url.replace(/^git\+/, "");
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  const path = /^\/(\w[\w.-]*\/\w[\w.-]*?)(?:\.git)?\/?$/.exec(parsed?.pathname ?? "");
  if (parsed === undefined || path === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  return rawUrl(parsed.origin, path[1] ?? "", rev);
}

function rawUrl(origin: string, repository: string, rev: string): string {
  const base =
    origin === "https://github.com" ? `https://raw.githubusercontent.com/${repository}` : `${origin}/${repository}/raw`;
  return `${base}/${rev}/${pythonPackagesFile}`;
}
