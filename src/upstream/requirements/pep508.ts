/**
 * Requirements as packages state them, e.g. `uvicorn[standard]>=0.23; python_version >= "3.12"`.
 *
 * The grammar is that of https://packaging.python.org/en/latest/specifications/dependency-specifiers/ (first PEP 508):
 *
 *     requirement = name [ extras ] ( [ specifiers ] | "@" url " " ) [ ";" marker ]
 *     extras      = "[" [ name { "," name } ] "]"
 *     specifiers  = "(" list ")" | list
 *     list        = specifier { "," specifier } [ "," ]
 *     marker      = conjunction { "or" conjunction }
 *     conjunction = term { "and" term }
 *     term        = "(" marker ")" | operand operator operand
 *     operand     = VARIABLE | STRING
 *     operator    = "<=" | "<" | "!=" | "===" | "==" | ">=" | ">" | "~=" | "in" | "not" "in"
 */
import { normalizeName } from "../names.ts";
import { parseSpecifiers, type Specifier } from "../pep440.ts";
import { quoteUntrusted } from "../refs.ts";

export interface Requirement {
  /** As written, e.g. `typing_extensions`. */
  readonly name: string;
  /** As PEP 503 normalises it. */
  readonly normalizedName: string;
  /** As written, each once. */
  readonly extras: readonly string[];
  /** Empty where every version will do. */
  readonly specifiers: readonly Specifier[];
  /** Where it is to be taken from, instead of an index. */
  readonly url: string | undefined;
  readonly marker: Marker | undefined;
  /** The marker as it is written; empty where there is none. */
  readonly markerText: string;
}

export type Marker =
  | { readonly kind: "and" | "or"; readonly terms: readonly Marker[] }
  | {
      readonly kind: "comparison";
      readonly left: Operand;
      readonly operator: MarkerOperator;
      readonly right: Operand;
    };

export type Operand =
  | { readonly kind: "variable"; readonly name: MarkerVariable }
  | { readonly kind: "text"; readonly value: string };

export type MarkerOperator = "<=" | "<" | "!=" | "==" | "===" | ">=" | ">" | "~=" | "in" | "not in";

const markerVariables = [
  "python_version",
  "python_full_version",
  "os_name",
  "sys_platform",
  "platform_release",
  "platform_system",
  "platform_version",
  "platform_machine",
  "platform_python_implementation",
  "implementation_name",
  "implementation_version",
  "extra",
] as const;
export type MarkerVariable = (typeof markerVariables)[number];

/** Names of before PEP 508, which installers still take. */
const formerVariables: Readonly<Record<string, MarkerVariable>> = {
  "os.name": "os_name",
  "sys.platform": "sys_platform",
  "platform.version": "platform_version",
  "platform.machine": "platform_machine",
  "platform.python_implementation": "platform_python_implementation",
  python_implementation: "platform_python_implementation",
};

/** What is wrong with a text, as the rest of a sentence that begins with it. */
export interface Malformed {
  readonly why: string;
}

/** Characters; the longest that anybody states has some hundreds. */
const longest = 2000;
const deepest = 32;

export function isMalformed(parsed: Requirement | Malformed): parsed is Malformed {
  return "why" in parsed;
}

/** Reads one requirement. Hostile text costs time in proportion to its length, and is refused beyond 2,000 characters. */
export function parseRequirement(text: string): Requirement | Malformed {
  if (text.length > longest) return { why: `has ${text.length} characters, more than any requirement needs` };
  try {
    return new Reader(text).requirement();
  } catch (error) {
    if (error instanceof Fault) return { why: error.why };
    throw error;
  }
}

