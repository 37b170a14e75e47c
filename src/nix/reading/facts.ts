/** What a repository states, by names that stay the same when it is edited: compared before and after. */
import type { Derivation, StringValue } from "../evaluate/value.ts";
import { sourceDirectory } from "./directory.ts";
import type { Reading } from "./reading.ts";
import { argument, type Node } from "./search.ts";

/** E.g. `dagster version` is `1.12.1`, `.flox/pkgs/dagster-src.nix#1 rev` is `1.12.1`. */
export type Facts = ReadonlyMap<string, string>;

/** The names, versions and directories of all packages, and the arguments of all sources, whoever they are from. */
export function factsOf(reading: Reading): Facts {
  const facts = new Map<string, string>();
  for (const { node, role, name, pname, version, belongs } of reading.packages.values()) {
    const state = (what: string, value: string | undefined) => {
      if (value !== undefined) facts.set(fact(node.attribute, what), value);
    };
    state("role", role);
    state("belongs", String(belongs));
    state("name", name && rendered(name));
    state("pname", pname && rendered(pname));
    state("version", version && rendered(version.text));
    state("directory", sourceDirectory(node));
    addFetched(node, facts);
  }
  for (const { id, source } of reading.sources) {
    for (const [name, text] of stringArguments(source.derivation)) facts.set(fact(id, name), rendered(text));
  }
  return facts;
}

export function fact(of: string, what: string): string {
  return `${of} ${what}`;
}

/** What other fetchers get, which have a hash of their own and nothing of a source in them. */
function addFetched(node: Node, facts: Map<string, string>): void {
  for (const [index, derivation] of [...node.transforms].entries()) {
    const hash = ["hash", "sha256", "outputHash"].some((name) => argument(derivation, name) !== undefined);
    const strings = stringArguments(derivation);
    const closed = strings.every(([, text]) => text.parts.every(({ kind }) => kind !== "reference"));
    if (!hash || !closed || argument(derivation, "src") !== undefined) continue;
    const id = fact(node.attribute, `${derivation.function}#${index + 1}`);
    for (const [name, text] of strings) facts.set(fact(id, name), rendered(text));
  }
}

export function stringArguments(derivation: Derivation): [string, StringValue][] {
  return [...derivation.arguments.attributes].flatMap(([name, thunk]): [string, StringValue][] => {
    const value = thunk.force();
    if (name === "meta" || name === "passthru") return [];
    if (value.kind === "string") return [[name, value]];
    if (value.kind !== "list") return [];
    return value.items.flatMap((item, index): [string, StringValue][] => {
      const inner = item.force();
      return inner.kind === "string" ? [[`${name}.${index}`, inner]] : [];
    });
  });
}

/** The text, with a mark for what is not known. */
export function rendered(value: StringValue): string {
  return value.parts.map((part) => (part.kind === "literal" || part.kind === "derived" ? part.text : "\0")).join("");
}