/** Leaves the descent at the first fault. */
class Fault {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  requirement(): Requirement {
    const name = this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("a project's name");
    const extras = this.#take("[") ? this.#extras() : [];
    const url = this.#take("@") ? this.#url() : undefined;
    const specifiers = url === undefined ? this.#specifiers() : [];
    this.#blank();
    const from = this.#at + 1;
    const marker = this.#take(";") ? this.#marker(0) : undefined;
    this.#blank();
    if (this.#at < this.#text.length)
      this.#fail(marker === undefined ? "a bound or a marker" : "`and`, `or` or the end");
    const markerText = marker === undefined ? "" : this.#text.slice(from).trim();
    return { name, normalizedName: normalizeName(name), extras, specifiers, url, marker, markerText };
  }

  #extras(): readonly string[] {
    const extras: string[] = [];
    if (this.#take("]")) return extras;
    do {
      extras.push(this.#match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y) ?? this.#fail("the name of an extra"));
    } while (this.#take(","));
    if (!this.#take("]")) this.#fail("`,` or `]`");
    return [...new Set(extras)];
  }

  #url(): string {
    return this.#match(/\S+/y) ?? this.#fail("a URL");
  }

  #specifiers(): readonly Specifier[] {
    const parenthesised = this.#take("(");
    const specifiers: Specifier[] = [];
    for (;;) {
      const operator = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
      if (operator === undefined) break;
      const version = this.#match(operator === "===" ? /[^\s,;)]+/y : /[A-Za-z0-9._*+!-]+/y) ?? this.#fail("a version");
      const parsed = parseSpecifiers(operator + version);
      if (parsed === undefined)
        throw new Fault(`has the bound ${quoteUntrusted(operator + version)}, which is none by PEP 440`);
      specifiers.push(...parsed);
      if (!this.#take(",")) break;
    }
    if (parenthesised && !this.#take(")")) this.#fail("`)`");
    return specifiers;
  }

  #marker(depth: number): Marker {
    return this.#operation("or", () => this.#operation("and", () => this.#term(depth)));
  }

  #operation(kind: "and" | "or", operand: () => Marker): Marker {
    const first = operand();
    const terms = [first];
    while (this.#word(kind)) terms.push(operand());
    return terms.length === 1 ? first : { kind, terms };
  }

  #term(depth: number): Marker {
    if (this.#take("(")) {
      if (depth >= deepest) throw new Fault(`has a marker with more than ${deepest} parentheses in one another`);
      const marker = this.#marker(depth + 1);
      if (!this.#take(")")) this.#fail("`and`, `or` or `)`");
      return marker;
    }
    const left = this.#operand();
    const operator = this.#operator();
    return { kind: "comparison", left, operator, right: this.#operand() };
  }

  #operand(): Operand {
    const quoted = this.#match(/'[^']*'|"[^"]*"/y);
    if (quoted !== undefined) return { kind: "text", value: quoted.slice(1, -1) };
    const word = this.#match(/[A-Za-z_.]+/y);
    if (word === undefined) this.#fail("a marker's variable or a text in quotes");
    const name = markerVariables.find((variable) => variable === word) ?? formerVariables[word];
    if (name === undefined)
      throw new Fault(`has a marker with the variable ${quoteUntrusted(word)}, which PEP 508 does not know`);
    return { kind: "variable", name };
  }

  #operator(): MarkerOperator {
    const symbol = this.#match(/===|~=|==|!=|<=|>=|<|>/y);
    if (symbol !== undefined) return symbol as MarkerOperator;
    if (this.#word("in")) return "in";
    if (this.#word("not") && this.#word("in")) return "not in";
    return this.#fail("a comparison");
  }

  #blank(): void {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
  }

  #take(character: string): boolean {
    this.#blank();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #word(word: string): boolean {
    this.#blank();
    const end = this.#at + word.length;
    if (!this.#text.startsWith(word, this.#at) || /\w/.test(this.#text[end] ?? "")) return false;
    this.#at = end;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    this.#blank();
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  #fail(expected: string): never {
    const rest = this.#text.slice(this.#at);
    const found = rest === "" ? "ends" : `has ${quoteUntrusted(rest, 30)}`;
    throw new Fault(`${found} where ${expected} is expected`);
  }
}
